"""The plan of a timeline: every event at its height, lane under lane, with the calendar written again between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.standing import Standing
from briefing.pictures.picture import SIZE
from briefing.pictures.timeline.lanes import MARK, Bar, Filled, Lane, bar, packed
from briefing.pictures.timeline.scale import EXTENT, Ruler, Scale
from briefing.pictures.timeline.sizes import Sizes
from briefing.pictures.typography import BOLD, text_width

LANE = 4.0  # pixels between two lanes
AT_HEAD = 0.6  # of the way to where the calendar is due: from here on it stands beside a heading, where it costs no row
COUNT = 40.0  # pixels for the number behind a heading
NEAR = 0.78  # of a row between words above a mark and the mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar at its height in the picture, in pixels from the top of the lanes, how thick it is, and how high a row."""

    bar: Bar
    y: float
    thick: float
    row: float

    @property
    def words_y(self) -> float:
        """The height of its words; above they stand nearer to their own mark than to anything else."""
        return self.y - NEAR * self.row if self.bar.words.side == "above" else self.y

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """A box round mark and words: left, right, top, foot."""
        (low, high), words = self.bar.ends, self.bar.words
        wide = text_width(words.text, SIZE, BOLD)
        if words.side in ("left", "right"):
            low, high = (low - wide, high) if words.side == "left" else (low, high + wide)
        if words.side == "above":
            low, high = min(low, words.left - 3), max(high, words.left + wide)
        return low - 4, high + 4, self.words_y - self.row / 2 + 1, self.y + self.row / 2 - 1

    @property
    def size(self) -> float:
        """How large the mark of a single day is."""
        return min(MARK - 2, self.thick)


@dataclass(frozen=True, slots=True)
class Again:
    """A height at which the calendar is written again, from so many pixels from the left."""

    y: float
    left: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Where everything stands: bars, headings with the number of their events, tops of lanes and their height.

    ``again``: where the calendar is written again, for those who have scrolled its head out of sight.
    """

    drawn: tuple[Drawn, ...]
    heads: tuple[tuple[Lane, int, float], ...]
    tops: tuple[float, ...]
    height: float
    left_out: tuple[Lane, ...]
    ruler: Ruler
    sizes: Sizes
    again: tuple[Again, ...] = ()

    @property
    def time(self) -> Scale:
        """The calendar of both clocks."""
        return self.ruler.time

    @property
    def unit(self) -> float:
        """One pixel on the x axis."""
        return EXTENT / self.ruler.width

    @property
    def total(self) -> float:
        """The height of the whole picture."""
        return self.sizes.top + self.height + self.sizes.between + self.sizes.strip + self.sizes.foot

    def paper(self, y: float) -> float:
        """A place in pixels from the top of the picture as plotly's share of the paper from below."""
        return 1 - y / self.total

    @property
    def ground(self) -> float:
        """Where the lower clock begins, in pixels from the top of the picture."""
        return self.sizes.top + self.height + self.sizes.between


def plan(filled: Filled, standings: Mapping[str, Standing], ruler: Ruler, sizes: Sizes) -> Plan:
    """Every event in its lanes and rows."""
    drawn: list[Drawn] = []
    heads, tops, y = [], [], 0.0
    again: list[Again] = []
    for lane, inside in filled.lanes.items():
        bars = packed(bar(event, lane, standings[event.claim].word, ruler, sizes) for event in inside)
        if sizes.both and y - _last(again) > AT_HEAD * sizes.again:
            again.append(Again(y + sizes.head / 2, _heading(lane, sizes)))
        middles, written = _rows(bars, y + sizes.head, _last(again), sizes)
        again += [Again(each) for each in written]
        foot = max(middles[-1] + sizes.row / 2, y + sizes.size + 4)
        heads.append((lane, len(bars), y + sizes.head / 2 if sizes.head else (y + foot) / 2))
        tops.append(y)
        drawn += [Drawn(each, middles[each.row], sizes.thick, sizes.row) for each in bars]
        y = foot + LANE
    return Plan(tuple(drawn), tuple(heads), tuple(tops), y, filled.left_out, ruler, sizes, tuple(again))


def _last(again: Sequence[Again]) -> float:
    return again[-1].y if again else 0.0


def _heading(lane: Lane, sizes: Sizes) -> float:
    return text_width(lane.name, sizes.size, BOLD) + COUNT


def _rows(bars: Sequence[Bar], top: float, last: float, sizes: Sizes) -> tuple[list[float], list[float]]:
    """The middle of every row, and of the rows left free for the calendar: one wherever it was last seen too long ago.

    None parts a mark from the words above it.
    """
    under = {each.row for each in bars if each.words.side == "above"}
    middles, written = [], []
    y = top + sizes.row / 2
    for row in range(1 + max(each.row for each in bars)):
        if sizes.both and y - last > sizes.again and row not in under:
            written.append(y)
            last, y = y, y + sizes.row
        middles.append(y)
        y += sizes.row
    return middles, written
