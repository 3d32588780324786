"""The key questions at a glance: a line for each judged part, who speaks for and against it, and what is decisive."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from textwrap import shorten

from briefing.analysis.standing import Standing
from briefing.dossier.records import Actor, Claim, Judgement, Question, Role
from briefing.dossier.sentences import capital, count
from briefing.dossier.unasked import is_unasked
from briefing.view.brief import Answer
from briefing.view.view import View
from briefing.view.whatif import Change, decisive

FIRST = 6
"""So many lines fit on the first screen; the others are told below, question by question."""

WHOLE = 60
"""Letters of a question that a line has room for; of a longer one it has the short form, which may name nobody."""

UNASSESSED = ("origin not stated", "unknown as yet")
"""How a claim stands before somebody says where a report on it has that from."""

PERSONS = 3
"""Persons whom the first screen has room to introduce."""

FEW = 150
"""Letters in which a person is introduced."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the lines name, and in a few words who that is said to be."""

    actor: Actor
    words: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A line: what is asked, how it was judged, and how the claim stands that the judgement is about.

    Before anybody judged, the claim is the one that the brief puts first. ``decisive`` is the id of what by falling
    changes the standing most, with the change. A line of ``unassessed`` claims tells how many an import brought that
    nobody has assessed, and picks none of them.
    """

    question: Question
    judgement: Judgement | None
    claim: Claim | None
    standing: Standing | None
    decisive: tuple[str, Change] | None
    is_part: bool
    unassessed: int = 0

    @property
    def asked(self) -> str:
        """What is asked: the question; of one with parts, and where nobody judged, the claim that the line tells of."""
        if self.unassessed:
            return f"{count(self.unassessed, 'claim')} that nobody has assessed"
        if self.claim and (self.is_part or not self.judgement):
            return f"{capital(self.claim.short)}?"
        return self.question.text if len(self.question.text) <= WHOLE else self.question.short


def glance(
    answers: tuple[Answer, ...], view: View, most: int | None = None, weighed: bool = True
) -> tuple[Glance, ...]:
    """The lines of these answers, in the order of the briefing; of very many no more than are wanted.

    Where they are not ``weighed`` nothing is looked for that is decisive: that takes longer than all the rest.
    """
    lines = islice((line for answer in answers for line in _lines(answer, view)), most)
    return tuple(weigh(line, view) if weighed else line for line in lines)


def weigh(line: Glance, view: View) -> Glance:
    """A line with what is decisive for the standing of its claim."""
    return replace(line, decisive=decisive(line.claim, view.known)) if line.claim else line


def persons(rows: Sequence[Glance], view: View) -> tuple[Person, ...]:
    """The persons whom these lines name, in their order, as far as anything was said of them by the day shown."""
    named = dict.fromkeys(actor for row in rows for actor in _named(row, view))
    return introduced(named, view)[:PERSONS]


def introduced(actors: Iterable[Actor], view: View) -> tuple[Person, ...]:
    """These persons, as far as anything was said of them by the day shown."""
    told = (Person(actor, _in_a_few_words(actor, view)) for actor in actors)
    return tuple(person for person in told if person.words)


def _named(row: Glance, view: View) -> list[Actor]:
    actors = [view.known.row(Actor, id) for id in row.claim.actors] if row.claim else []
    words = set(re.findall(r"\w+", f"{row.asked} {row.question.text}"))
    return [each for each in actors if each.kind == "person" and words & set(re.findall(r"\w+", each.name))]


def _in_a_few_words(actor: Actor, view: View) -> str:
    """The first clause of the summary. It was written when the compilers last looked and would tell an earlier day what
    nobody knew yet: there it is the role that most of the reports of that day give, of those that have no date before
    what he is said to have been, or to have met with, at one time."""
    if view.asof >= view.whole.info.as_of:
        return shorten(re.split(r"[;.](?:\s|$)", actor.summary)[0], FEW, placeholder=" …")
    roles = view.known.referring(Role, "actor", actor.id)
    said = max(roles, key=lambda role: (role.date is None, len(role.reports)), default=None)
    return shorten(capital(said.role), FEW, placeholder=" …") if said else ""


def _lines(answer: Answer, view: View) -> list[Glance]:
    if not answer.judgements and is_unasked(answer.question):
        return _of_import(answer, view)
    if not answer.judgements:
        return [_line(answer, None, answer.lines[0].claim if answer.lines else None, view)]
    known = view.known
    return [
        _line(answer, each, known.row(Claim, each.claim) if each.claim else None, view) for each in answer.judgements
    ]


def _of_import(answer: Answer, view: View) -> list[Glance]:
    """The first claim of an import that somebody has assessed, and how many nobody has."""
    claims = [claim for claim in view.claims if claim.question == answer.question.id]
    assessed = [claim for claim in claims if view.standings[claim.id].word not in UNASSESSED]
    left = replace(_line(answer, None, None, view), unassessed=len(claims) - len(assessed))
    return [
        *(_line(answer, None, claim, view) for claim in assessed[:1]),
        *([left] if left.unassessed else []),
    ]


def _line(answer: Answer, judgement: Judgement | None, claim: Claim | None, view: View) -> Glance:
    standing = view.standings[claim.id] if claim else None
    return Glance(answer.question, judgement, claim, standing, None, judgement is not answer.judgement)
