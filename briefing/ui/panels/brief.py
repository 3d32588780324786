"""The pieces beside the text of the brief: a still map, the dense weeks, what changed since a day."""

from datetime import date

import streamlit as st

from briefing.analysis.history import after
from briefing.analysis.standing import Standing
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.html.render import render
from briefing.pictures.map import still as stills
from briefing.pictures.picture import Picture
from briefing.pictures.svg.from_plotly import engraved
from briefing.pictures.timeline import timeline
from briefing.ui import current
from briefing.ui.component import board, pieces
from briefing.ui.day import day
from briefing.ui.frame import palette
from briefing.ui.panels import against
from briefing.ui.parts import legend_html
from briefing.ui.serving import history_of, kept
from briefing.ui.sidebar import FIRST_DAY
from briefing.ui.sync import choose
from briefing.view.brief import Brief
from briefing.view.glance import FIRST, Glance, glance, persons
from briefing.view.view import View

CHANGES = 8
NARROW, WIDE = 350, 360


def _stand(written: Brief) -> list[Standing]:
    """How the claims stand whose strips the brief draws."""
    return [line.standing for answer in written.answers for line in answer.lines]


def opening(written: Brief, view: View) -> None:
    """The first screen of the briefing: the bottom line, both days where there are two, the table of answers."""
    rows = _rows(written, view)
    lines = (line.claim for answer in written.answers for line in answer.lines)
    claims = tuple(dict.fromkeys([*(row.claim for row in rows[:FIRST] if row.claim), *lines]))
    head = _part("bottom_line", written, view)
    # The way to two days comes before the table: by keyboard it would else lie behind all its links.
    board(pieces(head, against.ways(view), against.table(claims, view), _glance(rows, view)), "opening")


def at_a_glance(rows: tuple[Glance, ...], view: View) -> None:
    """The table of these answers by itself, as it stands beside a step of the story."""
    board(_glance(rows, view), "glance")


def _glance(rows: tuple[Glance, ...], view: View) -> str:
    values = {"rows": rows[:FIRST], "more": len(rows[FIRST:]), "persons": persons(rows[:FIRST], view)}
    return render("glance", view.known, view.state, "", **values)


def _rows(written: Brief, view: View) -> tuple[Glance, ...]:
    return kept("glance", view, lambda: glance((*written.answers, *written.others), view))


def where(written: Brief, view: View) -> None:
    """A still map of what is shown, whose click leads to the map; and what is not known."""
    board(pieces(_still(view), _part("not_known", written, view)), "where")


def when(written: Brief, view: View) -> None:
    """The densest weeks of what is shown, happened above, became known below; and what rests on one origin alone."""
    board(pieces(_densest(view), _part("alone", written, view)), "when")


def answers(written: Brief, view: View) -> None:
    """The signs of the strips, and every answer with its claims."""
    stand = _stand(written)
    signs = legend_html([each.word for each in stand], strips=stand)
    board(pieces(signs, _part("brief", written, view)), "brief")


def _part(name: str, written: Brief, view: View) -> str:
    return render(name, view.known, view.state, "", brief=written)


def _still(view: View) -> str:
    if not len(view.shown.events):
        return ""
    options = stills.Options(palette())
    svg = kept("still", view, lambda: stills.static_svg(view.events, view.known, view.standings, options), options)
    return render("still", view.known, view.state, "", svg=svg, caption=_placed(view))


def _placed(view: View) -> str:
    """How many events the map has of those known, and what is not on it: for want of a place, or of what was asked."""
    part = view.shown.events
    without = sum(event.place is None for event in view.events)
    lacking = [f"{count(without, 'event')} shown without a place"] * bool(without)
    return "; ".join([f"{len(part) - without:,} of {part.total:,} events", *lacking, *part.missing("events")])


def _densest(view: View) -> str:
    if not len(view.shown.events):
        return ""
    width = NARROW if current.is_narrow() else WIDE
    options = timeline.Options(palette(), asof=view.asof, width=width)
    drawn, svg = kept("dense", view, lambda: _dense(view, options), options)
    return render("dense", view.known, view.state, "", title=drawn.title, caption=drawn.caption, svg=svg)


def _dense(view: View, options: timeline.Options) -> tuple[Picture, str]:
    drawn = timeline.compact(view.events, view.known, view.standings, options)
    return drawn, engraved(drawn.figure, drawn.title, options.width, live=True)


def changes(view: View) -> None:
    """The standings that changed since a day that the reader chooses."""
    since = view.state.since or _before(view)
    with st.container(horizontal=True, key="since", vertical_alignment="bottom"):
        st.markdown("#### What changed since")
        day("Since", "w-since", since, None, lambda found: choose(since=found), (FIRST_DAY, view.asof))
    turns = after(since, (turn for turn in history_of(view) if turn.claim in view.shown.claims))
    said = f"{len(turns):,} changes of standing after {day_words(since)}, the latest first."
    board(render("changes", view.known, view.state, current.page(), turns=turns, limit=CHANGES, said=said), "changes")


def _before(view: View) -> date:
    """The last named moment before the knowledge date, so that the list begins with something to tell."""
    earlier = [moment.day for moment in view.whole.info.moments if moment.day < view.asof]
    return max(earlier, default=view.asof)
