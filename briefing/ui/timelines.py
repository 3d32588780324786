"""The pieces of the timeline page."""

import streamlit as st

from briefing.links import LANES
from briefing.ui import run
from briefing.ui.address import choose
from briefing.ui.board import board
from briefing.ui.frame import palette
from briefing.ui.parts import picture
from briefing.view import View
from briefing.views import timeline
from briefing.views.html import render

KEY = "timeline"
LEGEND = ("▬ as long as the date is uncertain", "~ about", "→ open end")


def lanes(view: View) -> None:
    """What the lanes stand for."""
    st.session_state["w-lanes"] = view.state.lanes
    st.segmented_control(
        "One lane for each",
        LANES,
        key="w-lanes",
        required=True,
        on_change=lambda: choose(lanes=st.session_state["w-lanes"]),
    )


def drawn(view: View) -> None:
    """Both clocks."""
    shown = timeline.figure(
        view.events,
        view.known,
        view.standings,
        palette(),
        lanes=view.state.lanes,
        focus=view.state.focus,
        asof=view.asof,
        follow=view.state.actor[:2],
    )
    picture(shown, f"{KEY}-{view.state.lanes}")


def undated(view: View) -> None:
    """The events that have no place on any timeline."""
    rows = [event for event in view.events if event.date is None]
    if rows:
        with st.expander(f"{len(rows):,} of {len(view.events):,} events shown have no date"):
            board(render("events_list", view.known, view.state, run.page(), events=rows, view=view), "undated")
