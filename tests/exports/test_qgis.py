"""The style for QGIS: by its structure everywhere, and by QGIS where that is installed (in Debian: python3-qgis)."""

import json
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.exports.geojson import geojson
from briefing.exports.qgis import FILL, LABEL, qgis
from briefing.pictures.palette import DASH_SVG, PALETTES
from tests.invented import seen

PYTHON = "/usr/bin/python3"  # the one that QGIS is installed for
JUDGE = Path(__file__).with_name("qgis_judge.py")


@cache
def has_qgis() -> bool:
    if not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0


def test_every_standing_has_its_colour_and_its_line(small: Dossier) -> None:
    root = ElementTree.fromstring(qgis(seen(small)))
    symbols = {each.get("name"): each for each in root.iter("symbol")}
    categories = list(root.iter("category"))
    assert [each.get("value") for each in categories] == list(WORDS)
    looks = set()
    for category in categories:
        line = symbols[category.get("symbol")].findall("layer")[1]
        said = {each.get("k"): each.get("v") for each in line.findall("prop")}
        assert said == {each.get("name"): each.get("value") for each in line.findall("Option/Option")}
        word = category.get("value") or ""
        assert str(category.get("label")).startswith(f"{word}: ")
        looks.add((said["line_color"], said.get("customdash", "solid")))
    wanted = {(PALETTES["light"].standing[word], DASH_SVG[word]) for word in WORDS}
    assert len(looks) == len(wanted)


def test_the_label_names_only_what_the_geojson_has(small: Dossier) -> None:
    given = json.loads(geojson(seen(small)))["features"][0]["properties"]
    assert set(LABEL.split('"')[1::2]) <= given.keys()


@pytest.fixture
def judged(small: Dossier, tmp_path: Path) -> Any:
    """What QGIS says of the small dossier, one place of which has two events more."""
    if not has_qgis():
        pytest.skip("QGIS is not installed; its Python is wanted: apt-get install python3-qgis")
    more = tuple(small.events[0].model_copy(update={"id": f"e-more-{number}"}) for number in range(2))
    (tmp_path / "events.geojson").write_bytes(geojson(seen(replace(small, events=(*small.events, *more)))))
    (tmp_path / "events.qml").write_bytes(qgis(seen(small)))
    told = subprocess.run(
        [PYTHON, str(JUDGE), str(tmp_path / "events.geojson")], capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(told.stdout)


def test_qgis_takes_the_style_that_lies_beside_the_file(judged: Any, small: Dossier) -> None:
    assert (judged["valid"], judged["crs"], judged["renderer"]) == (True, "EPSG:4326", "categorizedSymbol")
    assert list(judged["categories"]) == list(WORDS)
    for word, (fill, line, colour, dashes) in judged["categories"].items():
        assert (fill, line, colour) == ("SimpleFill", "SimpleLine", PALETTES["light"].standing[word].lower())
        assert dashes == ([] if DASH_SVG[word] == "none" else [float(each) for each in DASH_SVG[word].split()])
    assert small.info.disclaimer in judged["notes"]
    assert (judged["order"], judged["label"]) == ('"radius_km"', LABEL)


def test_qgis_has_a_row_for_every_event_and_a_sound_shape_for_each_that_has_a_place(judged: Any) -> None:
    assert len(judged["ids"]) == 7
    assert (judged["shapes"], judged["broken"]) == (6, [])


def test_in_qgis_events_of_one_place_are_together_as_faint_as_one(judged: Any) -> None:
    alphas = judged["alphas"]
    assert alphas["e-varo-killing"] == FILL
    assert abs(alphas["e-lowen"] - FILL / 3) <= 1
