"""What is wrong with a dossier: where, what was found, what is wanted. A writer's faults are values, not exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process

Severity = Literal["error", "warning"]
NEAR = 75  # of 100; below it a suggestion misleads more often than it helps


# Ordered by file and line first, as a writer goes through them.
@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One finding. ``line`` counts from 1 and is the first physical line of the row; 0 means the file as a whole."""

    file: str
    line: int
    column: str
    code: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def did_you_mean(found: str, wanted: Iterable[str]) -> str:
    """A sentence with the nearest of the wanted words, or nothing where none is near."""
    near = process.extractOne(found, list(wanted), score_cutoff=NEAR)
    return f" Did you mean {near[0]!r}?" if near else ""


def is_fatal(issues: Iterable[Issue]) -> bool:
    """Whether any finding keeps the dossier from being published."""
    return any(issue.severity == "error" for issue in issues)
