"""A network of many actors: names at once, the words of a tie while it, or an actor of it, is hovered over or open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist

from markupsafe import escape

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.sentences import count
from briefing.pictures.network.live import (
    Drawing,
    Href,
    Lit,
    actor_link,
    arrow,
    framed,
    lit,
    mark_of,
    said_of,
    stroke,
    text,
    tie_link,
)
from briefing.pictures.network.network import Part
from briefing.pictures.network.nodes import NAME_LINE, Node, is_crowd, named, placed, room
from briefing.pictures.network.routing import Way, routed
from briefing.pictures.network.ties import LINE, Label, Line, Room, bundles, heading, labels, level, over

BOLD = 6  # ties from which on a name stands out


def drawing(
    part: Part,
    dossier: Dossier,
    standings: Mapping[str, Standing],
    size: tuple[int, int],
    href: Href,
    focus: str | None = None,
    told: bool = False,
) -> Drawing:
    """The ties of a part. Where they are ``told`` their words stand on the lines at once, as in a chain."""
    alight = lit(focus, part.ties, dossier)
    placed_, grown = placed(part.ties, dossier, part.places, size)
    names = named(placed_, part.ties, grown, crowd=is_crowd(placed_.values(), size))
    nodes = {id: names.get(id) or _nameless(node) for id, node in placed_.items()}
    ways = routed(bundles(part.ties, standings), nodes)
    spots = spoken(ways, nodes)
    title = f"{count(len(part.ties), 'tie')} between {count(len(nodes), 'actor')}, as reports claim them"
    parts = [
        *(_tie(way, dossier, standings, href, alight) for way in ways),
        *(_actor(node, href, alight) for node in nodes.values()),
        *(_words(spot, alight) for spot in spots),
    ]
    svg = framed(parts, grown, title, "whole spoken" if told else "whole", alight)
    crowded = sum(not spot.clear for spot in spots)
    caption = _caption(part, len(nodes) - len(names), crowded, told)
    return Drawing(svg, title, caption, tuple(tie.id for tie in part.ties))


def _nameless(node: Node) -> Node:
    return Node(node.actor, node.x, node.y, node.radius, (), node.degree)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a line, and whether they are clear of the others that are read with them."""

    label: Label
    clear: bool


def spoken(ways: Sequence[Way], nodes: Mapping[str, Node]) -> tuple[Spoken, ...]:
    """Words for every line. Those of ties that share an actor, which are read together, do not meet where clear."""
    by_actor: dict[str, list[Way]] = {}
    for way in ways:
        for id in _ends(way):
            by_actor.setdefault(id, []).append(way)
    found: dict[str, Spoken] = {}
    for _, own in sorted(by_actor.items(), key=lambda item: (-len(item[1]), item[0])):
        found |= _spoken(own, nodes, found)
    return tuple(found.values())


def _spoken(own: Sequence[Way], nodes: Mapping[str, Node], found: Mapping[str, Spoken]) -> dict[str, Spoken]:
    """Words for those lines of one actor that have none, clear of its other words and of the names about it."""
    near = {id: nodes[id] for way in own for id in _ends(way)}
    free = room(near, near)
    lines = {way.bundle.ties[0].id: _line(way, nodes) for way in own}
    for id in lines.keys() & found.keys():
        free.take(found[id].label.discs())
    new = [line for id, line in lines.items() if id not in found]
    along, _ = labels(new, free)
    made = {label.bundle.ties[0].id: Spoken(label, True) for label in along}
    return made | {line.name: _leveled(line, near, free) for line in new if line.name not in made}


def _leveled(line: Line, near: Mapping[str, Node], free: Room) -> Spoken:
    """Level words, clear of all that are read with them, or at least of the names that their own line joins."""
    if clear := level(line, free):
        return Spoken(clear, True)
    ends = {id: near[id] for id in (line.bundle.ties[0].from_, line.bundle.ties[0].to)}
    return Spoken(level(line, room(ends, ends)) or over(line), False)


def _ends(way: Way) -> tuple[str, str]:
    return way.bundle.ties[0].from_, way.bundle.ties[0].to


def _line(way: Way, nodes: Mapping[str, Node]) -> Line:
    start, end = (nodes[id] for id in _ends(way))
    points = [point for stretch in way.stretches for point in stretch] or [(start.x, start.y), (end.x, end.y)]
    covered = (dist((start.x, start.y), points[0]), dist((end.x, end.y), points[-1]))
    return Line(replace(way.bundle, bow=way.bow), (start.x, start.y), (end.x, end.y), covered)


def _tie(way: Way, dossier: Dossier, standings: Mapping[str, Standing], href: Href, alight: Lit) -> str:
    ties = way.bundle.ties
    said = " ".join(said_of(tie, dossier, standings) for tie in ties)
    path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in stretch) for stretch in way.stretches)
    head = arrow(*way.stretches[-1][-1], heading(way.stretches[-1])) if way.stretches else ""
    return tie_link(ties, said, way.bundle.word, stroke(path, way.bundle.word) + head, href, alight)


def _actor(node: Node, href: Href, alight: Lit) -> str:
    left, top, right, _ = node.box
    name = text(node.name, (left + right) / 2, top + NAME_LINE / 2, NAME_LINE, f"name{' key' * (node.degree >= BOLD)}")
    kind = [node.kind] if node.name and node.kind else []
    under = text(kind, (left + right) / 2, top + NAME_LINE * (len(node.name) + 0.5), NAME_LINE, "kind")
    inside = mark_of(node.actor, node.x, node.y, node.radius) + name + under
    return actor_link(node.actor, node.degree, inside, href, alight)


def _words(spot: Spoken, alight: Lit) -> str:
    """The words of a line on a ground of their own; they are said by the link of the line, so silent here."""
    label, ties = spot.label, spot.label.bundle.ties
    high = len(label.text) * LINE + 1
    near = alight.near(tie.id for tie in ties) if spot.clear or len(alight.ties) == 1 else ""
    near += "" if spot.clear else " over"
    first = -(len(label.text) - 1) * LINE / 2
    box = f'<rect x="{-label.width / 2:.1f}" y="{-high / 2:.1f}" width="{label.width:.1f}" height="{high:.1f}"/>'
    return (
        f'<g class="said s-{label.bundle.word.replace(" ", "-")}{near}" data-of="{escape(ties[0].id)}" '
        f'aria-hidden="true" transform="translate({label.x:.1f} {label.y:.1f}) rotate({label.turn:.1f})">'
        f"{box}{text(label.text, 0, first, LINE, 'words')}</g>"
    )


def _caption(part: Part, nameless: int, crowded: int, told: bool) -> str:
    parts = ["An arrow runs from the actor that a tie is read from"]
    if not told:
        parts.append("the words of ties stand on their lines while an actor or a tie is pointed at, reached or open")
        if crowded:
            parts.append(f"those of {count(crowded, 'line')} that lie close, only while the line itself is")
    if part.cut:
        parts.append(f"{count(part.cut, 'actor')} with fewer ties are left out")
    if nameless:
        parts.append(f"the names of {count(nameless, 'actor')} are left out for want of room")
    return "; ".join(parts) + "."
