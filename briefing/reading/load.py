"""A folder of tables as a dossier, or the list of everything that keeps it from being one."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.dossier.cells import columns, made, needed
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue, did_you_mean, is_fatal
from briefing.dossier.records import MAY_BE_MISSING, TABLES, Record, Step
from briefing.reading.checks import findings
from briefing.reading.csvfile import Sheet, sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.frontmatter import front
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.redirects import redirects
from briefing.reading.references import Ids, dangling, twice
from briefing.reading.releases import DamagedLogError, log
from briefing.reading.write import cells
from briefing.view.address import unstamped

FILES = (FRONT, *(f"{name}.csv" for name in TABLES), REDIRECTS)
RELEASE_DIGITS = 7
Rows = dict[str, tuple[tuple[int, Record], ...]]


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder. ``dossier`` is None where any issue is an error.

    ``readable`` is False where there is no dossier folder at all; ``lines`` gives the first line of each row by its id.
    """

    dossier: Dossier | None
    issues: tuple[Issue, ...] = ()
    readable: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)


def read(folder: Path) -> Reading:
    """Read a dossier folder. Rules across rows are checked only when all rows and their references are sound."""
    if fault := _no_dossier(folder):
        return Reading(None, (fault,), readable=False)
    sheets = {name: _sheet(folder / f"{name}.csv", row) for name, row in TABLES.items()}
    # From the cells, before any row is typed: a row with a bad date still has an id that others may name.
    known = Ids(sheets)
    info, written, front_faults = front(folder)
    moved, redirect_faults = redirects(folder, known)
    rows, row_faults = _rows(sheets)
    issues = [fault for each in sheets.values() for fault in each.issues]
    issues += [*front_faults, *redirect_faults, *row_faults, *_strangers(folder)]
    issues += _damaged(folder)
    issues += [*twice(known), *dangling(rows, known, moved)]
    if info is None or is_fatal(issues):
        return Reading(None, tuple(sorted(issues)))
    tables = {name: tuple(record for _, record in found) for name, found in rows.items()}
    dossier = Dossier(info, _release(written, tables, moved), **tables, redirects=moved)  # type: ignore[arg-type]  # each table holds rows of its own kind
    lines = {record.id: line for found in rows.values() for line, record in found}
    # Only now: over broken references the rules across rows would tell one slip several times.
    issues += findings(dossier, lines)
    return Reading(None if is_fatal(issues) else dossier, tuple(sorted(issues)), lines=lines)


def _sheet(path: Path, row: type[Record]) -> Sheet:
    if path.stem in MAY_BE_MISSING and not os.path.lexists(path):
        return Sheet((), complete=True)
    return sheet(path, columns(row), needed(row))


def _no_dossier(folder: Path) -> Issue | None:
    """Why there is nothing to read at all, if so."""
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return Issue(str(folder), 0, "", "missing-folder", "there is no such folder; the folder of a dossier is wanted")
    except NotADirectoryError:
        return Issue(str(folder), 0, "", "no-folder", "this is a file; the folder of a dossier is wanted")
    except (OSError, ValueError) as fault:  # a path may hold what no file system takes
        why = fault.strerror if isinstance(fault, OSError) else fault
        return Issue(str(folder), 0, "", "unreadable-folder", f"the folder cannot be opened ({why})")
    if names.isdisjoint(FILES):
        message = f"none of the files of a dossier is in this folder; wanted are {', '.join(FILES)}"
        return Issue(str(folder), 0, "", "no-dossier", message)
    return None


def _damaged(folder: Path) -> Iterator[Issue]:
    """A log of releases that cannot be read: old links are told less, and nothing else depends on it."""
    try:
        log(folder)
    except DamagedLogError as fault:
        yield replace(fault.issue, severity="warning")


def _strangers(folder: Path) -> Iterator[Issue]:
    for path in sorted(folder.glob("*.csv")):
        if path.name not in FILES:
            # A warning, since nothing that is read changes by it; but nobody would miss a misspelt redirects.csv.
            message = f"this file is not read.{did_you_mean(path.name, FILES)} The tables are {', '.join(FILES)}."
            yield Issue(path.name, 0, "", "unknown-file", message, "warning")


def _rows(sheets: Mapping[str, Sheet]) -> tuple[Rows, list[Issue]]:
    """The rows that are sound in themselves, each with its line, and the faults of the others."""
    rows: Rows = {}
    issues: list[Issue] = []
    for name, record in TABLES.items():
        tried = [(row.line, made(record, row.cells)) for row in sheets[name].rows if row.whole]
        rows[name] = tuple((line, found) for line, found in tried if isinstance(found, Record))
        issues += [
            Issue(f"{name}.csv", line, fault.column, fault.code, fault.message)
            for line, found in tried
            if isinstance(found, tuple)
            for fault in found
            if fault.column in sheets[name].columns  # a missing column is said once, at the header
        ]
    return rows, issues


def _release(written: str, tables: Mapping[str, tuple[Record, ...]], moved: Mapping[str, str]) -> str:
    """The first digits of a hash of what the dossier says, however its files are ordered by column, written or saved.

    A cell of 34.30 says what 34.3 says, so that a dossier keeps its release through an export and an import.
    """
    kept = ((name, rows) for name, rows in tables.items() if rows or name not in MAY_BE_MISSING)
    said = [(name, [_filled_cells(row) for row in rows]) for name, rows in kept]
    content = json.dumps([written, said, sorted(moved.items())], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:RELEASE_DIGITS]


def _filled_cells(row: Record) -> list[tuple[str, str]]:
    """The cells of a row that say something, by column."""
    said = cells(row)
    if isinstance(row, Step):
        # A step says on which release it was made, which could never be its own if that counted.
        said["address"] = unstamped(row.address)
    return sorted((column, cell) for column, cell in said.items() if cell)
