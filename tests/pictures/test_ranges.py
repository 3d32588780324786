"""Figures that disagree: their rows, their order, their open ends, and that no mean is drawn."""

import re
from html import unescape
from typing import Any

import pytest

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.pictures.evidence.ranges import Options, figure, groups
from briefing.pictures.palette import PALETTES
from briefing.pictures.picture import SMALL, Picture
from briefing.pictures.typography import text_width

LIGHT = PALETTES["light"]


def claims(small: Dossier, *bounds: tuple[float | None, float | None]) -> tuple[Claim, ...]:
    """The two claims on Lowen with other bounds."""
    pair = groups(small.claims)[0]
    changed = zip(pair, bounds, strict=True)
    return tuple(claim.model_copy(update={"low": low, "high": high}) for claim, (low, high) in changed)


def drawn(small: Dossier, *bounds: tuple[float | None, float | None], **more: Any) -> Picture:
    return figure(claims(small, *bounds), small, standings(small), Options(LIGHT, **more))


def test_rivals_in_one_unit_are_a_group(small: Dossier) -> None:
    assert [[claim.id for claim in group] for group in groups(small.claims)] == [["c-lowen-12", "c-lowen-40"]]
    other = small.row(Claim, "c-lowen-40").model_copy(update={"unit": "dollars"})
    assert len(groups((small.row(Claim, "c-lowen-12"), other))) == 2


@pytest.mark.parametrize("width", [340, 1040])
def test_each_claim_is_a_row_with_its_own_bounds(small: Dossier, width: int) -> None:
    picture = figure(groups(small.claims)[0], small, standings(small), Options(LIGHT, width=width))
    targets = picture.figure.data[-1]
    assert sorted({(row[0], x) for row, x in zip(targets.customdata, targets.x, strict=True)}) == [
        ("c-lowen-12", 12.0),
        ("c-lowen-40", 40.0),
        ("c-lowen-40", 45.0),
    ]
    words = " ".join(note.text for note in picture.figure.layout.annotations)
    assert "12 people" in words
    assert "40 to 45 people" in words
    assert "March 2020" in words
    assert "31 March" not in words


@pytest.mark.parametrize(
    ("counts", "lines"),
    [("", 3), ("people", 3), ("people & their kin, " * 6, 4), ("people who were counted by a neighbour, " * 20, 4)],
)
def test_what_a_figure_counts_takes_a_line_or_two_of_its_row(small: Dossier, counts: str, lines: int) -> None:
    (claim, *_) = groups(small.claims)[0]
    told = claim.model_copy(update={"counts": counts.strip(", ")})
    (note, *_) = figure([told], small, standings(small), Options(LIGHT)).figure.layout.annotations
    rows = [unescape(re.sub(r"<[^>]*>", "", row)) for row in note.text.split("<br>")]
    assert len(rows) == lines
    assert all(text_width(row, SMALL) <= Options(LIGHT).room for row in rows)
    assert rows[-2].endswith("…") == (len(counts) > 200)


def test_an_open_end_is_an_arrow(small: Dossier) -> None:
    picture = drawn(small, (12, None), (None, 45))
    symbols = [symbol for trace in picture.figure.data[:-1] for symbol in trace.marker.symbol]
    assert {"arrow-left", "arrow-right"} <= set(symbols)
    assert picture.title == "2 figures are claimed: 12 or more people; up to 45 people"


def test_far_apart_figures_stand_on_a_logarithmic_axis_and_it_is_said(small: Dossier) -> None:
    far = drawn(small, (170_000, 170_000), (20_000_000, 20_000_000))
    assert far.figure.layout.xaxis.type == "log"
    assert "powers of ten" in far.caption
    assert drawn(small, (0, 0), (96, 96)).figure.layout.xaxis.type == "linear"


def test_figures_in_two_units_share_no_axis(small: Dossier) -> None:
    mixed = (small.row(Claim, "c-lowen-12"), small.row(Claim, "c-lowen-40").model_copy(update={"unit": "dollars"}))
    with pytest.raises(ValueError, match="cannot share an axis"):
        figure(mixed, small, standings(small), Options(LIGHT))


def test_without_figures_it_says_so(small: Dossier) -> None:
    picture = figure((), small, standings(small), Options(LIGHT))
    assert "No claim" in picture.figure.layout.annotations[0].text
