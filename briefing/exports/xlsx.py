"""The tables as an Excel workbook: a front sheet to read, a sheet for each table, and nothing that would run.

A table has a filter over its columns, drop-downs with the words and ids that its cells may hold, and links: of an
address to the page, of an id to its row. They are part of the sheet and no formulas, which nothing here is.

Text stays text in Excel even where it begins like a formula; the mark for that is part of the cell's format, not of
the text. What XML cannot hold is written as the standard for workbooks has it, and ``imports.xlsx`` reads it back.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from briefing.dossier.cells import LONGEST, columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Record, references
from briefing.exports.archive import archive
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.subset import selection
from briefing.reading.form import ROWS, offers
from briefing.reading.write import cells
from briefing.view.view import View

FRONT, INFO, MOMENTS, REDIRECTS = "About", "dossier", "moments", "redirects"
NUMBERS = ("latitude", "longitude", "radius_km", "low", "high", "percent", "rank")
CUT = " … [cut: a cell of Excel takes no more; the CSV export has it whole]"
RUNS = tuple("=+-@\t\r")
UNSAFE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
WIDTHS = {"id": 24, "report": 24, "claim": 30, "source": 24, "rank": 8}
WIDE, NARROW = 50, 16
LINKED = Font(name="Calibri", size=11, color="1F4E79", underline="single")  # unnamed, LibreOffice takes another
ADDRESSES = ("url", "archive_url")
LONGEST_ADDRESS, MOST_LINKS = (
    2_079,
    65_000,
)  # characters of one, and links of a sheet, beyond which Excel repairs a file
ROOM = 500  # empty rows that the drop-downs reach below a table
BOLD, WRAPPED = Font(name="Calibri", size=11, bold=True), Alignment(wrap_text=True, vertical="top")
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(view: View) -> bytes:
    """The workbook of what a view shows; the same view gives the same bytes."""
    part = selection(view)
    book = Workbook(write_only=True)
    where = {row.id: f"'{name}'!A{line}" for name, rows in part.tables() for line, row in enumerate(rows, 2)}
    _front(book, view, part, where)
    for name, rows in part.tables():
        _table(book, name, rows, where)
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


def _front(book: Workbook, view: View, part: Dossier, where: Mapping[str, str]) -> None:
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
        words = (claim.statement, standing.word, standing.reason)
        own = _linked(_cell(sheet, claim.id), Hyperlink(ref="", location=where[claim.id]))
        sheet.append([own, *(_cell(sheet, word) for word in words)])


def _info(part: Dossier) -> Iterator[Mapping[str, str]]:
    """The front matter as rows of key and value."""
    for name, value in part.info.model_dump(exclude_defaults=True, exclude={"moments"}).items():
        within = {f"{name}.{key}": inner for key, inner in value.items()} if isinstance(value, dict) else {name: value}
        yield from ({"key": key, "value": str(inner)} for key, inner in within.items())


def _table(book: Workbook, name: str, rows: tuple[Record, ...], where: Mapping[str, str]) -> None:
    """A sheet of a table. ``where`` gives the cell of every id."""
    record = TABLES[name]
    header, last = list(columns(record)), max(ROWS, len(rows) + ROOM)
    named = [column for column, field in columns(record).items() if field in references(record)]
    sheet = _sheet(book, name, header, map(cells, rows), Links(where, frozenset(named)))
    sheet.auto_filter.ref = f"A1:{_letter(len(header) - 1)}{len(rows) + 1}"
    sheet.data_validations.dataValidation.extend(offers(record, last))


@dataclass
class Links:
    """What the cells of a sheet lead to, as long as Excel takes more of them. ``named`` are the columns of ids."""

    where: Mapping[str, str]
    named: frozenset[str]
    made: int = 0

    def of(self, column: str, text: str) -> Hyperlink | None:
        """Where a cell leads: an address to its page, a single id to its row."""
        web = column in ADDRESSES and len(text) <= LONGEST_ADDRESS
        row = self.where.get(text) if column in self.named else None
        if not (web or row) or self.made >= MOST_LINKS:
            return None
        self.made += 1
        return Hyperlink(ref="", target=text) if web else Hyperlink(ref="", location=row)


NOWHERE: Mapping[str, str] = MappingProxyType({})


def _sheet(
    book: Workbook,
    name: str,
    header: list[str],
    rows: Iterable[Mapping[str, str]],
    links: Links | None = None,
) -> Any:  # a sheet that is written once has more than its stubs know of
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(header):
        wide = WIDE if column in ("statement", "summary", "why", "note", "title", "value", "reasoning") else NARROW
        sheet.column_dimensions[_letter(number)].width = WIDTHS.get(column, wide)
    sheet.append([_cell(sheet, column, bold=True) for column in header])
    leading = links or Links(NOWHERE, frozenset())
    for row in rows:
        sheet.append([_value(sheet, column, row[column], leading) for column in header])
    return sheet


def _letter(number: int) -> str:
    # One letter will do: no table comes near 26 columns.
    return chr(ord("A") + number)


def _value(sheet: WriteOnlyWorksheet, column: str, text: str, links: Links) -> Cell | None:
    if not text:
        return None
    # Numbers stay numbers, to be sorted and summed; ids, dates and grades must not become any.
    return _number(sheet, text) if column in NUMBERS else _linked(_cell(sheet, text), links.of(column, text))


def _number(sheet: WriteOnlyWorksheet, digits: str) -> Cell:
    """A cell of a number with all its digits; of a float openpyxl writes sixteen, and some have seventeen."""
    cell = WriteOnlyCell(sheet, digits)
    cell.data_type = "n"
    return cell


def _linked(cell: Cell, link: Hyperlink | None) -> Cell:
    if link:
        cell.hyperlink, cell.font = link, LINKED
    return cell


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
