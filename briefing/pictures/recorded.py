"""Recorded violence as it is drawn: in one quiet hue, by classes of its numbers, never in the colours of standings."""

from briefing.context.layer import Scope, Total
from briefing.context.meant import narrowed
from briefing.dossier.sentences import count, listed

CLASSES = (1, 4, 16, 64, 256)
"""Where each class of a cell begins, for events as for deaths: a class is four times the one before."""


def grade(number: int) -> int:
    """The class of a number, 0 for none."""
    return sum(number >= least for least in CLASSES)


def steps() -> str:
    """Where the classes begin, in words."""
    return listed([f"{least:,}" for least in CLASSES])


def measured(by: str) -> str:
    """What the cells of a map count, in words: ``by`` is that of the address."""
    return "deaths, by the best estimate," if by == "deaths" else "events"


def heading(label: str, total: int, title: str, scope: Scope) -> str:
    """What stands over the events of a cell, or of an area, which has a ``title``: first what they are, last what
    narrowed them."""
    where = f"somewhere in {title}, known no finer" if title else "in this cell"
    return f"{label}, recorded violence, evidence for no claim: {count(total, 'event')} {where}{narrowed(scope, title)}"


def numbers(found: Total) -> str:
    """Events and the three estimates, in words."""
    deaths = found.deaths
    return f"{count(found.events, 'event')}, {deaths.best:,} deaths (low {deaths.low:,}, high {deaths.high:,})"
