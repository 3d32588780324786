"""The cells of a sheet that anybody may have written: CSV in whatever style, an Excel workbook, an OpenDocument one.

A cell is its text as it is shown, with what the file knows beyond it: a real date, a link, a formula.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH
from python_calamine import CalamineWorkbook

from briefing.imports.sheet.linked import links
from briefing.imports.sheet.reach import reach
from briefing.reading.numbered import RefusedError
from briefing.reading.opened import opened, parts
from briefing.reading.unpacked import DAMAGED

Kind = Literal["text", "number", "day", "formula", "error"]
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
TRIED = ("windows-1251", "windows-1252", "windows-1256")
ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!")
FORMULA = re.compile(r"=\s*[A-Za-z_(@+-]")
HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
LARGEST = 256 << 20  # bytes once unpacked: a small workbook may unpack without end
MOST_ROWS, MOST_COLUMNS = 200_000, 16_384
MOST_CELLS = 4_000_000  # of a table; one cell at the far corner of a sheet makes 17 thousand million
LONGEST = 131_072  # letters of a cell; a longer one is a quote that nobody closed
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
OPEN, WORKBOOKS = "content.xml", ("workbook.xml", "workbook.bin")
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; ``where`` is its name in a workbook, ``link`` the address behind its words."""

    text: str
    kind: Kind = "text"
    where: str = ""
    link: str = ""


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the number that it has in the file, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.texts)


@dataclass(frozen=True, slots=True)
class Tab:
    """One table of a file. ``start`` is the day from which its numbers count days, where it says so.

    ``word`` is what has to be said of the file as a whole, ``unit`` what its program calls a row of it.
    """

    name: str
    lines: tuple[Line, ...]
    start: date | None = None
    word: str = ""
    unit: str = "row"


def tabs(
    content: bytes, encoding: str = "", separator: str = "", most: int = MOST_CELLS, deep: int | None = None
) -> tuple[Tab, ...]:
    """Every table in a file, or for CSV the one table in each way to part its cells that gives more than one column.

    ``most`` are the cells that it may come to, ``deep`` the rows of a workbook's sheet, where fewer are wanted than of
    any.
    Raises ValueError with a sentence if the file is no sheet.
    """
    if content.startswith(b"%PDF-"):
        raise ValueError("this is a PDF, whatever its name ends with; the sheet that it was made from is wanted")
    if content.startswith(b"PK"):
        return _zipped(content, most, deep)
    if content.startswith(OLD_EXCEL):
        # A damaged one ends the whole process: what reads it asks for as much memory as its parts say they take.
        raise ValueError(
            "it is in the format of Excel before 2007 or locked by a password; an .xlsx without one is wanted"
        )
    return _csv(_decoded(content, encoding), separator, most)


def _zipped(content: bytes, most: int, deep: int | None) -> tuple[Tab, ...]:
    try:
        names, size, body = _parts(content)
    except DAMAGED:
        raise ValueError(
            "the file is damaged or locked by a password; a sheet that opens without one is wanted"
        ) from None
    if size > LARGEST:
        raise ValueError(f"unpacked the file is larger than {LARGEST >> 20} MB")
    is_excel = any(name.lower().replace("\\", "/").endswith(WORKBOOKS) for name in names)
    if body and is_excel:  # each program would open the one or the other
        raise ValueError("the file is an OpenDocument sheet and an Excel workbook at once; one of them is wanted")
    if body:
        _reaching(body, most)
        formulas = body.count(b"table:formula=")
        said = f"Formulas in this file: {formulas}; what they last came to is read, which may be of long ago."
        return _calamine(_alone(body), said if formulas else "")
    if is_excel:
        return _excel(content, most, deep)
    raise ValueError("this ZIP file is no sheet; for the tables of a dossier in one: import csv")


def _parts(content: bytes) -> tuple[list[str], int, bytes]:
    """The names of all parts, the bytes that they come to, and the part that makes an OpenDocument sheet."""
    with ZipFile(io.BytesIO(content)) as zipped:
        names, size = zipped.namelist(), sum(part.file_size for part in zipped.infolist())
        if len(set(names)) < len(names):  # which of two parts of a name is read, each program decides for itself
            raise BadZipFile(names)
        return names, size, zipped.read(OPEN) if OPEN in names and size <= LARGEST else b""


def _alone(body: bytes) -> bytes:
    """An OpenDocument sheet of nothing but the part that was measured, so that nothing else of a file is opened."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", MANIFEST)
        out.writestr(OPEN, body)
    return made.getvalue()


def _reaching(body: bytes, most: int = MOST_CELLS) -> None:
    """Refuse an OpenDocument sheet that would come to more than a sheet of events can: what opens it would end the
    whole process with the last of the memory.
    """
    try:
        for table in reach(body):
            _bounded(f"the sheet {table.name!r}", table.rows, table.columns, most)
            if table.cells > most or table.letters > LARGEST:
                raise ValueError(
                    f"with the sheet {table.name!r} the file comes to {table.cells:,} cells and {table.letters:,} "
                    f"letters; up to {most:,} cells and {LARGEST:,} letters are wanted: delete what is repeated"
                )
    except ExpatError:
        raise ValueError("this is no sheet that can be read; it is damaged") from None


def _bounded(what: str, rows: int, columns: int, most: int = MOST_CELLS, deep: int | None = None) -> None:
    """Refuse a table that is larger than a page of events can be."""
    deepest = deep or MOST_ROWS
    if rows > deepest or columns > MOST_COLUMNS or rows * columns > most:
        raise RefusedError(
            f"{what} has {rows:,} rows and {columns:,} columns; up to {deepest:,} rows, {MOST_COLUMNS:,} columns and "
            f"{most:,} cells are wanted: delete the empty rows and columns beyond the last event"
        )


def _excel(content: bytes, most: int, deep: int | None) -> tuple[Tab, ...]:
    try:
        book = opened(content)  # with formulas as they stand, to be named
        start = date(1899, 12, 30) if book.epoch == WINDOWS_EPOCH else date(1904, 1, 1)
        with ZipFile(io.BytesIO(content)) as zipped:
            led = [links(zipped, part) for part in parts(book)]
        found: list[Tab] = []
        for sheet, to in zip(book.worksheets, led, strict=True):
            found.append(Tab(sheet.title, _sheet(sheet, to, most, deep), start))
            most -= sum(len(line.cells) for line in found[-1].lines)
        return tuple(found)
    except RefusedError:
        raise
    except Exception:  # openpyxl lets through whatever a broken part of a workbook leads to
        raise ValueError(
            "this is no Excel workbook that can be read; it may be damaged or locked by a password"
        ) from None


def _sheet(sheet: Any, led: Mapping[str, str], most: int, deep: int | None) -> tuple[Line, ...]:
    """The rows of a sheet to the last in which a cell stands, each to its last cell."""
    lines: list[Line] = []
    width = 0
    for number, row in sheet.numbered():
        if not row:
            continue  # a height or a colour of rows far below the last
        width = max(width, len(row))
        _bounded(f"the sheet {sheet.title!r}", number, width, most, deep)
        lines.extend(Line(empty, ()) for empty in range(len(lines) + 1, number))
        lines.append(Line(number, tuple(_excel_cell(cell, led) for cell in row)))
    return tuple(lines)


def _excel_cell(cell: Any, led: Mapping[str, str]) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    where = cell.coordinate
    link = led.get(where, "")
    if cell.data_type == "f":
        # A formula over many cells is an object that keeps its text.
        return _formula(str(getattr(value, "text", value)), where)
    if cell.data_type == "e":
        return Cell(str(value), "error", where)
    return _value(value, where, link, str(getattr(cell, "number_format", "")))


def _formula(text: str, where: str) -> Cell:
    if found := HYPERLINK.match(text):
        return Cell(found[1], "text", where, found[1])  # its address is the only thing that it can say
    return Cell(text, "formula", where)


def _value(value: Any, where: str, link: str = "", shown: str = "") -> Cell:
    """A typed value as its text; a number has the digits that a sheet keeps, which are fifteen."""
    if isinstance(value, date):
        return Cell(_day(value, shown), "day", where, link)
    if isinstance(value, bool):
        return Cell(str(value), "text", where, link)
    if isinstance(value, int | float):
        return Cell(_digits(value, shown), "number", where, link)
    return Cell(_clean(str(value)), "text", where, link)


def _digits(value: float, shown: str) -> str:
    """A number with the zeros that its cell shows, where these are all that it would gain."""
    decimals = len(shown.partition(".")[2]) if re.fullmatch(r"0\.0{1,30}", shown) else 0
    padded = f"{value:.{decimals}f}"
    return padded if decimals and float(padded) == value else f"{value:.15g}"


def _day(value: date, shown: str) -> str:
    """A date as fine as the cell shows it: what is shown as June 2024 has a first day of June that nobody meant."""
    marks = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown).lower()
    if "y" in marks and "d" not in marks:
        return f"{value:%Y-%m}" if "m" in marks else f"{value:%Y}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(timespec="seconds")
    return value.isoformat()


def _clean(text: str) -> str:
    """A text without the spaces and signs that are not seen."""
    return re.sub(
        r"[\u00a0\u202f\u2007]", " ", re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    ).strip()


def _calamine(content: bytes, word: str) -> tuple[Tab, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    except Exception:  # calamine lets through whatever a broken part of a workbook leads to
        raise ValueError("this is no sheet that can be read; it may be damaged or locked by a password") from None
    for name, sheet in sheets.items():
        _bounded(f"the sheet {name!r}", sheet.total_height, sheet.total_width)
    found = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    return tuple(Tab(name, tuple(_placed(rows)), word=word) for name, rows in found.items())


def _placed(rows: Sequence[Sequence[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        named = ((value, f"{get_column_letter(column)}{number}") for column, value in enumerate(row, 1))
        yield Line(number, tuple(_open_cell(value, where) for value, where in named))


def _open_cell(value: Any, where: str) -> Cell:
    if isinstance(value, str) and value.strip() in ERRORS:
        return Cell(value, "error", where)
    return _value(value, where) if value != "" else EMPTY


def _decoded(content: bytes, encoding: str) -> str:
    if encoding:
        return _as(content, encoding)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(content, "utf-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValueError(_unreadable(content, fault.start)) from None
    if "\0" in text:
        raise ValueError("the file holds bytes of zero; a CSV file, .xlsx or .ods is wanted")
    return text


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise ValueError(f"--encoding: {encoding!r} is no encoding that is known; such as {', '.join(TRIED)}") from None
    except UnicodeError:
        raise ValueError(f"the file cannot be read as {encoding}; another --encoding is wanted") from None


def _unreadable(content: bytes, place: int) -> str:
    """What the words around the first byte at fault would be in each encoding: who knows the language sees which."""
    line = content.count(b"\n", 0, place) + 1
    around = content[max(content.rfind(b"\n", 0, place) + 1, place - 12) : place + 20].split(b"\n")[0].strip(b"\r")
    read = "; ".join(f"{around.decode(each, 'replace')!r} with --encoding {each}" for each in TRIED)
    return f"line {line}: this is not UTF-8. It reads {read}. Choose the one that is right, or save as 'CSV UTF-8'"


def _csv(text: str, separator: str, most: int) -> tuple[Tab, ...]:
    csv.field_size_limit(LONGEST)  # it holds for the whole process, and other libraries lift it
    marks = [mark for mark, word in SEPARATORS.items() if separator in (word, mark)] if separator else [*SEPARATORS]
    read = [Tab(SEPARATORS[mark], _read(text, mark, most), unit="line") for mark in marks]
    # What is parted by commas has one column for a reader who parts by tabs.
    wide = tuple(tab for tab in read if any(len(line.cells) > 1 for line in tab.lines))
    return wide or tuple(read[:1])


def _read(text: str, mark: str, most: int) -> tuple[Line, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    lines: list[Line] = []
    cells = width = 0
    while True:
        # A cell in quotes may run over several lines, so counting rows would not give the line.
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return tuple(lines)
        except csv.Error:
            raise ValueError(
                f"line {number}: a cell is longer than {LONGEST} characters; a quote may not have been closed"
            ) from None
        cells, width = cells + len(row), max(width, len(row))
        if len(lines) >= MOST_ROWS or width > MOST_COLUMNS or cells > most:
            _bounded("the file", max(text.count("\n"), len(lines) + 1), width, most)
        lines.append(Line(number, tuple(map(_written, row))))


def _written(text: str) -> Cell:
    said = _clean(text)
    if said in ERRORS:
        return Cell(said, "error")
    return _formula(said, "") if FORMULA.match(said) else Cell(said)
