"""A dossier that is a workbook: it says what its folder says, and what is wrong is told by sheet, cell and column."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile, ZipInfo

import pytest
from openpyxl import Workbook, load_workbook

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.dossier.records import TABLES
from briefing.exports.xlsx import workbook
from briefing.reading import releases
from briefing.reading import workbook as reading
from briefing.reading.csvfile import Row, Sheet
from briefing.reading.load import read, read_workbook
from briefing.reading.workbook import in_bytes, in_words_of, in_workbook, text
from briefing.reading.written import Written
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
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    message = "this sheet is not read. Did you mean 'roles'?"
    assert written.issues == (Issue("rolles.csv", 0, "", "unknown-file", message, "warning"),)
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


def rewritten(book: Path, sheet: str, *rows: list[str | None]) -> Written:
    """What is written in the workbook once a sheet has these rows alone."""
    held = load_workbook(book)
    held[sheet].delete_rows(1, held[sheet].max_row)
    for row in rows:
        held[sheet].append(row)
    held.save(book)
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    return written


NOT_KNOWN = "is not known. Did you mean 'new'? The columns are old, new."


@pytest.mark.parametrize(
    ("header", "issues"),
    [
        (["old", "new", None, None], []),
        (["old", None, "new"], [("", "unnamed-column", "the cell B1 is empty; name the column or delete it")]),
        (["old", "new", "new"], [("new", "duplicate-column", "the column 'new' is there twice; once is wanted")]),
        (["old", "new", "neew"], [("neew", "unknown-column", f"the column 'neew' {NOT_KNOWN}")]),
        (
            ["old", "nw"],
            [
                ("nw", "unknown-column", f"the column 'nw' {NOT_KNOWN}"),
                (
                    "new",
                    "missing-column",
                    "the column 'new' is missing from the first row; every row needs a cell in it",
                ),
            ],
        ),
        (
            ["new", "neww"],
            [
                ("neww", "unknown-column", "the column 'neww' is not known. The columns are old, new."),
                (
                    "old",
                    "missing-column",
                    "the column 'old' is missing from the first row; every row needs a cell in it",
                ),
            ],
        ),
        ([None, None], [("", "empty-file", "the sheet is empty; its first row is to name old, new")]),
    ],
)
def test_what_is_wrong_with_the_first_row_of_a_sheet(
    book: Path, header: list[str | None], issues: list[tuple[str, str, str]]
) -> None:
    found = rewritten(book, "redirects", header, ["a", "=1+1"]).redirects
    assert found is not None
    formula = (2, header[1] or "", "formula", "the cell holds a formula, '=1+1'; its text is wanted")
    wanted = [(1, *each) for each in issues] + ([formula] if any(header) else [])
    assert [(each.file, each.column) for each in found.issues] == [
        ("redirects.csv", column) for _, column, *_ in wanted
    ]
    assert [(each.line, each.column, each.code, each.message) for each in found.issues] == wanted
    assert found.complete == any(header)


def test_a_sheet_without_its_ids_or_without_anything_is_not_complete(book: Path) -> None:
    assert not rewritten(book, "questions", ["text", "short", "rank"]).sheets["questions"].complete
    empty = rewritten(book, "questions").sheets["questions"]
    message = "the sheet is empty; its first row is to name id, text, short, rank"
    assert empty == Sheet((Issue("questions.csv", 1, "", "empty-file", message),))


def test_a_workbook_in_which_no_id_was_moved_may_lack_the_sheet_or_its_rows(book: Path) -> None:
    assert rewritten(book, "redirects").redirects is None
    held = load_workbook(book)
    del held["redirects"]
    held.save(book)
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    assert (written.redirects, written.issues) == (None, ())


def test_a_sheet_that_is_not_there_is_told_at_no_row(book: Path) -> None:
    held = load_workbook(book)
    del held["questions"]
    held.save(book)
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    message = "the sheet is missing; a sheet of this name is wanted"
    assert written.sheets["questions"] == Sheet((Issue("questions.csv", 0, "", "missing-file", message),))


@pytest.mark.parametrize(
    ("file", "line", "column", "sheet", "message"),
    [
        ("actors.csv", 4, "id", "actors", "cell A4: 'x' stands in sheet places row 6"),
        ("redirects.csv", 2, "new", "redirects", "cell B2: 'x' stands in sheet places row 6"),
        ("actors.csv", 4, "", "actors", "'x' stands in sheet places row 6"),
        ("actors.csv", 0, "id", "actors", "'x' stands in sheet places row 6"),
        ("dossier.toml", 3, "title", "dossier", "cell B3: 'x' stands in sheet places row 6"),
        ("dossier.toml", 0, "title", "dossier", "'x' stands in sheet places row 6"),
    ],
)
def test_a_finding_is_told_in_the_words_of_a_workbook(
    book: Path, file: str, line: int, column: str, sheet: str, message: str
) -> None:
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    issue = Issue(file, line, column, "any", "'x' stands in places.csv line 6")
    (found,) = in_words_of("case.xlsx", written, [issue])
    assert found == Issue(f"case.xlsx, sheet {sheet}", line, column, "any", message)


@pytest.mark.parametrize("file", ["case.xlsx", "case.releases.jsonl"])
def test_what_is_told_of_another_file_stays_as_it_is(book: Path, file: str) -> None:
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    issue = Issue(file, 2, "id", "any", "places.csv line 6")
    assert in_words_of("case.xlsx", written, [issue]) == (issue,)


def test_a_workbook_that_is_not_there_or_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "case.xlsx"
    message = "the file is missing; a file case.xlsx is wanted"
    assert in_workbook(path) == Issue(str(path), 0, "", "missing-file", message)
    monkeypatch.setattr(Path, "read_bytes", refused)
    path.touch()
    message = "the file cannot be opened (Permission denied)"
    assert in_workbook(path) == Issue(str(path), 0, "", "unreadable-file", message)


def test_a_log_beside_a_workbook_that_cannot_be_read_is_a_warning(book: Path) -> None:
    (book.parent / "case.releases.jsonl").write_text("{", "utf-8")
    found, plain = in_workbook(book), in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(found, Written)
    assert isinstance(plain, Written)
    message = "this is no release; a line as python -m briefing release writes it is wanted"
    assert found == replace(
        plain, issues=(*plain.issues, Issue("releases.jsonl", 1, "", "bad-release", message, "warning"))
    )


def test_what_is_no_workbook_of_a_dossier_says_what_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = io.BytesIO()
    Workbook().save(empty)
    tables = ", ".join(("dossier", *TABLES))
    message = f"none of its sheets is a table of a dossier; wanted are {tables}; to begin one: python -m briefing new"
    assert in_bytes(empty.getvalue(), "a.xlsx") == Issue("a.xlsx", 0, "", "no-dossier", message)
    wanted = "an .xlsx file is wanted"
    message = f"this is no Excel workbook that can be read (it is damaged or another format); {wanted}"
    assert in_bytes(b"", "a.xlsx") == Issue("a.xlsx", 0, "", "no-workbook", message)
    part = ZipInfo("part")
    part.file_size = (256 << 20) + 1
    monkeypatch.setattr(ZipFile, "infolist", lambda _: [part])
    message = f"this is no Excel workbook that can be read (unpacked it is larger than 256 MB); {wanted}"
    assert in_bytes(empty.getvalue(), "a.xlsx") == Issue("a.xlsx", 0, "", "no-workbook", message)
    part.file_size = 256 << 20
    found = in_bytes(empty.getvalue(), "a.xlsx")
    assert isinstance(found, Issue)
    assert found.code == "no-dossier"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2021, 4, 10), "2021-04-10"),
        (datetime(2021, 4, 10, 9, 30), "2021-04-10T09:30:00"),
        (3.0, "3"),
        (3.5, "3.5"),
        (None, ""),
        (" a_x000D_b_x0041_ ", "a\rbA"),
        ("_x00G1_", "_x00G1_"),
    ],
)
def test_the_text_of_a_cell(value: object, said: str) -> None:
    assert text(SimpleNamespace(value=value)) == said


def test_the_cells_of_all_sheets_are_counted_and_a_row_without_any_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of two cells and of one, on another sheet of none and of one: eight with the four rows."""
    held = Workbook()
    first, second = held.worksheets[0], held.create_sheet("places")
    first.title = "actors"
    first.append(("id", "name"))
    first["A2"] = "varo"
    second["A2"] = "id"
    content = io.BytesIO()
    held.save(content)
    monkeypatch.setattr(reading, "MOST_CELLS", 8)
    assert not isinstance(in_bytes(content.getvalue(), "case.xlsx"), Issue)
    monkeypatch.setattr(reading, "MOST_CELLS", 7)
    why = "its sheets reach over more than 7 cells"
    message = f"this is no Excel workbook that can be read ({why}); an .xlsx file is wanted"
    assert in_bytes(content.getvalue(), "case.xlsx") == Issue("case.xlsx", 0, "", "no-workbook", message)


def test_cells_that_hold_no_text_or_stand_under_no_name_are_told_and_the_rest_is_read(book: Path) -> None:
    rows: list[list[str | None]] = [["a", "#REF!"], [None, None], ["b", "c", None, "d"], ["e", "f", "g"]]
    rows.append(["h", "i", "=1+1"])
    found = rewritten(book, "redirects", ["old", "new"], *rows).redirects
    assert found is not None
    beyond = "under no name of a column; name the column or clear it"
    assert found.issues == (
        Issue("redirects.csv", 2, "new", "formula", "the cell holds an error, '#REF!'; its text is wanted"),
        Issue("redirects.csv", 4, "", "cell-count", f"'d' stands in D4, {beyond}"),
        Issue("redirects.csv", 5, "", "cell-count", f"'g' stands in C5, {beyond}"),
        Issue("redirects.csv", 6, "", "formula", "the cell holds a formula, '=1+1'; its text is wanted"),
    )
    assert found.columns == found.names == ("old", "new")
    assert found.rows[:2] == (Row(2, {"old": "a", "new": "#REF!"}, 2, True), Row(4, {"old": "b", "new": "c"}, 2, True))
    stray = rewritten(book, "redirects", ["old", "x", "new"], ["a", "b", "c"]).redirects
    assert stray is not None
    assert (stray.columns, stray.names) == (("old", "new"), ("old", "x", "new"))


@pytest.mark.parametrize("key", ["title.sub", "moments.day", "bottom_line", "strange.key"])
def test_a_key_of_the_front_matter_that_is_none_is_told_at_its_row(book: Path, key: str) -> None:
    rows: list[list[str | None]] = [["bottom_line.text", "So."], ["title", "Varo"], [key, "x"]]
    found = rewritten(book, "dossier", ["key", "value"], *rows)
    assert found.info is None
    assert (key, 4) in {(issue.column, issue.line) for issue in found.issues}


def test_front_matter_that_is_missing_or_wrong_is_told_at_its_row(book: Path) -> None:
    late: list[list[str | None]] = [["bottom_line.made", "late"], ["bottom_line.text", "So."], [None, "x"]]
    found = rewritten(book, "dossier", ["key", "value"], ["title"], *late)
    assert (found.info, found.content) == (None, "")
    at = {issue.column: (issue.file, issue.line) for issue in found.issues}
    assert at["bottom_line"] == ("dossier.toml", 3)
    assert at["title"] == ("dossier.toml", 0)
    held = load_workbook(book)
    del held["dossier"]
    held.save(book)
    gone = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(gone, Written)
    message = "the sheet is missing; its rows are to be key and value"
    assert (gone.info, gone.content) == (None, "")
    assert gone.issues == (Issue("dossier.toml", 0, "", "missing-file", message),)


def test_remarks_beside_the_front_matter_are_no_part_of_it_and_its_letters_stay_as_they_are(
    book: Path, small: Dossier
) -> None:
    change(book, "dossier", "C2", "a remark")
    change(book, "moments", "C9", "a remark")
    assert read(book).dossier == small
    (issue,) = rewritten(book, "moments", ["day"], ["2021-04-14"]).issues
    assert (issue.file, issue.column, issue.code) == ("dossier.toml", "moments", "empty-cell")
    held = load_workbook(book)
    del held["moments"]
    held.save(book)
    change(book, "dossier", "B2", "Ловен")
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    assert "Ловен" in written.content


def test_of_a_formula_only_that_it_is_one_is_told(book: Path) -> None:
    written = in_bytes(book.read_bytes(), "case.xlsx")
    assert isinstance(written, Written)
    formula, same = Issue("actors.csv", 2, "id", "formula", "F"), Issue("actors.csv", 2, "id", "bad-id", "B")
    others = [replace(same, file="places.csv"), replace(same, line=3), replace(same, column="name")]
    found = in_words_of("case.xlsx", written, iter([formula, same, *others]))
    assert found == in_words_of("case.xlsx", written, (formula, *others))
    assert len(found) == 4


def exported(folder: Path) -> Dossier | None:
    """The dossier of a folder once more, out of the workbook that is exported of it."""
    dossier = read(folder).dossier
    assert dossier is not None
    return read_workbook(workbook(view(ground(dossier, None, ()), State())), "case.xlsx").dossier


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("dossier.toml", 'title = "The', 'title = " \\n\\n  The'),
        ("dossier.toml", 'licence = "', 'licence = "\\t '),
        ("dossier.toml", "as_of = 2021-06-30", 'as_of = "2021-06-30"'),
        ("dossier.toml", "not_known = ", 'not_known = " " #'),
        ("claims.csv", ",12,12,", ",-0.0,0.0000000001,"),
        ("questions.csv", "Lowen,2", "Lowen,999999999"),
    ],
)
def test_what_is_accepted_in_a_folder_loads_back_as_the_same_release(
    small_folder: Path, file: str, old: str, new: str
) -> None:
    path = small_folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert exported(small_folder) == read(small_folder).dossier
