"""The claims page: what falls is chosen and told above the matrix, and what a what-if leaves as it is."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from briefing.dossier.dossier import Dossier
from briefing.ui.panels import claims
from briefing.view.brief import brief
from tests.invented import seen
from tests.ui.test_pages import opened, words

FALLEN = {"without": ["o-times-iraqi-military"]}


def order(app: AppTest, *said: str) -> list[int]:
    """Where these words first stand among all that the page says, from its top."""
    whole = words(app)
    return [whole.index(each) for each in said]


def test_what_falls_is_chosen_and_told_above_the_matrix() -> None:
    app = opened("claims", FALLEN)
    assert app.multiselect(key="w-without").label == "If this falls"
    places = order(app, 'class="answer"', 'class="falls"', 'class="matrix-box"', 'class="carries"')
    assert places == sorted(places)


def test_what_falls_of_the_question_stands_before_what_falls_elsewhere() -> None:
    told = words(opened("claims", FALLEN))
    told = told[told.index('class="falls"') :]
    assert told.index("missile strike") < told.index("of other questions</summary>")


def test_a_judgement_under_a_what_if_says_that_it_was_made_on_all_the_evidence() -> None:
    made = "Made on all the evidence, without the what-if."
    for page in ("brief", "claims"):
        assert made in words(opened(page, FALLEN))
        assert made not in words(opened(page, {}))


def test_a_what_if_can_be_chosen_where_no_claim_is_left() -> None:
    app = opened("claims", {"q": ["no such words anywhere"]})
    assert app.multiselect(key="w-without").label == "If this falls"


def test_it_opens_on_the_first_question_of_the_brief_wherever_that_stands_in_its_file(small: Dossier) -> None:
    first, *others = small.questions
    late = first.model_copy(update={"rank": 998})
    for questions in ((late, *others), (*reversed(others), late)):
        view = seen(replace(small, questions=questions))
        assert claims.asked(view).id == brief(view).answers[0].question.id == "q-lowen"
