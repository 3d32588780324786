"""The pieces of the network page."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from briefing.analysis import graph
from briefing.dossier.records import Actor, Record, Relation
from briefing.html.render import hrefs, render
from briefing.pictures.network import ego, whole
from briefing.pictures.network.live import Drawing
from briefing.pictures.network.network import Part
from briefing.ui import current
from briefing.ui import network as networks
from briefing.ui.component import board
from briefing.ui.options import everyone, offered, ranked, say
from briefing.ui.parts import one_of, title
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.address import NETWORKS
from briefing.view.view import View

NOBODY = ""
LEAST = 1_040  # pixels across a network of many actors; a smaller window scrolls in it
HEIGHT, MOST_HIGH = 700, 1_400  # pixels of a picture of few actors, and of one of very many
EACH = 18_000  # square pixels for an actor, its name and the words on its ties
ROOM = 414  # pixels of the picture in full screen
MOST = 60  # ties of one actor in a picture
CROWD = 150  # actors; with more no picture of all can be read
LINK = 360  # pixels across for each actor of a chain
EXTENTS = {"ego": "Ties of one actor", "whole": "Whole network"}


def controls(view: View) -> None:
    """How much of the network is drawn, and around whom."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="network-controls", gap="small"):
        one_of("network", "Draw", NETWORKS, view.state.network, EXTENTS)
        if view.state.network == "ego" and not _chain(view):
            _actor(view, middle(view))


def _actor(view: View, actor: str) -> None:
    """The box of those who have ties."""
    among = kept("tied", view, lambda: ranked(view, _ends(view.relations)))
    st.session_state["w-around"] = actor
    st.selectbox(
        "Ties of",
        offered(among, [actor]),
        key="w-around",
        format_func=lambda id: everyone(view)[id].label,
        on_change=lambda: choose(around=st.session_state["w-around"], focus=None),
    )


def _ends(ties: Sequence[Relation]) -> Counter[str]:
    """How many ties each actor has."""
    return Counter(id for tie in ties for id in (tie.from_, tie.to))


def middle(view: View) -> str:
    """The actor whose ties are drawn: the one that is open, chosen here or filtered by; else the most tied.

    While a tie is open it is one of the two that it joins, so that it is in the picture.
    """
    degrees, focus = _ends(view.relations), _focus(view)
    if isinstance(focus, Actor) and focus.id in degrees:
        return focus.id
    joined = (focus.from_, focus.to) if isinstance(focus, Relation) and focus in view.relations else tuple(degrees)
    asked = [id for id in (view.state.around, *view.state.filters.actor) if id in joined and id in degrees]
    return asked[0] if asked else max(joined, key=lambda id: degrees[id])


def _focus(view: View) -> Record | None:
    return view.known.find(view.state.focus) if view.state.focus else None


def drawn(view: View) -> tuple[Relation, ...]:
    """The ties: of one actor, along a chain, or all; those that the picture has."""
    width, state = current.width(), view.state
    shown = kept("network", view, lambda: _drawn(view, width), width, state)
    title(shown.title, shown.caption)
    is_told = current.page() == "story"  # before a room: so narrow that its words, shown as wide as there is, are read
    large = kept("network", view, lambda: _drawn(view, ROOM), ROOM, state).svg if is_told else ""
    html = render("network", view.known, state, current.page(), svg=shown.svg, large=large)
    networks.network(html, "network", lambda id: _open(view, id))
    return tuple(view.known.row(Relation, id) for id in shown.rows)


def _drawn(view: View, width: int) -> Drawing:
    links = hrefs(view.known, view.state, current.page())
    known, standings, focus = view.known, view.standings, view.state.focus
    if found := _chain(view):
        part = Part(found.ties, graph.in_line(found.actors))
        size = (max(width, LINK * (len(found.actors) - 1)), 160)
        return whole.drawing(part, known, standings, size, lambda id: links(focus=id), focus, told=True)
    if view.state.network == "whole":
        part = _part(view)
        across = max(width, LEAST)
        size = (across, _height(len(_ends(part.ties)), across))
        return whole.drawing(part, known, standings, size, lambda id: links(focus=id), focus)
    actor = middle(view)
    own = [tie for tie in view.relations if actor in (tie.from_, tie.to)]
    left = len(view.relations) - len(own[:MOST])
    return ego.drawing(
        actor, own[:MOST], known, standings, width, lambda id: links(focus=id, around=actor), focus, left
    )


def _open(view: View, id: str) -> None:
    """Open a record; the actor whose ties are drawn stays in the middle while one of them is read."""
    is_actor = isinstance(view.known.find(id), Actor)
    is_whole = view.state.network == "whole"
    choose(focus=id, **({} if is_whole else {"around": id if is_actor else middle(view)}))


def _part(view: View) -> Part:
    """All ties, or of very many actors those between the most tied."""
    degrees = _ends(view.relations)
    kept_ids = {id for id, _ in degrees.most_common(CROWD)}
    ties = tuple(tie for tie in view.relations if tie.from_ in kept_ids and tie.to in kept_ids)
    return Part(ties, _places(view, ties), len(degrees) - len(_ends(ties)))


def _places(view: View, ties: Sequence[Relation]) -> dict[str, tuple[float, float]]:
    """Where actors stand: the same whatever a filter leaves, or where the whole has too many, as these ties want it."""
    if len(_ends(view.whole.relations)) > CROWD:
        return graph.layout(graph.graph(ties, view.known))
    return _whole(view.whole.edition, view)


@st.cache_resource(show_spinner=False, max_entries=4)
def _whole(edition: str, _view: View) -> dict[str, tuple[float, float]]:
    return graph.layout(graph.graph(_view.whole.relations, _view.whole))


def _height(actors: int, width: int) -> int:
    return min(max(HEIGHT, actors * EACH // width), MOST_HIGH)


def _chain(view: View) -> graph.Chain | None:
    if len(view.state.between) != 2:
        return None
    return graph.chain(view.known, view.known.relations, view.standings, *view.state.between)


def chain(view: View) -> None:
    """The shortest chain of ties between two actors, in words, with its weakest link."""
    with st.container(key="chain-of-ties"):  # paper has it only with its answer
        _chain_between(view)


def _chain_between(view: View) -> None:
    st.markdown("#### How are two actors tied?")
    st.caption("The shortest chain over all known ties, whatever the filters show.")
    ends = kept("ends", view, lambda: ranked(view, _ends(view.known.relations)), narrowed=False)
    chosen = [*view.state.between, NOBODY, NOBODY][:2]
    for place, column in enumerate(st.columns(2)):
        key = f"w-between-{place}"
        st.session_state[key] = chosen[place] if chosen[place] in ends else NOBODY
        column.selectbox(
            ("From", "To")[place],
            [NOBODY, *offered(ends, view.state.between)],
            key=key,
            format_func=lambda id: everyone(view)[id].label if id else "choose an actor",
            on_change=_between,
        )
    say(ends, "those with most events", "The address takes any two.")
    if len(view.state.between) == 2:
        found = _chain(view)
        board(render("chain", view.known, view.state, current.page(), chain=found, view=view), "chain")


def _between() -> None:
    ends = [st.session_state.get(f"w-between-{place}") for place in (0, 1)]  # a message may be of one of them alone
    choose(between=tuple(dict.fromkeys(id for id in ends if id)))
