"""The slippy map on the page: its links open records, and a reader may ask for the free map in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from briefing.pictures.map.marks import Frame
from briefing.places.geo import TILE, unproject
from briefing.ui.scripts import script
from briefing.ui.sync import choose, component_value

FINEST = 24.0  # zoom: beyond what any map is drawn at

_map = st.components.v2.component(
    "briefing_slippy", html='<div class="board"></div>', js=script("slippy.js"), isolate_styles=False
)


@dataclass(frozen=True, slots=True)
class Ways:
    """How the free map takes the place of the plain one.

    ``free`` are the words of the button that asks for it; without words there is none. With ``takes`` it is asked for
    without a click where a graphics card draws. Once asked for, the plain map ``yields`` when the free one has drawn.
    """

    free: str = ""
    takes: bool = False
    yields: bool = False


def slippy(html: str, key: str, held: str, ways: Ways, on_free: Callable[[Frame], None] = lambda _: None) -> None:
    """Show a prepared map; without ``html`` the one that is there stays.

    It keeps the reader's own view as long as ``held``, which names its frame, is the same. ``on_free`` is to open the
    free map on what is in view.
    """
    _map(
        data={"html": html, "held": held, "free": ways.free, "takes": ways.takes, "yields": ways.yields},
        key=key,
        on_focus_change=lambda: _focus(key),
        on_free_change=lambda: _free(key, on_free),
        on_renew_change=_nothing,
    )


def _nothing() -> None:
    """The run alone is wanted: it has the map of the layer that is there by now."""


def _focus(key: str) -> None:
    chosen = component_value(key, "focus")
    if chosen:
        choose(focus=chosen)


def _free(key: str, on_free: Callable[[Frame], None]) -> None:
    seen: Any = component_value(key, "free")
    if seen and (frame := _frame(seen)):
        on_free(frame)


def _frame(seen: Any) -> Frame | None:
    """What a browser says is in view; None where that is no part of the world, since anybody can send anything."""
    try:
        x, y, zoom = (float(seen[name]) for name in ("x", "y", "zoom"))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not (0 <= x <= TILE and 0 <= y <= TILE and 0 <= zoom <= FINEST):  # nor is what is no number
        return None
    return Frame(*unproject(x, y), zoom)
