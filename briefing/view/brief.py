"""The written brief: the bottom line, the answers to the key questions and what they rest on, ready to be laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.analysis.history import Turn, changes
from briefing.analysis.judgements import current
from briefing.analysis.standing import WORDS, Standing
from briefing.dossier.labels import labelled
from briefing.dossier.records import Claim, Judgement, Origin, Question
from briefing.dossier.sentences import count, listed
from briefing.dossier.when import day_words
from briefing.view.filters import EVERYTHING
from briefing.view.view import View

LINES = 4
IN_FULL = 8  # questions that the brief answers in full; the others in a line each
ALONE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with its standing."""

    claim: Claim
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """A key question with the judgements that had been made on it, one for each part, and the claims that answer it."""

    question: Question
    judgements: tuple[Judgement, ...]
    lines: tuple[Line, ...]
    more: int

    @property
    def judgement(self) -> Judgement | None:
        """The first of its judgements: the one on the question itself, where there are others on parts of it."""
        return self.judgements[0] if self.judgements else None


@dataclass(frozen=True, slots=True)
class Alone:
    """An origin that carries claims by itself: what would fall if it fell."""

    origin: Origin
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A view in words. ``made`` is the day of the bottom line, or None where it was computed for the knowledge date.

    ``chosen`` says what the bottom line on the whole cannot: what a reader's filters leave, and how it stands.
    ``others`` are the questions after the first ones, to be told in a line each.
    """

    bottom_line: str
    made: date | None
    chosen: str
    not_known: str
    answers: tuple[Answer, ...]
    others: tuple[Answer, ...]
    changes: tuple[Turn, ...]
    alone: tuple[Alone, ...]


def brief(view: View) -> Brief:
    """The brief of what a reader sees."""
    line = view.known.info.bottom_line
    answered = answers(view)
    return Brief(
        bottom_line=line.text if line else counted(view),
        made=line.made if line else None,
        chosen=chosen(view),
        not_known=line.not_known if line else "",
        answers=answered[:IN_FULL],
        others=answered[IN_FULL:],
        changes=changes(view.known, view.state.since, view.claims) if view.state.since else (),
        alone=alone(view),
    )


def counted(view: View) -> str:
    """What can be said by counting, for a day on which nobody had yet judged."""
    # Not the claims of the dossier: those stay when nobody had spoken to them yet, and are no part of such a count.
    words = [view.standings[subject.id].word for subject in view.ground.subjects.claims]
    parts = [f"{words.count(word)} {word}" for word in WORDS if word in words]
    if not parts:
        return f"By {day_words(view.asof)} no report had spoken to any of these questions."
    return (
        f"By {day_words(view.asof)} reports had spoken to {count(len(words), 'claim')} of this dossier: "
        f"{', '.join(parts)}.{'' if view.known.judgements else ' No judgement had been made by then.'}"
    )


def chosen(view: View) -> str:
    """What is left of the dossier by the filters, and how it stands; empty where nothing is filtered.

    Of actors without an event that is said first, with what touches them.
    """
    filters, shown = view.state.filters, view.shown
    if filters == EVERYTHING:
        return ""
    words = [view.standings[claim.id].word for claim in view.claims]
    stand = ", ".join(f"{words.count(word)} {word}" for word in WORDS if word in words)
    claims = f"{count(len(words), 'claim')}: {stand}"
    if not filters.actor or len(shown.events):
        return f"What you chose is touched by {count(len(shown.events), 'event')} and {claims}."
    names = listed([labelled(view.whole, id) for id in filters.actor])
    parts = ((shown.relations, "tie"), (shown.reports, "report"))
    touching = [count(len(part), noun) for part, noun in parts if len(part)]
    return f"No event of {names} is among what is shown. What touches {names}: {listed([*touching, claims])}."


def answers(view: View) -> tuple[Answer, ...]:
    """The questions that what is shown speaks to, in the order of the briefing."""
    shown: dict[str, list[Claim]] = {}
    for claim in view.claims:
        shown.setdefault(claim.question, []).append(claim)
    return tuple(_answer(question, shown[question.id], view) for question in by_rank(view))


def by_rank(view: View) -> tuple[Question, ...]:
    """The questions that what is shown speaks to, by their rank: every page begins with the same one."""
    shown = dict.fromkeys(claim.question for claim in view.claims)
    return tuple(sorted((view.known.row(Question, id) for id in shown), key=lambda question: question.rank))


def _answer(question: Question, shown: list[Claim], view: View) -> Answer:
    judgements = current(question.id, view.known)
    judged = [judgement.claim for judgement in judgements if judgement.claim]
    ranked = sorted(shown, key=lambda claim: _nearness(claim, judged))
    lines = tuple(Line(claim, view.standings[claim.id]) for claim in ranked[:LINES])
    return Answer(question, judgements, lines, len(ranked) - len(lines))


def _nearness(claim: Claim, judged: Sequence[str]) -> int:
    """The judged claims first, then the rivals of the first of them, then the rest in the curators' order."""
    if claim.id in judged:
        return judged.index(claim.id)
    # What excludes the judged claim counts with its rivals: it is what the judgement has to hold against.
    return len(judged) + (not judged or judged[0] not in (*claim.rivals, *claim.excludes))


def alone(view: View) -> tuple[Alone, ...]:
    """The origins on which the most of the shown claims rest by themselves."""
    resting: dict[str, list[Claim]] = {}
    for claim in view.claims:
        if origin := view.standings[claim.id].alone:
            resting.setdefault(origin, []).append(claim)
    # Sorting keeps the order of equals, so origins that carry as much stand as the curators put their claims.
    ranked = sorted(resting.items(), key=lambda item: -len(item[1]))[:ALONE]
    return tuple(Alone(view.known.row(Origin, id), tuple(claims)) for id, claims in ranked)
