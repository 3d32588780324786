"""Rules for places, measured against the countries of the base map, or else against areas of the dossier itself."""

from collections.abc import Iterator

from briefing.analysis.distance import km
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Place
from briefing.places.outlines import outside_km
from briefing.reading.checks.check import Finding, warning

RADII: dict[str, tuple[float, float]] = {
    "point": (0, 5),
    "town": (0.5, 40),
    "district": (2, 250),
    "province": (5, 1500),
    "country": (5, 6000),
}
"""The radii in km that are plausible for a precision, both ends within."""

OFF_KM = 50
"""What an outline may be off, where the base map is coarse, and how far off a coast still counts as its country."""


@warning("place-far-from-country", "A place lies in its country.")
def far_from_country(dossier: Dossier) -> Iterator[Finding]:
    for place in dossier.places:
        away = outside_km(place.country, place.latitude, place.longitude)
        if away is not None and _is_out(place, away) and not _turned(place):
            yield Finding(place, "latitude", _beyond(place, away))
    for place, country in _undrawn(dossier):
        # A swapped pair is one slip and has a message of its own.
        if not _within(place, country) and not _swapped(place, country):
            yield Finding(place, "latitude", _far(place, country))


@warning("place-far-from-province", "A place lies within the radius of its province.")
def far_from_province(dossier: Dossier) -> Iterator[Finding]:
    for place, province in _pairs(dossier, "province"):
        if not _within(place, province) and not _swapped(place, province):
            yield Finding(place, "latitude", _far(place, province))


@warning("place-swapped", "Latitude and longitude have not changed places.")
def swapped(dossier: Dossier) -> Iterator[Finding]:
    for place in dossier.places:
        away = outside_km(place.country, place.latitude, place.longitude)
        if away is not None and _is_out(place, away) and _turned(place):
            yield Finding(place, "latitude", _other_way(place, place.country))
    for place, country in _undrawn(dossier):
        if not _within(place, country) and _swapped(place, country):
            yield Finding(place, "latitude", _other_way(place, country.name))


@warning("place-radius", "The radius of a place fits its precision.")
def odd_radius(dossier: Dossier) -> Iterator[Finding]:
    for place in dossier.places:
        low, high = RADII[place.precision]
        if not low <= place.radius_km <= high:
            message = f"a radius of '{place.radius_km:g}' km for a {place.precision}; {low:g} to {high:g} km are wanted"
            yield Finding(place, "radius_km", message)


def _pairs(dossier: Dossier, precision: str) -> Iterator[tuple[Place, Place]]:
    """Each place with the country, or the province, of the dossier that should hold it."""
    holders = {_area(place, precision): place for place in dossier.places if place.precision == precision}
    for place in dossier.places:
        holder = holders.get(_area(place, precision))
        if holder and holder is not place:
            yield place, holder


def _undrawn(dossier: Dossier) -> Iterator[tuple[Place, Place]]:
    """Each place with its country, for countries that the base map does not draw."""
    for place, country in _pairs(dossier, "country"):
        if outside_km(place.country, place.latitude, place.longitude) is None:
            yield place, country


def _is_out(place: Place, away: float) -> bool:
    return away > place.radius_km + OFF_KM


def _turned(place: Place) -> bool:
    """Whether the place would lie in its country as the base map draws it, had its coordinates changed places."""
    if abs(place.longitude) > 90:
        return False
    away = outside_km(place.country, place.longitude, place.latitude)
    return away is not None and not _is_out(place, away)


def _area(place: Place, precision: str) -> tuple[str, str]:
    return (place.country, place.admin1 if precision == "province" else "")


def _within(place: Place, area: Place) -> bool:
    return _km(place.latitude, place.longitude, area) <= area.radius_km


def _swapped(place: Place, area: Place) -> bool:
    """Whether the place would lie in the area with its coordinates the other way round."""
    # No latitude is beyond 90 degrees, so such a longitude was in its own place.
    return abs(place.longitude) <= 90 and _km(place.longitude, place.latitude, area) <= area.radius_km


def _km(latitude: float, longitude: float, area: Place) -> float:
    return km(latitude, longitude, area.latitude, area.longitude)


def _other_way(place: Place, area: str) -> str:
    found = f"latitude '{place.latitude:g}' and longitude '{place.longitude:g}'"
    return f"{found} lie outside {area!r}, but inside it if swapped, which is wanted"


def _beyond(place: Place, away: float) -> str:
    found = f"'{place.latitude:g}, {place.longitude:g}' is some {away:,.0f} km outside {place.country!r}"
    return f"{found}; a point in it, or the country that it lies in, is wanted"


def _far(place: Place, area: Place) -> str:
    away = _km(place.latitude, place.longitude, area)
    found = f"'{place.latitude:g}, {place.longitude:g}' is {away:,.0f} km from the centre of {area.name!r}"
    return f"{found}; {area.radius_km:,.0f} km or less are wanted"


CHECKS = (far_from_country, far_from_province, swapped, odd_radius)
