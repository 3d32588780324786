"""The evidence strip: one block per origin, one tick per report, so that a thin claim looks as thin as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from briefing.analysis.standing import Lineage, Side, Standing

WIDTH, HEIGHT, MIDDLE = 200, 20, 90
TICK, PAD, GAP = 5.0, 3.0, 2.0
SWATCH = 18

TEXTURES: Mapping[str, str] = MappingProxyType(
    {"filled": "named origin", "hatched": "unnamed origin", "outline": "origin not stated"}
)
"""What the texture of a block says of its origin."""


@dataclass(frozen=True, slots=True)
class Block:
    """An origin's block: its extent from the centre line in pixels, how many reports, and how its origin is known."""

    x: float
    width: float
    ticks: tuple[float, ...]
    texture: str


def texture(lineage: Lineage) -> str:
    """How an origin is drawn: filled when named, hatched when unnamed, an outline when not stated."""
    if not lineage.known:
        return "outline"
    return "filled" if lineage.origin.is_named else "hatched"


def blocks(side: Side, room: float) -> tuple[Block, ...]:
    """The blocks of one side from the centre outwards, squeezed to fit the room."""
    natural = sum(2 * PAD + TICK * len(lineage.reports) + GAP for lineage in side)
    scale = min(1.0, room / natural) if natural else 1.0
    placed, x = [], GAP * scale
    for lineage in side:
        width = (2 * PAD + TICK * len(lineage.reports)) * scale
        step = width / (len(lineage.reports) + 1)
        ticks = tuple(x + step * (place + 1) for place in range(len(lineage.reports)))
        placed.append(Block(x, width, ticks, texture(lineage)))
        x += width + GAP * scale
    return tuple(placed)


def strip(standing: Standing) -> Markup:
    """The strip of a claim as SVG, in the theme's colours; its words for a screen reader are the standing's reason."""
    right = blocks(standing.supports, WIDTH - MIDDLE - 2)
    left = blocks(standing.contradicts, MIDDLE - 2)
    hatch = f"hatch-{standing.claim}"
    parts = [
        f'<line x1="0" x2="{WIDTH}" y1="10" y2="10" class="strip-base"/>',
        *(_block(block, 1, hatch) for block in right),
        *(_block(block, -1, hatch) for block in left),
        f'<line x1="{MIDDLE}" x2="{MIDDLE}" y1="1" y2="19" class="strip-centre"/>',
        *(_doubt(place) for place in range(min(len(standing.doubts), 8))),
    ]
    label = escape(f"{standing.word}: {standing.reason}")
    return Markup(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{label}"><title>{label}</title>{_hatch(hatch)}{"".join(parts)}</svg>'
    )


def key(standings: Sequence[Standing]) -> tuple[tuple[Markup, str], ...]:
    """What the strips of these claims are made of, each piece with its words; only what is present."""
    present = {texture(lineage) for each in standings for lineage in (*each.supports, *each.contradicts)}
    found = [(_swatch(_block(Block(1, 16, (9,), name), 1, "hatch-key")), TEXTURES[name]) for name in TEXTURES]
    pieces = [piece for piece, name in zip(found, TEXTURES, strict=True) if name in present]
    if any(each.doubts for each in standings):
        pieces.append((_swatch(f'<g transform="translate(15 -7)">{_doubt(0)}</g>'), "report in doubt"))
    return tuple(pieces)


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
    ticks = "".join(
        f'<line x1="{MIDDLE + direction * tick:.1f}" x2="{MIDDLE + direction * tick:.1f}" y1="6" y2="14" '
        f'class="strip-tick {block.texture}"/>'
        for tick in block.ticks
    )
    box = (
        f'<rect x="{x:.1f}" y="3.5" width="{block.width:.1f}" height="13" class="strip-{side} {block.texture}"{fill}/>'
    )
    return box + ticks


def _doubt(place: int) -> str:
    x = MIDDLE - 6 - 7 * place
    return f'<path d="M{x - 3} 19.5h6l-3 -5z" class="strip-doubt"/>'
