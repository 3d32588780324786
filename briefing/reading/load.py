"""A folder of tables, or a workbook, as a dossier, or the list of everything that keeps it from being one."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.dossier.cells import made
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue, is_fatal, ordered
from briefing.dossier.records import MAY_BE_MISSING, TABLES, Record, Step
from briefing.dossier.sentences import count
from briefing.reading.checks import CHECKS, Check, findings
from briefing.reading.collector import paused
from briefing.reading.csvfile import Sheet
from briefing.reading.markings import TOP, Cut, cut, is_legible, unknown
from briefing.reading.redirects import redirects
from briefing.reading.references import Ids, dangling, twice
from briefing.reading.silence import silent
from briefing.reading.stamp import Stamp, stamp
from briefing.reading.textfile import is_workbook
from briefing.reading.write import cells
from briefing.reading.written import FILES, Written, in_folder
from briefing.view.address import unstamped

__all__ = ["FILES", "Reading", "read", "read_workbook", "read_written"]

RELEASE_DIGITS = 7
TRIES = 5
Rows = dict[str, tuple[tuple[int, Record], ...]]


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder. ``dossier`` is None where any issue is an error.

    ``readable`` is False where there is no dossier folder at all; ``lines`` gives the first line of each row by its id.
    ``lacks``: rows were held back. ``stamp`` is the state of the files that was read, the same before and after.
    """

    dossier: Dossier | None
    issues: tuple[Issue, ...] = ()
    readable: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)
    lacks: bool = False
    stamp: Stamp = field(default=(), compare=False, repr=False)


@paused()
def read(where: Path, ceiling: str = TOP, strict: bool = True) -> Reading:
    """Read a dossier from its folder, or from the workbook that it is, without what is marked above the ceiling.

    ``strict``: nor what cannot be traced to a marking, and faults without their words. Files that change meanwhile are
    read again, since one may be of before and another of after.
    """
    if fault := unknown(ceiling):
        return Reading(None, (fault,), readable=False)
    for _ in range(TRIES):
        before = stamp(where)
        reading = _read(where, ceiling, strict)
        if stamp(where) == before:
            return replace(reading, stamp=before)
    message = f"the files changed while they were read, {TRIES} times; files that rest are wanted"
    return Reading(None, (Issue(where.name, 0, "", "changing-files", message),))


def _read(where: Path, ceiling: str, strict: bool) -> Reading:
    if not is_workbook(where):
        return _up_to(in_folder(where), ceiling, strict)
    from briefing.reading.workbook import in_workbook  # noqa: PLC0415  # half a second that no folder needs

    return _in_book(in_workbook(where), where.name, ceiling, strict)


@paused()
def read_workbook(content: bytes, name: str) -> Reading:
    """Read a dossier from a workbook in memory, which is called by this name in what is found."""
    from briefing.reading.workbook import in_bytes  # noqa: PLC0415  # half a second that no folder needs

    return _in_book(in_bytes(content, name), name, TOP, strict=True)


@paused()
def read_written(written: Written) -> Reading:
    """Read a dossier from what is written in memory, as rows that are to be taken in are tried."""
    return _reading(written)


def _in_book(written: Written | Issue, name: str, ceiling: str, strict: bool) -> Reading:
    from briefing.reading.workbook import in_words_of  # noqa: PLC0415  # half a second that no folder needs

    reading = _up_to(written, ceiling, strict)
    if isinstance(written, Issue):
        return reading
    return replace(reading, issues=in_words_of(name, written, reading.issues))


def _up_to(written: Written | Issue, ceiling: str, strict: bool) -> Reading:
    """The dossier of what is written, as far as it may be held."""
    if isinstance(written, Issue):
        return Reading(None, (written,), readable=False)
    below = cut(written.sheets, ceiling, strict)
    whole = _reading(written)
    if below:
        return _held(written, below, whole, ceiling)
    # Nothing was found to cut: of tables whose markings cannot be read this says nothing.
    untold = whole.dossier is None and ceiling != TOP and (strict or not is_legible(written.sheets))
    return Reading(None, silent(whole.issues)) if untold else whole


def _held(written: Written, below: Cut, whole: Reading, ceiling: str) -> Reading:
    """What may be held of a dossier. What ``check`` refuses is not held in part either, and its faults lose their
    words, since those quote what may lie above the ceiling.
    """
    if whole.dossier is None:
        return Reading(None, silent(whole.issues))
    # The rules across rows were held against the whole: without some of its reports, sound rows would break them.
    held = _reading(replace(written, sheets=below.sheets), below.gone, rules=())
    if held.dossier is None:
        return Reading(None, silent(held.issues))
    rows = {(f"{name}.csv", held.lines[row.id]) for name, found in held.dossier.tables() for row in found}
    issues = silent(issue for issue in whole.issues if (issue.file, issue.line) in rows)
    if not below.is_marked:
        # No standing knows of a row that nothing leads to, so that it is the same dossier.
        dossier = replace(held.dossier, release=whole.dossier.release)
        return replace(held, dossier=dossier, issues=(*_untraced(written, below), *issues), lacks=True)
    # Who wrote the bottom line and the story had all of it before them.
    info = held.dossier.info.model_copy(update={"bottom_line": None})
    return replace(
        held, dossier=replace(held.dossier, info=info, stories=(), ceiling=ceiling), issues=issues, lacks=True
    )


def _untraced(written: Written, below: Cut) -> Iterator[Issue]:
    """How many rows of each table are held back, since nothing leads to them."""
    for name, sheet in written.sheets.items():
        if number := len(sheet.rows) - len(below.sheets[name].rows):
            message = f"{count(number, 'row')} held back below the ceiling: no report leads there"
            yield Issue(f"{name}.csv", 0, "", "untraced", message, "warning")


def _reading(written: Written, gone: Collection[str] = (), rules: Sequence[Check] = CHECKS) -> Reading:
    """The dossier of what is written. Rules across rows are checked only when rows and references are sound."""
    # From the cells, before any row is typed: a row with a bad date still has an id that others may name.
    known = Ids(written.sheets)
    moved, redirect_faults = redirects(written.redirects, known, gone)
    rows, row_faults = _rows(written.sheets)
    issues = [fault for each in written.sheets.values() for fault in each.issues]
    issues += [*written.issues, *redirect_faults, *row_faults, *twice(known), *dangling(rows, known, moved)]
    if written.info is None or is_fatal(issues):
        return Reading(None, ordered(issues))
    tables = {name: tuple(record for _, record in found) for name, found in rows.items()}
    dossier = Dossier(written.info, _release(written.content, tables, moved), **tables, redirects=moved)  # type: ignore[arg-type]  # each table holds rows of its own kind
    lines = {record.id: line for found in rows.values() for line, record in found}
    # Only now: over broken references the rules across rows would tell one slip several times.
    issues += findings(dossier, lines, rules)
    return Reading(None if is_fatal(issues) else dossier, ordered(issues), lines=lines)


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
