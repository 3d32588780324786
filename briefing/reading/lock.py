"""One writer of a folder at a time: who comes second waits, on systems that can do that."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.reading.atomic import sweep
from briefing.reading.textfile import is_workbook

Told = Callable[[str], None]


@contextmanager
def alone(where: Path, waiting: Told = lambda said: None) -> Iterator[None]:
    """Keep other commands from writing to a dossier meanwhile; ``waiting`` is told if one does so now.

    The lock is on the folder itself, that of a workbook on the folder it lies in, so that no file of it is left. A
    folder that is not there is made, and goes again if it stays empty.
    """
    folder = where.parent if is_workbook(where) else where
    made = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    held = _hold(folder, waiting)
    if held is not None:
        sweep(folder)
    try:
        yield
    finally:
        for path in made:
            with suppress(OSError, ValueError):  # it is not empty, or was never made
                path.rmdir()
        if held is not None:
            os.close(held)


def _hold(folder: Path, waiting: Told) -> int | None:
    """The lock on a folder; None where there can be none, and whoever reads or writes there tells why."""
    while True:
        with suppress(OSError, ValueError):
            folder.mkdir(parents=True, exist_ok=True)
        held = _locked(folder, waiting)
        if held is None or _is_still(held, folder):
            return held
        os.close(held)  # whoever was waited for has taken its empty folder away


def _locked(folder: Path, waiting: Told) -> int | None:
    try:
        import fcntl  # noqa: PLC0415  # Windows has none

        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (ImportError, OSError, ValueError):
        return None
    with suppress(OSError):  # as of a file system that knows no locks
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting(f"{folder}: another command is writing there; waiting until it is done")
            fcntl.flock(held, fcntl.LOCK_EX)
    return held


def _is_still(held: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), folder.stat())
    except OSError:
        return False
