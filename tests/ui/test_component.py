"""What a browser says of itself is held against what it could be: anybody can send anything in its place."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from briefing.ui import component, current, parts, slippy, sync
from briefing.ui.slippy import FINEST
from briefing.view.address import State


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


def test_a_walk_that_is_told_without_end_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told, made = SimpleNamespace(page=None, room=340), list[str]()
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(component, "_board", lambda **_: told)
    monkeypatch.setattr(component, "walk", lambda path, _: made.append(path))
    for told.page in ("map", "map", "map", None, "map", "claims"):
        component.board("", "head")
        component.board("", "foot" if told.page is None else "head")
    assert made == ["map", "map", "claims"]


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


FRAME = pd.DataFrame({"id": ["varo", "lena"]})


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The session of a reader who has a record open."""
    state = State(focus="lena")
    held: dict[str, Any] = {sync.STATE: state}
    monkeypatch.setattr(st, "session_state", held)
    monkeypatch.setattr(current, "view", lambda: SimpleNamespace(state=state))
    return held


def selection(rows: Any) -> Any:
    """What a table is said to have selected."""
    return {"selection": {"rows": rows, "columns": [], "cells": []}}


STRANGE: list[Any] = [
    *(selection([row]) for row in (99_999, 2, -1, "x", 1.5, True, None, [0])),
    *(selection(rows) for rows in (None, "x", 0, {"0": 1})),
    {"selection": None},
    {"selection": []},
    {"selection": "rows"},
    None,
    {},
    "x",
]


@pytest.mark.parametrize("told", STRANGE, ids=str)
def test_a_row_that_is_not_there_chooses_nothing_and_the_table_is_drawn(told: Any, session: dict[str, Any]) -> None:
    session["map-table"] = told
    parts._row(FRAME, "map-table")
    assert session[sync.STATE] == State(focus="lena")
    parts._mark(FRAME, "map-table")
    assert session["map-table"]["selection"]["rows"] == [1]


def test_a_row_that_is_there_opens_its_record_and_the_last_one_closes_it(session: dict[str, Any]) -> None:
    session["map-table"] = selection([0])
    parts._row(FRAME, "map-table")
    assert session[sync.STATE].focus == "varo"
    session["map-table"] = selection([])
    parts._row(FRAME, "map-table")
    assert session[sync.STATE].focus is None


@pytest.mark.parametrize(
    "changes",
    [{"standing": (1, 2)}, {"standing": ({},)}, {"asof": 3}, {"span": 5}, {"actor": 7}, {"start": "x"}],
    ids=str,
)
def test_what_no_address_can_carry_chooses_nothing(
    changes: dict[str, Any], session: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    sync.choose(**changes)
    assert session == {sync.STATE: State(focus="lena")}
    assert [(line.levelname, line.exc_info) for line in caplog.records] == [("WARNING", None)]
