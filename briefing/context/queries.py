"""Every question to the data, in SQL that DuckDB, PostgreSQL and ClickHouse take alike; ``?`` stands for a value.

The one table is ``incidents``: a row an event, ``h3_3`` to ``h3_6`` the cells that it lies in, empty where coarse.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.context.layer import Scope
from briefing.context.values import Columns, cell, day, day_or_none, perhaps, summed, text, text_or_none, whole

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
    "adm_1": "VARCHAR",
    "adm_2": "VARCHAR",
    "low": "BIGINT",
    "best": "BIGINT",
    "high": "BIGINT",
    "h3_3": "BIGINT",
    "h3_4": "BIGINT",
    "h3_5": "BIGINT",
    "h3_6": "BIGINT",
}
"""The columns of ``incidents`` and their types."""

NARROW = "place_precision IN (3, 4)"
"""Known to a district or a province. What is wider may reach over several, whatever ``adm_1`` says."""
PROVINCE = f"CASE WHEN {NARROW} THEN adm_1 ELSE '' END"
SUMS = "COUNT(*) AS events, SUM(low) AS low, SUM(best) AS best, SUM(high) AS high"
MONTHS = """year, country, side_a, side_b, CAST(DATE_TRUNC('month', first_day) AS DATE) AS first_day,
CAST(DATE_TRUNC('month', last_day) AS DATE) AS last_day"""
NUMBERS = "COUNT(*) AS number, SUM(low) AS low, SUM(best) AS best, SUM(high) AS high"
BY_MONTH = f"""SELECT {MONTHS}, h3_3, h3_4, {PROVINCE} AS province, {NUMBERS} FROM incidents
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9"""
"""What ``monthly`` holds: rows of the same cell or province, months and sides, counted once for all."""
FINE = f"""SELECT {MONTHS}, h3_3, h3_5, h3_6, {NUMBERS} FROM incidents WHERE h3_3 IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9"""
"""What ``monthly_fine`` holds: the same by fine cells. It has more rows, so that coarse cells are not asked of it."""
MONTHLY = SUMS.replace("COUNT(*)", "CAST(COALESCE(SUM(number), 0) AS BIGINT)")
COUNTED: Columns = (("events", whole), ("low", summed), ("best", summed), ("high", summed))
LISTED: Columns = (
    ("id", text),
    ("first_day", day_or_none),
    ("last_day", day_or_none),
    *((name, text_or_none) for name in ("country", "kind", "conflict", "side_a", "side_b")),
    ("place_precision", whole),
    *((name, perhaps) for name in ("low", "best", "high")),
)
"""What is told of an event."""
EACH = ", ".join(name for name, _ in LISTED)
LATEST = "ORDER BY first_day DESC NULLS LAST, id LIMIT ?"
STEPS = ("week", "month")
BY = ("country", "year", "month", "side")


@dataclass(frozen=True, slots=True)
class Query:
    """A question and its values, in the order of their marks; ``columns`` says what its answer may hold."""

    text: str
    values: tuple[str | int | float | date, ...] = ()
    columns: Columns = ()


def description() -> Query:
    """What a server has of ``layer.toml``."""
    return Query("SELECT description FROM layer", (), (("description", text),))


def total(scope: Scope, monthly: bool = False) -> Query:
    """How many events, and their deaths. ``monthly`` says whether the server has that table, here and below."""
    where, values = _where(scope)
    sums, table = _counted(scope, monthly)
    return Query(f"SELECT {sums} FROM {table} WHERE {where}", values, COUNTED)


def cells(
    scope: Scope, resolution: int, window: Sequence[int], limit: int, monthly: bool = False, fine: bool = False
) -> Query:
    """Cells with their sums. ``window`` are the cells of the coarsest resolution that are in sight; none means all.

    ``fine`` says whether the server has ``monthly_fine``.
    """
    where, values = _where(scope)
    seen = f" AND h3_3 IN ({_marks(window)})" if window else ""
    column = f"h3_{resolution}"
    is_fine = resolution > 4
    sums, table = _counted(scope, fine if is_fine else monthly, "monthly_fine" if is_fine else "monthly")
    asked = f"SELECT {column} AS cell, {sums} FROM {table} WHERE {where} AND {column} IS NOT NULL{seen}"
    asked = f"{asked} GROUP BY {column} ORDER BY events DESC, cell LIMIT ?"
    return Query(asked, (*values, *window, limit), ((column, cell), *COUNTED))


def periods(scope: Scope, step: str, monthly: bool = False) -> Query:
    """Counts by week (from its Monday) or month, of the rows that have a day."""
    where, values = _where(scope)
    start = f"CAST(DATE_TRUNC('{_one_of(step, STEPS)}', first_day) AS DATE)"
    sums, table = _counted(scope, monthly and step == "month")
    asked = f"SELECT {start} AS starts, {sums} FROM {table} WHERE {where} AND first_day IS NOT NULL"
    return Query(f"{asked} GROUP BY {start} ORDER BY starts", values, (("first_day", day), *COUNTED))


def totals(scope: Scope, by: str, monthly: bool = False) -> Query:
    """Counts by country, year, month (1 to 12) or side; an event counts for each of its two sides."""
    where, values = _where(scope)
    sums, table = _counted(scope, monthly)
    column = {"country": "country", "year": "year", "month": "CAST(EXTRACT(MONTH FROM first_day) AS INTEGER)"}
    if _one_of(by, BY) != "side":
        asked = f"SELECT {column[by]} AS what, {sums} FROM {table} WHERE {where}"
        columns = ((by, text if by == "country" else perhaps), *COUNTED)
        return Query(f"{asked} GROUP BY {column[by]} ORDER BY what", values, columns)
    each = "number, low, best, high" if table == "monthly" else "low, best, high"
    rows = [f"SELECT {side} AS what, {each} FROM {table} WHERE {where}" for side in ("side_a", "side_b")]
    asked = f"SELECT what, {sums} FROM ({' UNION ALL '.join(rows)}) AS sides GROUP BY what ORDER BY what"
    return Query(asked, (*values, *values), ((by, text), *COUNTED))


def listed(scope: Scope, resolution: int, cell: int, limit: int) -> Query:
    """The events of a cell, the latest first."""
    where, values = _where(scope)
    asked = f"SELECT {EACH} FROM incidents WHERE {where} AND h3_{resolution} = ?"
    return Query(f"{asked} {LATEST}", (*values, cell, limit), LISTED)


def listed_coarse(scope: Scope, country: str, provinces: Sequence[str], limit: int) -> Query:
    """The events of a country that stand on no spot, the latest first; of these provinces alone, where any is named."""
    where, values = _where(scope)
    within = f" AND {PROVINCE} IN ({_marks(provinces)})" if provinces else ""
    asked = f"SELECT {EACH} FROM incidents WHERE {where} AND h3_3 IS NULL AND country = ?{within}"
    return Query(f"{asked} {LATEST}", (*values, country, *provinces, limit), LISTED)


def of_cell(scope: Scope, resolution: int, cell: int) -> Query:
    """How many events a cell has in all."""
    where, values = _where(scope)
    return Query(f"SELECT {SUMS} FROM incidents WHERE {where} AND h3_{resolution} = ?", (*values, cell), COUNTED)


def on_a_day(day: date, latitude: float, longitude: float, reach: tuple[float, float]) -> Query:
    """How many events of one day and no other stand on a spot near one: within an ellipse of so many degrees north and
    east, which is a circle on the ground."""
    north, east = reach
    inside = "POWER((latitude - ?) / ?, 2) + POWER((longitude - ?) / ?, 2) <= 1"
    alone = "h3_3 IS NOT NULL AND first_day = ? AND last_day = ?"
    values = (day, day, latitude, north, longitude, east)
    return Query(f"SELECT {SUMS} FROM incidents WHERE {alone} AND {inside}", values, COUNTED)


def coarse(scope: Scope, provinces: bool, monthly: bool = False) -> Query:
    """Events that stand on no spot, by country and province; a layer without ``provinces`` has empty ones."""
    where, values = _where(scope)
    sums, table = _counted(scope, monthly)
    each = "''" if not provinces else "province" if table == "monthly" else PROVINCE
    asked = f"SELECT country AS what, {each} AS part, {sums} FROM {table} WHERE {where} AND h3_3 IS NULL"
    asked = f"{asked} GROUP BY {f'country, {each}' if provinces else 'country'} ORDER BY what, part"
    return Query(asked, values, (("country", text), ("adm_1", text_or_none), *COUNTED))


def _counted(scope: Scope, monthly: bool, table: str = "monthly") -> tuple[str, str]:
    """How to count, and in which table: a period of whole months says the same of the months as of the days in them."""
    begins = scope.first is None or scope.first.day == 1
    ends = scope.last is None or scope.last.day == monthrange(scope.last.year, scope.last.month)[1]
    return (MONTHLY, table) if monthly and begins and ends else (SUMS, "incidents")


def _where(scope: Scope) -> tuple[str, tuple[str | int | date, ...]]:
    """The condition of a scope: a period takes in what may have gone on within it.

    The year is that of the file, which for an event over New Year may be the later one: it says nothing of a period.
    """
    tests: list[tuple[str, tuple[str | int | date, ...]]] = []
    if scope.countries:
        tests.append((f"country IN ({_marks(scope.countries)})", scope.countries))
    if scope.first:
        tests.append(("last_day >= ?", (scope.first,)))
    if scope.last:
        tests.append(("first_day <= ?", (scope.last,)))
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
