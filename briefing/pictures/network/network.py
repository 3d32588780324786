"""Actors and the ties between them: kind by shape, standing by line, direction and words on the tie."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, Literal

import plotly.graph_objects as go

from briefing.analysis.standing import Standing, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Actor, Relation
from briefing.dossier.sentences import count
from briefing.pictures.network.nodes import NAME, Node, Side, is_crowd, named, placed, room
from briefing.pictures.network.ties import Bundle, Label, Line, Point, bundles, curve, heading, labels
from briefing.pictures.palette import SHAPE, Palette, rgba
from briefing.pictures.picture import CLEAR, Picture, axis, blank, dash, layout, lines, plain, verdict
from briefing.pictures.selection import Chosen, chosen

LABELLED = 30  # with more lines than these the words of those out of focus keep clear of other lines
THIN, FIRM, THICK = 1.7, 2.4, 4.0  # pixels
NAMED = 4  # lines without words that are named under the picture, at most
BOLD = 6  # ties from which on a name stands out

Words = Literal["auto", "all", "none"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a network is drawn, and what is marked in it.

    ``size`` is in pixels, higher where the names need it. ``focus`` is the record that is open, ``follow`` one or two
    actors in colour. ``words`` says which lines have words on them.
    """

    palette: Palette
    size: tuple[int, int] = (1040, 760)
    focus: str | None = None
    follow: tuple[str, ...] = ()
    words: Words = "auto"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a network that is drawn: its ties, and where their actors stand.

    ``cut`` is how many actors were left out of it; ``path`` are the ties of a chain that it shows.
    """

    ties: tuple[Relation, ...] = ()
    places: Mapping[str, Point] = field(default_factory=dict)
    cut: int = 0
    path: frozenset[str] = frozenset()


def figure(part: Part, dossier: Dossier, standings: Mapping[str, Standing], options: Options) -> Picture:
    """The ties as a picture.

    A click gives the id of the actor or tie as ``customdata[0]``, of a bundle all its ties.
    """
    palette, size, relations = options.palette, options.size, part.ties
    if not relations:
        return Picture(blank(palette, "No ties between actors are shown under these filters.", height=240), "No ties")
    opened = chosen(options.focus, dossier)
    near = {id for id in (options.focus, *options.follow, *opened.actors) if id}
    nodes, (width, height) = placed(relations, dossier, part.places, size, near)
    drawn = bundles(relations, standings)
    names = named(nodes, relations, (width, height), near, is_crowd(nodes.values(), size))
    nodes = {id: names.get(id) or replace(node, name=()) for id, node in nodes.items()}
    told = (
        () if options.words == "none" else _ranked_lines(drawn, nodes, {*near, *part.path, *opened.ties}, options.words)
    )
    spots, _ = labels(told, room(nodes, names))
    weights = [_weight(bundle, part.path, opened) for bundle in drawn]
    data = [
        *_lines(drawn, nodes, palette, weights),
        _arrows(drawn, nodes, palette, weights),
        _marks(nodes, palette, opened.actors, options.follow),
        _targets(drawn, nodes, dossier, standings),
    ]
    notes = [*_name_notes(names.values(), palette, near), *_label_notes(spots, palette)]
    axes = {
        "xaxis": axis(0, width, constrain="domain", fixedrange=False),
        "yaxis": axis(height, 0, scaleanchor="x", constrain="domain", fixedrange=False),
    }
    shown = go.Figure(
        {"data": data, "layout": layout(palette, None, round(height), annotations=notes, dragmode="pan", **axes)}
    )
    said = {spot.bundle for spot in spots}
    hub = set.intersection(*({bundle.ties[0].from_, bundle.ties[0].to} for bundle in drawn))
    wordless = [_said(bundle, hub, dossier) for bundle in drawn if bundle not in said]
    caption = _caption(len(nodes) - len(names), wordless, part.cut)
    return Picture(shown, _title(nodes, relations, options.focus), caption, tuple(tie.id for tie in relations))


def _ends(bundle: Bundle, nodes: Mapping[str, Node]) -> tuple[Point, Point]:
    start, end = nodes[bundle.ties[0].from_], nodes[bundle.ties[0].to]
    return (start.x, start.y), (end.x, end.y)


def _ranked_lines(drawn: Sequence[Bundle], nodes: Mapping[str, Node], near: Set[str], words: Words) -> tuple[Line, ...]:
    """The lines with their claim to words: those of the actors and ties in focus, and all of a few, come first."""
    few = words == "all" or len(drawn) <= LABELLED
    return tuple(
        Line(
            bundle,
            *_ends(bundle, nodes),
            _reaches(bundle, nodes),
            few or any({tie.id, tie.from_, tie.to} & near for tie in bundle.ties),
        )
        for bundle in drawn
    )


def _curve(bundle: Bundle, nodes: Mapping[str, Node]) -> tuple[Point, ...]:
    start, end = _ends(bundle, nodes)
    first, last = _reaches(bundle, nodes)
    return curve(start, end, bundle.bow, (first + 3, last + 4))


def _reaches(bundle: Bundle, nodes: Mapping[str, Node]) -> tuple[float, float]:
    """How much of the line the marks and names at its two ends cover."""
    (x, y), (u, v) = _ends(bundle, nodes)
    length = max(hypot(u - x, v - y), 1.0)
    across, down = (u - x) / length, (v - y) / length
    tie = bundle.ties[0]
    return nodes[tie.from_].reach(across, down), nodes[tie.to].reach(-across, -down)


def _weight(bundle: Bundle, path: Set[str], opened: Chosen) -> float:
    """How thick a line is: most on a chain or where it is what is open, more where it belongs to an open actor."""
    ids = {tie.id for tie in bundle.ties}
    if ids & path or (ids & opened.ties and not opened.actors):
        return THICK
    return FIRM if ids & opened.ties else THIN


def _lines(
    drawn: Sequence[Bundle], nodes: Mapping[str, Node], palette: Palette, weights: Sequence[float]
) -> list[dict[str, Any]]:
    """One trace for every standing and weight: its colour and its dash."""
    groups: dict[tuple[Word, float], list[Bundle]] = {}
    for bundle, weight in zip(drawn, weights, strict=True):
        groups.setdefault((bundle.word, weight), []).append(bundle)
    traces = []
    for (word, weight), alike in groups.items():
        points: list[tuple[float | None, float | None]] = []
        for bundle in alike:
            points += [*_curve(bundle, nodes), (None, None)]
        line = {"color": palette.standing[word], "dash": dash(word), "width": weight}
        traces.append({**_trace("lines", points), "name": word, "line": line, "hoverinfo": "skip"})
    return traces


def _trace(mode: str, points: Sequence[tuple[float | None, float | None]]) -> dict[str, Any]:
    return {"type": "scatter", "mode": mode, "x": [x for x, _ in points], "y": [y for _, y in points]}


def _arrows(
    drawn: Sequence[Bundle], nodes: Mapping[str, Node], palette: Palette, weights: Sequence[float]
) -> dict[str, Any]:
    curves = [_curve(bundle, nodes) for bundle in drawn]
    marker = {
        "symbol": "arrow",
        "size": [14 if weight == THICK else 9 for weight in weights],
        "angle": [heading(points) for points in curves],
        "color": [palette.standing[bundle.word] for bundle in drawn],
        "line": {"width": 0},
    }
    return {
        **_trace("markers", [points[-1] for points in curves]),
        "name": "direction",
        "marker": marker,
        "hoverinfo": "skip",
    }


def _marks(
    nodes: Mapping[str, Node], palette: Palette, ringed: Collection[str], follow: Sequence[str]
) -> dict[str, Any]:
    """The actors; those that belong to what is open have a ring, those followed a colour."""
    fill = dict.fromkeys(ringed, rgba(palette.accent, 0.35))
    fill |= dict(zip(follow, (palette.accent, palette.ink), strict=False))
    marker = {
        "symbol": [SHAPE[node.actor.kind] for node in nodes.values()],
        "size": [2 * node.radius for node in nodes.values()],
        "color": [fill.get(id, rgba(palette.second, 0.16)) for id in nodes],
        "opacity": 1,
        "line": {
            "color": [palette.accent if id in ringed else palette.ink for id in nodes],
            "width": [3 if id in ringed else 1.4 for id in nodes],
        },
    }
    return {
        **_trace("markers", [(node.x, node.y) for node in nodes.values()]),
        "name": "actors",
        "marker": marker,
        "customdata": [[id, "actor"] for id in nodes],
        "hovertext": [_who(node) for id, node in nodes.items()],
        "hoverinfo": "text",
        **UNDIMMED,
    }


UNDIMMED: Mapping[str, Any] = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def _who(node: Node) -> str:
    return lines(f"{node.actor.name} ({node.actor.kind}). {node.actor.summary} {count(node.degree, 'tie')} shown.")


def _targets(
    drawn: Sequence[Bundle], nodes: Mapping[str, Node], dossier: Dossier, standings: Mapping[str, Standing]
) -> dict[str, Any]:
    """Unseen marks along each line, wide enough for a finger, so that the tie answers to hover and click."""
    points: list[tuple[float | None, float | None]] = []
    data, told = [], []
    for bundle in drawn:
        curved = curve(*_ends(bundle, nodes), bundle.bow or 0.001, (nodes[bundle.ties[0].from_].radius + 12,) * 2)
        spots = curved[1:-1:3]
        said = "<br>".join(said_of(tie, dossier, standings) for tie in bundle.ties)
        points += spots
        data += [[bundle.ties[0].id, "relation", "|".join(tie.id for tie in bundle.ties)]] * len(spots)
        told += [said] * len(spots)
    marker = {"size": 18, "color": CLEAR, "line": {"width": 0}}
    return {
        **_trace("markers", points),
        "name": "ties",
        "marker": marker,
        "customdata": data,
        "hovertext": told,
        "hoverinfo": "text",
    }


def said_of(tie: Relation, dossier: Dossier, standings: Mapping[str, Standing]) -> str:
    """A tie and how its claim stands, as hover text."""
    one, other = dossier.row(Actor, tie.from_).name, dossier.row(Actor, tie.to).name
    when = f", {tie.date.words}" if tie.date else ""
    return lines(f"{one} – {tie.kind} → {other}{when}. {verdict(standings[tie.claim])}")


def _label_notes(spots: Iterable[Label], palette: Palette) -> list[dict[str, Any]]:
    return [_label_note(spot, palette) | {"textangle": spot.turn} for spot in spots]


def _label_note(spot: Label, palette: Palette) -> dict[str, Any]:
    words = "<br>".join(map(plain, spot.text))
    return _note(words, (spot.x, spot.y), _font(11, palette.standing[spot.bundle.word]), palette.paper)


def _name_notes(nodes: Iterable[Node], palette: Palette, near: Collection[str]) -> list[dict[str, Any]]:
    notes = []
    for node in nodes:
        name = "<br>".join(map(plain, node.name))
        words = f"<b>{name}</b>" if node.actor.id in near or node.degree >= BOLD else name
        if node.kind:
            words += f'<br><span style="font-size:11px;color:{palette.second}">{node.kind}</span>'
        note = _note(words, _anchor(node), _font(NAME, palette.ink), rgba(palette.paper, 0.6))
        notes.append(note | ANCHORS[node.side])
    return notes


ANCHORS: Mapping[Side, dict[str, str]] = {
    "below": {"yanchor": "top"},
    "above": {"yanchor": "bottom"},
    "right": {"xanchor": "left", "align": "left"},
    "left": {"xanchor": "right", "align": "right"},
}


def _anchor(node: Node) -> Point:
    """The place on the mark's side of the name that its words hang on."""
    left, top, right, foot = node.box
    across = {"right": left, "left": right}.get(node.side, node.x)
    down = {"below": top, "above": foot}.get(node.side, node.y)
    return across, down


def _font(size: float, colour: str) -> dict[str, Any]:
    return {"size": size, "color": colour}


def _note(text: str, at: Point, font: dict[str, Any], ground: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": at[0],
        "y": at[1],
        "showarrow": False,
        "font": font,
        "bgcolor": ground,
        "borderpad": 0,
        "opacity": 1,
    }


def _title(nodes: Mapping[str, Node], relations: Sequence[Relation], focus: str | None) -> str:
    among = f"{count(len(relations), 'tie')} between {count(len(nodes), 'actor')}"
    return (
        f"{among}, around {nodes[focus].actor.name}" if focus and focus in nodes else f"{among}, as reports claim them"
    )


def _said(bundle: Bundle, hub: Collection[str], dossier: Dossier) -> str:
    """The words of a line that has no room for them, between its ends; the one that all lines share is not named."""
    start, end = ("" if id in hub else labelled(dossier, id) for id in (bundle.ties[0].from_, bundle.ties[0].to))
    # The last of several words begins with an "and" of its own, for it stands on a line of its own in the picture.
    told = " and ".join(words.removeprefix("and ") for words in bundle.words)
    return " ".join(filter(None, (start, told, end)))


def _caption(nameless: int, wordless: Sequence[str], cut: int) -> str:
    parts = ["An arrow runs from the actor that a tie is read from"]
    if cut:
        parts.append(f"{count(cut, 'actor')} further away or less connected are left out")
    if nameless:
        parts.append(f"the names of {count(nameless, 'actor')} are left out for want of room")
    if wordless:
        # Named where they are few: what a small picture cannot say must not be said by the large one alone.
        named = f": {'; '.join(wordless)}" if len(wordless) <= NAMED else ""
        has = "has" if len(wordless) == 1 else "have"
        parts.append(f"{count(len(wordless), 'line')} {has} no words for want of room{named}")
    return "; ".join(parts) + "."
