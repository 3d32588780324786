"""A folder of tables as a dossier, or the list of everything that keeps it from being one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefing import checks
from briefing.cells import columns, made
from briefing.csvfile import Row, Sheet, sheet
from briefing.dossier import Dossier
from briefing.front import FILE as FRONT
from briefing.front import front
from briefing.issues import Issue, did_you_mean, is_fatal
from briefing.records import TABLES, Record
from briefing.redirects import FILE as REDIRECTS
from briefing.redirects import redirects
from briefing.references import faults

RELEASE_DIGITS = 7


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder. ``dossier`` is None where any issue is an error.

    ``readable`` is False where there was no dossier folder at all; ``lines`` gives the first line of every row by its id.
    """

    dossier: Dossier | None
    issues: tuple[Issue, ...] = ()
    readable: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)


def read(folder: Path) -> Reading:
    """Read a dossier folder. Rules across rows are checked only when the rows and their references are sound."""
    if fault := _no_folder(folder):
        return Reading(None, (fault,), readable=False)
    sheets = {name: sheet(folder / f"{name}.csv", columns(row)) for name, row in TABLES.items()}
    info, written, issues = front(folder)
    rows = {name: tuple(_records(name, sheets[name])) for name in TABLES}
    whole = {name: tuple(row for row in found if isinstance(row, Record)) for name, found in rows.items()}
    lines = {...}
