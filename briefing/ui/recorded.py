"""The layer of recorded violence on the pages: what of it a reader's filters mean, and how it is named and cited."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from briefing.context import asking
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Layer, Scope, Total
from briefing.context.meant import Meant, is_beyond, meant, named, past, span, years
from briefing.context.opening import Opened, opened
from briefing.context.patches import NoPatchError, coarse, events, remarks, wide
from briefing.dossier.folding import fold
from briefing.dossier.records import Actor, Claim, Place
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.html.render import render
from briefing.pictures.map.marks import Frame
from briefing.pictures.map.recorded import NOTHING, Behind, bounds
from briefing.pictures.recorded import heading, measured, numbers, steps
from briefing.pictures.timeline import recorded
from briefing.ui.component import board
from briefing.ui.parts import title
from briefing.ui.plain import caption
from briefing.ui.sync import brought, choose
from briefing.view.address import CONTEXTS
from briefing.view.view import View

ADDRESS = "./recorded"
NOT_NONE = "Where nothing is drawn something may have happened: the data have what was reported and could be placed."
AROUND = 25.0  # km, as near as most of these data are placed
FINE = frozenset({"point", "town", "district"})
CELL = "map-recorded"  # what was clicked of it on the free map
WIDER = 1.6  # of the frame that the free map opens on
PLAIN = ", finer as you go nearer"
FREE = f"{PLAIN}, and there a moment after the map. A click lists its events below"
UNDER = "Inside the circle of a claim only the edges of cells are seen: no cell is evidence for it."
UNSEEN = "Recorded violence is drawn only behind events of the dossier, so none of it is drawn here."
LABELS = {"off": "not shown", "events": "events", "deaths": "deaths"}


def switch(view: View) -> None:
    """The switch; there is none where there is no layer, and a layer that is wanted and cannot be read says why."""
    found = opened()
    if isinstance(found, Absent):
        if found.reason:
            caption(f"Recorded violence cannot be shown: {found.reason}.")
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
    """How much is known no finer than an area, and what no area has."""
    try:
        laid = coarse(found, asked.scope)
    except EngineError:
        return ""
    return "".join(f" {words}" for words in remarks(laid))


def _total(found: Opened, scope: Scope) -> Total | str:
    """How many events are meant; or why the data do not say."""
    try:
        return asking.total(found, scope)
    except EngineError as fault:
        return str(fault)


def address(view: View, found: Opened, what: str) -> str:
    """Where the browser asks for cells or events, but for the window that it looks at; empty where there are none."""
    asked = meant(view, found[0])
    if asked.silent:
        return ""
    scope = asked.scope
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
    later = _later(view, layer)
    if asked.silent:
        return " ".join((*asked.remarks, *later))
    counted = _total(found, asked.scope)
    if isinstance(counted, str):
        return f"{layer.label} cannot be shown: {counted}."
    told = (
        f"{layer.label} records {count(counted.events, 'event')} {asked.where}{years(layer, asked.scope)}.",
        *(() if counted.events else ("That is not to say that there was none.",)),
        *asked.remarks,
        *_unnamed(view, found, asked.scope),
        "They are the background: none is a claim of this dossier, and none bears on one.",
    )
    return " ".join((*told, *later))


def _later(view: View, layer: Layer) -> tuple[str, ...]:
    """That it came after the day looked at, where it did."""
    when = f", published {layer.published}" if layer.published else ""
    told = layer.later(view.state.asof)
    return (f"{layer.label}{when}: {told}.",) if told else ()


def _unnamed(view: View, found: Opened, scope: Scope) -> tuple[str, ...]:
    """That no side of what is meant has the name of a person who is looked at, where none has; sides are all who are
    named in what a layer keeps."""
    people = [
        actor for actor in (view.whole.row(Actor, id) for id in view.state.filters.actor) if actor.kind == "person"
    ]
    if not people:
        return ()
    try:
        named = " ".join(fold(str(side)) for side in asking.totals(found, scope, "side"))
    except EngineError:
        return ()
    absent = [actor.name for actor in people if not any(fold(name) in named for name in (actor.name, *actor.aliases))]
    if not absent:
        return ()
    return (f"None of the sides that it names is {' or '.join(absent)}; headlines and articles are not in it.",)


def line(view: View) -> None:
    """The line on the brief."""
    if words := sentence(view):
        caption(words)


def unseen(view: View) -> None:
    """What lies behind a picture that is not there, since no event of the dossier is shown, in words and numbers."""
    if shown(view):
        caption(f"{UNSEEN} {sentence(view)}")
    else:
        _say_missing(view)


def beside(claims: Sequence[Claim], view: View) -> None:
    """What is recorded of the day and the place of claimed numbers of dead, named as what it is."""
    found = shown(view)
    if found is None:
        return
    for day, place in dict.fromkeys(_counted(claims, view)):
        try:
            near = asking.near(found, day, place.latitude, place.longitude, max(AROUND, place.radius_km))
        except EngineError:
            continue
        if near.events:
            caption(" ".join((_near(near, found[0], day, place), *_later(view, found[0]))))


def _near(near: Total, layer: Layer, day: date, place: Place) -> str:
    """A number of the data beside claimed ones, named as what it is."""
    deaths = near.deaths
    return (
        f"Beside these figures, and none of them: {layer.label} records of {day_words(day)}, within some "
        f"{max(AROUND, place.radius_km):g} km of {place.name}, {count(near.events, 'event')}; deaths: best estimate "
        f"{deaths.best:,}, low {deaths.low:,}, high {deaths.high:,}. What it has of several days, or known no finer "
        "than a district, is not counted here. It is put together from reports, perhaps some of these, by rules of its "
        "own: no report of this dossier, and no further origin."
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
    """What a picture with the layer has to say at once: what could not be narrowed, that it came later, what its
    places and numbers are not sure of, and that where nothing is drawn something may have been."""
    return (*remarks, *_later(view, layer), *layer.cautions, NOT_NONE)


def _say_missing(view: View) -> None:
    if words := missing(view):
        caption(words)


def _say(view: View, layer: Layer, asked: Meant, said: str, **strip: object) -> None:
    """What stands at every picture with the layer: its name, what is drawn, what it lacks, whose it is."""
    drawn = {"strip": "", "left": 0, "right": 0} | strip
    values = {
        "data": layer.label,
        "said": " ".join((said, *notes(view, layer, asked.remarks))),
        "notes": layer.lacks,
        **drawn,
    }
    html = render(
        "recorded", view.known, view.state, "", citation=f"{layer.citation}.", licence=layer.licence, **values
    )
    board(html, "recorded")


def behind(view: View, frame: Frame, size: tuple[int, int]) -> Behind:
    """What the free map draws under its marks: areas round the frame that it opens on, and cells wherever it goes."""
    found = shown(view)
    if found is None:
        return NOTHING
    asked, window = meant(view, found[0]), bounds(frame, (size[0] * WIDER, size[1] * WIDER))
    if asked.silent:
        return NOTHING
    try:
        laid = tuple(wide(coarse(found, asked.scope), window))
    except EngineError:
        laid = ()  # the words under the map say that no number came
    tiles = f"{address(view, found, 'tile')}&z={{z}}&x={{x}}&y={{y}}"
    return Behind(laid, view.state.context, tiles, named(found[0], asked.scope), asked.scope)


def clicked(view: View, id: str) -> None:
    """The events of the cell or area that was clicked on the free map, as the data have them."""
    found = shown(view)
    if found is None:
        return
    scope = meant(view, found[0]).scope
    try:
        told = events(found, scope, id)
    except (EngineError, NoPatchError) as fault:
        why = "nothing is recorded there" if isinstance(fault, NoPatchError) else fault
        caption(f"{found[0].label}: {why}.")
        return
    title(heading(named(found[0], scope), told.total, told.title, scope))
    values = {"events": told.events, "more": told.total - len(told.events)}
    board(render("recorded_list", view.known, view.state, "", **values), "recorded-list", bring=brought(CELL))


def under(view: View, is_free: bool = False) -> None:
    """The words under a map with the layer."""
    found = shown(view)
    if found is None:
        _say_missing(view)
        return
    asked = meant(view, found[0])
    if asked.silent:
        _say(view, found[0], asked, "Nothing of it is drawn.")
        return
    counted = _total(found, asked.scope)
    if isinstance(counted, str):
        caption(f"{found[0].label} cannot be shown: {counted}.")
        return
    in_all = f" In all {numbers(counted)} {asked.where}{years(found[0], asked.scope)}."
    _say(
        view,
        found[0],
        asked,
        f"A violet hexagon has {measured(view.state.context)} recorded in it; "
        f"the stronger the hue the more, by steps from {steps()}{FREE if is_free else PLAIN}. {UNDER}"
        f"{_areas(found, asked)}{in_all}",
    )


def sign(view: View) -> tuple[Markup, ...]:
    """The layer in the legend of a map, so that nobody takes a cell for something of the dossier."""
    found = shown(view)
    if found is None:
        return ()
    words = Markup("{} recorded by {}, evidence for no claim")
    return (words.format(Markup(render("recorded_swatch", view.known, view.state, "")), found[0].label),)


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
    if asked.silent or is_beyond(found[0], first, last, scope.countries):
        _say(view, found[0], asked, " ".join(("Nothing of it is counted here.", *past(found[0], asked, first, last))))
        return
    try:
        counts = asking.periods(found, recorded.within(scope, first, last), each)
    except EngineError as fault:
        caption(f"{found[0].label}: {fault}.")
        return
    most = recorded.most(counts, knots, by, each)
    words = f"{by.capitalize()} by {each} on the same calendar, {span(found[0], recorded.within(scope, first, last))}"
    words += f", {asked.where}; the highest bar is {most:,}." if counts else f", {asked.where}: none is recorded."
    words = " ".join((words, *recorded.cut(scope, first, last), *past(found[0], asked, first, last)))
    _say(view, found[0], asked, words, strip=recorded.strip(counts, knots, by, each), left=left, right=right)
