"""The base map's files, and the areas in them: countries and provinces by the names that places carry."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefing.dossier.folding import name_key
from briefing.places.fingerprint import fingerprinted

Feature = dict[str, Any]
"""A GeoJSON feature. It comes from a cache and is never to be changed."""

LAYERS = ("countries", "lakes", "rivers", "divisions", "borders", "disputed", "provinces")
"""The layers as GeoJSON files, from the ground up; ``provinces`` holds areas, ``divisions`` only the lines between."""

LABELS, TOWNS = "labels.json", "towns.json"
# Other names that tables give a country, to the one that is looked up; both folded, as names are compared.
ALIASES = {
    "bosnia herzegovina": "bosnia and herzegovina",
    "burma": "myanmar",
    "cabo verde": "cape verde",
    "congo (brazzaville)": "republic of the congo",
    "congo (kinshasa)": "democratic republic of the congo",
    "cote divoire": "ivory coast",
    "czechia": "czech republic",
    "dr congo": "democratic republic of the congo",
    "great britain": "united kingdom",
    "kingdom of eswatini": "eswatini",
    "macedonia": "north macedonia",
    "macedonia, fyr": "north macedonia",
    "palestinian territories": "palestine",
    "rumania": "romania",
    "russian federation": "russia",
    "swaziland": "eswatini",
    "syrian arab republic": "syria",
    "the gambia": "gambia",
    "timor leste": "east timor",
    "turkiye": "turkey",
    "uae": "united arab emirates",
    "uk": "united kingdom",
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
}
# What data sets write in brackets behind the name of today; Georgia (USA) is not Georgia.
FORMER = frozenset(
    [
        "burma",
        "kampuchea",
        "malagasy",
        "north vietnam",
        "north yemen",
        "rhodesia",
        "soviet union",
        "swaziland",
        "yugoslavia",
        "zaire",
    ]
)


def folder() -> Path:
    """Where the files lie; the application serves those of ``files`` under an address of its own."""
    return Path(__file__).parents[2] / "data" / "basemap"


def files() -> Mapping[str, Path]:
    """The files that the application serves, by the name that each has there; what built them stays on the server."""
    return MappingProxyType({fingerprinted(path): path for path in _served().values()})


def addresses(base_url: str) -> dict[str, str]:
    """The address of every file under the folder's address, by its plain name: ``lakes``, ``labels``, ``towns``."""
    return {name: f"{base_url.rstrip('/')}/{fingerprinted(path)}" for name, path in _served().items()}


def address(base_url: str, layer: str) -> str:
    """The address of a layer under the folder's address."""
    return addresses(base_url)[layer]


def _served() -> dict[str, Path]:
    names = (*(f"{layer}.geojson" for layer in LAYERS), LABELS, TOWNS)
    return {Path(name).stem: folder() / name for name in names}


def country(name: str) -> Feature | None:
    """The country of this English name; None if the base map has none."""
    return _countries().get(_today(name))


def code(name: str) -> str:
    """The ISO 3166-1 code of the country of this English name, in small letters; empty if the base map has none."""
    found = country(name)
    return str(found["properties"]["iso"]).lower() if found else ""


def coded(code: str) -> str:
    """The English name of the country of an ISO 3166-1 code; empty if the base map has none."""
    return _coded().get(code.lower(), "")


def province(country: str, admin1: str) -> Feature | None:
    """The first-order division of a country by its name or another spelling; None where none is drawn."""
    return _provinces().get((_today(country), _plain(admin1)))


@lru_cache(maxsize=len(LAYERS))
def features(layer: str) -> tuple[Feature, ...]:
    """All features of a layer, in file order."""
    text = (folder() / f"{layer}.geojson").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])


@lru_cache(maxsize=1)
def labels() -> tuple[Feature, ...]:
    """The points at which names stand: kind, name, lon, lat, and a priority by which near ones give way."""
    return tuple(json.loads((folder() / LABELS).read_text(encoding="utf-8")))


def label_point(area: Feature) -> tuple[float, float]:
    """Latitude and longitude at which an area is labelled."""
    properties = area["properties"]
    if "label" in properties:
        longitude, latitude = properties["label"]
        return latitude, longitude
    found = next((row for row in labels() if row["kind"] == "country" and row["name"] == properties["name"]), None)
    return (found["lat"], found["lon"]) if found else _middle(area)


def rings(area: Feature) -> list[list[list[float]]]:
    """The outlines of an area, holes among them, each as a list of longitude and latitude."""
    return [ring for part in parts(area) for ring in part]


def parts(area: Feature) -> list[list[list[list[float]]]]:
    """The polygons of an area, each its outline and then its holes."""
    geometry = area["geometry"]
    found: Any = geometry["coordinates"]
    return list(found) if geometry["type"] == "MultiPolygon" else [found]


def _middle(area: Feature) -> tuple[float, float]:
    # The ring with most corners is as a rule the mainland; the box of all would put a name between it and its islands.
    longest = max(rings(area), key=len)
    longitudes, latitudes = zip(*longest, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


@lru_cache(maxsize=1)
def _countries() -> dict[str, Feature]:
    return {_plain(each["properties"]["name"]): each for each in features("countries")}


@lru_cache(maxsize=1)
def _coded() -> dict[str, str]:
    # A country goes before a territory that has its code: Australia before the Ashmore and Cartier Islands.
    areas = sorted(features("countries"), key=lambda area: sum(map(len, rings(area))))
    named = {str(area["properties"]["iso"]).lower(): str(area["properties"]["name"]) for area in areas}
    return {code: name for code, name in named.items() if code}


@lru_cache(maxsize=1)
def _provinces() -> dict[tuple[str, str], Feature]:
    found: dict[tuple[str, str], Feature] = {}
    areas = features("provinces")
    for area in areas:
        for spelling in area["properties"]["also"]:
            found.setdefault((_plain(area["properties"]["country"]), _plain(spelling)), area)
    named = {(_plain(area["properties"]["country"]), _plain(area["properties"]["name"])): area for area in areas}
    # What a province is called goes before what another one is also called.
    return found | named


def _today(name: str) -> str:
    """The plain name that the base map has for a country, by other names and without what it was called before."""
    plain = _plain(name)
    bare, _, before = plain.removesuffix(")").partition(" (")
    plain = bare if before in FORMER else plain
    return ALIASES.get(plain, plain)


def _plain(name: str) -> str:
    """A name as it is compared, without the word province, which only some tables add."""
    return name_key(name).removesuffix(" province").removesuffix(" region")
