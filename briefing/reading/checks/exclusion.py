"""Rules for what excludes what: written on both sides, never typed again as evidence, and no origin on both of them."""

from collections.abc import Iterator

from briefing.analysis.bearing import everything, excluded, supporting
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Origin, Report
from briefing.reading.checks.check import Finding, error, warning


@error("exclusion-one-sided", "Of two claims that cannot both be true, each names the other.")
def one_sided(dossier: Dossier) -> Iterator[Finding]:
    for claim, other in _exclusions(dossier):
        if claim.id not in other.excludes:
            message = f"{other.id!r} is excluded but does not name {claim.id!r}, which is wanted in its cell"
            yield Finding(claim, "excludes", message)


@error("exclusion-itself", "No claim excludes itself.")
def itself(dossier: Dossier) -> Iterator[Finding]:
    for claim, other in _exclusions(dossier):
        if other is claim:
            yield Finding(claim, "excludes", f"the claim names itself, {claim.id!r}; another claim is wanted")


@warning(
    "exclusion-one-origin", "No stated origin, and no single report, supports two claims that cannot both be true."
)
def one_origin(dossier: Dossier) -> Iterator[Finding]:
    for claim, other in _exclusions(dossier):
        # Each pair comes twice, once from either side, and is told once.
        if claim.id < other.id and (both := _on_both(claim, other, dossier)):
            found = f"{both[0].id!r} supports {claim.id!r} and {both[1].id!r}, of the same origin, {other.id!r}"
            message = f"{found}; a withdrawal, an origin of its own, or no exclusion between them is wanted"
            yield Finding(claim, "excludes", message)


@warning("exclusion-typed", "No evidence row says again what follows from an exclusion.")
def typed(dossier: Dossier) -> Iterator[Finding]:
    for row, claim in _said_by_exclusion(dossier, "contradicts"):
        if not row.directly:
            found = f"that {row.report!r} supports {claim.id!r} speaks against {row.claim!r} by itself"
            message = f"{found}; no row is wanted, or 'yes' where the report also denies it in so many words"
            yield Finding(row, "stance", message)


@warning("exclusion-softened", "No evidence row is milder than what follows from an exclusion.")
def softened(dossier: Dossier) -> Iterator[Finding]:
    for row, claim in _said_by_exclusion(dossier, "doubts", "neither"):
        found = f"{row.stance!r} stands where the support of {row.report!r} for {claim.id!r} speaks against"
        message = f"{found} {row.claim!r}; no row, or no exclusion between the two claims, is wanted"
        yield Finding(row, "stance", message)


@warning(
    "directly-without-exclusion",
    "The column “Names it” is filled only where the report also supports what excludes the claim.",
)
def without_exclusion(dossier: Dossier) -> Iterator[Finding]:
    needed = {row.id for row, _ in _said_by_exclusion(dossier, "contradicts")}
    for row in dossier.evidence:
        if row.directly and row.id not in needed:
            found = f"{row.report!r} does not support a claim that excludes {row.claim!r}"
            if row.stance != "contradicts":
                found = f"the stance is {row.stance!r}, and only who contradicts can name what is denied"
            yield Finding(row, "directly", f"{found}; an empty cell is wanted")


def _exclusions(dossier: Dossier) -> Iterator[tuple[Claim, Claim]]:
    return ((claim, dossier.row(Claim, id)) for claim in dossier.claims for id in claim.excludes)


def _on_both(claim: Claim, other: Claim, dossier: Dossier) -> tuple[Report, Report] | None:
    """The first two reports of one origin, or the one report, by which it stands on both sides.

    A publication that names no origin may well tell two accounts; a single report may not.
    """
    of_claim, of_other = (supporting(each, dossier, everything)[0] for each in (claim, other))
    places: dict[str, int] = {}
    for place, two in enumerate(of_other):
        for id in _standing_for(two, dossier):
            places.setdefault(id, place)
    for one in of_claim:
        met = [places[id] for id in _standing_for(one, dossier) if id in places]
        if met:
            return one, of_other[min(met)]
    return None


def _standing_for(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """What a report speaks for: itself, and its origin where that is stated."""
    stated = dossier.row(Origin, report.origin).is_stated
    return (report.id, report.origin) if stated else (report.id,)


def _said_by_exclusion(dossier: Dossier, *stances: str) -> Iterator[tuple[Evidence, Claim]]:
    """The rows of these stances on a claim that the report excludes already, each with the claim by which it does."""
    supports = {(each.report, each.claim) for each in dossier.evidence if each.stance == "supports"}
    for row in dossier.evidence:
        if row.stance in stances:
            others = excluded(dossier.row(Claim, row.claim), dossier)
            by = [claim for claim in others if (row.report, claim.id) in supports]
            if by:
                yield row, by[0]


CHECKS = (one_sided, itself, one_origin, typed, softened, without_exclusion)
