"""The pieces of the map page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup, escape
from pydantic import BaseModel

from briefing.dossier.labels import labelled, told_apart
from briefing.dossier.records import Actor, Event, Record
from briefing.dossier.sentences import count
from briefing.html.render import hrefs, render
from briefing.pictures.map import deck as maps
from briefing.pictures.map.key import key as shapes
from briefing.pictures.map.slippy import Options, ground, lands, slippy
from briefing.places import basemap
from briefing.places.geo import Leg, movement
from briefing.ui import current, recorded, webgl
from briefing.ui import slippy as slippies
from briefing.ui.component import board
from briefing.ui.frame import palette
from briefing.ui.panels import against
from briefing.ui.parts import events_list, legend, title
from briefing.ui.plain import caption
from briefing.ui.serving import kept
from briefing.ui.sync import bring, brought, choose, selected
from briefing.view.view import View

KEY = "map"
UNDER, HELD, FITTED, FREE, STAGE = "map-under", "map-held", "map-fitted", "map-free", "map-stage"
BASEMAP = "./basemap"
HEIGHT = 600
LOW = 360  # beside a step of the story: on a projector it is shown larger, its words with it
NARROW = (350, 420)
BESIDE = 0.68  # of the width of a page; with the margin of a frame, what a card leaves of it
NOBODY = ""
NAMED = 12  # places outside the frame
CAPTION = (
    "What is known to a country or province is an area, to a town or district a circle to hold the true place; "
    "no open boundaries of districts exist. A square mark with a slanted name stands for somewhere within. Borders in "
    "grey dashes are disputed. The numbers are events by standing; a click opens one, or lists several "
)
BESIDE_IT, BELOW_IT = "beside it.", "under the map."
HANDLING = " Zoom by the buttons, Ctrl with the wheel, or two fingers."
FREELY = " Zoom by Ctrl with the wheel, or two fingers."
FREE_WORDS = "Free map"
NO_WEBGL = "This browser has no WebGL, which the free map needs. The map here has everything that it has."


def sentence(view: View) -> str:
    """What the map shows."""
    placed = sum(event.place is not None for event in view.events)
    return f"Where {placed:,} of {view.shown.events.total:,} known events are said to have happened"


def followed(view: View) -> str | None:
    """The actor whose movement is drawn: the one that the reader follows, if there is a way to draw."""
    if len(view.state.filters.actor) == 1:
        return view.state.filters.actor[0]
    return view.state.focus if isinstance(_row(view), Actor) else None


def _row(view: View) -> Record | None:
    return view.whole.find(view.state.focus) if view.state.focus else None


def _legs(view: View, actor: str | None) -> tuple[Leg, ...]:
    """The legs of an actor between events that are shown."""
    if actor is None:
        return ()
    among, found = view.shown.events, _movements(view).get(actor, ())
    return tuple(leg for leg in found if leg.from_event.id in among and leg.to_event.id in among)


def _movements(view: View) -> Mapping[str, tuple[Leg, ...]]:
    """The claimed way of every actor who has one, whatever the filters show."""

    def make() -> Mapping[str, tuple[Leg, ...]]:
        ways = ((actor.id, movement(view.known, actor.id)) for actor in view.known.actors)
        return {id: legs for id, legs in ways if legs}

    return kept("movements", view, make, narrowed=False)


def is_free() -> bool:
    """Whether the reader asked for the free map on this visit, and the browser can draw it."""
    return bool(st.session_state.get(FREE)) and not webgl.is_missing()


def ask() -> None:
    """Have the browser say whether it can draw the free map, once the reader wants it: to ask takes time by itself."""
    if st.session_state.get(FREE):
        webgl.ask()


def free(view: View, actor: str | None) -> None:
    """The map that the graphics card draws, with the ways back: to what is shown, and to the map that came first.

    The plain map lies over it until it has drawn its first frame, and is not sent anew where it stands already.
    """
    frame, stands = held(view, actor), _plain_key() in st.session_state
    _above(view, actor)
    with st.container(key=STAGE):
        _still(view, actor, frame, slippies.Ways(yields=True), sent=not stands)
        _deck(view, actor)
    _below(view, actor, CAPTION + BELOW_IT + FREELY + outside(view, frame, _size()))
    with st.container(horizontal=True, key="map-ways"):
        _fit(view, actor)
        st.button("Plain map", key="plain", on_click=_choose, args=(False,))


def plain(view: View, actor: str | None) -> None:
    """The map that is there at once: an SVG that pans and zooms, whose marks open or list their events."""
    if st.session_state.get(FREE):
        st.info(NO_WEBGL)
    frame = held(view, actor)
    _above(view, actor)
    # On a phone the free map would hold the finger that scrolls past it, so there it comes only when asked for.
    is_taken = FREE not in st.session_state and not current.is_narrow()
    ways = slippies.Ways("" if webgl.is_missing() else FREE_WORDS, is_taken)
    with st.container(key=STAGE):
        _still(view, actor, frame, ways)
    _below(view, actor, CAPTION + BESIDE_IT + HANDLING + outside(view, fitted(view, actor), _size()))


def _above(view: View, actor: str | None) -> None:
    """What the map shows, and what its marks mean: a line, that the map is not pushed off the first screen."""
    title(sentence(view))
    if not current.is_narrow():
        _signs(view, actor)


def _below(view: View, actor: str | None, words: str) -> None:
    """How to read the map, and what is not on it."""
    if current.is_narrow():
        _signs(view, actor)
    caption(words)


def _signs(view: View, actor: str | None) -> None:
    legend([view.standings[event.claim].word for event in view.events], signs(view, actor))


def signs(view: View, actor: str | None) -> tuple[str, ...]:
    """What is on the map beside marks of standing."""
    way = ("⤳ claimed movement, in order",) if _legs(view, actor) else ()
    return (*way, *recorded.sign(view))


def key(view: View) -> tuple[str, ...]:
    """What the shapes on the map mean, and how many events are not on it for want of a place."""
    missing, total = sum(event.place is None for event in view.events), len(view.events)
    lacking = (f"not placed: {missing:,} of {count(total, 'event')}",) if missing else ()
    return (*(Markup(f"{sign} {escape(words)}") for sign, words in shapes(_marks(view))), *lacking)


def _still(view: View, actor: str | None, frame: maps.Frame, ways: slippies.Ways, sent: bool = True) -> None:
    size = _size()
    fits = fitted(view, actor)
    on = (*_depends(view, actor, frame), fits)
    html = kept("slippy", view, lambda: _plain(view, actor, frame, size, fits), on) if sent else ""
    slippies.slippy(html, _plain_key(), repr(frame), ways, lambda seen: _choose(True, seen))
    with st.container(key="ground"):  # by itself, so that it is sent once and not with every filter
        land = kept(
            "ground", view, lambda: ground(frame, size, palette()), frame, size, palette().theme, narrowed=False
        )
        board(land, "land")


def beside(view: View, actor: str | None) -> None:
    """The plain map beside a step of the story: it opens anew on what the step shows, and words stand under it."""
    size = NARROW if current.is_narrow() else (current.width(), LOW)
    near = maps.opening(maps.gathered(_marks(view)), size, _legs(view, actor), _focus(view))
    frame = maps.farther(near, size[0])
    title(sentence(view))
    html = kept(
        "slippy",
        view,
        lambda: _plain(view, actor, frame, size),
        size,
        palette().theme,
        frame,
        actor,
        view.state,
        _recorded(view),
    )
    slippies.slippy(html, f"{KEY}-beside-{current.room()}", repr((frame, view.state.step)), slippies.Ways())
    with st.container(key="ground"):
        land = kept(
            "ground", view, lambda: ground(frame, size, palette()), frame, size, palette().theme, narrowed=False
        )
        board(land, "land")
    caption(outside(view, frame, size).strip())


def _depends(view: View, actor: str | None, frame: maps.Frame) -> tuple[object, ...]:
    """What the plain map depends on but for the filters: its links carry the whole state of the reader, and another
    layer that has taken the place of the one before has another address."""
    return palette().theme, _size(), frame, actor, view.state, _recorded(view)


def _plain(
    view: View, actor: str | None, frame: maps.Frame, size: tuple[int, int], fits: maps.Frame | None = None
) -> str:
    found, focus = maps.busiest(_marks(view), _focus(view)), _focus(view)
    legs = _legs(view, actor)
    links = hrefs(view.whole, view.state, current.page())
    faint, behind = against.faint(view), _recorded(view)
    options = Options(palette(), size, frame, focus, lambda id: links(focus=id), faint, behind, fits)
    svg = slippy(found, view.known, view.standings, options, legs)
    placed = [event for mark in found for event in mark.events]
    rows = {
        "countries": lands(),
        "files": basemap.addresses(BASEMAP),
        "provinces_of": sorted({m.place.country for m in found}),
    }
    values = {"title": sentence(view), "svg": svg, "events": placed, "view": view, "lands": rows}
    return render("slippy", view.known, view.state, current.page(), **values, height=size[1])


def _recorded(view: View) -> str:
    """Where the map asks for cells of recorded violence; empty where none are wanted."""
    found = recorded.shown(view)
    return recorded.address(view, found, "cells") if found else ""


def _choose(is_free: bool, frame: maps.Frame | None = None) -> None:
    """Take the free map or the plain one for the rest of the visit; it opens on what was in view."""
    st.session_state[FREE] = is_free
    if frame is not None:
        st.session_state[HELD] = frame


def _deck(view: View, actor: str | None) -> None:
    """The map itself; a click on a mark opens its event, or its place where there are several."""
    frame, size = held(view, actor), _size()
    options = maps.Options(palette(), size, _focus(view), frame, BASEMAP, against.faint(view))

    def make() -> Any:
        whole = replace(options, behind=recorded.behind(view, frame, size))
        made = maps.deck(view.events, view.known, view.standings, whole, _legs(view, actor))
        made.to_json()  # now: pydeck changes a deck as it writes it, and this one is kept for all readers
        return made

    st.pydeck_chart(
        kept("deck", view, make, options, actor, _recorded(view)),
        key=_key(),
        height=options.size[1],
        on_select=_picked,
        selection_mode="single-object",
        alt=f"{sentence(view)}. The same events are in the table below.",
    )


def _key() -> str:
    """Another chart for another size: one that is told of its view as it is being laid out may not heed it."""
    return f"{KEY}-{current.room()}"


def _plain_key() -> str:
    """Another map for another size, which is framed anew."""
    return f"{KEY}-plain-{current.room()}"


def _size() -> tuple[int, int]:
    """The pixels that are in sight, whether or not a card comes to stand beside the map."""
    return NARROW if current.is_narrow() else (round(current.room() * BESIDE), HEIGHT)


def held(view: View, actor: str | None) -> maps.Frame:
    """The frame that the map opened with: filters and clicks leave it, so that the reader's own view stays, and the
    ground is sent once.

    It is held as long as the map stands: Streamlit forgets what was picked on a chart that is no longer shown.
    """
    stands = _key() in st.session_state or _plain_key() in st.session_state
    if not stands or HELD not in st.session_state:
        st.session_state[HELD], st.session_state[UNDER] = _opening(view, actor), ()
        st.session_state[FITTED] = _framed(view, actor), st.session_state[HELD]
    frame: maps.Frame = st.session_state[HELD]
    return frame


def fitted(view: View, actor: str | None) -> maps.Frame:
    """The frame of what is shown now, for a reader who has not moved the plain map.

    A record that is chosen moves nothing, unless it brings a way: it was in sight where it was clicked.
    """
    framed = _framed(view, actor)
    if st.session_state[FITTED][0] != framed:
        st.session_state[FITTED] = framed, _opening(view, actor)
    found: maps.Frame = st.session_state[FITTED][1]
    return found


def _framed(view: View, actor: str | None) -> tuple[object, ...]:
    """What the frame of a map depends on."""
    return _size(), actor, tuple(mark.ids for mark in _marks(view))


def _opening(view: View, actor: str | None) -> maps.Frame:
    return maps.opening(_marks(view), _size(), _legs(view, actor), _focus(view))


def _marks(view: View) -> tuple[maps.Mark, ...]:
    return kept("marks", view, lambda: maps.marks(view.events, view.known, view.standings))


def _fit(view: View, actor: str | None) -> None:
    """The way back to what is shown, from wherever the reader has gone on the map."""
    far = maps.beyond(_marks(view), held(view, actor), _size())
    whole = maps.whole(_marks(view), _size(), _legs(view, actor)) if far else None
    label = "Fit all that is shown" if whole else "Fit to what is shown"
    st.button(label, key="fit", on_click=_hold, args=(whole or _opening(view, actor),))


def _hold(frame: maps.Frame) -> None:
    """Have the map go to a frame; if it is the one that it is held at, to a hair beside it.

    The browser takes over only those numbers that changed since it was last told, whatever the reader did since.
    """
    st.session_state[HELD] = maps.aside(frame, st.session_state[HELD])


def outside(view: View, frame: maps.Frame, size: tuple[int, int]) -> str:
    """What lies outside a frame, the chosen record first; empty where everything is in it."""
    focus, far = _focus(view), maps.beyond(_marks(view), frame, size)
    chosen = next((mark for mark in far if mark.holds(focus)), None)
    said = f" What you chose lies outside, at {chosen.place.name}." if chosen else ""
    if far:
        names = list(dict.fromkeys(mark.place.name for mark in far))
        more = f" and {len(names) - NAMED:,} more places" if len(names) > NAMED else ""
        said += f" Outside what the map opened on: {_events(far)}, at {', '.join(names[:NAMED])}{more}."
    if cut := maps.crowded_out(_marks(view), focus):
        said += f" {_events(cut)} at {len(cut):,} places with the fewest are left out: a filter brings them."
    return said


def _events(marks: Sequence[maps.Mark]) -> str:
    return count(sum(len(mark.events) for mark in marks), "event")


def _focus(view: View) -> str | None:
    """The event that the chosen record leads to."""
    row = _row(view)
    if row is None or isinstance(row, Event):
        return row.id if row else None
    resting = view.known.referring(Event, "claim", row.id) or view.known.referring(
        Event, "claim", getattr(row, "claim", "")
    )
    return resting[0].id if resting else row.id


class Thing(BaseModel):
    """A mark of the free map, with the events that it stands for, or a cell of recorded violence."""

    ids: tuple[str, ...] = ()
    recorded: str = ""
    properties: "Thing | None" = None

    @property
    def cell(self) -> str:
        """The cell, whose shapes have their words among their properties."""
        return (self.properties or self).recorded


class Things(BaseModel):
    """What was picked, by its layer."""

    objects: dict[str, tuple[Thing, ...]] = {}


class Picked(BaseModel):
    """What the free map says."""

    selection: Things


def _picked() -> None:
    """Open the event under the mark, or the place where all of several are, or list them where places share a mark.

    A cell of recorded violence opens nothing: its events are listed under the map.
    """
    found = selected(_key(), Picked)
    things = [thing for layer in found.selection.objects.values() for thing in layer] if found else []
    st.session_state[recorded.CELL] = next((cell for thing in things if (cell := thing.cell)), "")
    if st.session_state[recorded.CELL]:
        st.session_state[UNDER] = ()
        bring(recorded.CELL)
    whole = current.view().whole
    ids = next((thing.ids for thing in things if thing.ids), ())
    events = [id for id in ids if isinstance(whole.find(id), Event)]
    if not events:
        return
    places = {whole.row(Event, id).place for id in events}
    st.session_state[UNDER] = tuple(events) if len(places) > 1 else ()
    bring(UNDER)
    if len(events) == 1 or len(places) == 1:
        choose(focus=events[0] if len(events) == 1 else places.pop())


def under(view: View) -> None:
    """The events under the mark that was clicked, where it stands for several places."""
    if picked := st.session_state.get(recorded.CELL):
        recorded.clicked(view, picked)
    ids = [id for id in st.session_state[UNDER] if id in view.shown.events]
    if ids:
        title(f"{len(ids):,} events under the mark that you clicked")
        events_list([view.known.row(Event, id) for id in ids], "under", bring=brought(UNDER))


def legs(view: View, actor: str | None) -> None:
    """The movement of the followed actor in words, or the way to follow one."""
    found = _legs(view, actor)
    if actor and found:
        html = render(
            "legs", view.known, view.state, current.page(), legs=found, name=labelled(view.known, actor), view=view
        )
        board(html, "legs")
        return
    movers = [view.known.row(Actor, id) for id in _movements(view) if len(_legs(view, id)) > 1]
    if movers:
        words = told_apart({NOBODY: "nobody"} | {row.id: labelled(view.known, row.id) for row in movers})
        st.selectbox(
            "Follow the claimed movement of",
            list(words),
            key="w-follow",
            format_func=words.__getitem__,
            on_change=lambda: choose(focus=st.session_state["w-follow"] or None),
        )


def unplaced(view: View) -> None:
    """The events that no map can show."""
    rows = [event for event in view.events if event.place is None]
    if rows:
        with st.expander(f"{len(rows):,} of {len(view.events):,} events shown cannot be placed"):
            events_list(rows, "unplaced")
