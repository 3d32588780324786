"""How a claim stands on its evidence: computed by the published rule from origins, never typed and never a probability.

The measure counts where information comes from. It knows nothing of deception: two origins that lie alike corroborate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from briefing.analysis.known import put_forward, reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Origin, Report, Source
from briefing.dossier.sentences import count

Word = Literal["corroborated", "single origin", "contested", "denied", "unsupported", "withdrawn", "unknown as yet"]
WORDS: tuple[Word, ...] = (
    "corroborated",
    "single origin",
    "contested",
    "denied",
    "unsupported",
    "withdrawn",
    "unknown as yet",
)
MEANING: Mapping[Word, str] = {
    "corroborated": "two or more independent origins support it and none contradicts it",
    "single origin": "supported by one origin, or several whose independence is not established; none contradicts it",
    "contested": "some origins support it and some contradict it",
    "denied": "origins only contradict it",
    "unsupported": "reports bear on it but none takes a side",
    "withdrawn": "its origin or first outlet took it back",
    "unknown as yet": "no report had put it forward by this day",
}
NAMED_IN_REASON = 3


@dataclass(frozen=True, slots=True)
class Lineage:
    """The reports on one side of a claim that go back to one origin."""

    origin: Origin
    reports: tuple[Report, ...]

    @property
    def known(self) -> bool:
        """Whether the reports say at all where the information comes from."""
        return self.origin.kind != "unknown"


@dataclass(frozen=True)
class Side:
    """Who takes one side on a claim, lineage by lineage. ``independent`` counts the origins known to be independent."""

    lineages: tuple[Lineage, ...] = ()
    independent: int = 0

    def __iter__(self) -> Iterator[Lineage]:
        return iter(self.lineages)

    def __len__(self) -> int:
        return len(self.lineages)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, lineage by lineage."""
        return tuple(report for lineage in self.lineages for report in lineage.reports)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The ids of its origins that are stated."""
        return tuple(lineage.origin.id for lineage in self.lineages if lineage.known)

    @property
    def unstated(self) -> int:
        """How many of its lineages do not say where the information comes from."""
        return len(self.lineages) - len(self.origins)


@dataclass(frozen=True)
class Standing:
    """A claim's standing with the rows that made it."""

    claim: str
    word: Word
    supports: Side = Side()
    contradicts: Side = Side()
    doubts: tuple[Report, ...] = ()
    neither: tuple[Report, ...] = ()
    withdrawn: tuple[Report, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def sided(self) -> tuple[Report, ...]:
        """The reports that support or contradict the claim."""
        return (*self.supports.reports, *self.contradicts.reports)

    @property
    def alone(self) -> str | None:
        """The id of the origin that carries the claim by itself: no other lineage, stated or not, supports it."""
        return self.supports.origins[0] if self.supports.origins and len(self.supports) == 1 else None

    @cached_property
    def reason(self) -> str:
        """The standing's reason in a sentence, without its full stop."""
        return _reason(self)


def standing(claim: Claim, dossier: Dossier, day: date | None = None) -> Standing:
    """The standing of a claim on all its evidence, or on that which was public by a day."""

    def public(report: Report) -> bool:
        return day is None or reported_on(report, dossier) <= day

    if day is not None and ((first := put_forward(claim, dossier)) is None or first > day):
        return Standing(claim.id, "unknown as yet")
    rows = [
        (row, report)
        for row in dossier.referring(Evidence, "claim", claim.id)
        if public(report := dossier.row(Report, row.report))
    ]
    back = [report for report in dossier.referring(Report, "withdraws", claim.id) if public(report)]
    sided = {stance: [report for row, report in rows if row.stance == stance] for stance in ("supports", "contradicts")}
    fallen = taken_back(sided["supports"], back, dossier)
    supports = _side((report for report in sided["supports"] if report.id not in fallen), dossier)
    contradicts = _side(sided["contradicts"], dossier)
    return Standing(
        claim=claim.id,
        word=_word(bool(rows), supports, contradicts, bool(fallen)),
        supports=supports,
        contradicts=contradicts,
        doubts=tuple(report for row, report in rows if row.stance == "doubts"),
        neither=tuple(report for row, report in rows if row.stance == "neither"),
        withdrawn=tuple(report for report in sided["supports"] if report.id in fallen),
        rows=tuple(row.id for row, _ in rows),
    )


def standings(dossier: Dossier) -> dict[str, Standing]:
    """The standing of every claim, by its id, in file order."""
    return {claim.id: standing(claim, dossier) for claim in dossier.claims}


def _word(any_row: bool, supports: Side, contradicts: Side, taken_back: bool) -> Word:
    if not any_row:
        return "unknown as yet"
    if taken_back and not supports:
        return "withdrawn"
    if supports and contradicts:
        return "contested"
    if supports:
        return "corroborated" if supports.independent >= 2 else "single origin"
    return "denied" if contradicts else "unsupported"


def _side(reports: Iterable[Report], dossier: Dossier) -> Side:
    by_origin: dict[str, list[Report]] = {}
    for report in reports:
        by_origin.setdefault(report.origin, []).append(report)
    lineages = tuple(Lineage(dossier.row(Origin, id), tuple(found)) for id, found in by_origin.items())
    return Side(lineages, _independent(lineages, dossier))


def taken_back(supports: list[Report], back: list[Report], dossier: Dossier) -> set[str]:
    """The supporting reports that no longer count: their origin, or the outlet that was first, took the claim back."""
    if not supports or not back:
        return set()
    origins = {report.origin for report in back if dossier.row(Origin, report.origin).kind != "unknown"}
    outlets = {dossier.row(Source, report.source).outlet for report in back}
    day = min(reported_on(report, dossier) for report in supports)
    first = [report for report in supports if reported_on(report, dossier) == day]
    origins |= {report.origin for report in first if dossier.row(Source, report.source).outlet in outlets}
    return {report.id for report in supports if report.origin in origins}


def _independent(lineages: tuple[Lineage, ...], dossier: Dossier) -> int:
    """The size of the largest set of named origins of which no two lean on each other."""
    return _largest([lineage for lineage in lineages if lineage.origin.is_named], dossier)


def _largest(lineages: list[Lineage], dossier: Dossier) -> int:
    if not lineages:
        return 0
    one, rest = lineages[0], lineages[1:]
    free = [other for other in rest if not (_leans(one, other, dossier) or _leans(other, one, dossier))]
    with_one = 1 + _largest(free, dossier)
    return with_one if len(rest) - len(free) <= 1 else max(with_one, _largest(rest, dossier))


def _leans(one: Lineage, other: Lineage, dossier: Dossier) -> bool:
    """Whether the dossier says that an origin is not independent of another, or it is only ever heard through it."""
    if other.origin.id in one.origin.depends_on:
        return True
    outlet = other.origin.outlet
    return outlet is not None and all(outlet in path(report, dossier) for report in one.reports)


def path(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """The outlets through which a report came, the publisher first and the one nearest the origin last."""
    return (dossier.row(Source, report.source).outlet, *report.via)


def _reason(standing: Standing) -> str:
    parts = [_support(standing.supports)] if standing.supports else []
    if standing.withdrawn:
        parts.append(f"{count(len(standing.withdrawn), 'report')} taken back by its origin or first outlet")
    if standing.contradicts:
        parts.append(
            f"{count(len(standing.contradicts.reports), 'report')} against, from {_names(standing.contradicts)}"
        )
    elif standing.supports:
        parts.append("none against")
    if standing.doubts:
        parts.append(f"{count(len(standing.doubts), 'report')} in doubt")
    if not parts and standing.neither:
        parts = [f"{count(len(standing.neither), 'report')} looked at, none takes a side"]
    return "; ".join(parts) or "no report by this day"


def _support(side: Side) -> str:
    known, independent = side.origins, side.independent
    if not known:
        return f"{count(len(side.reports), 'report')}, origin not stated"
    if independent == len(known) >= 2:
        origins = f"{independent} independent origins"
    elif independent >= 2:
        origins = f"{count(len(known), 'origin')}, {independent} of them independent"
    else:
        origins = count(len(known), "origin") + (" whose independence is not established" if len(known) > 1 else "")
    return f"{count(len(side.reports), 'report')}, {origins}: {_names(side)}"


def _names(side: Side) -> str:
    known, unstated = [lineage.origin.name for lineage in side if lineage.known], side.unstated
    names = known[:NAMED_IN_REASON]
    if len(known) > NAMED_IN_REASON:
        names.append(f"{len(known) - NAMED_IN_REASON} more")
    if unstated:
        names.append("an origin not stated" if unstated == 1 else f"{unstated} whose origin is not stated")
    return ", ".join(names)
