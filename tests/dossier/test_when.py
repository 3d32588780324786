"""Dates: bounds as the library edtf has them, words of our own, and refusals with a sentence."""

from datetime import date, timedelta
from functools import cache

import edtf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.dossier.when import When, parse

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])
ENDS = st.sampled_from(["", ".."])


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


@given(DAYS, DAYS, st.sampled_from([10, 7, 4]), st.sampled_from(["[{}..{}]", "[..{1}]", "[{}..]"]))
def test_a_set_is_read_as_edtf_reads_it(one: date, other: date, length: int, shape: str) -> None:
    """The library takes years, months and days for ends, and infinity for one that is open."""
    text = shape.format(*(day.isoformat()[:length] for day in sorted((one, other))))
    found, when = edtf.parse_edtf(text), parse(text)
    lower, upper = (
        date(*bound[:3]) if isinstance(bound, tuple) else None for bound in (found.lower_strict(), found.upper_strict())
    )
    assert (when.first, when.last, when.edtf, when.lasts) == (lower, upper, text, False)


def is_reversed(start: str, end: str) -> bool:
    """Whether the first day of the one date is later than the last of the other."""
    first, last = parse(start).first, parse(end).last
    assert first and last
    return first > last


@given(POINTS, POINTS)
def test_a_set_has_the_days_of_its_interval_and_did_not_last(start: str, end: str) -> None:
    assume(not is_reversed(start, end))
    for once, lasting in (
        (f"[{start}..{end}]", f"{start}/{end}"),
        (f"[..{end}]", f"../{end}"),
        (f"[{start}..]", f"{start}/.."),
    ):
        happened, lasted = parse(once), parse(lasting)
        assert (happened.first, happened.last) == (lasted.first, lasted.last)
        assert (happened.lasts, lasted.lasts) == (False, True)
        assert happened.edtf == once


@given(POINTS, POINTS)
def test_a_set_whose_latest_day_comes_first_is_refused(start: str, end: str) -> None:
    assume(is_reversed(start, end))
    with pytest.raises(ValueError, match="latest day before its earliest"):
        parse(f"[{start}..{end}]")


@given(DAYS, MARKS)
def test_a_mark_of_doubt_widens_nothing_but_is_said(day: date, mark: str) -> None:
    when = parse(f"{day.isoformat()}{mark}")
    assert (when.first, when.last) == (day, day)
    assert (when.approximate, when.uncertain) == (mark in ("~", "%"), mark in ("?", "%"))
    assert ("about" in when.words, "uncertain" in when.words) == (when.approximate, when.uncertain)
    assert when.is_day == (mark == "")


@given(POINTS, ENDS)
def test_no_bound_is_invented_for_an_end_that_is_not_known(text: str, end: str) -> None:
    assert parse(f"{text}/{end}").last is None
    assert parse(f"{end}/{text}").first is None
    assert parse(f"{text}/{end}").is_open


@given(st.text(alphabet="0123456789-/.X?~%TZ:u []{},", max_size=24))
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
        ("0000", "years from 1000 to 2999"),
        ("0999-12-31", "years from 1000 to 2999"),
        ("2015/9999", "an open end is written .."),
        ("30XX", "years from 1000 to 2999"),
        ("2017-04/2016", "ends before it begins"),
        ("../..", "no date at either end"),
        ("/", "no date at either end"),
        ("201u", "gave up in 2019"),
        ("2017/unknown", "gave up in 2019"),
        ("2017-04T03:00:00Z", "time of day"),
        ("2017-04-15T25:00:00Z", "time of day"),
        ("[2017-04-16..2017-04-15]", "latest day before its earliest"),
        ("[..]", "no date at either end"),
        ("[2017]", "no range of dates; a range such as"),
        ("[2017..2018", "no range of dates; a range such as"),
        ("2017..2018", "an EDTF date such as"),
        ("[2017,2018]", "lists single dates; a range such as"),
        ("[2016..2017,2019]", "lists single dates; a range such as"),
        ("{2017..2018}", "all of several dates, for each of which a row is wanted"),
        ("[2016..2017..2018]", "in the set '[2016..2017..2018]'"),
        ("[2015/2016..2018]", "in the set '[2015/2016..2018]': '2015/2016'"),
        ("[2017-02-30..2018]", "28 days"),
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
        ("2003/2008", "from 2003 to 2008"),
        ("[2015-05..2016-01]", "some time between May 2015 and January 2016"),
        ("[2017-04-08..2017-04-15~]", "some time between 8 April 2017 and about 15 April 2017"),
        ("[..2017-03]", "some time up to March 2017"),
        ("[2017-05..]", "some time from May 2017 on"),
        ("[199X..2003-XX]", "some time between 1990 and 2003"),
        ("[19XX..2016-04-XX]", "some time between 1900 and April 2016"),
        ("[2017-04..2017-04]", "April 2017"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert str(parse(text)) == words


def test_a_winter_crosses_the_year() -> None:
    winter = parse("2016-24")
    assert (winter.first, winter.last) == (date(2016, 12, 1), date(2017, 2, 28))


def test_a_time_of_day_is_kept_as_its_day() -> None:
    assert parse("2017-04-15T03:00:00Z").first == parse("2017-04-15T23:59:59+04:30").last == date(2017, 4, 15)


DATES = st.one_of(
    POINTS,
    st.builds(lambda start, end: f"{start}/{end}", POINTS | ENDS, POINTS | ENDS),
    st.builds(lambda start, end: f"[{start}..{end}]", POINTS | st.just(""), POINTS | st.just("")),
)


def read(text: str) -> When:
    """The date, if it is one."""
    try:
        return parse(text)
    except ValueError:
        assume(False)
        raise


@given(DATES, DAYS, DAYS)
def test_certainly_within_is_possibly_within(text: str, one: date, other: date) -> None:
    start, end = sorted((one, other))
    when = read(text)
    assert when.possibly_within(start, end) or not when.certainly_within(start, end)
    assert when.certainly_within(when.first, when.last)
    assert when.certainly_within(None, None)


@given(DATES, DAYS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_a_longer_period_holds_what_a_shorter_one_does(
    text: str, one: date, other: date, earlier: int, later: int
) -> None:
    start, end = sorted((one, other))
    when, wider = read(text), (start - timedelta(earlier), end + timedelta(later))
    for within in (when.possibly_within, when.certainly_within):
        assert within(*wider) or not within(start, end)


FEW = st.dates(date(2017, 1, 1), date(2017, 12, 31))
NEAR = st.builds(lambda day, length: day.isoformat()[:length], FEW, st.sampled_from([10, 7, 4]))


def spans(start: When, end: When) -> list[tuple[date, date]]:
    """What an interval may have been: begun and over on any of its days of note, within what is said of either end."""
    days = [day for each in (start, end) for day in (each.first, each.last) if day]
    begun, over = ([day for day in days if each.possibly_within(day, day)] for each in (start, end))
    return [(first, last) for first in begun for last in over if first <= last]


@given(NEAR, NEAR, FEW, FEW)
def test_what_lasted_is_certainly_within_if_every_way_to_read_it_meets_the_period(
    start: str, end: str, one: date, other: date
) -> None:
    assume(not is_reversed(start, end))
    low, high = sorted((one, other))
    met = [first <= high and last >= low for first, last in spans(parse(start), parse(end))]
    when = parse(f"{start}/{end}")
    assert when.certainly_within(low, high) == all(met)
    assert when.possibly_within(low, high) or not any(met)


YEAR = (date(2005, 1, 1), date(2005, 12, 31))


@pytest.mark.parametrize(
    ("text", "possibly", "certainly"),
    [
        ("2003/2008", True, True),
        ("[2003..2008]", True, False),
        ("2005", True, True),
        ("[2005-03..2005-06]", True, True),
        ("2005-06/2008", True, True),
        ("2005/2008", True, True),
        ("2004/2005", True, True),
        ("2000/200X", True, False),
        ("2001/..", True, True),  # goes on
        ("2001/", True, False),  # nobody says how long
        ("../2008", True, False),  # nobody says since when
        ("../2005", True, True),
        ("[2001..]", True, False),
        ("[..2005]", True, False),
        ("2006/..", False, False),
        ("[..2004]", False, False),
    ],
)
def test_what_went_on_and_what_happened_once_lie_within_a_year(text: str, possibly: bool, certainly: bool) -> None:
    when = parse(text)
    assert (when.possibly_within(*YEAR), when.certainly_within(*YEAR)) == (possibly, certainly)
