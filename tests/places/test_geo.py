"""Where things lie: distances as surveyed, frames that hold what they should, ways in the order of their dates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event, Involvement, Place
from briefing.places.geo import PRESENT, bounds, distance_km, fit, movement, project, unproject


def place(id: str, latitude: float, longitude: float, radius_km: float = 5, precision: str = "town") -> Place:
    return Place.model_validate(
        {
            "id": id,
            "name": id.title(),
            "country": "Arvenia",
            "latitude": latitude,
            "longitude": longitude,
            "precision": precision,
            "radius_km": radius_km,
            "basis": "Invented.",
        }
    )


MOSUL, DUSHANBE = place("mosul", 36.335, 43.11889), place("dushanbe", 38.53575, 68.77905)
LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-179, 179)


def gone(small: Dossier, *steps: tuple[str, str, str]) -> Dossier:
    """The small dossier with a person who is at these places on these dates in these roles."""
    events = [
        Event.model_validate(
            {
                "id": f"e-{number}",
                "title": "t",
                "kind": "k",
                "place": at,
                "date": on,
                "claim": "c-varo-killed",
                "summary": "s",
            }
        )
        for number, (at, on, _) in enumerate(steps)
    ]
    parts = [
        Involvement(id=f"i-{number}", event=f"e-{number}", actor="varo", role=role)
        for number, (_, _, role) in enumerate(steps)
    ]
    return replace(small, events=tuple(events), involvement=tuple(parts))


def test_a_distance_is_a_geodesic() -> None:
    assert distance_km(MOSUL, DUSHANBE) == pytest.approx(2276.6, abs=0.1)
    assert distance_km(MOSUL, MOSUL) == 0


@given(LATITUDES, LONGITUDES, st.floats(0, 12))
def test_pixels_lead_back(latitude: float, longitude: float, zoom: float) -> None:
    assert unproject(*project(latitude, longitude, zoom), zoom) == pytest.approx((latitude, longitude), abs=1e-6)


def test_bounds_hold_a_place_with_its_radius() -> None:
    south, west, north, east = bounds([place("a", 40, 60, radius_km=111.2)]) or (0, 0, 0, 0)
    assert (south, north) == pytest.approx((39, 41))
    assert east - west > north - south


def test_somewhere_in_a_vast_country_does_not_widen_the_bounds() -> None:
    vast = place("russia", 60, 90, radius_km=4600, precision="country")
    assert bounds([MOSUL, vast]) == bounds([MOSUL])
    assert bounds([vast]) is not None
    assert bounds([]) is None


@pytest.mark.parametrize(("radius_km", "widens"), [(1499, True), (1500, True), (1500.1, False), (1501, False)])
def test_a_country_widens_the_bounds_up_to_a_size(radius_km: float, widens: bool) -> None:
    country = place("country", 60, 90, radius_km, "country")
    assert (bounds([MOSUL, country]) != bounds([MOSUL])) is widens


def test_where_all_are_vast_all_count() -> None:
    one, other = place("russia", 60, 90, 4600, "country"), place("canada", 60, -110, 2800, "country")
    _, west, _, east = bounds([one, other]) or (0, 0, 0, 0)
    assert west < -110 < 90 < east


@pytest.mark.parametrize(("radius_km", "reach_km"), [(299, 299), (300, 300), (301, 300), (1500, 300)])
def test_a_place_reaches_so_far_into_the_bounds(radius_km: float, reach_km: float) -> None:
    south, west, north, east = bounds([place("country", 0, 60, radius_km, "country")]) or (0, 0, 0, 0)
    assert (south, north) == pytest.approx((-reach_km / 111.2, reach_km / 111.2))
    assert (west, east) == pytest.approx((60 - reach_km / 111.2, 60 + reach_km / 111.2))


@given(st.lists(st.tuples(st.floats(-70, 70), LONGITUDES), min_size=1, max_size=6), st.integers(200, 1600))
def test_a_frame_holds_its_places(points: list[tuple[float, float]], width: int) -> None:
    box = bounds(place(f"p{number}", *point) for number, point in enumerate(points))
    assert box is not None
    latitude, longitude, zoom = fit(box, width, 600)
    x, y = project(latitude, longitude, zoom)
    spots = [project(*point, zoom) for point in points]
    if zoom > 1:  # at the widest, the world itself may be larger than the frame
        assert all(abs(x - a) <= width / 2 and abs(y - b) <= 300 for a, b in spots)


def test_a_way_follows_the_dates_and_keeps_a_stop_once(small: Dossier) -> None:
    told = gone(
        small, ("sarn", "2021-03", "travelled"), ("lowen", "2020", "spoke"), ("lowen", "2020-12", "trained"),
        ("dorrland", "2021-05-01", "reported killed"),
    )  # fmt: skip
    legs = movement(told, "varo")
    assert [(leg.from_place.id, leg.to_place.id) for leg in legs] == [("lowen", "sarn"), ("sarn", "dorrland")]
    assert [leg.number for leg in legs] == [1, 2]
    assert [leg.coarse for leg in legs] == [False, True]
    assert legs[0].claims == ("c-varo-killed",)


@pytest.mark.parametrize(("end", "coarse"), [("lowen", False), ("northmark", True), ("arvenia", True)])
def test_a_way_from_or_to_an_area_is_coarse(small: Dossier, end: str, coarse: bool) -> None:
    there = gone(small, ("sarn", "2020", "spoke"), (end, "2021", "spoke"))
    back = gone(small, (end, "2020", "spoke"), ("sarn", "2021", "spoke"))
    assert [leg.coarse for told in (there, back) for leg in movement(told, "varo")] == [coarse, coarse]


@pytest.mark.parametrize("role", ["named", "claimed", "accused", "target", "denied", "hosted", "sentenced"])
def test_a_role_from_afar_puts_nobody_on_the_spot(small: Dossier, role: str) -> None:
    assert movement(gone(small, ("sarn", "2021-03", role), ("lowen", "2020", "spoke")), "varo") == ()


def test_an_event_without_a_first_day_has_no_place_in_an_order(small: Dossier) -> None:
    assert movement(gone(small, ("sarn", "../2021", "spoke"), ("lowen", "2020", "spoke")), "varo") == ()


def test_a_stay_stands_in_the_order_by_its_start_and_a_doubt_by_its_middle(small: Dossier) -> None:
    """From 2003 to 2014 began before 2008, some time between 2003 and 2014 was as likely after it."""
    for when, last in (("2003/2014", "lowen"), ("[2003..2014]", "sarn")):
        told = gone(small, ("sarn", when, "trained"), ("lowen", "2008-02", "spoke"))
        assert [leg.to_place.id for leg in movement(told, "varo")] == [last]


def test_a_month_lies_between_its_days(small: Dossier) -> None:
    told = gone(
        small, ("sarn", "2015-05", "spoke"), ("lowen", "2015-05-02", "spoke"), ("dorrland", "2015-05-28", "spoke")
    )
    assert [leg.to_place.id for leg in movement(told, "varo")] == ["sarn", "dorrland"]


def test_whoever_is_reported_arrested_or_killed_was_there() -> None:
    assert {"reported arrested", "reported killed"} <= PRESENT
