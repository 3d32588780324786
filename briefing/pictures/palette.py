"""Colours, lines, marks and shapes: the one grammar that the map, the timeline, the network and the tables share."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from briefing.analysis.standing import WORDS, Word
from briefing.dossier.records import ActorKind

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme as hex strings. ``standing`` holds one for every standing; it never speaks alone."""

    theme: Theme
    paper: str
    ink: str
    second: str
    hairline: str
    accent: str
    land: str
    sea: str
    border: str
    province: str
    water: str
    recorded: str
    standing: Mapping[Word, str]


def _standing(*colours: str) -> Mapping[Word, str]:
    return MappingProxyType(dict(zip(WORDS, colours, strict=True)))


PALETTES: Mapping[Theme, Palette] = MappingProxyType(
    {
        "light": Palette(
            theme="light",
            paper="#FBFAF7",
            ink="#1B2430",
            second="#485462",
            hairline="#CFCBC1",
            accent="#1F4E79",
            land="#F5F2EA",
            sea="#DFE6EA",
            border="#9C978A",
            province="#D3CDBF",
            water="#B5C7D1",
            recorded="#6E5A86",  # of no standing, and of nothing else
            # Three share a grey: their marks tell them apart, as they must without any colour.
            standing=_standing("#0B6AA2", "#2A7A71", "#A15C00", "#A93226", "#5F6775", "#5F6775", "#5F6775", "#727880"),
        ),
        "dark": Palette(
            theme="dark",
            paper="#14181D",
            ink="#E8E6E1",
            second="#B7C0C9",
            hairline="#3C454F",
            accent="#8FB8DE",
            land="#20262D",
            sea="#12171C",
            border="#626C77",
            province="#343C45",
            water="#2C4454",
            recorded="#B9A3D6",
            standing=_standing("#6DB6E8", "#7CC9BF", "#E8A33D", "#EE8A7B", "#A6ADB8", "#A6ADB8", "#A6ADB8", "#858D96"),
        ),
    }
)

DASH: Mapping[Word, str] = MappingProxyType(
    {
        "corroborated": "solid",
        "single origin": "longdash",
        "contested": "dashdot",
        "denied": "dot",
        "origin not stated": "10px,5px",
        "unsupported": "2px,4px",
        "withdrawn": "2px,4px",
        "unknown as yet": "1px,5px",
    }
)
"""The line of a standing as plotly names it. A withdrawn claim has no line of its own: its text is struck."""

DASH_ARRAY: Mapping[Word, tuple[int, int]] = MappingProxyType(
    {
        "corroborated": (0, 0),
        "single origin": (8, 3),
        "contested": (4, 2),
        "denied": (1, 2),
        "origin not stated": (6, 4),
        "unsupported": (1, 4),
        "withdrawn": (1, 4),
        "unknown as yet": (1, 6),
    }
)
"""The same line as deck.gl draws it, in line widths; deck knows pairs only, so dash-dot becomes a short dash."""

DASH_SVG: Mapping[Word, str] = MappingProxyType(
    {
        "corroborated": "none",
        "single origin": "9 4",
        "contested": "7 3 1.5 3",
        "denied": "2 3",
        "origin not stated": "7 5",
        "unsupported": "1 4",
        "withdrawn": "1 4",
        "unknown as yet": "1 6",
    }
)
"""The same line as SVG's ``stroke-dasharray`` for a line some 1.5 wide."""

MARK_WORDS: Mapping[Word, str] = MappingProxyType(
    {
        "corroborated": "filled disc",
        "single origin": "half disc",
        "contested": "disc split by a bar",
        "denied": "ring with a stroke through it",
        "origin not stated": "half disc, outline only",
        "unsupported": "ring",
        "withdrawn": "small cross",
        "unknown as yet": "point",
    }
)
"""The mark of a standing in words."""

_RING = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/>'
MARK: Mapping[Word, str] = MappingProxyType(
    {
        "corroborated": '<circle cx="8" cy="8" r="6.9" fill="currentColor"/>',
        "single origin": f'{_RING}<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>',
        "contested": '<path d="M9.5 1.3a6.9 6.9 0 0 1 0 13.4zM6.5 1.3a6.9 6.9 0 0 0 0 13.4z" fill="currentColor"/>',
        "denied": f'{_RING}<path d="M3 13 13 3" stroke="currentColor" stroke-width="1.8"/>',
        "origin not stated": '<path d="M10.6 2a6 6 0 0 0 0 12z" fill="none" stroke="currentColor" stroke-width="1.6"/>',
        "unsupported": _RING,
        "withdrawn": '<path d="M4.5 4.5l7 7m0-7l-7 7" stroke="currentColor" stroke-width="1.8"/>',
        "unknown as yet": '<circle cx="8" cy="8" r="2.2" fill="currentColor"/>',
    }
)
"""The mark of a standing as the inside of a 16 by 16 SVG in ``currentColor``; ``mark`` wraps it."""

SHAPE: Mapping[ActorKind, str] = MappingProxyType(
    {
        "person": "circle",
        "organisation": "square",
        "armed group": "triangle-up",
        "state body": "pentagon",
        "media": "hexagon2",
    }
)
"""The shape of a kind of actor as a plotly symbol."""

PLACE_SHAPE = "diamond"


def mark(word: Word, size: int = 16, colour: str = "currentColor") -> str:
    """The mark of a standing as an SVG element; silent for screen readers, since its word always stands beside it."""
    inside = MARK[word].replace("currentColor", colour)
    return f'<svg viewBox="0 0 16 16" width="{size}" height="{size}" aria-hidden="true">{inside}</svg>'


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """A hex colour as red, green, blue and alpha, 0 to 255 each, as deck.gl wants it."""
    digits = colour.removeprefix("#")
    return [*(int(digits[place : place + 2], 16) for place in (0, 2, 4)), alpha]


def rgba(colour: str, alpha: float) -> str:
    """A hex colour as CSS with an opacity from 0 to 1."""
    red, green, blue, _ = rgb(colour)
    return f"rgba({red},{green},{blue},{alpha:g})"
