"""What a sheet brought once and says no more is taken out of a dossier, unless a person has a hand in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefing.dossier.cells import columns
from briefing.dossier.records import LIST_MARK, TABLES, references
from briefing.imports.follow import OF_AN_EVENT, Key, State, Tables, edited
from briefing.imports.sheet.ledger import Told, digest, marks

LOOSE = ("outlets", "sources", "origins", "places", "actors")


def sweep(state: State, events: Collection[str]) -> None:
    """Take out what the sheet made and says no more: reports of these events, and what nothing refers to by then.

    A report in which a person has a hand stays, with its evidence.
    """
    own = {*_own(state)}
    unsaid = {key for key in own if key[0] in OF_AN_EVENT and event(key[1]) in events and key not in state.brought}
    stale = {key for key in unsaid if state.is_own(key)}
    others = {
        table: {id: row for id, row in rows.items() if (table, id) not in own} for table, rows in state.tables.items()
    }
    held = (_named(others) & stale) | {
        key for key in stale if key[0] == "reports" and _is_told_of(key[1], others, state)
    }
    going = {id for table, id in stale - held if table == "reports"}
    held |= {key for key in stale if key[0] == "evidence" and state.tables["evidence"][key[1]]["report"] not in going}
    _drop(stale - held, state)
    while unused := [*_unused(state)]:
        _drop(unused, state)


def sweep_merged(state: State, told: Mapping[str, Told]) -> None:
    """Take out the events whose rows are those of another by now, as where they were given one id.

    One of which a person wrote stays, with all that is its own.
    """
    untouched = {*_own(state)}
    for id, old in state.ledger.events.items():
        if id in told or old.sheet != state.sheet or not any(now.has_all_of(old) for now in told.values()):
            continue
        rows = {key for key in map(_key, state.ledger.rows) if _belongs(key, id) and key[1] in state.tables[key[0]]}
        others = {
            table: {each: row for each, row in held.items() if (table, each) not in rows}
            for table, held in state.tables.items()
        }
        if rows <= untouched and not rows & _named(others) and all(map(state.is_own, rows)):
            _drop(rows, state)


def _key(row: str) -> Key:
    table, _, id = row.partition("/")
    return table, id


def _belongs(key: Key, event_id: str) -> bool:
    """Whether a row is the event or one of its own rows."""
    table, id = key
    return id == event_id if table == "events" else table in (*OF_AN_EVENT, "claims") and event(id) == event_id


def event(id: str) -> str:
    """The event of a report or of another row that is its own."""
    return id.rpartition("--")[0]


def _is_told_of(report: str, others: Tables, state: State) -> bool:
    """Whether a person stated who told a report. What they wrote of its source stays with the source."""
    return state.tables["reports"][report]["origin"] in others["origins"]


def hand_in(reports: Iterable[str], state: State) -> Iterator[str]:
    """The reports with what a person wrote, for which they stay."""
    own = {*_own(state)}
    for id in reports:
        origin = ("origins", state.tables["reports"][id].get("origin", ""))
        if ("reports", id) not in own:
            yield f"{id} (in the report itself)"
        elif origin not in own:
            yield f"{id} (in its origin, origins.csv {origin[1]})"
        else:
            yield f"{id} (in rows that name it)"


def _unused(state: State) -> Iterator[Key]:
    """What a sheet made and nothing refers to: what it has no more, and what a person had taken out before."""
    named = _named(state.tables)
    yield from (key for key in _own(state) if key[0] in LOOSE and key not in named and key not in state.brought)
    yield from (key for key in state.back if key not in named and key[1] in state.tables[key[0]])


def _drop(keys: Iterable[Key], state: State) -> None:
    for table, id in keys:
        del state.tables[table][id]
        if id in state.base[table]:
            state.gone.append((table, id))


def _own(state: State) -> list[Key]:
    """The rows that sheets made and nobody has edited since."""
    return [
        (table, id)
        for table, rows in state.tables.items()
        for id, cells in rows.items()
        if (was := state.was((table, id))) and (was == digest(cells) or not edited(cells, marks(was)))
    ]


def _named(tables: Tables) -> set[Key]:
    """Every row that a row of these refers to."""
    found: set[Key] = set()
    for table, rows in tables.items():
        names = {column: references(TABLES[table]).get(name) for column, name in columns(TABLES[table]).items()}
        for cells in rows.values():
            found |= {
                (target, id.strip())
                for column, target in names.items()
                if target and cells.get(column)
                for id in cells[column].split(LIST_MARK)
            }
    return found
