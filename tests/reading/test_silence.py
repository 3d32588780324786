"""Findings without words: what is left of one is its place and its kind."""

import pytest

from briefing.dossier.issues import Issue
from briefing.reading.silence import silent

HELD_BACK = "bad-cell; its words are held back here, and python -m briefing check says them"


@pytest.mark.parametrize(
    ("file", "column", "told"),
    [
        ("dossier.toml", "moments.0.day", "moments.0.day"),
        ("dossier.toml", "moments.0.zanzibar.day", "moments.0"),
        ("claims.csv", "question", "question"),
        ("claims.csv", "zanzibar", ""),
        ("releases.jsonl", "release", ""),
    ],
)
def test_a_finding_keeps_its_place_as_far_as_it_is_ours(file: str, column: str, told: str) -> None:
    (left,) = silent([Issue(file, 7, column, "bad-cell", "zanzibar", "warning")])
    assert left == Issue(file, 7, told, "bad-cell", HELD_BACK, "warning")


def test_a_finding_in_a_file_that_is_not_ours_is_not_told() -> None:
    assert silent([Issue("zanzibar.csv", 0, "", "unknown-file", "not read")]) == ()
