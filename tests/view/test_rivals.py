"""What is set side by side on a question: rivals with what nobody spoke of yet, judged and pointed at first."""

from dataclasses import replace
from datetime import date
from typing import Any

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Judgement, Question
from briefing.view.rivals import beside, first, rivals, spoken, told
from briefing.view.view import View
from tests.invented import dossier, row, seen

# Two pairs of rivals and a claim by itself. Of b nobody has spoken by the first day, of f nobody ever.
REPORTS = [
    ("2021-04-01", "herald", "officers", "supports a"),
    ("2021-04-01", "post", "officers", "supports c, supports e"),
    ("2021-04-01", "wire", "ministry", "supports d"),
    ("2021-05-01", "wire", "judge", "supports b"),
]
FIRST = date(2021, 4, 1)
BESIDE = {"a": "rivals", "b": "rivals", "c": "excludes", "d": "excludes"}
OTHER = {"a": "b", "b": "a", "c": "d", "d": "c"}


def built(*judged: str) -> Dossier:
    """The claims, with a judgement on each of these; ``""`` is one on the question as a whole."""
    found = dossier("abcdef", REPORTS)
    claims = tuple(
        each.model_copy(update={BESIDE[each.id]: (OTHER[each.id],)}) if each.id in OTHER else each
        for each in found.claims
    )
    elsewhere = row(Claim, "elsewhere", question="other")
    made = tuple(row(Judgement, f"j-{id}", question="q", claim=id, made="2021-05-02") for id in judged)
    asked = (*found.questions, row(Question, "other"))
    return replace(found, claims=(*claims, elsewhere), judgements=made, questions=asked)


def at(*judged: str, **state: Any) -> tuple[Question, View]:
    view = seen(built(*judged), **state)
    return view.known.row(Question, "q"), view


def named(claims: Any) -> str:
    return "".join(claim.id for claim in claims)


def test_a_claim_is_spoken_of_once_a_report_has_or_where_it_stands_against_another() -> None:
    assert named(spoken(*at())) == "abcde"
    assert named(spoken(*at(asof=FIRST))) == "abcde"
    alone = replace(built(), claims=dossier("abcdef", REPORTS).claims)
    view = seen(alone, asof=FIRST)
    assert named(spoken(view.known.row(Question, "q"), view)) == "acde"


def test_a_step_has_what_a_filter_leaves_and_the_unknown_rival_as_long_as_any_is_seen() -> None:
    assert named(told(*at(asof=FIRST, q="nobody"))) == ""
    assert named(told(*at(asof=FIRST, standing=("single origin",)))) == "abe"
    assert named(told(*at(q="a,"))) == "a"
    assert named(told(*at(asof=FIRST, q="a,"))) == "ab"


def test_rivals_are_set_together_and_those_judged_come_first() -> None:
    asked, view = at()
    assert [named(group) for group in rivals(asked, spoken(asked, view), view)] == ["ab", "cd"]
    asked, view = at("d")
    assert [named(group) for group in rivals(asked, spoken(asked, view), view)] == ["cd", "ab"]


def test_beside_a_step_stand_the_rivals_pointed_at_or_judged_or_all() -> None:
    assert named(beside(*at())) == "ab"
    assert named(beside(*at("d"))) == "cd"
    assert named(beside(*at(focus="d"))) == "cd"
    assert named(beside(*at("d", focus="e"))) == "cd"
    assert named(beside(*at(q="e,"))) == "e"


def test_of_more_claims_than_a_room_reads_what_is_pointed_at_stays_and_then_what_is_judged() -> None:
    asked, view = at("d", "e", focus="c")
    assert named(first(view.known.claims, asked, view, 1)) == "c"
    assert named(first(view.known.claims, asked, view, 3)) == "cde"
    assert named(first(view.known.claims, asked, view, 4)) == "acde"
    assert named(first(view.known.claims, asked, view)) == "abcdef"
