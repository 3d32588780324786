"""Events from TimelineJS: the JSON that it is given, or the CSV of the spreadsheet behind it."""

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefing.imports.entities import Document, event, is_list, json_value, mapping, mappings, named, sentences, text
from briefing.imports.imported import Import, Item, Left, Parcel, parcel

TAG = re.compile(r"<[^<>]*>")
WANTED = ("Year", "Headline")
UNITS = ("year", "month", "day")
UNDATED = "the slide has no year, and comes in without a date; write one in the file, or the date into events.csv"
KEPT_OUT = ("title", "era")  # slides that are no event


def read(content: bytes, name: str) -> Parcel:
    """Every slide that is an event."""
    document = Document(name, "TimelineJS")
    slides = list(_from_json(content) if content.lstrip().startswith((b"{", b"[")) else _from_csv(content))
    tried: list[Item | Left] = []
    refused: list[Left] = []
    for where, slide in slides:
        if slide["type"] in KEPT_OUT:
            tried.append(Left(where, f"a slide of the type {slide['type']!r} is no event"))
        elif not slide["title"]:
            refused.append(Left(where, "the slide has no headline; one is wanted"))
        else:
            tried.append(_event(where, slide, document))
    undated = (Left(where, UNDATED) for where, slide in slides if not slide["date"])
    return replace(parcel(tried, refused), remarks=tuple(undated))


def _event(where: str, slide: Mapping[str, str], document: Document) -> Item:
    # The spreadsheet has no ids: its words make one, by which a second import knows the slide again.
    own = slide["id"] or " ".join(part for part in (slide["title"], slide["date"]) if part)
    shown = f"Shown there as: {slide['shown']}." if slide["shown"] else ""
    beside = f"Shown beside it: {slide['caption'] or slide['media']}." if slide["media"] else ""
    summary = sentences(slide["text"], shown, beside)
    cells = {"title": slide["title"], "date": slide["date"], "kind": slide["group"], "summary": summary}
    media = (named(document, slide["caption"], slide["media"], slide["credit"]),) if slide["media"] else ()
    return event(document, where, own, cells, media, known=("date",))


def _from_json(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    found = mapping(json_value(content))
    if not is_list(found.get("events")):
        raise ValueError("this is no TimelineJS; a JSON object with a list of 'events' is wanted")
    slides = [("title", found["title"])] if found.get("title") else []
    slides += [("", each) for each in found["events"]]
    slides += [("era", each) for each in mappings(found.get("eras"))]
    for number, (kind, each) in enumerate(slides, 1):
        slide, words = mapping(each), mapping(mapping(each).get("text"))
        media = mapping(slide.get("media"))
        ends = [_units(slide.get(end)) for end in ("start_date", "end_date")]
        yield (
            f"{kind or 'event'} {number}",
            {
                "id": text(slide.get("unique_id")),
                "type": kind,
                "title": plain(words.get("headline")),
                "text": plain(words.get("text")),
                "date": _date(*ends),
                "group": text(slide.get("group")),
                "shown": text(slide.get("display_date")),
                "media": plain(media.get("url")),
                "caption": plain(media.get("caption")),
                "credit": plain(media.get("credit")),
            },
        )


def _from_csv(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    for line, cells in _rows(content):
        ends = [_units({unit: cells.get(f"{end}{unit.title()}") for unit in UNITS}) for end in ("", "End ")]
        yield (
            f"line {line}",
            {
                "id": "",
                "type": cells.get("Type", "").strip().lower(),
                "title": plain(cells.get("Headline")),
                "text": plain(cells.get("Text")),
                "date": _date(*ends),
                "group": text(cells.get("Group")),
                "shown": text(cells.get("Display Date")),
                "media": plain(cells.get("Media")),
                "caption": plain(cells.get("Media Caption")),
                "credit": plain(cells.get("Media Credit")),
            },
        )


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows by column, each with its last line."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, dict(zip(header, row, strict=False))) for row in reader if any(row)]
    except (UnicodeDecodeError, csv.Error):
        raise ValueError("this cannot be read as CSV in UTF-8") from None
    if missing := [name for name in WANTED if name not in header]:
        raise ValueError(f"this is no TimelineJS; the column {missing[0]!r} is missing, wanted are {', '.join(WANTED)}")
    return rows


def _units(found: Any) -> tuple[str, ...]:
    """Year, month and day as far as they are given, the largest first."""
    # Spreadsheets that hold years as numbers may write 2017.0.
    # Month 0 or day 0 is how they keep a place for one that is not known.
    given = [text(mapping(found).get(unit)).removesuffix(".0") for unit in UNITS]
    given = ["" if unit.strip("0") == "" else unit for unit in given]
    known = given.index("") if "" in given else len(given)
    year, *rest = given[:known] or [""]
    digits = 5 if year.startswith("-") else 4  # with its sign
    return (year.zfill(digits), *(unit.zfill(2) for unit in rest)) if year else ()


def _date(start: tuple[str, ...], end: tuple[str, ...]) -> str:
    """The date as precise as it is given: a slide with a start and an end lasted. An hour is left out."""
    ends = ["-".join(each) for each in (start, end) if each]
    return "/".join(dict.fromkeys(ends))


def plain(value: Any) -> str:
    """Text without the HTML that TimelineJS allows in it."""
    # Tags go first: unescaped, an "&lt;b&gt;" that was meant as words would be taken for one.
    return text(html.unescape(TAG.sub(" ", text(value))))


CANNOT = """It carries events with a date, to the day, and the addresses of their media as sources that nobody has \
read; not places, actors, claims, reports or judgements, nor approximate or open dates. Pictures themselves are \
not taken over."""
IMPORT = Import("timelinejs", "TimelineJS", CANNOT, read)
