"""The pieces of the network page."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from briefing.analysis import graph
from briefing.dossier.labels import labelled
from briefing.dossier.records import Actor, Relation
from briefing.html.render import render
from briefing.pictures.network import network
from briefing.pictures.palette import Palette
from briefing.pictures.picture import Picture
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.frame import palette
from briefing.ui.options import offered, say
from briefing.ui.parts import picture
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.view import View

NOBODY = ""
HEIGHT, MOST_HIGH = 700, 1_400  # pixels of a picture of few actors, and of one of very many
EACH = 18_000  # square pixels for an actor, its name and the words on its ties
FEW, MOST = 10, 40  # actors around the one in the middle
CROWD = 150  # actors; with more no picture of all can be read
SHAPES = {
    "person": "○ person",
    "organisation": "□ organisation",
    "armed group": "△ armed group",
    "state body": "⬠ state body",
    "media": "⬡ media",
}


def _places(view: View, ties: Sequence[Relation]) -> dict[str, tuple[float, float]]:
    """Where actors stand: the same whatever a filter leaves, or where the whole has too many, as these ties want it."""
    if len(_ends(view.whole.relations)) > CROWD:
        return graph.layout(graph.graph(ties, view.known))
    return _whole(view.whole.release, view)


@st.cache_resource(show_spinner=False, max_entries=4)
def _whole(release: str, _view: View) -> dict[str, tuple[float, float]]:
    return graph.layout(graph.graph(_view.whole.relations, _view.whole))


def _ends(ties: Sequence[Relation]) -> Counter[str]:
    """How many ties each actor has."""
    return Counter(id for tie in ties for id in (tie.from_, tie.to))


def _followed(view: View) -> str | None:
    """The actor in the middle of the picture: the one that the reader follows, or the busiest of too many for one."""
    focus = view.whole.find(view.state.focus) if view.state.focus else None
    named = (
        view.state.filters.actor[0]
        if len(view.state.filters.actor) == 1
        else focus.id
        if isinstance(focus, Actor)
        else None
    )
    ends = _ends(view.relations)
    if named and (named in ends or len(ends) <= CROWD):
        return named
    return ends.most_common(1)[0][0] if len(ends) > (FEW if current.is_narrow() else CROWD) else None


def drawn(view: View) -> tuple[Relation, ...]:
    """The ties: around the actor that the reader follows, along a chain, or all; those that the picture has."""
    shown = beside(view, HEIGHT)
    picture(shown, "network")
    return tuple(view.known.row(Relation, id) for id in shown.rows)


def beside(view: View, low: int) -> Picture:
    """The picture of the ties, at least so high."""
    look, narrow, width, state = palette(), current.is_narrow(), current.width(), view.state
    among = (look.paper, narrow, width, state.focus, state.between, low)
    return kept("network", view, lambda: _drawn(view, look, FEW if narrow else MOST, width, low), *among)


def _drawn(view: View, look: Palette, most: int, width: int, low: int) -> Picture:
    followed = _followed(view)
    part = _part(view, followed, most)
    options = network.Options(
        look,
        size=(width, _height(len(_ends(part.ties)), width, low)),
        focus=view.state.focus or followed,
        follow=(followed,) if followed else view.state.filters.actor[:2],
    )
    return network.figure(part, view.known, view.standings, options)


def _part(view: View, followed: str | None, most: int) -> network.Part:
    """A chain, so many actors about one, or all."""
    if found := _chain(view):
        return network.Part(found.ties, graph.in_line(found.actors), path=frozenset(tie.id for tie in found.ties))
    made = graph.graph(view.relations, view.known)
    near, cut = graph.ego(made, followed, limit=most) if followed else ((), 0)
    if not near or not followed:
        return network.Part(view.relations, _places(view, view.relations))
    ties = tuple(tie for tie in view.relations if tie.from_ in near and tie.to in near)
    asked = followed in (view.state.focus, *view.state.filters.actor)
    places = graph.around(made, followed, near, _places(view, ties))
    return network.Part(ties, places, cut if asked else len(made) - len(near))


def _height(actors: int, width: int, low: int) -> int:
    return min(max(low, actors * EACH // width), MOST_HIGH)


def kinds(ties: Sequence[Relation], view: View) -> tuple[str, ...]:
    """The shapes of the kinds of actors between whom these ties are."""
    present = {view.known.row(Actor, id).kind for id in _ends(ties)}
    return tuple(words for kind, words in SHAPES.items() if kind in present)


def _chain(view: View) -> graph.Chain | None:
    if len(view.state.between) != 2:
        return None
    return graph.chain(view.known, view.known.relations, view.standings, *view.state.between)


def chain(view: View) -> None:
    """The shortest chain of ties between two actors, in words, with its weakest link."""
    st.markdown("#### How are two actors tied?")
    st.caption("The shortest chain over all known ties, whatever the filters show.")
    ranked = kept("ends", view, lambda: [id for id, _ in _ends(view.known.relations).most_common()], narrowed=False)
    ends = sorted(offered(ranked, view.state.between), key=lambda id: labelled(view.known, id).casefold())
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
    say(ranked, "those with most ties", "The address takes any two.")
    if len(view.state.between) == 2:
        found = _chain(view)
        board(render("chain", view.known, view.state, current.page(), chain=found, view=view), "chain")


def _between() -> None:
    ends = [st.session_state[f"w-between-{place}"] for place in (0, 1)]
    choose(between=tuple(dict.fromkeys(id for id in ends if id)))
