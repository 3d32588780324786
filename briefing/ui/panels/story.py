"""The pieces of the story page: the words of a step, and the view that stands beside it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from briefing.analysis.standing import Word
from briefing.dossier.records import Event
from briefing.html.render import hrefs, render
from briefing.html.state_line import words_of
from briefing.pictures.picture import Picture
from briefing.pictures.svg.from_plotly import engraved
from briefing.reading.releases import changed
from briefing.ui import current, recorded, telling
from briefing.ui.component import board
from briefing.ui.panels import actors, brief, claims, network, timeline
from briefing.ui.panels import map as maps
from briefing.ui.panels import method as methods
from briefing.ui.parts import is_empty, ledger, legend
from briefing.ui.serving import kept, published, view_of
from briefing.ui.sync import STATE
from briefing.view import brief as written
from briefing.view import tables
from briefing.view.address import State
from briefing.view.story import SHOWN, Told, hidden_words, question
from briefing.view.view import View
from briefing.view.ways import WAYS

BESIDE = 0.54  # of the width of the page, where the words stand beside the view


def words(told: Told, steps: tuple[Told, ...], view: View) -> None:
    """What is said at a step, what of its view is hidden, and what changed since it was made."""
    place = steps.index(told)
    reader: State = st.session_state[STATE]
    values = {
        "told": told,
        "steps": steps,
        "place": place + 1,
        "back": steps[place - 1].row.step if place else None,
        "next": steps[place + 1].row.step if place + 1 < len(steps) else None,
        "hidden": hidden_words(told, view_of(view.whole, told.state), view, reader, " of yours"),
        "since": since(told, view),
        "as_made": hrefs(view.whole, State(step=told.row.step), telling.PAGE)(),
        "page_title": dict(WAYS)[told.page or "brief"],
        "asof": view.state.asof,
        "focus": _pointed(view),
    }
    # Its links to other steps carry the reader's own choices; those of this step are for this one alone.
    telling.words(render("story", view.whole, reader, telling.PAGE, **values), told, steps)


def _pointed(view: View) -> str:
    row = view.whole.find(view.state.focus) if view.state.focus else None
    return words_of(row, view) if row else ""


def since(told: Told, view: View) -> str:
    """What changed since the release that a step was made on; empty where it was made on this one."""
    if not told.made_on:
        return ""
    found = changed(view.whole, published(st.session_state[STATE].dossier).releases, told.made_on)
    return " ".join(found) if found is not None else "The log of releases does not have it: what changed is not known."


def beside(told: Told, view: View) -> None:
    """The view of a step: the main picture of its page, in the same grammar."""
    part, noun = SHOWN.get(told.page, ("claims", "claims"))
    if told.page == "method" or not is_empty(view, getattr(view.shown, part), noun):
        VIEWS[told.page](view)


def _glance(view: View) -> None:
    found = kept("brief", view, lambda: written.brief(view), view.state.since)
    brief.at_a_glance(found, view)
    board(render("not_known", view.known, view.state, "", brief=found), "not-known")


def _map(view: View) -> None:
    follow = maps.followed(view)
    maps.beside(view, follow)
    recorded.under(view)
    legend(_standings(view), maps.signs(view, follow))


def _timeline(view: View) -> None:
    drawn = timeline.beside(view)
    events = [view.known.row(Event, id) for id in drawn.rows]
    _picture(drawn, view)
    legend([view.standings[event.claim].word for event in events], timeline.signs(events))


def _network(view: View) -> None:
    ties = network.drawn(view)
    legend([view.standings[tie.claim].word for tie in ties], network.kinds(ties, view))


def _claims(view: View) -> None:
    asked = question(view)
    if asked:
        claims.beside(asked, view)
    else:
        st.info("The question of this step is among what your choices hide.")


def _picture(drawn: Picture, view: View) -> None:
    """A picture as an SVG, which grows with the screen; a click on a mark opens its record."""
    svg = engraved(drawn.figure, drawn.title, current.width(), live=True)
    values = {"title": drawn.title, "caption": drawn.caption, "svg": svg}
    board(render("beside", view.known, view.state, current.page(), **values), "picture-beside")


def _actors(view: View) -> None:
    actors.whole(actors.chosen(view), view)


def _sources(view: View) -> None:
    ledger(tables.origins, tables.origins_shown, "origins-beside")


def _standings(view: View) -> list[Word]:
    return [view.standings[event.claim].word for event in view.events]


VIEWS: Mapping[str, Callable[[View], None]] = {
    "": _glance,
    "map": _map,
    "timeline": _timeline,
    "network": _network,
    "claims": _claims,
    "actors": _actors,
    "sources": _sources,
    "method": methods.words,
}
"""What stands beside a step, by the page that its address names."""


def is_beside(reader: State) -> bool:
    """Whether the window has room for the words beside the view: not on a phone, nor with a card open."""
    return current.room() > current.ROOMS[1] and not reader.focus


def halves(reader: State) -> tuple[Any, Any]:
    """Where the words go, and where the view."""
    if is_beside(reader):
        current.narrow(BESIDE)
        with st.container(key="story"):
            left, right = st.columns([2, 3], gap="medium")
        return left, right
    return st.container(key="story-above"), st.container(key="story-under")


def nothing() -> None:
    """Said where a dossier has no story."""
    st.info("This dossier has no story: its folder has no stories.csv, or one without a step. See docs/curating.md.")
