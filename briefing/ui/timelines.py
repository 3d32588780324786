"""The pieces of the timeline page."""

import streamlit as st

from briefing.links import LANES
from briefing.ui import run
from briefing.ui.address import choose
from briefing.ui.frame import palette
from briefing.ui.parts import events_list, one_of, picture
from briefing.ui.shelf import kept
from briefing.view import View
from briefing.views import timeline
from briefing.views.picture import Picture

KEY = "timeline"
MOST = 24  # lanes; with more a reader is better served by a filter
LEGEND = ("▬ as long as the date is uncertain", "~ about", "→ open end")


def lanes(view: View) -> None:
    """What the lanes stand for."""
    one_of("lanes", "One lane for each", LANES, view.state.lanes)


def drawn(view: View) -> None:
    """Both clocks."""
    look, state, width = palette(), view.state, run.width()

    def make() -> Picture:
        return timeline.figure(
            view.events,
            view.known,
            view.standings,
            look,
            lanes=state.lanes,
            focus=state.focus,
            asof=view.asof,
            follow=state.actor[:2],
            width=width,
            most=MOST,
        )

    shown = kept("timeline", view, make, look.paper, state.lanes, state.focus, width)
    brush = st.toggle("Drag over the picture to choose a period", key="w-brush", help="Off: a click opens a record.")
    key = f"{KEY}-{view.state.lanes}-{'brush' if brush else 'click'}"
    picture(shown, key, brushed=(lambda low, high: _brushed(shown, low, high)) if brush else None)


def _brushed(shown: Picture, low: float, high: float) -> None:
    """Take the brushed stretch for the period."""
    start, end = timeline.period(shown.figure, low, high)
    choose(start=start, end=end)


def undated(view: View) -> None:
    """The events that have no place on any timeline."""
    rows = [event for event in view.events if event.date is None]
    if rows:
        with st.expander(f"{len(rows):,} of {len(view.events):,} events shown have no date"):
            events_list(rows, "undated")
