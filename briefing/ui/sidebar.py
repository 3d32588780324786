"""The filters: what a reader may choose to see. A widget shows the state and changes it; it holds none of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from briefing.analysis.standing import WORDS
from briefing.dossier.sentences import capital
from briefing.dossier.when import day_words
from briefing.html.render import render, short_day
from briefing.pictures.timeline.timeline import densest
from briefing.ui import current, finder, recorded
from briefing.ui.component import board
from briefing.ui.day import day
from briefing.ui.plain import caption
from briefing.ui.serving import kept
from briefing.ui.sync import choose
from briefing.view.address import is_carried
from briefing.view.filters import EVERYTHING, Filters, regions, roles
from briefing.view.finder import LONGEST, asked
from briefing.view.glossary import GLOSSARY
from briefing.view.view import View

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)  # as far as a calendar leads; an address leads further
OTHER_DAY = "another day"


def filters(view: View) -> None:
    """All filters, with what they leave to be seen."""
    st.markdown("### Narrow what is shown\nA filter never changes how a claim stands.")
    _text(view.state.filters)
    finder.actors(view)
    _many("role", "In the role of", roles(view.whole), view.state.filters.role, str)
    names = regions(view.whole)
    _many("region", "Region", list(names), view.state.filters.region, lambda id: names[id])
    _period(view)
    _many("standing", "Standing", WORDS, view.state.filters.standing, str)
    if view.state.filters != EVERYTHING:
        st.button("Show everything", key="clear", on_click=choose, kwargs={"filters": EVERYTHING}, width="stretch")
    st.markdown("### Known as of")
    _asof(view)
    recorded.switch(view)
    _counts(view)
    board(render("show_events", view.known, view.state, "", events=len(view.shown.events)), "show-events")


def _take(field: str, key: str) -> None:
    value = st.session_state[key]
    if field == "q" and isinstance(value, str):
        value = asked(value)  # the box holds a browser to its letters, and nobody who sends without one
    choose(**{field: tuple(value) if isinstance(value, list) else value})


def _many(field: str, label: str, options: Sequence[str], chosen: Sequence[str], words: Any) -> None:
    key = f"w-{field}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        list(filter(is_carried, options)),  # what is too long for an address would fall off it again
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
        max_chars=LONGEST,
    )


def _period(view: View) -> None:
    filters, opens, bounds = view.state.filters, _dense(view), (FIRST_DAY, LAST_DAY)
    day("From", "w-start", filters.start, opens, lambda found: _span(found, filters.end), bounds)
    day("To", "w-end", filters.end, opens, lambda found: _span(filters.start, found), bounds, last=True)
    st.session_state["w-certainly"] = filters.certainly
    st.toggle(
        "Certainly within",
        key="w-certainly",
        on_change=_take,
        args=("certainly", "w-certainly"),
        help=capital(GLOSSARY["certainly within"]) + ".",
    )


def _dense(view: View) -> date | None:
    """Where a calendar opens that has no day yet: on the dense weeks of the dossier, not on today."""
    weeks = kept("dense-weeks", view, lambda: densest(view.known.events), narrowed=False)
    return weeks[0] if weeks else None


def _span(start: date | None, end: date | None) -> None:
    """Take over the period; a reversed one is put in order."""
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
        on_change=lambda: _know(st.session_state["w-moment"], last),
    )
    if view.asof in titles:
        caption(titles[view.asof])  # the box has no room for it
    day("Day", "w-asof", view.asof, None, lambda found: _know(found, last), (FIRST_DAY, last))
    _against(view)


def _against(view: View) -> None:
    """An earlier day to be set against the one that is seen, and where what changed between is told."""
    if view.asof <= FIRST_DAY:
        return  # no calendar leads to an earlier one
    earlier = view.asof - timedelta(days=1)
    named = max((each.day for each in view.whole.info.moments if each.day < view.asof), default=earlier)
    bounds = FIRST_DAY, earlier
    day("Set against an earlier day", "w-against", view.state.against, named, lambda to: choose(against=to), bounds)
    if view.state.against:
        board(render("between", view.known, view.state, current.page()), "between")


def _know(found: object, last: date) -> None:
    # A browser may send what no list offered.
    if found is not None and not isinstance(found, date):
        return
    choose(asof=None if found is None or found >= last else found)


def _counts(view: View) -> None:
    shown = view.shown
    parts = ((shown.claims, "claims"), (shown.events, "events"), (shown.relations, "ties"), (shown.reports, "reports"))
    lines = [f"{len(part):,} of {part.total:,} {noun}" for part, noun in parts]
    lacking = [words for part, noun in parts for words in part.missing(noun)]
    hidden = "\n\nHidden since they lack it: " + " · ".join(lacking) if lacking else ""
    st.caption(f"Shown: {' · '.join(lines)}{hidden}")
