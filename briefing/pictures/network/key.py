"""The shapes by which a network draws the kinds of actors, in words."""

from collections.abc import Iterable

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Relation

SHAPES = {
    "person": "○ person",
    "organisation": "□ organisation",
    "armed group": "△ armed group",
    "state body": "⬠ state body",
    "media": "⬡ media",
}


def key(ties: Iterable[Relation], dossier: Dossier) -> tuple[str, ...]:
    """The shapes of those between whom these ties are."""
    present = {dossier.row(Actor, id).kind for tie in ties for id in (tie.from_, tie.to)}
    return tuple(words for kind, words in SHAPES.items() if kind in present)
