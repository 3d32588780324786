"""What the PDF sets, as plain data: a view in the words, numbers and pictures that its template puts on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.analysis.judgements import sentence
from briefing.analysis.standing import MEANING, WORDS, Standing
from briefing.dossier.labels import labelled
from briefing.dossier.records import Judgement, Origin, Relation, ids
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.exports.paper import pictures
from briefing.exports.paper.document import Paper, claim_of, claims_of, foot, paper, said
from briefing.exports.paper.endnotes import Cited, Note, runs
from briefing.exports.paper.excerpt import disputed, fitting, rivals, telling
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
from briefing.html.render import short_day
from briefing.pictures.evidence.matrix import Matrix, Row
from briefing.pictures.evidence.quantities import Figure
from briefing.pictures.qr import code_svg
from briefing.view.brief import Answer, Line, answers
from briefing.view.view import View

NAMES = 16
WIDE = 800  # pixels to the width of a page, so that 11 of them are 7 points
MAP, WEEKS, TIES = 260, 400, 370  # pixels high
NAMED = 8
READ = {"whole": "", "opening": "°", "not read": "°°"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a brief holds: questions answered in full and claims under each, ``others`` in a line each.

    ``rows`` and ``columns`` are those of the matrix, ``figures`` counts the rows of figures, ``actors`` those drawn.
    """

    full: int
    lines: int
    others: int
    rows: int
    figures: int
    actors: int
    columns: int = 4


def values(view: View, size: Measure) -> Values:
    """All that the template sets, as plain data; it is text there and never markup."""
    answered = answers(view)
    full, others = answered[: size.full], answered[size.full : size.full + size.others]
    table, (figures, rest) = rivals(view, answered, size.columns), fitting(disputed(view), size.figures)
    where, weeks, ties = plates = (
        pictures.place_map(view, WIDE, MAP),
        pictures.weeks(view, WIDE, WEEKS),
        pictures.ties(view, (WIDE, TIES), size.actors),
    )
    drawn = [claim_of(id, view) for id in (*weeks.rows, *ties.rows)]
    shown = [row.claim.id for rows in figures for row in rows]
    told = paper(view, [*claims_of(full, size.lines), *claims_of(others, 1), *_columns(table), *drawn, *shown])
    return {
        **_head(told),
        "answers": [_answer(answer, told, size.lines) for answer in full],
        "others": [_other(answer, told) for answer in others],
        "others_left": _unanswered(len(answered) - len(full) - len(others)),
        "alone": [f"{each.origin.name}: {count(len(each.claims), 'claim')}" for each in told.brief.alone],
        "matrix": _matrix(table, told, size.rows) if table and table.rows else None,
        "map": {**_plate(where), "rows": []},
        "weeks": {**_plate(weeks), "rows": [_row(id, told) for id in weeks.rows]},
        "ties": {**_plate(ties), "rows": [_row(id, told) for id in ties.rows]},
        "undrawn": undrawn(plates),
        "figures": [_figures(rows, told) for rows in figures],
        "figures_left": _left(rest),
        "names": _names(told, ties),
        "notes": [_note(note) for note in told.notes],
        "legend": [{"mark": mark_svg(word), "word": word, "meaning": MEANING[word]} for word in WORDS],
    }


def _unanswered(left: int) -> str:
    return f"{count(left, 'more question')} in the web page and on the dashboard." if left else ""


def _columns(table: Matrix | None) -> list[str]:
    return [claim.id for claim in table.claims] if table else []


def _head(told: Paper) -> Values:
    info, brief, own = told.view.whole.info, told.brief, told.imprint
    return {
        "colours": variables(PAPER),
        "title": own.title,
        "subtitle": info.subtitle,
        "language": info.language,
        "state": own.state,
        "warning": own.supposed,
        "hides": own.left_out,
        "asof": day_words(own.asof),
        "made": told.made,
        "bottom_line": brief.bottom_line,
        "not_known": brief.not_known,
        "release": own.release,
        "disclaimer": own.disclaimer,
        "foot": foot(own.disclaimer),
        "licence": own.licence,
        "link": told.view.link,
        "code": code_svg(told.view.link),
    }


def _answer(answer: Answer, told: Paper, most: int) -> Values:
    judged, more = answer.judgement, answer.more + len(answer.lines[most:])
    return {
        "question": answer.question.text,
        "short": answer.question.short,
        "judged": judged is not None,
        "statement": judged.statement if judged else f"No judgement had been made by {day_words(told.day)}.",
        "made": day_words(judged.made) if judged else "",
        "likelihood": (judged.likelihood or "no likelihood given") if judged else "",
        "band": band_svg(judged) if judged else "",
        "confidence": _confidence(judged, told) if judged else "",
        "indicators": judged.indicators if judged else "",
        "lines": [_line(line, told) for line in answer.lines[:most]],
        "more": count(more, "more claim") if more else "",
    }


def _confidence(judgement: Judgement, told: Paper) -> str:
    """The confidence, and whether reports came after the judgement was made."""
    came = sentence(judgement, told.view.known)
    return f"{judgement.confidence} {came}." if came else judgement.confidence


def _line(line: Line, told: Paper) -> Values:
    return {
        **_stands(line.standing),
        "short": line.claim.short,
        "reason": line.standing.reason,
        "strip": strip_svg(line.standing),
        "cites": _cites(told.cited(line.claim.id)),
    }


def _stands(standing: Standing) -> Values:
    return {"word": standing.word, "mark": mark_svg(standing.word)}


def _cites(cited: Cited) -> Values:
    sides = (("for", cited.supports), ("against", cited.contradicts), ("doubt", cited.doubts))
    return {
        "sides": [{"side": side, "runs": runs(found)} for side, found in sides if found],
        "hidden": f"{cited.hidden} hidden" if cited.hidden else "",
    }


def _other(answer: Answer, told: Paper) -> Values:
    judged = answer.judgement
    return {
        "question": answer.question.short,
        "statement": judged.statement if judged else "No judgement had been made by then.",
        "confidence": f"Confidence {judged.confidence_level}" if judged else "",
        "runs": runs(told.cited(answer.lines[0].claim.id).all),
    }


def _matrix(table: Matrix, told: Paper, most: int) -> Values:
    kept = telling(table, most)
    inside = {row.report.id for row in kept}
    groups = [(group, [row for row in group.rows if row.report.id in inside]) for group in table.groups]
    left = [
        f"{len(kept)} of {count(len(table.rows), 'report')} that bear on these claims are in this table",
        f"{count(table.hidden, 'report')} hidden by the filters" if table.hidden else "",
        f"{table.assessed} of {table.cells} cells assessed in the whole matrix",
    ]
    return {
        "question": labelled(told.view.known, table.claims[0].question),
        "claims": [{**_stands(told.view.standings[claim.id]), "short": claim.short} for claim in table.claims],
        "groups": [_group(group.origin, rows, told) for group, rows in groups if rows],
        "left": "; ".join(part for part in left if part) + ".",
    }


def _group(origin: Origin | None, rows: Sequence[Row], told: Paper) -> Values:
    """Reports of an origin; of all, where the reader has them in another order."""
    name, kind = (origin.name, origin.kind) if origin else ("All origins", "")
    return {"origin": name, "kind": kind, "rows": [_report(row, told) for row in rows]}


def _report(row: Row, told: Paper) -> Values:
    number = told.number.get(row.report.source, 0)
    note = told.notes[number - 1] if number else None
    return {
        "outlet": note.outlet.name if note else "",
        "day": short_day(row.known),
        "runs": runs((number,)) if number else [],
        "cells": [cell.stance or "" for cell in row.cells],
    }


def _plate(plate: Plate) -> Values:
    return {"svg": plate.svg if plate.rows else "", "title": plate.title, "caption": plate.caption, "alt": plate.alt}


def _row(id: str, told: Paper) -> Values:
    claim = claim_of(id, told.view)
    return {
        **_stands(told.view.standings[claim]),
        "said": said(id, told.view),
        "runs": runs(told.cited(claim).all),
    }


def _figures(rows: Sequence[Figure], told: Paper) -> Values:
    low, high = extents(rows)
    claim = rows[0].claim
    return {
        "question": labelled(told.view.known, claim.question),
        "unit": claim.unit,
        "scale": "in powers of ten" if low > 0 else "from nought",
        "rows": [
            {
                **_stands(row.standing),
                "words": row.words,
                "counts": row.claim.counts,
                "extent": extent_svg(row, low, high),
                "cites": _cites(told.cited(row.claim.id)),
            }
            for row in rows
        ],
    }


def _left(rest: Sequence[Sequence[Figure]]) -> str:
    """The groups of figures left out, by the first claim of each, some of them named."""
    told = [rows[0].claim.short for rows in rest[:NAMED]]
    more = f" and {len(rest) - NAMED} more" if len(rest) > NAMED else ""
    return f"Also in dispute, and left out here: {'; '.join(told)}{more}." if told else ""


def _names(told: Paper, ties: Plate) -> list[str]:
    """Who and where, with the native script: the actors drawn and the places of the claims answered."""
    known = told.view.known
    tied = [end for id in ties.rows for end in _ends(id, told.view)]
    places = [place for id in claims_of(told.brief.answers) for place in ids(getattr(known.find(id), "place", None))]
    named = [(id, told.native(id)) for id in dict.fromkeys((*tied, *places))]
    return [name for _, name in named if "(" in name][:NAMES]


def _ends(id: str, view: View) -> tuple[str, str]:
    tie = view.known.row(Relation, id)
    return tie.from_, tie.to


def _note(note: Note) -> Values:
    return {
        "number": note.number,
        "outlet": note.outlet.name,
        "author": note.source.author,
        "title": note.source.title,
        "published": note.published,
        "read": READ[note.source.extent_read],
        "locators": note.where,
        "url": note.link,
        "address": note.address,
    }
