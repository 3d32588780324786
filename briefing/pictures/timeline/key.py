"""The signs by which a timeline draws dates, in words."""

from collections.abc import Iterable

from briefing.dossier.records import Event
from briefing.pictures.timeline.scale import Scale


def key(events: Iterable[Event]) -> tuple[str, ...]:
    """Those by which the dates of these events are drawn."""
    dates = [event.date for event in events if event.date]
    long = [date for date in dates if date.first != date.last]
    present = {
        "▬ lasted": any(date.lasts for date in long),
        "└──┘ once, some time within": not all(date.lasts for date in long),
        "~ about": any(date.approximate for date in dates),
        "→ open end": any(date.is_open for date in dates),
    }
    return tuple(words for words, is_present in present.items() if is_present)


def signs(time: Scale) -> tuple[str, ...]:
    """Those by which a calendar says what it does not draw: what its ticks count, and where days are left out."""
    ticks = "▮ below: a report, on the day it became public"
    return (ticks, "░ grey band, //: days left out") if time.folds else (ticks,)
