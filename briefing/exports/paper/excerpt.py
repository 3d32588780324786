"""What of a view goes on paper where not all of it can: the rival claims, the telling reports, the figures."""

from collections.abc import Iterable, Sequence

from briefing.analysis.coverage import rival_sets
from briefing.pictures.evidence.matrix import Matrix, Row, matrix
from briefing.pictures.evidence.quantities import Figure, groups, rows
from briefing.view.brief import Answer
from briefing.view.view import View

Alike = tuple[Figure, ...]  # figures that can be set beside one another


def rivals(view: View, answered: Sequence[Answer], most: int) -> Matrix | None:
    """The matrix of the question in view, or of the first: its judged claim and what cannot hold beside it."""
    asked = [answer for answer in answered if answer.question.id == view.state.question] or list(answered)
    if not asked:
        return None
    claims = [claim for claim in view.claims if claim.question == asked[0].question.id]
    first = asked[0].lines[0].claim
    joined = next(found for found in rival_sets(claims) if first in found)
    order = [line.claim for line in asked[0].lines if line.claim in joined]
    order += [claim for claim in joined if claim not in order]
    return matrix(tuple(order[:most]), view)


def telling(found: Matrix, most: int) -> tuple[Row, ...]:
    """The rows of a matrix that fit on paper: shown ones, those that tell claims apart first, in their own order."""
    seen = [row for row in found.rows if not row.hidden]
    best = sorted(seen, key=lambda row: (not row.discriminates, -row.assessed))[:most]
    kept = {row.report.id for row in best}
    return tuple(row for row in seen if row.report.id in kept)


def disputed(view: View) -> tuple[Alike, ...]:
    """The figures among the claims shown that disagree: each question once, those most reported on first, then more."""
    found = [rows(group, view.known, view.standings, "known") for group in groups(view.claims)]
    apart = [alike for alike in found if len({(row.low, row.high) for row in alike}) > 1]
    apart.sort(key=lambda alike: -sum(len(row.standing.sided) for row in alike))
    asked = [alike[0].claim.question for alike in apart]
    # Question by question, or the one that is reported on most would take all the room.
    turn = {id(alike): asked[:place].count(asked[place]) for place, alike in enumerate(apart)}
    return tuple(sorted(apart, key=lambda alike: turn[id(alike)]))


def fitting(found: Iterable[Alike], most: int) -> tuple[list[Alike], list[Alike]]:
    """The groups of figures that fit into so many rows together, whole and in their order, and those left out."""
    kept: list[Alike] = []
    left: list[Alike] = []
    for group in found:
        fits = sum(map(len, kept)) + len(group) <= most
        (kept if fits else left).append(group)
    return kept, left
