"""The pieces of the timeline page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import inf

import streamlit as st
from markupsafe import Markup

from briefing.dossier.records import Event
from briefing.dossier.sentences import count
from briefing.html.render import hrefs, render
from briefing.pictures.picture import Picture
from briefing.pictures.selection import chosen
from briefing.pictures.timeline import timeline
from briefing.pictures.timeline.opening import opening
from briefing.pictures.timeline.overview import overview
from briefing.pictures.timeline.scale import Scale
from briefing.pictures.timeline.sizes import WIDE, sizes
from briefing.pictures.timeline.zoom import Span, Step, steps
from briefing.ui import current, recorded
from briefing.ui.component import board
from briefing.ui.frame import palette
from briefing.ui.panels import against
from briefing.ui.parts import events_list, one_of, picture
from briefing.ui.plain import caption
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.address import LANES, SCALES
from briefing.view.view import View

KEY = "timeline"
TALL = 540  # pixels of the picture on which the timeline opens: both clocks within a window 900 high
LOW = 480  # beside a step of the story, where the words of the step stand above or beside it
ROOM, FAR = 430, 310  # pixels of the picture in full screen, shown nearly twice as large
MOST = 24  # lanes; with more a reader is better served by a filter

KEYS: Mapping[Step, str] = {
    "Closer": "Shift+Up",
    "Wider": "Shift+Down",
    "Earlier": "Shift+Left",
    "Later": "Shift+Right",
    "All": "Shift+Home",
}
"""The keys of each step. No letters: whoever dictates or slips would set them off (WCAG 2.1.4)."""


def controls(view: View) -> None:
    """What the lanes stand for, how time is laid out, and which stretch the picture shows."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="timeline-controls", gap="small"):
        one_of("lanes", "One lane for each", LANES, view.state.lanes)
        one_of("scale", "Scale of time", SCALES, view.state.scale)
        with st.container(horizontal=True, width="content", gap="xsmall", key="zoom"):
            _zoom(view)


def _zoom(view: View) -> None:
    """Steps to another stretch. They narrow what is drawn, never the filters."""
    axis, days = _calendar(view)
    if not days:
        return
    found = steps(axis, days, here(view), _looked_at(view))
    for step, keys in KEYS.items():
        st.button(
            step,
            key=f"zoom-{step}",
            shortcut=None if current.is_narrow() else keys,
            disabled=step not in found,
            on_click=choose,
            kwargs={"span": found.get(step)},
        )
    st.button("Dense weeks", key="zoom-dense", disabled=view.state.span is None, on_click=choose, kwargs={"span": None})


def _calendar(view: View) -> tuple[Scale, tuple[date, ...]]:
    linear = view.state.scale == "true"
    return kept("calendar", view, lambda: timeline.calendar(view.events, view.known, linear), linear)


def here(view: View) -> Span | None:
    """The stretch that is drawn: the one that the reader chose, or that on which the timeline opens; None is all.

    Who chose a period has said what to see: all of what is shown.
    """
    if view.state.span or view.state.filters.has_period:
        return view.state.span
    return opening(view.events, chosen(view.state.focus, view.known).events)


def _looked_at(view: View) -> date | None:
    """The day that the reader looks at: of the record that is open, if it is of one event, else the knowledge date."""
    events = chosen(view.state.focus, view.known).events
    dates = [event.date for event in view.events if event.id in events and event.date]
    return dates[0].first or dates[0].last if len(dates) == 1 else view.state.asof


def strip(view: View) -> None:
    """The whole as a strip above the stretch that is drawn; a click goes to another."""
    axis, days = _calendar(view)
    if days:
        href = hrefs(view.known, view.state, current.page())
        span = here(view) or (axis.first, axis.last)
        svg = overview(axis, days, span, current.width(), lambda to: href(span=to))
        board(render("overview", view.known, view.state, current.page(), svg=svg), "overview")


def drawn(view: View) -> tuple[Event, ...]:
    """Both clocks; the events that the picture has."""
    shown = _opened(view, TALL if view.state.span is None and here(view) else inf)
    brushing = bool(st.session_state.get("w-brush"))
    key = f"{KEY}-{view.state.lanes}-{'brush' if brushing else 'click'}"
    brushed = (lambda low, high: _brushed(shown, low, high)) if brushing else None
    picture(replace(shown, caption=""), key, brushed=brushed)
    under(view, shown)
    if shown.caption:
        caption(shown.caption)
    _more(view, shown)
    st.toggle("Drag over the picture to choose a period", key="w-brush", help="Off: a click opens a record.")
    return tuple(view.known.row(Event, id) for id in shown.rows)


def under(view: View, shown: Picture) -> None:
    """Counts of recorded violence under the same calendar, where the reader wants them."""
    margin = shown.figure.layout.margin
    if view.state.context != "off" and shown.knots:
        recorded.strip(view, shown.knots, margin.l, margin.r)


def beside(view: View, noted: tuple[date, ...]) -> Picture:
    """Both clocks as high as a screen has room beside a step of the story, the days on which its words dwell noted."""
    return _opened(view, LOW, noted)


def large(view: View, noted: tuple[date, ...]) -> Picture:
    """The same for a full screen: so narrow that its words, shown as wide as there is room, are read in a room."""
    options = replace(_options(view, LOW, noted), width=ROOM, sizes=replace(WIDE, lanes=MOST, tall=FAR))
    return kept("timeline", view, lambda: timeline.figure(view.events, view.known, view.standings, options), options)


def _opened(view: View, tall: float, noted: tuple[date, ...] = ()) -> Picture:
    """The picture so high, or higher where the record that is open would not be on it."""
    shown = _drawn(view, tall, noted)
    opened = chosen(view.state.focus, view.known).events.intersection(event.id for event in view.events if event.date)
    return _drawn(view, inf, noted) if opened and not opened.intersection(shown.rows) else shown


def _more(view: View, shown: Picture) -> None:
    """The way to the lanes that the opening leaves out, so that both clocks are in view."""
    left = sum(view.known.row(Event, id).date is not None for id in shown.left_out)
    if left and view.state.span is None and (span := here(view)):
        st.button(f"Show {count(left, 'more event')} of these days", on_click=choose, kwargs={"span": span}, key="more")


def _drawn(view: View, tall: float, noted: tuple[date, ...]) -> Picture:
    options = _options(view, tall, noted)
    return kept("timeline", view, lambda: timeline.figure(view.events, view.known, view.standings, options), options)


def _options(view: View, tall: float, noted: tuple[date, ...] = ()) -> timeline.Options:
    """As the reader wants it, on a page so wide, with as many lanes as are no higher than ``tall``."""
    state, width = view.state, current.width()
    return timeline.Options(
        palette(),
        lanes=state.lanes,
        focus=state.focus,
        window=here(view),
        asof=view.asof,
        follow=state.filters.actor[:2],
        linear=state.scale == "true",
        width=width,
        faint=against.faint(view),
        noted=noted,
        sizes=replace(sizes(width), lanes=MOST, tall=tall),
    )


def missing(view: View, large: Picture) -> tuple[str, ...]:
    """How many events have no place on a calendar, and how many more the picture for a full screen has no room for."""
    total, undated = count(len(view.events), "event"), sum(event.date is None for event in view.events)
    beyond = len(view.events) - undated - len(large.rows)
    said = (f"not dated: {undated:,} of {total}",) if undated else ()
    left = Markup('<span class="for-large">not drawn here: {}</span>').format(f"{beyond:,} of {total}")
    return (*said, left) if beyond else said


def _brushed(shown: Picture, low: float, high: float) -> None:
    """Take the brushed stretch for the period."""
    start, end = timeline.period(shown, low, high)
    choose(start=start, end=end, span=None)


def undated(view: View) -> None:
    """The events that have no place on any timeline."""
    rows = [event for event in view.events if event.date is None]
    if rows:
        with st.expander(f"{len(rows):,} of {len(view.events):,} events shown have no date"):
            events_list(rows, "undated")
