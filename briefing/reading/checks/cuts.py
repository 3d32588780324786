"""Rules for a dossier that is a part of another."""

from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.reading.checks.check import Finding, error


@error("cut-untold", "Standings are computed on a cut of a dossier only where its front matter says so.")
def untold(dossier: Dossier) -> Iterator[Finding]:
    cut = dossier.info.cut
    if cut and cut.standings is None:
        message = (
            f"this is a cut of release {cut.release}, not a whole dossier, and its claims would stand otherwise; "
            f"missing: {cut.missing}; wanted is the whole or, to have standings computed all the same, the line "
            'standings = "on these rows alone" under [cut]'
        )
        yield Finding(None, "cut.standings", message)


CHECKS = (untold,)
