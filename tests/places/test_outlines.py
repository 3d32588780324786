"""Whether a point lies in a country as the base map draws it."""

import pytest

from briefing.places.outlines import country_at, outside_km


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Tajikistan", 38.56, 68.77),
        ("Russian Federation", 66.0, -172.0),  # on the other side of the date line
        ("South Africa", -26.2, 28.0),
        ("Indonesia", -6.2, 106.8),
    ],
)
def test_a_point_within_is_no_km_outside(country: str, latitude: float, longitude: float) -> None:
    assert outside_km(country, latitude, longitude) == 0


def test_a_hole_is_outside() -> None:
    away = outside_km("South Africa", -29.6, 28.2)  # Lesotho
    assert away is not None and 40 < away < 150


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "low", "high"),
    [
        ("Tajikistan", 68.77, 38.56, 3_000, 5_500),
        ("Egypt", 20.0, 29.0, 200, 240),  # to the middle of a long straight border, not to its corners
        ("Fiji", -17.8, -177.0, 0, 400),
    ],
)
def test_a_point_outside_is_as_far_as_the_border(
    country: str, latitude: float, longitude: float, low: float, high: float
) -> None:
    away = outside_km(country, latitude, longitude)
    assert away is not None and low < away < high


def test_a_country_that_is_not_drawn_has_no_outside() -> None:
    assert outside_km("Dorrland", 34.0, 44.0) is None


def test_a_point_lies_in_the_country_that_holds_it() -> None:
    assert country_at(38.56, 68.77) == "Tajikistan"
    assert country_at(0.0, -30.0) == ""
