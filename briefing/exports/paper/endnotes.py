"""Sources as they are cited: a numbered note for each, and the numbers that bear on a claim."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from briefing.dossier.records import Outlet, Source


@dataclass(frozen=True, slots=True)
class Note:
    """A source as it is cited: its number, and where in it the cited reports stand."""

    number: int
    source: Source
    outlet: Outlet
    locators: tuple[str, ...]

    @property
    def published(self) -> str:
        """When it appeared, in words."""
        return self.source.published.words if self.source.published else "date not seen"

    @property
    def link(self) -> str:
        """Its address where that is one of the web; nothing else is ever made into a link."""
        return self.source.url if self.source.url.startswith(("https://", "http://")) else ""

    @property
    def address(self) -> str:
        """Its address as it is read on paper: in its own script, without the scheme."""
        return unquote(self.source.url).removeprefix("https://").removeprefix("http://").removeprefix("www.")

    @property
    def where(self) -> str:
        """Where in it the cited reports stand, each word of place once: ``paragraph 2, 5``."""
        places: dict[str, list[str]] = {}
        for locator in self.locators:
            kind, _, number = locator.partition(" ")
            places.setdefault(kind, []).append(number)
        return "; ".join(f"{kind} {', '.join(sorted(found, key=_order))}".strip() for kind, found in places.items())


def _order(number: str) -> tuple[int, str]:
    """Numbers by their size, before all that is none."""
    return (int(number), "") if number.isdecimal() else (sys.maxsize, number)


@dataclass(frozen=True, slots=True)
class Cited:
    """The numbers of the notes that bear on a claim, and how many of its reports the filters hide."""

    supports: tuple[int, ...]
    contradicts: tuple[int, ...]
    doubts: tuple[int, ...]
    hidden: int

    @property
    def all(self) -> tuple[int, ...]:
        """Every number, once, in order."""
        return tuple(sorted({*self.supports, *self.contradicts, *self.doubts}))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of numbers in short: its words, such as ``1–3``, and the first of them, where it leads."""

    text: str
    first: int


def runs(found: Sequence[int]) -> tuple[Run, ...]:
    """Numbers in short: 1–3 and 7."""
    stretches: list[list[int]] = []
    for number in found:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return tuple(Run(_stretch(stretch), stretch[0]) for stretch in stretches)


def _stretch(numbers: Sequence[int]) -> str:
    # Of two a dash would say no less, but a reader would look for what lies between.
    if len(numbers) < 3:
        return ", ".join(map(str, numbers))
    return f"{numbers[0]}–{numbers[-1]}"
