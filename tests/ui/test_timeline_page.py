"""The legend of the timeline page: the signs by which its dates are drawn, and no others."""

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.when import parse
from briefing.ui.panels.timeline import signs

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
