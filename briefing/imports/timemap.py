"""Events from TimeMap: its events.json, alone or with the sources, or the workbook behind it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.imports.days import US, day, order
from briefing.imports.entities import (
    Document,
    Rows,
    event,
    is_list,
    json_value,
    mapping,
    mappings,
    named,
    sentences,
    shortened,
    text,
    texts,
)
from briefing.imports.imported import Import, Item, Left, Parcel
from briefing.imports.slug import slug
from briefing.imports.spots import Reach, Spot, number, place
from briefing.imports.tabular import Line, sheets, under, whole

REACHES = {"0": Reach("province", 150), "1": Reach("district", 50), "2": Reach("town", 10), "3": Reach("town", 3)}
"""By the decimals of a point, up to three: TimeMap does not say how well one is known."""

BASIS = "TimeMap gives the point and not how well it is known; decimals:"
LONGEST = 110  # characters of a title; TimeMap has descriptions alone
SENTENCE = re.compile(r"(?<=[.!?]) ")
NUMBERED = re.compile(r"\d+")
AGAIN = "\0"  # parts the key of an object from the number of a second one
WANTED = "an events.json, or a workbook with the sheets of events and sources,"


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it stands: where, its texts by their names, and the ids of its sources and associations."""

    where: str
    said: Mapping[str, str]
    sources: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it stands. ``paths`` are the files that it is made of."""

    where: str
    said: Mapping[str, str]
    paths: tuple[str, ...]


@dataclass
class Content:
    """What is in a file, and what of it is neither event nor source."""

    events: list[Event] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)
    aside: list[Left] = field(default_factory=list)


def read(content: bytes, name: str) -> Parcel:
    """Every event, and every source that stands beside them."""
    document = Document(name, "TimeMap")
    found = _book(content) if content.startswith(b"PK") else _json(content)
    known = _sources(found)
    first = order((each.said.get("date", "") for each in found.events), US)
    events = [_event(each, known, first, document) for each in found.events]
    items = [_source(each, document) for each in known.values()]
    items += [each for each in events if isinstance(each, Item)]
    refused = (each for each in events if isinstance(each, Left))
    return Parcel(tuple(items), (*found.refused, *refused), tuple(found.aside))


def _json(content: bytes) -> Content:
    found = json_value(content, _all_pairs)
    whole = mapping(found)
    listed = found if is_list(found) else whole.get("events")
    if not is_list(listed) or not any("description" in each for each in mappings(listed)):
        raise ValueError(f"this is no TimeMap; {WANTED} is wanted")
    beside = whole.get("sources")
    sources = (
        beside
        if is_list(beside)
        else [{"id": key.partition(AGAIN)[0], **mapping(each)} for key, each in mapping(beside).items()]
    )
    others = (key for key in whole if key not in ("events", "sources"))
    return Content(
        [_json_event(f"event {number}", each) for number, each in enumerate(mappings(listed), 1)],
        [_json_source(f"source {number}", each) for number, each in enumerate(mappings(sources), 1)],
        aside=[Left(f"list {key}", "a dossier has no table for this list") for key in others],
    )


def _all_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object with every pair: where a key stands twice JSON would keep the last and say nothing."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[f"{key}{AGAIN}{len(found)}" if key in found else key] = value
    return found


def _json_event(where: str, each: Mapping[str, Any]) -> Event:
    groups = (
        text(mapping(group).get("title")) or text(mapping(group).get("id")) or text(group)
        for group in _all(each, "associations")
    )
    return Event(where, _texts(each), tuple(texts(_all(each, "sources"))), tuple(filter(None, groups)))


def _json_source(where: str, each: Mapping[str, Any]) -> Source:
    return Source(where, _texts(each), tuple(texts(_all(each, "paths"))))


def _all(each: Mapping[str, Any], name: str) -> list[Any]:
    found = each.get(name)
    return found if isinstance(found, list) else []


def _texts(each: Mapping[str, Any]) -> dict[str, str]:
    return {str(name).lower(): text(value) for name, value in each.items()}


def _book(content: bytes) -> Content:
    made = Content()
    for name, rows in sheets(content).items():
        plain = name.lower().removeprefix("export_")
        if plain not in ("events", "sources"):
            made.aside.append(Left(f"sheet {name}", "a dossier has no table for this sheet"))
            continue
        found = under([cell.lower() for cell in rows[0][1]], rows[1:]) if rows else under([], [])
        made.refused.extend(found.refused)
        made.aside.extend(found.aside)
        if plain == "events":
            if rows and "description" not in (cell.lower() for cell in rows[0][1]):
                raise ValueError(f"the sheet {name!r} has no column description, which every event of TimeMap has")
            made.events.extend(_event_line(line) for line in found.lines)
        else:
            made.sources.extend(Source(line.where, dict(line.cells), _columns(line, "path")) for line in found.lines)
    if not made.events:
        raise ValueError(f"there is no sheet of events with a row in this workbook; {WANTED} is wanted")
    return made


def _event_line(line: Line) -> Event:
    return Event(line.where, dict(line.cells), _columns(line, "source"), _columns(line, "association", "tag"))


def _columns(line: Line, *stems: str) -> tuple[str, ...]:
    """What stands in numbered columns such as source1 and source2."""
    names = (name for name in line.cells if NUMBERED.sub("", name).rstrip("s") in stems)
    return tuple(part for name in names for part in _parts(line[name]))


def _parts(cell: str) -> Iterator[str]:
    yield from (part.strip() for part in cell.split(";") if part.strip())


def _sources(found: Content) -> dict[str, Source]:
    """The sources by id. One whose id stands before it with other files is refused: which is meant nobody can tell."""
    known: dict[str, Source] = {}
    for each in found.sources:
        own = whole(each.said.get("id", ""))
        if not own:
            found.refused.append(Left(each.where, "the source has no id; one is wanted"))
        elif (first := known.setdefault(own, each)) is each:
            continue
        elif (first.said, first.paths) == (each.said, each.paths):
            found.aside.append(Left(each.where, f"the same source stands at {first.where} already"))
        else:
            said = f"the id {own!r} stands at {first.where} already, with other paths or words; an id is wanted once"
            found.refused.append(Left(each.where, said))
    return known


def _source(each: Source, document: Document) -> Item:
    return Item(each.where, (_row(each, document), *document.rows), ("title",))


def _row(each: Source, document: Document) -> tuple[str, Mapping[str, str]]:
    said = each.said
    address = next((path for path in (said.get("url", ""), *each.paths) if path.startswith("http")), "")
    title = said.get("title", "") or said.get("description", "") or f"(Source {said['id']})"
    table, cells = named(document, title, address, said.get("author", ""))
    files = f"Files there: {'; '.join(each.paths)}." if each.paths else ""
    dated = f"Dated there: {said['date']}." if said.get("date") else ""
    notes = " ".join(part for part in (said.get("description", ""), dated, files) if part)
    return table, {**cells, "id": f"timemap--{slug(whole(said['id']))}", **({"note": notes} if notes else {})}


def _event(each: Event, known: Mapping[str, Source], first: str, document: Document) -> Item | Left:
    said = each.said
    words = said.get("description", "") or said.get("title", "")
    if not words:
        return Left(each.where, "the event has no description; one is wanted")
    try:
        when = day(said.get("date", ""), first)
    except ValueError as fault:
        return Left(each.where, str(fault))
    # Without an id its words and day make one, by which a second import knows it again.
    own = whole(said.get("id", "")) or f"{words} {when}"
    spot, remark = _place(said)
    cells = {
        "title": _title(words),
        "date": when,
        "kind": said.get("category", "") or said.get("type", ""),
        "place": spot[0][1]["id"] if spot else "",
        "summary": _summary(words, remark, each, known),
    }
    sources = (_row(known[id], document) for id in dict.fromkeys(map(whole, each.sources)) if id in known)
    return event(document, each.where, f"timemap {own}", cells, (*spot, *sources), ("date", "place"))


def _title(words: str) -> str:
    return shortened(SENTENCE.split(words, maxsplit=1)[0], LONGEST)


def _place(said: Mapping[str, str]) -> tuple[Rows, str]:
    latitude, longitude = number(said.get("latitude", "")), number(said.get("longitude", ""))
    decimals = min(len(part.partition(".")[2]) for part in (latitude, longitude))
    name = said.get("location", "")
    spot = Spot(name or f"{latitude}, {longitude}", "", latitude, longitude, str(min(decimals, 3)))
    return place(spot, REACHES, BASIS) if latitude or name else ((), "")


def _summary(words: str, remark: str, each: Event, known: Mapping[str, Source]) -> str:
    hour = f"Time there: {each.said['time']}." if each.said.get("time") else ""
    lost = [id for id in each.sources if whole(id) not in known]
    sources = f"Sources named there: {'; '.join(each.sources)}." if each.sources else ""
    missing = f"Not in the file: {'; '.join(lost)}." if lost and known else ""
    groups = f"Filed there under: {'; '.join(each.groups)}." if each.groups else ""
    return sentences(words, remark, hour, groups, sources, missing)


CANNOT = """It carries events with their day and place, and sources that nobody has read; times, associations and \
files in words alone. Left out: narratives, shapes, sites, colours. How well a point is known TimeMap does not say: \
radii are assumed from its decimals. Dates with slashes have the month first, as TimeMap reads them."""
IMPORT = Import("timemap", "TimeMap", CANNOT, read)
