"""The graph of ties: what is near, the shortest chain in words, and places that stay."""

from collections.abc import Sequence
from dataclasses import replace
from math import dist

import pytest

from briefing.analysis.graph import around, chain, communities, ego, graph, layout
from briefing.analysis.layout import BOX
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


def test_the_weakest_link_is_named_with_its_reason(tied: Dossier) -> None:
    found = chain(tied, tied.relations, standings(tied), "interior-ministry", "extra-0")
    assert found is not None
    assert found.weakest.claim in {"c-tolm-cousin", "c-extra"}
    assert standings(tied)[found.weakest.claim].reason in found.weakness


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


@pytest.mark.parametrize("end", ["lena-varo", "varo", "nobody"])
def test_without_a_way_there_is_no_chain(small: Dossier, end: str) -> None:
    assert chain(small, small.relations, standings(small), "varo", end) is None


def test_the_ego_view_says_how_many_it_cuts(tied: Dossier) -> None:
    made = graph(tied.relations, tied)
    kept, cut = ego(made, "varo", limit=3)
    assert kept == ("varo", "tolm", "extra-0")  # extra-0 and Grey Banner have two ties each: the id decides
    assert cut == len(ego(made, "varo")[0]) - 3
    assert ego(made, "nobody") == ((), 0)


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

    assert reach(20) > 1.3 * reach(14)


def test_an_ego_view_has_its_actor_in_the_middle(tied: Dossier) -> None:
    made = graph(tied.relations, tied)
    kept, _ = ego(made, "varo")
    places = around(made, "varo", kept, layout(made))
    assert set(places) == set(kept)
    assert places["varo"] == (0.0, 0.0)


def test_nothing_gives_nothing(small: Dossier) -> None:
    empty = graph((), small)
    assert (layout(empty), communities(empty), len(empty)) == ({}, (), 0)
