"""Actors, places, events, ties and publications from a STIX bundle, 2.0 or 2.1.

Notes and opinions are what somebody thinks, and a dossier wants to know on which report it rests: they stay out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.dossier.records import LIST_MARK
from briefing.imports.entities import (
    Document,
    Rows,
    actor,
    event,
    json_value,
    mapping,
    mappings,
    relation,
    source,
    text,
    texts,
)
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.slug import slug

OWN = "dossier: "  # as exports.stix writes it
ACTORS = ("identity", "threat-actor", "intrusion-set")
ENDED = ("revoked", "x_mitre_deprecated")
"""What says that an object does not hold any more; a tool that overlooks it brings the dead in as living."""
KINDS = {"individual": "person"}

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Bundle:
    """The objects of a bundle by id."""

    document: Document
    objects: Mapping[str, Object]

    def has_ended(self, id: str) -> bool:
        """Whether the object of this id was revoked."""
        return any(mapping(self.objects.get(id)).get(name) is True for name in ENDED)

    def linked(self, start: str) -> Iterator[tuple[Object, Object]]:
        """Every relationship from an object, with the object that it leads to."""
        for each in self.objects.values():
            if each.get("type") == "relationship" and each.get("source_ref") == start:
                end = text(each.get("target_ref"))
                if not any(map(self.has_ended, (text(each.get("id")), end))):
                    yield each, mapping(self.objects.get(end))

    @property
    def authors(self) -> set[str]:
        """The ids of those who made objects, and are not spoken of in any."""
        made = {text(each.get("created_by_ref")) for each in self.objects.values()}
        ends = {text(each.get(end)) for each in self.objects.values() for end in ("source_ref", "target_ref")}
        return made - ends


def read(content: bytes, name: str) -> Parcel:
    """Every object of the bundle."""
    found = mapping(json_value(content))
    objects = found.get("objects")
    if found.get("type") != "bundle" or not isinstance(objects, list):
        raise ValueError("this is no STIX bundle; an object of the type 'bundle' with its objects is wanted")
    listed = mappings(objects)
    bundle = Bundle(Document(name, "STIX"), _newest(listed))
    tried: list[Item | Left] = []
    refused: list[Left] = []
    for number, each in enumerate(listed, 1):
        where = f"object {number}"
        if not text(each.get("id")) or not text(each.get("type")):
            refused.append(Left(where, "the object has no id or no type; both are wanted"))
        elif each is not bundle.objects[text(each["id"])]:
            tried.append(Left(where, "a newer version of this object, or the same once more, stands in the file"))
        elif bundle.has_ended(text(each["id"])):
            tried.append(Left(where, "it was revoked, or given up, by whoever made it"))
        else:
            tried.append(_taken(each, where, bundle))
    return parcel(tried, refused)


def _newest(objects: list[Object]) -> dict[str, Object]:
    """The last version of each object by id: a file may hold several."""
    # The last of equals wins, as it does for a reader who goes down the file.
    return {text(each.get("id")): each for each in sorted(objects, key=lambda each: text(each.get("modified")))}


def _taken(each: Object, where: str, bundle: Bundle) -> Item | Left:
    match each["type"]:
        case "identity" | "threat-actor" | "intrusion-set":
            return _actor(each, where, bundle)
        case "location":
            return _location(each, where)
        case "incident":
            return _incident(each, where, bundle)
        case "report":
            # The day of the time stamp; our export writes midnight, which says nothing of an hour.
            published = text(each.get("published"))[:10]
            cells = {"title": text(each.get("name")), "published": published, "url": _address(each)}
            return source(bundle.document, where, own(each), cells)
        case "relationship":
            return _relationship(each, where, bundle)
        case kind:
            return Left(where, f"a dossier has no room for what an object of the type {kind!r} says")


def own(each: Object) -> str:
    """The id that the object had in a dossier, or its own."""
    for reference in mappings(each.get("external_references")):
        if text(reference.get("source_name")).startswith(OWN) and text(reference.get("external_id")):
            return text(reference["external_id"])
    return text(each.get("id"))


def _label(each: Object, name: str) -> str:
    """What a label ``name: value`` says."""
    prefix = f"{name}: "
    return next((label.removeprefix(prefix) for label in texts(each.get("labels")) if label.startswith(prefix)), "")


def _actor(each: Object, where: str, bundle: Bundle) -> Item | Left:
    if each["id"] in bundle.authors:
        return Left(where, f"{text(each.get('name'))!r} is the author of objects and is spoken of in none")
    kind = _label(each, "kind") or KINDS.get(text(each.get("identity_class")), "organisation")
    # Groups carry their own name among their aliases.
    names = (alias for alias in texts(each.get("aliases") or []) if alias != text(each.get("name")))
    aliases = LIST_MARK.join(dict.fromkeys(names))
    cells = {"name": text(each.get("name")), "kind": kind, "aliases": aliases, "summary": text(each.get("description"))}
    return actor(where, own(each), cells, ("kind",))


def _location(each: Object, where: str) -> Item | Left:
    """A place, if the file says how precisely it is known: a word for it, and the radius in metres."""
    radius, word = each.get("precision"), _label(each, "precision")
    if not word or not isinstance(radius, int | float):
        return Left(where, "it does not say how precisely the place is known; no place is made of it")
    row = {
        "id": slug(own(each)),
        "name": text(each.get("name")),
        "country": _label(each, "country") or text(each.get("country")) or "not stated",
        "admin1": text(each.get("administrative_area")),
        "latitude": text(each.get("latitude")),
        "longitude": text(each.get("longitude")),
        "precision": word,
        # STIX counts precision in metres.
        "radius_km": f"{radius / 1000:g}",
        "basis": text(each.get("description")) or "The imported file.",
    }
    filled = {name: value for name, value in row.items() if value}
    return Item(where, (("places", filled),), ("name", "latitude", "longitude", "precision", "radius_km"))


def _incident(each: Object, where: str, bundle: Bundle) -> Item:
    """An event with its place and who was involved; its date is that of the label of our export, for STIX has none."""
    here = text(each["id"])
    links = list(bundle.linked(here))
    place = next((end for _, end in links if end.get("type") == "location" and _label(end, "precision")), None)
    parts: Rows = tuple(
        (
            "involvement",
            {"id": slug(own(link)), "event": slug(own(each)), "actor": slug(own(end)), "role": _tie_kind(link)},
        )
        for link, end in links
        if end.get("type") in ACTORS
    )
    cells = {"title": text(each.get("name")), "summary": text(each.get("description")), "kind": _label(each, "kind")}
    cells["place"] = slug(own(place)) if place else ""
    cells["date"] = _label(each, "date")
    return event(bundle.document, where, own(each), cells, parts)


def _tie_kind(link: Object) -> str:
    return text(link.get("description")) or text(link.get("relationship_type")).replace("-", " ")


def _relationship(each: Object, where: str, bundle: Bundle) -> Item | Left:
    ends = [mapping(bundle.objects.get(text(each.get(end)))) for end in ("source_ref", "target_ref")]
    if not all(ends):
        return Left(where, f"the relationship {text(each['id'])!r} leads to an object that is not in the file")
    if any(bundle.has_ended(text(end["id"])) for end in ends):
        return Left(where, "it ties an object that was revoked, or given up")
    # Told apart from what is lost: it is not missing, but part of another item.
    if ends[0].get("type") == "incident":
        return Left(where, "it says what belongs to an event and comes in with that event")
    if any(end.get("type") not in ACTORS for end in ends):
        return Left(where, "it ties things other than actors, for which a dossier has no table")
    kind = text(each.get("relationship_type")).replace("-", " ")
    days = "/".join(text(each.get(end))[:10] for end in ("start_time", "stop_time")).strip("/")
    # The times are bounds: a label of our export says the date as it was written.
    date = _label(each, "date") or _interval(each, days)
    first, second = (slug(own(end)) for end in ends)
    return relation(bundle.document, where, own(each), (first, second), {"kind": kind, "date": date})


def _interval(each: Object, days: str) -> str:
    """The days from and to which a relationship lasted; an end that is not given is not known."""
    if not days or "/" in days:
        return days
    return f"{days}/" if each.get("start_time") else f"/{days}"


def _address(each: Object) -> str:
    urls = (text(reference.get("url")) for reference in mappings(each.get("external_references")))
    return next((url for url in urls if url), "")


CANNOT = """It carries actors, places, events, ties and publications, and dates of events only from our own export; \
not claims, evidence, origins, grades or judgements, which STIX has only as notes and opinions. Of several versions of \
an object the newest comes in, and none that was revoked."""
IMPORT = Import("stix", "STIX 2.0 and 2.1", CANNOT, read)
