"""A layer as patches of a map: areas of what stands on no spot, then cells over them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.context import asking
from briefing.context.areas import Area, Areas, areas
from briefing.context.layer import RESOLUTIONS, Cell, Listed, Scope, Total
from briefing.context.opening import Opened
from briefing.context.values import cell as a_cell
from briefing.dossier.sentences import count, some
from briefing.places import basemap
from briefing.places.geo import TILE, project, unproject

FINER = ((5.0, 3), (6.6, 4), (8.2, 5))
"""The zooms below which each resolution is drawn; nearer it is the finest."""
CLOSEST = 9  # zoom of the nearest tiles: their cells are the finest
TILED = 4000  # cells round a tile, of which those in it are given
SCREEN = 8e6  # pixels of the largest window that is drawn as finely as its zoom has it: 3,600 by 2,200
AROUND = 0.2  # degrees by which a fine cell may lie outside the coarsest that it belongs to
MOST_NAMED = 4  # areas, those with most events
Ring = tuple[tuple[float, float], ...]
"""Corners as longitude and latitude."""


class NoPatchError(ValueError):
    """What is asked for is no tile of the world, no cell and no area that the layer has."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A cell, or an area, which has a ``title``, with its numbers and outlines. ``id``: of H3, or of ``areas``."""

    id: str
    title: str
    total: Total
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Patches:
    """The areas and cells of a window, cells of one resolution, and what the areas could not place, in sentences."""

    resolution: int
    areas: tuple[Patch, ...]
    cells: tuple[Patch, ...]
    remarks: tuple[str, ...]


def patches(
    opened: Opened, scope: Scope, zoom: float, bounds: asking.Bounds | None = None, most: int | None = None
) -> Patches:
    """What is drawn in a window at a zoom, of at most so many cells. Raises EngineError with a sentence."""
    found, laid = asking.cells(opened, scope, _resolution(zoom), bounds, most), coarse(opened, scope)
    cells = tuple(map(_cell, found.cells))
    return Patches(found.resolution, tuple(wide(laid, bounds)), cells, remarks(laid))


def fitting(zoom: float, bounds: asking.Bounds) -> float:
    """The zoom, or the farther one at which a window is no larger than a screen.

    So what is asked of a window grows with what could be seen of it, and not with whatever is asked for.
    """
    south, west, north, east = bounds
    (left, top), (right, bottom) = project(north, west), project(south, east)
    whole = (right - left) * (bottom - top)  # nothing beyond the ends of the map
    return min(zoom, math.log(SCREEN / whole, 4)) if whole else zoom


def tile(opened: Opened, scope: Scope, zoom: int, column: int, row: int) -> tuple[Patch, ...]:
    """The cells whose middle lies in a tile of the world, so that each is in one tile; as fine as its zoom has them.

    Raises NoPatchError where there is no such tile, EngineError with a sentence.
    """
    if not (0 <= zoom <= CLOSEST and 0 <= column < 2**zoom and 0 <= row < 2**zoom):
        raise NoPatchError(f"{zoom}/{column}/{row}")
    (north, west), (south, east) = (unproject((column + end) * TILE, (row + end) * TILE, zoom) for end in (0, 1))
    more = AROUND / math.cos(math.radians(min(max(abs(north), abs(south)), 80)))
    bounds = max(south - AROUND, -90), max(west - more, -180), min(north + AROUND, 90), min(east + more, 180)
    found = asking.cells(opened, scope, _resolution(zoom), bounds, TILED)
    return tuple(_cell(cell) for cell in found.cells if _tile_of(cell.index, zoom) == (column, row))


def wide(laid: Areas, bounds: asking.Bounds | None = None) -> Iterator[Patch]:
    """The areas that some part of a window meets."""
    return (patch for patch in map(_area, laid.found) if _meets(patch, bounds))


def events(opened: Opened, scope: Scope, id: str) -> Listed:
    """The first events of a patch by its id. Raises NoPatchError where there is none, EngineError with a sentence."""
    if id.isdecimal():
        return asking.listed(opened, scope, _index(id))
    area = next((each for each in coarse(opened, scope).found if each.id == id), None)
    if area is None:
        raise NoPatchError(id)
    return Listed(asking.listed_coarse(opened, scope, area.country, area.provinces), area.total.events, area.title)


def _index(id: str) -> int:
    try:
        return a_cell(int(id))
    except ValueError:
        raise NoPatchError(id) from None


def coarse(opened: Opened, scope: Scope) -> Areas:
    """The areas of what stands on no spot; none where all does."""
    return areas(asking.coarse(opened, scope)) if opened[0].coarse else Areas((), 0, 0)


def remarks(laid: Areas) -> tuple[str, ...]:
    """How many events are known no finer than an area, and what the areas could not place, in sentences."""
    many = sorted(laid.found, key=lambda area: (-area.total.events, area.id))
    rims = "No cell has these; a dotted rim without a fill is drawn round each area."
    told = some([f"{area.title} {area.total.events:,}" for area in many], MOST_NAMED, "; ")
    number = sum(area.total.events for area in many)
    known = f"{count(number, 'event')} known only by district, province or country: {told}. {rims}" if number else ""
    lost = (
        (laid.widened, "known to a province that the base map has not by this name: drawn in the country"),
        (laid.nowhere, "in a country that the base map has not: not drawn"),
    )
    return ((known,) if known else ()) + tuple(f"{number:,} recorded {words}." for number, words in lost if number)


def _resolution(zoom: float) -> int:
    return next((each for below, each in FINER if zoom < below), RESOLUTIONS[-1])


def _cell(cell: Cell) -> Patch:
    return Patch(str(cell.index), "", Total(cell.events, cell.deaths), (_turned(asking.outline(cell.index)),))


def _tile_of(cell: int, zoom: int) -> tuple[int, int]:
    x, y = project(*asking.middle(cell), zoom)
    return int(x // TILE), int(y // TILE)


def _area(area: Area) -> Patch:
    rings = tuple(tuple((lon, lat) for lon, lat in ring) for ring in basemap.rings(area.shape))
    return Patch(area.id, area.title, area.total, rings)


def _turned(corners: tuple[tuple[float, float], ...]) -> Ring:
    return tuple((longitude, latitude) for latitude, longitude in corners)


def _meets(patch: Patch, bounds: asking.Bounds | None) -> bool:
    """Whether the box of some part of it meets a window."""
    if bounds is None:
        return True
    south, west, north, east = bounds
    boxes = ([*map(min, zip(*ring, strict=True)), *map(max, zip(*ring, strict=True))] for ring in patch.rings)
    return any(left <= east and low <= north and right >= west and high >= south for left, low, right, high in boxes)
