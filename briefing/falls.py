"""If this falls: which standings change when sources, outlets or origins are taken away. Never the real state."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.dossier import Dossier
from briefing.records import Claim
from briefing.standing import Standing


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose standing is another without what fell."""

    claim: Claim
    before: Standing
    after: Standing


def changed(dossier: Dossier, before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[Change, ...]:
    """The claims whose standing differs between two sets of standings, in file order."""
    return tuple(
        Change(claim, before[claim.id], after[claim.id])
        for claim in dossier.claims
        if before[claim.id].word != after[claim.id].word
    )
