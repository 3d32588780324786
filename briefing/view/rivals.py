"""The claims on a question that are set side by side: its rivals, those first that are judged or pointed at."""

from collections.abc import Sequence

from briefing.analysis.coverage import rival_sets
from briefing.analysis.judgements import current
from briefing.dossier.records import Claim, Question
from briefing.view.view import View

LARGE = 6  # claims before a room, where each is a line that is read at six metres


def spoken(asked: Question, view: View) -> list[Claim]:
    """The claims on a question of which a report has spoken, and those that stand against another."""
    rows = view.known.referring(Claim, "question", asked.id)
    return [claim for claim in rows if not _is_unknown(claim, view) or claim.rivals or claim.excludes]


def told(asked: Question, view: View) -> tuple[Claim, ...]:
    """The claims on a question that a step on it has: those spoken of, but for what a filter hides.

    What was unknown on the day of the step is among them where it is a rival, as long as any claim is seen.
    """
    spoken_of = spoken(asked, view)
    seen = {claim.id for claim in spoken_of if claim.id in view.shown.claims}
    return tuple(claim for claim in spoken_of if seen and (claim.id in seen or _is_unknown(claim, view)))


def _is_unknown(claim: Claim, view: View) -> bool:
    return view.standings[claim.id].word == "unknown as yet"


def rivals(asked: Question, claims: Sequence[Claim], view: View) -> list[tuple[Claim, ...]]:
    """The sets of rivals among claims on a question, those first that a judgement is about."""
    judged = _judged(asked, view)
    sets = (group for group in rival_sets(claims) if len(group) > 1)
    return sorted(sets, key=lambda group: judged.isdisjoint(claim.id for claim in group))


def beside(asked: Question, view: View) -> tuple[Claim, ...]:
    """The claims that stand beside a step on a question, on the page and in every file alike.

    They are the rivals of what the step points at, else of what is judged, else all claims of the question. What was
    judged of the question is told over them, so the claims that this is about are there too, and before the others.
    """
    left = told(asked, view)
    sets, judged = rivals(asked, left, view), _judged(asked, view)
    pointed = [group for group in sets if view.state.focus in {claim.id for claim in group}]
    group = next(iter(pointed or sets), left)
    return (*(claim for claim in left if claim.id in judged and claim not in group), *group)


def first(group: Sequence[Claim], asked: Question, view: View, most: int = LARGE) -> tuple[Claim, ...]:
    """So many of some claims, in their order: what a step points at before what was judged, and that before others."""
    judged = _judged(asked, view)
    ranked = sorted(group, key=lambda claim: (claim.id != view.state.focus, claim.id not in judged))
    kept = {claim.id for claim in ranked[:most]}
    return tuple(claim for claim in group if claim.id in kept)


def _judged(asked: Question, view: View) -> set[str]:
    return {each.claim or "" for each in current(asked.id, view.known)}
