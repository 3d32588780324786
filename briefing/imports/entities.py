"""Things from files that know no claims, as rows of a dossier.

No evidence is invented: what such a file says to have happened comes with a claim whose only report is the file itself,
from an origin not known and of a credibility that cannot be judged.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import PurePath
from typing import Any

from briefing.dossier.records import LIST_MARK
from briefing.dossier.unasked import OF_FILES, TEXTS
from briefing.imports.imported import Cells, Item
from briefing.imports.slug import slug

OUTLET = "imported-files"
SHORT = 48  # characters in the head of a column
HALVED = re.compile(rb"\\u[dD][89a-fA-F]")  # half of a character that JSON writes as two
LONG = 400  # characters of a summary, beyond which the whole is left to the report
ENDS = tuple(".!?…:;") + tuple(f"{stop}{quote}" for stop in ".!?…" for quote in "\"'”’»)")

Rows = tuple[tuple[str, Cells], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The imported file as a source of its own."""

    name: str
    format: str

    @property
    def source(self) -> str:
        """The id of the source."""
        return f"import-{slug(PurePath(self.name).stem)}"

    @property
    def origin(self) -> str:
        """The id of its origin, which is not known."""
        return f"{self.source}--origin"

    @property
    def rows(self) -> Rows:
        """The outlet, the source, the origin and the question that everything in the file goes under."""
        return (
            ("outlets", OUTLET_ROW),
            ("sources", self._source),
            ("origins", {"id": self.origin, "name": f"Not stated in {self.name}", "kind": "unknown"}),
            ("questions", _QUESTION),
        )

    @property
    def _source(self) -> Cells:
        said = {"title": self.name, "extent_read": "whole", "note": f"A file in the format {self.format}, imported."}
        return {"id": self.source, "outlet": OUTLET, **said}

    def claim(self, id: str, short: str, said: str, whole: str = "", **about: str) -> Rows:
        """A claim under this id that the file, and nothing else, supports; ``whole`` is its text if that is longer."""
        claim, report = f"{id}--claim", f"{id}--report"
        statement = {"statement": whole or said, "origin": self.origin, "source": self.source, "locator": f"item {id}"}
        grade = {"basis": "unknown", "credibility": "6", "note": "Imported; nobody has assessed it."}
        stance = {"report": report, "claim": claim, "stance": "supports", "why": "The imported file says so."}
        cells = {"question": OF_FILES, "statement": said, "short": shortened(short), "claimant": self.origin, **about}
        shared = {name: value for name, value in about.items() if name in ("date", "place", "actors")}
        return (
            *self.rows,
            ("claims", {"id": claim, **cells}),
            ("reports", {"id": report, **statement, **grade, **shared}),
            ("evidence", {"id": f"{id}--evidence", **stance}),
        )


OUTLET_ROW: Cells = {
    "id": OUTLET,
    "name": "Imported files",
    "kind": "imported file",
    "reliability": "F",
    "reliability_reason": "A file says nothing of how its content came about.",
}
_QUESTION: Cells = {
    "id": OF_FILES,
    "text": TEXTS[OF_FILES],
    "short": "Imported, not assessed",
    # Behind all ranks of a real briefing, since two questions of one rank are an error.
    "rank": "999",
}


def event(document: Document, where: str, own: str, cells: Cells, more: Rows = (), known: Iterable[str] = ()) -> Item:
    """An event with its claim. ``more`` are rows that it needs, ``known`` what the format carries beside the title."""
    id = slug(own)
    about = {name: cells[name] for name in ("date", "place") if cells.get(name)}
    # The claim is about those in the event, so that whoever follows an actor meets it.
    about["actors"] = LIST_MARK.join(row["actor"] for table, row in more if table == "involvement")
    title = cells.get("title", "")
    said = cells.get("summary") or f"So says the imported file {document.name}, and no more."
    summary = shortened(said, LONG)
    # What is cut from the summary stands whole in the report, one step away.
    claim = document.claim(id, title, title, said if summary != said else "", kind="occurrence", **about)
    row = {"kind": "imported", **_filled(cells), "summary": summary, "id": id, "claim": f"{id}--claim"}
    return Item(where, (("events", row), *more, *claim), ("title", *known))


def actor(where: str, own: str, cells: Cells, known: Iterable[str] = ()) -> Item:
    """A person or organisation; a file that gives no words for it gives it a summary that says so."""
    row = {"summary": "Imported; nothing is said of it.", **_filled(cells), "id": slug(own)}
    return Item(where, (("actors", row),), ("name", *known))


def relation(document: Document, where: str, own: str, ends: tuple[str, str], cells: Cells) -> Item:
    """A tie between two actors with its claim."""
    id, (start, end) = slug(own), ends
    kind = cells["kind"]
    about = {"actors": LIST_MARK.join(dict.fromkeys(ends)), **({"date": cells["date"]} if cells.get("date") else {})}
    claim = document.claim(id, kind, f"{start} {kind} {end}", kind="link", **about)
    row = {**_filled(cells), "id": id, "from": start, "to": end, "claim": f"{id}--claim"}
    return Item(where, (("relations", row), *claim), ("from", "to"))


def source(document: Document, where: str, own: str, cells: Cells) -> Item:
    """A publication that the file names; nobody has read it, and it is known through the file."""
    row = {"outlet": OUTLET, "extent_read": "not read", "known_via": document.source, **_filled(cells), "id": slug(own)}
    return Item(where, (("sources", row), *document.rows), ("title",))


def named(document: Document, title: str, url: str = "", author: str = "") -> tuple[str, Cells]:
    """A source that the file names beside something else, as a row: once, however often it is named."""
    address = url if url.lower().startswith(("http://", "https://")) else ""
    cells = {"title": title or url, "url": address, "author": author}
    known = {"outlet": OUTLET, "extent_read": "not read", "known_via": document.source}
    return "sources", {"id": f"named--{slug(url or title)}", **known, **_filled(cells)}


def shortened(text: str, most: int = SHORT) -> str:
    """A text for a narrow place, cut between two words where it is too long."""
    if len(text) <= most:
        return text
    # A text without spaces, as in some scripts, is cut where the room ends.
    cut = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{cut.rstrip(' ,;:-')}…"


def sentences(*found: str) -> str:
    """What is not empty as sentences, one after the other: a headline of a file has no full stop of its own."""
    return " ".join(part if part.endswith(ENDS) else f"{part}." for part in found if part)


def _filled(cells: Cells) -> dict[str, str]:
    return {name: value for name, value in cells.items() if value}


def json_value(content: bytes, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    """The value of a JSON file; ``pairs`` makes its objects. Raises ValueError with a sentence if it is none."""
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=pairs)
        if HALVED.search(content):
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise ValueError("the file is not in UTF-8, which JSON is written in") from None
    except UnicodeEncodeError:
        raise ValueError(r"the file has half a character, such as \ud800, which no text can hold") from None
    except RecursionError:
        raise ValueError("the file nests too deeply to be read") from None
    except json.JSONDecodeError as fault:
        raise ValueError(f"line {fault.lineno}: this cannot be read as JSON ({fault.msg.lower()})") from None
    except ValueError:
        raise ValueError("the file has a number of thousands of digits, which nothing counts") from None
    return found


def text(value: Any) -> str:
    """A value of JSON as the text of a cell; what is no text or number is none."""
    if isinstance(value, str):
        return " ".join(value.split())
    # bool is an int in Python, and true is no text.
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def finite(value: Any) -> float | None:
    """A value of JSON as a number that can be reckoned with; None where it is none, true, or too large for one."""
    try:
        found = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else nan
    except OverflowError:  # a whole number of JSON may have thousands of digits
        return None
    return found if isfinite(found) else None


def texts(value: Any) -> Iterator[str]:
    """The texts in a value that may be a list, without empty ones; the mark between parts of a list is taken out."""
    for each in value if isinstance(value, list) else [value]:
        if found := text(each).replace(LIST_MARK, "/"):
            yield found


def is_list(value: Any) -> bool:
    """Whether a value of JSON is a list."""
    return isinstance(value, list)


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a list of JSON; an empty one for whatever else stands in it."""
    return [mapping(each) for each in value] if isinstance(value, list) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is an object of JSON, else an empty one."""
    return value if isinstance(value, dict) else {}
