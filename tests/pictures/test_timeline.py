"""The timeline: a scale that runs both ways, bars that never cover one another, and both clocks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.when import parse
from briefing.pictures.palette import PALETTES
from briefing.pictures.picture import SIZE, SMALL, Picture, sentence
from briefing.pictures.timeline import lanes, timeline
from briefing.pictures.timeline.bars import BARE, FRAMED, SHADE, SURE
from briefing.pictures.timeline.lanes import By, filled
from briefing.pictures.timeline.plan import Plan, plan
from briefing.pictures.timeline.scale import EXTENT, Ruler, scale, ticks
from briefing.pictures.timeline.sizes import PHONE, Sizes
from briefing.pictures.timeline.timeline import Options, calendar, compact, densest, figure, period
from briefing.pictures.typography import BOLD, text_width

LIGHT = PALETTES["light"]
DAYS = st.lists(st.dates(date(1990, 1, 1), date(2021, 12, 31)), max_size=60)


def drawn(dossier: Dossier, **more: Any) -> Picture:
    return figure(dossier.events, dossier, standings(dossier), Options(LIGHT, **more))


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
    found = ticks(scale(days), 1.2)
    assert found
    assert all(left.x + 1.2 * text_width(left.words, SMALL) < right.x for left, right in pairwise(found))


def test_the_first_day_has_room_for_its_year() -> None:
    days = [date(2017, 4, 3) + timedelta(number) for number in range(20)]
    first, second, *_ = ticks(scale(days), 1.2)
    assert (first.words, second.words) == ("3 Apr 2017", "5 Apr")


def test_a_year_that_follows_at_once_is_named_and_not_that_of_the_day_before() -> None:
    days = [date(2016, 12, 29) + timedelta(number) for number in range(20)]
    first, second, *_ = ticks(scale(days), 2.4)
    assert (first.words, second.words) == ("29 Dec", "2017")


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


def boxes(planned: Plan) -> list[tuple[str, float, float, float, float]]:
    """The event of every mark and of all its words, with left, right, top and foot in pixels."""
    found = []
    for each in planned.drawn:
        (low, high), words = each.bar.ends, each.bar.words
        found.append((each.bar.event, low, high, each.y - each.thick / 2, each.y + each.thick / 2))
        if words.side != "inside":
            wide = text_width(words.text, SIZE, BOLD)
            left = {"right": high, "left": low - wide}.get(words.side, words.left)
            found.append((each.bar.event, left, left + wide, each.words_y - 6, each.words_y + 6))
    return found


def overlaps(one: tuple[str, float, float, float, float], other: tuple[str, float, float, float, float]) -> bool:
    """Whether two boxes share more than a pixel each way."""
    across = min(one[2], other[2]) - max(one[1], other[1])
    return across > 1 and min(one[4], other[4]) - max(one[3], other[3]) > 1


@pytest.mark.parametrize(("width", "sizes"), [(340, PHONE), (340, Sizes()), (590, Sizes()), (1040, Sizes())])
def test_no_mark_covers_words_and_none_leaves_the_picture(small: Dossier, width: int, sizes: Sizes) -> None:
    dossier = many(small)
    long = {"title": "Varo reported killed in Sarn, as one officer says"}
    events = [event.model_copy(update=long) for event in dossier.events if event.date]
    axis = scale(day for event in events if event.date for day in (event.date.first, event.date.last) if day)
    planned = plan(filled(events, dossier, "question"), standings(dossier), Ruler(axis, width), sizes)
    found = boxes(planned)
    assert len({event for event, *_ in found}) == len(events)
    assert any(each.bar.words.side == "above" for each in planned.drawn) == (width == 340)
    assert [pair for pair in combinations(found, 2) if overlaps(*pair)] == []
    assert all(low >= -8 and high <= width + 8 for _, low, high, *_ in found)


def test_the_days_are_written_again_where_their_head_is_out_of_sight(small: Dossier) -> None:
    dossier = many(many(small))
    picture = drawn(dossier)
    heights = sorted(set(trace(picture, "calendar").y))
    marks = {image.y for image in picture.figure.layout.images}
    assert max(after - before for before, after in pairwise([0, *heights])) <= Sizes().again + 2 * Sizes().row
    assert picture.figure.layout.yaxis.range[0] - heights[-1] <= Sizes().again + 2 * Sizes().row
    assert marks.isdisjoint(heights)
    assert [each for each in drawn(small).figure.data if each.name == "calendar"] == []


def test_a_stretch_is_drawn_anew_and_what_lies_outside_is_counted(small: Dossier) -> None:
    dossier = many(small)
    picture = drawn(dossier, window=(date(2021, 4, 3), date(2021, 4, 5)))
    outside = [
        event
        for event in dossier.events
        if event.date and not event.date.possibly_within(date(2021, 4, 3), date(2021, 4, 5))
    ]
    earlier = sum(1 for event in outside if event.date and event.date.last and event.date.last < date(2021, 4, 3))
    assert f"Outside this picture: {earlier} events earlier, {len(outside) - earlier} later." in picture.caption
    assert {event.id for event in outside}.isdisjoint(picture.rows)
    assert period(picture, 0, EXTENT) == (date(2021, 4, 3), date(2021, 4, 5))


def test_the_calendar_of_a_zoom_is_that_of_the_whole_picture(small: Dossier) -> None:
    axis, days = calendar(small.events, small)
    assert period(drawn(small), 0, EXTENT) == (axis.first, axis.last)
    assert list(days) == sorted(days)
    assert calendar((), small)[1] == ()


@pytest.mark.parametrize("focus", ["e-varo-killing", "c-varo-killed", "varo", "r-wire-killed", "sarn"])
def test_what_belongs_to_the_open_record_is_bold_and_framed(small: Dossier, focus: str) -> None:
    picture = drawn(small, focus=focus)
    bold = [text for text in trace(picture, "titles").text if text.startswith("<b>")]
    assert "<b>~ Varo reported killed in Sarn</b>" in bold
    assert len(trace(picture, "chosen").x) == 6 * len(bold)
    assert "Bold titles" in picture.caption
    assert not any("<b>" in text for text in trace(drawn(small), "titles").text)


def test_many_events_of_an_open_record_are_bold_without_frames(small: Dossier) -> None:
    picture = drawn(many(small), focus=small.events[0].claim)
    assert sum(text.startswith("<b>") for text in trace(picture, "titles").text) > FRAMED
    assert all(each.name != "chosen" for each in picture.figure.data)


def test_an_open_report_has_a_ring_on_its_day(small: Dossier) -> None:
    ring = trace(drawn(small, focus="r-wire-killed"), "chosen reports")
    reports = trace(drawn(small), "reports")
    at = [row[0] for row in reports.customdata].index("r-wire-killed")
    assert (ring.x[0], ring.y[0]) == (reports.x[at], reports.y[at])


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
    assert period(picture, low, high - 1e-3) == (date(2021, 5, 1), date(2021, 5, 31))


def dated(small: Dossier, *dates: str) -> Dossier:
    """The small dossier with one event of each of these dates, and no others."""
    rows = [small.events[0].model_copy(update={"id": f"e-{n}", "date": parse(at)}) for n, at in enumerate(dates)]
    return replace(small, events=tuple(rows), involvement=())


def alphas(picture: Picture) -> list[float]:
    """How strong the fills of a picture are."""
    return sorted(
        float(each.fillcolor.rstrip(")").split(",")[-1]) for each in picture.figure.data if each.name == "extent"
    )


def levels(picture: Picture, name: str) -> int:
    """At how many heights a trace runs level."""
    drawn = trace(picture, name)
    pairs = zip(pairwise(drawn.x), pairwise(drawn.y), strict=True)
    return len({ys[0] for xs, ys in pairs if None not in (*xs, *ys) and ys[0] == ys[1] and xs[0] != xs[1]})


ONCE = ["2021-04", "2021", "2021-04-XX", "[2021-04-03..2021-05]", "[..2021-04]", "[2021-04..]"]
LASTED = ["2021-04/2021-06", "2021-04-03/2021-05-04", "../2021-04", "2021-04/..", "2021-04/"]


@pytest.mark.parametrize("when", ONCE)
def test_what_happened_once_is_a_bracket(small: Dossier, when: str) -> None:
    """A line at the foot alone, unbroken ends where none is open, and a fill that is hardly there."""
    picture = drawn(dated(small, when, "2020-01-01", "2022-12-31"))
    assert levels(picture, "contested") == 1
    assert sum(x is None for x in trace(picture, "bracket").x) == 2 - parse(when).is_open
    assert max(alphas(picture)) <= BARE
    assert "A bracket is a reach" in picture.caption
    assert "A filled bar" not in picture.caption


@pytest.mark.parametrize("when", LASTED)
def test_what_lasted_is_a_bar(small: Dossier, when: str) -> None:
    """A line at head and foot, no bracket, and a fill that is seen."""
    picture = drawn(dated(small, when, "2020-01-01"))
    assert levels(picture, "contested") == 2
    assert not any(each.name == "bracket" for each in picture.figure.data)
    assert max(alphas(picture)) >= SHADE > 4 * BARE
    assert "A filled bar lasted" in picture.caption
    assert "A bracket" not in picture.caption


def test_a_bar_is_strongest_where_it_surely_went_on(small: Dossier) -> None:
    picture = drawn(dated(small, "2021-01/2021-06", "2020-01-01"))
    (sure,) = [each for each in picture.figure.data if each.name == "extent" and f",{SURE})" in each.fillcolor]
    low, high = min(x for x in sure.x if x is not None), max(x for x in sure.x if x is not None)
    assert period(picture, low + 1e-3, high - 1e-3) == (date(2021, 1, 31), date(2021, 6, 1))


@pytest.mark.parametrize(("when", "share"), [("../2021", 1.0), ("2019/..", 1.0), ("../2021-04-03", 0.1)])
def test_an_open_end_reaches_across_a_stretch_in_its_midst(small: Dossier, when: str, share: float) -> None:
    event = small.events[0].model_copy(update={"date": parse(when)})
    axis = scale((), date(2021, 4, 2), date(2021, 4, 4), linear=True)
    (each,) = plan(filled([event], small, "question"), standings(small), Ruler(axis, 700), Sizes()).drawn
    assert (each.bar.stop - each.bar.start) / 700 == pytest.approx(share)


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
    assert period(picture, 0, EXTENT) == (date(2021, 4, 1), date(2021, 4, 30))
    assert period(picture, 500, 400) == period(picture, 400, 500)


def test_more_lanes_than_fit_are_named(small: Dossier) -> None:
    picture = drawn(small, sizes=Sizes(lanes=1))
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
    picture = compact(small.events, small, standings(small), Options(LIGHT, width=420))
    assert picture.figure.layout.height <= 230
    assert list(trace(picture, "titles").text) == []


def made_on(small: Dossier, *dates: str) -> list[Event]:
    """An event for each of these dates."""
    return [small.events[0].model_copy(update={"id": f"e{n}", "date": parse(day)}) for n, day in enumerate(dates)]


def test_of_weeks_with_as_many_events_the_densest_have_them_on_the_fewest_days(small: Dossier) -> None:
    spread = ["2015-05-31", "2015-06-02", "2015-06-20", "2015-07"]
    found = made_on(small, *spread, "2018-07-23", "2018-07-24", "2018-07-26", "2018-07-26")
    assert densest(found) == (date(2018, 7, 23), date(2018, 8, 26))
    assert densest([*found, *made_on(small, "2015-06-03")]) == (date(2015, 5, 31), date(2015, 7, 4))


def test_the_brief_and_the_timeline_count_the_same_events_of_the_densest_weeks(small: Dossier) -> None:
    found = made_on(small, "2015-05-31", "2015-06-02", "2015-06-28", "2015", "2014-11/2015-08", "1999-01-01")
    weeks, standing = densest(found), standings(small)
    brief = compact(found, small, standing, Options(LIGHT, width=420))
    whole = figure(found, small, standing, Options(LIGHT, window=weeks))
    number, days = "3 events, and 2 dated over more than a month,", "31 May 2015 to 4 July 2015"
    assert brief.title == f"The densest weeks: {number} {days}"
    assert brief.caption == "Drawn are those dated to a month or better."
    assert whole.title == f"{number} by question, {days}"
    fine = [event for event in found if event.id not in ("e3", "e4")]
    assert compact(fine, small, standing, Options(LIGHT, width=420)).title == f"The densest weeks: 3 events, {days}"
    assert figure(fine, small, standing, Options(LIGHT, window=weeks)).title == f"3 events by question, {days}"


def test_a_crowd_on_one_day_does_not_look_through_all_rows_for_each(
    small: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    is_free = lanes._is_free

    def counted(*asked: Any) -> bool:
        looked.append(1)
        return is_free(*asked)

    monkeypatch.setattr(lanes, "_is_free", counted)
    crowd = made_on(small, *["2021-04-10"] * 200)
    assert len(figure(crowd, small, standings(small), Options(LIGHT)).rows) == 200
    assert len(looked) < 10 * len(crowd)


def test_the_same_lanes_are_not_planned_again(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[int] = []

    def counted(inside: Any, *more: Any) -> Plan:
        planned.append(len(inside.lanes))
        return plan(inside, *more)

    monkeypatch.setattr(timeline, "plan", counted)
    figure(small.events, small, standings(small), Options(LIGHT, sizes=Sizes(lanes=24, tall=1)))
    assert planned == list(range(planned[0], 0, -1))


@pytest.mark.parametrize("more", [{}, {"window": (date(1950, 1, 1), date(1951, 1, 1))}])
def test_nothing_to_show_is_said(small: Dossier, more: dict[str, Any]) -> None:
    events = small.events if more else ()
    picture = figure(events, small, standings(small), Options(LIGHT, **more))
    assert picture.figure.layout.annotations[0].text.startswith("No ")
    assert picture.rows == ()
    assert ("Outside this picture: " in picture.caption) == bool(more)
    assert compact((), small, standings(small), Options(LIGHT)).rows == ()


def test_what_is_faint_lies_under_a_veil(small: Dossier) -> None:
    standing = standings(small)
    plain = figure(small.events, small, standing, Options(PALETTES["light"]))
    veiled = figure(small.events, small, standing, Options(PALETTES["light"], faint=frozenset({"e-tolm-arrest"})))
    assert "not yet known" not in [trace.name for trace in plain.figure.data]
    assert "not yet known" in [trace.name for trace in veiled.figure.data]


def test_what_a_tick_and_a_band_say_is_told_where_they_are_drawn(small: Dossier) -> None:
    drawn = figure(small.events, small, standings(small), Options(LIGHT))
    even = figure(small.events, small, standings(small), Options(LIGHT, linear=True))
    assert any("grey band" in sign for sign in drawn.signs) is any(
        shape.fillcolor for shape in drawn.figure.layout.shapes
    )
    assert even.signs == drawn.signs[:1]
    assert "report" in even.signs[0]


def test_a_figure_has_nothing_that_plotly_would_write_into_names(small: Dossier) -> None:
    picture = drawn(small)
    assert picture.figure.layout.meta is None
    assert picture.knots
