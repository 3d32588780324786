"""The number of claims of a step is one, on slides and in their notes, in the page that plays and in the annex."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pptx import Presentation

from briefing.dossier.dossier import Dossier
from briefing.exports import slides, story
from briefing.exports.paper.annex import annexed
from briefing.exports.paper.document import paper
from briefing.exports.paper.manuscript import cut, manuscript
from briefing.exports.paper.scenes import scenes
from briefing.exports.pdf import MEASURES, PICTURE
from briefing.reading.load import read
from briefing.view.story import claims_of, hidden
from briefing.view.story import story as steps
from briefing.view.view import View, ground, view
from tests import SHIPPED
from tests.invented import seen

COUNTED = re.compile(
    r"(?:(None|[\d,]+) of the ([\d,]+)|(?:All|The) ([\d,]+)) claims? of this step (?:is|are) shown here"
)
CHOSEN: tuple[dict[str, Any], ...] = (
    {},
    {"region": ("iraq",)},
    {"actor": ("khalimov",)},
    {"actor": ("behruz",), "against": date(2017, 4, 18)},
    {"standing": ("contested", "denied")},
    {"asof": date(2017, 4, 18)},
    {"q": "airport"},
    {"without": ("o-times-iraqi-military",)},
)


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The dossier that is shipped."""
    found = read(SHIPPED).dossier
    assert found is not None
    return found


def counted(text: str) -> list[tuple[int, int]]:
    """What a text says of how many claims of a step are here, and of how many."""

    def number(words: str) -> int:
        return 0 if words == "None" else int(words.replace(",", ""))

    return [(number(some or whole), number(of or whole)) for some, of, whole in COUNTED.findall(text)]


def on_slides(view: View) -> Iterator[tuple[int, list[tuple[int, int]], int | None]]:
    """The step of each slide, what it and its notes say, and how many claims its table has."""
    for slide in Presentation(io.BytesIO(slides.make(view))).slides:
        title = slide.shapes.title
        assert title is not None
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table and "Claims" in shape._element.xml]
        found = counted("\n".join(words))
        yield int(re.findall(r"\d+", title.text_frame.text)[0]), found, len(tables[0].rows) - 1 if tables else None
        assert slide.notes_slide.notes_text_frame is not None
        yield int(re.findall(r"\d+", title.text_frame.text)[0]), counted(slide.notes_slide.notes_text_frame.text), None


def in_page(view: View) -> list[str]:
    """The steps of the page that plays."""
    return story.make(view).decode().split('<section class="scene"')[1:]


def in_annex(view: View) -> Iterator[tuple[int, list[tuple[int, int]], int]]:
    made = annexed(cut(manuscript(view), MEASURES[0]), scenes(view, PICTURE), paper(view)).annex
    assert made
    for step in made.steps:
        yield step.number, counted(step.more), len(step.lines)


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_every_form_says_of_how_many_claims_a_step_is_as_the_step_was_made(
    chosen: dict[str, Any], shipped: Dossier
) -> None:
    now = seen(shipped, **chosen)
    whole = {told.row.step: len(claims_of(told, made(told.row.step, shipped))) for told in steps(shipped)}
    assert whole[5] == 46
    for number, found, rows in (*on_slides(now), *in_annex(now)):
        assert {of for _, of in found} <= {whole[number]}
        assert rows is None or not rows or [here for here, _ in found] == [rows]
    for scene, section in zip(scenes(now), in_page(now), strict=True):
        found = counted(section)
        assert found and {of for _, of in found} == {whole[scene.number]}
        assert found[0][0] == section.partition('class="rests"')[2].partition("</details>")[0].count("<li>")


@pytest.mark.parametrize("chosen", CHOSEN[1:], ids=str)
def test_what_is_hidden_of_a_step_on_claims_is_counted_out_of_the_same(
    chosen: dict[str, Any], shipped: Dossier
) -> None:
    for scene in scenes(seen(shipped, **chosen)):
        if scene.told.page == "claims":
            found = hidden(scene.told, scene.own, scene.view, seen(shipped, **chosen).state)
            assert found.total == len(scene.whole)
            assert len(scene.claims) <= found.total - len(found.gone)


def made(number: int, dossier: Dossier) -> View:
    """The view of a step as it was made."""
    told = next(each for each in steps(dossier) if each.row.step == number)
    return view(ground(dossier, told.state.asof, told.state.without), told.state)
