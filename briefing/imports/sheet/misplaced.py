"""Coordinates that cannot be where their row says: by its country, by its name, by the other rows of the sheet.

A lost minus sign, or latitude and longitude in each other's place, put a point into the sea or on another continent,
and nothing about the row looks wrong. Whoever has the sheet is asked; nothing is mended for them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from briefing.analysis.distance import km, nearest, roughly
from briefing.dossier.folding import name_key
from briefing.imports.sheet.said import Said
from briefing.imports.sheet.spots import FAR, Pair, Spot, meant, stated_country
from briefing.places import basemap
from briefing.places.gazetteer import Entry
from briefing.places.outlines import country_at, outside_km

CLOSE = 100  # km within which a point read otherwise is where it was looked for, and a coarse one still in its country
BEYOND = 1000  # km outside its country, more than borders that are disputed lie apart
ALONE = 1000  # km to all other places of a sheet, beyond which a point on land is looked at
FEW, MANY = 3, 200  # squares of a degree, from and up to which a sheet is one of a region
SPREAD = 8  # squares in which a name of one place may stand; more are those of a region, wherever its rows lie
MOST_KINDS = 64  # squares, countries and provinces together in which such a name may stand
WIDE = ("country", "province")

Kind = tuple[tuple[int, int], str, str]


@dataclass(frozen=True)
class Point:
    """The coordinates of a row as they are written, with what else it says of the place; ``known`` are so named."""

    line: int
    where: str
    name: str
    country: str
    province: str
    precision: str
    words: tuple[str, str]
    known: tuple[Entry, ...]

    @cached_property
    def at(self) -> Pair:
        """Latitude and longitude."""
        return float(self.words[0]), float(self.words[1])

    @property
    def shown(self) -> str:
        """The coordinates as they are written."""
        return ", ".join(self.words)

    @property
    def square(self) -> tuple[int, int]:
        """The degree that it lies in: a sheet may have thousands of points, and the question is one of continents."""
        return round(self.at[0]), round(self.at[1])

    @cached_property
    def kind(self) -> Kind:
        """What rows have in common that are of one place of a name: the degree, the country and the province."""
        return self.square, name_key(self.country), name_key(self.province)

    @cached_property
    def is_borne_out(self) -> bool:
        """Whether its country, or a place of its name, lies there."""
        away = outside_km(self.country, *self.at)
        return (away is not None and away <= CLOSE) or _nearest(self.at, self.known) <= FAR

    @cached_property
    def is_inside(self) -> bool:
        """Whether it lies in the country that its row names."""
        return outside_km(self.country, *self.at) == 0

    @cached_property
    def reach(self) -> float:
        """How far apart, in km, two points of this name may lie and still be one place."""
        return max([FAR, *(2 * entry.radius_km for entry in self.known)])


def misplaced(read: Iterable[tuple[Said, Spot]], where: Callable[[int], str]) -> dict[int, str]:
    """Why rows cannot lie where their coordinates say, by line."""
    points = [_point(said, spot, where(said.line)) for said, spot in read if spot.own and spot.cells]
    found = {each.line: why for each in points if (why := _elsewhere(each))}
    left = [each for each in points if each.line not in found]
    found |= _apart(left)
    left = [each for each in left if each.line not in found]
    return found | _lone(left)


def _point(said: Said, spot: Spot, where: str) -> Point:
    cells = spot.cells or {}
    return Point(
        said.line,
        where,
        said.get("place"),
        stated_country(said.fields),
        said.get("province"),
        said.get("precision"),
        (cells["latitude"], cells["longitude"]),
        tuple(meant(said.get("place"), said.fields)) if said.get("place") else (),
    )


def _elsewhere(point: Point) -> str:
    """Why a point is not in the country, or near the place, that its row names."""
    if point.is_borne_out:
        return ""
    away = outside_km(point.country, *point.at)
    if away is not None:
        return _outside(point, away)
    there = _nearest(point.at, point.known)
    for words, at in _otherwise(point):
        if _nearest(at, point.known) < CLOSE:
            near = f"{_nearest(at, point.known):,.0f} km {words}"
            return (
                f"{point.shown} lies {there:,.0f} km from {point.name!r}, and {near}; the point that is meant is wanted"
            )
    return ""


def _outside(point: Point, away: float) -> str:
    for words, at in _otherwise(point):
        if (outside_km(point.country, *at) or 0) < CLOSE / 2:
            return (
                f"{point.shown} lies outside {point.country}, and inside it {words}; the point that is meant is wanted"
            )
    if away < BEYOND:
        return ""  # `check` tells of it, and the rest is a matter of borders
    found = f"{point.shown} lies some {away:,.0f} km outside {point.country}, {_ground(point.at)}"
    return f"{found}; a point in {point.country}, or the country that it lies in, is wanted"


def _ground(at: Pair) -> str:
    found = country_at(*at)
    return f"in {found}" if found else "in the sea"


def _otherwise(point: Point) -> Iterator[tuple[str, Pair]]:
    """The point with each usual slip undone, and the words for it."""
    (latitude, longitude), turned = point.at, (point.at[1], point.at[0])
    yield from _on_globe("if latitude and longitude change places", turned)
    for words, at in (("", (latitude, longitude)), (", latitude and longitude in each other's place", turned)):
        for north, east in ((-1, 1), (1, -1), (-1, -1)):
            other = (at[0] * north, at[1] * east)
            yield from _on_globe(f"as {other[0]:g}, {other[1]:g} (a minus sign lost or too many{words})", other)


def _on_globe(words: str, at: Pair) -> Iterator[tuple[str, Pair]]:
    if abs(at[0]) <= 90:
        yield words, at


def _nearest(at: Pair, known: Iterable[Entry]) -> float:
    return min((km(*at, each.latitude, each.longitude) for each in known), default=float("inf"))


def _apart(points: Iterable[Point]) -> dict[int, str]:
    """The rows that give a name a point far from where more rows of that name, or as many, have it."""
    named: dict[str, list[Point]] = defaultdict(list)
    for each in points:
        if each.name and each.precision not in WIDE and not basemap.country(each.name):
            named[name_key(each.name)].append(each)
    groups = (group for group in named.values() if 1 < len({each.square for each in group}) <= SPREAD)
    return {line: why for group in groups for line, why in _odd_ones(group)}


def _odd_ones(group: Iterable[Point]) -> Iterator[tuple[int, str]]:
    """The rows of a name that are none of its place, by line, each held against one row of every kind."""
    kinds: dict[Kind, list[Point]] = defaultdict(list)
    for each in group:
        kinds[each.kind].append(each)
    if len(kinds) <= MOST_KINDS:
        for each in chain.from_iterable(kinds.values()):
            if why := _odd(each, kinds):
                yield each.line, why


def _odd(point: Point, kinds: Mapping[Kind, Sequence[Point]]) -> str:
    """Why a point is none of the place of its name, where at least half of the rows of that name have another."""
    others = [rows for kind, rows in kinds.items() if _may_be_one(point.kind, kind)]
    far = [rows for rows in others if roughly(point.at, rows[0].at) > point.reach]
    if not far or 2 * sum(map(len, far)) < sum(map(len, others)) or _nearest(point.at, point.known) <= FAR:
        return ""
    if point.is_inside and not any(rows[0].is_inside for rows in far):
        return ""  # its country says which of them is wrong
    other = far[0][0]
    read = [words for words, at in _otherwise(point) if roughly(at, other.at) < CLOSE]
    found = (
        f"{point.shown} lies {km(*point.at, *other.at):,.0f} km from where {other.where} has {point.name!r}, "
        f"{other.shown}{f' (and near it {read[0]})' if read else ''}"
    )
    return f"{found}; mend the wrong one, or tell two places of this name apart in a column country or province"


def _may_be_one(one: Kind, other: Kind) -> bool:
    """Whether nothing in two rows says that they are of two places of one name."""
    return all(mine == theirs for mine, theirs in zip(one[1:], other[1:], strict=True) if mine and theirs)


def _lone(points: Sequence[Point]) -> dict[int, str]:
    """The rows that lie far from all others of the sheet, and among them with a usual slip undone."""
    squares = {each.square: each for each in points}
    if not 1 < len(squares) <= MANY:
        return {}
    # Few points are of no one region, and of those only what lies in the sea is looked at.
    few = len(squares) <= FEW
    looked = (each for each in points if not each.is_borne_out and not (few and country_at(*each.at)))
    return {each.line: why for each in looked if (why := _stray(each, squares))}


def _stray(point: Point, squares: Mapping[tuple[int, int], Point]) -> str:
    others = {other.at: other for at, other in squares.items() if at != point.square}
    away = km(*point.at, *nearest(point.at, others))
    if away <= FAR or (away <= ALONE and country_at(*point.at)):
        return ""
    for words, at in _otherwise(point):
        near = others[nearest(at, others)]
        if roughly(at, near.at) < FAR and country_at(*at):
            found = f"{point.shown} lies {_ground(point.at)}, {away:,.0f} km from every other place of the sheet"
            alike = f"and near {near.name or near.shown!r} of {near.where} {words}"
            return f"{found}, {alike}; mend it, or if it is right, name its country in a column country"
    return ""
