"""Spellings of one name meet, in any script, and different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.folding import fold, latin, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ғулмурод", "ғулмурод"), ("Élan", "elan"), ("Straße", "STRASSE"), ("زا\u200cخو", "زاخو"), ("Ҷ", "ҷ"), ("İ", "i")],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("name", ["Darai-Foni", "darai foni", "Dara’i Foni", "DARAI  FONI"])
def test_hyphens_apostrophes_and_spaces_part_no_place(name: str) -> None:
    assert name_key(name) == "darai foni"


def test_a_dotless_i_is_an_i() -> None:
    assert name_key("Iğdır") == name_key("Igdir")


def test_latin_letters_tell_nothing_of_another_script() -> None:
    assert (latin("Zürich 1"), latin("Варзоб")) == ("zurich 1", "")
