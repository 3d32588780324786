"""What tells one state of a dossier's files from the next, without reading them, and how long ago they changed."""

import time
from pathlib import Path

from briefing.reading.textfile import is_workbook, legible

READ = (".csv", ".toml", ".jsonl")
State = tuple[str, int, int, int, int]
Stamp = tuple[State, ...]
NONE = -1
REST = 5.0  # seconds; Git, rsync and scp write one file after the other
_SEEN: dict[Path, tuple[Stamp, float]] = {}
"""How files that change in times to come stood when they were looked at first, and when that was by a clock that only
goes on."""


def stamp(where: Path) -> Stamp:
    """Names, sizes, times and numbers of all files that are read of a dossier; a folder that is not there has none."""
    if is_workbook(where):
        return (state(where), state(where.with_suffix(".releases.jsonl")))
    try:
        names = sorted(path for path in where.iterdir() if path.suffix in READ)
    except (OSError, ValueError):  # a name with a NUL byte is none
        return ()
    return tuple(state(path) for path in names)


def has_rested(where: Path) -> bool:
    """Whether no file of a dossier came, went or was written for a while, so that none is to be waited for.

    By the time at which the file system did it: who copies gives a file any time of change that it likes. Where that
    is yet to come, since the machine's clock was turned back, by the time for which they were seen as they are.
    """
    now = (*stamp(where), state(where))
    passed = time.time() - max(each[3] for each in now) / 1e9
    if passed >= 0:
        return passed >= REST
    before, since = _SEEN.get(where, ((), 0.0))
    if now != before:
        _SEEN[where] = now, time.monotonic()
        return False
    return time.monotonic() - since >= REST


def state(path: Path) -> State:
    """The state of a file; one that is gone again, or a link that leads nowhere, has none, which is a state too."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # a name with a NUL byte is none
        return legible(path.name), NONE, NONE, NONE, NONE
    return legible(path.name), found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
