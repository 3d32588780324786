"""What is wrong with a dossier: where, what was found, what is wanted. A writer's faults are values, not exceptions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from rapidfuzz import process

Severity = Literal["error", "warning"]
FEW, FIRST = 5, 3  # findings of one kind that are still told one by one; the first of more
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
PARTICULARS = re.compile(r"'[^']*'|\"[^\"]*\"|\b[A-Z]{1,3}\d+\b|\d[\d.,]*")  # names, cells and numbers
ALL = "python -m briefing check --all lists every one"
SAID = 1_000  # letters of a message; a cell of millions is not read out
_ORDER = attrgetter("file", "line", "column", "code", "message", "severity")
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", cut(self.message))

    @property
    def parts(self) -> tuple[str, str]:
        """Where it leads to, as editors and terminals know it, and the message with a mark if it is a warning."""
        mark = "warning: " if self.severity == "warning" else ""
        return _plain(f"{self.file}:{self.line}:{self.column}"), _plain(f"{mark}{self.message}")

    def __str__(self) -> str:
        return _plain(f"{self.file}:{self.line}:{self.column}: {self.message}")


def ordered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Issues as a writer goes through them. By a key: compared two by two, millions take seconds more."""
    return tuple(sorted(issues, key=_ORDER))


def _plain(said: str) -> str:
    """What a terminal shows and does not obey: names of columns and files may hold signs that steer it."""
    if said.isprintable():  # as nearly all is, told without a search
        return said
    return UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), said)


def cut(words: str) -> str:
    """A message without the middle of what it reads out: what was wanted stands at its end."""
    return words if len(words) <= SAID else f"{words[: SAID // 2]} … {words[-SAID // 2 :]}"


def did_you_mean(found: str, wanted: Iterable[str]) -> str:
    """A sentence with the nearest of the wanted words, or nothing where none is near."""
    near = process.extractOne(found, list(wanted), score_cutoff=NEAR)
    return f" Did you mean {near[0]!r}?" if near else ""


def is_fatal(issues: Iterable[Issue]) -> bool:
    """Whether any finding keeps the dossier from being published."""
    return any(issue.severity == "error" for issue in issues)


def kind(said: str) -> str:
    """What a sentence says apart from names in quotation marks, cells and numbers, so that one cause is told once."""
    return PARTICULARS.sub("*", said)


def paragraphs(found: Iterable[tuple[str, str]], more: str) -> Iterator[str]:
    """Findings, each a place and a sentence, as lines: of one kind with many only the count and the first.

    ``more`` says where the rest is to be had.
    """
    kinds: dict[str, list[str]] = {}
    number: Counter[str] = Counter()
    for where, said in found:
        alike = kind(said)
        number[alike] += 1
        if number[alike] <= FEW:
            kinds.setdefault(alike, []).append(f"{where}: {said}")
    for alike, first in kinds.items():
        if number[alike] <= FEW:
            yield from first
        else:
            yield f"{number[alike]:,} findings of one kind, here the first {FIRST}; {more}:"
            yield from (f"  {line}" for line in first[:FIRST])


def lines(issues: Iterable[Issue]) -> list[str]:
    """Issues as lines, many of one kind as a paragraph."""
    return list(paragraphs((issue.parts for issue in issues), ALL))
