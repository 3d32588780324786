"""Widths are those of the fonts that ship; what these lack is measured in another; words fit what they are cut to."""

from importlib.util import find_spec
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont, features

from briefing.pictures import typography
from briefing.pictures.typography import (
    ARABIC,
    BOLD,
    EM,
    PACKAGES,
    REGULAR,
    SANS,
    SEMIBOLD,
    SERIF,
    Face,
    folder,
    shorten,
    text_width,
    wrapped,
)

FACES = pytest.mark.parametrize("face", [SANS, SERIF, ARABIC], ids=["sans", "serif", "arabic"])


TITLES = (
    "Khalimov reported killed in an air strike on Mosul",
    "Gulmurod Khalimov",
    "said to direct the defence of Mosul for",
    "Ministry of Internal Affairs of Tajikistan",
    "13 Apr 2017, 45 to 60 fighters",
    "AVATAR, Ty., Wo",
)


@pytest.mark.skipif(not features.check("raqm"), reason="this machine's Pillow cannot shape text as a browser does")
@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_a_width_is_that_of_the_text_as_shaped_or_a_little_more(weight: int) -> None:
    path = folder(PACKAGES[0]) / "SourceSans3[wght].ttf"
    font = ImageFont.truetype(str(path), EM, layout_engine=ImageFont.Layout.RAQM)
    font.set_variation_by_axes([weight])
    shares = [font.getlength(text) / EM * 13 / text_width(text, 13, weight) for text in TITLES]
    assert min(shares) > 0.96 and max(shares) < 1.01


def test_letters_are_as_wide_as_the_font_says() -> None:
    assert text_width("", 13) == 0
    assert text_width("W", 1000) == 786  # units of 1000 to the em, as in its table of widths
    assert text_width("WW", 13) == pytest.approx(2 * 13 * 0.786)
    assert len({text_width("Khalimov", 13, weight) for weight in (REGULAR, SEMIBOLD, BOLD)}) == 3
    assert text_width("Khalimov", 13, face=SERIF) != text_width("Khalimov", 13)


@pytest.mark.parametrize("name", ["Гулмурод Ҳалимов", "Ҷумҳурии Тоҷикистон ӣқғ", "Łódź, Şırnak"])
def test_the_sans_has_cyrillic_and_latin_with_marks(name: str) -> None:
    assert text_width(name, 13) == pytest.approx(sum(own(SANS, letter) for letter in name) * 13)


@pytest.mark.parametrize("face", [SANS, SERIF], ids=["sans", "serif"])
@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD, BOLD])
def test_what_a_face_lacks_is_measured_in_the_arabic_one(face: Face, weight: int) -> None:
    assert text_width("ولاية", 13, weight, face) == pytest.approx(
        sum(own(ARABIC, each, weight) for each in "ولاية") * 13
    )


def own(face: Face, letter: str, weight: int = REGULAR) -> float:
    return face.font(weight, EM).getlength(letter) / EM


@FACES
def test_a_letter_that_no_face_has_is_a_square(face: Face) -> None:
    assert text_width("中😀", 13, face=face) == 26


@pytest.mark.parametrize("unseen", ["\u0301", "\u200d", "\u200f", "\n", "\t"])
def test_marks_over_letters_and_signs_of_direction_take_no_room(unseen: str) -> None:
    assert text_width(f"a{unseen}b", 13) == text_width("ab", 13)


@given(st.text(st.characters()), st.sampled_from([REGULAR, SEMIBOLD, BOLD]), st.sampled_from([SANS, SERIF, ARABIC]))
def test_every_text_has_a_width(text: str, weight: int, face: Face) -> None:
    assert 0 <= text_width(text, 10, weight, face) <= 40 * len(text)


@given(st.text("Khalimov ,.", min_size=1, max_size=60), st.floats(20, 300))
def test_what_is_shortened_fits(text: str, width: float) -> None:
    short = shorten(text, width, 13)
    assert text_width(short, 13) <= width
    assert short == text if text_width(text, 13) <= width else short.endswith("…")


@given(st.text("Khalimov -", max_size=80), st.floats(20, 300))
def test_what_is_broken_into_lines_fits_and_is_whole(text: str, width: float) -> None:
    lines = wrapped(text, width, 13)
    assert all(text_width(line, 13) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("Khalimov ,.", min_size=1, max_size=60), st.floats(0, 300))
def test_nothing_that_would_fit_is_cut_off(text: str, width: float) -> None:
    kept = next(at for at in range(len(text), -1, -1) if at == 0 or text_width(f"{text[:at]}…", 13) <= width)
    whole = text_width(text, 13) <= width
    assert shorten(text, width, 13) == (text if whole else f"{text[:kept].rstrip(' ,;.')}…")
    pieces = wrapped(text.replace(" ", ""), width, 13)
    assert all(text_width(f"{one}{other[0]}", 13) > width for one, other in pairwise(pieces))


def test_a_text_without_end_is_measured_as_far_as_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def advance(letter: str, *_: object) -> float:
        asked.append(letter)
        return 0.5

    monkeypatch.setattr(typography, "_advance", advance)
    assert shorten("n" * 100_000, 130, 13) == "n" * 19 + "…"
    assert len(asked) < 100
    asked.clear()
    assert len(wrapped("n" * 10_000, 130, 13)) == 500
    assert len(asked) < 40_000  # each letter when it is asked whether all fit, and twice where a line ends


def test_the_fonts_lie_in_the_packages_that_ship() -> None:
    assert all(find_spec(package) and folder(package).is_dir() for package in PACKAGES)
    with pytest.raises(AssertionError, match="the package fontpkg_none"):
        folder("fontpkg_none")
