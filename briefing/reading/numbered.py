"""The rows of an Excel sheet by the numbers that they and their cells say they have.

openpyxl believes each of them: of a row 99,999,999,999 it makes as many empty ones, of rows and cells out of order it
loses those that come late, and word -1 is the last of all words.
"""

import re
from collections.abc import Generator, Iterator
from math import isfinite
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import CELL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from briefing.dossier.sentences import clipped

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of any sheet of Excel
MOST_MARKS = 1_000_000  # elements of a row, or beside all rows; they are held in memory until the next row ends
LONGEST_FORMULA = 8_192  # letters
MOST_SHARED = 1_000_000  # letters of formulas that cells share, 1.3 µs each; beyond, a cell has the text of the first
SHOWN = 20  # letters of what was found
ROW = re.compile(r"0*([0-9]{1,7})(?:\.0+)?", re.ASCII)  # there are programs that write 3.0
CELL = re.compile(r"([A-Za-z]{1,3})0*([0-9]{1,7})", re.ASCII)
INDEX = re.compile(r"[0-9]{1,9}", re.ASCII)
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
# What is kept until the row around it has been read.
WITHIN = frozenset(f"{ROW_TAG[: -len('row')]}{name}" for name in ("c", "v", "f", "is", "t", "r", "rPr", "rPh"))


class RefusedError(ValueError):
    """Why a workbook is not read, in words for whoever made it."""


class Numbered(ReadOnlyWorksheet):
    """A sheet that is read row by row, and of which nothing is believed before it is read."""

    def _get_size(self) -> None:
        """Ask for no size: other programs write one that is too small, and cells would be lost."""

    def numbered(self, only_values: bool = False) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Each row that is written with its number, which are ascending, and its cells up to the last.

        Raises RefusedError with where, what was found and what is wanted.
        """
        sheet: Any = self  # its stubs say nothing of what follows
        with sheet._get_source() as source:
            for number, cells in _Rows(source, self.title, sheet._shared_strings, sheet.parent).parse():
                yield number, sheet._get_row(cells, values_only=only_values)


class _Rows(WorkSheetParser):
    """What the rows of a sheet say, and nothing of what stands beside them."""

    def __init__(self, source: Any, title: str, words: list[str], book: Any) -> None:
        super().__init__(source, words, book.data_only, book.epoch, book._date_formats, book._timedelta_formats)
        self.shared = 0
        self.title, self.words, self.styles = title, len(words), len(book._cell_styles)

    def parse(self) -> Generator[Any]:
        """Each row with its number."""
        marks = cells = 0
        for _, element in iterparse(self.source):
            marks += 1
            cells += element.tag == CELL_TAG
            if cells > MOST_COLUMNS or marks > MOST_MARKS:
                found = f"more than {MOST_COLUMNS:,} cells or {MOST_MARKS:,} marks"
                raise self._refused(f"row {self.row_counter + 1}", "a shorter row", found)
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                marks = cells = 0
            if element.tag not in WITHIN:
                element.clear()

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        last, said = self.row_counter, row.get("r", "")
        where = f"after row {last}" if last else "its first row"
        wanted = f"a number after {last:,}, up to {MOST_ROWS:,}"
        if said:
            found = ROW.fullmatch(said.strip())
            if not found:
                raise self._refused(where, wanted, f"a row of the number {_shown(said)}")
            row.set("r", found[1])
        number = int(row.get("r") or last + 1)
        if not last < number <= MOST_ROWS:
            raise self._refused(where, wanted, f"a row of the number {_shown(said or str(number))}")
        return super().parse_row(row)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        last, said = self.col_counter, element.get("r", "")
        column = self._column(said, last) if said else last + 1
        if not last < column <= MOST_COLUMNS:
            wanted = f"one beyond column {get_column_letter(last)}, up to XFD" if last else "one up to XFD"
            raise self._refused(f"row {self.row_counter}", wanted, f"the cell {_shown(said or 'after the last')}")
        where = f"{get_column_letter(column)}{self.row_counter}"
        element.set("r", where)
        self._checked(element, where)
        try:
            return super().parse_cell(element)
        except RefusedError:
            raise
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            value = element.findtext(VALUE_TAG, "")
            raise self._refused(f"cell {where}", "a cell as Excel writes it", f"{_shown(value)}, unreadable") from None

    def parse_formula(self, element: Any) -> Any:
        formula = element.find(FORMULA_TAG)
        if (found := len(formula.text or "")) > LONGEST_FORMULA:
            where, letters = f"row {self.row_counter}", f"a formula of {found:,} letters"
            raise self._refused(where, f"one of up to {LONGEST_FORMULA:,}", letters)
        first = self.shared_formulae.get(formula.get("si")) if formula.get("t") == "shared" else None
        if first is not None:
            text: str = first.tokenizer.formula
            self.shared += len(text)
            if self.shared > MOST_SHARED:
                return text
        return super().parse_formula(element)  # type: ignore[no-untyped-call]  # see above

    def _column(self, said: str, last: int) -> int:
        """The column of a cell, or a number that is none where it says that it stands in no such column of this row."""
        found = CELL.fullmatch(said.strip())
        if not found or int(found[2]) != self.row_counter:
            wanted = f"one of this row, such as {get_column_letter(last + 1)}{self.row_counter}"
            raise self._refused(f"row {self.row_counter}", wanted, f"the cell {_shown(said)}")
        letters = found[1].upper()
        return column_index_from_string(letters) if letters <= "XFD" or len(letters) < 3 else MOST_COLUMNS + 1

    def _checked(self, element: Any, where: str) -> None:
        """Refuse what stands for another word or look than it says, and a number that is none."""
        kind, style = element.get("t", "n"), element.get("s", "0")
        if not INDEX.fullmatch(style) or int(style) >= max(self.styles, 1):
            raise self._refused(f"cell {where}", f"one of the {self.styles:,} of the file", f"style {_shown(style)}")
        value = element.findtext(VALUE_TAG) if kind in ("s", "n") else None
        if not value:
            return
        if kind == "s" and not (INDEX.fullmatch(value) and int(value) < self.words):
            wanted = f"one of the {self.words:,} of the file"
            raise self._refused(f"cell {where}", wanted, f"word {_shown(value)}")
        if kind == "n" and not (NUMBER.fullmatch(value) and isfinite(float(value))):
            raise self._refused(f"cell {where}", "a number that Excel can hold", _shown(value))

    def _refused(self, where: str, wanted: str, found: str) -> RefusedError:
        return RefusedError(f"the sheet {self.title!r}, {where}: {found} was found; {wanted} is wanted")


def _shown(text: str) -> str:
    return repr(clipped(text, SHOWN))
