"""Rules for acts of speaking: that a thing was said is one claim, what was said another."""

import re
from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.reading.checks.check import Finding, warning

SPEAKING = (
    *("statement", "denial", "announcement", "report", "accusation", "confirmation", "declaration", "retraction"),
    *("interview", "speech", "testimony", "confession"),
)
"""Words that make the kind of an event an act of speaking: a denial, a death report."""

SAID = re.compile(r"\b(?:announc|confirm|declar|den[yi]|report|said|says?\b|state[dm]|told)", re.IGNORECASE)
# Whole words, so that "death report" is one and "reporter" is none.
ACT = re.compile(rf"\b(?:{'|'.join(SPEAKING)})s?\b", re.IGNORECASE)


@warning("speaking-on-content", "A statement, denial or report as an event stands on the claim that it was said.")
def on_content(dossier: Dossier) -> Iterator[Finding]:
    for event in dossier.events:
        claim = dossier.row(Claim, event.claim)
        if ACT.search(event.kind) and claim.kind != "statement":
            found = f"an event of kind {event.kind!r} stands on {claim.id!r}, a claim of kind {claim.kind!r}"
            message = f"{found}; a claim of kind 'statement', that it was said, is wanted"
            yield Finding(event, "claim", message)


@warning("speaking-against", "That something was said stands against no claim about the thing itself.")
def against(dossier: Dossier) -> Iterator[Finding]:
    # It may stand against a claim that it was not said, and a speaker may deny having said it.
    for claim in dossier.claims:
        for column in ("rivals", "excludes") if claim.kind == "statement" else ():
            others = [dossier.row(Claim, id) for id in getattr(claim, column)]
            content = [other.id for other in others if other.kind != "statement" and not SAID.search(other.statement)]
            if content:
                found = f"{claim.id!r}, that it was said, names {content[0]!r}"
                message = f"{found}; an empty cell is wanted here, and a claim of its own for what was said"
                yield Finding(claim, column, message)


CHECKS = (on_content, against)
