"""The brief: the bottom line, the key questions with their judgements, where and when, what changed."""

import streamlit as st

from briefing.html.render import render
from briefing.ui import current, recorded
from briefing.ui.component import board
from briefing.ui.panels import brief as panel
from briefing.ui.parts import is_empty, legend
from briefing.ui.serving import kept
from briefing.view.brief import brief

view = current.view()
if not is_empty(view, view.shown.claims, "claims"):
    written = kept("brief", view, lambda: brief(view), view.state.since)

    def part(name: str) -> None:
        """A part of the written brief."""
        board(render(name, view.known, view.state, "", brief=written), name.replace("_", "-"))

    part("bottom_line")
    panel.two_days(written, view)
    panel.at_a_glance(written, view)
    panel.moments(view)
    recorded.line(view)
    with st.container(key="pictures"):
        where, when, changed = st.columns(3, gap="medium")
    happened = bool(len(view.shown.events))
    with where:
        if happened:
            panel.still(view)
        part("not_known")
    with when:
        if happened:
            panel.dense(view)
        part("alone")
    with changed:
        panel.changes(view)
    stand = panel.stand(written)
    legend([each.word for each in stand], strips=stand)
    part("brief")
