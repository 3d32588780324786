"""Distances, frames and movement: where things lie, and the way a person is said to have gone."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefing.analysis.distance import km
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event, Involvement, Place

DEGREE_KM = 111.2  # of latitude
EQUATOR_KM = 40_075.017
TILE = 512  # pixels of the whole world at zoom 0, as deck.gl counts
STEEPEST = 85.051129  # degrees of latitude at which the Mercator square ends
MARGIN = 0.86  # share of the frame that the bounds may fill
NARROWEST, WIDEST = 0.0, 9.0  # zooms
VAST_KM = 1500.0  # "somewhere in Russia" says nothing of where to look
WIDEST_REACH_KM = 300.0  # a country of a continent must not make the frame a map of the world
PRESENT = frozenset(
    {
        "acted",
        "arrested",
        "attacked",
        "born",
        "buried",
        "detained",
        "fought",
        "killed",
        "reported arrested",
        "reported detained",
        "reported killed",
        "said to have taken part",
        "said to have travelled",
        "spoke",
        "took part",
        "trained",
        "travelled",
        "wounded",
    }
)
"""The roles that put an actor on the spot. To be named, claimed, accused, a target or a host does not."""

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A way from one dated event to the next, as claimed. ``coarse``: an end is known as a country or province only.

    ``distance_km`` runs between the places' points along the geodesic: between coarse ends it is an order of size.
    """

    number: int
    from_place: Place
    to_place: Place
    from_event: Event
    to_event: Event
    distance_km: float
    coarse: bool

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that the way rests on."""
        return tuple(dict.fromkeys((self.from_event.claim, self.to_event.claim)))


def distance_km(a: Place, b: Place) -> float:
    """The geodesic between two places' points on the WGS 84 ellipsoid, in kilometres; it takes no account of radii."""
    return km(a.latitude, a.longitude, b.latitude, b.longitude)


def bounds(places: Iterable[Place]) -> Bounds | None:
    """The box that holds every place with its radius, up to ``WIDEST_REACH_KM`` of it. None without places.

    A place known no finer than within ``VAST_KM`` counts only where there is no finer one.
    """
    known = list(places)
    boxes = [_box(place) for place in known if place.radius_km <= VAST_KM] or [_box(place) for place in known]
    if not boxes:
        return None
    south, west, north, east = zip(*boxes, strict=True)
    return min(south), min(west), max(north), max(east)


def _box(place: Place) -> Bounds:
    # Kilometres to a degree of latitude; one of longitude shrinks towards the poles, where a floor keeps the box from
    # going round the world.
    high = min(place.radius_km, WIDEST_REACH_KM) / DEGREE_KM
    wide = high / max(math.cos(math.radians(place.latitude)), 0.1)
    return place.latitude - high, place.longitude - wide, place.latitude + high, place.longitude + wide


def fit(bounds: Bounds, width: float, height: float) -> tuple[float, float, float]:
    """The centre (latitude, longitude) and the Web Mercator zoom at which the bounds fill a frame of so many pixels."""
    south, west, north, east = bounds
    left, top = project(north, west)
    right, bottom = project(south, east)
    # A single point has no extent; the zoom that follows is held below.
    scale = min(width * MARGIN / max(right - left, 1e-9), height * MARGIN / max(bottom - top, 1e-9))
    zoom = min(max(math.log2(scale), NARROWEST), WIDEST)
    latitude, longitude = unproject((left + right) / 2, (top + bottom) / 2)
    return latitude, longitude, zoom


def pixel_km(latitude: float, zoom: float) -> float:
    """How many kilometres of the ground a pixel of Web Mercator is at a latitude and zoom."""
    return EQUATOR_KM * math.cos(math.radians(latitude)) / (TILE * 2**zoom)


def project(latitude: float, longitude: float, zoom: float = 0) -> tuple[float, float]:
    """Web Mercator pixels from the north-west corner of the world at a zoom: x to the east, y to the south."""
    size = TILE * 2**zoom
    angle = math.radians(min(max(latitude, -STEEPEST), STEEPEST))
    return (longitude + 180) / 360 * size, (1 - math.asinh(math.tan(angle)) / math.pi) / 2 * size


def unproject(x: float, y: float, zoom: float = 0) -> tuple[float, float]:
    """The latitude and longitude of Web Mercator pixels at a zoom."""
    size = TILE * 2**zoom
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / size)))), x / size * 360 - 180


def movement(dossier: Dossier, actor: str) -> tuple[Leg, ...]:
    """The claimed way of an actor through dated, placed events, in their order.

    An event counts if the actor has a role in it that is in ``PRESENT`` and its first possible day is known: "until
    2014" has no place in an order. What happened once goes by the middle of its possible days, what lasted by that of
    the possible days of its start; events in a row at one place are one stop. The way is the sum of what is claimed:
    two rival deaths are two stops, and nothing says which of them was.
    """
    stops = [next(run) for _, run in groupby(_stops(dossier, actor), key=lambda event: event.place)]
    return tuple(_leg(number, start, end, dossier) for number, (start, end) in enumerate(pairwise(stops), start=1))


def _stops(dossier: Dossier, actor: str) -> list[Event]:
    roles = [row for row in dossier.referring(Involvement, "actor", actor) if row.role in PRESENT]
    events = [dossier.row(Event, id) for id in dict.fromkeys(row.event for row in roles)]
    return sorted((event for event in events if event.place and event.date and event.date.first), key=_middle)


def _middle(event: Event) -> tuple[int, int]:
    """Twice the middle of the days on which one may have come, and the first of them; an open end counts as that.

    Whoever stayed from 2003 to 2014 came at its start, and may have been elsewhere by the middle of it.
    """
    assert event.date is not None and event.date.first is not None  # _stops lets no other through
    first = event.date.first.toordinal()
    come = event.date.begun if event.date.lasts else event.date.last
    last = come.toordinal() if come else first
    return first + last, first


def _leg(number: int, start: Event, end: Event, dossier: Dossier) -> Leg:
    from_place, to_place = (dossier.row(Place, event.place or "") for event in (start, end))
    coarse = any(place.precision in ("country", "province") for place in (from_place, to_place))
    return Leg(number, from_place, to_place, start, end, distance_km(from_place, to_place), coarse)
