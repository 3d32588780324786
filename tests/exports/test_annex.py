"""The story as an annex of the PDF: every step with its view, its claims and its sources."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from briefing.dossier.dossier import Dossier
from briefing.dossier.when import day_words
from briefing.exports.export import ExportError
from briefing.exports.paper.annex import MOST, annexed
from briefing.exports.paper.content import Annex, Content
from briefing.exports.paper.document import paper
from briefing.exports.paper.manuscript import cut, manuscript
from briefing.exports.paper.scenes import scenes
from briefing.exports.pdf import MEASURES, PICTURE, make, pages, with_story
from briefing.reading.load import read
from tests import SHIPPED
from tests.invented import seen
from tests.paper import on_a_line, texts


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The dossier that is shipped."""
    found = read(SHIPPED).dossier
    assert found is not None
    return found


def told(dossier: Dossier, **state: object) -> tuple[Content, Annex]:
    """The brief with its annex, and the annex."""
    view = seen(dossier, **state)
    made = annexed(cut(manuscript(view), MEASURES[0]), scenes(view, PICTURE), paper(view))
    assert made.annex
    return made, made.annex


def words(made: bytes) -> str:
    return on_a_line(made)


def test_every_step_is_told_and_no_word_for_the_speaker_is_handed_out(small: Dossier) -> None:
    found = words(with_story(seen(small)))
    for step in small.stories:
        assert f"{step.step}. {step.title}" in found
        assert " ".join(step.text.split()) in found
        assert not step.note or step.note not in found
    assert any(step.note for step in small.stories)
    assert "For the speaker" not in found


def test_no_page_of_the_story_is_said_to_be_of_the_day_of_the_brief(shipped: Dossier) -> None:
    """A step as known on an earlier day stood under a line that named the last one."""
    found = [" ".join(page.split()) for page in texts(with_story(seen(shipped)))]
    (begins,) = [place for place, page in enumerate(found) if "Annex: the story" in page]
    last = day_words(shipped.info.as_of)
    for page in found[1:begins]:
        assert f"Looked at until {last}" in page and f"known as of {last}" in page
    for page in found[begins:]:
        assert "Each step is of the day that it names" in page
        assert "of 164 events" not in page and "known as of" not in page
        assert f"Release {shipped.release}" in page


def test_a_brief_without_it_says_nothing_of_the_story(small: Dossier) -> None:
    assert "Annex" not in words(make(seen(small)))


def test_it_is_tagged_as_the_brief_is(small: Dossier) -> None:
    made = with_story(seen(small))
    assert b"pdfuaid" in made  # the metadata of a PDF lie in plain bytes
    assert pages(made) == len(PdfReader(io.BytesIO(made)).pages)


def test_a_step_on_a_map_has_its_picture_and_one_on_claims_their_strips(small: Dossier) -> None:
    first, second = told(small)[1].steps
    assert first.picture.svg and first.where.startswith("Map")
    assert not second.picture.svg and all(line.strip for line in second.lines)
    assert max(len(first.lines), len(second.lines)) <= MOST


def test_notes_go_on_from_those_of_the_brief(small: Dossier) -> None:
    brief, annex = told(small)
    numbers = [note.number for note in (*brief.notes, *annex.notes)]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = {run.first for step in annex.steps for line in step.lines for side in line.cites.sides for run in side.runs}
    assert cited and cited <= set(numbers)


def test_a_step_of_an_earlier_day_cites_what_was_known_then(small: Dossier) -> None:
    early = small.stories[0].model_copy(update={"address": "claims?question=q-varo&asof=2021-04-15"})
    late = early.model_copy(update={"address": "claims?question=q-varo"})
    of_early, of_late = (told(replace(small, stories=(step,)))[1].steps[0] for step in (early, late))
    assert "as known on 15 April 2021" in of_early.where
    assert [line.standing.word for line in of_early.lines] != [line.standing.word for line in of_late.lines]
    sides = [[len(line.cites.sides) for line in step.lines] for step in (of_early, of_late)]
    assert sum(sides[0]) < sum(sides[1])


def test_a_dossier_without_a_story_says_that_there_is_none(small: Dossier) -> None:
    with pytest.raises(ExportError, match="no story to take along"):
        with_story(seen(replace(small, stories=()), asof=date(2021, 5, 1)))


def test_what_a_reader_hides_of_a_step_is_said_under_it(small: Dossier) -> None:
    first, second = told(small, actor=("tolm",))[1].steps
    assert first.warnings.startswith("Hidden by a filter: actor Milo Tolm. 1 of the 1 events")
    assert first.warnings in words(with_story(seen(small, actor=("tolm",))))
    assert second.lines == ()


def test_a_step_on_the_brief_has_what_is_not_known(small: Dossier) -> None:
    on_brief = small.stories[0].model_copy(update={"address": "brief"})
    (step,) = told(replace(small, stories=(on_brief,)))[1].steps
    assert small.info.bottom_line and step.not_known == small.info.bottom_line.not_known
    assert step.judged == ()


def test_a_step_on_claims_has_what_was_judged_of_them_and_the_confidence_in_it(small: Dossier) -> None:
    first, second = told(small)[1].steps
    judged = [row for row in small.judgements if row.question == "q-lowen"]
    assert first.judged == ()
    assert [(each.statement, each.confidence) for each in second.judged] == [
        (row.statement, row.confidence) for row in judged
    ]
