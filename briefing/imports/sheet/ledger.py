"""What earlier imports of sheets made in a dossier: which events, from which words, and every cell as it was written.

By it a changed sheet changes its own cells and no others: a cell that a person has edited since is theirs.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from briefing.dossier.issues import Issue
from briefing.dossier.web import host
from briefing.reading.textfile import text

FILE = "sheets.json"
MAPS = ("rows", "owners", "sources")
SURE = 6  # more than all of title, date, place and address

Mark = tuple[str, str]  # a thing by which an event is known, and its value


@dataclass(frozen=True, slots=True)
class Told:
    """What the rows of a sheet said of an event, as far as it is known again by it."""

    sheet: str
    title: str
    date: str
    place: str
    urls: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    """The ids that the sheet gives its rows, where it gives them: each is that of one event and of no other."""

    @property
    def pairs(self) -> Iterator[tuple[Mark, Mark]]:
        """Its id, and every two of title, date, place and address: by one of them a changed event is known again."""
        marks = [
            ("title", self.title),
            ("date", self.date),
            ("place", self.place),
            *(("url", url) for url in self.urls),
        ]
        held = [mark for mark in marks if mark[1]]
        yield from ((one, other) for one, other in combinations(held, 2) if one[0] != other[0])
        yield from ((("id", own), ("id", own)) for own in self.own)

    def likeness(self, other: "Told") -> int:
        """How many of the things by which an event is known are the same, and one more where all are."""
        if self.sheet != other.sheet or (self.own and other.own):
            return SURE if {*self.own} & {*other.own} and self.sheet == other.sheet else 0
        return self.shared(other)

    def shared(self, other: "Told") -> int:
        """The same of what is said, whatever the ids."""
        same = [self.title == other.title, bool(self.date) and self.date == other.date]
        same += [bool(self.place) and self.place == other.place, bool({*self.urls} & {*other.urls})]
        return sum(same) + (self == replace(other, own=self.own))

    def is_other(self, other: "Told") -> bool:
        """Whether title, date and address have all changed."""
        return self.title != other.title and self.date != other.date and not {*self.urls} & {*other.urls}

    def has_all_of(self, other: "Told") -> bool:
        """Whether it is the same event from the same sources, and maybe from more."""
        same = (self.sheet, self.title, self.date, self.place) == (other.sheet, other.title, other.date, other.place)
        return same and bool(other.urls) and {*other.urls} <= {*self.urls}

    @property
    def names(self) -> tuple[Mark, ...]:
        """Its title and its ids: what can be read of a row whose date or point cannot."""
        return (self.sheet, f"title {self.title}"), *((self.sheet, f"id {own}") for own in self.own)

    def may_be(self, other: "Told") -> bool:
        """Whether a row with one of these names may be of this event."""
        if self.own and other.own:
            return bool({*self.own} & {*other.own})
        return self.title == other.title and bool({*self.urls} & {*other.urls} or not (self.urls and other.urls))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The events by id, and the digest of each row by table and id, such as ``claims/e-fire--claim``.

    A row that is here and in no table any more was taken out by a person.

    ``owners`` has the sheet that made each row: no other changes it or takes it out.
    ``sources`` has the id of each source by its address, where that was another one when the source came in.
    """

    events: Mapping[str, Told] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def of_cells(self, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> "Ledger":
        """The ledger with digests of cells, where an older one has one of each row: what is as it was says which."""
        older = {row: was for row, was in self.rows.items() if ":" not in was}
        rows = {row: tables.get(row.partition("/")[0], {}).get(row.partition("/")[2], {}) for row in older}
        same = {row: digest(cells) for row, cells in rows.items() if _of_row(cells) == older[row]}
        return replace(self, rows={**self.rows, **same})

    @property
    def without_ids(self) -> "Ledger":
        """The ledger as if no sheet gave its rows ids."""
        return replace(self, events={id: replace(old, own=()) for id, old in self.events.items()})

    def has(self, id: str, sheet: str) -> bool:
        """Whether an event came in with this sheet."""
        return id in self.events and self.events[id].sheet == sheet

    def elsewhere(self, told: Mapping[str, Told]) -> dict[str, str]:
        """For new ids of events those of the same title, date and place that came in with another sheet."""
        known = {(old.title, old.date, old.place): id for id, old in self.events.items()}
        found = {new: known.get((now.title, now.date, now.place), "") for new, now in told.items()}
        return {new: old for new, old in found.items() if old and not (told[new].own and self.events[old].own)}

    def again(self, told: Mapping[str, Told], taken: Collection[str]) -> dict[str, str]:
        """For new ids of events those under which they came in before they were changed, where one alone may be it.

        The most alike come first: a changed event does not take the id of one that stayed as it was.
        """
        by_pair: dict[tuple[Mark, Mark], list[str]] = {}
        for id, old in self.events.items():
            for pair in old.pairs if id not in taken else ():
                by_pair.setdefault(pair, []).append(id)
        likely = {new: self._likely(now, by_pair) for new, now in told.items()}
        found: dict[str, str] = {}
        for new in sorted(likely, key=lambda new: -likely[new][0]):
            left = likely[new][1] - {*found.values()}
            if len(left) == 1:
                found[new] = left.pop()
        return found

    def _likely(self, now: Told, by_pair: Mapping[tuple[Mark, Mark], list[str]]) -> tuple[int, set[str]]:
        """The events that are most like this one, and how like they are."""
        scored = {id: now.likeness(self.events[id]) for pair in now.pairs for id in by_pair.get(pair, ())}
        most = max(scored.values(), default=0)
        return most, {id for id, score in scored.items() if score == most > 0}

    def corrected(self, told: Mapping[str, Told], here: Collection[str]) -> dict[str, str]:
        """For new addresses those that they had before: the one of an event for the other, at the same host.

        ``here`` are the addresses that the sheet has. One that stands elsewhere by now is not the one of before.
        """
        sheets = {each.sheet for each in told.values()}
        known = {url: old.sheet for old in self.events.values() for url in old.urls}
        pairs: set[tuple[str, str]] = set()
        for id, now in told.items():
            urls = self.events[id].urls if id in self.events else ()
            gone = [url for url in urls if url not in here and known[url] in sheets]
            come = [url for url in now.urls if url not in known]
            if len(gone) == len(come) == 1 and host(gone[0]) == host(come[0]):
                pairs.add((come[0], gone[0]))
        times = Counter(url for pair in pairs for url in pair)
        return {new: old for new, old in sorted(pairs) if times[new] == times[old] == 1}


def of_rows(rows: Mapping[str, Told], events: Mapping[str, Told]) -> set[tuple[str, str]]:
    """The rows that could not be read whole, each with the id of an event that it may be of."""
    named: dict[Mark, list[str]] = {}
    for id, old in events.items():
        for name in old.names:
            named.setdefault(name, []).append(id)
    return {
        (where, id)
        for where, row in rows.items()
        for name in row.names
        for id in named.get(name, ())
        if row.may_be(events[id])
    }


def digest(cells: Mapping[str, str]) -> str:
    """A hash of each cell of a row that is not empty, such as ``date:1f0c39ab title:9be2d417``."""
    return marked({name: _hash(value) for name, value in cells.items() if value})


def marked(marks: Mapping[str, str]) -> str:
    """Hashes of cells by their columns as the digest of a row."""
    return " ".join(f"{name}:{mark}" for name, mark in sorted(marks.items()))


def marks(was: str) -> dict[str, str]:
    """The hashes of cells in the digest of a row, by their columns."""
    return dict(part.split(":", 1) for part in was.split() if ":" in part)


def _hash(value: str) -> str:
    return sha256(value.encode()).hexdigest()[:8]


def _of_row(cells: Mapping[str, str]) -> str:
    """The digest of a whole row, as ledgers had it once."""
    filled = sorted((name, value) for name, value in cells.items() if value)
    return sha256(json.dumps(filled, ensure_ascii=False).encode()).hexdigest()[:16]


def read(folder: Path) -> Ledger:
    """The ledger in a folder; an empty one where there is none. Raises ValueError if it cannot be read."""
    path = folder / FILE
    said = text(path)
    if isinstance(said, Issue) and said.code == "missing-file":
        return Ledger()
    try:
        found = json.loads("" if isinstance(said, Issue) else said)
        events = {id: _told(told) for id, told in found["events"].items()}
        if "" in events:
            raise ValueError
        maps = (found["rows"], found.get("owners", {}), found.get("sources", {}))  # the first alone in an older one
        return Ledger(events, *({str(key): str(value) for key, value in each.items()} for each in maps))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(
            f"{path} cannot be read; restore it, or delete it to take all rows for edited by hand"
        ) from None


def _told(cells: Mapping[str, Any]) -> Told:
    """What a ledger keeps of an event. Raises TypeError where any of it is no text."""
    told = Told(**{**cells, "urls": tuple(cells["urls"]), "own": tuple(cells.get("own", ()))})
    words = (told.sheet, told.title, told.date, told.place, *told.urls, *told.own)
    if not all(isinstance(each, str) for each in words):
        raise TypeError
    return told


def written(ledger: Ledger) -> str:
    """The ledger as its file, in an order that does not change with that of the sheet."""
    value: dict[str, Any] = {
        "about": "What sheets brought in, by which `import sheet` knows its own rows again; keep it beside the tables.",
        "events": {id: asdict(told) for id, told in sorted(ledger.events.items())},
        **{name: dict(sorted(getattr(ledger, name).items())) for name in MAPS},
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
