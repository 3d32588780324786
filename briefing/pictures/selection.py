"""One selection over all pictures: which events, ties, actors and reports belong to the record that is open."""

from dataclasses import dataclass

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Event, Evidence, Involvement, Place, Relation, Report, Source

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids to mark in a picture: of events, ties, actors and reports."""

    events: frozenset[str] = NOTHING
    ties: frozenset[str] = NOTHING
    actors: frozenset[str] = NOTHING
    reports: frozenset[str] = NOTHING


def chosen(focus: str | None, dossier: Dossier) -> Chosen:
    """What belongs to a record: itself, and what rests on the same claim, names the actor or happened at the place.

    A report or a source also has what it speaks to, whichever side it takes. Nothing for what no picture shows.
    """
    row = dossier.find(focus) if focus else None
    match row:
        case Claim():
            return _resting({row.id}, dossier)
        case Event():
            return Chosen(frozenset({row.id}), _resting({row.claim}, dossier).ties, _involved(row.id, dossier))
        case Relation():
            return Chosen(_resting({row.claim}, dossier).events, frozenset({row.id}))
        case Actor():
            return _of(row.id, dossier)
        case Report():
            return _of_reports((row,), dossier)
        case Source():
            return _of_reports(dossier.referring(Report, "source", row.id), dossier)
        case Place():
            return Chosen(frozenset(event.id for event in dossier.referring(Event, "place", row.id)))
    return Chosen()


def _resting(claims: set[str], dossier: Dossier) -> Chosen:
    """What claims assert: events, ties, and whom they are about."""
    return Chosen(
        frozenset(event.id for claim in claims for event in dossier.referring(Event, "claim", claim)),
        frozenset(tie.id for claim in claims for tie in dossier.referring(Relation, "claim", claim)),
        frozenset(actor for claim in claims for actor in dossier.row(Claim, claim).actors),
    )


def _involved(event: str, dossier: Dossier) -> frozenset[str]:
    return frozenset(row.actor for row in dossier.referring(Involvement, "event", event))


def _of(actor: str, dossier: Dossier) -> Chosen:
    return Chosen(
        frozenset(row.event for row in dossier.referring(Involvement, "actor", actor)),
        frozenset(tie.id for end in ("from_", "to") for tie in dossier.referring(Relation, end, actor)),
        frozenset({actor}),
    )


def _of_reports(reports: tuple[Report, ...], dossier: Dossier) -> Chosen:
    """The reports, and the events and ties that they speak to."""
    claims = {row.claim for report in reports for row in dossier.referring(Evidence, "report", report.id)}
    about = _resting(claims, dossier)
    return Chosen(about.events, about.ties, reports=frozenset(report.id for report in reports))
