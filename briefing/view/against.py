"""Two days side by side: how each claim stood on an earlier day, how it stands now, and what turned it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefing.analysis.history import Turn, turns
from briefing.analysis.judgements import current
from briefing.analysis.standing import Standing
from briefing.dossier.records import Claim, Judgement
from briefing.view.view import Ground, View


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim on both days: its standing, its judgement if there was one, and the turns between, with their reports."""

    claim: Claim
    before: Standing
    after: Standing
    judged_before: Judgement | None
    judged_after: Judgement | None
    turns: tuple[Turn, ...]
    reports: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether its standing turned between the days, even if it is the same again."""
        return bool(self.turns)


def compared(claims: Iterable[Claim], view: View, then: Ground, day: date) -> tuple[Compared, ...]:
    """These claims as of the earlier day, on whose ground ``then`` they stood, and as of the day of the view."""
    return tuple(_compared(claim, view, then, day) for claim in claims)


def _compared(claim: Claim, view: View, then: Ground, day: date) -> Compared:
    before, after = then.standings[claim.id], view.standings[claim.id]
    known = {report.id for report in (*before.sided, *before.doubts)}
    return Compared(
        claim,
        before,
        after,
        _judged(claim, then),
        _judged(claim, view.ground),
        tuple(turn for turn in turns(claim, view.known) if day < turn.day <= view.asof),
        tuple(report.id for report in (*after.sided, *after.doubts) if report.id not in known),
    )


def _judged(claim: Claim, ground: Ground) -> Judgement | None:
    made = current(claim.question, ground.known)
    return next((each for each in made if each.claim == claim.id), None)


def unknown(view: View, then: Ground) -> frozenset[str]:
    """The events shown that were not yet known on the earlier day."""
    known = {row.id for row in then.subjects.events}
    return frozenset(id for id in view.shown.events.ids if id not in known)
