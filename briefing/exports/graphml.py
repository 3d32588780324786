"""Actors and their ties as GraphML, for Gephi and other tools for networks.

What Gephi's importer cannot do is kept out of it: it reports a key of the graph itself as a severe fault, so that the
particulars of the view stand in a description, and takes a key named ``d3`` or ``d7``, as other writers count them, for
the label.

GraphML has no type for a day, so that the bounds of a date stand twice: as it is written, and as milliseconds since
1970, which filters and time lines count in. What Gephi draws an edge by, ``weight`` and the colour in ``r``, ``g`` and
``b``, it takes from keys of these names.
"""

from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from briefing.analysis.standing import Standing
from briefing.dossier.records import LIST_MARK, Actor, Claim, Evidence, Relation
from briefing.dossier.when import When
from briefing.exports.export import Export
from briefing.exports.geojson import dated
from briefing.exports.imprint import imprint
from briefing.exports.xmltext import text
from briefing.pictures.palette import PALETTES, rgb
from briefing.view.view import View

SPACE = "http://graphml.graphdrawing.org/xmlns"
ACTOR = dict.fromkeys(("label", "kind", "native_name", "other_names", "summary"), "string")
TIE = {
    "label": "string",
    "kind": "string",
    "standing": "string",
    "reason": "string",
    "weight": "double",
    "r": "int",
    "g": "int",
    "b": "int",
    "origins_for": "int",
    "origins_against": "int",
    "claim": "string",
    "statement": "string",
    "reports": "string",
    "date": "string",
    "lasted": "boolean",
    "first": "string",
    "last": "string",
    "first_time": "long",
    "last_time": "long",
    "when": "string",
}
"""What is said of a tie, with its type."""

LIGHTEST = 0.5  # of a tie that no origin supports: at nought it would not be drawn, and layouts would lose it
LOOK = PALETTES["light"]


def graphml(view: View) -> bytes:
    """A directed graph of the actors shown, with a tie from the actor that it is read from."""
    root = Element("graphml", {"xmlns": SPACE})
    for kind, names in (("node", ACTOR), ("edge", TIE)):
        for name, type in names.items():
            SubElement(root, "key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type})
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
        **_drawn(standing),
        **_days(tie.date),
    }


def _drawn(standing: Standing) -> Mapping[str, str]:
    """How heavy a tie is, by the independent origins that support it, and the colour of its standing."""
    supports, contradicts = standing.supports, standing.contradicts
    red, green, blue, _ = rgb(LOOK.standing[standing.word])
    return {
        "weight": str(float(supports.independent) or LIGHTEST),
        "r": str(red),
        "g": str(green),
        "b": str(blue),
        "origins_for": str(len(supports.origins)),
        "origins_against": str(len(contradicts.origins)),
    }


def _days(when: When | None) -> Mapping[str, str | None]:
    """The date in words, as written and in numbers; an end that is not known is left out."""
    said = dated(when)
    lasted = {"yes": "true", "no": "false"}.get(said["lasted"] or "")
    bounds = {"first_time": when and when.first, "last_time": when and when.last}
    return {**said, "lasted": lasted, **{name: str(_milliseconds(day)) for name, day in bounds.items() if day}}


def _milliseconds(day: date) -> int:
    """The beginning of a day in milliseconds since 1970, in universal time."""
    return (day - date(1970, 1, 1)).days * 24 * 60 * 60 * 1000


EXPORT = Export(
    name="graphml",
    title="GraphML",
    purpose="Actors and their ties, for Gephi and other network tools.",
    suffix="graphml",
    media_type="application/graphml+xml",
    make=graphml,
)
