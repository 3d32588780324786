"""The lines of a network: ties between the same two actors in bundles, their curves, and room for their labels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, radians, sin

from briefing.analysis.standing import Standing, Word
from briefing.dossier.records import Relation
from briefing.dossier.sentences import count
from briefing.pictures.typography import text_width

Point = tuple[float, float]
Disc = tuple[float, float, float]  # middle and radius in pixels

BOW = 30.0  # pixels between the middles of two curves that join the same actors
STEPS = 16
CELL = 32.0  # pixels of the grid in which a picture's free places are looked up
THREAD = 9.0  # pixels between the discs by which a line is kept free of the words of others
LABEL = 11.0
LINE = 13.0
AIR = 3.0  # pixels at both ends of the words on a line
SEEN = 22.0  # pixels of a line that its words leave free of themselves, both ends together
PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)  # of a line, where level words may have their middle
SHIFTS = (0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0)  # of the free length, towards either end


@dataclass(frozen=True, slots=True)
class Bundle:
    """The ties from one actor to another that stand alike, as one line that bends by ``bow`` pixels."""

    ties: tuple[Relation, ...]
    word: Word
    bow: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The kinds of its ties, at most two and a count of the others."""
        kinds = tuple(dict.fromkeys(tie.kind for tie in self.ties))
        return kinds if len(kinds) <= 2 else (kinds[0], f"and {count(len(kinds) - 1, 'more kind')}")


@dataclass(frozen=True, slots=True)
class Label:
    """Words on a line: where their middle stands, how they are turned (degrees clockwise), and the room they take."""

    bundle: Bundle
    text: tuple[str, ...]
    x: float
    y: float
    turn: float
    width: float

    def discs(self) -> tuple[Disc, ...]:
        """The room that they take."""
        return bar(self.x, self.y, self.width, LINE * len(self.text) + 1, radians(self.turn))


def bundles(ties: Iterable[Relation], standings: Mapping[str, Standing]) -> tuple[Bundle, ...]:
    """Ties gathered by pair, direction and standing; those of the same pair bend away from one another."""
    alike: dict[frozenset[str], dict[tuple[str, Word], list[Relation]]] = {}
    for tie in ties:
        word = standings[tie.claim].word
        alike.setdefault(frozenset((tie.from_, tie.to)), {}).setdefault((tie.from_, word), []).append(tie)
    return tuple(bundle for pair, groups in alike.items() for bundle in _bent(min(pair), groups))


def _bent(least: str, groups: Mapping[tuple[str, Word], list[Relation]]) -> Iterator[Bundle]:
    for number, ((start, word), ties) in enumerate(groups.items()):
        bow = (number - (len(groups) - 1) / 2) * BOW
        yield Bundle(tuple(ties), word, bow if start == least else -bow)


def curve(start: Point, end: Point, bow: float, trim: tuple[float, float] = (0.0, 0.0)) -> tuple[Point, ...]:
    """Points along the line between two places, bent by ``bow`` in its middle and shortened at its ends, in pixels."""
    length = max(hypot(end[0] - start[0], end[1] - start[1]), 1.0)
    low, high = trim[0] / length, 1 - trim[1] / length
    if low >= high:
        low, high = 0.45, 0.55
    count = STEPS if bow else 1
    return tuple(along(start, end, bow, low + (high - low) * step / count) for step in range(count + 1))


def along(start: Point, end: Point, bow: float, part: float) -> Point:
    """The place on a line at a part of its length from 0 to 1."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = max(hypot(across, down), 1.0)
    aside = 4 * bow * part * (1 - part) / length
    return start[0] + across * part - down * aside, start[1] + down * part + across * aside


def heading(points: tuple[Point, ...]) -> float:
    """The direction in which a line ends, in degrees clockwise from straight up, with y growing downwards."""
    (x, y), (last_x, last_y) = points[-2:]
    return degrees(atan2(last_x - x, y - last_y))


class Room:
    """What is already taken in a picture, as discs in the cells of a grid; names and labels ask it for a free place."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Disc, str]]] = {}

    def take(self, discs: Iterable[Disc], owner: str = "") -> None:
        """Mark a place as taken, by someone if told."""
        for disc in discs:
            for cell in _cells(disc):
                self._cells.setdefault(cell, []).append((disc, owner))

    def free(self, discs: Iterable[Disc], owner: str = "") -> bool:
        """Whether nothing stands there yet but what this owner has taken."""
        return not any(
            hypot(x - u, y - v) < r + s and (not owner or owner != other)
            for x, y, r in discs
            for cell in _cells((x, y, r))
            for (u, v, s), other in self._cells.get(cell, ())
        )


def _cells(disc: Disc) -> Iterator[tuple[int, int]]:
    """The cells that a disc touches."""
    x, y, r = disc
    for across in range(int((x - r) // CELL), int((x + r) // CELL) + 1):
        for down in range(int((y - r) // CELL), int((y + r) // CELL) + 1):
            yield across, down


def bar(x: float, y: float, width: float, height: float, turn: float = 0.0) -> tuple[Disc, ...]:
    """A box of text as a row of discs, turned clockwise by radians."""
    radius = height / 2
    reach = max(width / 2 - radius, 0.0)
    count = max(1, round(2 * reach / max(radius, 1.0)))
    shifts = [reach * (2 * step / count - 1) for step in range(count + 1)]
    return tuple((x + shift * cos(turn), y + shift * sin(turn), radius) for shift in shifts)


@dataclass(frozen=True, slots=True)
class Line:
    """A bundle as drawn: its ends, and how much of it the marks and names at both ends cover.

    The words of one that ``insists`` may lie across other lines; those of the others stay clear of them.
    """

    bundle: Bundle
    start: Point
    end: Point
    covered: tuple[float, float] = (0.0, 0.0)
    insists: bool = True

    @property
    def name(self) -> str:
        """What its discs are known by in a room."""
        return self.bundle.ties[0].id

    @property
    def length(self) -> float:
        """From middle to middle."""
        return max(hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]), 1.0)

    def discs(self) -> tuple[Disc, ...]:
        """The line as a row of small discs, without the parts that are covered."""
        first, last = self.covered[0] / self.length, 1 - self.covered[1] / self.length
        count = max(1, round((last - first) * self.length / THREAD))
        parts = (first + (last - first) * step / count for step in range(count + 1))
        return tuple((*along(self.start, self.end, self.bundle.bow, part), 1.0) for part in parts)


def labels(lines: Sequence[Line], words: Room) -> tuple[tuple[Label, ...], int]:
    """Labels for as many lines as there is room for, along the line and upright, and how many found none.

    ``words`` is where marks and words stand. Lines that insist come first, then the longest: they have most room.
    Words are never cut: a line without room for them has none.
    """
    threads = Room()
    for line in lines:
        threads.take(line.discs(), line.name)
    placed = [
        label
        for line in sorted(lines, key=lambda line: (not line.insists, -line.length))
        if (label := _label(line, words, threads))
    ]
    return tuple(placed), len(lines) - len(placed)


def level(line: Line, words: Room) -> Label | None:
    """Words for a line that is too short for them: level over it, if there is room."""
    clear = next((label for label in _leveled(line) if words.free(label.discs())), None)
    if clear:
        words.take(clear.discs())
    return clear


def over(line: Line) -> Label:
    """Words level in the middle of a line, whatever stands there."""
    return _leveled(line)[-len(PARTS)]


def _leveled(line: Line) -> tuple[Label, ...]:
    """The words at each place along a line, whole before broken in two."""
    whole = line.bundle.words
    texts = (whole,) if len(whole) > 1 else (whole, _halved(whole[0]))
    return tuple(_level(line, text, part) for text in texts for part in PARTS)


def _level(line: Line, text: tuple[str, ...], part: float) -> Label:
    return Label(line.bundle, text, *along(line.start, line.end, line.bundle.bow, part), 0.0, _wide(text))


def _wide(text: Sequence[str]) -> float:
    return max(text_width(part, LABEL) for part in text) + 2 * AIR


def _turn(line: Line) -> float:
    """How words along a line are turned, in radians, so that they never stand on their heads."""
    (x, y), (u, v) = line.start, line.end
    turn = atan2(v - y, u - x)
    return turn if -pi / 2 < turn <= pi / 2 else turn - pi


def _label(line: Line, words: Room, threads: Room) -> Label | None:
    """The words at the first free place on the uncovered part of the line: whole if they fit, else in two lines."""
    clear = _first_free(line, words, threads)
    return clear or (_first_free(line, words, Room()) if line.insists else None)


def _first_free(line: Line, words: Room, threads: Room) -> Label | None:
    seen, turn = line.length - sum(line.covered) - SEEN, _turn(line)
    middle = (line.covered[0] + (line.length - line.covered[1])) / 2 / line.length
    for text in _readings(line.bundle.words):
        width = _wide(text)
        slack = (seen + 2 * AIR - width) / line.length / 2
        for shift in SHIFTS if slack >= 0 else ():
            spot = along(line.start, line.end, line.bundle.bow, middle + slack * shift)
            discs = bar(*spot, width, LINE * len(text) + 1, turn)
            if words.free(discs) and threads.free(discs, line.name):
                words.take(discs)
                return Label(line.bundle, text, *spot, degrees(turn), width)
    return None


def _readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The ways to set the words, the best first: as they are, and broken in two."""
    return (words,) if len(words) > 1 else (words, _halved(words[0]))


def _halved(text: str) -> tuple[str, ...]:
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not spaces:
        return (text,)
    cut = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return text[:cut], text[cut + 1 :]
