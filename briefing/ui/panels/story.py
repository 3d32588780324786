"""The pieces of the story page: the words of a step, and the view that stands beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from briefing.analysis.standing import Word
from briefing.dossier.labels import what_if_label
from briefing.dossier.records import Claim, Event
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.html.render import hrefs, render
from briefing.html.state_line import words_of
from briefing.pictures.network.key import key as kinds
from briefing.pictures.picture import Picture
from briefing.pictures.svg.from_plotly import engraved
from briefing.pictures.timeline.key import key as dates
from briefing.reading.releases import changed, in_words
from briefing.ui import current, recorded, telling
from briefing.ui.component import board
from briefing.ui.panels import actors, against, brief, claims, network, timeline
from briefing.ui.panels import map as maps
from briefing.ui.panels import method as methods
from briefing.ui.parts import is_empty, ledger, legend
from briefing.ui.serving import kept, published, view_of
from briefing.ui.sync import NOTICES, STATE
from briefing.view import brief as written
from briefing.view import rivals, tables
from briefing.view.address import Notice, State
from briefing.view.cast import cast
from briefing.view.days import days
from briefing.view.glance import Person, persons
from briefing.view.story import SHOWN, Hidden, Told, at_a_glance, claims_of, hidden, question, story
from briefing.view.view import View
from briefing.view.ways import WAYS

BESIDE = 0.54  # of the width of the page, where the words stand beside the view


def gone(told: Told, view: View) -> Hidden:
    """What the reader's own choices hide of a step."""
    return hidden(told, as_made(told, view), view, st.session_state[STATE], "your")


def words(told: Told, steps: tuple[Told, ...], gone: Hidden, view: View) -> None:
    """What is said at a step, what of its view is hidden, and what changed since it was made."""
    place = steps.index(told)
    reader: State = st.session_state[STATE]
    values = {
        "told": told,
        "steps": steps,
        "place": place + 1,
        "back": steps[place - 1].row.step if place else None,
        "next": steps[place + 1].row.step if place + 1 < len(steps) else None,
        "hidden": gone.words,
        "hidden_short": gone.short,
        "is_gone": gone.is_gone,
        "persons": _persons(told, steps, as_made(told, view), view),
        "since": since(told, view),
        "as_made": hrefs(view.whole, State(step=told.row.step, dossier=view.state.dossier), telling.PAGE)(),
        "page_title": dict(WAYS)[told.page or "brief"],
        "asof": view.state.asof,
        "fallen": [what_if_label(view.whole, id) for id in view.state.without],
        "written_for": _later(told, view),
        "missing": _missing(),
        "known": view.asof,
        "focus": _pointed(view),
        "beside_day": _against(told, view),
    }
    # Its links to other steps carry the reader's own choices; those of this step are for this one alone.
    telling.words(render("story", view.whole, reader, telling.PAGE, **values), told, steps)


def _persons(told: Told, steps: tuple[Told, ...], own: View, view: View) -> tuple[Person, ...]:
    """Who is introduced at a step: whom it names first, and beside the brief whoever its answers name."""
    found = (*cast(told, steps, view), *(persons(at_a_glance(own, view), view) if not told.page else ()))
    return tuple({person.actor.id: person for person in found}.values())


def _later(told: Told, view: View) -> date | None:
    """The day for which a step was written, where the reader looks at an earlier one."""
    written = told.state.asof or view.whole.info.as_of
    return written if view.state.asof and view.state.asof < written else None


def _missing() -> str:
    """What is wrong with the step that the address asks for; in full screen the notices of the frame are not seen."""
    found: tuple[Notice, ...] = st.session_state[NOTICES]
    return next((notice.message for notice in found if notice.kind == "unknown" and notice.key == "step"), "")


def _pointed(view: View) -> str:
    row = view.whole.find(view.state.focus) if view.state.focus else None
    return words_of(row, view) if row else ""


def _against(told: Told, view: View) -> str:
    """That an earlier day is set against the one that is seen, and by what the view shows it; empty for one day."""
    reader: State = st.session_state[STATE]
    day, wanted = view.state.against, reader.against or told.state.against
    if not day:
        late = f"{day_words(wanted)} is not before {day_words(view.asof)}, of which this view is" if wanted else ""
        return f"{late}: no earlier day is set against it." if late else ""
    if told.page in ("map", "timeline"):
        drawn = {event.id for event in view.events if (event.place if told.page == "map" else event.date)}
        faint, total = len(against.faint(view) & drawn), len(drawn)
        return f"Set against {day_words(day)}: {faint:,} of {total:,} events, not yet known then, are drawn faint."
    if told.page in ("", "claims"):
        rows = against.of(_compared(told, view), view)
        turned = sum(row.is_changed for row in rows)
        return f"Set against {day_words(day)}: {turned} of {count(len(rows), 'claim')} changed standing in between."
    return f"This view has no place for what stood on {day_words(day)}."


def _compared(told: Told, view: View) -> tuple[Claim, ...]:
    """The claims beside a step on claims or on the brief, whose standing on two days is told."""
    if told.page:
        asked = question(view)
        return rivals.beside(asked, view) if asked else ()
    return tuple(row.claim for row in at_a_glance(as_made(told, view), view) if row.claim)


def since(told: Told, view: View) -> str:
    """What changed since the release that a step was made on; empty where it was made on this one."""
    if not told.made_on:
        return ""
    return in_words(changed(view.whole, published(st.session_state[STATE].dossier).releases, told.made_on))


def as_made(told: Told, view: View) -> View:
    """The view of a step without what the reader has chosen."""
    return view_of(view.whole, replace(told.state, dossier=view.state.dossier))


def beside(told: Told, gone: Hidden, view: View) -> None:
    """The view of a step: the main picture of its page, in the same grammar; a notice where what it tells is hidden."""
    if gone.is_gone:
        _say_gone(told, gone, view)
        return
    part, noun = SHOWN.get(told.page, SHOWN[""])
    if told.page == "method" or not is_empty(view, getattr(view.shown, part), noun):
        VIEWS[told.page](view)


def _say_gone(told: Told, gone: Hidden, view: View) -> None:
    """In the place of a picture that would show something else: what hides it, by its name, and the way back."""
    values = {"hidden": gone, "title": told.row.title}
    st.html(render("gone", view.whole, view.state, telling.PAGE, **values))
    st.button("Show the step as it was made", on_click=telling.as_made, key="as-made", type="primary")


def _glance(view: View) -> None:
    found = kept("brief", view, lambda: written.brief(view), view.state.since)
    told = telling.step(story(view.whole), st.session_state[STATE])
    own = as_made(told, view) if told else view
    if told:
        against.both(_compared(told, view), view)
    rows = kept("glance-beside", view, lambda: at_a_glance(own, view, weighed=True), own.state)
    brief.at_a_glance(rows, view)
    board(render("not_known", view.known, view.state, "", brief=found), "not-known")


def _map(view: View) -> None:
    follow = maps.followed(view)
    maps.beside(view, follow)
    recorded.under(view)
    legend(_standings(view), (*maps.key(view), *maps.signs(view, follow)))


def _timeline(view: View) -> None:
    told = telling.step(story(view.whole), st.session_state[STATE])
    noted = days(told) if told else ()
    drawn = timeline.beside(view, noted)
    events = [view.known.row(Event, id) for id in drawn.rows]
    large = timeline.large(view, noted)
    _picture(drawn, large, view)
    timeline.under(view, drawn)
    legend(
        [view.standings[event.claim].word for event in events],
        (*dates(events), *drawn.signs, *timeline.missing(view, large)),
    )


def _network(view: View) -> None:
    ties = network.drawn(view)
    legend([view.standings[tie.claim].word for tie in ties], kinds(ties, view.known))


def _claims(view: View) -> None:
    asked = question(view)
    if asked:
        claims.beside(asked, view, _all(view))
    else:
        st.info("The question of this step is among what your choices hide.")


def _all(view: View) -> tuple[str, ...]:
    """The claims of the step that is told, as it was made."""
    told = telling.step(story(view.whole), st.session_state[STATE])
    return claims_of(told, as_made(told, view)) if told else ()


def _picture(drawn: Picture, large: Picture, view: View) -> None:
    """A picture as an SVG, which grows with the screen, and the one for a full screen; a click opens a record."""
    svg = engraved(drawn.figure, drawn.title, current.width(), live=True)
    room = engraved(large.figure, large.title, timeline.ROOM, live=True)
    values = {"title": drawn.title, "caption": drawn.caption, "svg": svg, "large": room}
    board(render("beside", view.known, view.state, current.page(), **values), "picture-beside")


def _actors(view: View) -> None:
    actors.whole(actors.chosen(view), view)


def _sources(view: View) -> None:
    ledger(tables.origins, tables.origins_shown, "origins-beside")


def _standings(view: View) -> list[Word]:
    return [view.standings[event.claim].word for event in view.events]


VIEWS: Mapping[str, Callable[[View], None]] = {
    "": _glance,
    "map": _map,
    "timeline": _timeline,
    "network": _network,
    "claims": _claims,
    "actors": _actors,
    "sources": _sources,
    "method": methods.words,
}
"""What stands beside a step, by the page that its address names."""


def is_beside(reader: State) -> bool:
    """Whether the window has room for the words beside the view: not on a phone, nor with a card open."""
    return current.room() > current.ROOMS[1] and not reader.focus


def halves(reader: State) -> tuple[Any, Any]:
    """Where the words go, and where the view."""
    if is_beside(reader):
        current.narrow(BESIDE)
        with st.container(key="story"):
            left, right = st.columns([2, 3], gap="medium")
        return left, right
    return st.container(key="story-above"), st.container(key="story-under")


def nothing() -> None:
    """Said where a dossier has no story."""
    st.info("This dossier has no story: its folder has no stories.csv, or one without a step. See docs/curating.md.")
