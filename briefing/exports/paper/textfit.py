"""How words fit into the boxes of a slide: their lines, the size they can have, and where they are cut.

Whoever opens a deck may lack its faces and see others in their stead: words are measured in the widest of these.
"""

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
    kept, *rest = text.split(ENDING)
    while rest and high(ENDING.join((kept, rest[0])), width, size) <= height:
        kept = ENDING.join((kept, rest.pop(0)))
    return f"{kept}." if rest else kept


def cut(text: str, width: float, height: float, size: float, face: str = SANS) -> str:
    """The text, or as many whole words of it as fit into a box at this size, and an ellipsis; one line fits always."""
    room = max(height, size * LEADING / 72)
    if high(text, width, size, face) <= room:
        return text
    words = text.split(" ")
    while len(words) > 1 and high(f"{' '.join(words)} …", width, size, face) > room:
        words.pop()
    return f"{' '.join(words)} …"
