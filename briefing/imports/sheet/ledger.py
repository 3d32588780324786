"""What earlier imports of sheets made in a dossier: which events, from which words, and every row as it was written.

By it a changed sheet changes its own rows and no others: a row that a person has edited since is theirs.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.dossier.issues import Issue
from briefing.reading.textfile import text

FILE = "sheets.json"
ALIKE = 2  # of title, date, place and addresses, by which a changed row is known again


@dataclass(frozen=True, slots=True)
class Told:
    """What a row of a sheet said of an event, as far as it is known again by it."""

    sheet: str
    title: str
    date: str
    place: str
    urls: tuple[str, ...] = ()

    def likeness(self, other: "Told") -> int:
        """How many of the things by which a row is known are the same and not empty."""
        same = [self.title == other.title, bool(self.date) and self.date == other.date]
        same += [bool(self.place) and self.place == other.place, bool({*self.urls} & {*other.urls})]
        return sum(same)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The events by id, and the digest of each row by table and id, such as ``claims/e-fire--claim``."""

    events: Mapping[str, Told] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    def again(self, told: Told, taken: Collection[str]) -> str:
        """The id of the event that this row told of before it was changed, or nothing where none or several may be."""
        scored = [
            (told.likeness(old), id)
            for id, old in self.events.items()
            if old.sheet == told.sheet and id not in taken and told.likeness(old) >= ALIKE
        ]
        best = [id for score, id in scored if score == max(scored)[0]]
        return best[0] if len(best) == 1 else ""


def digest(cells: Mapping[str, str]) -> str:
    """A hash of the cells of a row that are not empty."""
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
        events = {id: Told(**{**told, "urls": tuple(told["urls"])}) for id, told in found["events"].items()}
        return Ledger(events, {str(row): str(made) for row, made in found["rows"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(
            f"{path} cannot be read; restore it, or delete it to take all rows for edited by hand"
        ) from None


def written(ledger: Ledger) -> str:
    """The ledger as its file, in an order that does not change with that of the sheet."""
    value: dict[str, Any] = {
        "about": "What sheets brought in, by which `import sheet` knows its own rows again; keep it beside the tables.",
        "events": {id: asdict(told) for id, told in sorted(ledger.events.items())},
        "rows": dict(sorted(ledger.rows.items())),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
