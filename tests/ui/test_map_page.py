"""The frame of the map page: held while filters change, gone back to when asked, made anew on another visit."""

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from briefing.reading.load import read
from briefing.ui import current, parts, recorded, sync
from briefing.ui.panels import map as map_panel
from briefing.view.address import State
from tests import SHIPPED
from tests.ui.test_pages import opened, stands, words


def view(app: AppTest) -> dict[str, Any]:
    """Where the map is told to be."""
    chart = app.get("deck_gl_json_chart")[0]
    found: dict[str, Any] = json.loads(chart.proto.json)["initialViewState"]
    return found


def free(query: dict[str, list[str]]) -> AppTest:
    """The page of a visit on which the free map was asked for."""
    app = opened("map", query)
    app.session_state["map-free"] = True
    return app.run()


def plain(app: AppTest) -> str:
    """The map that comes first."""
    boards = [str(json.loads(board.proto.json).get("html", "")) for board in app.get("bidi_component")]
    return next(html for html in boards if 'class="slippy"' in html)


def narrowed(app: AppTest) -> AppTest:
    """The same page for Safarov alone, who is not said to have been in America."""
    app.session_state["state"] = app.session_state["state"].changed(actor=("safarov-s",))
    app.session_state["touched"] = True
    return app.run()


def test_a_filter_leaves_the_view() -> None:
    app = free({})
    before = view(app)
    assert view(narrowed(app)) == before
    assert before != view(free({"actor": ["safarov-s"]}))


def fits(app: AppTest, name: str = "fits") -> str:
    """The frame that the plain map goes to where no reader has moved it, or that its ground is laid for."""
    found = re.search(rf'data-{name}="([^"]+)"', plain(app))
    assert found
    return found[1]


def test_the_plain_map_fits_what_a_filter_leaves_and_a_choice_alone_leaves_it() -> None:
    app = opened("map", {})
    opening = fits(app)
    app.session_state["state"] = app.session_state["state"].changed(focus="louisiana")
    app.session_state["touched"] = True
    assert fits(app.run()) == opening
    app.session_state["state"] = app.session_state["state"].changed(focus=None)
    after = fits(narrowed(app))
    assert after != opening
    assert after == fits(opened("map", {"actor": ["safarov-s"]}))
    assert fits(app, "frame") == opening


def test_what_lies_outside_is_said_and_brought_by_the_button() -> None:
    app = free({})
    opening = view(app)
    assert "Outside what the map opened on" in words(app) and "Louisiana" in words(app)
    app.button(key="fit").click().run()
    assert view(app)["zoom"] < opening["zoom"]
    assert "Outside what the map opened on" not in words(app)
    app.button(key="fit").click().run()
    assert view(app)["zoom"] == opening["zoom"]


def test_a_choice_outside_the_view_is_said_and_does_not_move_it() -> None:
    app = free({})
    before = view(app)
    app.session_state["state"] = app.session_state["state"].__class__(focus="louisiana")
    app.session_state["touched"] = True
    app.run()
    assert view(app) == before
    assert "What you chose lies outside, at Louisiana" in words(app)


def test_the_button_works_from_wherever_the_reader_went_by_hand() -> None:
    """The browser takes over only numbers that changed since it was last told."""
    app = free({"actor": ["safarov-s"]})
    before = view(app)
    app.button(key="fit").click().run()
    after = view(app)
    assert stands(app)
    assert all(after[name] != before[name] for name in ("latitude", "longitude", "zoom"))


def test_another_visit_is_framed_anew() -> None:
    app = free({})
    first = view(narrowed(app))
    app.switch_page("../../pages/claims.py").run()
    app.switch_page("../../pages/map.py").run()
    assert view(app) != first


def test_the_free_map_is_there_only_when_asked_for_and_for_the_whole_visit() -> None:
    app = opened("map", {})
    assert not app.get("deck_gl_json_chart") and plain(app)
    app = free({})
    app.switch_page("../../pages/claims.py").run()
    app.switch_page("../../pages/map.py").run()
    assert view(app)
    app.button(key="plain").click().run()
    assert not app.get("deck_gl_json_chart") and plain(app)


def test_the_free_map_names_what_the_key_questions_name() -> None:
    layers = json.loads(free({}).get("deck_gl_json_chart")[0].proto.json)["layers"]
    named = " ".join(row["text"] for row in next(layer["data"] for layer in layers if layer["id"] == "places"))
    assert all(name in named for name in ("Mosul", "Deir ez-Zor", "Nangarhar", "Varzob"))


def test_the_plain_map_is_sent_once_and_not_anew_under_the_free_one() -> None:
    app = free({})
    assert not [board for board in app.get("bidi_component") if 'class="slippy"' in board.proto.json]
    app.switch_page("../../pages/claims.py").run()
    app.switch_page("../../pages/map.py").run()
    assert plain(app)


def test_the_plain_map_draws_the_way_of_whom_a_reader_follows() -> None:
    assert 'class="leg"' not in plain(opened("map", {}))
    assert 'class="leg"' in plain(opened("map", {"actor": ["khalimov"]}))


def test_every_event_under_a_mark_is_told_by_the_list() -> None:
    html = plain(opened("map", {}))
    told = set(re.findall(r'<li data-id="([^"]+)"', html))
    under = {id for ids in re.findall(r'data-events="([^"]+)"', html) for id in ids.split()}
    assert told and told == under


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"selection": None},
        {"selection": {"objects": "ids"}},
        {"selection": {"objects": {"l": [5]}}},
        {"selection": {"objects": {"l": [{"ids": 5}]}}},
        {"selection": {"objects": {"l": [{"ids": []}]}}},
        {"selection": {"objects": {"l": [{"ids": ["no-such-event"]}]}}},
        {"selection": {"objects": {"l": [{"ids": ["safarov-s"]}]}}},
        {"selection": {"objects": {"l": [{"properties": 5}]}}},
        {"selection": {"objects": {"l": [{"recorded": ["x"]}]}}},
    ],
)
def test_what_no_mark_of_the_free_map_says_opens_nothing(said: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert picked(said, monkeypatch) == {"map-recorded": "", "map-under": None, "focus": None}


def test_marks_and_cells_of_the_free_map_say_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"ids": ["e-safarov-death-report"]}
    assert picked(selection(one), monkeypatch)["focus"] == "e-safarov-death-report"
    cell = {"properties": {"recorded": "cell-1"}}
    assert picked(selection(cell), monkeypatch) == {"map-recorded": "cell-1", "map-under": (), "focus": None}


def selection(thing: object) -> object:
    return {"selection": {"objects": {"layer": [thing]}}}


def picked(said: object, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is chosen when the browser says this of the free map."""
    found: dict[str, Any] = {"map-recorded": "", "map-under": None, "focus": None}
    session: dict[str, Any] = {"map-x": said, "state": State()}
    monkeypatch.setattr(map_panel, "_key", lambda: "map-x")
    monkeypatch.setattr(current, "view", lambda: SimpleNamespace(whole=read(SHIPPED).dossier))
    for module in (map_panel, sync):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(map_panel, "choose", lambda **chosen: found.update(chosen))
    map_panel._picked()
    return found | {"map-recorded": session[recorded.CELL], "map-under": session.get(map_panel.UNDER)}


@pytest.mark.parametrize(
    ("said", "focus"),
    [
        ({"points": [{"customdata": ["e-safarov-death-report", "event"]}]}, "e-safarov-death-report"),
        ({"points": [{}, {"customdata": "e-safarov-death-report"}]}, "e-safarov-death-report"),
        ({"points": [5]}, None),
        ({"points": [{"customdata": 5}]}, None),
        ({"points": [{"customdata": []}]}, None),
        ({"points": [{"customdata": ["no-such-event"]}]}, None),
        (None, None),
        (5, None),
    ],
)
def test_a_chart_opens_what_a_mark_of_it_names_and_nothing_else(
    said: object, focus: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, Any] = {}
    monkeypatch.setattr(current, "view", lambda: SimpleNamespace(whole=read(SHIPPED).dossier))
    monkeypatch.setattr(sync, "st", SimpleNamespace(session_state={"chart": {"selection": said}}))
    monkeypatch.setattr(parts, "choose", lambda **chosen: found.update(chosen))
    parts._picked("chart", None)
    assert found.get("focus") == focus


def test_a_brushed_stretch_is_two_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[float, float]] = []
    for box in ([{"x": [9.5, 2]}], [{"x": "ab"}], [{"x": [1]}], [{"x": [1, float("nan")]}], [5]):
        session = {"chart": {"selection": {"box": box, "points": []}}}
        monkeypatch.setattr(sync, "st", SimpleNamespace(session_state=session))
        parts._picked("chart", lambda low, high: found.append((low, high)))
    assert found == [(2.0, 9.5)]
