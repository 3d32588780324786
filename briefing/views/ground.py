"""What lies under the marks of a deck: land and water by address, the names of lands, and how anything is written."""

from collections.abc import Iterator, Sequence
from typing import Any

import pydeck as pdk

from briefing import basemap
from briefing.views.marks import Frame, Mark
from briefing.views.palette import Palette, rgb
from briefing.views.picture import text_width

Row = dict[str, Any]
S = pdk.types.String  # an unwrapped string becomes an accessor of the data
FONT = "Source Sans, Noto Sans, sans-serif"
PROVINCES_FROM = 5.2  # zoom from which the provinces of the countries shown are all labelled
DASHED = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}  # else each corner starts anew
YIELDING = {"extensions": [{"@@type": "CollisionFilterExtension"}], "collision_test_props": {"sizeScale": 2}}


def ground(base_url: str, palette: Palette) -> Iterator[pdk.Layer]:
    """The base map, fetched by address and never inlined. Nothing of it can be picked: that would swallow clicks."""

    def layer(id: str, name: str, **looks: Any) -> pdk.Layer:
        return pdk.Layer("GeoJsonLayer", basemap.address(base_url, name), id=id, pickable=False, **looks)

    def line(id: str, name: str, colour: str, width: float, **more: Any) -> pdk.Layer:
        looks = {"get_line_color": rgb(colour), "get_line_width": width, "line_width_units": S("pixels")}
        return layer(id, name, filled=False, stroked=True, **looks, **more)

    world = [[[-180, -85], [180, -85], [180, 85], [-180, 85]]]
    yield pdk.Layer("SolidPolygonLayer", world, id="sea", get_polygon="-", get_fill_color=rgb(palette.sea))
    yield layer("land", "countries", get_fill_color=rgb(palette.land), stroked=False)
    yield layer("lakes", "lakes", get_fill_color=rgb(palette.sea), stroked=False)
    yield line("rivers", "rivers", palette.water, 1.2)
    yield line("provinces", "divisions", palette.province, 1)
    yield line("borders", "borders", palette.border, 1.3)
    yield line("disputed", "disputed", palette.border, 1.3, extensions=[DASHED], get_dash_array=[4, 3])


def land_names(found: Sequence[Mark], view: Frame, palette: Palette) -> Iterator[Row]:
    shown = {(mark.place.country, mark.place.admin1) for mark in found}
    countries = {country for country, _ in shown} if view.zoom >= PROVINCES_FROM else set()
    for row in basemap.labels():
        is_country = row["kind"] == "country"
        if is_country or row["country"] in countries or (row["country"], row["name"]) in shown:
            text, size = (row["name"].upper(), 10.5) if is_country else (row["name"], 11.5)
            where = {"lon": row["lon"], "lat": row["lat"], "offset": [0, 0], "wide": round(text_width(text, size))}
            looks = {"size": size, "colour": rgb(palette.second, 255 if is_country else 220)}
            yield {**where, **looks, "text": text, "priority": row["priority"]}


def text(id: str, rows: Sequence[Row], palette: Palette, **more: Any) -> pdk.Layer:
    """Writing with a halo of the land's colour. Text that yields must cover its own point: deck looks there alone."""
    looks = {"get_text": "text", "get_size": "size", "get_color": "colour", "get_pixel_offset": "offset"}
    font = {"font_family": S(FONT), "font_weight": 600, "character_set": S("auto")}
    halo = {"font_settings": {"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16, "smoothing": 0.2}}
    rim = {"outline_width": 2.4, "outline_color": rgb(palette.land)}
    return pdk.Layer("TextLayer", rows, id=id, get_position="[lon,lat]", **looks, **font, **halo, **rim, **more)


def dashed(id: str, rows: list[Row], width: float, **more: Any) -> pdk.Layer:
    looks = {"get_path": "path", "get_color": "colour", "get_width": width, "width_units": S("pixels")}
    return pdk.Layer("PathLayer", rows, id=id, **looks, extensions=[DASHED], get_dash_array="dash", **more)
