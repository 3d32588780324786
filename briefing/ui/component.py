"""A board: prepared HTML on the page whose links act at once, and still are links for a new tab or without a script."""

from typing import Any

import streamlit as st

from briefing.ui import current
from briefing.ui.scripts import heavy, script
from briefing.ui.sync import choose, component_value
from briefing.view.address import parted

WALKED = "walked"
LONGEST = 1 << 14  # letters of an address that is walked to; a message of a browser may have thirty times as many

# Styles are not isolated, so that a board takes the style sheet and the theme of its page.
_board = st.components.v2.component(
    "briefing_board",
    html='<div class="board"></div>',
    js=script("component.js", ahead=heavy()),
    isolate_styles=False,
)


def board(html: str, key: str, measure: bool = False, subject: str = "", bring: int = 0) -> int:
    """Show prepared HTML. A link with ``data-focus`` opens that record, one with ``data-page`` walks to a page.

    A card on another ``subject`` begins at its head. Each new number to ``bring`` has the board scrolled into sight.
    A board that measures says how many pixels wide the page is, as the next lower of a few; the first run takes the
    window for a wide one. It also has the page run anew where its theme is another than the one that it was made in.
    """
    shown: Any = _board(
        data={
            "html": str(html),
            "name": key,
            "subject": subject,
            "bring": bring,
            **(_measuring(key) if measure else {"rooms": []}),
        },
        key=key,
        default={"room": current.ROOMS[-1]},
        on_focus_change=lambda: _focus(key),
        on_page_change=_nothing,
        on_room_change=_nothing,
        on_theme_change=_nothing,
    )
    # Of a click it is told once. Sent as what stays, it would have the page walk there without end.
    walked = st.session_state.setdefault(WALKED, {})
    stays, walked[key] = walked.get(key) == shown.page, shown.page
    if shown.page and not stays:
        # A browser may send half a character, which no address can hold.
        page, pairs = parted(str(shown.page)[:LONGEST].encode("utf-8", "replace").decode())
        walk(page, list(pairs))
    return _room(shown.room)


def _room(told: Any) -> int:
    """What a browser tells of its window, as one of ``ROOMS``. Anybody can send any number, and pictures are drawn by
    it: one of a million pixels would take the memory and the time of all."""
    return int(told) if told in current.ROOMS else current.ROOMS[-1]


def pieces(*html: str) -> str:
    """Pieces of prepared HTML as one, each as far from the next as boards are: every board costs the browser its own
    message and its own turn of work."""
    return "".join(f'<div class="piece">{each}</div>' for each in html if each)


def _measuring(key: str) -> dict[str, Any]:
    """What the script needs to tell the server of the window only what the server does not know."""
    room = _room(getattr(st.session_state.get(key), "room", None))
    return {"rooms": current.ROOMS, "room": room, "theme": st.context.theme.type}


def walk(path: str, parameters: list[tuple[str, str]]) -> None:
    """Go to a page of this dashboard in a state; nowhere where there is no such page."""
    page = next((page for page in current.pages() if page.url_path == path), None)
    if page:
        st.switch_page(page, query_params=parameters)


def _nothing() -> None:
    """A walk is made after the run has begun; the callback is only there so that the click starts one."""


def _focus(key: str) -> None:
    chosen = component_value(key, "focus")
    if chosen is not None:
        # Escape, and the link that closes a record, send an empty one.
        choose(focus=chosen or None)
