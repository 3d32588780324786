"""The brief: the bottom line, the key questions with their judgements, where and when, what changed."""

import streamlit as st

from briefing.brief import brief
from briefing.ui import briefs, run
from briefing.ui.board import board
from briefing.ui.parts import is_empty, legend
from briefing.ui.shelf import kept
from briefing.views.html import render

view = run.current()
if not is_empty(view, view.shown.claims, "claims"):
    written = kept("brief", view, lambda: brief(view), view.state.since)
    board(render("bottom_line", view.known, view.state, "", brief=written), "bottom-line")
    with st.container(key="answers"):
        words, pictures = st.columns([8, 5], gap="large")
    with words:
        stand = briefs.stand(written)
        legend([each.word for each in stand], strips=stand)
        board(render("brief", view.known, view.state, "", brief=written), "brief")
    with pictures:
        briefs.still(view)
        briefs.dense(view)
        briefs.changes(view)
        board(render("beside", view.known, view.state, "", brief=written), "beside")
