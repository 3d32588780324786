"""The manuscript of a brief: what a view has to say on paper, and what of it fits a measure of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefing.analysis.judgements import sentence
from briefing.analysis.standing import MEANING, WORDS, Word
from briefing.dossier.labels import labelled
from briefing.dossier.records import Judgement, Relation, ids
from briefing.dossier.sentences import capital, count, some
from briefing.dossier.when import day_words
from briefing.exports.paper import content, pictures
from briefing.exports.paper.content import Content
from briefing.exports.paper.document import Paper, claim_of, claims_of, foot, paper, said
from briefing.exports.paper.endnotes import Cited, Note, runs
from briefing.exports.paper.excerpt import Alike, disputed, fitting, rivals, telling
from briefing.exports.paper.pictures import (
    PAPER,
    Plate,
    band_svg,
    extent_svg,
    extents,
    mark_svg,
    strip_svg,
    undrawn,
    variables,
)
from briefing.html.render import public_day
from briefing.pictures.evidence import matrix
from briefing.pictures.evidence.likelihood_band import answer as answer_word
from briefing.pictures.evidence.likelihood_band import confident, term
from briefing.pictures.evidence.quantities import Figure
from briefing.pictures.qr import code_svg
from briefing.view.brief import Answer, Line, answers
from briefing.view.view import View

NAMES = 16
WIDE = 800  # pixels to the width of a page, so that 11 of them are 7 points
MAP, WEEKS, TIES = 260, 400, 370  # pixels high
NAMED = 8
READ = {"whole": "", "opening": "°", "not read": "°°", "not stated": "°°°"}


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a brief holds: questions answered in full and claims under each, ``others`` in a line each.

    ``rows`` and ``columns`` are those of the matrix, ``figures`` counts the rows of figures, ``actors`` those drawn,
    ``ties`` those told in words below the picture.
    """

    full: int
    lines: int
    others: int
    rows: int
    figures: int
    actors: int
    ties: int
    columns: int = 4


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a brief may hold, whatever is cut from it: made once, however often its pages are set.

    ``document`` cites nothing yet: what is cited follows from what is kept. ``rivals`` is a matrix of so many columns,
    ``ties`` a picture of so many actors.
    """

    document: Paper
    answers: tuple[Answer, ...]
    rivals: Callable[[int], matrix.Matrix | None]
    figures: tuple[Alike, ...]
    map: Plate
    weeks: Plate
    ties: Callable[[int], Plate]
    code: str


def manuscript(view: View) -> Manuscript:
    """The manuscript of a view."""
    answered = answers(view)
    return Manuscript(
        document=paper(view),
        answers=answered,
        # Up to six measures are tried, and all but the leanest want the same matrix.
        rivals=cache(lambda columns: rivals(view, answered, columns)),
        figures=disputed(view),
        map=pictures.place_map(view, WIDE, MAP),
        weeks=pictures.weeks(view, WIDE, WEEKS),
        ties=cache(lambda actors: pictures.ties(view, (WIDE, TIES), actors)),
        code=code_svg(view.link),
    )


def cut(whole: Manuscript, size: Measure) -> Content:
    """As much of a manuscript as a measure holds, with notes for what is left of it."""
    view, answered = whole.document.view, whole.answers
    full, others = answered[: size.full], answered[size.full : size.full + size.others]
    table, (figures, rest) = whole.rivals(size.columns), fitting(whole.figures, size.figures)
    plates = where, weeks, ties = whole.map, whole.weeks, whole.ties(size.actors)
    drawn = [claim_of(id, view) for id in (*weeks.rows, *ties.rows[: size.ties])]
    shown = [row.claim.id for rows in figures for row in rows]
    # In the order in which the pages show them, since notes are numbered as they are met.
    cited = [*claims_of(full, size.lines), *claims_of(others, 1), *_columns(table), *drawn, *shown]
    document = whole.document.citing(cited)
    return Content(
        about=_about(document, whole.code),
        line=_bottom_line(document),
        legend=tuple(content.Legend(stands(word), MEANING[word]) for word in WORDS),
        answers=tuple(_answer(answer, document, size.lines) for answer in full),
        others=tuple(_other(answer, document) for answer in others),
        others_left=_unanswered(len(answered) - len(full) - len(others)),
        alone=tuple(f"{each.origin.name}: {count(len(each.claims), 'claim')}" for each in document.brief.alone),
        matrix=_matrix(table, document, size.rows) if table and table.rows else None,
        figures=tuple(_figures(rows, document) for rows in figures),
        figures_left=_left(rest),
        map=panel(where),
        weeks=panel(weeks, _drawn(weeks, document)),
        ties=_tied(ties, document, size.ties),
        undrawn=undrawn(plates),
        names=_names(document, ties),
        notes=tuple(endnote(note) for note in document.notes),
        cited=tuple(cited),
    )


def _unanswered(left: int) -> str:
    return f"{count(left, 'more question')} in the web page and on the dashboard." if left else ""


def _columns(table: matrix.Matrix | None) -> list[str]:
    return [claim.id for claim in table.claims] if table else []


def _about(document: Paper, code: str) -> content.About:
    info, own = document.view.whole.info, document.imprint
    return content.About(
        colours=variables(PAPER),
        title=own.title,
        subtitle=info.subtitle,
        language=info.language.partition("-")[0],  # typst takes no script or region beside it
        state=own.state,
        warning=own.supposed,
        hides=f"{own.left_out} {own.recorded}".strip(),
        asof=day_words(own.asof),
        release=own.release,
        disclaimer=own.disclaimer,
        foot=foot(own.disclaimer),
        licence=own.licence,
        link=document.view.link,
        code=code,
    )


def _bottom_line(document: Paper) -> content.BottomLine:
    return content.BottomLine(document.made, document.brief.bottom_line, document.brief.not_known)


def _answer(answer: Answer, document: Paper, most: int) -> content.Answer:
    judged, more = answer.judgement, answer.more + len(answer.lines[most:])
    return content.Answer(
        question=answer.question.text,
        judged=judged is not None,
        statement=judged.statement if judged else f"No judgement had been made by {day_words(document.day)}.",
        likelihood=(term(judged) or answer_word(judged)) if judged else "",
        band=band_svg(judged) if judged else "",
        confidence=_confidence(judged, document) if judged else "",
        indicators=judged.indicators if judged else "",
        parts=tuple(content.Judged(each.statement, capital(confident(each))) for each in answer.judgements[1:]),
        lines=tuple(_line(line, document) for line in answer.lines[:most]),
        more=count(more, "more claim") if more else "",
    )


def _confidence(judgement: Judgement, document: Paper) -> str:
    """The confidence, and whether reports came after the judgement was made."""
    came = sentence(judgement, document.view.known)
    return f"{judgement.confidence} {came}." if came else judgement.confidence


def _line(line: Line, document: Paper) -> content.Line:
    return content.Line(
        standing=stands(line.standing.word),
        short=line.claim.short,
        reason=line.standing.reason,
        strip=strip_svg(line.standing),
        cites=citations(document.cited(line.claim.id)),
    )


def stands(word: Word) -> content.Standing:
    """A standing with its mark."""
    return content.Standing(word, mark_svg(word))


def citations(cited: Cited) -> content.Citations:
    """The notes on each side of a claim that has some."""
    sides = (("for", cited.supports), ("against", cited.contradicts), ("doubt", cited.doubts))
    return content.Citations(
        sides=tuple(content.Side(side, runs(found)) for side, found in sides if found),
        hidden=f"{cited.hidden} hidden" if cited.hidden else "",
    )


def _other(answer: Answer, document: Paper) -> content.Other:
    judged = tuple(content.Judged(each.statement, each.confidence_level) for each in answer.judgements)
    return content.Other(
        question=answer.question.short,
        judged=judged or (content.Judged("No judgement had been made by then.", ""),),
        runs=runs(document.cited(answer.lines[0].claim.id).all),
    )


def _matrix(table: matrix.Matrix, document: Paper, most: int) -> content.Matrix:
    kept = telling(table, most)
    inside = {row.report.id for row in kept}
    groups = (_group(group, inside, document) for group in table.groups)
    left = (
        f"{len(kept)} of {count(len(table.rows), 'report')} that bear on these claims are in this table",
        f"{count(table.hidden, 'report')} hidden by the filters" if table.hidden else "",
        f"{table.assessed} of {table.cells} cells assessed in the whole matrix",
    )
    return content.Matrix(
        question=labelled(document.view.known, table.claims[0].question),
        claims=tuple(content.Rival(_standing(claim.id, document), claim.short) for claim in table.claims),
        groups=tuple(group for group in groups if group.rows),
        left="; ".join(part for part in left if part) + ".",
    )


def _standing(claim: str, document: Paper) -> content.Standing:
    return stands(document.view.standings[claim].word)


def _group(group: matrix.Group, inside: set[str], document: Paper) -> content.Group:
    """The rows of an origin that are kept; of all origins, where the reader has them in another order."""
    name, kind = (group.origin.name, group.origin.kind) if group.origin else ("All origins", "")
    return content.Group(name, kind, tuple(_report(row, document) for row in group.rows if row.report.id in inside))


def _report(row: matrix.Row, document: Paper) -> content.Report:
    number = document.number.get(row.report.source, 0)
    return content.Report(
        outlet=document.notes[number - 1].outlet.name if number else "",
        day=public_day(row.report, document.view.known),
        runs=runs((number,)) if number else (),
        cells=tuple(cell.look for cell in row.cells),
    )


def panel(plate: Plate, rows: tuple[content.Drawn, ...] = (), more: str = "") -> content.Panel:
    """A picture with its words, empty where there is nothing to draw."""
    return content.Panel(plate.svg if plate.rows else "", plate.title, plate.caption, plate.alt, rows, more)


def _tied(plate: Plate, document: Paper, most: int) -> content.Panel:
    """The network; a line of its picture may stand for any number of ties, of which so many are told in words."""
    shown = replace(plate, rows=plate.rows[:most])
    more = count(len(plate.rows) - most, "more tie") if len(plate.rows) > most else ""
    return panel(plate, _drawn(shown, document), more)


def _drawn(plate: Plate, document: Paper) -> tuple[content.Drawn, ...]:
    claims = [claim_of(id, document.view) for id in plate.rows]
    return tuple(
        content.Drawn(_standing(claim, document), said(id, document.view), runs(document.cited(claim).all))
        for id, claim in zip(plate.rows, claims, strict=True)
    )


def _figures(rows: Sequence[Figure], document: Paper) -> content.Figures:
    scale, claim = extents(rows), rows[0].claim
    return content.Figures(
        question=labelled(document.view.known, claim.question),
        scale="in powers of ten" if scale[0] > 0 else "from nought",
        rows=tuple(_figure(row, scale, document) for row in rows),
    )


def _figure(row: Figure, scale: tuple[float, float], document: Paper) -> content.Figure:
    return content.Figure(
        standing=stands(row.standing.word),
        words=row.words,
        counts=row.claim.counts,
        extent=extent_svg(row, *scale),
        cites=citations(document.cited(row.claim.id)),
    )


def _left(rest: Sequence[Sequence[Figure]]) -> str:
    """The groups of figures left out, by the first claim of each, some of them named."""
    told = [rows[0].claim.short for rows in rest]
    return f"Also in dispute, and left out here: {some(told, NAMED, '; ')}." if told else ""


def _names(document: Paper, ties: Plate) -> tuple[str, ...]:
    """Who and where, with the native script: the actors drawn and the places of the claims answered."""
    known = document.view.known
    tied = [end for id in ties.rows for end in _ends(id, document.view)]
    claims = claims_of(document.brief.answers)
    places = [place for id in claims for place in ids(getattr(known.find(id), "place", None))]
    # Only a name with a native script has brackets after it; the others need no line of their own.
    named = (document.native(id) for id in dict.fromkeys((*tied, *places)))
    return tuple(name for name in named if "(" in name)[:NAMES]


def _ends(id: str, view: View) -> tuple[str, str]:
    tie = view.known.row(Relation, id)
    return tie.from_, tie.to


def endnote(note: Note) -> content.Endnote:
    """A source as it stands at the end."""
    return content.Endnote(
        number=note.number,
        outlet=note.outlet.name,
        author=note.source.author,
        title=note.source.title,
        published=note.published,
        read=READ[note.source.extent_read],
        locators=note.where,
        url=note.link,
        address=note.address,
    )
