"""Who takes one side on a claim: reports by the origin that they go back to, and how many of those are independent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.analysis.bearing import Bearing
from briefing.analysis.independence import Leaning, any_two, largest, places
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Origin, Report, Source


@dataclass(frozen=True, slots=True)
class Lineage:
    """The reports on one side of a claim that go back to one origin or, where it is not stated, to one publication."""

    origin: Origin
    bearings: tuple[Bearing, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, those that speak of the claim itself first."""
        return tuple(bearing.report for bearing in self.bearings)

    @property
    def known(self) -> bool:
        """Whether the reports say at all where the information comes from."""
        return self.origin.is_stated

    @property
    def is_direct(self) -> bool:
        """Whether any of its reports speaks of the claim itself; else it bears on it by exclusion alone."""
        return any(bearing.is_direct for bearing in self.bearings)


# No slots: cached_property keeps its values in __dict__.
@dataclass(frozen=True)
class Side:
    """Who takes one side on a claim, lineage by lineage.

    ``named`` are the ids of its named origins, ``leaning`` says for the place of each with which others it leans.
    """

    lineages: tuple[Lineage, ...] = ()
    named: tuple[str, ...] = ()
    leaning: Leaning = ()

    def __iter__(self) -> Iterator[Lineage]:
        return iter(self.lineages)

    def __len__(self) -> int:
        return len(self.lineages)

    # Asked for only where it is told: a word needs no more than `any_independent`, and it is wanted for every day.
    @cached_property
    def apart(self) -> frozenset[str]:
        """The largest set of its named origins of which no two lean on each other."""
        return frozenset(self.named[place] for place in places(largest(self.leaning).chosen))

    @property
    def independent(self) -> int:
        """How many of its origins are known to be independent of one another."""
        return len(self.apart)

    @property
    def is_counted(self) -> bool:
        """Whether that is the exact number; else there are at least so many, and the tangle was not counted through."""
        return largest(self.leaning).certain

    @property
    def any_independent(self) -> bool:
        """Whether at least two of its origins are independent of each other, which is always exact."""
        return any_two(self.leaning)

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """Its reports with how each bears on the claim, lineage by lineage."""
        return tuple(bearing for lineage in self.lineages for bearing in lineage.bearings)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, lineage by lineage."""
        return tuple(bearing.report for bearing in self.bearings)

    @cached_property
    def directly(self) -> tuple[Report, ...]:
        """Those of its reports that speak of the claim itself."""
        return tuple(bearing.report for bearing in self.bearings if bearing.is_direct)

    @cached_property
    def by_exclusion(self) -> tuple[Report, ...]:
        """Those that support what cannot be true beside the claim."""
        return tuple(bearing.report for bearing in self.bearings if not bearing.is_direct)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The ids of its origins that are stated."""
        return tuple(lineage.origin.id for lineage in self.lineages if lineage.known)

    @property
    def ways(self) -> tuple[int, int]:
        """How many of its stated origins speak of a claim itself, and how many by exclusion alone."""
        direct = sum(lineage.known and lineage.is_direct for lineage in self.lineages)
        return direct, len(self.origins) - direct

    @property
    def how(self) -> str:
        """How its stated origins speak against a claim, in the words of the matrix: 1 contradicts, 4 by exclusion.

        Empty where none is stated. One that does both contradicts.
        """
        direct, excluding = self.ways
        said = (f"{direct} contradict{'s' if direct == 1 else ''}", f"{excluding} by exclusion")
        return ", ".join(words for words, number in zip(said, self.ways, strict=True) if number)

    @property
    def best(self) -> Lineage | None:
        """The lineage to name where there is room for one: named before unnamed before not stated; then who speaks of
        the claim itself before who bears on it by exclusion; then who has most reports. No grade enters it."""
        return max(self.lineages, key=_telling, default=None)

    @property
    def unstated(self) -> int:
        """How many of its lineages do not say where the information comes from."""
        return len(self.lineages) - len(self.origins)


def _telling(lineage: Lineage) -> tuple[bool, bool, bool, int]:
    return lineage.origin.is_named, lineage.known, lineage.is_direct, len(lineage.bearings)


NOBODY = Side()
"""A side that nobody takes."""


def side(bearings: Iterable[Bearing], dossier: Dossier) -> Side:
    grouped: dict[str, list[Bearing]] = {}
    for bearing in bearings:
        report = bearing.report
        stated = dossier.row(Origin, report.origin).is_stated
        # A publication that names no origin speaks once, however many statements are taken from it.
        grouped.setdefault(report.origin if stated else report.source, []).append(bearing)
    lineages = tuple(Lineage(_origin(found, dossier), tuple(found)) for found in grouped.values())
    # Two groups of unnamed persons may be the same people, so they add nothing to what is known to be independent.
    named = [lineage for lineage in lineages if lineage.origin.is_named]
    return Side(lineages, tuple(lineage.origin.id for lineage in named), _leaning(named, dossier))


def _origin(bearings: Iterable[Bearing], dossier: Dossier) -> Origin:
    """The origin of a lineage; of a publication filed under several that are not stated the same one in any order."""
    return dossier.row(Origin, min(bearing.report.origin for bearing in bearings))


def _leaning(named: Sequence[Lineage], dossier: Dossier) -> Leaning:
    """Which of these named origins lean on each other, each by its place.

    One leans on another where the dossier says that it is not independent of it, or where it is only ever heard through
    it. One report that came another way is enough: what was heard without the other does not lean on it.
    """
    place = {lineage.origin.id: number for number, lineage in enumerate(named)}
    outlets = _by_outlet(lineage.origin.outlet for lineage in named)
    rows = [0] * len(named)
    for here, lineage in enumerate(named):
        others = {place[id] for id in lineage.origin.depends_on if id in place}
        for outlet in _always_through(lineage, dossier):
            others.update(outlets.get(outlet, ()))
        # Both ways: that one is not independent of the other holds for both, whichever row says so.
        for there in others - {here}:
            rows[here] |= 1 << there
            rows[there] |= 1 << here
    return tuple(rows)


def _by_outlet(outlets: Iterable[str | None]) -> Mapping[str, list[int]]:
    """The places at which an outlet stands."""
    found: dict[str, list[int]] = {}
    for number, outlet in enumerate(outlets):
        if outlet is not None:
            found.setdefault(outlet, []).append(number)
    return found


def _always_through(lineage: Lineage, dossier: Dossier) -> set[str]:
    """The outlets through which every report of an origin came."""
    return set.intersection(*(set(path(report, dossier)) for report in lineage.reports))


def path(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """The outlets through which a report came, the publisher first and the one nearest the origin last."""
    return (dossier.row(Source, report.source).outlet, *report.via)
