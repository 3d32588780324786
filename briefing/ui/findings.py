"""What pages tell of the findings of a reading: worked out once, since a faulty save may have hundreds of thousands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from operator import attrgetter

from briefing.dossier.issues import Issue, lines
from briefing.dossier.sentences import clipped, count

SHOWN = 200  # more are no list any more
LONGEST = 500  # letters of what is said of one; a column that is not known may have a name of thousands
ALL = "python -m briefing check has them all"


@dataclass(frozen=True, slots=True)
class Findings:
    """How many there are, of each check too, and some of them, with the first of every kind. ``faults`` are the errors
    as lines, ``lines`` all, errors before warnings.
    """

    errors: int
    warnings: int
    by_code: Counter[str]
    first: tuple[Issue, ...]
    faults: tuple[str, ...]
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{count(self.errors, 'error')}, {count(self.warnings, 'warning')}"

    @property
    def number(self) -> int:
        """How many findings there are."""
        return self.errors + self.warnings

    @property
    def more(self) -> int:
        """How many there are beyond the first."""
        return self.number - len(self.first)


def findings(issues: Iterable[Issue]) -> Findings:
    """What is told of these issues; an error is not hidden behind any number of warnings."""
    ordered = sorted(issues, key=attrgetter("severity"))
    errors = sum(issue.severity == "error" for issue in ordered)
    faults = _lines(ordered[:errors])
    return Findings(
        errors,
        len(ordered) - errors,
        Counter(issue.code for issue in ordered),
        tuple(map(_short, _first(ordered))),
        faults,
        faults + _lines(ordered[errors:]),
    )


def _first(issues: Sequence[Issue]) -> list[Issue]:
    """As many as are shown; where there are more, the first of every kind, so that none stands behind another."""
    of_kind: Counter[tuple[str, str, str]] = Counter()
    ranked = []
    for place, issue in enumerate(issues):
        kind = issue.file, issue.column, issue.code
        of_kind[kind] += 1
        ranked.append((issue.severity, of_kind[kind], place))
    return [issues[place] for place in sorted(place for _, _, place in nsmallest(SHOWN, ranked))]


def _lines(issues: Iterable[Issue]) -> tuple[str, ...]:
    return tuple(clipped(line, LONGEST) for line in lines(issues))


def _short(issue: Issue) -> Issue:
    return replace(issue, column=clipped(issue.column, LONGEST), message=clipped(issue.message, LONGEST))


def shown(told: tuple[str, ...]) -> str:
    """The first lines, and how many more there are."""
    more = f"\nand {count(len(told) - SHOWN, 'line')} more; {ALL}" if len(told) > SHOWN else ""
    return "\n".join(told[:SHOWN]) + more
