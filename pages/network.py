"""The network: who is said to be tied to whom, and how well each tie stands."""

from briefing import tables
from briefing.ui import networks, run
from briefing.ui.parts import is_empty, ledger, legend, shown, title

view = run.current()
if not is_empty(view, view.shown.relations, "ties"):
    ties = networks.drawn(view)
    legend([view.standings[tie.claim].word for tie in ties], networks.kinds(ties, view))
    networks.chain(view)
    title("The same ties as a table", shown(view.shown.relations, "ties"))
    ledger(tables.relations, lambda view: view.relations, "network-table")
