"""What a format makes of a line of its file: a row to take, or why it is refused or set aside."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TextIO

from briefing.dossier.cells import marred

FIRST_LINES = 5  # of each reason that are kept


@dataclass(frozen=True, slots=True)
class Incident:
    """An event as a row of ``incidents``, its cells aside; days and deaths are empty where the data state none.

    ``precision`` is on the scale of GED, whichever the format: 1 the spot, 2 within some 25 km of one, 3 a district,
    4 a province, 5 a line or a stretch of land, 6 a country, 7 beyond one. ``adm_1`` is the province as the data name
    it, ``adm_2`` the district; empty where they name none.
    """

    id: str
    year: int
    first: date | None
    last: date | None
    country: str
    kind: str
    conflict: str
    side_a: str
    side_b: str
    latitude: float | None
    longitude: float | None
    precision: int
    adm_1: str
    adm_2: str
    low: int | None
    best: int | None
    high: int | None

    @property
    def is_placed(self) -> bool:
        """Whether it lies at a spot, or within some 25 km of one."""
        return self.precision <= 2 and self.latitude is not None and self.longitude is not None

    @property
    def is_crossed(self) -> bool:
        """Whether a bound lies beyond the best estimate, as some do as published."""
        stated = (self.low, self.best, self.high)
        known = [each for each in stated if each is not None]
        return known != sorted(known)


TEXTS = tuple(field.name for field in fields(Incident) if field.type is str)


class RefusedError(ValueError):
    """A line that cannot be taken, and why."""


class AsideError(ValueError):
    """A line that is no event, and what it is."""


@dataclass(frozen=True, slots=True)
class Format:
    """A data set as its publisher lays it out. ``header`` names the columns of a file without a header line."""

    name: str
    title: str
    licence: str
    citation: str
    may_be_passed_on: bool
    wanted: tuple[str, ...]
    header: tuple[str, ...]
    read: Callable[[Mapping[str, str]], Incident]
    release: Callable[[str], str]
    precision: str = ""  # the column that says how finely a place is known, where a file may lack it


@dataclass
class Account:
    """What became of every line: taken, refused or set aside, each reason with its number and first lines."""

    taken: int = 0
    crossed: int = 0
    coarse: int = 0
    undated: int = 0
    imprecise: bool = False
    refused: dict[str, list[int]] = field(default_factory=dict)
    aside: dict[str, list[int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, kind: dict[str, list[int]], reason: str, line: int) -> None:
        """Count a line under a reason."""
        self.numbers[reason] = self.numbers.get(reason, 0) + 1
        lines = kind.setdefault(reason, [])
        if len(lines) < FIRST_LINES:
            lines.append(line)

    def count(self, kind: dict[str, list[int]]) -> int:
        """How many lines are under the reasons of a kind."""
        return sum(self.numbers[reason] for reason in kind)

    @property
    def total(self) -> int:
        """Every line that was met."""
        return self.taken + self.count(self.refused) + self.count(self.aside)


def incidents(text: TextIO, form: Format, account: Account) -> Iterator[Incident]:
    """The rows of a file, one after the other; what is not taken is noted. Raises ValueError if it is no such file."""
    csv.field_size_limit(1 << 24)  # articles are quoted whole in some columns
    reader = csv.reader(text)
    header = [name.strip().lower() for name in next(reader, [])]
    columns, pending = _columns(header, form)
    account.imprecise = bool(form.precision) and form.precision not in columns
    for cells in pending:
        yield from _taken(cells, columns, form, account, 1)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            account.note(account.refused, f"the line cannot be read as CSV ({fault})", reader.line_num)
            continue
        if cells:
            yield from _taken(cells, columns, form, account, reader.line_num)


def _columns(header: list[str], form: Format) -> tuple[list[str], list[list[str]]]:
    if not (missing := [name for name in form.wanted if name not in header]):
        return header, []
    if len(header) == len(form.header) and header and header[0].removesuffix(".0").isdigit():
        return list(form.header), [header]  # a candidate release, which has no header line
    found = ", ".join(header[:8]) or "nothing"
    if "\N{REPLACEMENT CHARACTER}" in found or "\0" in found:
        raise ValueError(f"this is no text in UTF-8; the CSV file of {form.title}, or the ZIP file with it, is wanted")
    raise ValueError(f"this is no file of {form.title}: the column {missing[0]!r} is missing; found: {found}")


def _taken(cells: list[str], columns: list[str], form: Format, account: Account, line: int) -> Iterator[Incident]:
    named = dict(zip(columns, cells, strict=False))
    try:
        if len(cells) != len(columns):
            raise RefusedError(f"the line has {len(cells)} cells where {len(columns)} are wanted")
        if all(cell.strip().lower() in ("", name) for name, cell in named.items()):
            raise AsideError("the line is empty or the header again")
        if (
            any(cell.startswith("#") for cell in cells)
            and not named["id" if "id" in named else columns[0]].strip("#+ ").isdigit()
        ):
            raise AsideError("the line holds tags of HXL")
        if any("\N{REPLACEMENT CHARACTER}" in named[name] for name in form.wanted):
            raise RefusedError("a letter is not in UTF-8; save the file in that encoding")
        found = form.read(named)
        if fault := next(marred([getattr(found, name) for name in TEXTS], ()), None):
            raise RefusedError(f"{TEXTS[int(fault.where[0])]}: {fault.message}")
    except AsideError as reason:
        account.note(account.aside, str(reason), line)
        return
    except RefusedError as reason:
        account.note(account.refused, str(reason), line)
        return
    account.taken += 1
    account.crossed += found.is_crossed
    account.coarse += not found.is_placed
    account.undated += found.first is None
    yield found


def whole(text: str, name: str) -> int:
    """A whole number, also one that a sheet wrote as 214797.0. Raises RefusedError."""
    plain = text.strip().removesuffix(".0")
    try:
        return int(plain)
    except ValueError:
        raise RefusedError(f"{name} is no whole number") from None


def degrees(text: str, name: str, most: float) -> float | None:
    """A latitude or a longitude; None where there is none. Raises RefusedError."""
    if not text.strip():
        return None
    try:
        found = float(text)
    except ValueError:
        raise RefusedError(f"{name} is no number") from None
    if not -most <= found <= most:
        raise RefusedError(f"{name} lies beyond {most:g} degrees")
    return found
