"""The tables of a layer on a server, and a layer put there as a whole in place of the one before."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefing.context.description import written
from briefing.context.opening import described
from briefing.context.parts import lying, parts
from briefing.context.queries import BY_MONTH, COLUMNS, FINE
from briefing.context.servers import SETTINGS, TO_CONNECT, ClickHouse, Postgres, escaped, first, is_server, server

BATCH = 50_000  # rows that are held in memory
LONG = 3600.0  # seconds that a statement may take while a layer is put there
TYPES = {"VARCHAR": "String", "INTEGER": "Int32", "BIGINT": "Int64", "DATE": "Date32", "DOUBLE PRECISION": "Float64"}
TABLES = ("incidents", "monthly", "monthly_fine", "layer")
SORTED = "ENGINE = MergeTree ORDER BY (country, h3_3, first_day) SETTINGS allow_nullable_key = 1"
PARTED = SORTED.replace("ORDER BY", "PARTITION BY year ORDER BY")
ALWAYS = ("id", "year", "country", "kind", "conflict", "side_a", "side_b", "adm_1", "adm_2")
OLDER = "the layer was taken in by an older version, which kept no provinces; add the release anew, then put it there"
"""Columns that every row has. ClickHouse sorts and parts by such alone."""


def put(folder: Path, address: str) -> int:
    """How many rows of a layer's folder now lie on a server. Raises ValueError with a sentence, OSError."""
    if not is_server(address):
        raise ValueError("the address of a server is wanted: postgresql://... or clickhouse://...")
    layer = described(folder)
    if not layer.provinces:
        raise ValueError(OLDER)
    parts(folder, layer)  # told before anything on the server gives way
    description, there = written(replace(layer, fine=True)), server(address)
    if isinstance(there, Postgres):
        return _into_postgres(folder, there, description)
    return _into_clickhouse(folder, there, description)


def postgres_tables(years: range) -> Iterator[str]:
    """A part of ``incidents`` for each year; ``layer`` has the description."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    yield f"CREATE TABLE incidents ({columns}) PARTITION BY RANGE (year)"
    for year in years:
        yield f"CREATE TABLE incidents_{year} PARTITION OF incidents FOR VALUES FROM ({year}) TO ({year + 1})"
    yield "CREATE TABLE layer (description VARCHAR)"


def postgres_filled() -> Iterator[str]:
    """What follows on the rows: what is counted by month, and indexes for a country in a period and for cells."""
    yield f"CREATE TABLE monthly AS {BY_MONTH}"
    yield f"CREATE TABLE monthly_fine AS {FINE}"
    for columns in ("incidents (country, first_day)", "incidents (h3_3)", "monthly (country)", "monthly_fine (h3_3)"):
        yield f"CREATE INDEX ON {columns}"


def clickhouse_tables() -> Iterator[str]:
    """A part for each year, sorted by country, coarsest cell and day. They take their names once they are filled."""
    columns = ", ".join(f"{name} {_clickhouse(name, kind)}" for name, kind in COLUMNS.items())
    yield f"CREATE TABLE incidents_new ({columns}) {PARTED}"
    yield "CREATE TABLE layer_new (description String) ENGINE = MergeTree ORDER BY tuple()"


def clickhouse_filled() -> Iterator[str]:
    """What follows on the rows: what is counted by month."""
    for name, counted in (("monthly", BY_MONTH), ("monthly_fine", FINE)):
        yield f"CREATE TABLE {name}_new {SORTED} AS {counted.replace('incidents', 'incidents_new')}"


def _clickhouse(name: str, kind: str) -> str:
    plain = TYPES[kind]
    return plain if name in ALWAYS else f"Nullable({plain})"


def _into_postgres(folder: Path, there: Postgres, description: str) -> int:
    import psycopg

    try:
        with psycopg.connect(there.address, connect_timeout=TO_CONNECT) as connection:
            for table in TABLES:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in postgres_tables(_years(folder)):
                connection.execute(statement)
            with connection.cursor().copy(f"COPY incidents ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv)") as copy:
                for rows in _csv(folder):
                    copy.write(rows)
            connection.execute("INSERT INTO layer VALUES (%s)", (description,))
            for statement in postgres_filled():
                connection.execute(statement)
        with psycopg.connect(there.address, connect_timeout=TO_CONNECT, autocommit=True) as connection:
            connection.execute("ANALYZE incidents, monthly, monthly_fine")
            ((number,),) = connection.execute("SELECT COUNT(*) FROM incidents").fetchall()
    except psycopg.Error as fault:
        raise ValueError(f"PostgreSQL: {first(fault)}") from None
    return int(number)


def _into_clickhouse(folder: Path, there: ClickHouse, description: str) -> int:
    for table in TABLES:
        _told(there, f"DROP TABLE IF EXISTS {table}_new")
    for statement in clickhouse_tables():
        _told(there, statement)
    for file in lying(folder):
        _told(there, file.read_bytes(), query=f"INSERT INTO incidents_new ({', '.join(COLUMNS)}) FORMAT Parquet")
    _told(there, "INSERT INTO layer_new VALUES ({p0:String})", param_p0=escaped(description))
    for statement in clickhouse_filled():
        _told(there, statement, **SETTINGS)
    for table in TABLES:
        _told(there, f"DROP TABLE IF EXISTS {table}")
        _told(there, f"RENAME TABLE {table}_new TO {table}")
    return int(_told(there, "SELECT COUNT(*) FROM incidents"))


def _told(there: ClickHouse, statement: str | bytes, **given: str) -> str:
    import httpx

    body = statement.encode() if isinstance(statement, str) else statement
    try:
        answer = there.sent(body, given, LONG)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise ValueError(f"ClickHouse: no answer ({first(fault)})") from None
    if answer.status_code != 200:
        raise ValueError(f"ClickHouse: {first(answer.text)}")
    return str(answer.text)


def _years(folder: Path) -> range:
    years = [int(part.name.partition("=")[2]) for part in folder.iterdir() if part.is_dir()]
    return range(min(years), max(years) + 1)


def _csv(folder: Path) -> Iterator[bytes]:
    """Every row as CSV, a batch in memory; what is there is quoted, so that an empty word is not taken for none."""
    import pyarrow.parquet as pq
    from pyarrow import csv

    options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    for file in lying(folder):
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(BATCH, columns=list(COLUMNS)):
                out = io.BytesIO()
                csv.write_csv(batch, out, options)
                yield out.getvalue()
