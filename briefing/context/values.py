"""What a column of an answer may hold, so that pages can rely on it: an engine gives whatever its tables have.

Each kind gives the value, or raises ValueError with what is wanted.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

MOST = 10**30  # above every sum of 64 bits; Python does not write out a number of thousands of digits
Kind = Callable[[Any], Any]
Columns = tuple[tuple[str, Kind], ...]
"""The columns of an answer by name, in their order."""


def whole(found: Any) -> int:
    """A whole number; PostgreSQL gives the sum of many as a decimal."""
    is_decimal = type(found) is Decimal and found.is_finite()
    if (type(found) is int or is_decimal) and -MOST < found < MOST and int(found) == found:
        return int(found)
    raise ValueError("a whole number")


def summed(found: Any) -> int:
    """The sum of a column, 0 where no row states any."""
    return 0 if found is None else whole(found)


def perhaps(found: Any) -> int | None:
    """A whole number, or None where the data state none."""
    return None if found is None else whole(found)


def day(found: Any) -> date:
    """A day; one outside the years of Python DuckDB gives as text."""
    if type(found) is date:
        return found
    raise ValueError("a day of the years 1 to 9999")


def day_or_none(found: Any) -> date | None:
    """A day, or None where the data state none."""
    return None if found is None else day(found)


def text(found: Any) -> str:
    """A text."""
    if type(found) is str:
        return found
    raise ValueError("a text")


def text_or_none(found: Any) -> str:
    """A text, empty where there is none."""
    return "" if found is None else text(found)


def cell(found: Any) -> int:
    """The index of a cell of H3."""
    from h3.api import basic_int as h3

    if type(found) is int and 0 < found < 2**63 and h3.is_valid_cell(found):
        return found
    raise ValueError("the index of a cell of H3")


def read(rows: list[tuple[Any, ...]], columns: Columns) -> list[tuple[Any, ...]]:
    """The rows with each value of the kind of its column. Raises ValueError with a sentence."""
    kinds = [kind for _, kind in columns]
    try:
        return [tuple(kind(value) for kind, value in zip(kinds, row, strict=True)) for row in rows]
    except ValueError:
        raise ValueError(next(told for row in rows if (told := _fault(row, columns)))) from None


def _fault(row: tuple[Any, ...], columns: Columns) -> str:
    """What is wrong with a row, empty where nothing is."""
    if len(row) != len(columns):
        return f"its rows have {len(row)} columns where {len(columns)} are wanted"
    for (name, kind), found in zip(columns, row, strict=True):
        try:
            kind(found)
        except ValueError as wanted:
            return f"its column {name} has {short(found)} where {wanted} is wanted"
    return ""


def short(found: object) -> str:
    """A value as it can be read out, however long it is."""
    if isinstance(found, date | time):
        told = found.isoformat()
    else:  # a number of thousands of digits has no other way into words
        told = hex(found) if type(found) is int and abs(found) >= MOST else repr(found)
    return told if len(told) <= 60 else f"{told[:60]} …"
