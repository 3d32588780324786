"""The map as a deck.gl picture: an offline base map by address, areas, circles, marks and a person's claimed way."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pydeck as pdk

from briefing.analysis.standing import Standing
from briefing.context.patches import CLOSEST, Patch
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.pictures.map.background import DASHED, Row, S, ground, line, names, text
from briefing.pictures.map.marks import (
    FAINT,
    Cluster,
    Frame,
    Mark,
    aside,
    beyond,
    busiest,
    clusters,
    farther,
    frame,
    gathered,
    marks,
    under,
    unplaced,
    whole,
)
from briefing.pictures.map.movement import ways
from briefing.pictures.map.parting import Parting, parting
from briefing.pictures.map.recorded import COVER, EDGE, EDGED, FEW, HALO, NOTHING, RIM, Behind, said
from briefing.pictures.map.scalebar import LONGEST, bar
from briefing.pictures.map.sheet import Sheet
from briefing.pictures.map.tag import DOT, HEIGHT, Pill, Room, is_led, leader, pill
from briefing.pictures.map.tooltip import Tips, looks
from briefing.pictures.palette import DASH_ARRAY, Palette, rgb
from briefing.pictures.typography import text_width
from briefing.places.basemap import rings
from briefing.places.geo import DEGREE_KM, Leg, project

__all__ = [
    "Frame",
    "Mark",
    "Options",
    "aside",
    "beyond",
    "busiest",
    "crowded_out",
    "deck",
    "farther",
    "gathered",
    "marks",
    "opening",
    "unplaced",
    "whole",
]

APART = (58, 22)  # pixels within which two point marks are drawn as one
SHARP = 3  # times as large as shown are icons drawn, so that they stay crisp
FINER = 0.5  # zooms beyond the frame's own to which outlines of areas stay true
ELSEWHERE = Frame(36.0, 58.0, 3.6)
CORNER = (0.43, 26)  # the scale bar: share of the width from the middle, pixels above the lower edge


class Deck(pdk.Deck):  # type: ignore[misc]  # pydeck is not typed
    """A deck whose JSON has no white space: pydeck's own is some five times as large on every rerun."""

    def to_json(self) -> str:
        """The deck as JSON, made once: a deck of ours is not changed after it was drawn."""
        return self._json

    @cached_property
    def _json(self) -> str:
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Options:
    """How a map is drawn: ``size`` in pixels, ``focus`` an event or a place that is ringed.

    Marks all of whose events are in ``faint`` are drawn so. It opens with ``view``, or as ``opening`` says. The base
    map is fetched from ``base_url``, where the application serves ``basemap.folder()``; without it there is none.
    ``behind`` lies under all marks; what is picked of it carries ``recorded``, its id, a cell among
    its ``properties``.
    """

    palette: Palette
    size: tuple[int, int] = (1100, 620)
    focus: str | None = None
    view: Frame | None = None
    base_url: str = ""
    faint: frozenset[str] = frozenset()
    behind: Behind = NOTHING


def deck(
    events: Sequence[Event],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    options: Options,
    legs: Sequence[Leg] = (),
) -> pdk.Deck:
    """The events that have a place on a map; marks nearer than ``APART`` at its zoom are one mark.

    Everything that can be picked carries ``ids``, the ids of its events, and ``id``, the first of them. Without events
    the map shows the theatre.
    """
    palette, size, focus = options.palette, options.size, options.focus
    found = busiest(marks(events, dossier, standings), focus)
    view = options.view or opening(found, size, legs, focus)
    kept = parting(found, dossier)
    groups = clusters(found, view.zoom, APART, kept.parts)
    sheet = Sheet(view, palette, Tips(standings), _room(view, size))
    asked, others = _groups(found, groups, kept)
    # What key questions name is written before anything else takes the room.
    tags = _tags(asked, kept, sheet, options)
    first = [row for tag in tags if (row := _place_name(tag, sheet))]
    more = _tags(others, kept, sheet, options)
    moved = ways(legs, sheet) if legs else []
    places = [*first, *(row for tag in more if (row := _place_name(tag, sheet)))]
    tags += more
    stick, length = bar(view, CORNER[0] * size[0], size[1] / 2 - CORNER[1], palette)
    layers = [
        *(ground(options.base_url, palette) if options.base_url else ()),
        *(_recorded(view.zoom, options, found) if options.behind.is_there else ()),
        _areas([mark for mark in found if mark.is_area], view.zoom, options),
        _circles([mark for mark in found if not mark.is_area], options),
        *moved,
        names(found, {row["land"] for row in places}, sheet),
        line("scale-bar", [stick], 1.6),
        text("places", [*places, length], palette),
        _dots(groups, sheet),
        _leaders(tags, palette),
        _ends(tags, palette),
        _icons(tags),
    ]
    state = pdk.ViewState(
        latitude=round(view.latitude, 4), longitude=round(view.longitude, 4), zoom=round(view.zoom, 3), max_zoom=12
    )
    drawn = [layer for layer in layers if len(layer.data)]
    return Deck(drawn, initial_view_state=state, map_provider=None, tooltip=looks(palette))


def _room(view: Frame, size: tuple[int, int]) -> Room:
    """The sheet of a frame, with the corner of the scale bar taken."""
    x, y = project(view.latitude, view.longitude, view.zoom)
    room = Room(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
    room.take(x - CORNER[0] * size[0] + LONGEST / 2, y + size[1] / 2 - CORNER[1] - 6, LONGEST, 24)
    return room


def opening(found: Sequence[Mark], size: tuple[int, int], legs: Sequence[Leg] = (), focus: str | None = None) -> Frame:
    """The frame that a map of these marks opens with."""
    return frame(busiest(found, focus), size, legs, focus) or ELSEWHERE


def crowded_out(found: Sequence[Mark], focus: str | None = None) -> tuple[Mark, ...]:
    """The marks that ``deck`` leaves out because there are too many; they are to be counted beside the map."""
    kept = {mark.place.id for mark in busiest(found, focus)}
    return tuple(mark for mark in found if mark.place.id not in kept)


def _areas(found: Sequence[Mark], zoom: float, options: Options) -> pdk.Layer:
    """Countries and provinces as areas: a light fill, and an outline whose line is that of the standing."""
    rows = []
    for mark in under(found):
        colour, dash = options.palette.standing[mark.word], list(DASH_ARRAY[mark.word])
        share = _share(mark.ids, options)
        outlines = [_thinned(ring, zoom + FINER) for ring in rings(mark.area)] if mark.area else [_ring(mark)]
        looks = {
            "fill": rgb(colour, 0 if options.behind.is_there else round(255 * mark.fill * share)),
            "line": rgb(colour, round(210 * share)),
            "dash": dash,
        }
        rows += [{"ring": ring, **looks} for ring in outlines if len(ring) > 3]
    colours = {"get_fill_color": "fill", "get_line_color": "line", "get_line_width": 1.6}
    line = {"line_width_units": S("pixels"), "extensions": [DASHED], "get_dash_array": "dash"}
    return pdk.Layer("PolygonLayer", rows, id="areas", get_polygon="ring", stroked=True, **colours, **line)


def _recorded(zoom: float, options: Options, found: Sequence[Mark]) -> Iterator[pdk.Layer]:
    """Recorded violence in its one hue: areas as a rim, then cells, which come in tiles by address as one moves, and
    over them the ground under the circles of claims."""
    behind, hue = options.behind, options.palette.recorded
    rim = {"get_line_width": RIM, "line_width_units": S("pixels"), "extensions": [DASHED], "get_dash_array": [1, 3]}
    looks = {"get_polygon": "ring", "get_fill_color": "fill", "get_line_color": rgb(hue, 150), **rim}
    rows = [
        {"ring": _thinned([[round(value, FEW) for value in at] for at in ring], zoom + FINER), **_patch(patch, options)}
        for patch in behind.patches
        for ring in patch.rings
    ]
    yield pdk.Layer("PolygonLayer", rows, id="recorded-areas", pickable=True, **looks)
    red, green, blue = rgb(hue)[:3]
    fill = f"[{red}, {green}, {blue}, properties.share]"
    ways = {"max_zoom": CLOSEST, "refinement_strategy": S("no-overlap")}
    filled = {"pickable": True, "stroked": False, "get_fill_color": fill}
    edge = {"get_line_color": rgb(hue, round(255 * EDGED)), "get_line_width": EDGE, "line_width_units": S("pixels")}
    yield pdk.Layer("TileLayer", behind.tiles, id="recorded", **ways, **filled)
    yield _covers([mark for mark in found if not mark.is_area], options.palette)
    yield pdk.Layer("TileLayer", behind.tiles, id="recorded-edges", filled=False, stroked=True, **ways, **edge)


def _covers(found: Sequence[Mark], palette: Palette) -> pdk.Layer:
    rows = [{**_spot(mark), "radius": mark.radius_km * 1000} for mark in found]
    land = rgb(palette.land, round(255 * COVER))
    looks = {"get_radius": "radius", "radius_units": S("meters"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": land, "get_line_color": land, "get_line_width": 2 * HALO}
    return pdk.Layer("ScatterplotLayer", rows, id="covers", get_position="[lon,lat]", **looks, **colours)


def _patch(patch: Patch, options: Options) -> Row:
    return {"fill": rgb(options.palette.recorded, 0), **said(patch, options.behind.label, options.behind.scope)}


def _share(ids: Sequence[str], options: Options) -> float:
    """How much of its colour a mark keeps: all, or little where none of its events was known yet."""
    return FAINT if options.faint.issuperset(ids) else 1.0


def _thinned(ring: Sequence[Sequence[float]], zoom: float) -> list[Sequence[float]]:
    """An outline without the corners within a pixel of the one before at a zoom, since it is sent with every rerun."""
    degree = 512 * 2**zoom / 360
    kept = [ring[0]]
    for corner in ring[1:-1]:
        if abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) > 1 / degree:
            kept.append(corner)
    return [*kept, ring[-1]]


def _ring(mark: Mark) -> list[list[float]]:
    """A circle for an area that the base map does not have."""
    high = mark.radius_km / DEGREE_KM
    wide = high / max(math.cos(math.radians(mark.lat)), 0.1)
    turns = [2 * math.pi * step / 48 for step in range(49)]
    return [[round(mark.lon + wide * math.cos(t), 3), round(mark.lat + high * math.sin(t), 3)] for t in turns]


def _circles(found: Sequence[Mark], options: Options) -> pdk.Layer:
    """As wide as each place is uncertain, in metres on the ground."""
    rows = [
        {
            **_spot(mark),
            "radius": mark.radius_km * 1000,
            "fill": rgb(options.palette.standing[mark.word], round(30 * _share(mark.ids, options))),
            "line": rgb(options.palette.standing[mark.word], round(170 * _share(mark.ids, options))),
        }
        for mark in found
    ]
    looks = {"get_radius": "radius", "radius_units": S("meters"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": "fill", "get_line_color": "line", "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="circles", get_position="[lon,lat]", **looks, **colours)


def _dots(groups: Sequence[Cluster], sheet: Sheet) -> pdk.Layer:
    """Where each place lies, for those that one mark stands for together; they come apart as a reader zooms in."""
    joined = [mark for group in groups if len(group.marks) > 1 for mark in group.marks]
    rows = [{**_spot(mark), **_pick(mark.ids), **sheet.tips.of(_within(mark), mark.events)} for mark in joined]
    looks = {"get_radius": 3.6, "radius_units": S("pixels"), "stroked": True, "line_width_units": S("pixels")}
    ink, paper = rgb(sheet.palette.ink), rgb(sheet.palette.paper)
    colours = {"get_fill_color": ink, "get_line_color": paper, "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="dots", get_position="[lon,lat]", pickable=True, **looks, **colours)


def _groups(
    found: Sequence[Mark], groups: Sequence[Cluster], kept: Parting
) -> tuple[Sequence[Cluster], Sequence[Cluster]]:
    """What each tag stands for, places before areas: of what key questions name, and of the rest."""
    every = (*groups, *(Cluster((mark,)) for mark in found if mark.is_area))
    asked = [group for group in every if kept.name_of(group.marks[0])]
    return asked, [group for group in every if group not in asked]


def _tags(groups: Sequence[Cluster], kept: Parting, sheet: Sheet, options: Options) -> list[Row]:
    """The tags that stand for events, moved aside where they would meet.

    Round ones stand on places, square ones for somewhere within a district, a province or a country.
    """
    palette, focus, tips, rows = sheet.palette, options.focus, sheet.tips, []
    for group in groups:
        first = group.marks[0]
        chosen = any(mark.holds(focus) for mark in group.marks)
        known, later = group.parted(options.faint)
        tag = pill(known, palette, square=first.is_vague, chosen=chosen, later=later)
        tag = tag.veiled(_share(group.ids, options))
        events = tuple(event for mark in group.marks for event in mark.events)
        told: Row = {"name": kept.called(group), "land": None, **tips.of(", ".join(map(_within, group.marks)), events)}
        if group.is_area:
            place = first.place
            told["land"] = (place.country, place.admin1 if place.precision == "province" else "")
        offset = sheet.room.stand(*_at(first, sheet.view), tag.width, is_area=group.is_area)
        rows.append(_tag(first, group.ids, tag, offset) | told)
    return rows


def _icons(rows: Sequence[Row]) -> pdk.Layer:
    looks = {"get_icon": "icon", "get_size": HEIGHT, "size_units": S("pixels"), "get_pixel_offset": "offset"}
    return pdk.Layer("IconLayer", rows, id="events", get_position="[lon,lat]", pickable=True, **looks)


def _leaders(tags: Sequence[Row], palette: Palette) -> pdk.Layer:
    """Lines from tags that stand aside to where they belong, as icons: a line on the ground would part from its tag."""
    rows = []
    for tag in tags:
        across, down = tag["offset"]
        if is_led(across, down):
            line = leader(across, down, palette)
            where = {"lon": tag["lon"], "lat": tag["lat"], "offset": [across / 2, down / 2]}
            rows.append({**where, "icon": _image(line), "high": line.height})
    looks = {"get_icon": "icon", "get_size": "high", "size_units": S("pixels"), "get_pixel_offset": "offset"}
    return pdk.Layer("IconLayer", rows, id="leaders", get_position="[lon,lat]", pickable=False, **looks)


def _ends(tags: Sequence[Row], palette: Palette) -> pdk.Layer:
    """Where the tags that stand aside belong, over all leaders and under all tags."""
    rows = [{"lon": tag["lon"], "lat": tag["lat"]} for tag in tags if is_led(*tag["offset"])]
    looks = {"get_radius": DOT, "radius_units": S("pixels"), "stroked": True, "line_width_units": S("pixels")}
    colours = {"get_fill_color": rgb(palette.ink), "get_line_color": rgb(palette.paper), "get_line_width": 1}
    return pdk.Layer("ScatterplotLayer", rows, id="ends", get_position="[lon,lat]", pickable=False, **looks, **colours)


def _image(drawn: Pill) -> dict[str, Any]:
    size = {"width": round(drawn.width * SHARP), "height": round(drawn.height * SHARP)}
    return {"url": drawn.uri(SHARP), **size}


def _tag(mark: Mark, ids: tuple[str, ...], tag: Pill, offset: tuple[int, int]) -> Row:
    return {**_spot(mark), **_pick(ids), "icon": _image(tag), "offset": list(offset), "wide": tag.width}


def _within(mark: Mark) -> str:
    return f"{mark.place.name}, known no finer" if mark.is_area else f"{mark.place.name} (within {mark.radius_km:g} km)"


def _place_name(tag: Row, sheet: Sheet) -> Row | None:
    """The name of a tag's place at the side of the tag that is free; None where none is."""
    x, y = _pixels(tag, sheet.view)
    half, aside = text_width(tag["name"], 13) / 2, tag["wide"] / 2 + 4
    offers = [(aside + half, 0), (-aside - half, 0), (0, 1 - HEIGHT), (0, HEIGHT - 1)]
    offers += [(across, down) for down in (1 - HEIGHT, HEIGHT - 1) for across in (half, -half)]
    spot = next((offer for offer in offers if sheet.room.has(x + offer[0], y + offer[1], 2 * half, 13)), None)
    if not tag["name"] or spot is None:
        return None
    sheet.room.take(x + spot[0], y + spot[1], 2 * half, 13)
    offset = [tag["offset"][0] + spot[0], tag["offset"][1] + spot[1]]
    where = {"lon": tag["lon"], "lat": tag["lat"], "offset": [round(value, 1) for value in offset]}
    told = {"text": tag["name"], "land": tag["land"], "wide": 2 * half}
    return {**where, **told, "size": 13, "colour": rgb(sheet.palette.ink)}


def _at(mark: Mark, view: Frame) -> tuple[float, float]:
    return project(mark.lat, mark.lon, view.zoom)


def _pixels(row: Row, view: Frame) -> tuple[float, float]:
    x, y = project(row["lat"], row["lon"], view.zoom)
    return x + row["offset"][0], y + row["offset"][1]


def _spot(mark: Mark) -> dict[str, float]:
    return {"lon": round(mark.lon, 5), "lat": round(mark.lat, 5)}


def _pick(ids: Sequence[str]) -> dict[str, Any]:
    return {"id": ids[0], "ids": list(ids)}
