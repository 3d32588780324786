"""This run: the view that is shown, the page that shows it, and all pages; laid down by the main script."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from briefing.view import View

VIEW, PAGE, PAGES, NARROW = "run-view", "run-page", "run-pages", "run-narrow"


def begin(page: Any, pages: Sequence[Any]) -> None:
    """Lay down where the reader is."""
    st.session_state[PAGE], st.session_state[PAGES] = page, tuple(pages)


def see(view: View) -> None:
    """Lay down what the reader sees."""
    st.session_state[VIEW] = view


def current() -> View:
    """The view of this run."""
    found: View = st.session_state[VIEW]
    return found


def measure(narrow: bool) -> None:
    """Lay down whether the reader's window is a narrow one, such as a phone's."""
    st.session_state[NARROW] = narrow


def is_narrow() -> bool:
    """Whether pictures are to be drawn for a narrow window."""
    return bool(st.session_state.get(NARROW, False))


def width() -> int:
    """How many pixels a picture has on this page: on a phone, beside a card, or by itself."""
    if is_narrow():
        return 340
    return 590 if current().state.focus else 1040


def page() -> str:
    """The name of the page in addresses; empty for the brief."""
    return str(st.session_state[PAGE].url_path)


def pages() -> tuple[Any, ...]:
    """All pages in the order of a briefing."""
    found: tuple[Any, ...] = st.session_state[PAGES]
    return found
