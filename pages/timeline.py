"""The timeline: when things are said to have happened, above, and when that became known, below."""

from briefing.pictures.timeline.key import key
from briefing.ui import current, recorded
from briefing.ui.panels import against
from briefing.ui.panels import timeline as panel
from briefing.ui.parts import is_empty, ledger, legend, shown, title
from briefing.view import tables

view = current.view()
if not is_empty(view, view.shown.events, "events"):
    panel.controls(view)
    panel.strip(view)
    events = panel.drawn(view)
    against.say_faint(view)
    legend([view.standings[event.claim].word for event in events], key(events))
    panel.undated(view)
    title("The same events as a table", shown(view.shown.events, "events"))
    ledger(tables.events, lambda view: tables.in_order(view.events), "timeline-table")
else:
    recorded.unseen(view)
