"""A person's claimed way on the map: bent lines from stop to stop, with arrows, numbers and lengths."""

import math
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from briefing.dossier.records import Place
from briefing.pictures.map.background import Row, dashed, text
from briefing.pictures.map.marks import Mark
from briefing.pictures.map.sheet import Sheet
from briefing.pictures.map.tag import Pill
from briefing.pictures.palette import DASH_ARRAY, Palette, rgb
from briefing.pictures.typography import text_width
from briefing.places.geo import Leg, project, unproject

BOW = 0.14  # how far a way bends, as a share of its length
STEPS = 28
STEEP = 0.35  # the sine of the angle from which a line would run through words above it
SHARP = 3


def ways(legs: Sequence[Leg], sheet: Sheet) -> list[pdk.Layer]:
    """A person's way, leg by leg: the line of the standing of the event it leads to, an arrow, a number, a length."""
    palette, tips = sheet.palette, sheet.tips
    paths, arrows = [], []
    for leg in legs:
        path, turn = _bent(leg)
        paths.append(
            {"path": path, "colour": rgb(palette.accent, 220), "dash": list(DASH_ARRAY[tips.word(leg.to_event)])}
        )
        length = f"{'about ' if leg.coarse else ''}{leg.distance_km:,.0f} km"
        words = f"{leg.number}. {leg.from_place.name} to {leg.to_place.name}, {length}"
        row: Row = {"lon": path[STEPS // 2][0], "lat": path[STEPS // 2][1], "angle": turn, "icon": _arrow(palette)}
        told = {
            **tips.of(words, (leg.from_event, leg.to_event)),
            "text": f"{leg.number} · {length}",
            "when": _when(leg),
        }
        arrows.append({**row, "id": leg.to_event.id, "ids": [leg.to_event.id, leg.from_event.id], **told})
    written = [label for arrow in arrows if (label := _label(arrow, sheet))]
    looks = {"get_icon": "icon", "get_size": 14, "get_angle": "angle"}
    layers = [
        dashed("ways", paths, 2),
        pdk.Layer("IconLayer", arrows, id="arrows", get_position="[lon,lat]", pickable=True, **looks),
    ]
    return [*layers, *([text("distances", written, palette, pickable=True)] if written else ())]


def _when(leg: Leg) -> str:
    """When the leg is said to have ended."""
    return leg.to_event.date.words if leg.to_event.date else "date not known"


def _label(arrow: Row, sheet: Sheet) -> Row | None:
    """The number, length and date of a leg beside its arrow, as much as has room; the tooltip and the list have all."""
    x, y = project(arrow["lat"], arrow["lon"], sheet.view.zoom)
    for words in (f"{arrow['text']}, {arrow['when']}", arrow["text"], arrow["text"].split()[0]):
        wide = text_width(words, 12)
        for across, down in _sides(arrow["angle"], wide / 2 + 12):
            if sheet.room.has(x + across, y + down, wide, 13):
                sheet.room.take(x + across, y + down, wide, 13)
                looks = {"size": 12, "colour": rgb(sheet.palette.accent), "wide": wide}
                return arrow | looks | {"text": words, "offset": [round(across, 1), down]}
    return None


def _sides(turn: float, aside: float) -> list[tuple[float, float]]:
    """Where words may stand at an arrow: off its line first, which a steep one has above and below."""
    flat, steep = [(0.0, -16.0), (0.0, 16.0)], [(aside, 0.0), (-aside, 0.0)]
    return steep + flat if abs(math.sin(math.radians(turn))) > STEEP else flat + steep


def _bent(leg: Leg) -> tuple[list[list[float]], float]:
    """The way as longitudes and latitudes, bent to its left so that there and back lie apart, and its arrow's angle."""
    (x1, y1), (across, down), (x2, y2) = bend(leg)
    path = []
    for step in range(STEPS + 1):
        t = step / STEPS
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * across + t**2 * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * down + t**2 * y2
        latitude, longitude = unproject(x, y)
        path.append([round(longitude, 3), round(latitude, 3)])
    return path, round(-math.degrees(math.atan2(y2 - y1, x2 - x1)), 1)


def bend(leg: Leg) -> tuple[tuple[float, float], ...]:
    """The start, the point that bends it, and the end of a way as a curve, in pixels at zoom 0."""
    (x1, y1), (x2, y2) = (project(*_point(place)) for place in (leg.from_place, leg.to_place))
    return (x1, y1), ((x1 + x2) / 2 + 2 * BOW * (y2 - y1), (y1 + y2) / 2 - 2 * BOW * (x2 - x1)), (x2, y2)


def _point(place: Place) -> tuple[float, float]:
    """Where a mark of the place stands."""
    mark = Mark(place, (), ())
    return mark.lat, mark.lon


def _arrow(palette: Palette) -> dict[str, Any]:
    body = f'<path d="M2 2 14 8 2 14 5 8z" fill="{palette.accent}" stroke="{palette.paper}" stroke-width="1"/>'
    return {"url": Pill(body, 16, 16).uri(SHARP), "width": 48, "height": 48}
