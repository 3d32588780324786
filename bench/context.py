"""Measures the layer behind a dossier: python -m bench.context [--rows 1000000,10000000] [--server ADDRESS] [--dry].

The rows are those of the file that BRIEFING_CONTEXT_SAMPLE names, as tests/context/test_sample.py reads it, or rows
of chance; each copy of them is moved as a whole in place and time. Every figure is that of a fresh process in which
nothing is kept, beside the same rows read by pandas and counted by DuckDB alone. bench/context.md has what came out.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import h3.api.basic_int as h3
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from briefing.context import asking, ged
from briefing.context.adding import add
from briefing.context.description import FILE, written
from briefing.context.engine import EngineError
from briefing.context.layer import RESOLUTIONS, Absent, Scope
from briefing.context.opening import VARIABLE, described, opened
from briefing.context.schema import put
from briefing.ui.server import recorded
from tests.context.official import rows, text

SAMPLE = "BRIEFING_CONTEXT_SAMPLE"
COUNTRY = "Syria"
WINDOWS = {4.5: "32,35,38,43", 6.0: "32,35,38,43", 7.5: "34,36,37,40", 9.0: "35.5,36.5,36.7,38.2"}
"""What a map of the country shows as one goes nearer, by its zoom."""
REPEATS = 3
AIMS = {1_000_000: 300.0, 10_000_000: 1500.0}
"""Milliseconds of the server for the first drawing."""
MESSAGE, MEMORY = 300.0, 200.0
"""Kilobytes of one message at any zoom, megabytes over the dossier."""
FIRST, HELD = "first drawing, ms", "memory at most, over before, MB"
RESULTS = Path(__file__).with_name("context.md")
Found = dict[str, float]


def main() -> None:
    """Make the layers, then print what each question costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.context", description=__doc__)
    parser.add_argument("--rows", type=lambda text: [int(each) for each in text.split(",")], default=list(AIMS))
    parser.add_argument("--server", help="put the layer there, and ask there")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(dict(figures(asked.one))))
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        first, found = base(Path(made)), {}
        for number in asked.rows:
            folder = grown(first, Path(made) / f"{number}", number)
            found["folder", number] = told(number, folder, str(folder))
            if asked.server:
                begun = time.perf_counter()
                put(folder, asked.server)
                print(f"{number:>12,}  put on the server {time.perf_counter() - begun:26.0f} s")
                found[asked.server.partition(":")[0], number] = told(number, None, asked.server)
    print(*aims(found), sep="\n")
    if not asked.dry:
        RESULTS.write_text(page(found, datetime.now(UTC).date()), encoding="utf-8")
        print(f"Written: bench/{RESULTS.name}")


def aims(found: Mapping[tuple[str, int], Found]) -> Iterator[str]:
    """What was asked for, of each layer, and whether it was met."""
    for (where, number), values in found.items():
        messages = max(value for name, value in values.items() if name.startswith("message"))
        for what, value, aim, unit in (
            ("the first drawing of a country", values[FIRST], AIMS.get(number), "ms"),
            ("the largest message", messages, MESSAGE, "kB"),
            ("memory over that before the layer", values[HELD], MEMORY, "MB"),
        ):
            if aim:
                met = "Met" if value <= aim else "**Not met**"
                yield f"- {met}: {where}, {number:,} rows: {what} {value:,.0f} {unit}; the aim was {aim:,.0f}."


def page(found: Mapping[tuple[str, int], Found], day: date) -> str:
    """The page of results: aims, then every figure."""
    heads = [f"{where}, {number:,} rows" for where, number in found]
    names = list(dict.fromkeys(name for values in found.values() for name in values))
    rows = [[name, *(f"{values[name]:,.1f}" if name in values else "" for values in found.values())] for name in names]
    return "\n".join(
        (
            "# Recorded violence, measured",
            "",
            f"By `python -m bench.context` on {day}, load average {os.getloadavg()[0]:.1f} at the end: the median of "
            f"{REPEATS} fresh processes in which nothing is kept.",
            "",
            *aims(found),
            "",
            f"| what | {' | '.join(heads)} |",
            f"| --- |{' --- |' * len(heads)}",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
        )
    )


def base(made: Path) -> Path:
    """The layer that the others are copies of."""
    file = made / "GEDEvent_v21_1.csv"
    if named := os.environ.get(SAMPLE):
        frame = pd.read_parquet(named).rename(columns=lambda name: name.removesuffix("_death"))
        days = pd.to_datetime(frame[["year", "month", "day"]]).dt.strftime("%Y-%m-%d")
        frame.assign(date_start=days, date_end=days).to_csv(file, index=False)
    else:
        file.write_text(text(rows(1, 50_000)), encoding="utf-8", newline="")
    begun = time.perf_counter()
    layer, _ = add(file, ged.FORMAT, made / "base", "", "", lambda number: None)
    spent = time.perf_counter() - begun
    print(f"{layer.rows:>12,}  context add {spent:32.1f} s, {layer.rows / spent:,.0f} rows a second")
    return made / "base"


def grown(first: Path, folder: Path, number: int) -> Path:
    """A layer of so many rows, parted and sorted as `context add` does it."""
    chance = random.Random(number)
    table = pa.concat_tables(pq.ParquetFile(file).read() for file in sorted(first.glob("*/*.parquet")))
    loose = folder.with_suffix(".parquet")
    with pq.ParquetWriter(loose, table.schema, compression="zstd") as writer:
        for copy in range(-(-number // table.num_rows)):
            writer.write_table(moved(table.slice(0, number - copy * table.num_rows), chance, copy))
    with duckdb.connect(config={"temp_directory": str(folder.with_suffix(".spill"))}) as connection:
        connection.execute(
            f"COPY (SELECT *, year AS part FROM read_parquet('{loose}') ORDER BY year, h3_3, first_day, id) "
            f"TO '{folder}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part), FILENAME_PATTERN 'rows_{i}')"
        )
    loose.unlink()
    layer = replace(described(first), rows=number, digest=f"grown-{number}")
    (folder / FILE).write_text(written(layer), encoding="utf-8")
    return folder


def moved(table: pa.Table, chance: random.Random, copy: int) -> pa.Table:
    """The rows as a whole up to 170 km and three years away, with ids of their own."""
    north, east, days = chance.uniform(-1.5, 1.5), chance.uniform(-1.5, 1.5), chance.randrange(-1100, 1100)
    found = table.to_pandas(date_as_object=False)
    found["id"] += f"-{copy}"
    for name, by in (("latitude", north), ("longitude", east)):
        found[name] += by
    for name in ("first_day", "last_day"):
        found[name] += pd.Timedelta(days=days)
    found["year"] = found["last_day"].dt.year.fillna(found["year"])
    where = zip(found["latitude"], found["longitude"], found["h3_3"].notna(), strict=True)
    finest = [h3.latlng_to_cell(*at, RESOLUTIONS[-1]) if is_placed else None for *at, is_placed in where]
    for each in RESOLUTIONS:
        cells = [cell and h3.cell_to_parent(cell, each) for cell in finest]
        found[f"h3_{each}"] = pd.array(cells, dtype="Int64")
    return pa.Table.from_pandas(found, table.schema, preserve_index=False)


def told(number: int, folder: Path | None, where: str) -> Found:
    """Print and return the medians of fresh processes, with the extremes beside them; inf is no answer in time."""
    runs, found = [_fresh(where) for _ in range(REPEATS)], {}
    for name in runs[0]:
        values = sorted(run.get(name, math.inf) for run in runs)
        aim = AIMS.get(number) if name == FIRST else None
        found[name] = median(values)
        verdict = f"  {'met' if median(values) <= aim else 'NOT met'}: the aim is {aim:g}" if aim else ""
        print(f"{number:>12,}  {name:<44} {median(values):10,.1f}  ({values[0]:,.1f} to {values[-1]:,.1f}){verdict}")
    if folder:
        for name, count in (("pandas, one country by cell", _by_pandas), ("DuckDB, every row counted", _by_duckdb)):
            found[f"beside it: {name}, ms"] = _clocked(partial(count, folder))
            print(f"{number:>12,}  {name + ', ms':<44} {found[f'beside it: {name}, ms']:10,.1f}")
    return found


def _fresh(where: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.context", "--one", where]
    found: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return found


def figures(where: str) -> Iterator[tuple[str, float]]:
    """What a process pays for a layer: the first drawing, then other questions, then its memory."""
    os.environ[VARIABLE] = where
    before = _memory()
    scope, four = Scope((COUNTRY,)), Scope((COUNTRY,), date(2014, 1, 1), date(2017, 12, 31))
    yield "opened, ms", _clocked(opened)
    found = opened()
    assert not isinstance(found, Absent), found.reason
    for zoom, window in WINDOWS.items():
        query, name = f"zoom={zoom}&window={window}&country={COUNTRY}", f"zoom {zoom:g}"
        spent = _clocked(partial(recorded._answered, found, "cells", query))
        yield (FIRST if zoom == min(WINDOWS) else f"cells at {name}, ms"), spent
        if spent < math.inf:
            yield f"message at {name}, kB", len(recorded._answered(found, "cells", query)) / 1000
    yield "cells of every country, ms", _clocked(lambda: asking.cells(found, Scope(), RESOLUTIONS[0]))
    yield "weeks of four years, ms", _clocked(lambda: asking.periods(found, four, "week"))
    yield "total of a country, ms", _clocked(lambda: asking.total(found, scope))
    yield "totals by side, ms", _clocked(lambda: asking.totals(found, scope, "side"))
    cell = asking.cells(found, scope, 5).cells[0].index
    yield "events of the fullest cell, ms", _clocked(lambda: asking.listed(found, scope, cell))
    yield "the same again, ms", _clocked(lambda: asking.listed(found, scope, cell))
    yield HELD, _memory() - before


def _by_pandas(folder: Path) -> None:
    columns = ["country", "h3_4", "low", "best", "high"]
    files = sorted(folder.glob("*/*.parquet"))
    frame = pd.concat([pq.ParquetFile(file).read(columns).to_pandas() for file in files])
    frame[frame["country"] == COUNTRY].groupby("h3_4")[["low", "best", "high"]].sum()


def _by_duckdb(folder: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"SELECT COUNT(*), SUM(best) FROM read_parquet('{folder}/*/*.parquet')").fetchall()


def _clocked(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    try:
        act()
    except EngineError as fault:
        print(fault, file=sys.stderr)
        return math.inf
    return (time.perf_counter() - begun) * 1000


def _memory() -> float:
    """The most that this process has held so far, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


if __name__ == "__main__":
    main()
