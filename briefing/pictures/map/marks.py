"""What a map marks: one mark a place with its events, near ones drawn as one, and the frame that holds them."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from briefing.analysis.standing import WORDS, Standing, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event, Place
from briefing.places import basemap
from briefing.places.geo import WIDEST_REACH_KM, Leg, bounds, distance_km, fit, project

CAUTION: tuple[Word, ...] = (
    "contested",
    "denied",
    "withdrawn",
    "origin not stated",
    "unsupported",
    "unknown as yet",
    "single origin",
    "corroborated",
)
"""The order in which a standing colours a mark of several events: what calls for care before what is settled."""

Tally = tuple[tuple[Word, int], ...]
"""Standings, each with a number of events."""

AREAS = ("country", "province")
FAINT = 0.4  # of its colour that a mark keeps which was not yet known on the day that this one is set against
FILL, WIDE_KM = 0.1, 100  # of its colour on an area, up to which radius
MARKS = 250  # on one map; with more neither a browser nor a reader keeps up
THEATRE = 0.95  # share of events, nearest to their middle, that is framed at most where all would be too small
CLOSEST = 7.0  # the zoom of a map beside words at the most, on one of 700 pixels, which is some 350 kilometres
CLOSE_ENOUGH = 4.0  # the zoom, on a map of 1100 pixels, above which everything may stay in the frame


@dataclass(frozen=True)
class Mark:
    """A place with the events shown there, and in ``words`` the standing of each of them."""

    place: Place
    events: tuple[Event, ...]
    words: tuple[Word, ...]

    @cached_property
    def tally(self) -> Tally:
        """How many of its events have each standing, in the published order."""
        return _tally(self.words)

    @property
    def word(self) -> Word:
        """The standing among them that calls for most care."""
        return min((word for word, _ in self.tally), key=CAUTION.index)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the events."""
        return tuple(event.id for event in self.events)

    def holds(self, id: str | None) -> bool:
        """Whether this is the place, or one of the events, of this id."""
        return id is not None and id in (self.place.id, *self.ids)

    @property
    def lat(self) -> float:
        """Latitude of the mark: where an area is labelled, else the place's point."""
        return basemap.label_point(self.area)[0] if self.area else self.place.latitude

    @property
    def lon(self) -> float:
        """Longitude of the mark."""
        return basemap.label_point(self.area)[1] if self.area else self.place.longitude

    @cached_property
    def spot(self) -> tuple[float, float]:
        """Where the mark lies, in Web Mercator pixels at zoom 0."""
        return project(self.lat, self.lon)

    @property
    def radius_km(self) -> float:
        """Radius that should hold the true place."""
        return self.place.radius_km

    @property
    def fill(self) -> float:
        """How much of its colour lies on its area: the larger that is the less, so that it does not speak loudest."""
        return min(FILL, FILL * WIDE_KM / max(self.radius_km, 1))

    @property
    def is_area(self) -> bool:
        """Whether the place is known no finer than as a country or province: never a pin."""
        return self.place.precision in AREAS

    @property
    def is_vague(self) -> bool:
        """Whether its point only stands for something wider, a district or more, so that it must not look like one."""
        return self.is_area or self.place.precision == "district"

    @cached_property
    def area(self) -> basemap.Feature | None:
        """The area on the base map; None for finer places, and where the base map has no such area."""
        if self.place.precision == "country":
            return basemap.country(self.place.country)
        if self.place.precision == "province":
            return basemap.province(self.place.country, self.place.admin1)
        return None


@dataclass(frozen=True)
class Cluster:
    """Marks too near to each other to be told apart at a zoom, the fullest first; it stands where the fullest is."""

    marks: tuple[Mark, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all their events."""
        return tuple(id for mark in self.marks for id in mark.ids)

    @property
    def tally(self) -> Tally:
        """All their events by standing, in the published order."""
        return _tally(word for mark in self.marks for word in mark.words)

    def parted(self, later: Collection[str]) -> tuple[Tally, Tally]:
        """The same in two: the events that were known already, and those in ``later``, to be drawn faint among them.

        Where none was known already there is nothing to part: the whole is to be faint.
        """
        pairs = [
            (event.id in later, word)
            for mark in self.marks
            for event, word in zip(mark.events, mark.words, strict=True)
        ]
        known, faint = (_tally(word for is_later, word in pairs if is_later is side) for side in (False, True))
        return (known, faint) if known else (faint, ())

    @property
    def is_area(self) -> bool:
        """Whether it is of an area, which is never put together with another."""
        return self.marks[0].is_area

    @property
    def name(self) -> str:
        """The place, or the fullest of them and how many more."""
        more = len(self.marks) - 1
        return self.marks[0].place.name + (f" and {more} more" if more else "")


@dataclass(frozen=True, slots=True)
class Frame:
    """The middle and the Web Mercator zoom of a map."""

    latitude: float
    longitude: float
    zoom: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point of the globe lies, in pixels to the right of the middle and below it."""
        (x, y), (a, b) = (
            project(*each, self.zoom) for each in ((latitude, longitude), (self.latitude, self.longitude))
        )
        return x - a, y - b


def marks(events: Iterable[Event], dossier: Dossier, standings: Mapping[str, Standing]) -> tuple[Mark, ...]:
    """One mark for every place that is named by an event, in order of first mention."""
    at: dict[str, list[Event]] = {}
    for event in events:
        if event.place:
            at.setdefault(event.place, []).append(event)
    return tuple(
        Mark(dossier.row(Place, id), tuple(found), tuple(standings[event.claim].word for event in found))
        for id, found in at.items()
    )


def under(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in the order in which their areas and circles are drawn: no wide one over one within it."""
    return tuple(sorted(found, key=lambda mark: -mark.radius_km))


def busiest(found: Sequence[Mark], focus: str | None = None) -> tuple[Mark, ...]:
    """As many marks as a picture can hold: those with most events, and the one that is looked at, in their order."""
    if len(found) <= MARKS:
        return tuple(found)
    ranked = sorted(found, key=lambda mark: (not mark.holds(focus), -len(mark.events)))
    kept = {mark.place.id for mark in ranked[:MARKS]}
    return tuple(mark for mark in found if mark.place.id in kept)


def unplaced(events: Iterable[Event], dossier: Dossier) -> tuple[Event, ...]:
    """The events that cannot be put on a map, in file order; they are to be listed and counted."""
    return tuple(event for event in events if event.place is None or dossier.find(event.place) is None)


def clusters(
    found: Iterable[Mark],
    zoom: float,
    apart: tuple[float, float],
    parts: Callable[[Mark, Mark], bool] = lambda *_: False,
) -> tuple[Cluster, ...]:
    """The point marks, put together where they are nearer than so many pixels across and down at a zoom.

    Two marks that ``parts`` keeps apart never come under one.
    """
    groups: list[list[Mark]] = []
    for mark in sorted((mark for mark in found if not mark.is_area), key=lambda mark: -len(mark.events)):
        touching = (group for group in groups if _touch(group[0], mark, zoom, apart))
        near = next((group for group in touching if not any(parts(each, mark) for each in group)), None)
        if near is None:
            groups.append([mark])
        else:
            near.append(mark)
    return tuple(Cluster(tuple(group)) for group in groups)


def frame(
    found: Sequence[Mark], size: tuple[float, float], legs: Sequence[Leg] = (), focus: str | None = None
) -> Frame | None:
    """The frame to open on, for a map of so many pixels. Where all would be too small to read, the theatre alone.

    None where there is nothing to frame.
    """
    all_of_it = whole(found, size, legs)
    if all_of_it is None or all_of_it.zoom >= CLOSE_ENOUGH + math.log2(size[0] / 1100):
        return all_of_it
    box = bounds(mark.place for mark in _theatre(found, focus))
    return Frame(*fit(box, *size)) if box else all_of_it


def gathered(found: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks to frame where an area is to be seen, but not to push the places to the edge: with those of areas no
    wider than a third round where each is labelled. Where there are areas alone they are as wide as they are."""
    if all(mark.is_area for mark in found):
        return tuple(found)
    return tuple(_gathered(mark) if mark.is_area else mark for mark in found)


def farther(view: Frame, width: float) -> Frame:
    """The frame beside words: so far off that what lies around says where the place is that they tell of."""
    return replace(view, zoom=min(view.zoom, CLOSEST + math.log2(width / 700)))


def _gathered(mark: Mark) -> Mark:
    drawn_in = {"latitude": mark.lat, "longitude": mark.lon, "radius_km": min(mark.radius_km, WIDEST_REACH_KM) / 3}
    return replace(mark, place=mark.place.model_copy(update=drawn_in))


def whole(found: Sequence[Mark], size: tuple[float, float], legs: Sequence[Leg] = ()) -> Frame | None:
    """The frame that holds every mark and both ends of every leg; None where there is nothing to frame."""
    ends = [place for leg in legs for place in (leg.from_place, leg.to_place)]
    box = bounds([mark.place for mark in found] + ends)
    return Frame(*fit(box, *size)) if box else None


def aside(view: Frame, before: Frame) -> Frame:
    """A frame none of whose numbers is that of the one before; some 20 metres off where it would be."""
    hair = 2e-4 if view.latitude == before.latitude else 0.0
    return Frame(view.latitude + hair, view.longitude + hair, view.zoom + 10 * hair)


def beyond(found: Sequence[Mark], view: Frame, size: tuple[float, float]) -> tuple[Mark, ...]:
    """The marks whose tag would stand outside a frame of so many pixels; they are to be said beside the map."""
    offsets = ((mark, view.at(mark.lat, mark.lon)) for mark in found)
    return tuple(mark for mark, (x, y) in offsets if abs(x) > size[0] / 2 or abs(y) > size[1] / 2)


def _theatre(found: Sequence[Mark], focus: str | None) -> list[Mark]:
    """The marks that hold the share of events nearest to their middle, and the one that is looked at."""
    if not found:
        return []
    middle = _middle(found)
    ordered = sorted(found, key=lambda mark: distance_km(middle, mark.place))
    counts = list(accumulate(len(mark.events) for mark in ordered))
    most = max(THEATRE * counts[-1], counts[0])
    return [mark for mark, count in zip(ordered, counts, strict=True) if count <= most or mark.holds(focus)]


def _middle(found: Sequence[Mark]) -> Place:
    """The place in the middle of all events from west to east."""
    places = sorted((mark.place for mark in found for _ in mark.events), key=lambda place: place.longitude)
    return places[len(places) // 2]


def _touch(one: Mark, other: Mark, zoom: float, apart: tuple[float, float]) -> bool:
    (a, b), (c, d), scale = one.spot, other.spot, 2**zoom
    return abs(a - c) * scale < apart[0] and abs(b - d) * scale < apart[1]


def _tally(words: Iterable[Word]) -> Tally:
    counts = Counter(words)
    return tuple((word, counts[word]) for word in WORDS if counts[word])
