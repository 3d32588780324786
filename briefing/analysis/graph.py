"""Relations as a graph: what lies near an actor, the shortest chain between two in words, and the communities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, pi, sin

import networkx as nx

from briefing.analysis.layout import SEED, STEP, packed, settled
from briefing.analysis.standing import Standing, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Relation

RANK: Mapping[Word, int] = {
    "corroborated": 0,
    "single origin": 1,
    "contested": 3,
    "origin not stated": 5,
    "unsupported": 6,
    "denied": 10,
    "withdrawn": 10,
    "unknown as yet": 15,
}
"""How weak a tie is. Each step down costs more than the one before: one bad link is worse than two middling ones."""

INNER = 0.8
RINGED = 12  # with more neighbours than these every second one stands nearer, so that names and words find room
HUB = 14  # ties; the neighbours of an actor with more stand the farther from it, so that all find room about it
HOP = 10_000  # more than all ranks of the longest chain together: the shorter chain always wins


@dataclass(frozen=True, slots=True)
class Chain:
    """The ties that lead from one actor to another, each actor once. ``weakest`` is the tie that holds least."""

    actors: tuple[str, ...]
    ties: tuple[Relation, ...]
    words: str
    weakest: Relation
    weakness: str


def graph(relations: Iterable[Relation], dossier: Dossier) -> nx.MultiDiGraph:
    """The ties as a directed graph keyed by relation id; its nodes are the actors that have one, in file order."""
    ties = tuple(relations)
    tied = {id for tie in ties for id in (tie.from_, tie.to)}
    # Two actors may be tied twice, each time by a claim of its own; a plain graph would keep the last of them alone.
    made = nx.MultiDiGraph()
    made.add_nodes_from(actor.id for actor in dossier.actors if actor.id in tied)
    made.add_edges_from((tie.from_, tie.to, tie.id) for tie in ties)
    return made


def ego(made: nx.MultiDiGraph, actor: str, limit: int = 40, radius: int = 2) -> tuple[tuple[str, ...], int]:
    """The actors around one, nearest first, then best connected, and how many within the radius were cut off."""
    if actor not in made:
        return (), 0
    near = nx.single_source_shortest_path_length(nx.Graph(made), actor, cutoff=radius)
    # Ids break ties, so that where the limit falls the same actors are cut every time.
    ranked = sorted(near, key=lambda id: (near[id], -made.degree(id), id))
    return tuple(ranked[:limit]), max(0, len(ranked) - limit)


def chain(
    dossier: Dossier, relations: Iterable[Relation], standings: Mapping[str, Standing], a: str, b: str
) -> Chain | None:
    """The shortest chain of ties between two actors, of equally short ones the best supported; None if there is none.

    Ties are walked in both directions. The measure knows nothing of what a tie means: two links that each hold may
    still say little of the whole.
    """
    best = _best_ties(relations, standings)
    simple = nx.Graph()
    simple.add_edges_from((*pair, {"cost": HOP + _rank(tie, standings)}) for pair, tie in best.items())
    if a == b or a not in simple or b not in simple or not nx.has_path(simple, a, b):
        return None
    actors = tuple(nx.dijkstra_path(simple, a, b, weight="cost"))
    ties = tuple(best[_pair(*step)] for step in pairwise(actors))
    weakest = max(ties, key=lambda tie: _rank(tie, standings))
    return Chain(actors, ties, _words(actors, ties, dossier), weakest, _weakness(weakest, ties, dossier, standings))


def _rank(tie: Relation, standings: Mapping[str, Standing]) -> int:
    return RANK[standings[tie.claim].word]


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _best_ties(relations: Iterable[Relation], standings: Mapping[str, Standing]) -> dict[tuple[str, str], Relation]:
    """Of the ties between two actors the one that stands best, the first in the file among equals."""
    best: dict[tuple[str, str], Relation] = {}
    for tie in relations:
        pair = _pair(tie.from_, tie.to)
        if pair not in best or _rank(tie, standings) < _rank(best[pair], standings):
            best[pair] = tie
    return best


def name(dossier: Dossier, actor: str) -> str:
    """The name of an actor as the dossier gives it."""
    return dossier.row(Actor, actor).name


def _words(actors: tuple[str, ...], ties: tuple[Relation, ...], dossier: Dossier) -> str:
    parts = [name(dossier, actors[0])]
    for tie, (here, there) in zip(ties, pairwise(actors), strict=True):
        parts.append(f"– {tie.kind} →" if tie.from_ == here else f"← {tie.kind} –")
        parts.append(name(dossier, there))
    return " ".join(parts)


def _weakness(
    weakest: Relation, ties: tuple[Relation, ...], dossier: Dossier, standings: Mapping[str, Standing]
) -> str:
    stands = standings[weakest.claim]
    told = f"{name(dossier, weakest.from_)} – {weakest.kind} → {name(dossier, weakest.to)}"
    if len(ties) == 1:
        return f"The one link is {stands.word}: {stands.reason}."
    if len({standings[tie.claim].word for tie in ties}) == 1:
        return f"Every link is {stands.word}; the first, {told}: {stands.reason}."
    return f"The weakest link is {told}, {stands.word}: {stands.reason}."


def communities(made: nx.MultiDiGraph) -> tuple[frozenset[str], ...]:
    """Groups of actors with more ties among them than to others (Louvain, seeded); the largest first.

    A group is a pattern of the ties in the dossier, not a statement that its members belong together.
    """
    found = nx.community.louvain_communities(nx.Graph(made), seed=SEED)
    # Louvain gives groups neither names nor an order; by size and least id their numbers are the same each time.
    return tuple(sorted((frozenset(group) for group in found), key=lambda group: (-len(group), min(group))))


def layout(made: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """The place of every actor in pixels, the same for the same graph. No two names overlap at this size.

    Compute it once for the whole dossier: what a filter leaves then keeps its place.
    """
    plain = nx.Graph(made)
    for one, other, tie in plain.edges(data=True):
        tie["length"] = 1 + max(0, max(plain.degree(one), plain.degree(other)) - HUB) / HUB
    group = {id: number for number, members in enumerate(communities(made)) for id in members}
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    return packed([_component(plain.subgraph(part), group) for part in parts])


def _component(part: nx.Graph, group: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    # The relaxation starts from seeded places that go by position: in the order of a set each run would differ.
    order = sorted(part)
    far = nx.floyd_warshall_numpy(part, order, weight="length")
    points = settled(far, [group[id] for id in order])
    return dict(zip(order, points, strict=True))


def around(
    made: nx.MultiDiGraph, actor: str, kept: Iterable[str], places: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Places for an ego view: the actor in the middle, its neighbours about it, theirs behind them.

    The order round the ring is that of the whole picture, so that an actor stays on its side.
    """
    hops = nx.single_source_shortest_path_length(nx.Graph(made), actor)
    x, y = places[actor]

    def turn(id: str) -> float:
        return atan2(places[id][1] - y, places[id][0] - x)

    near = sorted((id for id in kept if hops[id] == 1), key=lambda id: (turn(id), id))
    angle = {id: turn(near[0]) + 2 * pi * number / len(near) for number, id in enumerate(near)}
    ring = {id: INNER if len(near) > RINGED and number % 2 else 1.0 for number, id in enumerate(near)}
    far: dict[str, list[str]] = {}
    for id in sorted((id for id in kept if hops[id] > 1), key=lambda id: (turn(id), id)):
        linked = [other for other in near if made.has_edge(id, other) or made.has_edge(other, id)]
        far.setdefault(linked[0] if linked else near[0], []).append(id)
    for parent, children in far.items():
        # Whoever has others behind it steps nearer, which leaves room for them.
        ring[parent] = min(ring[parent], INNER)
        for number, id in enumerate(children):
            # Never more than a ninth of the round apart: about two or three neighbours a fan would cross into the next.
            angle[id] = angle[parent] + (number - (len(children) - 1) / 2) * 2 * pi / max(len(near), 9)
            ring[id] = 1.4
    reach = STEP * max(1.6, len(near) / 14)
    return {
        actor: (0.0, 0.0),
        **{id: (reach * ring[id] * cos(turned), reach * ring[id] * sin(turned)) for id, turned in angle.items()},
    }


def in_line(actors: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Places for a chain: its actors in a row."""
    return {id: (number * STEP * 1.6, 0.0) for number, id in enumerate(actors)}
