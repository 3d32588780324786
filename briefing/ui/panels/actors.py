"""The pieces of the actors page."""

import streamlit as st

from briefing.dossier.records import Actor, Claim, Origin
from briefing.html.card import card_html
from briefing.html.render import render
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.options import everyone, offered, ranked, say
from briefing.ui.serving import kept
from briefing.ui.sync import brought, choose
from briefing.view.view import View


def chosen(view: View) -> Actor:
    """The actor whom the reader follows: the chosen record, the filter, or the one with the most events."""
    among = kept("actors-among", view, lambda: ranked(view, frozenset(view.shown.actors.ids)))
    focus = view.whole.find(view.state.focus) if view.state.focus else None
    busiest = next((id for id in among if id in view.state.filters.actor), among[0])
    start = focus if isinstance(focus, Actor) and focus.id in view.shown.actors else view.known.row(Actor, busiest)
    st.session_state["w-whole"] = start.id
    st.selectbox(
        "Actor",
        offered(among, [start.id]),
        key="w-whole",
        format_func=lambda id: everyone(view)[id].label,
        on_change=lambda: choose(focus=st.session_state["w-whole"]),
    )
    say(among, "those with most events", "A filter brings the others.")
    return start


def whole(actor: Actor, view: View) -> None:
    """Everything that the dossier, as known, holds on an actor."""
    origins = view.known.referring(Origin, "actor", actor.id)
    put = [claim for origin in origins for claim in view.known.referring(Claim, "claimant", origin.id)]
    said = [claim for claim in put if _spoken(claim, view)]
    left, right = st.columns([3, 2], gap="large")
    with left:
        asked = brought("focus") if view.state.focus == actor.id else 0
        board(card_html(actor, view, current.page()), "whole", bring=asked)
    with right:
        board(render("by_actor", view.known, view.state, current.page(), actor=actor, said=said, view=view), "by-actor")


def _spoken(claim: Claim, view: View) -> bool:
    return view.standings[claim.id].word != "unknown as yet"
