"""The story as slides: a step on each, what is said beside the picture of its view, the speaker's note under it."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.dossier.records import Claim, Judgement
from briefing.dossier.sentences import count
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.paper.document import said
from briefing.exports.paper.pictures import PAPER, Plate, key, strip_svg
from briefing.exports.paper.scenes import Scene, scenes
from briefing.exports.paper.slides import LEFT, REMARK, ROOM, STRIP, Cell, Deck, Slide, Table, Type, footing, stands
from briefing.exports.paper.textfit import LEAST, READ, SERIF, fitted, high, sentences
from briefing.html.state_line import plain
from briefing.pictures.evidence.likelihood_band import answer, in_words
from briefing.view.glance import Glance
from briefing.view.view import View

TOP, NARROW = 1.15, 4.5  # inches: where a slide begins under its title, and how wide the words of a step are
RIGHT, WIDE = 5.35, 7.38  # and where, and how wide, its view stands beside them
ENDS = 6.88  # where a slide ends over its foot
CAPTION = 0.8  # inches of the caption of a picture
ABOVE = 2.8  # inches: how high the words of a step stand over what is not known, at most
LINE = 0.3  # inches of a line of remarks
WARNED = 2.6  # inches: how high what has to be said of a view may stand under the words
SUMMED, SAID, TOLD = (Type(size, SERIF, least=READ) for size in (26, 24, 22))
WARNING = Type(READ, bold=True)
SIZE = 380, 236  # pixels of a picture, so few that its words are read from the last row
INTRODUCING = 380, 205  # and of one over words on persons
NO_FINDINGS = "Claims, not findings."
JUDGED = 2
ASKED = (4.2, 2.5, 1.2, 1.75, 0.4, 2.08)  # inches of the columns of the key questions
SIDES = (2.45, 0.35, 1.65, 2.93)  # and of those of claims
HEAD = [Cell(words) for words in ("Claim", "", "Standing", "against | for")]
BAND, SCALE, STATED = 2.7, 0.46, 1.0  # inches: how wide and high a likelihood is drawn, and the words over it at most
LARGE = 20  # points: the words of a table that a room reads beside what is said


def make(view: View) -> bytes:
    """The deck of the story. Raises ExportError for a dossier without one."""
    found, own = scenes(view, SIZE, INTRODUCING), imprint(view, draws=True)
    deck = Deck()
    for scene in found:
        if scene.lines:  # a table that a room can read leaves no room for words: these sum it up on the next slide
            _across(_slide(deck, f"{scene.number} (1 of 2)", scene), scene, own.supposed)
        number = f"{scene.number} (2 of 2)" if scene.lines else f"{scene.number}"
        slide = _slide(deck, number, scene)
        foot = _foot(scene)
        ends = ENDS - footing(foot)
        if scene.lines or scene.not_known:
            _whole(slide, scene, ends)
        else:
            table, kept = _claims(scene, ends)
            where = f"{scene.beside}. {scene.counted(kept)}" if kept else f"{scene.beside}."
            _said(slide, scene, where, own.supposed, ends)
            _beside(slide, scene, table, ends)
        slide.foot(foot, ends)
    return deck.file(own, view.whole.info.language)


def _slide(deck: Deck, number: str, scene: Scene) -> Slide:
    """A slide of a step. At its foot stands the state of its own view: a step of an earlier day is not of the last."""
    return deck.slide(f"{number}. {scene.told.row.title}", notes(scene), foot=f"{NO_FINDINGS} {plain(scene.view)}")


def _foot(scene: Scene) -> list[Plate | str]:
    """At the foot of a slide: who the persons are whom it names first, and what its marks and colours say."""
    marks = key(scene.plate, scene.view) if scene.plate else STRIP if scene.claims and not scene.lines else ""
    return [part for part in (scene.who, marks) if part]


def _said(slide: Slide, scene: Scene, where: str, supposed: str, ends: float) -> None:
    """The words of a step, above what has to be said of its view, and what that is."""
    end = _warned(slide, scene, where, supposed, (NARROW, ends))
    slide.text(scene.told.row.text, (LEFT, TOP, NARROW, end - TOP - 0.1), SAID)


def _warned(slide: Slide, scene: Scene, where: str, supposed: str, foot: tuple[float, float]) -> float:
    """What has to be said of the view of a step, and what it is, so wide and ending there; says where they begin."""
    wide, ends = foot
    for text, type in ((where, REMARK), (f"{scene.warnings} {supposed}".strip(), WARNING)):
        tall = high(text, wide, fitted(text, wide, WARNED, type.size, least=type.least)) if text else 0
        slide.text(text, (LEFT, ends - tall, wide, tall), type)
        ends -= tall
    return ends


def _across(slide: Slide, scene: Scene, supposed: str) -> None:
    """The key questions at a glance, as wide as the slide."""
    bottom = _warned(slide, scene, f"{scene.beside}.", supposed, (ROOM, ENDS)) - LINE
    table = replace(_glance(scene), bottom=bottom).fitting(TOP)
    end = slide.table(table, TOP)
    left = len(scene.lines) + 1 - len(table.rows)
    slide.text(f"{count(left, 'more answer')} on the dashboard." if left else "", (LEFT, end, ROOM, LINE), REMARK)


def _whole(slide: Slide, scene: Scene, ends: float) -> None:
    """The words of a step as wide as the slide, over what is not known."""
    text = scene.told.row.text
    tall = high(text, ROOM, fitted(text, ROOM, ABOVE, SUMMED.size, SERIF, READ), SERIF)
    slide.text(text, (LEFT, TOP, ROOM, tall), SUMMED)
    if scene.not_known:
        slide.text("Not known", (LEFT, TOP + tall + 0.3, ROOM, 0.45), Type(LARGE, bold=True, colour=PAPER.accent))
        under = TOP + tall + 0.8
        slide.text(scene.not_known, (LEFT, under, ROOM, ends - under), TOLD)


def _beside(slide: Slide, scene: Scene, table: Table, ends: float) -> None:
    if scene.plate:
        caption = sentences(scene.plate.caption, WIDE, CAPTION, LEAST)
        tall = max(CAPTION, high(caption, WIDE, LEAST))  # its first sentence is whole, however long
        slide.picture(scene.plate, (RIGHT, TOP - 0.05, WIDE, ends - tall - TOP))
        slide.text(caption, (RIGHT, ends - tall, WIDE, tall), REMARK)
    elif scene.claims:
        slide.table(table, _judged(slide, scene), RIGHT)


def _judgements(scene: Scene) -> Iterator[tuple[Judgement, str, float]]:
    """What was judged: each with its sentence and its confidence, and how high these stand."""
    for each in scene.judgements[:JUDGED]:
        words = f"{each.statement} Confidence: {each.confidence_level}."
        yield each, words, high(words, WIDE, fitted(words, WIDE, STATED, TOLD.size, SERIF, READ), SERIF)


def _judged(slide: Slide, scene: Scene) -> float:
    """What was judged: each sentence over its likelihood on a scale; says where it ends."""
    top = TOP
    for each, words, tall in _judgements(scene):
        slide.text(words, (RIGHT, top, WIDE, tall), TOLD)
        beside = (RIGHT + BAND + 0.35, top + tall, WIDE - BAND - 0.35, 0.4)
        slide.band(each, RIGHT + 0.1, top + tall + 0.16, BAND - 0.1, beside)
        top += tall + SCALE
    return top


def _glance(scene: Scene) -> Table:
    head = [Cell(words) for words in ("Question", "Answer", "in 100", "Confidence", "", "The claim stands")]
    return Table("The key questions at a glance", ASKED, [head, *map(_asked, scene.lines)], LARGE, READ)


def _asked(line: Glance) -> list[Cell]:
    """An answer in a row: the word of likelihood, its bounds and the confidence, each in a column of its own."""
    judged = line.judgement
    return [
        Cell(line.asked),
        Cell(answer(judged), True),
        Cell(in_words(judged).removesuffix(" in 100") if judged else ""),
        Cell(judged.confidence_level if judged else "–"),
        *(stands(line.standing.word) if line.standing else (Cell(), Cell("–"))),
    ]


def _claims(scene: Scene, bottom: float) -> tuple[Table, tuple[Claim, ...]]:
    """The claims of a step that stand on a slide under what was judged, those first that a room is to see."""
    top = TOP + sum(tall + SCALE for _, _, tall in _judgements(scene))
    kept = () if scene.plate else scene.first()
    while True:
        rows = [_claim(claim, scene) for claim in kept]
        table = Table(f"Claims of step {scene.number}", SIDES, [HEAD, *rows], LARGE, READ, bottom)
        if len(kept) < 2 or len(table.fitting(top).rows) == len(table.rows):
            return table, kept
        kept = scene.first(len(kept) - 1)


def _claim(claim: Claim, scene: Scene) -> list[Cell]:
    found = scene.standing(claim)
    # Under the strip, which is drawn in the first line of its cell.
    origins = f"\n{found.contradicts.how or 0} | {found.several or len(found.supports.origins)}"
    return [Cell(scene.short(claim)), *stands(found.word), Cell(origins, drawn=strip_svg(found))]


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
        f"Not known: {scene.not_known}" if scene.not_known else "",
        *judged,
        "Drawn:" if rows else "",
        *rows,
        scene.counted(scene.claims),
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
