"""The events as GeoJSON (RFC 7946): points in WGS 84, longitude first, each with the radius that it stands for."""

from typing import Any

from briefing.dossier.labels import labelled
from briefing.dossier.records import LIST_MARK, Claim, Event, Evidence, Involvement, Place
from briefing.dossier.when import When
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.jsonfile import jsonfile
from briefing.view.view import View

HOW = """A point is the middle of a circle of radius_km that should hold the true place; it is no exact position. What \
lasted did so between first and last; what did not happened once, on one of the days from first to last."""


def geojson(view: View) -> bytes:
    """A collection of the events that have a place; those that have none are counted and named beside it."""
    # GeoJSON allows features without geometry, but nobody would see those on a map: they are counted beside it.
    unplaced = [event.id for event in view.events if not event.place]
    collection = {
        "type": "FeatureCollection",
        **imprint(view).members,
        "how_to_read": HOW,
        "unplaced": len(unplaced),
        "unplaced_events": unplaced,
        "features": [_feature(event, view) for event in view.events if event.place],
    }
    return jsonfile(collection)


def _feature(event: Event, view: View) -> dict[str, Any]:
    assert event.place
    place = view.known.row(Place, event.place)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {"id": event.id, **_event(event, view), **_place(place), **dated(event.date)},
    }


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


def _place(place: Place) -> dict[str, Any]:
    return {
        "place": place.id,
        "place_name": place.name,
        "country": place.country,
        "province": place.admin1,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "basis": place.basis,
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
    purpose="The events with a place, for QGIS and other maps.",
    suffix="geojson",
    media_type="application/geo+json",
    make=geojson,
)
