"""The published rule a second time, to hold the first against: sentence by sentence, with loops and by brute force.

It shares nothing with the product but the rows of a dossier. Where the product is made to be fast, this is made to be
read beside the text of the rule, whose sentences head its parts.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Report


class Bears(NamedTuple):
    """A report on one side: the claims by which it excludes, and how many other claims it speaks against."""

    report: str
    through: frozenset[str] = frozenset()
    also: int = 0


@dataclass(frozen=True)
class Told:
    """One side of a claim: its stated origins, the independent number, lineages without an origin, its reports."""

    origins: frozenset[str] = frozenset()
    independent: int = 0
    unstated: int = 0
    reports: frozenset[Bears] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """How a claim stands by the rule."""

    word: str
    supports: Told = Told()
    contradicts: Told = Told()
    doubts: frozenset[str] = frozenset()
    neither: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()


class Rule:
    """The rule on a dossier as of a day."""

    def __init__(self, dossier: Dossier, day: date | None = None) -> None:
        self.claims = [claim.id for claim in dossier.claims]
        self.origins = {origin.id: origin for origin in dossier.origins}
        self.outlet = {source.id: source.outlet for source in dossier.sources}
        # "Take the reports that were public by then."
        self.since = {report.id: since for report, since in _since(dossier)}
        self.reports = {each.id: each for each in dossier.reports if day is None or self.since[each.id] <= day}
        self.said: dict[str, list[tuple[str, str]]] = {claim: [] for claim in self.claims}
        for row in dossier.evidence:
            if row.report in self.reports:
                self.said[row.claim].append((row.stance, row.report))
        self.backs: dict[str, list[Report]] = {claim: [] for claim in self.claims}
        for report in self.reports.values():
            for claim in report.withdraws:
                self.backs[claim].append(report)
        # "`claims.excludes`, symmetric, not transitive."
        self.beside: dict[str, set[str]] = {claim: set() for claim in self.claims}
        for one in dossier.claims:
            for other in one.excludes:
                self.beside[one.id].add(other)
                self.beside[other].add(one.id)
        self.still = {
            claim: [id for id in self.spoken(claim, "supports") if not self.fell(id, claim)] for claim in self.said
        }

        self.swept: dict[str, set[str]] = {}

    def verdicts(self) -> dict[str, Verdict]:
        return {claim: self.verdict(claim) for claim in self.claims}

    def verdict(self, claim: str) -> Verdict:
        if not self.known(claim):
            return Verdict("unknown as yet")
        fallen = frozenset(self.spoken(claim, "supports")) - frozenset(self.still[claim])
        supports = self.told(Bears(id) for id in self.still[claim])
        contradicts = self.told(self.against(claim))
        return Verdict(
            self.word(supports, contradicts, fallen),
            supports,
            contradicts,
            frozenset(self.spoken(claim, "doubts")),
            frozenset(self.spoken(claim, "neither")),
            fallen,
        )

    # "A claim is known from the first day on which any report spoke to it directly, by support, denial or doubt."

    def known(self, claim: str) -> bool:
        return any(stance in ("supports", "contradicts", "doubts") for stance, _ in self.said[claim])

    # "Directly: an evidence row says so (supports, contradicts, doubts, neither)."

    def spoken(self, claim: str, stance: str) -> list[str]:
        return [report for said, report in self.said[claim] if said == stance]

    # "By exclusion: it supports another claim that cannot be true together with this one."
    # A denial in so many words is no exclusion as well. A row that is milder than the exclusion takes nothing from it:
    # bearing by exclusion is never typed, hence not typed away either.

    def against(self, claim: str) -> Iterator[Bears]:
        denying = self.spoken(claim, "contradicts")
        for report in denying:
            yield Bears(report, frozenset(), self.also(report, claim))
        for report in self.reports:
            through = frozenset(other for other in self.beside[claim] - {claim} if report in self.still[other])
            if through and report not in denying:
                yield Bears(report, through, self.also(report, claim))

    def also(self, report: str, claim: str) -> int:
        """The other claims, of those known by the day, that a report speaks against."""
        if report not in self.swept:
            denied = {other for other in self.claims if ("contradicts", report) in self.said[other]}
            held = {other for other in self.claims if report in self.still[other]}
            excluded = {other for other in self.claims if any(other in self.beside[each] - {each} for each in held)}
            self.swept[report] = {other for other in denied | excluded if self.known(other)}
        return len(self.swept[report] - {claim})

    # "`withdrawn` where every origin that supported it took it back (an origin that puts it forward again later
    # supports again)." The outlet that was first takes it back for the origins that it told of then, and any outlet
    # for what it said of its own.

    def fell(self, report: str, claim: str) -> bool:
        return any(
            self.since[report] <= self.since[back.id] and self.speaks_for(back, self.reports[report], claim)
            for back in self.backs[claim]
        )

    def speaks_for(self, back: Report, report: Report, claim: str) -> bool:
        if not self.stated(report.id):
            return self.publisher(back) == self.publisher(report)
        stated = [self.reports[id] for id in self.spoken(claim, "supports") if self.stated(id)]
        day = min(self.since[each.id] for each in stated)
        first = [each for each in stated if self.since[each.id] == day and self.publisher(each) == self.publisher(back)]
        return back.origin == report.origin or any(each.origin == report.origin for each in first)

    # "Reports are grouped by origin, for and against alike; where no origin is stated, one publication is one lineage,
    # however many statements are taken from it."

    def told(self, bearings: Iterable[Bears]) -> Told:
        found = frozenset(bearings)
        origins: dict[str, list[Report]] = {}
        publications = set()
        for each in found:
            report = self.reports[each.report]
            if self.stated(report.id):
                origins.setdefault(report.origin, []).append(report)
            else:
                publications.add(report.source)
        return Told(frozenset(origins), self.independent(origins), len(publications), found)

    def stated(self, report: str) -> bool:
        return self.origins[self.reports[report].origin].kind != "unknown"

    def publisher(self, report: Report) -> str:
        return self.outlet[report.source]

    # "The independent number is the largest set of named origins of which no two lean on each other." "An unnamed
    # origin never adds established independence."

    def independent(self, origins: dict[str, list[Report]]) -> int:
        named = [id for id in origins if self.origins[id].kind not in ("unnamed persons", "unknown")]
        leaning = {
            frozenset(pair)
            for pair in combinations(named, 2)
            if self.leans(*pair, origins) or self.leans(*pair[::-1], origins)
        }
        return largest(named, leaning)

    # "Two named origins are independent unless one's reports came through the other or the dossier says that one leans
    # on the other."

    def leans(self, one: str, other: str, origins: dict[str, list[Report]]) -> bool:
        if other in self.origins[one].depends_on:
            return True
        outlet = self.origins[other].outlet
        return outlet is not None and all(
            outlet == self.publisher(report) or outlet in report.via for report in origins[one]
        )

    # The table.

    def word(self, supports: Told, contradicts: Told, fallen: Collection[str]) -> str:
        if supports.origins and contradicts.origins:
            return "contested"
        if supports.independent >= 2:
            return "corroborated"
        if supports.origins:
            return "single origin"
        if any(self.stated(report) for report in fallen):
            return "withdrawn"
        if contradicts.origins:
            return "denied"
        if fallen and not supports.unstated:
            return "withdrawn"
        if supports.unstated or contradicts.unstated:
            return "origin not stated"
        return "unsupported"


def _since(dossier: Dossier) -> Iterator[tuple[Report, date]]:
    """The day on which each report was certainly public: the last one possible, or that of the compilers."""
    published = {source.id: source.published for source in dossier.sources}
    for report in dossier.reports:
        when, looked = published[report.source], dossier.info.as_of
        yield report, min(when.last, looked) if when and when.last else looked


def largest(ids: Collection[str], leaning: Collection[frozenset[str]]) -> int:
    """The size of the largest set of which no two lean on each other: every set is tried, the largest first."""
    for size in range(len(ids), 0, -1):
        for chosen in combinations(ids, size):
            if not any(pair.issubset(chosen) for pair in leaning):
                return size
    return 0
