"""All rows of a sheet read together: what comes in, what is refused, what is set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from briefing.dossier.dossier import Dossier
from briefing.imports.imported import Item, Left, Parcel
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import Understood, understood
from briefing.imports.sheet.grid import Line, Tab, tabs
from briefing.imports.sheet.ledger import Ledger, Told
from briefing.imports.sheet.placing import Placed, placed
from briefing.imports.sheet.rows import actor_id, event_id, event_rows, same_name
from briefing.imports.sheet.said import Reader, Said, reader, said
from briefing.imports.sheet.words import FIELDS, plain

HEADING = "the row has nothing but its title, as a heading has; give it a date, a place or a source if it is an event"
ABOUT = ("title", "date", "place", "latitude", "longitude", "coordinates")


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
    """What only the one who has the sheet can say of a column of dates."""


@dataclass(slots=True)
class _Work:
    """What grows while the rows are read: the events by line, and all that is no event."""

    how: Reader
    read: dict[int, Said] = field(default_factory=dict)
    seen: dict[Said, int] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Take a row for no event, since something is wrong with it."""
        self.read.pop(line, None)
        self.refused.append((line, reason))

    def left(self, rows: list[tuple[int, str]]) -> tuple[Left, ...]:
        """Rows that are not taken, in the order of the sheet."""
        return tuple(Left(self.where(line), reason) for line, reason in sorted(rows))

    def where(self, line: int) -> str:
        """A row as its program calls it."""
        return f"{self.how.told.tab.unit} {line}"


def gathered(content: bytes, name: str, choices: Choices, base: Dossier, ledger: Ledger) -> Gathered:
    """Read a sheet for a dossier. Raises ValueError with a sentence if it is none, or a column has to be asked for."""
    return of_tabs(tabs(content, choices.encoding, choices.separator), name, choices, base, ledger)


def of_tabs(found: tuple[Tab, ...], name: str, choices: Choices, base: Dossier, ledger: Ledger) -> Gathered:
    """The same of tables that are there already, be they those of a sheet or not."""
    told = understood(found, choices)
    work = _Work(reader(told, choices))
    for line in _trimmed(told.tab):
        if line.number != told.header.number:
            _sort(line, work)
    own = _without(base, ledger)
    where = placed(work.read.values(), choices, own, work.where)
    for number, reason in where.refused.items():
        work.refuse(number, reason)
    return _made(work, where, PurePath(name).stem, own, ledger)


def _trimmed(tab: Tab) -> tuple[Line, ...]:
    """The lines without the empty ones at the end, which a workbook may have by the thousand."""
    last = max((number for number, line in enumerate(tab.lines) if not line.is_empty), default=-1)
    return tab.lines if tab.unit == "feature" else tab.lines[: last + 1]


def _sort(line: Line, work: _Work) -> None:
    """Keep a row that is an event, or put it with those refused or set aside."""
    if why := _no_row(line, work.how):
        work.aside.append((line.number, why))
        return
    try:
        found = said(line, work.how)
    except ValueError as fault:
        work.refuse(line.number, str(fault))
        return
    first = work.seen.setdefault(replace(found, line=0, remarks=()), line.number)
    if not found.get("title"):
        work.refuse(line.number, f"the title in column {work.how.told.names('title')} is empty; one is wanted")
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


def _made(work: _Work, where: Placed, file: str, base: Dossier, ledger: Ledger) -> Gathered:
    """The parcel, with the ids that changed rows had before."""
    ids = _ids(work, file, ledger)
    actors = {line: {_actor(name, base): name for name in found.actors} for line, found in work.read.items()}
    whole: dict[str, dict[str, str]] = {}
    for line, names in actors.items():
        whole.setdefault(ids[line], {}).update(names)
    held = frozenset(row.id for row in (*base.actors, *base.places))
    items, remarks = [], []
    told: dict[str, Told] = {}
    for line, found in work.read.items():
        rows = event_rows(ids[line], found, where.row(line), actors[line], whole[ids[line]], file, held)
        items.append(Item(work.where(line), rows))
        told.setdefault(ids[line], _told(found, file))
        said_of = (*found.remarks, where.spots[line].remark)
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
        _asked(work.how),
    )


def _asked(how: Reader) -> tuple[str, ...]:
    open = {name: style for name, style in how.styles.items() if style.counted[2]}
    return tuple(
        f"Column {how.told.names(name)}: {style.sentence}"
        for name, style in open.items()
        if style.is_mixed or not how.choices.dates
    )


def _actor(name: str, base: Dossier) -> str:
    known = [row.id for row in base.actors if same_name(name, (row.name, row.native_name, *row.aliases))]
    return known[0] if len(known) == 1 else actor_id(name)


def _told(found: Said, file: str) -> Told:
    spots = " ".join(found.get(name) for name in ABOUT[2:])
    return Told(file, found.get("title"), found.get("date"), spots.strip(), found.urls)


def _ids(work: _Work, file: str, ledger: Ledger) -> dict[int, str]:
    """The id of every row, the one that it had before it was changed. What cannot be told apart is refused."""
    fresh = {line: event_id(found) for line, found in work.read.items()}
    new = set(fresh.values())
    ids: dict[int, str] = {}
    firsts: dict[str, list[Said]] = {}
    for line, found in list(work.read.items()):
        id = fresh[line]
        if id not in ledger.events and not found.get("id"):
            id = ledger.again(_told(found, file), {*new, *firsts}) or id
        if why := _not_apart(found, firsts.get(id, []), work):
            work.refuse(line, why)
        else:
            firsts.setdefault(id, []).append(found)
            ids[line] = id
    return ids


def _not_apart(found: Said, firsts: list[Said], work: _Work) -> str:
    """Why a row cannot stand beside those with the same id; nothing where it is another source of the event."""
    if not firsts:
        return ""
    first = work.where(firsts[0].line)
    if any(found.get(name) != firsts[0].get(name) for name in ABOUT):
        return f"the id {found.get('id')!r} stands in {first} for another event; an id is wanted once"
    before = {source for each in firsts for source in (each.urls or each.outlets or ("",))}
    if before & {*(found.urls or found.outlets or ("",))}:
        return f"it tells of the event of {first} from the same source in other words; one is wanted for the two"
    return ""


def _saved(how: Reader) -> Choices:
    """The choices with every column that was understood, so that another sheet like it is read the same way."""
    columns = {name: "|".join(map(how.told.name, how.told.fields[name])) for name in FIELDS if name in how.told.fields}
    return replace(how.choices, columns=columns)
