"""A picture with its words, and the hand every figure is drawn in: type, paper, hover, the sentence of an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go

from briefing.analysis.lineage import Side
from briefing.analysis.standing import Standing, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import isolated
from briefing.dossier.records import Event, Place
from briefing.dossier.sentences import capital, count
from briefing.pictures.palette import DASH_SVG, Palette, mark

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', sans-serif"
SIZE = 13
SMALL = 12
HOVER_WIDTH = 60
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with what it shows as a sentence and what it leaves out.

    ``rows`` are the ids that are drawn; ``left_out`` those that were asked for and could not be (no date, no lane).
    ``signs`` say what of its drawing is no event and no tie, to be told beside the key. ``knots`` are those of its
    calendar, days and where they stand: in the figure itself plotly would write them into names that ask for them.
    """

    figure: go.Figure
    title: str
    caption: str = ""
    rows: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    knots: tuple[tuple[int, float], ...] = ()


def sentence(event: Event, dossier: Dossier, standings: Mapping[str, Standing]) -> str:
    """An event and how its claim stands, as hover text: escaped, in lines of some sixty letters."""
    place = dossier.row(Place, event.place).name if event.place else ""
    # Many titles name the place already.
    where = f", {place}" if place and place.casefold() not in event.title.casefold() else ""
    when = event.date.words if event.date else "date not known"
    return lines(f"{isolated(event.title)}{where}, {when}. {verdict(standings[event.claim])}")


def verdict(standing: Standing) -> str:
    """How a claim stands, in a few words: ``Contested: 2 origins for, 1 against.``

    Several origins that count as one are told with the reason: nothing shows that they are independent.
    """
    sides = [_side(standing.supports, "for"), _side(standing.contradicts, "against")]
    said = [side for side in sides if side]
    if len(said) == 2:
        said[1] = said[1].replace(" origins", "").replace(" origin ", " ")
    words = ", ".join(said) or standing.reason
    why = ", not shown to be independent" if _count_as_one(standing) else ""
    return f"{capital(standing.word)}: {words}{why}."


def _count_as_one(standing: Standing) -> bool:
    return standing.word == "single origin" and len(standing.supports.origins) > 1


def _side(found: Side, side: str) -> str:
    known = len(found.origins)
    if found and not known:
        return f"an unstated origin {side}"
    return f"{count(known, 'origin')} {side}" if known else ""


def plain(text: str) -> str:
    """Text that a figure shows as it stands, whatever tags it seems to hold."""
    return escape(text, quote=False)


def lines(text: str, width: int = HOVER_WIDTH, most: int | None = None) -> str:
    """Text for a figure: broken into lines of some ``width`` letters, then escaped; cut to ``most`` lines if told."""
    parts = wrap(text, width, break_on_hyphens=False) or [""]
    if most and len(parts) > most:
        parts = [*parts[: most - 1], parts[most - 1].rstrip(" ,;.") + "…"]
    # Only now escaped: before, a line could end inside an "&amp;".
    return "<br>".join(plain(part) for part in parts)


def layout(palette: Palette, width: int | None, height: int, **more: Any) -> dict[str, Any]:
    """The layout that every figure starts from: clear paper, house type, quiet hover, nothing of plotly's own look."""
    return {
        "width": width,
        "height": height,
        "autosize": width is None,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 16,
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.second,
            "align": "left",
            "namelength": 0,
            "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        },
        "modebar": {"bgcolor": CLEAR, "color": palette.second, "activecolor": palette.accent},
        "selections": [],
        "newselection": {"line": {"color": palette.accent, "width": 1, "dash": "solid"}},
        "template": {},  # None would bring the default one, 6 kB a figure
        **more,
    }


def axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """An axis that shows nothing of itself and cannot be moved beyond what is drawn."""
    return {
        "range": [low, high],
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "showticklabels": False,
        "ticks": "",
        "fixedrange": True,
        **more,
    }


def blank(palette: Palette, words: str, width: int | None = None, height: int = 160) -> go.Figure:
    """An empty figure that says in a sentence why it is empty."""
    note = {"text": lines(words), "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    note["font"] = {"color": palette.second, "size": SIZE + 1}
    axes = {"xaxis": axis(0, 1), "yaxis": axis(0, 1)}
    return go.Figure({"data": [], "layout": layout(palette, width, height, annotations=[note], **axes)})


def dash(word: Word) -> str:
    """The line of a standing as plotly wants it, with the very lengths of the legend's lines."""
    return "solid" if DASH_SVG[word] == "none" else ",".join(f"{part}px" for part in DASH_SVG[word].split())


def stamp(word: Word, palette: Palette, x: float, y: float, size: float, **refs: Any) -> dict[str, Any]:
    """The mark of a standing as a layout image at a point, as high as ``size`` units of the y axis."""
    # As an image of its own it inherits neither a name space nor the colour of a page.
    svg = mark(word, colour=palette.standing[word]).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return {
        "source": f"data:image/svg+xml,{quote(svg, safe='/:=<> ')}".replace(" ", "%20"),
        "xref": "x",
        "yref": "y",
        "x": x,
        "y": y,
        "sizex": refs.pop("sizex"),
        "sizey": size,
        "xanchor": "center",
        "yanchor": "middle",
        "sizing": "contain",
        "layer": "above",
        **refs,
    }
