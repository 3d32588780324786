"""The ids that a sheet gives its rows: which events they stand for, and whether they are still those of these events.

Numbers of rows move when one is deleted or sorted in, and by them a report would come under another event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.imports.sheet.ledger import Ledger, Told
from briefing.imports.sheet.rows import as_id, name_slug

MOVED = (
    "Column {}: its ids are no longer those of the events that came in with them, as happens with numbers of rows. "
    "Each row is known again by its title, date, place and address. Where the numbers are of rows for good, say "
    "--map note={}"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The events of this sheet by the ids of its rows, or that the ids have moved to others."""

    events: Mapping[str, str] = field(default_factory=dict)
    have_moved: bool = False


def numbers(rows: Mapping[str, Told], file: str, ledger: Ledger) -> Numbers:
    """What the ids of a sheet stand for. ``rows`` is what is said now with each of them."""
    known = {id: old for id, old in ledger.events.items() if old.sheet == file}
    came: dict[str, list[str]] = {}
    for id, old in known.items():
        for own in old.own or (id.removeprefix("e-"),):
            came.setdefault(as_id(own), []).append(id)
    events = {own: _most_alike(told, came[own], known) for own, told in rows.items() if own in came}
    return Numbers(have_moved=True) if _have_moved(rows, events, known) else Numbers(events)


def _most_alike(now: Told, ids: Sequence[str], known: Mapping[str, Told]) -> str:
    """Of the events that came in with one id: one that went from the sheet leaves its number to another."""
    return max(ids, key=lambda id: now.shared(known[id]))


def _have_moved(rows: Mapping[str, Told], events: Mapping[str, str], known: Mapping[str, Told]) -> bool:
    """Whether a row has nothing of its event, or more of one whose own row has less of it."""
    named: dict[tuple[str, str], list[str]] = {}
    for id, old in known.items():
        for mark in (("title", old.title), *(("url", url) for url in old.urls)):
            named.setdefault(mark, []).append(id)
    shared = {own: rows[own].shared(known[id]) for own, id in events.items()}
    held = {id: shared[own] for own, id in events.items()}
    for own, now in rows.items():
        if own in events and now.is_other(known[events[own]]):
            return True
        others = {
            id for mark in (("title", now.title), *(("url", url) for url in now.urls)) for id in named.get(mark, ())
        }
        if any(now.shared(known[id]) > max(shared.get(own, 0), held.get(id, 0)) for id in others):
            return True
    return False


def new_id(own: str, now: Told, by_content: str, ledger: Ledger) -> str:
    """The id of an event that this sheet did not bring before, with the sheet's name where another has it already."""
    for id in (f"e-{own}", f"e-{name_slug(now.sheet)}-{own}"):
        if id not in ledger.events or _is_shared(id, now, ledger):
            return id
    return by_content


def _is_shared(id: str, now: Told, ledger: Ledger) -> bool:
    """Whether the event of another sheet is this one too: by what both say of it, or since both had it before."""
    old = ledger.events[id]
    if old.sheet == now.sheet or old.title != now.title:
        return False
    reported = any(owner == now.sheet and row.startswith(f"reports/{id}--") for row, owner in ledger.owners.items())
    return reported or (old.date, old.place) == (now.date, now.place)
