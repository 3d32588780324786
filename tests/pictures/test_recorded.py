"""Recorded violence as it is drawn: classes, and the strip on the calendar of a timeline."""

import re
from datetime import date

import pytest

from briefing.context.layer import Deaths, Period, Scope
from briefing.pictures.palette import PALETTES
from briefing.pictures.recorded import CLASSES, grade
from briefing.pictures.timeline.recorded import STRIP, is_cut, most, step, strip, within

KNOTS = [(date(2017, 1, 1).toordinal(), 0.0), (date(2017, 3, 1).toordinal(), 1000.0)]
NONE = Deaths(0, 0, 0)


@pytest.mark.parametrize(("number", "wanted"), [(0, 0), (1, 1), (3, 1), (4, 2), (255, 4), (256, 5), (90_000, 5)])
def test_a_number_has_its_class(number: int, wanted: int) -> None:
    assert grade(number) == wanted
    assert grade(CLASSES[-1]) == len(CLASSES)


def test_its_hue_is_that_of_no_standing() -> None:
    for palette in PALETTES.values():
        assert palette.recorded not in {*palette.standing.values(), palette.accent, palette.border, palette.water}


def test_a_bar_stands_where_its_days_lie_and_is_as_high_as_its_number() -> None:
    weeks = [Period(date(2016, 12, 19), 50, NONE), Period(date(2017, 1, 2), 4, NONE), Period(date(2017, 1, 9), 2, NONE)]
    drawn = strip(weeks, KNOTS, "events", "week")
    bars = [
        tuple(map(float, found))
        for found in re.findall(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawn)
    ]
    day = 1000 / 59
    assert [round(x, 1) for x, *_ in bars] == [round(day, 1), round(8 * day, 1)]
    assert [high for *_, high in bars] == [STRIP, STRIP / 2]
    assert "week of 2 January 2017: 4 events" in drawn
    assert most(weeks, KNOTS, "events", "week") == 4


def test_deaths_are_counted_by_the_best_estimate() -> None:
    months = [Period(date(2017, 1, 1), 1, Deaths(1, 7, 9)), Period(date(2017, 2, 1), 9, Deaths(0, 2, 9))]
    assert most(months, KNOTS, "deaths", "month") == 7
    assert "7 deaths (low 1, high 9)" in strip(months, KNOTS, "deaths", "month")


def test_years_are_counted_by_month() -> None:
    assert step(date(2017, 1, 1), date(2017, 12, 31)) == "week"
    assert step(date(2010, 1, 1), date(2017, 12, 31)) == "month"


def test_december_ends_with_its_year() -> None:
    drawn = strip(
        [Period(date(2016, 12, 1), 3, NONE)],
        [(date(2016, 12, 1).toordinal(), 0.0), (date(2017, 1, 1).toordinal(), 1000.0)],
        "events",
        "month",
    )
    assert 'x="0.00"' in drawn
    assert 'width="999.60"' in drawn


def test_a_week_at_the_edge_of_the_picture_is_counted_whole() -> None:
    asked = within(Scope(), date(2017, 4, 1), date(2017, 5, 5))
    assert (asked.first, asked.last) == (date(2017, 3, 27), date(2017, 5, 7))
    months = within(Scope(), date(2010, 2, 3), date(2017, 12, 5))
    assert (months.first, months.last) == (date(2010, 2, 1), date(2017, 12, 31))


def test_a_week_that_the_period_cuts_is_said_to_be_cut() -> None:
    cut = Scope((), date(2017, 4, 1), date(2017, 4, 30))
    first, last = date(2017, 4, 1), date(2017, 4, 30)
    assert within(cut, first, last) == cut
    assert is_cut(cut, first, last)
    assert not is_cut(Scope(), first, last)
    assert not is_cut(Scope((), date(2017, 4, 3), date(2017, 4, 30)), date(2017, 4, 3), last)
