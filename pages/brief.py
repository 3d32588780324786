"""The brief: the bottom line, the key questions with their judgements, where and when, what changed."""

import streamlit as st

from briefing.html.render import render
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.panels import brief as panel
from briefing.ui.parts import is_empty, legend
from briefing.ui.serving import kept
from briefing.view.brief import brief

view = current.view()
if not is_empty(view, view.shown.claims, "claims"):
    written = kept("brief", view, lambda: brief(view), view.state.since)
    board(render("bottom_line", view.known, view.state, "", brief=written), "bottom-line")
    panel.without_events(view)
    panel.at_a_glance(written, view)
    with st.container(key="answers"):
        words, pictures = st.columns([8, 5], gap="large")
    with words:
        stand = panel.stand(written)
        legend([each.word for each in stand], strips=stand)
        board(render("brief", view.known, view.state, "", brief=written), "brief")
    with pictures:
        panel.still(view)
        panel.dense(view)
        panel.changes(view)
        board(render("beside", view.known, view.state, "", brief=written), "beside")
