"""The step of the story that is told: which it is, its view with a reader's own choices, and the board of its words."""

from pathlib import Path

import streamlit as st

from briefing.ui.serving import view_of
from briefing.ui.sync import choose, component_value
from briefing.view.address import State
from briefing.view.filters import EVERYTHING
from briefing.view.story import Told, joined, story
from briefing.view.view import View

PAGE = "story"

_words = st.components.v2.component(
    "briefing_story",
    html='<div class="board story"></div>',
    js=Path(__file__).with_name("telling.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def step(steps: tuple[Told, ...], state: State) -> Told | None:
    """The step that the address asks for, else the first; None where there is no story."""
    return next((each for each in steps if each.row.step == state.step), steps[0] if steps else None)


def seen(own: View) -> View:
    """What stands beside the step that is told; what the reader has chosen where nothing is told."""
    told = step(story(own.whole), own.state)
    return view_of(own.whole, joined(told, own.state)) if told else own


def words(html: str, told: Told, steps: tuple[Told, ...]) -> None:
    """The words of a step, with the ways to the others: buttons, a list, keys and a swipe."""
    _words(
        data={"html": html, "step": told.row.step, "steps": [each.row.step for each in steps]},
        key="story-words",
        on_step_change=_go,
        on_made_change=as_made,
    )


def _go() -> None:
    number = component_value("story-words", "step")
    # Whether the story has such a step is asked of the address that this makes; a browser may send what is no number.
    if number is not None:
        choose(step=number, focus=None)


def as_made() -> None:
    """The step as it was made: nothing that the reader has chosen hides anything of it."""
    choose(filters=EVERYTHING, without=(), asof=None)
