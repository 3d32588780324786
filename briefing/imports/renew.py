"""A sheet taken into a dossier: what is new is added, what the sheet changed is changed, what a person edited stays.

Everything is tried in memory by the rules of reading before a file is touched, on the very cells that would be written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue
from briefing.dossier.records import TABLES
from briefing.imports.follow import Key, State, Tables
from briefing.imports.imported import Cells, Item, Left, in_order
from briefing.imports.merge import Taken, worded
from briefing.imports.sheet.gathered import Gathered
from briefing.imports.sheet.ledger import FILE, Ledger, Told, digest, of_rows, written
from briefing.imports.sweep import event, hand_in, sweep, sweep_merged
from briefing.reading.atomic import Seen, put
from briefing.reading.csvfile import Row, Sheet
from briefing.reading.load import read_written
from briefing.reading.write import table as csv_text
from briefing.reading.written import Written

THERE = "it is there already and says the same"
EDITED = "what it says otherwise was edited or taken out in the dossier since it came in, and stays as it is there"
BEFORE = "it is refused, and what it brought before stands in the dossier as it was"
GONE = f"the event was taken out of the dossier since it came in; to have it back, delete its entry in {FILE}"
CORRECTED = "the address of {!r} was {} and is {} now; it is the same source, with what the dossier says of it"


@dataclass(frozen=True)
class Renewed:
    """A dossier with a sheet in it. ``changed`` tables are to be written; ``updated`` events were there before."""

    taken: Taken
    written: Written
    ledger: Ledger
    changed: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    remarks: tuple[Left, ...] = ()
    left_behind: tuple[str, ...] = ()
    actors: tuple[Cells, ...] = ()
    """Those that came in with it."""
    taken_out: tuple[Key, ...] = ()
    """Rows that the sheet made and has no more, of these events or needed by nothing else."""
    stay_out: tuple[Key, ...] = ()
    """Rows that the sheet has and a person took out."""
    reports_left: tuple[str, ...] = ()
    """Reports of these events that it has no more and that a person has a hand in, with what it is."""


def renewed(sheet: Gathered, base: Written, ledger: Ledger) -> Renewed | tuple[Issue, ...]:
    """Take a sheet in, or say what keeps the dossier from being read as it stands."""
    parcel, told = sheet.parcel, sheet.told
    before = read_written(base)
    if before.dossier is None:
        return before.issues
    known = ledger.of_cells(_tables(base))
    aside = [*parcel.aside, *_taken_out(parcel.items, base, known)]
    refused = [*parcel.refused, *_clashing(parcel.items, told, base, known)]
    out = {each.where for each in (*aside, *refused)}
    live = [item for item in parcel.items if item.where not in out]
    while True:
        state = _merged(live, base, known, sheet)
        faults = [issue for issue in read_written(_as_written(state, base)).issues if issue.severity == "error"]
        if not faults:
            return _result(live, refused, aside, sheet, state, base)
        blamed = _blamed(faults, state) or {item.where: f"with it {_fault(faults[0], state)}" for item in live}
        refused += [Left(where, said) for where, said in blamed.items()]
        live = [item for item in live if item.where not in blamed]


def begun(info: Info) -> Written:
    """What is written in a dossier that only has its front matter yet."""
    return Written(
        {name: Sheet((), tuple(columns(row)), complete=True) for name, row in TABLES.items()}, info, "", None, ()
    )


def _tables(base: Written) -> Tables:
    return {name: {row.cells.get("id", ""): row.cells for row in sheet.rows} for name, sheet in base.sheets.items()}


def _taken_out(items: Iterable[Item], base: Written, ledger: Ledger) -> Iterator[Left]:
    """The events that a person has taken out: theirs is the last word, until the ledger knows nothing of them."""
    there = _tables(base)["events"]
    for item in items:
        table, cells = item.rows[0]
        if (id := cells["id"]) not in there and id in ledger.events and f"{table}/{id}" in ledger.rows:
            yield Left(item.where, GONE)


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


def _merged(live: Iterable[Item], base: Written, ledger: Ledger, sheet: Gathered) -> State:
    there = _tables(base)
    state = State(there, {name: dict(rows) for name, rows in there.items()}, ledger, sheet.name)
    for item in live:
        for table, cells in item.rows:
            state.put(table, cells, item)
    came = {item.rows[0][1]["id"] for item in live}
    sweep_merged(state, {id: told for id, told in sheet.told.items() if id in came})
    sweep(state, came)
    return state


def _as_written(state: State, base: Written) -> Written:
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


def _blamed(faults: Iterable[Issue], state: State) -> dict[str, str]:
    """The rows of the sheet that would bring an error, each with all that it would bring."""
    said: dict[str, list[tuple[str, str]]] = {}
    for issue in faults:
        for item in state.brought.get(_at(issue, state), []):
            said.setdefault(item.where, []).append((issue.column, issue.message))
    return {where: worded(each) for where, each in said.items()}


def _at(issue: Issue, state: State) -> Key:
    """The row in which an error stands."""
    table = issue.file.removesuffix(".csv")
    ids = list(state.tables.get(table, {}))
    return table, ids[issue.line - 2] if 2 <= issue.line < len(ids) + 2 else ""


def _fault(issue: Issue, state: State) -> str:
    """An error that no row of the sheet brought, and where in the dossier it would stand."""
    return f"{issue.file} {_at(issue, state)[1]!r} would be wrong: {issue.column}: {issue.message}"


def _result(
    live: list[Item], refused: list[Left], aside: list[Left], sheet: Gathered, state: State, base: Written
) -> Renewed:
    apart = [(item, any(map(state.differs, _keys(item)))) for item in live]
    fresh = [item for item, is_other in apart if is_other]
    aside += [Left(item.where, _why_aside(item, state)) for item, is_other in apart if not is_other]
    changed = tuple(name for name, rows in state.tables.items() if rows != state.base[name])
    ids = dict.fromkeys(item.rows[0][1]["id"] for item in fresh)
    brought = {id: old for id, old in state.ledger.events.items() if id in state.tables["events"]}
    came = {item.rows[0][1]["id"] for item in live}
    lost = {(where, id) for where, id in of_rows(sheet.lost, brought) if id not in came}
    told = {*sheet.told, *(id for _, id in lost)}
    stand = _standing(refused, sheet, {*brought}, {where for where, _ in lost})
    files = tuple(f"{name}.csv" for name in changed)
    was_there = any(old.sheet == sheet.name for old in brought.values())
    left = [id for id in _rows(state, "reports") if event(id) in came and ("reports", id) not in state.brought]
    return Renewed(
        Taken(tuple(fresh), in_order(refused), in_order(aside), files, was_there=was_there),
        _as_written(state, base),
        _noted(live, sheet.told, sheet.sources, state),
        changed,
        tuple(id for id in ids if id in state.base["events"]),
        in_order([*_corrected(live, sheet, state), *state.kept, *stand]),
        tuple(id for id, old in brought.items() if old.sheet == sheet.name and id not in told),
        tuple(row for id, row in state.tables["actors"].items() if id not in state.base["actors"]),
        tuple(state.gone),
        tuple(state.out),
        tuple(hand_in(left, state)),
    )


def _why_aside(item: Item, state: State) -> str:
    return EDITED if state.disputed & {*_keys(item)} else THERE


def _corrected(live: Iterable[Item], sheet: Gathered, state: State) -> Iterator[Left]:
    """The addresses that were put right, where the dossier has them by now, and not another one of a person."""
    for item in live:
        for table, cells in item.rows:
            url = cells.get("url", "")
            old = sheet.corrected.get(url, "") if table == "sources" else ""
            if old and state.tables[table][cells["id"]].get("url") == url:
                yield Left(item.where, CORRECTED.format(cells["id"], old, url))


def _rows(state: State, table: str) -> list[str]:
    """The rows of a table that this sheet made once, be they edited since or not."""
    there = state.tables[table]
    return [id for id in there if state.was((table, id)) and state.is_own((table, id))]


def _standing(
    refused: Iterable[Left], sheet: Gathered, brought: Collection[str], lost: Collection[str]
) -> Iterator[Left]:
    """The refused rows whose events came in before."""
    ids = {item.where: item.rows[0][1]["id"] for item in sheet.parcel.items}
    for each in refused:
        if each.where in lost or ids.get(each.where) in brought:
            yield Left(each.where, BEFORE)


def _keys(item: Item) -> list[Key]:
    return [(table, cells["id"]) for table, cells in item.rows]


def _noted(live: Iterable[Item], told: Mapping[str, Told], sources: Mapping[str, str], state: State) -> Ledger:
    """The ledger of what stands by now: what the sheet took out is forgotten, what a person took out is not."""
    ids = {item.rows[0][1]["id"] for item in live}
    made = {"/".join(key): was for key, was in state.written.items() if key[1] in state.tables[key[0]]}
    gone = {"/".join(key) for key in state.gone}
    rows = {**{row: was for row, was in state.ledger.rows.items() if row not in gone}, **made}
    owners = {row: state.ledger.owners.get(row, state.sheet) for row in rows}
    own = {id: each for id, each in told.items() if id in ids and state.is_own(("events", id))}
    events = {**{id: old for id, old in state.ledger.events.items() if f"events/{id}" not in gone}, **own}
    there = {url: id for url, id in sources.items() if id in state.tables["sources"]}
    return Ledger(events, rows, owners, there)


def write(found: Renewed, folder: Path, before: Seen, front: str = "") -> None:
    """Write the tables that changed and the ledger; with ``front`` every file of a new dossier.

    Raises UnwrittenError, also where a file is not any more what it was ``before``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"dossier.toml": front} if front else {}
    for name in TABLES if front else found.changed:
        sheet = found.written.sheets[name]
        rows = ({column: row.cells.get(column, "") for column in sheet.columns} for row in sheet.rows)
        texts[f"{name}.csv"] = csv_text(sheet.columns, rows)
    texts[FILE] = written(found.ledger)
    put({folder / name: _as_it_was(folder / name, text) for name, text in texts.items()}, before)


def _as_it_was(path: Path, text: str) -> bytes:
    """A text with the line ends that its file had."""
    crlf = path.exists() and b"\r\n" in path.read_bytes()
    return (text.replace("\n", "\r\n") if crlf else text).encode()
