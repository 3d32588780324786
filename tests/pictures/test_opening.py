"""The stretch on which a timeline opens, and the strip of the whole above it."""

import re
from datetime import date, timedelta

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.when import parse
from briefing.pictures.timeline.opening import FEW, opening
from briefing.pictures.timeline.overview import PARTS, overview
from briefing.pictures.timeline.scale import scale
from briefing.pictures.timeline.timeline import WEEKS
from briefing.pictures.timeline.zoom import Span, steps

CROWDED = [f"2017-04-{day:02}" for day in range(8, 8 + FEW)]
DAYS = sorted([date(1990, 1, 1), *[date(2017, 4, 8) + timedelta(day) for day in range(FEW)], date(2019, 7, 1)])


def events(small: Dossier, dates: list[str]) -> list[Event]:
    """An event for each of these dates, the first of them called e0."""
    made = enumerate(dates)
    return [small.events[0].model_copy(update={"id": f"e{place}", "date": parse(when)}) for place, when in made]


def test_it_opens_on_the_dense_weeks(small: Dossier) -> None:
    start = date(2017, 4, 8)
    assert opening(events(small, ["1990", "2019-07", *CROWDED])) == (start, start + timedelta(WEEKS - 1))


def test_few_events_are_all_in_view(small: Dossier) -> None:
    assert opening(events(small, ["1990", *CROWDED[: FEW - 1]])) is None


def test_it_opens_where_the_record_lies_that_is_open(small: Dossier) -> None:
    found = events(small, ["1990-03-04", *CROWDED, "2003/2005"])
    near, coarse = (opening(found, frozenset({id})) for id in ("e0", f"e{FEW + 1}"))
    assert near and near[0] <= date(1990, 3, 4) <= near[1]
    assert coarse and coarse[0] <= date(2003, 1, 1) <= coarse[1]


def test_the_strip_shows_what_is_drawn_and_leads_to_every_part() -> None:
    axis, asked = scale(DAYS), []

    def href(to: Span) -> str:
        asked.append(to)
        return f"timeline?span={to[0]}/{to[1]}"

    svg = overview(axis, DAYS, (DAYS[1], DAYS[-2]), 1000, href)
    assert svg.count("<a ") == PARTS
    assert re.search(r'class="drawn" x="(?!0\.0)', svg)
    assert asked[0][0] == axis.first and asked[-1][1] == axis.last
    assert all(first <= last for first, last in asked)


def test_closer_goes_to_what_is_looked_at_else_to_the_busiest_days() -> None:
    even = [date(2000, 1, 1), date(2001, 1, 1), date(2002, 1, 1), *DAYS[1:-1]]
    axis = scale(even, linear=True)
    assert axis.first < steps(axis, even, None)["Closer"][0] <= DAYS[1]
    about = steps(axis, even, None, date(2001, 1, 1))["Closer"]
    assert about[0] <= date(2001, 1, 1) <= about[1]
