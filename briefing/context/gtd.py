"""The Global Terrorism Database, its workbook saved as CSV; it may not be passed on."""

import calendar
import re
from collections.abc import Mapping
from datetime import date

from briefing.context.rows import Format, Incident, RefusedError, degrees, whole

WANTED = (
    "eventid", "iyear", "imonth", "iday", "extended", "resolution", "country_txt", "latitude", "longitude",
    "specificity", "attacktype1_txt", "targtype1_txt", "gname", "nkill",
)  # fmt: skip
PRECISIONS = {1: 1, 2: 3, 3: 3, 4: 4, 5: 6}
"""``specificity`` on the scale of GED: a town, twice the middle of a district, of a province, no coordinates."""


def read(cells: Mapping[str, str]) -> Incident:
    """A line as a row. Its one number of deaths is the lowest, best and highest; where none is stated there is none."""
    id = cells["eventid"].strip().removesuffix(".0")
    if not re.fullmatch(r"\d{12}", id):
        raise RefusedError("the eventid is not twelve digits")
    year, month, day = (whole(cells[name], name) for name in ("iyear", "imonth", "iday"))
    first, last = _reach(year, month, day)
    deaths = whole(cells["nkill"], "nkill") if cells["nkill"].strip() else None
    if deaths is not None and deaths < 0:
        raise RefusedError("nkill is below nought")
    return Incident(
        id=id,
        year=year,
        first=first,
        last=_lasted(cells, first, last),
        country=_said(cells["country_txt"]),
        kind=_said(cells["attacktype1_txt"]).lower(),
        conflict="",
        side_a=_said(cells["gname"]),
        side_b=_said(cells["targtype1_txt"]),
        latitude=degrees(cells["latitude"], "the latitude", 90),
        longitude=degrees(cells["longitude"], "the longitude", 180),
        precision=_precision(cells["specificity"]),
        adm_1=_said(cells.get("provstate", "")),
        adm_2="",
        low=deaths,
        best=deaths,
        high=deaths,
    )


def _said(text: str) -> str:
    return " ".join(text.split())


def _precision(text: str) -> int:
    found = whole(text, "specificity") if text.strip() else 5
    if found not in PRECISIONS:
        raise RefusedError("specificity is none of 1 to 5")
    return PRECISIONS[found]


def _reach(year: int, month: int, day: int) -> tuple[date, date]:
    """Day 0 is some day of its month, month 0 some day of its year."""
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise RefusedError("iyear, imonth and iday are no date of the calendar") from None


def _lasted(cells: Mapping[str, str], first: date, last: date) -> date:
    """Its last day: that of ``resolution``, month first as in the original, for what went on for more than a day."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d).*|(\d{1,2})/(\d{1,2})/(\d{4})", cells["resolution"].strip())
    if not found or cells["extended"].strip().removesuffix(".0") != "1":
        return last
    year, month, day, other_month, other_day, other_year = found.groups()
    try:
        ended = date(int(year or other_year), int(month or other_month), int(day or other_day))
    except ValueError:
        raise RefusedError("resolution is no date of the calendar") from None
    if ended < first:
        raise RefusedError("resolution lies before the first day")
    return max(last, ended)


def release(file: str) -> str:
    """The release that the name of a file tells: 2021-02 of globalterrorismdb_0221dist.csv; empty without one."""
    found = re.search(r"_(\d\d)(\d\d)dist", file.lower())
    return f"20{found[2]}-{found[1]}" if found else ""


FORMAT = Format(
    name="gtd",
    title="GTD",
    licence="the terms of use of the GTD, which forbid passing the rows on",
    citation=(
        "National Consortium for the Study of Terrorism and Responses to Terrorism (START), Global Terrorism Database"
    ),
    may_be_passed_on=False,
    wanted=WANTED,
    header=(),
    read=read,
    release=release,
)
