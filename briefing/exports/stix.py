"""The dossier as a STIX 2.1 bundle, for threat intelligence platforms.

STIX has facts about things and no claims, so a claim is a note, and what a source says of it an opinion on that note;
a source that takes no side has no opinion, but a note of its own. ``confidence`` stands only where an analyst gave one;
no likelihood becomes a number, and no doubt a disagreement.

A time is a bound: the first instant of the first possible day, the last of the last one. An incident of STIX has none,
so that an extension gives it ``first_seen`` and ``last_seen``, by the names under which platforms keep them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from briefing.analysis.known import public_from
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import (
    LIST_MARK,
    Actor,
    Claim,
    Event,
    Evidence,
    Involvement,
    Judgement,
    Origin,
    Outlet,
    Place,
    Relation,
    Report,
    Source,
)
from briefing.dossier.sentences import capital
from briefing.dossier.when import When
from briefing.exports.export import Export
from briefing.exports.imprint import Imprint, imprint
from briefing.exports.jsonfile import jsonfile
from briefing.exports.subset import selection
from briefing.view.view import View

Object = dict[str, Any]

CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}  # the scale None / Low / Med / High of STIX 2.1, appendix A
OPINION = {"supports": "agree", "contradicts": "disagree", "doubts": "neutral"}
IDENTITY = {"person": "individual"}
OWN = "dossier: "  # before the title, in the external reference that keeps a row's own id
COMPILERS = "the compilers"
DATED = "dates of incidents"
SEEN = ("first_seen", "last_seen")
LASTED = ("start_time", "stop_time")


@dataclass(frozen=True)
class Maker:
    """Makes the objects of one dossier: their ids from its title and the row's id, their times from the view's day."""

    imprint: Imprint

    def id(self, type: str, row: str) -> str:
        """The same id for the same row of a dossier of the same title, whenever and from whatever view it is made."""
        return f"{type}--{uuid5(self._space, row)}"

    def object(self, type: str, row: str, **more: Any) -> Object:
        """An object of a row with what every object carries."""
        return {**self.bare(type, row), "modified": _time(self.imprint.asof), **self._particulars(row), **more}

    def link(self, row: str, ends: tuple[str, str], kind: str, said: str, when: When | None = None) -> Object:
        """A relationship from one object to another."""
        refs = {"source_ref": ends[0], "target_ref": ends[1]}
        return self.object(
            "relationship", row, relationship_type=kind, description=said, **refs, **_bounds(when, LASTED)
        )

    def bare(self, type: str, row: str) -> Object:
        """An object without author, mark or change: only the mark itself and its author are so."""
        # The knowledge date and not now, so that the same view gives the same bytes.
        stamp = _time(self.imprint.asof)
        return {"type": type, "spec_version": "2.1", "id": self.id(type, row), "created": stamp}

    @property
    def _space(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.imprint.title)

    def _particulars(self, row: str) -> Object:
        return {
            "created_by_ref": self.id("identity", COMPILERS),
            "object_marking_refs": [self.id("marking-definition", COMPILERS)],
            "external_references": [self.own(row)],
        }

    def own(self, row: str) -> Object:
        """The external reference that keeps the row's own id."""
        return {"source_name": f"{OWN}{self.imprint.title}", "external_id": row}


def stix(view: View) -> bytes:
    """The bundle of what a view shows, in the order of the tables."""
    make, part = Maker(imprint(view)), selection(view)
    objects = [*_about(make), *_things(make, part), *_claims_and_evidence(make, part, view)]
    name = f"{make.imprint.release} {make.imprint.state} {make.imprint.supposed}"
    return jsonfile({"type": "bundle", "id": make.id("bundle", name), "objects": objects}, indent=None)


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


def _bounds(when: When | None, names: tuple[str, str]) -> Object:
    """The first and the last instant at which something may have been, as far as they are known."""
    days = (when.first, when.last) if when else (None, None)
    return {
        name: f"{day.isoformat()}T{hour}Z"
        for name, day, hour in zip(names, days, ("00:00:00.000", "23:59:59.999"), strict=True)
        if day
    }


def _about(make: Maker) -> Iterator[Object]:
    """Who made the bundle, on what terms, and which view it holds."""
    author = {"name": f"Compilers of: {make.imprint.title}", "identity_class": "group"}
    mark = {"definition_type": "statement", "definition": {"statement": _terms(make.imprint)}}
    yield {**make.bare("identity", COMPILERS), "modified": _time(make.imprint.asof), **author}
    yield make.bare("marking-definition", COMPILERS) | mark
    said = "\n".join(f"{heading}: {words}" for heading, words in make.imprint.lines)
    about = [make.id("identity", COMPILERS)]
    yield make.object("note", "about this file", abstract="About this file", content=said, object_refs=about)
    yield _extension(make)


def _extension(make: Maker) -> Object:
    """What the times of incidents are, for whoever meets them."""
    given = {
        "name": "Dates of incidents",
        "description": "The first and the last instant at which the incident may have begun and ended.",
        "schema": "first_seen and last_seen: timestamps as STIX 2.1 has them; either may be left out.",
        "version": "1.0.0",
        "extension_types": ["toplevel-property-extension"],
        "extension_properties": list(SEEN),
    }
    return {**make.object("extension-definition", DATED), **given}


def _seen(make: Maker, when: When | None) -> Object:
    """The times of an incident, and the extension by which it has them."""
    bounds = _bounds(when, SEEN)
    named = {make.id("extension-definition", DATED): {"extension_type": "toplevel-property-extension"}}
    return {**bounds, "extensions": named} if bounds else {}


def _terms(own: Imprint) -> str:
    return f"{own.disclaimer} Licence: {own.licence}"


def _things(make: Maker, part: Dossier) -> Iterator[Object]:
    yield from (_actor(make, actor) for actor in part.actors)
    yield from (_place(make, place) for place in part.places)


def _claims_and_evidence(make: Maker, part: Dossier, view: View) -> Iterator[Object]:
    yield from (_claim(make, claim, part, view) for claim in part.claims)
    yield from (_evidence(make, row, part) for row in part.evidence)
    for event in part.events:
        yield from _event(make, event, part, view)
    yield from (_relation(make, tie, part, view) for tie in part.relations)
    yield from (_source(make, source, part) for source in part.sources if _spoke(source, part))
    yield from (_judgement(make, judgement, part) for judgement in part.judgements)


def _type(actor: Actor) -> str:
    # A threat actor means harm by the words of STIX: of the kinds of actor that is said of armed groups alone.
    return "threat-actor" if actor.kind == "armed group" else "identity"


def _actor_id(make: Maker, id: str, part: Dossier) -> str:
    return make.id(_type(part.row(Actor, id)), id)


def _actor(make: Maker, actor: Actor) -> Object:
    names = [name for name in (actor.native_name, *actor.aliases) if name]
    said = f"{actor.summary} Other names: {LIST_MARK.join(names)}" if names else actor.summary
    more: Object = {"name": actor.name, "description": said, "labels": [f"kind: {actor.kind}"]}
    if _type(actor) == "identity":
        return make.object("identity", actor.id, **more, identity_class=IDENTITY.get(actor.kind, "organization"))
    return make.object("threat-actor", actor.id, **more, **({"aliases": names} if names else {}))


def _place(make: Maker, place: Place) -> Object:
    """A location whose ``precision`` is the radius in metres that should hold the true place."""
    labels = [f"precision: {place.precision}", f"country: {place.country}"]
    where = {"latitude": place.latitude, "longitude": place.longitude, "precision": place.radius_km * 1000}
    more = {"administrative_area": place.admin1} if place.admin1 else {}
    said = f"Known to within {place.radius_km:g} km. {place.basis}"
    return make.object("location", place.id, name=place.name, description=said, labels=labels, **where, **more)


def _claim(make: Maker, claim: Claim, part: Dossier, view: View) -> Object:
    about = [_actor_id(make, id, part) for id in claim.actors]
    about += [make.id("location", claim.place)] if claim.place else []
    said = f"It is claimed: {claim.statement} {_standing(claim.id, view)} {_date(claim.date)}".strip()
    # STIX takes no note without an object; where a claim is about none, it hangs on its authors.
    refs = about or [make.id("identity", COMPILERS)]
    labels = ["claim", f"standing: {view.standings[claim.id].word}"]
    return make.object("note", claim.id, abstract=claim.short, content=said, object_refs=refs, labels=labels)


def _standing(claim: str, view: View) -> str:
    found = view.standings[claim]
    return f"Standing: {found.word} ({found.reason})."


def _date(when: When | None) -> str:
    """The date in words and as EDTF, since the times are but its bounds."""
    return f"Date: {when.words} (EDTF {when.edtf})." if when else ""


def _dated(when: When | None) -> list[str]:
    """The date as a label, from which it can be read back as it was written."""
    return [f"date: {when.edtf}"] if when else []


def _evidence(make: Maker, row: Evidence, part: Dossier) -> Object:
    report = part.row(Report, row.report)
    source, origin = part.row(Source, report.source), part.row(Origin, report.origin)
    said = f"{capital(row.stance)}. {report.statement} {row.why} {source.title}, {report.locator}."
    shared = {
        "authors": [origin.name],
        "object_refs": [make.id("note", row.claim)],
        "labels": [f"stance: {row.stance}", f"credibility: {report.credibility}"],
    }
    # Beside a doubt a neutral opinion of who takes no side would be the same thing.
    if row.stance == "neither":
        return make.object("note", row.id, abstract="Takes no side", content=said, **shared)
    return make.object("opinion", row.id, opinion=OPINION[row.stance], explanation=said, **shared)


def _event(make: Maker, event: Event, part: Dossier, view: View) -> Iterator[Object]:
    said = f"{event.summary} {_date(event.date)} {_standing(event.claim, view)}"
    labels = [f"kind: {event.kind}", f"standing: {view.standings[event.claim].word}"]
    times = _seen(make, event.date)
    named = labels + _dated(event.date)
    yield make.object("incident", event.id, name=event.title, description=said, labels=named, **times)
    here = make.id("incident", event.id)
    yield make.link(f"{event.id} claim", (make.id("note", event.claim), here), "asserts", said)
    if event.place:
        yield make.link(f"{event.id} place", (here, make.id("location", event.place)), "located-at", said, event.date)
    for row in part.referring(Involvement, "event", event.id):
        yield make.link(row.id, (here, _actor_id(make, row.actor, part)), "involves", row.role, event.date)


def _relation(make: Maker, tie: Relation, part: Dossier, view: View) -> Object:
    said = f"{tie.kind}. {_date(tie.date)} {_standing(tie.claim, view)}"
    ends = (_actor_id(make, tie.from_, part), _actor_id(make, tie.to, part))
    link = make.link(tie.id, ends, _verb(tie.kind), said, tie.date)
    return {**link, "labels": [f"standing: {view.standings[tie.claim].word}", f"claim: {tie.claim}", *_dated(tie.date)]}


def _verb(kind: str) -> str:
    """A tie in the letters that a relationship type may have."""
    return re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-") or "related-to"


def _spoke(source: Source, part: Dossier) -> tuple[Report, ...]:
    return part.referring(Report, "source", source.id)


def _source(make: Maker, source: Source, part: Dossier) -> Object:
    """A publication with the claims that it bears on. ``published`` is the first day that it was surely public."""
    reports = _spoke(source, part)
    rows = [row for report in reports for row in part.referring(Evidence, "report", report.id)]
    claims = list(dict.fromkeys(make.id("note", row.claim) for row in rows))
    # STIX wants a time of every report; of one whose date was not seen the description says so.
    day = public_from(source, part)
    said = source.published.words if source.published else "not seen"
    return make.object(
        "report",
        source.id,
        name=source.title,
        description=f"Published: {said}. {' '.join(report.statement for report in reports)}",
        published=_time(day),
        object_refs=claims or [make.id("identity", COMPILERS)],
        external_references=[make.own(source.id), _publication(source, part.row(Outlet, source.outlet))],
    )


def _publication(source: Source, outlet: Outlet) -> Object:
    address = {"url": source.url} if source.url.startswith(("http://", "https://")) else {}
    return {"source_name": outlet.name, "description": source.title, **address}


def _judgement(make: Maker, judgement: Judgement, part: Dossier) -> Object:
    asked = part.referring(Claim, "question", judgement.question)
    about: Sequence[str] = [judgement.claim] if judgement.claim else [claim.id for claim in asked]
    refs = [make.id("note", id) for id in about] or [make.id("identity", COMPILERS)]
    return make.object(
        "note",
        judgement.id,
        abstract=f"Judgement made on {judgement.made.isoformat()}",
        content=f"{judgement.statement} {judgement.confidence} {judgement.reasoning}",
        object_refs=refs,
        confidence=CONFIDENCE[judgement.confidence_level],
        labels=["judgement"],
    )


EXPORT = Export(
    name="stix",
    title="STIX 2.1",
    purpose="A bundle for threat intelligence platforms; claims are notes with opinions on them.",
    suffix="json",
    media_type="application/stix+json",
    make=stix,
)
