"""Numbers, lists and capitals read as they would in a sentence."""

import pytest

from briefing.dossier.sentences import capital, count, listed, many


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (5000, "5,000 reports")]
)
def test_a_number_stands_with_its_noun(number: int, told: str) -> None:
    assert count(number, "report") == told


@pytest.mark.parametrize(
    ("number", "told"), [(0, "no origins"), (1, "one origin"), (12, "twelve origins"), (13, "13 origins")]
)
def test_small_numbers_are_spelt(number: int, told: str) -> None:
    assert many(number, "origin") == told


@pytest.mark.parametrize(
    ("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_with_and(parts: list[str], told: str) -> None:
    assert listed(parts) == told


def test_a_capital_changes_no_other_letter() -> None:
    assert (capital("aMAQ denies"), capital("")) == ("AMAQ denies", "")
