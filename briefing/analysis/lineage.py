"""Who takes one side on a claim: reports by the origin that they go back to, and how many of those are independent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.analysis.bearing import Bearing
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

    ``apart`` is the largest set of its named origins of which no two lean on each other.
    """

    lineages: tuple[Lineage, ...] = ()
    apart: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Lineage]:
        return iter(self.lineages)

    def __len__(self) -> int:
        return len(self.lineages)

    @property
    def independent(self) -> int:
        """How many of its origins are known to be independent of one another."""
        return len(self.apart)

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
    return Side(lineages, _apart(lineages, dossier))


def _origin(bearings: Iterable[Bearing], dossier: Dossier) -> Origin:
    """The origin of a lineage; of a publication filed under several that are not stated the same one in any order."""
    return dossier.row(Origin, min(bearing.report.origin for bearing in bearings))


def _apart(lineages: Iterable[Lineage], dossier: Dossier) -> frozenset[str]:
    """The largest set of named origins of which no two lean on each other."""
    # Two groups of unnamed persons may be the same people, so they add nothing to what is known to be independent.
    named = [lineage for lineage in lineages if lineage.origin.is_named]
    leaning = {
        one.origin.id: {
            other.origin.id
            for other in named
            # Asked both ways: that one is not independent of the other holds for both, whichever row says so.
            if other is not one and (_leans(one, other, dossier) or _leans(other, one, dossier))
        }
        for one in named
    }
    return _largest(tuple(leaning), leaning)


def _largest(ids: tuple[str, ...], leaning: Mapping[str, set[str]]) -> frozenset[str]:
    """The largest set among these of which no two lean on each other.

    Exact, since the number decides whether a claim is corroborated: the first is either in the set, and those that
    it leans with are not, or it is left out. Leaving it out is worth a look only where it leans with two or more, since
    it can always stand in the place of one alone; so pairs and chains cost nothing, and only tangles are searched.
    """
    if not ids:
        return frozenset()
    one, rest = ids[0], ids[1:]
    free = tuple(other for other in rest if other not in leaning[one])
    with_one = frozenset({one}) | _largest(free, leaning)
    if len(rest) - len(free) <= 1:
        return with_one
    # Of two sets as large max takes the first, so the one that is shown as independent is the same each time.
    return max(with_one, _largest(rest, leaning), key=len)


def _leans(one: Lineage, other: Lineage, dossier: Dossier) -> bool:
    """Whether the dossier says that an origin is not independent of another, or it is only ever heard through it.

    One report that came another way is enough: what was heard without the other does not lean on it.
    """
    if other.origin.id in one.origin.depends_on:
        return True
    outlet = other.origin.outlet
    return outlet is not None and all(outlet in path(report, dossier) for report in one.reports)


def path(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """The outlets through which a report came, the publisher first and the one nearest the origin last."""
    return (dossier.row(Source, report.source).outlet, *report.via)
