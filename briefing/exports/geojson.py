"""The events as GeoJSON (RFC 7946): each with the ground that its place stands for, in WGS 84, longitude first."""

from collections.abc import Mapping
from typing import Any

from briefing.dossier.labels import labelled
from briefing.dossier.records import LIST_MARK, Claim, Event, Evidence, Involvement, Place
from briefing.dossier.when import When
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.jsonfile import jsonfile
from briefing.places.footprint import footprint, is_area
from briefing.view.view import View

HOW = """A shape is the ground that holds the place, and no exact position: the area of a country or province where \
the property drawn says so, else a circle of radius_km about latitude and longitude. An event without a geometry has \
no known place. What lasted did so between first and last; what did not happened once, on one of the days from first \
to last."""


def geojson(view: View) -> bytes:
    """A collection of the events; those that cannot be placed have no geometry, and are counted and named beside it."""
    shapes = _shapes(view)
    features = [_feature(event, view, shapes) for event in view.events]
    # Nobody would see them on a map.
    unplaced = [feature["id"] for feature in features if feature["geometry"] is None]
    collection = {
        "type": "FeatureCollection",
        **imprint(view).members,
        "how_to_read": HOW,
        "unplaced": len(unplaced),
        "unplaced_events": unplaced,
        "features": features,
    }
    return jsonfile(collection, indent=None)  # a line for each corner would double it


def _shapes(view: View) -> dict[str, dict[str, Any] | None]:
    """The geometry of every place at which an event is, made once: a circle takes milliseconds."""
    ids = dict.fromkeys(event.place for event in view.events if event.place)
    return {id: _geometry(view.known.row(Place, id)) for id in ids}


def _feature(event: Event, view: View, shapes: Mapping[str, dict[str, Any] | None]) -> dict[str, Any]:
    place = view.known.row(Place, event.place) if event.place else None
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": shapes[place.id] if place else None,
        "properties": {"id": event.id, **_event(event, view), **_place(place), **dated(event.date)},
    }


def _geometry(place: Place) -> dict[str, Any] | None:
    # Of one type throughout: QGIS makes a layer of each type that it finds.
    shape = footprint(place)
    return {"type": "MultiPolygon", "coordinates": shape} if shape else None


def _event(event: Event, view: View) -> dict[str, Any]:
    claim, standing = view.known.row(Claim, event.claim), view.standings[event.claim]
    parts = view.known.referring(Involvement, "event", event.id)
    rows = view.known.referring(Evidence, "claim", claim.id)
    return {
        "title": event.title,
        "kind": event.kind,
        "summary": event.summary,
        "who": "; ".join(f"{labelled(view.known, part.actor)} ({part.role})" for part in parts),
        "standing": standing.word,
        "reason": standing.reason,
        "claim": claim.id,
        "statement": claim.statement,
        "reports": LIST_MARK.join(row.report for row in rows if row.report in view.shown.reports),
    }


def _place(place: Place | None) -> dict[str, Any]:
    """The place in words and numbers; of none every property is empty, since a layer has the same for all."""
    return {
        "place": place and place.id,
        "place_name": place and place.name,
        "country": place and place.country,
        "province": place and place.admin1,
        "precision": place and place.precision,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "radius_km": place and place.radius_km,
        "drawn": place and ("area" if is_area(place) else "circle"),
        "basis": place and place.basis,
    }


def dated(when: When | None) -> dict[str, str | None]:
    """A date as written, whether it lasted, its first and last possible day, and its words.

    An end that is not known stays empty.
    """
    return {
        "date": when.edtf if when else None,
        "lasted": ("yes" if when.lasts else "no") if when else None,
        "first": when.first.isoformat() if when and when.first else None,
        "last": when.last.isoformat() if when and when.last else None,
        "when": when.words if when else "not known",
    }


EXPORT = Export(
    name="geojson",
    title="GeoJSON",
    purpose="The events with the ground that their places stand for, for QGIS and other maps.",
    suffix="geojson",
    media_type="application/geo+json",
    make=geojson,
)
