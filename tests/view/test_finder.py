"""A name is found in every script and spelling, whoever is told most of first; by nearness where none is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.reading.load import read
from briefing.view.address import State
from briefing.view.filters import Filters
from briefing.view.finder import Person, find, heard, names, people, sound
from briefing.view.view import Ground, ground, view
from tests import SHIPPED


@pytest.fixture(scope="module")
def shipped() -> Ground:
    dossier = read(SHIPPED).dossier
    assert dossier
    return ground(dossier)


def offered(on: Ground, query: str) -> list[Person]:
    everyone = people(on.whole, (row.actors for row in on.subjects.events))
    return list(find(query, everyone, on.subjects.names)[0])


def events(on: Ground, q: str) -> set[str]:
    return set(view(on, State(filters=Filters(q=q))).shown.events.ids)


@pytest.mark.parametrize(
    "query", ["Ҳалимов", "Халимов", "Halimov", "Khalimov", "حليموف", "ХАЛИМОВ", "Kalimov", "khalimof"]
)
def test_every_spelling_finds_the_same_events(shipped: Ground, query: str) -> None:
    assert events(shipped, query) == events(shipped, "Khalimov") != set()


@pytest.mark.parametrize(
    "query", ["Khalim", "Ҳалимов", "Халимов", "حليموف", "غولمورود", "Kalimov", "khalimof", "Gulmurat", "gulmurod khal"]
)
def test_the_first_choice_is_whom_the_dossier_tells_most_of(shipped: Ground, query: str) -> None:
    assert offered(shipped, query)[0].id == "khalimov"


def test_choices_are_ranked_by_the_events_that_their_label_counts(shipped: Ground) -> None:
    found = offered(shipped, "")
    assert [each.events for each in found] == sorted((each.events for each in found), reverse=True)
    assert len(found) == len(shipped.whole.actors)
    khalimov = found[0]
    assert khalimov.label == f"Gulmurod Khalimov · Гулмурод Ҳалимов · {khalimov.events} events"
    assert khalimov.events == len(view(shipped, State(filters=Filters(actor=("khalimov",)))).shown.events)


@pytest.mark.parametrize(
    ("query", "is_near"), [("Khalimov", False), ("Халимов", False), ("Kalimov", True), ("qqqq", False)]
)
def test_nearness_is_said_and_only_where_nothing_is_exact(shipped: Ground, query: str, is_near: bool) -> None:
    read_as = shipped.subjects.heard(query)
    assert [bool(each.nearest) for each in read_as] == [is_near]


def test_words_of_no_name_find_nothing(shipped: Ground) -> None:
    assert offered(shipped, "no such words anywhere") == []
    assert events(shipped, "no such words anywhere") == set()


def test_a_name_begun_stands_before_one_that_holds_it(small: Dossier) -> None:
    everyone = (Person("b", "Abdusalim", "abdusalim", 9), Person("a", "Salim", "salim", 2))
    assert [each.id for each in find("salim", everyone, names(small))[0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"), [("Ҳалимов", "Khalimov"), ("Бехруз", "Bekhruz"), ("Гульмурод", "Gulmurod"), ("Ҷамол", "Jamol")]
)
def test_transcriptions_sound_alike(one: str, other: str) -> None:
    assert sound(fold(one)) == sound(fold(other))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_word_by_word(small: Dossier, query: str) -> None:
    found = heard(query, names(small), lambda _: False)
    assert [each.word for each in found] == fold(query).split()
    assert all(each.spellings[0] == each.word for each in found)
