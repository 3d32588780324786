"""Actors, events, ties and publications from FollowTheMoney entities, one JSON object a line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from briefing.dossier.records import LIST_MARK
from briefing.imports.entities import (
    Document,
    Rows,
    actor,
    event,
    is_list,
    json_value,
    mapping,
    relation,
    source,
    text,
    texts,
)
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.slug import slug
from briefing.places import basemap

KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "state body",
}
DOCUMENTS = ("Document", "Article", "HyperText", "PlainText", "Pages")
TIES = {
    "UnknownLink": ("subject", "object", "tied to"),
    # Read from the one who is named: the relative is, say, the mother of the person.
    "Associate": ("associate", "person", "associate of"),
    "Family": ("relative", "person", "relative of"),
    "Membership": ("member", "organization", "member of"),
    "Employment": ("employee", "employer", "employed by"),
    "Directorship": ("director", "organization", "director of"),
    "Ownership": ("owner", "asset", "owner of"),
}
SAID = "Said to have happened: "  # as exports.ftm writes it
KIND = "Kind in the dossier: "


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as it stands in the file: on which line, its own id there, its schema, and what it says."""

    where: str
    id: str
    schema: str
    properties: Mapping[str, Any]

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a property."""
        found = self.properties.get(name, [])
        # As the interface of Aleph answers, with the entity itself in the place of its id.
        return tuple(texts([mapping(each).get("id", each) for each in (found if is_list(found) else [found])]))

    def first(self, *names: str) -> str:
        """The first value of the first of these properties that has one."""
        return next((value for name in names for value in self.all(name)), "")

    def without(self, reason: str) -> Left:
        """The entity left out, for a reason."""
        return Left(self.where, reason)


@dataclass(frozen=True)
class Stream:
    """All entities of a file. ``document`` is the file as a source."""

    document: Document
    entities: tuple[Entity, ...]

    @cached_property
    def schemas(self) -> Mapping[str, str]:
        """The schema of each entity."""
        return {each.id: each.schema for each in self.entities}

    @cached_property
    def parts(self) -> Mapping[str, Rows]:
        """The parts of actors in events, by event: links that lead to one."""
        found: dict[str, Rows] = {}
        for each in filter(self.is_part, self.entities):
            event, actor = each.first("object"), each.first("subject")
            role = each.first("role").removeprefix("said to be: ") or "involved"
            row = {"id": slug(each.id), "event": slug(event), "actor": slug(actor), "role": role}
            found[event] = (*found.get(event, ()), ("involvement", row))
        return found

    def is_part(self, entity: Entity) -> bool:
        """Whether it says who had part in an event."""
        return entity.schema == "UnknownLink" and self.schemas.get(entity.first("object")) == "Event"


def read(content: bytes, name: str) -> Parcel:
    """Every entity."""
    entities: list[Entity] = []
    refused: list[Left] = []
    # As bytes: in text a line would end at U+2028 too, which JSON may hold inside a string.
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            match _entity(f"line {number}", line):
                case Entity() as entity:
                    entities.append(entity)
                case Left() as left:
                    refused.append(left)
    if not entities:
        raise ValueError("there is no FollowTheMoney entity in this file; a JSON object with id and schema is wanted")
    whole = _joined(entities)
    stream = Stream(Document(name, "FollowTheMoney"), tuple(whole.values()))
    return parcel([_taken_once(each, whole[each.id], stream) for each in entities], refused)


def _taken_once(piece: Entity, whole: Entity, stream: Stream) -> Item | Left:
    if piece.where == whole.where:
        return _taken(whole, stream)
    return piece.without(f"it is a piece of the entity on {whole.where}, and comes in with it")


def _joined(entities: list[Entity]) -> dict[str, Entity]:
    """The entities by id. A stream may bring one in pieces, each with some of its properties."""
    whole: dict[str, Entity] = {}
    for each in entities:
        first = whole.get(each.id, each)
        names = dict.fromkeys((*first.properties, *each.properties))
        both = {name: list(dict.fromkeys((*first.all(name), *each.all(name)))) for name in names}
        whole[each.id] = replace(first, properties=both)
    return whole


def _entity(where: str, line: bytes) -> Entity | Left:
    try:
        found = mapping(json_value(line))
    except ValueError:
        return Left(where, "this line cannot be read as JSON; one entity a line is wanted")
    own, schema = text(found.get("id")), text(found.get("schema"))
    if not own or not schema:
        return Left(where, "the entity has no id or no schema; both are wanted")
    return Entity(where, own, schema, mapping(found.get("properties")))


def _taken(entity: Entity, stream: Stream) -> Item | Left:
    schema = entity.schema
    if schema in KINDS:
        return _actor(entity)
    if schema == "Event":
        return _event(entity, stream)
    if schema in DOCUMENTS:
        return _source(entity, stream)
    if stream.is_part(entity):
        return entity.without("it says who had part in an event and comes in with that event")
    if schema in TIES:
        return _tie(entity, stream)
    if schema == "Address":
        return entity.without("it does not say how precisely the place is known; no place is made of it")
    return entity.without(f"a dossier has no room for what an entity of the schema {schema!r} says")


def _actor(entity: Entity) -> Item:
    # The empty one stands for a name that is missing; the row is then refused for its empty cell.
    name, *others = [*entity.all("name"), ""]
    aliases = [alias for alias in (*others, *entity.all("alias")) if alias]
    kind = next((note.removeprefix(KIND) for note in entity.all("notes") if note.startswith(KIND)), "")
    cells = {
        "name": name,
        "kind": kind or KINDS[entity.schema],
        "aliases": LIST_MARK.join(aliases),
        "born": entity.first("birthDate"),
        # The model has codes of countries, a dossier their names.
        "nationality": ", ".join(basemap.coded(each) or each for each in entity.all("nationality")),
        "summary": entity.first("summary", "description"),
    }
    return actor(entity.where, entity.id, cells, ("kind",))


def _source(entity: Entity, stream: Stream) -> Item:
    cells = {
        "title": entity.first("title", "name"),
        "published": entity.first("publishedAt"),
        "author": LIST_MARK.join(entity.all("author")),
        "url": entity.first("sourceUrl"),
    }
    return source(stream.document, entity.where, entity.id, cells)


def _dates(entity: Entity) -> str:
    """The date of an entity as precise as the file has it; with a start or an end it lasted.

    Of these, one that is not given is not known.
    """
    start, end = entity.first("startDate"), entity.first("endDate")
    return entity.first("date") or (f"{start}/{end}" if start or end else "")


def _event(entity: Entity, stream: Stream) -> Item:
    own, parts = slug(entity.id), stream.parts.get(entity.id, ())
    cells = {
        "title": entity.first("name").removeprefix(SAID),
        "date": _dates(entity),
        "summary": entity.first("summary", "description"),
        "kind": entity.first("keywords"),
    }
    involved = tuple(
        ("involvement", {"id": f"{own}--{slug(who)}", "event": own, "actor": slug(who), "role": "involved"})
        for who in entity.all("involved")
        # Our export tells each twice, in the list and by a link with the part; the link says more.
        if slug(who) not in {row["actor"] for _, row in parts}
    )
    return event(stream.document, entity.where, entity.id, cells, (*parts, *involved))


def _tie(entity: Entity, stream: Stream) -> Item | Left:
    start, end, word = TIES[entity.schema]
    ends = (entity.first(start), entity.first(end))
    if any(stream.schemas.get(each) not in KINDS for each in ends):
        return entity.without("it ties things other than actors of this file, for which a dossier has no table")
    kind = entity.first("role", "relationship") or word
    cells = {"kind": kind, "date": _dates(entity)}
    return relation(stream.document, entity.where, entity.id, (slug(ends[0]), slug(ends[1])), cells)


CANNOT = """It carries actors, events, ties and publications with plain dates; not the precision of a place, dates \
that are approximate or open, claims, evidence, origins, grades or judgements."""
IMPORT = Import("ftm", "FollowTheMoney", CANNOT, read)
