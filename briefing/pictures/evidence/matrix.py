"""The matrix of a question: rival claims as columns, reports as rows grouped by origin, what each says of each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Origin, Report, Stance
from briefing.view.view import View


@dataclass(frozen=True, slots=True)
class Cell:
    """What a report says of a claim; ``stance`` None means that nobody assessed it, which is not "neither".

    ``through`` holds the claims by whose support it speaks against this one, where it does not speak of it itself.
    """

    stance: Stance | None
    why: str = ""
    through: tuple[Claim, ...] = ()

    @property
    def look(self) -> str:
        """How it is drawn: by its stance, or "excludes" where that is by exclusion; empty where nobody looked."""
        return "excludes" if self.through else self.stance or ""

    @property
    def word(self) -> str:
        """The cell in a word or two."""
        return "by exclusion" if self.through else self.stance or "not assessed"


@dataclass(frozen=True, slots=True)
class Row:
    """A report with its cells. One that says the same of every claim does not help to tell them apart."""

    report: Report
    known: date
    cells: tuple[Cell, ...]
    hidden: bool

    @property
    def assessed(self) -> int:
        """How many of its cells somebody assessed."""
        return sum(cell.stance is not None for cell in self.cells)

    @property
    def discriminates(self) -> bool:
        """Whether it says different things of different claims; unassessed cells say nothing either way."""
        return len({cell.stance for cell in self.cells if cell.stance}) > 1

    @property
    def difference(self) -> int:
        """How many pairs of assessed claims it tells apart."""
        assessed = [cell.stance for cell in self.cells if cell.stance]
        return sum(one != other for one, other in combinations(assessed, 2))

    @property
    def is_flat(self) -> bool:
        """Whether it was assessed against every one of several claims and says the same of all."""
        return len(self.cells) > 1 and self.assessed == len(self.cells) and not self.discriminates


@dataclass(frozen=True, slots=True)
class Group:
    """The reports that go back to one origin; all reports, with no origin, where rows are not ordered by it."""

    origin: Origin | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims against the reports that bear on any of them."""

    claims: tuple[Claim, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in their order."""
        return tuple(row for group in self.groups for row in group.rows)

    def first(self, most: int) -> tuple[Group, ...]:
        """The groups with so many of their rows at most, the first ones."""
        found: list[Group] = []
        for group in self.groups:
            room = most - sum(len(each.rows) for each in found)
            found += [replace(group, rows=group.rows[:room])] if room > 0 else []
        return tuple(found)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.claims) * len(self.rows)

    @property
    def assessed(self) -> int:
        """How many of them somebody assessed."""
        return sum(row.assessed for row in self.rows)

    @property
    def flat(self) -> int:
        """How many rows say the same of all claims."""
        return sum(row.is_flat for row in self.rows)

    @property
    def hidden(self) -> int:
        """How many rows the reader's filters would hide."""
        return sum(row.hidden for row in self.rows)


def matrix(claims: tuple[Claim, ...], view: View) -> Matrix:
    """The matrix of these claims on all that was known, whatever the filters show: they mark rows, they drop none.

    Its rows go by the order of the view: by origin, by the day on which they became known, or those first that tell
    the most claims apart. That measure counts pairs of stances; it knows nothing of how good a report is.
    """
    known, shown = view.known, set(view.shown.reports.ids)
    cells: dict[str, dict[str, Cell]] = {}
    for claim in claims:
        for bearing in view.standings[claim.id].contradicts.bearings:
            if not bearing.is_direct:
                cells.setdefault(bearing.report.id, {})[claim.id] = Cell("contradicts", bearing.why, bearing.through)
        # After the exclusions, and in their place: who speaks of the claim itself counts by that alone.
        for said in known.referring(Evidence, "claim", claim.id):
            cells.setdefault(said.report, {})[claim.id] = Cell(said.stance, said.why)
    rows = []
    for id, by_claim in cells.items():
        report = known.row(Report, id)
        row = Row(
            report,
            reported_on(report, known),
            tuple(by_claim.get(claim.id, Cell(None)) for claim in claims),
            hidden=id not in shown,
        )
        rows.append(row)
    rows.sort(key=lambda row: (row.known, row.report.id))
    # Sorting keeps the order of equals: of reports that tell as many apart the earlier comes first.
    if view.state.order == "difference":
        rows.sort(key=lambda row: -row.difference)
    grouped = _by_origin(rows, known) if view.state.order == "origin" else (Group(None, tuple(rows)),)
    return Matrix(claims, grouped if rows else ())


def _by_origin(rows: Iterable[Row], dossier: Dossier) -> tuple[Group, ...]:
    """Origins that are stated before those that are not, those with the most reports first."""
    by_origin: dict[str, list[Row]] = {}
    for row in rows:
        by_origin.setdefault(row.report.origin, []).append(row)
    found = [(dossier.row(Origin, id), tuple(group)) for id, group in by_origin.items()]
    # The name last, so that origins with as many reports come in the same order each time.
    found.sort(key=lambda pair: (pair[0].kind == "unknown", -len(pair[1]), pair[0].name))
    return tuple(Group(origin, group) for origin, group in found)
