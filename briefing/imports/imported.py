"""What a file brings: rows to take over, and what of it is refused or set aside, each with its place in the file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.dossier.dossier import Info
from briefing.dossier.issues import FEW, FIRST, kind
from briefing.dossier.sentences import some

Cells = Mapping[str, str]
PLACES = 3  # rows of which one thing is told, that are named
ALL = "--all lists every one"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a file offers, as rows of tables; the first is the thing itself, the others are what it needs.

    ``carried`` names the columns of the first row that the format can say; empty means all of them.
    """

    where: str
    rows: tuple[tuple[str, Cells], ...]
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Something in a file that is not taken over, where it stands and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a file brings. ``info`` is the front matter, where the format has one.

    ``remarks`` tell what is odd about items that come in, ``assumed`` are the ids of actors whose kind no file states.
    """

    items: tuple[Item, ...] = ()
    refused: tuple[Left, ...] = ()
    aside: tuple[Left, ...] = ()
    info: Info | None = None
    remarks: tuple[Left, ...] = ()
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Import:
    """A format to import from. ``cannot`` says in a sentence what of a dossier it has no room for.

    ``read`` takes the content of a file and its name. It raises ValueError with a sentence if that is no such file.
    ``licence`` is on what terms all data in this format is given out, where one body does.
    """

    name: str
    title: str
    cannot: str
    read: Callable[[bytes, str], Parcel]
    licence: str = ""


def parcel(found: list[Item | Left], refused: list[Left] | None = None) -> Parcel:
    """A parcel of what was found in the order of the file; what is ``Left`` in ``found`` is set aside."""
    return Parcel(
        items=tuple(each for each in found if isinstance(each, Item)),
        refused=tuple(refused or ()),
        aside=tuple(each for each in found if isinstance(each, Left)),
    )


def in_order(left: Iterable[Left]) -> tuple[Left, ...]:
    """What is told of rows as these stand in the file, whatever it was that told it; its tables as they were told."""
    listed = tuple(left)
    tables = list(dict.fromkeys(_at_number(each)[0] for each in listed))
    return tuple(sorted(listed, key=lambda each: (tables.index(_at_number(each)[0]), _at_number(each)[1])))


def _at_number(left: Left) -> tuple[str, int]:
    """The words before the number of a row, and that number."""
    found = re.search(r"\d+$", left.where)
    return (left.where[: found.start()], int(found[0])) if found else (left.where, 0)


def told(left: Sequence[Left], mark: str = "", whole: bool = False) -> Iterator[str]:
    """What is told of rows, a line for each thing that is told: of many of one kind only how many, and the first.

    With ``whole`` every row has a line of its own.
    """
    if whole:
        yield from (f"{each.where}: {mark}{each.reason}" for each in left)
        return
    kinds: dict[str, dict[str, list[str]]] = {}
    for each in left:
        kinds.setdefault(kind(each.reason), {}).setdefault(each.reason, []).append(each.where)
    many = {name for name, reasons in kinds.items() if len(reasons) > FEW}
    seen: set[str] = set()
    for each in left:
        name = kind(each.reason)
        block = name if name in many else each.reason
        if block not in seen:
            seen.add(block)
            yield from _block(kinds[name], mark) if name in many else [_at(kinds[name][each.reason], mark, each.reason)]


def _block(reasons: Mapping[str, list[str]], mark: str) -> Iterator[str]:
    """Many findings of one kind as how many they are and the first."""
    rows = sum(map(len, reasons.values()))
    within = f" in {rows:,} rows" if rows > len(reasons) else ""
    yield f"{len(reasons):,} findings of one kind{within}, here the first {FIRST}; {ALL}:"
    yield from (f"  {_at(where, mark, reason)}" for reason, where in [*reasons.items()][:FIRST])


def _at(where: list[str], mark: str, reason: str) -> str:
    return f"{some(where, PLACES)}: {mark}{reason}"
