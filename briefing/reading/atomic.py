"""Files written whole: drafts of all of them first, which then take their places, or none and why in words."""

import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from briefing.dossier.sentences import listed
from briefing.reading.stamp import State, state

DRAFT = ".part"
OLD = 3600.0  # seconds
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
NAMED = 40  # letters of a file's name in that of its draft, which no file system finds too long
LEFT = re.compile(rf"\..{{1,{NAMED}}}\.[0-9a-f]{{8}}{re.escape(DRAFT)}", re.DOTALL)


class UnwrittenError(OSError):
    """Files that were not written, in a sentence that names the one at fault and what became of the others."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Files in the state in which they were read."""

    states: Mapping[Path, State]

    @classmethod
    def now(cls, paths: Iterable[Path]) -> "Seen":
        """As they are now; one that is not there is in a state too."""
        return cls({path: state(path) for path in paths})

    @property
    def changed(self) -> list[Path]:
        """Those that are another file by now, or none any more."""
        return [path for path, was in self.states.items() if state(path) != was]


def put(files: Mapping[Path, bytes], seen: Seen | None = None) -> None:
    """Write files, all or none; none either where one that was ``seen`` is not any more what it was.

    Raises UnwrittenError.
    """
    drafts: dict[Path, Path] = {}
    placed: list[Path] = []
    path = Path()
    try:
        for path, content in files.items():
            # Beside the file, since one takes another's place in one step only within a file system.
            drafts[path] = _draft(path)
            _fill(drafts[path], content, path)
        if seen and (other := seen.changed):
            raise UnwrittenError(_changed(other))
        with _undisturbed():
            for path, draft in drafts.items():
                draft.replace(os.path.realpath(path))
                placed.append(path)
    except UnwrittenError:
        raise
    except OSError as fault:
        raise UnwrittenError(_failed(path, fault, placed, files)) from fault
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever ends the command meanwhile has it end afterwards: half of the files would be of another day."""
    if threading.current_thread() is not threading.main_thread():  # no other hears of signals
        yield
        return
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in ENDING}
    try:
        yield
    finally:
        for each, was in before.items():
            signal.signal(each, was or signal.SIG_DFL)
        for number in came:
            signal.raise_signal(number)


def sweep(folder: Path) -> None:
    """Take away the drafts that a command left which was ended from outside, once nobody can be at them any more."""
    with suppress(OSError, ValueError):
        for path in folder.iterdir():
            with suppress(OSError):
                if LEFT.fullmatch(path.name) and time.time() - path.lstat().st_mtime > OLD:
                    path.unlink()


def _draft(path: Path) -> Path:
    """A name that no file has; where the path is a link it lies beside the file that the link leads to."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name[:NAMED]}.{token_hex(4)}{DRAFT}")


def _fill(draft: Path, content: bytes, path: Path) -> None:
    """Write a draft, to be read and written by whoever may read and write the file now."""
    with draft.open("xb") as file:
        if path.exists():
            with path.open("r+b"):  # one that may not be written is not replaced either
                pass
            shutil.copymode(path, draft)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # some file systems say only now that they are full


def _changed(paths: Collection[Path]) -> str:
    were = "was" if len(paths) == 1 else "were"
    return f"{listed([str(path) for path in paths])} {were} changed meanwhile; nothing was written, so run it again"


def _failed(path: Path, fault: OSError, placed: Collection[Path], files: Collection[Path]) -> str:
    said = f"{path}: it cannot be written ({fault.strerror})"
    if not placed:
        return f"{said}; nothing was written"
    left = [each.name for each in files if each not in placed]
    return f"{said}; written are {listed([each.name for each in placed])}, but not {listed(left)}"
