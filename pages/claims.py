"""Claims and evidence: rival claims side by side, every report on each, and what would fall with a source."""

import streamlit as st

from briefing.ui import claims, run
from briefing.ui.parts import is_empty, shown

view, question = run.current(), None
if not is_empty(view, view.shown.claims, "claims"):
    st.caption(f"{shown(view.shown.claims, 'claims')} shown; a standing always counts all that was known.")
    question = claims.question(view)
    claims.judgement(question, view)
    claims.matrices(question, view)
    claims.figures(question, view)
claims.falls(view, question)
