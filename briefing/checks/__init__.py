"""The rules across rows of a dossier whose rows and references are sound."""

from collections.abc import Iterator, Mapping

from briefing.checks.check import Check, located
from briefing.dossier import Dossier
from briefing.issues import Issue

CHECKS: tuple[Check, ...] = ()
"""Every rule, in the order of the Method page."""


def findings(dossier: Dossier, lines: Mapping[str, int]) -> Iterator[Issue]:
    """What all rules find, each at the line of its row."""
    return (located(check, finding, lines) for check in CHECKS for finding in check.find(dossier))
