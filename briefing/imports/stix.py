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
    finite,
    json_value,
    mapping,
    mappings,
    relation,
    sentences,
    shortened,
    source,
    text,
    texts,
)
from briefing.imports.imported import Cells, Import, Item, Left, Parcel, parcel
from briefing.imports.sheet.spots import spot, stated_country
from briefing.imports.slug import slug

OWN = "dossier: "  # as exports.stix writes it
ACTORS = ("identity", "threat-actor", "intrusion-set")
ENDED = ("revoked", "x_mitre_deprecated")
"""What says that an object does not hold any more; a tool that overlooks it brings the dead in as living."""
KINDS = {"individual": "person"}
NAMED = (*ACTORS, "incident", "report")
WORDS = ((0.5, "point"), (40, "town"), (250, "district"), (1500, "province"))
"""The word for a precision up to so many km, where a file has a radius and no word."""
NO_POINT = "it gives no latitude and longitude, so no place is made of it"
NO_RADIUS = "it has a word for how precisely the place is known and no radius in metres; no place is made of it"
BASIS = "Coordinates of the imported file; the radius is assumed from how many digits they have."

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
        elif why := _fault(each):
            refused.append(Left(where, why))
        else:
            tried.append(_taken(each, where, bundle))
    return parcel(tried, refused)


def _fault(each: Object) -> str:
    """Why an object of a type that comes in cannot be read, or nothing."""
    if each["type"] in NAMED and not text(each.get("name")):
        return f"the object of the type {each['type']!r} has no name; one is wanted"
    try:
        _place(each)
    except ValueError as fault:
        return str(fault)
    return ""


def _newest(objects: list[Object]) -> dict[str, Object]:
    """The last version of each object by id: a file may hold several."""
    # The last of equals wins, as it does for a reader who goes down the file. What has no id is led to by nothing.
    known = (each for each in objects if text(each.get("id")))
    return {text(each["id"]): each for each in sorted(known, key=lambda each: text(each.get("modified")))}


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
    """A place where there is a point."""
    found = _place(each)
    if not found:
        return Left(where, NO_RADIUS if _has_point(each) and _label(each, "precision") else NO_POINT)
    row = {"id": slug(own(each)), **found}
    filled = {name: value for name, value in row.items() if value}
    return Item(where, (("places", filled),), ("name", "latitude", "longitude", "precision", "radius_km"))


def _place(each: Object) -> Cells | None:
    """A location as cells of a place: how well it is known by the file, or else by the digits of its point.

    Raises ValueError with a sentence if the point cannot be right.
    """
    word = _label(each, "precision")
    if each.get("type") != "location" or not _has_point(each):
        return None
    radius = _radius(each.get("precision"))
    if word and not radius:
        return None
    country = _label(each, "country") or text(each.get("country"))
    said = {
        "place": _called(each),
        "country": country,
        "province": text(each.get("administrative_area")),
        "latitude": text(each.get("latitude")),
        "longitude": text(each.get("longitude")),
        "basis": text(each.get("description")) or ("The imported file." if radius else BASIS),
    }
    if radius:
        said |= {"radius_km": f"{radius:g}", "precision": word or _word(radius)}
    cells = spot(said, {}).cells
    # What the file says of the country stays, as in our own export; of nothing is made what the point tells.
    stated = {"country": stated_country(said)} if country else {}
    return {**cells, **stated, "admin1": said["province"]} if cells else None


def _radius(metres: Any) -> float:
    """The radius in km of a precision in metres, 0 where there is none. Raises ValueError where it is no number."""
    if metres is None:
        return 0
    if (found := finite(metres)) is None or found < 0:
        raise ValueError(f"the precision is {shortened(str(metres))!r}; a number of metres is wanted, or none")
    return found / 1000


def _has_point(each: Object) -> bool:
    return bool(text(each.get("latitude")) and text(each.get("longitude")))


def _called(each: Object) -> str:
    """The name of a location, which STIX lets be left out."""
    parts = (text(each.get(name)) for name in ("name", "city", "administrative_area", "country", "region"))
    return next((part for part in parts if part), "")


def _word(radius_km: float) -> str:
    return next((word for most, word in WORDS if radius_km <= most), "country")


def _incident(each: Object, where: str, bundle: Bundle) -> Item:
    """An event with its place and who was involved; its date is that of the label of our export, for STIX has none."""
    here = text(each["id"])
    links = list(bundle.linked(here))
    place = _scene(here, bundle)
    parts: Rows = tuple(
        (
            "involvement",
            {"id": slug(own(link)), "event": slug(own(each)), "actor": slug(own(end)), "role": _tie_kind(link)},
        )
        for link, end in links
        if end.get("type") in ACTORS
    )
    unplaced = [_called(end) for _, end in links if end.get("type") == "location" and end is not place]
    summary = sentences(text(each.get("description")), _at(unplaced))
    cells = {"title": text(each.get("name")), "summary": summary, "kind": _label(each, "kind")}
    cells["place"] = slug(own(place)) if place else ""
    cells["date"] = _label(each, "date")
    return event(bundle.document, where, own(each), cells, parts)


def _at(names: list[str]) -> str:
    """In words where an event is said to be beside its place."""
    return f"The file places it at: {'; '.join(filter(None, names))}." if any(names) else ""


def _scene(incident: str, bundle: Bundle) -> Object | None:
    """The first location of an incident that a place is made of."""
    ends = (end for _, end in bundle.linked(incident) if end.get("type") == "location")
    return next((end for end in ends if _is_place(end)), None)


def _is_place(location: Object) -> bool:
    try:
        return _place(location) is not None
    except ValueError:
        return False  # it is refused as an object of its own


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
        return Left(where, _belongs(ends[0], ends[1], bundle))
    if any(end.get("type") not in ACTORS for end in ends):
        return Left(where, "it ties things other than actors, for which a dossier has no table")
    kind = text(each.get("relationship_type")).replace("-", " ")
    days = "/".join(text(each.get(end))[:10] for end in ("start_time", "stop_time")).strip("/")
    # The times are bounds: a label of our export says the date as it was written.
    date = _label(each, "date") or _interval(each, days)
    first, second = (slug(own(end)) for end in ends)
    return relation(bundle.document, where, own(each), (first, second), {"kind": kind, "date": date})


def _belongs(incident: Object, end: Object, bundle: Bundle) -> str:
    """What comes of a relationship of an event, by what it leads to."""
    if end.get("type") in ACTORS or end is _scene(text(incident["id"]), bundle):
        return "it says what belongs to an event and comes in with that event"
    if end.get("type") != "location":
        return f"it ties an event to an object of the type {text(end.get('type'))!r}, for which a dossier has no room"
    if _is_place(end):
        return f"the event has another place already; {_called(end)!r} stands in its summary alone"
    return f"no place is made of the location {_called(end)!r}, whose name stands in the summary of the event alone"


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
