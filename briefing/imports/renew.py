"""A sheet taken into a dossier: what is new is added, what the sheet changed is changed, what a person edited stays.

Everything is tried in memory by the rules of reading before a file is touched, on the very cells that would be written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue
from briefing.dossier.records import LIST_MARK, TABLES, references
from briefing.imports.imported import Cells, Item, Left, Parcel
from briefing.imports.merge import Taken, worded
from briefing.imports.sheet.ledger import FILE, Ledger, Told, digest, written
from briefing.reading.csvfile import Row, Sheet
from briefing.reading.load import read_written
from briefing.reading.write import table as csv_text
from briefing.reading.written import Written

OF_AN_EVENT = ("reports", "evidence", "involvement")
LOOSE = ("outlets", "sources", "origins", "places", "actors")
THERE = "it is there already and says the same"
EDITED = (
    "the event was edited in the dossier since it came in, and the sheet says something else now; it stays as it is"
)
GONE = f"the event was taken out of the dossier since it came in; to have it back, delete its entry in {FILE}"

Key = tuple[str, str]  # a table and an id
Tables = dict[str, dict[str, Cells]]


@dataclass(frozen=True)
class Renewed:
    """A dossier with a sheet in it. ``changed`` tables are to be written; ``updated`` events were there before."""

    taken: Taken
    written: Written
    ledger: Ledger
    changed: tuple[str, ...] = ()
    updated: int = 0
    remarks: tuple[Left, ...] = ()
    left_behind: tuple[str, ...] = ()
    actors: tuple[Cells, ...] = ()
    """Those that came in with it."""


@dataclass(slots=True)
class _State:
    """The tables as they grow, and which items brought a row."""

    base: Tables
    tables: Tables
    ledger: Ledger
    brought: dict[Key, list[Item]] = field(default_factory=dict)
    made: dict[Key, Cells] = field(default_factory=dict)
    kept: list[Left] = field(default_factory=list)


def renewed(parcel: Parcel, told: Mapping[str, Told], base: Written, ledger: Ledger) -> Renewed | tuple[Issue, ...]:
    """Take a parcel in, or say what keeps the dossier from being read as it stands."""
    before = read_written(base)
    if before.dossier is None:
        return before.issues
    aside = [*parcel.aside, *_aside(parcel.items, base, ledger)]
    refused = [*parcel.refused, *_clashing(parcel.items, told, base, ledger)]
    out = {each.where for each in (*aside, *refused)}
    live = [item for item in parcel.items if item.where not in out]
    while True:
        state = _merged(live, base, ledger)
        faults = [issue for issue in read_written(_as_written(state, base)).issues if issue.severity == "error"]
        if not faults:
            return _result(live, refused, aside, told, state, base)
        blamed = _blamed(faults, state) or {item.where: faults[0].message for item in live}
        refused += [Left(where, said) for where, said in blamed.items()]
        live = [item for item in live if item.where not in blamed]


def begun(info: Info) -> Written:
    """What is written in a dossier that only has its front matter yet."""
    return Written(
        {name: Sheet((), tuple(columns(row)), complete=True) for name, row in TABLES.items()}, info, "", None, ()
    )


def _tables(base: Written) -> Tables:
    return {name: {row.cells.get("id", ""): row.cells for row in sheet.rows} for name, sheet in base.sheets.items()}


def _aside(items: Iterable[Item], base: Written, ledger: Ledger) -> Iterator[Left]:
    """The events that a person has changed or taken out: theirs is the last word."""
    there = _tables(base)["events"]
    for item in items:
        table, cells = item.rows[0]
        id, was = cells["id"], ledger.rows.get(f"{table}/{cells['id']}")
        if was and id not in there:
            yield Left(item.where, GONE)
        elif was and digest(there[id]) != was and digest(cells) not in (was, digest(there[id])):
            yield Left(item.where, EDITED)


def _clashing(items: Iterable[Item], told: Mapping[str, Told], base: Written, ledger: Ledger) -> Iterator[Left]:
    """The events whose id stands for another one: of a person's making, or of another sheet."""
    there = _tables(base)["events"]
    for item in items:
        _, cells = item.rows[0]
        id, old = cells["id"], ledger.events.get(cells["id"])
        if id in there and old is None and digest(there[id]) != digest(cells):
            yield Left(item.where, f"the id {id!r} stands in events.csv for another event; another id is wanted")
        elif old and old.sheet != told[id].sheet and old.title != told[id].title:
            said = f"the id {id!r} is that of {old.title!r} from the sheet {old.sheet!r}; another id is wanted"
            yield Left(item.where, said)


def _merged(live: Iterable[Item], base: Written, ledger: Ledger) -> _State:
    state = _State(_tables(base), {name: dict(rows) for name, rows in _tables(base).items()}, ledger)
    for item in live:
        for table, cells in item.rows:
            _put(table, cells, item, state)
    _swept(state, {item.rows[0][1]["id"] for item in live})
    return state


def _put(table: str, cells: Cells, item: Item, state: _State) -> None:
    """Set a row in its table, unless it is there from elsewhere or was edited."""
    key = (table, cells["id"])
    state.brought.setdefault(key, []).append(item)
    if key in state.made:
        return  # what several rows of a sheet share is what the first of them says
    old = state.base[table].get(cells["id"])
    was = state.ledger.rows.get("/".join(key))
    if old is not None and digest(old) != was and digest(old) != digest(cells):
        if was and digest(cells) != was:
            state.kept.append(
                Left(item.where, f"{table}.csv {cells['id']!r} was edited in the dossier and stays as it is")
            )
        return
    state.made[key] = cells
    state.tables[table][cells["id"]] = cells


def _swept(state: _State, events: Collection[str]) -> None:
    """Take out what the sheet made and says no more: reports of these events, and what nothing refers to by then."""
    stale = [key for key in _own(state) if key[0] in OF_AN_EVENT and key[1].rpartition("--")[0] in events]
    _drop((key for key in stale if key not in state.brought), state)
    while True:
        named = _named(state)
        unused = [key for key in _own(state) if key[0] in LOOSE and key not in named and key not in state.brought]
        if not unused:
            return
        _drop(unused, state)


def _drop(keys: Iterable[Key], state: _State) -> None:
    for table, id in keys:
        del state.tables[table][id]


def _own(state: _State) -> list[Key]:
    """The rows that sheets made and nobody has edited since."""
    return [
        (table, id)
        for table, rows in state.tables.items()
        for id, cells in rows.items()
        if state.ledger.rows.get(f"{table}/{id}") == digest(cells)
    ]


def _named(state: _State) -> set[Key]:
    """Every row that another row refers to."""
    found: set[Key] = set()
    for table, rows in state.tables.items():
        names = {column: references(TABLES[table]).get(name) for column, name in columns(TABLES[table]).items()}
        for cells in rows.values():
            found |= {
                (target, id.strip())
                for column, target in names.items()
                if target and cells.get(column)
                for id in cells[column].split(LIST_MARK)
            }
    return found


def _as_written(state: _State, base: Written) -> Written:
    """The tables as if they had been read from files."""
    return replace(base, sheets={name: _sheet(sheet, state.tables[name], name) for name, sheet in base.sheets.items()})


def _sheet(old: Sheet, rows: Mapping[str, Cells], name: str) -> Sheet:
    needed = [column for column in columns(TABLES[name]) if any(cells.get(column) for cells in rows.values())]
    header = (*old.columns, *(column for column in needed if column not in old.columns))
    if not old.columns:
        header = tuple(columns(TABLES[name]))
    held = tuple(
        Row(line, {column: value for column, value in cells.items() if value}, len(header), whole=True)
        for line, cells in enumerate(rows.values(), 2)
    )
    return Sheet(old.issues, header, held, complete=True, names=header)


def _blamed(faults: Iterable[Issue], state: _State) -> dict[str, str]:
    """The rows of the sheet that would bring an error, each with all that it would bring."""
    said: dict[str, list[tuple[str, str]]] = {}
    for issue in faults:
        ids = list(state.tables.get(issue.file.removesuffix(".csv"), {}))
        id = ids[issue.line - 2] if 2 <= issue.line < len(ids) + 2 else ""
        for item in state.brought.get((issue.file.removesuffix(".csv"), id), []):
            said.setdefault(item.where, []).append((issue.column, issue.message))
    return {where: worded(each) for where, each in said.items()}


def _result(
    live: list[Item], refused: list[Left], aside: list[Left], told: Mapping[str, Told], state: _State, base: Written
) -> Renewed:
    fresh = [item for item in live if any(_differs(key, state) for key in _keys(item))]
    aside += [Left(item.where, THERE) for item in live if item not in fresh]
    changed = tuple(name for name, rows in state.tables.items() if rows != state.base[name])
    updated = sum(item.rows[0][1]["id"] in state.base["events"] for item in fresh)
    ledger = _noted(live, told, state)
    behind = tuple(
        id
        for id, old in state.ledger.events.items()
        if old.sheet in _sheets(told) and id not in told and id in state.tables["events"]
    )
    result = Taken(tuple(fresh), tuple(refused), tuple(aside), tuple(f"{name}.csv" for name in changed))
    actors = tuple(row for id, row in state.tables["actors"].items() if id not in state.base["actors"])
    return Renewed(result, _as_written(state, base), ledger, changed, updated, tuple(state.kept), behind, actors)


def _keys(item: Item) -> list[Key]:
    return [(table, cells["id"]) for table, cells in item.rows]


def _differs(key: Key, state: _State) -> bool:
    table, id = key
    return state.tables[table].get(id) != state.base[table].get(id)


def _sheets(told: Mapping[str, Told]) -> set[str]:
    return {each.sheet for each in told.values()}


def _noted(live: Iterable[Item], told: Mapping[str, Told], state: _State) -> Ledger:
    """The ledger of what stands by now: rows that are gone are forgotten, except events, which a person took out."""
    ids = {item.rows[0][1]["id"] for item in live}
    made = {"/".join(key): digest(cells) for key, cells in state.made.items()}
    old = {
        row: was
        for row, was in state.ledger.rows.items()
        if row.startswith("events/") or row.partition("/")[2] in state.tables[row.partition("/")[0]]
    }
    return Ledger({**state.ledger.events, **{id: each for id, each in told.items() if id in ids}}, {**old, **made})


def write(found: Renewed, folder: Path, front: str = "") -> None:
    """Write the tables that changed and the ledger; with ``front`` every file of a new dossier."""
    folder.mkdir(parents=True, exist_ok=True)
    if front:
        _file(folder / "dossier.toml", front)
    for name in TABLES if front else found.changed:
        sheet = found.written.sheets[name]
        rows = ({column: row.cells.get(column, "") for column in sheet.columns} for row in sheet.rows)
        _file(folder / f"{name}.csv", csv_text(sheet.columns, rows))
    _file(folder / FILE, written(found.ledger))


def _file(path: Path, text: str) -> None:
    """Write a file whole or not at all, with the line ends that it had."""
    if path.exists() and b"\r\n" in path.read_bytes():
        text = text.replace("\n", "\r\n")
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(text, encoding="utf-8", newline="")
    draft.replace(path)
