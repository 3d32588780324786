"""A table of many rows is checked in a time that grows with them, and no faster."""

import csv
import io
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from briefing.dossier.records import TABLES
from briefing.reading.load import read

ROWS = 10_000
SECONDS = 6.0  # of one core; a check that compares every row with every other takes minutes
OWN = ("name", "title", "short", "statement", "text")


@pytest.mark.parametrize("table", TABLES)
def test_many_rows_are_read_in_time(table: str, small_folder: Path) -> None:
    path = small_folder / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        writer.writerows(other(rows[number % len(rows)], number) for number in range(ROWS))
    begun = time.process_time()
    read(small_folder)
    assert time.process_time() - begun < SECONDS


def test_thousands_that_lead_nowhere_are_told_in_time(small_folder: Path) -> None:
    """A near miss costs a search of every id; only of a few it is told what they may have meant."""
    places, redirects = small_folder / "places.csv", small_folder / "redirects.csv"
    row = next(csv.reader(io.StringIO(places.read_text("utf-8").splitlines()[1])))
    with places.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([f"x-{number}", *row[1:]] for number in range(ROWS))
    with (small_folder / "stories.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"st-{number},1,A title,A text.,claims?focus=x-nowhere-{number},\n" for number in range(ROWS))
    redirects.write_text("old,new\n" + "".join(f"y-{n},z-nowhere-{n}\n" for n in range(ROWS)), "utf-8")
    begun = time.process_time()
    read(small_folder)
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_a_header_of_thousands_of_strange_names_is_told_in_time(form: str, small_folder: Path, tmp_path: Path) -> None:
    names = ["id", *(f"strange {number}" for number in range(16_000)), "n" * 100_000]
    where = small_folder
    if form == "folder":
        (small_folder / "actors.csv").write_text(f"{','.join(names)}\nvaro\n", "utf-8")
    else:
        where = tmp_path / "wide.xlsx"
        book = Workbook()
        book.create_sheet("actors").append([name[:32_767] for name in names])
        book.save(where)
    begun = time.process_time()
    issues = [each for each in read(where).issues if "actors" in each.file]
    assert time.process_time() - begun < SECONDS
    told = [each.message for each in issues if each.code == "unknown-column"]
    assert len(told) == 101
    assert "15,901 more columns have no name, are there twice or are not known; delete them" in told
    assert max(len(each.message) for each in issues) < 1_000


def test_a_name_of_a_column_is_read_out_in_part(small_folder: Path) -> None:
    (small_folder / "actors.csv").write_text(f"{'n' * 100_000}\n", "utf-8")
    (found,) = [each for each in read(small_folder).issues if each.code == "unknown-column"]
    assert len(str(found)) < 1_000


def other(row: dict[str, str], number: int) -> dict[str, str]:
    """A row like this one under another name."""
    own = {cell: f"{row[cell]} {number}" for cell in OWN if row.get(cell)}
    return row | own | ({"id": f"x-{number}"} if "id" in row else {})
