"""The Parquet files of a layer, a year each: none is opened that is no plain file, nor read that has other columns."""

import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.context.description import FILE
from briefing.context.layer import Layer
from briefing.context.queries import COLUMNS
from briefing.context.values import short
from briefing.reading.textfile import is_file, legible

ANEW = "`python -m briefing context add` makes the layer anew"
PROVINCES = ("adm_1", "adm_2")
"""Columns that a layer of an older version does not have."""
STRANGE = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link that leads nowhere",
}


def parts(folder: Path, layer: Layer) -> tuple[Path, ...]:
    """The files of a layer, all of which are there: without one, a year of it would be told as a year without
    violence. Raises ValueError with a sentence, OSError."""
    wanted = _wanted(layer)
    files = lying(folder)
    rows = sum(_rows(file, wanted) for file in files)
    if rows != layer.rows:
        raise ValueError(f"its files have {rows:,} rows where {FILE} says {layer.rows:,}; {ANEW}")
    return files


def lying(folder: Path) -> tuple[Path, ...]:
    """The files that lie in a folder, whatever is in them."""
    return tuple(sorted(folder.glob("*/*.parquet")))


def table(files: Sequence[Path]) -> str:
    """These files, and no others, as DuckDB's SQL has a table. It takes each name of a list for a pattern too."""
    names = (quoted(re.sub(r"([*?[])", r"[\1]", str(file))) for file in files)
    return f"read_parquet([{', '.join(names)}], hive_partitioning = false)"


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'{}'".format(text.replace("'", "''"))


def _wanted(layer: Layer) -> Mapping[str, tuple[Any, ...]]:
    """The columns of every file and the types that each may have."""
    import pyarrow as pa

    kinds = {
        "VARCHAR": (pa.string(), pa.large_string()),
        "INTEGER": (pa.int32(),),
        "BIGINT": (pa.int64(),),
        "DATE": (pa.date32(),),
        "DOUBLE PRECISION": (pa.float64(),),
    }
    return {name: kinds[kind] for name, kind in COLUMNS.items() if layer.provinces or name not in PROVINCES}


def _rows(file: Path, wanted: Mapping[str, tuple[Any, ...]]) -> int:
    """How many rows a file has, whose columns are those that are wanted."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    name = legible(f"{file.parent.name}/{file.name}")
    if not is_file(file):  # to open a pipe is to wait until somebody writes
        raise ValueError(f"{name} is {_kind(file)}; a Parquet file is wanted")
    try:
        told = pq.read_metadata(file)
        found = {field.name: field.type for field in told.schema.to_arrow_schema()}
    except (pa.ArrowException, ValueError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno:
            raise OSError(fault.errno, os.strerror(fault.errno), str(file)) from None
        raise ValueError(f"{name} is no Parquet file; {ANEW}") from None
    for column, kinds in wanted.items():
        if found.get(column) not in kinds:
            raise ValueError(f"{name} has {_column(column, found)} where {kinds[0]} is wanted; {ANEW}")
    return int(told.num_rows)


def _column(name: str, found: Mapping[str, Any]) -> str:
    return f"a column {name} of {short(str(found[name]))[1:-1]}" if name in found else f"no column {name}"


def _kind(file: Path) -> str:
    """What it is that is no plain file."""
    mode = file.lstat().st_mode
    if stat.S_ISLNK(mode) and file.exists():
        mode = file.stat().st_mode
    return STRANGE.get(stat.S_IFMT(mode), "no plain file")
