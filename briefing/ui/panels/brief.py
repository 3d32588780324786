"""The pieces beside the text of the brief: a still map, the dense weeks, what changed since a day."""

from datetime import date

import streamlit as st

from briefing.analysis.history import after
from briefing.analysis.standing import Standing
from briefing.dossier.when import day_words
from briefing.html.render import render
from briefing.pictures.map import still as stills
from briefing.pictures.picture import Picture
from briefing.pictures.svg.from_plotly import engraved
from briefing.pictures.timeline import timeline
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.day import day
from briefing.ui.frame import palette
from briefing.ui.panels import against
from briefing.ui.parts import shown
from briefing.ui.serving import history_of, kept
from briefing.ui.sidebar import FIRST_DAY
from briefing.ui.sync import choose
from briefing.view.brief import Brief
from briefing.view.glance import FIRST, glance, persons
from briefing.view.view import View

CHANGES = 8
NARROW, WIDE = 350, 360


def stand(written: Brief) -> list[Standing]:
    """How the claims stand whose strips the brief draws."""
    return [line.standing for answer in written.answers for line in answer.lines]


def at_a_glance(written: Brief, view: View) -> None:
    """The table of answers: the first screen of the briefing."""
    rows = kept("glance", view, lambda: glance((*written.answers, *written.others), view))
    first = rows[:FIRST]
    values = {"rows": first, "more": len(rows[FIRST:]), "persons": persons(first, view)}
    html = render("glance", view.known, view.state, "", **values)
    board(html, "glance")


def two_days(written: Brief, view: View) -> None:
    """The claims of the table and those under its questions on both days, where one is set against the other."""
    rows = kept("glance", view, lambda: glance((*written.answers, *written.others), view))
    lines = (line.claim for answer in written.answers for line in answer.lines)
    against.both(tuple(dict.fromkeys([*(row.claim for row in rows[:FIRST] if row.claim), *lines])), view)


def moments(view: View) -> None:
    """The named days that can be set against this one with a click."""
    against.ways(view)


def still(view: View) -> None:
    """A still map of what is shown; a click leads to the map."""
    options = stills.Options(palette())
    svg = kept("still", view, lambda: stills.static_svg(view.events, view.known, view.standings, options), options)
    caption = shown(view.shown.events, "events")
    board(render("still", view.known, view.state, "", svg=svg, caption=caption), "still")


def dense(view: View) -> None:
    """The densest weeks of what is shown: happened above, became known below."""
    width = NARROW if current.is_narrow() else WIDE
    options = timeline.Options(palette(), asof=view.asof, width=width)
    drawn, svg = kept("dense", view, lambda: _dense(view, options), options)
    html = render("dense", view.known, view.state, "", title=drawn.title, caption=drawn.caption, svg=svg)
    board(html, "dense")


def _dense(view: View, options: timeline.Options) -> tuple[Picture, str]:
    drawn = timeline.compact(view.events, view.known, view.standings, options)
    return drawn, engraved(drawn.figure, drawn.title, options.width, live=True)


def changes(view: View) -> None:
    """The standings that changed since a day that the reader chooses."""
    since = view.state.since or _before(view)
    head, chosen = st.columns([3, 2], vertical_alignment="bottom")
    head.markdown("#### What changed since")
    with chosen:
        day("Since", "w-since", since, None, lambda found: choose(since=found), (FIRST_DAY, view.asof))
    turns = after(since, (turn for turn in history_of(view) if turn.claim in view.shown.claims))
    st.caption(f"{len(turns):,} changes of standing after {day_words(since)}, the latest first.")
    board(render("changes", view.known, view.state, current.page(), turns=turns, limit=CHANGES), "changes")


def _before(view: View) -> date:
    """The last named moment before the knowledge date, so that the list begins with something to tell."""
    earlier = [moment.day for moment in view.whole.info.moments if moment.day < view.asof]
    return max(earlier, default=view.asof)
