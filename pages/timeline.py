"""The timeline: when things are said to have happened, above, and when that became known, below."""

from briefing import tables
from briefing.ui import run, timelines
from briefing.ui.parts import is_empty, ledger, legend, shown, title

view = run.current()
if not is_empty(view, view.shown.events, "events"):
    timelines.controls(view)
    events = timelines.drawn(view)
    legend([view.standings[event.claim].word for event in events], timelines.signs(events))
    timelines.undated(view)
    title("The same events as a table", shown(view.shown.events, "events"))
    ledger(tables.events, lambda view: view.events, "timeline-table")
