"""The cells of a sheet that anybody may have written: CSV in whatever style, an Excel workbook, an OpenDocument one.

A cell is its text as it is shown, with what the file knows beyond it: a real date, a link, a formula.
"""

import codecs
import csv
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH
from python_calamine import CalamineWorkbook

from briefing.imports.sheet.reach import reach

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
AREA = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^<>]*?\bref\s*=\s*["']([^"'<>]{3,40})["']""")


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


def tabs(content: bytes, encoding: str = "", separator: str = "") -> tuple[Tab, ...]:
    """Every table in a file, or for CSV the one table in each way to part its cells that gives more than one column.

    Raises ValueError with a sentence if the file is no sheet.
    """
    if content.startswith(b"%PDF-"):
        raise ValueError("this is a PDF, whatever its name ends with; the sheet that it was made from is wanted")
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(OLD_EXCEL):
        return _calamine(content, "")
    return _csv(_decoded(content, encoding), separator)


def _zipped(content: bytes) -> tuple[Tab, ...]:
    try:
        with ZipFile(io.BytesIO(content)) as zipped:
            names = zipped.namelist()
            if len(set(names)) < len(names):  # which of two parts of a name is read, each program decides for itself
                raise BadZipFile(names)
            if sum(part.file_size for part in zipped.infolist()) > LARGEST:
                raise ValueError(f"unpacked the file is larger than {LARGEST >> 20} MB")
            opened = zipped.read("content.xml") if "content.xml" in names else b""
            areas = [area for name in names if "/worksheets/" in name for area in AREA.findall(zipped.read(name))]
    except (BadZipFile, RuntimeError, EOFError, OSError, zlib.error):
        raise ValueError(
            "the file is damaged or locked by a password; a sheet that opens without one is wanted"
        ) from None
    if opened:
        _reaching(opened)
        formulas = opened.count(b"table:formula=")
        said = f"Formulas in this file: {formulas}; what they last came to is read, which may be of long ago."
        return _calamine(content, said if formulas else "")
    if any(name.endswith("workbook.xml") for name in names):
        _sound(areas)
        return _excel(content)
    raise ValueError("this ZIP file is no sheet; for the tables of a dossier in one: import csv")


def _reaching(opened: bytes) -> None:
    """Refuse an OpenDocument sheet that would come to more than a sheet of events can: what opens it would end the
    whole process with the last of the memory.
    """
    try:
        for table in reach(opened):
            _bounded(f"the sheet {table.name!r}", table.rows, table.columns)
            if table.cells > MOST_CELLS or table.letters > LARGEST:
                raise ValueError(
                    f"with the sheet {table.name!r} the file comes to {table.cells:,} cells and {table.letters:,} "
                    f"letters; up to {MOST_CELLS:,} cells and {LARGEST:,} letters are wanted: delete what is repeated"
                )
    except ExpatError:
        raise ValueError("this is no sheet that can be read; it is damaged") from None


def _sound(areas: Iterable[bytes]) -> None:
    """Refuse merged cells and links over so many cells that opening them would not end: each is made one by one."""
    for area in areas:
        try:
            left, top, right, bottom = range_boundaries(area.decode("ascii"))
        except (ValueError, TypeError):
            continue  # what is no area is a fault to whoever opens it
        rows, columns = (bottom or 0) - (top or 0) + 1, (right or 0) - (left or 0) + 1
        _bounded(f"the area {area.decode()}", rows, columns)


def _bounded(what: str, rows: int, columns: int) -> None:
    """Refuse a table that is larger than a page of events can be."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise ValueError(
            f"{what} has {rows:,} rows and {columns:,} columns; up to {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and "
            f"{MOST_CELLS:,} cells are wanted: delete the empty rows and columns beyond the last event"
        )


def _excel(content: bytes) -> tuple[Tab, ...]:
    try:
        # Not `read_only`, which does not say where the words of a cell lead; formulas as they stand, to be named.
        book = load_workbook(io.BytesIO(content))
    except Exception:  # openpyxl lets through whatever a broken part of a workbook leads to
        raise ValueError(
            "this is no Excel workbook that can be read; it may be damaged or locked by a password"
        ) from None
    start = date(1899, 12, 30) if book.epoch == WINDOWS_EPOCH else date(1904, 1, 1)
    for sheet in book.worksheets:
        _bounded(f"the sheet {sheet.title!r}", sheet.max_row, sheet.max_column)
    return tuple(Tab(sheet.title, tuple(_lines(sheet.iter_rows(), _excel_cell)), start) for sheet in book.worksheets)


def _lines(rows: Iterator[Sequence[Any]], cell: Callable[[Any], Cell]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        yield Line(number, tuple(map(cell, row)))


def _excel_cell(cell: Any) -> Cell:
    value, where = cell.value, getattr(cell, "coordinate", "")
    link = getattr(getattr(cell, "hyperlink", None), "target", None) or ""
    if value is None:
        return EMPTY
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
    decimals = len(shown.partition(".")[2]) if re.fullmatch(r"0\.0+", shown) else 0
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


def _csv(text: str, separator: str) -> tuple[Tab, ...]:
    csv.field_size_limit(LONGEST)  # it holds for the whole process, and other libraries lift it
    marks = [mark for mark, word in SEPARATORS.items() if separator in (word, mark)] if separator else [*SEPARATORS]
    read = [Tab(SEPARATORS[mark], _read(text, mark), unit="line") for mark in marks]
    # What is parted by commas has one column for a reader who parts by tabs.
    wide = tuple(tab for tab in read if any(len(line.cells) > 1 for line in tab.lines))
    return wide or tuple(read[:1])


def _read(text: str, mark: str) -> tuple[Line, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    lines: list[Line] = []
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
        lines.append(Line(number, tuple(map(_written, row))))
        if len(lines) > MOST_ROWS or len(row) > MOST_COLUMNS:
            _bounded("the file", text.count("\n"), len(row))


def _written(text: str) -> Cell:
    said = _clean(text)
    if said in ERRORS:
        return Cell(said, "error")
    return _formula(said, "") if FORMULA.match(said) else Cell(said)
