"""A release taken in: one pass over the file, row by row, into Parquet files by year, put in place as a whole."""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, TextIO
from zipfile import ZipFile

from briefing.context.description import FILE, read, written
from briefing.context.layer import RESOLUTIONS, Layer
from briefing.context.parts import lying, quoted, table
from briefing.context.queries import COLUMNS
from briefing.context.rows import Account, Format, Incident, incidents
from briefing.reading.textfile import is_file
from briefing.reading.unpacked import SPOILED

BATCH = 20_000  # rows that are held in memory
REPEATED = "a line with this id came before; the first is kept"
VALUES = attrgetter(*(field.name for field in fields(Incident)))  # astuple copies each value, slower than all else
Progress = Callable[[int], None]


def add(
    file: Path, form: Format, folder: Path, release: str, published: str, progress: Progress
) -> tuple[Layer, Account]:
    """The layer that a file makes, written to a folder, and what became of its lines.

    Raises OSError, or ValueError with a sentence; the folder is then as it was.
    """
    account = Account()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        rows, made = Path(place, "rows.parquet"), Path(place, "made")
        with _text(file) as text:
            _write(_told(incidents(text, form, account), progress), rows)
        if not account.taken:
            raise ValueError("no line of the file can be taken, so nothing was changed")
        repeated = _parted(rows, made)
        account.taken -= repeated
        account.numbers |= {REPEATED: repeated} if repeated else {}
        account.aside |= {REPEATED: []} if repeated else {}
        layer = _described(made, form, release or form.release(file.name), published)
        layer = replace(layer, imprecise=account.imprecise)
        said = written(layer)
        read(said)  # as whoever opens it does; what cannot be read takes the place of no sound layer
        (made / FILE).write_text(said, encoding="utf-8")
        _placed(made, folder)
    return layer, account


@contextmanager
def _text(file: Path) -> Iterator[TextIO]:
    """The text of a CSV file, or of the one in a ZIP file."""
    with _opened(file) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text:
        yield text


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if file.suffix.lower() in (".xlsx", ".xls"):
        raise ValueError("this is a workbook; save its sheet as CSV in UTF-8, and give that file")
    if file.exists() and not is_file(file):
        raise ValueError("this is no plain file; the CSV file of a release, or the ZIP file with it, is wanted")
    if file.suffix.lower() != ".zip":
        with file.open("rb") as raw:
            yield raw
        return
    try:
        with ZipFile(file) as zipped:
            inside = [name for name in zipped.namelist() if name.lower().endswith(".csv")]
            if len(inside) != 1:
                raise ValueError(f"{len(inside)} CSV files are in this ZIP file; one is wanted")
            with zipped.open(inside[0]) as raw:
                yield raw  # type: ignore[misc]  # a file of an archive is as good as one of a folder
    except SPOILED:
        raise ValueError("this is no ZIP file that can be read; it may be damaged or locked by a password") from None


def _told(rows: Iterator[Incident], progress: Progress) -> Iterator[Incident]:
    for number, row in enumerate(rows, 1):
        if number % BATCH == 0:
            progress(number)
        yield row


def _write(rows: Iterator[Incident], file: Path) -> None:
    """All rows with their cells as one Parquet file, in batches."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DATE": pa.date32()}
    schema = pa.schema([(name, kinds.get(kind, pa.float64())) for name, kind in COLUMNS.items()])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        batch: list[tuple[Any, ...]] = []
        for row in rows:
            batch.append((*VALUES(row), *_cells(row)))
            if len(batch) == BATCH:
                writer.write_batch(_batch(batch, schema))
                batch.clear()
        if batch:
            writer.write_batch(_batch(batch, schema))


def _batch(rows: list[tuple[Any, ...]], schema: Any) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True)
    return pa.record_batch(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema
    )


def _cells(row: Incident) -> tuple[int | None, ...]:
    from h3.api import basic_int as h3

    if not row.is_placed:
        return (None,) * len(RESOLUTIONS)
    finest = h3.latlng_to_cell(row.latitude, row.longitude, RESOLUTIONS[-1])
    return tuple(h3.cell_to_parent(finest, each) for each in RESOLUTIONS)


@contextmanager
def _duckdb(**config: str) -> Iterator[Any]:
    """DuckDB, which may have no room, or not take the name of a file. Raises ValueError with a sentence."""
    import duckdb

    try:
        with duckdb.connect(config={**config}) as connection:
            yield connection
    except duckdb.Error as fault:
        raise ValueError(f"DuckDB cannot take the rows in: {str(fault).splitlines()[0]}") from None


def _parted(rows: Path, folder: Path) -> int:
    """The rows by year, sorted so that what lies together is read together; returns how many ids came twice."""
    folder.mkdir()
    unsorted = table([rows])
    with _duckdb(memory_limit="500MB", temp_directory=str(folder.parent / "spill")) as connection:
        once = f"SELECT * FROM {unsorted} QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY year) = 1"
        names, place = ", ".join(COLUMNS), quoted(str(folder))
        connection.execute(
            f"COPY (SELECT {names}, year AS part FROM ({once}) ORDER BY year, h3_3, first_day, id) TO {place} "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part), FILENAME_PATTERN 'rows_{i}')"
        )
        found = connection.execute(
            f"SELECT (SELECT COUNT(*) FROM {unsorted}) - COUNT(*) FROM {table(lying(folder))}"
        ).fetchone()
    return int(found[0]) if found else 0


def _described(folder: Path, form: Format, release: str, published: str) -> Layer:
    with _duckdb() as connection:
        read = table(lying(folder))
        rows, coarse, crossed, undated, unstated, first, last = connection.execute(
            "SELECT COUNT(*), COUNT(*) FILTER (h3_3 IS NULL), COUNT(*) FILTER (low > best OR best > high), "
            "COUNT(*) FILTER (first_day IS NULL), COUNT(*) FILTER (best IS NULL), MIN(first_day), MAX(last_day) "
            f"FROM {read}"
        ).fetchone() or (0, 0, 0, 0, 0, None, None)
        countries = connection.execute(
            f"SELECT country, MIN(first_day), MAX(last_day) FROM {read} GROUP BY country ORDER BY country"
        ).fetchall()
        content = connection.execute(f"SELECT SUM(HASH(t)) FROM {read} AS t").fetchone()
    return Layer(
        name=form.name,
        title=form.title,
        release=release,
        published=published,
        licence=form.licence,
        citation=form.citation,
        may_be_passed_on=form.may_be_passed_on,
        rows=rows,
        coarse=coarse,
        crossed=crossed,
        undated=undated,
        first=first,
        last=last,
        countries=tuple(name for name, _, _ in countries),
        unstated=unstated,
        provinces=True,
        spans=tuple((name, begins, ends) for name, begins, ends in countries if begins and ends),
        digest=hashlib.sha256(str(content).encode()).hexdigest()[:12],
    )


def _placed(made: Path, folder: Path) -> None:
    """Put the new layer in the place of the old one; a reader meets the one or the other."""
    old = folder.with_name(f".{folder.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    made.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
