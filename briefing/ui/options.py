"""What a box offers to choose from: all there is, or of very many the first ones, and words that say so."""

from collections.abc import Iterable, Sequence

import streamlit as st

from briefing.dossier.labels import isolated
from briefing.dossier.records import Actor

OFFERED = 500
"""With more a browser is slow to lay the box out on every run, and nobody reads down such a list."""


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


def named(actor: Actor) -> str:
    """An actor as boxes name one: with the native name, by which a reader may search."""
    names = (actor.name, actor.native_name)
    return " · ".join(isolated(name) for name in names if name)
