"""Names set into sentences: direction marks in them reorder nothing around them, and no two rows are called alike."""

import time
from dataclasses import replace
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import CLOSE, OPEN, isolated, labelled, told_apart, what_if_label

MARKS = st.text(st.sampled_from("ab حл\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=12)


@pytest.mark.parametrize("name", ["", "Gulmurod Khalimov", "Гулмурод Ҳалимов", "5,000 men (2017)"])
def test_a_name_that_turns_nothing_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


@pytest.mark.parametrize("name", ["حليموف", "Kha\u202elimov"])
def test_a_name_that_turns_the_direction_is_isolated(name: str) -> None:
    assert isolated(name) == f"{OPEN}{name}{CLOSE}"


@given(MARKS)
def test_whatever_marks_a_name_has_its_isolate_closes_at_its_end(name: str) -> None:
    depth = 0
    made = isolated(name)
    for place, letter in enumerate(made):
        kind = bidirectional(letter)
        depth += (kind in ("RLI", "LRI", "FSI")) - (kind == "PDI")
        assert depth > 0 or made == name or place == len(made) - 1
    assert depth == 0 or made == name


def test_labels_that_do_not_tie_stay_as_they_are() -> None:
    assert told_apart({"a": "one", "b": "two"}, lambda id: "fuller") == {"a": "one", "b": "two"}


def test_labels_that_tie_are_fuller_and_where_these_do_have_their_id() -> None:
    fuller = {"a": "Ali, a guard", "b": "Ali, a guard", "c": "Ali, a clerk"}
    apart = told_apart(dict.fromkeys("abc", "Ali") | {"d": "Bek"}, fuller.__getitem__)
    assert apart == {"a": "Ali, a guard (a)", "b": "Ali, a guard (b)", "c": "Ali, a clerk", "d": "Bek"}


def test_a_name_that_ends_as_if_it_had_been_told_apart_is_told_apart_too() -> None:
    assert told_apart({"a": "Ali", "b": "Ali", "c": "Ali (b)"}) == {
        "a": "Ali (a)",
        "b": "Ali (b) (b)",
        "c": "Ali (b) (c)",
    }


def test_nobody_keeps_the_word_for_nobody() -> None:
    assert told_apart({"": "nobody", "a": "nobody"}) == {"": "nobody", "a": "nobody (a)"}


WORDS = st.lists(st.sampled_from(["Ali", " (a)", " (b)", "ع"]), max_size=3).map("".join)


@given(st.dictionaries(st.sampled_from(["a", "b", "ab", "b-a", "ع", "(a)", "c"]), WORDS))
def test_whatever_the_labels_are_no_two_stay_equal(labels: dict[str, str]) -> None:
    apart = told_apart(labels, lambda id: f"{labels[id]} (a)")
    assert len(set(apart.values())) == len(labels) and apart.keys() == labels.keys()


def test_ten_thousand_equal_labels_are_told_apart_at_once() -> None:
    started = time.process_time()
    assert len(set(told_apart({f"a{number}": "Ali" for number in range(10_000)}).values())) == 10_000
    assert time.process_time() - started < 2


def test_sources_of_one_title_are_called_by_outlet_and_day(small: Dossier) -> None:
    one, other, *rest = small.sources
    twin = other.model_copy(update={"title": one.title})
    named = replace(small, sources=(one, twin, *rest))
    assert labelled(named, one.id) == "Free Courier, March 2020 (The dead of Lowen)"
    assert labelled(named, twin.id) == "Daily Lantern, 1 February 2021 (The dead of Lowen)"
    assert labelled(small, one.id) == "The dead of Lowen"


def test_a_source_without_a_headline_is_called_by_outlet_and_day(small: Dossier) -> None:
    found = labelled(small, "s-banner-denial")
    assert found == "Banner Channel, 15 April 2021 (Statement on the lies from Sarn)"
    undated = tuple(row.model_copy(update={"published": None}) for row in small.sources)
    found = labelled(replace(small, sources=undated), "s-banner-denial")
    assert found == "Banner Channel, undated (Statement on the lies from Sarn)"


def test_actors_of_one_name_are_called_by_native_name_and_kind(small: Dossier) -> None:
    actors = tuple(row.model_copy(update={"name": "Varo"}) for row in small.actors)
    named = replace(small, actors=actors)
    assert labelled(named, "varo") == "Varo (Антон Варо, person)"
    assert labelled(named, "grey-banner") == f"Varo ({OPEN}الراية الرمادية{CLOSE}, armed group)"


def test_a_what_if_says_the_kind_only_where_an_origin_is_called_as_an_outlet_is(small: Dossier) -> None:
    assert what_if_label(small, "o-lantern") == "Daily Lantern (origin)"
    assert what_if_label(small, "daily-lantern") == "Daily Lantern (outlet)"
    assert what_if_label(small, "o-lena") == "Lena Varo"
