"""This run: the view that is shown, the page that shows it, and all pages; laid down by the main script."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from briefing.view.view import View

# Pages are scripts that Streamlit runs and hands nothing to, so what they show lies in the session.
VIEW, PAGE, PAGES, ROOM, SHARE = "run-view", "run-page", "run-pages", "run-room", "run-share"
ROOMS = (340, 620, 880, 960, 1040)  # pixels of a page: on a phone, in windows of 1024, 1280, 1366 and 1440
BESIDE = 0.567  # of them are left beside a card


def begin(page: Any, pages: Sequence[Any]) -> None:
    """Lay down where the reader is."""
    st.session_state[PAGE], st.session_state[PAGES] = page, tuple(pages)
    st.session_state[SHARE] = 1.0


def see(view: View) -> None:
    """Lay down what the reader sees."""
    st.session_state[VIEW] = view


def view() -> View:
    """The view of this run."""
    found: View = st.session_state[VIEW]
    return found


def narrow(share: float) -> None:
    """Lay down that pictures have only this share of the width of the page: something else stands beside them."""
    st.session_state[SHARE] = share


def measure(room: int) -> None:
    """Lay down how many pixels wide the page is, as one of ``ROOMS``."""
    st.session_state[ROOM] = room


def room() -> int:
    """How many pixels wide the page is, without a card beside it, as one of ``ROOMS``."""
    return int(st.session_state.get(ROOM, ROOMS[-1]))


def is_narrow() -> bool:
    """Whether pictures are to be drawn for a narrow window, such as a phone's."""
    return room() == ROOMS[0]


def width() -> int:
    """How many pixels a picture has on this page: beside a card, or by itself, as on a small window with its sheet."""
    beside = bool(view().state.focus) and room() > ROOMS[1]
    share: float = st.session_state.get(SHARE, 1.0)
    return round((BESIDE * room() if beside else room()) * share)


def page() -> str:
    """The name of the page in addresses; empty for the brief."""
    return str(st.session_state[PAGE].url_path)


def pages() -> tuple[Any, ...]:
    """All pages in the order of a briefing."""
    found: tuple[Any, ...] = st.session_state[PAGES]
    return found
