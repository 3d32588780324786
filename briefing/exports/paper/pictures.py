"""The pictures of a brief on paper: the same as on screen, as SVGs that carry their own colours and type."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import log10
from pathlib import Path

from briefing.analysis import graph
from briefing.analysis.standing import WORDS, Standing, Word
from briefing.dossier.records import Actor, Claim, Event, Judgement, Relation
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.exports.paper import background
from briefing.exports.paper.document import claim_of
from briefing.pictures.evidence.likelihood_band import band
from briefing.pictures.evidence.quantities import Figure
from briefing.pictures.evidence.strip import strip
from briefing.pictures.map import still
from briefing.pictures.map.marks import beyond, marks, unplaced
from briefing.pictures.network import network
from briefing.pictures.palette import DASH_SVG, MARK, PALETTES, Palette, mark, rgba
from briefing.pictures.picture import Picture
from briefing.pictures.svg.from_plotly import engraved
from briefing.pictures.timeline import recorded, timeline
from briefing.pictures.timeline.sizes import Sizes
from briefing.pictures.typography import text_width
from briefing.view.against import unknown
from briefing.view.brief import answers
from briefing.view.filters import EVERYTHING
from briefing.view.view import View

MARKS = Path(__file__).parent / "templates" / "marks.css"
# Paper has a colour of its own: the cream of the screen would be printed as a tint.
PAPER = replace(PALETTES["light"], paper="#FFFFFF")
XMLNS = 'xmlns="http://www.w3.org/2000/svg"'

# A variable font is drawn at its thinnest unless the weight is also given as its axis (typst 0.15, Source Sans 3).
WEIGHTS = (
    "text,tspan{font-variation-settings:'wght' 400}"
    "[font-weight=\"600\"]{font-variation-settings:'wght' 600}"
    "[font-weight=\"700\"]{font-variation-settings:'wght' 700}"
)

DENSE = Sizes(row=16, head=18, thick=14, top=42, between=24, strip=46, both=False, lanes=8)
ACTORS = 16
AIRY = replace(DENSE, row=18, thick=16)  # for a room: no line touches the words over it
NOWHERE, NEVER, NOBODY = "events with a place", "events dated to a month or better", "ties between actors"
ON_FIRST = ", which holds those of the first question"
SPAN = 150, 14
KEY = "What marks and colours say"
KEYED = 14.6  # pixels of the words of a key
BELOW = recorded.STRIP + 20  # pixels that counts under a timeline take with their name


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark or a line of a picture, so many pixels wide and 16 high, with what it says and its colour."""

    drawn: str
    wide: float
    words: str
    colour: str = PAPER.ink


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture for paper with its words. ``rows`` are the ids drawn; ``width`` and ``height`` are in pixels.

    One without rows has nothing to draw, and for its title what is missing. ``chosen`` is the sign of what stands out,
    ``signs`` are what else of its drawing is told beside the key.
    """

    svg: str
    title: str
    caption: str
    width: float
    height: float
    rows: tuple[str, ...] = ()
    chosen: Sign | None = None
    signs: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """What it shows, for those who cannot see it."""
        return f"{self.title}. {self.caption}".strip()


POINTED = Sign(
    f'<rect x="1.2" y="2.2" width="19.6" height="11.6" rx="5.8" fill="{PAPER.paper}" stroke="{PAPER.accent}" '
    'stroke-width="2.4"/>',
    22,
    "pointed at",
    PAPER.accent,
)
MIDDLE = Sign(
    f'<circle cx="8" cy="8" r="6.5" fill="{PAPER.accent}" stroke="{PAPER.ink}"/>', 16, "in the middle", PAPER.accent
)


def undrawn(plates: Iterable[Plate]) -> str:
    """What there is nothing of to draw, as a sentence, or nothing; such a picture is left out."""
    missing = [plate.title for plate in plates if not plate.rows]
    return f"Not shown under these filters, so not drawn: {'; '.join(missing)}." if missing else ""


def variables(palette: Palette) -> dict[str, str]:
    """The names by which a style sheet knows the colours of a palette."""
    plain = {name: getattr(palette, name) for name in ("paper", "ink", "second", "hairline", "accent")}
    return plain | {f"s-{word.replace(' ', '-')}": colour for word, colour in palette.standing.items()}


@cache
def style() -> str:
    """How strips and bands are drawn on paper: the rules of the style sheet with the colours filled in."""
    rules = MARKS.read_text(encoding="utf-8")
    for name, colour in variables(PAPER).items():
        rules = rules.replace(f"var(--{name})", colour)
    return rules


def printed(svg: str, rules: str = "") -> str:
    """An SVG that stands for itself: with its name space, its type at its true weight and these rules."""
    head, _, rest = str(svg).partition(">")  # as Markup it would escape what is put into it
    named = head if XMLNS in head else head.replace("<svg", f"<svg {XMLNS}", 1)
    return f"{named}><style>{WEIGHTS}{rules}</style>{rest}"


def key(plate: Plate, view: View) -> Plate:
    """The marks and colours of a picture with what they say, in one line."""
    are_ties = any(isinstance(view.known.find(id), Relation) for id in plate.rows)
    present = {view.standings[claim_of(id, view)].word for id in plate.rows}
    stand = (_line_of(word) if are_ties else _mark_of(word) for word in WORDS if word in present)
    lead = Sign("", 0, "By how claims stand:")
    found = (*stand, *([plate.chosen] if plate.chosen else []))
    parts, x = [], 0.0
    for sign in (lead, *found):
        at = x + sign.wide + (5 if sign.wide else 0)
        words = f'<text x="{at:g}" y="13" font-size="{KEYED}" fill="{sign.colour}">{sign.words}</text>'
        parts.append(f'<g transform="translate({x:g} 0)">{sign.drawn}</g>{words}')
        x = at + text_width(sign.words, KEYED) + 12
    svg = printed(f'<svg width="{x:g}" height="16" viewBox="0 0 {x:g} 16">{"".join(parts)}</svg>')
    return Plate(svg, KEY, f"{lead.words} {', '.join(sign.words for sign in found)}.", x, 16)


def _mark_of(word: Word) -> Sign:
    colour = PAPER.standing[word]
    return Sign(MARK[word].replace("currentColor", colour), 16, word, colour)


def _line_of(word: Word) -> Sign:
    colour = PAPER.standing[word]
    looks = f'stroke="{colour}" stroke-width="1.7" stroke-dasharray="{DASH_SVG[word]}"'
    return Sign(f'<path d="M0 8h26" fill="none" {looks}/>', 26, word, colour)


def strip_svg(standing: Standing) -> str:
    """The evidence strip of a claim."""
    return printed(strip(standing), style())


def band_svg(judgement: Judgement) -> str:
    """The likelihood band of a judgement."""
    # A picture for itself inherits no type from a page.
    return printed(band(judgement), style()).replace("<svg ", "<svg font-family=\"'Source Sans 3'\" ", 1)


def mark_svg(word: Word) -> str:
    """The mark of a standing."""
    return printed(mark(word, colour=PAPER.standing[word]))


def extent_svg(row: Figure, low: float, high: float) -> str:
    """A figure on a scale, which counts in powers of ten where it begins above nought; an open end runs out."""
    width, height = SPAN
    log = low > 0

    def at(value: float) -> float:
        share = log10(value / low) / log10(high / low) if log else (value - low) / (high - low)
        return 4 + share * (width - 8)

    start, stop = at(low if row.low is None else row.low), at(high if row.high is None else row.high)
    colour, middle = PAPER.standing[row.standing.word], height / 2
    dash = DASH_SVG[row.standing.word]
    base = f'<path d="M0 {middle}H{width}" stroke="{PAPER.hairline}"/>'
    line = (
        f'<path d="M{start:.1f} {middle}H{stop:.1f}" stroke="{colour}" stroke-width="2.4" stroke-dasharray="{dash}"/>'
    )
    ends = "".join(
        f'<circle cx="{x:.1f}" cy="{middle}" r="3.4" fill="{colour}"/>'
        for x, known in ((start, row.low is not None), (stop, row.high is not None))
        if known
    )
    return f'<svg {XMLNS} width="{width}" height="{height}" viewBox="0 0 {width} {height}">{base}{line}{ends}</svg>'


def extents(rows: Sequence[Figure]) -> tuple[float, float]:
    """The scale that figures share: from nought, or in powers of ten where they differ a hundredfold."""
    values = [value for row in rows for value in (row.low, row.high) if value is not None]
    low, high = min(values), max(values)
    # As on the screen: on an even axis the small ones of so different figures would fall together.
    if low > 0 and high / low > 100:
        return low / 2, high * 2
    return min(low, 0.0), max(high * 1.08, 1.0)


def place_map(view: View, width: int = 900, height: int = 420, whole: bool = False) -> Plate:
    """Where the events shown are said to have happened; ``whole`` frames all of them, as the map on screen does."""
    found = marks(view.events, view.known, view.standings)
    # A part is drawn where its first question lies: the theatre of all of it may be an ocean between two of its ends.
    about = frozenset() if whole or view.state.filters == EVERYTHING else frozenset(each.id for each in leading(view))
    later = faint(view)
    options = still.Options(PAPER, (width, height), view.state.focus, about=about, faint=later, gathers=whole)
    drawn = still.opening(found, options)
    behind, told = background.behind(view, drawn or still.THEATRE, options.size)
    options = replace(options, behind=behind)
    svg = still.static_svg(view.events, view.known, view.standings, options)
    outside = sum(len(each.events) for each in beyond(found, drawn, options.size)) if drawn else 0
    missing = len(unplaced(view.events, view.known))
    placed = sum(len(each.events) for each in found)
    caption = " ".join(
        part
        for part in (
            said_faint(view, later),  # first, since a slide has room for the first sentences only
            told,
            "A tag counts the events of a place by the standing of their claims; a circle or area is as wide as the "
            "place is uncertain.",
            f"{count(outside, 'event')} at places outside this frame{ON_FIRST if about else ''}." if outside else "",
            f"{count(missing, 'event')} whose place is not known." if missing else "",
        )
        if part
    )
    title = f"Where: {count(placed, 'event')} at {count(len(found), 'place')}" if found else NOWHERE
    rows = tuple(id for each in found for id in each.ids)
    pointed = POINTED if any(each.holds(view.state.focus) for each in found) else None
    return Plate(printed(svg), title, caption, width, height, rows, pointed)


def faint(view: View) -> frozenset[str]:
    """The events that were not yet known on the day that this one is set against; none where there is one day."""
    return unknown(view, view.then) if view.then else frozenset()


def said_faint(view: View, later: frozenset[str]) -> str:
    """How many events are drawn faint, and why, in a sentence; empty where none is."""
    day = view.state.against
    return f"Drawn faint: {count(len(later), 'event')} not yet known on {day_words(day)}." if day and later else ""


def weeks(view: View, width: int = 900, high: int = 620, sizes: Sizes = DENSE) -> Plate:
    """The five weeks in which most events on the first question lie: happened above, became known below."""
    window = timeline.densest(leading(view)) or timeline.densest(view.events)
    inside = timeline.within(view.events, window) if window else ()
    which = "the densest weeks" if window == timeline.densest(view.events) else "the weeks of the first question"

    def titled(drawn: Picture) -> str:
        some = f"{len(drawn.rows)} of {count(len(inside), 'event')}" if drawn.left_out else count(len(inside), "event")
        return f"When: {some} of {which}" + (f", {_from_to(*window)}" if window else "") if drawn.rows else NEVER

    options = timeline.Options(PAPER, window=window, width=width, sizes=replace(sizes, tall=high))
    return clocks(inside, view, options, titled)


def clocks(
    events: Sequence[Event], view: View, options: timeline.Options, titled: Callable[[Picture], str] | None = None
) -> Plate:
    """Events on both clocks, as high as these options allow, with counts of recorded violence where they are shown."""
    later, sizes = faint(view), options.sizes
    below = BELOW if view.state.context != "off" else 0
    options = replace(options, asof=view.asof, faint=later, sizes=replace(sizes, tall=sizes.tall - below))
    drawn = timeline.figure(events, view.known, view.standings, options)
    said = replace(drawn, caption=f"{said_faint(view, later)} {drawn.caption}".strip())
    return over_strip(plate(said, titled(drawn) if titled else drawn.title, options.width), drawn, view)


def leading(view: View) -> tuple[Event, ...]:
    """The events on the question in view, or on the first that what is shown speaks to."""
    asked = view.state.question or next((answer.question.id for answer in answers(view)), "")
    return tuple(event for event in view.events if view.known.row(Claim, event.claim).question == asked)


def _from_to(first: date, last: date) -> str:
    return f"{day_words(first)} to {day_words(last)}"


def ties(view: View, size: tuple[int, int] = (900, 520), most: int = ACTORS) -> Plate:
    """The ties shown around the actor that is followed, else around the one with most of them."""
    centre = middle(view)
    options = network.Options(PAPER, size=size, focus=centre, follow=(centre,) if centre else ())
    drawn = network.figure(_around(centre, view, most), view.known, view.standings, options)
    return replace(plate(drawn, f"Who is tied to whom: {drawn.title}" if centre else NOBODY, size[0]), chosen=MIDDLE)


def _around(centre: str | None, view: View, most: int) -> network.Part:
    """So many actors, the one in the middle and those tied to it."""
    if centre is None:
        return network.Part()
    made = graph.graph(view.relations, view.known)
    kept, cut = graph.ego(made, centre, most, 1)
    near = tuple(tie for tie in view.relations if tie.from_ in kept and tie.to in kept)
    return network.Part(near, graph.around(made, centre, kept, graph.layout(made)), cut)


def middle(view: View) -> str | None:
    """The actor in the middle of the network; None where no tie is shown."""
    degrees = Counter(id for tie in view.relations for id in (tie.from_, tie.to))
    focus = view.known.find(view.state.focus) if view.state.focus else None
    asked = [*view.state.filters.actor[:1], *([focus.id] if isinstance(focus, Actor) else [])]
    followed = [id for id in asked if id in degrees]
    return followed[0] if followed else max(degrees, key=lambda id: (degrees[id], id), default=None)


def over_strip(above: Plate, drawn: Picture, view: View) -> Plate:
    """A timeline over the counts of recorded violence on its calendar, where the reader has them shown."""
    layout = drawn.figure.layout
    if view.state.context == "off" or not drawn.knots or not above.rows:
        return above
    strip, told = background.under(view, drawn.knots)
    caption = f"{told} {above.caption}".strip()
    if not strip.periods:
        return replace(above, caption=caption)
    left, wide = layout.margin.l, above.width - layout.margin.l - layout.margin.r
    bars = recorded.bars(strip.periods, drawn.knots, view.state.context, strip.each, wide)
    foot = recorded.STRIP
    line = f'<path d="M0 {foot}h{wide:g}" fill="none" stroke="{PAPER.hairline}"/>'
    name = f'<text x="0" y="-4" font-size="11" fill="{PAPER.recorded}">Recorded by others, {view.state.context}</text>'
    inside = f'<g fill="{rgba(PAPER.recorded, 0.55)}">{bars}</g>{line}{name}'
    drawn_below = f'<g transform="translate({left:g} {above.height + BELOW - foot - 2:g})">{inside}</g>'
    size, grown = f"{above.height:g}", f"{above.height + BELOW:g}"
    head, _, rest = above.svg.partition(">")
    head = head.replace(f' {size}" width', f' {grown}" width').replace(f'height="{size}"', f'height="{grown}"')
    svg = f"{head}>{rest.removesuffix('</svg>')}{drawn_below}</svg>"
    return replace(above, svg=svg, caption=caption, height=above.height + BELOW)


def plate(drawn: Picture, title: str, width: float) -> Plate:
    """A figure as a picture for paper, under this title."""
    svg = printed(engraved(drawn.figure, title, width))
    size = svg.partition('viewBox="0 0 ')[2].partition('"')[0].split()
    return Plate(svg, title, drawn.caption, float(size[0]), float(size[1]), drawn.rows, signs=drawn.signs)
