"""Ways of lines: each as straight as it can be without running through the name or the mark of an actor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.layout import Points
from briefing.pictures.network.nodes import Box, Node
from briefing.pictures.network.ties import Bundle, Point

BENDS = (0.0, *(side * bow for bow in range(10, 261, 10) for side in (1.0, -1.0)))
"""Pixels by which a line may bend more than its neighbours want, the least first."""
SAMPLES = 120
KEPT = 5  # of the samples every so many are drawn
CLEAR = 2.0  # pixels between a line and what it passes
START, END = 3.0, 4.0  # pixels between a line and the marks that it joins


@dataclass(frozen=True, slots=True)
class Way:
    """A bundle with the stretches that are drawn of its line, and by how much this bends."""

    bundle: Bundle
    bow: float
    stretches: tuple[tuple[Point, ...], ...]


def routed(bundles: Iterable[Bundle], nodes: Mapping[str, Node]) -> tuple[Way, ...]:
    """The way of every bundle: bent where a straight line would run through a name, and by no more than it must.

    Where no bend is clear the line that meets least is taken, and broken off where a name stands.
    """
    boxes = {id: _boxes(node) for id, node in nodes.items()}
    taken = np.array([box for found in boxes.values() for box in found])
    return tuple(_way(bundle, nodes, boxes, taken) for bundle in bundles)


def _way(bundle: Bundle, nodes: Mapping[str, Node], boxes: Mapping[str, Sequence[Box]], taken: Points) -> Way:
    tie = bundle.ties[0]
    least, chosen = len(taken) + 1, bundle.bow
    found: Points = np.empty((0, 2))
    for bend in BENDS:
        line = _trimmed(_curve(nodes[tie.from_], nodes[tie.to], bundle.bow + bend), boxes[tie.from_], boxes[tie.to])
        met = int(inside(line, taken, CLEAR).any(axis=0).sum()) if len(line) > 1 else len(taken)
        if met < least:
            least, chosen, found = met, bundle.bow + bend, line
        if least == 0:
            break
    return Way(bundle, chosen, _stretches(found, taken))


def _boxes(node: Node) -> tuple[Box, ...]:
    mark = (node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius)
    return (mark, node.box) if node.lines else (mark,)


def _curve(start: Node, end: Node, bow: float) -> Points:
    """A line between the middles of two marks, bent by so much in its middle."""
    one, other = np.array([start.x, start.y]), np.array([end.x, end.y])
    way = other - one
    part = np.linspace(0, 1, SAMPLES)[:, None]
    aside = np.array([-way[1], way[0]]) / max(float(np.hypot(*way)), 1.0)
    return np.asarray(one + way * part + aside * 4 * bow * part * (1 - part))


def _trimmed(points: Points, start: Sequence[Box], end: Sequence[Box]) -> Points:
    """The part of a line between where it leaves the boxes of its start and where it enters those of its end."""
    first = np.flatnonzero(inside(points, np.array(start), START).any(axis=1))
    last = np.flatnonzero(inside(points, np.array(end), END).any(axis=1))
    return points[(first.max() + 1 if len(first) else 0) : (last.min() if len(last) else len(points))]


def _stretches(points: Points, taken: Points) -> tuple[tuple[Point, ...], ...]:
    """What of a line lies in no box, in pieces, with fewer points."""
    free = ~inside(points, taken, CLEAR).any(axis=1) if len(points) else np.empty(0, bool)
    pieces = np.split(points, np.flatnonzero(np.diff(free)) + 1)
    clear = [piece for piece in pieces if len(piece) > 1 and not inside(piece[:1], taken, CLEAR).any()]
    return tuple(tuple((float(x), float(y)) for x, y in (*piece[:-1:KEPT], piece[-1])) for piece in clear)


def inside(points: Points, boxes: Points, air: float = 0.0) -> NDArray[np.bool_]:
    """Which of the points, one a row, lie in which of the boxes, one a column, with so much air about them."""
    x, y = points[:, :1], points[:, 1:]
    left, top, right, foot = boxes.T
    return np.asarray((x > left - air) & (x < right + air) & (y > top - air) & (y < foot + air))
