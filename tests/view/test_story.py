"""The story: what stands beside a step, what a reader's own choices hide of it, and on which release it was made."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.view.address import State, decode, parted, unstamped
from briefing.view.filters import EVERYTHING, Filters
from briefing.view.story import BESIDE, Told, hidden, hidden_words, hides, joined, lost, question, story, told
from briefing.view.view import View, ground, view


def at(dossier: Dossier, address: str, **cells: object) -> Told:
    return told(dossier.stories[0].model_copy(update={"address": address, **cells}), dossier)


def seen(dossier: Dossier, state: State) -> View:
    return view(ground(dossier, state.asof, state.without), state)


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
    assert hides(State()) == ()
    assert hidden(step, seen(small, step.state), seen(small, joined(step, State())))[0] == 0


def test_a_filter_hides_rows_of_a_step_and_is_named(small: Dossier) -> None:
    step = at(small, "map?focus=e-varo-killing")
    reader = State(Filters(actor=("tolm",)))
    own, now = seen(small, step.state), seen(small, joined(step, reader))
    gone, total, noun = hidden(step, own, now)
    assert (gone, total, noun) == (len(own.events) - len(now.events), len(own.events), "events")
    assert gone > 0
    assert hides(reader) == ("a filter",)


def test_a_what_if_hides_what_rested_on_the_fallen(small: Dossier) -> None:
    step = at(small, "claims?without=o-banner")
    reader = State(without=("o-officers",), asof=date(2021, 5, 1))
    state = joined(step, reader)
    assert state.without == ("o-banner", "o-officers")
    assert state.asof == date(2021, 5, 1)
    assert hides(reader) == ("a what-if", "an earlier day")


def test_of_two_days_the_earlier_counts(small: Dossier) -> None:
    step = at(small, "claims?asof=2021-04-18")
    assert joined(step, State(asof=date(2021, 5, 1))).asof == date(2021, 4, 18)
    assert joined(step, State(asof=date(2020, 5, 1))).asof == date(2020, 5, 1)


def test_the_record_of_a_step_is_lost_on_a_day_that_did_not_know_it(small: Dossier) -> None:
    step = at(small, "map?focus=e-varo-killing")
    own, early = seen(small, step.state), seen(small, joined(step, State(asof=date(2020, 1, 1))))
    assert lost(own, early)
    assert not lost(own, own)


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
    assert hidden(step, own, now) == (len(on_it), len(on_it), "claims")
    assert question(now) is None
    said = f"Hidden by a filter of yours: {len(on_it)} of the {len(on_it)} claims of this step."
    assert hidden_words(step, own, now, reader, " of yours") == said


def test_nothing_is_said_to_be_hidden_where_nothing_is_chosen(small: Dossier) -> None:
    step = story(small)[0]
    own = seen(small, step.state)
    assert hidden_words(step, own, own, State()) == ""


def test_beside_a_page_without_rows_of_its_own_claims_are_counted(small: Dossier) -> None:
    step = at(small, "method")
    own = seen(small, step.state)
    assert hidden(step, own, own) == (0, len(own.shown.claims), "claims")


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
    ],
)
def test_claims_beside_a_step_are_of_the_question_asked_or_of_its_record_or_the_first(
    small: Dossier, state: State, asked: str | None
) -> None:
    found = question(seen(small, state))
    assert (found and found.id) == asked
