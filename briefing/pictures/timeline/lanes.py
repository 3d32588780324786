"""Events as bars in lanes: how long, where its words stand, and in which row, so that nothing hides anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from briefing.analysis.standing import Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Event, Involvement, Place, Question
from briefing.dossier.when import NEVER, When
from briefing.pictures.picture import SIZE
from briefing.pictures.timeline.scale import Ruler
from briefing.pictures.timeline.sizes import LANES, Sizes
from briefing.pictures.typography import BOLD, shorten, text_width
from briefing.view.filters import region_id

By = Literal["actor", "place", "question"]
Side = Literal["inside", "right", "left", "above"]
Span = tuple[float, float]
"""From where to where, in pixels from the left."""

MARK = 15.0
GAP = 10.0
EDGE = 3.0  # pixels that the outline of a bar needs beyond its ends
FADE = 70.0  # pixels over which an open end is drawn fading out
THRIFT = 0.75
BARS = 400  # in one picture; with more neither a browser nor a reader keeps up
NOBODY: Mapping[By, str] = {"actor": "No actor named", "place": "No place given", "question": "No question"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its heading; ``id`` is empty for events that belong to none."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a bar stand, and how far they reach with the mark beside them, in pixels from the left.

    Words above stand in a row of their own, with the mark in the next.
    """

    text: str
    side: Side
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Bar:
    """An event in a lane: its extent in pixels from the left, and its words. ``row`` is that of the mark, from 0.

    What ``lasts`` did so from ``sure[0]`` to ``sure[1]`` at least, where any such stretch is known; else it happened
    once, on one of the days of its extent. An end is open where it is not known, or lies outside the picture.
    ``others`` are further places for the words.
    """

    event: str
    lane: str
    word: Word
    start: float
    stop: float
    words: Words
    others: tuple[Words, ...] = ()
    is_day: bool = False
    lasts: bool = False
    sure: tuple[float, float] | None = None
    open_start: bool = False
    open_end: bool = False
    row: int = 0

    @property
    def ends(self) -> tuple[float, float]:
        """How far the mark itself reaches."""
        half = MARK / 2 if self.is_day else EDGE
        return self.start - half, self.stop + half


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


@dataclass(frozen=True, slots=True)
class Filled:
    """The lanes to draw with their events, the lanes left out, and how many events found no room in a full lane."""

    lanes: Mapping[Lane, Sequence[Event]]
    left_out: tuple[Lane, ...]
    crowded_out: int

    @property
    def events(self) -> tuple[Event, ...]:
        """The events to draw, each once."""
        return tuple({event.id: event for inside in self.lanes.values() for event in inside}.values())


def filled(events: Iterable[Event], dossier: Dossier, by: By, follow: Sequence[str] = (), most: int = LANES) -> Filled:
    """The events in their lanes; of more than a picture can hold the first of every lane, in file order."""
    inside: dict[Lane, list[Event]] = {}
    for event in events:
        for lane in lanes_of(event, dossier, by):
            inside.setdefault(lane, []).append(event)
    kept, left_out = sorted_lanes({lane: len(found) for lane, found in inside.items()}, dossier, by, follow, most)
    room = _room([len(inside[lane]) for lane in kept])
    lanes = {lane: inside[lane][:room] for lane in kept}
    return Filled(lanes, left_out, sum(len(inside[lane]) - len(lanes[lane]) for lane in kept))


def _room(sizes: Sequence[int]) -> int:
    """How many events a lane may have, so that all together are no more than a picture can hold."""
    room = max(sizes, default=0)
    while room > 1 and sum(min(size, room) for size in sizes) > BARS:
        room -= 1
    return room


def sorted_lanes(
    busy: Mapping[Lane, int], dossier: Dossier, by: By, follow: Sequence[str] = (), most: int = LANES
) -> tuple[tuple[Lane, ...], tuple[Lane, ...]]:
    """The lanes to draw and those left out: followed ones first, then the busiest; questions in their own order."""
    if by == "actor" and any(lane.id in follow for lane in busy):
        return tuple(sorted((lane for lane in busy if lane.id in follow), key=lambda lane: follow.index(lane.id))), ()
    ranked = sorted(busy, key=lambda lane: -busy[lane])
    if by == "question":
        ranked.sort(key=lambda lane: dossier.row(Question, lane.id).rank)
    kept = sorted(ranked[:most], key=lambda lane: not lane.id)
    return tuple(kept), tuple(ranked[most:])


def bar(event: Event, lane: Lane, word: Word, ruler: Ruler, sizes: Sizes) -> Bar:
    """One event as a bar of its standing, with its title where these are written."""
    when = event.date
    assert when is not None  # events without a date are counted, not drawn
    start, stop = _extent(when.first, when.last, ruler)
    text = f"~ {event.title}" if when.approximate or when.uncertain else event.title
    places = _places(text if sizes.titled else "", start, stop, ruler.width, sizes.thick - 1)
    return Bar(
        event=event.id,
        lane=lane.id,
        word=word,
        start=start,
        stop=stop,
        words=places[0],
        others=places[1:],
        is_day=when.first is not None and when.first == when.last,
        lasts=when.lasts,
        sure=_sure(when, start, stop, ruler),
        open_start=when.first is None or when.first < ruler.time.first,
        open_end=when.last is None or when.last > ruler.time.last,
    )


def _extent(first: date | None, last: date | None, ruler: Ruler) -> tuple[float, float]:
    """From where to where a bar runs. An open end fades out soon, unless the other lies beyond the picture."""
    start = ruler.at(first) if first else None
    stop = ruler.at(last + timedelta(1)) if last else None
    if start is None:
        assert stop is not None and last is not None  # a date has at least one end
        start = 0.0 if last > ruler.time.last else stop - FADE
    if stop is None:
        stop = ruler.width if first and first < ruler.time.first else start + FADE
    if first == last:
        start = stop = (start + stop) / 2
    shift = max(-start, 0.0) - max(stop - ruler.width, 0.0)
    return start + shift, stop + shift


def _sure(when: When, start: float, stop: float, ruler: Ruler) -> tuple[float, float] | None:
    """From where to where, of an extent, something went on wherever its ends lie; None where that is no stretch."""
    if not when.lasts or when.begun is None or when.over is None or when.begun > when.over:
        return None
    low, high = ruler.at(when.begun), stop if when.over == NEVER else ruler.at(when.over + timedelta(1))
    return (max(low, start), min(high, stop)) if max(low, start) < min(high, stop) else None


def _places(text: str, start: float, stop: float, width: float, mark: float) -> tuple[Words, ...]:
    """Where words may stand: inside a long bar, else to its right or left, else in a row of their own above it."""
    half = mark / 2 if start == stop else EDGE
    low, high = start - half, stop + half
    if not text:
        return (Words("", "inside", low, high),)
    room = _wide(text) + GAP
    if stop - start >= room + MARK:
        return (Words(text, "inside", low, high),)
    found = []
    if high + room <= width:
        found.append(Words(text, "right", low, high + room))
    if low - room >= 0:
        found.append(Words(text, "left", low - room, high))
    if found:
        return tuple(found)
    text = shorten(text, width - GAP, SIZE, BOLD)
    begin = max(min(low, width - _wide(text) - GAP), 0.0)
    return (Words(text, "above", begin, begin + _wide(text) + GAP),)


def _wide(text: str) -> float:
    """Room for a title, which stays where it is when the choice of an event makes it bold."""
    return text_width(text, SIZE, BOLD)


def packed(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """The bars of a lane in rows, so that neither they nor their words touch.

    Words stand to the right, unless the lane gets a quarter lower with words on the left wherever there is room.
    """
    ordered = sorted(bars, key=lambda each: (each.start, each.stop, each.event))
    right = _rows(ordered)
    left = _rows([_leftward(each) for each in ordered])
    return left if _height(left) <= THRIFT * _height(right) else right


def _leftward(each: Bar) -> Bar:
    places = sorted((each.words, *each.others), key=lambda words: words.side != "left")
    return replace(each, words=places[0], others=tuple(places[1:]))


def _height(bars: Sequence[Bar]) -> int:
    return 1 + max((each.row for each in bars), default=-1)


def _rows(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Each bar in the first row where it is free with its words in one place or another."""
    rows: list[list[Span]] = []
    since: dict[tuple[Span, ...], int] = {}
    found = []
    for each in bars:
        row, words = _first_free(each, rows, since)
        needs = _needs(each, words)
        rows += [[] for _ in range(row + len(needs) - len(rows))]
        for below, need in enumerate(needs):
            rows[row + below].append(need)
        found.append(replace(each, row=row + len(needs) - 1, words=words, others=()))
    return tuple(found)


def _needs(each: Bar, words: Words) -> tuple[Span, ...]:
    """What a bar takes of each row that it needs, from the topmost."""
    span = words.left, words.right
    return (span, each.ends) if words.side == "above" else (span,)


def _first_free(each: Bar, rows: Sequence[Sequence[Span]], since: dict[tuple[Span, ...], int]) -> tuple[int, Words]:
    """The first row, and the first place in it, where a bar is free.

    ``since`` keeps for each need the row before which there was no room for it: rows only fill, so that a crowd on one
    day does not look through all of them for each of its bars.
    """
    first, chosen = len(rows), each.words
    for words in (each.words, *each.others):
        needs = _needs(each, words)
        row = since.get(needs, 0)
        while row < first and not _has_room(needs, rows, row):
            row += 1
        since[needs] = row
        if row < first:
            first, chosen = row, words
    return first, chosen


def _has_room(needs: Sequence[Span], rows: Sequence[Sequence[Span]], row: int) -> bool:
    return all(_is_free(need, taken) for need, taken in zip(needs, rows[row : row + len(needs)], strict=False))


def _is_free(need: Span, taken: Iterable[Span]) -> bool:
    return all(need[1] + 1 <= low or need[0] - 1 >= high for low, high in taken)
