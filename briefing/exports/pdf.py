"""The brief as a PDF of a few A4 pages, fit to be handed over: tagged, with bookmarks, its sources as endnotes."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from briefing.dossier.sentences import count
from briefing.exports.export import Export, ExportError
from briefing.exports.paper.annex import annexed
from briefing.exports.paper.content import Content
from briefing.exports.paper.document import paper
from briefing.exports.paper.manuscript import Measure, cut, manuscript
from briefing.exports.paper.scenes import scenes
from briefing.exports.paper.typesetter import pdf
from briefing.view.view import View

PAGES = 6
LETTERS = 200_000  # that so many pages cannot hold: of the densest, set in the smallest type, some 15,000 to a page
PICTURE = 800, 260  # pixels of a step's picture, so that its words are as large as those of the brief's
# typst leaves its tree of pages in plain bytes, so that no library for PDFs is needed only to count.
PAGE_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")

MEASURES = (
    Measure(full=5, lines=3, others=30, rows=12, figures=10, actors=10, ties=40),
    Measure(full=5, lines=3, others=30, rows=9, figures=8, actors=8, ties=32),
    Measure(full=4, lines=3, others=24, rows=10, figures=8, actors=8, ties=32),
    Measure(full=5, lines=2, others=18, rows=8, figures=6, actors=6, ties=24),
    Measure(full=3, lines=2, others=18, rows=8, figures=6, actors=6, ties=24),
    Measure(full=2, lines=2, others=12, rows=6, figures=4, actors=4, ties=16),
    Measure(full=1, lines=2, others=6, rows=4, figures=2, actors=3, ties=12, columns=2),
)
"""From the fullest brief to the leanest; the first that keeps to the pages is the one that is handed over."""


class TooManyPagesError(ExportError):
    """A brief that does not keep to its pages at the leanest measure either: its texts are too long, not too many."""

    def __init__(self, measure: Measure) -> None:
        kept = (
            f"{count(measure.full, 'question')} in full and {measure.others} in a line each, "
            f"{count(measure.rows, 'row')} of the matrix, {count(measure.figures, 'figure')}, "
            f"{count(measure.actors, 'actor')} and {count(measure.ties, 'tie')} in words"
        )
        super().__init__(
            f"The brief takes more than {count(PAGES, 'page')}, though it was cut to {kept}. "
            "The texts that are left are too long: the bottom line, the disclaimer, a judgement or a statement. "
            "The web page has room for all of it."
        )


def make(view: View) -> bytes:
    """The PDF of a view, as full as its pages allow. Raises TooManyPagesError where the leanest is too long too."""
    return _kept(view)[1]


def with_story(view: View) -> bytes:
    """The same PDF with the story as an annex, on pages of its own. Raises ExportError for a dossier without one."""
    told = scenes(view, PICTURE)
    return pdf("brief.typ", annexed(_kept(view)[0], told, paper(view)), view.asof)


def _kept(view: View) -> tuple[Content, bytes]:
    """What keeps to the pages, and the PDF of it."""
    whole = manuscript(view)
    # Tried in turn, since how long the pages come out only the typesetter knows.
    for measure in MEASURES:
        content = cut(whole, measure)
        # Set all the same, a million letters would take minutes and gigabytes to be refused.
        if _letters(asdict(content)) <= LETTERS:
            made = pdf("brief.typ", content, view.asof)
            if pages(made) <= PAGES:
                return content, made
    raise TooManyPagesError(MEASURES[-1])


def _letters(found: Any) -> int:
    """How many letters stand in all texts of a content; pictures are none."""
    if isinstance(found, str):
        return 0 if found.startswith("<svg") else len(found)
    inside = found.values() if isinstance(found, Mapping) else found if isinstance(found, (list, tuple)) else ()
    return sum(map(_letters, inside))


def pages(made: bytes) -> int:
    """How many pages a PDF has."""
    found = PAGE_COUNT.search(made)
    if found is None:
        raise ValueError(
            "no page count was found in the PDF: typst writes its tree of pages in another way than it did"
        )
    return int(found[1])


EXPORT = Export(
    name="pdf",
    title="Brief as PDF",
    purpose="A brief of a few pages to print or to hand over: judgements, evidence, pictures and sources.",
    suffix="pdf",
    media_type="application/pdf",
    make=make,
    annexed=with_story,
)
