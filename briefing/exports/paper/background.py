"""Recorded violence behind the pictures of a file, with the words that say what it is, as its licence allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from briefing.context import asking
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Layer, Period
from briefing.context.meant import Meant, is_beyond, meant, named, past, span, years
from briefing.context.opening import Opened, opened
from briefing.context.patches import patches
from briefing.pictures.map.marks import Frame
from briefing.pictures.map.recorded import NOTHING, Behind, bounds
from briefing.pictures.recorded import measured, numbers, steps
from briefing.pictures.timeline import recorded
from briefing.view.view import View

T = TypeVar("T")
UNDER = "Inside the circle of a claim only the edges of cells are seen."
Knots = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Strip:
    """Counts by week or month under a timeline."""

    periods: tuple[Period, ...]
    each: str


def behind(view: View, frame: Frame, size: tuple[int, int]) -> tuple[Behind, str]:
    """What lies behind a map in this frame, and the words under it; nothing where the layer is off or not there."""

    def draw(found: Opened, asked: Meant) -> tuple[Behind, str, Sequence[str]]:
        if asked.silent:
            return NOTHING, "none is drawn.", ()
        laid = patches(found, asked.scope, frame.zoom, bounds(frame, size))
        said = f"{measured(view.state.context)} by violet hexagon, the stronger the more, by steps from {steps()}"
        in_all = f"In all {numbers(asking.total(found, asked.scope))} {asked.where}{years(found[0], asked.scope)}"
        label = named(found[0], asked.scope)
        drawn = Behind((*laid.areas, *laid.cells), view.state.context, label=label, scope=asked.scope)
        return drawn, f"{said}. {in_all}.", (UNDER, *laid.remarks)

    return _told(view, draw, NOTHING)


def under(view: View, knots: Knots) -> tuple[Strip, str]:
    """What stands under a timeline of this calendar, and the words for it."""
    first, last = (date.fromordinal(int(knots[end][0])) for end in (0, -1))

    def draw(found: Opened, asked: Meant) -> tuple[Strip, str, Sequence[str]]:
        layer, each, by = found[0], recorded.step(first, last), view.state.context
        over = past(layer, asked, first, last)
        if asked.silent or is_beyond(layer, first, last, asked.scope.countries):
            return Strip((), each), " ".join(("none is counted here.", *over)), ()
        scope = recorded.within(asked.scope, first, last)
        strip = Strip(asking.periods(found, scope, each), each)
        high = recorded.most(strip.periods, knots, by, each)
        told = f"; the highest bar is {high:,}" if strip.periods else ", none here"
        cut = recorded.cut(asked.scope, first, last)
        return strip, " ".join((f"{by} by {each}, {span(layer, scope)}, {asked.where}{told}.", *cut, *over)), ()

    return _told(view, draw, Strip((), ""))


def _told(view: View, draw: Callable[[Opened, Meant], tuple[T, str, Sequence[str]]], nothing: T) -> tuple[T, str]:
    found = opened() if view.state.context != "off" else Absent()
    if isinstance(found, Absent):
        return nothing, ""  # the imprint says so
    layer = found[0]
    if not layer.may_be_passed_on:
        return nothing, f"Recorded violence by {layer.label} is left out: its terms do not let it be passed on."
    asked = meant(view, layer)
    try:
        drawn, said, more = draw(found, asked)
    except EngineError as fault:
        return nothing, f"Recorded violence by {layer.label} is not drawn: {fault}."
    told = layer.later(view.state.asof)
    later = (f"{layer.label} was {told}.",) if told else ()
    # Whose it is comes before what may be missed, since a slide has room for the first sentences only.
    first = (f"In violet {what(layer)}: {said}", *later, *asked.remarks, cited(layer))
    return drawn, " ".join((*first, *layer.cautions, *more))


def what(layer: Layer) -> str:
    """What it is, so that nobody takes it for the dossier."""
    return f"recorded violence by {layer.label}, evidence for no claim of this dossier"


def cited(layer: Layer) -> str:
    """Whose it is."""
    return f"No cell or bar is not no violence. {layer.citation.rstrip('.')}; {layer.licence.rstrip('.')}."
