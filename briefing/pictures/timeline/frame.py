"""The frame of the timeline: the two clocks one above the other on one calendar, its lanes, folds and lines."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from briefing.dossier.when import day_words
from briefing.pictures.palette import Palette, rgba
from briefing.pictures.picture import SMALL, axis, plain
from briefing.pictures.timeline.lanes import Lane
from briefing.pictures.timeline.plan import Plan
from briefing.pictures.timeline.publication import Tick
from briefing.pictures.timeline.scale import EXTENT, Scale, ticks
from briefing.pictures.timeline.scale import Tick as Day
from briefing.pictures.timeline.sizes import Sizes
from briefing.pictures.typography import shorten

SIDE = 6.0


def levels(visible: Sequence[Tick]) -> tuple[float, float]:
    """The range of the lower clock's y axis."""
    heights = [tick.level for tick in visible]
    low, high = min([0, *heights]), max([0, *heights])
    return low - 0.8, max(high * 1.12, low + 5) + 0.8


def axes(plan: Plan, span: tuple[float, float], palette: Palette) -> dict[str, Any]:
    """The axes of both clocks; they share the calendar, and neither can be pulled beyond it."""
    calendar = {**_calendar(plan, palette), "fixedrange": False, "minallowed": 0, "maxallowed": EXTENT}
    upper = [plan.paper(plan.sizes.top + plan.height), plan.paper(plan.sizes.top)]
    lower = [plan.sizes.foot / plan.total, plan.paper(plan.ground)]
    return {
        "xaxis": {**axis(0, EXTENT, **calendar), "anchor": "y"},
        "xaxis2": {
            **axis(0, EXTENT, **{**calendar, "showticklabels": plan.sizes.both}),
            "anchor": "y2",
            "matches": "x",
        },
        "yaxis": axis(plan.height, 0, domain=upper),
        "yaxis2": axis(*span, domain=lower),
    }


def _calendar(plan: Plan, palette: Palette) -> dict[str, Any]:
    found = ticks(plan.time, plan.unit)
    return {
        "showticklabels": True,
        "tickmode": "array",
        "tickvals": [tick.x for tick in found],
        "ticktext": [_bold(tick) for tick in found],
        "tickfont": {"size": SMALL, "color": palette.second},
        "ticklabelposition": "outside right",
        "ticklabelshift": 1,
        "tickangle": 0,
        "side": "top",
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": palette.second,
    }


def written(plan: Plan, palette: Palette) -> dict[str, Any]:
    """The calendar once more at every height that the plan leaves for it."""
    found = ticks(plan.time, plan.unit)
    told = [(tick, each.y) for each in plan.again for tick in found if tick.x >= each.left * plan.unit]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "calendar",
        "x": [tick.x for tick, _ in told],
        "y": [y for _, y in told],
        "text": [_bold(tick) for tick, _ in told],
        "textposition": "middle right",
        "textfont": {"size": SMALL, "color": palette.second},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _bold(tick: Day) -> str:
    return f"<b>{tick.words}</b>" if tick.level == "year" else tick.words


def shapes(plan: Plan, palette: Palette) -> list[dict[str, Any]]:
    """Everything behind the marks: folds, a line where a named year or month begins, a line above every lane."""
    upright = [
        _line(ref, (tick.x, tick.x), ("domain", 0, 1), _stroke(palette.hairline, 1.2 if tick.level == "year" else 0.7))
        for tick in ticks(plan.time, plan.unit)
        for ref in ("", "2")
    ]
    level = [_rule("y", y, palette.hairline) for y in plan.tops]
    return [*_folds(plan.time, palette), *upright, *level, _rule("y2", 0, palette.second)]


def _line(ref: str, xs: tuple[float, float], ys: tuple[str, float, float], stroke: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": f"x{ref}",
        "x0": xs[0],
        "x1": xs[1],
        "yref": f"y{ref} domain" if ys[0] == "domain" else ys[0],
        "y0": ys[1],
        "y1": ys[2],
        "line": stroke,
        "layer": "below",
    }


def _stroke(colour: str, width: float, dash: str = "solid") -> dict[str, Any]:
    return {"color": colour, "width": width, "dash": dash}


def _rule(ref: str, y: float, colour: str) -> dict[str, Any]:
    line = {"color": colour, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": ref,
        "y0": y,
        "y1": y,
        "line": line,
        "layer": "below",
    }


def _folds(time: Scale, palette: Palette) -> list[dict[str, Any]]:
    """A shaded band through both clocks wherever time is folded."""
    return [
        {
            "type": "rect",
            "xref": "x",
            "x0": low,
            "x1": high,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "fillcolor": rgba(palette.second, 0.11),
            "line": {"width": 0},
            "layer": "below",
        }
        for low, high, _ in time.folds
    ]


def notes(plan: Plan, palette: Palette, sided: bool) -> list[dict[str, Any]]:
    """The heading of every lane, what each clock shows, and a break mark in every fold."""
    heads = [_heading(lane, number, y, plan.sizes, palette) for lane, number, y in plan.heads]
    below = "Became known: a tick for each report" + (
        " for it, below the line against it; △ doubts it, ○ takes no side" if sided else ""
    )
    upper = _note("Said to have happened", palette.ink, plan.sizes.size, y=1, yref="paper", yanchor="top")
    seam = plan.paper(plan.ground - (plan.sizes.top if plan.sizes.both else plan.sizes.between))
    lower = _note(below, palette.ink, plan.sizes.size, y=seam, yref="paper", yanchor="top")
    return [*heads, upper, lower, *_breaks(plan, palette)]


def _heading(lane: Lane, number: int, y: float, sizes: Sizes, palette: Palette) -> dict[str, Any]:
    if sizes.gutter:
        words = plain(shorten(lane.name, sizes.gutter - 4, sizes.size))
        return {**_note(words, palette.second, sizes.size, y=y, yref="y"), "xshift": -sizes.gutter}
    return _note(f"<b>{plain(lane.name)}</b>  {number}", palette.second, sizes.size, y=y, yref="y")


def _breaks(plan: Plan, palette: Palette) -> Iterable[dict[str, Any]]:
    for low, high, _ in plan.time.folds:
        for y in (plan.sizes.top, plan.ground):
            note = _note("⫽", palette.second, SMALL, y=plan.paper(y), yref="paper")
            yield {**note, "xref": "x", "x": (low + high) / 2, "xanchor": "center"}


def _note(text: str, colour: str, size: int, **place: Any) -> dict[str, Any]:
    font = {"size": size, "color": colour}
    left = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "middle", "showarrow": False}
    return {"text": text, "font": font, "borderpad": 0, **left, **place}


def joined(plan: Plan, event: str, days: Iterable[date], palette: Palette) -> list[dict[str, Any]]:
    """A faint line from an event down to the seam, and from there one to every day on which a report became public."""
    home = next((each for each in plan.drawn if each.bar.event == event), None)
    if home is None:
        return []
    x = (home.bar.start + home.bar.stop) / 2 * plan.unit
    top, seam = (plan.paper(plan.sizes.top + y) for y in (home.y + home.thick / 2, plan.height))
    foot = plan.paper(plan.ground)
    strong, faint = rgba(palette.accent, 0.45), rgba(palette.accent, 0.3)
    down = _line("", (x, x), ("paper", top, seam), _stroke(faint, 1.2))
    return [
        down,
        *(
            _line("", (x, plan.time.at(day, 0.5)), ("paper", seam, foot), _stroke(strong, 1.2))
            for day in dict.fromkeys(days)
        ),
    ]


def known_by(day: date | None, plan: Plan, palette: Palette) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A line through both clocks at the knowledge date, with its words; nothing where it lies outside."""
    if day is None or not plan.time.first <= day < plan.time.last:
        return [], []
    x = plan.time.at(day, 1.0)
    late = x > EXTENT / 2
    note = _note(
        f"known by the end of {day_words(day)}",
        palette.accent,
        SMALL,
        y=plan.paper(plan.total),
        yref="paper",
        yanchor="bottom",
    )
    note |= {"xref": "x", "x": x, "xanchor": "right" if late else "left", "xshift": -4 if late else 4}
    return [_line("", (x, x), ("paper", 0, plan.paper(plan.sizes.top)), _stroke(palette.accent, 1.4, "4px,3px"))], [
        note
    ]
