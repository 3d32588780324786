"""Recorded violence under a map: hexagons with an edge of their own, and dotted rims round what is known no finer.

No spot has the fill of both: where a claim's circle lies, the ground comes between, so that of a cell its edge alone
is seen through it, and a claim's province or country is a line without a fill.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.context.layer import Scope
from briefing.context.meant import narrowed
from briefing.context.patches import Patch, Ring
from briefing.pictures.map.marks import Frame
from briefing.pictures.recorded import grade, numbers
from briefing.places.geo import project, unproject

SHARES = (0.0, 0.1, 0.18, 0.28, 0.4, 0.54)
"""How much of its hue a cell of each class has."""
EDGE, EDGED = 0.7, 0.5  # pixels and share of the line round a cell, which lies over what covers its fill
COVER, HALO = 0.92, 4.0  # how much of the ground lies under a claim's circle, and pixels by which it goes beyond
RIM, DOTS = 1.2, "1 3"  # pixels of the line round an area
FEW = 3  # digits of a degree: some hundred metres
LISTS = "a click lists them below"
FINEST = 7.0  # zoom beyond which outlines of areas are sent no finer
ALL = Scope()
DIGITS = 3  # of a corner in pixels at zoom 0: at the finest zoom a third of a cell's edge is a hundred times that


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a map, by ``events`` or ``deaths``; ``tiles`` is where a map that moves has its cells from.

    ``label`` names the data, their release and the years that are counted, ``scope`` is what is counted.
    """

    patches: tuple[Patch, ...] = ()
    by: str = "events"
    tiles: str = ""
    label: str = ""
    scope: Scope = ALL

    @property
    def is_there(self) -> bool:
        """Whether anything is drawn."""
        return bool(self.patches or self.tiles)


NOTHING = Behind()


def number(patch: Patch, by: str) -> int:
    """The number that a patch is coloured by."""
    return patch.total.deaths.best if by == "deaths" else patch.total.events


def share(patch: Patch, by: str) -> float:
    """How much of the hue a patch has: none for an area, of which no part has more than another."""
    return 0.0 if patch.title else SHARES[grade(number(patch, by))]


def said(patch: Patch, label: str, scope: Scope) -> dict[str, str]:
    """What the free map says of a patch, first what it is, and the id by which its events are listed."""
    where = f"somewhere in {patch.title}, known no finer" if patch.title else "in this cell"
    words = f"{numbers(patch.total)}\n{where}{narrowed(scope, patch.title)}; {LISTS}"
    return {"recorded": patch.id, "where": f"{label}: evidence for no claim", "said": words}


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
