"""The lower clock of the timeline: one tick for every report on the day it became public, for above, against below."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Event, Evidence, Outlet, Report, Source, Stance
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.pictures.palette import Palette
from briefing.pictures.picture import lines
from briefing.pictures.timeline.scale import Scale

NEAR = 18.0  # units of the axis: of two busy days so close only the busier has its number
TOLD = 0.3  # of the busiest day's reports: from here on a day's number is written
SYMBOL: Mapping[Stance, str] = {
    "supports": "line-ns",
    "contradicts": "line-ns",
    "doubts": "triangle-up-open",
    "neither": "circle-open",
}
ORDER: tuple[Stance, ...] = ("supports", "doubts", "neither", "contradicts")
WORDS: Mapping[Stance, str] = {
    "supports": "supports it",
    "contradicts": "contradicts it",
    "doubts": "doubts it",
    "neither": "takes no side",
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A report on its public day; ``level`` counts upwards from 1, or downwards from -1 for a report against."""

    report: str
    day: date
    stance: Stance | None
    level: int


def claim_in(focus: str | None, dossier: Dossier) -> str | None:
    """The claim that a focus is about: itself, or that of an event; None for anything else."""
    row = dossier.find(focus) if focus else None
    if isinstance(row, Event):
        return row.claim
    return row.id if isinstance(row, Claim) else None


def reports_on(claims: Iterable[str], dossier: Dossier) -> tuple[dict[str, Stance], int]:
    """The reports that bear on any of these claims with the side each takes, and how many have no known day."""
    found: dict[str, Stance] = {}
    for claim in claims:
        for row in dossier.referring(Evidence, "claim", claim):
            found.setdefault(row.report, row.stance)
    dated = {id: side for id, side in found.items() if _source(id, dossier).published}
    return dated, len(found) - len(dated)


def _source(report: str, dossier: Dossier) -> Source:
    return dossier.row(Source, dossier.row(Report, report).source)


def ticks(reports: Mapping[str, Stance], dossier: Dossier, sided: bool) -> tuple[Tick, ...]:
    """The reports by day, stacked where they share one; ``sided`` stacks those against the claim downwards."""
    heights: dict[tuple[date, int], int] = {}
    found = []
    days = {id: reported_on(dossier.row(Report, id), dossier) for id in reports}
    for id in sorted(reports, key=lambda id: (days[id], ORDER.index(reports[id]), id)):
        way = -1 if sided and reports[id] == "contradicts" else 1
        heights[days[id], way] = heights.get((days[id], way), 0) + 1
        found.append(Tick(id, days[id], reports[id] if sided else None, way * heights[days[id], way]))
    return tuple(found)


def traces(found: Sequence[Tick], dossier: Dossier, axis: Scale, palette: Palette, size: float) -> list[dict[str, Any]]:
    """The ticks as traces, one for each side; a click gives the id of the report."""
    sides: dict[Stance | None, list[Tick]] = {}
    for tick in found:
        sides.setdefault(tick.stance, []).append(tick)
    drawn = [_trace(alike, dossier, axis, _marker(side, palette, size)) for side, alike in sides.items()]
    return [*drawn, _numbers(found, axis, palette)] if found and None in sides else drawn


def rings(found: Sequence[Tick], marked: Collection[str], axis: Scale, palette: Palette) -> list[dict[str, Any]]:
    """A ring round the ticks of the reports that are marked."""
    ticked = [tick for tick in found if tick.report in marked]
    ring = {
        "type": "scatter",
        "mode": "markers",
        "name": "chosen reports",
        "x": [axis.at(tick.day, 0.5) for tick in ticked],
        "y": [tick.level for tick in ticked],
        "xaxis": "x2",
        "yaxis": "y2",
        "marker": {"symbol": "circle-open", "size": 15, "color": palette.accent, "line": {"width": 2}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [ring] if ticked else []


def _numbers(found: Sequence[Tick], axis: Scale, palette: Palette) -> dict[str, Any]:
    """How many reports the busiest days have, over their ticks."""
    tops: dict[date, int] = {}
    for tick in found:
        tops[tick.day] = max(tick.level, tops.get(tick.day, 0))
    least = max(3, TOLD * max(tops.values()))
    told: dict[date, int] = {}
    for day, top in sorted(tops.items(), key=lambda each: (-each[1], each[0])):
        if top >= least and all(abs(axis.at(day) - axis.at(other)) >= NEAR for other in told):
            told[day] = top
    return {
        "type": "scatter",
        "mode": "text",
        "name": "numbers",
        "x": [axis.at(day, 0.5) for day in told],
        "y": [float(top) for top in told.values()],
        "text": [str(top) for top in told.values()],
        "textposition": "top center",
        "textfont": {"size": 11, "color": palette.second},
        "xaxis": "x2",
        "yaxis": "y2",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _marker(side: Stance | None, palette: Palette, size: float) -> dict[str, Any]:
    """The tick of a side, in a clock whose levels are so many pixels high."""
    colour = {"supports": palette.accent, "contradicts": palette.standing["denied"]}.get(side or "", palette.second)
    return {
        "symbol": SYMBOL[side] if side else "line-ew",
        "size": max(min(size, 10), 4) if side else 7,
        "color": colour,
        "line": {"color": colour, "width": 2 if side else max(1, min(size - 1, 3))},
    }


def _trace(alike: Sequence[Tick], dossier: Dossier, axis: Scale, marker: dict[str, Any]) -> dict[str, Any]:
    """The ticks of one side."""
    side, counts = alike[0].stance, Counter(tick.day for tick in alike)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": side or "reports",
        "x": [axis.at(tick.day, 0.5) for tick in alike],
        "y": [tick.level for tick in alike],
        "xaxis": "x2",
        "yaxis": "y2",
        "marker": marker,
        "customdata": [[tick.report, "report"] for tick in alike],
        "hovertext": [_hover(tick, dossier) if side else _counted(tick, counts) for tick in alike],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(tick: Tick, dossier: Dossier) -> str:
    source = _source(tick.report, dossier)
    outlet = dossier.row(Outlet, source.outlet).name
    when = source.published.words if source.published else "day not known"
    statement = dossier.row(Report, tick.report).statement
    assert tick.stance is not None
    return lines(f"{when}, {outlet} ({WORDS[tick.stance]}): {statement}")


def _counted(tick: Tick, counts: Mapping[date, int]) -> str:
    number = counts[tick.day]
    return f"{day_words(tick.day)}: {count(number, 'report')} became public"
