"""A dossier that is a workbook: it says what its folder says, and what is wrong is told by sheet, cell and column."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.exports.xlsx import workbook
from briefing.reading import releases
from briefing.reading.load import read, read_workbook
from briefing.view.address import State
from briefing.view.view import ground, view
from tests import SMALL

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def book(small: Dossier, tmp_path: Path) -> Path:
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook(view(ground(small, None, ()), State())))
    return path


def change(path: Path, sheet: str, cell: str, value: str | float | datetime) -> None:
    held = load_workbook(path)
    held[sheet][cell] = value
    held.save(path)


def cell_of(path: Path, sheet: str, column: str, row: int) -> str:
    header = [cell.value for cell in load_workbook(path)[sheet][1]]
    return f"{chr(ord('A') + header.index(column))}{row}"


def test_a_workbook_is_the_same_release_as_its_folder(book: Path, small: Dossier) -> None:
    found = read(book)
    assert found.issues == read(SMALL).issues
    assert found.dossier == small


def test_a_workbook_in_memory_reads_as_on_disk(book: Path) -> None:
    assert read_workbook(book.read_bytes(), "case.xlsx") == read(book)


@pytest.mark.parametrize(
    ("sheet", "column", "value", "said"),
    [
        ("evidence", "stance", "nether", "'nether' is not one of the words wanted"),
        ("reports", "source", "s-nobody", "the id 's-nobody' is in no row of sheet sources"),
        ("places", "latitude", "=1+1", "the cell holds a formula, '=1+1'; its text is wanted"),
        ("events", "date", "5 March 2020", "'5 March 2020'"),
    ],
)
def test_a_fault_names_sheet_cell_and_column(
    book: Path, sheet: str, column: str, value: str | datetime, said: str
) -> None:
    cell = cell_of(book, sheet, column, 3)
    change(book, sheet, cell, value)
    found = [issue for issue in read(book).issues if issue.severity == "error"]
    assert [(issue.file, issue.line, issue.column) for issue in found] == [(f"case.xlsx, sheet {sheet}", 3, column)]
    assert found[0].message.startswith(f"cell {cell}: ")
    assert said in found[0].message


def test_a_finding_of_a_rule_across_rows_names_its_cell(book: Path, capsys: Captured) -> None:
    cell = cell_of(book, "involvement", "role", 6)
    change(book, "involvement", cell, "killed")
    assert main(["check", str(book)]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"case.xlsx, sheet involvement:6:role: warning: cell {cell}: 'killed'")


def test_a_fault_of_the_front_matter_names_its_cell(book: Path) -> None:
    keys = [row[0].value for row in load_workbook(book)["dossier"].iter_rows()]
    row = keys.index("as_of") + 1
    change(book, "dossier", f"B{row}", "yesterday")
    (issue,) = read(book).issues
    assert (issue.file, issue.line, issue.column) == ("case.xlsx, sheet dossier", row, "as_of")
    assert issue.message.startswith(f"cell B{row}: 'yesterday'")


def test_a_cell_that_excel_made_a_date_or_a_number_is_read_as_it_was(book: Path, small: Dossier) -> None:
    row = next(line for line, event in enumerate(small.events, 2) if event.date and event.date.is_day)
    day = date.fromisoformat(small.events[row - 2].date.edtf)  # type: ignore[union-attr]  # chosen for its date above
    change(book, "events", cell_of(book, "events", "date", row), datetime.combine(day, datetime.min.time()))
    change(book, "reports", cell_of(book, "reports", "credibility", 2), float(small.reports[0].credibility))
    assert read(book).dossier == small


def test_a_sheet_that_is_missing_or_strange_is_named(book: Path) -> None:
    held = load_workbook(book)
    held["roles"].title = "rolles"
    held.save(book)
    said = [(issue.file, issue.severity, issue.message) for issue in read(book).issues]
    assert ("case.xlsx, sheet roles", "error", "the sheet is missing; a sheet of this name is wanted") in said
    assert ("case.xlsx, sheet rolles", "warning", "this sheet is not read. Did you mean 'roles'?") in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"id,name\n"])
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    reading = read(path)
    assert not reading.readable
    assert "this is no Excel workbook that can be read" in reading.issues[0].message


def test_a_workbook_without_tables_is_no_dossier(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    Workbook().save(path)
    assert "none of its sheets is a table of a dossier" in read(path).issues[0].message


def test_a_workbook_is_released_beside_itself(book: Path, small: Dossier, capsys: Captured) -> None:
    assert main(["release", str(book), "--day", "2021-01-01"]) == 0
    assert "case.releases.jsonl" in capsys.readouterr().out
    assert [each.release for each in releases.log(book)] == [small.release]


def test_a_workbook_is_compared_with_its_folder(book: Path, capsys: Captured) -> None:
    assert main(["diff", str(SMALL), str(book)]) == 0
    change(book, "claims", cell_of(book, "claims", "statement", 2), "Another statement")
    assert main(["diff", str(SMALL), str(book)]) == 1


def test_a_workbook_is_exported(book: Path, tmp_path: Path) -> None:
    assert main(["export", str(book), "--format", "csv", "--out", str(tmp_path / "out.zip")]) == 0
