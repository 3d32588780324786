"""The story: what stands beside a step, what a reader's own choices hide of it, and on which release it was made."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Judgement
from briefing.view.address import State, decode, parted, unstamped
from briefing.view.filters import EVERYTHING, Filters
from briefing.view.glance import FIRST
from briefing.view.rivals import beside
from briefing.view.story import (
    BESIDE,
    NAMED,
    Hidden,
    Told,
    at_a_glance,
    claims_of,
    counted,
    hidden,
    hides,
    joined,
    lost,
    question,
    story,
    told,
)
from briefing.view.view import View, ground, view
from tests.invented import dossier, row


def at(dossier: Dossier, address: str, **cells: object) -> Told:
    return told(dossier.stories[0].model_copy(update={"address": address, **cells}), dossier)


def seen(dossier: Dossier, state: State) -> View:
    return view(ground(dossier, state.asof, state.without), state)


def spoken(claims: Iterable[str]) -> Dossier:
    """An invented dossier in which a report speaks for each of these claims."""
    ids = tuple(claims)
    return dossier(ids, [("2021-04-01", "wire", "ministry", f"supports {id}") for id in ids])


@pytest.mark.parametrize(
    ("address", "page", "names"),
    [
        ("brief", "", []),
        ("", "", []),
        ("./map?region=arvenia&v=1", "map", ["region", "v"]),
        ("/claims?question=q-lowen", "claims", ["question"]),
        (" ./X?q=&actor=varo ", "X", ["q", "actor"]),
    ],
)
def test_an_address_is_a_page_and_its_parameters(address: str, page: str, names: list[str]) -> None:
    found, pairs = parted(address)
    assert (found, [name for name, _ in pairs]) == (page, names)


def test_the_release_of_a_step_is_no_part_of_what_it_says() -> None:
    assert unstamped("map?region=arvenia&v=1a2b3c4&q=v") == "map?region=arvenia&q=v"
    assert unstamped("brief?v=1a2b3c4") == "brief"
    assert unstamped("map?q=what?&v=1") == "map?q=what?"


def test_steps_stand_in_their_order(small: Dossier) -> None:
    turned = replace(small, stories=tuple(reversed(small.stories)))
    assert [each.row.step for each in story(turned)] == [1, 2]
    assert {each.page for each in story(small)} <= set(BESIDE)


def test_a_step_is_seen_as_it_was_made_where_nothing_is_chosen(small: Dossier) -> None:
    step = story(small)[0]
    assert joined(step, State()) == replace(step.state, step=1)
    assert hides(State(), small) == ()
    assert hidden(step, seen(small, step.state), seen(small, joined(step, State())), State()).gone == ()


def test_a_filter_hides_rows_of_a_step_and_is_named(small: Dossier) -> None:
    step = at(small, "map?focus=e-varo-killing")
    reader = State(Filters(actor=("tolm",)))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    found = hidden(step, own, now, reader)
    lost_ones = tuple(event.title for event in own.events if event not in now.events)
    assert (found.gone, found.total, found.noun) == (lost_ones, len(own.events), "events")
    assert found.gone
    assert hides(reader, small) == ("actor Milo Tolm",)


def test_every_choice_that_can_hide_is_named_in_its_place(small: Dossier) -> None:
    filters = Filters(
        actor=("tolm",),
        role=("said to be a baker",),
        region=("dorrland",),
        start=date(2021, 4, 1),
        end=date(2021, 5, 2),
        standing=("contested",),
        q="cousin",
    )
    assert hides(State(filters, without=("o-officers",), asof=date(2021, 5, 1)), small) == (
        "actor Milo Tolm",
        "role said to be a baker",
        "region Dorrland",
        "period from 1 April 2021 until 2 May 2021",
        "standing contested",
        "search “cousin”",
        "what if without unnamed officers in Dorrland",
        "as known on 1 May 2021",
    )
    assert hides(State(Filters(start=date(2021, 4, 1))), small) == ("period from 1 April 2021",)
    assert hides(State(Filters(end=date(2021, 5, 2))), small) == ("period until 2 May 2021",)


def test_a_what_if_hides_what_rested_on_the_fallen(small: Dossier) -> None:
    step = at(small, "claims?without=o-banner")
    reader = State(without=("o-officers",), asof=date(2021, 5, 1))
    state = joined(step, reader)
    assert state.without == ("o-banner", "o-officers")
    assert state.asof == date(2021, 5, 1)
    assert hides(reader, small) == ("what if without unnamed officers in Dorrland", "as known on 1 May 2021")


def test_of_two_days_the_earlier_counts(small: Dossier) -> None:
    step = at(small, "claims?asof=2021-04-18")
    assert joined(step, State(asof=date(2021, 5, 1))).asof == date(2021, 4, 18)
    assert joined(step, State(asof=date(2020, 5, 1))).asof == date(2020, 5, 1)


def test_the_record_of_a_step_is_lost_on_a_day_that_did_not_know_it(small: Dossier) -> None:
    step = at(small, "map?focus=e-varo-killing")
    own, early = seen(small, step.state), seen(small, joined(step, State(asof=date(2020, 1, 1))))
    assert lost(own, early)
    assert not lost(own, own)


def test_more_rows_than_can_be_named_are_hidden_by_their_number(small: Dossier) -> None:
    step, reader = at(small, "map"), State(Filters(q="no such words anywhere"))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    assert len(own.events) > NAMED
    said = hidden(step, own, now, reader).words
    assert said.endswith(f"{len(own.events)} of the {len(own.events)} events of this step.")


def test_as_many_rows_as_can_be_named_are_named() -> None:
    most = tuple(f"row {number}" for number in range(NAMED))
    found = Hidden(("search “x”",), "a", most, NAMED, "events", False, False)
    assert found.words.endswith(f": {'; '.join(most)}.")


def test_a_hidden_tie_is_named_by_both_ends(small: Dossier) -> None:
    step, reader = at(small, "network?actor=tolm"), State(Filters(q="no such words anywhere"))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    found = hidden(step, own, now, reader)
    assert found.noun == "ties" and found.gone
    assert all("Milo Tolm" in name and name.count(" – ") == 2 for name in found.gone)


def test_an_earlier_day_is_set_against_a_step_by_the_reader_or_by_the_step(small: Dossier) -> None:
    step, day = at(small, "map?against=2021-04-10"), date(2021, 4, 20)
    assert joined(step, State()).against == date(2021, 4, 10)
    assert joined(step, State(against=day)).against == day
    assert joined(at(small, "map"), State(against=day)).against == day


def test_a_day_that_is_no_earlier_is_not_set_against_a_step(small: Dossier) -> None:
    step = at(small, "map?asof=2021-04-15")
    assert joined(step, State(against=date(2021, 4, 20))).against is None
    assert joined(step, State(against=date(2021, 4, 15))).against is None
    assert joined(step, State(against=date(2021, 4, 14))).against == date(2021, 4, 14)


def test_the_reader_may_lay_out_rows_and_time(small: Dossier) -> None:
    step = at(small, "timeline?lanes=place")
    assert joined(step, State()).lanes == "place"
    assert joined(step, State(lanes="actor")).lanes == "actor"
    assert joined(step, State(question="q-lowen")).question is None


def test_the_record_of_the_reader_is_open_and_the_release_of_the_step_is_past(small: Dossier) -> None:
    step = at(small, "map?focus=e-varo-killing&v=0000000")
    assert joined(step, State()).focus == "e-varo-killing"
    assert joined(step, State(focus="e-lowen")).focus == "e-lowen"
    assert joined(step, State()).release == ""


def test_of_a_step_on_a_question_the_claims_of_that_question_are_counted(small: Dossier) -> None:
    step, reader = at(small, "claims?question=q-lowen"), State(Filters(actor=("varo",)))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    on_it = [claim for claim in small.claims if claim.question == "q-lowen"]
    names = tuple(claim.short for claim in on_it)
    found = hidden(step, own, now, reader, "your")
    assert (found.gone, found.total, found.noun) == (names, len(on_it), "claims")
    assert question(now) is None
    name = next(actor.name for actor in small.actors if actor.id == "varo")
    said = f"Hidden by your filter: actor {name}. {len(on_it)} of the {len(on_it)} claims of this step"
    assert len(names) <= NAMED
    assert found.words == f"{said}: {'; '.join(names)}."
    assert found.short == f"{said}."
    assert found.is_gone


def test_what_is_hidden_is_told_with_what_the_step_points_at(small: Dossier) -> None:
    """Of the actors none is hidden by the choice, and the event that the step points at is."""
    reader = State(Filters(actor=("varo",)))
    step = at(small, "actors?focus=e-lowen")
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    pointed = "What it points at is among what is hidden."
    assert hidden(step, own, now, reader).words == f"Hidden by a filter: actor Anton Varo. {pointed}"
    both = State(Filters(actor=("varo",), q="arrested"))
    step = at(small, "map?focus=e-lowen")
    now = seen(small, joined(step, both))
    assert hidden(step, own, now, both).words == (
        f"Hidden by a filter: actor Anton Varo, search “arrested”. 5 of the 5 events of this step. {pointed}"
    )


def test_a_choice_that_hides_nothing_of_a_step_is_not_told(small: Dossier) -> None:
    step, reader = at(small, "actors"), State(Filters(actor=("varo",)))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    assert hides(reader, small)
    assert hidden(step, own, now, reader).words == ""


@pytest.mark.parametrize(
    ("address", "reader", "gone"),
    [
        ("map", Filters(actor=("varo",)), False),  # two of five events
        ("map", Filters(q="cousin"), True),  # all of five
        ("map?q=cousin", Filters(), False),  # of a step that has none
        ("map?q=killed", Filters(actor=("tolm",)), True),  # the only one
        ("map?q=killed", Filters(actor=("varo",)), False),
        ("map?focus=e-lowen", Filters(actor=("varo",)), True),  # the one pointed at
        ("map?actor=tolm", Filters(actor=("tolm", "varo")), True),  # none, and others are there
        ("timeline?actor=tolm", Filters(actor=("tolm", "varo")), True),
        ("network?actor=tolm", Filters(actor=("tolm", "grey-banner")), True),
        ("claims?actor=tolm", Filters(actor=("tolm", "varo")), False),  # a table shows them as what they are
    ],
)
def test_a_step_is_gone_where_nothing_of_it_or_more_than_it_is_seen(
    small: Dossier, address: str, reader: Filters, gone: bool
) -> None:
    step = at(small, address)
    own, now = seen(small, step.state), seen(small, joined(step, State(reader)))
    assert hidden(step, own, now, State(reader)).is_gone is gone


def test_a_region_in_the_place_of_that_of_the_step_brings_no_other_events(small: Dossier) -> None:
    step = at(small, "map?actor=tolm")
    reader = State(Filters(actor=("varo",)))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    assert now.events and set(now.events) - set(own.events)
    assert hidden(step, own, now, reader).is_gone
    assert not hidden(step, own, own, reader).is_gone


def test_no_other_answer_takes_the_place_of_one_that_a_filter_hides(small: Dossier) -> None:
    step = at(small, "brief")
    own, reader = seen(small, step.state), State(Filters(actor=("tolm",)))
    now = seen(small, joined(step, reader))
    told, left = at_a_glance(own, own), at_a_glance(own, now)
    assert [line.question.id for line in told] == ["q-varo", "q-lowen", "q-tolm"]
    assert [line.question.id for line in left] == ["q-tolm"]
    found = hidden(step, own, now, reader)
    assert (found.gone, found.total, found.noun) == (tuple(line.asked for line in told[:2]), 3, "answers")


def test_beside_a_step_stand_the_first_answers_alone() -> None:
    claims = [f"c{number}" for number in range(FIRST + 1)]
    built = spoken(claims)
    made = tuple(row(Judgement, f"j-{id}", question="q", claim=id, made="2021-05-01") for id in claims)
    own = seen(replace(built, judgements=made), State())
    assert [line.claim and line.claim.id for line in at_a_glance(own, own)] == claims[:FIRST]


def test_before_any_judgement_no_other_claim_takes_the_place_of_one_that_is_hidden() -> None:
    built = spoken("ab")
    own, now = seen(built, State()), seen(built, State(Filters(q="b")))
    assert [line.claim and line.claim.id for line in at_a_glance(own, own)] == ["a"]
    assert [claim.id for claim in now.claims] == ["b"]
    assert at_a_glance(own, now) == ()


def test_an_answer_is_the_same_one_by_its_judgement() -> None:
    """Two parts of a question: the one that a later day judges anew is another answer, the other stays in its place."""
    built = spoken("ab")
    made = [row(Judgement, f"j-{id}", question="q", claim=id, made="2021-05-01") for id in "ab"]
    anew = row(Judgement, "j-anew", question="q", claim="a", made="2021-06-01")
    own = seen(replace(built, judgements=tuple(made)), State())
    now = seen(replace(built, judgements=(*made, anew)), State())
    assert [line.judgement and line.judgement.id for line in at_a_glance(own, now)] == ["j-b"]


def test_where_nothing_is_chosen_nothing_is_counted_nor_said_to_be_hidden(small: Dossier) -> None:
    step = story(small)[0]
    own = seen(small, step.state)
    found = hidden(step, own, own, State())
    assert found == Hidden(why=(), whose="a", gone=(), total=0, noun="", is_lost=False, has_others=False)
    assert found.words == ""


def test_beside_a_page_without_rows_of_its_own_claims_are_counted(small: Dossier) -> None:
    step = at(small, "method")
    own, reader = seen(small, step.state), State(Filters(q="arrested"))
    found = hidden(step, own, own, reader)
    assert (found.gone, found.total, found.noun) == ((), len(own.shown.claims), "claims")


def test_a_step_that_the_story_lacks_is_told(small: Dossier) -> None:
    _, (notice,) = decode([("step", "9")], small)
    assert "the story of this dossier has no step '9'" in notice.message


def test_a_step_knows_the_older_release_that_it_was_made_on(small: Dossier) -> None:
    assert at(small, "brief?v=0000000").made_on == "0000000"
    assert at(small, f"brief?v={small.release}").made_on == ""
    assert at(small, "brief").made_on == ""


def test_clearing_leaves_the_step(small: Dossier) -> None:
    assert State(Filters(q="x"), step=2).changed(filters=EVERYTHING) == State(step=2)


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (State(), "q-varo"),
        (State(question="q-lowen"), "q-lowen"),
        (State(focus="c-lowen-40"), "q-lowen"),
        (State(focus="tie-tolm-varo"), "q-tolm"),
        (State(question="q-tolm", focus="c-lowen-40"), "q-tolm"),
        (State(focus="varo"), "q-varo"),
        (State(Filters(q="cousin")), "q-tolm"),
        (State(Filters(q="cousin"), question="q-lowen"), None),
        (State(Filters(q="no such words anywhere"), question="q-lowen"), None),
        (State(Filters(q="no such words anywhere")), None),
    ],
)
def test_claims_beside_a_step_are_of_the_question_asked_or_of_its_record_or_the_first(
    small: Dossier, state: State, asked: str | None
) -> None:
    found = question(seen(small, state))
    assert (found and found.id) == asked


@pytest.mark.parametrize(
    ("here", "of", "said"),
    [
        ("ab", "abc", "2 of the 3 claims of this step are shown here."),
        ("a", "abc", "1 of the 3 claims of this step is shown here."),
        ("abc", "abc", "All 3 claims of this step are shown here."),
        ("a", "a", "The 1 claim of this step is shown here."),
        ("", "abc", "None of the 3 claims of this step is shown here."),
        ("", "", "This step has no claims."),
        ("axy", "abc", "1 of the 3 claims of this step is shown here, and 2 others that a filter brings."),
    ],
)
def test_how_many_claims_of_a_step_are_here_is_told_out_of_all(here: str, of: str, said: str) -> None:
    assert counted([row(Claim, id) for id in here], tuple(of)) == said


def test_the_claims_of_a_step_are_those_that_its_rows_rest_on_whatever_is_chosen(small: Dossier) -> None:
    on_map, on_claims, on_brief = (at(small, each) for each in ("map?region=dorrland", "claims?question=q-lowen", ""))
    own = seen(small, on_map.state)
    assert claims_of(on_map, own) == tuple(dict.fromkeys(event.claim for event in own.events))
    assert claims_of(on_claims, seen(small, on_claims.state)) == ("c-lowen-12", "c-lowen-40")
    lines = at_a_glance(seen(small, on_brief.state), seen(small, on_brief.state))
    assert claims_of(on_brief, seen(small, on_brief.state)) == tuple(line.claim.id for line in lines if line.claim)


@pytest.mark.parametrize(
    ("address", "claims"),
    [
        ("map", "c-lowen-12 c-varo-commander c-varo-killed c-varo-alive c-tolm-arrested"),  # of its events
        ("timeline", "c-lowen-12 c-varo-commander c-varo-killed c-varo-alive c-tolm-arrested"),
        ("network", "c-varo-commander c-tolm-arrested c-tolm-cousin"),  # of its ties, two of which rest on one claim
        ("brief", "c-varo-killed c-tolm-arrested"),  # that were judged; of Lowen none was
        ("method", "c-varo-killed c-tolm-arrested"),
        ("actors", "c-varo-killed c-varo-alive c-varo-commander"),  # on the first question
    ],
)
def test_the_claims_of_a_step_are_those_that_what_stands_beside_it_rests_on(
    small: Dossier, address: str, claims: str
) -> None:
    step = at(small, address)
    assert claims_of(step, seen(small, step.state)) == tuple(claims.split())


def test_of_all_that_is_seen_only_the_answers_of_the_step_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[str] = []
    monkeypatch.setattr("briefing.view.glance.decisive", lambda claim, _: weighed.append(claim.id))
    claims = tuple("abcdefgh")
    built = dossier(claims, [("2021-04-01", "herald", "doctor", f"supports {id}") for id in claims])
    question = built.claims[0].question
    made = tuple(row(Judgement, f"j-{id}", question=question, claim=id, made="2021-05-01") for id in claims)
    whole = replace(built, judgements=made)
    own = seen(whole, State())
    lines = at_a_glance(own, own, weighed=True)
    assert weighed == [line.claim.id for line in lines if line.claim]
    assert len(weighed) == FIRST < len(claims)


def test_what_is_decisive_is_looked_for_only_where_it_is_shown(small: Dossier) -> None:
    own = seen(small, at(small, "brief").state)
    now = seen(small, State(Filters(actor=("varo",))))
    assert any(line.decisive for line in at_a_glance(own, now, weighed=True))
    assert not any(line.decisive for each in (own, now) for line in at_a_glance(own, each))


def test_the_claims_that_were_judged_stand_beside_a_step_that_points_at_a_rival_of_none_of_them() -> None:
    built = spoken("abcd")
    rivals = {"c": ("d",), "d": ("c",)}
    claims = tuple(each.model_copy(update={"rivals": rivals.get(each.id, ())}) for each in built.claims)
    judged = row(Judgement, "j", question="q", claim="b", made="2021-05-01")
    built = replace(built, claims=claims, judgements=(judged,))
    asked = built.questions[0]
    assert [each.id for each in beside(asked, seen(built, State(focus="d")))] == ["b", "c", "d"]
