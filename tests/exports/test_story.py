"""The story that is taken along: a page that plays offline, and a slide for each step with its notes and its view."""

import io
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from markupsafe import escape
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.dossier.when import day_words
from briefing.exports import slides, story
from briefing.exports.export import Export, ExportError
from briefing.exports.paper.document import claim_of
from briefing.exports.paper.pictures import KEY
from briefing.exports.paper.scenes import Scene, scenes
from briefing.exports.paper.slides import STRIP
from briefing.exports.paper.textfit import READ
from briefing.reading.load import read
from briefing.reading.releases import since_steps
from briefing.view.view import Ground, ground
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


def test_the_claims_of_a_picture_begin_with_what_the_step_points_at_and_what_is_judged(shipped: Dossier) -> None:
    """Four have room in the annex: the claim that a step asks about must be one of them."""
    judged = {judgement.claim for judgement in shipped.judgements}
    for scene in scenes(seen(shipped)):
        if scene.plate and scene.told.page != "network":
            ranks = [claim.id in judged for claim in scene.claims if claim.id not in _pointed(scene)]
            assert ranks == sorted(ranks, reverse=True), scene.number
            assert {claim.id for claim in scene.claims[:1]} & ({*_pointed(scene)} or judged), scene.number
    under_the_bomb = scenes(seen(shipped))[3]
    assert "c-safarov-killed" in [claim.id for claim in under_the_bomb.claims[:4]]


def _pointed(scene: Scene) -> list[str]:
    focus = scene.view.state.focus
    row = scene.view.known.find(focus) if focus else None
    return [str(getattr(row, "claim", focus))] if row else []


def test_a_room_is_told_how_sure_a_judgement_is(shipped: Dossier) -> None:
    page = story.make(seen(shipped)).decode()
    assert page.count('class="of-room"> Confidence: ') == sum(
        len(scene.judgements) for scene in scenes(seen(shipped)) if not scene.plate and not scene.lines
    )


def test_there_is_a_slide_for_each_step_with_its_note_under_it(shipped: Dossier) -> None:
    drawn = deck(shipped)
    titles = [slide.shapes.title.text for slide in drawn]
    assert titles[-2:] == [f"9 ({part} of 2). {shipped.stories[-1].title}" for part in (1, 2)]
    assert titles[:-2] == [f"{row.step}. {row.title}" for row in shipped.stories[:-1]]
    told = [*drawn[:-2], drawn[-1]]
    for slide, row in zip(told, shipped.stories, strict=True):
        assert row.text in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert slide.notes_slide.notes_text_frame.text.startswith(row.note)
        kinds = [shape.shape_type for shape in slide.shapes]
        assert MSO_SHAPE_TYPE.GROUP in kinds or MSO_SHAPE_TYPE.TABLE in kinds or row.step == 9


def words_of(slide: Any) -> list[str]:
    """What the boxes of a slide say."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_the_foot_of_a_slide_is_of_the_day_and_the_choice_of_its_own_view(shipped: Dossier) -> None:
    last = f"Looked at until {day_words(shipped.info.as_of)},"
    slides_of = [scene for scene in scenes(seen(shipped)) for _ in range(2 if scene.lines else 1)]
    for slide, scene in zip(deck(shipped), slides_of, strict=True):
        (foot,) = [said for said in words_of(slide) if said.startswith("Claims, not findings.")]
        day = scene.view.state.asof
        assert foot.startswith(f"Claims, not findings. {f'Known as of {day_words(day)} ·' if day else last}")
        assert f"· {len(scene.view.events)} of {scene.view.shown.events.total} events ·" in foot
        assert foot.endswith(f"release {shipped.release}")
    assert {scene.view.state.asof for scene in slides_of} == {None, date(2017, 4, 18)}


def test_several_origins_that_make_a_single_one_are_no_bare_number(shipped: Dossier) -> None:
    said = "3 for, independence not established"
    page = story.make(seen(shipped)).decode()
    claim = page[page.index("<td>reported arrested, spring 2017</td>") :].partition("</tr>")[0]
    assert f'<span class="how several">{said}</span>' in claim and "single origin" in claim
    (arrest,) = [slide for slide in deck(shipped) if slide.shapes.title.text.startswith("7. ")]
    rows = [[cell.text for cell in row.cells] for shape in arrest.shapes if shape.has_table for row in shape.table.rows]
    assert [row[-1].strip() for row in rows if row[0] == "reported arrested, spring 2017"] == [f"0 | {said}"]


SOURCED = ("Claims, not findings.", "Map", "Claims.", "Timeline", "Network", "Brief", "Who, by these reports", "Slide ")
CAPTIONS = ("A tag counts the events", "Time is not drawn to scale", "An arrow runs from")
"""How the lines begin that say where a slide is from, and what is small at its foot."""


def test_all_that_a_room_is_told_on_a_slide_is_at_least_of_the_size_that_it_reads(shipped: Dossier) -> None:
    for slide in deck(shipped):
        for shape in slide.shapes:
            if shape.has_text_frame and len(shape.text_frame.text) > 3:
                said = shape.text_frame
                is_source = said.text.startswith((*SOURCED, *CAPTIONS)) or shape.top > 5.9 * 914400
                assert is_source or said.paragraphs[0].runs[0].font.size.pt >= READ, said.text
            if shape.has_table:
                sizes = {
                    run.font.size.pt for cell in shape.table.iter_cells() for run in cell.text_frame.paragraphs[0].runs
                }
                assert min(sizes) >= READ


def test_what_stands_beside_the_words_of_a_slide_lies_over_nothing_else(shipped: Dossier) -> None:
    for slide in deck(shipped):
        boxes = [shape for shape in slide.shapes if shape.has_table or (shape.has_text_frame and shape.text_frame.text)]
        for one, other in combinations(boxes, 2):
            across = one.left < other.left + other.width and other.left < one.left + one.width
            down = one.top + 9525 < other.top + other.height and other.top + 9525 < one.top + one.height
            assert not (across and down), (one.name, other.name)


def test_the_key_questions_stand_whole_on_a_slide_of_their_own_before_the_words_on_them(shipped: Dossier) -> None:
    table, words = deck(shipped)[-2:]
    (drawn,) = [shape.table for shape in table.shapes if shape.has_table]
    assert len(drawn.rows) == 1 + len(scenes(seen(shipped))[-1].lines)
    assert shipped.stories[-1].text in [shape.text_frame.text for shape in words.shapes if shape.has_text_frame]


def test_the_number_of_a_slide_is_told_from_that_of_a_step(shipped: Dossier) -> None:
    for number, slide in enumerate(deck(shipped), 1):
        assert f"Slide {number}" in words_of(slide)


def test_a_slide_with_a_picture_says_what_its_marks_and_colours_are(shipped: Dossier) -> None:
    for scene, slide in zip(scenes(seen(shipped)), deck(shipped), strict=False):
        keys = [shape for shape in slide.shapes if shape.name == KEY]
        assert bool(keys) == bool(scene.plate)
        if scene.plate:
            said = {shape.text_frame.text for shape in keys[0].shapes}
            drawn = {scene.view.standings[claim_of(id, scene.view)].word for id in scene.plate.rows}
            assert drawn == said & set(WORDS)
            assert ("pointed at" in said) == (scene.told.state.focus is not None)


def test_a_slide_with_strips_says_what_their_blocks_are(shipped: Dossier) -> None:
    assert [STRIP in words_of(slide) for slide in deck(shipped)] == [number in (3, 5, 7) for number in range(1, 11)]


def test_who_a_man_is_stands_on_the_first_slide_that_names_him_and_on_no_other(shipped: Dossier) -> None:
    said = [[words for words in words_of(slide) if words.startswith("Who, by")] for slide in deck(shipped)]
    assert [number for number, found in enumerate(said, 1) if found] == [1, 6]
    assert "Gulmurod Khalimov: Commander of the Tajik riot police" in said[0][0]
    assert "Shermahmad Safarov: Said to be a native of Yazgulom" in said[0][0]
    assert "Behruz Khalimov: " in said[5][0] and "Gulmurod Khalimov: " not in said[5][0]


def test_a_likelihood_and_its_bounds_stand_in_columns_of_their_own(shipped: Dossier) -> None:
    (table,) = [shape.table for shape in deck(shipped)[-2].shapes if shape.has_table]
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head[1:4] == ["Answer", "in 100", "Confidence"]
    assert ["unlikely", "20 to 45", "low"] in [row[1:4] for row in rows]
    assert {row[2] for row in rows if row[1] == "no judgement possible"} == {""}


def test_a_day_that_is_set_against_a_step_is_gone_back_to_once(
    shipped: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[date | None, tuple[str, ...]]] = []

    def counting(dossier: Dossier, asof: date | None = None, fallen: tuple[str, ...] = ()) -> Ground:
        gone.append((asof, fallen))
        return ground(dossier, asof, fallen)

    view = seen(shipped, against=date(2017, 4, 10), region=("iraq",))
    for module in ("briefing.exports.paper.scenes", "briefing.view.view"):
        monkeypatch.setattr(f"{module}.ground", counting)
    scenes(view)
    assert (date(2017, 4, 10), ()) in gone
    assert len(gone) == len(set(gone))


def test_a_standing_has_its_mark_beside_its_word(shipped: Dossier) -> None:
    (table,) = [shape.table for shape in deck(shipped)[2].shapes if shape.has_table]
    words = [cell.text for cell in table.rows[1].cells]
    assert words == ["killed in west Mosul, April 2017", "", "contested", "\n5 by exclusion | 1"]
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
    "Hidden by a filter: actor Milo Tolm. 1 of the 1 events of this step: Varo reported killed in Sarn. "
    "What it points at is among what is hidden.",
    "Hidden by a filter: actor Milo Tolm. 2 of the 2 claims of this step: 12 dead at Lowen; 40 to 45 dead at Lowen.",
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


def test_no_step_has_a_head_without_rows_and_what_hides_it_is_said_in_its_place(shipped: Dossier) -> None:
    page = story.make(seen(shipped, region=("iraq",))).decode()
    assert [scene.number for scene in scenes(seen(shipped, region=("iraq",))) if scene.is_gone] == [4, 5, 6, 7, 8]
    assert page.count("Its view is left out") == 5
    assert not re.search(r"<tbody>\s*</tbody>", page)
    assert "Its view is left out" not in story.make(seen(shipped)).decode()


def test_a_day_set_against_a_step_is_told_of_each_of_its_claims(shipped: Dossier) -> None:
    third = scenes(seen(shipped, against=date(2017, 4, 18)))[2]
    assert third.where == "Claims, looked at until 25 November 2026, set against 18 April 2017"
    said = "killed in west Mosul, April 2017 (18 April 2017: single origin)"
    assert third.short(third.claims[0]) == said
    assert said in story.make(seen(shipped, against=date(2017, 4, 18))).decode()


def test_a_step_of_an_older_release_says_so_in_the_file(small: Dossier) -> None:
    old = small.stories[0].model_copy(update={"address": f"{small.stories[0].address}&v=0000000"})
    (scene,) = scenes(seen(replace(small, stories=(old,))))
    assert scene.warnings == f"This step was made on release 0000000; its view is of release {small.release}."


def test_a_file_says_what_changed_since_the_release_of_a_step(small: Dossier) -> None:
    old = small.stories[0].model_copy(update={"address": f"{small.stories[0].address}&v=0000000"})
    dossier = replace(small, stories=(old,))
    said = "1 claim changed its standing since."
    view = replace(seen(dossier), since={"0000000": said})
    assert said in story.make(view).decode()
    (slide,) = Presentation(io.BytesIO(slides.make(view))).slides
    assert any(said in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert since_steps(dossier, ()) == {"0000000": "The log of releases does not have it: what changed is not known."}


def test_a_step_on_claims_has_what_was_judged_of_them(shipped: Dossier) -> None:
    words = [shape.text_frame.text for shape in deck(shipped)[2].shapes if shape.has_text_frame]
    assert any(each.startswith("It is unlikely that") and each.endswith("Confidence: low.") for each in words)
    assert "unlikely: 20 to 45 in 100" in words
    assert "Claims. 3 of the 10 claims of this step are shown here." in words


def test_the_step_on_the_brief_ends_on_what_is_not_known(shipped: Dossier) -> None:
    line = shipped.info.bottom_line
    assert line and line.not_known
    last = deck(shipped)[-1]
    assert [each.text_frame.text for each in last.shapes if each.has_text_frame][-2:] == ["Not known", line.not_known]
    assert f"Not known: {line.not_known}" in last.notes_slide.notes_text_frame.text
    assert story.make(seen(shipped)).decode().count(str(escape(line.not_known))) == 1


def test_a_picture_of_the_page_brings_the_letters_that_it_needs(small: Dossier) -> None:
    desk, room = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', story.make(seen(small)).decode())
    assert desk != room
    svg = b64decode(desk).decode()
    (face,) = re.findall(r"src:url\(data:font/woff;base64,([^)]*)\)", svg)
    carried = TTFont(io.BytesIO(b64decode(face))).getBestCmap()
    assert set("Sarn") <= {chr(code) for code in carried}


def test_the_map_of_a_step_frames_all_that_the_step_shows_and_nothing_hangs_over_its_edge(shipped: Dossier) -> None:
    for number in (0, 1, 3):
        scene = scenes(seen(shipped))[number]
        assert scene.plate and "outside this frame" not in scene.plate.caption
        slide = deck(shipped)[number]
        group, key = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        assert key.name == KEY
        for shape in group.shapes:
            assert group.left - 9525 <= shape.left
            assert shape.left + shape.width <= group.left + group.width + 9525


def test_what_a_reader_has_fall_falls_in_the_file_too(small: Dossier) -> None:
    page = story.make(seen(small, without=("o-officers",), asof=date(2021, 6, 1))).decode()
    assert "What if these had never reported: unnamed officers in Dorrland." in page
