"""Rules for questions, their claims and the figures in them."""

from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Judgement, Report
from briefing.reading.checks.check import Finding, error, repeated, warning


@error("rival-other-question", "Rivals answer the same question; what excludes a claim may answer another.")
def other_question(dossier: Dossier) -> Iterator[Finding]:
    for claim, rival in _rivals(dossier):
        if rival.question != claim.question:
            message = f"the rival {rival.id!r} answers {rival.question!r}; a claim of {claim.question!r} is wanted"
            yield Finding(claim, "rivals", message)


@error("rival-itself", "No claim is its own rival.")
def own_rival(dossier: Dossier) -> Iterator[Finding]:
    for claim, rival in _rivals(dossier):
        if rival is claim:
            yield Finding(claim, "rivals", f"the claim names itself, {claim.id!r}, as a rival; another claim is wanted")


@warning("rival-not-mutual", "Two rival claims name each other.")
def not_mutual(dossier: Dossier) -> Iterator[Finding]:
    for claim, rival in _rivals(dossier):
        if claim.id not in rival.rivals:
            message = f"{rival.id!r} is named as a rival but does not name {claim.id!r}, which is wanted in its cell"
            yield Finding(claim, "rivals", message)


@warning("claimant-silent", "Who is said to put a claim forward supports it in some report.")
def silent(dossier: Dossier) -> Iterator[Finding]:
    for claim in dossier.claims:
        rows = dossier.referring(Evidence, "claim", claim.id)
        speaking = {dossier.row(Report, row.report).origin for row in rows if row.stance == "supports"}
        if claim.claimant and claim.claimant not in speaking:
            message = f"no report of {claim.claimant!r} supports {claim.id!r}; an origin that does, or none, is wanted"
            yield Finding(claim, "claimant", message)


@warning("claim-unassessed", "Every claim has some evidence row.")
def unassessed(dossier: Dossier) -> Iterator[Finding]:
    for claim in dossier.claims:
        if not dossier.referring(Evidence, "claim", claim.id):
            message = f"no report has been assessed against {claim.id!r}; a row of evidence.csv is wanted"
            yield Finding(claim, "id", message)


@warning(
    "quantity-incomplete", "A claim of a quantity gives its lowest or its highest value, its unit and what is counted."
)
def incomplete(dossier: Dossier) -> Iterator[Finding]:
    for claim in _quantities(dossier):
        value = claim.low if claim.low is not None else claim.high
        for column, found in (("low", value), ("unit", claim.unit), ("counts", claim.counts)):
            # Not by falsehood: that nobody died is a figure too.
            if found in (None, ""):
                yield Finding(
                    claim, column, f"the quantity {claim.id!r} has an empty cell {column!r}; a value is wanted"
                )


@error("quantity-reversed", "The lowest value of a quantity is not above its highest.")
def backwards(dossier: Dossier) -> Iterator[Finding]:
    for claim in dossier.claims:
        if claim.low is not None and claim.high is not None and claim.low > claim.high:
            message = f"low is '{claim.low:g}' and high is '{claim.high:g}'; low is wanted at or below high"
            yield Finding(claim, "low", message)


@warning("quantity-misplaced", "Only claims of a quantity have figures.")
def misplaced(dossier: Dossier) -> Iterator[Finding]:
    for claim in dossier.claims:
        if claim.kind != "quantity" and (claim.low is not None or claim.high is not None):
            message = f"a claim of kind {claim.kind!r} has figures; the kind 'quantity' or empty cells are wanted"
            yield Finding(claim, "high" if claim.low is None else "low", message)


@error("rank-twice", "Every question has a rank of its own.")
def same_rank(dossier: Dossier) -> Iterator[Finding]:
    for question, first in repeated(dossier.questions, lambda each: each.rank):
        message = f"the rank '{question.rank}' is also that of {first.id!r}; a rank of its own is wanted"
        yield Finding(question, "rank", message)


@warning("question-without-claims", "Every question has at least one claim that answers it.")
def unanswered(dossier: Dossier) -> Iterator[Finding]:
    for question in dossier.questions:
        if not dossier.referring(Claim, "question", question.id):
            yield Finding(question, "id", f"no claim answers {question.id!r}; a row of claims.csv is wanted")


@warning("question-without-judgement", "Every question has a judgement.")
def unjudged(dossier: Dossier) -> Iterator[Finding]:
    for question in dossier.questions:
        if not dossier.referring(Judgement, "question", question.id):
            yield Finding(question, "id", f"{question.id!r} has no judgement; a row of judgements.csv is wanted")


def _rivals(dossier: Dossier) -> Iterator[tuple[Claim, Claim]]:
    return ((claim, dossier.row(Claim, id)) for claim in dossier.claims for id in claim.rivals)


def _quantities(dossier: Dossier) -> Iterator[Claim]:
    return (claim for claim in dossier.claims if claim.kind == "quantity")


CHECKS = (
    same_rank,
    unanswered,
    unjudged,
    unassessed,
    silent,
    other_question,
    own_rival,
    not_mutual,
    incomplete,
    backwards,
    misplaced,
)
