"""UCDP's Georeferenced Event Dataset as its releases lay it out: 49 columns, the older ones, and candidates."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from briefing.context.rows import Format, Incident, RefusedError, degrees, whole

KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}
HEADER = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
WANTED = ("id", "year", "country", "side_a", "side_b", "latitude", "longitude", "best", "high", "low")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read(cells: Mapping[str, str]) -> Incident:
    """A line as a row. Impossible values are refused or made coarser, and nothing is mended."""
    number = whole(cells["id"], "the id")
    year = whole(cells["year"], "the year")
    first, last = _days(cells, year)
    return Incident(
        id=str(number),
        year=year,
        first=first,
        last=last,
        country=_said(cells, "country"),
        kind=_kind(cells.get("type_of_violence", "")),
        conflict=cells.get("conflict_name", "").strip(),
        side_a=_said(cells, "side_a"),
        side_b=_said(cells, "side_b"),
        latitude=degrees(cells["latitude"], "the latitude", 90),
        longitude=degrees(cells["longitude"], "the longitude", 180),
        precision=whole(cells.get("where_prec") or "1", "where_prec"),
        adm_1=" ".join(cells.get("adm_1", "").split()),
        adm_2=" ".join(cells.get("adm_2", "").split()),
        low=_deaths(cells, "low"),
        best=_deaths(cells, "best"),
        high=_deaths(cells, "high"),
    )


def _said(cells: Mapping[str, str], name: str) -> str:
    found = " ".join(cells[name].split())
    if not found:
        raise RefusedError(f"{name} is empty")
    return found


def _deaths(cells: Mapping[str, str], name: str) -> int:
    found = whole(cells[name], name)
    if found < 0:
        raise RefusedError(f"{name} is below nought")
    return found


def _kind(text: str) -> str:
    plain = text.strip().removesuffix(".0")
    return KINDS.get(plain, plain.lower().removesuffix(" violence"))


def _days(cells: Mapping[str, str], year: int) -> tuple[date | None, date | None]:
    """The first and the last day; a day or month 0 stands for all of its month or year."""
    if not cells.get("date_start", "").strip():
        return None, None
    first, last = _ends(cells["date_start"]), _ends(cells.get("date_end") or cells["date_start"])
    if last[1] < first[0]:
        raise RefusedError("date_end lies before date_start")
    if first[0].year > year or last[1].year < year:
        raise RefusedError("the year is not that of its dates")
    return first[0], last[1]


def _ends(text: str) -> tuple[date, date]:
    found = DAY.match(text.strip())
    if not found:
        raise RefusedError("a date is not written year-month-day")
    year, month, day = map(int, found.groups())
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        raise RefusedError("a date is none of the calendar") from None
    if month and day:
        return start, start
    after = date(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1)
    return start, after - timedelta(days=1)


def release(file: str) -> str:
    """The release that the name of a file tells: 25.1 of GEDEvent_v25_1.csv; empty where it tells none."""
    found = re.search(r"[vV]?(\d{2})[._-](\d{1,2})(?:[._-](\d{1,2}))?", file)
    return ".".join(part.lstrip("0") or "0" for part in found.groups() if part) if found else ""


FORMAT = Format(
    name="ucdp-ged",
    title="UCDP GED",
    licence="CC BY 4.0",
    citation=(
        "Uppsala Conflict Data Program, Georeferenced Event Dataset (GED) Global; Sundberg and Melander 2013, "
        "Journal of Peace Research 50(4)"
    ),
    may_be_passed_on=True,
    wanted=WANTED,
    header=HEADER,
    read=read,
    release=release,
    precision="where_prec",
)
