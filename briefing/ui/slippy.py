"""The slippy map on the page: its links open records, and a reader may ask for the free map in its place."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from briefing.pictures.map.marks import Frame
from briefing.places.geo import unproject
from briefing.ui.scripts import script
from briefing.ui.sync import choose

_map = st.components.v2.component(
    "briefing_slippy", html='<div class="board"></div>', js=script("slippy.js"), isolate_styles=False
)


def slippy(html: str, key: str, held: str, free: str, on_free: Callable[[Frame], None]) -> None:
    """Show a prepared map. It keeps the reader's own view as long as ``held``, which names its frame, is the same.

    ``free`` are the words of the button that asks for the free map, which ``on_free`` is to open on what is in view;
    without words there is none.
    """
    _map(
        data={"html": html, "held": held, "free": free},
        key=key,
        on_focus_change=lambda: _focus(key),
        on_free_change=lambda: _free(key, on_free),
    )


def _focus(key: str) -> None:
    chosen = st.session_state[key].focus
    if chosen:
        choose(focus=chosen)


def _free(key: str, on_free: Callable[[Frame], None]) -> None:
    seen: Any = st.session_state[key].free
    if seen:
        latitude, longitude = unproject(float(seen["x"]), float(seen["y"]))
        on_free(Frame(latitude, longitude, float(seen["zoom"])))
