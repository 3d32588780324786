"""Which rows of a sheet tell of one event, and which event of before it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.imports.sheet.ledger import Ledger, Told, of_rows
from briefing.imports.sheet.numbers import new_id, numbers
from briefing.imports.sheet.rows import event_id, own_id
from briefing.imports.sheet.said import Said
from briefing.imports.sheet.work import Work

PARTED = "it was a row of {!r} before, and title, date or place differ from that now, so it is an event of its own"
SECOND = "the id {!r} stands in {} for another event; an id is wanted once"
ABOUT = ("title", "date", "place", "latitude", "longitude", "coordinates")


@dataclass(frozen=True, slots=True)
class Events:
    """The event of each row by its line, and what is said of new ones that share a source with one of before."""

    ids: Mapping[int, str]
    parted: Mapping[str, str]
    have_moved: bool = False
    """Whether the ids of the sheet are no longer those of its events."""


def event_ids(work: Work, file: str, ledger: Ledger) -> Events:
    """The event of every row, by the id that it had before it was changed. What cannot be told apart is refused."""
    known = numbers(_by_own(work, file), file, ledger)
    if known.have_moved:
        ledger = ledger.without_ids
    groups: dict[str, list[Said]] = {}
    named: dict[str, Said] = {}
    for found in list(work.read.values()):
        event = _of_content(found, groups) if known.have_moved else _event(found, file, known.events, ledger)
        if why := _second(found, named, work) or _not_apart(found, groups.get(event, []), work):
            work.refuse(found, why)
        else:
            groups.setdefault(event, []).append(found)
            if own := own_id(found):
                named.setdefault(own, found)
    told = {id: as_told(rows, file, own=not known.have_moved) for id, rows in groups.items()}
    new = {id: now for id, now in told.items() if not ledger.has(id, file)}
    before = ledger.again(new, {*groups, *_of_refused(work, file, ledger)})
    before |= ledger.elsewhere({id: now for id, now in new.items() if id not in before})
    left = {id: now for id, now in new.items() if id not in before}
    gone = {old: {*ledger.events[old].urls} - {*told[old].urls} for old in groups if old in ledger.events}
    parted = {
        id: PARTED.format(old) for id, old in ledger.again(left, ()).items() if gone.get(old, set()) & {*new[id].urls}
    }
    ids = {found.line: before.get(id, id) for id, rows in groups.items() for found in rows}
    return Events(ids, parted, known.have_moved)


def _by_own(work: Work, file: str) -> dict[str, Told]:
    """What is said with each id of the sheet: by the first row that has it, and those that say the same."""
    rows: dict[str, list[Said]] = {}
    for found in work.read.values():
        same = rows.setdefault(own_id(found), [])
        if not same or all(found.get(name) == same[0].get(name) for name in ABOUT):
            same.append(found)
    return {own: as_told(said, file) for own, said in rows.items() if own}


def _of_refused(work: Work, file: str, ledger: Ledger) -> set[str]:
    """The events of rows that are refused now, by their id or their address: no other row takes these for its own."""
    lost = {work.where(each.line): as_told([each], file) for each in work.lost}
    return {
        id
        for where, id in of_rows(lost, ledger.events)
        if {*lost[where].own} & {*ledger.events[id].own} or {*lost[where].urls} & {*ledger.events[id].urls}
    }


def _event(found: Said, file: str, known: Mapping[str, str], ledger: Ledger) -> str:
    """The id of the event of a row: ids that come later do not part the rows that tell of one."""
    own, by_content = own_id(found), event_id(found, by_content=True)
    if own in known:
        return known[own]
    if not own or ledger.has(by_content, file):
        return by_content
    return new_id(own, as_told([found], file), by_content, ledger)


def _of_content(found: Said, groups: Mapping[str, Sequence[Said]]) -> str:
    """The id of the event of a row by what it says; rows with ids of their own stay events of their own."""
    id = event_id(found, by_content=True)
    is_other = any(own_id(each) != own_id(found) for each in groups.get(id, ()))
    return f"{id}-{own_id(found)}" if is_other else id


def _second(found: Said, named: Mapping[str, Said], work: Work) -> str:
    """That the id of a row stands in an earlier one for another event, or nothing."""
    own, said = own_id(found), found.get("id")
    if own in named:
        first = named[own]
        is_other = any(found.get(name) != first.get(name) for name in ABOUT)
        return SECOND.format(said, work.where(first.line)) if is_other else ""
    others = (each for each in work.lost_ids.get(own, ()) if each.get("title") != found.get("title"))
    return next((SECOND.format(said, work.where(each.line)) for each in others), "")


def _not_apart(found: Said, firsts: list[Said], work: Work) -> str:
    """Why a row cannot stand beside those of one event; nothing where it is another source of it."""
    if not firsts:
        return ""
    first = work.where(firsts[0].line)
    if any(found.get(name) != firsts[0].get(name) for name in ABOUT):
        return SECOND.format(found.get("id"), first)
    before = {source for each in firsts for source in (each.urls or each.outlets or ("",))}
    if before & {*(found.urls or found.outlets or ("",))}:
        return f"it tells of the event of {first} from the same source in other words; one is wanted for the two"
    return ""


def as_told(rows: Sequence[Said], file: str, own: bool = True) -> Told:
    """What all rows about one event say of it, with their ids if these are its own."""
    first = rows[0]
    spots = " ".join(first.get(name) for name in ABOUT[2:])
    urls = tuple(dict.fromkeys(url for each in rows for url in each.urls))
    ids = tuple(dict.fromkeys(each.get("id") for each in rows if own and each.get("id")))
    return Told(file, first.get("title"), first.get("date"), spots.strip(), urls, ids)
