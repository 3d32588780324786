"""The GraphML, as networkx reads it."""

import io
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from briefing.dossier import Dossier
from briefing.exports.graphml import graphml
from briefing.records import Actor, Relation
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
    assert (tie["label"], tie["standing"], tie["date"]) == ("said to be a cousin of", "withdrawn", "")


def test_gephi_finds_labels(small: Dossier) -> None:
    keys = ElementTree.fromstring(graphml(seen(small))).findall(f"{NAMESPACE}key")
    assert {("label", "node"), ("label", "edge")} <= {(key.get("attr.name"), key.get("for")) for key in keys}


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
