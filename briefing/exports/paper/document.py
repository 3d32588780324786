"""The brief as it leaves the room: what is shown, with numbered notes for every source it is cited from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from briefing.dossier.labels import labelled
from briefing.dossier.records import Actor, Event, Outlet, Place, Relation, Report, Source
from briefing.dossier.when import day_words
from briefing.exports.imprint import Imprint, imprint
from briefing.exports.paper.endnotes import Cited, Note
from briefing.view.brief import Answer, Brief, brief
from briefing.view.filters import hidden
from briefing.view.view import View

ENDING = ". "
FOOT = 280  # letters of the disclaimer that fit under every page


@dataclass(frozen=True)
class Paper:
    """A view made into a document. ``notes`` are the sources of the claims cited, in the order in which they are cited.

    ``imprint`` is what every export says of itself.
    """

    view: View
    brief: Brief
    imprint: Imprint
    notes: tuple[Note, ...] = ()

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of the note of each source."""
        return {note.source.id: note.number for note in self.notes}

    @cached_property
    def shown(self) -> frozenset[str]:
        """The reports that the filters leave to be cited."""
        return frozenset(self.view.shown.reports.ids)

    def citing(self, claims: Iterable[str]) -> "Paper":
        """The same document with the notes of these claims, in this order."""
        by_source: dict[str, dict[str, None]] = {}
        for id in dict.fromkeys(claims):
            for report in _bearing(id, self.view):
                if report.id in self.shown:
                    by_source.setdefault(report.source, {})[report.locator] = None
        # Numbered as they are met, so that the notes on the first page begin at 1.
        found = (_note(number, id, tuple(at), self.view) for number, (id, at) in enumerate(by_source.items(), 1))
        return replace(self, notes=tuple(found))

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
        standing = self.view.standings[claim]
        sides = (standing.supports.reports, standing.contradicts.reports, standing.doubts)
        supports, contradicts, doubts = (
            self._numbers(report for report in side if report.id in self.shown) for side in sides
        )
        return Cited(supports, contradicts, doubts, sum(map(len, hidden(standing, self.view.shown))))

    def _numbers(self, reports: Iterable[Report]) -> tuple[int, ...]:
        return tuple(sorted({self.number[report.source] for report in reports if report.source in self.number}))

    def native(self, id: str) -> str:
        """The name of an actor or place, with its native script beside it."""
        row = self.view.known.find(id)
        assert isinstance(row, Actor | Place)
        return f"{row.name} ({row.native_name})" if row.native_name else row.name


def paper(view: View) -> Paper:
    """The document of a view, in which nothing is cited yet."""
    return Paper(view, brief(view), imprint(view, draws=True))


def _bearing(claim: str, view: View) -> tuple[Report, ...]:
    standing = view.standings[claim]
    return (*standing.sided, *standing.doubts)


def _note(number: int, id: str, locators: tuple[str, ...], view: View) -> Note:
    source = view.known.row(Source, id)
    return Note(number, source, view.known.row(Outlet, source.outlet), locators)


def claims_of(answers: Iterable[Answer], most: int | None = None) -> list[str]:
    """The claims that stand under these answers, in their order, at most so many under each."""
    return [line.claim.id for answer in answers for line in answer.lines[:most]]


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
        # The first sentence stands however long it is: no page goes out without a disclaimer.
        if kept and len(kept) + len(sentence) > FOOT:
            break
        kept += sentence if sentence.endswith(".") else sentence + ENDING
    return kept.strip()
