"""What sheets and people write for a date is told what it seems to be."""

import pytest

from briefing.dossier.when import parse

SEEMS = {
    "Jun 24": "month as a word",
    "12 July 2024": "month as a word",
    "45455": "how a sheet counts days, 2024-06-12 unless it counts from 1904",
    "6/12/2024": "may have the day or the month first",
    "6.12.2024": "has the day first",
    "6/6/2024": "has the year last",
    "24/6/2024": "has the day first",
    "6/24/2024": "has the month first",
    "2004-uu": "gave up in 2019",
    "soon": "not a date that can be read",
}


@pytest.mark.parametrize(("text", "seems"), SEEMS.items())
def test_a_refused_date_is_told_what_it_seems_to_be(text: str, seems: str) -> None:
    with pytest.raises(ValueError, match=seems) as refusal:
        parse(text)
    assert repr(text) in str(refusal.value)
