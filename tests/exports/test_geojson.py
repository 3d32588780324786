"""The GeoJSON, as GDAL reads it, which is what QGIS opens it with."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyogrio.raw
import pytest

from briefing.analysis.distance import km
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Place
from briefing.dossier.when import parse
from briefing.exports.geojson import geojson
from briefing.places import basemap
from briefing.places.footprint import circle, footprint
from tests.invented import row, seen


def read(dossier: Dossier, **state: Any) -> Any:
    return json.loads(geojson(seen(dossier, **state)))


def test_gdal_reads_shapes_in_wgs_84(small: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(geojson(seen(small)))
    about, _, shapes, fields = pyogrio.raw.read(path)
    assert (about["crs"], about["geometry_type"], len(shapes)) == ("EPSG:4326", "MultiPolygon", 5)
    found = dict(zip(about["fields"], fields, strict=True))
    assert [each for each in found["radius_km"] if each > 0] == [25.0, 8.0, 120.0, 120.0]
    assert list(found["precision"]) == ["district", None, "town", "province", "province"]
    assert list(found["drawn"]) == ["circle", None, "circle", "circle", "circle"]
    assert [shape is None for shape in shapes] == [False, True, False, False, False]


def test_longitude_comes_first_and_there_is_no_crs(small: Dossier) -> None:
    found = read(small)
    assert "crs" not in found
    x, y = found["features"][2]["geometry"]["coordinates"][0][0][0]
    assert (round(x), round(y)) == (44, 34)


def test_a_circle_is_as_wide_as_its_radius_says(small: Dossier) -> None:
    """Measured by another way than the one by which it was made."""
    feature = read(small)["features"][2]
    (ring,) = feature["geometry"]["coordinates"][0]
    reach = [km(34.3, 44.2, y, x) for x, y in ring]
    assert ring[0] == ring[-1] and len(ring) > 60
    assert all(abs(each - 8) < 0.001 for each in reach)


def test_a_province_and_a_country_are_their_areas(small: Dossier) -> None:
    louisiana = {"country": "United States", "admin1": "Louisiana", "precision": "province"}
    iraq = {"country": "Iraq", "admin1": "", "precision": "country"}
    places = {place.id: place for place in small.places}
    first, second = (places[event.place or ""] for event in small.events[::2][:2])
    moved = {first.id: first.model_copy(update=louisiana), second.id: second.model_copy(update=iraq)}
    whole = replace(small, places=tuple(moved.get(place.id, place) for place in small.places))
    shapes = [feature["geometry"]["coordinates"] for feature in read(whole)["features"][::2][:2]]
    wanted = (basemap.province("United States", "Louisiana"), basemap.country("Iraq"))
    for shape, area in zip(shapes, wanted, strict=True):
        assert area and corners(shape) == {tuple(point) for ring in basemap.rings(area) for point in ring}
    assert [feature["properties"]["drawn"] for feature in read(whole)["features"][::2][:2]] == ["area", "area"]


def corners(shape: Any) -> set[tuple[float, ...]]:
    return {tuple(point) for part in shape for ring in part for point in ring}


def test_outlines_run_anticlockwise_and_holes_clockwise() -> None:
    """As RFC 7946 wants it; South Africa has Lesotho for a hole."""
    for name in ("South Africa", "Italy", "Russia"):
        shape = footprint(row(Place, "p", name=name, country=name)) or []
        assert shape and all([area(ring) > 0 for ring in part] == [True, *[False] * (len(part) - 1)] for part in shape)


def area(ring: Any) -> float:
    return float(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


@pytest.mark.parametrize(
    ("latitude", "longitude", "parts"),
    [(10.0, 179.5, 2), (-10.0, -179.5, 2), (89.0, 10.0, 1), (-89.5, 0.0, 1), (0.0, 0.0, 1)],
)
def test_a_circle_at_the_edge_of_the_map_is_cut_there(latitude: float, longitude: float, parts: int) -> None:
    shape = circle(latitude, longitude, 300)
    assert len(shape) >= parts
    for (ring,) in shape:
        assert ring[0] == ring[-1] and area(ring) > 0
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert all(abs(a[0] - b[0]) < 180 or abs(a[1]) == abs(b[1]) == 90 for a, b in pairwise(ring))
    if abs(latitude) > 80:
        assert {y for (ring,) in shape for _, y in ring} & {90.0, -90.0} == {90.0 if latitude > 0 else -90.0}


def test_a_circle_as_wide_as_the_globe_is_no_place(small: Dossier) -> None:
    wide = tuple(place.model_copy(update={"radius_km": 10_000.0}) for place in small.places)
    found = read(replace(small, places=wide))
    assert [feature["geometry"] for feature in found["features"]] == [None] * 5
    assert found["unplaced"] == 5


def test_an_event_says_how_its_claim_stands_and_on_what(small: Dossier) -> None:
    said = read(small)["features"][2]["properties"]
    assert (said["id"], said["standing"], said["claim"]) == ("e-varo-killing", "contested", "c-varo-killed")
    assert said["reason"].startswith("3 reports, 1 origin")
    assert said["reports"] == "r-herald-killed|r-wire-killed|r-voice-killed|r-banner-denies|r-lena-doubts"


def test_a_date_is_as_precise_as_it_is_known(small: Dossier) -> None:
    said = [feature["properties"] for feature in read(small)["features"] if feature["geometry"]]
    assert [each["date"] for each in said] == ["2020-03-05", "2021-04-10~", None, "2021-05"]
    assert [(each["first"], each["last"]) for each in said][2:] == [(None, None), ("2021-05-01", "2021-05-31")]


def test_what_lasted_is_told_from_what_happened_once(small: Dossier) -> None:
    dates = ["2021-01/2021-03", "[2021-01..2021-03]", "[..2021-03]", ""]
    events = tuple(
        small.events[2].model_copy(update={"id": f"e-{number}", "date": parse(when) if when else None})
        for number, when in enumerate(dates)
    )
    said = [feature["properties"] for feature in read(replace(small, events=events, involvement=()))["features"]]
    assert [each["lasted"] for each in said] == ["yes", "no", "no", None]
    assert [(each["first"], each["last"]) for each in said[1:3]] == [("2021-01-01", "2021-03-31"), (None, "2021-03-31")]


def test_events_without_a_place_have_no_geometry_and_are_counted(small: Dossier) -> None:
    found = read(small)
    assert [each["id"] for each in found["features"] if each["geometry"] is None] == ["e-notice"]
    assert {len(each["properties"]) for each in found["features"]} == {len(found["features"][0]["properties"])}
    assert (found["unplaced"], found["unplaced_events"]) == (1, ["e-notice"])


def test_only_the_events_shown_are_there(small: Dossier) -> None:
    assert [feature["id"] for feature in read(small, region=("dorrland",))["features"]] == ["e-varo-killing"]


def test_the_ground_of_a_place_is_made_once(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(place: Place) -> Any:
        made.append(place.id)
        return footprint(place)

    monkeypatch.setattr("briefing.exports.geojson.footprint", noted)
    (sarn,) = (event for event in small.events if event.place == "sarn")
    more = tuple(sarn.model_copy(update={"id": f"e-{number}"}) for number in range(9))
    shapes = {
        feature["id"]: feature["geometry"]
        for feature in read(replace(small, events=(*small.events, *more)))["features"]
    }
    assert sorted(made) == sorted({event.place for event in small.events if event.place})
    assert all(shapes[event.id] == shapes[sarn.id] for event in more)
