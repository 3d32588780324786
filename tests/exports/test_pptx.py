"""The slides, as python-pptx opens them again."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from time import process_time
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.exports.paper.document import claim_of
from briefing.exports.paper.pictures import KEY
from briefing.exports.paper.textfit import LEAST, SANS, SERIF, WIDER, cut, fitted, high, sentences
from briefing.exports.pptx import REMARKS, make, plates, side
from briefing.pictures import typography
from briefing.pictures.typography import Face, text_width
from briefing.reading.load import read
from briefing.view.brief import answers
from briefing.view.view import View
from tests import SHIPPED
from tests.invented import dossier, seen

VIEWS: tuple[dict[str, Any], ...] = ({}, {"actor": ("khalimov",)}, {"asof": date(2017, 4, 17)}, {"q": "no such word"})


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The dossier that ships."""
    found = read(SHIPPED).dossier
    assert found is not None
    return found


def opened(view: View) -> Any:
    return Presentation(io.BytesIO(make(view)))


def shapes(deck: Any) -> Iterator[Any]:
    return (shape for slide in deck.slides for shape in slide.shapes)


def text(deck: Any) -> str:
    """Every word of the deck, its notes included."""
    parts = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    for shape in shapes(deck):
        parts += [shape.text_frame.text] if shape.has_text_frame else []
        parts += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    return "\n".join(parts)


def alt(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr"))


def test_it_has_six_to_ten_slides_each_with_a_title(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    assert 6 <= len(deck.slides) <= 10
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert deck.slide_width * 9 == pytest.approx(deck.slide_height * 16, rel=0.001)


def test_claims_figures_and_sources_stand_in_native_tables(shipped: Dossier) -> None:
    tables = [shape.table for shape in shapes(opened(seen(shipped))) if shape.has_table]
    heads = [table.cell(0, 0).text for table in tables]
    assert heads == ["Claim", "Claim", "Claim", "Claim", "Figure", "No."]
    assert [tables[0].cell(1, place).text for place in (1, 2)] == ["", "contested"]


def test_pictures_tables_and_bands_have_words_for_who_cannot_see_them(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    pictures = [shape for shape in shapes(deck) if hasattr(shape, "image")]
    tables = [shape for shape in shapes(deck) if shape.has_table]
    groups = [shape for shape in shapes(deck) if hasattr(shape, "shapes")]
    assert (len(pictures), len(groups)) == (1, 6)  # each picture with the key to it
    assert all(len(alt(shape)) > 20 for shape in (*pictures, *groups, *tables))
    assert "unlikely: 20 to 45 in 100" in {alt(shape) for shape in shapes(deck)}


def test_every_claim_has_its_strip_and_every_figure_its_extent_in_its_own_row(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    tables = [shape.table for shape in shapes(deck) if shape.has_table]
    for table in tables[:-2]:
        drawn = [[bool(cell.xpath("./a:tcPr/a:blipFill")) for cell in row._tr.tc_lst] for row in table.rows]
        # The mark of the standing and the strip.
        assert drawn == [[False] * 7] + [[False, True, False, False, True, False, False]] * (len(table.rows) - 1)
    figures = [row for row in tables[-2].rows if row.cells[4].text][1:]
    assert figures
    assert all(len(row._tr.xpath(".//a:blipFill")) == 2 for row in figures)


def test_no_table_reaches_into_the_words_under_it(shipped: Dossier) -> None:
    ends = [shape.top + shape.height for shape in shapes(opened(seen(shipped))) if shape.has_table]
    assert max(ends) <= Inches(REMARKS)


def test_rows_that_have_no_room_are_counted(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    table = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
    first = answers(seen(shipped))[0]
    left = len(first.lines) + first.more - (len(table.rows) - 1)
    words = " ".join(shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame)
    assert f"{left} more claims on this question" in words


@pytest.mark.parametrize("state", [{}, {"actor": ("khalimov",), "asof": date(2017, 4, 18)}], ids=str)
def test_words_in_pictures_can_be_read_on_a_projector(state: dict[str, Any], shipped: Dossier) -> None:
    groups = [shape for shape in shapes(opened(seen(shipped, **state))) if hasattr(shape, "shapes")]
    words = [shape for group in groups for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
    sizes = {run.font.size for shape in words for run in shape.text_frame.paragraphs[0].runs}
    assert min(sizes) > Pt(9)


def test_a_picture_has_the_key_to_the_marks_that_are_in_it_and_to_no_others(shipped: Dossier) -> None:
    view = seen(shipped)
    keys = [alt(shape) for shape in shapes(opened(view)) if shape.name == KEY]
    for plate, said in zip(plates(view), keys, strict=True):
        drawn = {view.standings[claim_of(id, view)].word for id in plate.rows}
        assert {word for word in WORDS if word in said} == drawn


def test_nothing_is_smaller_than_a_room_can_read(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    frames = [shape.text_frame for shape in shapes(deck) if shape.has_text_frame]
    frames += [
        cell.text_frame for shape in shapes(deck) if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    sizes = {run.font.size for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs}
    assert min(sizes) >= Pt(LEAST)


def test_nothing_reaches_over_the_edge(shipped: Dossier) -> None:
    deck = opened(seen(shipped))
    for shape in shapes(deck):
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_the_same_view_gives_the_same_bytes(state: dict[str, Any], shipped: Dossier) -> None:
    assert make(seen(shipped, **state)) == make(seen(shipped, **state))


def test_its_dates_are_those_of_the_dossier(small: Dossier) -> None:
    own = opened(seen(small)).core_properties
    assert {own.created, own.modified, own.last_printed} == {datetime(2021, 6, 30)}
    assert own.title == small.info.title
    with ZipFile(io.BytesIO(make(seen(small)))) as zipped:
        assert {entry.date_time[0] for entry in zipped.infolist()} == {1980}


def test_the_state_the_release_and_the_disclaimer_are_there(small: Dossier) -> None:
    found = text(opened(seen(small, actor=("varo",), region=("dorrland",))))
    for words in ("Anton Varo · Dorrland", "1 of 5 events", f"release {small.release}", small.info.disclaimer):
        assert words in found
    assert "The filters hide 4 of 5 events" in found


def test_notes_carry_the_sources_and_the_reasoning(small: Dossier) -> None:
    notes = opened(seen(small)).slides[1].notes_slide.notes_text_frame.text
    assert "Reasoning: Three reports are one origin" in notes
    assert "Sources:\n1. " in notes


def test_what_was_not_known_yet_is_not_in_it(shipped: Dossier) -> None:
    view = seen(shipped, asof=date(2017, 4, 17))
    found = text(opened(view))
    judged = [judgement.statement for judgement in shipped.judgements]
    titles = {f"“{source.title}”" for source in set(shipped.sources) - set(view.known.sources)}
    titles -= {f"“{source.title}”" for source in view.known.sources}
    assert [words for words in (*judged, *titles) if words in found] == []


def test_an_empty_view_is_a_deck_that_says_so(small: Dossier) -> None:
    deck = opened(seen(small, q="no such word"))
    assert "The filters hide 5 of 5 events" in text(deck)
    assert "so not drawn: events with a place; events dated to a month or better" in text(deck)
    assert len(deck.slides) == 2
    assert not any(shape.has_table or hasattr(shape, "image") for shape in shapes(deck))


def test_a_what_if_says_so(small: Dossier) -> None:
    found = text(opened(seen(small, without=("o-officers",))))
    assert "What if these had never reported: unnamed officers in Dorrland." in found


def test_one_side_is_told_by_how_its_origins_are_known() -> None:
    reports = [
        ("2021-01-01", "a", "named", "supports c"),
        ("2021-01-02", "b", "unnamed-x", "supports c"),
        ("2021-01-03", "d", "unknown-y", "supports c"),
    ]
    standing = seen(dossier(["c"], reports)).standings["c"]
    assert side(standing.supports) == "3 reports; 1 named, 1 unnamed, 1 not stated"
    assert side(standing.contradicts) == "none"


def test_words_are_made_to_fit() -> None:
    assert fitted("short", 10, 1, 30) == 30
    assert fitted("word " * 400, 10, 1, 30) == LEAST
    assert cut("short", 10, 1, 14) == "short"
    assert cut("word " * 400, 2, 0.5, 14).endswith(" …")
    assert cut("word " * 400, 2, 0, 14).count("word") > 1
    assert high(cut("w" * 400, 2, 0.5, 14), 2, 14) <= 0.5


def test_a_text_of_tens_of_thousands_of_words_is_cut_at_once() -> None:
    """A try for each word that goes took minutes of a deck of such texts, while every reader of the process waited."""
    begun = process_time()
    told = cut("word " * 30_000, 9, 2, 14)
    assert process_time() - begun < 2
    assert high(told, 9, 14) <= 2 < high(told.replace(" …", " word …"), 9, 14)


def test_a_line_ends_where_the_next_word_has_no_room() -> None:
    a_line = high("word", 1.2, 14)
    assert high("word word", 1.2, 14) == pytest.approx(a_line)
    assert high("word word word", 1.2, 14) == pytest.approx(2 * a_line)
    assert high("one\ntwo", 9, 14) == pytest.approx(2 * a_line)
    assert high("w" * 40, 1.2, 14) > 5 * a_line


@pytest.mark.parametrize(("face", "shipped_face"), [(SANS, typography.SANS), (SERIF, typography.SERIF)])
def test_a_line_has_the_room_of_its_own_face(face: str, shipped_face: Face) -> None:
    text = "A line of some words"
    inches = text_width(text, 14, face=shipped_face) * WIDER[face] / 72
    assert high(text, inches + 0.01, 14, face) < high(text, inches - 0.01, 14, face)


def test_a_caption_ends_with_a_sentence() -> None:
    said = "One is said. Two is said. Three is said."
    assert sentences(said, 10, 1, 14) == said
    assert sentences(said, 1.9, 0.3, 14) == "One is said."


def test_a_title_of_hundreds_of_letters_and_a_language_with_its_region_are_carried(small: Dossier) -> None:
    own = small.info.model_copy(update={"title": "Reported deaths " * 40, "language": "en-GB"})
    deck = opened(seen(replace(small, info=own)))
    assert len(deck.core_properties.title) == 255
    assert deck.core_properties.language == "en-GB"
