"""Rules for reports and for their bearing on claims."""

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.analysis.bearing import takes_back
from briefing.analysis.known import reported_on
from briefing.analysis.lineage import path
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Report
from briefing.dossier.when import day_words
from briefing.reading.checks.check import Finding, error, repeated, warning


@error("evidence-twice", "A report bears on a claim in one evidence row only.")
def twice(dossier: Dossier) -> Iterator[Finding]:
    for row, first in repeated(dossier.evidence, lambda each: (each.report, each.claim)):
        message = f"{row.report!r} on {row.claim!r} stands in the row {first.id!r} already; one row is wanted"
        yield Finding(row, "claim", message)


@warning("report-without-evidence", "Every report bears on some claim.")
def without_bearing(dossier: Dossier) -> Iterator[Finding]:
    for report in dossier.reports:
        if not dossier.referring(Evidence, "report", report.id):
            yield Finding(report, "id", f"{report.id!r} bears on no claim; a row of evidence.csv is wanted")


@error(
    "credibility-unconfirmed",
    "Credibility 1 is given only where two independent origins support a claim of the report.",
)
def unconfirmed(dossier: Dossier) -> Iterator[Finding]:
    standing = standings(dossier)
    for report in dossier.reports:
        if report.credibility == "1":
            independent = max(
                (standing[claim].supports.independent for claim in _supported(report, dossier)), default=0
            )
            # Grade 1 of the Admiralty system means confirmed by other, independent sources.
            if independent < 2:
                found = f"credibility '1' with independent origins for what it supports: {independent}"
                message = f"{found}; two or more, or another grade, are wanted"
                yield Finding(report, "credibility", message)


@warning("report-before-date", "No report is about a time after its publication.")
def before_date(dossier: Dossier) -> Iterator[Finding]:
    for report in dossier.reports:
        public = reported_on(report, dossier)
        if report.date and report.date.first and report.date.first > public:
            found = f"the date {report.date.edtf!r} is after the report was public, {day_words(public)}"
            message = f"{found}; an earlier one is wanted"
            yield Finding(report, "date", message)


@warning("denial-early", "No report denies what is said to have happened only after it was published.")
def early(dossier: Dossier) -> Iterator[Finding]:
    # Publication days are not held against each other: a denial may well be printed before the report that it answers.
    for row in dossier.evidence:
        begins = _begins(dossier.row(Claim, row.claim))
        public = reported_on(dossier.row(Report, row.report), dossier)
        if row.stance == "contradicts" and begins and public < begins:
            found = f"{row.report!r}, public on {day_words(public)}, denies what begins on {day_words(begins)}"
            message = f"{found}; another claim, that it could know of, or another stance is wanted"
            yield Finding(row, "claim", message)


def _begins(claim: Claim) -> date | None:
    """The first day that a claim may be about; of a date that is only about right, the first of its month."""
    if claim.date is None or claim.date.first is None:
        return None
    return claim.date.first.replace(day=1) if claim.date.approximate else claim.date.first


@warning("chain-circular", "No report comes to its outlet through that outlet or through another one twice.")
def circular(dossier: Dossier) -> Iterator[Finding]:
    for report in dossier.reports:
        outlets = path(report, dossier)
        if again := _again(outlets):
            message = f"the chain {' > '.join(outlets)} comes back to {again!r}; wanted are only the outlets between"
            yield Finding(report, "via", message)


def _again(outlets: Iterable[str]) -> str | None:
    """The first outlet at which a chain has been before."""
    before: set[str] = set()
    for outlet in outlets:
        if outlet in before:
            return outlet
        before.add(outlet)
    return None


@warning("withdrawal-by-another", "A claim is taken back by its origin or by the outlet that carried it first.")
def by_another(dossier: Dossier) -> Iterator[Finding]:
    for report in dossier.reports:
        for id in report.withdraws:
            # By the rule of `standing`: a withdrawal that takes nothing back counts for nothing.
            if not takes_back(report, dossier.row(Claim, id), dossier):
                found = f"{id!r} neither came from {report.origin!r} nor was first carried by this outlet"
                message = f"{found}; a row of evidence.csv that contradicts it is wanted instead"
                yield Finding(report, "withdraws", message)


def _supported(report: Report, dossier: Dossier) -> tuple[str, ...]:
    rows = dossier.referring(Evidence, "report", report.id)
    return tuple(row.claim for row in rows if row.stance == "supports")


CHECKS = (twice, without_bearing, unconfirmed, before_date, early, circular, by_another)
