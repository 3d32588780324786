"""Boxes of choices where much in a dossier has the same name: each option says which it is, and is the one taken."""

import csv
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st

from briefing.ui import sidebar
from briefing.ui.serving import empty, published
from tests import SMALL
from tests.planted import add, put
from tests.ui.test_pages import PAGES, opened, options, stands, words

NAMES = {
    "questions": {"text": "What happened?", "short": "What?"},
    "actors": {"name": "nobody", "native_name": "никто", "kind": "person"},
    "outlets": {"name": "Herald"},
    "sources": {"title": "(title not seen)", "published": "2021-04-14"},
    "origins": {"name": "Herald", "kind": "institution"},
    "places": {"name": "Sarn"},
}
"""What all rows of a table are made to say."""
EVERYWHERE = {"In the role of", "Region", "Standing", "Moment"}
BOXES: Mapping[str, set[str]] = {
    "claims": {*EVERYWHERE, "Question", "If this falls"},
    "map": {*EVERYWHERE, "Follow the claimed movement of"},
    "network": {*EVERYWHERE, "Draw", "Ties of", "From", "To"},
    "actors": {*EVERYWHERE, "Actor"},
    "story": set(),
    "notes": set(),
}


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dossier with one name for every row of a table, two who are followed, and a country like a province."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("namesakes") / "small"))
    for table, cells in NAMES.items():
        for row in csv.DictReader((folder / f"{table}.csv").read_text("utf-8").splitlines()):
            put(folder, table, row["id"], **cells)
    put(folder, "places", "sarn", country="Arvenia › Northmark", admin1="")
    put(folder, "stories", "st-varo", address="map?focus=e-varo-killing")
    for number, place in enumerate(("lowen", "northmark", "sarn"), start=1):
        event = {"id": f"e-{place}-{number}", "title": "Herald", "kind": "sighting", "date": f"2021-04-1{number}"}
        add(folder, "events", event | {"place": place, "claim": "c-varo-killed", "summary": "Seen."})
        for actor in ("varo", "tolm"):
            part = {"id": f"i-{actor}-{number}", "event": event["id"], "actor": actor, "role": "detained"}
            add(folder, "involvement", part)
    front = (folder / "dossier.toml").read_text("utf-8")
    front = front.replace("State Voice carries the death", "Herald")
    (folder / "dossier.toml").write_text(front.replace("The Daily Lantern prints its correction", "Herald"), "utf-8")
    return folder


@pytest.fixture
def served(namesakes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is what is served."""
    monkeypatch.setenv("BRIEFING_DOSSIER", str(namesakes))
    empty()
    assert published().dossier
    yield
    monkeypatch.undo()
    empty()


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("page", PAGES)
def test_no_box_offers_two_options_of_one_label(page: str) -> None:
    app = opened(page, {})
    assert stands(app)
    found = dict(options(app))
    assert found.keys() >= BOXES.get(page, EVERYWHERE)
    assert all(len(found[label]) > 1 for label in BOXES.get(page, ()))
    assert {label: listed for label, listed in found.items() if len(set(listed)) < len(listed)} == {}


CHOSEN = [
    ("claims", "w-question", "question", "q-lowen"),
    ("actors", "w-whole", "focus", "tolm"),
    ("map", "w-follow", "focus", "tolm"),
    ("network", "w-around", "around", "interior-ministry"),
]


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(("page", "key", "name", "id"), CHOSEN)
def test_of_namesakes_the_one_that_is_chosen_is_in_the_address(page: str, key: str, name: str, id: str) -> None:
    app = opened(page, {})
    app.selectbox(key=key).select(id).run()
    assert app.query_params[name] in (id, [id])


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("id", ["s-voice-arrest", "o-lena", "state-voice"])
def test_of_namesakes_the_one_that_falls_is_in_the_address(id: str) -> None:
    app = opened("claims", {})
    app.multiselect(key="w-without").select(id).run()
    assert app.query_params["without"] in (id, [id])


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("page", "name", "id"),
    [
        ("claims", "question", "q-tolm"),
        ("claims", "without", "s-lantern-correction"),
        ("claims", "without", "o-lena"),
        ("actors", "focus", "tolm"),
        ("network", "around", "tolm"),
        ("network", "region", "arvenia-northmark"),
    ],
)
def test_an_address_that_names_a_namesake_keeps_it_through_another_choice(page: str, name: str, id: str) -> None:
    app = opened(page, {name: [id]})
    app.sidebar.toggle(key="w-certainly").set_value(True).run()
    assert app.query_params["within"] in ("certainly", ["certainly"])
    assert app.query_params[name] in (id, [id])


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("id", "named"),
    [
        ("o-lena", "Herald (institution) (o-lena)"),
        ("state-voice", "Herald (state media, Arvenia)"),
        ("s-voice-arrest", "Herald, 14 April 2021 (title not seen) (s-voice-arrest)"),
    ],
)
def test_a_what_if_says_which_of_its_namesakes_fell(id: str, named: str) -> None:
    said = words(opened("claims", {"without": [id]}))
    assert f"computed as if {named} had never reported" in said
    assert f"what if without {named}</a>" in said


def test_of_the_shipped_dossier_all_that_can_fall_is_told_apart() -> None:
    (listed,) = [each for label, each in options(opened("claims", {})) if label == "If this falls"]
    assert len(set(listed)) == len(listed)
    assert "The Times (London), 15 April 2017 (title not seen) (source)" in listed
    assert not [label for label in listed if label.startswith("(title not seen)")]


@pytest.mark.parametrize("id", ["topix-2017-04", "times-2017-04-15"])
def test_of_the_shipped_dossier_a_source_that_fell_stays_and_is_named(id: str) -> None:
    app = opened("claims", {"without": [id]})
    app.text_input(key="w-q").set_value("Mosul").run()
    assert app.query_params["without"] in (id, [id])
    title = "Topix, about April 2017 (Tajikistan: Doubts Raised About Outcome of US Bombing in Afghanistan)"
    named = {"topix-2017-04": title, "times-2017-04-15": "The Times (London), 15 April 2017 (title not seen)"}[id]
    assert f"computed as if {named} had never reported" in words(app)
    assert f"what if without {named}</a>" in words(app)


def test_what_no_address_carries_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, list[str]] = {}
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "multiselect", lambda label, options, **_: offered.update({label: options}))
    sidebar._many("role", "In the role of", ("target", "x" * 3000), (), str)
    assert offered == {"In the role of": ["target"]}
