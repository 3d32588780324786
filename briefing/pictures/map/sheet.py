"""The sheet of a live map: what everything that is drawn on it needs to know, and what is taken of it."""

from dataclasses import dataclass

from briefing.pictures.map.marks import Frame
from briefing.pictures.map.tag import Room
from briefing.pictures.map.tooltip import Tips
from briefing.pictures.palette import Palette


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frame that a map opens with, its colours and its tooltips; ``room`` is what is still free, and shrinks."""

    view: Frame
    palette: Palette
    tips: Tips
    room: Room
