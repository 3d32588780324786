"""The slippy map: the still map as an SVG that a script pans and zooms; what stands on it keeps its size and unpacks.

Here is what is drawn and where it lies on the globe, in Web Mercator pixels at zoom 0; ``slippy.js`` finds the room.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.pictures.map.background import breadth
from briefing.pictures.map.marks import Cluster, Frame, Mark, clusters, under
from briefing.pictures.map.movement import bend
from briefing.pictures.map.parting import Parting, parting
from briefing.pictures.map.recorded import COVER, HALO
from briefing.pictures.map.still import Options as StillOptions
from briefing.pictures.map.still import Sheet
from briefing.pictures.map.tag import FONT, Pill, pill
from briefing.pictures.palette import DASH_SVG, Palette, rgba
from briefing.places import basemap
from briefing.places.geo import DEGREE_KM, TILE, Leg, bounds, project, unproject

APART = (58, 22)  # pixels within which two point marks are drawn as one
STEP, CLOSEST, EVER = 0.5, 12.0, 99.0  # zooms
SEEN = 16  # pixels of breadth that a land must have to be named
REACH = (1.9, 1.3)  # how far the ground is drawn at first, as a share of the frame: a page may be wider than its frame
Span = tuple[Cluster, float, float]


@dataclass(frozen=True, slots=True)
class Options:
    """How a slippy map is drawn: the ``frame`` that its ground is laid for in a window of ``size`` pixels, and
    the one that ``fits`` what is shown now, if that is another; ``focus`` is ringed, and ``href`` gives the address of
    a record. Marks all of whose events are in ``faint`` are drawn so. ``recorded`` is where cells of recorded violence
    come from."""

    palette: Palette
    size: tuple[int, int]
    frame: Frame
    focus: str | None = None
    href: Callable[[str], str] = lambda id: f"?focus={id}"
    faint: frozenset[str] = frozenset()
    recorded: str = ""
    fits: Frame | None = None


def slippy(
    found: Sequence[Mark],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    options: Options,
    legs: Sequence[Leg] = (),
) -> str:
    """The marks and a person's way as an SVG of links; an ``a`` of the class ``tag`` has ``data-events``, their ids."""
    kept = parting(found, dossier)
    parts = (
        '<g class="ground"></g><g class="recorded"></g>',
        *(_covers(found, options) if options.recorded else ()),
        f'<g class="areas">{"".join(_areas(found, options))}</g>',
        f'<g class="ways">{"".join(_ways(legs, standings, options))}</g>',
        '<g class="leaders"></g><g class="dots"></g><g class="lands"></g>',
        f'<g class="tags">{"".join(_tags(found, kept, options))}</g>',
        '<g class="names"></g><g class="scale"></g>',
    )
    width, height = _reach(options.size)
    whole = " ".join(f"{edge:.4f}" for edge in _whole(found, legs) or (0, 0, TILE, TILE))
    view = f'data-frame="{_written(options.frame)}" data-fits="{_written(options.fits or options.frame)}" '
    view += f'data-whole="{whole}" data-size="{width} {height}"'
    if options.recorded:
        view += f' data-recorded="{escape(options.recorded)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="group" {view} font-family="{FONT}">{"".join(parts)}</svg>'


def _whole(found: Sequence[Mark], legs: Sequence[Leg]) -> tuple[float, float, float, float] | None:
    """The box, west to north to east to south, of every place with its radius, of where its mark stands, and of ways.

    A window may have any size, so that the script finds the frame for it.
    """
    ends = [place for leg in legs for place in (leg.from_place, leg.to_place)]
    box = bounds([mark.place for mark in found] + ends)
    if box is None:
        return None
    corners = project(box[2], box[1]), project(box[0], box[3])
    spots = [*corners, *(mark.spot for mark in found), *(spot for leg in legs for spot in bend(leg))]
    across, down = zip(*spots, strict=True)
    return min(across), min(down), max(across), max(down)


def lands() -> list[tuple[str, float, float, float]]:
    """The names of countries, large ones first: where each stands, and the zoom from which it is shown."""
    rows = [row for row in basemap.labels() if row["kind"] == "country"]
    return [(row["name"], *_rounded(*project(row["lat"], row["lon"])), _from(row["name"])) for row in rows]


def _from(country: str) -> float:
    zoom = 0.0
    while breadth(country) * TILE * 2 ** (zoom + 1) / 360 < SEEN and zoom < CLOSEST:
        zoom += STEP
    return zoom


def ground(frame: Frame, size: tuple[int, int], palette: Palette) -> str:
    """Land and water as an SVG of its own, cut somewhat beyond a frame: it is the same whatever a filter shows.

    The script lays it under the map, and draws it anew where a reader goes nearer or farther.
    """
    sheet = Sheet(frame, StillOptions(palette, _reach(size)))
    fills = {"countries": palette.land, "lakes": palette.sea}
    lines = {"rivers": palette.water, "divisions": palette.province, "borders": palette.border}
    drawn = [_land(sheet, name, f'fill="{colour}" fill-rule="evenodd"') for name, colour in fills.items()]
    drawn += [_land(sheet, name, f'fill="none" stroke="{colour}"') for name, colour in lines.items()]
    drawn.append(_land(sheet, "disputed", f'fill="none" stroke="{palette.border}" stroke-dasharray="3 2"'))
    return f'<svg xmlns="http://www.w3.org/2000/svg" data-frame="{_written(frame)}">{"".join(drawn)}</svg>'


def _land(sheet: Sheet, layer: str, looks: str) -> str:
    return f'<path data-layer="{layer}" {looks} d="{sheet.drawn(layer)}"/>'


def _areas(found: Sequence[Mark], options: Options) -> Iterator[str]:
    """Provinces and countries by the name that the base map gives them, and circles as wide as a place is uncertain."""
    sheet = Sheet(options.frame, StillOptions(options.palette, _reach(options.size)))
    for mark in under(found):
        faint = ' opacity="0.35"' if options.faint.issuperset(mark.ids) else ""
        colour = options.palette.standing[mark.word]
        if mark.area:
            named = mark.area["properties"]
            layer = "countries" if mark.place.precision == "country" else "provinces"
            where = (
                f'data-layer="{layer}" data-name="{escape(named["name"])}" data-of="{escape(named.get("country", ""))}"'
            )
            line = f'stroke="{colour}" stroke-width="1.4" stroke-dasharray="{DASH_SVG[mark.word]}"'
            shape = sheet.path(basemap.rings(mark.area))
            fill = f'fill="{rgba(colour, round(mark.fill, 3))}" fill-rule="evenodd"'
            yield f'<path {where} d="{shape}" {fill} {line}{faint}/>'
        else:
            looks = f'fill="{rgba(colour, 0.12)}" stroke="{rgba(colour, 0.7)}"'
            yield f'<circle data-at="{_at(mark)}" data-radius="{_radius(mark):.5f}" {looks}{faint}/>'


def _covers(found: Sequence[Mark], options: Options) -> Iterator[str]:
    """The ground between recorded violence and the circles of claims, whose colour is thereby theirs alone."""
    looks = f'fill="{options.palette.land}" stroke="{options.palette.land}" stroke-width="{2 * HALO:g}"'
    circles = (f'<circle data-at="{_at(mark)}" data-radius="{_radius(mark):.5f}"/>' for mark in found if not mark.area)
    yield f'<g class="covers" {looks} opacity="{COVER:g}">{"".join(circles)}</g><path class="edges"/>'


def _reach(size: tuple[int, int]) -> tuple[int, int]:
    return round(size[0] * REACH[0]), round(size[1] * REACH[1])


def _radius(mark: Mark) -> float:
    """The radius of a place in pixels at zoom 0, which Mercator makes larger to the north."""
    north, _ = unproject(*mark.spot)
    return mark.spot[1] - project(min(north + mark.radius_km / DEGREE_KM, 84), 0)[1]


def _ways(legs: Sequence[Leg], standings: Mapping[str, Standing], options: Options) -> Iterator[str]:
    """A person's claimed way: each leg a bent line as its last event stands, an arrow, and its number and length."""
    accent, paper = options.palette.accent, options.palette.paper
    for leg in legs:
        (x1, y1), (across, down), (x2, y2) = bend(leg)
        dash = DASH_SVG[standings[leg.to_event.claim].word]
        way = " ".join(f"{value:.4f}" for value in (x1, y1, across, down, x2, y2))
        length = f"{leg.number} · {'about ' if leg.coarse else ''}{leg.distance_km:,.0f} km"
        when = leg.to_event.date.words if leg.to_event.date else "date not known"
        words = f"{leg.number}. {leg.from_place.name} to {leg.to_place.name}, {length.partition('· ')[2]}, {when}"
        yield (
            f'<path class="way" data-way="{way}" fill="none" stroke="{accent}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
            f'<a class="leg" data-way="{way}" {_link(leg.to_event.id, words, options)} data-text="{escape(length)}" '
            f'data-when="{escape(when)}">'
            f'<path d="M-6-6 6 0-6 6-3 0z" fill="{accent}" stroke="{paper}"/></a>'
        )


def _tags(found: Sequence[Mark], kept: Parting, options: Options) -> Iterator[str]:
    """Every tag with the zooms at which it stands: those that questions name first, then the fullest, then areas."""
    spans = sorted(_spans(found, kept), key=lambda span: (not any(map(kept.name_of, span[0].marks)), -len(span[0].ids)))
    for group, near, far in spans:
        yield _tag(group.marks, kept.called(group), (near, far), kept, options)
    for mark in (mark for mark in found if mark.is_area):
        yield _tag((mark,), mark.place.name, (0, EVER), kept, options)


def _spans(found: Sequence[Mark], kept: Parting) -> list[Span]:
    """The clusters of point marks at every zoom, each with the zooms between which it is the same."""
    spans: list[Span] = []
    standing: dict[tuple[Mark, ...], tuple[Cluster, float]] = {}
    for step in range(round(CLOSEST / STEP) + 1):
        zoom = step * STEP
        now = {group.marks: group for group in clusters(found, zoom, APART, kept.parts)}
        ended = [marks for marks in standing if marks not in now]
        spans += [(*standing.pop(marks), zoom) for marks in ended]
        standing |= {marks: (group, zoom) for marks, group in now.items() if marks not in standing}
    return spans + [(*each, EVER) for each in standing.values()]


def _tag(marks: Sequence[Mark], name: str, span: tuple[float, float], kept: Parting, options: Options) -> str:
    first, group = marks[0], Cluster(tuple(marks))
    vague, chosen = first.is_vague, any(mark.holds(options.focus) for mark in marks)
    known, later = group.parted(options.faint)
    drawn = pill(known, options.palette, square=vague, chosen=chosen, later=later)
    id = group.ids[0] if len(group.ids) == 1 else first.place.id
    land = f' data-land="{escape(first.area["properties"]["name"])}"' if first.area else ""
    kind = " ".join(
        word
        for word, holds in (
            ("area", first.is_area),
            ("vague", vague),
            ("key", bool(kept.name_of(first))),
            ("chosen", chosen),
            ("faint", options.faint.issuperset(group.ids)),
        )
        if holds
    )
    said = f"{name}: {_counted(len(group.ids))}"
    within = ", ".join(f"{mark.place.name} ({_precision(mark)})" for mark in marks)
    return (
        f'<a class="tag {kind}" {_link(id, said, options)} data-at="{_at(first)}" data-span="{span[0]:g} {span[1]:g}" '
        f'data-name="{escape(name)}" data-within="{escape(within)}" data-events="{" ".join(group.ids)}" '
        f'data-wide="{drawn.width:.1f}"{land}>{_centred(drawn)}</a>'
    )


def _precision(mark: Mark) -> str:
    return "known no finer" if mark.is_area else f"within {mark.radius_km:g} km"


def _counted(number: int) -> str:
    return f"{number:,} event{'s' if number != 1 else ''}"


def _link(id: str, words: str, options: Options) -> str:
    return f'href="{escape(options.href(id))}" data-focus="{escape(id)}" aria-label="{escape(words)}"'


def _centred(drawn: Pill) -> str:
    inside = drawn.svg.replace(f'font-family="{FONT}" ', "")  # the whole map has it
    return f'<g transform="translate({-drawn.width / 2:.1f} {-drawn.height / 2:.1f})">{inside}</g>'


def _at(mark: Mark) -> str:
    return "{:.4f} {:.4f}".format(*mark.spot)


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 3), round(y, 3)


def _written(frame: Frame) -> str:
    x, y = project(frame.latitude, frame.longitude)
    return f"{x:.5f} {y:.5f} {frame.zoom:.3f}"
