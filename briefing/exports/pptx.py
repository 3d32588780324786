"""The brief as slides: one for each key judgement, the pictures, figures and sources; all words and tables editable."""

from collections.abc import Iterable, Iterator, Sequence

from briefing.analysis.lineage import Side
from briefing.analysis.standing import Standing
from briefing.dossier.labels import isolated
from briefing.dossier.records import Judgement, Question
from briefing.dossier.sentences import capital, count
from briefing.dossier.when import day_words
from briefing.exports.export import Export
from briefing.exports.paper import pictures
from briefing.exports.paper.document import Paper, claim_of, claims_of, paper, said
from briefing.exports.paper.endnotes import Note
from briefing.exports.paper.excerpt import Alike, disputed, fitting
from briefing.exports.paper.pictures import PAPER, Plate, extent_svg, extents, key, strip_svg
from briefing.exports.paper.slides import LEFT, REMARK, ROOM, SMALL, STRIP, Box, Cell, Deck, Slide, Table, Type, stands
from briefing.exports.paper.textfit import LEAST, SERIF, cut, high, sentences
from briefing.pictures.evidence.likelihood_band import confident
from briefing.view.brief import Answer, answers
from briefing.view.view import View

FULL, CLAIMS, FIGURES = 4, 4, 8
SOURCES = 8
HEAD = [Cell(words) for words in ("Claim", "", "Standing", "Against", "against | for", "For", "Sources")]
WIDTHS = (2.1, 0.35, 1.5, 2.75, 2.0, 2.3, 1.13)
PICTURE: Box = (LEFT, 1.02, ROOM, 4.74)
CAPTION: Box = (LEFT, 5.78, ROOM, 0.78)
LINE = 0.26  # inches of a line of remarks
REMARKS, TOP = 6.35, 1.05
STATEMENT, BODY, QUIET = Type(22, SERIF), Type(16), Type(16, colour=PAPER.second)
NO_FINDINGS = "Claims, not findings."
RULE = (
    "A standing is computed from the origins of the reports by a published rule and is never a probability: it counts "
    "where information comes from and knows nothing of deception."
)


def make(view: View) -> bytes:
    """The deck of a view."""
    asked = answers(view)
    answered = asked[:FULL]
    figures, rest = fitting(disputed(view), FIGURES)
    drawn = plates(view)
    cited = [claim_of(id, view) for plate in drawn[1:] for id in plate.rows]
    told = paper(view).citing([*claims_of(answered), *cited, *(row.claim.id for rows in figures for row in rows)])
    deck = Deck(f"{NO_FINDINGS} {told.imprint.state}")
    left = len(asked) - len(answered)
    more = f"{count(left, 'more question')} in the PDF brief and on the dashboard." if left else ""
    _opening(deck, told, (told.imprint.supposed, told.imprint.left_out, pictures.undrawn(drawn), more))
    for answer in answered:
        _answer(deck, answer, told)
    for plate in drawn:
        if plate.rows:
            _picture(deck, plate, told)
    if figures:
        _figures(deck, figures, len(rest), told)
    _closing(deck, told)
    return deck.file(told.imprint, view.whole.info.language)


def plates(view: View) -> tuple[Plate, ...]:
    """The pictures of a deck, so small in pixels that a room reads their words on a slide."""
    return (
        pictures.place_map(view, 640, 268),
        pictures.weeks(view, 720, 330, pictures.AIRY),
        pictures.ties(view, (760, 297), 9),
    )


def _opening(deck: Deck, told: Paper, remarks: Iterable[str]) -> None:
    info, own, line = told.view.whole.info, told.imprint, told.brief
    slide = deck.slide(info.title, _notes("", told.notes, told))
    slide.text(info.subtitle, (LEFT, 1.0, ROOM, 0.5), Type(22, SERIF, colour=PAPER.second))
    slide.text(own.state, (LEFT, 1.48, ROOM, 0.52), REMARK)
    slide.text(f"Bottom line, {told.made}", (LEFT, 2.05, ROOM, 0.35), Type(16, bold=True, colour=PAPER.accent))
    slide.text(line.bottom_line, (LEFT, 2.4, ROOM, 2.7), STATEMENT)
    below = f"Not known: {line.not_known}" if line.not_known else ""
    slide.text(below, (LEFT, 5.1, ROOM, 0.9), BODY)
    slide.text(" ".join(filter(None, remarks)), (LEFT, 6.1, ROOM, 0.8), SMALL)


def _answer(deck: Deck, answer: Answer, told: Paper) -> None:
    judged, cited = answer.judgement, _bearing(claims_of([answer]), told)
    slide = deck.slide(answer.question.text, _notes(_reasoning(judged), cited, told), 0.9)
    statement = judged.statement if judged else f"No judgement had been made by {day_words(told.imprint.asof)}."
    slide.text(statement, (LEFT, 1.4, 7.6, 0.95), STATEMENT)
    if judged:
        slide.band(judged, 8.7, 1.6, 3.7)
        slide.text(judged.confidence, (LEFT, 2.4, ROOM, 0.7), QUIET)
    top = 3.2 if judged else 2.1
    for part in answer.judgements[1:]:
        words = f"{part.statement} {capital(confident(part))}."
        slide.text(words, (LEFT, top - 0.1, ROOM, high(words, ROOM, BODY.size)), BODY)
        top += high(words, ROOM, BODY.size)
    rows = [_row(told.view.standings[line.claim.id], line.claim.short, told) for line in answer.lines[:CLAIMS]]
    table = Table(f"Claims on: {answer.question.text}", WIDTHS, [HEAD, *rows]).fitting(top)
    slide.table(table, top)
    more = answer.more + len(answer.lines) + 1 - len(table.rows)
    after = f"{count(more, 'more claim')} on this question on the dashboard and in the web page." if more else ""
    slide.text(f"{STRIP} {after}", (LEFT, REMARKS, ROOM, 0.55), REMARK)


def _row(standing: Standing, short: str, told: Paper) -> list[Cell]:
    cited = told.cited(standing.claim)
    doubts = f", {count(len(standing.doubts), 'doubt')}" if standing.doubts else ""
    hidden = f" ({cited.hidden} hidden)" if cited.hidden else ""
    return [
        Cell(short),
        *stands(standing.word),
        Cell(side(standing.contradicts) + doubts),
        Cell(drawn=strip_svg(standing)),
        Cell(side(standing.supports)),
        Cell(_some(cited.all) + hidden),
    ]


def _some(numbers: Sequence[int], most: int = 3) -> str:
    more = f" +{len(numbers) - most}" if len(numbers) > most else ""
    return ", ".join(map(str, numbers[:most])) + more


def side(found: Side) -> str:
    """One side of a strip in words: how many reports, from how many origins, and how these are known."""
    if not found:
        return "none"
    named = sum(lineage.origin.is_named for lineage in found)
    unnamed = len(found.origins) - named
    kinds = ((named, "named"), (unnamed, "unnamed"), (found.unstated, "not stated"))
    told = ", ".join(f"{number} {kind}" for number, kind in kinds if number)
    excluding = len(found.by_exclusion)
    how = ", by exclusion" if excluding == len(found.reports) else f", {excluding} by exclusion" if excluding else ""
    return f"{count(len(found.reports), 'report')}{how}; {told}"


def _picture(deck: Deck, plate: Plate, told: Paper) -> None:
    rows = [f"{said(id, told.view)}: {told.view.standings[claim_of(id, told.view)].word}" for id in plate.rows]
    claims = [claim_of(id, told.view) for id in plate.rows]
    slide = deck.slide(plate.title, _notes("\n".join([plate.caption, *rows]), _bearing(claims, told), told))
    less = LINE if told.imprint.recorded else 0  # what is behind a picture has to be told under it, whole
    (left, top, width, tall), (_, under, _, room) = PICTURE, CAPTION
    slide.picture(plate, (left, top, width, tall - less))
    box = left, under - less, width, room + less
    slide.text(sentences(plate.caption, *box[2:], LEAST), box, REMARK)
    slide.foot([key(plate, told.view)], under + room)


def _figures(deck: Deck, groups: Sequence[Alike], left: int, told: Paper) -> None:
    rows = [row for group in groups for row in group]
    notes = "\n".join(f"{row.words}: {row.claim.statement}" for row in rows)
    slide = deck.slide("Figures that disagree", _notes(notes, _bearing([row.claim.id for row in rows], told), told))
    table, kept = _beside(groups, told)
    slide.table(table, TOP)
    left += len(groups) - kept
    more = f"{count(left, 'more group')} of figures disagree: see the dashboard or the web page." if left else ""
    slide.text(f"No mean is drawn. {more}", (LEFT, 6.6, ROOM, 0.3), REMARK)


def _beside(groups: Sequence[Alike], told: Paper) -> tuple[Table, int]:
    """The figures in a table, and how many of their groups stand on a slide whole, at least one."""
    head = [Cell(words) for words in ("Figure", "Drawn", "What it counts, and who counted", "", "Standing", "Sources")]
    name = "Figures that disagree, each with what it counts"
    for kept in range(len(groups), 0, -1):
        body = [cells for group in groups[:kept] for cells in _alike(group, told)]
        table = Table(name, (1.8, 2.1, 5.15, 0.35, 1.5, 1.23), [head, *body])
        if len(table.fitting(TOP).rows) == len(table.rows):
            break
    return table.fitting(TOP), kept


def _alike(group: Alike, told: Paper) -> Iterator[list[Cell]]:
    """Figures to be set beside one another, under their question and on one scale."""
    low, high = extents(group)
    scale = "in powers of ten" if low > 0 else "from nought"
    question = told.view.known.row(Question, group[0].claim.question).short
    yield [Cell(), Cell(scale, colour=PAPER.second), Cell(question, True), Cell(), Cell(), Cell()]
    for row in group:
        yield [
            Cell(row.words, True),
            Cell(drawn=extent_svg(row, low, high)),
            Cell(row.claim.counts or row.claim.short),
            *stands(row.standing.word),
            Cell(_some(told.cited(row.claim.id).all)),
        ]


def _closing(deck: Deck, told: Paper) -> None:
    own = told.imprint
    slide = deck.slide("Sources and disclaimer", _notes(f"{own.disclaimer}\n{own.licence}", told.notes, told))
    end = _sources(slide, told.notes)
    slide.text(f"{own.disclaimer} {RULE}", (LEFT, end + 0.4, ROOM, 6.0 - end), BODY)
    slide.text(own.licence, (LEFT, 6.36, ROOM, 0.54), REMARK)


def _sources(slide: Slide, notes: Sequence[Note]) -> float:
    """The first sources in a table, and how many more there are; says where it ends."""
    if not notes:
        slide.text("No source is cited, since no claim is shown.", (LEFT, 1.05, ROOM, 0.3), SMALL)
        return 1.05
    head = [Cell(words) for words in ("No.", "Source", "Published")]
    rows = [_source(note) for note in notes[:SOURCES]]
    end = slide.table(Table("The first sources cited in this deck", (0.7, 8.5, 2.93), [head, *rows], LEAST), 1.05)
    rest = len(notes) - SOURCES
    words = f"{count(rest, 'more source')}, and the place and address of each, in the notes of this slide."
    slide.text(words if rest > 0 else "", (LEFT, end + 0.05, ROOM, 0.3), REMARK)
    return end


def _source(note: Note) -> list[Cell]:
    title = cut(_named(note), 8.2, 0.25, LEAST)
    return [Cell(str(note.number)), Cell(title), Cell(cut(note.published, 2.7, 0.25, LEAST))]


def _named(note: Note) -> str:
    return f"{isolated(note.outlet.name)}, “{isolated(note.source.title)}”"


def _bearing(claims: Iterable[str], told: Paper) -> list[Note]:
    numbers = {number for claim in claims for number in told.cited(claim).all}
    return [note for note in told.notes if note.number in numbers]


def _reasoning(judged: Judgement | None) -> str:
    if judged is None:
        return ""
    parts = (
        ("Reasoning", judged.reasoning),
        ("Dissent", judged.dissent),
        ("Gaps", judged.gaps),
        ("What would change it", judged.indicators),
    )
    return "\n".join(f"{title}: {words}" for title, words in parts if words)


def _notes(first: str, cited: Sequence[Note], told: Paper) -> str:
    sources = [f"{note.number}. {_named(note)}, {note.published}, {note.where}. {note.source.url}" for note in cited]
    return "\n".join(
        part
        for part in (first, told.imprint.state, told.imprint.recorded, "Sources:" if sources else "", *sources)
        if part
    )


EXPORT = Export(
    name="pptx",
    title="Brief as PowerPoint",
    purpose="Slides for a briefing: a slide for each key judgement, the pictures and the sources; all of it editable.",
    suffix="pptx",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    make=make,
)
