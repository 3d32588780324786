"""Events as bars in lanes: how long, where its words stand, and in which row, so that nothing hides anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from briefing.dossier import Dossier
from briefing.filters import region_id
from briefing.records import Actor, Claim, Event, Involvement, Place, Question
from briefing.standing import Standing, Word
from briefing.views.picture import shorten, text_width
from briefing.views.scale import EXTENT, Scale

By = Literal["actor", "place", "question"]
Side = Literal["inside", "right", "left"]

MARK = 15.0
GAP = 10.0
FADE = 70.0  # pixels over which an open end is drawn fading out
MOST = 14
NOBODY: Mapping[By, str] = {"actor": "No actor named", "place": "No place given", "question": "No question"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its heading; ``id`` is empty for events that belong to none."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An event in a lane: its extent and the room of mark and words, in pixels from the left of the picture.

    ``first`` and ``last`` are the days drawn, None where that end is open. ``row`` counts from 0 within the lane.
    """

    event: str
    lane: str
    word: Word
    first: date | None
    last: date | None
    start: float
    stop: float
    left: float
    right: float
    text: str
    side: Side
    approximate: bool
    row: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is drawn as a mark and not as an extent."""
        return self.first is not None and self.first == self.last


def lanes_of(event: Event, dossier: Dossier, by: By) -> tuple[Lane, ...]:
    """The lanes in which an event stands: one for every actor in it, or for its province, or its question."""
    if by == "actor":
        rows = dict.fromkeys(row.actor for row in dossier.referring(Involvement, "event", event.id))
        found = tuple(Lane(id, dossier.row(Actor, id).name) for id in rows)
    elif by == "place":
        found = (_region(dossier.row(Place, event.place)),) if event.place else ()
    else:
        question = dossier.row(Question, dossier.row(Claim, event.claim).question)
        found = (Lane(question.id, question.short),)
    return found or (Lane("", NOBODY[by]),)


def _region(place: Place) -> Lane:
    name = f"{place.admin1}, {place.country}" if place.admin1 else f"{place.country}, no province given"
    return Lane(region_id(place.country, place.admin1), name)


def sorted_lanes(
    events: Sequence[Event], dossier: Dossier, by: By, follow: Sequence[str] = (), most: int = MOST
) -> tuple[tuple[Lane, ...], tuple[Lane, ...]]:
    """The lanes to draw and those left out: followed ones first, then the busiest; questions in their own order."""
    busy: dict[Lane, int] = {}
    for event in events:
        for lane in lanes_of(event, dossier, by):
            busy[lane] = busy.get(lane, 0) + 1
    if by == "actor" and any(lane.id in follow for lane in busy):
        return tuple(sorted((lane for lane in busy if lane.id in follow), key=lambda lane: follow.index(lane.id))), ()
    ranked = sorted(busy, key=lambda lane: -busy[lane])
    kept = ranked[:most]
    if by == "question":
        kept.sort(key=lambda lane: dossier.row(Question, lane.id).rank)
    kept.sort(key=lambda lane: not lane.id)
    return tuple(kept), tuple(ranked[most:])


def bar(event: Event, lane: Lane, standings: Mapping[str, Standing], axis: Scale, width: float) -> Bar:
    """One event as a bar, its words inside a long one, else to the right of it, or left where the picture ends."""
    when = event.date
    assert when is not None  # events without a date are counted, not drawn
    unit = width / EXTENT
    start, stop = _extent(when.first, when.last, axis, unit)
    text = f"~ {event.title}" if when.approximate or when.uncertain else event.title
    side, left, right, text = _words(text, start, stop, width)
    return Bar(
        event=event.id,
        lane=lane.id,
        word=standings[event.claim].word,
        first=when.first,
        last=when.last,
        start=start,
        stop=stop,
        left=left,
        right=right,
        text=text,
        side=side,
        approximate=when.approximate or when.uncertain,
    )


def _extent(first: date | None, last: date | None, axis: Scale, unit: float) -> tuple[float, float]:
    start = axis.at(first) * unit if first else None
    stop = axis.at(last + timedelta(1)) * unit if last else None
    if start is None:
        assert stop is not None
        start = stop - FADE
    if stop is None:
        stop = start + FADE
    if first == last:
        start = stop = (start + stop) / 2
    shift = max(-start, 0.0) - max(stop - EXTENT * unit, 0.0)
    return start + shift, stop + shift


def _words(text: str, start: float, stop: float, width: float) -> tuple[Side, float, float, str]:
    """Where the words stand, and how far mark and words reach to either side."""
    half = MARK / 2 if start == stop else 2.0
    room = text_width(text) + GAP
    if stop - start >= room + MARK:
        return "inside", start - half, stop + half, text
    if stop + half + room <= width:
        return "right", start - half, stop + half + room, text
    if start - half - room >= 0:
        return "left", start - half - room, stop + half, text
    if width - stop >= start:
        return "right", start - half, width, shorten(text, width - stop - half - GAP)
    return "left", 0.0, stop + half, shorten(text, start - half - GAP)


def packed(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """The bars of a lane in rows: each in the first row where it touches nothing."""
    ends: list[float] = []
    rows = []
    for each in sorted(bars, key=lambda each: (each.left, each.right, each.event)):
        row = next((row for row, end in enumerate(ends) if end <= each.left), len(ends))
        ends[row:] = [each.right + 2, *ends[row + 1 :]]
        rows.append(replace(each, row=row))
    return tuple(rows)
