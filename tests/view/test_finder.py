"""A name is found in every script and spelling, whoever is told most of first; by nearness where none is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.dossier.records import Actor, Place
from briefing.html.state_line import plain
from briefing.reading.load import read
from briefing.view.address import State
from briefing.view.filters import Filters
from briefing.view.finder import (
    MOST_NEAR,
    MOST_SPELLINGS,
    Heard,
    Names,
    Person,
    asked,
    consonants,
    find,
    heard,
    names,
    people,
    sound,
)
from briefing.view.view import Ground, ground, view
from tests import SHIPPED
from tests.invented import gathered, row, seen


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
    "query",
    ["Khalim", "Ҳалимов", "Халимов", "حليموف", "غولمورود", "Kalimov", "khalimof", "Kali", "Gulmurat", "gulmurod khal"],
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


@pytest.mark.parametrize(
    ("word", "heard_as", "mute"),
    [
        ("khayyam", "haiam", "hm"),
        ("muhammad", "muhamad", "mhmd"),
        ("дзержинский", "dzerjinski", "dzrjnsk"),
        ("vahdat", "vahdat", "fhdt"),
        ("حليموف", "hlimwf", "hlmf"),
        ("ъь", "", ""),
    ],
)
def test_a_word_is_heard_letter_by_letter(word: str, heard_as: str, mute: str) -> None:
    assert (sound(fold(word)), consonants(fold(word))) == (heard_as, mute)


KNOWN = Names(frozenset({"khalimov", "ҳалимов", "حليموف", "halima", "ali", "muhammad", "norak"}))


@pytest.mark.parametrize(
    ("word", "alike"),
    [
        ("al", set()),
        ("ali", {"ali", "halima", "khalimov", "ҳалимов"}),
        ("muhamad", {"muhammad"}),
        ("khalimov", {"khalimov", "ҳалимов", "حليموف"}),
        ("حليموف", {"khalimov", "ҳалимов", "حليموف"}),
        ("halimof", set()),
        ("ъъъ", set()),
    ],
)
def test_what_sounds_like_a_word_from_three_letters_on(word: str, alike: set[str]) -> None:
    """v and f are one in Arabic letters alone, and a word without a sound is like none."""
    assert KNOWN.alike(word) == alike


@pytest.mark.parametrize(
    ("word", "alike"), [("نرك", {"нурек", "norak", "نارك"}), ("رك", set()), ("norak", {"norak", "نارك"})]
)
def test_three_consonants_are_enough_for_arabic_letters(word: str, alike: set[str]) -> None:
    assert Names(frozenset({"нурек", "norak", "نارك", "rak"})).alike(word) == alike


def test_a_word_in_arabic_letters_is_found_within_a_longer_one_and_by_one_consonant_only_as_it_sounds() -> None:
    known = Names(frozenset({"نركباد", "ali", "ola", "علا"}))
    assert known.alike("نرك") == {"نركباد"}
    assert known.alike("علي") == {"ali"}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("halimof", {"khalimov", "ҳалимов"}),  # by sound
        ("norok", {"norak"}),
        ("nora", {"norak"}),
        ("kali", {"khalimov"}),  # half typed
        ("nroak", {"norak"}),  # two letters in the wrong order
        ("alix", {"ali"}),  # three letters of four
        ("aly", set()),  # too short to be off by one
        ("dushanbe", set()),
    ],
)
def test_the_nearest_names_are_those_with_the_fewest_other_letters(word: str, near: set[str]) -> None:
    assert KNOWN.nearest(word) == near


def test_among_no_names_none_is_near() -> None:
    assert Names(frozenset()).nearest("khalimov") == set()
    assert heard("khalimov", Names(frozenset()), lambda _: False) == (Heard("khalimov", ("khalimov",)),)


def test_a_word_is_read_by_its_spellings_or_where_it_has_none_by_the_nearest_name() -> None:
    def read_as(word: str, is_written: bool = False) -> Heard:
        (found,) = heard(word, KNOWN, lambda _: is_written)
        return found

    # What holds a shorter spelling is found by that.
    assert read_as("Khalimov") == Heard("khalimov", ("khalimov", "حليموف", "ҳалимов"))
    assert read_as("ali") == Heard("ali", ("ali", "ҳалимов"))
    assert read_as("halimof") == Heard("halimof", ("halimof", "حليموف", "ҳалимов", "khalimov"), "khalimov")
    assert read_as("halimof", is_written=True) == Heard("halimof", ("halimof",))
    assert read_as("dushanbe") == Heard("dushanbe", ("dushanbe",))


def test_of_thousands_of_names_that_sound_alike_the_shortest_count_and_it_is_said() -> None:
    known = Names(frozenset(f"fone{'x' * (each % 7)}{each:04d}" for each in range(3000)))
    (found,) = heard("phone", known, lambda _: False)
    assert (len(found.spellings), found.is_cut) == (MOST_SPELLINGS, True)
    assert found.spellings[:3] == ("phone", "fone0000", "fone0007")
    few = Names(frozenset(f"fone{each:04d}" for each in range(MOST_SPELLINGS - 1)))
    (found,) = heard("phone", few, lambda _: False)
    assert (len(found.spellings), found.is_cut) == (MOST_SPELLINGS, False)


def test_of_thousands_of_names_that_are_equally_near_only_some_are_looked_for_in_other_spellings() -> None:
    listened = list[str]()

    class Listening(Names):
        def alike(self, word: str) -> set[str]:
            listened.append(word)
            return super().alike(word)

    known = Listening(frozenset(f"person{each:04d}" for each in range(3000)))
    (found,) = heard("parson", known, lambda _: False)
    assert listened == ["parson", *(f"person{each:04d}" for each in range(MOST_NEAR))]
    assert (found.nearest, found.is_cut) == ("person0000", True)


def test_a_search_that_is_cut_says_so_in_the_state_line() -> None:
    dossier = gathered([row(Actor, f"a-{each}", name=f"fone{each:04d}") for each in range(MOST_SPELLINGS + 1)])
    assert "“phone”, of the names like “phone” the 100 shortest" in plain(seen(dossier, q="phone"))
    assert "shortest" not in plain(seen(dossier, q="fone"))


def test_the_names_are_the_words_of_actors_and_places_in_every_script() -> None:
    rows = [
        row(Actor, "a", name="Gulmurod Khalimov", native_name="Гулмурод", aliases=("Abu Umar", "the Colonel")),
        row(Place, "p", name="Nurek-Dam", native_name="Норак"),
    ]
    found = names(gathered(rows)).words
    words = ["Gulmurod", "Khalimov", "Гулмурод", "Abu", "Umar", "the", "Colonel", "Nurek", "Dam", "Норак"]
    assert found == {fold(each) for each in words}


def test_people_are_told_with_their_events_and_by_name_where_as_many_tell_of_them() -> None:
    rows = [row(Actor, id, name=name) for id, name in (("a", "zarif"), ("b", "Anvar"), ("c", "bahrom"), ("d", "Umed"))]
    found = people(gathered(rows), [("d", "a"), ("d",)])
    assert [(each.id, each.label, each.text, each.events) for each in found] == [
        ("d", "Umed · 2 events", "umed", 2),
        ("a", "zarif · 1 event", "zarif", 1),
        ("b", "Anvar · 0 events", "anvar", 0),
        ("c", "bahrom · 0 events", "bahrom", 0),
    ]


def test_every_word_has_to_be_in_a_name_and_one_that_a_label_has_is_written() -> None:
    everyone = (Person("a", "", "abu umar halima", 0), Person("b", "", "abu halimov", 0))
    found, read_as = find("abu umar", everyone, KNOWN)
    assert [each.id for each in found] == ["a"]
    assert [each.nearest for each in read_as] == ["", ""]
    found, (word,) = find("halimav", (), KNOWN)
    assert (found, word.nearest) == ((), "halima")
    assert [each.id for each in find("mar", everyone, KNOWN)[0]] == ["a"]


def test_a_word_within_a_name_begins_it_too() -> None:
    everyone = (Person("b", "", "karimsalim", 9), Person("a", "", "abu salim", 2))
    assert [each.id for each in find("salim", everyone, KNOWN)[0]] == ["a", "b"]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_word_by_word(small: Dossier, query: str) -> None:
    found = heard(query, names(small), lambda _: False)
    assert [each.word for each in found] == list(dict.fromkeys(fold(asked(query)).split()))
    assert all(each.spellings[0] == each.word for each in found)


def test_what_a_search_costs_is_held_after_its_letters_have_come_apart() -> None:
    asked: list[str] = []
    known = Names(frozenset({"varo"}))
    for query in ("\ufdfa" * 190, "\ufdfa " * 100, "a " * 5000, " ".join(map(str, range(5000)))):
        asked += [" ".join(word.word for word in heard(query, known, lambda _: True))]
    assert max(map(len, asked)) <= 200
    assert asked[2] == "a"
    assert asked[3] == " ".join(map(str, range(20)))


@pytest.mark.parametrize(
    ("query", "searched"),
    [
        ("a" * 200, "a" * 200),
        ("a" * 201, "a" * 200),
        (" ".join("a" * 20), " ".join("a" * 20)),
        ("\ufdfa" * 11, "\ufdfa" * 11),  # 198 letters once they are told apart
        ("\ufdfa" * 12, "\ufdfa" * 6),
        ("so it is " + "\ufdfa" * 11, "so it is " + "\ufdfa" * 5),
        ("\ufdfa" * 10 + " \ufdfa\ufdfa", "\ufdfa" * 10 + " \ufdfa"),
        ("\ufdfa" * 10 + f" {'x' * 18} y", "\ufdfa" * 10 + f" {'x' * 18}"),
        ("so " + "\ufdfa" * 10 + " \ufdfa " + "b" * 60, "so " + "\ufdfa" * 10),
    ],
)
def test_a_query_is_searched_for_as_far_as_it_goes(query: str, searched: str) -> None:
    assert asked(query) == searched
