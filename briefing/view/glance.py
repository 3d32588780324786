"""The key questions at a glance: a line for each judged part, who speaks for and against it, and what is decisive."""

from dataclasses import dataclass

from briefing.analysis.standing import Standing
from briefing.dossier.records import Claim, Judgement, Question
from briefing.dossier.sentences import capital
from briefing.view.brief import Answer
from briefing.view.view import View
from briefing.view.whatif import Change, decisive

FIRST = 6
"""So many lines fit on the first screen; the others are told below, question by question."""

WHOLE = 60
"""Letters of a question that a line has room for; of a longer one it has the short form, which may name nobody."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A line: what is asked, how it was judged, and how the claim stands that the judgement is about.

    Before anybody judged, the claim is the one that the brief puts first. ``decisive`` is the id of what by falling
    changes the standing most, with the change.
    """

    question: Question
    judgement: Judgement | None
    claim: Claim | None
    standing: Standing | None
    decisive: tuple[str, Change] | None
    is_part: bool

    @property
    def asked(self) -> str:
        """What is asked: the question; of one with parts, and where nobody judged, the claim that the line tells of."""
        if self.claim and (self.is_part or not self.judgement):
            return f"{capital(self.claim.short)}?"
        return self.question.text if len(self.question.text) <= WHOLE else self.question.short


def glance(answers: tuple[Answer, ...], view: View) -> tuple[Glance, ...]:
    """The lines of these answers, in the order of the briefing."""
    return tuple(line for answer in answers for line in _lines(answer, view))


def _lines(answer: Answer, view: View) -> list[Glance]:
    if not answer.judgements:
        return [_line(answer, None, answer.lines[0].claim if answer.lines else None, view)]
    known = view.known
    return [
        _line(answer, each, known.row(Claim, each.claim) if each.claim else None, view) for each in answer.judgements
    ]


def _line(answer: Answer, judgement: Judgement | None, claim: Claim | None, view: View) -> Glance:
    return Glance(
        answer.question,
        judgement,
        claim,
        view.standings[claim.id] if claim else None,
        decisive(claim, view.known) if claim else None,
        judgement is not answer.judgement,
    )
