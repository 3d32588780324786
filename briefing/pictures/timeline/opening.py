"""On which stretch of the calendar a timeline opens: the dense weeks, or what is open, or all where that is little."""

from collections.abc import Iterable
from datetime import date, timedelta

from briefing.dossier.records import Event
from briefing.pictures.timeline.timeline import WEEKS, densest

FEW = 12  # dated events; a picture of no more of them is taken in at once
Span = tuple[date, date]


def opening(events: Iterable[Event], opened: frozenset[str] = frozenset()) -> Span | None:
    """The densest weeks, or those about the events in ``opened`` where these lie elsewhere; None for the whole."""
    dated = [event for event in events if event.date]
    weeks = densest(dated)
    if len(dated) <= FEW or weeks is None:
        return None
    wanted = [event for event in dated if event.id in opened]
    if not wanted or any(event.date and event.date.possibly_within(*weeks) for event in wanted):
        return weeks
    return densest(wanted) or _about(wanted[0])


def _about(event: Event) -> Span | None:
    """As many days about an event that is dated less finely."""
    day = event.date and (event.date.first or event.date.last)
    start = day - timedelta(WEEKS // 2) if day else None
    return (start, start + timedelta(WEEKS - 1)) if start else None
