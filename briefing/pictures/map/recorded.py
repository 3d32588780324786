"""Recorded violence under a map: cells, and fainter, with a dotted rim, areas of what is known no finer."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.context.patches import Patch, Ring
from briefing.pictures.map.marks import Frame
from briefing.pictures.recorded import grade, numbers
from briefing.places.geo import project, unproject

SHARES = (0.0, 0.1, 0.18, 0.28, 0.4, 0.54)
"""How much of its hue a cell of each class has."""
WASH = 0.3  # of that, for an area: it is large, and cells lie over it
RIM, DOTS = 1.0, "1 3"  # pixels of the line round an area
FEW = 3  # digits of a degree: some hundred metres
NO_CLAIM = "no claim of this dossier; a click lists them below"
FINEST = 7.0  # zoom beyond which outlines of areas are sent no finer
DIGITS = 3  # of a corner in pixels at zoom 0: at the finest zoom a third of a cell's edge is a hundred times that


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a map, by ``events`` or ``deaths``; ``tiles`` is where a map that moves has its cells from."""

    patches: tuple[Patch, ...] = ()
    by: str = "events"
    tiles: str = ""


NOTHING = Behind()


def number(patch: Patch, by: str) -> int:
    """The number that a patch is coloured by."""
    return patch.total.deaths.best if by == "deaths" else patch.total.events


def share(patch: Patch, by: str) -> float:
    """How much of the hue a patch has."""
    return SHARES[grade(number(patch, by))] * (WASH if patch.title else 1)


def said(patch: Patch) -> dict[str, str]:
    """What the free map says of a patch, and the id by which its events are listed."""
    where = f"Recorded somewhere in {patch.title}" if patch.title else "Recorded here"
    return {"recorded": patch.id, "where": where, "said": f"{numbers(patch.total)}\n{NO_CLAIM}"}


def bounds(frame: Frame, size: tuple[float, float]) -> tuple[float, float, float, float]:
    """South, west, north and east of a window of so many pixels."""
    x, y = project(frame.latitude, frame.longitude, frame.zoom)
    north, west = unproject(x - size[0] / 2, y - size[1] / 2, frame.zoom)
    south, east = unproject(x + size[0] / 2, y + size[1] / 2, frame.zoom)
    return max(south, -90.0), max(west, -180.0), min(north, 90.0), min(east, 180.0)


def outlines(patch: Patch, zoom: float) -> list[list[float]]:
    """Each outline as one list of pixels at zoom 0, those of an area without corners that nobody sees at a zoom."""
    near = 1 / 2 ** min(zoom, FINEST) if patch.title else 0.0
    return [[round(value, DIGITS) for at in corners for value in at] for corners in _thinned(patch.rings, near)]


def _thinned(rings: Sequence[Ring], near: float) -> list[list[tuple[float, float]]]:
    found = []
    for ring in rings:
        kept: list[tuple[float, float]] = []
        for longitude, latitude in ring:
            x, y = project(latitude, longitude)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > near:
                kept.append((x, y))
        if len(kept) > 2:
            found.append(kept)
    return found
