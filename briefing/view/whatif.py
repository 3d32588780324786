"""If this falls: which standings change when sources, outlets or origins are taken away. Never the real state."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from briefing.analysis.bearing import excluded
from briefing.analysis.holding import holding
from briefing.analysis.judgements import current
from briefing.analysis.known import rests_on, without
from briefing.analysis.standing import Standing, Word, bearing_on, standing, word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Judgement, Origin, Outlet, Source
from briefing.view.view import View

KINDS: tuple[type[Origin] | type[Outlet] | type[Source], ...] = (Origin, Outlet, Source)


STEPS: tuple[Word, ...] = (
    "corroborated",
    "single origin",
    "contested",
    "origin not stated",
    "unsupported",
    "denied",
    "withdrawn",
    "unknown as yet",
)
"""The standings from the best supported down, to tell a long fall from a short one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose standing is another without what fell."""

    claim: Claim
    before: Standing
    after: Standing


def changed(dossier: Dossier, before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[Change, ...]:
    """The claims whose standing differs between two sets of standings, in file order."""
    return tuple(
        Change(claim, before[claim.id], after[claim.id])
        for claim in dossier.claims
        if before[claim.id].word != after[claim.id].word
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """An origin, outlet or source with the key judgements that lean on it, and how their claims would stand without it.

    ``judgements`` and ``changes`` go pairwise.
    """

    row: Origin | Outlet | Source
    judgements: tuple[Judgement, ...]
    changes: tuple[Change, ...]

    @property
    def many(self) -> bool:
        """Whether more than one key judgement leans on it."""
        return len(self.changes) > 1


def alone(view: View) -> tuple[Carried, ...]:
    """Every origin, outlet and source whose fall alone would change how the claim of a key judgement stands.

    Computed on what was known, what-ifs apart; those on which the most leans come first. It looks at one fall at a
    time: two that say the same in different words do not show, since either still stands when the other falls.
    """
    real = view.ground.real
    leaning: dict[str, list[tuple[Judgement, Change]]] = {}
    for judgement, claim in _judged(real):
        for id, change in falls(claim, real):
            leaning.setdefault(id, []).append((judgement, change))
    found = [
        Carried(row, tuple(judgement for judgement, _ in pairs), tuple(change for _, change in pairs))
        for id, pairs in leaning.items()
        if isinstance(row := real.find(id), KINDS)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.changes), KINDS.index(type(each.row)))))


def _judged(dossier: Dossier) -> Iterator[tuple[Judgement, Claim]]:
    """The judgements that stand, each with the claim that it is about, in the order of the briefing."""
    for question in sorted(dossier.questions, key=lambda question: question.rank):
        for judgement in current(question.id, dossier):
            if judgement.claim:
                yield judgement, dossier.row(Claim, judgement.claim)


def decisive(claim: Claim, dossier: Dossier) -> tuple[str, Change] | None:
    """The origin, outlet or source whose fall alone changes most how a claim stands; None if none changes it.

    The change is measured in steps of ``STEPS``. Of equals the origin is told before the outlet and the source.
    No filter touches it, and it takes longer than all else of a first screen: it is looked for once for a dossier.
    """
    return dossier.once_of(claim, _decisive)


def _decisive(claim: Claim, dossier: Dossier) -> tuple[str, Change] | None:
    kind = {
        row.id: place for place, rows in enumerate((dossier.sources, dossier.outlets, dossier.origins)) for row in rows
    }
    return max(falls(claim, dossier), key=lambda fall: (_steps(fall[1]), kind[fall[0]]), default=None)


def _steps(change: Change) -> int:
    return abs(STEPS.index(change.before.word) - STEPS.index(change.after.word))


def falls(claim: Claim, dossier: Dossier) -> Iterator[tuple[str, Change]]:
    """What by falling alone changes how a claim stands; only what its reports came from or through can."""
    # On the whole dossier each of some hundred falls would cut every table; on its part it costs a millisecond.
    part = _part(claim, dossier)
    before = standing(claim, part)
    held = holding(claim, before, part)
    # An origin, its outlet and its source often fall with the same reports, and then come to the same.
    known: dict[frozenset[str], Standing | None] = {}
    for id, resting in _resting(part).items():
        # Of hundreds of falls all but a few take away nothing on which the word hangs.
        if held.isdisjoint(resting):
            continue
        if resting not in known:
            known[resting] = _turned(claim, before, without(part, (id,)))
        if after := known[resting]:
            yield id, Change(claim, before, after)


def _turned(claim: Claim, before: Standing, left: Dossier) -> Standing | None:
    """How a claim stands on what is left, where that is another word."""
    return standing(claim, left) if word(claim, left) != before.word else None


def _resting(part: Dossier) -> dict[str, frozenset[str]]:
    """The origins, outlets and sources of a dossier, each with the ids of the reports that fall with it."""
    found: dict[str, set[str]] = {}
    for report in part.reports:
        for id in rests_on(report, part):
            found.setdefault(id, set()).add(report.id)
    return {id: frozenset(reports) for id, reports in found.items()}


def _among(claim: Claim, there: Container[str]) -> Claim:
    """A claim with only the exclusions that are part of the question; the others cannot change its standing."""
    return claim.model_copy(update={"excludes": tuple(id for id in claim.excludes if id in there)})


def _part(claim: Claim, dossier: Dossier) -> Dossier:
    """The part of a dossier on which the standing of one claim rests: small, so that it can be asked many times."""
    claims = (claim, *excluded(claim, dossier))
    reports = bearing_on(claim, dossier)
    return Dossier(
        dossier.info,
        claims=tuple(_among(each, {claim.id for claim in claims}) for each in claims),
        reports=reports,
        evidence=tuple(
            row
            for each in claims
            for row in dossier.referring(Evidence, "claim", each.id)
            # Of a claim that excludes this one only its support matters, since that alone speaks against this one.
            if each is claim or row.stance == "supports"
        ),
        sources=tuple(dossier.row(Source, id) for id in dict.fromkeys(report.source for report in reports)),
        origins=tuple(dossier.row(Origin, id) for id in dict.fromkeys(report.origin for report in reports)),
    )
