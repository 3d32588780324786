"""Ids: where each stands, which stand twice, and which references lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.cells import columns
from briefing.csvfile import Sheet
from briefing.issues import Issue, did_you_mean
from briefing.records import TABLES, Record, ids, references


@dataclass(frozen=True)
class Ids:
    """Every id written in the sheets, those of faulty rows too, so that one bad cell is reported once."""

    sheets: Mapping[str, Sheet]

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        """Each id with its table and its line, in file order."""
        for table, sheet in self.sheets.items():
            for row in sheet.rows or ():
                if id := row.cells.get("id"):
                    yield id, table, row.line

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """The table and the line in which each id stands first."""
        found: dict[str, tuple[str, int]] = {}
        for id, table, line in self:
            found.setdefault(id, (table, line))
        return found

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """The ids of each table; a table that could not be read is left out."""
        known: dict[str, dict[str, None]] = {name: {} for name, sheet in self.sheets.items() if sheet.rows is not None}
        for id, table, _ in self:
            known[table][id] = None
        return {name: tuple(found) for name, found in known.items()}


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
    said: dict[tuple[str, str], str] = {}  # a misspelt id is often written many times, and a near miss costs a search
    for table, records in rows.items():
        aliases = {name: column for column, name in columns(TABLES[table]).items()}
        targets = [(name, wanted) for name, wanted in references(TABLES[table]).items() if wanted in known.tables]
        sets = {wanted: frozenset(known.tables[wanted]) for _, wanted in targets}
        for line, record in records:
            for name, wanted in targets:
                for id in ids(getattr(record, name)):
                    if id not in sets[wanted]:
                        message = said.get((wanted, id)) or _unknown(id, wanted, known, moved)
                        said[wanted, id] = message
                        yield Issue(f"{table}.csv", line, aliases[name], "unknown-id", message)


def _unknown(id: str, wanted: str, known: Ids, moved: Mapping[str, str]) -> str:
    found = f"the id {id!r} is in no row of {wanted}.csv"
    if id in moved:
        return f"{found}; it was merged into {moved[id]!r}, which is wanted here"
    if id in known.places:
        return f"{found} but in {known.places[id][0]}.csv; an id of {wanted}.csv is wanted"
    return f"{found}; the id of one is wanted.{did_you_mean(id, known.tables[wanted])}"
