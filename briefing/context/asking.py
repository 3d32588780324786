"""What a layer answers, as values; the last few hundred answers are kept for all readers, by what was asked."""

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from briefing.context import queries
from briefing.context.engine import Engine, EngineError, answered
from briefing.context.layer import (
    MOST_CELLS,
    RESOLUTIONS,
    Cell,
    Cells,
    Coarse,
    Deaths,
    Listed,
    Period,
    Recorded,
    Scope,
    Total,
)
from briefing.context.opening import Opened
from briefing.places.geo import DEGREE_KM

KEPT = 256
IN_A_LIST = 100
Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


def total(opened: Opened, scope: Scope) -> Total:
    """How many events, and their deaths."""
    return _total(opened, queries.total(scope, opened[1].monthly))


def totals(opened: Opened, scope: Scope, by: str) -> dict[Any, Total]:
    """The same by country, year, month or side."""
    rows = _asked(opened[1], opened[0].digest, queries.totals(scope, by, opened[1].monthly))
    return {what: Total(events, Deaths(*deaths)) for what, events, *deaths in rows}


def near(opened: Opened, day: date, latitude: float, longitude: float, km: float) -> Total:
    """How many events of a day alone stand on a spot within so many kilometres of one, and their deaths.

    An event of several days would bring deaths of the others along.
    """
    north = km / DEGREE_KM
    east = min(north / max(math.cos(math.radians(latitude)), 0.02), 180)
    return _total(opened, queries.on_a_day(day, latitude, longitude, (north, east)))


def coarse(opened: Opened, scope: Scope) -> tuple[Coarse, ...]:
    """What stands on no spot, by country and province."""
    query = queries.coarse(scope, opened[0].provinces, opened[1].monthly)
    rows = _asked(opened[1], opened[0].digest, query)
    return tuple(Coarse(country, part, Total(events, Deaths(*deaths))) for country, part, events, *deaths in rows)


def periods(opened: Opened, scope: Scope, step: str) -> tuple[Period, ...]:
    """Counts by week or month, from the first that has any."""
    rows = _asked(opened[1], opened[0].digest, queries.periods(scope, step, opened[1].monthly))
    return tuple(Period(first, events, Deaths(*deaths)) for first, events, *deaths in rows)


def cells(
    opened: Opened, scope: Scope, resolution: int, bounds: Bounds | None = None, most: int | None = None
) -> Cells:
    """The cells in sight, of this resolution or of a coarser one where there would be too many for one picture."""
    most = most or MOST_CELLS
    window = _window(bounds) if bounds else ()
    for finest in (each for each in reversed(RESOLUTIONS) if each <= resolution):
        query = queries.cells(scope, finest, window, most + 1, opened[1].monthly, opened[0].fine)
        rows = _asked(opened[1], opened[0].digest, query)
        if len(rows) <= most or finest == RESOLUTIONS[0]:
            found = tuple(Cell(index, events, Deaths(*deaths)) for index, events, *deaths in rows[:most])
            return Cells(finest, found)
    return Cells(RESOLUTIONS[0], ())


def listed(opened: Opened, scope: Scope, cell: int) -> Listed:
    """The events of a cell, the latest first."""
    import h3

    resolution = h3.get_resolution(h3.int_to_str(cell))
    if resolution not in RESOLUTIONS:
        return Listed((), 0)
    rows = _asked(opened[1], opened[0].digest, queries.listed(scope, resolution, cell, IN_A_LIST))
    in_all = _total(opened, queries.of_cell(scope, resolution, cell))
    return Listed(tuple(map(_recorded, rows)), in_all.events)


def listed_coarse(opened: Opened, scope: Scope, country: str, provinces: Sequence[str]) -> tuple[Recorded, ...]:
    """The first events of a country that stand on no spot, the latest first, of these provinces or less."""
    within = provinces if opened[0].provinces else ()
    rows = _asked(opened[1], opened[0].digest, queries.listed_coarse(scope, country, within, IN_A_LIST))
    return tuple(map(_recorded, rows))


def outline(cell: int) -> tuple[tuple[float, float], ...]:
    """The corners of a cell, as latitude and longitude."""
    import h3

    return tuple(h3.cell_to_boundary(h3.int_to_str(cell)))


def middle(cell: int) -> tuple[float, float]:
    """The middle of a cell, as latitude and longitude."""
    import h3

    return tuple(h3.cell_to_latlng(h3.int_to_str(cell)))


@lru_cache(maxsize=KEPT)
def _asked(engine: Engine, _: str, query: queries.Query) -> list[tuple[Any, ...]]:
    return answered(engine, query)


def _total(opened: Opened, query: queries.Query) -> Total:
    rows = _asked(opened[1], opened[0].digest, query)
    if len(rows) != 1:
        raise EngineError(f"{len(rows)} rows came where one is wanted")
    ((events, *deaths),) = rows
    return Total(events, Deaths(*deaths))


def _window(bounds: Bounds) -> tuple[int, ...]:
    """The coarsest cells that a window touches; none, which is all, where it takes in much of the globe."""
    import h3

    south, west, north, east = bounds
    # H3 takes what is wider than half of the globe for the other half.
    if east - west >= 180 or (east - west) * (north - south) > 2500:
        return ()
    corners = [(south, west), (south, east), (north, east), (north, west)]
    inside = h3.polygon_to_cells_experimental(h3.LatLngPoly(corners), RESOLUTIONS[0], contain="overlap")
    return tuple(sorted(map(h3.str_to_int, inside)))


def _recorded(row: tuple[Any, ...]) -> Recorded:
    named = {name: value for (name, _), value in zip(queries.LISTED, row, strict=True)}
    return Recorded(
        id=named["id"],
        first=named["first_day"],
        last=named["last_day"],
        country=named["country"],
        kind=named["kind"],
        conflict=named["conflict"],
        side_a=named["side_a"],
        side_b=named["side_b"],
        precision=named["place_precision"],
        deaths=_deaths(named["low"], named["best"], named["high"]),
    )


def _deaths(low: int | None, best: int | None, high: int | None) -> Deaths | None:
    """The estimates of one event, all of which the data state, or none."""
    if low is None or best is None or high is None:
        if (low, best, high) != (None, None, None):
            raise EngineError("an event has some of low, best and high; all three are wanted, or none")
        return None
    return Deaths(low, best, high)
