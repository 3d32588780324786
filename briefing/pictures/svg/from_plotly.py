"""A figure as an SVG of its own, where no script is to draw it, as in print: what our pictures are made of, no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import plotly.graph_objects as go

from briefing.pictures.picture import CLEAR
from briefing.pictures.svg.outlines import outline
from briefing.pictures.svg.text import Run, row, wide, written

FONT = "'Source Sans 3','Source Sans','IBM Plex Sans Arabic',sans-serif"
LEADING = 1.3  # of the size of the type, from line to line, as plotly sets it
BASE = 1.0  # of the size, from the top of a line to its foot
AIR = 2.0  # pixels at both ends of words on a ground, so that the line behind them is broken off before they begin
TICK = 5.0
THICK = 1.0

Traits = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ruler:
    """An axis on the sheet: the values at its two ends and where, in pixels, these lie."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        """Where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)

    def part(self, share: float) -> float:
        """Where a share of its length lies."""
        return self.start + share * (self.stop - self.start)


def engraved(figure: go.Figure, title: str, width: float, live: bool = False) -> str:
    """The figure as an SVG so many pixels wide. Raises ValueError for what it does not know how to draw.

    On a page that is ``live`` whatever has ``customdata`` says its hover text and carries its id as ``data-focus``.
    """
    drawn = figure.to_plotly_json()
    layout = drawn["layout"]
    if layout["yaxis"].get("scaleanchor"):
        width = max(layout["xaxis"]["range"])  # such a figure says itself how wide it is
    sheet = _Sheet(layout, width)
    parts = [
        *sheet.shapes(layout.get("shapes", ())),
        *sheet.calendars(layout),
        *(part for trace in drawn["data"] for part in sheet.trace(trace)),
        *sheet.images(layout.get("images", ())),
        *sheet.notes(layout.get("annotations", ())),
        *(part for trace in drawn["data"] if live and trace.get("customdata") for part in sheet.targets(trace)),
    ]
    box = f'viewBox="0 0 {width:g} {sheet.height:g}" width="{width:g}" height="{sheet.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box} font-family="{FONT}">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"


class _Sheet:
    """The paper of a figure: its rulers in pixels, and one method for each kind of thing that lies on it."""

    def __init__(self, layout: Traits, width: float) -> None:
        margin, self.height, self.font = layout["margin"], float(layout["height"]), layout["font"]
        self.across = Ruler(0, 1, margin["l"], width - margin["r"])
        self.down = Ruler(0, 1, self.height - margin["b"], margin["t"])
        self.rulers = {
            name.replace("axis", ""): _ruler(axis, self.across if name[0] == "x" else self.down)
            for name, axis in layout.items()
            if name.startswith(("xaxis", "yaxis"))
        }

    def place(self, ref: str, value: float, way: str) -> float:
        """Where a value lies that is given on an axis, as a share of one, or as a share of the paper."""
        if ref == "paper":
            return (self.across if way == "x" else self.down).at(value)
        name, _, domain = ref.partition(" ")
        return self.rulers[name].part(value) if domain else self.rulers[name].at(value)

    def shapes(self, shapes: Sequence[Traits]) -> Iterator[str]:
        """Lines and shaded boxes."""
        for shape in shapes:
            (x0, x1), (y0, y1) = (
                [self.place(shape[f"{way}ref"], shape[f"{way}{end}"], way) for end in (0, 1)] for way in ("x", "y")
            )
            if shape["type"] == "line":
                yield _path(f"M{x0:.1f},{y0:.1f}L{x1:.1f},{y1:.1f}", line=shape["line"])
            elif shape["type"] == "rect":
                yield _box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), shape["fillcolor"])
            else:
                raise ValueError(f"a shape of type {shape['type']!r} cannot be engraved")

    def calendars(self, layout: Traits) -> Iterator[str]:
        """The words along the axes that have any, each to the right of its tick, over the axis."""
        for name, axis in layout.items():
            if not name.startswith("xaxis") or not axis.get("showticklabels"):
                continue
            foot = self.rulers["y" + name[5:]].stop
            for value, words in zip(axis["tickvals"], axis["ticktext"], strict=True):
                x = self.rulers[name.replace("axis", "")].at(value)
                yield _path(f"M{x:.1f},{foot:.1f}v{-TICK}", line={"color": axis["tickcolor"], "width": 1})
                yield self._text(words, x + 2, foot - TICK - 1, axis["tickfont"], "left", "bottom")

    def trace(self, trace: Traits) -> Iterator[str]:
        """The lines, marks and words of one trace."""
        xs, ys = self.rulers[trace.get("xaxis", "x")], self.rulers[trace.get("yaxis", "y")]
        points = [
            None if x is None or y is None else (xs.at(x), ys.at(y))
            for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        modes = trace["mode"].split("+")
        if "lines" in modes:
            # plotly fills only where it is told to, whatever colour it was given.
            fill = trace.get("fillcolor", "none") if trace.get("fill") == "toself" else "none"
            yield _path(_runs(points), trace.get("line", {}), fill)
        if "markers" in modes:
            yield from _marks(points, trace["marker"])
        if "text" in modes:
            yield from self._words(points, trace)

    def targets(self, trace: Traits) -> Iterator[str]:
        """The points that answer to a reader: unseen, with their id and what they say."""
        xs, ys = self.rulers[trace.get("xaxis", "x")], self.rulers[trace.get("yaxis", "y")]
        many = len(trace["x"])
        sizes, said = _each(trace["marker"].get("size", 6), many), _each(trace.get("hovertext", ""), many)
        for x, y, size, (id, *_), words in zip(trace["x"], trace["y"], sizes, trace["customdata"], said, strict=True):
            if x is not None and y is not None:
                told = words.replace("<br>", "\n")  # the rest is escaped already
                spot = f'cx="{xs.at(x):.1f}" cy="{ys.at(y):.1f}" r="{size / 2:g}"'
                yield f'<g data-focus="{escape(id)}"><title>{told}</title><circle {spot} fill="transparent"/></g>'

    def _words(self, points: Sequence[tuple[float, float] | None], trace: Traits) -> Iterator[str]:
        many = len(points)
        fonts = [{**trace["textfont"], "color": colour} for colour in _each(trace["textfont"]["color"], many)]
        for point, text, place, font in zip(
            points, trace["text"], _each(trace["textposition"], many), fonts, strict=True
        ):
            if point is None:
                continue
            up, aside = place.split()
            # plotly says on which side of its point a text stands, an anchor which end of it is at the point.
            anchor = {"right": "left", "left": "right", "center": "center"}[aside]
            lift = font["size"] * 0.45 if up == "top" else 0.0
            yield self._text(text, point[0], point[1] - lift, font, anchor, "bottom" if up == "top" else "middle")

    def images(self, images: Sequence[Traits]) -> Iterator[str]:
        """The marks of standings, which come as small images."""
        for image in images:
            xs, ys = self.rulers[image["xref"]], self.rulers[image["yref"]]
            wide = abs(xs.at(image["sizex"]) - xs.at(0))
            # The smaller of the two, as plotly's "contain" has it; marks are drawn on 16 by 16.
            size = min(wide, abs(ys.at(image["sizey"]) - ys.at(0)))
            x, y = xs.at(image["x"]) - size / 2, ys.at(image["y"]) - size / 2
            svg = unquote(image["source"].partition(",")[2])
            inside = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
            faint = f' opacity="{image["opacity"]:g}"' if image.get("opacity", 1) < 1 else ""
            yield f'<g transform="translate({x:.1f} {y:.1f}) scale({size / 16:.3f})"{faint}>{inside}</g>'

    def notes(self, notes: Sequence[Traits]) -> Iterator[str]:
        """Words at a place."""
        for note in notes:
            x = self.place(note.get("xref", "x"), note["x"], "x") + note.get("xshift", 0)
            y = self.place(note.get("yref", "y"), note["y"], "y") - note.get("yshift", 0)
            anchors = note.get("xanchor", "center"), note.get("yanchor", "middle")
            drawn = self._text(note["text"], x, y, note["font"], *anchors, ground=note.get("bgcolor", CLEAR))
            turn = note.get("textangle", 0)
            yield f'<g transform="rotate({turn:.1f} {x:.1f} {y:.1f})">{drawn}</g>' if turn else drawn

    def _text(self, words: str, x: float, y: float, font: Traits, anchor: str, level: str, ground: str = CLEAR) -> str:
        size = float(font.get("size", self.font["size"]))
        lines = written(words, Run("", size, False, font.get("color", self.font["color"])))
        high, across = LEADING * size * len(lines), max(map(wide, lines))
        top = y - {"top": 0.0, "middle": high / 2, "bottom": high}[level]
        left = x - {"left": 0.0, "center": across / 2, "right": across}[anchor]
        where = {"left": "start", "center": "middle", "right": "end"}[anchor]
        rows = (row(line, x, top + size * (BASE + LEADING * place), where) for place, line in enumerate(lines))
        return ("" if ground == CLEAR else _box(left - AIR, top, across + 2 * AIR, high, ground)) + "".join(rows)


def _ruler(axis: Traits, paper: Ruler) -> Ruler:
    low, high = axis["range"]
    start, stop = axis.get("domain", (0, 1))
    return Ruler(low, high, paper.at(start), paper.at(stop))


def _box(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"/>'


def _path(way: str, line: Traits, fill: str = "none") -> str:
    width = line.get("width", THICK)
    dash = _dash(line.get("dash", "solid"))
    stroke = f'stroke="{line["color"]}" stroke-width="{width:g}"{dash}' if width and "color" in line else ""
    return f'<path d="{way}" fill="{fill}" {stroke}/>' if way else ""


def _dash(dash: str) -> str:
    return "" if dash == "solid" else f' stroke-dasharray="{dash.replace("px", "").replace(",", " ")}"'


def _runs(points: Sequence[tuple[float, float] | None]) -> str:
    """The points as the path of a pen that is lifted at every gap."""
    steps = []
    for before, point in pairwise((None, *points)):
        if point is not None:
            steps.append(f"{'L' if before else 'M'}{point[0]:.1f},{point[1]:.1f}")
    return "".join(steps)


def _each(value: Any, many: int) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] * many


def _marks(points: Sequence[tuple[float, float] | None], marker: Traits) -> Iterator[str]:
    many, line = len(points), marker.get("line", {})
    looks = zip(
        points,
        *(_each(marker.get(name, plain), many) for name, plain in (("symbol", "circle"), ("size", 6), ("angle", 0))),
        _each(marker["color"], many),
        _each(line.get("color", CLEAR), many),
        _each(line.get("width", 0), many),
        strict=True,
    )
    for point, symbol, size, angle, colour, rim, width in looks:
        # Unseen marks answer to the pointer on the screen; on paper there is none.
        if point is not None and colour != CLEAR:
            is_bare = symbol.endswith("-open") or symbol.startswith("line")
            fill, rim, width = ("none", colour, width or THICK) if is_bare else (colour, rim, width)
            turn = f" rotate({angle:.0f})" if angle else ""
            drawn = _path(outline(symbol.removesuffix("-open"), size / 2), {"color": rim, "width": width}, fill)
            yield f'<g transform="translate({point[0]:.1f} {point[1]:.1f}){turn}">{drawn}</g>'
