"""ACLED as its export lays it out, today's columns and the older ones; it may not be passed on."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from briefing.context.rows import Format, Incident, RefusedError, degrees, whole

WANTED = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
    "country", "latitude", "longitude", "geo_precision", "fatalities",
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
PRECISIONS = {1: 1, 2: 2, 3: 4}
"""``geo_precision`` on the scale of GED: the town, near it, its province."""
AROUND = timedelta(days=3)
"""A date that is known to the week is given as the middle of that week."""


def read(cells: Mapping[str, str]) -> Incident:
    """A line as a row. Its one number of deaths is the lowest, best and highest; ACLED gives no range."""
    id = cells["event_id_cnty"].strip()
    year = whole(cells["year"], "the year")
    first, last = _days(cells, year)
    deaths = whole(cells["fatalities"], "fatalities")
    if not id or deaths < 0:
        raise RefusedError("the id is empty" if not id else "fatalities is below nought")
    return Incident(
        id=id,
        year=year,
        first=first,
        last=last,
        country=_said(cells["country"]),
        kind=_said(f"{cells['event_type']}: {cells['sub_event_type']}").lower(),
        conflict="",
        side_a=_said(cells["actor1"]),
        side_b=_said(cells["actor2"]),
        latitude=degrees(cells["latitude"], "the latitude", 90),
        longitude=degrees(cells["longitude"], "the longitude", 180),
        precision=_one_of(cells, "geo_precision", PRECISIONS),
        adm_1=_said(cells.get("admin1", "")),
        adm_2=_said(cells.get("admin2", "")),
        low=deaths,
        best=deaths,
        high=deaths,
    )


def _said(text: str) -> str:
    return " ".join(text.split())


def _one_of(cells: Mapping[str, str], name: str, known: Mapping[int, int]) -> int:
    if (found := whole(cells[name], name)) not in known:
        raise RefusedError(f"{name} is none of {', '.join(map(str, known))}")
    return known[found]


def _days(cells: Mapping[str, str], year: int) -> tuple[date, date]:
    """The first and the last day that it may have happened on, within the year that ACLED gives it."""
    day = _day(cells["event_date"])
    if day.year != year:
        raise RefusedError("the year is not that of event_date")
    precision = _one_of(cells, "time_precision", {1: 1, 2: 2, 3: 3})
    if precision == 3:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    around = AROUND if precision == 2 else timedelta()
    return max(day - around, date(year, 1, 1)), min(day + around, date(year, 12, 31))


def _day(text: str) -> date:
    found = DAY.fullmatch(text.strip())
    if not found:
        raise RefusedError("event_date is written neither 2017-04-13 nor 13 April 2017")
    year, month, day, other_day, name, other_year = found.groups()
    number = int(month) if month else MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in MONTHS else 0
    try:
        return date(int(year or other_year), number, int(day or other_day))
    except ValueError:
        raise RefusedError("event_date is none of the calendar") from None


def release(file: str) -> str:
    """The last day that the name of an export tells: 2025-05-19 of 2024-01-01-2025-05-19.csv; empty without one."""
    return max(re.findall(r"\d{4}-\d{2}-\d{2}", file), default="")


FORMAT = Format(
    name="acled",
    title="ACLED",
    licence="ACLED's terms of use, which forbid passing the rows on",
    citation=(
        "Armed Conflict Location & Event Data (ACLED); Raleigh, Linke, Hegre and Karlsen 2010, "
        "Journal of Peace Research 47(5)"
    ),
    may_be_passed_on=False,
    wanted=WANTED,
    header=(),
    read=read,
    release=release,
)
