"""A typed day is read: a month or year as its first or last day."""

from datetime import date
from time import process_time

import pytest

from briefing.view.period import typed


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-04-18", date(2017, 4, 18), date(2017, 4, 18)),
        (" 2017-04 ", date(2017, 4, 1), date(2017, 4, 30)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("18 April 2017", date(2017, 4, 18), date(2017, 4, 18)),
        ("8 sep 2017", date(2017, 9, 8), date(2017, 9, 8)),
        ("April 2017", date(2017, 4, 1), date(2017, 4, 30)),
        ("", None, None),
    ],
)
def test_what_is_typed(text: str, first: date | None, last: date | None) -> None:
    assert (typed(text), typed(text, last=True)) == (first, last)


@pytest.mark.parametrize("text", ["soon", "2017-99-99", "18/04/2017", "31 April 2017"])
def test_what_is_no_date_is_quoted(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is no date"):
        typed(text)


def test_of_a_long_text_that_is_no_date_the_beginning_is_quoted() -> None:
    with pytest.raises(ValueError) as fault:
        typed(" " + "a" * 30 + "b" * 30)
    wanted = f"“{'a' * 30}{'b' * 10}” is no date. One such as 2017-04-18, 2017-04 or 2017 is wanted."
    assert str(fault.value) == wanted


@pytest.mark.parametrize(("text", "last"), [("../2017", False), ("2017/..", True)])
def test_an_end_that_is_open_is_no_day(text: str, last: bool) -> None:
    with pytest.raises(ValueError, match="is no date"):
        typed(text, last)


@pytest.mark.parametrize("piece", ["a+", "T0:0:", "1 1 "])
def test_a_text_without_end_is_no_day_and_takes_no_time(piece: str) -> None:
    begun = process_time()
    with pytest.raises(ValueError, match="is no date"):
        typed(piece * 100_000)
    assert process_time() - begun < 0.1
