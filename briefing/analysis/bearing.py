"""How a report bears on a claim: directly, as a row of evidence says, or by exclusion, from what it supports.

Exclusion is never typed: a report that supports one claim speaks against each that cannot be true together with it. So
it is the same in both directions and for every report; where a cell is still blank, nobody looked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Origin, Report, Source, Stance
from briefing.dossier.sentences import listed

SWEEPING = 5
"""A report that speaks against so many claims at once is told as sweeping: it weighs less on each than it seems."""

Public = Callable[[Report], bool]


@dataclass(frozen=True, slots=True)
class Bearing:
    """A report that takes a side on a claim.

    ``through`` holds the claims that it supports and that exclude this one; it is empty where the report speaks of the
    claim itself. ``also`` counts the other claims that it speaks against, directly or by exclusion.
    """

    report: Report
    through: tuple[Claim, ...] = ()
    also: int = 0

    @property
    def is_direct(self) -> bool:
        """Whether the report speaks of the claim itself."""
        return not self.through

    @property
    def why(self) -> str:
        """Why it bears on the claim, where it does not speak of it itself."""
        shorts = listed([f"“{claim.short}”" for claim in self.through])
        return f"By exclusion: it supports {shorts}, and both cannot be true." if shorts else ""

    @property
    def is_sweeping(self) -> bool:
        """Whether it speaks against very much at once."""
        return self.also + 1 >= SWEEPING


def excluded(claim: Claim, dossier: Dossier) -> tuple[Claim, ...]:
    """The claims that cannot be true together with a claim, whichever of the two names the other. Not transitive."""
    named = (dossier.row(Claim, id) for id in claim.excludes)
    naming = dossier.referring(Claim, "excludes", claim.id)
    return tuple({other.id: other for other in (*named, *naming) if other.id != claim.id}.values())


def spoken(claim: Claim, stance: Stance, dossier: Dossier, public: Public) -> list[Report]:
    """The public reports that take a stance on a claim directly."""
    rows = dossier.referring(Evidence, "claim", claim.id)
    reports = (dossier.row(Report, row.report) for row in rows if row.stance == stance)
    return [report for report in reports if public(report)]


def supporting(claim: Claim, dossier: Dossier, public: Public) -> tuple[list[Report], list[Report]]:
    """The public reports that support a claim, and those whose support was taken back."""
    supports = spoken(claim, "supports", dossier, public)
    back = [report for report in dossier.referring(Report, "withdraws", claim.id) if public(report)]
    fallen = taken_back(supports, back, dossier)
    kept = [report for report in supports if report.id not in fallen]
    return kept, [report for report in supports if report.id in fallen]


def contradicting(claim: Claim, dossier: Dossier, public: Public) -> list[Bearing]:
    """The public reports against a claim: those that deny it, then those that support what cannot be true beside it."""
    denying = spoken(claim, "contradicts", dossier, public)
    through: dict[str, list[Claim]] = {report.id: [] for report in denying}
    for other in excluded(claim, dossier):
        for report in supporting(other, dossier, public)[0]:
            through.setdefault(report.id, []).append(other)
    for report in denying:
        through[report.id].clear()  # it speaks of the claim itself; what else it supports adds nothing
    return [
        Bearing(dossier.row(Report, id), tuple(claims), len(_against(id, dossier) - {claim.id}))
        for id, claims in through.items()
    ]


def _against(report: str, dossier: Dossier) -> set[str]:
    """The claims that a report speaks against, directly or by exclusion."""
    rows = dossier.referring(Evidence, "report", report)
    supported = (dossier.row(Claim, row.claim) for row in rows if row.stance == "supports")
    by_exclusion = {other.id for claim in supported for other in excluded(claim, dossier)}
    return by_exclusion | {row.claim for row in rows if row.stance == "contradicts"}


def taken_back(supports: Sequence[Report], back: Iterable[Report], dossier: Dossier) -> set[str]:
    """The supporting reports that no longer count: their origin, or the outlet that was first, took the claim back.

    What an origin says on a later day than its last withdrawal counts again.
    """
    last: dict[str, date] = {}
    for report in back if supports else ():
        day = reported_on(report, dossier)
        for origin in _withdrawn_by(report, supports, dossier):
            last[origin] = max(day, last.get(origin, day))
    return {
        report.id
        for report in supports
        if report.origin in last and reported_on(report, dossier) <= last[report.origin]
    }


def _withdrawn_by(back: Report, supports: Sequence[Report], dossier: Dossier) -> set[str]:
    """The origins that a withdrawal speaks for: its own and, where its outlet was the first, those it had told of."""
    own = {back.origin} if dossier.row(Origin, back.origin).is_stated else set()
    outlet = dossier.row(Source, back.source).outlet
    day = min(reported_on(report, dossier) for report in supports)
    first = (report for report in supports if reported_on(report, dossier) == day)
    return own | {report.origin for report in first if dossier.row(Source, report.source).outlet == outlet}
