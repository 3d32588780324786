"""Both clocks: above what is said to have happened, as long as it lasted or is in doubt; below when it became known."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import plotly.graph_objects as go

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.sentences import count, some
from briefing.dossier.when import day_words
from briefing.pictures.palette import Palette
from briefing.pictures.picture import Picture, blank, layout, sentence
from briefing.pictures.selection import chosen
from briefing.pictures.timeline import publication
from briefing.pictures.timeline.bars import stamps, traces
from briefing.pictures.timeline.frame import SIDE, axes, joined, known_by, levels, notes, shapes, written
from briefing.pictures.timeline.key import signs
from briefing.pictures.timeline.lanes import BARS, By, Filled, filled
from briefing.pictures.timeline.plan import Plan, plan
from briefing.pictures.timeline.publication import Tick
from briefing.pictures.timeline.scale import Ruler, Scale, scale
from briefing.pictures.timeline.sizes import SMALL, WIDE, Sizes

Period = tuple[date | None, date | None]

WEEKS = 35  # days that the small timeline spans
MONTH = 31  # days, up to which a date is fine enough for it
TOLD = 4


@dataclass(frozen=True, slots=True)
class Options:
    """How a timeline is drawn, and what is marked in it.

    Words are set for a picture ``width`` pixels wide; a wider one only has more air. ``focus`` is the record that is
    open: of an event or a claim the reports stand below by side, joined to it. ``window`` is the stretch that is drawn,
    all of it where there is none; ``asof`` the knowledge date. Of two actors in ``follow`` the first is in colour.
    The events in ``faint`` are drawn so. Days that are ``noted`` have room on the calendar, as far as it runs, though
    nothing may lie on them. ``linear`` gives every day the same room; else crowded weeks are widened.
    """

    palette: Palette
    lanes: By = "question"
    focus: str | None = None
    window: Period | None = None
    asof: date | None = None
    follow: tuple[str, ...] = ()
    linear: bool = False
    width: int = 1040
    faint: frozenset[str] = frozenset()
    noted: tuple[date, ...] = ()
    sizes: Sizes = WIDE

    @property
    def inside(self) -> float:
        """How many pixels wide the lanes are."""
        return self.width - 2 * SIDE - self.sizes.gutter


@dataclass(frozen=True)
class _Cast:
    """What of some events and their reports a timeline has room for. ``claim`` is the one that is open."""

    lanes: Filled
    events: tuple[Event, ...]
    ticks: tuple[Tick, ...]
    dayless: int
    plan: Plan
    claim: str | None

    @cached_property
    def visible(self) -> tuple[Tick, ...]:
        """The reports that became known while the calendar runs."""
        time = self.plan.time
        return tuple(tick for tick in self.ticks if time.first <= tick.day <= time.last)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The ids of the events that stand in lanes."""
        return tuple(dict.fromkeys(each.bar.event for each in self.plan.drawn))


def figure(events: Iterable[Event], dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> Picture:
    """The events in lanes over the days on which they became known.

    A click gives the id of the event or report as ``customdata[0]``; a brushed range is read by ``period``.
    """
    found = tuple(events)
    dated = [event for event in found if event.date]
    undated = tuple(event.id for event in found if not event.date)
    shown = [event for event in dated if _is_within(event, options.window)]
    outside = _outside(dated, options.window) if options.window else ""
    if not shown:
        words = "No events lie in this period." if dated else "No dated events are shown under these filters."
        caption = f"{outside} {_undated(undated)}".strip()
        return Picture(blank(options.palette, words), "No events", caption, (), undated)
    cast = _cast(shown, dossier, standings, options)
    drawn = _figure(cast, dossier, standings, options)
    among = set(cast.rows)
    missing = tuple(event.id for event in shown if event.id not in among)
    marked = bool(among & chosen(options.focus, dossier).events)
    few = _few(cast.lanes.crowded_out, len(cast.events) < len(shown) and not cast.claim)
    caption = _caption(cast, undated, outside, marked) + few
    time = cast.plan.time
    left_out = (*undated, *missing)
    return Picture(drawn, _title(cast, options), caption, cast.rows, left_out, signs(time), time.knots)


def _is_within(event: Event, window: Period | None) -> bool:
    return bool(event.date and (not window or event.date.possibly_within(*window)))


def _cast(shown: Sequence[Event], dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> _Cast:
    """As many lanes as the sizes allow."""
    claim = publication.claim_in(options.focus, dossier)
    lanes = options.sizes.lanes
    while True:
        inside = filled(shown, dossier, options.lanes, options.follow, lanes)
        told = tuple(shown) if len(shown) <= BARS else inside.events
        reports, dayless = publication.reports_on([claim] if claim else [event.claim for event in told], dossier)
        found = publication.ticks(reports, dossier, sided=claim is not None)
        days = [tick.day for tick in found]
        time = _scale(told, days, options.window, options.noted, near=claim is not None, linear=options.linear)
        planned = plan(inside, standings, Ruler(time, options.inside), options.sizes)
        lanes = min(lanes, len(inside.lanes)) - 1  # one fewer than there are: the very same would be planned again
        if round(planned.total) <= options.sizes.tall or lanes < 1:
            break
    return _Cast(inside, told, found, dayless, planned, claim)


def compact(events: Iterable[Event], dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> Picture:
    """The densest weeks in brief: the questions with most events in them, without titles, over both clocks."""
    found = tuple(events)
    window = densest(found)
    inside = within(found, window) if window else ()
    shown = figure(inside, dossier, standings, replace(options, window=window, sizes=SMALL))
    few = f"{len(shown.rows)} of {len(inside)} events, those of the first questions." if shown.left_out else ""
    few = few or ("Drawn are those dated to a month or better." if len(within(found, window, coarse=True)) else "")
    return Picture(shown.figure, _weeks(found, window), few, shown.rows, shown.left_out, shown.signs, shown.knots)


def within(events: Iterable[Event], window: Period | None, coarse: bool = False) -> tuple[Event, ...]:
    """The events that may lie in these weeks, of those dated to a month or better; or of the others."""
    return tuple(event for event in events if _fine(event) is not coarse and _is_within(event, window))


def densest(events: Iterable[Event]) -> tuple[date, date] | None:
    """The five weeks in which most events begin, from the first of them; None where no event is dated so finely.

    Of weeks with as many, those in which they follow each other in the fewest days.
    """
    days = sorted(event.date.first for event in events if event.date and _fine(event) and event.date.first)
    if not days:
        return None

    def crowd(day: date) -> tuple[int, int, int]:
        begin, end = bisect_left(days, day), bisect_left(days, day + timedelta(WEEKS))
        return end - begin, -(days[end - 1] - day).days, -day.toordinal()

    start = max(dict.fromkeys(days), key=crowd)
    return start, start + timedelta(WEEKS - 1)


def _fine(event: Event) -> bool:
    when = event.date
    return bool(when and when.first and when.last and (when.last - when.first).days <= MONTH)


def calendar(events: Iterable[Event], dossier: Dossier, linear: bool = False) -> tuple[Scale, tuple[date, ...]]:
    """The scale of all these events and their reports, and the days of note on it, rising: what a zoom steps over.

    Without a dated event there are no such days, and nothing to step over.
    """
    dated = [event for event in events if event.date]
    reports, _ = publication.reports_on([event.claim for event in dated], dossier)
    reported = [tick.day for tick in publication.ticks(reports, dossier, sided=False)]
    days = sorted(_days(dated))
    return _scale(dated, reported, None, near=False, linear=linear) if days else scale(()), tuple(days)


def period(shown: Picture, low: float, high: float) -> tuple[date, date]:
    """The first and last day of a range brushed on a timeline's x axis."""
    time = Scale(shown.knots, ())
    return time.day(min(low, high)), time.day(max(low, high))


def _scale(
    events: Iterable[Event],
    reported: Sequence[date],
    window: Period | None,
    noted: Sequence[date] = (),
    *,
    near: bool,
    linear: bool,
) -> Scale:
    """The calendar of both clocks. Reports are many: only those of one claim (``near``) ask for room of their own."""
    first, last = window or (None, None)
    days = _days(events)
    every = [*days, *reported]
    first, last = first or min(every), last or max(every)
    return scale([*days, *(sorted(set(reported)) if near else ()), *noted], first, last, linear)


def _days(events: Iterable[Event]) -> list[date]:
    """The days on which the dates of events begin or end."""
    return [day for event in events if event.date for day in (event.date.first, event.date.last) if day]


def _followed(dossier: Dossier, follow: Sequence[str]) -> frozenset[str]:
    """The events of the first of two actors followed; of one alone all events shown are his, and need no colour."""
    return chosen(follow[0], dossier).events if len(follow) == 2 else frozenset()


def _figure(cast: _Cast, dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> go.Figure:
    plan, visible, palette = cast.plan, cast.visible, options.palette
    opened, span = chosen(options.focus, dossier), levels(visible)
    sided = any(tick.stance for tick in visible)
    lines = joined(plan, _home(cast, options.focus), [tick.day for tick in visible], palette) if sided else []
    edge, words = known_by(options.asof, plan, palette)
    frame = layout(
        palette,
        None,
        round(plan.total),
        **axes(plan, span, palette),
        margin={"l": SIDE + plan.sizes.gutter, "r": SIDE, "t": 0, "b": 0, "pad": 0},
        shapes=[*shapes(plan, palette), *lines, *edge],
        images=stamps(plan, palette, options.faint),
        annotations=[*notes(plan, palette, sided), *words],
        dragmode="select",
        selectdirection="h",
        hoverdistance=28,
    )
    said = {event.id: sentence(event, dossier, standings) for event in cast.events}
    again = [written(plan, palette)] if plan.again else []
    bars = traces(plan, palette, said, opened.events, _followed(dossier, options.follow), options.faint)
    reported = publication.traces(visible, dossier, plan.time, palette, plan.sizes.strip / (span[1] - span[0]))
    rings = publication.rings(visible, opened.reports, plan.time, palette)
    return go.Figure({"data": [*again, *bars, *reported, *rings], "layout": frame})


def _home(cast: _Cast, focus: str | None) -> str:
    """The event that the reports of the open claim are joined to."""
    return next((event.id for event in cast.events if event.id == focus or event.claim == cast.claim), "")


def _title(cast: _Cast, options: Options) -> str:
    among, time = set(cast.rows), cast.plan.time
    drawn = [event for event in cast.events if event.id in among]
    number = _counted(drawn, options.window) if options.window else count(len(drawn), "event")
    return f"{number} by {options.lanes}, {_from_to(time.first, time.last)}"


def _counted(events: Sequence[Event], window: Period | None) -> str:
    """How many events lie in a stretch of the calendar; those apart that one date gives more than a month."""
    fine, coarse = len(within(events, window)), len(within(events, window, coarse=True))
    if not coarse:
        return count(fine, "event")
    return f"{count(fine, 'event')}, and {coarse:,} dated over more than a month,"


def _from_to(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    if (last - first).days > 730:
        return f"{first.year} to {last.year}"
    return f"{day_words(first)} to {day_words(last)}"


def _weeks(events: Sequence[Event], window: tuple[date, date] | None) -> str:
    return f"The densest weeks: {_counted(events, window).rstrip(',')}, {_from_to(*window)}" if window else "No events"


def _undated(ids: Sequence[str]) -> str:
    return f"{count(len(ids), 'event')} without a date cannot be drawn: listed below." if ids else ""


def _caption(cast: _Cast, undated: Sequence[str], outside: str, marked: bool) -> str:
    time, left_out = cast.plan.time, [lane.name for lane in cast.plan.left_out]
    elsewhere = len(cast.ticks) - len(cast.visible)
    open_end = "an arrowhead an open end, or one outside the picture" if outside else "an arrowhead an open end"
    parts = [
        "Time is drawn to scale."
        if time.linear
        else f"Time is not drawn to scale: crowded weeks are widened{_folded(time)}.",
        f"{_drawn_as(cast.plan)} ~ marks an approximate date, {open_end}.",
        "Bold titles in colour belong to the record that is open." if marked else "",
        f"Lanes left out: {some(left_out, TOLD)}." if left_out else "",
        outside,
        _undated(undated),
        f"{count(elsewhere, 'report')} became known outside these days." if elsewhere else "",
        f"{count(cast.dayless, 'report')} without a day of publication." if cast.dayless else "",
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
        f", and shaded bands fold stretches in which nothing is said to have happened ({some(words, TOLD)})"
        if words
        else ""
    )
