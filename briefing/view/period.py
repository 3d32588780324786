"""Days as readers type them, and the weeks in which most is said to have happened, on which calendars open."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from briefing.dossier.records import Event
from briefing.dossier.when import parse


def typed(text: str, last: bool = False) -> date | None:
    """The day that was typed; of a month or year its first day, or its last. None for nothing at all.

    Raises ValueError with a sentence for a reader.
    """
    if not text.strip():
        return None
    try:
        when = parse(text.strip())
    except ValueError:
        when = None
    day = (when.last if last else when.first) if when else None
    if day is None:
        raise ValueError(f"“{text.strip()[:40]}” is no date. One such as 2017-04-18, 2017-04 or 2017 is wanted.")
    return day


def busiest(events: Iterable[Event]) -> date | None:
    """The first day of the month in which most events are said to have happened on a certain day; None if none are."""
    days = [event.date.first for event in events if event.date and event.date.is_day and event.date.first]
    months = Counter(day.replace(day=1) for day in days)
    return max(months, key=lambda month: (months[month], month), default=None)
