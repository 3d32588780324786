"""The pieces of the actors page."""

import streamlit as st

from briefing.records import Actor, Claim
from briefing.ui import run
from briefing.ui.address import choose
from briefing.ui.board import board
from briefing.view import View
from briefing.views.card import About, card_html
from briefing.views.html import render


def chosen(view: View) -> Actor:
    """The actor whom the reader follows: the chosen record, the filter, or the one with the most events."""
    among = [view.known.row(Actor, id) for id in view.shown.actors.ids]
    focus = view.whole.find(view.state.focus) if view.state.focus else None
    if isinstance(focus, Actor) and focus in among:
        start = focus
    else:
        followed = [actor for actor in among if actor.id in view.state.actor] or among
        start = max(followed, key=lambda actor: len(About(actor.id, view).events))
    st.session_state["w-whole"] = start.id
    st.selectbox(
        "Actor",
        [actor.id for actor in sorted(among, key=lambda actor: actor.name.casefold())],
        key="w-whole",
        format_func=lambda id: _named(view.known.row(Actor, id)),
        on_change=lambda: choose(focus=st.session_state["w-whole"]),
    )
    return start


def _named(actor: Actor) -> str:
    return f"{actor.name} · {actor.native_name}" if actor.native_name else actor.name


def whole(actor: Actor, view: View) -> None:
    """Everything that the dossier, as known, holds on an actor."""
    origins = {origin.id for origin in view.known.origins if origin.actor == actor.id}
    said = [claim for claim in view.known.claims if claim.claimant in origins and _spoken(claim, view)]
    left, right = st.columns([3, 2], gap="large")
    with left:
        board(card_html(actor, view, run.page()), "whole")
    with right:
        board(render("by_actor", view.known, view.state, run.page(), actor=actor, said=said, view=view), "by-actor")


def _spoken(claim: Claim, view: View) -> bool:
    return view.standings[claim.id].word != "unknown as yet"
