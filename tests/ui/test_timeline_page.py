"""The legend of the timeline page: the signs by which its dates are drawn, and no others."""

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.when import parse
from briefing.pictures.timeline.key import key as signs
from tests.ui.test_pages import opened, words

ONCE, LASTED = "└──┘ once, some time within", "▬ lasted"


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2021-04-03"], ()),
        (["2021-04", "[..2021]"], (ONCE, "→ open end")),
        (["2021/2022"], (LASTED,)),
        (["2021~", "2021/2022"], (LASTED, ONCE, "~ about")),
    ],
)
def test_the_signs_are_those_of_the_dates(small: Dossier, dates: list[str], said: tuple[str, ...]) -> None:
    events = [small.events[0].model_copy(update={"date": parse(when)}) for when in dates]
    assert signs(events) == said


def test_it_opens_on_the_dense_weeks_with_a_way_to_the_rest_of_them() -> None:
    app = opened("timeline", {})
    assert "1 April 2017 to 5 May 2017" in words(app)
    assert 'class="overview"' in words(app)
    more = next(button for button in app.button if "more event" in button.label)
    more.click().run()
    assert "2017-04-01/2017-05-05" in app.query_params["span"]


def test_time_can_be_drawn_to_scale() -> None:
    assert "crowded weeks are widened" in words(opened("timeline", {}))
    assert "Time is drawn to scale." in words(opened("timeline", {"scale": ["true"]}))


def test_who_chose_a_period_sees_all_of_it() -> None:
    said = words(opened("timeline", {"from": ["2015-01-01"], "to": ["2017-12-31"]}))
    assert "Outside this picture" not in said


def test_its_table_is_in_order_of_date() -> None:
    shown = opened("timeline", {}).dataframe[0].value["When"]
    days = [words.split(": ")[0] for words in shown if words != "not known"]
    assert days == sorted(days)


def test_its_cards_say_the_date_in_words_alone() -> None:
    said = words(opened("timeline", {}))
    assert 'data-head="When"' in said
    assert "Sorts as" not in said
