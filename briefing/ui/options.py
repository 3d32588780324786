"""What a box offers to choose from: all there is, or of very many the first ones, and words that say so."""

from collections.abc import Collection, Iterable, Sequence

import streamlit as st

from briefing.ui.serving import kept
from briefing.view.finder import Person, people
from briefing.view.view import View

OFFERED = 500
"""With more a browser is slow to lay the box out on every run, and nobody reads down such a list."""


def everyone(view: View) -> dict[str, Person]:
    """Every actor by id, those first of whom most events tell: the order of every box of actors."""

    def made() -> dict[str, Person]:
        found = people(view.whole, (row.actors for row in view.ground.subjects.events))
        return {person.id: person for person in found}

    return kept("everyone", view, made, narrowed=False)


def ranked(view: View, among: Collection[str]) -> list[str]:
    """These actors, those first of whom most events tell."""
    return [id for id in everyone(view) if id in among]


def offered(ranked: Sequence[str], chosen: Iterable[str]) -> list[str]:
    """These ids, or of very many the first ones and those that are chosen."""
    if len(ranked) <= OFFERED:
        return list(ranked)
    first = ranked[:OFFERED]
    return [*first, *sorted(set(chosen).intersection(ranked).difference(first))]


def say(ranked: Sequence[str], what: str, way: str) -> None:
    """Where not all are offered: which are, and the way to the others."""
    if len(ranked) > OFFERED:
        st.caption(f"Offered are {OFFERED:,} of {len(ranked):,}: {what}. {way}")
