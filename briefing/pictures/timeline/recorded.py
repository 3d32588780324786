"""Recorded violence by week or month, as a strip under the calendar of a timeline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefing.context.layer import Period, Scope, Total
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.pictures.recorded import numbers
from briefing.pictures.timeline.scale import EXTENT, Scale

STRIP = 44  # pixels
LONG = 1100  # days, beyond which the strip counts by month


def step(first: date, last: date) -> str:
    """Whether a strip over these days counts by week or by month."""
    return "month" if (last - first).days > LONG else "week"


def within(scope: Scope, first: date, last: date) -> Scope:
    """What is counted under a calendar of these days: every week or month of which it has a day, whole unless the
    reader's own period cuts it; one cut by the edge of the picture would be drawn lower than it is."""
    if step(first, last) == "month":
        begins, ends = first.replace(day=1), _end(last.replace(day=1), "month") - timedelta(1)
    else:
        begins, ends = first - timedelta(first.weekday()), last + timedelta(6 - last.weekday())
    return replace(scope, first=max(begins, scope.first or begins), last=min(ends, scope.last or ends))


def is_cut(scope: Scope, first: date, last: date) -> bool:
    """Whether the reader's own period cuts a week or month that is drawn."""
    whole, asked = within(replace(scope, first=None, last=None), first, last), within(scope, first, last)
    each = step(first, last)
    starts = asked.first == whole.first or bool(asked.first and _starts(asked.first, each))
    stops = asked.last == whole.last or bool(asked.last and _starts(asked.last + timedelta(1), each))
    return not (starts and stops)


def cut(scope: Scope, first: date, last: date) -> tuple[str, ...]:
    """That a week or month is cut, as a sentence, where one is."""
    words = f"A {step(first, last)} that the chosen period cuts counts its days within it alone."
    return (words,) if is_cut(scope, first, last) else ()


def _starts(day: date, each: str) -> bool:
    return day.day == 1 if each == "month" else day.weekday() == 0


def strip(periods: Sequence[Period], knots: Sequence[tuple[int, float]], by: str, each: str) -> str:
    """Counts by week or month under the calendar of a timeline, whose ``knots`` say where a day lies, as an SVG.

    It is as wide as the lanes; a bar says its days and numbers when it is pointed at.
    """
    seen = _seen(periods, Scale(tuple(knots), ()), each)
    drawn = bars(periods, knots, by, each)
    view = f'viewBox="0 0 {EXTENT:g} {STRIP}" preserveAspectRatio="none" height="{STRIP}" width="100%"'
    words = f"{count(sum(one.events for one in seen), 'event')} by {each}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view} role="img" aria-label="{words}">{drawn}</svg>'


def bars(
    periods: Sequence[Period], knots: Sequence[tuple[int, float]], by: str, each: str, wide: float = EXTENT
) -> str:
    """The bars of such a strip, in a room so wide, for another picture."""
    time, high = Scale(tuple(knots), ()), most(periods, knots, by, each)
    return "".join(_bar(one, time, by, each, high, wide / EXTENT) for one in _seen(periods, time, each))


def most(periods: Sequence[Period], knots: Sequence[tuple[int, float]], by: str, each: str) -> int:
    """The largest number of the strip."""
    return max((_number(one, by) for one in _seen(periods, Scale(tuple(knots), ()), each)), default=0)


def _seen(periods: Sequence[Period], time: Scale, each: str) -> list[Period]:
    """Those of which some day is on the calendar."""
    return [one for one in periods if one.first <= time.last and _end(one.first, each) > time.first]


def _bar(one: Period, time: Scale, by: str, each: str, most: int, scale: float) -> str:
    left, right = time.at(one.first) * scale, time.at(_end(one.first, each)) * scale
    high = STRIP * _number(one, by) / max(most, 1)
    said = f"{each} of {day_words(one.first)}: {numbers(Total(one.events, one.deaths))}"
    return (
        f'<rect x="{left:.2f}" y="{STRIP - high:.2f}" width="{max(right - left - 0.4, 0.4):.2f}" height="{high:.2f}">'
        f"<title>{said}</title></rect>"
    )


def _number(one: Period, by: str) -> int:
    return one.deaths.best if by == "deaths" else one.events


def _end(first: date, each: str) -> date:
    if each == "week":
        return first + timedelta(7)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
