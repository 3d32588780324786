"""The rows of a sheet as rows of a dossier: each an event with its claim, a report for each source, actors and a place.

Nothing is assessed here. Where a source had it from is not stated in a sheet, so no claim stands by it alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from briefing.dossier.folding import fold, name_key
from briefing.dossier.records import LIST_MARK
from briefing.dossier.unasked import OF_SHEETS, TEXTS
from briefing.dossier.web import host, split
from briefing.imports.entities import OUTLET, OUTLET_ROW, sentences, shortened
from briefing.imports.imported import Cells
from briefing.imports.sheet.kinds import kind
from briefing.imports.sheet.said import Said
from briefing.imports.slug import slug

QUESTION_ROW: Cells = {
    "id": OF_SHEETS,
    "text": TEXTS[OF_SHEETS],
    "short": "Rows of a sheet",
    # Behind all ranks of a real briefing, since two questions of one rank are an error.
    "rank": "998",
}
Rows = tuple[tuple[str, Cells], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What rows are made for: the name of their sheet, the ids of places and actors that are there, and by its address
    the id of each source that came in under another."""

    file: str
    held: Collection[str] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def source(self, url: str) -> str:
        """The id of the source at an address, which no other has."""
        own = source_id(url)
        return self.sources.get(url) or (f"{own}-2" if own in self.sources.values() else own)


def source_id(url: str) -> str:
    """The id of a source by its address alone."""
    return f"s-{slug(host(url))[:40]}-{short_hash(url)}"


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of a row: its id and the rows that it takes."""

    source: str
    rows: Rows


def short_hash(*parts: str) -> str:
    """Ten digits that are the same for the same words, whatever their case and spaces."""
    plain = "\x1f".join(" ".join(fold(part).split()) for part in parts)
    return sha256(plain.encode()).hexdigest()[:10]


def name_slug(name: str) -> str:
    """The id of a name, the same in any case. What has letters that are not Latin is told by a hash as well.

    Without it Группа 7 and Отряд 7 would both be 7, and one.
    """
    own = slug(fold(name))
    is_whole = all(letter.isascii() or not letter.isalnum() for letter in fold(name))
    return own if is_whole else f"{own[:60].strip('-')}-{short_hash(name)[:6]}"


def own_id(said: Said) -> str:
    """The id that the sheet gives a row, as that of a row of ours, or nothing. A number may have been read with .0."""
    return as_id(said.get("id"))


def as_id(own: str) -> str:
    """The same of the bare id."""
    whole = own.removesuffix(".0")
    return name_slug(whole) if whole else ""


def event_id(said: Said, by_content: bool = False) -> str:
    """The id of an event: of the row's own name, or of what it says where it has none, or where that is asked for."""
    if (own := own_id(said)) and not by_content:
        return f"e-{own}"
    spot = [said.get(name) for name in ("place", "latitude", "longitude", "coordinates")]
    words = slug(said.get("title"))[:50].strip("-")
    return f"e-{words}-{short_hash(said.get('title'), said.get('date'), *spot)[:6]}"


def event_rows(
    id: str,
    said: Said,
    place: Cells | None,
    actors: Mapping[str, str],
    all_actors: Collection[str],
    around: Around,
) -> Rows:
    """All rows for one row of a sheet, the event first. ``all_actors`` are those of every row about the event."""
    file = around.file
    about = {"date": said.get("date"), "place": place["id"] if place else ""}
    parts = LIST_MARK.join(all_actors)
    origins = list(_origins(id, said, around))
    claim = {"question": OF_SHEETS, "statement": said.get("title"), "short": shortened(said.get("title"))}
    lost = f"The place is left open; {file} has it as {said.get('place')!r}." if said.get("place") and not place else ""
    summary = sentences(said.get("summary") or f"So says a row of {file}, and no more.", lost)
    event = {"title": said.get("title"), "kind": said.get("kind") or "event", **about, "summary": summary}
    rows: list[tuple[str, Cells]] = [("events", {"id": id, **event, "claim": f"{id}--claim"})]
    rows.append(("questions", QUESTION_ROW))
    rows.append(("claims", {"id": f"{id}--claim", **claim, "kind": "occurrence", "actors": parts, **about}))
    for origin in origins:
        rows += [*origin.rows, *_report(id, said, origin.source, {**about, "actors": LIST_MARK.join(actors)}, file)]
    rows += [("actors", _actor(actor, name, file)) for actor, name in actors.items()]
    rows += [("involvement", _part(id, actor)) for actor in actors]
    rows += [("places", place)] if place else []
    return tuple((table, _filled(cells)) for table, cells in rows if cells["id"] not in around.held)


def _filled(cells: Cells) -> Cells:
    return {name: value for name, value in cells.items() if value}


def _report(id: str, said: Said, source: str, about: Cells, file: str) -> Iterator[tuple[str, Cells]]:
    mark = short_hash(source)
    report, statement = f"{id}--r-{mark}", said.get("summary") or said.get("title")
    grade = {"locator": "not noted in the sheet", "basis": "unknown", "credibility": "6"}
    note = said.note or f"From a row of {file}; nobody has assessed it."
    yield (
        "reports",
        {
            "id": report,
            "source": source,
            "statement": statement,
            "origin": f"{source}--o",
            **grade,
            **about,
            "note": note,
        },
    )
    stance = {"report": report, "claim": f"{id}--claim", "stance": "supports", "why": "The row of the sheet says so."}
    yield "evidence", {"id": f"{id}--ev-{mark}", **stance}


def _origins(id: str, said: Said, around: Around) -> Iterator[Origin]:
    """A source for each address and for each name that has none; else the sheet itself.

    As many names as addresses are theirs, in their order. Otherwise nobody can tell whose a name is, and it is a source
    of its own.
    """
    urls, names, file = said.urls, said.outlets, around.file
    paired = len(names) == len(urls)
    named = names if paired else ("",) * len(urls)
    for url, name in zip(urls, named, strict=True):
        yield _published(around.source(url), name or host(url), _title(url), url, said, file)
    if not paired:
        for name in names:
            title = f"(a publication of {name}, as {file} has it)"
            yield _published(f"s-{slug(fold(name))[:40]}-{short_hash(id, name)}", name, title, "", said, file)
    if not urls and not names:
        yield _itself(file)


def _published(source: str, outlet: str, title: str, url: str, said: Said, file: str) -> Origin:
    own = f"out-{name_slug(outlet)}"
    grade = {"reliability": "F", "reliability_reason": f"Named in {file}; nobody has judged it."}
    read = {"extent_read": "not stated", "note": f"Named in {file}, which does not say how much of it was read."}
    cells = {"title": title, "published": said.get("published"), "url": url, **read}
    return Origin(
        source,
        (
            ("outlets", {"id": own, "name": outlet, "kind": "website" if url else "publisher", **grade}),
            ("sources", {"id": source, "outlet": own, **cells}),
            ("origins", {"id": f"{source}--o", "name": f"Not stated in {title.strip('()')}", "kind": "unknown"}),
        ),
    )


def _itself(file: str) -> Origin:
    """The sheet as the source of what has no other."""
    source = f"s-sheet-{name_slug(file)}"
    said = {"title": file, "extent_read": "whole", "note": "A sheet whose rows name no source of their own."}
    return Origin(
        source,
        (
            ("outlets", OUTLET_ROW),
            ("sources", {"id": source, "outlet": OUTLET, **said}),
            ("origins", {"id": f"{source}--o", "name": f"Not stated in {file}", "kind": "unknown"}),
        ),
    )


def _title(url: str) -> str:
    """The address in brackets, as titles are written whose headline was not seen."""
    parts = split(url)
    path = parts.path if parts else ""
    return f"({host(url)}{path.rstrip('/')})"[:160]


def actor_id(name: str) -> str:
    """The id of an actor, the same however its name is written as to case and spaces."""
    return f"a-{name_slug(name)}"


def _actor(id: str, name: str, file: str) -> Cells:
    """An actor of which nothing is known but the name."""
    return {
        "id": id,
        "name": name,
        "kind": kind(name),
        "summary": f"Named in {file}; the kind is taken from the name alone.",
    }


def _part(event: str, actor: str) -> Cells:
    return {"id": f"{event}--i-{short_hash(actor)}", "event": event, "actor": actor, "role": "named in the row"}


def same_name(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of these in whatever spelling."""
    return name_key(name) in map(name_key, others)
