"""The brief as it leaves the room: what is shown, with numbered notes for every source it is cited from."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from briefing.brief import Answer, Brief, brief
from briefing.exports.imprint import Imprint, imprint
from briefing.filters import hidden
from briefing.links import labelled
from briefing.records import Actor, Event, Outlet, Place, Relation, Report, Source
from briefing.standing import count
from briefing.view import View
from briefing.views.figures import Figure, groups, rows
from briefing.views.matrix import Matrix, Row, matrix, rival_sets
from briefing.when import day_words

Alike = tuple[Figure, ...]  # figures that can be set beside one another

ENDING = ". "
FOOT = 280  # letters of the disclaimer that fit under every page


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

    @property
    def words(self) -> str:
        """The numbers by side: ``for 1–3, against 7; 2 reports hidden by the filters``."""
        sides = (("for", self.supports), ("against", self.contradicts), ("in doubt", self.doubts))
        said = ", ".join(f"{side} {numbers(found)}" for side, found in sides if found)
        hid = f"{count(self.hidden, 'report')} hidden by the filters" if self.hidden else ""
        return "; ".join(part for part in (said, hid) if part)


@dataclass(frozen=True)
class Paper:
    """A view made into a document. ``notes`` are the sources of ``claims``, in the order in which they are cited."""

    view: View
    brief: Brief
    notes: tuple[Note, ...]
    number: Mapping[str, int]

    @property
    def imprint(self) -> Imprint:
        """What every export says of itself."""
        return imprint(self.view)

    @property
    def made(self) -> str:
        """Whose the bottom line is, and of which day."""
        if self.brief.made:
            return f"as judged on {day_words(self.brief.made)}"
        return "counted, not judged"

    @property
    def day(self) -> date:
        """The day that the document is dated to: the knowledge date, never today."""
        return self.view.asof

    def cited(self, claim: str) -> Cited:
        """The notes that bear on a claim; reports that the filters hide are counted, not cited."""
        standing, shown = self.view.standings[claim], set(self.view.shown.reports.ids)
        sides = (
            [report for lineage in standing.supports for report in lineage.reports],
            [report for lineage in standing.contradicts for report in lineage.reports],
            standing.doubts,
        )
        supports, contradicts, doubts = (
            self._numbers(report for report in side if report.id in shown) for side in sides
        )
        return Cited(supports, contradicts, doubts, sum(map(len, hidden(standing, self.view.shown))))

    def _numbers(self, reports: Iterable[Report]) -> tuple[int, ...]:
        return tuple(sorted({self.number[report.source] for report in reports if report.source in self.number}))

    def native(self, id: str) -> str:
        """The name of an actor or place, with its native script beside it."""
        row = self.view.known.find(id)
        assert isinstance(row, Actor | Place)
        return f"{row.name} ({row.native_name})" if row.native_name else row.name


def paper(view: View, claims: Sequence[str]) -> Paper:
    """The document of a view in which these claims are cited, in this order."""
    shown = set(view.shown.reports.ids)
    by_source: dict[str, dict[str, None]] = {}
    for id in dict.fromkeys(claims):
        for report in _bearing(id, view):
            if report.id in shown:
                by_source.setdefault(report.source, {})[report.locator] = None
    notes = tuple(_note(number, id, tuple(found), view) for number, (id, found) in enumerate(by_source.items(), 1))
    return Paper(view, brief(view), notes, {note.source.id: note.number for note in notes})


def _bearing(claim: str, view: View) -> tuple[Report, ...]:
    standing = view.standings[claim]
    sided = (report for lineage in (*standing.supports, *standing.contradicts) for report in lineage.reports)
    return (*sided, *standing.doubts)


def _note(number: int, id: str, locators: tuple[str, ...], view: View) -> Note:
    source = view.known.row(Source, id)
    return Note(number, source, view.known.row(Outlet, source.outlet), locators)


def runs(found: Sequence[int]) -> list[dict[str, Any]]:
    """Numbers in short, each stretch with its words and its first number: 1–3 and 7."""
    stretches: list[list[int]] = []
    for number in found:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return [{"text": _stretch(stretch), "first": stretch[0]} for stretch in stretches]


def _stretch(numbers: Sequence[int]) -> str:
    if len(numbers) < 3:
        return ", ".join(map(str, numbers))
    return f"{numbers[0]}–{numbers[-1]}"


def numbers(found: Sequence[int]) -> str:
    """The same as one text: ``1–3, 7``."""
    return ", ".join(run["text"] for run in runs(found))


def claims_of(answers: Iterable[Answer], most: int | None = None) -> list[str]:
    """The claims that stand under these answers, in their order, at most so many under each."""
    return [line.claim.id for answer in answers for line in answer.lines[:most]]


def rivals(view: View, answered: Sequence[Answer], most: int) -> Matrix | None:
    """The matrix of the question in view, or of the first: its judged claim and what cannot hold beside it."""
    asked = [answer for answer in answered if answer.question.id == view.state.question] or list(answered)
    if not asked:
        return None
    claims = [claim for claim in view.claims if claim.question == asked[0].question.id]
    first = asked[0].lines[0].claim
    joined = next(found for found in rival_sets(claims) if first in found)
    order = [line.claim for line in asked[0].lines if line.claim in joined]
    order += [claim for claim in joined if claim not in order]
    return matrix(tuple(order[:most]), view)


def telling(found: Matrix, most: int) -> tuple[Row, ...]:
    """The rows of a matrix that fit on paper: shown ones, those that tell claims apart first, in their own order."""
    seen = [row for row in found.rows if not row.hidden]
    best = sorted(seen, key=lambda row: (not row.discriminates, -row.assessed))[:most]
    kept = {row.report.id for row in best}
    return tuple(row for row in seen if row.report.id in kept)


def disputed(view: View) -> tuple[Alike, ...]:
    """The figures among the claims shown that disagree: each question once, those most reported on first, then more."""
    found = [rows(group, view.known, view.standings, "known") for group in groups(view.claims)]
    apart = [alike for alike in found if len({(row.low, row.high) for row in alike}) > 1]
    apart.sort(key=lambda alike: -sum(row.standing.reports for row in alike))
    asked = [alike[0].claim.question for alike in apart]
    turn = {id(alike): asked[:place].count(asked[place]) for place, alike in enumerate(apart)}
    return tuple(sorted(apart, key=lambda alike: turn[id(alike)]))


def fitting(found: Iterable[Alike], most: int) -> tuple[list[Alike], list[Alike]]:
    """The groups of figures that fit into so many rows together, whole and in their order, and those left out."""
    kept: list[Alike] = []
    left: list[Alike] = []
    for group in found:
        fits = sum(map(len, kept)) + len(group) <= most
        (kept if fits else left).append(group)
    return kept, left


def claim_of(id: str, view: View) -> str:
    """The claim that an event or a tie rests on."""
    row = view.known.find(id)
    assert isinstance(row, Event | Relation)
    return row.claim


def said(id: str, view: View) -> str:
    """An event or a tie in words."""
    row = view.known.find(id)
    if isinstance(row, Relation):
        return f"{labelled(view.known, row.from_)} – {row.kind} → {labelled(view.known, row.to)}"
    assert isinstance(row, Event)
    when = f", {row.date.words}" if row.date else ""
    return f"{row.title}{when}"


def foot(disclaimer: str) -> str:
    """As much of a disclaimer, in whole sentences, as fits under every page."""
    kept = ""
    for sentence in disclaimer.split(ENDING):
        if kept and len(kept) + len(sentence) > FOOT:
            break
        kept += sentence if sentence.endswith(".") else sentence + ENDING
    return kept.strip()
