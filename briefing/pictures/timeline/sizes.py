"""The sizes of a timeline: how high its rows, headings and clocks are, and how much it may hold."""

from dataclasses import dataclass
from math import inf

from briefing.pictures.picture import SIZE

LANES = 14
NARROW = 400  # pixels, up to which rows are drawn as on a phone


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a timeline in pixels: rows, headings, the room over and between the clocks, the lower clock.

    ``both``: whether the days are written over both clocks, and in the upper one again about every ``again`` pixels.
    ``gutter``: the room to the left in which headings stand beside their lane, where they do not stand over it.
    ``lanes``: how many it has at most, and fewer, down to one, where it would be higher than ``tall``.
    """

    row: float = 22.0
    head: float = 25.0
    thick: float = 16.0
    top: float = 44.0
    between: float = 54.0
    strip: float = 96.0
    foot: float = 8.0
    titled: bool = True
    size: int = SIZE
    both: bool = True
    gutter: float = 0.0
    again: float = 460.0
    lanes: int = LANES
    tall: float = inf


WIDE = Sizes()
PHONE = Sizes(row=20, thick=11)
SMALL = Sizes(
    row=7,
    head=0,
    thick=6,
    top=36,
    between=20,
    strip=34,
    foot=2,
    titled=False,
    size=11,
    both=False,
    gutter=128,
    lanes=6,
    tall=230,
)
"""Those of the densest weeks beside the text of the brief."""


def sizes(width: int) -> Sizes:
    """Those of a picture so many pixels wide."""
    return WIDE if width > NARROW else PHONE
