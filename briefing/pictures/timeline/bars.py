"""The marks of the timeline in the line of their standing: a bar for what lasted, a bracket for a reach of doubt.

Open ends are drawn open, words stand beside or inside.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from briefing.analysis.standing import Word
from briefing.pictures.palette import Palette, rgba
from briefing.pictures.picture import CLEAR, SIZE, dash, plain, stamp
from briefing.pictures.timeline.lanes import MARK, Bar
from briefing.pictures.timeline.plan import Drawn, Plan

REACH = 48.0  # pixels between the unseen points by which a bar answers to hover and click
FRAMED = 12  # events; with more in frames none would stand out
SURE, SHADE, PALE = 0.46, 0.31, 0.15  # the fill of a bar: where it surely went on, where perhaps, at an open end
BARE, FAINT = 0.07, 0.03  # the fill of a bracket, and at its open end
UPRIGHT = 2.0
VEIL = 0.62  # how much of what is faint is hidden

Path = list[tuple[float | None, float | None]]
GAP = (None, None)


def traces(
    plan: Plan,
    palette: Palette,
    said: Mapping[str, str],
    chosen: Collection[str] = (),
    followed: Collection[str] = (),
    faint: Collection[str] = (),
) -> list[dict[str, Any]]:
    """All bars; ``said`` is the hover text of an event.

    The ``chosen`` events stand in a frame, unless they are many; their titles and those of the ``followed`` ones are
    bold and in colour. Over the ``faint`` ones lies a veil.
    """
    unit = plan.unit
    extents = [each for each in plan.drawn if not each.bar.is_day]
    framed = [each for each in plan.drawn if each.bar.event in chosen] if len(chosen) <= FRAMED else []
    return [
        *_frames(framed, palette, unit),
        *_fills(extents, palette, unit),
        *_borders(extents, palette, unit),
        *_uprights(extents, palette, unit),
        *_tips(extents, palette, unit),
        _words(plan.drawn, palette, unit, {*chosen, *followed}),
        *_veils([each for each in plan.drawn if each.bar.event in faint], palette, unit),
        _targets(plan.drawn, unit, said),
    ]


def stamps(plan: Plan, palette: Palette, faint: Collection[str] = ()) -> list[dict[str, Any]]:
    """The mark of its standing on every single day."""
    unit = plan.unit
    return [
        stamp(
            each.bar.word,
            palette,
            each.bar.start * unit,
            each.y,
            each.size,
            sizex=80 * unit,
            opacity=1 - VEIL if each.bar.event in faint else 1,
        )
        for each in plan.drawn
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


def _veils(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """Paper, half seen through, over each mark and its words."""
    path: Path = []
    for each in drawn:
        low, high, top, foot = each.frame
        path += [(low, top), (high, top), (high, foot), (low, foot), (low, top), GAP]
    veil = {"fill": "toself", "fillcolor": rgba(palette.paper, VEIL), "line": {"width": 0}}
    return [_path(path, unit, name="not yet known", cliponaxis=False, **veil)] if path else []


def _fills(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The body of each extent: that of a bar is strong, that of a bracket hardly there."""
    bodies: dict[tuple[Word, float], Path] = {}
    for each in drawn:
        for low, high, shade in _lasting(each.bar) if each.bar.lasts else _reaching(each.bar):
            box = _box(low, high, each)
            bodies.setdefault((each.bar.word, shade), []).extend([*box, box[0], GAP])
    return [
        _path(
            path, unit, name="extent", fill="toself", line={"width": 0}, fillcolor=rgba(palette.standing[word], shade)
        )
        for (word, shade), path in bodies.items()
    ]


def _lasting(bar: Bar) -> list[tuple[float, float, float]]:
    """The parts of a bar, from, to, and how strong: where it surely went on, and where it may have begun or ended."""
    if bar.sure is None:
        return _thirds(bar, SHADE, PALE)
    low, high = bar.sure
    parts = [(bar.start, low, PALE if bar.open_start else SHADE), (low, high, SURE)]
    parts.append((high, bar.stop, PALE if bar.open_end else SHADE))
    return [part for part in parts if part[0] < part[1]]


def _reaching(bar: Bar) -> list[tuple[float, float, float]]:
    return _thirds(bar, BARE, FAINT)


def _thirds(bar: Bar, full: float, faint: float) -> list[tuple[float, float, float]]:
    """An extent in three parts, faint at an open end."""
    third = (bar.stop - bar.start) / 3
    shades = (faint if bar.open_start else full, full, faint if bar.open_end else full)
    return [(bar.start + part * third, bar.start + (part + 1) * third, shade) for part, shade in enumerate(shades)]


def _borders(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The line of its standing: round a bar, left off at an open end, and along the foot of a bracket."""
    outlines: dict[Word, Path] = {}
    for each in drawn:
        first, second, third, fourth = _box(each.bar.start, each.bar.stop, each)
        path: Path = [fourth, third, GAP]
        if each.bar.lasts:
            path += [first, second, GAP]
            path += [] if each.bar.open_start else [first, fourth, GAP]
            path += [] if each.bar.open_end else [second, third, GAP]
        outlines.setdefault(each.bar.word, []).extend(path)
    return [
        _path(path, unit, name=word, line={"color": palette.standing[word], "width": 1.4, "dash": dash(word)})
        for word, path in outlines.items()
    ]


def _uprights(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """The ends of each bracket that are not open; unbroken, since a dash would swallow so short a line."""
    ends: dict[Word, Path] = {}
    for each in drawn:
        first, second, third, fourth = _box(each.bar.start, each.bar.stop, each)
        path = [] if each.bar.open_start else [first, fourth, GAP]
        path += [] if each.bar.open_end else [second, third, GAP]
        if path and not each.bar.lasts:
            ends.setdefault(each.bar.word, []).extend(path)
    return [
        _path(path, unit, name="bracket", line={"color": palette.standing[word], "width": UPRIGHT})
        for word, path in ends.items()
    ]


def _tips(drawn: Iterable[Drawn], palette: Palette, unit: float) -> list[dict[str, Any]]:
    """An arrowhead at every open end, on the line of a bracket."""
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
    path = _path([(x, _tip(each)) for each, x, _ in tips], unit, name="open end")
    return [{**path, "mode": "markers", "marker": marker}] if tips else []


def _tip(each: Drawn) -> float:
    return each.y if each.bar.lasts else each.y + each.thick / 2


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
