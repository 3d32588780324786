"""What a rule across rows is: a function from a dossier to its findings, with a code, a severity and a sentence."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from briefing.dossier.dossier import TABLE_OF, Dossier
from briefing.dossier.issues import Issue, Severity
from briefing.dossier.records import Record
from briefing.reading.frontmatter import FILE as FRONT

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that breaks a rule, or None for the front matter, with the column at fault and a message for its writer."""

    row: Record | None
    column: str
    message: str


Find = Callable[[Dossier], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule. ``explanation`` is a sentence for the reader of the Method page."""

    code: str
    severity: Severity
    explanation: str
    find: Find


def error(code: str, explanation: str) -> Callable[[Find], Check]:
    """Make a function a rule that no published dossier may break."""
    return lambda find: Check(code, "error", explanation, find)


def warning(code: str, explanation: str) -> Callable[[Find], Check]:
    """Make a function a rule whose breach is listed but blocks nothing."""
    return lambda find: Check(code, "warning", explanation, find)


def located(check: Check, finding: Finding, lines: Mapping[str, int]) -> Issue:
    """A finding as an issue at the first line of its row."""
    row = finding.row
    file = f"{TABLE_OF[type(row)]}.csv" if row else FRONT
    line = lines.get(row.id, 0) if row else 0
    return Issue(file, line, finding.column, check.code, finding.message, check.severity)


def repeated(rows: Iterable[R], key: Callable[[R], Hashable]) -> Iterator[tuple[R, R]]:
    """The rows that say what an earlier one says, each with the first that does."""
    first: dict[Hashable, R] = {}
    for row in rows:
        if first.setdefault(key(row), row) is not row:
            yield row, first[key(row)]
