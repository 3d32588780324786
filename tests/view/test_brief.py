"""The brief: the bottom line, the questions in their order, what was judged, what carries claims alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Judgement, Question
from briefing.view.brief import ALONE, IN_FULL, LINES, brief
from tests.invented import dossier, dossiers, examples, gathered, info, row, seen


def test_the_small_brief(small: Dossier) -> None:
    found = brief(seen(small))
    line = small.info.bottom_line
    assert line is not None
    assert (found.bottom_line, found.made, found.not_known) == (line.text, date(2021, 6, 1), line.not_known)
    assert [(answer.question.id, [line.claim.id for line in answer.lines]) for answer in found.answers] == [
        ("q-varo", ["c-varo-killed", "c-varo-alive", "c-varo-commander"]),
        ("q-lowen", ["c-lowen-12", "c-lowen-40"]),
        ("q-tolm", ["c-tolm-arrested", "c-tolm-cousin"]),
    ]
    assert [(alone.origin.id, [claim.id for claim in alone.claims]) for alone in found.alone] == [
        ("o-ministry", ["c-varo-commander", "c-lowen-12"]),
        ("o-officers", ["c-varo-killed"]),
        ("o-banner", ["c-varo-alive"]),
        ("o-doctor", ["c-lowen-40"]),
    ]


def test_before_any_judgement_the_bottom_line_is_a_count(small: Dossier) -> None:
    early = seen(small, asof=date(2021, 4, 16))
    found = brief(early)
    assert (found.made, found.not_known) == (None, "")
    assert found.bottom_line == (
        "By 16 April 2021 reports had spoken to 6 claims of this dossier: 2 single origin, 4 contested. "
        "No judgement had been made by then."
    )
    assert {answer.judgement for answer in found.answers} == {None}


def test_before_any_report_the_bottom_line_says_so(small: Dossier) -> None:
    found = brief(seen(small, asof=date(2020, 1, 1)))
    assert found.bottom_line == "By 1 January 2020 no report had spoken to any of these questions."
    assert found.answers == ()


def test_a_count_does_not_deny_the_judgements_below_it(small: Dossier) -> None:
    """A dossier may have judgements and no bottom line of its own."""
    silent = replace(small, info=small.info.model_copy(update={"bottom_line": None}))
    found = brief(seen(silent))
    assert found.answers[0].judgement is not None
    assert found.bottom_line.startswith("By 30 June 2021 reports had spoken to 7 claims of this dossier: ")
    assert found.bottom_line.endswith(".")
    assert "judgement" not in found.bottom_line


def test_lines_beyond_the_first_are_counted() -> None:
    built = dossier("abcdefg", [("2021-04-01", "wire", "o", ", ".join(f"supports {id}" for id in "abcdefg"))])
    (answer,) = brief(seen(built)).answers
    assert (len(answer.lines), answer.more) == (LINES, 7 - LINES)
    assert [line.claim.id for line in answer.lines] == list("abcd")


def test_the_questions_beyond_the_first_are_told_in_a_line() -> None:
    ids = [f"q{number}" for number in range(IN_FULL + 2)]
    built = dossier(ids, [("2021-04-01", "wire", "o", ", ".join(f"supports {id}" for id in ids))])
    asked = tuple(row(Question, f"ask-{id}", rank=len(ids) - number) for number, id in enumerate(ids))
    claims = tuple(each.model_copy(update={"question": f"ask-{each.id}"}) for each in built.claims)
    found = brief(seen(replace(built, questions=asked, claims=claims)))
    assert [answer.question.rank for answer in found.answers] == list(range(1, IN_FULL + 1))
    assert [answer.question.rank for answer in found.others] == [IN_FULL + 1, IN_FULL + 2]


def test_the_origins_that_carry_most_by_themselves_are_named_and_no_more_than_five() -> None:
    carried = {"one": "a", "two": "b", "three": "c", "four": "d", "five": "e", "six": "f, supports g"}
    built = dossier("abcdefg", [("2021-04-01", "wire", id, f"supports {claims}") for id, claims in carried.items()])
    found = brief(seen(built)).alone
    assert [each.origin.id for each in found] == ["six", "one", "two", "three", "four"]
    assert len(found) == ALONE
    assert [claim.id for claim in found[0].claims] == ["f", "g"]


def test_the_judged_claim_comes_first_and_then_its_rivals() -> None:
    built = dossier("abcd", [("2021-04-01", "wire", "o", "supports a, supports b, supports c, supports d")])
    claims = tuple(
        each.model_copy(update={"rivals": {"c": ("d",), "d": ("c",)}.get(each.id, ())}) for each in built.claims
    )
    judged = replace(
        built, claims=claims, judgements=(row(Judgement, "j", question="q", claim="d", made="2021-05-01"),)
    )
    (answer,) = brief(seen(judged)).answers
    assert [line.claim.id for line in answer.lines] == ["d", "c", "a", "b"]


def test_a_question_of_which_nothing_is_shown_is_left_out(small: Dossier) -> None:
    found = brief(seen(small, actor=("tolm",)))
    assert [answer.question.id for answer in found.answers] == ["q-tolm"]


@pytest.mark.parametrize(("since", "number"), [(None, 0), (date(2021, 5, 19), 3), (date(2021, 5, 22), 0)])
def test_changes_since_a_day(small: Dossier, since: date | None, number: int) -> None:
    assert len(brief(seen(small, since=since)).changes) == number


def test_changes_are_those_of_the_claims_shown(small: Dossier) -> None:
    found = brief(seen(small, since=date(2021, 4, 1), actor=("tolm",))).changes
    assert {turn.claim for turn in found} == {"c-tolm-arrested", "c-tolm-cousin"}


@examples(40)
@given(dossiers())
def test_every_line_carries_the_standing_of_the_whole(built: Dossier) -> None:
    found = brief(seen(built, actor=("act01",)))
    whole = standings(built)
    for answer in (*found.answers, *found.others):
        assert all(line.standing == whole[line.claim.id] for line in answer.lines)
        assert answer.lines
    assert len(found.answers) <= IN_FULL


@examples(60)
@given(dossiers())
def test_what_an_origin_carries_alone_falls_with_it(built: Dossier) -> None:
    """With it may fall what took another report back: such claims are left out here."""
    whole = seen(built)
    for alone in brief(whole).alone:
        left = seen(built, without=(alone.origin.id,)).standings
        claims = [claim.id for claim in alone.claims if not whole.standings[claim.id].withdrawn]
        assert [claim for claim in claims if left[claim].supports] == []


def test_nothing_at_all() -> None:
    found = brief(seen(gathered([], info())))
    assert (found.answers, found.others, found.alone, found.changes) == ((), (), (), ())


def test_under_a_filter_the_brief_says_first_what_is_left(small: Dossier) -> None:
    assert brief(seen(small)).chosen == ""
    stand = "4 claims: 1 single origin, 2 contested, 1 withdrawn."
    assert brief(seen(small, actor=("varo",))).chosen == f"What you chose is touched by 3 events and {stand}"
    silent = brief(seen(replace(small, events=(), involvement=()), actor=("varo",)))
    touching = f"What touches Anton Varo: 2 ties, 8 reports and {stand}"
    assert silent.chosen == f"No event of Anton Varo is among what is shown. {touching}"


def test_of_an_actor_without_events_that_is_said_first_with_what_touches_him(small: Dossier) -> None:
    found = brief(seen(small, actor=("lena-varo",)))
    assert found.chosen.startswith("No event of Lena Varo is among what is shown. What touches Lena Varo: ")
    assert found.bottom_line == brief(seen(small)).bottom_line
