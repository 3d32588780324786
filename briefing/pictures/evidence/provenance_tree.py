"""Who told whom on a claim as a picture: from each origin through the carriers to those who published, side by side.

Drawn twice, for a wide place and for a narrow one; the style sheet shows the one that fits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from briefing.analysis.lineage import Lineage
from briefing.analysis.provenance import Chains, Group, Route, Strand, chains, outlets, summary, weight
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Origin, Outlet, Report, Source
from briefing.dossier.sentences import many
from briefing.pictures.evidence.strip import texture
from briefing.pictures.typography import wrapped
from briefing.view.view import View

Href = Callable[..., str]

WIDE, NARROW = 760, 380
STACKED = 560  # pixels below which a strand is drawn from top to bottom instead of from left to right
NAME, SMALL = 13.0, 12.0
LINE = 17
PAD, GAP, STEP, APART = 8, 10, 20, 16
SWATCH = 14
COLUMNS = ((0.0, 0.36), (0.41, 0.25), (0.71, 0.29))  # origin, carriers, outlets: start and width as shares
HEADED = 3  # reports in a box from which on it says how many there are


@dataclass(frozen=True, slots=True)
class Entry:
    """Words in a box, in lines. ``focus`` is the record that a click on them opens."""

    lines: tuple[str, ...]
    focus: str
    look: str = "told-name"


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the picture. ``look`` is its class, ``texture`` that of an origin's swatch, empty for an outlet."""

    width: float
    entries: tuple[Entry, ...]
    look: str
    texture: str = ""
    x: float = 0.0
    y: float = 0.0

    def at(self, x: float, y: float) -> "Box":
        """The same box at another place."""
        return replace(self, x=x, y=y)

    @property
    def height(self) -> float:
        """Its height by its lines."""
        return 2 * PAD + LINE * sum(len(entry.lines) for entry in self.entries)

    @property
    def middle(self) -> float:
        """The height at which an arrow meets it."""
        return self.y + self.height / 2

    @property
    def bottom(self) -> float:
        """Where the next one may begin."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes and the arrows between them, with where they end."""

    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked in a side: outlets and sources that stand in a circle, reports that take it by exclusion."""

    ringed: frozenset[str]
    excluding: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Who told whom: in a line, as values for a list of words, and as a picture for a wide place and a narrow one."""

    line: str
    chains: Chains
    wide: Markup
    narrow: Markup


def chain_svg(claim: Claim, view: View, href: Href, width: int = WIDE) -> Markup:
    """Who told whom on a claim as SVG in the theme's colours; its words for a screen reader are its line.

    The links lie over the drawing and are for the pointer alone: the keyboard and the screen reader, to which a picture
    is one thing, have the same ones in the list of words.
    """
    # An id for each drawing's pattern: of two alike the browser takes the first, and one that is hidden has no ink.
    dossier, found, hatch = view.known, chains(claim, view.known), f"told-{width}-{claim.id}"
    parts: list[str] = []
    links: list[str] = []
    y = 0.0
    for side in found.sides:
        head = wrapped(f"{side.word}: {weight(side, dossier)}", width, NAME)
        parts.append(_text(head, 0, y + NAME + 2, "told-side"))
        y += LINE * len(head) + PAD
        for strand in side.strands:
            drawn = _strand(strand, Marked(_ringed(side), side.excluding), y, width, dossier)
            parts += [*drawn.arrows, *(_box(box, side.word, hatch) for box in drawn.boxes)]
            links += [link for box in drawn.boxes for link in _links(box, href)]
            y = drawn.bottom + APART
        y += GAP
    return Markup(
        f'<svg class="told" viewBox="-1 0 {width + 2} {max(y, 1):.0f}" width="{width}">'
        f'<g role="img" aria-label="{escape(summary(found, dossier))}">{_hatch(hatch)}{"".join(parts)}</g>'
        f'<g aria-hidden="true">{"".join(links)}</g></svg>'
    )


def told(claim: Claim, view: View, href: Href) -> Told:
    """Who told whom on a claim, for its card."""
    found = chains(claim, view.known)
    pictures = (chain_svg(claim, view, href, width) for width in (WIDE, NARROW))
    return Told(summary(found, view.known), found, *pictures)


def _ringed(side: Group) -> frozenset[str]:
    """The outlets and sources of a side that stand in a circle."""
    return frozenset(id for loop in side.loops for id in loop.ids)


# --- where everything stands


def _strand(strand: Strand, marked: Marked, y: float, width: int, dossier: Dossier) -> Drawn:
    return (_stacked if width < STACKED else _across)(strand, marked, y, width, dossier)


def _across(strand: Strand, marked: Marked, y: float, width: int, dossier: Dossier) -> Drawn:
    """From left to right: the origin, the carriers of each route one below the other, those who published."""
    places = [(start * width, share * width) for start, share in COLUMNS]
    first = _origin(strand.origin, places[0][1]).at(0, y)
    boxes, arrows, below = [first], [], y
    for route in strand.routes:
        last, x, top = first, places[1][0], below
        for id in route.carriers:
            box = _carrier(id, marked, places[1][1], dossier).at(x, top)
            arrows.append(_right(last, box, places[1][0]) if last is first else _down(last, box))
            boxes.append(box)
            last, top = box, box.bottom + STEP
        top = below if last is first else last.y
        end = _published(route, marked, places[2][1], dossier).at(places[2][0], top)
        boxes.append(end)
        arrows.append(_right(last, end, places[1 if last is first else 2][0]))
        below = max(end.bottom, last.bottom if last is not first else below) + GAP
    return Drawn(tuple(boxes), tuple(arrows), max(first.bottom, below - GAP))


def _stacked(strand: Strand, marked: Marked, y: float, width: int, dossier: Dossier) -> Drawn:
    """From top to bottom, each step further in: the origin, the carriers, those who published."""
    first = _origin(strand.origin, width).at(0, y)
    boxes, arrows, below = [first], [], first.bottom
    for route in strand.routes:
        # A long chain steps in by less, so that on a phone its last box still has room for words.
        last, step = first, min(STEP, 90 / (len(route.carriers) + 1))
        for id in route.carriers:
            x = last.x + step
            boxes.append(_carrier(id, marked, width - x, dossier).at(x, below + GAP))
            arrows.append(_in(last, boxes[-1]))
            last, below = boxes[-1], boxes[-1].bottom
        x = last.x + step
        boxes.append(_published(route, marked, width - x, dossier).at(x, below + GAP))
        arrows.append(_in(last, boxes[-1]))
        below = boxes[-1].bottom
    return Drawn(tuple(boxes), tuple(arrows), below)


def _origin(origin: Origin, width: float) -> Box:
    room = width - SWATCH - 2 * PAD
    kind = "not stated" if origin.kind == "unknown" else origin.kind
    entries = [Entry(wrapped(origin.name, room, NAME), origin.id), _small(kind, room, origin.id)]
    if origin.interest:
        entries.append(_small(f"interest: {origin.interest}", room, origin.id))
    return Box(width, tuple(entries), "told-origin", texture(Lineage(origin, ())))


def _small(text: str, room: float, focus: str) -> Entry:
    return Entry(wrapped(text, room, SMALL), focus, "told-small")


def _carrier(id: str, marked: Marked, width: float, dossier: Dossier) -> Box:
    room = width - 2 * PAD
    entries: tuple[Entry, ...] = (Entry(wrapped(dossier.row(Outlet, id).name, room, NAME), id),)
    if id in marked.ringed:
        entries = (*entries, _small("in a circle", room, id))
    return Box(width, entries, "told-carrier told-ring" if id in marked.ringed else "told-carrier")


def _published(route: Route, marked: Marked, width: float, dossier: Dossier) -> Box:
    """Those who published what came on one route, reprints in one box."""
    room = width - 2 * PAD
    entries = tuple(_report(report, route, marked, room, dossier) for report in route.reports)
    if len(entries) >= HEADED:
        number = f"{many(len(outlets(route.reports, dossier)), 'outlet')}, {many(len(entries), 'report')}"
        entries = (Entry(wrapped(number, room, NAME), "", "told-count"), *entries)
    round_ = any(entry.look == "told-name told-round" for entry in entries)
    return Box(width, entries, "told-outlet told-ring" if round_ else "told-outlet")


def _report(report: Report, route: Route, marked: Marked, room: float, dossier: Dossier) -> Entry:
    source = dossier.row(Source, report.source)
    when = source.published.words if source.published else "date not seen"
    # Two reports of one publication would read alike without the place in it.
    twice = sum(other.source == report.source for other in route.reports) > 1
    said = f"{dossier.row(Outlet, source.outlet).name}, {when}{f', {report.locator}' if twice else ''}"
    if report.id in marked.excluding:
        said += ", by exclusion"
    if not marked.ringed & {source.id, source.outlet}:
        return Entry(wrapped(said, room, NAME), report.id)
    return Entry(wrapped(f"{said}, in a circle", room, NAME), report.id, "told-name told-round")


# --- how it is drawn


def _right(start: Box, end: Box, column: float) -> str:
    """An arrow that turns before a column, so that it crosses it at the height of its end, where nothing stands."""
    middle = column - 16
    return _arrow(
        f"M{start.x + start.width:.1f} {start.middle:.1f}H{middle:.1f}V{end.middle:.1f}H{end.x - 1:.1f}",
        f"M{end.x - 6:.1f} {end.middle - 4:.1f}l5 4l-5 4",
    )


def _down(start: Box, end: Box) -> str:
    x = end.x + end.width / 2
    return _arrow(f"M{x:.1f} {start.bottom:.1f}V{end.y - 1:.1f}", f"M{x - 4:.1f} {end.y - 6:.1f}l4 5l4 -5")


def _in(start: Box, end: Box) -> str:
    x = (start.x + end.x) / 2
    return _arrow(
        f"M{x:.1f} {start.bottom:.1f}V{end.middle:.1f}H{end.x - 1:.1f}",
        f"M{end.x - 5:.1f} {end.middle - 3:.1f}l4 3l-4 3",
    )


def _arrow(line: str, head: str) -> str:
    return f'<path class="told-way" d="{line}"/><path class="told-way" d="{head}"/>'


def _hatch(id: str) -> str:
    return (
        f'<defs><pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="5" class="strip-hatch"/></pattern></defs>'
    )


def _box(box: Box, side: str, hatch: str) -> str:
    frame = (
        f'<rect class="{box.look} {box.texture}" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="2"/>'
    )
    if not box.texture:
        return frame + "".join(_words(box, PAD))
    fill = f' style="fill:url(#{hatch})"' if box.texture == "hatched" else ""
    swatch = (
        f'<rect class="told-swatch {box.texture} told-{side.replace(" ", "-")}"{fill} x="{box.x:.1f}" '
        f'y="{box.y:.1f}" width="{SWATCH}" height="{box.height:.1f}"/>'
    )
    return frame + swatch + "".join(_words(box, SWATCH + PAD))


def _words(box: Box, inset: float) -> Iterator[str]:
    return (_text(entry.lines, box.x + inset, y + NAME, entry.look) for entry, y in _rows(box))


def _rows(box: Box) -> Iterator[tuple[Entry, float]]:
    """The entries of a box, each with its top."""
    y = box.y + PAD
    for entry in box.entries:
        yield entry, y
        y += LINE * len(entry.lines)


def _links(box: Box, href: Href) -> Iterator[str]:
    """Ways for the pointer, over the words: one for the whole box, or one for each of several records in it."""
    if len({entry.focus for entry in box.entries}) == 1:
        yield _link(box.entries[0].focus, box, box.y, box.height, href)
        return
    for entry, y in _rows(box):
        if entry.focus:
            yield _link(entry.focus, box, y, LINE * len(entry.lines), href)


def _link(id: str, box: Box, y: float, height: float, href: Href) -> str:
    return (
        f'<a data-focus="{id}" href="{escape(href(focus=id))}" tabindex="-1"><rect class="told-hit" x="{box.x:.1f}" '
        f'y="{y:.1f}" width="{box.width:.1f}" height="{height:.1f}" rx="2"/></a>'
    )


def _text(lines: tuple[str, ...], x: float, y: float, look: str) -> str:
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{y + LINE * place:.1f}">{escape(line)}</tspan>' for place, line in enumerate(lines)
    )
    return f'<text class="{look}">{spans}</text>'
