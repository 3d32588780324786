"""How a row is called before people: by its name, title or statement, and by its id only where nothing else will do."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from unicodedata import bidirectional

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Origin, Outlet, Place, Question, Record, Source

TURNING = frozenset({"R", "AL", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDI", "PDF"})
OPEN, CLOSE = "\u2068", "\u2069"  # first strong isolate, pop directional isolate


def isolated(text: str) -> str:
    """A name to be set into a sentence: where its letters or marks turn the direction, they turn nothing around it."""
    if text.isascii() or TURNING.isdisjoint(map(bidirectional, text)):
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
    """The name of a row for people, safe to set into a sentence: its name, title, statement or id.

    Where others of its table are called the same it says which of them is meant.
    """
    row = dossier.find(id)
    return (dossier.once(_twins).get(row.id) or _called(row, dossier)) if row else isolated(id)


def what_if_label(dossier: Dossier, id: str) -> str:
    """What a what-if takes away, and whether that is the origin, the outlet or the source of this name."""
    return dossier.once(_reporting).get(id) or labelled(dossier, id)


def told_apart(labels: Mapping[str, str], fuller: Callable[[str], str] | None = None) -> dict[str, str]:
    """These labels by id, no two of them equal: of those that tie the fuller ones, and where these do with their id.

    A box of Streamlit is answered by a label, and takes what was chosen for another option that has the same.
    """
    found = dict(labels)
    if fuller:
        found |= {id: fuller(id) for id in _tied(found)}
    # More than once only where a name ends as if it had been told apart. No two that end with their id tie.
    while tied := _tied(found):
        found |= {id: f"{found[id]} ({isolated(id)})" for id in tied if id}
    return found


def _tied(labels: Mapping[str, str]) -> Collection[str]:
    times = Counter(labels.values())
    return [id for id, label in labels.items() if times[label] > 1]


def _twins(dossier: Dossier) -> dict[str, str]:
    """The labels of the rows that are called as another of their table is."""
    tables = (dossier.questions, dossier.actors, dossier.origins, dossier.outlets, dossier.sources, dossier.places)
    return {id: label for rows in tables for id, label in _differing(rows, dossier)}


def _differing(rows: Iterable[Record], dossier: Dossier) -> Iterator[tuple[str, str]]:
    of = {row.id: row for row in rows}
    called = {id: _called(row, dossier) for id, row in of.items()}
    apart = told_apart(called, lambda id: _fuller(of[id], dossier))
    return ((id, label) for id, label in apart.items() if label != called[id])


def _reporting(dossier: Dossier) -> dict[str, str]:
    kinds = {row.id: row.one for rows in (dossier.origins, dossier.outlets, dossier.sources) for row in rows}
    labels = {id: labelled(dossier, id) for id in kinds}
    return told_apart(labels, lambda id: f"{labels[id]} ({kinds[id]})")


def _called(row: Record, dossier: Dossier) -> str:
    return _published(row, dossier) if isinstance(row, Source) and _is_untitled(row) else isolated(_named(row))


def _named(row: Record) -> str:
    if isinstance(row, Actor | Outlet | Origin):
        return row.name
    if isinstance(row, Source):
        return row.title
    if isinstance(row, Question):
        return row.text
    for name in ("statement", "title", "name", "kind"):
        if value := getattr(row, name, ""):
            return str(value)
    return row.id


def _is_untitled(row: Source) -> bool:
    """Whether the headline was not seen: what stands for it is in round brackets."""
    return row.title.startswith("(") and row.title.endswith(")")


def _published(row: Source, dossier: Dossier) -> str:
    """A source by its outlet and day, which come first: a box cuts off the ends of its options."""
    outlet = dossier.find(row.outlet)
    day = row.published.words if row.published else "undated"
    title = isolated(row.title if _is_untitled(row) else f"({row.title})")
    return f"{_called(outlet, dossier)}, {day} {title}" if outlet else f"{day} {title}"


def _fuller(row: Record, dossier: Dossier) -> str:
    """A row with what a person would tell it by from another of its name."""
    if isinstance(row, Source):
        return _published(row, dossier)
    more = ", ".join(isolated(part) for part in _telling(row) if part)
    return f"{_called(row, dossier)} ({more})" if more else _called(row, dossier)


def _telling(row: Record) -> tuple[str, ...]:
    if isinstance(row, Question):
        return (row.short,)
    if isinstance(row, Actor):
        return row.native_name, row.kind
    if isinstance(row, Outlet):
        return row.kind, row.country
    if isinstance(row, Place):
        return row.admin1, row.country
    return (row.kind,) if isinstance(row, Origin) else ()
