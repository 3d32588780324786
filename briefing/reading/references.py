"""Ids: where each stands, which stand twice, and which references lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.dossier.cells import columns
from briefing.dossier.issues import Issue, did_you_mean
from briefing.dossier.records import TABLES, Record, ids, references
from briefing.reading.csvfile import Sheet

TOLD = 10  # of one cell; a pasted list of thousands would be told a line each
HINTS = 30  # a near miss costs a search of the whole table, and a renamed table would cost one for every row


@dataclass(frozen=True)
class Ids:
    """Every id written in the sheets, those of faulty rows too, so that one bad cell is reported once."""

    sheets: Mapping[str, Sheet]

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        """Each id with its table and its line, in file order."""
        for table, sheet in self.sheets.items():
            for row in sheet.rows:
                if id := row.cells.get("id"):
                    yield id, table, row.line

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """The table and the line in which each id stands first."""
        found: dict[str, tuple[str, int]] = {}
        for id, table, line in self:
            found.setdefault(id, (table, line))
        return found

    @property
    def is_whole(self) -> bool:
        """Whether every table could be read, so that an id not found is found nowhere."""
        return all(sheet.complete for sheet in self.sheets.values())

    @cached_property
    def tables(self) -> dict[str, frozenset[str]]:
        """The ids of each table; a table that could not be read to the end is left out."""
        known: dict[str, set[str]] = {name: set() for name in self.sheets}
        for id, table, _ in self:
            known[table].add(id)
        return {name: frozenset(found) for name, found in known.items() if self.sheets[name].complete}


def twice(known: Ids) -> Iterator[Issue]:
    """The ids that stand in more than one row, at every row but the first."""
    for id, table, line in known:
        first, at = known.places[id]
        if (first, at) != (table, line):
            where = f"line {at}" if first == table else f"{first}.csv line {at}"
            message = f"the id {id!r} already stands in {where}; an id is wanted once in the whole dossier"
            yield Issue(f"{table}.csv", line, "id", "duplicate-id", message)


def dangling(rows: Mapping[str, Iterable[tuple[int, Record]]], known: Ids, moved: Mapping[str, str]) -> Iterator[Issue]:
    """The references that lead to no row of the table that they should lead to."""
    said: dict[tuple[str, str], str] = {}  # one misspelt id is often written many times
    for table, column, line, wanted, named in _references(rows):
        # Of a table that could not be read to its end nothing can be missed.
        held = known.tables.get(wanted)
        if held is None or held.issuperset(named):
            continue
        lost = [id for id in named if id not in held]
        for id in lost[:TOLD]:
            if (wanted, id) not in said:
                said[wanted, id] = _unknown(id, wanted, known, moved, hint=len(said) < HINTS)
            yield Issue(f"{table}.csv", line, column, "unknown-id", said[wanted, id])
        if len(lost) > TOLD:
            message = f"and {len(lost) - TOLD:,} more ids of this cell are in no row of {wanted}.csv"
            yield Issue(f"{table}.csv", line, column, "unknown-id", f"{message}; the ids of rows are wanted")


def _references(
    rows: Mapping[str, Iterable[tuple[int, Record]]],
) -> Iterator[tuple[str, str, int, str, tuple[str, ...]]]:
    """Every reference cell: its table, column and line, the table that should hold its ids, and the ids."""
    for table, records in rows.items():
        targets = references(TABLES[table])
        cells = [(column, name, targets[name]) for column, name in columns(TABLES[table]).items() if name in targets]
        for line, record in records:
            for column, name, wanted in cells:
                yield table, column, line, wanted, ids(getattr(record, name))


def _unknown(id: str, wanted: str, known: Ids, moved: Mapping[str, str], hint: bool) -> str:
    found = f"the id {id!r} is in no row of {wanted}.csv"
    if id in moved:
        return f"{found}; it was merged into {moved[id]!r}, which is wanted here"
    if id in known.places:
        return f"{found} but in {known.places[id][0]}.csv; an id of {wanted}.csv is wanted"
    # Sorted, since of names that are equally near the first is suggested, and a set has no order.
    near = did_you_mean(id, sorted(known.tables[wanted])) if hint else ""
    return f"{found}; the id of one is wanted.{near}"
