"""A rule for dates: what happens once did not last."""

from collections.abc import Iterator
from itertools import chain

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Record
from briefing.dossier.when import When
from briefing.reading.checks.check import Finding, warning

ONCE = frozenset(
    {
        "appointment",
        "arrest",
        "attack",
        "death report",
        "denial",
        "departure",
        "killing",
        "statement",
        "strike",
    }
)
"""The kinds of event that happen on one day, whatever is known of the day. A series of them is a kind of its own."""


@warning("lasting-once", "What happens once, such as an arrest, a birth or a publication, has no date that lasted.")
def lasting_once(dossier: Dossier) -> Iterator[Finding]:
    events = ((each, "date", each.date, each.kind) for each in dossier.events if each.kind.casefold() in ONCE)
    births = ((each, "born", each.born, "birth") for each in dossier.actors)
    published = ((each, "published", each.published, "publication") for each in dossier.sources)
    for row, column, when, kind in chain[tuple[Record, str, When | None, str]](events, births, published):
        if when and when.lasts:
            yield Finding(row, column, _lasting(kind, when.edtf))


def _lasting(kind: str, edtf: str) -> str:
    """What is wrong with an interval, and the set that it may have been meant for."""
    # An end that is open stands as two points in an interval, and as nothing in a set.
    start, end = (part.replace("..", "") for part in edtf.split("/"))
    found = f"{kind!r} happens once, and {edtf!r} says that it lasted"
    return f"{found}; a set such as '[{start}..{end}]' is wanted, or the kind of a series"


CHECKS = (lasting_once,)
