"""The story: the briefing step by step, each with the view that it speaks of."""

import streamlit as st

from briefing.ui import current, telling
from briefing.ui.panels import story as panel
from briefing.ui.sync import STATE
from briefing.view.story import story

view, reader = current.view(), st.session_state[STATE]
steps = story(view.whole)
told = telling.step(steps, reader)
if told:
    gone = panel.gone(told, view)
    words, beside = panel.halves(reader)
    with words:
        panel.words(told, steps, gone, view)
    with beside:
        panel.beside(told, gone, view)
else:
    panel.nothing()
