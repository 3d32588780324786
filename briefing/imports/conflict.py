"""What data sets of violent events share: a row is an event with its place, its parties and the sources it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.imports.entities import Document, Rows, event, named, sentences
from briefing.imports.imported import Item, Left, Parcel
from briefing.imports.sheet.misplaced import misplaced
from briefing.imports.sheet.said import Said
from briefing.imports.sheet.spots import Spot as Pointed
from briefing.imports.slug import slug
from briefing.imports.spots import NUMBER, Reach, Spot, country, place
from briefing.imports.spots import number as digits
from briefing.imports.tabular import CODES_OF, Line, Sheet

UNDATED = (
    "the row has no date, and comes in without one; write it in the file before it is imported, or into events.csv"
)
NOBODY = frozenset({"", "unknown", "civilians", "unidentified"})
"""What stands for a party of whom nothing is known, or that is a crowd: no actor is made of it."""

DEGREES = {"latitude": 90, "longitude": 180}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event: the name, the kind of actor, and the part that the file gives it."""

    name: str
    kind: str
    role: str
    is_assumed: bool = False
    """Whether the file does not state the kind."""


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
    cited: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is told of a source beyond what stands for it, as cells of its row."""


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
    tried = [(line.where, _tried(line, data, coded)) for line in sheet.lines]
    read = [(where, each) for where, each in tried if isinstance(each, Told)]
    away = misplaced(_points(read), lambda number: read[number][0])
    elsewhere = [Left(read[number][0], why) for number, why in away.items()]
    told = [each for number, each in enumerate(read) if number not in away]
    stated = _stated(told)
    items = tuple(_item(where, each, data, document, stated) for where, each in told)
    refused = [each for _, each in tried if isinstance(each, Left)]
    undated = tuple(Left(where, UNDATED) for where, each in told if not each.date)
    assumed = frozenset(slug(party.name) for _, each in told for party in each.parties) - stated.keys()
    return Parcel(items, (*sheet.refused, *refused, *elsewhere), sheet.aside, remarks=undated, assumed=assumed)


def _points(told: Sequence[tuple[str, Told]]) -> Iterator[tuple[Said, Pointed]]:
    """The points of rows, by their numbers, as those of a sheet are looked at."""
    for number, (_, each) in enumerate(told):
        spot = each.spot
        words = {name: digits(cell) for name, cell in (("latitude", spot.latitude), ("longitude", spot.longitude))}
        # What is no point on the globe is told of where its place is made.
        if all(NUMBER.fullmatch(words[name]) and abs(float(words[name])) <= most for name, most in DEGREES.items()):
            said = (("place", spot.name), ("country", country(spot.country)), ("province", spot.admin1))
            yield Said(number, said), Pointed(words, own=True)


def _stated(told: Iterable[tuple[str, Told]]) -> Mapping[str, str]:
    """The kind of each actor whose kind some row states."""
    parties = [party for _, each in told for party in each.parties if not party.is_assumed]
    return {slug(party.name): party.kind for party in reversed(parties)}


def _is_coded(lines: Iterable[Line]) -> bool:
    """Whether the countries are codes of two letters, so that NA is Namibia and no sign for nothing."""
    cells = {line.raw(CODES_OF) for line in lines} - {"", "NA"}
    return bool(cells) and all(len(cell) == 2 and cell.isupper() for cell in cells)


def _tried(line: Line, data: Set, coded: bool) -> Told | Left:
    try:
        told = data.tell(line)
    except ValueError as fault:
        return Left(line.where, str(fault))
    if not told.own:
        return Left(line.where, "the row has no id, so it could not be told again; an id is wanted")
    if coded and line.raw(CODES_OF) == "NA":
        told = replace(told, spot=replace(told.spot, country=country("NA")))
    return told


def _item(where: str, told: Told, data: Set, document: Document, stated: Mapping[str, str]) -> Item:
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
    more = (*spot, *_parties(own, told.parties, stated), *_sources(told, document))
    return event(document, where, own, cells, more, ("date", "place"))


def _parties(event: str, parties: Iterable[Party], stated: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The actors with their parts, each once: a file may name one on both sides."""
    for party in {slug(each.name): each for each in parties if each.name.lower() not in NOBODY}.values():
        who = slug(party.name)
        said = "the kind is taken from the name alone" if who not in stated else "nothing is said of it"
        kind = stated.get(who, party.kind)
        yield "actors", {"id": who, "name": party.name, "kind": kind, "summary": f"Imported; {said}."}
        yield "involvement", {"id": f"{event}--{who}", "event": event, "actor": who, "role": party.role}


def _sources(told: Told, document: Document) -> Rows:
    """What the file names as sources; in round brackets, since nobody has seen a headline."""
    rows = ((each, named(document, f"({each})")) for each in dict.fromkeys(told.sources))
    return tuple((table, {**cells, **told.cited.get(each, {})}) for each, (table, cells) in rows)


def parts(cell: str) -> tuple[str, ...]:
    """What stands in one cell, parted by semicolons, each once."""
    found = (part.strip().strip('"').strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in found if part))


def figure(words: str, cell: str) -> str:
    """A figure with its words; a code for unknown, below nought, says nothing."""
    return f"{words}: {cell}." if cell and not cell.startswith("-") else ""
