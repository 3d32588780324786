"""Steps over the calendar of the timeline: every one moves, none leaves the calendar, and there is something to see."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.pictures.timeline.scale import scale
from briefing.pictures.timeline.zoom import Span, steps

DAYS = st.lists(st.dates(date(1990, 1, 1), date(2021, 12, 31)), min_size=1, max_size=40).map(sorted)
SPANS = st.none() | st.tuples(DAYS.map(min), DAYS.map(min)).map(lambda ends: (min(ends), max(ends)))
WEEK = [date(2017, 4, 13) + timedelta(number % 6) for number in range(40)]
LONG = sorted([date(1995, 6, 1), *WEEK, date(2021, 1, 1)])


def length(span: Span) -> int:
    return (span[1] - span[0]).days


@given(DAYS, SPANS)
def test_every_step_moves_within_the_calendar(days: list[date], shown: Span | None) -> None:
    axis = scale(days)
    here = shown or (axis.first, axis.last)
    found = steps(axis, days, shown)
    assert all(axis.first <= first <= last <= axis.last for first, last in found.values())
    assert here not in found.values()
    inside = axis.first <= here[0] and here[1] <= axis.last
    if inside and "Closer" in found:
        assert here[0] <= found["Closer"][0] and found["Closer"][1] <= here[1]
    if inside and "Wider" in found:
        assert found["Wider"][0] <= here[0] and here[1] <= found["Wider"][1]
    if inside and "Earlier" in found:
        assert found["Earlier"][0] < here[0]
    if inside and "Later" in found:
        assert found["Later"][1] > here[1]


@given(DAYS)
def test_closer_comes_to_one_day_with_something_on_it_and_wider_back_to_all(days: list[date]) -> None:
    axis = scale(days)
    span: Span | None = None
    for _ in range(60):
        span = steps(axis, days, span).get("Closer", span)
    assert length(span or (axis.first, axis.last)) == 0
    assert span is None or span[0] in days
    for _ in range(60):
        span = steps(axis, days, span).get("Wider", span)
    assert span in (None, (axis.first, axis.last))


@given(DAYS)
def test_later_from_the_first_day_shows_every_day_of_note(days: list[date]) -> None:
    axis = scale(days)
    span: Span = (axis.first, axis.first)
    walked = [span]
    while "Later" in (found := steps(axis, days, span)):
        span = found["Later"]
        walked.append(span)
    assert all(any(first <= day <= last for first, last in walked) for day in days)
    assert all(before[1] < after[1] for before, after in pairwise(walked))


def test_a_step_over_empty_years_takes_years_and_in_a_crowded_week_days() -> None:
    axis = scale(LONG)
    found = steps(axis, LONG, (date(2017, 4, 15), date(2017, 4, 16)))
    assert length((found["Earlier"][0], date(2017, 4, 15))) < 10
    early, late = (steps(axis, LONG, (day, day)) for day in (date(1995, 6, 1), date(2021, 1, 1)))
    assert early["Later"][0] <= date(2017, 4, 13) <= early["Later"][1]
    assert late["Earlier"][0] <= date(2017, 4, 18) <= late["Earlier"][1]


def test_closer_goes_to_what_is_open_if_that_is_in_sight() -> None:
    axis = scale(LONG)
    first, last = steps(axis, LONG, None, about=date(1995, 6, 1))["Closer"]
    assert first <= date(1995, 6, 1) <= last
    crowd = (date(2017, 4, 1), date(2017, 4, 30))
    assert steps(axis, LONG, crowd, about=date(1995, 6, 1)) == steps(axis, LONG, crowd)


def test_a_stretch_beyond_the_calendar_leads_back_to_it() -> None:
    axis = scale(LONG)
    found = steps(axis, LONG, (date(2050, 1, 1), date(2050, 12, 31)))
    assert found["All"] == (date(1995, 6, 1), date(2021, 1, 1))
    assert found["Earlier"][1] <= date(2021, 1, 1)
    assert "Later" not in found
