"""Every event of a timeline at its height, lane under lane, row under row, with the calendar written again between."""

from collections.abc import Mapping, Sequence

from briefing.analysis.standing import Standing
from briefing.pictures.timeline.bars import Drawn
from briefing.pictures.timeline.frame import Again, Hand, Plan
from briefing.pictures.timeline.lanes import Bar, Filled, Lane, bar, packed
from briefing.pictures.timeline.scale import Scale
from briefing.pictures.typography import BOLD, text_width

LANE = 4.0  # pixels between two lanes
AT_HEAD = 0.6  # of the way to where the calendar is due: from here on it stands beside a heading, where it costs no row
COUNT = 40.0  # pixels for the number behind a heading


def plan(filled: Filled, standings: Mapping[str, Standing], time: Scale, width: float, hand: Hand) -> Plan:
    """Every event in its lanes and rows, in a picture so many pixels wide."""
    drawn: list[Drawn] = []
    heads, tops, y = [], [], 0.0
    again: list[Again] = []
    for lane, inside in filled.lanes.items():
        bars = packed(bar(event, lane, standings, time, width, hand.titled, hand.thick - 1) for event in inside)
        if hand.both and y - _last(again) > AT_HEAD * hand.again:
            again.append(Again(y + hand.head / 2, _heading(lane, hand)))
        middles, written = _rows(bars, y + hand.head, _last(again), hand)
        again += [Again(each) for each in written]
        foot = max(middles[-1] + hand.row / 2, y + hand.size + 4)
        heads.append((lane, len(bars), y + hand.head / 2 if hand.head else (y + foot) / 2))
        tops.append(y)
        drawn += [Drawn(each, middles[each.row], hand.thick, hand.row) for each in bars]
        y = foot + LANE
    return Plan(tuple(drawn), tuple(heads), tuple(tops), y, filled.left_out, hand, tuple(again))


def _last(again: Sequence[Again]) -> float:
    return again[-1].y if again else 0.0


def _heading(lane: Lane, hand: Hand) -> float:
    return text_width(lane.name, hand.size, BOLD) + COUNT


def _rows(bars: Sequence[Bar], top: float, last: float, hand: Hand) -> tuple[list[float], list[float]]:
    """The middle of every row, and of the rows left free for the calendar: one wherever it was last seen too long ago.

    None parts a mark from the words above it.
    """
    under = {each.row for each in bars if each.words.side == "above"}
    middles, written = [], []
    y = top + hand.row / 2
    for row in range(1 + max(each.row for each in bars)):
        if hand.both and y - last > hand.again and row not in under:
            written.append(y)
            last, y = y, y + hand.row
        middles.append(y)
        y += hand.row
    return middles, written
