"""A folder of tables as a dossier, or the list of everything that keeps it from being one."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.dossier.cells import columns, made, needed
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue, did_you_mean, is_fatal
from briefing.dossier.records import TABLES, Record
from briefing.reading.checks import CHECKS, Check, findings
from briefing.reading.csvfile import Sheet, sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.frontmatter import front
from briefing.reading.markings import TOP, Cut, cut, unknown
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.redirects import redirects
from briefing.reading.references import Ids, dangling, twice
from briefing.reading.releases import DamagedLogError, log
from briefing.reading.write import cells

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


def read(folder: Path, ceiling: str = TOP) -> Reading:
    """Read a dossier folder, without what is marked above the ceiling. Rules across rows are checked only when all rows
    and their references are sound.
    """
    if fault := unknown(ceiling) or _no_dossier(folder):
        return Reading(None, (fault,), readable=False)
    sheets = {name: sheet(folder / f"{name}.csv", columns(row), needed(row)) for name, row in TABLES.items()}
    below = cut(sheets, ceiling)
    whole = _reading(folder, sheets)
    return _held(folder, below, whole, ceiling) if below else whole


def _held(folder: Path, below: Cut, whole: Reading, ceiling: str) -> Reading:
    """What may be held of a dossier. What ``check`` refuses is not held in part either, and its faults lose their
    words, since those quote what may lie above the ceiling.
    """
    if whole.dossier is None:
        return Reading(None, tuple(map(_silent, whole.issues)))
    # The rules across rows were held against the whole: without some of its reports, sound rows would break them.
    held = _reading(folder, below.sheets, below.gone, rules=())
    if held.dossier is None:
        return Reading(None, tuple(map(_silent, held.issues)))
    # Who wrote the bottom line had all of it before them.
    info = held.dossier.info.model_copy(update={"bottom_line": None})
    rows = {(f"{name}.csv", held.lines[row.id]) for name, found in held.dossier.tables() for row in found}
    issues = tuple(_silent(issue) for issue in whole.issues if (issue.file, issue.line) in rows)
    return replace(held, dossier=replace(held.dossier, info=info, ceiling=ceiling), issues=issues)


def _silent(issue: Issue) -> Issue:
    """An issue without its words, where they might tell of what may not be held."""
    message = f"{issue.code}; its words are held back here, and python -m briefing check says them"
    return replace(issue, message=message)


def _reading(
    folder: Path, sheets: Mapping[str, Sheet], gone: Collection[str] = (), rules: Sequence[Check] = CHECKS
) -> Reading:
    """What the sheets and the other files of a folder make."""
    # From the cells, before any row is typed: a row with a bad date still has an id that others may name.
    known = Ids(sheets)
    info, written, front_faults = front(folder)
    moved, redirect_faults = redirects(folder, known, gone)
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
    issues += findings(dossier, lines, rules)
    return Reading(None if is_fatal(issues) else dossier, tuple(sorted(issues)), lines=lines)


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


def _release(written: str, tables: Mapping[str, Iterable[Record]], moved: Mapping[str, str]) -> str:
    """The first digits of a hash of what the dossier says, however its files are ordered by column, written or saved.

    A cell of 34.30 says what 34.3 says, so that a dossier keeps its release through an export and an import.
    """
    said = [(name, [_filled_cells(row) for row in rows]) for name, rows in tables.items()]
    content = json.dumps([written, said, sorted(moved.items())], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:RELEASE_DIGITS]


def _filled_cells(row: Record) -> list[tuple[str, str]]:
    """The cells of a row that say something, by column."""
    return sorted((column, cell) for column, cell in cells(row).items() if cell)
