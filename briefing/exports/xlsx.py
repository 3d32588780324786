"""The tables as an Excel workbook: a front sheet to read, a sheet for each table, and nothing that would run.

Text stays text in Excel even where it begins like a formula; the mark for that is part of the cell's format, not of
the text. What XML cannot hold is written as the standard for workbooks has it, and ``imports.xlsx`` reads it back.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES
from briefing.exports.archive import archive
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.subset import selection
from briefing.reading.write import cells
from briefing.view.view import View

FRONT, INFO, MOMENTS, REDIRECTS = "About", "dossier", "moments", "redirects"
NUMBERS = ("latitude", "longitude", "radius_km", "low", "high", "percent", "rank")
LONGEST = 32_767  # characters that a cell of Excel takes
CUT = " … [cut: a cell of Excel takes no more; the CSV export has it whole]"
RUNS = tuple("=+-@\t\r")
UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
WIDTHS = {"id": 24, "report": 24, "claim": 30, "source": 24, "rank": 8}
WIDE, NARROW = 50, 16
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(view: View) -> bytes:
    """The workbook of what a view shows; the same view gives the same bytes."""
    part = selection(view)
    book = Workbook(write_only=True)
    _front(book, view, part)
    for name, rows in part.tables():
        _sheet(book, name, list(columns(TABLES[name])), map(cells, rows))
    _sheet(book, INFO, ["key", "value"], _info(part))
    _sheet(book, MOMENTS, ["day", "title"], ({"day": str(each.day), "title": each.title} for each in part.info.moments))
    turns = ({"old": old, "new": new} for old, new in part.redirects.items())
    _sheet(book, REDIRECTS, ["old", "new"], turns)
    stamp = datetime.combine(view.asof, datetime.min.time())
    book.properties.creator, book.properties.created = "briefing", stamp
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), stamp)


def _timeless(made: bytes, stamp: datetime) -> bytes:
    """The workbook without the time at which it was saved."""
    said = rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(io.BytesIO(made)) as zipped:
        # openpyxl stamps the time of saving whatever it is given.
        return archive({name: MODIFIED.sub(said, zipped.read(name)) for name in sorted(zipped.namelist())})


def _front(book: Workbook, view: View, part: Dossier) -> None:
    """The sheet that a reader sees first: what this is, what is in it, and how every claim stands."""
    sheet = book.create_sheet(FRONT)
    for letter, width in zip("ABCD", (24, 60, 18, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    for heading, said in imprint(view).lines:
        sheet.append([_cell(sheet, heading, bold=True), _cell(sheet, said)])
    sheet.append([])
    sheet.append([_cell(sheet, word, bold=True) for word in ("Sheet", "One row is", "Rows")])
    for name, rows in part.tables():
        sheet.append([_cell(sheet, name), _cell(sheet, TABLES[name].__doc__ or ""), len(rows)])
    sheet.append([])
    sheet.append([_cell(sheet, word, bold=True) for word in ("Claim", "It is claimed", "Standing", "Why")])
    for claim in view.claims:
        standing = view.standings[claim.id]
        words = (claim.id, claim.statement, standing.word, standing.reason)
        sheet.append([_cell(sheet, word) for word in words])


def _info(part: Dossier) -> Iterator[Mapping[str, str]]:
    """The front matter as rows of key and value."""
    for name, value in part.info.model_dump(exclude_defaults=True, exclude={"moments"}).items():
        within = {f"{name}.{key}": inner for key, inner in value.items()} if isinstance(value, dict) else {name: value}
        yield from ({"key": key, "value": str(inner)} for key, inner in within.items())


def _sheet(book: Workbook, name: str, header: list[str], rows: Iterable[Mapping[str, str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(header):
        wide = WIDE if column in ("statement", "summary", "why", "note", "title", "value", "reasoning") else NARROW
        sheet.column_dimensions[_letter(number)].width = WIDTHS.get(column, wide)
    sheet.append([_cell(sheet, column, bold=True) for column in header])
    for row in rows:
        sheet.append([_value(sheet, column, row[column]) for column in header])


def _letter(number: int) -> str:
    # One letter will do: no table comes near 26 columns.
    return chr(ord("A") + number)


def _value(sheet: WriteOnlyWorksheet, column: str, text: str) -> Cell | float | None:
    if not text:
        return None
    # Numbers stay numbers, to be sorted and summed; ids, dates and grades must not become any.
    return float(text) if column in NUMBERS else _cell(sheet, text)


def _cell(sheet: WriteOnlyWorksheet, text: str, bold: bool = False) -> Cell:
    """A cell of text, with the mark that keeps Excel from taking it for a formula when it is next edited."""
    cell = WriteOnlyCell(sheet, "")
    written = escaped(text)
    cell.value = written if len(written) <= LONGEST else written[: LONGEST - len(CUT)] + CUT
    # After the value, since openpyxl makes a formula of any text that begins with "=".
    cell.data_type = "s"
    cell.alignment = WRAPPED
    if bold:
        cell.font = BOLD
    if text.startswith(RUNS):
        cell.quotePrefix = True
    return cell


def escaped(text: str) -> str:
    """Text with the characters that a workbook cannot hold written as ``_x000B_``, and what looks so as ``_x005F_``."""
    return UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


EXPORT = Export(
    name="xlsx",
    title="Excel",
    purpose="Every table as a sheet, with a front sheet to read.",
    suffix="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    make=workbook,
)
