"""The story as slides: a step on each, what is said beside the picture of its view, the speaker's note under it."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.dossier.records import Judgement
from briefing.dossier.sentences import count
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.paper.document import said
from briefing.exports.paper.pictures import strip_svg
from briefing.exports.paper.scenes import Scene, scenes
from briefing.exports.paper.slides import LEFT, REMARK, SMALL, Box, Cell, Deck, Slide, Table, Type, stands
from briefing.exports.paper.textfit import LEAST, SERIF, high, sentences
from briefing.view.view import View

WORDS: Box = (LEFT, 1.15, 4.5, 5.65)
ENDS = WORDS[1] + WORDS[3]
RIGHT, WIDE = 5.35, 7.38
PICTURE: Box = (RIGHT, 1.1, WIDE, 4.85)
CAPTION: Box = (RIGHT, 6.0, WIDE, 0.85)
REST: Box = (RIGHT, 6.45, WIDE, 0.3)
SAID = Type(24, SERIF)
SIZE = 480, 315  # pixels of a picture, so few that its words are read from the last row
NO_FINDINGS = "Claims, not findings."
JUDGED = 2
BAND, HIGH = 2.7, 1.15  # inches: how wide a likelihood is drawn, and how high a judgement stands
LARGE = 20  # points: the words of a table that a room reads beside what is said


def make(view: View) -> bytes:
    """The deck of the story. Raises ExportError for a dossier without one."""
    found, own = scenes(view, SIZE), imprint(view, draws=True)
    deck = Deck(f"{NO_FINDINGS} {own.state}")
    for scene in found:
        slide = deck.slide(f"{scene.number}. {scene.told.row.title}", notes(scene))
        _said(slide, scene, own.supposed)
        _beside(slide, scene)
    return deck.file(own, view.whole.info.language)


def _said(slide: Slide, scene: Scene, supposed: str) -> None:
    """The words of a step, above what has to be said of its view."""
    left, top, wide, _ = WORDS
    warned = " ".join(filter(None, (_not_known(scene), scene.warnings, supposed)))
    where = high(f"{scene.where}.", wide, LEAST)
    warning = high(warned, wide, LEAST) if warned else 0
    slide.text(f"{scene.where}.", (left, ENDS - where, wide, where), REMARK)
    if warned:
        slide.text(warned, (left, ENDS - where - warning, wide, warning), replace(SMALL, bold=True))
    slide.text(scene.told.row.text, (left, top, wide, ENDS - where - warning - top - 0.1), SAID)


def _beside(slide: Slide, scene: Scene) -> None:
    if scene.plate:
        slide.picture(scene.plate, PICTURE)
        slide.text(sentences(scene.plate.caption, *CAPTION[2:], LEAST), CAPTION, REMARK)
    elif scene.lines:
        slide.table(_glance(scene), WORDS[1], RIGHT)
    elif scene.claims:
        top = _judged(slide, scene.judgements[:JUDGED])
        table = _claims(scene).fitting(top)
        slide.table(table, top, RIGHT)
        more = scene.more + len(scene.claims) + 1 - len(table.rows)
        slide.text(f"{count(more, 'more claim')} on this question on the dashboard." if more else "", REST, REMARK)


def _not_known(scene: Scene) -> str:
    return f"Not known: {scene.not_known}" if scene.not_known else ""


def _judged(slide: Slide, judgements: Sequence[Judgement]) -> float:
    """What was judged, each sentence with its likelihood beside it and its confidence after it; says where it ends."""
    top = WORDS[1]
    for each in judgements:
        said = f"{each.statement} Confidence: {each.confidence_level}."
        slide.text(said, (RIGHT, top, WIDE - BAND - 0.35, HIGH), Type(LARGE, SERIF))
        slide.band(each, RIGHT + WIDE - BAND, top + 0.15, BAND - 0.1)
        top += HIGH + 0.1
    return top


def _glance(scene: Scene) -> Table:
    head = [Cell(words) for words in ("Question", "Answer", "Confidence", "", "The claim stands")]
    rows = [
        [
            Cell(line.asked),
            Cell((line.judgement.likelihood or "no judgement possible") if line.judgement else "not judged", True),
            Cell(line.judgement.confidence_level if line.judgement else "–"),
            *(stands(line.standing.word) if line.standing else (Cell(), Cell("–"))),
        ]
        for line in scene.lines
    ]
    return Table("The key questions at a glance", (2.42, 1.5, 1.55, 0.35, 1.56), [head, *rows], LARGE).fitting(1.15)


def _claims(scene: Scene) -> Table:
    head = [Cell(words) for words in ("Claim", "", "Standing", "against | for")]
    stand = [(claim, scene.standing(claim)) for claim in scene.claims]
    rows = [[Cell(claim.short), *stands(found.word), Cell(drawn=strip_svg(found))] for claim, found in stand]
    return Table(f"Claims of step {scene.number}", (3.1, 0.4, 1.88, 2.0), [head, *rows], LARGE)


def notes(scene: Scene) -> str:
    """What stands under a slide: the speaker's note, what was judged, and the claims behind it with their reasons."""
    drawn = scene.plate.rows if scene.plate else ()
    rows = [said(id, scene.view) for id in drawn]
    claims = [
        f"{claim.statement} {found.word}: {found.reason}."
        for claim, found in ((each, scene.standing(each)) for each in scene.claims)
    ]
    judged = [f"{each.statement} {each.confidence}" for each in scene.judgements] if not scene.plate else []
    parts = (
        scene.told.row.note,
        scene.warnings,
        _not_known(scene),
        *judged,
        "Drawn:" if rows else "",
        *rows,
        "Claims behind it:",
        *claims,
    )
    return "\n".join(part for part in parts if part)


EXPORT = Export(
    name="slides",
    title="Story as PowerPoint",
    purpose="A slide for each step of the story, with its view, and under it what the speaker should know.",
    suffix="pptx",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    make=make,
    stem="story",
)
