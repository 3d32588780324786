"""What a reader chooses to see: a filter narrows what is shown, never what is concluded."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefing.dossier import Dossier
from briefing.records import Actor, Claim, Event, Evidence, Involvement, Place, Relation, Report, ids
from briefing.standing import Standing, Word
from briefing.when import When


@dataclass(frozen=True, slots=True)
class Filters:
    """The reader's choice. Within one field any value will do; between fields all must hold."""

    actor: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    certainly: bool = False
    standing: tuple[Word, ...] = ()
    q: str = ""

    @property
    def has_period(self) -> bool:
        """Whether a first or last day is chosen."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the filters look at in a row: who and in what role, where, when, its standing, its words in all scripts."""

    id: str
    actors: frozenset[str]
    roles: frozenset[tuple[str, str]]
    regions: frozenset[str]
    date: When | None
    standings: frozenset[Word]
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table that are shown, out of those that are known."""

    ids: tuple[str, ...]
    total: int
    undated: int = 0
    unplaced: int = 0

    def __contains__(self, id: str) -> bool:
        return id in self.ids

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Shown:
    """What the filters leave to be seen, closed under reference: with an event its claim, with a report its source.

    ``undated`` and ``unplaced`` in a part count the rows that a period or a region hid for want of a date or place.
    """

    claims: Part
    events: Part
    relations: Part
    reports: Part
    sources: Part
    actors: Part
    places: Part


def region_id(country: str, admin1: str = "") -> str:
    """The id of a region in addresses: ``iraq``, or ``iraq--nineveh`` for a province."""
    return "--".join(_slug(name) for name in (country, admin1) if name)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words or fold(name).split())


def regions(dossier: Dossier) -> dict[str, str]:
    """Every country and province of the dossier's places, id to label, provinces under their country."""
    countries = sorted({place.country for place in dossier.places})
    found: dict[str, str] = {}
    for country in countries:
        found[region_id(country)] = country
        for admin1 in sorted({place.admin1 for place in dossier.places if place.country == country and place.admin1}):
            found[region_id(country, admin1)] = f"{country} › {admin1}"
    return found


def roles(dossier: Dossier) -> tuple[str, ...]:
    """Every part that an actor has in an event."""
    return tuple(sorted({row.role for row in dossier.involvement}))


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Text as the search compares it: no case, no accents, no invisible joiners, in any script."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")


@dataclass(frozen=True)
class Subjects:
    """The filterable rows of a dossier, prepared once for a release and a knowledge date."""

    claims: tuple[Subject, ...]
    events: tuple[Subject, ...]
    relations: tuple[Subject, ...]
    reports: tuple[Subject, ...]


def subjects(dossier: Dossier, standings: Mapping[str, Standing]) -> Subjects:
    """Everything in the dossier that filters can show or hide.

    Claims that nobody has spoken to yet are left out, and with them the events and ties that they alone assert.
    """
    spoken = {claim.id: claim for claim in dossier.claims if standings[claim.id].word != "unknown as yet"}
    return Subjects(
        claims=tuple(_claim(claim, dossier, standings) for claim in spoken.values()),
        events=tuple(_event(event, dossier, standings) for event in dossier.events if event.claim in spoken),
        relations=tuple(_relation(tie, dossier, standings) for tie in dossier.relations if tie.claim in spoken),
        reports=tuple(_report(report, dossier, standings) for report in dossier.reports),
    )


def _subject(
    id: str,
    dossier: Dossier,
    words: str,
    actors: Iterable[str],
    place: str | None,
    when: When | None,
    standings: Iterable[Word],
    parts: Iterable[tuple[str, str]] = (),
) -> Subject:
    named = [dossier.row(Actor, actor) for actor in dict.fromkeys(actors)]
    where = dossier.row(Place, place) if place else None
    names = [name for actor in named for name in (actor.name, actor.native_name, *actor.aliases)]
    if where:
        names += [where.name, where.native_name, *where.aliases, where.admin1, where.country]
    return Subject(
        id=id,
        actors=frozenset(actor.id for actor in named),
        roles=frozenset(parts),
        regions=_regions(where),
        date=when,
        standings=frozenset(standings),
        text=" ".join(fold(text) for text in (words, *names) if text),
    )


def _regions(place: Place | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    country = region_id(place.country)
    return frozenset({country, region_id(place.country, place.admin1)})


def _claim(claim: Claim, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    parts = {
        (row.actor, row.role)
        for event in dossier.referring(Event, "claim", claim.id)
        for row in dossier.referring(Involvement, "event", event.id)
    }
    words, word = f"{claim.statement} {claim.short}", standings[claim.id].word
    return _subject(claim.id, dossier, words, claim.actors, claim.place, claim.date, [word], parts)


def _event(event: Event, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    parts = [(row.actor, row.role) for row in dossier.referring(Involvement, "event", event.id)]
    actors = [*(actor for actor, _ in parts), *dossier.row(Claim, event.claim).actors]
    words = f"{event.title} {event.summary}"
    word = standings[event.claim].word
    return _subject(event.id, dossier, words, actors, event.place, event.date, [word], parts)


def _relation(tie: Relation, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    claim = dossier.row(Claim, tie.claim)
    word = standings[tie.claim].word
    return _subject(tie.id, dossier, tie.kind, (tie.from_, tie.to), claim.place, tie.date, [word])


def _report(report: Report, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    words = [standings[row.claim].word for row in dossier.referring(Evidence, "report", report.id)]
    return _subject(report.id, dossier, report.statement, report.actors, report.place, report.date, words)


def matches(subject: Subject, filters: Filters) -> bool:
    """Whether a row is shown under these filters."""
    return all(test(subject, filters) for test in TESTS)


def _by_actor(subject: Subject, filters: Filters) -> bool:
    if not filters.role:
        return not filters.actor or not subject.actors.isdisjoint(filters.actor)
    return any(role in filters.role and (not filters.actor or actor in filters.actor) for actor, role in subject.roles)


def _by_region(subject: Subject, filters: Filters) -> bool:
    return not filters.region or not subject.regions.isdisjoint(filters.region)


def _by_period(subject: Subject, filters: Filters) -> bool:
    """A row without a date lies nowhere for certain; it is hidden by any period and counted as undated."""
    if not filters.has_period:
        return True
    if subject.date is None:
        return False
    within = subject.date.certainly_within if filters.certainly else subject.date.possibly_within
    return within(filters.start, filters.end)


def _by_standing(subject: Subject, filters: Filters) -> bool:
    return not filters.standing or not subject.standings.isdisjoint(filters.standing)


def _by_words(subject: Subject, filters: Filters) -> bool:
    return all(word in subject.text for word in fold(filters.q).split())


TESTS: tuple[Callable[[Subject, Filters], bool], ...] = (_by_standing, _by_actor, _by_region, _by_period, _by_words)


def narrow(dossier: Dossier, prepared: Subjects, filters: Filters) -> Shown:
    """What these filters show of a dossier as known."""
    events = _part(prepared.events, filters)
    relations = _part(prepared.relations, filters)
    reports = _part(prepared.reports, filters)
    tied = {dossier.row(Event, id).claim for id in events.ids} | {
        dossier.row(Relation, id).claim for id in relations.ids
    }
    claims = _part(prepared.claims, filters, also=tied)
    chosen = [*_chosen(prepared.events, events), *_chosen(prepared.relations, relations)]
    chosen += [*_chosen(prepared.reports, reports), *_chosen(prepared.claims, claims)]
    used = {dossier.row(Report, id).source for id in reports.ids}
    no_filter = Filters(certainly=filters.certainly)  # certainly within no period
    sources = tuple(source.id for source in dossier.sources if source.id in used or filters == no_filter)
    return Shown(
        claims=claims,
        events=events,
        relations=relations,
        reports=reports,
        sources=Part(sources, len(dossier.sources)),
        actors=_actors(dossier, chosen, prepared),
        places=_places(dossier, (events, reports, claims), prepared),
    )


def _part(rows: tuple[Subject, ...], filters: Filters, also: Iterable[str] = ()) -> Part:
    kept = frozenset(also)
    shown = tuple(row.id for row in rows if row.id in kept or matches(row, filters))
    lost = [row for row in rows if _is_lost(row, filters) and row.id not in kept]
    return Part(
        shown,
        len(rows),
        undated=sum(row.date is None for row in lost) if filters.has_period else 0,
        unplaced=sum(not row.regions for row in lost) if filters.region else 0,
    )


def _is_lost(row: Subject, filters: Filters) -> bool:
    """Whether nothing but a date or a place that it lacks hides a row."""
    if row.date is not None and row.regions:
        return False
    asked = filters if row.date else replace(filters, start=None, end=None)
    asked = asked if row.regions else replace(asked, region=())
    return matches(row, asked) and not matches(row, filters)


def _chosen(rows: tuple[Subject, ...], part: Part) -> list[Subject]:
    shown = set(part.ids)
    return [row for row in rows if row.id in shown]


def _actors(dossier: Dossier, chosen: list[Subject], prepared: Subjects) -> Part:
    everyone = {
        id
        for rows in (prepared.claims, prepared.events, prepared.relations, prepared.reports)
        for row in rows
        for id in row.actors
    }
    shown = {id for row in chosen for id in row.actors}
    return Part(tuple(actor.id for actor in dossier.actors if actor.id in shown), len(everyone))


def _places(dossier: Dossier, parts: tuple[Part, ...], prepared: Subjects) -> Part:
    def named(rows: Iterable[str]) -> set[str]:
        return {place for id in rows for place in ids(getattr(dossier.find(id), "place", None))}

    used = named(id for part in parts for id in part.ids)
    everywhere = named(row.id for rows in (prepared.events, prepared.reports, prepared.claims) for row in rows)
    return Part(tuple(place.id for place in dossier.places if place.id in used), len(everywhere))


def hidden(standing: Standing, shown: Shown) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reports for and against a claim that the filters hide."""
    visible = set(shown.reports.ids)
    return (
        tuple(report.id for lineage in standing.supports for report in lineage.reports if report.id not in visible),
        tuple(report.id for lineage in standing.contradicts for report in lineage.reports if report.id not in visible),
    )
