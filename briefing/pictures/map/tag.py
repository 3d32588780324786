"""The tag that stands on a map for some events: the mark of each standing among them with its count, and its room."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from briefing.analysis.standing import Word
from briefing.pictures.map.marks import FAINT, Tally
from briefing.pictures.palette import MARK, Palette
from briefing.pictures.typography import SEMIBOLD, text_width

HEIGHT = 22
GLYPH, NUMBER, GAP = 13, 12, 5
RIM, DOT = 4, 3  # pixels round a leader, and the radius of the dot at its end
FONT = "'Source Sans','Source Sans 3','Noto Sans','DejaVu Sans',sans-serif"
NEAR = HEIGHT / 2  # pixels; a tag that stands farther off does not cover where it belongs, and is led there by a line
ASIDE = (
    *((0, 18), (0, -18)),
    *(
        offset
        for reach in (42, 66, 90, 114, 138, 162)
        for offset in (
            *((0, reach), (0, -reach), (reach, reach // 2), (-reach, reach // 2)),
            *((reach, -reach // 2), (-reach, -reach // 2), (reach, 0), (-reach, 0)),
        )
    ),
)  # where the tag of an area may stand, in pixels from where the area is labelled, the nearest first
MOST = 3  # standings named one by one; more would be wider than a place


@dataclass(frozen=True, slots=True)
class Pill:
    """The inside of an SVG of ``width`` by ``height`` pixels."""

    svg: str
    width: float
    height: float = HEIGHT

    def veiled(self, share: float) -> "Pill":
        """The same with a share of its colour."""
        return self if share >= 1 else replace(self, svg=f'<g opacity="{share:g}">{self.svg}</g>')

    def uri(self, scale: float = 3) -> str:
        """The tag as an image by itself, drawn ``scale`` times as large so that it stays crisp."""
        size = f'width="{self.width * scale:g}" height="{self.height * scale:g}"'
        box = f'viewBox="0 0 {self.width:g} {self.height:g}"'
        return "data:image/svg+xml," + quote(f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>{self.svg}</svg>')


class Room:
    """What is taken on a sheet of pixels, so that nothing is written over another thing or past the edge."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self._edges = left, top, right, bottom
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, wide: float, high: float) -> None:
        """Take a box round its middle."""
        self._taken.append((x, y, wide, high))

    def stand(self, x: float, y: float, wide: float, is_area: bool = True) -> tuple[int, int]:
        """Find and take the nearest room for the tag that belongs to a point, and for its leader.

        What comes back is how far aside it stands: that of an area somewhat, that of a place only where another tag
        stands already. Without any room it stands on what is there; so it does beyond the edge.
        """
        left, top, right, bottom = self._edges
        if not is_area and self.is_clear(x, y, wide, HEIGHT):
            self.take(x, y, wide, HEIGHT)
            return 0, 0
        offers = ASIDE if left <= x <= right and top <= y <= bottom else ()
        free = (offer for offer in offers if self.has(x + offer[0], y + offer[1], wide, HEIGHT))
        across, down = next(free, ASIDE[0] if is_area else (0, 0))
        self.take(x + across, y + down, wide, HEIGHT)
        if is_led(across, down):
            for share in (0.0, 0.25, 0.5):
                self.take(x + share * across, y + share * down, 6, 6)
        return across, down

    def has(self, x: float, y: float, wide: float, high: float) -> bool:
        """Whether a box round its middle lies on the sheet and is free."""
        left, top, right, bottom = self._edges
        across, down = wide / 2 + 3, high / 2 + 3
        inside = left + across <= x <= right - across and top + down <= y <= bottom - down
        return inside and self.is_clear(x, y, wide, high)

    def is_clear(self, x: float, y: float, wide: float, high: float) -> bool:
        """Whether a box round its middle is free, on the sheet or beyond it."""
        return not any(
            abs(x - a) < (wide + across) / 2 + 1 and abs(y - b) < (high + down) / 2 + 1
            for a, b, across, down in self._taken
        )


def is_led(across: float, down: float) -> bool:
    """Whether a tag stands so far aside that a line has to lead to where it belongs."""
    return max(abs(across), abs(down)) > NEAR


def leader(across: float, down: float, palette: Palette) -> Pill:
    """The line from a tag that stands so far aside to where it belongs; its middle is half way."""
    width, height = abs(across) + 2 * RIM, abs(down) + 2 * RIM
    x, y = (width - across) / 2, (height - down) / 2
    line = f'<path d="M{x:g} {y:g}l{across:g} {down:g}" stroke="{palette.ink}" stroke-width="1.2"/>'
    return Pill(line, width, height)


def dot(palette: Palette) -> Pill:
    """Where a tag that stands aside belongs; it lies under tags, of which it would hide a number."""
    looks = f'r="{DOT:g}" fill="{palette.ink}" stroke="{palette.paper}" stroke-width="0.8"'
    return Pill(f'<circle cx="{RIM}" cy="{RIM}" {looks}/>', 2 * RIM, 2 * RIM)


def pill(tally: Tally, palette: Palette, square: bool = False, chosen: bool = False, later: Tally = ()) -> Pill:
    """The tag for a tally: round for points, square for areas, with a strong rim where it is the chosen one.

    After it stand, faint, the events in ``later``.
    """
    every = [(word, number, is_later) for part, is_later in ((tally, False), (later, True)) for word, number in part]
    total = sum(number for _, number, _ in every)
    named = sorted(sorted(every, key=lambda each: -each[1])[:MOST], key=every.index)
    rest = total - sum(number for _, number, _ in named)
    parts, x = [], GAP - 0.5
    for word, number, is_later in named:
        drawn = [_glyph(word, x, palette)]
        x += GLYPH
        if total > 1:
            x = _number(drawn, str(number), x + 2, palette)
        parts.append(f'<g opacity="{FAINT}">{"".join(drawn)}</g>' if is_later else "".join(drawn))
        x += GAP
    if rest:
        x = _number(parts, f"+{rest}", x, palette) + GAP
    width = max(x - 0.5, HEIGHT)
    return Pill(_rim(width, palette, square, chosen) + "".join(parts), width)


def _rim(width: float, palette: Palette, square: bool, chosen: bool) -> str:
    corner = 3 if square else HEIGHT / 2 - 1
    line = f'stroke="{palette.accent}" stroke-width="2.4"' if chosen else f'stroke="{palette.second}" stroke-width="1"'
    box = f'x="1.2" y="1.2" width="{width - 2.4:g}" height="{HEIGHT - 2.4:g}" rx="{corner:g}"'
    return f'<rect {box} fill="{palette.paper}" {line}/>'


def _glyph(word: Word, x: float, palette: Palette) -> str:
    scale = GLYPH / 16
    inside = MARK[word].replace("currentColor", palette.standing[word])
    return f'<g transform="translate({x:g} {(HEIGHT - GLYPH) / 2:g}) scale({scale:g})">{inside}</g>'


def _number(parts: list[str], text: str, x: float, palette: Palette) -> float:
    """Add a number to the parts and say where it ends. An image has no fonts of the page, so others are squeezed."""
    width = text_width(text, NUMBER, SEMIBOLD)
    style = f'font-family="{FONT}" font-size="{NUMBER}" font-weight="{SEMIBOLD}" fill="{palette.ink}"'
    squeezed = f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
    parts.append(f'<text x="{x:g}" y="15.3" {style} {squeezed}>{text}</text>')
    return x + width
