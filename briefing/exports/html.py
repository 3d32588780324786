"""The brief with all its evidence as one web page that needs nothing else: no script, no request, no network."""

from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefing.analysis.coverage import rival_sets
from briefing.analysis.judgements import sentence
from briefing.analysis.standing import MEANING, WORDS, Standing
from briefing.dossier.labels import labelled
from briefing.dossier.records import Claim, Outlet, Report, Source
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.exports.export import Export
from briefing.exports.paper import pictures
from briefing.exports.paper.document import Paper, paper
from briefing.exports.paper.excerpt import disputed
from briefing.exports.paper.faces import carrying
from briefing.exports.paper.pictures import MARKS, extent_svg, extents, variables
from briefing.html.render import public_day
from briefing.pictures.evidence.likelihood_band import answer, band, in_words
from briefing.pictures.evidence.matrix import Matrix, matrix
from briefing.pictures.evidence.quantities import Figure
from briefing.pictures.evidence.strip import signs, strip
from briefing.pictures.palette import PALETTES, mark
from briefing.view.brief import answers
from briefing.view.filters import hidden
from briefing.view.sides import sides
from briefing.view.tables import where
from briefing.view.view import View


@dataclass(frozen=True, slots=True)
class Said:
    """A report on a claim: the reason for reading it so, and the number of its source."""

    report: Report
    why: str
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its evidence by side; ``unseen`` counts the reports for and against that the filters hide."""

    claim: Claim
    standing: Standing
    sides: tuple[tuple[str, tuple[Said, ...]], ...]
    unseen: tuple[int, int]


@cache
def environment() -> Environment:
    """The templates of the web pages that are taken away."""
    environment = Environment(
        loader=FileSystemLoader(MARKS.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        band=band,
        count=count,
        in_words=in_words,
        answer_word=answer,
        day=day_words,
        strip=_strip,
        against_signs=signs,
        mark=lambda word, size=14: Markup(mark(word, size)),
        image=_image,
        words=WORDS,
        meaning=MEANING,
    )
    return environment


def _strip(standing: Standing, place: str) -> Markup:
    """A strip whose ids are its own, since the same claim stands in several places of the page."""
    return Markup(str(strip(standing)).replace(f"hatch-{standing.claim}", f"hatch-{place}-{standing.claim}"))


def _image(svg: str) -> str:
    """An SVG as an address that holds it."""
    # As an image: inline, its style and its ids would meet those of the page.
    return "data:image/svg+xml;base64," + b64encode(carrying(svg).encode()).decode()


def make(view: View) -> bytes:
    """The page of a view."""
    told, answered = paper(view).citing(claim.id for claim in view.claims), answers(view)
    plates = pictures.place_map(view), pictures.weeks(view, high=1200), pictures.ties(view)
    page = environment().get_template("page.html")
    shown = frozenset(view.shown.reports.ids)
    claims = [_evidence_of(claim, told, shown) for claim in view.claims]
    asked = _by_question(claims)
    made = page.render(
        told=told,
        view=view,
        info=view.whole.info,
        own=told.imprint,
        style=Markup(style()),
        answers=answered,
        claims=claims,
        claims_of=asked,
        matrices=[found for answer in answered for found in _matrices(asked.get(answer.question.id, ()), view)],
        figures=[_figures(rows) for rows in disputed(view)],
        plates=plates,
        undrawn=pictures.undrawn(plates),
        label=lambda id: labelled(view.known, id),
        find=view.known.find,
        place=lambda id: where(view.known.find(id)) if id else "",  # type: ignore[arg-type]  # the id is a place's
        came_later=lambda judgement: sentence(judgement, view.known),
        outlet=lambda report: _outlet(report, view),
        public_day=lambda report: public_day(report, view.known),
        number=lambda report: told.number.get(report.source, 0),
    )
    return made.encode()


def style() -> str:
    """The style sheet: the colours of both themes, the marks, and the page."""
    names = {
        theme: "".join(f"--{name}:{value};" for name, value in variables(palette).items())
        for theme, palette in PALETTES.items()
    }
    # The dark colours are for the screen alone: printed, the page is light whatever the reader's theme is.
    themes = f":root{{{names['light']}}}@media screen and (prefers-color-scheme:dark){{:root{{{names['dark']}}}}}"
    return "\n".join(
        (themes, MARKS.read_text(encoding="utf-8"), MARKS.with_name("page.css").read_text(encoding="utf-8"))
    )


def _by_question(claims: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for each in claims:
        found.setdefault(each.claim.question, []).append(each)
    return found


def _evidence_of(claim: Claim, told: Paper, shown: Collection[str]) -> Told:
    view, standing = told.view, told.view.standings[claim.id]
    found = []
    for side in sides(claim, view):
        seen = tuple(
            Said(report, why, told.number.get(report.source, 0)) for report, why in side.reports if report.id in shown
        )
        if seen:
            found.append((side.title, seen))
    supports, contradicts = hidden(standing, view.shown)
    return Told(claim, standing, tuple(found), (len(supports), len(contradicts)))


def _matrices(told: Sequence[Told], view: View) -> list[Matrix]:
    """The matrix of every set of rivals among the claims on a question."""
    return [matrix(rivals, view) for rivals in rival_sets([each.claim for each in told]) if len(rivals) > 1]


def _figures(rows: Sequence[Figure]) -> list[tuple[Figure, Markup]]:
    scale = extents(rows)
    return [(row, Markup(extent_svg(row, *scale))) for row in rows]


def _outlet(report: Report, view: View) -> str:
    return view.known.row(Outlet, view.known.row(Source, report.source).outlet).name


EXPORT = Export(
    name="html",
    title="Brief as a web page",
    purpose="One file with the brief and all the evidence behind it; it opens without a network and needs no script.",
    suffix="html",
    media_type="text/html",
    make=make,
)
