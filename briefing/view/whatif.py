"""If this falls: which standings change when sources, outlets or origins are taken away. Never the real state."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from briefing.analysis.bearing import excluded
from briefing.analysis.known import rests_on, without
from briefing.analysis.standing import Standing, bearing_on, standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Judgement, Origin, Outlet, Source
from briefing.view.view import View

KINDS: tuple[type[Origin] | type[Outlet] | type[Source], ...] = (Origin, Outlet, Source)


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
        for id, change in _single(claim, real):
            leaning.setdefault(id, []).append((judgement, change))
    found = [
        Carried(row, tuple(judgement for judgement, _ in pairs), tuple(change for _, change in pairs))
        for id, pairs in leaning.items()
        if isinstance(row := real.find(id), KINDS)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.changes), KINDS.index(type(each.row)))))


def _judged(dossier: Dossier) -> Iterator[tuple[Judgement, Claim]]:
    """The latest judgement of each question with the claim that it is about, in the order of the briefing."""
    for question in sorted(dossier.questions, key=lambda question: question.rank):
        made = dossier.referring(Judgement, "question", question.id)
        latest = max(made, key=lambda judgement: judgement.made, default=None)
        if latest and latest.claim:
            yield latest, dossier.row(Claim, latest.claim)


def _single(claim: Claim, dossier: Dossier) -> Iterator[tuple[str, Change]]:
    """What by falling alone changes how a claim stands; only what its reports came from or through can."""
    part = _part(claim, dossier)
    before = standing(claim, part)
    for id in dict.fromkeys(id for report in part.reports for id in rests_on(report, part)):
        after = standing(claim, without(part, (id,)))
        if after.word != before.word:
            yield id, Change(claim, before, after)


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
            if each is claim or row.stance == "supports"
        ),
        sources=tuple(dossier.row(Source, id) for id in dict.fromkeys(report.source for report in reports)),
        origins=tuple(dossier.row(Origin, id) for id in dict.fromkeys(report.origin for report in reports)),
    )
