"""The map as a deck.gl picture: an offline base map by address, areas, circles, marks and the claimed way of a person."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pydeck as pdk

from briefing import basemap
from briefing.dossier import Dossier
from briefing.geo import Leg, project, unproject
from briefing.records import Event
from briefing.standing import Standing, Word
from briefing.views.marks import Cluster, Frame, Mark, clusters, frame, legend, marks, unplaced
from briefing.views.palette import DASH_ARRAY, Palette, rgb
from briefing.views.picture import text_width, verdict
from briefing.views.pill import HEIGHT, Pill, pill
from briefing.views.still import static_svg

__all__ = ["Frame", "Mark", "deck", "framed", "legend", "marks", "static_svg", "unplaced"]

S = pdk.types.String  # an unwrapped string becomes an accessor of the data
FONT = "Source Sans, Noto Sans, sans-serif"
APART = (58, 22)  # pixels within which two point marks are drawn as one
BOW = 0.14  # how far a way bends, as a share of its length
STEPS = 28
SENTENCES = 6  # in a tooltip; the card and the table hold all
PROVINCES_FROM = 5.2  # zoom from which the provinces of the countries shown are all labelled
DASHED = {"@@type": "PathStyleExtension", "dash": True}
YIELDING = {"@@type": "CollisionFilterExtension"}
ELSEWHERE = (36.0, 58.0, 3.6)


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
    layers = [
        *(_ground(base_url, palette) if basemap else ()),
        *_areas([mark for mark in found if mark.is_area], palette),
        _circles([mark for mark in found if not mark.is_area], palette),
        *_ways(legs, standings, palette, tips),
        _names(found, groups, view, palette),
        _dots(groups, palette, tips),
        _tags(found, groups, view, palette, focus, tips),
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


def _areas(found: Sequence[Mark], palette: Palette) -> Iterator[pdk.Layer]:
    """Countries and provinces as areas: a light fill, and an outline whose line is that of the standing."""
    fills, lines = [], []
    for mark in sorted(found, key=lambda mark: mark.place.precision):
        colour = palette.standing[mark.word]
        for ring in basemap.rings(mark.area) if mark.area else [_ring(mark)]:
            fills.append({"polygon": ring, "colour": rgb(colour, 26)})
            lines.append({"path": ring, "colour": rgb(colour, 210), "dash": list(DASH_ARRAY[mark.word])})
    yield pdk.Layer("SolidPolygonLayer", fills, id="areas", get_polygon="polygon", get_fill_color="colour")
    yield _dashed("outlines", lines, 1.6)


def _dashed(id: str, rows: list[dict[str, Any]], width: float, **more: Any) -> pdk.Layer:
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
    rows = [{**_spot(mark), **_pick(mark.ids), "tip": tips.of(mark.place.name, mark.events)} for mark in joined]
    looks = {"get_radius": 3.6, "radius_units": S("pixels"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": rgb(palette.ink), "get_line_color": rgb(palette.paper), "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="dots", get_position="[lon,lat]", pickable=True, **looks, **colours)


def _tags(
    found: Sequence[Mark], groups: Sequence[Cluster], view: Frame, palette: Palette, focus: str | None, tips: "_Tips"
) -> pdk.Layer:
    """The tags that stand for events: round ones on points, square ones in areas, moved aside where they would meet."""
    taken: list[tuple[float, float, float]] = []
    rows = []
    for group in groups:
        tag = pill(group.tally, palette, chosen=focus in group.ids)
        rows.append(_tag(group.marks[0], group.ids, tag, _free(group.marks[0], tag, view, taken, move=False)))
        rows[-1]["tip"] = tips.of(", ".join(mark.place.name for mark in group.marks), _events(group))
    for mark in (mark for mark in found if mark.is_area):
        tag = pill(mark.tally, palette, square=True, chosen=focus in mark.ids)
        rows.append(_tag(mark, mark.ids, tag, _free(mark, tag, view, taken, move=True)))
        rows[-1]["tip"] = tips.of(f"{mark.place.name}, known no finer", mark.events)
    looks = {"get_icon": "icon", "get_size": HEIGHT, "size_units": S("pixels"), "get_pixel_offset": "offset"}
    return pdk.Layer("IconLayer", rows, id="events", get_position="[lon,lat]", pickable=True, **looks)


def _events(group: Cluster) -> tuple[Event, ...]:
    return tuple(event for mark in group.marks for event in mark.events)


def _tag(mark: Mark, ids: tuple[str, ...], tag: Pill, offset: list[float]) -> dict[str, Any]:
    image = {"url": tag.uri(), "width": round(tag.width * 3), "height": tag.height * 3}
    return {**_spot(mark), **_pick(ids), "icon": image, "offset": offset}


def _free(mark: Mark, tag: Pill, view: Frame, taken: list[tuple[float, float, float]], move: bool) -> list[float]:
    """How far a tag is to stand from its point, in pixels; the spot is then taken. Only tags of areas may move."""
    x, y = project(mark.lat, mark.lon, view.zoom)
    offers = [(0, 18), (0, -18), (0, 42), (0, -42), (70, 0), (-70, 0), (0, 66), (0, -66)] if move else [(0, 0)]
    fits = (offer for offer in offers if not _meets(x + offer[0], y + offer[1], tag.width, taken))
    dx, dy = next(fits, offers[0])
    taken.append((x + dx, y + dy, tag.width))
    return [dx, dy]


def _meets(x: float, y: float, width: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return any(abs(x - a) < (width + wide) / 2 + 2 and abs(y - b) < HEIGHT + 1 for a, b, wide in taken)


def _names(found: Sequence[Mark], groups: Sequence[Cluster], view: Frame, palette: Palette) -> pdk.Layer:
    """Names of countries, of provinces where something is shown, and of the places; near ones give way by priority."""
    rows = [*_land_names(found, view, palette), *_place_names(groups, palette)]
    looks = {
        "get_text": "text",
        "get_size": "size",
        "get_color": "colour",
        "get_text_anchor": "anchor",
        "get_pixel_offset": "offset",
        "font_family": S(FONT),
        "character_set": S("auto"),
        "font_settings": {"sdf": True, "fontSize": 48, "buffer": 6, "radius": 12},
        "outline_width": 3,
        "outline_color": rgb(palette.land),
    }
    yielding = {"extensions": [YIELDING], "get_collision_priority": "priority", "collision_group": S("names")}
    return pdk.Layer("TextLayer", rows, id="labels", get_position="[lon,lat]", **looks, **yielding)


def _land_names(found: Sequence[Mark], view: Frame, palette: Palette) -> Iterator[dict[str, Any]]:
    shown = {(mark.place.country, mark.place.admin1) for mark in found}
    countries = {country for country, _ in shown} if view.zoom >= PROVINCES_FROM else set()
    for row in basemap.labels():
        is_country = row["kind"] == "country"
        if is_country or row["country"] in countries or (row["country"], row["name"]) in shown:
            yield {
                "lon": row["lon"],
                "lat": row["lat"],
                "text": row["name"].upper() if is_country else row["name"],
                "size": 11 if is_country else 11.5,
                "colour": rgb(palette.second, 255 if is_country else 210),
                "anchor": "middle",
                "offset": [0, 0],
                "priority": row["priority"],
            }


def _place_names(groups: Sequence[Cluster], palette: Palette) -> Iterator[dict[str, Any]]:
    for group in groups:
        aside = pill(group.tally, palette).width / 2 + 4
        looks = {"size": 13, "colour": rgb(palette.ink), "anchor": "start", "offset": [aside, 0]}
        yield {**_spot(group.marks[0]), "text": group.name, **looks, "priority": min(300 + len(group.ids), 900)}


def _ways(legs: Sequence[Leg], standings: Mapping[str, Standing], palette: Palette, tips: "_Tips") -> list[pdk.Layer]:
    """A person's way, leg by leg: the line of the standing of the event it leads to, an arrow, its number and length."""
    paths, ends = [], []
    for leg in legs:
        path, turn = _bent(leg)
        word: Word = standings[leg.to_event.claim].word
        paths.append({"path": path, "colour": rgb(palette.accent, 220), "dash": list(DASH_ARRAY[word])})
        longitude, latitude = path[STEPS // 2]
        about = "about " if leg.coarse else ""
        words = f"{leg.number}. {leg.from_place.name} to {leg.to_place.name}, {about}{leg.distance_km:,.0f} km"
        row = {"lon": longitude, "lat": latitude, **_pick((leg.to_event.id, leg.from_event.id)), "angle": turn}
        label = f"{leg.number} · {about}{leg.distance_km:,.0f} km"
        row |= {"text": label, "offset": [text_width(label, 12) / 2 + 10, -9], "priority": 950 - leg.number}
        ends.append({**row, "icon": _arrow(palette), "tip": tips.of(words, (leg.from_event, leg.to_event))})
    near = {"get_position": "[lon,lat]", "pickable": True}
    text = {"get_text": "text", "get_size": 12, "get_color": rgb(palette.accent), "get_pixel_offset": "offset"}
    halo = {"font_settings": {"sdf": True, "buffer": 6}, "outline_width": 3, "outline_color": rgb(palette.land)}
    font = {"font_family": S(FONT), "character_set": S("auto"), "extensions": [YIELDING]}
    order = {"get_collision_priority": "priority", "collision_group": S("names")}
    return [
        _dashed("ways", paths, 2),
        pdk.Layer("IconLayer", ends, id="arrows", get_icon="icon", get_size=14, get_angle="angle", **near),
        pdk.Layer("TextLayer", ends, id="distances", **near, **text, **halo, **font, **order),
    ]


def _bent(leg: Leg) -> tuple[list[list[float]], float]:
    """The way as longitudes and latitudes, bent to its left so that there and back lie apart, and its arrow's angle."""
    x1, y1 = project(leg.from_place.latitude, leg.from_place.longitude)
    x2, y2 = project(leg.to_place.latitude, leg.to_place.longitude)
    across, down = (x1 + x2) / 2 + 2 * BOW * (y2 - y1), (y1 + y2) / 2 - 2 * BOW * (x2 - x1)
    path = []
    for step in range(STEPS + 1):
        t = step / STEPS
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * across + t**2 * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * down + t**2 * y2
        latitude, longitude = unproject(x, y)
        path.append([round(longitude, 3), round(latitude, 3)])
    return path, round(-math.degrees(math.atan2(y2 - y1, x2 - x1)), 1)


def _arrow(palette: Palette) -> dict[str, Any]:
    body = f'<path d="M2 2 14 8 2 14 5 8z" fill="{palette.accent}" stroke="{palette.paper}" stroke-width="1"/>'
    return {"url": Pill(body, 16, 16).uri(), "width": 48, "height": 48}


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
