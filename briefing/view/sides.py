"""What reports say of a claim, side by side, each with the reason for reading it so."""

from dataclasses import dataclass

from briefing.analysis.known import reported_on
from briefing.dossier.records import Claim, Evidence, Report
from briefing.view.view import View

TITLES = {"supports": "For", "contradicts": "Against", "doubts": "In doubt", "neither": "Takes no side"}


@dataclass(frozen=True, slots=True)
class Side:
    """The reports that take one side on a claim, the first to become known first, each with why it is read so."""

    title: str
    reports: tuple[tuple[Report, str], ...]


def sides(claim: Claim, view: View) -> tuple[Side, ...]:
    """The sides that reports take on a claim as known; those by exclusion stand against it."""
    known = view.known
    said: dict[str, list[tuple[Report, str]]] = {stance: [] for stance in TITLES}
    for row in known.referring(Evidence, "claim", claim.id):
        said[row.stance].append((known.row(Report, row.report), row.why))
    by_exclusion = (each for each in view.standings[claim.id].contradicts.bearings if not each.is_direct)
    said["contradicts"] += [(each.report, each.why) for each in by_exclusion]
    return tuple(
        Side(TITLES[stance], tuple(sorted(told, key=lambda pair: (reported_on(pair[0], known), pair[0].id))))
        for stance, told in said.items()
        if told
    )
