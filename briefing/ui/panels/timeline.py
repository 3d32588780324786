"""The pieces of the timeline page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from briefing.dossier.records import Event
from briefing.pictures.picture import Picture
from briefing.pictures.selection import chosen
from briefing.pictures.timeline import timeline
from briefing.pictures.timeline.sizes import sizes
from briefing.pictures.timeline.zoom import Step, steps
from briefing.ui import current
from briefing.ui.frame import palette
from briefing.ui.parts import events_list, one_of, picture
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.address import LANES
from briefing.view.view import View

KEY = "timeline"
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
    """What the lanes stand for, and which stretch the picture shows."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="timeline-controls", gap="small"):
        one_of("lanes", "One lane for each", LANES, view.state.lanes)
        with st.container(horizontal=True, width="content", gap="xsmall", key="zoom"):
            _zoom(view)


def _zoom(view: View) -> None:
    """Steps to another stretch. They narrow what is drawn, never the filters."""
    axis, days = kept("calendar", view, lambda: timeline.calendar(view.events, view.known))
    if not days:
        return
    found = steps(axis, days, view.state.span, _opened(view))
    whole = axis.first, axis.last
    for step, keys in KEYS.items():
        to = found.get(step)
        st.button(
            step,
            key=f"zoom-{step}",
            shortcut=None if current.is_narrow() else keys,
            disabled=to is None,
            on_click=choose,
            kwargs={"span": None if to == whole else to},
        )


def _opened(view: View) -> date | None:
    """A day of the one event that belongs to the record that is open, if there is just one."""
    events = chosen(view.state.focus, view.known).events
    dates = [event.date for event in view.events if event.id in events and event.date]
    return dates[0].first or dates[0].last if len(dates) == 1 else None


def drawn(view: View) -> tuple[Event, ...]:
    """Both clocks; the events that the picture has."""
    options = _options(view)
    shown = kept("timeline", view, lambda: timeline.figure(view.events, view.known, view.standings, options), options)
    brush = st.toggle("Drag over the picture to choose a period", key="w-brush", help="Off: a click opens a record.")
    key = f"{KEY}-{view.state.lanes}-{'brush' if brush else 'click'}"
    picture(shown, key, brushed=(lambda low, high: _brushed(shown, low, high)) if brush else None)
    return tuple(view.known.row(Event, id) for id in shown.rows)


def _options(view: View) -> timeline.Options:
    """As the reader wants it, on a page so wide."""
    state, width = view.state, current.width()
    return timeline.Options(
        palette(),
        lanes=state.lanes,
        focus=state.focus,
        window=state.span,
        asof=view.asof,
        follow=state.filters.actor[:2],
        width=width,
        sizes=replace(sizes(width), lanes=MOST),
    )


def signs(events: Sequence[Event]) -> tuple[str, ...]:
    """The signs by which the dates of these events are drawn."""
    dates = [event.date for event in events if event.date]
    long = [date for date in dates if date.first != date.last]
    present = {
        "▬ lasted": any(date.lasts for date in long),
        "└──┘ once, some time within": not all(date.lasts for date in long),
        "~ about": any(date.approximate for date in dates),
        "→ open end": any(date.is_open for date in dates),
    }
    return tuple(words for words, is_present in present.items() if is_present)


def _brushed(shown: Picture, low: float, high: float) -> None:
    """Take the brushed stretch for the period."""
    start, end = timeline.period(shown.figure, low, high)
    choose(start=start, end=end, span=None)


def undated(view: View) -> None:
    """The events that have no place on any timeline."""
    rows = [event for event in view.events if event.date is None]
    if rows:
        with st.expander(f"{len(rows):,} of {len(view.events):,} events shown have no date"):
            events_list(rows, "undated")
