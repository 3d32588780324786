"""Events from GeoJSON.

A point becomes a place only where the file says how precisely it is known: ``precision`` and ``radius_km``. Otherwise
the event comes without a place, and its summary says which point the file gives. A shape becomes one only where the
file says what it stands for, with ``latitude`` and ``longitude`` beside these, as our own export does.
"""

from typing import Any

from briefing.imports.entities import Document, Rows, event, json_value, mapping, text
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.slug import slug

TITLES = ("title", "name", "Name")
SUMMARIES = ("summary", "description")


def read(content: bytes, name: str) -> Parcel:
    """Every feature as an event."""
    found = mapping(json_value(content))
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise ValueError("this is no GeoJSON; a FeatureCollection with its features is wanted")
    document = Document(name, "GeoJSON")
    tried = [_feature(mapping(feature), f"feature {number}", document) for number, feature in enumerate(features, 1)]
    return parcel(
        [each for each in tried if isinstance(each, Item)], [each for each in tried if isinstance(each, Left)]
    )


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


CANNOT = "It carries events with their place and date; not who was involved, claims, reports, ties or judgements."
IMPORT = Import("geojson", "GeoJSON", CANNOT, read)
