"""Pictures as shapes of a slide: their lines, areas, marks and words, each to be moved, recoloured and edited.

They are read from the SVGs of this house, whose few elements are known here; of any other a ValueError says so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle, islice
from math import atan2, degrees, hypot, inf, radians
from xml.etree import ElementTree as ET

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.arc import EllipticalArc
from pptx.oxml.ns import nsdecls

from briefing.exports.paper.pictures import Plate
from briefing.exports.paper.textfit import SANS, WIDER
from briefing.pictures.typography import BOLD, REGULAR, text_width

EMU = 9525  # of a slide to each pixel of an SVG, of which an inch has 96
ASCENT, LEADING = 0.95, 1.22  # of the size: from the top of a line to its foot, and its height, in Calibri
MIDDLE = 0.35  # of the size: how high over the foot of a line the middle of its letters is
HEAVY = 600  # the weight from which a slide, which knows only two, sets bold
QUARTER = 0.5523  # of the radius: where the handles of a curve lie that is a quarter of a circle
GROUND = "ground"
FREEFORM = (
    '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
    "<a:pathLst>{}</a:pathLst></a:custGeom>"
)
SKIPPED = ("title", "style")
# Else the name space has a prefix on every element that is written again.
ET.register_namespace("", "http://www.w3.org/2000/svg")
INHERITED = ("font-size", "font-weight", "font-style", "fill", "text-anchor")
TRANSFORM = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")
COLOUR = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")


Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]
"""A move of the pen, as fontTools records it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: the way from its pixels to those of the slide, and the looks that it takes over.

    ``sheet`` is the picture on the slide: its left, top, right and bottom.
    """

    way: Transform
    looks: Mapping[str, str]
    sheet: tuple[float, float, float, float] = (-inf, -inf, inf, inf)
    opacity: float = 1.0

    def within(self, element: ET.Element) -> "Place":
        """The place of what is in an element."""
        way = self.way
        for name, values in TRANSFORM.findall(element.get("transform", "")):
            way = _turned(way, name, [float(value) for value in re.split(r"[ ,]+", values.strip())])
        own = {name: str(element.get(name)) for name in INHERITED if element.get(name) is not None}
        return Place(way, {**self.looks, **own}, self.sheet, self.opacity * float(element.get("opacity", 1)))

    @property
    def scale(self) -> float:
        """How large a pixel of the element is on the slide."""
        return hypot(self.way.xx, self.way.xy)

    def leaves(self, drawn: Sequence[Step]) -> bool:
        """Whether something that is made of straight lines goes past the edges of the picture."""
        is_straight = all(name in ("moveTo", "lineTo", "closePath", "endPath") for name, _ in drawn)
        return is_straight and any(self._held(point) != point for _, found in drawn for point in found)

    def _held(self, point: Point) -> Point:
        left, top, right, bottom = self.sheet
        return min(max(point[0], left), right), min(max(point[1], top), bottom)

    def kept(self, drawn: Sequence[Step]) -> list[Step]:
        """The same with what lies beyond an edge laid on it."""
        return [(name, tuple(map(self._held, found))) for name, found in drawn]

    def unedged(self, drawn: Sequence[Step]) -> list[Step]:
        """The lines of an outline without those that run along an edge."""
        lines: list[Step] = []
        first = before = (0.0, 0.0)
        for name, found in drawn:
            point = found[0] if found else first if name == "closePath" else before
            if name == "moveTo":
                first = point
            is_drawn = name in ("lineTo", "closePath") and not self._along(before, point)
            lines.append(("lineTo" if is_drawn else "moveTo", (point,)))
            before = point
        return lines

    def _along(self, a: Point, b: Point) -> bool:
        left, top, right, bottom = self.sheet
        return any(a[axis] == b[axis] == edge for axis, edge in ((0, left), (1, top), (0, right), (1, bottom)))


def _turned(way: Transform, name: str, values: list[float]) -> Transform:
    if name == "translate":
        return way.translate(*values)
    if name == "scale":
        return way.scale(values[0])
    x, y = values[1:] or (0.0, 0.0)
    return way.translate(x, y).rotate(radians(values[0])).translate(-x, -y)


def ground(plate: Plate) -> str:
    """What of a picture is its ground, such as land and sea, as an SVG; empty where it has none."""
    root = ET.fromstring(plate.svg)
    kept = [each for each in root if each.get("class") == GROUND]
    for each in list(root):
        if each not in kept:
            root.remove(each)
    return ET.tostring(root, encoding="unicode") if kept else ""


def group(plate: Plate, left: float, top: float, scale: float, first: int) -> str:
    """The rest of a picture as a group of shapes, at a place in pixels; their numbers begin with ``first``."""
    root = ET.fromstring(plate.svg)
    sheet = left, top, left + plate.width * scale, top + plate.height * scale
    place = Place(Identity.translate(left, top).scale(scale), {}, sheet).within(root)
    shapes = [shape for each in root if each.get("class") != GROUND for shape in _shapes(each, place)]
    inside = "".join(shape.replace('id="0"', f'id="{first + number}"', 1) for number, shape in enumerate(shapes, 1))
    box = [round(value * EMU) for value in (left, top, plate.width * scale, plate.height * scale)]
    at, size = f'x="{box[0]}" y="{box[1]}"', f'cx="{box[2]}" cy="{box[3]}"'
    return (
        f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="{first}" name="{escape(plate.title)}" '
        f'descr="{escape(plate.alt)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {at}/>'
        f"<a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


def _shapes(element: ET.Element, place: Place) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    own = place.within(element)
    if name in SKIPPED:
        return
    if name in ("g", "a"):
        for each in element:
            yield from _shapes(each, own)
    elif name == "text":
        yield _words(element, own)
    elif name in OUTLINES:
        yield from _outline(OUTLINES[name](element), element, own)
    else:
        raise ValueError(f"an element {name!r} of a picture cannot be made a shape of a slide")


def _rect(element: ET.Element) -> str:
    x, y, wide, high = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    r = min(float(element.get("rx", 0)), wide / 2, high / 2)
    if not r:
        return f"M{x},{y}h{wide}v{high}h{-wide}z"
    across, down, k = wide - 2 * r, high - 2 * r, r * (1 - QUARTER)
    return (
        f"M{x + r},{y}h{across}c{r - k},0 {r},{k} {r},{r}v{down}c0,{r - k} {-k},{r} {-r},{r}h{-across}"
        f"c{k - r},0 {-r},{-k} {-r},{-r}v{-down}c0,{k - r} {k},{-r} {r},{-r}z"
    )


def _circle(element: ET.Element) -> str:
    x, y, r = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
    k = r * (1 - QUARTER)
    return (
        f"M{x},{y - r}c{r - k},0 {r},{k} {r},{r}c0,{r - k} {-k},{r} {-r},{r}"
        f"c{k - r},0 {-r},{-k} {-r},{-r}c0,{k - r} {k},{-r} {r},{-r}z"
    )


OUTLINES = {"path": lambda element: str(element.get("d", "")), "rect": _rect, "circle": _circle}
"""How each kind of outline is drawn, as a path."""


def _outline(way: str, element: ET.Element, place: Place) -> Iterator[str]:
    """A line or an area as a freeform."""
    pen = RecordingPen()
    parse_path(way, TransformPen(pen, place.way), arc_class=EllipticalArc)
    if not any(found for _, found in pen.value):
        return
    drawn, fill, line = pen.value, _fill(element, place), _line(element, place)
    # What a picture cuts off at its edge a slide would show: there it is cut, and its edge has no line.
    if place.leaves(drawn):
        inside = place.kept(drawn)
        yield _freeform(inside, fill, "<a:ln><a:noFill/></a:ln>")
        drawn, fill = place.unedged(inside), "<a:noFill/>"
    if any(name == "lineTo" or name.endswith("urveTo") for name, _ in drawn):
        yield _freeform(drawn, fill, line)


def _freeform(drawn: Sequence[Step], fill: str, line: str) -> str:
    points = [point for _, found in drawn for point in found]
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    wide, high = (max(point[axis] for point in points) - low for axis, low in ((0, left), (1, top)))
    # A line straight up has no width, and a shape has to have some.
    box = [*(round(value * EMU) for value in (left, top)), *(max(round(value * EMU), 1) for value in (wide, high))]
    steps = "".join(_step(name, found, left, top) for name, found in drawn)
    path = f'<a:path w="{box[2]}" h="{box[3]}">{steps}</a:path>'
    return _shape("Outline", box, FREEFORM.format(path) + fill + line)


STEPS = {"moveTo": "moveTo", "lineTo": "lnTo", "curveTo": "cubicBezTo", "qCurveTo": "quadBezTo", "closePath": "close"}


def _step(name: str, points: tuple[tuple[float, float], ...], left: float, top: float) -> str:
    if name not in STEPS:
        return ""  # the end of an open line
    inside = "".join(f'<a:pt x="{round((x - left) * EMU)}" y="{round((y - top) * EMU)}"/>' for x, y in points)
    return f"<a:{STEPS[name]}>{inside}</a:{STEPS[name]}>"


def _paint(colour: str, opacity: float) -> str:
    found = COLOUR.fullmatch(colour)
    if found:
        colour, opacity = "#" + "".join(f"{int(part):02X}" for part in found.groups()[:3]), float(found[4]) * opacity
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}">{alpha}</a:srgbClr></a:solidFill>'


def _fill(element: ET.Element, place: Place) -> str:
    # What has a line and no word of its filling is a line in the SVGs of this house.
    colour = element.get("fill", "none" if element.get("stroke") else place.looks.get("fill", "#000000"))
    return "<a:noFill/>" if colour in ("none", "transparent") else _paint(str(colour), place.opacity)


def _line(element: ET.Element, place: Place) -> str:
    colour = str(element.get("stroke", "none"))
    if colour == "none":
        return "<a:ln><a:noFill/></a:ln>"
    wide = float(element.get("stroke-width", 1))
    dash = str(element.get("stroke-dasharray", "none"))
    return f'<a:ln w="{round(wide * place.scale * EMU)}">{_paint(colour, place.opacity)}{_dashes(dash, wide)}</a:ln>'


def _dashes(dash: str, wide: float) -> str:
    parts = [round(float(part) / wide * 100_000) for part in re.findall(r"[\d.]+", dash)]
    if not parts:
        return ""
    # An odd number of lengths is gone through twice, as in an SVG.
    whole = list(islice(cycle(parts), len(parts) * (1 + len(parts) % 2)))
    pairs = zip(whole[::2], whole[1::2], strict=True)
    inside = "".join(f'<a:ds d="{long}" sp="{gap}"/>' for long, gap in pairs)
    return f"<a:custDash>{inside}</a:custDash>"


def _shape(name: str, box: list[int], looks: str, turn: float = 0, words: str = "") -> str:
    turned = f' rot="{round(turn * 60_000) % 21_600_000}"' if turn else ""
    kind = ' txBox="1"' if words else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{escape(name)}"/><p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm{turned}><a:off x="{box[0]}" y="{box[1]}"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'
        f"{looks}</p:spPr>{words}</p:sp>"
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one hand; ``size`` in pixels of the slide."""

    text: str
    size: float
    bold: bool
    slanted: bool
    colour: str
    opacity: float = 1.0


def _runs(element: ET.Element, place: Place) -> list[Run]:
    hands = [(element.text or "", place), *((each.text or "", place.within(each)) for each in element)]
    return [_run(text, hand, place.scale) for text, hand in hands if text]


def _run(text: str, hand: Place, scale: float) -> Run:
    looks = hand.looks
    weight = looks.get("font-weight", "400")
    size = float(looks.get("font-size", 12)) * scale / WIDER[SANS]
    return Run(
        text,
        size,
        int(weight) >= HEAVY,
        looks.get("font-style") == "italic",
        looks.get("fill", "#000000"),
        hand.opacity,
    )


def _words(element: ET.Element, place: Place) -> str:
    """A line of words as a box of text, which turns about its middle as the line does.

    Set as large as its picture has it, it would run into what stands beside it wherever the face is wanting that it is
    measured in: it is set so small that the widest face in its stead has the room, level with the middle of the line.
    """
    runs = _runs(element, place)
    wide = sum(text_width(run.text, run.size, BOLD if run.bold else REGULAR) for run in runs)
    size = max((run.size for run in runs), default=1.0)
    anchor = place.looks.get("text-anchor", "start")
    x = -wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    # The middle of the box in the pixels of the slide, seen from the foot of the line where it is hung.
    foot = place.way.transformPoint((float(element.get("x", 0)), float(element.get("y", 0))))
    angle = atan2(place.way.xy, place.way.xx)
    turn = Identity.translate(*foot).rotate(angle)
    middle = turn.transformPoint((x + wide / 2, size * (LEADING / 2 - ASCENT - MIDDLE * (WIDER[SANS] - 1))))
    box = [round(v * EMU) for v in (middle[0] - wide / 2, middle[1] - size * LEADING / 2, wide, size * LEADING)]
    side = {"start": "l", "middle": "ctr", "end": "r"}[anchor]
    inside = "".join(map(_hand, runs))
    body = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
    words = f'<p:txBody>{body}<a:p><a:pPr algn="{side}"/>{inside}</a:p></p:txBody>'
    form = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    return _shape("".join(run.text for run in runs)[:60], box, form, degrees(angle), words)


def _hand(run: Run) -> str:
    looks = f'sz="{max(round(run.size * 75), 100)}" b="{run.bold:d}" i="{run.slanted:d}"'
    face = f'<a:latin typeface="{SANS}"/>'
    return f"<a:r><a:rPr {looks}>{_paint(run.colour, run.opacity)}{face}</a:rPr><a:t>{escape(run.text)}</a:t></a:r>"
