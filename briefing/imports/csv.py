"""The tables of a dossier in a ZIP file, as ``exports.csv`` writes it."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from briefing.dossier.cells import columns
from briefing.dossier.records import TABLES, Record, Redirect
from briefing.imports.imported import Import, Item, Left, Parcel
from briefing.reading.csvfile import sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.frontmatter import front
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.unpacked import DAMAGED

MODELS: dict[str, type[Record | Redirect]] = {**TABLES, REDIRECTS.removesuffix(".csv"): Redirect}
NOTE = "STATE.txt"
MISSING = "missing-column"  # as in an older export; a row that cannot do without it is refused for its empty cell
MOST = 200_000_000  # bytes unpacked


def read(content: bytes, name: str) -> Parcel:
    """Every row of the tables in the ZIP file."""
    try:
        inside = _unpacked(content)
    except _NoTablesError as fault:
        raise ValueError(str(fault)) from None
    except DAMAGED:
        raise ValueError("this is no ZIP file; the ZIP file of a CSV export is wanted") from None
    with TemporaryDirectory() as folder:
        return _parcel(inside, Path(folder))


class _NoTablesError(Exception):
    """Why the file is not unpacked."""


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The files inside by their names, without the content of those that are no tables."""
    wanted = [f"{table}.csv" for table in MODELS]
    with ZipFile(io.BytesIO(content)) as zipped:
        # Asked before anything is unpacked: a file of a few kilobytes can unpack to fill a disk.
        if sum(entry.file_size for entry in zipped.infolist()) > MOST:
            raise _NoTablesError(f"the file unpacks to more than {MOST:,} bytes, which no dossier has")
        inside = zipped.namelist()
        if set(inside).isdisjoint(wanted):
            listed = ", ".join(wanted)
            raise _NoTablesError(f"none of the tables of a dossier is in this ZIP file; wanted are {listed}")
        return {file: zipped.read(file) if file in (FRONT, *wanted) else b"" for file in inside}


def _parcel(inside: Mapping[str, bytes], folder: Path) -> Parcel:
    wanted = [f"{table}.csv" for table in MODELS]
    # By the names that are wanted and not by those inside: a path such as ../x is never written to.
    for file in (FRONT, *wanted):
        if file in inside:
            (folder / file).write_bytes(inside[file])
    strangers = sorted(inside.keys() - {FRONT, NOTE, *wanted})
    found = [each for table in MODELS if f"{table}.csv" in inside for each in _table(folder, table)]
    info, _, faults = front(folder) if FRONT in inside else (None, "", ())
    refused = [each for each in found if isinstance(each, Left)]
    return Parcel(
        items=tuple(each for each in found if isinstance(each, Item)),
        refused=(*refused, *(Left(f"{FRONT} line {fault.line}", fault.message) for fault in faults)),
        aside=tuple(Left(file, "this file is no table of a dossier") for file in strangers),
        info=info,
    )


def _table(folder: Path, table: str) -> Iterator[Item | Left]:
    file = f"{table}.csv"
    read = sheet(folder / file, columns(MODELS[table]))
    faults = (fault for fault in read.issues if fault.code != MISSING)
    yield from (Left(f"{file} line {fault.line}", fault.message) for fault in faults)
    yield from (Item(f"{file} line {row.line}", ((table, row.cells),)) for row in read.rows if row.whole)


IMPORT = Import("csv", "CSV tables", "The format carries everything.", read)
