"""Claims and evidence: rival claims side by side, every report on each, and what would fall with a source."""

import streamlit as st

from briefing.ui import current
from briefing.ui.panels import claims as panel
from briefing.ui.parts import is_empty, shown

view, question = current.view(), None
if not is_empty(view, view.shown.claims, "claims"):
    st.caption(f"{shown(view.shown.claims, 'claims')} shown; a standing always counts all that was known.")
    asked, what_if = st.columns(2)
    with asked:
        question = panel.question(view)
    with what_if:
        panel.falls(view, question)
    panel.judgement(question, view)
    panel.fallen(view, question)
    panel.matrices(question, view)
    panel.figures(question, view)
else:
    panel.falls(view)
    panel.fallen(view)
panel.carries(view)
