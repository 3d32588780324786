"""The dossier: every table as frozen rows in file order, with look-ups by id and by reference."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from itertools import count
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from briefing.dossier.cells import LANGUAGE
from briefing.dossier.edtf import FIRST_YEAR, LAST_YEAR
from briefing.dossier.records import (
    TABLES,
    Actor,
    Claim,
    Event,
    Evidence,
    Involvement,
    Judgement,
    Origin,
    Outlet,
    Place,
    Question,
    Record,
    Relation,
    Report,
    Role,
    Source,
    Step,
    ids,
)

R = TypeVar("R", bound=Record)
T = TypeVar("T")
_EDITIONS = count()
NOT_GIVEN_OUT = "not for publication"
TABLE_OF: Mapping[type[Record], str] = MappingProxyType({row: name for name, row in TABLES.items()})


def _within(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"a day in the years from {FIRST_YEAR} to {LAST_YEAR} is wanted")
    return value


Written = Annotated[date, AfterValidator(_within)]
"""A day of the front matter, which TOML reads by itself."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
"""A tag of BCP 47, such as en or tg-Cyrl."""


class Moment(BaseModel):
    """A named knowledge date, such as the day on which the article appeared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    day: Written
    title: str


class BottomLine(BaseModel):
    """What the compilers would say first, and the day on which they said it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    made: Written
    text: str
    not_known: str = ""


class Cut(BaseModel):
    """That the tables are a part of a dossier: of which release, by which view, and what of it is missing.

    ``view`` is what was chosen, as an address has it. Standings are computed on a part only where somebody told so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    release: str
    view: str = ""
    state: str
    missing: str
    standings: Literal["on these rows alone"] | None = None


class Info(BaseModel):
    """What ``dossier.toml`` says of the dossier as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    title: str
    subtitle: str
    summary: str
    as_of: Written = Field(description="The last day that the compilers looked at; never today.")
    language: Language
    disclaimer: str
    licence: str
    moments: tuple[Moment, ...] = ()
    bottom_line: BottomLine | None = None
    cut: Cut | None = None

    @property
    def is_for_publication(self) -> bool:
        """Whether the licence lets the dossier be given out: it does not where it says that it is not for it."""
        return NOT_GIVEN_OUT not in self.licence.casefold()


# No slots: cached_property keeps its values in __dict__.
@dataclass(frozen=True)
class Dossier:
    """All tables of one dossier. ``release`` is a hash of its content, seven hexadecimal digits.

    ``ceiling`` is the highest marking of what is here, where more was marked higher; empty where this is all.
    """

    info: Info
    release: str = ""
    outlets: tuple[Outlet, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    roles: tuple[Role, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    reports: tuple[Report, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    events: tuple[Event, ...] = ()
    involvement: tuple[Involvement, ...] = ()
    relations: tuple[Relation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    stories: tuple[Step, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    ceiling: str = ""

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        # One for all tables, since reading refuses an id that stands twice in a dossier.
        return {row.id: row for _, rows in self.tables() for row in rows}

    @cached_property
    def _referring(self) -> dict[tuple[type[Record], str], dict[str, tuple[Record, ...]]]:
        # Filled by `referring`, one index as it is asked for: a command needs few of the many that there could be.
        return {}

    @cached_property
    def _followed(self) -> dict[object, Any]:
        # Filled by `once` and `once_of`.
        return {}

    @cached_property
    def edition(self) -> str:
        """What tells it from every other in a cache of this process.

        Not its release: that has seven digits, is the same where rows are held back to which nothing leads, and says
        nothing of the release on which a step of the story was made.
        """
        return f"{self.release}-{next(_EDITIONS)}"

    def once(self, what: Callable[["Dossier"], T]) -> T:
        """What follows from the dossier alone, worked out when it is first asked for and never to be changed."""
        if what not in self._followed:
            self._followed[what] = what(self)
        found: T = self._followed[what]
        return found

    def once_of(self, row: R, what: Callable[[R, "Dossier"], T]) -> T:
        """What follows from the dossier for one of its rows, likewise."""
        if (what, row.id) not in self._followed:
            self._followed[what, row.id] = what(row, self)
        found: T = self._followed[what, row.id]
        return found

    def tables(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """Every table with its rows, in the order of ``records.TABLES``."""
        return ((each.name, getattr(self, each.name)) for each in fields(self) if each.name in TABLES)

    def find(self, id: str) -> Record | None:
        """The row with this id in whatever table, following a redirect; None if there is none."""
        # No row has an empty id, so what was not redirected is not found by it either.
        return self._by_id.get(id) or self._by_id.get(self.redirects.get(id, ""))

    def row(self, kind: type[R], id: str) -> R:
        """The row of a table with this id. Raises KeyError if another table holds it or none does."""
        found = self._by_id[id]
        if not isinstance(found, kind):
            raise KeyError(id)
        return found

    def referring(self, kind: type[R], name: str, id: str) -> tuple[R, ...]:
        """The rows of a table whose field ``name`` refers to this id, in file order."""
        index = self._referring.get((kind, name))
        if index is None:
            index = self._referring[kind, name] = self._index(kind, name)
        return index.get(id, ())  # type: ignore[return-value]  # the index under `kind` holds rows of that kind

    def _index(self, kind: type[Record], name: str) -> dict[str, tuple[Record, ...]]:
        index: dict[str, list[Record]] = {}
        for row in getattr(self, TABLE_OF[kind]):
            for id in ids(getattr(row, name)):
                index.setdefault(id, []).append(row)
        return {id: tuple(rows) for id, rows in index.items()}
