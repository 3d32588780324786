"""The pieces of the network page."""

from collections import Counter

import streamlit as st

from briefing import graph
from briefing.links import labelled
from briefing.records import Actor, Relation
from briefing.ui import run
from briefing.ui.address import choose
from briefing.ui.board import board
from briefing.ui.frame import palette
from briefing.ui.parts import picture
from briefing.view import View
from briefing.views import network
from briefing.views.html import render

NOBODY = ""
HEIGHT = 700
FEW, MOST = 10, 40  # actors around the one in the middle
SHAPES = {
    "person": "○ person",
    "organisation": "□ organisation",
    "armed group": "△ armed group",
    "state body": "⬠ state body",
    "media": "⬡ media",
}


@st.cache_resource(show_spinner=False, max_entries=4)
def _places(release: str, _relations: tuple[Relation, ...], _view: View) -> dict[str, tuple[float, float]]:
    """Where every actor of the whole dossier stands; the same whatever a filter leaves."""
    return graph.layout(graph.graph(_relations, _view.whole))


def _followed(view: View) -> str | None:
    """The actor in the middle of the picture: the one that the reader follows, or on a phone the busiest of many."""
    if len(view.state.actor) == 1:
        return view.state.actor[0]
    focus = view.whole.find(view.state.focus) if view.state.focus else None
    if isinstance(focus, Actor):
        return focus.id
    ends = Counter(id for tie in view.relations for id in (tie.from_, tie.to))
    return ends.most_common(1)[0][0] if run.is_narrow() and len(ends) > FEW else None


def drawn(view: View) -> None:
    """The ties: around the actor that the reader follows, along a chain, or all."""
    places = _places(view.whole.release, view.whole.relations, view)
    ties, cut = view.relations, 0
    path: tuple[str, ...] = ()
    followed = _followed(view)
    found = _chain(view)
    if found:
        ties, places, path = found.ties, graph.in_line(found.actors), tuple(tie.id for tie in found.ties)
    elif followed:
        made = graph.graph(ties, view.known)
        kept, cut = graph.ego(made, followed, limit=FEW if run.is_narrow() else MOST)
        if kept:
            ties = tuple(tie for tie in ties if tie.from_ in kept and tie.to in kept)
            places = graph.around(made, followed, kept, places)
    shown = network.figure(
        ties,
        view.known,
        view.standings,
        palette(),
        places,
        focus=view.state.focus or followed,
        follow=(followed,) if followed else view.state.actor[:2],
        size=(run.width(), HEIGHT),
        cut=cut,
        path=path,
    )
    picture(shown, "network")


def kinds(view: View) -> tuple[str, ...]:
    """The shapes of the kinds of actors that are on the picture."""
    ends = {id for tie in view.relations for id in (tie.from_, tie.to)}
    present = {view.known.row(Actor, id).kind for id in ends}
    return tuple(words for kind, words in SHAPES.items() if kind in present)


def _chain(view: View) -> graph.Chain | None:
    if len(view.state.between) != 2:
        return None
    return graph.chain(view.known, view.known.relations, view.standings, *view.state.between)


def chain(view: View) -> None:
    """The shortest chain of ties between two actors, in words, with its weakest link."""
    st.markdown("#### How are two actors tied?")
    st.caption("The shortest chain over all known ties, whatever the filters show.")
    ends = sorted(
        {id for tie in view.known.relations for id in (tie.from_, tie.to)}, key=lambda id: labelled(view.known, id)
    )
    chosen = [*view.state.between, NOBODY, NOBODY][:2]
    for place, column in enumerate(st.columns(2)):
        key = f"w-between-{place}"
        st.session_state[key] = chosen[place] if chosen[place] in ends else NOBODY
        column.selectbox(
            ("From", "To")[place],
            [NOBODY, *ends],
            key=key,
            format_func=lambda id: labelled(view.known, id) if id else "choose an actor",
            on_change=_between,
        )
    if len(view.state.between) == 2:
        found = _chain(view)
        board(render("chain", view.known, view.state, run.page(), chain=found, view=view), "chain")


def _between() -> None:
    ends = [st.session_state[f"w-between-{place}"] for place in (0, 1)]
    choose(between=tuple(dict.fromkeys(id for id in ends if id)))
