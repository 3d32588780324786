"""Which marks of a map are never drawn as one: across a border, across claims that exclude each other, key places."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analysis.bearing import excluded
from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import name_key
from briefing.dossier.records import Claim, Place
from briefing.pictures.map.marks import Cluster, Mark
from briefing.view.glance import FIRST

KIND = re.compile(r" (province|district|region|valley|gorge)\b.*| \(.*")  # what a question leaves out of a name


@dataclass(frozen=True, slots=True)
class Parting:
    """What keeps marks apart.

    ``rivals`` holds, for a claim, those that cannot be true beside it; ``key`` holds, for the id of a place, the name
    that a key question uses of it.
    """

    rivals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    key: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, mark: Mark) -> str:
        """The name that the first key questions use of a mark's place, or of what it lies in; empty for the others."""
        return self.key.get(mark.place.id, "")

    def called(self, group: Cluster) -> str:
        """The name of a group, and before it the one that a key question uses where that is another."""
        asked = self.name_of(group.marks[0])
        return group.name if asked in group.name else f"{asked}: {group.name}"

    def parts(self, one: Mark, other: Mark) -> bool:
        """Whether two marks must stay two, however near they are."""
        if one.place.country != other.place.country or self.name_of(one) != self.name_of(other):
            return True
        claims = {event.claim for event in other.events}
        return any(not claims.isdisjoint(self.rivals[event.claim]) for event in one.events)


def parting(found: Sequence[Mark], dossier: Dossier) -> Parting:
    """What keeps these marks of a dossier apart."""
    claims = {event.claim for mark in found for event in mark.events}
    rivals = {id: frozenset(other.id for other in excluded(dossier.row(Claim, id), dossier)) for id in claims}
    return Parting(rivals, _key([mark.place for mark in found], dossier))


def _key(places: Sequence[Place], dossier: Dossier) -> dict[str, str]:
    """The places, by id, that the first key questions name, each with the name that they use."""
    first = sorted(dossier.questions, key=lambda question: question.rank)[:FIRST]
    asked = "\n".join(name_key(question.text) for question in first)
    names = {name_key(name): name for place in dossier.places for name in _names(place) if _is_in(name, asked)}
    return {place.id: name for place in places if (name := _named(place, names))}


def _named(place: Place, names: Mapping[str, str]) -> str:
    """The first of some names that a place, or what it lies in, has in its own: West Mosul has Mosul."""
    own = "\n".join(map(name_key, (*_names(place), place.name, place.admin2))) if _names(place) else ""
    return next((name for key, name in names.items() if _is_in(key, own)), "")


def _names(place: Place) -> list[str]:
    """The names that a question may use of a place; none of a land, which is too wide to be kept in sight."""
    return [] if place.precision == "country" else [KIND.sub("", name) for name in (place.name, *place.aliases)]


def _is_in(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name_key(name))}(?!\w)", text) is not None
