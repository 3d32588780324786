"""The GeoJSON, as GDAL reads it, which is what QGIS opens it with."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio.raw

from briefing.dossier.dossier import Dossier
from briefing.dossier.when import parse
from briefing.exports.geojson import geojson
from tests.invented import seen


def read(dossier: Dossier, **state: Any) -> Any:
    return json.loads(geojson(seen(dossier, **state)))


def test_gdal_reads_points_in_wgs_84(small: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(geojson(seen(small)))
    about, _, shapes, fields = pyogrio.raw.read(path)
    assert (about["crs"], about["geometry_type"], len(shapes)) == ("EPSG:4326", "Point", 4)
    found = dict(zip(about["fields"], fields, strict=True))
    assert list(found["radius_km"]) == [25.0, 8.0, 120.0, 120.0]
    assert list(found["precision"]) == ["district", "town", "province", "province"]


def test_longitude_comes_first_and_there_is_no_crs(small: Dossier) -> None:
    found = read(small)
    assert "crs" not in found
    assert found["features"][1]["geometry"] == {"type": "Point", "coordinates": [44.2, 34.3]}


def test_an_event_says_how_its_claim_stands_and_on_what(small: Dossier) -> None:
    said = read(small)["features"][1]["properties"]
    assert (said["id"], said["standing"], said["claim"]) == ("e-varo-killing", "contested", "c-varo-killed")
    assert said["reason"].startswith("3 reports, 1 origin")
    assert said["reports"] == "r-herald-killed|r-wire-killed|r-voice-killed|r-banner-denies|r-lena-doubts"


def test_a_date_is_as_precise_as_it_is_known(small: Dossier) -> None:
    said = [feature["properties"] for feature in read(small)["features"]]
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


def test_events_without_a_place_are_counted(small: Dossier) -> None:
    found = read(small)
    assert (found["unplaced"], found["unplaced_events"]) == (1, ["e-notice"])


def test_only_the_events_shown_are_there(small: Dossier) -> None:
    assert [feature["id"] for feature in read(small, region=("dorrland",))["features"]] == ["e-varo-killing"]
