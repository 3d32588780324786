"""The still map: the same marks as an SVG of its own, for the brief, for print and where there is no WebGL."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.sentences import count
from briefing.pictures.map.marks import (
    FAINT,
    Cluster,
    Frame,
    Mark,
    busiest,
    clusters,
    farther,
    frame,
    gathered,
    marks,
    under,
)
from briefing.pictures.map.parting import Parting, parting
from briefing.pictures.map.recorded import COVER, DOTS, EDGE, EDGED, HALO, NOTHING, RIM, Behind, share
from briefing.pictures.map.scalebar import TICK, yardstick
from briefing.pictures.map.tag import FONT, HEIGHT, Pill, Room, dot, is_led, leader, pill
from briefing.pictures.palette import DASH_SVG, PALETTES, Palette, rgba
from briefing.pictures.typography import shorten, text_width
from briefing.places import basemap
from briefing.places.geo import DEGREE_KM, project, unproject

APART = (46, 20)
LONGEST, SHORT, BAR = 190, 130, 120  # pixels of a name, of one that finds no room at that, of the scale bar
MORE = re.compile(r" and (\d+) more$")  # how a name says that it stands for others too
AREAS = ("countries", "lakes")  # layers whose shapes are closed
COARSE = 1.4  # pixels; corners nearer than this to the last one are left out
PROVINCES_FROM = 4.6
THEATRE = Frame(36.0, 58.0, 2.6)
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Flat = tuple[Box, list[Point]]
"""A shape of the ground and its box on the map of the world at zoom 0."""
Named = tuple[str, float, float, float, bool]
"""A name, the middle and the width of its tag, and whether it stands for somewhere within."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a still map is drawn: ``size`` in pixels, ``focus`` an event or a place that is ringed.

    It opens on the events in ``about``, where these have a place; else on all. One that ``gathers`` leaves wide areas
    no more than the middle of its frame. ``behind`` lies under all else.

    Marks all of whose events are in ``faint`` are drawn so. With ``href``, which gives the address of a record, each
    tag is a link to its event, or to the place of several.
    """

    palette: Palette
    size: tuple[int, int] = (480, 300)
    focus: str | None = None
    href: Callable[[str], str] | None = None
    about: frozenset[str] = frozenset()
    gathers: bool = False
    faint: frozenset[str] = frozenset()
    behind: Behind = NOTHING


def static_svg(events: Sequence[Event], dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> str:
    """The events that have a place as an SVG image, with a title that says what it is."""
    (width, height), focus = options.size, options.focus
    found = busiest(marks(events, dossier, standings), focus)
    view = opening(found, options) or THEATRE
    sheet = Sheet(view, options)
    kept = parting(found, dossier)
    groups = clusters(found, view.zoom, APART, kept.parts)
    drawn = [
        '<g class="ground">',
        *sheet.ground(),
        *sheet.recorded(options.behind, found),
        "</g>",
        *sheet.areas(found, is_filled=not options.behind.is_there),
        *sheet.circles(found),
        *sheet.tags(groups, found, kept),
        sheet.scale(),
    ]
    placed = sum(len(mark.events) for mark in found)
    title = f"Map of {count(placed, 'event')} at {count(len(found), 'place')}"
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    role = "img" if options.href is None else "group"  # what is in an image is hidden from who cannot see it
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" {box} font-family="{FONT}">'
    return f"{head}<title>{escape(title)}</title>{''.join(drawn)}</svg>"


def opening(found: Sequence[Mark], options: Options) -> Frame | None:
    """The frame that the map opens on; None where there is nothing to frame."""
    near = [mark for mark in found if not options.about.isdisjoint(mark.ids)]
    kept = near or list(found)
    view = frame(gathered(kept) if options.gathers else kept, options.size, focus=options.focus)
    return farther(view, options.size[0]) if view and options.gathers else view


class Sheet:
    """The paper that a still map is drawn on: its frame in pixels, and what is written where already."""

    def __init__(self, view: Frame, options: Options) -> None:
        self.view, self.palette = view, options.palette
        self.width, self.height = width, height = options.size
        self._focus, self._href, self._later = options.focus, options.href, options.faint
        self._gathers = options.gathers
        self.box: Box = (-4, -4, width + 4, height + 4)
        x, y = project(view.latitude, view.longitude, view.zoom)
        self._left, self._top = self._corner = x - width / 2, y - height / 2
        self._room = Room(0, 0, width, height)
        self._room.take(14 + BAR / 2, height - 18, BAR, 24)

    def at(self, latitude: float, longitude: float) -> Point:
        """Where a point of the globe lies on the sheet."""
        x, y = project(latitude, longitude, self.view.zoom)
        return x - self._left, y - self._top

    def ground(self) -> Iterator[str]:
        """Sea, land, lakes and the lines between lands."""
        yield f'<rect width="{self.width}" height="{self.height}" fill="{self.palette.sea}"/>'
        yield f'<path d="{self.drawn("countries")}" fill-rule="evenodd" fill="{self.palette.land}"/>'
        yield f'<path d="{self.drawn("lakes")}" fill-rule="evenodd" fill="{self.palette.sea}"/>'
        if self.view.zoom >= PROVINCES_FROM:
            yield self._line("divisions", self.palette.province, "none")
        yield self._line("borders", self.palette.border, "none")
        yield self._line("disputed", self.palette.border, "3 2")

    def recorded(self, behind: Behind, found: Sequence[Mark]) -> Iterator[str]:
        """Recorded violence, with the ground: nothing of it is a mark, and the ground lies over it under a circle."""
        hue, edges = self.palette.recorded, []
        for patch in behind.patches:
            if shape := self.path(patch.rings):
                rim = f'fill="none" stroke="{hue}" stroke-width="{RIM:g}" stroke-dasharray="{DOTS}"'
                fill = f'fill="{rgba(hue, round(share(patch, behind.by), 3))}"'
                yield f'<path d="{shape}" {rim if patch.title else fill} fill-rule="evenodd"/>'
                edges += [] if patch.title else [shape]
        for x, y, radius, _ in self._circled(found) if behind.is_there else ():
            looks = f'fill="{self.palette.land}" opacity="{COVER:g}"'
            yield f'<circle class="cover" cx="{x:.1f}" cy="{y:.1f}" r="{radius + HALO:.1f}" {looks}/>'
        if edges:
            line = f'stroke="{rgba(hue, EDGED)}" stroke-width="{EDGE:g}"'
            yield f'<path class="edges" d="{"".join(edges)}" fill="none" {line}/>'

    def _line(self, layer: str, colour: str, dash: str) -> str:
        looks = f'fill="none" stroke="{colour}" stroke-width="0.8" stroke-dasharray="{dash}"'
        return f'<path d="{self.drawn(layer)}" {looks}/>'

    def drawn(self, layer: str) -> str:
        """A layer of the base map as an SVG path."""
        return _layer(layer, self.view, (self.width, self.height))

    def areas(self, found: Sequence[Mark], is_filled: bool = True) -> Iterator[str]:
        """Countries and provinces that events name, outlined by their standing."""
        for mark in under(found):
            colour = self.palette.standing[mark.word]
            shape = self.path(basemap.rings(mark.area)) if mark.area else ""
            if shape:
                line = f'stroke="{colour}" stroke-width="1.2" stroke-dasharray="{DASH_SVG[mark.word]}"'
                fill = rgba(colour, round(mark.fill, 3)) if is_filled else "none"
                looks = f'fill="{fill}" fill-rule="evenodd"{self._faint(mark.ids)}'
                yield f'<path d="{shape}" {looks} {line}/>'

    def circles(self, found: Sequence[Mark]) -> Iterator[str]:
        """The uncertainty of places, where it is wide enough to be seen, and of areas that the base map lacks."""
        for x, y, radius, mark in self._circled(found):
            colour = self.palette.standing[mark.word]
            looks = f'fill="{rgba(colour, 0.12)}" stroke="{rgba(colour, 0.7)}"'
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {looks}{self._faint(mark.ids)}/>'

    def _circled(self, found: Sequence[Mark]) -> Iterator[tuple[float, float, float, Mark]]:
        for mark in found:
            radius = self._radius(mark)
            if radius >= 5 and not mark.area:
                yield (*self.at(mark.lat, mark.lon), radius, mark)

    def _faint(self, ids: Collection[str]) -> str:
        return f' opacity="{FAINT}"' if self._later.issuperset(ids) else ""

    def _radius(self, mark: Mark) -> float:
        return self.at(mark.lat, mark.lon)[1] - self.at(min(mark.lat + mark.radius_km / DEGREE_KM, 84), mark.lon)[1]

    def tags(self, groups: Sequence[Cluster], found: Sequence[Mark], kept: Parting) -> Iterator[str]:
        """The tags, then the names that find room beside them: places, then areas, then other countries.

        What the first key questions name comes first, so that it has its place and its name.
        """
        names: list[Named] = []
        lines, drawn, dots = [], [], []
        areas = (Cluster((mark,)) for mark in found if mark.is_area)
        for group in sorted((*groups, *areas), key=lambda group: (not kept.name_of(group.marks[0]), group.is_area)):
            first = group.marks[0]
            chosen = any(mark.holds(self._focus) for mark in group.marks)
            known, later = group.parted(self._later)
            tag = pill(known, self.palette, square=first.is_vague, chosen=chosen, later=later)
            x, y = self.at(first.lat, first.lon)
            if not (0 <= x <= self.width and 0 <= y <= self.height):
                continue  # it is counted beside the map, and a slide would show what a picture cuts off
            aside, down = self._room.stand(x, y, tag.width, is_area=first.is_area)
            across = min(max(aside, tag.width / 2 - x), self.width - tag.width / 2 - x)
            if is_led(across, down):
                line = leader(across, down, self.palette)
                lines.append(_put(line, x + across / 2, y + down / 2))
                dots.append(_put(dot(self.palette), x, y))
            is_plain = first.place.precision == "province" and not self._gathers and not kept.name_of(first)
            name = "" if is_plain else kept.called(group)
            names.append((name, x + across, y + down, tag.width, first.is_vague))
            put = self._linked(_put(tag, x + across, y + down), group.marks)
            drawn.append(f"<g{faint}>{put}</g>" if (faint := self._faint(group.ids)) else put)
        yield from (*lines, *dots, *drawn)
        yield from self._names(names)
        yield from self._countries({mark.place.country for mark in found if mark.place.precision == "country"})

    def _linked(self, drawn: str, under: Sequence[Mark]) -> str:
        """A tag as a link to the one event under it, or to the place of most of them."""
        if self._href is None:
            return drawn
        events = [event for mark in under for event in mark.events]
        id, words = (events[0].id, events[0].title) if len(events) == 1 else (under[0].place.id, _places_under(under))
        return (
            f'<a href="{escape(self._href(id))}" data-focus="{escape(id)}" aria-label="{escape(words)}" '
            f'style="text-decoration:none">'
            f"<title>{escape(words)}</title>{drawn}</a>"
        )

    def scale(self) -> str:
        """The scale bar in the lower left corner, true at its latitude."""
        x, y = 14, self.height - 12
        latitude, _ = unproject(0, self._top + y, self.view.zoom)
        stick = yardstick(latitude, self.view.zoom, min(BAR, self.width / 4))
        path = f"M{x} {y - TICK}v{TICK}h{stick.pixels:.1f}v-{TICK}"
        words = self._text(stick.words, x + stick.pixels / 2, y - TICK - 6, 11, self.palette.ink)
        return f'<path d="{path}" fill="none" stroke="{self.palette.ink}" stroke-width="1.4"/>{words}'

    def _names(self, names: Sequence[Named]) -> Iterator[str]:
        for full, x, y, wide, is_vague in names:
            offers = (full, *(_short(full, longest) for longest in (LONGEST, SHORT)))
            found = next(filter(None, (self._named(name, x, y, wide) for name in offers)), None)
            if full and found:
                slant = ' font-style="italic"' if is_vague else ""
                yield self._text(*found, 12, self.palette.ink, slant)

    def _named(self, name: str, x: float, y: float, wide: float) -> tuple[str, float, float] | None:
        """The name with the first free place for it: on either side of its tag, above it or under it."""
        half = text_width(name, 12) / 2
        offers = [(wide / 2 + 4 + half, 0), (-wide / 2 - 4 - half, 0), (0, -HEIGHT + 3), (0, HEIGHT - 3)]
        spots = ((name, x + dx, y + dy) for dx, dy in offers if self._room.has(x + dx, y + dy, 2 * half, 13))
        return next(spots, None)

    def _countries(self, named: set[str]) -> Iterator[str]:
        for row in basemap.labels():
            if row["kind"] == "country" and row["name"] not in named:
                x, y = self.at(row["lat"], row["lon"])
                if self._room.has(x, y, text_width(row["name"].upper(), 9), 10):
                    yield self._text(row["name"].upper(), x, y, 9, self.palette.second)

    def _text(self, text: str, x: float, y: float, size: int, colour: str, more: str = "") -> str:
        self._room.take(x, y, text_width(text, size), size + 1)
        halo = f'stroke="{self.palette.land}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
        looks = f'font-size="{size}" text-anchor="middle" fill="{colour}"{more} {halo}'
        return f'<text x="{x:.1f}" y="{y + size * 0.35:.1f}" {looks}>{escape(text)}</text>'

    def path(self, rings: Sequence[Sequence[Sequence[float]]]) -> str:
        """Closed outlines as an SVG path, cut at the edge of the sheet."""
        return self._closed([self.at(lat, lon) for lon, lat in ring] for ring in rings)

    def outlines(self, shapes: Sequence[Flat]) -> str:
        """Those that lie on the sheet of many closed outlines of the ground, as such a path."""
        return self._closed(self._near(shapes))

    def lines(self, shapes: Sequence[Flat]) -> str:
        """Lines of the ground as an SVG path, without what lies beyond the sheet."""
        return "".join(f"M{_corners(run)}" for points in self._near(shapes) for run in self._runs(points))

    def _closed(self, shapes: Iterable[list[Point]]) -> str:
        cut = (clip(points, self.box) for points in shapes)
        return "".join(f"M{_corners(points)}z" for points in cut if len(points) > 2)

    def _near(self, shapes: Sequence[Flat]) -> Iterator[list[Point]]:
        """The shapes that may lie on the sheet, in its pixels. Of most of the world no more is asked than the box."""
        size = 2**self.view.zoom
        left, top, right, bottom = ((edge + at) / size for edge, at in zip(self.box, 2 * self._corner, strict=True))
        for (west, north, east, south), points in shapes:
            if west <= right and east >= left and north <= bottom and south >= top:
                yield [(x * size - self._left, y * size - self._top) for x, y in points]

    def _runs(self, points: Sequence[Point]) -> Iterator[list[Point]]:
        """The stretches of a line that lie on the sheet, each with the point before and after it."""
        left, top, right, bottom = self.box
        inside = [left <= x <= right and top <= y <= bottom for x, y in points]
        run: list[Point] = []
        for place, point in enumerate(points):
            if any(inside[max(place - 1, 0) : place + 2]):
                run.append(point)
            elif run:
                yield run
                run = []
        if len(run) > 1:
            yield run


def _short(name: str, longest: float) -> str:
    """A name no longer than so many pixels; for how many others it stands is kept and written short: Mosul +2."""
    head, *more = MORE.split(name)
    others = f" +{more[0]}" if more else ""
    return f"{shorten(head, longest - text_width(others, 12), 12)}{others}"


@lru_cache(maxsize=64)
def _layer(layer: str, view: Frame, size: tuple[int, int]) -> str:
    """A layer of the base map as an SVG path; kept, since a reader's clicks seldom move the frame."""
    sheet = Sheet(view, Options(PALETTES["light"], size))
    return sheet.outlines(_flat(layer)) if layer in AREAS else sheet.lines(_flat(layer))


@lru_cache(maxsize=len(basemap.LAYERS))
def _flat(layer: str) -> tuple[Flat, ...]:
    """The shapes of a layer of the base map. They are projected once, since that takes longest of a drawing."""
    return tuple(_on_map(shape) for feature in basemap.features(layer) for shape in _shapes(feature))


def _shapes(feature: basemap.Feature) -> list[list[list[float]]]:
    geometry = feature["geometry"]
    if geometry["type"] == "LineString":
        return [geometry["coordinates"]]
    return geometry["coordinates"] if geometry["type"] == "MultiLineString" else basemap.rings(feature)


def _on_map(shape: Sequence[Sequence[float]]) -> Flat:
    points = [project(lat, lon) for lon, lat in shape]
    across, down = zip(*points, strict=True)
    return (min(across), min(down), max(across), max(down)), points


def clip(points: list[Point], box: Box) -> list[Point]:
    """A closed outline cut at a box (Sutherland and Hodgman 1974); empty where it lies outside."""
    for axis, edge, keep_above in ((0, box[0], True), (1, box[1], True), (0, box[2], False), (1, box[3], False)):
        inside = [(point[axis] >= edge) == keep_above for point in points]
        if all(inside):
            continue
        cut: list[Point] = []
        for place, (point, now) in enumerate(zip(points, inside, strict=True)):
            if inside[place - 1] != now:
                cut.append(_crossing(points[place - 1], point, axis, edge))
            if now:
                cut.append(point)
        points = cut
    return points


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _corners(points: Sequence[Point]) -> str:
    """The points as SVG writes them, in steps of tenths of a pixel, which take half the room of the places themselves.

    Such as lie within ``COARSE`` of the last one are left out.
    """
    kept = [points[0]]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= COARSE:
            kept.append((x, y))
    tenths = [(round(x * 10), round(y * 10)) for x, y in kept]  # whole, so that no rounding adds up
    steps = [f"{(x - a) / 10:g},{(y - b) / 10:g}" for (a, b), (x, y) in pairwise(tenths)]
    return " ".join([f"{tenths[0][0] / 10:.1f},{tenths[0][1] / 10:.1f}", *(["l" + " ".join(steps)] if steps else [])])


def _places_under(under: Sequence[Mark]) -> str:
    """The places of some marks with how many events each has."""
    return ", ".join(f"{mark.place.name}: {count(len(mark.events), 'event')}" for mark in under)


def _put(drawn: Pill, x: float, y: float) -> str:
    """Something drawn round its middle."""
    return f'<g transform="translate({x - drawn.width / 2:.1f} {y - drawn.height / 2:.1f})">{drawn.svg}</g>'
