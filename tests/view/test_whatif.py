"""If this falls: the standings that would change, and the key judgements that hang on one origin, outlet or source."""

from dataclasses import replace
from datetime import date
from unittest.mock import Mock

import pytest
from hypothesis import given

from briefing.analysis.judgements import current
from briefing.analysis.known import without
from briefing.analysis.standing import standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Judgement, Origin, Outlet, Source
from briefing.html.render import render
from briefing.view import whatif
from briefing.view.view import ground
from briefing.view.whatif import alone, changed, falls
from tests.html.test_card import Tags
from tests.invented import DAYS, DISPUTES, dossier, dossiers, examples, row, seen

REPORTS = [
    ("2021-04-01", "wire", "a", "supports c"),
    ("2021-04-02", "herald", "a", "supports c, supports d", "wire"),
    ("2021-04-03", "post", "b", "supports d"),
    ("2021-04-03", "post", "b", "contradicts e, supports e"),
]


def judged(*claims: str) -> Dossier:
    built = dossier(["c", "d", "e"], REPORTS[:3])
    questions = tuple(built.questions[0].model_copy(update={"id": f"q-{id}"}) for id in claims)
    made = tuple(row(Judgement, f"j-{id}", question=f"q-{id}", claim=id, made="2021-05-01") for id in claims)
    return replace(built, questions=questions, judgements=made)


def test_only_another_word_is_a_change(small: Dossier) -> None:
    left = seen(small, without=("o-banner",)).standings
    assert [
        (change.claim.id, change.before.word, change.after.word) for change in changed(small, standings(small), left)
    ] == [
        ("c-varo-killed", "contested", "single origin"),
        ("c-varo-alive", "contested", "unknown as yet"),  # what only excludes it does not speak of it
    ]


def test_what_a_key_judgement_hangs_on() -> None:
    found = alone(seen(judged("c")))
    assert [(each.row.id, [(change.claim.id, change.after.word) for change in each.changes]) for each in found] == [
        ("a", [("c", "unknown as yet")]),
        ("wire", [("c", "unknown as yet")]),
    ]
    assert [type(each.row) for each in found] == [Origin, Outlet]


def test_what_carries_more_than_one_comes_first() -> None:
    found = alone(seen(judged("c", "d")))
    assert [(each.row.id, each.many, [change.claim.id for change in each.changes]) for each in found] == [
        ("a", True, ["c", "d"]),
        ("wire", True, ["c", "d"]),
        ("b", False, ["d"]),
        ("herald", False, ["d"]),
        ("post", False, ["d"]),
        ("s2", False, ["d"]),
        ("s3", False, ["d"]),
    ]
    assert [judgement.id for judgement in found[0].judgements] == ["j-c", "j-d"]


def test_only_the_latest_judgement_of_a_claim_counts() -> None:
    built = judged("c")
    older = row(Judgement, "j-old", question="q-c", claim="c", made="2021-04-30")
    found = alone(seen(replace(built, judgements=(older, *built.judgements))))
    assert {judgement.id for each in found for judgement in each.judgements} == {"j-c"}


def test_what_excludes_a_claim_carries_its_standing_too() -> None:
    """b speaks for what excludes c, and so against c; what speaks against that or what excludes it in turn does not."""
    reports = [
        ("2021-04-01", "wire", "a", "supports c"),
        ("2021-04-02", "post", "b", "supports d"),
        ("2021-04-03", "herald", "x", "contradicts d"),
        ("2021-04-04", "star", "y", "supports e"),
    ]
    built = dossier(["c", "d", "e"], reports)
    excluding = {"c": ("d",), "d": ("c", "e"), "e": ("d",)}
    claims = tuple(each.model_copy(update={"excludes": excluding[each.id]}) for each in built.claims)
    judgement = row(Judgement, "j", question="q", claim="c", made="2021-05-01")
    found = alone(seen(replace(built, claims=claims, judgements=(judgement,))))
    assert [(each.row.id, each.changes[0].before.word, each.changes[0].after.word) for each in found] == [
        ("a", "contested", "unknown as yet"),
        ("b", "contested", "single origin"),
        ("wire", "contested", "unknown as yet"),
        ("post", "contested", "single origin"),
        ("s1", "contested", "unknown as yet"),
        ("s2", "contested", "single origin"),
    ]


def test_an_outlet_falls_with_what_it_says_through_others() -> None:
    built = judged("c")
    spoken = tuple(each.model_copy(update={"outlet": "post"} if each.id == "a" else {}) for each in built.origins)
    found = alone(seen(replace(built, origins=spoken)))
    assert [each.row.id for each in found] == ["a", "post", "wire"]


def test_before_any_judgement_there_is_nothing() -> None:
    assert alone(seen(judged("c"), asof=date(2021, 4, 30))) == ()


def test_a_what_if_changes_nothing_of_it() -> None:
    built = judged("c", "d")
    assert alone(seen(built, without=("a",))) == alone(seen(built))


@examples(40)
@given(dossiers(), DAYS)
def test_it_is_what_taking_away_one_thing_shows(built: Dossier, day: date) -> None:
    view = seen(built, asof=day)
    told = {each.row.id: {change.claim.id: change.after.word for change in each.changes} for each in alone(view)}
    real = view.ground.real
    claims = {each.claim for question in real.questions for each in current(question.id, real) if each.claim}
    for each in (*real.origins, *real.outlets, *real.sources):
        left = ground(built, day, (each.id,)).standings
        fell = {id: left[id].word for id in claims if left[id].word != view.standings[id].word}
        assert told.get(each.id, {}) == fell


@examples(300)
@given(DISPUTES)
def test_no_fall_is_passed_over_that_changes_a_word(built: Dossier) -> None:
    """Whatever was taken back: that some falls are not computed is told by none of those that are."""
    for claim in built.claims:
        real = standing(claim, built).word
        left = {
            each.id: standing(claim, without(built, (each.id,)))
            for each in (*built.origins, *built.outlets, *built.sources)
        }
        fell = {id: found.word for id, found in left.items() if found.word != real}
        assert {id: change.after.word for id, change in falls(claim, built)} == fell


@pytest.mark.parametrize("back", [[], [("2021-05-01", "post-1", "o1", "withdraws c")]], ids=["", "taken back"])
def test_of_the_falls_of_hundreds_few_are_computed(
    back: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = Mock(wraps=without)
    monkeypatch.setattr(whatif, "without", cut)
    said = [("2021-04-01", f"post-{number}", f"o{number}", "supports c") for number in range(300)]
    built = dossier(["c"], said + back, {f"o{n}": {"depends_on": (f"o{n * 7 % 300}",)} for n in range(1, 300)})
    assert list(falls(built.claims[0], built)) == []
    assert cut.call_count < 10


def test_the_table_leads_to_everything_it_names() -> None:
    view = seen(judged("c", "d"))
    html = render("carries", view.known, view.state, "claims", carried=alone(view))
    page = Tags(html)
    assert page.open == []
    assert "2 change the standing behind more than one key judgement." in page.text
    assert "5 change the standing behind one key judgement" in page.text
    for id in ("a", "wire", "b", "post", "s3", "j-c", "j-d", "c", "d"):
        assert f'data-focus="{id}"' in html
    assert isinstance(view.known.find("s3"), Source)


def test_an_empty_table_says_so() -> None:
    view = seen(dossier(["c"], []))
    assert "No claim of a key judgement would stand otherwise" in render(
        "carries", view.known, view.state, "claims", carried=alone(view)
    )
