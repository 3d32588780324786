"""A style for QGIS, which opens the GeoJSON in the grammar of the dashboard: a line and a colour for each standing.

QGIS takes a style by itself that lies beside a file under the same name, with the ending ``qml``.
"""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from briefing.analysis.standing import MEANING, WORDS, Word
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.xmltext import text
from briefing.pictures.palette import DASH_SVG, PALETTES, rgb
from briefing.view.view import View

LOOK = PALETTES["light"]
HEAD = b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
FILL, LINE = 40, 255  # of 255
# Thirty events of one country lie on one another: together they are to be as faint as one.
FAINT = "set_color_part('{}', 'alpha', {} / count(\"id\", group_by:=\"place\"))"
# A standing is told by its word too, never by colour alone.
LABEL = "\"place_name\" || ': ' || \"title\" || ' (' || \"standing\" || ')'"
SMALL_LAST = '"radius_km"'  # what is small lies on what is large


def qgis(view: View) -> bytes:
    """The style, with the particulars of the view as the notes of the layer; how each event stands the GeoJSON says."""
    root = Element("qgis", {"version": "3.22", "styleCategories": "Symbology|Labeling|Notes"})
    said = "\n".join(f"{heading}: {words}" for heading, words in imprint(view).lines)
    SubElement(root, "userNotes", {"value": text(said)})
    _renderer(SubElement(root, "renderer-v2", _RENDERER))
    _labels(SubElement(root, "labeling", {"type": "simple"}))
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8")
    return HEAD + made + b"\n"


_RENDERER = {"type": "categorizedSymbol", "attr": "standing", "enableorderby": "1", "symbollevels": "0"}


def _renderer(renderer: Element) -> None:
    """A category for each standing, in the order of the legend."""
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, word in enumerate(WORDS):
        said = {"symbol": str(number), "value": word, "label": f"{word}: {MEANING[word]}", "render": "true"}
        SubElement(categories, "category", said)
        _symbol(SubElement(symbols, "symbol", {"type": "fill", "name": str(number), "alpha": "1"}), word)
    clause = SubElement(SubElement(renderer, "orderby"), "orderByClause", {"asc": "0", "nullsFirst": "0"})
    clause.text = SMALL_LAST


def _symbol(symbol: Element, word: Word) -> None:
    """A faint fill under a line whose dashes are those of the standing."""
    colour, dashes = LOOK.standing[word], DASH_SVG[word]
    fill = {"color": _rgba(colour, FILL), "style": "solid", "outline_style": "no"}
    line = {"line_color": _rgba(colour, LINE), "line_width": "1.5", "line_width_unit": "Pixel", "line_style": "solid"}
    if dashes != "none":
        line |= {"use_custom_dash": "1", "customdash": dashes.replace(" ", ";"), "customdash_unit": "Pixel"}
    for kind, options in (("SimpleFill", fill), ("SimpleLine", line)):
        layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
        # Both ways of writing it: older versions of QGIS read the first, newer ones the second.
        for name, value in options.items():
            SubElement(layer, "prop", {"k": name, "v": value})
        listed = SubElement(layer, "Option", {"type": "Map"})
        for name, value in options.items():
            SubElement(listed, "Option", {"name": name, "type": "QString", "value": value})
        if kind == "SimpleFill":
            _by_expression(layer, "fillColor", FAINT.format(_rgba(colour, LINE), FILL))


def _by_expression(layer: Element, name: str, expression: str) -> None:
    """A property of a symbol that each event has of its own."""
    whole = SubElement(SubElement(layer, "data_defined_properties"), "Option", {"type": "Map"})
    SubElement(whole, "Option", {"name": "type", "type": "QString", "value": "collection"})
    given = SubElement(SubElement(whole, "Option", {"name": "properties", "type": "Map"}), "Option")
    given.attrib |= {"name": name, "type": "Map"}
    for key, kind, value in (("active", "bool", "true"), ("expression", "QString", expression), ("type", "int", "3")):
        SubElement(given, "Option", {"name": key, "type": kind, "value": value})


def _labels(labels: Element) -> None:
    settings = SubElement(labels, "settings", {"calloutType": "simple"})
    words = {"fieldName": LABEL, "isExpression": "1", "fontSize": "8", "textColor": _rgba(LOOK.ink, 255)}
    style = SubElement(settings, "text-style", words)
    paper = {"bufferDraw": "1", "bufferSize": "0.8", "bufferColor": _rgba(LOOK.paper, 255)}
    SubElement(style, "text-buffer", paper)
    SubElement(settings, "text-format", {"wrapChar": "", "autoWrapLength": "32"})


def _rgba(colour: str, alpha: int) -> str:
    return ",".join(map(str, rgb(colour, alpha)))


EXPORT = Export(
    name="qgis",
    title="Style for QGIS",
    purpose="How QGIS draws the GeoJSON: saved beside it under the same name, it is found by itself.",
    suffix="qml",
    media_type="application/xml",
    make=qgis,
)
