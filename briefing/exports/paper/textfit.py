"""How words fit into the boxes of a slide: their lines, the size they can have, and where they are cut.

Whoever opens a deck may lack its faces and see others in their stead: words are measured in the widest of these.
"""

from bisect import bisect
from collections.abc import Callable

from briefing.pictures import typography
from briefing.pictures.typography import Face, text_width

SERIF, SANS = "Georgia", "Calibri"
MEASURED = {SERIF: typography.SERIF, SANS: typography.SANS}  # the faces that ship and are nearest to them
WIDER = {SERIF: 1.17, SANS: 1.22}  # DejaVu, the widest in their stead, over those: at most so, in 19 of 20 sentences
LEAST = 14  # points: what the last row of a room can read
READ = 18  # points: the least that a room reads with ease, for all that is said to it but where it is from
LEADING, ENDING = 1.3, ". "


def high(text: str, width: float, size: float, face: str = SANS) -> float:
    """How many inches high a text of so many points is in a box so many inches wide."""
    room = width * 72 / WIDER[face]
    return sum(_lines(part, room, size, MEASURED[face]) for part in text.split("\n")) * size * LEADING / 72


def _lines(text: str, room: float, size: float, face: Face) -> int:
    """How many lines it takes, broken at spaces; a word that is too long for a line is broken too."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = text_width(f" {word}" if used else word, size, face=face)
        if used and used + wide > room:
            lines, used, wide = lines + 1, 0.0, text_width(word, size, face=face)
        lines, used = lines + int((used + wide) // room), (used + wide) % room
    return lines


def fitted(text: str, width: float, height: float, most: float, face: str = SANS, least: float = LEAST) -> float:
    """The size in points at which a text fits into a box, from ``most`` down to ``least``."""
    size = most
    while size > least and high(text, width, size, face) > height:
        size -= 1
    return size


def sentences(text: str, width: float, height: float, size: float) -> str:
    """As many whole sentences of a text as fit into a box at this size, and at least the first."""
    parts = text.split(ENDING)
    kept = _fit(len(parts), lambda number: high(ENDING.join(parts[:number]), width, size) <= height)
    return text if kept == len(parts) else f"{ENDING.join(parts[:kept])}."


def cut(text: str, width: float, height: float, size: float, face: str = SANS) -> str:
    """The text, or as many whole words of it as fit into a box at this size, and an ellipsis.

    One line fits always, and of a first word that is longer as many letters as fit.
    """
    room = max(height, size * LEADING / 72)
    if high(text, width, size, face) <= room:
        return text
    words = text.split(" ")
    kept = _fit(len(words), lambda number: high(f"{' '.join(words[:number])} …", width, size, face) <= room)
    start = " ".join(words[:kept])
    letters = _fit(len(start), lambda number: high(f"{start[:number]} …", width, size, face) <= room)
    return f"{start[:letters]} …"


def _fit(most: int, fits: Callable[[int], bool]) -> int:
    """How many of so many fit, at least one: the more there are, the less they do, so each try halves what is open."""
    return max(1, bisect(range(1, most + 1), False, key=lambda number: not fits(number)))
