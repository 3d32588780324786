"""The brief as a PDF of a few A4 pages, fit to be handed over: tagged, with bookmarks, its sources as endnotes."""

import re

from briefing.exports.export import Export
from briefing.exports.paper.content import Measure, values
from briefing.exports.paper.typesetter import pdf
from briefing.view.view import View

PAGES = 6
PAGE_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")

MEASURES = (
    Measure(full=5, lines=3, others=30, rows=12, figures=10, actors=10),
    Measure(full=5, lines=3, others=30, rows=9, figures=8, actors=8),
    Measure(full=4, lines=3, others=24, rows=10, figures=8, actors=8),
    Measure(full=3, lines=2, others=18, rows=8, figures=6, actors=6),
    Measure(full=2, lines=2, others=12, rows=6, figures=4, actors=4),
    Measure(full=1, lines=2, others=6, rows=4, figures=2, actors=3, columns=2),
)
"""From the fullest brief to the leanest; the first that keeps to the pages is the one that is handed over."""


def make(view: View) -> bytes:
    """The PDF of a view, as full as its pages allow."""
    made = b""
    for measure in MEASURES:
        made = pdf("brief.typ", values(view, measure), view.asof)
        if pages(made) <= PAGES:
            break
    return made


def pages(made: bytes) -> int:
    """How many pages a PDF has."""
    found = PAGE_COUNT.search(made)
    assert found, "typst writes the tree of pages in another way than it did"
    return int(found[1])


EXPORT = Export(
    name="pdf",
    title="Brief as PDF",
    purpose="A brief of a few pages to print or to hand over: judgements, evidence, pictures and sources.",
    suffix="pdf",
    media_type="application/pdf",
    make=make,
)
