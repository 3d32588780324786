"""Actors and their ties as GraphML, for Gephi and other tools for networks."""

import io
import re

import networkx as nx

from briefing.exports.export import Export
from briefing.exports.geojson import dated
from briefing.exports.imprint import imprint
from briefing.records import LIST_MARK, Actor, Claim, Evidence, Relation
from briefing.view import View

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graphml(view: View) -> bytes:
    """A directed graph of the actors shown, with a tie from the actor that it is read from."""
    graph = nx.MultiDiGraph(**{name: _text(said) for name, said in imprint(view).members.items() if name != "hidden"})
    graph.graph |= {f"hidden_{name}": number for name, number in imprint(view).hidden.items()}
    for id in view.shown.actors.ids:
        graph.add_node(id, **_node(view.known.row(Actor, id)))
    for tie in view.relations:
        graph.add_edge(tie.from_, tie.to, tie.id, **_edge(tie, view))
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, edge_id_from_attribute="tie")
    return out.getvalue()


def _node(actor: Actor) -> dict[str, str]:
    words = {
        "label": actor.name,
        "kind": actor.kind,
        "native_name": actor.native_name,
        "other_names": LIST_MARK.join(actor.aliases),
        "summary": actor.summary,
    }
    return {name: _text(said) for name, said in words.items()}


def _edge(tie: Relation, view: View) -> dict[str, str]:
    standing = view.standings[tie.claim]
    reports = [row.report for row in view.known.referring(Evidence, "claim", tie.claim)]
    words = {
        "tie": tie.id,
        "label": tie.kind,
        "kind": tie.kind,
        "standing": standing.word,
        "reason": standing.reason,
        "claim": tie.claim,
        "statement": view.known.row(Claim, tie.claim).statement,
        "reports": LIST_MARK.join(id for id in reports if id in view.shown.reports),
        **dated(tie.date),
    }
    return {name: _text(said) for name, said in words.items()}


def _text(said: object) -> str:
    """Text that XML can hold; GraphML has no empty value but the empty text."""
    return NOT_XML.sub("\ufffd", str(said)) if said is not None else ""


EXPORT = Export(
    name="graphml",
    title="GraphML",
    purpose="Actors and their ties, for Gephi and other network tools.",
    suffix="graphml",
    media_type="application/graphml+xml",
    make=graphml,
)
