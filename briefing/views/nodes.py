"""The actors of a network as they stand in a picture: mark, name in lines, and room for both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from briefing.dossier import Dossier
from briefing.records import Actor, Relation
from briefing.stress import Points, spread
from briefing.views.picture import lines, text_width
from briefing.views.ties import Point, Room, bar

NAME = 12.0
NAME_LINE = 14.0
NAME_LETTERS = 21
NAMED = 60  # with more actors than these names go where there is room, the best connected first
MARGIN = 8.0
ROUNDS = 8
STRETCH = 1.9  # how much more one way than the other a picture may be pulled to fill its frame


@dataclass(frozen=True, slots=True)
class Node:
    """An actor as drawn: its middle and radius in pixels, y growing downwards, and its name in lines."""

    actor: Actor
    x: float
    y: float
    radius: float
    name: tuple[str, ...]
    degree: int = 0

    @property
    def width(self) -> float:
        """Room for the wider of mark and name."""
        return max(2 * self.radius, *(text_width(line, NAME) for line in self.name)) + 8

    @property
    def height(self) -> float:
        """From the top of the mark to the foot of the name."""
        return 2 * self.radius + 4 + NAME_LINE * (len(self.name) + (self.kind != ""))

    @property
    def kind(self) -> str:
        """What it is in words, where it is no person."""
        return "" if self.actor.kind == "person" else self.actor.kind

    def reach(self, across: float, down: float) -> float:
        """How far a line that leaves the middle in this direction runs before it is clear of mark and name."""
        if down <= 0.05:
            return self.radius
        foot = self.height - self.radius
        side = max(text_width(line, NAME) for line in self.name) / 2
        if abs(across) * (self.radius + 4) > side * down:
            return self.radius  # it passes above the name
        return min(foot / down, side / abs(across) if across else foot / down)


def degrees(relations: Iterable[Relation]) -> dict[str, int]:
    """How many ties each actor has among these."""
    found: dict[str, int] = {}
    for tie in relations:
        for id in (tie.from_, tie.to):
            found[id] = found.get(id, 0) + 1
    return found


def placed(
    relations: Iterable[Relation], dossier: Dossier, positions: Mapping[str, Point], size: tuple[int, int]
) -> tuple[dict[str, Node], tuple[float, float]]:
    """The actors of these ties where they stand in the picture, and the size that it gets."""
    degree = degrees(relations)
    bare = [_bare(dossier.row(Actor, id), degree[id]) for id in positions if id in degree]
    places, grown = _fitted(bare, [positions[node.actor.id] for node in bare], size)
    return {node.actor.id: replace(node, x=x, y=y) for node, (x, y) in zip(bare, places, strict=True)}, grown


def _bare(actor: Actor, degree: int) -> Node:
    name = tuple(lines(actor.name, NAME_LETTERS, most=4).split("<br>"))
    return Node(actor, 0, 0, 6 + 1.6 * sqrt(degree), name, degree)


def _fitted(
    nodes: Sequence[Node], wanted: Sequence[Point], size: tuple[int, int]
) -> tuple[list[Point], tuple[float, float]]:
    """Places inside the picture: the wanted ones, pulled to its frame, then moved apart where names would overlap."""
    points: Points = np.array([(x, -y) for x, y in wanted])
    if size[1] > size[0]:
        points = points[:, ::-1]  # an upright screen takes the picture turned
    crowded = len(nodes) > NAMED
    boxes = np.array([(2 * node.radius,) * 2 if crowded else (node.width, node.height + 4) for node in nodes])
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


def named(nodes: Mapping[str, Node], room: Room) -> list[str]:
    """The actors whose name is written: all, or in a crowd those that find room, the best connected first."""
    room.take((node.x, node.y, node.radius + 2) for node in nodes.values())
    if len(nodes) <= NAMED:
        room.take(disc for node in nodes.values() for disc in _discs(node))
        return list(nodes)
    found = []
    for node in sorted(nodes.values(), key=lambda node: (-node.degree, node.actor.id)):
        if room.free(discs := _discs(node), but=(node.x, node.y)):
            room.take(discs)
            found.append(node.actor.id)
    return found


def _discs(node: Node) -> tuple[tuple[float, float, float], ...]:
    top = node.y + node.radius + 2
    return tuple(
        disc
        for number, line in enumerate((*node.name, node.kind))
        if line
        for disc in bar(node.x, top + NAME_LINE * (number + 0.5), text_width(line, NAME), NAME_LINE - 2)
    )
