"""Dates: bounds as the library edtf has them, words of our own, and refusals with a sentence."""

from datetime import date
from functools import cache

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.when import parse

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])


def year(day: date) -> str:
    return f"{day.year:04d}"


SHAPES = (
    lambda day: day.isoformat(),
    lambda day: day.isoformat()[:7],
    year,
    lambda day: f"{year(day)[:3]}X",
    lambda day: f"{year(day)[:2]}XX",
    lambda day: f"{year(day)}-XX",
    lambda day: f"{day.isoformat()[:7]}-XX",
    lambda day: f"{year(day)}-XX-XX",
    lambda day: f"{year(day)}-{21 + day.month % 3}",  # winter crosses the year, and edtf ends it in December
)
POINTS = st.builds(lambda day, shape: shape(day), DAYS, st.sampled_from(SHAPES))


@cache
def bounds(text: str) -> tuple[date, date]:
    """The first and last day by the strict bounds of the library edtf, which takes some milliseconds a date."""
    found = edtf.parse_edtf(text)
    return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])


@given(POINTS)
def test_a_date_has_the_bounds_of_edtf(text: str) -> None:
    when = parse(text)
    assert (when.first, when.last) == bounds(text)
    assert when.edtf == text


@given(POINTS, POINTS)
def test_an_interval_has_the_bounds_of_its_ends_and_is_refused_the_wrong_way_round(one: str, other: str) -> None:
    for start, end in ((one, other), (other, one)):
        first, last = bounds(start)[0], bounds(end)[1]
        if first <= last:
            when = parse(f"{start}/{end}")
            assert (when.first, when.last) == (first, last)
            continue
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(f"{start}/{end}")


@given(DAYS, MARKS)
def test_a_mark_of_doubt_widens_nothing_but_is_said(day: date, mark: str) -> None:
    when = parse(f"{day.isoformat()}{mark}")
    assert (when.first, when.last) == (day, day)
    assert (when.approximate, when.uncertain) == (mark in ("~", "%"), mark in ("?", "%"))
    assert ("about" in when.words, "uncertain" in when.words) == (when.approximate, when.uncertain)
    assert when.is_day == (mark == "")


@given(POINTS, st.sampled_from(["", ".."]))
def test_no_bound_is_invented_for_an_end_that_is_not_known(text: str, end: str) -> None:
    assert parse(f"{text}/{end}").last is None
    assert parse(f"{end}/{text}").first is None
    assert parse(f"{text}/{end}").is_open


@given(st.text(alphabet="0123456789-/.X?~%TZ:u ", max_size=24))
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    try:
        assert parse(text).edtf == text
    except ValueError as refusal:
        assert repr(text) in str(refusal) or "interval" in str(refusal) or "/" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("17.04.2017", "day first"),
        ("17/04/2017", "day first"),
        ("2017-13", "no month 13"),
        ("2017-02-30", "28 days"),
        ("2017-21-03", "a season has no day"),
        ("201X-04", "only from the right"),
        ("2017-XX-05", "only from the right"),
        ("0000", "before 0001"),
        ("2017-04/2016", "ends before it begins"),
        ("../..", "no date at either end"),
        ("/", "no date at either end"),
        ("201u", "gave up in 2019"),
        ("2017/unknown", "gave up in 2019"),
        ("2017-04T03:00:00Z", "time of day"),
        ("2017-04-15T25:00:00Z", "time of day"),
        ("April 2017", "an EDTF date such as"),
        ("", "an EDTF date such as"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refused:
        parse(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-04-15", "15 April 2017"),
        ("2017-04", "April 2017"),
        ("2017-XX", "2017, month not known"),
        ("2017-04-XX", "April 2017, day not known"),
        ("2017-04-17~", "about 17 April 2017"),
        ("2017?", "2017 (uncertain)"),
        ("199X", "1990s"),
        ("19XX", "between 1900 and 1999"),
        ("2016-24", "winter 2016"),
        ("2015-10/2016", "from October 2015 to 2016"),
        ("2017-04/..", "from April 2017 on"),
        ("2017-04/", "from April 2017, end not known"),
        ("../2017", "until 2017"),
        ("/2017", "until 2017, start not known"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert str(parse(text)) == words


def test_a_winter_crosses_the_year() -> None:
    winter = parse("2016-24")
    assert (winter.first, winter.last) == (date(2016, 12, 1), date(2017, 2, 28))


def test_a_time_of_day_is_kept_as_its_day() -> None:
    assert parse("2017-04-15T03:00:00Z").first == parse("2017-04-15T23:59:59+04:30").last == date(2017, 4, 15)


@given(POINTS, DAYS, DAYS)
def test_certainly_within_is_possibly_within(text: str, one: date, other: date) -> None:
    start, end = sorted((one, other))
    when = parse(text)
    assert when.possibly_within(start, end) or not when.certainly_within(start, end)
    assert when.certainly_within(when.first, when.last)
    assert when.possibly_within(None, None)
