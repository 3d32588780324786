"""The actors of a network as they stand in a picture: mark, name in lines, and room for both."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import Literal

import numpy as np

from briefing.analysis.layout import Points, spread
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Relation
from briefing.pictures.network.ties import Disc, Point, Room, bar
from briefing.pictures.picture import lines
from briefing.pictures.typography import BOLD, text_width

Side = Literal["below", "above", "right", "left"]
Box = tuple[float, float, float, float]  # left, top, right and foot in pixels

SIDES: tuple[Side, ...] = ("below", "above", "right", "left")
PASSES = 2
AIR = 5.0  # pixels between two names
LEVEL = 0.02  # of a direction, below which it counts as level or upright
NAME = 12.0
NAME_LINE = 15.6  # 1.3 of the type, as plotly sets lines
NAME_LETTERS = 21
FULL = 0.4  # of a picture; where marks and names would fill more, names go where there is room, the first ones first
PHONE = 500  # pixels: a picture that is narrower, and higher than this, is turned
MARGIN = 8.0
ROUNDS = 8
STRETCH = 2.6  # how much more one way than the other a picture may be pulled to fill its frame


@dataclass(frozen=True, slots=True)
class Node:
    """An actor as drawn: its middle and radius in pixels, y growing downwards, its name in lines and on which side."""

    actor: Actor
    x: float
    y: float
    radius: float
    name: tuple[str, ...]
    degree: int = 0
    side: Side = "below"

    @property
    def width(self) -> float:
        """Room for the wider of mark and name."""
        return max(2 * self.radius, *(_wide(line) for line in self.name)) + 8

    @property
    def height(self) -> float:
        """From the top of the mark to the foot of the name."""
        return 2 * self.radius + 4 + NAME_LINE * (len(self.name) + (self.kind != ""))

    @property
    def kind(self) -> str:
        """What it is in words, where it is no person."""
        return "" if self.actor.kind == "person" else self.actor.kind

    @property
    def box(self) -> Box:
        """Where the name stands, with its kind: left, top, right and foot."""
        wide = max((_wide(line) for line in self.lines), default=0.0)
        high = NAME_LINE * len(self.lines)
        beside, over = self.radius + 4, self.radius + 2
        left = {"right": self.x + beside, "left": self.x - beside - wide}.get(self.side, self.x - wide / 2)
        top = {"below": self.y + over, "above": self.y - over - high}.get(self.side, self.y - high / 2)
        return left, top, left + wide, top + high

    @property
    def lines(self) -> tuple[str, ...]:
        """The name and the kind as written; none where the name is left out."""
        return (*self.name, self.kind) if self.name and self.kind else self.name

    def reach(self, across: float, down: float) -> float:
        """How far a line that leaves the middle in this direction runs before it is clear of mark and name."""
        left, top, right, foot = self.box
        enters, leaves = 0.0, inf
        for way, low, high in ((across, left - self.x, right - self.x), (down, top - self.y, foot - self.y)):
            if abs(way) < LEVEL and not low < 0 < high:
                return self.radius
            if abs(way) >= LEVEL:
                near, far = sorted((low / way, high / way))
                enters, leaves = max(enters, near), min(leaves, far)
        return max(leaves, self.radius) if enters < leaves else self.radius


def _wide(line: str) -> float:
    """Room for a line of a name, which stays where it is when the choice of an actor makes it bold."""
    return text_width(line, NAME, BOLD)


def degrees(relations: Iterable[Relation]) -> dict[str, int]:
    """How many ties each actor has among these."""
    found: dict[str, int] = {}
    for tie in relations:
        for id in (tie.from_, tie.to):
            found[id] = found.get(id, 0) + 1
    return found


def placed(
    relations: Iterable[Relation],
    dossier: Dossier,
    positions: Mapping[str, Point],
    size: tuple[int, int],
    first: Collection[str] = (),
) -> tuple[dict[str, Node], tuple[float, float]]:
    """The actors of these ties where they stand in the picture, and the size that it gets.

    All have room for their names; in a crowd only the ``first`` of them.
    """
    degree = degrees(relations)
    bare = [_bare(dossier.row(Actor, id), degree[id]) for id in positions if id in degree]
    crowd = is_crowd(bare, size)
    boxes = [_room_for(node, not crowd or node.actor.id in first) for node in bare]
    places, grown = _fitted(bare, [positions[node.actor.id] for node in bare], np.array(boxes), size)
    return {node.actor.id: replace(node, x=x, y=y) for node, (x, y) in zip(bare, places, strict=True)}, grown


def is_crowd(nodes: Iterable[Node], size: tuple[float, float]) -> bool:
    """Whether there are too many actors for a picture of this size to have all their names."""
    return sum(node.width * node.height for node in nodes) > FULL * size[0] * size[1]


def _bare(actor: Actor, degree: int) -> Node:
    name = tuple(lines(actor.name, NAME_LETTERS, most=4).split("<br>"))
    return Node(actor, 0, 0, 6 + 1.6 * sqrt(degree), name, degree)


def _room_for(node: Node, name: bool) -> Point:
    """Width and height of a mark, with or without its name."""
    return (node.width, node.height + 4) if name else (2 * node.radius + 8,) * 2


def _fitted(
    nodes: Sequence[Node], wanted: Sequence[Point], boxes: Points, size: tuple[int, int]
) -> tuple[list[Point], tuple[float, float]]:
    """Places inside the picture: the wanted ones, pulled to its frame, then moved apart where boxes would overlap."""
    points: Points = np.array([(x, -y) for x, y in wanted])
    if size[0] < PHONE < size[1]:
        points = points[:, ::-1]  # an upright screen takes the picture turned
    span = np.array(size, dtype=float) - boxes.max(axis=0) - 2 * MARGIN
    for _ in range(ROUNDS):
        points = spread(_pulled(points, span), boxes, grow=(1.0, 1.04))
        low, high = (points - boxes / 2).min(axis=0) - MARGIN, (points + boxes / 2).max(axis=0) + MARGIN
        if high[0] - low[0] <= size[0] + MARGIN:
            break
        span[1] *= 1.06
    width = max(float(size[0]), float(high[0] - low[0]))
    points = points - low + ((width - (high[0] - low[0])) / 2, 0)
    tops = points[:, 1] - boxes[:, 1] / 2
    marks = [(float(x), float(top) + node.radius) for (x, _), top, node in zip(points, tops, nodes, strict=True)]
    return marks, (width, float(high[1] - low[1]))


def _pulled(points: Points, span: Points) -> Points:
    """Points pulled to fill the span, each way for itself within bounds."""
    extent = np.ptp(points, axis=0)
    factor = np.where(extent > 1, span / np.maximum(extent, 1), np.inf)
    least = float(factor.min()) if np.isfinite(factor).any() else 1.0
    return np.asarray((points - points.mean(axis=0)) * np.minimum(factor, least * STRETCH))


def named(
    nodes: Mapping[str, Node],
    relations: Sequence[Relation],
    size: tuple[float, float],
    first: Collection[str] = (),
    crowd: bool = False,
) -> dict[str, Node]:
    """The actors whose names are written, each name on the side where fewest lines run under it; no two names meet.

    In a ``crowd`` a name is written where there is room: the ``first`` before the others, then the best connected.
    """
    found = {} if crowd else dict(nodes)
    ends = np.array([(nodes[tie.from_].x, nodes[tie.from_].y, nodes[tie.to].x, nodes[tie.to].y) for tie in relations])
    for id in sorted(nodes, key=lambda id: (id not in first, -nodes[id].degree, id)) * PASSES:
        others = [node for other, node in nodes.items() if other != id]
        names = [node.box for other, node in found.items() if other != id]
        taken = np.array([*map(_mark, others), *names])
        turns = [replace(nodes[id], side=side) for side in SIDES]
        free = [turned for turned in turns if turned == found.get(id) or _fits(turned.box, taken, size)]
        if free:
            found[id] = min(free, key=lambda turned: (_crossed(turned.box, ends), SIDES.index(turned.side)))
    return found


def _mark(node: Node) -> Box:
    return node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius


def _fits(box: Box, taken: Points, size: tuple[float, float]) -> bool:
    left, top, right, foot = box
    if left < 0 or top < 0 or right > size[0] or foot > size[1]:
        return False
    apart = (taken[:, 0] >= right + AIR) | (taken[:, 2] <= left - AIR)
    return bool((apart | (taken[:, 1] >= foot + AIR) | (taken[:, 3] <= top - AIR)).all())


def _crossed(box: Box, ends: Points) -> int:
    """How many of these straight lines (from x, y to x, y) run through a box."""
    start, way = ends[:, :2], ends[:, 2:] - ends[:, :2]
    way = np.where(way == 0, 1e-9, way)
    one, other = (np.array(box[:2]) - start) / way, (np.array(box[2:]) - start) / way
    enters, leaves = np.minimum(one, other).max(axis=1), np.maximum(one, other).min(axis=1)
    return int(((enters < leaves) & (leaves > 0) & (enters < 1)).sum())


def room(nodes: Mapping[str, Node], told: Mapping[str, Node]) -> Room:
    """What the marks of all, and the names of those whose name is written, leave free."""
    free = Room()
    free.take((node.x, node.y, node.radius + 2) for node in nodes.values())
    free.take(disc for node in told.values() for disc in _discs(node))
    return free


def _discs(node: Node) -> tuple[Disc, ...]:
    left, top, right, _ = node.box
    return tuple(
        disc
        for number, line in enumerate(node.lines)
        for disc in bar((left + right) / 2, top + NAME_LINE * (number + 0.5), _wide(line), NAME_LINE - 2)
    )
