"""Findings without words, where these might tell of rows that a deployment may not hold."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from briefing.dossier.cells import columns
from briefing.dossier.dossier import BottomLine, Cut, Info, Moment
from briefing.dossier.issues import Issue
from briefing.dossier.records import TABLES, Redirect
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.releases import FILE as LOG
from briefing.reading.written import FILES

NAMES = {f"{name}.csv": frozenset(columns(record)) for name, record in TABLES.items()}
NAMES |= {
    REDIRECTS: frozenset(columns(Redirect)),
    FRONT: frozenset(key for model in (Info, BottomLine, Cut, Moment) for key in columns(model)),
}
"""The columns of every table, and the keys of the front matter."""


def silent(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Issues with their place and kind alone; none of a file that is not of a dossier, whose name may be a word too."""
    return tuple(_silent(issue) for issue in issues if issue.file in (*FILES, LOG))


def _silent(issue: Issue) -> Issue:
    message = f"{issue.code}; its words are held back here, and python -m briefing check says them"
    return replace(issue, message=message, column=_column(issue))


def _column(issue: Issue) -> str:
    """The column or key as far as it is one of ours: where a header is lost, the cells of a row are taken for it."""
    known = NAMES.get(issue.file, frozenset())
    return ".".join(takewhile(lambda part: part in known or part.isdigit(), issue.column.split(".")))
