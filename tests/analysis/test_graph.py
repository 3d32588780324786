"""The graph of ties: what is near, the shortest chain in words, and places that stay."""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, degrees, dist, hypot, pi, sin

import networkx as nx
import pytest

from briefing.analysis.graph import around, chain, communities, ego, graph, in_line, layout
from briefing.analysis.layout import BOX, STEP
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Evidence, Relation

WELL = "c-tolm-arrested"


@pytest.fixture(scope="module")
def tied(small: Dossier) -> Dossier:
    """The small dossier with twenty more actors, each tied to the one before by an unsupported claim."""
    names = [f"extra-{number}" for number in range(20)]
    actors = [Actor(id=id, name=id, kind="person", summary="Invented.") for id in names]
    claim = small.row(Claim, "c-varo-alive").model_copy(update={"id": "c-extra", "rivals": ()})
    extra = Evidence(id="ev-extra", report="r-lena-doubts", claim="c-extra", stance="doubts", why="She does not know.")
    pairs = zip(["varo", *names], names, strict=False)
    ties = [relation(f"tie-{number}", *pair) for number, pair in enumerate(pairs)]
    return replace(
        small,
        actors=(*small.actors, *actors),
        claims=(*small.claims, claim),
        evidence=(*small.evidence, extra),
        relations=(*small.relations, *ties),
    )


def relation(id: str, start: str, end: str, claim: str = "c-extra") -> Relation:
    return Relation.model_validate({"id": id, "from": start, "to": end, "kind": "said to know", "claim": claim})


def told(dossier: Dossier, start: str, end: str, ties: Sequence[Relation] = ()) -> str:
    found = chain(dossier, ties or dossier.relations, standings(dossier), start, end)
    return found.words if found else ""


def test_a_chain_reads_a_tie_in_its_direction(small: Dossier) -> None:
    assert told(small, "interior-ministry", "grey-banner") == (
        "Interior Ministry of Arvenia – accuser of → Milo Tolm – accused of joining → Grey Banner"
    )


def test_a_chain_reads_a_tie_backwards(small: Dossier) -> None:
    assert told(small, "grey-banner", "varo") == "Grey Banner ← reported commander in – Anton Varo"


def weakness(dossier: Dossier, start: str, end: str) -> str:
    found = chain(dossier, dossier.relations, standings(dossier), start, end)
    assert found is not None
    stands = standings(dossier)[found.weakest.claim]
    assert found.weakness.endswith(f"{stands.reason}.")
    return found.weakness.removesuffix(f"{stands.reason}.")


def test_the_weakest_link_is_named_with_its_reason(tied: Dossier) -> None:
    told = "Milo Tolm – said to be a cousin of → Anton Varo"
    assert weakness(tied, "tolm", "varo") == "The one link is withdrawn: "
    assert weakness(tied, "interior-ministry", "varo") == f"The weakest link is {told}, withdrawn: "
    told = "Anton Varo – said to know → extra-0"
    assert weakness(tied, "varo", "extra-1") == f"Every link is denied; the first, {told}: "


def test_of_equally_short_chains_the_better_supported_wins(tied: Dossier) -> None:
    weak = [relation("w-1", "tolm", "extra-9"), relation("w-2", "extra-9", "lena-varo")]
    strong = [
        relation(f"s-{id}", *pair, "c-tolm-arrested")
        for id, pair in enumerate([("tolm", "varo"), ("varo", "lena-varo")])
    ]
    found = chain(tied, [*weak, *strong], standings(tied), "tolm", "lena-varo")
    assert found is not None
    assert [tie.id for tie in found.ties] == ["s-0", "s-1"]


def test_a_shorter_chain_beats_a_better_supported_one(tied: Dossier) -> None:
    direct = relation("w-1", "tolm", "lena-varo")
    strong = [
        relation(f"s-{id}", *pair, "c-tolm-arrested")
        for id, pair in enumerate([("tolm", "varo"), ("varo", "lena-varo")])
    ]
    found = chain(tied, [*strong, direct], standings(tied), "tolm", "lena-varo")
    assert found is not None
    assert found.ties == (direct,)


def test_between_two_groups_there_is_no_chain(tied: Dossier) -> None:
    ties = [relation("t-1", "varo", "tolm"), relation("t-2", "extra-0", "extra-1")]
    assert chain(tied, ties, standings(tied), "varo", "extra-1") is None


def test_of_two_ties_that_stand_alike_the_first_in_the_file_is_told(tied: Dossier) -> None:
    ties = [relation("t-1", "varo", "tolm"), relation("t-2", "tolm", "varo")]
    found = chain(tied, ties, standings(tied), "tolm", "varo")
    assert found is not None
    assert [tie.id for tie in found.ties] == ["t-1"]


@pytest.mark.parametrize("end", ["lena-varo", "varo", "nobody"])
def test_without_a_way_there_is_no_chain(small: Dossier, end: str) -> None:
    assert chain(small, small.relations, standings(small), "varo", end) is None


def test_the_ego_view_says_how_many_it_cuts(tied: Dossier) -> None:
    made = graph(tied.relations, tied)
    kept, cut = ego(made, "varo", limit=3)
    assert kept == ("varo", "tolm", "extra-0")  # extra-0 and Grey Banner have two ties each: the id decides
    assert cut == len(ego(made, "varo")[0]) - 3
    assert ego(made, "nobody") == ((), 0)


def test_the_ego_view_has_forty_actors_within_two_ties(tied: Dossier) -> None:
    leaves = [f"extra-{number}" for number in range(20)]
    made = graph([relation(f"tie-{id}", "varo", id) for id in leaves], tied)
    assert ego(made, "varo") == (("varo", *sorted(leaves)), 0)
    made.add_edges_from(("varo", f"more-{number}") for number in range(20))
    kept, cut = ego(made, "varo")
    assert (len(kept), cut) == (40, 1)
    line = graph(tied.relations[-19:], tied)  # extra-0 to extra-19 in a row
    assert ego(line, "extra-0")[0] == ("extra-0", "extra-1", "extra-2")


def test_the_larger_group_comes_first_and_of_equal_ones_the_first_by_id(tied: Dossier) -> None:
    pairs = [("varo", "tolm"), ("extra-4", "extra-5"), ("extra-0", "extra-1"), ("extra-1", "extra-2")]
    made = graph([relation(f"tie-{start}-{end}", start, end) for start, end in pairs], tied)
    assert communities(made) == (
        frozenset({"extra-0", "extra-1", "extra-2"}),
        frozenset({"extra-4", "extra-5"}),
        frozenset({"tolm", "varo"}),
    )


def test_the_layout_is_the_same_twice_and_no_names_overlap(tied: Dossier) -> None:
    made = graph(tied.relations, tied)
    places = layout(made)
    assert places == layout(made)
    assert set(places) == set(made)
    spots = list(places.values())
    for number, (x, y) in enumerate(spots):
        assert all(abs(x - u) > BOX[0] - 2 or abs(y - v) > BOX[1] - 2 for u, v in spots[:number])


def test_many_neighbours_stand_farther_from_their_actor_than_few(tied: Dossier) -> None:
    leaves = [f"extra-{number}" for number in range(20)]

    def reach(number: int) -> float:
        places = layout(graph([relation(f"tie-{id}", "varo", id) for id in leaves[:number]], tied))
        return sum(dist(places["varo"], places[id]) for id in leaves[:number]) / number

    assert reach(1) == STEP
    assert reach(14) < reach(15) < 1.1 * reach(14)  # each neighbour more costs a little
    assert reach(20) > 1.3 * reach(14)


def test_an_ego_view_has_its_actor_in_the_middle(tied: Dossier) -> None:
    made = graph(tied.relations, tied)
    kept, _ = ego(made, "varo")
    places = around(made, "varo", kept, layout(made))
    assert set(places) == set(kept)
    assert places["varo"] == (0.0, 0.0)


def polar(places: dict[str, tuple[float, float]], *ids: str) -> list[tuple[float, int]]:
    """How far each stands from the middle, in steps of the layout, and in which direction, in degrees."""
    return [(round(hypot(*places[id]) / STEP, 2), round(degrees(atan2(*reversed(places[id])))) % 360) for id in ids]


def star(*ties: tuple[str, str]) -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    made.add_edges_from((start, end, f"{start}-{end}") for start, end in ties)
    return made


def test_neighbours_stand_evenly_round_an_actor_in_the_order_of_the_whole_picture() -> None:
    made = star(("me", "west"), ("sunrise", "me"), ("me", "north"), ("north", "b"), ("a", "north"), ("c", "hidden"))
    made.add_edge("hidden", "me")
    whole = {"me": (100.0, 20.0), "sunrise": (180.0, 20.0), "north": (100.0, 60.0), "west": (0.0, 20.5)}
    whole |= {"a": (90.0, 90.0), "b": (110.0, 90.0), "c": (590.0, -20.0), "hidden": (90.0, 0.0)}
    places = around(made, "me", [id for id in whole if id != "hidden"], whole)
    assert places["me"] == (0.0, 0.0)
    assert polar(places, "sunrise", "north", "west") == [(1.28, 0), (1.28, 120), (1.6, 240)]
    assert polar(places, "b", "a") == [(2.24, 100), (2.24, 140)]  # behind north, a ninth of the round apart
    assert polar(places, "c") == [(2.24, 0)]  # whose link is hidden stands behind the first


@pytest.mark.parametrize(
    ("number", "steps"),
    [(12, [1.6, 1.6, 1.6]), (13, [1.6, 1.28, 1.6]), (28, [2.0, 1.6, 2.0]), (30, [2.14, 1.71, 2.14])],
)
def test_of_many_neighbours_every_second_stands_nearer(number: int, steps: list[float]) -> None:
    ids = [f"n{place:02}" for place in range(number)]
    whole = {id: (cos(2 * pi * place / number - 3), sin(2 * pi * place / number - 3)) for place, id in enumerate(ids)}
    places = around(star(*(("me", id) for id in ids)), "me", [*ids, "me"], {**whole, "me": (0.0, 0.0)})
    assert [each for each, _ in polar(places, *ids[:3])] == steps


def test_a_fan_behind_one_of_many_neighbours_is_as_wide_as_their_distance() -> None:
    ids = [f"n{place:02}" for place in range(12)]
    whole = {id: (cos(2 * pi * place / 12 - 3), sin(2 * pi * place / 12 - 3)) for place, id in enumerate(ids)}
    made = star(*(("me", id) for id in ids), ("n00", "a"), ("n00", "b"))
    places = around(made, "me", [*ids, "a", "b", "me"], {**whole, "me": (0, 0), "a": (1, 0), "b": (0, 1)})
    (_, first), (_, second) = polar(places, "a", "b")
    assert second - first == 30


def test_a_chain_stands_in_a_row() -> None:
    assert in_line(["a", "b", "c"]) == {"a": (0.0, 0.0), "b": (1.6 * STEP, 0.0), "c": (3.2 * STEP, 0.0)}


def test_the_largest_group_is_placed_first(tied: Dossier) -> None:
    pairs = [("extra-6", "extra-7"), ("extra-15", "extra-16"), ("extra-16", "extra-17"), ("extra-8", "extra-9")]
    places = layout(graph([relation(f"tie-{start}", start, end) for start, end in pairs], tied))
    lowest = {start: min(places[start][1], places[end][1]) for start, end in pairs}
    assert lowest["extra-15"] >= lowest["extra-6"] >= lowest["extra-8"]
    assert places["extra-15"][0] <= places["extra-6"][0] or lowest["extra-15"] > lowest["extra-6"]


def test_nothing_gives_nothing(small: Dossier) -> None:
    empty = graph((), small)
    assert (layout(empty), communities(empty), len(empty)) == ({}, (), 0)
