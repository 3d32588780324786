"""Which sides of the data are which actors of a dossier, by hand: ``context.toml`` beside its tables.

```toml
[sides]
"Government of Tajikistan" = "tajik-government"
IS = "islamic-state"
```

It says whose violence is meant when a reader asks for an actor, and nothing of who is right. It belongs to no release,
so what is wrong with it is told and blocks none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.dossier.cells import marred
from briefing.dossier.issues import Issue, did_you_mean
from briefing.reading.references import HINTS
from briefing.reading.textfile import text
from briefing.reading.toml import parsed

FILE = "context.toml"
Sides = Mapping[str, tuple[str, ...]]
"""The sides of each actor that has any."""


def sides(folder: Path, actors: Collection[str]) -> tuple[Sides, tuple[Issue, ...]]:
    """The mapping of a dossier's folder, and what is wrong with it; a folder need not have any."""
    read = text(folder / FILE)
    if isinstance(read, Issue):
        return {}, () if read.code == "missing-file" else (replace(read, severity="warning"),)
    try:
        found = parsed(read).get("sides", {})
    except (ValueError, RecursionError) as fault:
        return {}, (_issue(0, f"the file cannot be read as TOML ({fault})"),)
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        return {}, (_issue(0, "a table [sides] is wanted, in which each side of the data is given the id of an actor"),)
    # No file could carry such a name, and no data set has it.
    bad = tuple(_issue(0, f"the name of a side: {fault.message}") for fault in marred(list(found), ()))
    if bad:
        return {}, bad
    known: defaultdict[str, list[str]] = defaultdict(list)
    strange: dict[str, str] = {}
    for side, actor in found.items():
        if actor in actors:
            known[actor].append(side)
        else:
            strange[side] = actor
    return {actor: tuple(of) for actor, of in known.items()}, tuple(_unknown(strange, read, actors))


def _unknown(strange: Mapping[str, str], read: str, actors: Collection[str]) -> Iterator[Issue]:
    """What is wrong with each side whose actor is none, at the line that begins with it; 0 where it is written in
    another way, as with an escape. A near miss is looked for of the first few, since it costs."""
    lines = {line.partition("=")[0].strip(" \t\"'"): number for number, line in enumerate(read.split("\n"), 1)}
    for number, (side, actor) in enumerate(strange.items()):
        near = did_you_mean(actor, actors) if number < HINTS else ""
        yield _issue(lines.get(side, 0), f"{actor!r} is no actor of this dossier.{near}", side)


def _issue(line: int, message: str, column: str = "") -> Issue:
    return Issue(FILE, line, column, "bad-context", message, "warning")
