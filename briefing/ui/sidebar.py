"""The filters: what a reader may choose to see. A widget shows the state and changes it; it holds none of its own."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from briefing.analysis.standing import WORDS
from briefing.dossier.records import Actor
from briefing.dossier.when import day_words
from briefing.html.render import short_day
from briefing.ui.options import named, offered, say
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.filters import EVERYTHING, Filters, regions, roles
from briefing.view.view import View

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)  # as far as a calendar leads; an address leads further
OTHER_DAY = "another day"


def filters(view: View) -> None:
    """All filters, with what they leave to be seen."""
    st.markdown("### Narrow what is shown")
    st.caption("A filter never changes how a claim stands.")
    _text(view.state.filters)
    _actors(view)
    _many("role", "In the role of", roles(view.whole), view.state.filters.role, str)
    names = regions(view.whole)
    _many("region", "Region", list(names), view.state.filters.region, lambda id: names[id])
    _period(view.state.filters)
    _many("standing", "Standing", WORDS, view.state.filters.standing, str)
    if view.state.filters != EVERYTHING:
        st.button("Show everything", key="clear", on_click=choose, kwargs={"filters": EVERYTHING}, width="stretch")
    st.markdown("### Known as of")
    _asof(view)
    _counts(view)


def _actors(view: View) -> None:
    ranked = kept("actors-ranked", view, lambda: _ranked(view), narrowed=False)
    by_name = sorted(
        offered(ranked, view.state.filters.actor), key=lambda id: named(view.whole.row(Actor, id)).casefold()
    )
    _many("actor", "Actor", by_name, view.state.filters.actor, lambda id: named(view.whole.row(Actor, id)))
    say(ranked, "those with most events", "The search finds any other.")


def _ranked(view: View) -> list[str]:
    """Every actor, those with most events first."""
    events = Counter(part.actor for part in view.whole.involvement)
    return sorted((actor.id for actor in view.whole.actors), key=lambda id: -events[id])


def _take(field: str, key: str) -> None:
    value = st.session_state[key]
    choose(**{field: tuple(value) if isinstance(value, list) else value})


def _many(field: str, label: str, options: Sequence[str], chosen: Sequence[str], words: Any) -> None:
    key = f"w-{field}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        options,
        key=key,
        format_func=words,
        on_change=_take,
        args=(field, key),
        placeholder="all",
        select_all=False,  # it would be what Enter takes, in place of the name that was typed
    )


def _text(filters: Filters) -> None:
    st.session_state["w-q"] = filters.q
    st.text_input(
        "Search names and words, in any script",
        key="w-q",
        on_change=_take,
        args=("q", "w-q"),
        placeholder="a name or a word",
        max_chars=200,
    )


def _period(filters: Filters) -> None:
    for field, label in (("start", "From"), ("end", "To")):
        key = f"w-{field}"
        st.session_state[key] = getattr(filters, field)
        first, last = ends(LAST_DAY, getattr(filters, field))
        st.date_input(
            label,
            key=key,
            value=None,
            min_value=first,
            max_value=last,
            format="YYYY-MM-DD",
            on_change=_span,
        )
    st.session_state["w-certainly"] = filters.certainly
    st.toggle(
        "Certainly within",
        key="w-certainly",
        on_change=_take,
        args=("certainly", "w-certainly"),
        help="Off: whatever may have happened or gone on in the period. On: only what must have, however uncertain its "
        "date. What lasted from 2003 to 2008 went on in 2005; what happened once between them may have been in 2005.",
    )


def ends(last: date, chosen: date | None) -> tuple[date, date]:
    """The first and the last day of a calendar that goes to ``last``, widened to hold the day that is chosen."""
    held = [last] if chosen is None else [last, chosen]
    return min(FIRST_DAY, *held), max(held)


def _span() -> None:
    """Take over the period; a reversed one is put in order."""
    start, end = st.session_state["w-start"], st.session_state["w-end"]
    choose(start=min(start, end), end=max(start, end)) if start and end else choose(start=start, end=end)


def _asof(view: View) -> None:
    last = view.whole.info.as_of
    titles = {each.day: each.title for each in view.whole.info.moments}
    days = {last: f"Looked at until {short_day(last)}"}
    days |= {day: f"{short_day(day)}: {title}" for day, title in titles.items()}
    days.setdefault(view.asof, day_words(view.asof))
    st.session_state["w-moment"] = view.asof
    st.selectbox(
        "Moment",
        sorted(days.keys(), reverse=True),
        key="w-moment",
        format_func=lambda day: days[day],
        on_change=_know,
        args=("w-moment", last),
    )
    if view.asof in titles:
        st.caption(titles[view.asof])  # the box has no room for it
    st.session_state["w-asof"] = view.asof
    st.date_input(
        "Day",
        key="w-asof",
        min_value=ends(last, view.asof)[0],
        max_value=last,
        format="YYYY-MM-DD",
        on_change=_know,
        args=("w-asof", last),
    )


def _know(key: str, last: date) -> None:
    day = st.session_state[key]
    choose(asof=None if day is None or day >= last else day)


def _counts(view: View) -> None:
    shown = view.shown
    parts = ((shown.claims, "claims"), (shown.events, "events"), (shown.relations, "ties"), (shown.reports, "reports"))
    lines = [f"{len(part):,} of {part.total:,} {noun}" for part, noun in parts]
    undated = sum(part.undated for part, _ in parts)
    unplaced = sum(part.unplaced for part, _ in parts)
    if undated:
        lines.append(f"{undated:,} hidden for want of a date")
    if unplaced:
        lines.append(f"{unplaced:,} hidden for want of a place")
    st.caption("Shown: " + " · ".join(lines))
