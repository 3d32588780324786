"""The story that is taken along: a page that plays offline, and a slide for each step with its notes and its view."""

import io
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont
from markupsafe import escape
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from briefing.dossier.dossier import Dossier
from briefing.exports import slides, story
from briefing.exports.export import Export, ExportError
from briefing.exports.paper.scenes import scenes
from briefing.reading.load import read
from tests import SHIPPED
from tests.invented import seen


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The dossier that is shipped."""
    found = read(SHIPPED).dossier
    assert found is not None
    return found


def deck(dossier: Dossier, **state: object) -> list:  # type: ignore[type-arg]  # of slides, which python-pptx has no type for
    return list(Presentation(io.BytesIO(slides.make(seen(dossier, **state)))).slides)


def test_the_page_holds_every_step_and_asks_for_nothing(small: Dossier) -> None:
    page = story.make(seen(small)).decode()
    assert page.count('<section class="scene"') == len(small.stories)
    assert all(escape(step.text) in page for step in small.stories)
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page) == []


def test_the_only_script_that_may_run_is_the_one_of_the_page(small: Dossier) -> None:
    page = story.make(seen(small)).decode()
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in page


def test_what_a_step_says_cannot_become_a_script(small: Dossier) -> None:
    evil = small.stories[0].model_copy(update={"text": "<script>alert(1)</script>", "title": "<b>x"})
    page = story.make(seen(replace(small, stories=(evil,)))).decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_step_on_a_map_has_its_picture_and_a_step_on_claims_their_table(small: Dossier) -> None:
    first, second = scenes(seen(small))
    assert first.plate and "e-varo-killing" in first.plate.rows
    assert second.plate is None
    assert {claim.question for claim in second.claims} == {"q-lowen"}


def test_a_step_of_an_earlier_day_is_seen_as_of_that_day(shipped: Dossier) -> None:
    mosul = scenes(seen(shipped))[1]
    assert mosul.where == "Map, as known on 18 April 2017"
    assert mosul.view.standings["c-khalimov-killed-mosul"].word == "single origin"


def test_there_is_a_slide_for_each_step_with_its_note_under_it(shipped: Dossier) -> None:
    drawn = deck(shipped)
    assert [slide.shapes.title.text for slide in drawn] == [f"{row.step}. {row.title}" for row in shipped.stories]
    for slide, row in zip(drawn, shipped.stories, strict=True):
        assert row.text in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert slide.notes_slide.notes_text_frame.text.startswith(row.note)
        kinds = [shape.shape_type for shape in slide.shapes]
        assert MSO_SHAPE_TYPE.GROUP in kinds or MSO_SHAPE_TYPE.TABLE in kinds


def test_a_standing_has_its_mark_beside_its_word(shipped: Dossier) -> None:
    (table,) = [shape.table for shape in deck(shipped)[2].shapes if shape.has_table]
    words = [cell.text for cell in table.rows[1].cells]
    assert words == ["killed in west Mosul, April 2017", "", "contested", ""]
    assert table.cell(1, 1)._tc.xpath(".//a:blip")


def test_nothing_on_a_slide_lies_outside_it(shipped: Dossier) -> None:
    made = Presentation(io.BytesIO(slides.make(seen(shipped))))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= (made.slide_width or 0)
            assert shape.top + shape.height <= (made.slide_height or 0)


@pytest.mark.parametrize("export", [slides.EXPORT, story.EXPORT], ids=lambda export: export.name)
def test_the_same_story_gives_the_same_bytes(export: Export, small: Dossier) -> None:
    assert export.make(seen(small)) == export.make(seen(small))


@pytest.mark.parametrize("export", [slides.EXPORT, story.EXPORT], ids=lambda export: export.name)
def test_a_dossier_without_a_story_refuses_in_a_sentence(export: Export, small: Dossier) -> None:
    with pytest.raises(ExportError, match=r"no story to take along"):
        export.make(seen(replace(small, stories=())))


HIDDEN = (
    "Hidden by a filter: 1 of the 1 events of this step. What it points at is among what is hidden.",
    "Hidden by a filter: 2 of the 2 claims of this step.",
)


def test_what_a_reader_hides_of_a_step_is_said_on_its_slide_and_in_its_notes(small: Dossier) -> None:
    for slide, said in zip(deck(small, actor=("tolm",)), HIDDEN, strict=True):
        assert said in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert said in slide.notes_slide.notes_text_frame.text
        assert not any(shape.has_table for shape in slide.shapes)


def test_what_a_reader_hides_of_a_step_is_said_in_the_page_that_plays(small: Dossier) -> None:
    page = story.make(seen(small, actor=("tolm",))).decode()
    assert [page.count(said) for said in HIDDEN] == [1, 1]
    assert "Hidden by" not in story.make(seen(small)).decode()


def test_a_step_of_an_older_release_says_so_in_the_file(small: Dossier) -> None:
    old = small.stories[0].model_copy(update={"address": f"{small.stories[0].address}&v=0000000"})
    (scene,) = scenes(seen(replace(small, stories=(old,))))
    assert scene.warnings == f"This step was made on release 0000000; its view is of release {small.release}."


def test_a_step_on_claims_has_what_was_judged_of_them(shipped: Dossier) -> None:
    words = [shape.text_frame.text for shape in deck(shipped)[2].shapes if shape.has_text_frame]
    assert any(each.startswith("It is unlikely that") and each.endswith("Confidence: low.") for each in words)
    assert "unlikely: 20 to 45 in 100" in words
    assert "6 more claims on this question on the dashboard." in words


def test_the_step_on_the_brief_ends_on_what_is_not_known(shipped: Dossier) -> None:
    line = shipped.info.bottom_line
    assert line and line.not_known
    last = deck(shipped)[8]
    assert f"Not known: {line.not_known}" in [each.text_frame.text for each in last.shapes if each.has_text_frame]
    assert f"Not known: {line.not_known}" in last.notes_slide.notes_text_frame.text
    assert story.make(seen(shipped)).decode().count(str(escape(line.not_known))) == 1


def test_a_picture_of_the_page_brings_the_letters_that_it_needs(small: Dossier) -> None:
    (image,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', story.make(seen(small)).decode())
    svg = b64decode(image).decode()
    (face,) = re.findall(r"src:url\(data:font/woff;base64,([^)]*)\)", svg)
    carried = TTFont(io.BytesIO(b64decode(face))).getBestCmap()
    assert set("Sarn") <= {chr(code) for code in carried}


def test_the_map_of_a_step_frames_all_that_the_step_shows_and_nothing_hangs_over_its_edge(shipped: Dossier) -> None:
    for number in (0, 1, 3):
        scene = scenes(seen(shipped))[number]
        assert scene.plate and "outside this frame" not in scene.plate.caption
        slide = deck(shipped)[number]
        (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        for shape in group.shapes:
            assert group.left - 9525 <= shape.left
            assert shape.left + shape.width <= group.left + group.width + 9525


def test_what_a_reader_has_fall_falls_in_the_file_too(small: Dossier) -> None:
    page = story.make(seen(small, without=("o-officers",), asof=date(2021, 6, 1))).decode()
    assert "What if these had never reported: unnamed officers in Dorrland." in page
