"""The network: who is said to be tied to whom, and how well each tie stands."""

from briefing.pictures.network.key import key
from briefing.ui import current
from briefing.ui.panels import network as panel
from briefing.ui.parts import is_empty, ledger, legend, shown, title
from briefing.view import tables

view = current.view()
if not is_empty(view, view.shown.relations, "ties"):
    panel.controls(view)
    ties = panel.drawn(view)
    legend([view.standings[tie.claim].word for tie in ties], key(ties, view.known))
    panel.chain(view)
    title("The same ties as a table", shown(view.shown.relations, "ties"))
    ledger(tables.relations, lambda view: tables.in_order(view.relations), "network-table")
