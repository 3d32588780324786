"""Places of files that say by a code how well a point is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from briefing.imports.entities import Rows
from briefing.imports.slug import slug
from briefing.places import basemap

CODE = re.compile("[A-Z]{2}")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Reach:
    """How finely a place is known: the word for it, and the radius in km that should hold it."""

    precision: str
    radius_km: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A point as a file gives it. ``said`` is the file's own code for how well it is known."""

    name: str
    country: str
    latitude: str
    longitude: str
    said: str
    admin1: str = ""
    admin2: str = ""


def place(spot: Spot, reaches: Mapping[str, Reach], basis: str) -> tuple[Rows, str]:
    """The place as a row, or what has to be said of the point instead.

    The radius is ours, as wide as the code may mean, and the basis of the row says so.
    """
    latitude, longitude = number(spot.latitude), number(spot.longitude)
    if not latitude or not longitude:
        found = ", ".join(part for part in (spot.name, spot.admin1, spot.country) if part)
        return (), f"The file places it at: {found}." if found else ""
    reach = reaches.get(spot.said)
    if reach is None:
        return (), f"The file gives the point {latitude}, {longitude} and does not say how precisely it is known."
    row = {
        "id": _id(spot, latitude, longitude, reach),
        "name": spot.name or spot.admin1 or spot.country,
        "country": country(spot.country) or "not stated",
        "admin1": spot.admin1,
        "admin2": spot.admin2,
        "latitude": latitude,
        "longitude": longitude,
        "precision": reach.precision,
        "radius_km": f"{reach.radius_km:g}",
        "basis": f"{basis} {spot.said}; the radius is an assumption.",
    }
    return (("places", {name: value for name, value in row.items() if value}),), ""


def _id(spot: Spot, latitude: str, longitude: str, reach: Reach) -> str:
    """One id for one point and name, however many events happened there."""
    whole = "|".join((spot.name, spot.country, spot.admin1, latitude, longitude, reach.precision))
    return f"{slug(spot.name)[:60].strip('-') or 'spot'}--{sha256(whole.encode()).hexdigest()[:8]}"


def number(cell: str) -> str:
    """A coordinate, digit by digit; a comma may be its point. Empty where nothing is given."""
    return cell.replace(",", ".") if NUMBER.fullmatch(cell) else cell


def country(cell: str) -> str:
    """A country by the name of the base map; a code of two letters is written out: NA is Namibia among codes."""
    name = (basemap.coded(cell) or cell) if CODE.fullmatch(cell) else cell
    found = basemap.country(name)
    return str(found["properties"]["name"]) if found else name
