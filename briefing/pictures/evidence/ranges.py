"""Figures that disagree: one row for each claim, a dot, a range or an open arrow, and never a mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from typing import Any

import plotly.graph_objects as go

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.dossier.sentences import count
from briefing.pictures.evidence.quantities import By, Figure, groups, number
from briefing.pictures.evidence.quantities import rows as figures
from briefing.pictures.palette import Palette, rgba
from briefing.pictures.picture import CLEAR, SIZE, SMALL, Picture, axis, blank, dash, layout, lines, stamp, verdict
from briefing.pictures.typography import shorten, wrapped

HEAD = 8.0
FOOT = 6.0
TICKS = 22
WIDE = 760  # from here on words stand beside the marks, else over them
SHARE = 0.46  # of a wide picture that the words take
OVER = 76.0
FIGURES = 3  # up to so many are named in the title
STEPS = 8  # up to this figure the axis counts by ones
LOGARITHMIC = 100  # largest over smallest figure from which the axis counts in powers of ten
SOURCES = 2
CHOSEN = 0.12  # of the accent on the ground of the chosen row
ROOM = 0.06  # of the axis beyond the first and last figure


__all__ = ["figure", "groups"]


@dataclass(frozen=True, slots=True)
class Options:
    """How figures are drawn, on a page ``width`` pixels wide.

    They stand in the order in which they became known, or ``by`` their first source; ``focus`` is the claim marked.
    """

    palette: Palette
    by: By = "known"
    width: int = 1040
    focus: str | None = None

    @property
    def wide(self) -> bool:
        """Whether words stand beside the marks, else over them."""
        return self.width >= WIDE

    @property
    def row(self) -> float:
        """How high a row is."""
        return 76.0 if self.wide else 98.0

    @property
    def share(self) -> float:
        """What the words take of the width, where they stand beside the marks."""
        return SHARE if self.wide else 0.0

    @property
    def room(self) -> float:
        """How many pixels wide the words may be."""
        return self.width * (SHARE if self.wide else 1) - 20

    def top(self, number: int) -> float:
        """Where a row begins."""
        return HEAD + self.row * number

    def level(self, number: int) -> float:
        """The height at which a row's mark stands."""
        return self.top(number) + (self.row / 2 if self.wide else OVER + 6)


def figure(claims: Sequence[Claim], dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> Picture:
    """The figures of one group, one row for each claim.

    Raises ValueError for figures in more than one unit: they cannot share an axis. A click gives the id of the claim.
    """
    palette, rows = options.palette, figures(claims, dossier, standings, options.by)
    if not rows:
        return Picture(blank(palette, "No claim shown here gives a figure."), "No figures")
    units = {row.claim.unit for row in rows}
    if len(units) > 1:
        raise ValueError(f"figures in {sorted(units)} cannot share an axis; draw each of groups() by itself")
    scale = _Axis.of(rows)
    height = options.top(len(rows)) + FOOT
    frame = layout(
        palette,
        None,
        round(height) + TICKS,
        xaxis=_axis(scale, options),
        yaxis=axis(height, 0),
        margin={"l": 4, "r": 12, "t": 0, "b": TICKS, "pad": 0},
        annotations=_notes(rows, options),
        images=_stamps(rows, scale, options),
        shapes=[*_rules(rows, options), *_chosen(rows, options)],
        dragmode=False,
        hoverdistance=30,
    )
    data = [*_spans(rows, scale, options), _targets(rows, scale, options)]
    return Picture(
        go.Figure({"data": data, "layout": frame}), _title(rows), _caption(scale), tuple(r.claim.id for r in rows)
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The range of values shown, and whether it counts in powers of ten."""

    low: float
    high: float
    log: bool

    @classmethod
    def of(cls, rows: Sequence[Figure]) -> "_Axis":
        values = [value for row in rows for value in (row.low, row.high) if value is not None]
        low, high = min(values), max(values)
        if low > 0 and high / low > LOGARITHMIC:
            return cls(low / 2, high * 2, True)
        low, high = min(low, 0.0), max(high, 1.0)
        return cls(low - (high - low) * ROOM, high + (high - low) * 2 * ROOM, False)

    def ends(self, row: Figure) -> tuple[float, float]:
        """Where a row's line runs: an open end to the edge of the picture."""
        return self.low if row.low is None else row.low, self.high if row.high is None else row.high


def _axis(scale: _Axis, options: Options) -> dict[str, Any]:
    # plotly takes the range of such an axis in exponents.
    span = (log10(scale.low), log10(scale.high)) if scale.log else (scale.low, scale.high)
    return axis(
        *span,
        type="log" if scale.log else "linear",
        domain=[options.share, 1],
        showticklabels=True,
        showgrid=True,
        gridcolor=options.palette.hairline,
        tickfont={"size": SMALL, "color": options.palette.second},
        tickformat=",",
        dtick=1 if scale.log or scale.high <= STEPS else None,
        nticks=max(3, options.width // 130),
        # Nought is nowhere on an axis of powers.
        zeroline=not scale.log,
        zerolinecolor=options.palette.second,
        side="bottom",
        zerolinewidth=1,
    )


def _spans(rows: Sequence[Figure], scale: _Axis, options: Options) -> list[dict[str, Any]]:
    """A line for every range, in the line of its standing, with a cap at a known end and an arrow at an open one."""
    traces = []
    for place, row in enumerate(rows):
        if row.low == row.high:
            continue
        low, high = scale.ends(row)
        colour = options.palette.standing[row.standing.word]
        dots = {"color": colour, "line": {"color": colour, "width": 2}}
        symbols = ["arrow-left" if row.low is None else "circle", "arrow-right" if row.high is None else "line-ns"]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": row.claim.id,
                "x": [low, high],
                "y": [options.level(place)] * 2,
                "line": {"color": colour, "width": 3, "dash": dash(row.standing.word)},
                "marker": {"symbol": symbols, "size": [1 if row.low is not None else 13, 13], **dots},
                "hoverinfo": "skip",
                "cliponaxis": False,
            }
        )
    return traces


def _middle(row: Figure, scale: _Axis) -> float:
    """Where the mark of a row's standing stands: on the figure, or on the known end of an open range."""
    if row.low is not None:
        return row.low
    return row.high if row.high is not None else scale.low


def _stamps(rows: Sequence[Figure], scale: _Axis, options: Options) -> list[dict[str, Any]]:
    span = (log10(scale.high) - log10(scale.low)) if scale.log else scale.high - scale.low
    found = []
    for place, row in enumerate(rows):
        x = _middle(row, scale)
        # On an axis of powers plotly wants an image at the logarithm, and a point at the value.
        at = log10(x) if scale.log else x
        # The width need only be ample: an image is contained, so its height decides.
        found.append(stamp(row.standing.word, options.palette, at, options.level(place), 16, sizex=span / 6))
    return found


def _targets(rows: Sequence[Figure], scale: _Axis, options: Options) -> dict[str, Any]:
    """Unseen marks on the figures, so that each answers to hover and click."""
    points = [
        (x, place, row)
        for place, row in enumerate(rows)
        # A single figure is its own middle and both its ends: one target, or a click would meet three.
        for x in dict.fromkeys((_middle(row, scale), *scale.ends(row)))
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "figures",
        "x": [x for x, _, _ in points],
        "y": [options.level(place) for _, place, _ in points],
        "marker": {"size": 28, "color": CLEAR, "line": {"width": 0}},
        "customdata": [[row.claim.id, "claim"] for _, _, row in points],
        "hovertext": [_hover(row) for _, _, row in points],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _hover(row: Figure) -> str:
    counted = f" ({row.claim.counts})" if row.claim.counts else ""
    return lines(f"{row.words}{counted}. {verdict(row.standing)}")


def _notes(rows: Sequence[Figure], options: Options) -> list[dict[str, Any]]:
    """Each row's figure, what it counts, and who said so when."""
    notes = []
    for place, row in enumerate(rows):
        counted = _cut(row.claim.counts, options.room, 2)
        told = _cut(_sources(row), options.room, 1)
        second = f'<span style="font-size:{SMALL}px;color:{options.palette.second}">'
        words = (
            f"<b>{lines(row.words, 60)}</b>  {second}{row.standing.word}</span><br>{second}{counted}<br>{told}</span>"
        )
        notes.append(
            {
                "text": words,
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "align": "left",
                "yref": "y",
                "y": options.top(place) + (options.row / 2 if options.wide else 2),
                "yanchor": "middle" if options.wide else "top",
                "showarrow": False,
                "borderpad": 0,
                "bgcolor": CLEAR if options.wide else options.palette.paper,
                "font": {"size": SIZE, "color": options.palette.ink},
            }
        )
    return notes


def _cut(text: str, room: float, most: int) -> str:
    """Text in as many lines as a row has for it, with an ellipsis where it has more."""
    found = wrapped(text, room, SMALL)
    if len(found) > most:
        found = (*found[: most - 1], shorten(" ".join(found[most - 1 :]), room, SMALL))
    return "<br>".join(escape(line, quote=False) for line in found)


def _sources(row: Figure) -> str:
    more = len(row.sources) - SOURCES
    told = "; ".join(row.sources[:SOURCES]) or "no source supports it"
    return f"{told} and {more} more" if more > 0 else told


def _rules(rows: Sequence[Figure], options: Options) -> list[dict[str, Any]]:
    ys = [options.top(place) for place in range(1, len(rows) + 1)]
    line = {"color": options.palette.hairline, "width": 1}
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": y,
            "y1": y,
            "line": line,
            "layer": "below",
        }
        for y in ys
    ]


def _chosen(rows: Sequence[Figure], options: Options) -> list[dict[str, Any]]:
    """A ground of the accent behind the row of the chosen claim."""
    places = [place for place, row in enumerate(rows) if row.claim.id == options.focus]
    ground = {"fillcolor": rgba(options.palette.accent, CHOSEN), "line": {"width": 0}, "layer": "below"}
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": options.top(place),
            "y1": options.top(place + 1),
            **ground,
        }
        for place in places
    ]


def _title(rows: Sequence[Figure]) -> str:
    unit = rows[0].claim.unit
    values = [value for row in rows for value in (row.low, row.high) if value is not None]
    low, high = number(min(values)), number(max(values))
    if len(rows) <= FIGURES:
        claimed = "figure is claimed" if len(rows) == 1 else "figures are claimed"
        return f"{len(rows)} {claimed}: {'; '.join(row.words for row in rows)}"
    return f"{count(len(rows), 'figure')} are claimed, from {low} to {high} {unit}"


def _caption(scale: _Axis) -> str:
    log = "The axis counts in powers of ten: equal steps multiply. " if scale.log else ""
    return f"{log}Each row is one claim; no mean is drawn. An arrow is an end that the claim leaves open."
