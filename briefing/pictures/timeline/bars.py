"""The marks of the timeline: extents in the line of their standing, open ends drawn open, words beside or inside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.analysis.standing import Word
from briefing.pictures.palette import Palette, rgba
from briefing.pictures.picture import CLEAR, SIZE, dash, stamp
from briefing.pictures.timeline.lanes import MARK, Bar
from briefing.pictures.typography import BOLD, text_width

REACH = 48.0  # pixels between the unseen points by which a bar answers to hover and click
FRAMED = 12  # events; with more in frames none would stand out
NEAR = 0.78  # of a row between words above a mark and the mark
SHADE, PALE, FAINT = 0.17, 0.10, 0.04

Path = list[tuple[float | None, float | None]]
GAP = (None, None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar at its height in the picture, in pixels from the top of the lanes, how thick it is, and how high a row."""

    bar: Bar
    y: float
    thick: float
    row: float

    @property
    def words_y(self) -> float:
        """The height of its words; above they stand nearer to their own mark than to anything else."""
        return self.y - NEAR * self.row if self.bar.words.side == "above" else self.y

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """A box round mark and words: left, right, top, foot."""
        (low, high), words = self.bar.ends, self.bar.words
        wide = text_width(words.text, SIZE, BOLD)
        if words.side in ("left", "right"):
            low, high = (low - wide, high) if words.side == "left" else (low, high + wide)
        if words.side == "above":
            low, high = min(low, words.left - 3), max(high, words.left + wide)
        return low - 4, high + 4, self.words_y - self.row / 2 + 1, self.y + self.row / 2 - 1

    @property
    def size(self) -> float:
        """How large the mark of a single day is."""
        return min(MARK - 2, self.thick)


def traces(
    drawn: Sequence[Drawn],
    palette: Palette,
    unit: float,
    said: Mapping[str, str],
    chosen: Collection[str] = (),
    followed: Collection[str] = (),
) -> list[dict[str, Any]]:
    """All bars: ``unit`` is one pixel on the x axis, ``said`` the hover text of an event.

    The ``chosen`` events stand in a frame, unless they are many; their titles and those of the ``followed`` ones are
    bold and in colour.
    """
    extents = [each for each in drawn if not each.bar.is_day]
    coloured = {*chosen, *followed}
    return [
        *(
            _frames([each for each in drawn if each.bar.event in chosen], palette, unit)
            if len(chosen) <= FRAMED
            else []
        ),
        *_fills(extents, palette, unit),
        *_borders(extents, palette, unit),
        *_tips(extents, palette, unit),
        _words(drawn, palette, unit, coloured),
        _targets(drawn, unit, said),
    ]


def stamps(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The mark of its standing on every single day."""
    return [
        stamp(each.bar.word, palette, each.bar.start * unit, each.y, each.size, sizex=80 * unit)
        for each in drawn
        if each.bar.is_day
    ]


def _path(points: Path, unit: float, **more: Any) -> dict[str, Any]:
    xs = [None if x is None else x * unit for x, _ in points]
    return {"type": "scatter", "mode": "lines", "x": xs, "y": [y for _, y in points], "hoverinfo": "skip", **more}


def _box(low: float, high: float, each: Drawn) -> Path:
    top, foot = each.y - each.thick / 2, each.y + each.thick / 2
    return [(low, top), (high, top), (high, foot), (low, foot)]


def _frames(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """A frame round each mark and its words."""
    path: Path = []
    for each in drawn:
        low, high, top, foot = each.frame
        path += [(low, top), (high, top), (high, foot), (low, foot), (low, top), GAP]
    line = {"color": palette.accent, "width": 1.6}
    fill = {"fill": "toself", "fillcolor": rgba(palette.accent, 0.08)}
    return [_path(path, unit, name="chosen", line=line, cliponaxis=False, **fill)] if path else []


def _fills(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The body of each extent, fading towards an open end."""
    bodies: dict[tuple[Word, float], Path] = {}
    for each in drawn:
        low, third = each.bar.start, (each.bar.stop - each.bar.start) / 3
        for part, shade in enumerate(_shades(each.bar)):
            box = _box(low + part * third, low + (part + 1) * third, each)
            bodies.setdefault((each.bar.word, shade), []).extend([*box, box[0], GAP])
    return [
        _path(
            path, unit, name="extent", fill="toself", line={"width": 0}, fillcolor=rgba(palette.standing[word], shade)
        )
        for (word, shade), path in bodies.items()
    ]


def _shades(bar: Bar) -> tuple[float, float, float]:
    if bar.open_start and bar.open_end:
        return FAINT, PALE, FAINT
    if bar.open_start:
        return FAINT, PALE, SHADE
    return (SHADE, PALE, FAINT) if bar.open_end else (SHADE, SHADE, SHADE)


def _borders(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The outline of each extent in the line of its standing, left off at an open end."""
    outlines: dict[Word, Path] = {}
    for each in drawn:
        first, second, third, fourth = _box(each.bar.start, each.bar.stop, each)
        path: Path = [first, second, GAP, fourth, third, GAP]
        path += [] if each.bar.open_start else [first, fourth, GAP]
        path += [] if each.bar.open_end else [second, third, GAP]
        outlines.setdefault(each.bar.word, []).extend(path)
    return [
        _path(path, unit, name=word, line={"color": palette.standing[word], "width": 1.4, "dash": dash(word)})
        for word, path in outlines.items()
    ]


def _tips(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """An arrowhead at every open end."""
    tips: list[tuple[Drawn, float, str]] = []
    for each in drawn:
        tips += [(each, each.bar.start + 5, "triangle-left")] if each.bar.open_start else []
        tips += [(each, each.bar.stop - 5, "triangle-right")] if each.bar.open_end else []
    marker = {
        "symbol": [symbol for _, _, symbol in tips],
        "color": [palette.standing[each.bar.word] for each, _, _ in tips],
        "size": 8,
        "line": {"width": 0},
    }
    path = _path([(x, each.y) for each, x, _ in tips], unit, name="open end")
    return [{**path, "mode": "markers", "marker": marker}] if tips else []


def _words(drawn: Iterable[Drawn], palette: Palette, unit: float, coloured: Collection[str]) -> dict[str, Any]:
    told = [(each, *_anchor(each.bar)) for each in drawn if each.bar.words.text]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "titles",
        "x": [x * unit for _, x, _ in told],
        "y": [each.words_y for each, _, _ in told],
        "text": [_title(each, coloured) for each, _, _ in told],
        "textposition": [place for _, _, place in told],
        "textfont": {
            "size": SIZE,
            "color": [palette.accent if each.bar.event in coloured else palette.ink for each, _, _ in told],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _title(each: Drawn, coloured: Collection[str]) -> str:
    words = plain(each.bar.words.text)
    return f"<b>{words}</b>" if each.bar.event in coloured else words


def _anchor(bar: Bar) -> tuple[float, str]:
    half = MARK / 2 if bar.is_day else 4.0
    if bar.words.side == "inside":
        return bar.start + (14.0 if bar.open_start else 5.0), "middle right"
    if bar.words.side == "above":
        return bar.words.left + 1.0, "middle right"
    return (bar.stop + half, "middle right") if bar.words.side == "right" else (bar.start - half, "middle left")


def plain(text: str) -> str:
    """Text that a figure shows as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _targets(drawn: Iterable[Drawn], unit: float, said: Mapping[str, str]) -> dict[str, Any]:
    """Unseen points along every bar and its words, so that each answers to hover, touch and click."""
    points = [(x, y, each) for each in drawn for x, y in _reach(each)]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "events",
        "x": [x * unit for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "marker": {"size": 20, "color": CLEAR, "line": {"width": 0}},
        "customdata": [[each.bar.event, "event"] for *_, each in points],
        "hovertext": [said[each.bar.event] for *_, each in points],
        "hoverinfo": "text",
    }


def _reach(each: Drawn) -> list[tuple[float, float]]:
    words, (low, high) = each.bar.words, each.bar.ends
    found = [(x, each.words_y) for x in _points(words.left, words.right)]
    return found if words.side != "above" else [*found, *((x, each.y) for x in _points(low, high))]


def _points(low: float, high: float) -> list[float]:
    steps = max(1, round((high - low) / REACH))
    return [low + (high - low) * (step + 0.5) / steps for step in range(steps)]
