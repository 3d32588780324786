"""What lies under the marks of a deck: land and water by address, the names of lands, and how anything is written."""

import math
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import pydeck as pdk

from briefing.pictures.map.marks import Frame, Mark
from briefing.pictures.palette import Palette, rgb
from briefing.places import basemap
from briefing.places.geo import TILE

Row = dict[str, Any]
S = pdk.types.String  # an unwrapped string becomes an accessor of the data
FONT = "Source Sans, Noto Sans, sans-serif"
PROVINCES_FROM = 5.2  # zoom from which the provinces of the countries shown are all labelled
DASHED = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}  # else each corner starts anew
COLLIDES = {"@@type": "CollisionFilterExtension"}
FIRST = 900  # of the priorities of collision, which end at 1000
SMALLEST = 16  # pixels of breadth that a land must have one zoom closer to be named
BESIDE, BOX = 50, 32  # pixels: added to the width of what is taken; its height
Land = tuple[str, str]
"""A country and the name of its province; empty for the country itself."""


def ground(base_url: str, palette: Palette) -> Iterator[pdk.Layer]:
    """The base map, fetched by address and never inlined. Nothing of it can be picked: that would swallow clicks."""

    def layer(id: str, name: str, **looks: Any) -> pdk.Layer:
        return pdk.Layer("GeoJsonLayer", basemap.address(base_url, name), id=id, pickable=False, **looks)

    def border(id: str, name: str, colour: str, width: float, **more: Any) -> pdk.Layer:
        looks = {"get_line_color": rgb(colour), "get_line_width": width, "line_width_units": S("pixels")}
        return layer(id, name, filled=False, stroked=True, **looks, **more)

    world = [[[-180, -85], [180, -85], [180, 85], [-180, 85]]]
    yield pdk.Layer("SolidPolygonLayer", world, id="sea", get_polygon="-", get_fill_color=rgb(palette.sea))
    yield layer("land", "countries", get_fill_color=rgb(palette.land), stroked=False)
    yield layer("lakes", "lakes", get_fill_color=rgb(palette.sea), stroked=False)
    yield border("rivers", "rivers", palette.water, 1.2)
    yield border("provinces", "divisions", palette.province, 1)
    yield border("borders", "borders", palette.border, 1.3)
    yield border("disputed", "disputed", palette.border, 1.3, extensions=[DASHED], get_dash_array=[4, 3])


def names(found: Sequence[Mark], named: Collection[Land], view: Frame, palette: Palette) -> pdk.Layer:
    """The names of lands but those that are named already. Where two would meet at any zoom, the lesser gives way.

    Each stands on an unseen ground: without one a name would be covered only where the letters of another are, and
    not in between. In the test a name is twice as large and more, so that it reaches the middle of any that it touches.
    """
    rows = [row for row in _names(found, view, palette) if row["land"] not in named]
    ground = {"background": True, "get_background_color": [0, 0, 0, 1], "background_padding": [3, 1]}
    test = {"sizeScale": 2, "padding": [20, 3]}
    yields = {"extensions": [COLLIDES], "get_collision_priority": "priority", "collision_test_props": test}
    return text("labels", rows, palette, **ground, **yields)


def taken(rows: Sequence[Row]) -> pdk.Layer:
    """What no name of a land may cover, as boxes that are as good as unseen: deck does not test what is wholly so."""
    boxes = [{**{name: row[name] for name in ("lon", "lat", "offset")}, "icon": _box(row["wide"])} for row in rows]
    looks = {"get_icon": "icon", "get_size": BOX, "size_units": S("pixels"), "get_pixel_offset": "offset"}
    unseen = {"get_color": [0, 0, 0, 1], "alpha_cutoff": 0}
    first = {"extensions": [COLLIDES], "get_collision_priority": FIRST}
    return pdk.Layer("IconLayer", boxes, id="taken", get_position="[lon,lat]", **looks, **unseen, **first)


def _box(wide: float) -> Row:
    """A box for something so wide. Deck looks for room at the middle of a name alone, so it is wider by half a name.

    There are few widths: each is an image that a browser has to load.
    """
    width = 40 * math.ceil((wide + BESIDE) / 40)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{BOX}"><path d="M0 0h999v99H0z"/></svg>'
    return {"url": "data:image/svg+xml," + quote(svg), "width": width, "height": BOX}


def _names(found: Sequence[Mark], view: Frame, palette: Palette) -> Iterator[Row]:
    shown = {(mark.place.country, mark.place.admin1) for mark in found}
    countries = {country for country, _ in shown} if view.zoom >= PROVINCES_FROM else set()
    for row in basemap.labels():
        is_country = row["kind"] == "country"
        land: Land = (row["name"], "") if is_country else (row["country"], row["name"])
        if _is_seen(row["name"], view.zoom) if is_country else (row["country"] in countries or land in shown):
            text, size = (row["name"].upper(), 10.5) if is_country else (row["name"], 11.5)
            looks = {"size": size, "colour": rgb(palette.second, 255 if is_country else 220)}
            where = {"lon": row["lon"], "lat": row["lat"], "offset": [0, 0]}
            yield {**where, **looks, "text": text, "priority": row["priority"], "land": land}


def _is_seen(country: str, zoom: float) -> bool:
    return breadth(country) * TILE * 2 ** (zoom + 1) / 360 >= SMALLEST


@lru_cache(maxsize=512)
def breadth(country: str) -> float:
    """Degrees of longitude across the main part of a country."""
    area = basemap.country(country)
    longitudes = [corner[0] for corner in max(basemap.rings(area), key=len)] if area else [0.0]
    return max(longitudes) - min(longitudes)


def text(id: str, rows: Sequence[Row], palette: Palette, **more: Any) -> pdk.Layer:
    """Writing with a halo of the land's colour."""
    looks = {"get_text": "text", "get_size": "size", "get_color": "colour", "get_pixel_offset": "offset"}
    font = {"font_family": S(FONT), "font_weight": 600, "character_set": S("auto")}
    halo = {"font_settings": {"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16, "smoothing": 0.2}}
    rim = {"outline_width": 2.4, "outline_color": rgb(palette.land)}
    return pdk.Layer("TextLayer", rows, id=id, get_position="[lon,lat]", **looks, **font, **halo, **rim, **more)


def line(id: str, rows: Sequence[Row], width: float, **more: Any) -> pdk.Layer:
    """Lines as wide as so many pixels."""
    looks = {"get_path": "path", "get_color": "colour", "get_width": width, "width_units": S("pixels")}
    return pdk.Layer("PathLayer", rows, id=id, **looks, **more)


def dashed(id: str, rows: Sequence[Row], width: float) -> pdk.Layer:
    """Lines of which each has a ``dash`` of its own."""
    return line(id, rows, width, extensions=[DASHED], get_dash_array="dash")
