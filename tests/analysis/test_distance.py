"""Distances are geodesics, as surveyed and as geopy gives them."""

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.distance import km

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def test_a_degree_along_the_equator_and_from_pole_to_pole() -> None:
    assert km(0, 60, 0, 61) == pytest.approx(111.3195, abs=1e-4)
    assert km(90, 0, -90, 0) == pytest.approx(20_003.9315, abs=1e-4)
    assert km(34.3, 44.2, 34.3, 44.2) == 0


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_distance_is_that_of_geopy(a: float, b: float, c: float, d: float) -> None:
    assert km(a, b, c, d) == pytest.approx(geodesic((a, b), (c, d)).km, abs=1e-6)
