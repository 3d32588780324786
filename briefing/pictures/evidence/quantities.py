"""Claims that give a figure: gathered where they are rivals, and each with when and by whom it became known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.analysis.known import reported_on
from briefing.analysis.provenance import together
from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Outlet, Source

By = Literal["known", "source"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim's figure as a row: its bounds, None where that end is open, and when and by whom it became known."""

    claim: Claim
    standing: Standing
    low: float | None
    high: float | None
    first: date | None
    sources: tuple[str, ...]

    @property
    def words(self) -> str:
        """The figure with its unit: ``36 dead``, ``34 to 35 people``, ``3 or more air strikes``."""
        if self.low == self.high and self.low is not None:
            return f"{number(self.low)} {self.claim.unit}"
        if self.high is None and self.low is not None:
            return f"{number(self.low)} or more {self.claim.unit}"
        if self.low is None and self.high is not None:
            return f"up to {number(self.high)} {self.claim.unit}"
        return f"{number(self.low or 0)} to {number(self.high or 0)} {self.claim.unit}"


def number(value: float) -> str:
    """A number as a reader writes it: 1,300 or 2.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def groups(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The claims with a figure, gathered where they are rivals in the same unit; in file order."""
    counted = {claim.id: claim for claim in claims if claim.low is not None or claim.high is not None}
    # The dead and the strikes may answer one question, but they share no axis.
    place = together(
        {
            id: [rival for rival in claim.rivals if rival in counted and counted[rival].unit == claim.unit]
            for id, claim in counted.items()
        }
    )
    gathered: dict[int, list[Claim]] = {}
    for id, claim in counted.items():
        gathered.setdefault(place[id], []).append(claim)
    return tuple(tuple(alike) for alike in gathered.values())


def rows(claims: Iterable[Claim], dossier: Dossier, standings: Mapping[str, Standing], by: By) -> tuple[Figure, ...]:
    """The figures in the order in which they became known, or by the name of their first source."""
    counted = (claim for claim in claims if claim.low is not None or claim.high is not None)
    found = [_row(claim, dossier, standings[claim.id]) for claim in counted]
    if by == "source":
        return tuple(sorted(found, key=lambda row: (row.sources[:1], row.first or date.max, row.claim.id)))
    return tuple(sorted(found, key=lambda row: (row.first or date.max, row.claim.id)))


def _row(claim: Claim, dossier: Dossier, standing: Standing) -> Figure:
    """A claim's row; its sources are the publications that support it, the first of each outlet."""
    dated = sorted((reported_on(report, dossier), report.id, report) for report in standing.supports.reports)
    told: dict[str, str] = {}
    for _, _, report in dated:
        source = dossier.row(Source, report.source)
        when = source.published.words if source.published else "day not known"
        told.setdefault(dossier.row(Outlet, source.outlet).name, when)
    # An undated publication counts from the day the compilers looked, and on that day nothing became known.
    first = next((day for day, _, report in dated if dossier.row(Source, report.source).published), None)
    return Figure(
        claim, standing, claim.low, claim.high, first, tuple(f"{name}, {when}" for name, when in told.items())
    )
