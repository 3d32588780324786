"""The timeline: a scale that runs both ways, bars that never cover one another, and both clocks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier import Dossier
from briefing.records import Event
from briefing.standing import standings
from briefing.views.lanes import By, bar, lanes_of, packed
from briefing.views.palette import PALETTES
from briefing.views.picture import Picture, sentence
from briefing.views.scale import EXTENT, scale, ticks
from briefing.views.timeline import compact, densest, figure, period
from briefing.when import parse

LIGHT = PALETTES["light"]
DAYS = st.lists(st.dates(date(1990, 1, 1), date(2021, 12, 31)), max_size=60)


def drawn(dossier: Dossier, **more: Any) -> Picture:
    return figure(dossier.events, dossier, standings(dossier), LIGHT, **more)


def trace(picture: Picture, name: str) -> Any:
    return next(trace for trace in picture.figure.data if trace.name == name)


@given(DAYS, st.booleans())
def test_the_scale_rises_and_comes_back(days: list[date], linear: bool) -> None:
    axis = scale(days, linear=linear)
    shown = [axis.first + timedelta(each) for each in range(0, (axis.last - axis.first).days + 1, 97)]
    places = [axis.at(day) for day in shown]
    assert all(low < high for low, high in pairwise(places))
    assert [axis.day(axis.at(day, 0.5)) for day in shown] == shown
    assert (axis.at(axis.first), axis.at(axis.last, 1.0)) == (0.0, EXTENT)


@given(DAYS)
def test_names_of_days_do_not_touch(days: list[date]) -> None:
    found = ticks(scale(days), 7.0)
    assert found
    assert all(left.x + 7 * len(left.words.split()[0]) <= right.x for left, right in pairwise(found))


def test_a_crowded_week_is_wide_and_an_empty_decade_is_folded() -> None:
    week = [date(2017, 4, 13) + timedelta(number % 6) for number in range(40)]
    axis = scale([date(1995, 6, 1), *week, date(2021, 1, 1)])
    assert axis.at(date(2017, 4, 19)) - axis.at(date(2017, 4, 13)) > EXTENT / 3
    assert axis.at(date(2016, 1, 1)) - axis.at(date(1996, 1, 1)) < EXTENT / 10
    assert any("1996" in words for _, _, words in axis.folds)


def many(small: Dossier) -> Dossier:
    """The small dossier with forty events within ten days and some months and years around them."""
    dates = [f"2021-04-{1 + number % 10:02}" for number in range(40)] + ["2021-04", "2021", "../2019", "2020-03/.."]
    spread = [small.events[0].model_copy(update={"id": f"e-{n}", "date": parse(at)}) for n, at in enumerate(dates)]
    return replace(small, events=(*small.events, *spread))


@pytest.mark.parametrize("width", [340, 1040])
def test_no_two_bars_of_a_row_touch_and_none_leaves_the_picture(small: Dossier, width: int) -> None:
    dossier = many(small)
    events = [event for event in dossier.events if event.date]
    axis = scale(day for event in events if event.date for day in (event.date.first, event.date.last) if day)
    lane = lanes_of(events[0], dossier, "question")[0]
    found = packed(bar(event, lane, standings(dossier), axis, width) for event in events)
    assert len(found) == len(events)
    for one, other in combinations(found, 2):
        apart = one.words.right <= other.words.left or other.words.right <= one.words.left
        assert one.row != other.row or apart
    assert all(each.words.left >= -8 and each.words.right <= width + 8 for each in found)


@pytest.mark.parametrize("by", ["actor", "place", "question"])
def test_every_dated_event_is_drawn_and_the_others_are_listed(small: Dossier, by: By) -> None:
    picture = drawn(small, lanes=by)
    assert set(picture.rows) == {event.id for event in small.events if event.date}
    assert picture.left_out == ("e-varo-seen",)
    assert "1 event without a date" in picture.caption
    assert {row[0] for row in trace(picture, "events").customdata} == set(picture.rows)


def test_a_day_is_a_mark_and_a_month_is_as_long_as_itself(small: Dossier) -> None:
    picture = drawn(small, window=(date(2021, 4, 1), date(2021, 6, 30)))
    assert [image.y for image in picture.figure.layout.images] != []
    extent = trace(picture, "corroborated")
    low, high = min(x for x in extent.x if x is not None), max(x for x in extent.x if x is not None)
    assert period(picture.figure, low, high - 1e-3) == (date(2021, 5, 1), date(2021, 5, 31))


def test_open_ends_carry_an_arrow_and_approximate_dates_a_tilde(small: Dossier) -> None:
    picture = drawn(many(small))
    assert "triangle-left" in trace(picture, "open end").marker.symbol
    assert "~ Varo reported killed in Sarn" in trace(picture, "titles").text


def test_below_stand_the_reports_of_the_focus_by_side(small: Dossier) -> None:
    picture = drawn(small, focus="e-varo-killing")
    assert [row[0] for row in trace(picture, "supports").customdata] == [
        "r-herald-killed",
        "r-wire-killed",
        "r-voice-killed",
    ]
    assert all(level < 0 for level in trace(picture, "contradicts").y)
    assert all(level > 0 for level in trace(picture, "doubts").y)


def test_a_brushed_range_is_read_as_days(small: Dossier) -> None:
    picture = drawn(small, window=(date(2021, 4, 1), date(2021, 4, 30)))
    assert period(picture.figure, 0, EXTENT) == (date(2021, 4, 1), date(2021, 4, 30))
    assert period(picture.figure, 500, 400) == period(picture.figure, 400, 500)


def test_more_lanes_than_fit_are_named(small: Dossier) -> None:
    picture = drawn(small, most=1)
    assert "Lanes left out: " in picture.caption
    assert set(picture.rows).isdisjoint(picture.left_out)


def test_hover_is_a_sentence(small: Dossier) -> None:
    event = small.row(Event, "e-varo-killing")
    assert sentence(event, small, standings(small)).replace("<br>", " ") == (
        "Varo reported killed in Sarn, about 10 April 2021. Contested: 1 origin for, 1 against."
    )


def test_what_is_typed_in_a_title_is_text(small: Dossier) -> None:
    event = small.events[0].model_copy(update={"title": "<b>5 < 6 & more</b>"})
    assert "&lt;b&gt;5 &lt; 6 &amp; more" in sentence(event, small, standings(small))


def test_the_small_picture_is_small_and_has_no_titles(small: Dossier) -> None:
    assert densest(small.events) is not None
    picture = compact(small.events, small, standings(small), LIGHT)
    assert picture.figure.layout.height <= 230
    assert list(trace(picture, "titles").text) == []


@pytest.mark.parametrize("more", [{}, {"window": (date(1950, 1, 1), date(1951, 1, 1))}])
def test_nothing_to_show_is_said(small: Dossier, more: dict[str, Any]) -> None:
    events = small.events if more else ()
    picture = figure(events, small, standings(small), LIGHT, **more)
    assert picture.figure.layout.annotations[0].text.startswith("No ")
    assert picture.rows == ()
    assert compact((), small, standings(small), LIGHT).rows == ()
