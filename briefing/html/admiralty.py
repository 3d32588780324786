"""The two Admiralty axes as a grid: how reliable the outlet, how credible the information, how many reports so graded.

The axes are judged apart and never multiplied. F and 6 are no grade: they stand outside the scale, not at its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Outlet, Report, Source
from briefing.dossier.sentences import count
from briefing.html.render import render
from briefing.view.view import View

NONE = "cannot be judged: no value at all, and outside every sort and sum"
RELIABILITY: Mapping[str, str] = MappingProxyType(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": NONE,
    }
)
"""The grades of an outlet with their words."""

CREDIBILITY: Mapping[str, str] = MappingProxyType(
    {
        "1": "confirmed by other independent sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": NONE,
    }
)
"""The grades of a piece of information with their words."""

SCALE = tuple(zip("ABCDE", "12345", strict=True))
"""The grades of both scales that lie on the diagonal, where raters tend to put nearly everything."""
APART = 2  # steps between the two grades from which on a pair needs a word of explanation


@dataclass(frozen=True, slots=True)
class Cell:
    """The reports with one pair of grades."""

    reliability: str
    credibility: str
    reports: tuple[Report, ...]

    @property
    def code(self) -> str:
        """The pair as it is written: C 3."""
        return f"{self.reliability} {self.credibility}"

    @property
    def graded(self) -> bool:
        """Whether both could be judged."""
        return self.reliability != "F" and self.credibility != "6"

    @property
    def apart(self) -> int:
        """How many steps the information is graded below its outlet; negative where above, 0 where one has no grade."""
        return int(self.credibility) - 1 - "ABCDE".index(self.reliability) if self.graded else 0

    @property
    def words(self) -> str:
        """Both grades in words."""
        ungraded = "that cannot be judged"
        outlet = f"outlet {ungraded}" if self.reliability == "F" else f"{RELIABILITY[self.reliability]} outlet"
        told = ungraded if self.credibility == "6" else f"that is {CREDIBILITY[self.credibility]}"
        return f"{outlet}, information {told}"

    @property
    def explained(self) -> str:
        """What a pair off the diagonal says, in a sentence without its full stop; empty for the others."""
        if self.apart >= APART:
            return f"{self.words}: its past speaks for the outlet, and nothing of that passes to this piece"
        if self.apart <= -APART:
            return f"{self.words}: the piece fits what else is known, which makes its outlet no better"
        return ""


def cells(dossier: Dossier) -> dict[tuple[str, str], Cell]:
    """Every pair of grades, with the reports of the dossier that have it."""
    # Every pair there is, since that nothing was graded so is something to see as well.
    found: dict[tuple[str, str], list[Report]] = {pair: [] for pair in _pairs()}
    for report in dossier.reports:
        outlet = dossier.row(Outlet, dossier.row(Source, report.source).outlet)
        found[outlet.reliability, report.credibility].append(report)
    return {pair: Cell(*pair, tuple(reports)) for pair, reports in found.items()}


def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((reliability, credibility) for reliability in RELIABILITY for credibility in CREDIBILITY)


def summary(found: Mapping[tuple[str, str], Cell]) -> str:
    """How many reports lie on the diagonal, and how many are outside the scale, in a sentence."""
    graded = [cell for cell in found.values() if cell.graded]
    total = sum(len(cell.reports) for cell in graded)
    on = sum(len(cell.reports) for cell in graded if cell.apart == 0)
    outside = sum(len(cell.reports) for cell in found.values()) - total
    return (
        f"{count(total, 'report')} graded on both axes, {on:,} of them on the diagonal; "
        f"{outside:,} with an F or a 6 stand outside the scale."
    )


def admiralty_html(view: View) -> str:
    """The grid of all reports known on the day, whatever the filters show."""
    found = cells(view.known)
    return render(
        "admiralty",
        view.known,
        view.state,
        "method",
        cells=found,
        diagonal=SCALE,
        reliability=RELIABILITY,
        credibility=CREDIBILITY,
        summary=summary(found),
        off=[cell for cell in found.values() if cell.explained and cell.reports],
        view=view,
    )
