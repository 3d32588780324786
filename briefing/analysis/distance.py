"""How far apart two points of the globe lie."""

import math
from collections.abc import Iterable
from functools import lru_cache

from geographiclib.geodesic import Geodesic

RADIUS = 6371.0  # km of a sphere as large as the globe


@lru_cache(maxsize=100_000)
def km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The geodesic between two points on the WGS 84 ellipsoid, in kilometres (Karney 2013).

    geopy gives the same by the same routine, but loads every geocoder of its own with it, which a check pays for.
    """
    found = Geodesic.WGS84.Inverse(latitude, longitude, other_latitude, other_longitude, Geodesic.DISTANCE)
    return float(found["s12"]) / 1000


def roughly(at: tuple[float, float], other: tuple[float, float]) -> float:
    """The same as on a sphere, true to half a per cent: for very many points, since ``km`` takes far longer."""
    return 2 * RADIUS * math.asin(min(math.dist(_on_sphere(at), _on_sphere(other)) / 2, 1))


def nearest(at: tuple[float, float], others: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The one of several points that is nearest to another, as on a sphere: ``km`` takes hundreds of times longer."""
    here = _on_sphere(at)
    return min(others, key=lambda other: math.dist(here, _on_sphere(other)))


@lru_cache(maxsize=100_000)
def _on_sphere(at: tuple[float, float]) -> tuple[float, float, float]:
    """The point in space, on a globe of radius 1."""
    latitude, longitude = map(math.radians, at)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)
