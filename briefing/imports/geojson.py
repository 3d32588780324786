"""Events from GeoJSON: our own export as it went out, and any other as a sheet with a row for each feature.

In our own a point becomes a place only where the file says how precisely it is known: ``precision`` and ``radius_km``.
A shape becomes one only where the file says what it stands for, with ``latitude`` and ``longitude`` beside these.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from briefing.dossier.dossier import Dossier
from briefing.dossier.sentences import count
from briefing.imports.entities import Document, Rows, event, json_value, mapping, text
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.form import NOBODY
from briefing.imports.sheet.gathered import of_tabs
from briefing.imports.sheet.grid import EMPTY, Cell, Line, Tab
from briefing.imports.sheet.ledger import Ledger
from briefing.imports.sheet.words import KNOWN, plain
from briefing.imports.slug import slug

TITLES = ("title", "name", "Name")
SUMMARIES = ("summary", "description")


OURS = frozenset({"claim", "standing", "reason"})
"""What a feature of our own export says, and one of nobody else."""


def read(content: bytes, name: str) -> Parcel:
    """Every feature as an event."""
    if not is_ours(content):
        return of_tabs(tabs(content), PurePath(name).stem, Choices(), Dossier(NOBODY), Ledger()).parcel
    document = Document(name, "GeoJSON")
    features = enumerate(_features(json_value(content)), 1)
    tried = [_feature(mapping(feature), f"feature {number}", document) for number, feature in features]
    return parcel(
        [each for each in tried if isinstance(each, Item)], [each for each in tried if isinstance(each, Left)]
    )


def is_ours(content: bytes) -> bool:
    """Whether any feature says what only our own export does. Raises ValueError if this is no GeoJSON."""
    features = [mapping(each) for each in _features(json_value(content))]
    return any(mapping(each.get("properties")).keys() >= OURS for each in features)


def _features(found: Any) -> list[Any]:
    """The features of a collection, or the one that is there alone."""
    document = mapping(found)
    if document.get("type") == "Feature":
        return [document]
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise ValueError("this is no GeoJSON; a Feature, or a FeatureCollection with its features, is wanted")
    return features


def tabs(content: bytes) -> tuple[Tab, ...]:
    """The features as one table: a column for each property, and the digits of points as they are written."""
    json_value(content)  # its faults are told in sentences
    try:
        # As texts, for a float has no 38.560.
        found = json.loads(content.decode("utf-8-sig"), parse_float=Digits, parse_int=Digits)
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON that can be read") from None
    rows = [dict(_cells(mapping(feature))) for feature in _features(found)]
    left = "\n".join(filter(None, (_shapeless(rows), _ignored(_features(found)))))
    names = list(dict.fromkeys(name for row in rows for name in ("title", *SPOT, *row)))
    if not any(row.get("title") for row in rows):
        # The name of a feature is what it is called, and so its title where it has no other.
        names = [name for name in names if name != "title"]
        rows = [{TITLE.get(name, name): cell for name, cell in row.items()} for row in rows]
        names = list(dict.fromkeys(TITLE.get(name, name) for name in names))
    header = Line(0, tuple(map(Cell, names)))
    lines = [Line(number, tuple(row.get(name, EMPTY) for name in names)) for number, row in enumerate(rows, 1)]
    return (Tab("features", (header, *lines), word=left, unit="feature"),)


class Digits(str):
    """A number of JSON as it is written."""

    __slots__ = ()


SHAPE = "shape in the file, not taken over"
SPOT = ("latitude", "longitude")
TITLE = {"name": "title", "Name": "title"}


def _cells(feature: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """What a feature says, by property; its own id, and the point or the kind of shape that it has."""
    said = mapping(feature.get("properties"))
    if text(feature.get("id")) and not text(said.get("id")):
        yield "id", Cell(text(feature["id"]))
    for name, value in said.items():
        listed = [text(each) for each in value] if isinstance(value, list) else [text(value)]
        if any(listed) and name not in SPOT:
            yield name, Cell("; ".join(filter(None, listed)))
    geometry = mapping(feature.get("geometry"))
    spot = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(spot, list) and len(spot) > 1:
        # RFC 7946 puts the longitude first.
        yield from (("longitude", Cell(text(spot[0]))), ("latitude", Cell(text(spot[1]))))
    elif geometry:
        yield SHAPE, Cell(text(geometry.get("type")) or "of no kind that is known")


def _shapeless(rows: Iterable[Mapping[str, Cell]]) -> str:
    """How many features have a shape that makes no place."""
    kinds = Counter(
        row[SHAPE].text for row in rows if SHAPE in row and "place" not in {KNOWN.get(plain(name)) for name in row}
    )
    if not kinds:
        return ""
    total, listed = sum(kinds.values()), ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return (
        f"Without a place by their shape: {count(total, 'feature')} ({listed}), since only a point with two numbers is "
        "taken over; a point in its stead, or a property place with a name, is wanted."
    )


def _ignored(features: list[Any]) -> str:
    """What of the properties has no room in a cell."""
    said = [mapping(mapping(feature).get("properties")) for feature in features]
    names = sorted({name for each in said for name, value in each.items() if isinstance(value, dict)})
    return f"Ignored, since there are values within them: {', '.join(names)}." if names else ""


def _feature(feature: Any, where: str, document: Document) -> Item | Left:
    said = mapping(feature.get("properties"))
    own = text(feature.get("id")) or text(said.get("id"))
    if not own:
        return Left(where, "the feature has no id, so it could not be told again; an id is wanted")
    title = next((text(said[key]) for key in TITLES if text(said.get(key))), "")
    if not title:
        return Left(where, f"the feature {own!r} has no title; a property 'title' or 'name' is wanted")
    summary = next((text(said[key]) for key in SUMMARIES if text(said.get(key))), "")
    place, remark = _place(mapping(feature.get("geometry")), said, slug(own), title)
    cells = {"title": title, "kind": text(said.get("kind")), "date": text(said.get("date"))}
    cells["summary"] = " ".join(part for part in (summary, remark) if part)
    cells["place"] = place[0][1]["id"] if place else ""
    return event(document, where, own, cells, place, ("date",))


def _place(geometry: Any, said: Any, event: str, title: str) -> tuple[Rows, str]:
    """The place as a row, or what has to be said of it instead."""
    if not geometry:
        return (), ""
    precision, radius = text(said.get("precision")), text(said.get("radius_km"))
    spot = _middle(geometry, said)
    if spot is None:
        return (), f"The file gives it a shape ({geometry.get('type')}) that is not taken over."
    latitude, longitude = spot
    if not precision or not radius:
        return (), f"The file gives the point {latitude}, {longitude} and does not say how precisely it is known."
    row = {
        "id": slug(text(said.get("place"))) if text(said.get("place")) else f"{event}--place",
        "name": text(said.get("place_name")) or f"Place of: {title}",
        "country": text(said.get("country")) or "not stated",
        "admin1": text(said.get("province")),
        "latitude": latitude,
        "longitude": longitude,
        "precision": precision,
        "radius_km": radius,
        "basis": text(said.get("basis")) or "The imported file.",
    }
    return (("places", {name: value for name, value in row.items() if value}),), ""


def _middle(geometry: Any, said: Any) -> tuple[str, str] | None:
    """The latitude and the longitude of a point, or those that stand beside a shape; None where there are none."""
    spot = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(spot, list) and len(spot) >= 2:
        # RFC 7946 puts the longitude first.
        return text(spot[1]), text(spot[0])
    beside = text(said.get("latitude")), text(said.get("longitude"))
    return beside if all(beside) else None


CANNOT = """It carries events with their place and date, and of other files than our own their actors and sources; not \
who told a source, ties or judgements."""
IMPORT = Import("geojson", "GeoJSON", CANNOT, read)
