"""A dossier as a workbook to be filled in: drop-downs for words and references, a note on every column, filters."""

import io
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import LIST_MARK, TABLES, Record, Redirect, references
from briefing.reading.workbook import INFO, MOMENTS, TURNS, UNREAD
from briefing.reading.write import cells

START = UNREAD[1]
ROWS = 2000  # that the drop-downs reach
TEXT = "@"  # the format that keeps Excel from making a date of 2017-04 and a number of an id
NUMBERS = ("latitude", "longitude", "radius_km", "low", "high", "percent", "rank")
LONG = ("statement", "summary", "why", "note", "title", "value", "reasoning", "quote", "text")
HEAD, NEEDED = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")
WRAPPED = Alignment(wrap_text=True, vertical="top")
RUNS = tuple("=+-@\t\r")
STEPS = (
    "A dossier in one workbook. Each sheet is a table and each row one thing; the first row names the columns.",
    "Hold the pointer over the name of a column to read what belongs in it. Every row needs the yellow ones.",
    "Arrows offer the words that are wanted, and the ids of other sheets. Several ids in one cell are joined by |.",
    "Write over the rows that begin with Example, or delete them. Fill the sheets from left to right.",
    "Then: python -m briefing check FILE, which names sheet, cell and column of what is wrong.",
    "To see it: BRIEFING_DOSSIER=FILE make run, and reload the page after each save.",
)


def form(dossier: Dossier) -> bytes:
    """The workbook of a dossier, with empty rows that help whoever fills them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _start(book.create_sheet(START))
    keys = (*_keys(dossier), *(("bottom_line.made", ""), ("bottom_line.text", ""), ("bottom_line.not_known", "")))
    _fill(book.create_sheet(INFO), ("key", "value"), ({"key": key, "value": value} for key, value in keys))
    moments = ({"day": str(each.day), "title": each.title} for each in dossier.info.moments)
    _fill(book.create_sheet(MOMENTS), ("day", "title"), moments)
    for name, rows in dossier.tables():
        sheet = book.create_sheet(name)
        _fill(sheet, tuple(columns(TABLES[name])), map(cells, rows))
        _explain(sheet, TABLES[name])
        _offer(sheet, TABLES[name])
    turns = ({"old": old, "new": new} for old, new in dossier.redirects.items())
    _fill(book.create_sheet(TURNS), tuple(columns(Redirect)), turns)
    _explain(book[TURNS], Redirect)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _start(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for line in STEPS:
        sheet.append([line])


def _keys(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for key, value in dossier.info.model_dump(exclude={"moments", "bottom_line", "cut"}).items():
        yield key, str(value)


def _fill(sheet: Worksheet, header: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> None:
    """The header, the rows and a filter; empty cells are texts already, so that what is typed stays as typed."""
    sheet.append(list(header))
    for row in rows:
        sheet.append([None] * len(header))
        for number, name in enumerate(header, 1):
            _put(sheet, sheet.max_row, number, name, row[name])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{max(sheet.max_row, 2)}"
    for number, name in enumerate(header, 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = 50 if name in LONG else 20
        column.number_format = "General" if name in NUMBERS else TEXT
        sheet.cell(1, number).font = HEAD


def _put(sheet: Worksheet, line: int, number: int, name: str, said: str) -> None:
    cell = sheet.cell(line, number)
    cell.alignment = WRAPPED
    if name in NUMBERS:
        if said:
            cell.value, cell.data_type = said, "n"  # its digits, since of a float openpyxl writes sixteen
        return
    cell.value, cell.number_format = said or None, TEXT
    if said.startswith(RUNS):
        cell.data_type = "s"  # after the value: openpyxl makes a formula of what begins with "="


def _explain(sheet: Worksheet, record: type[Record] | type[Redirect]) -> None:
    """A note on the name of every column, and a colour on those that no row may lack."""
    for number, name in enumerate(columns(record).values(), 1):
        field = record.model_fields[name]
        needed = "Every row needs it." if field.is_required() else "May be empty."
        cell = sheet.cell(1, number)
        cell.comment = Comment(f"{field.title}: {field.description} {needed}", "briefing", height=120, width=280)
        if field.is_required():
            cell.fill = NEEDED


def _offer(sheet: Worksheet, record: type[Record]) -> None:
    for rule in offers(record):
        sheet.add_data_validation(rule)


def offers(record: type[Record], rows: int = ROWS) -> Iterator[DataValidation]:
    """A drop-down on every column whose words are given, and on every one that names rows of another sheet."""
    targets = references(record)
    for number, name in enumerate(columns(record).values(), 1):
        words, many = _words(record.model_fields[name].annotation)
        table = targets.get(name)
        if table or words:
            source = f"{quote_sheetname(table)}!$A$2:$A${rows}" if table else f'"{",".join(words)}"'
            letter = get_column_letter(number)
            yield _list(source, f"{letter}2:{letter}{rows}", table or "", words, many)


def _list(source: str, cells: str, table: str, words: tuple[str, ...], many: bool) -> DataValidation:
    rule = DataValidation(type="list", formula1=source, allow_blank=True, sqref=cells)
    several = f"; several are joined by {LIST_MARK}" if many else ""
    rule.prompt = f"An id of the sheet {table}{several}" if table else "One of the words in the list"
    rule.error = f"An id of the sheet {table} is wanted" if table else f"Wanted is one of: {', '.join(words)}"
    # A list of several ids is no word of the drop-down, so there it only offers.
    rule.showInputMessage, rule.showErrorMessage = True, not many
    return rule


def _words(kind: Any) -> tuple[tuple[str, ...], bool]:
    """The words that a column takes, and whether its cells hold several values."""
    if get_origin(kind) is Literal:
        return get_args(kind), False
    if get_origin(kind) is tuple:
        return (), True
    found = [_words(inner) for inner in get_args(kind) if inner is not NoneType]
    return next((words for words, _ in found if words), ()), any(many for _, many in found)
