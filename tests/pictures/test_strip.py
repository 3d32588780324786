"""The evidence strip and the likelihood band: as many blocks as origins, as many ticks as reports, and words beside."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.bearing import Bearing
from briefing.analysis.lineage import Lineage, Side
from briefing.analysis.standing import Standing, standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.likelihood import BANDS
from briefing.dossier.records import Claim, Judgement, Likelihood, Origin, Report
from briefing.pictures.evidence.likelihood_band import WIDTH as SCALE
from briefing.pictures.evidence.likelihood_band import band
from briefing.pictures.evidence.strip import APART, FULL, GAP, HALF, WIDTH, blocks, key, strip, texture
from tests.invented import MARK, dossier, dossiers, examples, row


def side(*numbers: int, kind: str = "named person", through: tuple[Claim, ...] = (), apart: int = 0) -> Side:
    """One lineage for each number, with as many reports; so many of them, the first ones, are independent."""
    bearing = Bearing(row(Report, "r", source="s", origin="o"), through)
    lineages = tuple(
        Lineage(row(Origin, f"o{place}", kind=kind), (bearing,) * number) for place, number in enumerate(numbers)
    )
    return Side(lineages, tuple(f"o{place}" for place in range(apart)), (0,) * apart)


def drawn(found: Standing) -> ElementTree.Element:
    return ElementTree.fromstring(str(strip(found)))


def named(tree: ElementTree.Element, part: str) -> list[ElementTree.Element]:
    return [each for each in tree.iter() if part in each.get("class", "").split()]


@given(st.lists(st.integers(1, 40), max_size=30), st.floats(20, 200), st.integers(0, 30))
def test_blocks_keep_to_their_room_and_apart(numbers: list[int], room: float, independent: int) -> None:
    found = blocks(side(*numbers, apart=independent), room)
    assert [len(block.ticks) for block in found] == numbers
    assert all(one.x + one.width < other.x for one, other in pairwise(found))
    assert all(block.x < tick < block.x + block.width for block in found for tick in block.ticks)
    assert not found or found[0].x > 0
    assert not found or found[-1].x + found[-1].width <= room + 1e-6


def test_origins_that_are_independent_stand_wider_apart() -> None:
    one, two, three = blocks(side(1, 1, 1, apart=2), 200)
    assert two.x - (one.x + one.width) == APART
    assert three.x - (two.x + two.width) == GAP


def test_who_bears_on_it_by_exclusion_alone_is_half_as_high() -> None:
    ((there,), (excluding,)) = (blocks(side(1, through=through), 200) for through in ((), (row(Claim, "d"),)))
    assert (there.height, excluding.height) == (FULL, HALF)


@pytest.mark.parametrize(
    ("kind", "look"),
    [("named person", "filled"), ("document", "filled"), ("unnamed persons", "hatched"), ("unknown", "outline")],
)
def test_the_texture_tells_how_an_origin_is_known(kind: str, look: str) -> None:
    (lineage,) = side(1, kind=kind)
    assert texture(lineage) == look


@examples(60)
@given(dossiers())
def test_a_block_is_an_origin_and_a_tick_is_a_report(built: Dossier) -> None:
    for claim in built.claims:
        found = standing(claim, built)
        tree = drawn(found)
        assert len(named(tree, "strip-for")) == len(found.supports)
        assert len(named(tree, "strip-against")) == len(found.contradicts)
        assert len(named(tree, "strip-tick")) == len(found.sided)
        assert len(named(tree, "strip-doubt")) == len(found.doubts)
        assert tree.get("aria-label") == f"{found.word}: {found.reason}"


def test_support_lies_to_the_right_and_contradiction_to_the_left() -> None:
    tree = drawn(Standing("c", "contested", supports=side(30, 9), contradicts=side(40, 1)))
    middle = float(named(tree, "strip-centre")[0].get("x1", "0"))
    boxes = {
        word: [(float(box.get("x", "")), float(box.get("width", ""))) for box in named(tree, f"strip-{word}")]
        for word in ("for", "against")
    }
    assert all(middle < x and x + width <= WIDTH for x, width in boxes["for"])
    assert all(x >= 0 and x + width < middle for x, width in boxes["against"])


def test_the_words_of_the_dossier_stay_text() -> None:
    built = dossier(["c"], [("2021-04-01", "wire", "o", "supports c")])
    found = strip(standing(built.row(Claim, "c"), built))
    assert MARK not in found
    assert "<i>" in (ElementTree.fromstring(str(found)).get("aria-label") or "")


# --- the band


@pytest.mark.parametrize("word", BANDS)
def test_a_band_is_drawn_to_scale_with_its_word(word: Likelihood) -> None:
    judgement = row(Judgement, "j", question="q", made="2021-05-01", likelihood=word, percent=sum(BANDS[word]) / 2)
    tree = ElementTree.fromstring(str(band(judgement)))
    (box,) = named(tree, "band-fill")
    low, high = BANDS[word]
    assert float(box.get("x", "")) == pytest.approx(low / 100 * SCALE, abs=0.1)
    assert float(box.get("width", "")) == pytest.approx((high - low) / 100 * SCALE, abs=0.1)
    (point,) = named(tree, "band-point")
    assert low <= float(point.get("x1", "")) / SCALE * 100 <= high
    assert (tree.get("aria-label") or "").startswith(f"{word}: {low} to {high} in 100")


def test_without_a_term_nothing_is_drawn_and_it_is_said() -> None:
    judgement = row(Judgement, "j", question="q", made="2021-05-01", likelihood=None)
    tree = ElementTree.fromstring(str(band(judgement)))
    assert named(tree, "band-fill") + named(tree, "band-point") == []
    assert "no judgement possible" in (tree.get("aria-label") or "")


SIDED = ["left: origins against", "right: origins for"]


def test_the_key_has_only_what_the_strips_are_made_of() -> None:
    report = row(Report, "r", source="s", origin="o")
    named_for = Standing("c", "contested", side(1), side(2, kind="unknown"))
    assert [words for _, words in key([named_for])] == [*SIDED, "named origin", "origin not stated"]
    doubted = Standing("d", "single origin", side(1, kind="unnamed persons"), doubts=(report,))
    assert [words for _, words in key([doubted])] == [*SIDED, "unnamed origin", "report in doubt"]
    excluded = Standing("e", "contested", side(1), side(1, through=(row(Claim, "d"),)))
    assert [words for _, words in key([excluded])] == [*SIDED, "named origin", "by exclusion: half as high"]
    corroborated = Standing("f", "corroborated", side(1, 1, apart=2))
    assert [words for _, words in key([corroborated])][3:] == ["independent of each other: a wider gap"]
    assert key([]) == ()


def test_the_key_shows_either_side_in_its_colour() -> None:
    against, for_ = (ElementTree.fromstring(str(drawn)) for drawn, _ in key([Standing("c", "contested", side(1))])[:2])
    assert [len(named(tree, "strip-against")) for tree in (against, for_)] == [1, 0]
    assert [len(named(tree, "strip-for")) for tree in (against, for_)] == [0, 1]
