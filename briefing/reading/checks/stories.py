"""Rules for the story: its steps in order, each with an address that leads where it says."""

from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import did_you_mean
from briefing.reading.checks.check import Check, Finding, error, repeated
from briefing.view.story import BESIDE, told

MOST_STEPS = 100


@error("story-step", "Two steps of a story do not stand at the same place in it.")
def same_place(dossier: Dossier) -> Iterator[Finding]:
    for row, first in repeated(dossier.stories, lambda row: row.step):
        message = f"step {row.step} is already {first.id!r}; for each step a place of its own is wanted"
        yield Finding(row, "step", message)


@error("story-length", f"A story has at most {MOST_STEPS} steps, as many as a talk of an hour and a half.")
def too_long(dossier: Dossier) -> Iterator[Finding]:
    if (found := len(dossier.stories)) > MOST_STEPS:
        yield Finding(
            dossier.stories[MOST_STEPS], "step", f"{found:,} steps were found; at most {MOST_STEPS} are wanted"
        )


@error("story-address", "The address of a step leads to a page, and all that it chooses is in this dossier.")
def leads_nowhere(dossier: Dossier) -> Iterator[Finding]:
    for row in dossier.stories[:MOST_STEPS]:
        step = told(row, dossier)
        if step.page not in BESIDE:
            names = [name or "brief" for name in BESIDE]
            message = f"the page {step.page!r} cannot stand beside a step; wanted is one of {', '.join(names)}."
            yield Finding(row, "address", f"{message}{did_you_mean(step.page, names)}")
        for notice in step.notices:
            if notice.kind in ("unknown", "mended"):
                yield Finding(row, "address", f"an address that opens here is wanted, and in this one {notice.message}")


CHECKS: tuple[Check, ...] = (same_place, too_long, leads_nowhere)
