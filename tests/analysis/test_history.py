"""How a standing came about, day by day."""

from datetime import date, timedelta
from itertools import pairwise
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis import history as analysis
from briefing.analysis.history import changes, history, turns
from briefing.analysis.known import known_from, reported_on
from briefing.analysis.standing import bearing_on, standing, word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from tests.invented import AS_OF, DAYS, DISPUTES, dossier, dossiers, examples

STORY = [
    ("2021-04-01", "herald", "unnamed-officers", "supports c"),
    ("2021-04-02", "wire", "unnamed-officers", "supports c", "herald"),
    ("2021-04-05", "voice", "ministry", "supports c"),
    ("2021-04-05", "courier", "doctor", "supports c, doubts d"),
    ("2021-05", "channel", "rebels", "contradicts c"),
    ("2021-06-02", "voice", "ministry", "withdraws c"),
]


def story(small_reports: list[tuple[str, ...]] = STORY) -> tuple[Claim, Dossier]:
    built = dossier(["c", "d"], small_reports)
    return built.row(Claim, "c"), built


def test_only_a_change_of_the_word_is_a_turn() -> None:
    found = turns(*story())
    assert [(turn.day.isoformat(), turn.before, turn.after, turn.reports) for turn in found] == [
        ("2021-04-01", "unknown as yet", "single origin", ("r1",)),
        ("2021-04-05", "single origin", "corroborated", ("r3", "r4")),
        ("2021-05-31", "corroborated", "contested", ("r5",)),
    ]


def test_what_is_taken_back_is_a_turn() -> None:
    claim, built = story([STORY[2], STORY[5]])
    assert [(turn.after, turn.reports) for turn in turns(claim, built)][-1] == ("withdrawn", ("r2",))


def test_the_first_day() -> None:
    claim, built = story()
    assert known_from(claim, built) == date(2021, 4, 1)
    assert known_from(built.row(Claim, "d"), built) == date(2021, 4, 5)
    assert known_from(*story([])) is None


def test_changes_are_those_after_a_day_the_latest_first() -> None:
    claim, built = story()
    found = [(turn.day.isoformat(), turn.claim) for turn in changes(built, date(2021, 4, 1))]
    assert found == [("2021-05-31", "c"), ("2021-04-05", "d"), ("2021-04-05", "c")]
    assert [turn.claim for turn in changes(built, date(2021, 4, 1), [claim])] == ["c", "c"]
    assert changes(built, AS_OF) == ()


def test_the_history_is_that_of_every_claim() -> None:
    claim, built = story()
    assert history(built) == (*turns(claim, built), *turns(built.row(Claim, "d"), built))


def test_a_report_for_what_excludes_a_claim_is_a_turn_of_it() -> None:
    reports = [("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "post", "b", "supports d")]
    built = dossier(["c", "d"], reports, excludes={"c": ("d",), "d": ("c",)})
    found = [(turn.after, turn.reports) for turn in turns(built.claims[0], built)]
    assert found == [("single origin", ("r1",)), ("contested", ("r2",))]


@examples(60)
@given(dossiers())
def test_the_turns_lead_from_unknown_to_the_standing_of_the_last_day(built: Dossier) -> None:
    for claim in built.claims:
        found = turns(claim, built)
        words = ["unknown as yet", *(turn.after for turn in found)]
        assert [turn.before for turn in found] == words[:-1]
        assert all(turn.before != turn.after for turn in found)
        assert words[-1] == standing(claim, built).word
        assert [turn.day for turn in found] == sorted({turn.day for turn in found})


@examples(60)
@given(dossiers(), DAYS)
def test_on_any_day_the_last_turn_gives_the_standing(built: Dossier, day: date) -> None:
    for claim in built.claims:
        words = [turn.after for turn in turns(claim, built) if turn.day <= day]
        assert ["unknown as yet", *words][-1] == standing(claim, built, day).word


@examples(40)
@given(dossiers(), st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_a_later_day_leaves_fewer_changes(built: Dossier, days: list[date]) -> None:
    early, late = (changes(built, day) for day in days)
    assert late == early[: len(late)]


@examples(200)
@given(DISPUTES)
def test_no_day_is_passed_over_on_which_the_word_changes(built: Dossier) -> None:
    for claim in built.claims:
        days = sorted({reported_on(report, built) for report in bearing_on(claim, built)})
        words = [("unknown as yet", date.min), *((standing(claim, built, day).word, day) for day in days)]
        turned = [(day, now) for (before, _), (now, day) in pairwise(words) if now != before]
        assert [(turn.day, turn.after) for turn in turns(claim, built)] == turned


def test_of_hundreds_of_days_few_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=word)
    monkeypatch.setattr(analysis, "word", asked)
    days = (date(2020, 1, 1) + timedelta(number) for number in range(300))
    claim, built = story([(day.isoformat(), "herald", f"o{day}", "supports c") for day in days])
    assert [turn.after for turn in turns(claim, built)] == ["single origin", "corroborated"]
    assert asked.call_count < 30
