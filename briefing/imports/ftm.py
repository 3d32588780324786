"""Actors, events, ties and publications from FollowTheMoney entities, one JSON object a line."""

from collections.abc import Mapping
from typing import Any

from briefing.dossier.records import LIST_MARK
from briefing.imports.entities import Document, Rows, actor, event, json_value, mapping, relation, source, text, texts
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.slug import slug

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
    "Associate": ("person", "associate", "associate"),
    "Family": ("person", "relative", "relative"),
    "Membership": ("member", "organization", "member of"),
    "Employment": ("employee", "employer", "employed by"),
    "Directorship": ("director", "organization", "director of"),
    "Ownership": ("owner", "asset", "owner of"),
}
SAID = "Said to have happened: "  # as exports.ftm writes it
KIND = "Kind in the dossier: "

Properties = Mapping[str, Any]
Known = Mapping[str, str]


def read(content: bytes, name: str) -> Parcel:
    """Every entity."""
    document = Document(name, "FollowTheMoney")
    entities: list[tuple[str, str, str, Properties]] = []
    refused: list[Left] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            found = mapping(json_value(line))
        except ValueError:
            refused.append(Left(where, "this line cannot be read as JSON; one entity a line is wanted"))
            continue
        own, schema = text(found.get("id")), text(found.get("schema"))
        if own and schema:
            entities.append((where, own, schema, mapping(found.get("properties"))))
        else:
            refused.append(Left(where, "the entity has no id or no schema; both are wanted"))
    if not entities:
        raise ValueError("there is no FollowTheMoney entity in this file; a JSON object with id and schema is wanted")
    known = {own: schema for _, own, schema, _ in entities}
    parts = _parts(entities, known)
    return parcel([_taken(*entity, document, known, parts) for entity in entities], refused)


def _parts(entities: list[tuple[str, str, str, Properties]], known: Known) -> dict[str, Rows]:
    """The parts of actors in events, by event: links that lead to one."""
    found: dict[str, Rows] = {}
    for _, own, schema, said in entities:
        if _is_part(schema, said, known):
            target, who = _first(said, "object"), _first(said, "subject")
            role = _first(said, "role").removeprefix("said to be: ") or "involved"
            row = {"id": slug(own), "event": slug(target), "actor": slug(who), "role": role}
            found[target] = (*found.get(target, ()), ("involvement", row))
    return found


def _is_part(schema: str, said: Properties, known: Known) -> bool:
    return schema == "UnknownLink" and known.get(_first(said, "object")) == "Event"


def _taken(
    where: str, own: str, schema: str, said: Properties, document: Document, known: Known, parts: Mapping[str, Rows]
) -> Item | Left:
    if schema in KINDS:
        return _actor(where, own, schema, said)
    if schema == "Event":
        return _event(where, own, said, document, parts.get(own, ()))
    if schema in DOCUMENTS:
        cells = {"title": _first(said, "title") or _first(said, "name"), "published": _first(said, "publishedAt")}
        cells |= {"author": LIST_MARK.join(texts(said.get("author", []))), "url": _first(said, "sourceUrl")}
        return source(document, where, own, cells)
    if _is_part(schema, said, known):
        return Left(where, "it says who had part in an event and comes in with that event")
    if schema in TIES:
        return _tie(where, own, schema, said, document, known)
    if schema == "Address":
        return Left(where, "it does not say how precisely the place is known; no place is made of it")
    return Left(where, f"a dossier has no room for what an entity of the schema {schema!r} says")


def _first(said: Properties, name: str) -> str:
    return next(texts(said.get(name, [])), "")


def _actor(where: str, own: str, schema: str, said: Properties) -> Item:
    name, *others = [*texts(said.get("name", [])), ""]
    aliases = [alias for alias in (*others, *texts(said.get("alias", []))) if alias]
    kind = next((note.removeprefix(KIND) for note in texts(said.get("notes", [])) if note.startswith(KIND)), "")
    cells = {
        "name": name,
        "kind": kind or KINDS[schema],
        "aliases": LIST_MARK.join(aliases),
        "born": _first(said, "birthDate"),
        "nationality": ", ".join(texts(said.get("nationality", []))),
        "summary": _first(said, "summary") or _first(said, "description"),
    }
    return actor(where, own, cells, ("kind",))


def _dates(said: Properties) -> str:
    """The date of an entity as precise as the file has it; with a start or an end it lasted.

    Of these, one that is not given is not known.
    """
    start, end = _first(said, "startDate"), _first(said, "endDate")
    return _first(said, "date") or (f"{start}/{end}" if start or end else "")


def _event(where: str, own: str, said: Properties, document: Document, parts: Rows) -> Item:
    title = _first(said, "name").removeprefix(SAID)
    cells = {"title": title, "date": _dates(said), "summary": _first(said, "summary") or _first(said, "description")}
    cells["kind"] = _first(said, "keywords")
    involved = tuple(
        ("involvement", {"id": f"{slug(own)}--{slug(who)}", "event": slug(own), "actor": slug(who), "role": "involved"})
        for who in texts(said.get("involved", []))
        if slug(who) not in {row["actor"] for _, row in parts}
    )
    return event(document, where, own, cells, (*parts, *involved))


def _tie(where: str, own: str, schema: str, said: Properties, document: Document, known: Known) -> Item | Left:
    start, end, word = TIES[schema]
    ends = (_first(said, start), _first(said, end))
    if any(known.get(each) not in KINDS for each in ends):
        return Left(where, "it ties things other than actors of this file, for which a dossier has no table")
    kind = _first(said, "role") or _first(said, "relationship") or word
    return relation(document, where, own, (slug(ends[0]), slug(ends[1])), {"kind": kind, "date": _dates(said)})


CANNOT = """It carries actors, events, ties and publications with plain dates; not the precision of a place, dates \
that are approximate or open, claims, evidence, origins, grades or judgements."""
IMPORT = Import("ftm", "FollowTheMoney", CANNOT, read)
