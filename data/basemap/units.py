"""Natural Earth's first-order units as one coverage: provinces where they are drawn, whole countries elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely
from names import BY_CODE, COUNTRY, FOCUS, ISO, PROVINCE, SINGLE
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

THEATRE = shapely.box(24, 20, 82, 48)
FINE, FAR = 0.012, 0.15  # degrees: about the square root of the area that simplifying may cut off
SMALLEST_NEAR, SMALLEST_FAR = 0.0008, 0.03  # square degrees; smaller islands are left out
LEFT_OUT = {"ATA"}
HELD_BY_OTHERS = {"Crimea", "Sevastopol"}  # General Assembly resolution 68/262
GARBLED = set("\xa0¡`")  # marks of names whose encoding was lost before Natural Earth took them over


@dataclass(frozen=True)
class Unit:
    """A province, or all of a country (``admin1`` empty) that has no province of its own here."""

    code: str
    country: str
    iso: str
    admin1: str
    also: tuple[str, ...]
    label: tuple[float, float]
    shape: BaseGeometry


def units(package: Path) -> tuple[Unit, ...]:
    """Every unit of the world but Antarctica, simplified so that neighbours keep their common border."""
    rows = json.loads((package / "package/data/build.json").read_text())["features"]
    rows = [_placed(row) for row in rows if row["properties"]["adm0_a3"] not in LEFT_OUT]
    faces = _faces(rows)
    inside = _simplified([face.shape & THEATRE for face in faces], FINE)
    outside = _simplified([face.shape - THEATRE for face in faces], FAR)
    areas = (near | far for near, far in zip(inside, outside, strict=True))
    return tuple(replace(face, shape=_large(area)) for face, area in zip(faces, areas, strict=True))


def _placed(row: dict) -> dict:
    """A row under the country that the United Nations place it in, where Natural Earth goes by who holds it."""
    properties = row["properties"]
    if properties["name"] in HELD_BY_OTHERS and properties["adm0_a3"] == "RUS":
        properties |= {"adm0_a3": "UKR", "admin": "Ukraine", "iso_a2": "UA"}
    return row


def _simplified(areas: list[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """A coverage with fewer corners. Rounding first makes neighbours agree where the edge of the theatre cut them."""
    whole = [shapely.MultiPolygon(polygons(shapely.transform(area, lambda points: points.round(7)))) for area in areas]
    return list(shapely.coverage_simplify(np.array(whole), tolerance))


def _faces(rows: list[dict]) -> list[Unit]:
    drawn, rest = [], {}
    for row in rows:
        properties = row["properties"]
        area = shapely.make_valid(shape(row["geometry"]))
        if properties["adm0_a3"] in FOCUS or properties["gn_a1_code"] in SINGLE:
            drawn.append(_province(properties, area))
        else:
            rest.setdefault(properties["adm0_a3"], []).append((properties, area))
    whole = [_country(found) for _, found in sorted(rest.items())]
    return sorted(drawn, key=lambda unit: (unit.country, unit.admin1)) + whole


def _province(properties: dict, area: BaseGeometry) -> Unit:
    english = properties["name_en"] or properties["name"]
    name = BY_CODE.get(properties["gn_a1_code"]) or PROVINCE.get(english, english)
    spellings = {english, properties["name"], *properties["name_alt"].split("|"), properties["gn_name"]} - {name}
    others = {spelling for spelling in spellings if len(spelling) > 2 and not set(spelling) & GARBLED}
    return Unit(
        code=properties["adm0_a3"],
        country=COUNTRY.get(properties["admin"], properties["admin"]),
        iso=properties["iso_a2"],
        admin1=name,
        also=tuple(sorted(others)) if properties["gn_a1_code"] not in BY_CODE else (),
        label=(properties["longitude"], properties["latitude"]),
        shape=area,
    )


def _country(found: list[tuple[dict, BaseGeometry]]) -> Unit:
    properties = found[0][0]
    code = properties["adm0_a3"]
    area = shapely.union_all([area for _, area in found])
    name = "Palestine" if code == "PSX" else COUNTRY.get(properties["admin"], properties["admin"])
    middle = area.representative_point()
    iso = ISO.get(code, properties["iso_a2"]).replace("-1", "")
    return Unit(code, name, iso, "", (), (middle.x, middle.y), area)


def _large(area: BaseGeometry) -> MultiPolygon:
    """The parts that are large enough to be seen; of a small country its largest part at least."""
    parts = sorted(polygons(area), key=lambda part: -part.area)
    return MultiPolygon([part for number, part in enumerate(parts) if not number or part.area >= _smallest(part)])


def _smallest(part: Polygon) -> float:
    return SMALLEST_NEAR if part.intersects(THEATRE) else SMALLEST_FAR


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The polygons of whatever shape."""
    return [part for part in shapely.get_parts(area) if isinstance(part, Polygon)] if not area.is_empty else []


def shared(areas: Iterable[BaseGeometry]) -> list[tuple[int, int, BaseGeometry]]:
    """The lines along which two areas of a coverage touch, with the places of both in the sequence."""
    edges = [shapely.boundary(area) for area in areas]
    tree = shapely.STRtree(edges)
    pairs = [(a, b) for a, b in zip(*tree.query(edges, predicate="intersects"), strict=True) if a < b]
    lines = ((a, b, lines_of(shapely.intersection(edges[a], edges[b]))) for a, b in sorted(pairs))
    return [(int(a), int(b), line) for a, b, line in lines if not line.is_empty]


def lines_of(mixed: BaseGeometry) -> BaseGeometry:
    """The lines of a mixed shape, joined where they meet."""
    lines = [part for part in shapely.get_parts(mixed) if part.geom_type == "LineString" and not part.is_empty]
    return shapely.line_merge(shapely.MultiLineString(lines))
