"""Names set into sentences: direction marks in them reorder nothing around them."""

from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.labels import CLOSE, OPEN, isolated

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
