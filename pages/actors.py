"""Actors: one actor whole, in every script, with roles, events, ties and claims."""

import streamlit as st

from briefing.ui import current
from briefing.ui.panels import actors as panel
from briefing.ui.parts import is_empty, ledger, shown, title
from briefing.view import tables

view = current.view()
if not is_empty(view, view.shown.actors, "actors"):
    chosen = panel.chosen(view)
    panel.whole(chosen, view)
    title("Everyone in what is shown", f"{shown(view.shown.actors, 'actors')} take part in what is shown.")
    ledger(tables.actors, tables.actors_shown, "actors-table")
    st.caption("A row opens the record of the actor.")
