"""What data sets of violent events share: a row is an event with its place, its parties and the sources it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.imports.entities import Document, Rows, event, named, sentences
from briefing.imports.imported import Item, Left, Parcel
from briefing.imports.slug import slug
from briefing.imports.spots import Reach, Spot, country, place
from briefing.imports.tabular import CODES_OF, Line, Sheet

NOBODY = frozenset({"", "unknown", "civilians", "unidentified"})
"""What stands for a party of whom nothing is known, or that is a crowd: no actor is made of it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event: the name, the kind of actor, and the part that the file gives it."""

    name: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says, in the terms of a dossier. ``sources`` are the sources that it names."""

    own: str
    title: str
    kind: str
    date: str
    summary: str
    spot: Spot
    parties: tuple[Party, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Set:
    """A data set: its name, what each of its codes for a point means, the words before such a code, how a row is read.

    ``tell`` raises ValueError with a sentence where a row cannot be read.
    """

    name: str
    reaches: Mapping[str, Reach]
    basis: str
    tell: Callable[[Line], Told]


def parcel(sheet: Sheet, data: Set, name: str) -> Parcel:
    """Every row as an event, or refused with the reason."""
    document = Document(name, data.name)
    coded = _is_coded(sheet.lines)
    tried = [_tried(line, data, document, coded) for line in sheet.lines]
    refused = [each for each in tried if isinstance(each, Left)]
    items = tuple(each for each in tried if isinstance(each, Item))
    return Parcel(items, (*sheet.refused, *refused), sheet.aside)


def _is_coded(lines: Iterable[Line]) -> bool:
    """Whether the countries are codes of two letters, so that NA is Namibia and no sign for nothing."""
    cells = {line.raw(CODES_OF) for line in lines} - {"", "NA"}
    return bool(cells) and all(len(cell) == 2 and cell.isupper() for cell in cells)


def _tried(line: Line, data: Set, document: Document, coded: bool) -> Item | Left:
    try:
        told = data.tell(line)
    except ValueError as fault:
        return Left(line.where, str(fault))
    if not told.own:
        return Left(line.where, "the row has no id, so it could not be told again; an id is wanted")
    if coded and line.raw(CODES_OF) == "NA":
        told = replace(told, spot=replace(told.spot, country=country("NA")))
    return _item(line.where, told, data, document)


def _item(where: str, told: Told, data: Set, document: Document) -> Item:
    own = slug(f"{data.name} {told.own}")
    spot, remark = place(told.spot, data.reaches, data.basis)
    sources = f"Sources named there: {'; '.join(told.sources)}." if told.sources else ""
    cells = {
        "title": told.title,
        "kind": told.kind,
        "date": told.date,
        "place": spot[0][1]["id"] if spot else "",
        "summary": sentences(told.summary, remark, sources),
    }
    more = (*spot, *_parties(own, told.parties), *_sources(told.sources, document))
    return event(document, where, own, cells, more, ("date", "place"))


def _parties(event: str, parties: Iterable[Party]) -> Iterator[tuple[str, dict[str, str]]]:
    """The actors with their parts, each once: a file may name one on both sides."""
    for party in {slug(each.name): each for each in parties if each.name.lower() not in NOBODY}.values():
        who = slug(party.name)
        summary = "Imported; nothing is said of it."
        yield "actors", {"id": who, "name": party.name, "kind": party.kind, "summary": summary}
        yield "involvement", {"id": f"{event}--{who}", "event": event, "actor": who, "role": party.role}


def _sources(titles: Iterable[str], document: Document) -> Rows:
    """What the file names as sources; in round brackets, since nobody has seen a headline."""
    return tuple(named(document, f"({each})") for each in dict.fromkeys(titles))


def parts(cell: str) -> tuple[str, ...]:
    """What stands in one cell, parted by semicolons, each once."""
    found = (part.strip().strip('"').strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in found if part))


def figure(words: str, cell: str) -> str:
    """A figure with its words; a code for unknown, below nought, says nothing."""
    return f"{words}: {cell}." if cell and not cell.startswith("-") else ""
