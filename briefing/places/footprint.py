"""The ground that a place stands for, as the coordinates of a MultiPolygon of RFC 7946."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geographiclib.geodesic import Geodesic

from briefing.dossier.records import Place
from briefing.places import basemap

Point = tuple[float, float]
"""Longitude and latitude."""

Ring = list[Point]
Shape = list[list[Ring]]
"""Polygons, each its outline and then its holes; outlines run anticlockwise, and no ring crosses the 180th meridian."""

CORNERS = 72
DIGITS = 6  # of a degree; the sixth is a tenth of a metre
NOWHERE_KM = 10_000.0  # a quarter of the way round the globe: such a circle leaves out no half of it
AREAS = ("country", "province")


def footprint(place: Place) -> Shape | None:
    """The area of a country or province, else the circle of the radius; None where that is wide as the globe."""
    if place.precision in AREAS and (area := _area(place)):
        return [[_turned(ring, hole=number > 0) for number, ring in enumerate(part)] for part in area]
    return circle(place.latitude, place.longitude, place.radius_km) if place.radius_km < NOWHERE_KM else None


def is_area(place: Place) -> bool:
    """Whether the base map has the area of the place."""
    return place.precision in AREAS and _area(place) is not None


def _area(place: Place) -> list[list[list[list[float]]]] | None:
    found = (
        basemap.province(place.country, place.admin1)
        if place.precision == "province"
        else basemap.country(place.country)
    )
    return None if found is None else basemap.parts(found)


def _turned(ring: Sequence[Sequence[float]], hole: bool) -> Ring:
    """The ring anticlockwise, or clockwise where it is a hole."""
    points = [(each[0], each[1]) for each in ring]
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if (twice > 0) != hole else points[::-1]


def circle(latitude: float, longitude: float, km: float) -> Shape:
    """The circle of this geodesic radius on the WGS 84 ellipsoid, cut where it crosses the 180th meridian."""
    ring = _unrolled(list(_around(latitude, longitude, km)))
    turns = round((ring[-1][0] - ring[0][0]) / 360)
    if turns:  # it runs round a pole, so that only with the pole itself it encloses anything
        pole = 90.0 if turns > 0 else -90.0
        ring = [*ring, (ring[-1][0], pole), (ring[0][0], pole), ring[0]]
    ring.pop()  # the first point again
    west = math.floor((min(x for x, _ in ring) + 180) / 360)
    east = math.floor((max(x for x, _ in ring) + 180) / 360)
    strips = (_strip(ring, 360.0 * number) for number in range(west, east + 1))
    return [[strip] for strip in strips if len(strip) > 3]


def _around(latitude: float, longitude: float, km: float) -> Iterator[Point]:
    """The points of the circle, anticlockwise, the first again as the last."""
    for corner in range(CORNERS + 1):
        found = Geodesic.WGS84.Direct(latitude, longitude, -360.0 * (corner % CORNERS) / CORNERS, km * 1000)
        yield found["lon2"], found["lat2"]


def _unrolled(ring: Sequence[Point]) -> Ring:
    """The ring with longitudes that go on beyond 180 degrees rather than leap."""
    found = [ring[0]]
    for longitude, latitude in ring[1:]:
        before = found[-1][0]
        found.append((before + (longitude - before + 180) % 360 - 180, latitude))
    return found


def _strip(ring: Ring, middle: float) -> Ring:
    """What of a ring lies within half a turn of a meridian, counted from it and closed."""
    kept = _cut(_cut(ring, middle - 180, 1), middle + 180, -1)
    points = [(round(x - middle, DIGITS), round(y, DIGITS)) for x, y in kept]
    return [*points, points[0]] if points and points[0] != points[-1] else points


def _cut(ring: Ring, edge: float, side: int) -> Ring:
    """What of a ring lies east (1) or west (-1) of a meridian."""
    found: Ring = []
    for (x, y), (u, v) in pairwise([*ring, *ring[:1]]):
        inside, after = (x - edge) * side >= 0, (u - edge) * side >= 0
        if inside:
            found.append((x, y))
        if inside != after:
            found.append((edge, y + (v - y) * (edge - x) / (u - x)))
    return found
