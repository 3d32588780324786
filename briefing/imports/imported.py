"""What a file brings: rows to take over, and what of it is refused or set aside, each with its place in the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.dossier.dossier import Info

Cells = Mapping[str, str]


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
    """All that a file brings. ``info`` is the front matter, where the format has one."""

    items: tuple[Item, ...] = ()
    refused: tuple[Left, ...] = ()
    aside: tuple[Left, ...] = ()
    info: Info | None = None


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
