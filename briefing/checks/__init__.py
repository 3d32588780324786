"""The rules across rows of a dossier whose rows and references are sound."""

from collections.abc import Iterator, Mapping

from briefing.checks import claims, events, judgements, places, reports, sources
from briefing.checks.check import Check, Finding, located
from briefing.dossier import Dossier
from briefing.issues import Issue

__all__ = ["CHECKS", "Check", "Finding", "findings"]

CHECKS: tuple[Check, ...] = (
    *claims.CHECKS,
    *judgements.CHECKS,
    *reports.CHECKS,
    *sources.CHECKS,
    *events.CHECKS,
    *places.CHECKS,
)
"""Every rule, in the order of the Method page."""


def findings(dossier: Dossier, lines: Mapping[str, int]) -> Iterator[Issue]:
    """What all rules find, each at the line of its row."""
    return (located(check, finding, lines) for check in CHECKS for finding in check.find(dossier))
