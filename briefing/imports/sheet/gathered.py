"""All rows of a sheet read together: what comes in, what is refused, what is set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from briefing.dossier.dossier import Dossier
from briefing.imports.imported import Item, Left, Parcel
from briefing.imports.sheet.asked import (
    countries,
    dateless,
    joined_names,
    joined_sources,
    later,
    near_places,
    open_dates,
    same_events,
    titled,
    undated,
)
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import Understood, quoted, understood
from briefing.imports.sheet.events import ABOUT, Events, as_told, event_ids
from briefing.imports.sheet.grid import Line, Tab, tabs
from briefing.imports.sheet.ledger import Ledger, Told
from briefing.imports.sheet.numbers import MOVED
from briefing.imports.sheet.placing import Placed, placed
from briefing.imports.sheet.rows import Around, actor_id, event_rows, same_name, source_id
from briefing.imports.sheet.said import Reader, Said, partly, reader, said
from briefing.imports.sheet.spots import Pair
from briefing.imports.sheet.totals import summed_up
from briefing.imports.sheet.words import FIELDS, plain
from briefing.imports.sheet.work import Work

HEADING = "the row has nothing but its title, as a heading has; give it a date, a place or a source if it is an event"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sheet as a parcel. ``remarks`` tell what was chosen or left open in rows that come in.

    ``open`` are the names of places that may mean several, ``told`` what each event is known again by.
    """

    understood: Understood
    choices: Choices
    parcel: Parcel
    remarks: tuple[Left, ...] = ()
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    """What only the one who has the sheet can say of it as a whole."""
    lost: Mapping[str, Told] = field(default_factory=dict)
    """What is known of the event of a refused row, by the row."""
    name: str = ""
    """That of the sheet."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The ids of sources by their addresses, where these were others once."""
    corrected: Mapping[str, str] = field(default_factory=dict)
    """For addresses that were put right since the last import those of before."""

    def came_as(self, name: str, ledger: Ledger) -> str:
        """The name of another sheet that brought events of this one, where none came under this name before."""
        if any(old.sheet == name for old in ledger.events.values()):
            return ""
        before = {(old.title, old.date, old.place): old.sheet for old in ledger.events.values()}
        found = (before.get((told.title, told.date, told.place), "") for told in self.told.values())
        return next(filter(None, found), "")

    def is_mostly_of(self, name: str, ledger: Ledger) -> bool:
        """Whether at least half of its events came in with the sheet of this name."""
        before = {(old.title, old.date, old.place) for old in ledger.events.values() if old.sheet == name}
        found = [(told.title, told.date, told.place) in before for told in self.told.values()]
        return 2 * sum(found) >= len(found) > 0


def gathered(content: bytes, name: str, choices: Choices, base: Dossier, ledger: Ledger) -> Gathered:
    """Read a sheet for a dossier. Raises ValueError with a sentence if it is none, or a column has to be asked for."""
    return of_tabs(tabs(content, choices.encoding, choices.separator), PurePath(name).stem, choices, base, ledger)


def of_tabs(found: tuple[Tab, ...], name: str, choices: Choices, base: Dossier, ledger: Ledger) -> Gathered:
    """The same of tables that are there already, be they those of a sheet or not; ``name`` is that of the sheet."""
    told = understood(found, choices)
    work = Work(reader(told, choices))
    for line in _trimmed(told.tab):
        if line.number != told.header.number:
            _sort(line, work)
    own = _without(base, ledger)
    where = placed(work.read.values(), choices, own, work.where, _points(base, name, ledger))
    for number, reason in where.refused.items():
        work.refuse(work.read[number], reason)
    return _made(work, where, name, own, ledger)


def _trimmed(tab: Tab) -> tuple[Line, ...]:
    """The lines without the empty ones at the end, which a workbook may have by the thousand."""
    last = max((number for number, line in enumerate(tab.lines) if not line.is_empty), default=-1)
    return tab.lines if tab.unit == "feature" else tab.lines[: last + 1]


def _sort(line: Line, work: Work) -> None:
    """Keep a row that is an event, or put it with those refused or set aside."""
    if why := _no_row(line, work.how):
        work.aside.append((line.number, why))
        return
    try:
        found = said(line, work.how)
    except ValueError as fault:
        work.refuse(partly(line, work.how), str(fault))
        return
    first = work.seen.setdefault(found.without_id, line.number)
    if not found.get("title"):
        work.refuse(found, f"the title in column {work.how.told.names('title')} is empty; one is wanted")
    elif _is_heading(found) and work.how.told.tab.unit != "feature":
        work.aside.append((line.number, HEADING))
    elif first != line.number:
        work.aside.append((line.number, f"it says the same as {work.where(first)}"))
    else:
        work.read[line.number] = found


def _is_heading(found: Said) -> bool:
    """Whether a row says nothing but a title, as what stands between the rows of a sheet does."""
    return found.fields.keys() <= {"title", "id"} and not (found.urls or found.outlets or found.actors or found.note)


def _no_row(line: Line, how: Reader) -> str:
    """Why a line holds nothing that is meant as an event, or nothing."""
    if line.is_empty:
        return "it is empty"
    if line.number < how.told.header.number:
        return "the line stands above the header"
    if why := summed_up(line, how):
        return why
    again = [plain(text) for text in line.texts if text]
    is_header = again == [plain(text) for text in how.told.header.texts if text]
    return "the header stands here again" if is_header else ""


def _without(base: Dossier, ledger: Ledger) -> Dossier:
    """The dossier without what sheets made: they are to make the same again, not to lean on themselves."""
    return replace(
        base,
        places=tuple(row for row in base.places if f"places/{row.id}" not in ledger.rows),
        actors=tuple(row for row in base.actors if f"actors/{row.id}" not in ledger.rows),
    )


def _points(base: Dossier, name: str, ledger: Ledger) -> dict[str, Pair]:
    """Where the places are that this sheet did not make, by their ids."""
    return {
        row.id: (row.latitude, row.longitude)
        for row in base.places
        if f"places/{row.id}" not in ledger.rows or ledger.owners.get(f"places/{row.id}", name) != name
    }


def _made(work: Work, where: Placed, file: str, base: Dossier, ledger: Ledger) -> Gathered:
    """The parcel, with the ids that changed rows had before."""
    events = event_ids(work, file, ledger)
    ids = events.ids
    actors = {line: {_actor(name, base): name for name in found.actors} for line, found in work.read.items()}
    whole: dict[str, dict[str, str]] = {}
    for line, names in actors.items():
        whole.setdefault(ids[line], {}).update(names)
    of_event: dict[str, list[Said]] = {}
    for line, found in work.read.items():
        of_event.setdefault(ids[line], []).append(found)
    told = {id: as_told(rows, file) for id, rows in of_event.items()}
    here = {url for each in (*work.read.values(), *work.lost) for url in each.urls}
    sources = dict(ledger.sources)
    before = {
        new: old
        for new, old in ledger.corrected(told, here).items()
        # The source that another sheet brought is the one at its address still.
        if ledger.owners.get(f"sources/{sources.get(old, source_id(old))}", file) == file
    }
    for new, old in before.items():
        sources[new] = sources.pop(old, source_id(old))
    around = Around(file, frozenset(row.id for row in (*base.actors, *base.places)), sources)
    items, remarks = [], []
    for line, found in work.read.items():
        rows = event_rows(ids[line], found, where.row(line), actors[line], whole[ids[line]], around)
        items.append(Item(work.where(line), rows))
        said_of = (*found.remarks, where.spots[line].remark, events.parted.get(ids[line], ""))
        remarks += [Left(work.where(line), remark) for remark in said_of if remark]
    fitting = {work.read[line].get("place"): where.spots[line].fitting for line in work.read}
    parcel = Parcel(tuple(items), work.left(work.refused), work.left(work.aside))
    return Gathered(
        work.how.told,
        _saved(work.how),
        parcel,
        tuple(remarks),
        {name: places for name, places in fitting.items() if places},
        told,
        _asked(work, where, base, events),
        {
            work.where(each.line): as_told([each], file, own=not events.have_moved)
            for each in work.lost
            if each.get("title")
        },
        file,
        sources,
        before,
    )


def _asked(work: Work, where: Placed, base: Dossier, events: Events) -> tuple[str, ...]:
    unit = work.how.told.tab.unit
    read = [*work.read.values()]
    pointed = {line: where.row(line) for line in work.read if where.spots[line].own}
    names = [name for row in base.actors for name in (row.name, *row.aliases)]
    column = work.how.told.names("id")
    return (
        *([MOVED.format(column, quoted(column.strip("'")))] if events.have_moved else []),
        *open_dates(work.how),
        *undated(work.how, read),
        *dateless(work.how, read, unit),
        *later(work.how, read, base.info.as_of, unit),
        *countries(work.read, pointed, unit),
        *same_events(read, work.where, ABOUT, events.ids),
        *near_places([*where.rows.values()]),
        *joined_names(work.how, read, names, unit),
        *joined_sources(work.how, read, unit),
        *titled(work.how, read),
    )


def _actor(name: str, base: Dossier) -> str:
    known = [row.id for row in base.actors if same_name(name, (row.name, row.native_name, *row.aliases))]
    return known[0] if len(known) == 1 else actor_id(name)


def _saved(how: Reader) -> Choices:
    """The choices with every column that was understood, so that another sheet like it is read the same way."""
    columns = {name: "|".join(map(how.told.name, how.told.fields[name])) for name in FIELDS if name in how.told.fields}
    return replace(how.choices, columns=columns)
