"""How a row is called before people: by its name, title or statement, never by its id where it has another."""

from unicodedata import bidirectional

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Origin, Outlet, Question, Source

TURNING = frozenset({"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDI", "PDF"})
OPEN, CLOSE = "\u2068", "\u2069"  # first strong isolate, pop directional isolate


def isolated(text: str) -> str:
    """A name to be set into a sentence: where its letters or marks turn the direction, they turn nothing around it."""
    if TURNING.isdisjoint(map(bidirectional, text)):
        return text
    return f"{OPEN}{_closed(text)}{CLOSE}"


def _closed(text: str) -> str:
    """The text without marks that would close what it did not open, and with all closed that it opened."""
    depth, kept = 0, []
    for letter in text:
        kind = bidirectional(letter)
        if kind == "PDI" and not depth:
            continue
        depth += (kind in ("RLI", "LRI", "FSI")) - (kind == "PDI")
        kept.append(letter)
    return "".join(kept) + CLOSE * depth


def labelled(dossier: Dossier, id: str) -> str:
    """The name of a row for people, safe to set into a sentence: its name, title, statement or id."""
    return isolated(_named(dossier, id))


def _named(dossier: Dossier, id: str) -> str:
    row = dossier.find(id)
    if isinstance(row, Actor | Outlet | Origin):
        return row.name
    if isinstance(row, Source):
        return row.title
    if isinstance(row, Question):
        return row.text
    for name in ("statement", "title", "name", "kind"):
        if value := getattr(row, name, ""):
            return str(value)
    return id
