"""The layer that BRIEFING_CONTEXT names, or why there is none."""

import json
import os
import time
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.context.engine import Embedded, Engine, EngineError
from briefing.context.layer import Absent, Layer
from briefing.context.queries import description
from briefing.context.servers import is_server, server
from briefing.dossier.issues import Issue
from briefing.reading.textfile import text

VARIABLE = "BRIEFING_CONTEXT"
FILE = "layer.toml"
AGAIN = 60  # seconds after which a server is asked whether it has another layer, or is there by now
ANEW = "`python -m briefing context add` makes the layer anew"
Opened = tuple[Layer, Engine]


def opened() -> Opened | Absent:
    """The layer and who answers for it; it is opened once for all readers, and anew when its description changes."""
    address = os.environ.get(VARIABLE, "").strip()
    return found(address) if address else Absent()


def found(address: str) -> Opened | Absent:
    """The layer in a folder or on a server, and who answers for it."""
    return _opened(address, _minute() if is_server(address) else _changed(Path(address) / FILE))


def _minute() -> int:
    return int(time.monotonic() // AGAIN)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=2)
def _opened(address: str, _: int) -> Opened | Absent:
    try:
        return _served(address) if is_server(address) else _embedded(Path(address))
    except ModuleNotFoundError as fault:
        return Absent(f"the package {fault.name!r} that reads it is not installed")
    except (EngineError, ValueError) as fault:
        return Absent(str(fault))
    except OSError as fault:
        return Absent(f"{Path(fault.filename or address).name} cannot be read ({fault.strerror})")


def _served(address: str) -> Opened:
    there = server(address)
    told = there.ask(description())
    if len(told) != 1:
        raise ValueError(f"the server has {len(told)} descriptions of a layer where one is wanted")
    return _read(told[0][0]), there


def _embedded(folder: Path) -> Opened:
    """A layer whose parts are all there: without one, a year of it would be told as a year without violence."""
    import pyarrow.parquet as pq

    layer, rows = described(folder), 0
    for file in sorted(folder.glob("*/*.parquet")):
        try:
            rows += pq.read_metadata(file).num_rows
        except ValueError:
            raise ValueError(f"{file.parent.name}/{file.name} is no Parquet file; {ANEW}") from None
    if rows != layer.rows:
        raise ValueError(f"its files have {rows:,} rows where {FILE} says {layer.rows:,}; {ANEW}")
    return layer, Embedded(folder)


def described(folder: Path) -> Layer:
    """The layer as ``layer.toml`` beside its files describes it. Raises ValueError with a sentence."""
    if not folder.is_dir():
        raise ValueError(f"{folder.name!r} is no folder of a layer; `python -m briefing context add` makes one")
    said = text(folder / FILE)
    if not isinstance(said, Issue):
        return _read(said)
    if said.code == "missing-file":
        raise ValueError(f"{folder.name!r} has no {FILE}; `python -m briefing context add` makes one")
    raise ValueError(f"{FILE} cannot be read ({said.message})")


def _read(written: str) -> Layer:
    try:
        return layer(tomllib.loads(written))
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise ValueError(f"{FILE} cannot be read ({fault})") from None


def layer(found: dict[str, Any]) -> Layer:
    """A layer from the keys of its description."""
    ends = {end: _day(found[end]) for end in ("first", "last")}
    spans = tuple(map(_span, found.get("spans", ())))
    return Layer(**{**found, "countries": tuple(found["countries"]), "spans": spans, **ends})


def _day(found: Any) -> date | None:
    return found if isinstance(found, date) else None


def _span(found: Any) -> tuple[str, date, date]:
    country, *days = found
    first, last = map(date.fromisoformat, days)
    return country, first, last


def written(layer: Layer) -> str:
    """The description of a layer as TOML, which ``described`` reads."""
    values = {name: getattr(layer, name) for name in Layer.__slots__}
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return '""'
    return json.dumps(value, ensure_ascii=False, default=str)  # a day in a list is text
