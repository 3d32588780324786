"""Where the events lie that stand on no spot: in the province that they are known to, or somewhere in their country."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.context.layer import Coarse, Deaths, Total
from briefing.places import basemap

KINDS = ("governorate", "province", "region", "state", "department", "district", "oblast", "county", "prefecture")
"""Words that data put after the name of a province and the base map does not."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the base map with its events. ``provinces`` are the names that the data have for what lies in it."""

    id: str
    title: str
    country: str
    provinces: tuple[str, ...]
    total: Total
    shape: basemap.Feature


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas, countries first. ``widened`` events are of a province that the base map does not have by its name and
    lie in their country; ``nowhere`` are of no country that it has."""

    found: tuple[Area, ...]
    widened: int
    nowhere: int


def areas(rows: Iterable[Coarse]) -> Areas:
    """The areas of events that stand on no spot."""
    parts: dict[str, list[tuple[Coarse, basemap.Feature]]] = {}
    widened = nowhere = 0
    for row in rows:
        country = _country(row.country)
        province = _province(row) if country else None
        if country is None:
            nowhere += row.total.events
            continue
        widened += row.total.events if row.province and province is None else 0
        parts.setdefault(_id(row.country, province), []).append((row, province or country))
    found = sorted((_area(id, part) for id, part in parts.items()), key=lambda area: (area.id.count("/"), area.id))
    return Areas(tuple(found), widened, nowhere)


def _id(country: str, province: basemap.Feature | None) -> str:
    return f"{country}/{province['properties']['name']}" if province else country


def _area(id: str, part: list[tuple[Coarse, basemap.Feature]]) -> Area:
    country, _, province = id.partition("/")
    totals = [row.total for row, _ in part]
    sums = (sum(getattr(total.deaths, name) for total in totals) for name in ("low", "best", "high"))
    total = Total(sum(each.events for each in totals), Deaths(*sums))
    title = f"{province}, {country}" if province else country
    return Area(id, title, country, tuple(row.province for row, _ in part), total, part[0][1])


def _country(name: str) -> basemap.Feature | None:
    """Some data add to a country what it was called before."""
    return basemap.country(name) or basemap.country(name.partition(" (")[0])


def _province(row: Coarse) -> basemap.Feature | None:
    if not row.province:
        return None
    country = str((_country(row.country) or {"properties": {"name": ""}})["properties"]["name"])
    plain, _, last = row.province.rpartition(" ")
    found = basemap.province(country, row.province)
    return found or (basemap.province(country, plain) if last.lower() in KINDS else None)
