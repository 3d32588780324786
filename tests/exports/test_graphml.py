"""The GraphML, as networkx and igraph read it, and by the rules that Gephi's own importer goes by.

Gephi is a desktop program without a reader to be had here: what its importer takes and reports was read in its source.
"""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Relation
from briefing.dossier.when import parse
from briefing.exports.graphml import graphml
from briefing.pictures.palette import PALETTES
from tests.invented import dossier, row, seen

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def read(whole: Dossier, **state: Any) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(graphml(seen(whole, **state))), force_multigraph=True)


def test_networkx_reads_the_actors_and_ties(small: Dossier) -> None:
    graph = read(small)
    assert set(graph) == {actor.id for actor in small.actors}
    assert set(graph.edges) == {(tie.from_, tie.to, tie.id) for tie in small.relations}


def test_nodes_and_edges_say_what_they_are(small: Dossier) -> None:
    graph = read(small)
    assert graph.nodes["varo"]["native_name"] == "Антон Варо"
    tie = graph.edges["tolm", "varo", "tie-tolm-varo"]
    assert (tie["label"], tie["standing"]) == ("said to be a cousin of", "withdrawn")
    assert "date" not in tie


@pytest.mark.parametrize(
    ("when", "lasted", "first", "last"),
    [
        ("2021-01/2021-03", True, "2021-01-01", "2021-03-31"),
        ("2021-04-10", False, "2021-04-10", "2021-04-10"),
        ("1969-12-31", False, "1969-12-31", "1969-12-31"),
        ("[..2021-03]", False, None, "2021-03-31"),
        ("2021-05/..", True, "2021-05-01", None),
    ],
)
def test_a_date_comes_in_typed(small: Dossier, when: str, lasted: bool, first: str | None, last: str | None) -> None:
    tie = small.relations[0].model_copy(update={"date": parse(when)})
    ((*_, said),) = read(replace(small, relations=(tie,))).edges(data=True)
    assert said["lasted"] is lasted
    for day, time in ((first, "first_time"), (last, "last_time")):
        wanted = day and int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp() * 1000)
        assert said.get(time) == wanted and (day is None or isinstance(said[time], int))


def test_a_tie_without_a_date_says_nothing_of_one(small: Dossier) -> None:
    tie = small.relations[0].model_copy(update={"date": None})
    ((*_, said),) = read(replace(small, relations=(tie,))).edges(data=True)
    assert not {"date", "lasted", "first", "last", "first_time", "last_time"} & said.keys()


TWO = [("2021-01-01", "out", "o1", "supports c"), ("2021-01-02", "out2", "o2", "supports c")]


@pytest.mark.parametrize(
    ("reports", "standing", "weight", "origins"),
    [
        (TWO[:1], "single origin", 1.0, (1, 0)),
        (TWO, "corroborated", 2.0, (2, 0)),
        ([*TWO, ("2021-01-03", "out", "o1", "supports c")], "corroborated", 2.0, (2, 0)),
        ([("2021-01-01", "out", "o1", "contradicts c")], "denied", 0.5, (0, 1)),
    ],
)
def test_a_tie_is_as_heavy_as_its_origins_and_has_the_colour_of_its_standing(
    reports: list[tuple[str, ...]], standing: str, weight: float, origins: tuple[int, int], tmp_path: Path
) -> None:
    """Reports do not count, and what nobody supports is not lost."""
    tie = row(Relation, "t", **{"from": "a", "to": "b", "claim": "c"})
    tied = replace(dossier(["c"], reports), actors=(row(Actor, "a"), row(Actor, "b")), relations=(tie,))
    ((*_, said),) = read(tied).edges(data=True)
    assert (said["standing"], said["weight"], said["origins_for"], said["origins_against"]) == (
        standing,
        weight,
        *origins,
    )
    assert "#{:02X}{:02X}{:02X}".format(said["r"], said["g"], said["b"]) == PALETTES["light"].standing[said["standing"]]
    (tmp_path / "t.graphml").write_bytes(graphml(seen(tied)))
    (edge,) = igraph.Graph.Read_GraphML(str(tmp_path / "t.graphml")).es
    assert (edge["weight"], edge["r"]) == (weight, said["r"])


def test_igraph_reads_the_same(small: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "ties.graphml"
    path.write_bytes(graphml(seen(small)))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    assert {vertex["id"]: vertex["label"] for vertex in graph.vs} == {actor.id: actor.name for actor in small.actors}
    found = [(graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge["label"]) for edge in graph.es]
    assert found == [(tie.from_, tie.to, tie.kind) for tie in small.relations]


GEPHI_TYPES = {"boolean", "int", "long", "float", "double", "string"}
GEPHI_LABELS = {"d3", "d7"}  # key ids that Gephi takes for labels, whatever they are called


@pytest.mark.parametrize("state", [{}, {"actor": ("tolm",)}, {"q": "no such word"}], ids=str)
def test_gephi_has_nothing_to_report(small: Dossier, state: dict[str, Any]) -> None:
    root = ElementTree.fromstring(graphml(seen(small, **state)))
    keys = root.findall(f"{NAMESPACE}key")
    (graph,) = root.findall(f"{NAMESPACE}graph")
    kinds = {key.get("id"): key.get("for") for key in keys}
    assert len(kinds) == len(keys) and not kinds.keys() & GEPHI_LABELS
    assert {key.get("for") for key in keys} == {"node", "edge"}
    assert {key.get("attr.type") for key in keys} <= GEPHI_TYPES
    assert {("label", "node"), ("label", "edge")} <= {(key.get("attr.name"), key.get("for")) for key in keys}
    assert graph.get("edgedefault") == "directed"
    nodes, edges = graph.findall(f"{NAMESPACE}node"), graph.findall(f"{NAMESPACE}edge")
    ids = [node.get("id") for node in nodes]
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(ids)
    assert [child.tag.removeprefix(NAMESPACE) for child in graph] == [
        "desc",
        *["node"] * len(nodes),
        *["edge"] * len(edges),
    ]
    for each in (*nodes, *edges):
        assert all(kinds[data.get("key")] == each.tag.removeprefix(NAMESPACE) and data.text for data in each)


def test_two_ties_between_the_same_two_are_two() -> None:
    plain = dossier(["c"], [("2021-01-01", "out", "o", "supports c")])
    ends = {"from": "a", "to": "b", "claim": "c", "kind": "said to \x0b be near"}
    ties = tuple(row(Relation, id, **ends) for id in ("t1", "t2"))
    tied = replace(plain, actors=(row(Actor, "a"), row(Actor, "b")), relations=ties)
    assert [said["label"] for *_, said in read(tied).edges(data=True)] == ["said to \ufffd be near"] * 2


def test_only_what_is_shown_is_there(small: Dossier) -> None:
    graph = read(small, actor=("lena-varo",))
    assert len(graph.edges) == 0
    assert "tolm" not in graph
