"""The rows of a dossier as a sheet changes them, cell by cell: one that a person edited stays, the others follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.dossier.sentences import listed
from briefing.imports.imported import Cells, Item, Left
from briefing.imports.sheet.ledger import Ledger, digest, marked, marks

AGAIN = ","
"""Between what the sheet said in a cell at first and what it says by now, of a cell that a person edited."""
OF_AN_ADDRESS = {"sources": {"title"}, "origins": {"name"}}
"""Cells that no sheet has: they are written from the address of a source."""
OF_AN_EVENT = ("reports", "evidence", "involvement")

Key = tuple[str, str]  # a table and an id
Tables = dict[str, dict[str, Cells]]


@dataclass(slots=True)
class State:
    """The tables as they grow. ``brought`` are the items that bring a row, ``written`` the digests of those it made.

    ``disputed`` are rows of which a person has the last word: they edited cells, or took the row out, and the sheet
    says something else. What they took out is ``out``, or ``back`` since another row may need it.
    """

    base: Tables
    tables: Tables
    ledger: Ledger
    sheet: str
    brought: dict[Key, list[Item]] = field(default_factory=dict)
    written: dict[Key, str] = field(default_factory=dict)
    disputed: set[Key] = field(default_factory=set)
    kept: list[Left] = field(default_factory=list)
    out: dict[Key, None] = field(default_factory=dict)
    back: set[Key] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    """Sources to which a person gave another address: what is written from it, title and origin, stays with it."""
    gone: list[Key] = field(default_factory=list)

    def put(self, table: str, cells: Cells, item: Item) -> None:
        """Set a row in its table, unless it is there from elsewhere."""
        key = table, cells["id"]
        self.brought.setdefault(key, []).append(item)
        if key in self.written or key in self.out:
            return  # what several rows of a sheet share is what the first of them says
        old, was = self.base[table].get(cells["id"]), self.was(key)
        if old is None:
            self._set(key, cells, was)
        elif self.is_own(key) and was:
            self._follow(key, cells, item)
        elif self.is_own(key) and digest(old) == digest(cells):
            self.written[key] = digest(cells)

    def was(self, key: Key) -> str:
        """The digest of a row as the sheet wrote it, or nothing."""
        return self.ledger.rows.get("/".join(key), "")

    def is_own(self, key: Key) -> bool:
        """Whether no other sheet made a row before this one did."""
        return self.ledger.owners.get("/".join(key), self.sheet) == self.sheet

    def differs(self, key: Key) -> bool:
        """Whether a row is another than it was before."""
        table, id = key
        return self.tables[table].get(id) != self.base[table].get(id)

    def _set(self, key: Key, cells: Cells, was: str) -> None:
        """A new row, or one that a person took out: it stays out, unless another row needs it."""
        table, id = key
        if was and table in OF_AN_EVENT and id.rpartition("--")[0] in self.base["events"]:
            self.out[key] = None
            self.disputed.add(key)
            return
        if was and table not in ("events", *OF_AN_EVENT):
            self.back.add(key)
        self.tables[table][id] = cells
        self.written[key] = digest(cells)

    def _follow(self, key: Key, cells: Cells, item: Item) -> None:
        """A row that is there already, with what the sheet says in every cell that nobody has edited."""
        table, id = key
        old, was, now = self.base[table][id], marks(self.was(key)), marks(digest(cells))
        theirs = edited(old, was)
        if table == "sources" and "url" in theirs and old.get("url") != cells.get("url"):
            self.elsewhere.add(id)
        told_of = OF_AN_ADDRESS.get(table, set())
        kept = theirs | (told_of if id.removesuffix("--o") in self.elsewhere else set())
        row = {name: value for name in {**old, **cells} if (value := (old if name in kept else cells).get(name, ""))}
        if news := [name for name in {**old, **cells} if name in theirs - told_of and _is_news(name, old, was, now)]:
            self.disputed.add(key)
            self.kept.append(Left(item.where, _disputed(table, old, cells, news)))
        self.tables[table][id] = row
        self.written[key] = _noted(row, cells, was, now)


def edited(row: Cells, was: Mapping[str, str]) -> set[str]:
    """The columns in which a row is another than the sheet ever said: what a person took over from it is its own."""
    now = marks(digest(row))
    return {name for name in (*now, *was) if now.get(name, "") not in was.get(name, "").split(AGAIN)}


def _is_news(name: str, old: Cells, was: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether the sheet says something in a cell that neither it said at first nor the dossier says."""
    return now.get(name, "") not in (_first(name, was), marks(digest(old)).get(name, ""))


def _noted(row: Cells, cells: Cells, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The digest of a row by which it is known the next time: of a cell of a person what the sheet said at first."""
    noted = dict(now)
    for name in (*row, *was):
        if row.get(name, "") != cells.get(name, ""):
            first, last = _first(name, was), now.get(name, "")
            noted[name] = first if last in ("", first) else f"{first}{AGAIN}{last}"
    return marked({name: mark for name, mark in noted.items() if mark})


def _first(name: str, was: Mapping[str, str]) -> str:
    """What the sheet said in a cell before a person edited it."""
    return was.get(name, "").split(AGAIN)[0]


def _disputed(table: str, old: Cells, cells: Cells, names: list[str]) -> str:
    """That cells are a person's by now, with what the sheet has in their place."""
    words = [f"{name} {old.get(name, '')!r} ({cells.get(name, '')!r} in the sheet)" for name in names]
    return f"{table}.csv {cells['id']!r} was edited in the dossier and keeps {listed(words)}"
