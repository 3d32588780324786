"""The layer of recorded violence on the pages: what of it a reader's filters mean, and how it is named and cited."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from briefing.context import asking
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Layer, Scope, Total
from briefing.context.meant import Meant, meant
from briefing.context.opening import Opened, opened
from briefing.context.patches import coarse, events, patches, remarks
from briefing.dossier.folding import fold
from briefing.dossier.records import Actor, Claim, Place
from briefing.dossier.sentences import count, listed
from briefing.dossier.when import day_words
from briefing.html.render import render
from briefing.pictures.map.marks import Frame
from briefing.pictures.map.recorded import MOST, NOTHING, Behind, bounds
from briefing.pictures.recorded import numbers
from briefing.pictures.timeline import recorded
from briefing.ui.component import board
from briefing.ui.parts import title
from briefing.ui.sync import brought, choose
from briefing.view.address import CONTEXTS
from briefing.view.view import View

ADDRESS = "./recorded"
AROUND = 25.0  # km, as near as most of these data are placed
FINE = frozenset({"point", "town", "district"})
CELL = "map-recorded"  # what was clicked of it on the free map
WIDER = 1.6  # of the frame that the free map opens on
PLAIN = ", finer as you go nearer"
FREE = ". Here cells keep the size that they opened with; the plain map makes them finer. A click lists them below"
LABELS = {"off": "not shown", "events": "events", "deaths": "deaths"}


def switch(view: View) -> None:
    """The switch; there is none where there is no layer, and a layer that is wanted and cannot be read says why."""
    found = opened()
    if isinstance(found, Absent):
        if found.reason:
            st.caption(f"Recorded violence cannot be shown: {found.reason}.")
        return
    st.session_state["w-context"] = view.state.context
    st.selectbox(
        f"Recorded violence, {found[0].label}",
        CONTEXTS,
        key="w-context",
        format_func=lambda word: LABELS[word],
        on_change=lambda: choose(context=st.session_state["w-context"]),
        help="Events that others recorded, drawn behind the dossier. No claim of it, and no evidence for any.",
    )


def shown(view: View) -> Opened | None:
    """The layer, where there is one and the reader wants it."""
    found = opened() if view.state.context != "off" else Absent()
    return None if isinstance(found, Absent) else found


def missing(view: View) -> str:
    """Why a layer that an address asks for is not there; empty where it is, or is not asked for."""
    found = opened()
    if view.state.context == "off" or not isinstance(found, Absent):
        return ""
    return f"Recorded violence is not shown: {found.reason or 'this deployment has no layer of it'}."


def _areas(found: Opened, asked: Meant) -> str:
    """What is said of areas, and of what they could not place."""
    try:
        laid = coarse(found, asked.scope)
    except EngineError:
        return ""
    said = "A violet area with a dotted rim has what is known to a district, a province or a country alone."
    return "".join(f" {words}" for words in ((said,) if laid.found else ()) + remarks(laid))


def _total(found: Opened, scope: Scope) -> Total | None:
    """How many events are meant; None where the data do not answer in time."""
    try:
        return asking.total(found, scope)
    except EngineError:
        return None


def address(view: View, found: Opened, what: str) -> str:
    """Where the browser asks for cells or events, but for the window that it looks at."""
    scope = meant(view, found[0]).scope
    given = [("v", found[0].digest), ("by", view.state.context)]
    given += [("country", each) for each in scope.countries] + [("side", each) for each in scope.sides]
    given += [(name, day.isoformat()) for name, day in (("first", scope.first), ("last", scope.last)) if day]
    return f"{ADDRESS}/{what}?{urlencode(given)}"


def sentence(view: View) -> str:
    """The line on the brief: how much is recorded of where and when one looks, and that it bears on no claim."""
    found = shown(view)
    if found is None:
        return missing(view)
    layer, asked = found[0], meant(view, found[0])
    counted = _total(found, asked.scope)
    if counted is None:
        return f"{layer.label} did not answer in time."
    where = asked.where or f"in {listed(list(layer.countries))}"
    return (
        f"{layer.label} records {count(counted.events, 'event')} {where}. {_unnamed(view, found, asked.scope)}"
        "They are the background: none is a claim of this dossier, and none bears on one."
    )


def _unnamed(view: View, found: Opened, scope: Scope) -> str:
    """That no side of what is meant has the name of a person who is looked at, where none has; sides are all who are
    named in what a layer keeps."""
    people = [
        actor for actor in (view.whole.row(Actor, id) for id in view.state.filters.actor) if actor.kind == "person"
    ]
    if not people:
        return ""
    try:
        named = " ".join(fold(str(side)) for side in asking.totals(found, scope, "side"))
    except EngineError:
        return ""
    absent = [actor.name for actor in people if not any(fold(name) in named for name in (actor.name, *actor.aliases))]
    if not absent:
        return ""
    return f"None of the sides that it names is {' or '.join(absent)}; headlines and articles are not in it. "


def line(view: View) -> None:
    """The line on the brief."""
    if words := sentence(view):
        st.caption(words)


def beside(claims: Sequence[Claim], view: View) -> None:
    """What is recorded of the day and the place of claimed numbers of dead, named as what it is."""
    found = shown(view)
    if found is None:
        return
    for day, place in dict.fromkeys(_counted(claims, view)):
        try:
            near = asking.near(
                found, Scope((), day, day), place.latitude, place.longitude, max(AROUND, place.radius_km)
            )
        except EngineError:
            continue
        if near.events:
            st.caption(
                f"Beside it, not in it: {found[0].label} records of {day_words(day)} around {place.name} "
                f"{numbers(near)}. It counts by rules of its own and is no report of this dossier."
            )


def _counted(claims: Sequence[Claim], view: View) -> Iterable[tuple[date, Place]]:
    """The days and places at which claims count dead; a claim of weeks or of a country has too much around it."""
    for claim in claims:
        place = view.known.row(Place, claim.place) if claim.place else None
        when = claim.date
        if (
            claim.unit == "dead"
            and place
            and place.precision in FINE
            and when
            and when.first
            and when.first == when.last
        ):
            yield when.first, place


def notes(view: View, layer: Layer, remarks: Sequence[str]) -> tuple[str, ...]:
    """What a picture with the layer has to say: what could not be narrowed, what it lacks, that it came later."""
    later = (
        f"{layer.label}{f', published {layer.published}' if layer.published else ''}: not known on the day looked at."
    )
    return (
        *((f"Shown {'; '.join(remarks)}.",) if remarks else ()),
        *layer.lacks,
        *((later,) if view.state.asof else ()),
    )


def _say_missing(view: View) -> None:
    if words := missing(view):
        st.caption(words)


def _say(view: View, layer: Layer, asked: Meant, said: str, **strip: object) -> None:
    """What stands at every picture with the layer: its name, what is drawn, what it lacks, whose it is."""
    drawn = {"strip": "", "left": 0, "right": 0} | strip
    values = {"data": layer.label, "said": said, "notes": notes(view, layer, asked.remarks), **drawn}
    html = render(
        "recorded", view.known, view.state, "", citation=f"{layer.citation}.", licence=layer.licence, **values
    )
    board(html, "recorded")


def behind(view: View, frame: Frame, size: tuple[int, int]) -> Behind:
    """What the free map draws under its marks: of the frame that it opens on, and somewhat more."""
    found = shown(view)
    if found is None:
        return NOTHING
    window = bounds(frame, (size[0] * WIDER, size[1] * WIDER))
    try:
        laid = patches(found, meant(view, found[0]).scope, frame.zoom, window, MOST)
    except EngineError:
        return NOTHING  # the words under the map say that no number came
    return Behind((*laid.areas, *laid.cells), view.state.context)


def clicked(view: View, id: str) -> None:
    """The events of the cell or area that was clicked on the free map, as the data have them."""
    found = shown(view)
    if found is None:
        return
    try:
        told = events(found, meant(view, found[0]).scope, id)
    except (EngineError, ValueError) as fault:
        st.caption(f"{found[0].label}: {fault or 'nothing is recorded there'}.")
        return
    where = f"somewhere in {told.title}" if told.title else "in this cell"
    title(f"{found[0].label}: {count(told.total, 'recorded event')} {where}; no claims of this dossier")
    values = {"events": told.events, "more": told.total - len(told.events)}
    board(render("recorded_list", view.known, view.state, "", **values), "recorded-list", bring=brought(CELL))


def under(view: View, is_free: bool = False) -> None:
    """The words under a map with the layer."""
    found = shown(view)
    if found is None:
        _say_missing(view)
        return
    what = "deaths, by the best estimate," if view.state.context == "deaths" else "events"
    asked = meant(view, found[0])
    counted = _total(found, asked.scope)
    in_all = f" {numbers(counted)} in all." if counted else ""
    _say(
        view,
        found[0],
        asked,
        f"A cell has {what} of its hexagon; the stronger the hue the more{FREE if is_free else PLAIN}."
        f"{_areas(found, asked)}{in_all}",
    )


def strip(view: View, knots: Sequence[tuple[int, float]], left: float, right: float) -> None:
    """Counts by week or month under the calendar of the timeline."""
    found = shown(view)
    if found is None:
        _say_missing(view)
        return
    first, last = date.fromordinal(int(knots[0][0])), date.fromordinal(int(knots[-1][0]))
    each, by = recorded.step(first, last), view.state.context
    asked = meant(view, found[0])
    scope = asked.scope
    within = replace(scope, first=max(first, scope.first or first), last=min(last, scope.last or last))
    try:
        counts = asking.periods(found, within, each)
    except EngineError as fault:
        st.caption(f"{found[0].label}: {fault}.")
        return
    most = recorded.most(counts, knots, by, each)
    words = f"{by.capitalize()} by {each} on the same calendar; the highest bar is {most:,}."
    _say(view, found[0], asked, words, strip=recorded.strip(counts, knots, by, each), left=left, right=right)
