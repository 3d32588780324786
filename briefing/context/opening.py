"""The layer that BRIEFING_CONTEXT names, or why there is none."""

import os
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

from briefing.context.description import FILE, read
from briefing.context.engine import Embedded, Engine, EngineError, answered
from briefing.context.layer import Absent, Layer
from briefing.context.parts import parts
from briefing.context.queries import description
from briefing.context.servers import is_server, server
from briefing.dossier.issues import Issue
from briefing.reading.textfile import is_folder, legible, text

VARIABLE = "BRIEFING_CONTEXT"
AGAIN = 60  # seconds after which a server is asked whether it has another layer, or is there by now
Opened = tuple[Layer, Engine]
OPENING = Lock()
# Of each server the minute in which it was asked last, and what it told.
_TOLD: dict[str, tuple[int, Opened | Absent]] = {}


def opened() -> Opened | Absent:
    """The layer and who answers for it; it is opened once for all readers, and anew when its description changes."""
    address = os.environ.get(VARIABLE, "").strip()
    return found(address) if address else Absent()


def found(address: str) -> Opened | Absent:
    """The layer in a folder or on a server, and who answers for it.

    A server is waited for once. Later it is asked beside the readers, who have what it told last until it answers.
    """
    with OPENING:  # who asks while it is being opened would open it too
        if not is_server(address):
            return _opened(address, _changed(Path(address) / FILE))
        if address not in _TOLD:
            _TOLD[address] = _minute(), _at(address)
        when, told = _TOLD[address]
        if when != _minute():
            _TOLD[address] = _minute(), told
            Thread(target=_ask_again, args=(address,), daemon=True).start()
    return told


def _ask_again(address: str) -> None:
    told = _at(address)
    with OPENING:
        _TOLD[address] = _minute(), told


def _minute() -> int:
    return int(time.monotonic() // AGAIN)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=2)
def _opened(address: str, _: int) -> Opened | Absent:
    return _at(address)


def _at(address: str) -> Opened | Absent:
    try:
        return _served(address) if is_server(address) else _embedded(Path(address))
    except ModuleNotFoundError as fault:
        return Absent(f"the package {fault.name!r} that reads it is not installed")
    except (EngineError, ValueError) as fault:
        return Absent(str(fault))
    except OSError as fault:
        return Absent(f"{legible(Path(fault.filename or address).name)} cannot be read ({fault.strerror})")


def _served(address: str) -> Opened:
    there = server(address)
    told = answered(there, description())
    if len(told) != 1:
        raise ValueError(f"the server has {len(told)} descriptions of a layer where one is wanted")
    return read(told[0][0]), there


def _embedded(folder: Path) -> Opened:
    layer = replace(described(folder), fine=False)  # no table of counts lies beside the files
    return layer, Embedded(parts(folder, layer))


def described(folder: Path) -> Layer:
    """The layer as ``layer.toml`` beside its files describes it. Raises ValueError with a sentence."""
    if not is_folder(folder):
        raise ValueError(f"{folder.name!r} is no folder of a layer; `python -m briefing context add` makes one")
    said = text(folder / FILE)
    if not isinstance(said, Issue):
        return read(said)
    if said.code == "missing-file":
        raise ValueError(f"{folder.name!r} has no {FILE}; `python -m briefing context add` makes one")
    raise ValueError(f"{FILE} cannot be read ({said.message})")
