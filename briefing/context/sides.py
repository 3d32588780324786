"""Which sides of the data are which actors of a dossier, by hand: ``context.toml`` beside its tables.

```toml
[sides]
"Government of Tajikistan" = "tajik-government"
IS = "islamic-state"
```

It says whose violence is meant when a reader asks for an actor, and nothing of who is right. It belongs to no release,
so what is wrong with it is told and blocks none.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.dossier.issues import Issue, did_you_mean
from briefing.reading.textfile import text
from briefing.reading.toml import parsed

FILE = "context.toml"
Sides = Mapping[str, tuple[str, ...]]
"""The sides of each actor that has any."""


def sides(folder: Path, actors: Collection[str]) -> tuple[Sides, tuple[Issue, ...]]:
    """The mapping of a dossier's folder, and what is wrong with it; a folder need not have any."""
    if not (folder / FILE).exists():
        return {}, ()
    read = text(folder / FILE)
    if isinstance(read, Issue):
        return {}, (replace(read, severity="warning"),)
    try:
        found = parsed(read).get("sides", {})
    except (ValueError, RecursionError) as fault:
        return {}, (_issue(0, f"the file cannot be read as TOML ({fault})"),)
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        return {}, (_issue(0, "a table [sides] is wanted, in which each side of the data is given the id of an actor"),)
    faults = [
        _issue(_line(read, side), f"{actor!r} is no actor of this dossier.{did_you_mean(actor, actors)}", side)
        for side, actor in found.items()
        if actor not in actors
    ]
    known = [(side, actor) for side, actor in found.items() if actor in actors]
    return {actor: tuple(side for side, of in known if of == actor) for _, actor in known}, tuple(faults)


def _issue(line: int, message: str, column: str = "") -> Issue:
    return Issue(FILE, line, column, "bad-context", message, "warning")


def _line(read: str, side: str) -> int:
    return next((number for number, line in enumerate(read.split("\n"), 1) if side in line), 0)
