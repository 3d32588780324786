"""The map: where things are said to have happened, as finely as it is known, and how people are said to have moved."""

import streamlit as st

from briefing import tables
from briefing.ui import maps, run, webgl
from briefing.ui.parts import is_empty, ledger, legend, shown, title

view = run.current()
if not is_empty(view, view.shown.events, "events"):
    follow, is_still = maps.followed(view), webgl.is_missing()
    if is_still:
        maps.still(view)
    else:
        maps.live(view, follow)
    maps.under(view)
    legend(
        [view.standings[event.claim].word for event in view.events], maps.legend_of(view, None if is_still else follow)
    )
    maps.legs(view, follow)
    maps.unplaced(view)
    title("The same events as a table", shown(view.shown.events, "events"))
    ledger(tables.events, lambda view: view.events, "map-table", hide=("From",))
    webgl.ask()
else:
    st.caption("The map opens again as soon as something is shown.")
