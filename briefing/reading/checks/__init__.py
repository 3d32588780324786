"""The rules across rows of a dossier whose rows and references are sound."""

from collections.abc import Iterable, Iterator, Mapping

from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.reading.checks import (
    claims,
    cuts,
    dates,
    events,
    examples,
    exclusion,
    judgements,
    places,
    reports,
    sources,
    speaking,
    stories,
    wording,
)
from briefing.reading.checks.check import Check, Finding, located

__all__ = ["CHECKS", "Check", "Finding", "findings"]

CHECKS: tuple[Check, ...] = (
    *claims.CHECKS,
    *exclusion.CHECKS,
    *judgements.CHECKS,
    *reports.CHECKS,
    *sources.CHECKS,
    *events.CHECKS,
    *dates.CHECKS,
    *speaking.CHECKS,
    *places.CHECKS,
    *wording.CHECKS,
    *stories.CHECKS,
    *cuts.CHECKS,
    *examples.CHECKS,
)
"""Every rule, in the order of the Method page."""


def findings(dossier: Dossier, lines: Mapping[str, int], checks: Iterable[Check] = CHECKS) -> Iterator[Issue]:
    """What the rules find, each at the line of its row."""
    return (located(check, finding, lines) for check in checks for finding in check.find(dossier))
