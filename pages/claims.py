"""Claims and evidence: rival claims side by side, every report on each, and what would fall with a source."""

import streamlit as st

from briefing.ui import current
from briefing.ui.panels import claims as panel
from briefing.ui.parts import is_empty, shown

view, question = current.view(), None
if not is_empty(view, view.shown.claims, "claims"):
    st.caption(f"{shown(view.shown.claims, 'claims')} shown; a standing always counts all that was known.")
    question = panel.question(view)
    panel.judgement(question, view)
    panel.matrices(question, view)
    panel.figures(question, view)
panel.falls(view, question)
