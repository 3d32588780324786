"""One CSV file as a sheet: what is said of each fault, word for word, and what is read all the same."""

from pathlib import Path

import pytest

from briefing.dossier.issues import Issue
from briefing.reading.csvfile import Row, Sheet, sheet

QUOTED = 'the whole cell in quotes is wanted, with "" for each quote inside it'
SAVE = (
    "commas are wanted. In Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'; "
    "in LibreOffice tick 'Edit filter settings' and choose the comma."
)


def reading(folder: Path, written: str) -> Sheet:
    path = folder / "actors.csv"
    path.write_text(written, "utf-8")
    return sheet(path, ("id", "name", "why"))


@pytest.mark.parametrize(
    ("header", "column", "code", "message"),
    [
        (" , ,", "", "empty-file", "the file is empty; a header line is wanted: id,name,why"),
        ("id;name", "", "wrong-separator", f"the cells are separated by semicolons, found 'id;name'; {SAVE}"),
        ("id\tname", "", "wrong-separator", f"the cells are separated by tabs, found 'id\\tname'; {SAVE}"),
        ("id,,name,why", "", "unnamed-column", "column 2 has no name; name it or delete it"),
        ("id,name,name,why", "name", "duplicate-column", "the column 'name' is there twice; once is wanted"),
        (
            "id,name,why,nam",
            "nam",
            "unknown-column",
            "the column 'nam' is not known. Did you mean 'name'? The columns are id, name, why.",
        ),
        (
            "id,why",
            "name",
            "missing-column",
            "the column 'name' is missing from the header; every row needs a cell in it",
        ),
    ],
)
def test_what_is_wrong_with_a_header(tmp_path: Path, header: str, column: str, code: str, message: str) -> None:
    line = 0 if code == "empty-file" else 1
    assert reading(tmp_path, header).issues == (Issue("actors.csv", line, column, code, message),)


def test_a_near_miss_is_looked_for_among_the_columns_that_are_missing(tmp_path: Path) -> None:
    first, second = reading(tmp_path, "id,nime,why").issues
    assert "Did you mean 'name'?" in first.message
    assert second.code == "missing-column"


def test_no_column_that_is_there_is_taken_for_the_near_miss_of_another(tmp_path: Path) -> None:
    unknown, missing = reading(tmp_path, "id,name,nam").issues
    assert unknown.message == "the column 'nam' is not known. The columns are id, name, why."
    assert missing.column == "why"


def test_a_column_that_is_not_needed_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("id,name\n1,a\n", "utf-8")
    assert sheet(path, ("id", "name", "why"), ("id", "name")).issues == ()


@pytest.mark.parametrize(
    ("cells", "where", "rows"),
    [
        ('1,"a" b,c\n2,d,e', "a quote stands where it neither opens nor closes a cell", 1),
        ('1,"a\nb" c,d\n2,e,f', "a quote of the row that begins here is open or stray up to line 3", 0),
        ('1,"a,c\n2,d,e\n3,f,g', "a quote of the row that begins here is open or stray up to line 4", 0),
        (f"1,{'x' * 131073},c\n2,d,e", "a cell is longer than 131072 characters; a quote may not have been closed", 1),
    ],
)
def test_a_stray_quote_costs_its_row_and_where_it_runs_on_all_that_follow(
    tmp_path: Path, cells: str, where: str, rows: int
) -> None:
    found = reading(tmp_path, f"id,name,why\n{cells}\n")
    assert found.issues == (Issue("actors.csv", 2, "", "stray-quote", f"{where}; {QUOTED}"),)
    assert len(found.rows) == rows
    assert not found.complete


def test_a_stray_quote_in_the_header_is_all_that_is_said(tmp_path: Path) -> None:
    found = reading(tmp_path, '"id" x,name,why\n1,2,3\n')
    assert [issue.code for issue in found.issues] == ["stray-quote"]
    assert found.rows == ()


def test_a_row_out_of_step_is_told_by_how_much(tmp_path: Path) -> None:
    found = reading(tmp_path, "id,name,why\n1,a\n2,b,c,d\n")
    assert [(issue.line, issue.column, issue.code, issue.message) for issue in found.issues] == [
        (2, "", "cell-count", "the row has 2 cells, the header 3; an empty cell still needs its comma"),
        (3, "", "cell-count", "the row has 4 cells, the header 3; a cell with a comma in it needs quotes around it"),
    ]
    assert [row.whole for row in found.rows] == [False, False]


def test_blank_rows_are_passed_over_and_empty_cells_left_out(tmp_path: Path) -> None:
    found = reading(tmp_path, " id ,name,why\n\n , ,\n1, a ,\n")
    assert found == Sheet((), ("id", "name", "why"), (Row(4, {"id": "1", "name": "a"}, 3, whole=True),), complete=True)


def test_a_sheet_without_its_ids_is_not_complete(tmp_path: Path) -> None:
    assert not reading(tmp_path, "name,why\na,b\n").complete
    path = tmp_path / "redirects.csv"
    path.write_text("old,new\na,b\n", "utf-8")
    assert sheet(path, ("old", "new")).complete
