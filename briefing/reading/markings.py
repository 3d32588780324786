"""What a deployment may hold: rows above its ceiling are cut from the tables before any of them becomes part of it.

It is cut from the cells and not from the values, so that nothing that is made of the tables can know what was there. In
doubt a row goes: one whose marking is none, one that only rows above the ceiling lead to, and one that nothing leads
to at all, since what marks it may be in a file that has not come yet.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import get_origin

from briefing.dossier.cells import columns
from briefing.dossier.issues import Issue
from briefing.dossier.records import LIST_MARK, MARKINGS, TABLES, references
from briefing.reading.csvfile import Row, Sheet

LOWEST, TOP = MARKINGS[0], MARKINGS[-1]
VARIABLE = "BRIEFING_CEILING"
MARKED = ("sources", "reports")
AREAS = ("country", "province")  # places that are named by word alone, by the places in them
NAMED = ("outlets", "origins", "places", "actors")  # they are there because other rows name them
WEAK = {
    ("origins", "depends_on"),
    ("claims", "claimant"),
}  # no reason to tell of an origin that nothing held comes from
RESTS_ON = {("sources", "known_via"), ("roles", "reports"), ("involvement", "reports")}  # a row goes with the last one

Tables = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Cut:
    """The tables as far as they may be held, and the ids of what is gone from them.

    ``is_marked``: something lies above the ceiling, and not only beside what leads to it.
    """

    sheets: Mapping[str, Sheet]
    gone: frozenset[str]
    is_marked: bool = True


def ceiling() -> str:
    """The marking up to which this deployment may hold: BRIEFING_CEILING, and without it only what is public."""
    return os.environ.get(VARIABLE, "").strip() or LOWEST


def is_declared() -> bool:
    """Whether who runs this deployment has given its ceiling, so that marked rows are to be expected."""
    return bool(os.environ.get(VARIABLE, "").strip())


def unknown(word: str) -> Issue | None:
    """The fault of a ceiling that is no marking, if so."""
    if word in MARKINGS:
        return None
    message = f"the ceiling {word!r} is no marking; one of {', '.join(MARKINGS)} is wanted"
    return Issue(VARIABLE, 0, "", "unknown-ceiling", message)


def cut(sheets: Mapping[str, Sheet], ceiling: str, strict: bool) -> Cut | None:
    """The tables without what lies above the ceiling, and what no row that is held leads to; None where that is all.

    Unless ``strict``, rows that nothing leads to are taken for harmless as long as no row lies above the ceiling.
    """
    if ceiling == TOP:
        return None
    allowed = MARKINGS[: MARKINGS.index(ceiling) + 1]
    whole: Tables = {name: sheet.rows for name, sheet in sheets.items()}
    is_marked = not all(_is_within(row, allowed) for name in MARKED for row in whole[name])
    if not is_marked and not strict:
        return None
    marked = {
        name: tuple(r for r in rows if name not in MARKED or _is_within(r, allowed)) for name, rows in whole.items()
    }
    held = _named(whole, _led_to(whole, marked))
    if not is_marked and _size(held) == _size(whole):
        return None
    gone = _ids(whole) - _ids(held)
    bare = {name: tuple(_without(name, row, gone) for row in rows) for name, rows in held.items()}
    return Cut({name: replace(sheet, rows=bare[name]) for name, sheet in sheets.items()}, gone, is_marked)


def is_legible(sheets: Mapping[str, Sheet]) -> bool:
    """Whether every marking could be read: no fault of a file or of a header stands before one."""
    return not any(sheets[name].issues for name in MARKED)


def _is_within(row: Row, allowed: Collection[str]) -> bool:
    # The cells of a row that is not whole may stand in the wrong column, its marking too.
    return row.whole and row.cells.get("marking", LOWEST) in allowed


def _led_to(whole: Tables, marked: Tables) -> Tables:
    """The rows that still stand on something, looked through until none falls any more."""
    before, held = None, marked
    while before is None or _size(held) < _size(before):
        before, gone = held, _ids(whole) - _ids(held)
        claims = _claims_of(whole, gone)
        held = {
            name: tuple(row for row in rows if not _falls(name, row, gone, claims)) for name, rows in before.items()
        }
    return held


@dataclass(frozen=True, slots=True)
class Claims:
    """What the rows that are gone do to claims and questions: what nothing is left of, and what was touched at all.

    What nothing was there of from the beginning counts as lost.
    """

    lost: frozenset[str]
    touched: frozenset[str]


def _claims_of(whole: Tables, gone: Collection[str]) -> Claims:
    told = {_cell(row, "claim") for row in whole["evidence"] if _cell(row, "report") not in gone}
    spoken = [row for row in whole["evidence"] if _cell(row, "stance") != "neither"]
    before = {_cell(row, "claim") for row in spoken}
    after = {_cell(row, "claim") for row in spoken if _cell(row, "report") not in gone}
    question = {_cell(row, "id"): _cell(row, "question") for row in whole["claims"]}
    left = {asked for claim, asked in question.items() if claim not in gone}
    bearing = [_cell(row, "claim") for row in whole["evidence"] if _cell(row, "report") in gone]
    bearing += [id for row in whole["reports"] if _cell(row, "id") in gone for id in _list(row, "withdraws")]
    return Claims(
        lost=frozenset(
            (before - after) | (set(question) - told) | ({_cell(row, "id") for row in whole["questions"]} - left)
        ),
        touched=frozenset(question.get(claim, "") for claim in bearing),
    )


def _falls(table: str, row: Row, gone: Collection[str], claims: Claims) -> bool:
    """Whether a row stands on nothing that is held."""
    if table in ("claims", "questions") and _cell(row, "id") in claims.lost:
        return True
    # Who judged had all reports before them, and their words may tell of any.
    if table == "judgements" and _cell(row, "question") in claims.touched:
        return True
    return any(_lost(table, column, _list(row, column), gone) for column in _reference_columns(table))


def _lost(table: str, column: str, named: Collection[str], gone: Collection[str]) -> bool:
    """Whether a row cannot be without what one of its cells led to."""
    if (table, column) in WEAK or (_holds_many(table, column) and (table, column) not in RESTS_ON):
        return False
    return bool(named) and all(id in gone for id in named)


def _named(whole: Tables, held: Tables) -> Tables:
    """The tables without what no row that is held names."""
    before, after = _reached(whole), _reached(held)
    around = {_area(row) for row in held["places"] if _cell(row, "id") in after}
    emptied = {_area(row) for row in whole["places"] if _cell(row, "id") in before - after} - around
    # A country is named by the places in its provinces too, unless it was itself all that was known of one now gone.
    named = (around | {(country, "") for country, _ in around}) - emptied
    areas = {_cell(row, "id") for row in held["places"] if _cell(row, "precision") in AREAS and _area(row) in named}
    return {
        name: tuple(row for row in rows if name not in NAMED or _cell(row, "id") in after | areas)
        for name, rows in held.items()
    }


def _area(row: Row) -> tuple[str, str]:
    return _cell(row, "country"), _cell(row, "admin1")


def _reached(tables: Tables) -> set[str]:
    """The ids of outlets, origins, places and actors that some other row leads to, in one step or several."""
    rows = {_cell(row, "id"): (name, row) for name in NAMED for row in tables[name]}
    ahead = [id for name in tables if name not in NAMED for row in tables[name] for id in _all(name, row)]
    found: set[str] = set()
    while ahead:
        id = ahead.pop()
        if id in rows and id not in found:
            found.add(id)
            ahead += _all(*rows[id])
    return found


def _all(table: str, row: Row) -> Iterator[str]:
    """Every id that a row leads to."""
    for column in _reference_columns(table):
        if (table, column) not in WEAK:
            yield from _list(row, column)


def _without(table: str, row: Row, gone: Collection[str]) -> Row:
    """A row without the ids that are gone."""
    left = {column: [id for id in _list(row, column) if id not in gone] for column in _reference_columns(table)}
    cells = row.cells | {column: LIST_MARK.join(ids) for column, ids in left.items()}
    return replace(row, cells={column: cell for column, cell in cells.items() if cell})


@cache
def _reference_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that hold ids."""
    targets = references(TABLES[table])
    return tuple(column for column, name in columns(TABLES[table]).items() if name in targets)


@cache
def _holds_many(table: str, column: str) -> bool:
    field = TABLES[table].model_fields[columns(TABLES[table])[column]]
    return get_origin(field.annotation) is tuple


def _cell(row: Row, column: str) -> str:
    return row.cells.get(column, "")


def _list(row: Row, column: str) -> list[str]:
    return [id.strip() for id in _cell(row, column).split(LIST_MARK) if id.strip()]


def _ids(tables: Tables) -> frozenset[str]:
    return frozenset(row.cells["id"] for rows in tables.values() for row in rows if "id" in row.cells)


def _size(tables: Tables) -> int:
    return sum(map(len, tables.values()))
