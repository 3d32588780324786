"""The words of likelihood and confidence, after ICD 203, and the hedges that show a statement to be somebody's."""

import re
from collections.abc import Mapping
from types import MappingProxyType

BANDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "almost no chance": (1, 5),
        "very unlikely": (5, 20),
        "unlikely": (20, 45),
        "roughly even chance": (45, 55),
        "likely": (55, 80),
        "very likely": (80, 95),
        "almost certain": (95, 99),
    }
)
"""The likelihood words of the first row of ICD 203, each with its band in per cent, both ends within."""

SECOND_ROW: Mapping[str, str] = MappingProxyType(
    {
        "remote": "almost no chance",
        "highly improbable": "very unlikely",
        "improbable": "unlikely",
        "roughly even odds": "roughly even chance",
        "probable": "likely",
        "highly probable": "very likely",
        "nearly certain": "almost certain",
    }
)
"""The words of the second row, which ICD 203 does not want mixed with the first, each with its fellow there."""

CONFIDENCE_LEVELS = ("low", "moderate", "high")
CONFIDENCE_WORDS = ("confidence", "confident", "confidently")

HEDGES = (
    *("reported", "reportedly", "reports", "report of", "said", "says", "claimed", "claims", "claim of"),
    *("called", "named", "spoke", "speaks of", "counted", "counts", "given as", "by one", "by another"),
    *("alleged", "allegedly", "allegation", "announced", "accused", "accuser", "accusation"),
    *("blamed", "blames", "blame", "denied", "denies", "deny", "denial", "disputed", "disputes"),
    *("declined", "declines", "attributed", "according to", "rumoured", "suspected", "unconfirmed", "believed"),
)
"""Words that show a statement to be somebody's, not a finding."""


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _form(word: str) -> str:
    """A word of the scale as a pattern: with its adverb, over a line end, and 'remote' not of a valley."""
    if word == "remote":
        return r"remote(?=\s+(?:chance|possibility|likelihood|prospect)|\s+that\b|\s*[.,;:]|\s*$)"
    return re.sub(r"(certain)$", r"\1(?:ly)?", re.sub(r"(probabl)e$", r"\1[ey]", word)).replace(" ", r"\s+")


# The order of the words does not matter: "very likely" begins before the "likely" in it, and the leftmost match wins.
LIKELIHOOD = _any_of(tuple(_form(word) for word in (*BANDS, *SECOND_ROW)))
CONFIDENT = _any_of(CONFIDENCE_WORDS)
HEDGED = _any_of(HEDGES)
SPEAKER = re.compile(r"[^:]{2,60}: \S")  # "Ministry: twelve dead"


def likelihoods(sentence: str) -> tuple[str, ...]:
    """The likelihood words of either row that a sentence holds, as the scale writes them.

    It knows the words of the scale alone: "may well be" or "perhaps" go unseen.
    """
    found = (" ".join(match.lower().split()) for match in LIKELIHOOD.findall(sentence))
    return tuple(word.replace("certainly", "certain").replace("probably", "probable") for word in found)


def confidences(sentence: str) -> tuple[str, ...]:
    """The words of confidence that a sentence holds."""
    return tuple(match.lower() for match in CONFIDENT.findall(sentence))


def is_hedged(text: str) -> bool:
    """Whether a text says that it is somebody's statement, by a word or by a speaker before a colon."""
    return bool(HEDGED.search(text) or SPEAKER.match(text))
