"""Reports that came after a judgement was made: on its claim or a rival, after its day, known by the knowledge date."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from briefing.analysis.judgements import current, later, sentence
from briefing.analysis.known import as_known
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Judgement, Question
from briefing.html.card import card_html
from briefing.html.render import render
from briefing.view.brief import brief
from tests.invented import DAYS, dossier, dossiers, examples, gathered, row, seen

REPORTS = [
    ("2021-04-01", "wire", "a", "supports c"),
    ("2021-05-01", "herald", "b", "supports c"),
    ("2021-05-02", "post", "b", "supports rival"),
    ("2021-05-03", "sun", "b", "supports other"),
    ("2021-05-04", "wire", "a", "withdraws c"),
    ("2021-05-05", "star", "b", "supports other, neither c"),
]


def judged(made: str, claim: str | None = "c") -> tuple[Judgement, Dossier]:
    built = dossier(["c", "rival", "other"], REPORTS)
    judgement = row(Judgement, "j", question="q", claim=claim, made=made)
    claims = tuple(each.model_copy(update={"rivals": ("c",)}) if each.id == "rival" else each for each in built.claims)
    return judgement, replace(built, claims=claims, judgements=(judgement,))


@pytest.mark.parametrize(
    ("made", "ids"),
    [
        ("2021-03-31", ["r1", "r2", "r3", "r5", "r6"]),
        ("2021-05-01", ["r3", "r5", "r6"]),
        ("2021-05-04", ["r6"]),
        ("2021-06-01", []),
    ],
)
def test_what_came_after_the_day(made: str, ids: list[str]) -> None:
    assert [report.id for report in later(*judged(made))] == ids


def test_the_earliest_comes_first_however_they_stand_in_the_file() -> None:
    built = dossier(["c"], [("2021-05-02", "wire", "a", "supports c"), ("2021-05-01", "herald", "b", "supports c")])
    judgement = row(Judgement, "j", question="q", claim="c", made="2021-04-01")
    assert [report.id for report in later(judgement, built)] == ["r2", "r1"]


def test_the_sentence() -> None:
    assert sentence(*judged("2021-05-01")) == "3 reports on this came after it was made"
    assert sentence(*judged("2021-05-04")) == "1 report on this came after it was made"
    assert sentence(*judged("2021-06-01")) == ""


def test_a_judgement_on_no_claim_has_nothing_to_answer_to() -> None:
    assert later(*judged("2021-03-31", claim=None)) == ()


def test_what_was_not_known_by_the_day_does_not_count() -> None:
    judgement, built = judged("2021-04-15")
    assert [report.id for report in later(judgement, as_known(built, date(2021, 5, 2)))] == ["r2", "r3"]


def test_a_publication_without_a_date_counts_from_the_last_day() -> None:
    judgement, built = judged("2021-06-29")
    undated = tuple(each.model_copy(update={"published": None}) for each in built.sources[:1])
    built = replace(built, sources=undated + built.sources[1:])
    assert [report.id for report in later(judgement, built)] == ["r1"]
    assert later(judgement.model_copy(update={"made": built.info.as_of}), built) == ()


@examples(30)
@given(dossiers(), DAYS)
def test_a_later_day_never_has_fewer(built: Dossier, day: date) -> None:
    cut = as_known(built, day)
    for judgement in cut.judgements:
        early, late = ({report.id for report in later(judgement, each)} for each in (cut, built))
        assert early <= late


def test_every_place_that_shows_a_judgement_says_so() -> None:
    judgement, built = judged("2021-05-01")
    view = seen(built)
    said = "3 reports on this came after it was made"
    assert said in render("judgement", built, view.state, "claims", judgements=(judgement,), view=view)
    assert said in render("brief", built, view.state, "", brief=brief(view))
    card = card_html(judgement, view, "claims")
    assert said in card
    assert all(f'data-focus="{id}"' in card for id in ("r3", "r5", "r6"))
    fresh, same = judged("2021-06-01")
    assert "came after" not in card_html(fresh, seen(same), "claims")


# --- which of them stand


def made(*judgements: tuple[str, str | None, str]) -> Dossier:
    """A question with these judgements: id, claim, day."""
    rows = [row(Judgement, id, question="q", claim=claim, made=day) for id, claim, day in judgements]
    return gathered([row(Question, "q"), row(Claim, "a", question="q"), row(Claim, "b", question="q"), *rows])


def test_of_those_on_one_claim_the_last_one_stands() -> None:
    built = made(("j-old", "a", "2021-04-12"), ("j-new", "a", "2021-04-19"), ("j-between", "a", "2021-04-15"))
    assert [each.id for each in current("q", built)] == ["j-new"]


def test_a_question_with_parts_has_a_judgement_for_each() -> None:
    built = made(("j-a", "a", "2021-04-12"), ("j-b", "b", "2021-04-19"), ("j-open", None, "2021-04-01"))
    assert [each.id for each in current("q", built)] == ["j-a", "j-b", "j-open"]
    assert current("another", built) == ()
