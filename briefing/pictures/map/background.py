"""What lies under the marks of a deck: land and water by address, the names of lands, and how anything is written."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pydeck as pdk

from briefing.dossier.caching import cached_texts
from briefing.pictures.map.marks import Frame, Mark
from briefing.pictures.map.sheet import Sheet
from briefing.pictures.palette import Palette, rgb
from briefing.pictures.typography import text_width
from briefing.places import basemap
from briefing.places.geo import TILE, pixel_km, project

Row = dict[str, Any]
S = pdk.types.String  # an unwrapped string becomes an accessor of the data
FONT = "Source Sans, Noto Sans, sans-serif"
PROVINCES_FROM = 5.2  # zoom from which the provinces of the countries shown are all labelled
DASHED = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}  # else each corner starts anew
SMALLEST = 16  # pixels of breadth that a land must have one zoom closer to be named
LARGEST = 13  # pixels of the name of a land, however near
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


def names(found: Sequence[Mark], named: Collection[Land], sheet: Sheet) -> pdk.Layer:
    """The names of lands but those that are named already, where there is room for them in the frame, and beyond it.

    They are placed here and shrink as one goes away, so that a browser need not ask at every turn which of them meet.
    """
    rows = []
    for row in _names(found, sheet.view, sheet.palette):
        if row["land"] in named:
            continue
        at = project(row["lat"], row["lon"], sheet.view.zoom)
        wide, high = text_width(row["text"], row["size"]), row["size"]
        if not sheet.room.is_clear(*at, wide, high):
            continue
        sheet.room.take(*at, wide, high)
        rows.append(row | {"size": round(1000 * high * pixel_km(row["lat"], sheet.view.zoom))})
    return text("labels", rows, sheet.palette, size_units=S("meters"), size_max_pixels=LARGEST)


def _names(found: Sequence[Mark], view: Frame, palette: Palette) -> Iterator[Row]:
    shown = {(mark.place.country, mark.place.admin1) for mark in found}
    countries = {country for country, _ in shown} if view.zoom >= PROVINCES_FROM else set()
    for row in sorted(basemap.labels(), key=lambda row: -row["priority"]):
        is_country = row["kind"] == "country"
        land: Land = (row["name"], "") if is_country else (row["country"], row["name"])
        if _is_seen(row["name"], view.zoom) if is_country else (row["country"] in countries or land in shown):
            text, size = (row["name"].upper(), 10.5) if is_country else (row["name"], 11.5)
            looks = {"size": size, "colour": rgb(palette.second, 255 if is_country else 220)}
            where = {"lon": row["lon"], "lat": row["lat"], "offset": [0, 0]}
            yield {**where, **looks, "text": text, "land": land}


def _is_seen(country: str, zoom: float) -> bool:
    return breadth(country) * TILE * 2 ** (zoom + 1) / 360 >= SMALLEST


@cached_texts(512)
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
