"""How far apart two points of the globe lie."""

from functools import lru_cache

from geographiclib.geodesic import Geodesic


@lru_cache(maxsize=100_000)
def km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The geodesic between two points on the WGS 84 ellipsoid, in kilometres (Karney 2013).

    geopy gives the same by the same routine, but loads every geocoder of its own with it, which a check pays for.
    """
    found = Geodesic.WGS84.Inverse(latitude, longitude, other_latitude, other_longitude, Geodesic.DISTANCE)
    return float(found["s12"]) / 1000
