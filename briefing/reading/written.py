"""What is written in the files of a dossier before any row of it is typed."""

import os
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.dossier.cells import columns, needed
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue, did_you_mean
from briefing.dossier.records import MAY_BE_MISSING, TABLES, Record, Redirect
from briefing.reading.csvfile import Sheet, sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.frontmatter import front
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.releases import DamagedLogError, log
from briefing.reading.textfile import legible

FILES = (FRONT, *(f"{name}.csv" for name in TABLES), REDIRECTS)


@dataclass(frozen=True, slots=True)
class Written:
    """The tables, the front matter with its canonical content, the redirects if there are any, and other findings."""

    sheets: Mapping[str, Sheet]
    info: Info | None
    content: str
    redirects: Sheet | None
    issues: tuple[Issue, ...]


def in_folder(folder: Path) -> Written | Issue:
    """What is written in a folder, or why there is no dossier in it."""
    if fault := _no_dossier(folder):
        return fault
    sheets = {name: _table(folder / f"{name}.csv", row) for name, row in TABLES.items()}
    moved = sheet(folder / REDIRECTS, columns(Redirect)) if os.path.lexists(folder / REDIRECTS) else None
    info, content, faults = front(folder)
    return Written(sheets, info, content, moved, (*faults, *_strangers(folder), *damaged(folder)))


def _table(path: Path, row: type[Record]) -> Sheet:
    if path.stem in MAY_BE_MISSING and not os.path.lexists(path):
        return Sheet((), complete=True)
    return sheet(path, columns(row), needed(row))


def _no_dossier(folder: Path) -> Issue | None:
    """Why there is nothing to read at all, if so."""
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        message = f"there is no such folder; the folder of a dossier is wanted; {_begin(folder)}"
        return Issue(str(folder), 0, "", "missing-folder", message)
    except NotADirectoryError:
        message = "this is a file; the folder of a dossier, or one as a workbook (.xlsx), is wanted"
        return Issue(str(folder), 0, "", "no-folder", message)
    except (OSError, ValueError) as fault:  # a path may hold what no file system takes
        why = fault.strerror if isinstance(fault, OSError) else fault
        return Issue(str(folder), 0, "", "unreadable-folder", f"the folder cannot be opened ({why})")
    if names.isdisjoint(FILES):
        found = "this folder is empty" if not names else "none of the files of a dossier is in this folder"
        message = f"{found}; wanted are {', '.join(FILES)}; {_begin(folder)}"
        return Issue(str(folder), 0, "", "no-dossier", message)
    return None


def _begin(folder: Path) -> str:
    return f"to begin one: python -m briefing new {shlex.quote(str(folder))}"


def damaged(where: Path) -> Iterator[Issue]:
    """A log of releases that cannot be read: old links are told less, and nothing else depends on it."""
    try:
        log(where)
    except DamagedLogError as fault:
        yield replace(fault.issue, severity="warning")


def _strangers(folder: Path) -> Iterator[Issue]:
    for path in sorted(folder.glob("*.csv")):
        name = legible(path.name)
        if name not in FILES:
            # A warning, since nothing that is read changes by it; but nobody would miss a misspelt redirects.csv.
            message = f"this file is not read.{did_you_mean(name, FILES)} The tables are {', '.join(FILES)}."
            yield Issue(name, 0, "", "unknown-file", message, "warning")
