"""The frame of the map page: held while filters change, gone back to when asked, made anew on another visit."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import opened, stands, words


def view(app: AppTest) -> dict[str, Any]:
    """Where the map is told to be."""
    chart = app.get("deck_gl_json_chart")[0]
    found: dict[str, Any] = json.loads(chart.proto.json)["initialViewState"]
    return found


def narrowed(app: AppTest) -> AppTest:
    """The same page for Safarov alone, who is not said to have been in America."""
    app.session_state["state"] = app.session_state["state"].changed(actor=("safarov-s",))
    app.session_state["touched"] = True
    return app.run()


def test_a_filter_leaves_the_view() -> None:
    app = opened("map", {})
    before = view(app)
    assert view(narrowed(app)) == before
    assert before != view(opened("map", {"actor": ["safarov-s"]}))


def test_what_lies_outside_is_said_and_brought_by_the_button() -> None:
    app = opened("map", {})
    opening = view(app)
    assert "Outside what the map opened on" in words(app) and "Louisiana" in words(app)
    app.button(key="fit").click().run()
    assert view(app)["zoom"] < opening["zoom"]
    assert "Outside what the map opened on" not in words(app)
    app.button(key="fit").click().run()
    assert view(app)["zoom"] == opening["zoom"]


def test_a_choice_outside_the_view_is_said_and_does_not_move_it() -> None:
    app = opened("map", {})
    before = view(app)
    app.session_state["state"] = app.session_state["state"].__class__(focus="louisiana")
    app.session_state["touched"] = True
    app.run()
    assert view(app) == before
    assert "What you chose lies outside, at Louisiana" in words(app)


def test_the_button_works_from_wherever_the_reader_went_by_hand() -> None:
    """The browser takes over only numbers that changed since it was last told."""
    app = opened("map", {"actor": ["safarov-s"]})
    before = view(app)
    app.button(key="fit").click().run()
    after = view(app)
    assert stands(app)
    assert all(after[name] != before[name] for name in ("latitude", "longitude", "zoom"))


def test_another_visit_is_framed_anew() -> None:
    app = opened("map", {})
    first = view(narrowed(app))
    app.switch_page("../../pages/claims.py").run()
    app.switch_page("../../pages/map.py").run()
    assert view(app) != first
