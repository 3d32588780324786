"""Sources: every publication and outlet with its grade, the way to its origin, and what rests on it alone."""

import streamlit as st

from briefing.ui import current
from briefing.ui.parts import is_empty, ledger, shown, title
from briefing.view import tables

view = current.view()
if not is_empty(view, view.shown.sources, "sources"):
    title(
        "Where the information comes from: origins",
        "An origin is where information first comes from. What one carries alone falls with it.",
    )
    ledger(tables.origins, tables.origins_shown, "origins-table")
    title(
        "What was published",
        f"{shown(view.shown.sources, 'sources')} report on what is shown. {tables.extents(view)}",
    )
    ledger(tables.sources, tables.sources_shown, "sources-table")
    title(
        "Who publishes", "Reliability A to E is a judgement with a reason; F cannot be judged and is no grade at all."
    )
    ledger(tables.outlets, tables.outlets_shown, "outlets-table")
    title("Every report on its way from its origin", shown(view.shown.reports, "reports"))
    ledger(tables.reports, lambda view: view.reports, "reports-table")
    st.caption("A row opens its record, with the reports and a way to ask what would fall with it.")
