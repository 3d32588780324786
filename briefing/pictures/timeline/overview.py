"""The whole calendar as a strip: where the days of note lie, which stretch is drawn, and a way to any other."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup, escape

from briefing.dossier.when import day_words
from briefing.pictures.timeline.scale import EXTENT, Scale, ticks
from briefing.pictures.timeline.zoom import Span, days_between, ends

HEIGHT, RUG = 42, 24  # pixels: of the strip, and of it for the days of note
PARTS = 24  # places that a click can go to


def overview(axis: Scale, days: Sequence[date], here: Span, width: int, href: Callable[[Span], str]) -> Markup:
    """The strip as SVG, so many pixels wide. Each part of it is a link to a stretch about it as wide as the one drawn.

    A stroke stands for a day on which something is said to have begun or ended, however many such events there are.
    """
    unit = width / EXTENT
    strokes = "".join(
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="3" y2="{RUG - 3}"/>'
        for x in dict.fromkeys(round(axis.at(day, 0.5) * unit, 1) for day in days)
    )
    years = "".join(
        f'<text x="{tick.x * unit:.1f}" y="{HEIGHT - 4}">{tick.words}</text>'
        for tick in ticks(axis, 1 / unit)
        if tick.level == "year"
    )
    low, high = (at * unit for at in ends(axis, here))
    window = f'<rect class="drawn" x="{low:.1f}" y="1" width="{max(high - low, 3):.1f}" height="{RUG - 2}"/>'
    said = escape(f"The whole calendar; drawn is {_words(here)}")
    return Markup(
        f'<svg class="overview" viewBox="0 0 {width} {HEIGHT}" role="group" aria-label="{said}">'
        f'<line class="ground" x1="0" x2="{width}" y1="{RUG}" y2="{RUG}"/>{strokes}{years}{window}'
        f"{''.join(_ways(axis, here, unit, href))}</svg>"
    )


def _ways(axis: Scale, here: Span, unit: float, href: Callable[[Span], str]) -> list[str]:
    """The links over the strip."""
    low, high = ends(axis, here)
    part = EXTENT / PARTS
    wide = min(max(high - low, part), EXTENT / 2)
    found = []
    for number in range(PARTS):
        left = min(max((number + 0.5) * part - wide / 2, 0.0), EXTENT - wide)
        to = days_between(axis, left, left + wide)
        words = escape(_words(to))
        found.append(
            f'<a href="{escape(href(to))}" data-page="timeline" aria-label="{words}"><title>{words}</title>'
            f'<rect x="{number * part * unit:.1f}" y="0" width="{part * unit:.1f}" height="{HEIGHT}"/></a>'
        )
    return found


def _words(span: Span) -> str:
    return f"{day_words(span[0])} to {day_words(span[1])}"
