"""What a reader chooses to see: a filter narrows what is shown, never what is concluded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from itertools import chain

from briefing.analysis.standing import Standing, Word
from briefing.dossier.caching import cached_texts
from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold, latin
from briefing.dossier.labels import isolated, told_apart
from briefing.dossier.records import Actor, Claim, Event, Evidence, Involvement, Place, Relation, Report
from briefing.dossier.sentences import count
from briefing.dossier.when import When
from briefing.view.finder import Heard, Names, asked, heard, names, written


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


EVERYTHING = Filters()
"""Nothing chosen, nothing hidden."""


@dataclass(frozen=True, slots=True)
class Read(Filters):
    """Filters with the words of their search read as the dossier spells them."""

    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the filters look at in a row: who and in what role, where, when, its standing, its words in all scripts.

    Of ``texts`` the first is its own; the names of an actor are one text in all rows that name the actor.
    """

    id: str
    actors: frozenset[str]
    roles: frozenset[tuple[str, str]]
    place: str | None
    regions: frozenset[str]
    date: When | None
    standings: frozenset[Word]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """The rows of one table that are shown, out of those that are known."""

    ids: tuple[str, ...]
    total: int
    undated: int = 0
    unplaced: int = 0

    def missing(self, noun: str) -> tuple[str, ...]:
        """What a period or a region hid because it lacks one, of this kind: 25 ties have no date."""
        lacks = ((self.undated, "date"), (self.unplaced, "place"))
        one = noun.removesuffix("s")
        return tuple(f"{count(n, one)} {'has' if n == 1 else 'have'} no {what}" for n, what in lacks if n)

    @cached_property
    def _among(self) -> frozenset[str]:
        return frozenset(self.ids)

    def __contains__(self, id: str) -> bool:
        return id in self._among

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


@cached_texts(10_000)
def region_id(country: str, admin1: str = "") -> str:
    """The id of a region in addresses: ``iraq``, or ``iraq--nineveh`` for a province."""
    # A slug has no two hyphens in a row, so no country can pass for a province of another.
    return "--".join(_slug(name) for name in (country, admin1) if name)


def _slug(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in latin(name)).split()
    # A name without Latin letters keeps its own: else all such regions would share an empty id.
    return "-".join(words or fold(name).split())


def regions(dossier: Dossier) -> dict[str, str]:
    """Every country and province of the dossier's places, id to label, provinces under their country."""
    named = {(place.country, admin1) for place in dossier.places for admin1 in ("", place.admin1)}
    labels = {
        region_id(country, admin1): " › ".join(isolated(name) for name in (country, admin1) if name)
        for country, admin1 in sorted(named)
    }
    return told_apart(labels)  # a country may be called as a province of another is told


def roles(dossier: Dossier) -> tuple[str, ...]:
    """Every part that an actor has in an event."""
    return tuple(sorted({row.role for row in dossier.involvement}))


@dataclass(frozen=True)
class Subjects:
    """The filterable rows of a dossier, prepared once for a release and a knowledge date."""

    claims: tuple[Subject, ...]
    events: tuple[Subject, ...]
    relations: tuple[Subject, ...]
    reports: tuple[Subject, ...]
    names: Names

    def heard(self, query: str) -> tuple[Heard, ...]:
        """How the words of a search are to be read here."""
        return heard(query, self.names, lambda word: any(word in text for text in self._texts))

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for row in self._rows() for text in row.texts))

    def _rows(self) -> Iterable[Subject]:
        return chain(self.claims, self.events, self.relations, self.reports)

    @cached_property
    def actors(self) -> int:
        """How many actors any of them names."""
        return len({id for row in self._rows() for id in row.actors})

    @cached_property
    def places(self) -> int:
        """How many places a claim, an event or a report names."""
        rows = chain(self.claims, self.events, self.reports)
        return len({row.place for row in rows if row.place})


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
        names=names(dossier),
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
    texts = [fold(words), *(written(actor, dossier) for actor in named)]
    if where:
        texts += [written(where, dossier), fold(where.admin1), fold(where.country)]
    return Subject(
        id=id,
        actors=frozenset(actor.id for actor in named),
        roles=frozenset(parts),
        place=place,
        regions=_regions(where),
        date=when,
        standings=frozenset(standings),
        texts=tuple(filter(None, texts)),
    )


def _regions(place: Place | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    country = region_id(place.country)
    # Both, so that whoever chooses a country has its provinces too.
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
    # Whom its claim is about belongs to an event even without a part in it.
    actors = [*(actor for actor, _ in parts), *dossier.row(Claim, event.claim).actors]
    words = f"{event.title} {event.summary}"
    word = standings[event.claim].word
    return _subject(event.id, dossier, words, actors, event.place, event.date, [word], parts)


def _relation(tie: Relation, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    claim = dossier.row(Claim, tie.claim)
    word = standings[tie.claim].word
    # A tie has no place of its own, so it lies where its claim is said to hold.
    return _subject(tie.id, dossier, tie.kind, (tie.from_, tie.to), claim.place, tie.date, [word])


def _report(report: Report, dossier: Dossier, standings: Mapping[str, Standing]) -> Subject:
    words = [standings[row.claim].word for row in dossier.referring(Evidence, "report", report.id)]
    return _subject(report.id, dossier, report.statement, report.actors, report.place, report.date, words)


Test = Callable[[Subject], bool]


def matches(subject: Subject, filters: Filters) -> bool:
    """Whether a row is shown under these filters."""
    return all(test(subject) for test in tests(filters))


def tests(filters: Filters) -> tuple[Test, ...]:
    """What a row must pass to be shown; made once and asked of every row. What is not chosen asks nothing."""
    made = (_by_standing(filters), _by_actor(filters), _by_region(filters), _by_period(filters), _by_words(filters))
    return tuple(test for test in made if test)


def _by_standing(filters: Filters) -> Test | None:
    return (lambda row: not row.standings.isdisjoint(filters.standing)) if filters.standing else None


def _by_actor(filters: Filters) -> Test | None:
    # Actor and role have to meet in one part of an event: who arrested is not who was arrested.
    if filters.role:
        return lambda row: any(
            role in filters.role and (not filters.actor or actor in filters.actor) for actor, role in row.roles
        )
    return (lambda row: not row.actors.isdisjoint(filters.actor)) if filters.actor else None


def _by_region(filters: Filters) -> Test | None:
    return (lambda row: not row.regions.isdisjoint(filters.region)) if filters.region else None


def _by_period(filters: Filters) -> Test | None:
    """A row without a date lies nowhere for certain; it is hidden by any period and counted as undated.

    What lasted is within a period if it went on on a day of it, what happened once if it happened in it.
    """
    if not filters.has_period:
        return None
    within = When.certainly_within if filters.certainly else When.possibly_within
    return lambda row: row.date is not None and within(row.date, filters.start, filters.end)


def _by_words(filters: Filters) -> Test | None:
    plain = [(word,) for word in fold(asked(filters.q)).split()]
    words = [each.spellings for each in filters.heard] if isinstance(filters, Read) else plain
    if not words:
        return None
    every = frozenset(range(len(words)))

    @cache  # rows share the names of actors, which may be thousands
    def has(text: str) -> frozenset[int]:
        return frozenset(place for place in every if any(part in text for part in words[place]))

    return lambda row: every.issubset(chain.from_iterable(map(has, row.texts)))


def narrow(dossier: Dossier, prepared: Subjects, filters: Filters) -> Shown:
    """What these filters show of a dossier as known."""
    everything = filters == Filters(certainly=filters.certainly)  # certainly within no period
    filters = _read(filters, prepared)
    events = _chosen(prepared.events, filters)
    relations = _chosen(prepared.relations, filters)
    reports = _chosen(prepared.reports, filters)
    # The claim comes with its event or tie even if it fails the filters itself: without it they would stand as facts.
    tied = {dossier.row(Event, row.id).claim for row in events}
    tied |= {dossier.row(Relation, row.id).claim for row in relations}
    claims = _chosen(prepared.claims, filters, also=tied)
    used = {dossier.row(Report, row.id).source for row in reports}
    # A source without a report matches no filter, and yet is part of the whole.
    sources = tuple(source.id for source in dossier.sources if everything or source.id in used)
    actors = {id for row in chain(events, relations, reports, claims) for id in row.actors}
    places = {row.place for row in chain(events, reports, claims)}
    return Shown(
        claims=_part(prepared.claims, claims, filters),
        events=_part(prepared.events, events, filters),
        relations=_part(prepared.relations, relations, filters),
        reports=_part(prepared.reports, reports, filters),
        sources=Part(sources, len(dossier.sources)),
        actors=Part(tuple(actor.id for actor in dossier.actors if actor.id in actors), prepared.actors),
        places=Part(tuple(place.id for place in dossier.places if place.id in places), prepared.places),
    )


def _read(filters: Filters, prepared: Subjects) -> Filters:
    if not filters.q:
        return filters
    chosen = {field.name: getattr(filters, field.name) for field in fields(Filters)}
    return Read(**chosen, heard=prepared.heard(filters.q))


def _chosen(rows: Sequence[Subject], filters: Filters, also: Collection[str] = ()) -> Sequence[Subject]:
    """The rows that pass every test, and those with one of these ids too, in file order."""
    found = rows
    for test in tests(filters):
        found = [row for row in found if test(row)]
    # No test narrowed anything, so there is nothing to bring back either.
    if found is rows or not also:
        return found
    kept = {row.id for row in found}.union(also)
    return [row for row in rows if row.id in kept]


def _part(rows: Sequence[Subject], shown: Sequence[Subject], filters: Filters) -> Part:
    ids = tuple(row.id for row in shown)
    # Asked only where a period or a region is chosen: it goes through all rows once more.
    lost = _lost(rows, frozenset(ids), filters) if filters.has_period or filters.region else ()
    return Part(
        ids,
        len(rows),
        undated=sum(row.date is None for row in lost) if filters.has_period else 0,
        unplaced=sum(not row.regions for row in lost) if filters.region else 0,
    )


def _lost(rows: Sequence[Subject], shown: Collection[str], filters: Filters) -> list[Subject]:
    """The rows that nothing but a date or a place that they lack hides."""
    found = []
    for dated, placed in ((False, False), (False, True), (True, False)):
        asked = filters if dated else replace(filters, start=None, end=None)
        asked = asked if placed else replace(asked, region=())
        alike = [row for row in rows if (row.date is not None, bool(row.regions)) == (dated, placed)]
        found += [row for row in _chosen(alike, asked) if row.id not in shown]
    return found


def hidden(standing: Standing, shown: Shown) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reports for and against a claim that the filters hide."""
    return (
        tuple(report.id for report in standing.supports.reports if report.id not in shown.reports),
        tuple(report.id for report in standing.contradicts.reports if report.id not in shown.reports),
    )
