"""Where the actors of a graph stand: places by stress, with room for every name and communities apart."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20170415
Points = NDArray[np.floating[Any]]

STEP = 190.0  # pixels between two tied actors, before room is made
APART = 1.35  # how much farther than their ties say actors of different communities stand
BOX = (132.0, 58.0)  # what an actor and its name need
FLAT = 0.72  # screens are wider than high
GAP = 60.0
ROUNDS = 35
GROW = 20  # rounds of pushing after which a cloud that is still too dense grows


def settled(hops: Points, group: Sequence[int]) -> list[tuple[float, float]]:
    """Positions in pixels about the origin for actors with so many steps between each two, and a group number each.

    The same input gives the same places, and no two names overlap at this size.
    """
    label, far = np.asarray(group), np.asarray(hops, dtype=float)
    points = _relaxed(np.where(label[:, None] == label[None, :], far, far * APART) * STEP)
    points = spread(points, np.full((len(points), 2), BOX))
    points -= points.mean(axis=0)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def _relaxed(wanted: Points) -> Points:
    """Positions whose distances come near the wanted ones: stress majorisation (Gansner, Koren, North 2004)."""
    count = len(wanted)
    points = np.random.default_rng(SEED).normal(size=(count, 2)) * STEP * np.sqrt(count)
    if count == 1:
        return np.zeros((1, 2))
    # The usual weight of stress: where two should lie far apart a pixel more or less matters little.
    weight = 1 / np.maximum(wanted, 1) ** 2
    np.fill_diagonal(weight, 0)
    laplace = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(laplace + 1 / count)  # the ones take the place of the missing rank; the centre is free
    for _ in range(ROUNDS):
        # An actor's distance to itself is nought; its weight is too, so any floor will do.
        pull = weight * wanted / np.maximum(_distances(points), 1e-6)
        points = _times(inverse, pull.sum(axis=1)[:, None] * points - _times(pull, points))
    return _turned(points) * (1, FLAT)


def _times(square: Points, points: Points) -> Points:
    """A matrix product without threads: for so small a matrix waking them takes longer than the sum."""
    return np.asarray(np.einsum("ij,jk->ik", square, points))


def _distances(points: Points) -> Points:
    return np.hypot(np.subtract.outer(points[:, 0], points[:, 0]), np.subtract.outer(points[:, 1], points[:, 1]))


def _turned(points: Points) -> Points:
    """The cloud with its longest stretch lying along the x axis, the same way round each time."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned: Points = centred @ axes[:, ::-1]
    # An eigenvector is right with either sign, and machines differ in which they give; the first actor settles it.
    return turned * np.where(turned[0] < 0, -1.0, 1.0)


def spread(points: Points, boxes: Points, grow: tuple[float, float] = (1.06, 1.06), rounds: int = 200) -> Points:
    """The same points moved just so far that their boxes (width, height) do not overlap.

    A cloud too dense for that grows by so much across and upwards.
    """
    points = points.copy()
    order = np.arange(len(points))
    later = order[:, None] < order[None, :]
    room = [np.add.outer(boxes[:, side], boxes[:, side]) / 2 for side in (0, 1)]
    for count in range(rounds):
        # Half a pixel is let go: each round closes four fifths of what is missing, which never ends at nought.
        near = later & (np.abs(np.subtract.outer(points[:, 0], points[:, 0])) < room[0] - 0.5)
        near &= np.abs(np.subtract.outer(points[:, 1], points[:, 1])) < room[1] - 0.5
        one, other = np.nonzero(near)
        if not len(one):
            break
        _push(points, one, other, np.stack([side[one, other] for side in room], axis=1))
        if count % GROW == GROW - 1:
            points *= grow
    return points


def _push(points: Points, one: NDArray[np.intp], other: NDArray[np.intp], room: Points) -> None:
    """Moves each two that overlap apart, along the side on which less is missing."""
    apart = points[one] - points[other]
    short = room - np.abs(apart)
    sideways = short[:, 0] / room[:, 0] < short[:, 1] / room[:, 1]
    push = np.where(apart < 0, -0.4, 0.4) * short * np.stack([sideways, ~sideways], axis=1)
    # Not `points[one] += push`: of several pushes on one point that would keep the last alone.
    np.add.at(points, one, push)
    np.add.at(points, other, -push)


def packed(parts: list[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """The components beside one another: the largest first, the others in rows beneath it."""
    placed: dict[str, tuple[float, float]] = {}
    across, right, low, top = _width(parts[0]) if parts else 0.0, 0.0, 0.0, 0.0
    for part in parts:
        xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
        width, height = max(xs) - min(xs) + BOX[0] + GAP, max(ys) - min(ys) + BOX[1] + GAP
        if right and right + width > across + GAP:
            right, top = 0.0, low
        for id, (x, y) in part.items():
            placed[id] = (round(x - min(xs) + right, 1), round(top - (max(ys) - y), 1))
        right, low = right + width, min(low, top - height)
    return placed


def _width(part: dict[str, tuple[float, float]]) -> float:
    xs = [x for x, _ in part.values()]
    return max(xs) - min(xs) + BOX[0] + GAP
