"""Who told whom: how the reports on a claim came from their origins to those who published them, and what goes round.

It knows only the ways that the tables give. Where a text is silent about its source, a circle in it stays unseen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from briefing.analysis.lineage import NOBODY, path
from briefing.analysis.standing import Standing, standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import isolated
from briefing.dossier.records import Claim, Origin, Outlet, Report, Source
from briefing.dossier.sentences import capital, listed, many, spelt

SIDES = ("for", "against", "in doubt", "taken back")
LEAN = "that do not lean on each other"


@dataclass(frozen=True, slots=True)
class Route:
    """The reports that came from an origin through the same outlets; ``carriers`` begins with the one nearest to it."""

    carriers: tuple[str, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """An origin with the routes on which its information went out."""

    origin: Origin
    routes: tuple[Route, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """All its reports, route by route."""
        return tuple(report for route in self.routes for report in route.reports)


@dataclass(frozen=True, slots=True)
class Group:
    """The strands that take one side on a claim. ``independent`` counts its origins known to be so, if that is known.

    ``loops`` are the circles in which its reports were told on; ``excluding`` are the ids of those reports that take
    the side by exclusion alone.
    """

    word: str
    strands: tuple[Strand, ...]
    independent: int | None
    loops: tuple["Loop", ...]
    excluding: frozenset[str] = frozenset()

    @property
    def reports(self) -> tuple[Report, ...]:
        """All its reports, strand by strand."""
        return tuple(report for strand in self.strands for report in strand.reports)


@dataclass(frozen=True, slots=True)
class Loop:
    """Reporting that comes back to itself: the outlets or sources in it, in a sentence without its full stop."""

    ids: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Chains:
    """Who told whom on a claim, side by side. ``silent`` counts the reports that take no side and are left out."""

    sides: tuple[Group, ...]
    silent: int

    @property
    def loops(self) -> tuple[Loop, ...]:
        """The circles of all sides, each once."""
        return tuple(dict.fromkeys(loop for side in self.sides for loop in side.loops))


def chains(claim: Claim, dossier: Dossier) -> Chains:
    """The ways on which the reports on a claim came, the side for it first."""
    found = standing(claim, dossier)
    sides = (_side(word, reports, found, dossier) for word, reports in zip(SIDES, _reports(found), strict=True))
    return Chains(tuple(side for side in sides if side.strands), len(found.neither))


def _reports(found: Standing) -> tuple[tuple[Report, ...], ...]:
    """The reports of each of ``SIDES``."""
    return (found.supports.reports, found.contradicts.reports, found.doubts, found.withdrawn)


def _side(word: str, reports: Sequence[Report], found: Standing, dossier: Dossier) -> Group:
    by_origin: dict[str, list[Report]] = {}
    for report in reports:
        by_origin.setdefault(report.origin, []).append(report)
    strands = tuple(Strand(dossier.row(Origin, id), _routes(told)) for id, told in by_origin.items())
    side = {"for": found.supports, "against": found.contradicts}.get(word, NOBODY)
    return Group(
        word,
        strands,
        # A side that nobody takes is false. Doubts and what was taken back have no count of independent origins at all.
        side.independent if side else None,
        tuple(loops(reports, dossier)),
        frozenset(report.id for report in side.by_exclusion),
    )


def _routes(reports: Iterable[Report]) -> tuple[Route, ...]:
    """Reports through the same outlets are one route: reprints, however many there are."""
    by_way: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        by_way.setdefault(report.via[::-1], []).append(report)
    return tuple(Route(carriers, tuple(told)) for carriers, told in by_way.items())


def outlets(reports: Iterable[Report], dossier: Dossier) -> tuple[str, ...]:
    """The ids of the outlets that published these reports, each once."""
    return tuple(dict.fromkeys(dossier.row(Source, report.source).outlet for report in reports))


# --- what goes round


def loops(reports: Sequence[Report], dossier: Dossier) -> Iterator[Loop]:
    """The circles in which these reports were told on: within a way, between outlets, between sources."""
    # By the way itself: nine reprints along one chain go round once and not nine times.
    twice = {ids: _twice(ids, dossier) for ids in (_full(report, dossier) for report in reports)}
    yield from (loop for loop in twice.values() if loop)
    own = {frozenset(ids) for ids, loop in twice.items() if loop}
    for group in _families(reports, dossier):
        for ring in rings(_heard_from(group, dossier)):
            # A circle that lies within one way, or was found in another family, has been told already.
            if not any(set(ring) <= way for way in own):
                own.add(frozenset(ring))
                yield Loop(ring, _cited(ring, dossier))
    for ring in rings(_known_via(reports, dossier)):
        yield Loop(ring, _only_through(ring, dossier))


def _full(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """The outlets on a report's way; where its origin speaks through an outlet of its own, that one too."""
    way = path(report, dossier)
    origin = dossier.row(Origin, report.origin)
    # An origin that is not stated is filed under the outlet that fails to state it: no voice that anything comes from.
    speaks = origin.outlet if origin.kind != "unknown" else None
    return way if speaks is None or speaks == way[-1] else (*way, speaks)


def _twice(way: tuple[str, ...], dossier: Dossier) -> Loop | None:
    """The outlet that a way comes back to; None where it comes back to none."""
    again = next((id for at, id in enumerate(way) if id in way[:at]), None)
    if again is None:
        return None
    told = " from ".join(_name(id, dossier) for id in way)
    return Loop((again,), f"{_name(again, dossier)} stands twice in one chain ({told})")


def _families(reports: Sequence[Report], dossier: Dossier) -> Iterator[list[Report]]:
    """The reports that can lean on one another: those of one origin, with those that have no origin beyond an outlet.

    Two outlets that cite each other for what two origins told them are no circle.
    """

    def hollow(report: Report) -> bool:
        origin = dossier.row(Origin, report.origin)
        return origin.kind == "unknown" or origin.outlet is not None

    bare = [report for report in reports if hollow(report)]
    voices = dict.fromkeys(report.origin for report in reports if not hollow(report))
    for voice in voices:
        yield [*(report for report in reports if report.origin == voice), *bare]
    yield bare


def _heard_from(reports: Iterable[Report], dossier: Dossier) -> dict[str, set[str]]:
    """Every outlet with those that it had something from."""
    heard: dict[str, set[str]] = {}
    for report in reports:
        way = _full(report, dossier)
        for listener, teller in pairwise(way):
            heard.setdefault(listener, set()).add(teller)
    return heard


def _known_via(reports: Iterable[Report], dossier: Dossier) -> dict[str, set[str]]:
    """The sources of these reports, and those that they are known through, with what each is known through."""
    found: dict[str, set[str]] = {}
    ahead = [report.source for report in reports]
    while ahead:
        id = ahead.pop()
        if id not in found:
            found[id] = set(dossier.row(Source, id).known_via)
            ahead += dossier.row(Source, id).known_via
    return found


def rings(leads: Mapping[str, set[str]]) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more that lead to one another all the way round, each group once and sorted."""
    made = nx.DiGraph()
    made.add_edges_from((id, other) for id, others in leads.items() for other in others)
    return tuple(sorted(tuple(sorted(group)) for group in nx.strongly_connected_components(made) if len(group) > 1))


def together(links: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The number of the group of each that is linked to any other, in whichever direction or over others."""
    made = nx.Graph([(one, other) for one, others in links.items() for other in others])
    made.add_nodes_from(links)
    return {each: number for number, group in enumerate(nx.connected_components(made)) for each in group}


def _cited(ring: tuple[str, ...], dossier: Dossier) -> str:
    names = listed([_name(id, dossier) for id in ring])
    if len(ring) == 2:
        return f"{names} cite each other, so that either may be hearing its own report"
    return f"{names} cite one another in a circle, so that each may be hearing its own report"


def _only_through(ring: tuple[str, ...], dossier: Dossier) -> str:
    sources = [dossier.row(Source, id) for id in ring]
    names = listed([f"“{isolated(source.title)}” ({_name(source.outlet, dossier)})" for source in sources])
    only = "only " if all(set(source.known_via).issubset(ring) for source in sources) else ""
    return f"{names} are each known {only}through {'the other' if len(ring) == 2 else 'one another'}"


def _name(outlet: str, dossier: Dossier) -> str:
    return dossier.row(Outlet, outlet).name


# --- what it means, in a line


def line(claim: Claim, dossier: Dossier) -> str:
    """What the picture of a claim means: how many outlets stand for how many origins on each side, what goes round."""
    return summary(chains(claim, dossier), dossier)


def summary(found: Chains, dossier: Dossier) -> str:
    """The same of chains that are there already."""
    if not found.sides:
        return "No report takes a side or doubts it."
    sides = "; ".join(f"{side.word}: {weight(side, dossier)}" for side in found.sides)
    return " ".join([f"{capital(sides)}.", *(f"Circular: {loop.words}." for loop in found.loops)])


def weight(side: Group, dossier: Dossier) -> str:
    """A side in a few words: nine outlets, one unnamed origin."""
    return f"{many(len(outlets(side.reports, dossier)), 'outlet')}, {_origins(side)}{_excluding(side)}"


def _excluding(side: Group) -> str:
    if not side.excluding:
        return ""
    whole = len(side.excluding) == len(side.reports)
    return ", by exclusion" if whole else f", {many(len(side.excluding), 'report')} by exclusion"


def _origins(side: Group) -> str:
    named = sum(strand.origin.is_named for strand in side.strands)
    unstated = sum(len(strand.reports) for strand in side.strands if strand.origin.kind == "unknown")
    unnamed = sum(strand.origin.kind == "unnamed persons" for strand in side.strands)
    said = [_named(named, side.independent)] if named else []
    if unnamed:
        said.append(many(unnamed, "unnamed origin") + (" that may be one" if unnamed > 1 else ""))
    if unstated:
        said.append(f"{many(unstated, 'report')} that {'gives' if unstated == 1 else 'give'} no origin")
    return listed(said)


def _named(number: int, independent: int | None) -> str:
    told = many(number, "named origin")
    if number == 1 or independent is None:
        return told
    if independent == number:
        return f"{told} {LEAN}"
    if independent > 1:
        return f"{told} ({spelt(independent)} of them {LEAN.removeprefix('that ')})"
    return f"{told} that lean on each other"
