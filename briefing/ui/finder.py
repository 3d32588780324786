"""The box in which a reader finds actors: it asks the server at every stroke, so that one finder answers everywhere."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from briefing.dossier.labels import isolated, labelled
from briefing.ui.options import everyone
from briefing.ui.scripts import script
from briefing.ui.share import held
from briefing.ui.sync import TOUCHED, choose, component_value
from briefing.view.finder import MOST_SPELLINGS, Heard, Person, find
from briefing.view.view import View

KEY, TAKING = "find-actor", "take-actor"
OFFERED = 40
"""Nobody reads further down such a list; another letter shortens it."""

_box = st.components.v2.component(
    "briefing_finder",
    html='<div class="finder"></div>',
    js=script("finder.js"),
    isolate_styles=False,
)
# A choice is told beside the fragment: what is told within it has the fragment run first, and the page only after it.
_taking = st.components.v2.component(
    "briefing_taking",
    html="<span hidden></span>",
    js="export default ({ setTriggerValue }) => { window.briefingTaking = setTriggerValue }",
)


def actors(view: View) -> None:
    """The box. Typing has only itself run anew; a choice has the whole page."""
    _taking(
        data={},
        key=TAKING,
        on_take_change=lambda: _heard(_take, view),
        on_typed_change=lambda: _heard(_typed, view),
        on_drop_change=lambda: _heard(_drop, view),
    )
    _finding(view)


@st.fragment
def _finding(view: View) -> None:
    # A choice on the heels of a stroke is told to the run of that stroke, which is of the fragment alone. And a
    # fragment keeps the view that it was laid out with, whose rows may have been marked higher since, or taken out.
    if st.session_state.get(TOUCHED) or not _is_up(view):
        st.rerun()
    chosen, query = view.state.filters.actor, _asked()
    found, read = find(query, tuple(everyone(view).values()), view.ground.subjects.names)
    _box(
        data={
            "label": "Actor",
            "query": query,
            "options": [{"id": each.id, "label": each.label, "chosen": each.id in chosen} for each in found[:OFFERED]],
            "note": note(query, found, read),
            "chosen": [{"id": id, "label": labelled(view.whole, id)} for id in chosen],
        },
        key=KEY,
        default={"asked": ""},
        on_asked_change=lambda: None,
    )


def note(query: str, found: Sequence[Person], read: Sequence[Heard]) -> str:
    """What has to be said of a list: that none is written so, that only the nearest are, or how many more there are."""
    if not found:
        return "Nobody in this dossier is called that."
    if any(each.nearest for each in read):
        return f"Nobody is written “{isolated(query)}”. The nearest:"
    if any(each.is_cut for each in read):
        return f"Of the names like that only the {MOST_SPELLINGS} shortest spellings are looked for; type more of it."
    more = len(found) - OFFERED
    return f"Those with most events; {more:,} more are found by name." if more > 0 else ""


def _asked() -> str:
    return str(getattr(st.session_state.get(KEY), "asked", "") or "")[:200]


def _is_up(view: View) -> bool:
    return view.is_of(held(view)())


def _heard(act: Callable[[View], None], view: View) -> None:
    """Do what was asked for of tables that are up; of others nothing is found, and the page is made anew anyhow."""
    if _is_up(view):
        act(view)


def _take(view: View) -> None:
    id = component_value(TAKING, "take")
    if id:
        _choose(view, str(id))


def _typed(view: View) -> None:
    """Take the first whom the typed words name."""
    words: Any = component_value(TAKING, "typed")
    found, _ = find(str(words or "")[:200], tuple(everyone(view).values()), view.ground.subjects.names)
    rest = [each.id for each in found if each.id not in view.state.filters.actor]
    if words and rest:
        _choose(view, rest[0])


def _choose(view: View, id: str) -> None:
    if view.whole.find(id):
        choose(actor=tuple(dict.fromkeys((*view.state.filters.actor, id))))


def _drop(view: View) -> None:
    id = component_value(TAKING, "drop")
    if id:
        choose(actor=tuple(each for each in view.state.filters.actor if each != id))
