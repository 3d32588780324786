"""The evidence strip: one block per origin, one tick per report, so that a thin claim looks as thin as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from briefing.analysis.lineage import Lineage, Side
from briefing.analysis.standing import Standing

WIDTH, HEIGHT, MIDDLE = 200, 20, 90
TICK, PAD, GAP = 5.0, 3.0, 2.0
APART = 6.0  # pixels between origins that are known to be independent of each other
FULL, HALF = (
    13.0,
    6.5,
)  # the height of a block that speaks of the claim itself, and of one that bears on it by exclusion
SWATCH = 18

TEXTURES: Mapping[str, str] = MappingProxyType(
    {"filled": "named origin", "hatched": "unnamed origin", "outline": "origin not stated"}
)
"""What the texture of a block says of its origin."""
SIDES: Mapping[int, str] = MappingProxyType({-1: "left: origins against", 1: "right: origins for"})
"""What the side of a block says, by the way that it lies from the centre line."""
BY_EXCLUSION = "by exclusion: half as high"
AGAINST = ("▼", "▽")
"""The marks of a cell that contradicts, and of one by exclusion."""


@dataclass(frozen=True, slots=True)
class Block:
    """An origin's block: its extent from the centre line in pixels, how many reports, and how its origin is known."""

    x: float
    width: float
    ticks: tuple[float, ...]
    texture: str
    height: float = FULL


def texture(lineage: Lineage) -> str:
    """How an origin is drawn: filled when named, hatched when unnamed, an outline when not stated."""
    if not lineage.known:
        return "outline"
    return "filled" if lineage.origin.is_named else "hatched"


def blocks(side: Side, room: float) -> tuple[Block, ...]:
    """The blocks of one side from the centre outwards, squeezed to fit the room."""
    gaps = _gaps(side)
    natural = sum(2 * PAD + TICK * len(lineage.reports) for lineage in side) + sum(gaps)
    # All of a side is squeezed alike and no tick is left out: what is compared is how much stands on it.
    scale = min(1.0, room / natural) if natural else 1.0
    placed, x = [], 0.0
    for lineage, gap in zip(side, gaps, strict=True):
        x += gap * scale
        width = (2 * PAD + TICK * len(lineage.reports)) * scale
        step = width / (len(lineage.reports) + 1)
        ticks = tuple(x + step * (place + 1) for place in range(len(lineage.reports)))
        placed.append(Block(x, width, ticks, texture(lineage), FULL if lineage.is_direct else HALF))
        x += width
    return tuple(placed)


def _gaps(side: Side) -> list[float]:
    """The room before each block: wide between two origins that are known to be independent of each other."""
    apart = [lineage.origin.id in side.apart for lineage in side]
    return [APART if one and other else GAP for one, other in zip([False, *apart], apart, strict=False)]


def strip(standing: Standing) -> Markup:
    """The strip of a claim as SVG, in the theme's colours; its words for a screen reader are the standing's reason."""
    right = blocks(standing.supports, WIDTH - MIDDLE - 2)
    left = blocks(standing.contradicts, MIDDLE - 2)
    # A pattern is found by its id in the whole page, so each strip needs one of its own.
    hatch = f"hatch-{standing.claim}"
    parts = [
        f'<line x1="0" x2="{WIDTH}" y1="10" y2="10" class="strip-base"/>',
        *(_block(block, 1, hatch) for block in right),
        *(_block(block, -1, hatch) for block in left),
        f'<line x1="{MIDDLE}" x2="{MIDDLE}" y1="1" y2="19" class="strip-centre"/>',
        # More would run off the strip; how many there are is in its words.
        *(_doubt(place) for place in range(min(len(standing.doubts), 8))),
    ]
    label = escape(f"{standing.word}: {standing.reason}")
    return Markup(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{label}"><title>{label}</title>{_hatch(hatch)}{"".join(parts)}</svg>'
    )


def signs(side: Side) -> str:
    """How its stated origins speak against a claim, in the marks of the matrix, where words for it have no room."""
    return "".join(sign for sign, number in zip(AGAINST, side.ways, strict=True) if number)


def key(standings: Sequence[Standing]) -> tuple[tuple[Markup, str], ...]:
    """What the strips of these claims are made of, each piece with its words; only what is present."""
    present = {texture(lineage) for each in standings for lineage in (*each.supports, *each.contradicts)}
    found = [(_swatch(_block(Block(1, 16, (9,), name), 1, "hatch-key")), TEXTURES[name]) for name in TEXTURES]
    pieces = [piece for piece, name in zip(found, TEXTURES, strict=True) if name in present]
    pieces[:0] = [(_swatch(_side(way)), words) for way, words in SIDES.items()] if standings else []
    if any(not lineage.is_direct for each in standings for lineage in each.contradicts):
        pieces.append((_swatch(_block(Block(1, 16, (9,), "filled", HALF), 1, "hatch-key")), BY_EXCLUSION))
    if any(len(each.contradicts.apart) > 1 or len(each.supports.apart) > 1 for each in standings):
        two = (_block(Block(x, 5, (x + 2.5,), "filled"), 1, "hatch-key") for x in (1.0, 6 + APART))
        pieces.append((_swatch("".join(two)), "independent of each other: a wider gap"))
    if any(each.doubts for each in standings):
        pieces.append((_swatch(f'<g transform="translate(15 -7)">{_doubt(0)}</g>'), "report in doubt"))
    return tuple(pieces)


def _side(way: int) -> str:
    """A block beside the centre line, in the colour of its side."""
    line = f'<line x1="{MIDDLE + 9}" x2="{MIDDLE + 9}" y1="1" y2="19" class="strip-centre"/>'
    block = _block(Block(1, 8, (), "filled"), way, "").replace('class="', 'class="sided ')
    return f'{line}<g transform="translate(9 0)">{block}</g>'


def _swatch(drawn: str) -> Markup:
    return Markup(
        f'<svg class="strip" viewBox="{MIDDLE} 1 {SWATCH} {SWATCH}" width="{SWATCH}" height="{SWATCH}" '
        f'aria-hidden="true">{_hatch("hatch-key")}{drawn}</svg>'
    )


def _hatch(id: str) -> str:
    return (
        f'<defs><pattern id="{id}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" y1="0" x2="0" y2="4" class="strip-hatch"/></pattern></defs>'
    )


def _block(block: Block, direction: int, hatch: str) -> str:
    x = MIDDLE + block.x if direction > 0 else MIDDLE - block.x - block.width
    side = "for" if direction > 0 else "against"
    fill = f' style="fill:url(#{hatch})"' if block.texture == "hatched" else ""
    inside = 4 if block.height == FULL else 2
    ticks = "".join(
        f'<line x1="{MIDDLE + direction * tick:.1f}" x2="{MIDDLE + direction * tick:.1f}" '
        f'y1="{10 - inside:g}" y2="{10 + inside:g}" '
        f'class="strip-tick {block.texture}"/>'
        for tick in block.ticks
    )
    box = (
        f'<rect x="{x:.1f}" y="{10 - block.height / 2:g}" width="{block.width:.1f}" height="{block.height:g}" '
        f'class="strip-{side} {block.texture}"{fill}/>'
    )
    return box + ticks


def _doubt(place: int) -> str:
    x = MIDDLE - 6 - 7 * place
    return f'<path d="M{x - 3} 19.5h6l-3 -5z" class="strip-doubt"/>'
