"""The map as a deck.gl picture: an offline base map by address, areas, circles, marks and a person's claimed way."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pydeck as pdk

from briefing import basemap
from briefing.dossier import Dossier
from briefing.geo import Leg, project, unproject
from briefing.records import Event, Place
from briefing.standing import Standing, Word
from briefing.views.marks import Cluster, Frame, Mark, clusters, frame, legend, marks, unplaced
from briefing.views.palette import DASH_ARRAY, Palette, rgb
from briefing.views.picture import text_width, verdict
from briefing.views.pill import HEIGHT, Pill, Room, pill
from briefing.views.still import static_svg

__all__ = ["Frame", "Mark", "deck", "framed", "legend", "marks", "static_svg", "unplaced"]

S = pdk.types.String  # an unwrapped string becomes an accessor of the data
FONT = "Source Sans, Noto Sans, sans-serif"
APART = (58, 22)  # pixels within which two point marks are drawn as one
BOW = 0.14  # how far a way bends, as a share of its length
STEPS = 28
SHARP = 3  # times as large as shown are icons drawn, so that they stay crisp
ASIDE = ((0, 18), (0, -18), (0, 42), (0, -42), (70, 0), (-70, 0), (0, 66), (0, -66))
FINER = 1.0  # zooms beyond the frame's own to which outlines of areas stay true
SENTENCES = 6  # in a tooltip; the card and the table hold all
PROVINCES_FROM = 5.2  # zoom from which the provinces of the countries shown are all labelled
DASHED = {"@@type": "PathStyleExtension", "dash": True, "highPrecisionDash": True}  # else each corner starts anew
YIELDING = {"@@type": "CollisionFilterExtension"}
ELSEWHERE = (36.0, 58.0, 3.6)


Row = dict[str, Any]


class Deck(pdk.Deck):  # type: ignore[misc]  # pydeck is not typed
    """A deck whose JSON has no white space: pydeck's own is some five times as large on every rerun."""

    def to_json(self) -> str:
        """The deck as JSON."""
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))


def deck(
    events: tuple[Event, ...],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    palette: Palette,
    base_url: str,
    focus: str | None = None,
    legs: tuple[Leg, ...] = (),
    size: tuple[int, int] = (1100, 620),
    basemap: bool = True,
) -> pdk.Deck:
    """The events that have a place on a map of ``size`` pixels; marks nearer than ``APART`` at its zoom are one mark.

    Everything that can be picked carries ``ids``, the ids of its events, and ``id``, the first of them. The base map is
    fetched from ``base_url``, where the application serves ``basemap.folder()``. Without events it shows the theatre.
    """
    found = marks(events, dossier, standings)
    view = frame(found, size, legs, focus) or Frame(*ELSEWHERE)
    groups = clusters(found, view.zoom, APART)
    tips = _Tips(dossier, standings)
    x, y = project(view.latitude, view.longitude, view.zoom)
    room = Room(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
    tags = _tags(found, groups, view, room, palette, focus, tips)
    layers = [
        *(_ground(base_url, palette) if basemap else ()),
        _areas([mark for mark in found if mark.is_area], view.zoom, palette),
        _circles([mark for mark in found if not mark.is_area], palette),
        *(_ways(legs, standings, view, room, palette, tips) if legs else ()),
        *_names(found, tags, view, room, palette),
        _dots(groups, palette, tips),
        _icons(tags),
    ]
    state = pdk.ViewState(
        latitude=round(view.latitude, 4), longitude=round(view.longitude, 4), zoom=round(view.zoom, 3), max_zoom=12
    )
    style = {"backgroundColor": palette.paper, "color": palette.ink, "border": f"1px solid {palette.second}"}
    looks = {**style, "maxWidth": "380px", "fontSize": "13px", "lineHeight": "1.35", "padding": "8px 10px"}
    return Deck(layers, initial_view_state=state, map_provider=None, tooltip={"html": "{tip}", "style": looks})


def framed(
    events: tuple[Event, ...],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    legs: tuple[Leg, ...] = (),
    size: tuple[int, int] = (1100, 620),
    focus: str | None = None,
) -> Frame | None:
    """The frame that ``deck`` opens with; its ``outside`` is to be said beside the map."""
    return frame(marks(events, dossier, standings), size, legs, focus)


def _ground(base_url: str, palette: Palette) -> Iterator[pdk.Layer]:
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


def _areas(found: Sequence[Mark], zoom: float, palette: Palette) -> pdk.Layer:
    """Countries and provinces as areas: a light fill, and an outline whose line is that of the standing."""
    rows = []
    for mark in sorted(found, key=lambda mark: mark.place.precision):
        colour, dash = palette.standing[mark.word], list(DASH_ARRAY[mark.word])
        rings = [_thinned(ring, zoom + FINER) for ring in basemap.rings(mark.area)] if mark.area else [_ring(mark)]
        looks = {"fill": rgb(colour, 26), "line": rgb(colour, 210), "dash": dash}
        rows += [{"ring": ring, **looks} for ring in rings if len(ring) > 3]
    colours = {"get_fill_color": "fill", "get_line_color": "line", "get_line_width": 1.6}
    line = {"line_width_units": S("pixels"), "extensions": [DASHED], "get_dash_array": "dash"}
    return pdk.Layer("PolygonLayer", rows, id="areas", get_polygon="ring", stroked=True, **colours, **line)


def _thinned(ring: Sequence[Sequence[float]], zoom: float) -> list[Sequence[float]]:
    """An outline without the corners within a pixel of the one before at a zoom, since it is sent with every rerun."""
    degree = 512 * 2**zoom / 360
    kept = [ring[0]]
    for corner in ring[1:-1]:
        if abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) > 1 / degree:
            kept.append(corner)
    return [*kept, ring[-1]]


def _dashed(id: str, rows: list[Row], width: float, **more: Any) -> pdk.Layer:
    looks = {"get_path": "path", "get_color": "colour", "get_width": width, "width_units": S("pixels")}
    return pdk.Layer("PathLayer", rows, id=id, **looks, extensions=[DASHED], get_dash_array="dash", **more)


def _ring(mark: Mark) -> list[list[float]]:
    """A circle for an area that the base map does not have."""
    high = mark.radius_km / 111.2
    wide = high / max(math.cos(math.radians(mark.lat)), 0.1)
    turns = [2 * math.pi * step / 48 for step in range(49)]
    return [[round(mark.lon + wide * math.cos(t), 3), round(mark.lat + high * math.sin(t), 3)] for t in turns]


def _circles(found: Sequence[Mark], palette: Palette) -> pdk.Layer:
    """As wide as each place is uncertain, in metres on the ground."""
    rows = [
        {
            **_spot(mark),
            "radius": mark.radius_km * 1000,
            "fill": rgb(palette.standing[mark.word], 30),
            "line": rgb(palette.standing[mark.word], 170),
        }
        for mark in found
    ]
    looks = {"get_radius": "radius", "radius_units": S("meters"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": "fill", "get_line_color": "line", "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="circles", get_position="[lon,lat]", **looks, **colours)


def _dots(groups: Sequence[Cluster], palette: Palette, tips: "_Tips") -> pdk.Layer:
    """Where each place lies, for those that one mark stands for together; they come apart as a reader zooms in."""
    joined = [mark for group in groups if len(group.marks) > 1 for mark in group.marks]
    rows = [{**_spot(mark), **_pick(mark.ids), "tip": tips.of(_within(mark), mark.events)} for mark in joined]
    looks = {"get_radius": 3.6, "radius_units": S("pixels"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": rgb(palette.ink), "get_line_color": rgb(palette.paper), "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="dots", get_position="[lon,lat]", pickable=True, **looks, **colours)


def _tags(
    found: Sequence[Mark],
    groups: Sequence[Cluster],
    view: Frame,
    room: Room,
    palette: Palette,
    focus: str | None,
    tips: "_Tips",
) -> list[Row]:
    """The tags that stand for events: round ones on points, square ones in areas, moved aside where they would meet."""
    rows = []
    for group in groups:
        tag = pill(group.tally, palette, chosen=focus in group.ids)
        events = tuple(event for mark in group.marks for event in mark.events)
        told = {"name": group.name, "tip": tips.of(", ".join(map(_within, group.marks)), events)}
        rows.append(_tag(group.marks[0], group.ids, tag, room, view, [(0, 0)]) | told)
    for mark in (mark for mark in found if mark.is_area):
        tag = pill(mark.tally, palette, square=True, chosen=focus in mark.ids)
        told = {"name": "", "tip": tips.of(f"{mark.place.name}, known no finer", mark.events)}
        rows.append(_tag(mark, mark.ids, tag, room, view, ASIDE) | told)
    return rows


def _icons(rows: Sequence[Row]) -> pdk.Layer:
    looks = {"get_icon": "icon", "get_size": HEIGHT, "size_units": S("pixels"), "get_pixel_offset": "offset"}
    return pdk.Layer("IconLayer", rows, id="events", get_position="[lon,lat]", pickable=True, **looks)


def _tag(
    mark: Mark, ids: tuple[str, ...], tag: Pill, room: Room, view: Frame, offers: Sequence[tuple[float, float]]
) -> Row:
    x, y = project(mark.lat, mark.lon, view.zoom)
    free = (offer for offer in offers if room.has(x + offer[0], y + offer[1], tag.width, HEIGHT))
    dx, dy = next(free, offers[0])
    room.take(x + dx, y + dy, tag.width, HEIGHT)
    image = {"url": tag.uri(SHARP), "width": round(tag.width * SHARP), "height": round(tag.height * SHARP)}
    return {**_spot(mark), **_pick(ids), "icon": image, "offset": [dx, dy]}


def _within(mark: Mark) -> str:
    return f"{mark.place.name} (within {mark.radius_km:g} km)"


def _names(
    found: Sequence[Mark], tags: Sequence[Row], view: Frame, room: Room, palette: Palette
) -> Iterator[pdk.Layer]:
    """Names of the places that stand for events, and of the countries and provinces that leave those free."""
    places = [row for tag in tags if (row := _place_name(tag, room, view, palette))]
    lands = [row for row in _land_names(found, view, palette) if room.is_clear(*_pixels(row, view), row["wide"], 12)]
    yielding = {"extensions": [YIELDING], "collision_test_props": {"sizeScale": 2}}
    yield _text("labels", lands, palette, get_collision_priority="priority", **yielding)
    yield _text("places", places, palette)


def _text(id: str, rows: Sequence[Row], palette: Palette, **more: Any) -> pdk.Layer:
    """Writing with a halo of the land's colour. Text that yields must cover its own point: deck looks there alone."""
    looks = {"get_text": "text", "get_size": "size", "get_color": "colour", "get_pixel_offset": "offset"}
    font = {"font_family": S(FONT), "font_weight": 600, "character_set": S("auto")}
    halo = {"font_settings": {"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16, "smoothing": 0.2}}
    rim = {"outline_width": 2.4, "outline_color": rgb(palette.land)}
    return pdk.Layer("TextLayer", rows, id=id, get_position="[lon,lat]", **looks, **font, **halo, **rim, **more)


def _land_names(found: Sequence[Mark], view: Frame, palette: Palette) -> Iterator[Row]:
    shown = {(mark.place.country, mark.place.admin1) for mark in found}
    countries = {country for country, _ in shown} if view.zoom >= PROVINCES_FROM else set()
    for row in basemap.labels():
        is_country = row["kind"] == "country"
        if is_country or row["country"] in countries or (row["country"], row["name"]) in shown:
            text, size = (row["name"].upper(), 10.5) if is_country else (row["name"], 11.5)
            where = {"lon": row["lon"], "lat": row["lat"], "offset": [0, 0], "wide": round(text_width(text, size))}
            looks = {"size": size, "colour": rgb(palette.second, 255 if is_country else 220)}
            yield {**where, **looks, "text": text, "priority": row["priority"]}


def _place_name(tag: Row, room: Room, view: Frame, palette: Palette) -> Row | None:
    """The name of a tag's place at the side of the tag that is free; None where none is."""
    x, y = _pixels(tag, view)
    half, aside = text_width(tag["name"], 13) / 2, tag["icon"]["width"] / SHARP / 2 + 4
    offers = [(aside + half, 0), (-aside - half, 0), (0, 1 - HEIGHT), (0, HEIGHT - 1)]
    spot = next((offer for offer in offers if room.has(x + offer[0], y + offer[1], 2 * half, 13)), None)
    if not tag["name"] or spot is None:
        return None
    room.take(x + spot[0], y + spot[1], 2 * half, 13)
    offset = [tag["offset"][0] + spot[0], tag["offset"][1] + spot[1]]
    where = {"lon": tag["lon"], "lat": tag["lat"], "offset": [round(value, 1) for value in offset]}
    return {**where, "text": tag["name"], "size": 13, "colour": rgb(palette.ink)}


def _pixels(row: Row, view: Frame) -> tuple[float, float]:
    x, y = project(row["lat"], row["lon"], view.zoom)
    return x + row["offset"][0], y + row["offset"][1]


def _ways(
    legs: Sequence[Leg],
    standings: Mapping[str, Standing],
    view: Frame,
    room: Room,
    palette: Palette,
    tips: "_Tips",
) -> Iterator[pdk.Layer]:
    """A person's way, leg by leg: the line of the standing of the event it leads to, an arrow, a number, a length."""
    paths, arrows = [], []
    for leg in legs:
        path, turn = _bent(leg)
        word: Word = standings[leg.to_event.claim].word
        paths.append({"path": path, "colour": rgb(palette.accent, 220), "dash": list(DASH_ARRAY[word])})
        about = "about " if leg.coarse else ""
        words = f"{leg.number}. {leg.from_place.name} to {leg.to_place.name}, {about}{leg.distance_km:,.0f} km"
        row = {"lon": path[STEPS // 2][0], "lat": path[STEPS // 2][1], "angle": turn, "icon": _arrow(palette)}
        told = {
            "tip": tips.of(words, (leg.from_event, leg.to_event)),
            "text": f"{leg.number} · {leg.distance_km:,.0f} km",
        }
        arrows.append({**row, **_pick((leg.to_event.id, leg.from_event.id)), **told})
    written = [row for arrow in arrows if (row := _distance(arrow, view, room, palette))]
    looks = {"get_icon": "icon", "get_size": 14, "get_angle": "angle"}
    yield _dashed("ways", paths, 2)
    yield pdk.Layer("IconLayer", arrows, id="arrows", get_position="[lon,lat]", pickable=True, **looks)
    if written:
        yield _text("distances", written, palette, pickable=True)


def _distance(arrow: Row, view: Frame, room: Room, palette: Palette) -> Row | None:
    """The number and length of a leg beside its arrow; None where there is no room, the tooltip and the table have it."""
    x, y = project(arrow["lat"], arrow["lon"], view.zoom)
    wide = text_width(arrow["text"], 12)
    offers = [(0, -15), (wide / 2 + 10, 0), (-wide / 2 - 10, 0), (0, 15)]
    spot = next((offer for offer in offers if room.has(x + offer[0], y + offer[1], wide, 13)), None)
    if spot is None:
        return None
    room.take(x + spot[0], y + spot[1], wide, 13)
    return arrow | {"size": 12, "colour": rgb(palette.accent), "offset": [round(spot[0], 1), spot[1]]}


def _bent(leg: Leg) -> tuple[list[list[float]], float]:
    """The way as longitudes and latitudes, bent to its left so that there and back lie apart, and its arrow's angle."""
    (x1, y1), (x2, y2) = (project(*_point(place)) for place in (leg.from_place, leg.to_place))
    across, down = (x1 + x2) / 2 + 2 * BOW * (y2 - y1), (y1 + y2) / 2 - 2 * BOW * (x2 - x1)
    path = []
    for step in range(STEPS + 1):
        t = step / STEPS
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * across + t**2 * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * down + t**2 * y2
        latitude, longitude = unproject(x, y)
        path.append([round(longitude, 3), round(latitude, 3)])
    return path, round(-math.degrees(math.atan2(y2 - y1, x2 - x1)), 1)


def _point(place: Place) -> tuple[float, float]:
    """Where a mark of the place stands."""
    mark = Mark(place, (), ())
    return mark.lat, mark.lon


def _arrow(palette: Palette) -> dict[str, Any]:
    body = f'<path d="M2 2 14 8 2 14 5 8z" fill="{palette.accent}" stroke="{palette.paper}" stroke-width="1"/>'
    return {"url": Pill(body, 16, 16).uri(SHARP), "width": 48, "height": 48}


def _spot(mark: Mark) -> dict[str, float]:
    return {"lon": round(mark.lon, 5), "lat": round(mark.lat, 5)}


def _pick(ids: Sequence[str]) -> dict[str, Any]:
    return {"id": ids[0], "ids": list(ids)}


class _Tips:
    """Tooltips: the place, then a sentence an event; every word of the dossier escaped."""

    def __init__(self, dossier: Dossier, standings: Mapping[str, Standing]) -> None:
        self._dossier, self._standings = dossier, standings

    def of(self, place: str, events: Sequence[Event]) -> str:
        """The tooltip of some events at a place."""
        told = [self._sentence(event) for event in events[:SENTENCES]]
        more = f"<div>and {len(events) - SENTENCES} more</div>" if len(events) > SENTENCES else ""
        return f"<b>{escape(place)}</b>{''.join(told)}{more}"

    def _sentence(self, event: Event) -> str:
        when = event.date.words if event.date else "date not known"
        return f"<div>{escape(event.title)}, {escape(when)}. {escape(verdict(self._standings[event.claim]))}</div>"
