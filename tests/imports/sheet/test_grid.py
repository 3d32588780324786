"""What a file costs that would not end: it is refused with where, what was found and what is wanted."""

import io
import sys
from collections.abc import Callable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from briefing.imports.sheet import grid, linked
from briefing.imports.sheet.grid import tabs
from briefing.imports.sheet.preview import preview
from briefing.reading import workbook
from briefing.reading.load import Reading, read_workbook
from tests.imports.sheet import made

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
NAMES = {each: f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text")}
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c></row>'
ENTITIES = '<!DOCTYPE z [<!ENTITY a "lol">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
)
OUTSIDE = '<!DOCTYPE z [<!ENTITY a8 SYSTEM "file:///etc/hostname">]>'


def excel(rows: str = HEADER, beside: str = "", head: str = "") -> bytes:
    """A workbook whose one sheet is written by hand."""
    plain, spoiled = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with ZipFile(plain) as whole, ZipFile(spoiled, "w", ZIP_DEFLATED) as out:
        for name in whole.namelist():
            text = f"{head}<worksheet {NS}><sheetData>{rows}</sheetData>{beside}</worksheet>"
            out.writestr(name, text if name.endswith("sheet1.xml") else whole.read(name))
    return spoiled.getvalue()


def open_document(rows: str, head: str = "") -> bytes:
    """An OpenDocument sheet whose rows are written by hand."""
    whole = io.BytesIO()
    names = " ".join(f'xmlns:{each}="{name}"' for each, name in NAMES.items())
    with ZipFile(whole, "w", ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}"/>')
        out.writestr(
            "content.xml",
            f"{head}<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return whole.getvalue()


def row(text: str, times: int = 1, across: int = 1) -> str:
    """A row of an OpenDocument sheet that says one thing so many times."""
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{across}">'
    said = f"{cell}<text:p>{text}</text:p></table:table-cell>"
    return f'<table:table-row table:number-rows-repeated="{times}">{said}</table:table-row>'


ROWS = 20_000  # in the place of the real bound, which takes four seconds to reach


@pytest.fixture(autouse=True)
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that is reached sooner."""
    monkeypatch.setattr(grid, "MOST_ROWS", ROWS)


TOO_LARGE: dict[str, bytes] = {
    "a cell in the far corner": excel(f'{HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a cell in the last row": excel(f'{HEADER}<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "a row many times": open_document(row("date") + row("2017-01-01", 1_048_576)),
    "many columns in many rows": open_document(row("date") + row("2017-01-01", 300, 20_000)),
    "many lines": b"date,place\n" + b",\n" * (ROWS + 1),
    "many columns": b"a," * (grid.MOST_COLUMNS + 1) + b"\n",
}
BROKEN: dict[str, bytes] = {
    "a word that is not there": excel('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'),
    "a number without end": excel(f'{HEADER}<row r="2"><c r="A2"><v>1e999</v></c></row>'),
    "rows out of the world": excel('<row r="99999999999"><c r="ZZZZ99999999999"><v>1</v></c></row>'),
    "words without end": excel('<row r="1"><c r="A1" t="inlineStr"><is><t>&a8;</t></is></c></row>', head=ENTITIES),
    "words of another file": excel('<row r="1"><c r="A1" t="inlineStr"><is><t>&a8;</t></is></c></row>', head=OUTSIDE),
    "words without end, open": open_document(row("&a8;"), ENTITIES),
    "words of another file, open": open_document(row("&a8;"), OUTSIDE),
}


@pytest.mark.parametrize("content", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_a_file_that_would_not_end_is_refused_with_its_size(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"has [\d,]+ rows and [\d,]+ columns; up to .* are wanted"):
        tabs(content)


@pytest.mark.parametrize("content", (TOO_LARGE | BROKEN).values(), ids=(TOO_LARGE | BROKEN).keys())
@pytest.mark.parametrize(
    "take", [lambda content: preview(content, "a", date(2017, 1, 1)), lambda content: read_workbook(content, "a")]
)
def test_whatever_is_dropped_is_an_issue(take: Callable[[bytes], Reading], content: bytes) -> None:
    reading = take(content)
    assert reading.dossier is None
    assert [issue for issue in reading.issues if "root:" in issue.message or "lollol" in issue.message] == []
    assert reading.issues


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:&#88;FD9999"])
def test_merged_cells_are_none_that_are_made(area: str) -> None:
    merged = f"<mergeCell ref='{area}'/>" * 49
    (tab,) = tabs(excel(beside=f"<mergeCells>{merged}</mergeCells>"))
    assert [line.texts for line in tab.lines] == [("date",)]


def led(area: str) -> bytes:
    """A workbook with one link, which stands on an area."""
    plain, wide = io.BytesIO(made.excel(["Title"], ["A"], links={"A2": "https://a.example/"})), io.BytesIO()
    with ZipFile(plain) as whole, ZipFile(wide, "w", ZIP_DEFLATED) as out:
        for name in whole.namelist():
            out.writestr(name, whole.read(name).replace(b'ref="A2"', f'ref="{area}"'.encode()))
    return wide.getvalue()


def test_a_link_leads_from_each_cell_it_stands_on_and_from_no_more_than_can_be_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tab,) = tabs(led("A1:B2"))
    assert [cell.link for line in tab.lines for cell in line.cells] == ["https://a.example/"] * 2
    monkeypatch.setattr(linked, "MOST", 5)
    with pytest.raises(ValueError, match=r"links stand on 6 cells, with those of A1:B3; up to 5 are wanted"):
        tabs(led("A1:B3"))


def test_a_file_of_two_kinds_is_refused() -> None:
    content = io.BytesIO(open_document(row("date")))
    with ZipFile(content, "a") as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ValueError, match="an OpenDocument sheet and an Excel workbook at once"):
        tabs(content.getvalue())


def test_a_cell_far_out_is_refused_on_a_page() -> None:
    (issue,) = preview(excel(f'{HEADER}<row r="240"><c r="XFD240"><v>1</v></c></row>'), "a", date(2017, 1, 1)).issues
    assert "has 240 rows and 16,384 columns" in issue.message


def test_a_workbook_of_tables_has_its_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 1000)
    (issue,) = read_workbook(excel('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "a").issues
    assert "more than 1,000 cells" in issue.message


def test_empty_rows_to_the_end_of_the_sheet_are_no_rows() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    (tab,) = tabs(open_document(row("date") + row("2017-01-01") + empty))
    assert [line.texts for line in tab.lines] == [("date",), ("2017-01-01",)]
    (tab,) = tabs(excel(beside='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'))
    assert tab.lines[0].texts[0] == "date"


def test_a_row_that_is_repeated_without_end_is_refused_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[tabs.__module__], "_calamine", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(ValueError, match="the sheet 'A' has 1,048,577 rows"):
        tabs(open_document(row("date") + row("2017-01-01", 1_048_576)))


def test_a_pdf_is_called_one_whatever_its_name() -> None:
    with pytest.raises(ValueError, match="this is a PDF"):
        tabs(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
