"""Rows of a sheet that has no form of ours: CSV with comma, semicolon or tab, or a sheet of a workbook."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from briefing.imports.imported import Left
from briefing.reading.numbered import RefusedError
from briefing.reading.opened import MOST_CELLS, read_cells

EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none", "-99", "-99.0", "-9", "-9.0"})
"""What stands in such files for a cell that says nothing."""

CODES_OF = "country"  # a column that may hold codes of two letters, NA among them
HEADS = 20  # rows among which the header is looked for, since titles and notes may stand above it
FLOATED = re.compile(r"(-?\d+)\.0+")

Cells = list[tuple[str, list[str]]]
"""The rows of a sheet as texts, each with where it stands."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row by the names of its columns, in lower case."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The cell of a column, empty where it holds a sign for nothing or the column is not there."""
        cell = self.cells.get(name, "")
        return "" if cell.lower() in EMPTY else cell

    def first(self, *names: str) -> str:
        """The first of these cells that says something: a column may have been renamed over the years."""
        return next((self[name] for name in names if self[name]), "")

    def raw(self, name: str) -> str:
        """The cell as it stands."""
        return self.cells.get(name, "")

    def own(self, *names: str) -> str:
        """An id, without the ``.0`` that a sheet adds to one that it took for a number."""
        return whole(self.first(*names))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under a header, and what stands among them that is no row."""

    lines: tuple[Line, ...] = ()
    refused: tuple[Left, ...] = ()
    aside: tuple[Left, ...] = ()


def whole(cell: str) -> str:
    """A number that a sheet wrote as 214797.0 as it was; any other text stays."""
    found = FLOATED.fullmatch(cell)
    return found[1] if found else cell


def sheet(content: bytes, wanted: Sequence[tuple[str, ...]], what: str) -> Sheet:
    """The first sheet, or the CSV, that has a header with every wanted column, in any of its spellings.

    Raises ValueError with a sentence if there is none.
    """
    for rows in sheets(content).values():
        for at, (_, cells) in enumerate(rows[:HEADS]):
            header = [cell.lower() for cell in cells]
            if all(set(names) & set(header) for names in wanted):
                return under(header, rows[at + 1 :], rows[:at])
    columns = ", ".join(names[0] for names in wanted)
    raise ValueError(f"this is no {what}; a header with the columns {columns} is wanted")


def under(header: Sequence[str], rows: Cells, above: Sequence[tuple[str, list[str]]] = ()) -> Sheet:
    """The rows under a header. What stands above it, and the header where it is repeated, is set aside."""
    lines: list[Line] = []
    refused: list[Left] = []
    aside = [Left(where, "it stands above the header") for where, cells in above if any(cells)]
    for where, cells in rows:
        if not any(cells):
            continue
        if [cell.lower() for cell in cells[: len(header)]] == [cell.lower() for cell in header]:
            aside.append(Left(where, "it repeats the header"))
        elif any(cells[len(header) :]):
            refused.append(Left(where, f"the row has {len(cells)} cells; {len(header)} are wanted"))
        else:
            lines.append(Line(where, dict(zip(header, cells, strict=False))))
    return Sheet(tuple(lines), tuple(refused), tuple(aside))


def sheets(content: bytes, most: int | None = None) -> dict[str, Cells]:
    """Every sheet of a workbook by its name, or the one of a CSV, under no name; of each ``most`` rows at most."""
    return _book(content, most) if content.startswith(b"PK") else {"": list(islice(_csv(content), most))}


def _csv(content: bytes) -> Iterator[tuple[str, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the file is not in UTF-8; save it as CSV in UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for row in reader:
            yield f"line {reader.line_num}", [" ".join(cell.split()) for cell in row]
    except csv.Error:
        raise ValueError(f"line {reader.line_num}: this cannot be read as CSV") from None


def _book(content: bytes, most: int | None) -> dict[str, Cells]:
    try:
        read = read_cells(content, MOST_CELLS, most, computed=True)
    except RefusedError:
        raise
    except Exception:  # openpyxl lets through whatever a broken part of a workbook leads to
        raise ValueError("this is no Excel workbook that can be read; an .xlsx file or a CSV is wanted") from None
    return {name: list(_rows(name, rows)) for name, rows in read.items()}


def _rows(name: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, list[str]]]:
    for number, row in enumerate(rows, 1):
        yield f"{name} row {number}", [_text(cell) for cell in row]


def _text(value: Any) -> str:
    """The text of a cell, a day as one, and a whole number without a point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if value is None:
        return ""
    return " ".join(whole(str(value)).split())
