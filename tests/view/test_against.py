"""Two days side by side: what turned between them and by which report, what was not yet known, days out of order."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.view.address import State, decode
from briefing.view.against import Compared, compared, unknown
from briefing.view.view import Ground, View, ground, view

EARLY = date(2021, 4, 15)


def seen(dossier: Dossier, **chosen: object) -> View:
    state = State().changed(**chosen)
    return view(ground(dossier, state.asof, state.without), state)


def pair(dossier: Dossier, claim: str, day: date = EARLY) -> Compared:
    now = seen(dossier)
    rows = [row for row in now.known.claims if row.id == claim]
    return compared(rows, now, ground(dossier, day), day)[0]


def test_a_claim_has_its_standing_on_both_days_and_the_turn_between(small: Dossier) -> None:
    found = pair(small, "c-varo-killed")
    assert found.is_changed
    assert found.before == ground(small, EARLY).standings["c-varo-killed"]
    assert found.after == ground(small).standings["c-varo-killed"]
    assert found.turns[-1].after == found.after.word
    assert all(turn.day > EARLY for turn in found.turns)


def test_the_reports_that_came_in_are_those_of_the_later_day_alone(small: Dossier) -> None:
    found = pair(small, "c-varo-killed")
    assert found.reports
    assert not set(found.reports) & {report.id for report in ground(small, EARLY).known.reports}


def test_nothing_turned_after_the_last_turn(small: Dossier) -> None:
    found = pair(small, "c-varo-killed", date(2021, 6, 29))
    assert (found.is_changed, found.reports) == (False, ())
    assert found.before.word == found.after.word


def test_a_judgement_stands_only_on_the_day_that_had_it(small: Dossier) -> None:
    found = pair(small, "c-varo-killed")
    assert found.judged_before is None
    assert found.judged_after is not None and found.judged_after.id == "j-varo"


def test_a_judgement_that_was_made_by_the_earlier_day_stands_on_both(small: Dossier) -> None:
    found = pair(small, "c-varo-killed", date(2021, 6, 1))
    assert [each and each.id for each in (found.judged_before, found.judged_after)] == ["j-varo", "j-varo"]


def test_a_turn_on_the_earlier_day_is_past_and_one_on_the_later_day_counts(small: Dossier) -> None:
    first, last = date(2021, 4, 12), date(2021, 4, 16)
    claims = [row for row in small.claims if row.id == "c-varo-killed"]
    (found,) = compared(claims, seen(small, asof=last), ground(small, first), first)
    assert [turn.day for turn in found.turns] == [last]


def test_events_that_were_not_yet_known_are_told(small: Dossier) -> None:
    early = {event.id for event in seen(small, asof=EARLY).events}
    whole = {event.id for event in seen(small).events}
    assert early < whole
    assert unknown(seen(small), ground(small, EARLY)) == whole - early


@pytest.mark.parametrize(
    ("pairs", "asof", "against", "notices"),
    [
        ([("against", "2021-04-15")], None, "2021-04-15", 0),
        ([("against", "2021-04-15"), ("asof", "2021-05-01")], "2021-05-01", "2021-04-15", 0),
        ([("against", "2021-05-01"), ("asof", "2021-04-15")], "2021-05-01", "2021-04-15", 1),
        ([("against", "2021-06-30"), ("asof", "2021-04-15")], None, "2021-04-15", 1),
        ([("against", "2021-04-15"), ("asof", "2021-04-15")], "2021-04-15", None, 1),
        ([("against", "2021-06-30")], None, None, 1),
        ([("against", "2022-01-01")], None, None, 1),
    ],
)
def test_the_earlier_day_is_set_against_the_later(
    small: Dossier, pairs: list[tuple[str, str]], asof: str | None, against: str | None, notices: int
) -> None:
    state, told = decode(pairs, small)
    assert (state.asof and state.asof.isoformat(), state.against and state.against.isoformat()) == (asof, against)
    assert [notice.kind for notice in told] == ["mended"] * notices


def test_the_other_day_has_the_same_what_ifs_and_comes_from_whoever_has_it(small: Dossier) -> None:
    now = seen(small, against=EARLY, without=("o-officers",))
    assert now.then == ground(small, EARLY, ("o-officers",))
    assert now.then != ground(small, EARLY)
    kept: dict[tuple[date | None, tuple[str, ...]], Ground] = {(EARLY, ("o-officers",)): ground(small, EARLY)}
    assert replace(now, at=lambda day, without: kept[day, without]).then is kept[EARLY, ("o-officers",)]
    assert seen(small).then is None
