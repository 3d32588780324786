"""Who is introduced at which step of a story, and which days its words name."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.view.cast import cast
from briefing.view.days import days
from briefing.view.story import story
from tests.invented import seen


def told(small: Dossier, *texts: str) -> Dossier:
    """The dossier with a story of these texts."""
    row = small.stories[0]
    steps = (row.model_copy(update={"step": place, "title": "", "text": text}) for place, text in enumerate(texts, 1))
    return replace(small, stories=tuple(steps))


def introduced(dossier: Dossier) -> list[list[str]]:
    steps = story(dossier)
    return [[person.actor.id for person in cast(each, steps, seen(dossier))] for each in steps]


def test_a_person_is_introduced_where_the_whole_name_stands_first(small: Dossier) -> None:
    texts = ("Varo was reported dead.", "Milo Tolm and Anton Varo are named.", "Of Anton Varo and Lena Varo.")
    assert introduced(told(small, *texts)) == [[], ["tolm", "varo"], ["lena-varo"]]


def test_a_name_may_be_all_that_a_step_says(small: Dossier) -> None:
    assert introduced(told(small, "Anton Varo")) == [["varo"]]


def test_an_organisation_is_not_introduced(small: Dossier) -> None:
    assert introduced(told(small, "Grey Banner claimed it.")) == [[]]


def test_who_nothing_was_said_of_by_the_day_shown_is_not_introduced(small: Dossier) -> None:
    dossier = told(small, "Milo Tolm is named.")
    (step,) = story(dossier)
    assert cast(step, (step,), seen(dossier, asof=date(2020, 1, 1))) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("On 30 April 2017 and on 31 May.", [date(2017, 4, 30), date(2017, 5, 31)]),
        ("On 17 April 2017, and a day later. As known on 18 April.", [date(2017, 4, 17), date(2017, 4, 18)]),
        ("On 3 May. The year was that of 2 May 2017.", [date(2017, 5, 2), date(2017, 5, 3)]),
        ("31 April 2017, 0 May 2017 and April 2017 are no days.", []),
        ("On 3 May, in no year.", []),
    ],
)
def test_the_days_of_a_step_are_those_that_its_words_name(small: Dossier, text: str, named: list[date]) -> None:
    (step,) = story(told(small, text))
    assert days(step) == tuple(named)
