"""Steps of a zoom over the calendar: closer and wider, earlier and later, as far as the widened scale goes."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import floor
from typing import Literal

from briefing.pictures.timeline.scale import EXTENT, Scale

Span = tuple[date, date]
Step = Literal["Closer", "Wider", "Earlier", "Later", "All"]

DAY = timedelta(1)
FACTOR = 2  # how much wider or narrower one step is, and into how many parts a stretch is divided to move by one


def steps(axis: Scale, days: Sequence[date], shown: Span | None, about: date | None = None) -> Mapping[Step, Span]:
    """Where each step leads from the stretch that is shown, None being all of it; steps that lead nowhere are left out.

    ``axis`` is the scale of the whole picture, ``days`` those of note on it, rising. A step is as long as it looks: in
    crowded weeks it takes days, over empty years it takes years. Closer goes to ``about`` if that is in sight, else to
    where most days of note lie, so that there is something to see.
    """
    whole = axis.first, axis.last
    here = shown or whole
    found: dict[Step, Span] = {
        "Closer": _closer(axis, days, here, about),
        "Wider": _wider(axis, here),
        "Earlier": _earlier(axis, days, here),
        "Later": _later(axis, days, here),
        "All": whole,
    }
    return {step: to for step, to in found.items() if to != here}


def _closer(axis: Scale, days: Sequence[date], here: Span, about: date | None) -> Span:
    inside = days[bisect_left(days, here[0]) : bisect_left(days, here[1] + DAY)]
    if about and here[0] <= about <= here[1]:
        day = about
    else:
        day = _busiest(axis, inside, here) if inside else axis.day(sum(ends(axis, here)) / 2)
    low, high = ends(axis, here)
    wide = (high - low) / FACTOR
    left = min(max(axis.at(day, 0.5) - wide / 2, low), high - wide)
    return days_between(axis, left, left + wide)


def _busiest(axis: Scale, inside: Sequence[date], here: Span) -> date:
    """The day about which most of these lie in the half of the stretch; of several the one nearest to its middle."""
    low, high = ends(axis, here)
    reach, middle = (high - low) / FACTOR / 2, (low + high) / 2
    places = [axis.at(day, 0.5) for day in inside]

    def rank(place: float) -> tuple[int, float]:
        return bisect_left(places, place - reach) - bisect_left(places, place + reach), abs(place - middle)

    return min(zip(map(rank, places), inside, strict=True))[1]


def _wider(axis: Scale, here: Span) -> Span:
    low, high = ends(axis, here)
    wide = min((high - low) * FACTOR, EXTENT)
    left = min(max((low + high - wide) / 2, 0.0), EXTENT - wide)
    first, last = days_between(axis, left, left + wide)
    return max(min(first, here[0] - DAY), axis.first), min(max(last, here[1] + DAY), axis.last)


def _earlier(axis: Scale, days: Sequence[date], here: Span) -> Span:
    """The stretch before, overlapping by a part; where that has no day of note, about the last one before."""
    if here[0] <= axis.first:
        return here
    low, high = ends(axis, here)
    left = max(low - (high - low) / FACTOR, 0.0)
    before = days[: bisect_left(days, here[0])]
    if before and axis.at(before[-1]) < left:
        left = max(axis.at(before[-1], 0.5) - (high - low) / 2, 0.0)
    first, last = days_between(axis, left, left + high - low)
    first = max(min(first, here[0] - DAY), axis.first)
    return first, max(min(last, here[1] - DAY), first)


def _later(axis: Scale, days: Sequence[date], here: Span) -> Span:
    """The stretch after, overlapping by a part; where that has no day of note, about the next one."""
    if here[1] >= axis.last:
        return here
    low, high = ends(axis, here)
    right = min(high + (high - low) / FACTOR, EXTENT)
    after = days[bisect_left(days, here[1] + DAY) :]
    if after and axis.at(after[0], 1.0) > right:
        right = min(axis.at(after[0], 0.5) + (high - low) / 2, EXTENT)
    first, last = days_between(axis, right - high + low, right)
    last = min(max(last, here[1] + DAY), axis.last)
    return min(max(first, here[0] + DAY), last), last


def ends(axis: Scale, span: Span) -> tuple[float, float]:
    """Where a stretch begins and ends on the axis; one beyond its ends is the day at that end."""
    first, last = (min(max(day, axis.first), axis.last) for day in span)
    return axis.at(first), axis.at(last, 1.0)


def days_between(axis: Scale, low: float, high: float) -> Span:
    """The days between two places, each end at the nearest midnight; at least one."""
    first, after = _midnight(axis, low), _midnight(axis, high)
    return first, max(after - DAY, first)


def _midnight(axis: Scale, x: float) -> date:
    day = axis.day(x)
    start, end = axis.at(day), axis.at(day, 1.0)
    return day + DAY * floor((x - start) / (end - start) + 0.5)
