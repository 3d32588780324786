"""The map: where things are said to have happened, as finely as it is known, and how people are said to have moved."""

import streamlit as st

from briefing.ui import current, recorded
from briefing.ui.panels import against
from briefing.ui.panels import map as panel
from briefing.ui.parts import is_empty, ledger, shown, title
from briefing.view import tables

view = current.view()
if not is_empty(view, view.shown.events, "events"):
    follow = panel.followed(view)
    is_free = panel.is_free()
    if is_free:
        panel.free(view, follow)
        panel.under(view)
    else:
        panel.plain(view, follow)
    against.say_faint(view)
    recorded.under(view, is_free)
    panel.legs(view, follow)
    panel.unplaced(view)
    title("The same events as a table", shown(view.shown.events, "events"))
    ledger(tables.events, lambda view: view.events, "map-table", hide=("Sorts as",))
    panel.ask()
else:
    st.caption("The map opens again as soon as something is shown.")
    recorded.unseen(view)
