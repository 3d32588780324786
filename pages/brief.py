"""The brief: the bottom line, the key questions with their judgements, where and when, what changed."""

import streamlit as st

from briefing.ui import current, recorded
from briefing.ui.panels import brief as panel
from briefing.ui.parts import is_empty
from briefing.ui.serving import kept
from briefing.view.brief import brief

view = current.view()
if not is_empty(view, view.shown.claims, "claims"):
    written = kept("brief", view, lambda: brief(view), view.state.since)
    panel.opening(written, view)
    recorded.line(view)
    with st.container(key="pictures"):
        where, when, changed = st.columns(3, gap="medium")
    with where:
        panel.where(written, view)
    with when:
        panel.when(written, view)
    with changed:
        panel.changes(view)
    panel.answers(written, view)
