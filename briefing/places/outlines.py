"""Whether a point lies in a country as the base map draws it, and how far outside."""

import math
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from briefing.dossier.caching import cached_texts
from briefing.places.basemap import Feature, country, features, rings
from briefing.places.geo import DEGREE_KM

Corner = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east and north."""


@cached_texts(4096)
def outside_km(name: str, latitude: float, longitude: float) -> float | None:
    """How many km a point lies outside a country, 0 within; None where the base map has no country of this name.

    Far away the figure is an order of size: it is measured on a plane laid at the point.
    """
    area = country(name)
    if area is None:
        return None
    outlines = _outlines(area, latitude, longitude)
    if _is_within(outlines):
        return 0.0
    return min(_away(start, end) for outline in outlines for start, end in pairwise(outline))


def holds(area: Feature, latitude: float, longitude: float) -> bool:
    """Whether a point lies in an area of the base map."""
    return _is_within(_outlines(area, latitude, longitude))


@lru_cache(maxsize=4096)
def country_at(latitude: float, longitude: float) -> str:
    """The country in which a point lies; empty where the base map has none."""

    def is_near(box: Box) -> bool:
        west, south, east, north = box
        return west <= longitude <= east and south <= latitude <= north

    areas = (area for area, boxes in _boxed() if any(map(is_near, boxes)) and holds(area, latitude, longitude))
    return next((str(area["properties"]["name"]) for area in areas), "")


@cache
def _boxed() -> list[tuple[Feature, list[Box]]]:
    """The countries with the frame of each of their outlines: most points need ask one or two of them."""
    return [(area, [_box(ring) for ring in rings(area)]) for area in features("countries")]


def _box(ring: Iterable[list[float]]) -> Box:
    longitudes, latitudes = zip(*ring, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _outlines(area: Feature, latitude: float, longitude: float) -> list[list[Corner]]:
    return [list(_seen_from(latitude, longitude, ring)) for ring in rings(area)]


def _is_within(outlines: Iterable[list[Corner]]) -> bool:
    return bool(sum(map(_crossings, outlines)) % 2)


def _seen_from(latitude: float, longitude: float, ring: Iterable[list[float]]) -> Iterator[Corner]:
    """The corners of an outline in km east and north of the point."""
    shrunk = DEGREE_KM * max(math.cos(math.radians(latitude)), 0.01)
    for east, north in ring:
        # The shorter way round the globe: a country may lie on both sides of the date line.
        yield ((east - longitude + 180) % 360 - 180) * shrunk, (north - latitude) * DEGREE_KM


def _crossings(outline: list[Corner]) -> int:
    """How often a line from the point to the north meets the outline: an odd number of times from within."""
    return sum(_is_met(start, end) for start, end in pairwise(outline))


def _is_met(start: Corner, end: Corner) -> bool:
    (x, y), (to_x, to_y) = start, end
    return (x > 0) != (to_x > 0) and y - x * (to_y - y) / (to_x - x) > 0


def _away(start: Corner, end: Corner) -> float:
    """How far the line between two corners passes the point."""
    (x, y), (to_x, to_y) = start, end
    wide, high = to_x - x, to_y - y
    length = wide * wide + high * high
    along = min(max(-(x * wide + y * high) / length, 0.0), 1.0) if length else 0.0
    return math.hypot(x + along * wide, y + along * high)
