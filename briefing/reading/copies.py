"""The local copies of sources, in ``archive/`` beside the tables: whether they are what was read, and hold the quotes.

A copy is found by its hash, whatever it is called and however deep it lies, as archiving programs write them; or by
the id of its source as its name.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Report, Source
from briefing.reading.textfile import is_folder

FOLDER = "archive"
LARGEST_TEXT = 32 << 20  # bytes; no article is longer
DEEPEST = 1_000  # elements in each other; browsers go to 512, and each end tag looks through all that are open
TEXTS = (".txt", ".md", ".html", ".htm", ".xhtml", ".json", ".csv", ".xml", ".srt", ".vtt")
MARKED_UP = (".html", ".htm", ".xhtml", ".xml")
SILENT = ("script", "style", "template", "noscript")
# How the same words are printed and typed.
SIGNS = str.maketrans("“”„«»‘’–—", '"""""\'\'--', "\u00ad")

State = Literal["proved", "changed", "missing", "unproved", "none", "stands", "absent", "unread"]
BAD: tuple[State, ...] = ("changed", "absent")
SAID: Mapping[State, str] = {
    "proved": "the copy has the hash that was recorded",
    "changed": "the copy has another hash than the one recorded",
    "missing": "a hash is recorded, but no copy has it",
    "unproved": "there is a copy, but no hash is recorded",
    "none": "there is no copy and no hash",
    "stands": "the words stand in the copy",
    "absent": "the words do not stand in the copy",
    "unread": "no copy whose text can be searched",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a source or of the quote of a report."""

    id: str
    state: State
    detail: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it contradicts the tables, and not only leaves something open."""
        return self.state in BAD


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an archive, by hash and by the id that is their name."""

    by_hash: Mapping[str, Path]
    by_name: Mapping[str, Path]


def beside(where: Path) -> Path:
    """The archive of a dossier: in its folder, or beside the workbook that it is."""
    return (where if where.is_dir() else where.parent) / FOLDER


def archive(folder: Path) -> Archive:
    """Every plain file below the folder; links are not followed, since they could lead anywhere."""
    found = sorted(_below(folder))
    return Archive({digest(path): path for path in found}, {path.name.partition(".")[0]: path for path in found})


def _below(folder: Path) -> Iterator[Path]:
    """One folder after the other, however deep: Python 3.11 goes into each from the one above, up to its limit."""
    left = [str(folder)] if is_folder(folder) else []
    while left:
        with os.scandir(left.pop()) as there:
            for entry in there:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.sha256).hexdigest()


def verify(dossier: Dossier, kept: Archive) -> tuple[Finding, ...]:
    """What can be said of every source, and of every report that quotes."""
    words_of = lru_cache(maxsize=16)(text)  # several reports stand in one copy, mostly side by side
    quoted = (
        _quote(report, dossier.row(Source, report.source), kept, words_of) for report in dossier.reports if report.quote
    )
    return (*(_copy(source, kept) for source in dossier.sources), *quoted)


def _copy(source: Source, kept: Archive) -> Finding:
    named = kept.by_name.get(source.id)
    if source.sha256 is None:
        if named is None:
            return Finding(source.id, "none")
        return Finding(source.id, "unproved", f"{named.name} has {digest(named)}")
    if source.sha256 in kept.by_hash:
        return Finding(source.id, "proved", kept.by_hash[source.sha256].name)
    return (
        Finding(source.id, "changed", f"{named.name} has {digest(named)}") if named else Finding(source.id, "missing")
    )


def _quote(report: Report, source: Source, kept: Archive, words_of: Callable[[Path], str | None]) -> Finding:
    path = kept.by_hash.get(source.sha256 or "") or kept.by_name.get(source.id)
    words = words_of(path) if path else None
    if path is None or words is None:
        return Finding(report.id, "unread", path.name if path else f"source {source.id}")
    stands = all(part in words for part in _parts(report.quote))
    return Finding(report.id, "stands" if stands else "absent", path.name)


def _parts(quote: str) -> Iterator[str]:
    """The pieces of a quote between what was left out."""
    for part in re.split(r"\[?(?:…|\.\.\.)\]?", quote):
        if piece := plain(part):
            yield piece


def text(path: Path) -> str | None:
    """The words of a copy, made plain; None where it is no text, such as a PDF or a picture, or nested without end."""
    if path.suffix.lower() not in TEXTS or path.stat().st_size > LARGEST_TEXT:
        return None
    read = path.read_bytes().decode(errors="replace")
    words = _words(read) if path.suffix.lower() in MARKED_UP else read
    return None if words is None else plain(words)


def plain(words: str) -> str:
    """Words without what differs from print to print: spaces, line ends, the shape of quotation marks and dashes."""
    return " ".join(unicodedata.normalize("NFKC", words).translate(SIGNS).split())


class _TooDeepError(Exception):
    """Elements of a page lie deeper in each other than a page's do."""


class _Words:
    """The text of a page that a reader sees, as lxml tells of it from its beginning to its end."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.silent = 0
        self.depth = 0

    def start(self, tag: str, attributes: object) -> None:
        """Begin to leave out what nobody reads. Raises _TooDeepError."""
        self.silent += tag in SILENT
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError

    def end(self, tag: str) -> None:
        """End it."""
        self.silent -= tag in SILENT and self.silent > 0
        self.depth -= 1

    def data(self, data: str) -> None:
        """Take what is read."""
        if not self.silent:
            self.found.append(data)

    def close(self) -> str:
        """The text."""
        return "".join(self.found)


def _words(page: str) -> str | None:
    parser = etree.HTMLParser(target=_Words(), huge_tree=True)
    try:
        parser.feed(page)
        words: str = parser.close()
    except _TooDeepError:
        return None
    return words
