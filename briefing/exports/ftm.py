"""The dossier as FollowTheMoney entities, one JSON object a line, for Aleph and other tools of investigators.

The model has no claims, so a claim is a note, and whatever is claimed of an entity is worded as said. A date stands in
a date field only where it is plain: the model knows neither "about" nor an open end, nor that something happened once
between two days. Only what lasted has a start and an end.

A tie is one of the family, a membership, a directorship or an association where its words say so and its ends are what
the model wants for that; any other is a link of no known kind.
"""

import re
from collections.abc import Iterator
from typing import Any

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Event, Evidence, Involvement, Outlet, Place, Relation, Report, Source
from briefing.dossier.when import When
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.jsonfile import jsonfile
from briefing.exports.subset import selection
from briefing.places import basemap
from briefing.view.tables import where
from briefing.view.view import View

Entity = dict[str, Any]
Ends = tuple[str, str]

SCHEMA = {"person": "Person", "state body": "PublicBody"}

# The kinds of tie by their words, in the order in which they are tried: a son of the leader is no leader.
NO_TIE = re.compile(r"\b(den(?:y|ies|ied)|no|not|never|broken?|left|dismissed|succeeded|in place of)\b")
FAMILY = (
    r"\b(brother|sister|sibling|father|mother|parent|son|daughter|child|husband|wife|spouse|married|widow|widower|nephew|"
    r"niece|uncle|aunt|cousin|grand(?:father|mother|son|daughter)|relative|in-law)\b"
)
MEMBER = r"\b(members?|joined)\b"
DIRECTOR = (
    r"\b(leader|head|chief|chair(?:man|woman)?|director|president|minister|(?<!former )commander|emir)\b"
    r"|\bleads? a cell of\b"
)
ASSOCIATE = r"\b(associate|ally|friend|companion|accomplice|aide|comrade|bodyguard|fellow villager)\b"
KINDS: tuple[tuple[str, re.Pattern[str], Ends, Ends], ...] = (
    # The relative is what the words say of the person: a brother of B is B's relative.
    ("Family", re.compile(FAMILY), ("relative", "person"), ("Person", "Person")),
    ("Membership", re.compile(MEMBER), ("member", "organization"), ("", "Organization")),
    ("Directorship", re.compile(DIRECTOR), ("director", "organization"), ("", "Organization")),
    ("Associate", re.compile(ASSOCIATE), ("associate", "person"), ("Person", "Person")),
)
"""Schema, words, the properties of the actors that the tie is read from and to, and what these have to be."""

PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")  # the dates that the model knows


def ftm(view: View) -> bytes:
    """The entities of what a view shows, first a note on the view itself."""
    return b"".join(jsonfile(entity, indent=None) for entity in entities(view))


def entities(view: View) -> Iterator[Entity]:
    """The entities in the order of the tables."""
    part, own = selection(view), imprint(view)
    said = "\n".join(f"{heading}: {words}" for heading, words in own.lines)
    yield _entity("about-this-file", "Note", name="About this file", description=said)
    yield from map(_actor, part.actors)
    yield from map(_place, part.places)
    yield from (_source(source, part) for source in part.sources)
    yield from (_claim(claim, view) for claim in part.claims)
    for report in part.reports:
        yield from _report(report, part)
    for event in part.events:
        yield from _event(event, part, view)
    yield from (_relation(tie, part, view) for tie in part.relations)


def _entity(id: str, schema: str, **given: str | list[str] | None) -> Entity:
    """An entity with the properties that say something; every one of them is a list."""
    listed = {name: [value] if isinstance(value, str) else value for name, value in given.items() if value}
    filled = {name: [each for each in values if each] for name, values in listed.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}


def dates(when: When | None) -> dict[str, str]:
    """The date properties of an entity: only what is written plainly, with the precision that it is written in."""
    if when is None:
        return {}
    if not when.lasts:
        return {"date": when.edtf} if PLAIN.fullmatch(when.edtf) else {}
    start, _, end = when.edtf.partition("/")
    ends = {"startDate": start, "endDate": end}
    return {name: day for name, day in ends.items() if PLAIN.fullmatch(day)}


def _date_note(when: When | None) -> str:
    return f"Said to be of this date: {when.words} (EDTF {when.edtf})." if when else ""


def _standing(claim: str, view: View) -> str:
    found = view.standings[claim]
    return f"Standing of the claim: {found.word} ({found.reason})."


def _actor(actor: Actor) -> Entity:
    # The model knows a birth of persons alone.
    born = actor.born.edtf if actor.born and PLAIN.fullmatch(actor.born.edtf) and actor.kind == "person" else None
    nationality = f"Nationality as reported: {actor.nationality}" if actor.nationality else None
    # Of persons it is their nationality; what an organisation has is a country.
    country = {"nationality" if actor.kind == "person" else "country": basemap.code(actor.nationality)}
    return _entity(
        actor.id,
        SCHEMA.get(actor.kind, "Organization"),
        **country,
        name=actor.name,
        alias=[actor.native_name, *actor.aliases],
        birthDate=born,
        summary=actor.summary,
        notes=[f"Kind in the dossier: {actor.kind}", nationality or ""],
    )


def _place(place: Place) -> Entity:
    said = f"Known to the {place.precision}; the true place should lie within {place.radius_km:g} km. {place.basis}"
    return _entity(
        place.id,
        "Address",
        name=place.name,
        alias=[place.native_name, *place.aliases],
        full=where(place),
        country=basemap.code(place.country),
        state=place.admin1,
        latitude=str(place.latitude),
        longitude=str(place.longitude),
        notes=[said, f"Country: {place.country}"],
    )


def _source(source: Source, part: Dossier) -> Entity:
    published, outlet = source.published.edtf if source.published else "", part.row(Outlet, source.outlet)
    return _entity(
        source.id,
        "Article",
        name=source.title,
        title=source.title,
        fileName=source.id,
        author=source.author,
        publisher=outlet.name,
        country=basemap.code(outlet.country),
        publishedAt=published if PLAIN.fullmatch(published) else None,
        sourceUrl=source.url if source.url.startswith(("http://", "https://")) else None,
        notes=[f"Read: {source.extent_read}", f"Published: {source.published.words}" if source.published else ""],
    )


def _claim(claim: Claim, view: View) -> Entity:
    return _entity(
        claim.id,
        "Note",
        name=claim.short,
        description=f"It is claimed: {claim.statement}",
        entity=list(claim.actors),
        notes=[_standing(claim.id, view), _date_note(claim.date)],
    )


def _report(report: Report, part: Dossier) -> Iterator[Entity]:
    """What a source says, as a tie of its article to every claim that it bears on."""
    for row in part.referring(Evidence, "report", report.id):
        yield _entity(
            row.id,
            "Documentation",
            document=report.source,
            entity=row.claim,
            role=row.stance,
            summary=f"Said there: {report.statement} ({report.locator})",
        )


def _event(event: Event, part: Dossier, view: View) -> Iterator[Entity]:
    place = part.row(Place, event.place) if event.place else None
    parts = part.referring(Involvement, "event", event.id)
    yield _entity(
        event.id,
        "Event",
        name=f"Said to have happened: {event.title}",
        summary=event.summary,
        location=where(place),
        country=basemap.code(place.country) if place else None,
        addressEntity=event.place,
        # The model's list of those involved cannot say what part each had; the links below do.
        involved=list(dict.fromkeys(row.actor for row in parts)),
        keywords=event.kind,
        notes=[_standing(event.claim, view), _date_note(event.date)],
        **dates(event.date),
    )
    for row in parts:
        yield _entity(row.id, "UnknownLink", subject=row.actor, object=row.event, role=f"said to be: {row.role}")


def _relation(tie: Relation, part: Dossier, view: View) -> Entity:
    schema, (start, end) = tied(tie, part)
    word = view.standings[tie.claim].word
    # Of families and associates the model has no status, and calls the role of one a relationship.
    own = {"relationship": tie.kind} if schema in ("Family", "Associate") else {"role": tie.kind, "status": word}
    return _entity(
        tie.id,
        schema,
        **{start: tie.from_, end: tie.to},
        **own,
        summary=f"Said to be so. {_standing(tie.claim, view)} {_date_note(tie.date)}".strip(),
        **dates(tie.date),
    )


def tied(tie: Relation, part: Dossier) -> tuple[str, Ends]:
    """The schema of a tie, and its properties for the actors that it is read from and to."""
    first, second = (part.row(Actor, id).kind for id in (tie.from_, tie.to))
    for schema, words, ends, wanted in KINDS:
        if (
            words.search(tie.kind)
            and not NO_TIE.search(tie.kind)
            and _fits(first, wanted[0])
            and _fits(second, wanted[1])
        ):
            return schema, ends
    return "UnknownLink", ("subject", "object")


def _fits(kind: str, wanted: str) -> bool:
    """Whether an actor of this kind may stand where the model wants one of this schema, or any."""
    return not wanted or (kind == "person") == (wanted == "Person")


EXPORT = Export(
    name="ftm",
    title="FollowTheMoney",
    purpose="Entities, one a line, for Aleph and other tools of investigators.",
    suffix="ftm.json",
    media_type="application/x-ndjson",
    make=ftm,
)
