"""A table of many rows is checked in a time that grows with them, and no faster."""

import csv
import io
import time
from pathlib import Path

import pytest

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


def other(row: dict[str, str], number: int) -> dict[str, str]:
    """A row like this one under another name."""
    own = {cell: f"{row[cell]} {number}" for cell in OWN if row.get(cell)}
    return row | own | ({"id": f"x-{number}"} if "id" in row else {})
