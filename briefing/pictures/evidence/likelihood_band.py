"""The likelihood band: an ICD 203 term drawn to scale with its word. It shows a judgement, never a computation."""

from markupsafe import Markup, escape

from briefing.dossier.likelihood import BANDS
from briefing.dossier.records import Judgement

WIDTH, HEIGHT, SMALL = 260, 30, 72
NONE = "no judgement possible"


def in_words(judgement: Judgement) -> str:
    """The bounds of a judgement's term, 20 to 45 in 100; nothing where no term is given."""
    if judgement.likelihood is None:
        return ""
    low, high = BANDS[judgement.likelihood]
    return f"{low:g} to {high:g} in 100"


def term(judgement: Judgement) -> str:
    """A judgement's term with its bounds: unlikely (20 to 45 in 100); empty where no term is given."""
    return f"{judgement.likelihood} ({in_words(judgement)})" if judgement.likelihood else ""


def confident(judgement: Judgement) -> str:
    """A judgement's term with its bounds, if it has one, and the confidence in it: unlikely (20 to 45 in 100),
    confidence low."""
    return ", ".join(filter(None, (term(judgement), f"confidence {judgement.confidence_level}")))


def answer(judgement: Judgement | None) -> str:
    """The word of a judgement, or that there is none: what the reports do not allow is told from what nobody judged."""
    if judgement is None:
        return "not judged"
    return judgement.likelihood or NONE


def band(judgement: Judgement) -> Markup:
    """The band of a judgement as SVG; where the reports allow no term, an empty scale that says so."""
    if judgement.likelihood is None:
        return _scale("", f"{NONE}: the reports do not allow one")
    low, high = BANDS[judgement.likelihood]
    x, width = low / 100 * WIDTH, (high - low) / 100 * WIDTH
    drawn = f'<rect x="{x:.1f}" y="8" width="{width:.1f}" height="8" class="band-fill"/>'
    # Only where an analyst defends a figure: the middle of a band is nobody's.
    if judgement.percent is not None:
        at = judgement.percent / 100 * WIDTH
        drawn += f'<line x1="{at:.1f}" x2="{at:.1f}" y1="5" y2="19" class="band-point"/>'
    return _scale(drawn, f"{judgement.likelihood}: {in_words(judgement)} on the ICD 203 scale")


def small_band(judgement: Judgement) -> Markup:
    """The band of a judgement where it stands in a line: without marks and figures, since the word is beside it."""
    if judgement.likelihood is None:
        return Markup("")
    low, high = (bound / 100 * SMALL for bound in BANDS[judgement.likelihood])
    return Markup(
        f'<svg class="small-band" viewBox="-1 0 {SMALL + 2} 10" width="{SMALL}" height="10" aria-hidden="true">'
        f'<line x1="0" x2="{SMALL}" y1="5" y2="5" class="band-base"/>'
        f'<rect x="{low:.1f}" y="1" width="{high - low:.1f}" height="8" class="band-fill"/></svg>'
    )


def _scale(drawn: str, label: str) -> Markup:
    marks = "".join(
        f'<line x1="{WIDTH * part / 100:g}" x2="{WIDTH * part / 100:g}" y1="10" y2="14" class="band-mark"/>'
        for part in (0, 25, 50, 75, 100)
    )
    text = escape(label)
    return Markup(
        f'<svg class="band" viewBox="-2 0 {WIDTH + 4} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{text}"><title>{text}</title><line x1="0" x2="{WIDTH}" y1="12" y2="12" class="band-base"/>'
        f'{marks}{drawn}<text x="0" y="28" class="band-text">0</text>'
        f'<text x="{WIDTH}" y="28" text-anchor="end" class="band-text">100</text></svg>'
    )
