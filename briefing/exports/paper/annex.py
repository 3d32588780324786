"""The story as an annex of the brief: what is said at each step, its view, the claims behind it and their sources."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.dossier.records import Claim, Judgement
from briefing.dossier.sentences import capital
from briefing.exports.paper import content
from briefing.exports.paper.content import Content
from briefing.exports.paper.document import Paper
from briefing.exports.paper.manuscript import citations, endnote, panel, stands
from briefing.exports.paper.pictures import Plate, strip_svg
from briefing.exports.paper.scenes import Scene
from briefing.pictures.evidence.likelihood_band import answer, term
from briefing.view.glance import Glance

MOST = 4  # claims under a step: its half page has room for no more
NOTHING = Plate("", "", "", 0, 0)


def annexed(brief: Content, told: Sequence[Scene], document: Paper) -> Content:
    """A brief with the story behind it. The brief's own notes keep their numbers."""
    claims = [claim.id for scene in told for claim in scene.first(MOST)]
    whole = document.citing([*brief.cited, *claims])
    notes = tuple(endnote(note) for note in whole.notes[len(brief.notes) :])
    return replace(brief, annex=content.Annex(tuple(_step(scene, whole) for scene in told), notes))


def _step(scene: Scene, document: Paper) -> content.Step:
    row, told = scene.told.row, () if scene.lines else scene.first(MOST)
    # What was known on the day of the step: a report of later is no source of it.
    then = replace(document, view=scene.view)
    return content.Step(
        number=scene.number,
        title=row.title,
        text=row.text,
        where=f"{scene.where}. {scene.who}".strip(),
        warnings=scene.warnings,
        picture=panel(scene.plate or NOTHING),
        glance=tuple(map(_asked, scene.lines)),
        lines=tuple(_line(claim, scene, then) for claim in told),
        judged=() if scene.plate or scene.lines else tuple(map(_judged, scene.judgements)),
        not_known=scene.not_known,
        more=scene.counted(told) if told else "",
    )


def _judged(judgement: Judgement) -> content.Judged:
    said = term(judgement)
    return content.Judged(
        judgement.statement, f"{capital(said)}. {judgement.confidence}" if said else judgement.confidence
    )


def _asked(line: Glance) -> content.Asked:
    judged = line.judgement
    return content.Asked(
        question=line.asked,
        answer=(judged and term(judged)) or answer(judged),
        confidence=judged.confidence_level if judged else "–",
        standing=stands(line.standing.word) if line.standing else None,
    )


def _line(claim: Claim, scene: Scene, document: Paper) -> content.Line:
    standing = scene.standing(claim)
    return content.Line(
        standing=stands(standing.word),
        short=scene.short(claim),
        reason=standing.reason,
        strip=strip_svg(standing),
        cites=citations(document.cited(claim.id)),
    )
