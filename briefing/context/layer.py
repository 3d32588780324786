"""What is known of a layer, what is asked of it, and what it answers: frozen values."""

from dataclasses import dataclass
from datetime import date

from briefing.dossier.sentences import count
from briefing.dossier.when import parse

RESOLUTIONS = (3, 4, 5, 6)
"""The resolutions of H3 that are kept with every row: cells some 120, 45, 17 and 6 km across."""

MOST_CELLS = 1500  # of one answer; where there are more the next coarser cells are given


@dataclass(frozen=True, slots=True)
class Layer:
    """A release of a data set as it was taken in. ``title`` is how pictures name it, ``lacks`` what they have to say.

    ``coarse`` rows are known to a province, a country or less, and stand on no spot; ``crossed`` have bounds of which
    one lies beyond the best estimate, as published; ``unstated`` say nothing of deaths. Without ``provinces`` it was
    taken in by an older version, which did not keep them. ``fine``: a server has ``monthly_fine`` beside ``monthly``.
    ``imprecise``: its file did not say how finely places are known. ``spans``: the first and last day of each country
    that has any; none in a layer of an older version.
    """

    name: str
    title: str
    release: str
    published: str
    licence: str
    citation: str
    may_be_passed_on: bool
    rows: int
    coarse: int
    crossed: int
    undated: int
    first: date | None
    last: date | None
    countries: tuple[str, ...]
    digest: str
    unstated: int = 0
    provinces: bool = False
    fine: bool = False
    imprecise: bool = False
    spans: tuple[tuple[str, date, date], ...] = ()

    @property
    def label(self) -> str:
        """The name of the data and their release: UCDP GED 21.1."""
        return f"{self.title} {self.release}"

    def later(self, day: date | None) -> str:
        """Whether it came after a day, as the end of a sentence; empty where it did not, or no day is looked at."""
        if day is None:
            return ""
        try:
            told = parse(self.published) if self.published else None
        except ValueError:
            told = None
        if told and told.first and told.last:
            sure, perhaps = told.first > day, told.last > day
        else:
            sure, perhaps = bool(self.last and self.last > day), True
        return f"{'' if sure else 'perhaps '}not known on the day looked at" if sure or perhaps else ""

    @property
    def cautions(self) -> tuple[str, ...]:
        """What no picture of the layer may leave to be looked up, in a clause each."""
        told = (
            (self.imprecise, "The file does not say how finely each place is known"),
            (
                self.crossed,
                f"{count(self.crossed, 'row')} with a bound beyond the best estimate are shown as published",
            ),
        )
        return tuple(f"{sentence}." for holds, sentence in told if holds)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What whoever looks at the layer has to know, in sentences."""
        said = ["No cell is not no violence: the data have what was reported and could be placed"]
        if self.first and self.last:
            said.append(f"They run from {self.first.year} to {self.last.year}")
        if self.coarse:
            said.append(f"{count(self.coarse, 'row')} known to a district or more coarsely are in no cell, but areas")
        if self.coarse and not self.provinces:
            said.append("They were taken in without their provinces; adding the release anew brings these")
        if self.imprecise:
            said.append(
                "The file does not say how finely each place is known: every row is drawn as on a spot, and rows of "
                "coarser places are either among these or left out of the file"
            )
        if self.crossed:
            said.append(f"{count(self.crossed, 'row')} with a bound beyond the best estimate are shown as published")
        if self.undated:
            said.append(
                f"Of {count(self.undated, 'row')} no day is told: such a row counts only where no period is chosen"
            )
        if self.unstated:
            said.append(f"{count(self.unstated, 'row')} without a number of deaths add none to any sum")
        return tuple(f"{sentence}." for sentence in said)


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no layer, in words for whoever looks; empty where none was asked for."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the data is meant: every country, day and side where nothing is said."""

    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deaths:
    """The three estimates of deaths, summed; each as published, so that the best may lie outside."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class Total:
    """How many events there are, and their deaths."""

    events: int
    deaths: Deaths


@dataclass(frozen=True, slots=True)
class Cell:
    """The events of one cell of H3, by its index."""

    index: int
    events: int
    deaths: Deaths


@dataclass(frozen=True, slots=True)
class Coarse:
    """The events of a country that stand on no spot: those known to a province, or with an empty one to less."""

    country: str
    province: str
    total: Total


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one resolution: the one asked for, or a coarser one where there would be too many."""

    resolution: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The events of a week or a month, by its first day."""

    first: date
    events: int
    deaths: Deaths


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as the data have it. ``precision``: 1 the spot, 2 some 25 km around it, more is coarser."""

    id: str
    first: date | None
    last: date | None
    country: str
    kind: str
    conflict: str
    side_a: str
    side_b: str
    precision: int
    deaths: Deaths | None

    @property
    def days(self) -> str:
        """The first and the last day as numbers; empty where the data state none."""
        return " to ".join(day.isoformat() for day in dict.fromkeys((self.first, self.last)) if day)


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of some events, and how many there are in all; ``title`` is that of an area, a cell has none."""

    events: tuple[Recorded, ...]
    total: int
    title: str = ""
