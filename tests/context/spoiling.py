"""A layer as somebody leaves it who edits its description or swaps its files."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from briefing.context.description import FILE


def said(folder: Path, line: str) -> None:
    """Let the description say this of a key, in the place of what it says."""
    file, key = folder / FILE, line.partition(" =")[0]
    before = file.read_text("utf-8")
    after = re.sub(f"^{key} = .*\n", lambda _: f"{line}\n" if "=" in line else "", before, flags=re.MULTILINE)
    file.write_text(after if after != before else f"{line}\n{before}", encoding="utf-8")


def swapped(folder: Path, column: str, value: object, kind: pa.DataType) -> None:
    """Let every row of every file have this value in a column of this type, as many rows as before."""
    for file in folder.glob("*/*.parquet"):
        table = pq.ParquetFile(file).read()
        values = pa.array([value] * len(table), pa.int32() if kind == pa.date32() else kind).cast(kind)
        pq.write_table(table.set_column(table.schema.get_field_index(column), column, values), file)


def dropped(folder: Path, column: str) -> None:
    """Take a column out of every file."""
    for file in folder.glob("*/*.parquet"):
        pq.write_table(pq.ParquetFile(file).read().drop_columns([column]), file)
