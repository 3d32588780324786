"""What a browser says of itself is held against what it could be: anybody can send anything in its place."""

from types import SimpleNamespace
from typing import Any

import pytest

from briefing.ui import component, current, slippy
from briefing.ui.slippy import FINEST


@pytest.mark.parametrize("told", [3_000_000, -5, 0, 341, 1e308, float("inf"), float("nan"), "340", {}, [340], None])
def test_no_picture_is_drawn_for_a_window_that_nobody_has(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_board", lambda **_: SimpleNamespace(page=None, room=told))
    assert component.board("", "head") == current.ROOMS[-1]


@pytest.mark.parametrize("told", current.ROOMS)
def test_a_window_has_the_room_that_it_tells(told: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_board", lambda **_: SimpleNamespace(page=None, room=float(told)))
    assert component.board("", "head") == told


@pytest.mark.parametrize("told", ["nowhere?x=1", "//[", 5, {"a": 1}])
def test_a_walk_to_no_page_leads_nowhere(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_board", lambda **_: SimpleNamespace(page=told, room=340))
    monkeypatch.setattr(current, "pages", lambda: (SimpleNamespace(url_path="map"),))
    assert component.board("", "head") == 340


def test_half_a_character_is_not_written_into_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    led: list[tuple[str, str]] = []
    monkeypatch.setattr(component, "_board", lambda **_: SimpleNamespace(page="map?q=\ud800", room=340))
    monkeypatch.setattr(component, "walk", lambda path, pairs: led.extend(pairs))
    component.board("", "head")
    assert led == [("q", "?")]


@pytest.mark.parametrize(
    "told",
    [
        "x",
        5,
        [1],
        {"x": 1},
        {"x": {}, "y": 1, "zoom": 1},
        {"x": 1, "y": 1, "zoom": 1e308},
        {"x": 1, "y": 1, "zoom": "nan"},
        {"x": 1, "y": 1, "zoom": -1},
        {"x": float("nan"), "y": 1, "zoom": 1},
        {"x": 1e308, "y": -1e308, "zoom": 3},
        {"x": 10**400, "y": 1, "zoom": 3},
    ],
)
def test_the_free_map_opens_on_no_part_that_the_world_does_not_have(told: Any) -> None:
    assert slippy._frame(told) is None


def test_the_free_map_opens_on_what_is_in_view() -> None:
    frame = slippy._frame({"x": 256, "y": 256, "zoom": FINEST})
    assert frame and (frame.latitude, frame.longitude, frame.zoom) == (0, 0, FINEST)
