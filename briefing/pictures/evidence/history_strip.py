"""The history strip: how a claim's standing turned from the first report to the knowledge date, by line and mark."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from briefing.analysis.history import Turn
from briefing.dossier.when import day_words
from briefing.pictures.palette import DASH_SVG, MARK

WIDTH, HEIGHT = 200, 18
MARK_SIZE, ROOM = 9.0, 12.0


def history_strip(turns: Sequence[Turn], first: date, last: date) -> Markup:
    """The turns of one claim between two days as SVG; nothing where nothing had been reported."""
    if not turns:
        return Markup("")
    places = _places(turns, first, last)
    ends = [*places[1:], float(WIDTH)]
    drawn = [_piece(turn, start, end) for turn, start, end in zip(turns, places, ends, strict=True)]
    words = "; ".join(f"{day_words(turn.day)}: {turn.after}" for turn in turns)
    label = escape(f"History of the standing. {words}")
    return Markup(
        f'<svg class="history" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{label}"><title>{label}</title>{"".join(drawn)}</svg>'
    )


def _places(turns: Sequence[Turn], first: date, last: date) -> list[float]:
    """Where each turn stands: by its day, moved apart where marks would meet, and never past the end."""
    # A claim that was first spoken of on the knowledge date itself spans no day.
    span = max((last - first).days, 1)
    places: list[float] = []
    for turn in turns:
        natural = (turn.day - first).days / span * (WIDTH - ROOM)
        places.append(max(natural, places[-1] + ROOM) if places else natural)
    # Moved back together, so that turns of one week at the end keep their distance.
    overrun = max(0.0, places[-1] - (WIDTH - ROOM))
    return [max(place - overrun, number * ROOM) for number, place in enumerate(places)]


def _piece(turn: Turn, start: float, end: float) -> str:
    word = turn.after
    style = f"s-{word.replace(' ', '-')}"
    line = (
        f'<line x1="{start + MARK_SIZE + 1:.1f}" x2="{max(end - 1, start + MARK_SIZE + 1):.1f}" y1="9" y2="9" '
        f'stroke="currentColor" stroke-width="1.6" stroke-dasharray="{DASH_SVG[word]}"/>'
    )
    scale = MARK_SIZE / 16
    return (
        f'<g class="{style}">{line}<g transform="translate({start:.1f} {9 - MARK_SIZE / 2:.1f}) scale({scale:g})">'
        f"{MARK[word]}</g></g>"
    )
