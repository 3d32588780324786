"""The main script: finds the dossier, reads the address, lays the frame and runs the page."""

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from briefing.dossier.records import Actor, Record
from briefing.html.state_line import heading
from briefing.ui import card, curate, current, frame, several, sidebar, telling
from briefing.ui.server import faults
from briefing.ui.server.routes import is_curated
from briefing.ui.serving import ROOT, is_up, published, view_of
from briefing.ui.sync import arrive
from briefing.ui.turns import turn
from briefing.view.view import View
from briefing.view.ways import WAYS

UNFILTERED = (telling.PAGE, "notes")  # where no choice of rows changes what is on the page
FAVICON = Path(__file__).with_name("favicon.png")


def main() -> None:
    """One run: everything that a reader sees, for the state that the address and the last click ask for."""
    pages = [
        st.Page(
            ROOT / "pages" / f"{name}.py",
            title=title,
            url_path="" if name == "brief" else name,
            default=name == "brief",
        )
        for name, title in WAYS
    ]
    # The frame has links of its own that carry the whole state; Streamlit's menu would drop it on the way.
    page = st.navigation(pages, position="hidden")
    current.begin(page, pages)
    frame.style()
    frame.comes_back()
    name = _name()
    if name is None:
        _title("Contested claims")
        several.listing()
        return
    served = curate.dropped() or published(name)
    if is_curated():
        curate.panel(name)
    if served.dossier is None:
        _title("Contested claims")
        frame.unreadable(served.found)
        return
    state, notices = arrive(served.dossier, name)
    own = view_of(served.dossier, state)
    # Beside a step of the story stands the view of that step, while the frame is about what the reader has chosen.
    seen = telling.seen(own) if current.page() == telling.PAGE else own
    current.see(seen)
    _title(heading(page.title, own))
    chosen = _chosen(own)
    frame.head(own, chosen)
    frame.say(notices, served.found if served.faulty else None)
    is_brief = not current.page()
    if not is_brief and current.page() not in UNFILTERED:
        _filters(own)
    body, side = frame.halves()
    with body:
        _whatever_happens(page.run)
        frame.foot(own)  # in the page: the card beside it stays in sight as far down as they both go
    if chosen:
        with side:
            _whatever_happens(lambda: card.card(chosen, seen, current.page()))
    if is_brief:  # it is for reading: its words are on the screen before the filters are
        _filters(own)


def _page() -> str:
    """The page that is made, by its session. No more of it is named here, where it would stay until another is."""
    run = get_script_run_ctx()
    return run.session_id if run else ""


def _title(words: str) -> None:
    """What the browser names the page. Said once in a run: each time it is said, the browser works for milliseconds."""
    st.set_page_config(page_title=words, page_icon=str(FAVICON), layout="wide")


def _name() -> str | None:
    """The dossier that the address names; empty where one alone is served, None where the list is to be shown."""
    if not several.is_one_of_many():
        return ""
    asked = several.asked()
    return asked if is_up(asked) else None


def _filters(seen: View) -> None:
    with st.sidebar:
        sidebar.filters(seen)


def _whatever_happens(show: Callable[[], None]) -> None:
    """Show a part of the page; a fault of ours is logged whole, and the reader is told without a traceback."""
    try:
        show()
    # Streamlit stops and reruns a script by exceptions that are no Exception, so they pass.
    except Exception:
        logging.getLogger(faults.PARTS).exception("A part of the page failed")
        frame.failed()


def _chosen(seen: View) -> Record | None:
    """The record whose card is to stand beside the page; on the page of actors an actor is the page itself."""
    row = seen.whole.find(seen.state.focus) if seen.state.focus else None
    return None if current.page() == "actors" and isinstance(row, Actor) else row


with turn(_page()):
    main()
