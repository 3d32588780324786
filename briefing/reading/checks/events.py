"""Rules for events, for the part that actors have in them, and for ties between actors."""

from collections.abc import Iterator

from briefing.analysis.standing import Word, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.likelihood import is_hedged
from briefing.dossier.records import Actor, Claim, Event
from briefing.dossier.when import day_words
from briefing.reading.checks.check import Finding, error, repeated, warning

OPEN_TO_DISPUTE: tuple[Word, ...] = ("contested", "denied", "withdrawn")
WANTED = "a hedge is wanted, such as reported, said to, claimed or denied"


@warning("event-before-birth", "No event is older than an actor in it.")
def before_birth(dossier: Dossier) -> Iterator[Finding]:
    for part in dossier.involvement:
        event, actor = dossier.row(Event, part.event), dossier.row(Actor, part.actor)
        # Only where no reading of the two dates fits; vague ones that may fit are no fault.
        if event.date and event.date.last and actor.born and actor.born.first and event.date.last < actor.born.first:
            found = f"{actor.id!r}, born {actor.born.edtf!r}, is part of an event of {event.date.edtf!r}"
            message = f"{found}; a later event or an earlier birth is wanted"
            yield Finding(part, "actor", message)


@warning("event-late", "No event is later than the last day that the dossier looks at.")
def late(dossier: Dossier) -> Iterator[Finding]:
    end = dossier.info.as_of
    for event in dossier.events:
        if event.date and event.date.first and event.date.first > end:
            message = f"the date {event.date.edtf!r} is after as_of, {day_words(end)}; an earlier date is wanted"
            yield Finding(event, "date", message)


@warning("event-as-fact", "The title of an event whose claim is contested, denied or withdrawn states no fact.")
def event_as_fact(dossier: Dossier) -> Iterator[Finding]:
    disputed = _disputed(dossier)
    for event in dossier.events:
        if event.claim in disputed and not is_hedged(event.title):
            message = f"{event.title!r} states a fact where {event.claim!r} is {disputed[event.claim]}; {WANTED}"
            yield Finding(event, "title", message)


@warning("part-as-fact", "The part of an actor in an event so disputed is not stated as a fact.")
def part_as_fact(dossier: Dossier) -> Iterator[Finding]:
    disputed = _disputed(dossier)
    for part in dossier.involvement:
        claim = dossier.row(Event, part.event).claim
        if claim in disputed and not is_hedged(part.role):
            yield Finding(part, "role", f"{part.role!r} states a fact where {claim!r} is {disputed[claim]}; {WANTED}")


@warning("tie-as-fact", "A tie whose claim is contested, denied or withdrawn is not stated as a fact.")
def tie_as_fact(dossier: Dossier) -> Iterator[Finding]:
    disputed = _disputed(dossier)
    for tie in dossier.relations:
        if tie.claim in disputed and not is_hedged(tie.kind):
            message = f"{tie.kind!r} states a fact where {tie.claim!r} is {disputed[tie.claim]}; {WANTED}"
            yield Finding(tie, "kind", message)


@warning("part-report-elsewhere", "A report that gives an actor a part in an event bears on the claim of that event.")
def part_elsewhere(dossier: Dossier) -> Iterator[Finding]:
    bearing = {(row.report, row.claim) for row in dossier.evidence}
    for part in dossier.involvement:
        claim = dossier.row(Event, part.event).claim
        strange = [report for report in part.reports if (report, claim) not in bearing]
        if strange:
            message = f"{strange[0]!r} does not bear on {claim!r}; a report with a row of evidence.csv on it is wanted"
            yield Finding(part, "reports", message)


@error("involvement-twice", "An actor has the same part in an event only once.")
def involved_twice(dossier: Dossier) -> Iterator[Finding]:
    for part, first in repeated(dossier.involvement, lambda each: (each.event, each.actor, each.role)):
        message = (
            f"{part.actor!r} is {part.role!r} in {part.event!r} by the row {first.id!r} already; one row is wanted"
        )
        yield Finding(part, "actor", message)


@error("tie-twice", "A tie that a claim asserts between two actors at a time stands in one row only.")
def tied_twice(dossier: Dossier) -> Iterator[Finding]:
    for tie, first in repeated(dossier.relations, lambda each: (each.from_, each.to, each.kind, each.date, each.claim)):
        message = f"{tie.from_!r} {tie.kind!r} {tie.to!r} stands in the row {first.id!r} already; one row is wanted"
        yield Finding(tie, "to", message)


@warning("tie-elsewhere", "A tie stands on a claim about both of its actors.")
def tied_elsewhere(dossier: Dossier) -> Iterator[Finding]:
    for tie in dossier.relations:
        missing = [end for end in (tie.from_, tie.to) if end not in dossier.row(Claim, tie.claim).actors]
        if missing:
            found = f"{tie.claim!r} is not about {' or '.join(map(repr, missing))}"
            yield Finding(tie, "claim", f"{found}; a claim about this tie, that names both in its actors, is wanted")


@error("tie-itself", "No actor is tied to itself.")
def tied_to_itself(dossier: Dossier) -> Iterator[Finding]:
    for tie in dossier.relations:
        if tie.from_ == tie.to:
            yield Finding(tie, "to", f"{tie.to!r} is tied to itself; another actor is wanted")


def _disputed(dossier: Dossier) -> dict[str, Word]:
    """The claims that no wording may state as a fact, with their standing."""
    return {id: found.word for id, found in standings(dossier).items() if found.word in OPEN_TO_DISPUTE}


CHECKS = (
    before_birth,
    late,
    event_as_fact,
    part_as_fact,
    part_elsewhere,
    tie_as_fact,
    involved_twice,
    tied_twice,
    tied_elsewhere,
    tied_to_itself,
)
