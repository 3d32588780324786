"""What holds a standing up: a few reports that keep its word whatever else falls, so that few falls need be computed.

A report that falls takes its side away and brings nothing, as long as what was taken back stays so: no side grows, no
origin becomes independent, and nothing comes to speak against the claim. So the word stays while these stay.
"""

from collections.abc import Iterator

from briefing.analysis.bearing import earliest, everything, excluded, spoken
from briefing.analysis.independence import two_apart
from briefing.analysis.lineage import Lineage, Side, path
from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Origin, Report, Source


def holding(claim: Claim, found: Standing, dossier: Dossier) -> frozenset[str]:
    """The ids of reports that keep the word of a claim as long as all of them stand."""
    held = [*_sides(found, dossier), *_taking_back(claim, dossier)]
    for other in excluded(claim, dossier):
        held += _taking_back(other, dossier)
    return frozenset(report.id for report in held)


def _sides(found: Standing, dossier: Dossier) -> Iterator[Report]:
    """Who keeps the claim known, its sides taken and its support independent."""
    yield from (*found.supports.directly, *found.contradicts.directly, *found.doubts)[:1]
    # The word hangs on who is stated, on either side; where nobody is, on any.
    yield from _first(found.supports)
    yield from _first(found.contradicts)
    yield from sorted(found.withdrawn, key=lambda report: not dossier.row(Origin, report.origin).is_stated)[:1]
    if places := two_apart(found.supports.leaning):
        yield from _two(places, found.supports, dossier)


def _first(side: Side) -> tuple[Report, ...]:
    """A report of a stated origin or, where there is none, of any."""
    return max(side, key=lambda lineage: lineage.known).reports[:1] if side else ()


def _two(places: tuple[int, int], side: Side, dossier: Dossier) -> Iterator[Report]:
    """A report from each of two independent origins, that came without the other's outlet."""
    named = [lineage for lineage in side if lineage.origin.is_named]
    one, other = (named[place] for place in places)
    yield _past(other.origin, one, dossier)
    yield _past(one.origin, other, dossier)


def _past(origin: Origin, lineage: Lineage, dossier: Dossier) -> Report:
    """The first report of a lineage that did not come through an origin's outlet."""
    return next(report for report in lineage.reports if origin.outlet not in path(report, dossier))


def _taking_back(claim: Claim, dossier: Dossier) -> Iterator[Report]:
    """Who took a claim back, and who was first to support it: for those the withdrawal of an outlet may speak."""
    back = dossier.referring(Report, "withdraws", claim.id)
    if not back:
        return
    yield from back
    first = earliest(spoken(claim, "supports", dossier, everything), dossier)
    yield from first[:1]  # as long as one of them stands, the first day is the same
    outlets = {dossier.row(Source, report.source).outlet for report in back}
    yield from (report for report in first if dossier.row(Source, report.source).outlet in outlets)
