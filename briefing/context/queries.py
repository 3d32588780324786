"""Every question to the data, in SQL that DuckDB, PostgreSQL and ClickHouse take alike; ``?`` stands for a value.

The one table is ``incidents``: a row an event, ``h3_3`` to ``h3_6`` the cells that it lies in, empty where coarse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.context.layer import Scope

COLUMNS: dict[str, str] = {
    "id": "VARCHAR",
    "year": "INTEGER",
    "first_day": "DATE",
    "last_day": "DATE",
    "country": "VARCHAR",
    "kind": "VARCHAR",
    "conflict": "VARCHAR",
    "side_a": "VARCHAR",
    "side_b": "VARCHAR",
    "latitude": "DOUBLE PRECISION",
    "longitude": "DOUBLE PRECISION",
    "place_precision": "INTEGER",
    "low": "BIGINT",
    "best": "BIGINT",
    "high": "BIGINT",
    "h3_3": "BIGINT",
    "h3_4": "BIGINT",
    "h3_5": "BIGINT",
    "h3_6": "BIGINT",
}
"""The columns of ``incidents`` and their types."""

SUMS = "COUNT(*) AS events, SUM(low) AS low, SUM(best) AS best, SUM(high) AS high"
STEPS = ("week", "month")
BY = ("country", "year", "month", "side")


@dataclass(frozen=True, slots=True)
class Query:
    """A question and its values, in the order of their marks."""

    text: str
    values: tuple[str | int | float | date, ...] = ()


def description() -> Query:
    """What a server has of ``layer.toml``."""
    return Query("SELECT description FROM layer")


def total(scope: Scope) -> Query:
    """How many events, and their deaths."""
    where, values = _where(scope)
    return Query(f"SELECT {SUMS} FROM incidents WHERE {where}", values)


def cells(scope: Scope, resolution: int, window: Sequence[int], limit: int) -> Query:
    """Cells with their sums. ``window`` are the cells of the coarsest resolution that are in sight; none means all."""
    where, values = _where(scope)
    seen = f" AND h3_3 IN ({_marks(window)})" if window else ""
    column = f"h3_{resolution}"
    text = f"SELECT {column} AS cell, {SUMS} FROM incidents WHERE {where} AND {column} IS NOT NULL{seen}"
    return Query(f"{text} GROUP BY {column} ORDER BY events DESC, cell LIMIT ?", (*values, *window, limit))


def periods(scope: Scope, step: str) -> Query:
    """Counts by week (from its Monday) or month, of the rows that have a day."""
    where, values = _where(scope)
    start = f"CAST(DATE_TRUNC('{_one_of(step, STEPS)}', first_day) AS DATE)"
    text = f"SELECT {start} AS starts, {SUMS} FROM incidents WHERE {where} AND first_day IS NOT NULL"
    return Query(f"{text} GROUP BY {start} ORDER BY starts", values)


def totals(scope: Scope, by: str) -> Query:
    """Counts by country, year, month (1 to 12) or side; an event counts for each of its two sides."""
    where, values = _where(scope)
    column = {"country": "country", "year": "year", "month": "CAST(EXTRACT(MONTH FROM first_day) AS INTEGER)"}
    if _one_of(by, BY) != "side":
        text = f"SELECT {column[by]} AS what, {SUMS} FROM incidents WHERE {where}"
        return Query(f"{text} GROUP BY {column[by]} ORDER BY what", values)
    rows = [f"SELECT {side} AS what, low, best, high FROM incidents WHERE {where}" for side in ("side_a", "side_b")]
    text = f"SELECT what, {SUMS} FROM ({' UNION ALL '.join(rows)}) AS sides GROUP BY what ORDER BY what"
    return Query(text, (*values, *values))


def listed(scope: Scope, resolution: int, cell: int, limit: int) -> Query:
    """The events of a cell, the latest first."""
    where, values = _where(scope)
    names = ", ".join(name for name in COLUMNS if not name.startswith("h3_"))
    text = f"SELECT {names} FROM incidents WHERE {where} AND h3_{resolution} = ?"
    return Query(f"{text} ORDER BY first_day DESC NULLS LAST, id LIMIT ?", (*values, cell, limit))


def of_cell(scope: Scope, resolution: int, cell: int) -> Query:
    """How many events a cell has in all."""
    where, values = _where(scope)
    return Query(f"SELECT {SUMS} FROM incidents WHERE {where} AND h3_{resolution} = ?", (*values, cell))


def within(scope: Scope, box: Sequence[float]) -> Query:
    """How many events stand on a spot in a box: south, west, north, east in degrees."""
    where, values = _where(scope)
    inside = "h3_3 IS NOT NULL AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
    south, west, north, east = box
    return Query(f"SELECT {SUMS} FROM incidents WHERE {where} AND {inside}", (*values, south, north, west, east))


def coarse(scope: Scope) -> Query:
    """Events that stand on no spot, by country."""
    where, values = _where(scope)
    text = f"SELECT country AS what, {SUMS} FROM incidents WHERE {where} AND h3_3 IS NULL"
    return Query(f"{text} GROUP BY country ORDER BY what", values)


def _where(scope: Scope) -> tuple[str, tuple[str | int | date, ...]]:
    """The condition of a scope: a period takes in what may have gone on within it; a year lets parts be skipped."""
    tests: list[tuple[str, tuple[str | int | date, ...]]] = []
    if scope.countries:
        tests.append((f"country IN ({_marks(scope.countries)})", scope.countries))
    if scope.first:
        tests.append(("last_day >= ?", (scope.first,)))
    if scope.last:
        tests.append(("first_day <= ? AND year <= ?", (scope.last, scope.last.year)))
    if scope.sides:
        marks = _marks(scope.sides)
        tests.append((f"(side_a IN ({marks}) OR side_b IN ({marks}))", (*scope.sides, *scope.sides)))
    values = tuple(value for _, given in tests for value in given)
    return " AND ".join(test for test, _ in tests) or "1 = 1", values


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _one_of(word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise ValueError(f"{word!r} is none of {', '.join(words)}")
    return word
