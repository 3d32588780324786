"""The pictures of a brief: a narrowed one draws the weeks and the places of its first question."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Event, Involvement, Place, Question
from briefing.dossier.sentences import count
from briefing.exports.paper.pictures import Plate, faint, leading, place_map, weeks
from tests.invented import dossier, row, seen

NEAR = {"precision": "town", "radius_km": 5.0}


@pytest.fixture
def far() -> Dossier:
    """One event of the first question in Arvenia in May 2021, four of the second beyond an ocean in January."""
    made = dossier(["c1", "c2"], [("2021-05-20", "out", "org", "supports c1, supports c2")])
    places = (
        row(Place, "here", latitude=40.0, longitude=66.0, **NEAR),
        row(Place, "there", latitude=38.0, longitude=-98.0, **NEAR),
    )
    once = ("e0", "c1", "here", "2021-05-17")
    often = [(f"e{number}", "c2", "there", f"2021-01-0{number}") for number in range(1, 5)]
    events = tuple(
        row(Event, id, claim=claim, place=place, date=day, title=f"Said {id}")
        for id, claim, place, day in [once, *often]
    )
    return replace(
        made,
        questions=(row(Question, "q", rank=1), row(Question, "q2", rank=2)),
        claims=(row(Claim, "c1", question="q", actors=("act",)), row(Claim, "c2", question="q2", actors=("act",))),
        places=places,
        actors=(row(Actor, "act"),),
        events=events,
        involvement=tuple(row(Involvement, f"i-{each.id}", event=each.id, actor="act") for each in events),
    )


def names(plate: Plate, *words: str) -> list[bool]:
    return [word in plate.svg for word in words]


def test_a_narrowed_brief_draws_the_weeks_of_its_first_question(far: Dossier) -> None:
    plate = weeks(seen(far, actor=("act",)))
    assert plate.title == "When: 1 event of the weeks of the first question, 17 May 2021 to 20 June 2021"
    assert plate.rows == ("e0",)


def test_a_narrowed_brief_draws_the_places_of_its_first_question(far: Dossier) -> None:
    plate = place_map(seen(far, actor=("act",)))
    assert names(plate, "Place here", "Place there") == [True, False]
    assert "4 events at places outside this frame, which holds those of the first question." in plate.caption


def test_a_step_of_the_story_frames_all_that_is_shown(far: Dossier) -> None:
    plate = place_map(seen(far, actor=("act",)), whole=True)
    assert "outside this frame, which holds" not in plate.caption


def test_a_place_outside_the_frame_has_no_tag_there(far: Dossier) -> None:
    plate = place_map(seen(far, actor=("act",)))
    places = [tuple(map(float, each)) for each in re.findall(r"translate\((-?[\d.]+) (-?[\d.]+)\)", plate.svg)]
    assert places and all(0 <= x <= plate.width and 0 <= y <= plate.height for x, y in places)


def test_what_was_not_yet_known_on_the_earlier_day_is_faint_on_paper_too(small: Dossier) -> None:
    view = seen(small, against=date(2021, 4, 15))
    later = faint(view)
    assert later and later != {event.id for event in small.events}
    where, when = place_map(view), weeks(view)
    for plate in (where, when):
        assert plate.caption.startswith(f"Drawn faint: {count(len(later), 'event')} not yet known on 15 April 2021.")
    assert 'opacity="0.4"' in where.svg
    assert 'opacity="0.4"' not in place_map(seen(small)).svg
    assert "Drawn faint" not in weeks(seen(small)).caption


def test_the_question_in_view_goes_first(far: Dossier) -> None:
    plate = weeks(seen(far, actor=("act",), question="q2"))
    assert plate.title == "When: 4 events of the densest weeks, 1 January 2021 to 4 February 2021"


def test_without_a_filter_the_map_holds_most_events(far: Dossier) -> None:
    plate = place_map(seen(far))
    assert names(plate, "Place here", "Place there") == [False, True]
    assert "1 event at places outside this frame." in plate.caption


@pytest.mark.parametrize("state", [{}, {"actor": ("act",)}], ids=str)
def test_where_the_first_question_has_no_event_all_are_drawn(far: Dossier, state: dict[str, Any]) -> None:
    view = seen(replace(far, events=far.events[1:], involvement=far.involvement[1:]), **state)
    assert leading(view) == ()
    assert weeks(view).title == "When: 4 events of the densest weeks, 1 January 2021 to 4 February 2021"
    assert names(place_map(view), "Place there") == [True]
