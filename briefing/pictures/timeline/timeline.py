"""Both clocks: above what is said to have happened, as long as it lasted or is in doubt; below when it became known."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import inf

import plotly.graph_objects as go

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.pictures.palette import Palette
from briefing.pictures.picture import Picture, blank, layout, sentence
from briefing.pictures.selection import Chosen, chosen
from briefing.pictures.timeline import publication
from briefing.pictures.timeline.bars import stamps, traces
from briefing.pictures.timeline.frame import SIDE, Hand, Plan, axes, joined, known_by, levels, notes, shapes, written
from briefing.pictures.timeline.lanes import BARS, MOST, By, filled
from briefing.pictures.timeline.rows import plan
from briefing.pictures.timeline.scale import EXTENT, Scale, scale

Period = tuple[date | None, date | None]

PHONE = Hand(row=20, thick=11)
SMALL = Hand(
    row=7, head=0, thick=6, top=36, between=20, strip=34, foot=2, titled=False, size=11, both=False, gutter=128
)
WEEKS = 35  # days that the small timeline spans
FEW = 6
LOW = 230  # pixels that the small timeline may be high
TOLD = 4


def figure(
    events: Sequence[Event],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    palette: Palette,
    lanes: By = "question",
    focus: str | None = None,
    window: Period | None = None,
    asof: date | None = None,
    follow: Sequence[str] = (),
    linear: bool = False,
    width: int = 1040,
    hand: Hand = Hand(),  # noqa: B008  frozen
    most: int = MOST,
    low: float = inf,
) -> Picture:
    """The events in lanes over the days on which they became known.

    Words are set for a picture ``width`` pixels wide; a wider one only has more air. Lanes are left out where it would
    be higher than ``low`` pixels. ``focus`` is an event or a claim: its reports stand below by side, joined to it. A
    click gives the id of the event or report as ``customdata[0]``; a brushed range is read by ``period``.
    """
    dated = [event for event in events if event.date]
    shown = [event for event in dated if event.date and (not window or event.date.possibly_within(*window))]
    undated = tuple(event.id for event in events if not event.date)
    if not shown:
        words = "No events lie in this period." if dated else "No dated events are shown under these filters."
        beyond = _outside(dated, window) if window else ""
        return Picture(blank(palette, words), "No events", f"{beyond} {_undated(undated)}".strip(), (), undated)
    claim = publication.claim_in(focus, dossier)
    for lanes_drawn in range(most, 0, -1):
        inside = filled(shown, dossier, lanes, follow, lanes_drawn)
        told = shown if len(shown) <= BARS else inside.events
        reports, dayless = publication.reports_on([claim] if claim else [event.claim for event in told], dossier)
        found = publication.ticks(reports, dossier, sided=claim is not None)
        time = _scale(told, [tick.day for tick in found], window, linear, claim is not None)
        planned = plan(inside, standings, time, width - 2 * SIDE - hand.gutter, hand)
        if round(planned.total) <= low:
            break
    visible = [tick for tick in found if time.first <= tick.day <= time.last]
    said = {event.id: sentence(event, dossier, standings) for event in told}
    opened = chosen(focus, dossier)
    home = next((event.id for event in told if event.id == focus or event.claim == claim), "")
    drawn = _figure(
        planned, visible, dossier, palette, time, width, said, opened, _followed(dossier, follow), home, asof
    )
    ids = tuple(dict.fromkeys(each.bar.event for each in planned.drawn))
    among = set(ids)
    caption = _caption(
        planned,
        time,
        undated,
        _outside(dated, window) if window else "",
        dayless,
        len(found) - len(visible),
        bool(among & opened.events),
    )
    missing = tuple(event.id for event in shown if event.id not in among)
    few = _few(inside.crowded_out, len(told) < len(shown) and not claim)
    return Picture(drawn, _title(len(ids), time, lanes), f"{caption}{few}", ids, (*undated, *missing))


def compact(
    events: Sequence[Event],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    palette: Palette,
    asof: date | None = None,
    width: int = 420,
) -> Picture:
    """The densest weeks in brief: the questions with most events in them, without titles, over both clocks."""
    window = densest(events)
    inside = [event for event in events if event.date and window and _short_within(event, window)]
    shown = figure(
        inside, dossier, standings, palette, window=window, asof=asof, width=width, hand=SMALL, most=FEW, low=LOW
    )
    few = f"{len(shown.rows)} of {len(inside)} events, those of the first questions." if shown.left_out else ""
    return Picture(shown.figure, _weeks(len(inside), window), few, shown.rows, shown.left_out)


def densest(events: Iterable[Event]) -> tuple[date, date] | None:
    """The five weeks in which most events begin, from the first of them; None where no event is dated so finely."""
    days = sorted(event.date.first for event in events if event.date and _fine(event) and event.date.first)
    if not days:
        return None

    def begin(day: date) -> int:
        return bisect_left(days, day + timedelta(WEEKS)) - bisect_left(days, day)

    start = max(dict.fromkeys(days), key=lambda day: (begin(day), -day.toordinal()))
    return start, start + timedelta(WEEKS - 1)


def _fine(event: Event) -> bool:
    when = event.date
    return bool(when and when.first and when.last and (when.last - when.first).days <= 31)


def _short_within(event: Event, window: tuple[date, date]) -> bool:
    return bool(_fine(event) and event.date and event.date.possibly_within(*window))


def calendar(events: Iterable[Event], dossier: Dossier) -> tuple[Scale, tuple[date, ...]]:
    """The scale of all these events and their reports, and the days of note on it, rising: what a zoom steps over.

    Without a dated event there are no such days, and nothing to step over.
    """
    dated = [event for event in events if event.date]
    reports, _ = publication.reports_on([event.claim for event in dated], dossier)
    reported = [tick.day for tick in publication.ticks(reports, dossier, sided=False)]
    days = sorted(_days(dated))
    return _scale(dated, reported, None, linear=False, near=False) if days else scale(()), tuple(days)


def period(shown: go.Figure, low: float, high: float) -> tuple[date, date]:
    """The first and last day of a range brushed on a timeline's x axis."""
    time = Scale(tuple((int(day), float(x)) for day, x in shown.layout.meta["knots"]), ())
    return time.day(min(low, high)), time.day(max(low, high))


def _scale(events: Iterable[Event], reported: Sequence[date], window: Period | None, linear: bool, near: bool) -> Scale:
    """The calendar of both clocks. Reports are many: only those of one claim (``near``) ask for room of their own."""
    first, last = window or (None, None)
    days = _days(events)
    if near:
        return scale([*days, *sorted(set(reported))], first, last, linear)
    return scale(days, first or min([*days, *reported]), last or max([*days, *reported]), linear)


def _days(events: Iterable[Event]) -> list[date]:
    """The days on which the dates of events begin or end."""
    return [day for event in events if event.date for day in (event.date.first, event.date.last) if day]


def _followed(dossier: Dossier, follow: Sequence[str]) -> frozenset[str]:
    """The events of the first of two actors followed; of one alone all events shown are his, and need no colour."""
    return chosen(follow[0], dossier).events if len(follow) == 2 else frozenset()


def _figure(
    planned: Plan,
    visible: Sequence[publication.Tick],
    dossier: Dossier,
    palette: Palette,
    time: Scale,
    width: int,
    said: Mapping[str, str],
    opened: Chosen,
    followed: Collection[str],
    home: str,
    asof: date | None,
) -> go.Figure:
    unit = EXTENT / (width - 2 * SIDE - planned.hand.gutter)
    span = levels(visible)
    sided = any(tick.stance for tick in visible)
    reported = publication.traces(visible, dossier, time, palette, planned.hand.strip / (span[1] - span[0]))
    lines = joined(planned, home, [tick.day for tick in visible], time, palette, unit) if sided else []
    edge, words = known_by(asof, planned, time, palette)
    frame = layout(
        palette,
        None,
        round(planned.total),
        **axes(planned, time, span, palette, unit),
        margin={"l": SIDE + planned.hand.gutter, "r": SIDE, "t": 0, "b": 0, "pad": 0},
        shapes=[*shapes(planned, time, palette, unit), *lines, *edge],
        images=stamps(planned.drawn, palette, unit),
        annotations=[*notes(planned, time, palette, sided), *words],
        dragmode="select",
        selectdirection="h",
        hoverdistance=28,
        meta={"knots": [list(knot) for knot in time.knots]},
    )
    marks = traces(planned.drawn, palette, unit, said, opened.events, followed)
    again = [written(planned, time, palette, unit)] if planned.again else []
    rings = publication.rings(visible, opened.reports, time, palette)
    return go.Figure({"data": [*again, *marks, *reported, *rings], "layout": frame})


def _title(number: int, time: Scale, by: By) -> str:
    return f"{count(number, 'event')} by {by}, {_from_to(time.first, time.last)}"


def _from_to(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    if (last - first).days > 730:
        return f"{first.year} to {last.year}"
    return f"{day_words(first)} to {day_words(last)}"


def _weeks(number: int, window: tuple[date, date] | None) -> str:
    return f"The densest weeks: {count(number, 'event')}, {_from_to(*window)}" if window else "No events"


def _undated(ids: Sequence[str]) -> str:
    return f"{count(len(ids), 'event')} without a date cannot be drawn: listed below." if ids else ""


def _caption(
    planned: Plan, time: Scale, undated: Sequence[str], outside: str, dayless: int, elsewhere: int, marked: bool
) -> str:
    left_out = [lane.name for lane in planned.left_out]
    open_end = "an arrowhead an open end, or one outside the picture" if outside else "an arrowhead an open end"
    parts = [
        "" if time.linear else f"Time is not drawn to scale: crowded weeks are widened{_folded(time)}.",
        f"{_drawn_as(planned)} ~ marks an approximate date, {open_end}.",
        "Bold titles in colour belong to the record that is open." if marked else "",
        f"Lanes left out: {_some(left_out)}." if left_out else "",
        outside,
        _undated(undated),
        f"{count(elsewhere, 'report')} became known outside these days." if elsewhere else "",
        f"{count(dayless, 'report')} without a day of publication." if dayless else "",
    ]
    return " ".join(part for part in parts if part)


def _drawn_as(planned: Plan) -> str:
    """What the shapes say that are in the picture."""
    long = [each.bar for each in planned.drawn if not each.bar.is_day]
    lasting = (
        "A filled bar lasted, paler where it may not have begun yet or be over already."
        if any(b.lasts for b in long)
        else ""
    )
    once = "A bracket is a reach: it happened once, some time within." if not all(b.lasts for b in long) else ""
    return f"{lasting} {once}".strip()


def _outside(dated: Iterable[Event], window: Period) -> str:
    """How many events lie wholly before and after the stretch that is drawn."""
    beyond = [event.date for event in dated if event.date and not event.date.possibly_within(*window)]
    later = sum(bool(window[1] and when.first and when.first > window[1]) for when in beyond)
    earlier = len(beyond) - later
    if earlier and later:
        return f"Outside this picture: {count(earlier, 'event')} earlier, {later:,} later."
    side = "earlier" if earlier else "later"
    return f"Outside this picture: {count(len(beyond), 'event')} {side}." if beyond else ""


def _few(crowded_out: int, few: bool) -> str:
    """What a crowd of events leaves out of the picture."""
    parts = [
        f" {count(crowded_out, 'event')} left out of full lanes: a filter or a period brings them."
        if crowded_out
        else "",
        " The lower clock has the reports on the events drawn." if few else "",
    ]
    return "".join(parts)


def _folded(time: Scale) -> str:
    words = list(dict.fromkeys(words for _, _, words in time.folds))
    return (
        f", and shaded bands fold stretches in which nothing is said to have happened ({_some(words)})" if words else ""
    )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
    return ", ".join(names[:TOLD]) + more
