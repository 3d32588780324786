"""A time axis that gives crowded weeks room and folds empty years: focus and context, with every fold marked."""

import calendar
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from briefing.pictures.picture import SMALL
from briefing.pictures.typography import BOLD, REGULAR, text_width

EXTENT = 1000.0
FLOOR = 0.55  # the width of an empty cell, where one with a single day in it has 1
GROWTH = 0.62  # how the width of a cell grows with the number of its days
FOLDED = 3.0  # a gap is marked as a fold when it gets less than a third of the room that an even axis would give it
AIR = 8.0  # pixels between the names of two days
SPLIT = 36  # a cell with more than a 36th of all days is divided: years into months, months into days

Level = Literal["year", "month", "day"]
LEVELS: tuple[Level, ...] = ("year", "month", "day")
FINER: dict[Level, Level] = {"year": "month", "month": "day"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the calendar from its first day to the day after its last, and how many days of note it holds."""

    start: date
    end: date
    level: Level
    count: int

    @property
    def days(self) -> int:
        """Its length."""
        return (self.end - self.start).days

    @property
    def width(self) -> float:
        """Its share of the axis; an empty stretch grows only slowly with its length."""
        if self.count:
            return math.pow(self.count, GROWTH) + FLOOR
        return FLOOR * (1 + math.pow(min(self.days, 7300), 0.25) / 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis with its words; ``level`` says whether a year, a month or a day begins here."""

    x: float
    words: str
    level: Level


@dataclass(frozen=True)
class Scale:
    """A rising map from days to 0..1000 and back, straight between its knots."""

    knots: tuple[tuple[int, float], ...]
    cells: tuple[Cell, ...]
    linear: bool = False

    @property
    def first(self) -> date:
        """The first day on the axis."""
        return date.fromordinal(self.knots[0][0])

    @property
    def last(self) -> date:
        """The last day on the axis."""
        return date.fromordinal(self.knots[-1][0] - 1)

    @cached_property
    def _days(self) -> tuple[int, ...]:
        return tuple(day for day, _ in self.knots)

    @cached_property
    def _places(self) -> tuple[float, ...]:
        return tuple(x for _, x in self.knots)

    def at(self, day: date, part: float = 0.0) -> float:
        """Where a day begins, or a part of it later; a day beyond the ends is drawn at the end."""
        moment = min(max(day.toordinal() + part, self._days[0]), self._days[-1])
        return _between(moment, self._days, self._places)

    def day(self, x: float) -> date:
        """The day drawn at a place; places beyond the ends give the first or last day."""
        moment = _between(min(max(x, 0.0), EXTENT), self._places, self._days)
        return date.fromordinal(min(int(moment + 1e-6), self._days[-1] - 1))

    @cached_property
    def folds(self) -> tuple[tuple[float, float, str], ...]:
        """The empty stretches drawn much narrower than an even axis would draw them: from, to, and their years."""
        whole = self.knots[-1][0] - self.knots[0][0]
        found = []
        for cell in self.cells:
            low, high = self.at(cell.start), self.at(cell.end)
            if not cell.count and not self.linear and cell.days / whole > FOLDED * (high - low) / EXTENT:
                found.append((low, high, _stretch(cell)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale laid over so many pixels."""

    time: Scale
    width: float

    def at(self, day: date) -> float:
        """Where a day begins, in pixels from the left."""
        return self.time.at(day) * (self.width / EXTENT)


def _between(value: float, froms: Sequence[float], tos: Sequence[float]) -> float:
    place = min(max(bisect_right(froms, value) - 1, 0), len(froms) - 2)
    share = (value - froms[place]) / (froms[place + 1] - froms[place])
    return tos[place] + share * (tos[place + 1] - tos[place])


def _stretch(cell: Cell) -> str:
    """An empty stretch in words: 2004–2007, or May–Aug 2016 within a year or two."""
    first, last = cell.start, cell.end - timedelta(1)
    if cell.days > 700 or (first.month == 1 and last.month == 12 and cell.days > 300):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    start, end = (f"{calendar.month_abbr[day.month]} {day.year}" for day in (first, last))
    if cell.days < 28:
        start, end = f"{first.day} {start}", f"{last.day} {end}"
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start}–{end}" if start != end.removesuffix(f" {last.year}") else end


def scale(days: Iterable[date], first: date | None = None, last: date | None = None, linear: bool = False) -> Scale:
    """The axis for these days of note, from ``first`` to ``last`` (else from the first of them to the last).

    Where many days lie the axis is wide, where none lie it is folded. ``linear`` gives every day the same room.
    """
    noted = sorted(days)
    start = first or (noted[0] if noted else date(2000, 1, 1))
    end = max(last or (noted[-1] if noted else start), start) + timedelta(1)
    inside = [day for day in noted if start <= day < end]
    cells = (Cell(start, end, "year", len(inside)),) if linear else _merged(_cells(start, end, "year", inside))
    total = sum(cell.width for cell in cells)
    knots, x = [(cells[0].start.toordinal(), 0.0)], 0.0
    for cell in cells:
        x += cell.width / total * EXTENT
        knots.append((cell.end.toordinal(), x))
    knots[-1] = (knots[-1][0], EXTENT)
    return Scale(tuple(knots), cells, linear)


def _cells(start: date, end: date, level: Level, days: Sequence[date], total: int = 0) -> list[Cell]:
    """The calendar between two days, divided finely where it is crowded."""
    most = max((total or len(days)) / SPLIT, 2)
    found = []
    for low, high in _spans(start, end, level):
        inside = [day for day in days if low <= day < high]
        if level in FINER and (len(inside) > most or _lone(start, end, low, high)):
            found += _cells(low, high, FINER[level], inside, total or len(days))
        else:
            found.append(Cell(low, high, level, len(inside)))
    return found


def _lone(start: date, end: date, low: date, high: date) -> bool:
    """Whether one cell would be the whole axis."""
    return (low, high) == (start, end) and (high - low).days > 1


def _spans(start: date, end: date, level: Level) -> Iterable[tuple[date, date]]:
    low = start
    while low < end:
        high = min(following(low, level), end)
        yield low, high
        low = high


def following(day: date, level: Level) -> date:
    """The first day of the next year or month, or the next day."""
    if level == "year":
        return date(day.year + 1, 1, 1)
    if level == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(1)


def _merged(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells with neighbouring empty ones joined."""
    joined: list[Cell] = []
    for cell in cells:
        if joined and not cell.count and not joined[-1].count:
            joined[-1] = Cell(joined[-1].start, cell.end, cell.level, 0)
        else:
            joined.append(cell)
    return tuple(joined)


def ticks(axis: Scale, unit: float) -> tuple[Tick, ...]:
    """Years, months and days in words where they find room, wide ones first; ``unit`` is one pixel on the axis."""
    taken: list[tuple[float, float]] = []
    found: list[Tick] = []
    for level in LEVELS:
        for day in sorted(_starts(axis, level), key=lambda day: (axis.at(day) - axis.at(following(day, level)), day)):
            x, words = axis.at(day), _words(day, level)
            span = (x, x + _room(words, level) * unit)
            if span[1] <= EXTENT + AIR * unit and all(span[1] <= low or span[0] >= high for low, high in taken):
                taken.append(span)
                found.append(Tick(x, words, level))
    return _dated(sorted(found, key=lambda tick: tick.x), axis, unit)


def _room(words: str, level: Level) -> float:
    """How many pixels the name of a day takes, with the air before the next."""
    return text_width(words, SMALL, BOLD if level == "year" else REGULAR) + AIR


def _starts(axis: Scale, level: Level) -> Iterable[date]:
    """The days at which a unit of the calendar begins on the axis, fewer of them on a long one."""
    length = (axis.last - axis.first).days
    if (level == "day" and axis.linear and length > 120) or (level == "month" and axis.linear and length > 3660):
        return
    crowded = level == "day" and not axis.linear
    for cell in axis.cells:
        if (crowded and cell.level != "day") or (level == "month" and cell.level == "year" and not axis.linear):
            continue
        day = cell.start if level == "day" else _next(cell.start, level)
        while day < cell.end and (cell.count or level != "day"):
            yield day
            day = following(day, level)


def _next(day: date, level: Level) -> date:
    starts = day.day == 1 and (level == "month" or day.month == 1)
    return day if starts else following(day, level)


def _words(day: date, level: Level) -> str:
    if level == "year":
        return str(day.year)
    month = calendar.month_abbr[day.month]
    return month if level == "month" else f"{day.day} {month}"


def _dated(found: list[Tick], axis: Scale, unit: float) -> tuple[Tick, ...]:
    """The ticks, the first of which names its year, unless the next one follows too soon and is a year itself.

    Others that stand where it is written are left out.
    """
    if not found:
        return (Tick(0.0, f"{axis.first.day} {calendar.month_abbr[axis.first.month]} {axis.first.year}", "day"),)
    first, *others = found
    if first.level == "year":
        return tuple(found)
    dated = Tick(first.x, f"{first.words} {axis.day(first.x).year}", first.level)
    ends = first.x + _room(dated.words, dated.level) * unit
    if any(tick.level == "year" and tick.x < ends for tick in others):
        return tuple(found)
    return (dated, *(tick for tick in others if tick.x >= ends))
