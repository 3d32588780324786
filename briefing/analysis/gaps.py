"""What nobody has looked at: the gaps of a dossier as a work list for its curators."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.analysis.coverage import coverage
from briefing.analysis.standing import standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Evidence


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: its kind, what it concerns, and the record to open."""

    kind: str
    what: str
    id: str


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Every gap, kind by kind."""
    return (
        *_unassessed_claims(dossier),
        *_unassessed_reports(dossier),
        *_unassessed_cells(dossier),
        *_unjudged(dossier),
        *_unread(dossier),
        *_undated(dossier),
        *_unplaced(dossier),
    )


def _unassessed_claims(dossier: Dossier) -> Iterator[Gap]:
    for claim in dossier.claims:
        if standing(claim, dossier).word == "unknown as yet":
            yield Gap("claims without a report", claim.statement, claim.id)


def _unassessed_reports(dossier: Dossier) -> Iterator[Gap]:
    for report in dossier.reports:
        if not dossier.referring(Evidence, "report", report.id):
            yield Gap("reports assessed against no claim", report.statement, report.id)


def _unassessed_cells(dossier: Dossier) -> Iterator[Gap]:
    """Reports that bear on a claim and that nobody held against one of its rivals."""
    for question in coverage(dossier):
        for report, claim in question.blank:
            yield Gap("cells not assessed", f"{report} against: {labelled(dossier, claim)}", report)


def _unjudged(dossier: Dossier) -> Iterator[Gap]:
    judged = {judgement.question for judgement in dossier.judgements}
    for question in dossier.questions:
        if question.id not in judged:
            yield Gap("questions without a judgement", question.text, question.id)


UNREAD = {
    "not read": "sources not read",
    "opening": "sources read only in their opening",
    "not stated": "sources of which nobody says how much was read",
}


def _unread(dossier: Dossier) -> Iterator[Gap]:
    # Extent by extent, so that the list stays in the order of its kinds.
    for extent, kind in UNREAD.items():
        for source in dossier.sources:
            if source.extent_read == extent:
                yield Gap(kind, labelled(dossier, source.id), source.id)


def _undated(dossier: Dossier) -> Iterator[Gap]:
    for event in dossier.events:
        if event.date is None:
            yield Gap("events without a date", event.title, event.id)


def _unplaced(dossier: Dossier) -> Iterator[Gap]:
    for event in dossier.events:
        if event.place is None:
            yield Gap("events without a place", event.title, event.id)
