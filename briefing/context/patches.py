"""A layer as patches of a map: areas of what stands on no spot, then cells over them."""

from dataclasses import dataclass

from briefing.context import asking
from briefing.context.areas import Area, Areas, areas
from briefing.context.layer import RESOLUTIONS, Listed, Scope, Total
from briefing.context.opening import Opened
from briefing.places import basemap

FINER = ((5.0, 3), (6.6, 4), (8.2, 5))
"""The zooms below which each resolution is drawn; nearer it is the finest."""
Ring = tuple[tuple[float, float], ...]
"""Corners as longitude and latitude."""


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
    wanted = next((each for below, each in FINER if zoom < below), RESOLUTIONS[-1])
    found, laid = asking.cells(opened, scope, wanted, bounds, most), coarse(opened, scope)
    cells = tuple(
        Patch(str(cell.index), "", Total(cell.events, cell.deaths), (_turned(asking.outline(cell.index)),))
        for cell in found.cells
    )
    seen = (_area(area) for area in laid.found)
    return Patches(found.resolution, tuple(each for each in seen if _meets(each, bounds)), cells, remarks(laid))


def events(opened: Opened, scope: Scope, id: str) -> Listed:
    """The first events of a patch by its id. Raises ValueError where there is none, EngineError with a sentence."""
    if id.isdecimal():
        return asking.listed(opened, scope, int(id))
    area = next((each for each in coarse(opened, scope).found if each.id == id), None)
    if area is None:
        raise ValueError(id)
    return Listed(asking.listed_coarse(opened, scope, area.country, area.provinces), area.total.events, area.title)


def coarse(opened: Opened, scope: Scope) -> Areas:
    """The areas of what stands on no spot; none where all does."""
    return areas(asking.coarse(opened, scope)) if opened[0].coarse else Areas((), 0, 0)


def remarks(laid: Areas) -> tuple[str, ...]:
    """What the areas could not place, in sentences."""
    lost = (
        (laid.widened, "known to a province that the base map has not by this name: drawn in the country"),
        (laid.nowhere, "in a country that the base map has not: not drawn"),
    )
    return tuple(f"{number:,} recorded {words}." for number, words in lost if number)


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
