"""How a report bears on a claim: directly, as a row of evidence says, or by exclusion, from what it supports.

Exclusion is never typed: a report that supports one claim speaks against each that cannot be true together with it. So
it is the same in both directions and for every report; where a cell is still blank, nobody looked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import isolated
from briefing.dossier.records import Claim, Evidence, Origin, Report, Source, Stance
from briefing.dossier.sentences import listed

SWEEPING = 5
"""A report that speaks against so many claims at once is told as sweeping: it weighs less on each than it seems."""

Public = Callable[[Report], bool]
Support = tuple[tuple[Report, ...], tuple[Report, ...]]


def everything(report: Report) -> bool:
    """What is public where no day narrows it: every report. What follows from that is kept with the dossier."""
    return True


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
        shorts = listed([f"“{isolated(claim.short)}”" for claim in self.through])
        return f"By exclusion: it supports {shorts}, and both cannot be true." if shorts else ""

    @property
    def is_sweeping(self) -> bool:
        """Whether it speaks against very much at once."""
        return self.also + 1 >= SWEEPING


@dataclass(frozen=True, slots=True)
class _Kept:
    """What follows from what is public, by the id of a claim or report; it is held by a dossier and holds none."""

    upheld: dict[str, frozenset[str]] = field(default_factory=dict)
    spoken_of: dict[str, bool] = field(default_factory=dict)
    against: dict[str, int] = field(default_factory=dict)


def excluded(claim: Claim, dossier: Dossier) -> tuple[Claim, ...]:
    """The claims that cannot be true together with a claim, whichever of the two names the other. Not transitive."""
    return dossier.once_of(claim, _excluded)


def _excluded(claim: Claim, dossier: Dossier) -> tuple[Claim, ...]:
    # Read from both sides: the checks ask before it is certain that each of the two names the other.
    named = (dossier.row(Claim, id) for id in claim.excludes)
    naming = dossier.referring(Claim, "excludes", claim.id)
    return tuple({other.id: other for other in (*named, *naming) if other.id != claim.id}.values())


def spoken(claim: Claim, stance: Stance, dossier: Dossier, public: Public) -> list[Report]:
    """The public reports that take a stance on a claim directly."""
    rows = dossier.referring(Evidence, "claim", claim.id)
    reports = (dossier.row(Report, row.report) for row in rows if row.stance == stance)
    return [report for report in reports if public(report)]


def supporting(claim: Claim, dossier: Dossier, public: Public) -> Support:
    """The public reports that support a claim, and those whose support was taken back."""
    return dossier.once_of(claim, _supporting) if public is everything else _supporting(claim, dossier, public)


def _supporting(claim: Claim, dossier: Dossier, public: Public = everything) -> Support:
    supports = spoken(claim, "supports", dossier, public)
    back = [report for report in dossier.referring(Report, "withdraws", claim.id) if public(report)]
    fallen = taken_back(supports, back, dossier)
    kept = tuple(report for report in supports if report.id not in fallen)
    return kept, tuple(report for report in supports if report.id in fallen)


def contradicting(claim: Claim, dossier: Dossier, public: Public) -> list[Bearing]:
    """The public reports against a claim: those that deny it, then those that support what cannot be true beside it."""
    kept = dossier.once(_kept) if public is everything else _Kept()
    # The claim itself is no other one; every report against it speaks against it once anything spoke of it.
    itself = _spoken_of(claim.id, dossier, public, kept)
    return [
        Bearing(dossier.row(Report, id), through, _against(id, dossier, public, kept) - itself)
        for id, through in _opposed(claim, dossier, public).items()
    ]


def opposing(claim: Claim, dossier: Dossier, public: Public) -> list[Bearing]:
    """The same without counting what else each speaks against, for whoever asks of many days: no word hangs on it."""
    return [Bearing(dossier.row(Report, id), through) for id, through in _opposed(claim, dossier, public).items()]


def _opposed(claim: Claim, dossier: Dossier, public: Public) -> Mapping[str, tuple[Claim, ...]]:
    """The ids of the public reports against a claim, each with the claims through which it is."""
    denying = spoken(claim, "contradicts", dossier, public)
    # One entry a report: support for three claims that each exclude this one is still one voice against it.
    through: dict[str, list[Claim]] = {report.id: [] for report in denying}
    for other in excluded(claim, dossier):
        for report in supporting(other, dossier, public)[0]:
            through.setdefault(report.id, []).append(other)
    for report in denying:
        through[report.id].clear()  # it speaks of the claim itself; what else it supports adds nothing
    return {id: tuple(claims) for id, claims in through.items()}


def _kept(_: Dossier) -> _Kept:
    return _Kept()


def _against(report: str, dossier: Dossier, public: Public, kept: _Kept) -> int:
    """How many claims a report speaks against, directly or by exclusion.

    What nobody had spoken of yet is not among them, nor what it spoke against by a support that was taken back.
    """
    if report not in kept.against:  # it is asked for each of them
        rows = dossier.referring(Evidence, "report", report)
        supported = (dossier.row(Claim, row.claim) for row in rows if row.stance == "supports")
        still = [claim for claim in supported if report in _upheld(claim, dossier, public, kept)]
        by_exclusion = {other.id for claim in still for other in excluded(claim, dossier)}
        denied = {row.claim for row in rows if row.stance == "contradicts"}
        spoken_of = {id for id in by_exclusion if _spoken_of(id, dossier, public, kept)}
        kept.against[report] = len(denied | spoken_of)
    return kept.against[report]


def _upheld(claim: Claim, dossier: Dossier, public: Public, kept: _Kept) -> frozenset[str]:
    """The ids of the public reports whose support of a claim stands."""
    if claim.id not in kept.upheld:
        kept.upheld[claim.id] = frozenset(report.id for report in supporting(claim, dossier, public)[0])
    return kept.upheld[claim.id]


def _spoken_of(claim: str, dossier: Dossier, public: Public, kept: _Kept) -> bool:
    """Whether anything public spoke to a claim directly."""
    if claim not in kept.spoken_of:
        rows = dossier.referring(Evidence, "claim", claim)
        speaking = (dossier.row(Report, row.report) for row in rows if row.stance != "neither")
        kept.spoken_of[claim] = any(map(public, speaking))
    return kept.spoken_of[claim]


def takes_back(report: Report, claim: Claim, dossier: Dossier) -> bool:
    """Whether a report by itself takes any support of a claim back."""
    since, day = dossier.once_of(claim, _since), reported_on(report, dossier)
    return any(who in since and since[who] <= day for who in _speaks_for(report, dossier))


def _since(claim: Claim, dossier: Dossier) -> Mapping[str, date]:
    """The first day of what each origin or outlet could take back of a claim."""
    supports = spoken(claim, "supports", dossier, everything)
    put = [(_voice(report, dossier), report) for report in supports]
    put += [(dossier.row(Source, report.source).outlet, report) for report in earliest(supports, dossier)]
    since: dict[str, date] = {}
    for who, report in put:
        day = reported_on(report, dossier)
        since[who] = min(day, since.get(who, day))
    return since


def taken_back(supports: Sequence[Report], back: Iterable[Report], dossier: Dossier) -> set[str]:
    """The supporting reports that no longer count: their origin, or the outlet that was first, took the claim back.

    What is put forward on a later day than the last withdrawal counts again.
    """
    last = _withdrawn(supports, back, dossier)
    return {
        report.id
        for report in supports
        if (voice := _voice(report, dossier)) in last and reported_on(report, dossier) <= last[voice]
    }


def _voice(report: Report, dossier: Dossier) -> str:
    """Who can take a report back: its origin or, where that is not stated, the outlet that says it of its own."""
    if dossier.row(Origin, report.origin).is_stated:
        return report.origin
    return dossier.row(Source, report.source).outlet


def _speaks_for(back: Report, dossier: Dossier) -> set[str]:
    """Whom a withdrawal speaks for by itself: its origin and its outlet."""
    return {_voice(back, dossier), dossier.row(Source, back.source).outlet}


def _withdrawn(supports: Sequence[Report], back: Iterable[Report], dossier: Dossier) -> Mapping[str, date]:
    """The last day on which each was taken back: who did so, and the origins that its outlet was the first to tell of.

    Who was first is asked among the reports of stated origins: what comes from nobody changes nothing for them.
    """
    last: dict[str, date] = {}
    for report in back:
        day = reported_on(report, dossier)
        for who in _speaks_for(report, dossier):
            last[who] = max(day, last.get(who, day))
    # Once for all withdrawals: asked for each, it would take their number times that of the reports.
    for report in earliest(supports, dossier) if last else ():
        if day_of_outlet := last.get(dossier.row(Source, report.source).outlet):
            last[report.origin] = max(day_of_outlet, last.get(report.origin, day_of_outlet))
    return last


def earliest(supports: Iterable[Report], dossier: Dossier) -> list[Report]:
    """The reports of stated origins on the first day that one of them is of."""
    stated = [report for report in supports if dossier.row(Origin, report.origin).is_stated]
    day = min((reported_on(report, dossier) for report in stated), default=None)
    # Only days are known, not hours: of several outlets on the first day each may have been the first.
    return [report for report in stated if reported_on(report, dossier) == day]
