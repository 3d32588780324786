"""Actors and their ties as GraphML, for Gephi and other tools for networks.

What Gephi's importer cannot do is kept out of it: it reports a key of the graph itself as a severe fault, so that the
particulars of the view stand in a description, and takes a key named ``d3`` or ``d7``, as other writers count them, for
the label.
"""

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from briefing.dossier.records import LIST_MARK, Actor, Claim, Evidence, Relation
from briefing.exports.export import Export
from briefing.exports.geojson import dated
from briefing.exports.imprint import imprint
from briefing.exports.xmltext import text
from briefing.view.view import View

SPACE = "http://graphml.graphdrawing.org/xmlns"
ACTOR = ("label", "kind", "native_name", "other_names", "summary")
TIE = (
    "label",
    "kind",
    "standing",
    "reason",
    "claim",
    "statement",
    "reports",
    "date",
    "lasted",
    "first",
    "last",
    "when",
)


def graphml(view: View) -> bytes:
    """A directed graph of the actors shown, with a tie from the actor that it is read from."""
    root = Element("graphml", {"xmlns": SPACE})
    for kind, names in (("node", ACTOR), ("edge", TIE)):
        for name in names:
            SubElement(root, "key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": "string"})
    graph = SubElement(root, "graph", {"id": "ties", "edgedefault": "directed"})
    SubElement(graph, "desc").text = text("\n".join(f"{heading}: {said}" for heading, said in imprint(view).lines))
    for id in view.shown.actors.ids:
        _say(SubElement(graph, "node", {"id": id}), _actor(view.known.row(Actor, id)))
    for tie in view.relations:
        _say(SubElement(graph, "edge", {"id": tie.id, "source": tie.from_, "target": tie.to}), _tie(tie, view))
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _say(element: Element, values: Mapping[str, str | None]) -> None:
    """Give an element its values; what is empty is left out."""
    for name, value in values.items():
        if value:
            SubElement(element, "data", {"key": f"{element.tag}-{name}"}).text = text(value)


def _actor(actor: Actor) -> Mapping[str, str | None]:
    return {
        "label": actor.name,
        "kind": actor.kind,
        "native_name": actor.native_name,
        "other_names": LIST_MARK.join(actor.aliases),
        "summary": actor.summary,
    }


def _tie(tie: Relation, view: View) -> Mapping[str, str | None]:
    standing = view.standings[tie.claim]
    reports = [row.report for row in view.known.referring(Evidence, "claim", tie.claim)]
    return {
        "label": tie.kind,
        "kind": tie.kind,
        "standing": standing.word,
        "reason": standing.reason,
        "claim": tie.claim,
        "statement": view.known.row(Claim, tie.claim).statement,
        "reports": LIST_MARK.join(id for id in reports if id in view.shown.reports),
        **dated(tie.date),
    }


EXPORT = Export(
    name="graphml",
    title="GraphML",
    purpose="Actors and their ties, for Gephi and other network tools.",
    suffix="graphml",
    media_type="application/graphml+xml",
    make=graphml,
)
