"""Rules for judgements: ICD 203 keeps likelihood and confidence apart and each in its own words."""

import re
from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.likelihood import BANDS, SECOND_ROW, confidences, likelihoods
from briefing.dossier.records import Claim
from briefing.dossier.when import day_words
from briefing.reading.checks.check import Finding, error, warning


@error("percent-outside-band", "A figure lies within the band of its likelihood word, both ends within.")
def outside_band(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        if judgement.percent is None:
            continue
        if judgement.likelihood is None:
            message = (
                f"'{judgement.percent:g}' stands without a likelihood; the word with it or an empty cell is wanted"
            )
            yield Finding(judgement, "percent", message)
            continue
        low, high = BANDS[judgement.likelihood]
        if not low <= judgement.percent <= high:
            message = f"'{judgement.percent:g}' is not {judgement.likelihood!r}; {low} to {high} is wanted"
            yield Finding(judgement, "percent", message)


@error("judgement-without-word", "The sentence of a judgement holds its likelihood word.")
def without_word(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        if judgement.likelihood and judgement.likelihood not in likelihoods(judgement.statement):
            message = f"{judgement.statement!r} does not say {judgement.likelihood!r}, which is wanted in it"
            yield Finding(judgement, "statement", message)


@error("judgement-other-word", "The sentence of a judgement holds no other likelihood word of either row of ICD 203.")
def other_word(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        wanted = repr(judgement.likelihood) if judgement.likelihood else "no likelihood word"
        for word in likelihoods(judgement.statement):
            if word != judgement.likelihood:
                fellow = f", of the second row, means {SECOND_ROW[word]!r} and" if word in SECOND_ROW else ""
                message = f"the word {word!r}{fellow} is not that of the likelihood cell; {wanted} is wanted"
                yield Finding(judgement, "statement", message)


@error("confidence-in-statement", "The sentence of a judgement says nothing of confidence.")
def confidence_in_statement(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        if words := confidences(judgement.statement):
            message = f"the word {words[0]!r} stands beside the likelihood; it is wanted in the confidence cell"
            yield Finding(judgement, "statement", message)


@error("likelihood-in-confidence", "The sentence of confidence says nothing of likelihood.")
def likelihood_in_confidence(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        if words := likelihoods(judgement.confidence):
            message = f"the word {words[0]!r} stands beside the confidence; it is wanted in the statement cell"
            yield Finding(judgement, "confidence", message)


@error("confidence-without-level", "The sentence of confidence holds its level: low, moderate or high.")
def without_level(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        level = judgement.confidence_level
        # Whole words: "low" stands in "below" and in "follow" too.
        if not re.search(rf"\b{level}\b", judgement.confidence, re.IGNORECASE):
            message = f"{judgement.confidence!r} does not say {level!r}, which is wanted in it"
            yield Finding(judgement, "confidence", message)


@error("judgement-other-claim", "A judgement is about a claim of its own question.")
def other_claim(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        claim = dossier.row(Claim, judgement.claim) if judgement.claim else None
        if claim and claim.question != judgement.question:
            message = f"{claim.id!r} answers {claim.question!r}; a claim of {judgement.question!r} is wanted"
            yield Finding(judgement, "claim", message)


@warning("judgement-without-claim", "A likelihood is that of a claim.")
def without_claim(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements:
        if judgement.likelihood and not judgement.claim:
            message = f"{judgement.likelihood!r} is said of no claim; the claim that it is about is wanted"
            yield Finding(judgement, "claim", message)


@error("judgement-late", "No judgement is later than the last day that the dossier looks at.")
def late(dossier: Dossier) -> Iterator[Finding]:
    end = dossier.info.as_of
    for judgement in dossier.judgements:
        if judgement.made > end:
            message = f"made '{judgement.made}' is after as_of, {day_words(end)}; an earlier day is wanted"
            yield Finding(judgement, "made", message)


@error("bottom-line-late", "The bottom line is not later than the last day that the dossier looks at.")
def line_late(dossier: Dossier) -> Iterator[Finding]:
    line, end = dossier.info.bottom_line, dossier.info.as_of
    if line and line.made > end:
        message = f"made '{line.made}' is after as_of, {day_words(end)}; an earlier day is wanted"
        yield Finding(None, "bottom_line.made", message)


CHECKS = (
    outside_band,
    without_word,
    other_word,
    confidence_in_statement,
    likelihood_in_confidence,
    without_level,
    other_claim,
    without_claim,
    late,
    line_late,
)
