"""How wide words are in the faces that ship, and how they are broken or shortened to a width.

The browser, the typesetter and this module read the same outlines. Kerning is left out, so that a width is the sum of
its letters on every machine: words come out half a percent narrower than they are said to be here.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, takewhile
from pathlib import Path

from PIL import ImageFont

from briefing.dossier.caching import cached_texts

PACKAGES = ("fontpkg_source_sans_3", "fontpkg_source_serif_4", "fontpkg_ibm_plex_sans_arabic")
"""The packages of requirements.txt that hold the faces."""

REGULAR, SEMIBOLD, BOLD = 400, 600, 700
EM = 1000  # units, in all of these faces: at this size Pillow has no advance to round
OPTICAL_SIZE = 20  # points, of the serif: between the running text and the titles of a slide
PROOF = 16  # pixels of the letters that are drawn to see whether a face has them
NOWHERE = "\U0010ffff"  # a code point that never gets a letter: every face draws its sign for a missing one
SQUARE = 1.0  # of the size: a letter that no face has, such as an ideograph
UNSEEN = ("Cc", "Cf", "Me", "Mn")  # categories that take no room of their own: marks over a letter, signs of direction


@dataclass(frozen=True, slots=True, eq=False)  # by identity: a face is part of the key under which letters are kept
class Face:
    """A typeface: its package, and its file for each weight. A file with axes is set to the weight and ``more``."""

    package: str
    files: tuple[tuple[int, str], ...]
    more: tuple[float, ...] | None = None

    def font(self, weight: int, size: float) -> ImageFont.FreeTypeFont:
        """The face in a weight, at so many pixels."""
        path = folder(self.package) / dict(self.files)[weight]
        # The other layout engine is there on some machines only, and files of the same view must be the same on all.
        font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        if self.more is not None:
            font.set_variation_by_axes([weight, *self.more])
        return font


WEIGHTS = (REGULAR, SEMIBOLD, BOLD)
SANS = Face(PACKAGES[0], tuple((weight, "SourceSans3[wght].ttf") for weight in WEIGHTS), ())
SERIF = Face(PACKAGES[1], tuple((weight, "SourceSerif4[opsz,wght].ttf") for weight in WEIGHTS), (OPTICAL_SIZE,))
ARABIC = Face(
    PACKAGES[2],
    tuple(zip(WEIGHTS, (f"IBMPlexSansArabic-{name}.ttf" for name in ("Regular", "SemiBold", "Bold")), strict=True)),
)
IN_ITS_STEAD = (SANS, ARABIC)  # where a face lacks a letter, as in the list of fonts of a figure


def folder(package: str) -> Path:
    """Where the files of a package of fonts lie; found, not imported, since it holds no code that is wanted."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None, f"the package {package} of requirements.txt is missing"
    return Path(spec.origin).parent / "files"


@cached_texts(65_536)
def text_width(text: str, size: float, weight: int = REGULAR, face: Face = SANS) -> float:
    """How many pixels (or points) a line takes at a size in as many; Arabic, whose letters join, takes less."""
    return size * sum(_advance(letter, weight, face) for letter in text)


@cache
def _advance(letter: str, weight: int, face: Face) -> float:
    """How far a letter leads on, as a part of the size, in the first face that has it."""
    if unicodedata.category(letter) in UNSEEN:
        return 0.0
    found = next((each for each in (face, *IN_ITS_STEAD) if _has(each, letter)), None)
    return _font(found, weight, EM).getlength(letter) / EM if found else SQUARE


@cache
def _font(face: Face, weight: int, size: float) -> ImageFont.FreeTypeFont:
    return face.font(weight, size)


def _has(face: Face, letter: str) -> bool:
    """Whether a face has a letter. Pillow does not tell, but draws the sign for a missing one in its place."""
    return _drawn(face, letter) != _drawn(face, NOWHERE)


def _drawn(face: Face, letter: str) -> bytes:
    return bytes(_font(face, REGULAR, PROOF).getmask(letter))


def shorten(text: str, width: float, size: float, weight: int = REGULAR) -> str:
    """The text, or its beginning with an ellipsis where it would be wider than this many pixels."""
    if _fitting(text, width, size, weight) == len(text):
        return text
    kept = text[: _fitting(text, width, size, weight, _advance("…", weight, SANS))]
    return f"{kept.rstrip(' ,;.')}…"


def _fitting(text: str, width: float, size: float, weight: int = REGULAR, end: float = 0.0) -> int:
    """How many of the first letters fit a width in pixels, with something at their end, as a part of the size.

    It goes no farther than they do: a text may have thousands of letters, and be asked about again and again.
    """
    led = accumulate(_advance(letter, weight, SANS) for letter in text)
    return sum(1 for _ in takewhile(lambda wide: size * (wide + end) <= width, led))


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """Text in lines that each fit a width in pixels; a word that fits none is broken."""
    lines: list[str] = []
    now = ""
    for word in text.split():
        longer = f"{now} {word}" if now else word
        if text_width(longer, size) <= width:
            now = longer
            continue
        lines += [now] if now else []
        *whole, now = _pieces(word, width, size)
        lines += whole
    return (*lines, now)


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    while len(word) > 1 and (fits := _fitting(word, width, size)) < len(word):
        # At least one letter, or a box narrower than a letter would never come to an end.
        cut = max(1, fits)
        yield word[:cut]
        word = word[cut:]
    yield word
