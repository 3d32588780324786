"""The Method page prints the rule as it is computed, and says at how many cells nobody looked."""

import re

import pytest

from briefing.analysis.bearing import SWEEPING
from briefing.analysis.standing import MEANING, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.sentences import spelt
from briefing.html.method import coverage_html, method_html, percent
from briefing.view.address import State
from briefing.view.view import View, ground, view

CORNERS = (
    "in both directions and for every report",
    "It is not passed on",
    "contradicts a claim directly, it counts once",
    "They exclude nothing",
    "A denial reaches only what it denies",
    "never adds established independence",
    "It makes no claim corroborated, single origin, contested or denied",
    "one publication is one lineage",
    "came through an outlet that is the other",
    "A partly shared way",
    "no two lean on each other",
    "Leaning is not passed on",
    "quoted in one publication are two",
    "all that was reported of that origin up to that day",
    "may take back its own word",
    "whoever speaks against it",
    "puts it forward again on a later day",
    "excludes nothing any more",
    "known from the first day",
    "What only excludes it does not speak of it",
    "No later report",
    "An act of speaking is not its content",
    "on a claim about that tie or part",
    "Doubts never change the word",
    "knows nothing of deception",
)


def seen(dossier: Dossier) -> View:
    return view(ground(dossier), State())


def text(html: str) -> str:
    """What a reader sees of it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("word", MEANING)
def test_every_word_has_its_meaning_and_mark(small: Dossier, word: Word) -> None:
    html = method_html(seen(small))
    assert re.search(
        rf"<td><svg.*?</svg></td><td class=\"nowrap\">{word}</td><td>{re.escape(MEANING[word])}</td>", html
    )


@pytest.mark.parametrize("corner", CORNERS)
def test_every_corner_of_the_rule_has_its_sentence(small: Dossier, corner: str) -> None:
    assert corner in text(method_html(seen(small)))


def test_sweeping_is_what_the_code_takes_for_it(small: Dossier) -> None:
    assert f"against {spelt(SWEEPING)} claims or more, directly or by exclusion, is told as sweeping" in text(
        method_html(seen(small))
    )


def test_cells_are_told_by_question(small: Dossier) -> None:
    found = text(coverage_html(seen(small)))
    assert "Varo killed? 10 6 3 1 (10%)" in found
    assert "Deaths at Lowen 4 4 0 0" in found
    assert "Tolm arrested? no rival claims" in found


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0%"), (0.004, "under 1%"), (0.1, "10%"), (0.995, "over 99%"), (1, "100%")]
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, words: str) -> None:
    assert percent(share) == words
