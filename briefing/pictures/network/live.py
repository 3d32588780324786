"""What a network on a page is made of: actors and ties as links, the words on a line, and what is lit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefing.analysis.standing import Standing, Word
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Actor, Relation
from briefing.dossier.sentences import count
from briefing.pictures.palette import DASH_SVG, SHAPE
from briefing.pictures.picture import verdict
from briefing.pictures.selection import chosen
from briefing.pictures.svg.outlines import outline

Box = tuple[float, float, float, float]  # left, top, width and height in pixels
Href = Callable[[str], str]

WORDS, LINE = 11.0, 13.0  # pixels of the words on a line, and from one line of them to the next
NAME, NAME_LINE = 12.5, 15.5


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network as an SVG whose actors and ties are links, with its words. ``rows`` are the ids of the ties drawn."""

    svg: Markup
    title: str
    caption: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lit:
    """The ties and actors that stand out while the others are dim; nothing is lit where both are empty."""

    ties: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()

    def near(self, ids: Iterable[str]) -> str:
        """The class of what is lit, among others of an element."""
        return " near" if (self.ties | self.actors).intersection(ids) else ""


def lit(focus: str | None, ties: Sequence[Relation], dossier: Dossier) -> Lit:
    """What is lit while a record is open: its ties among those drawn, the actors that they join, and its own actors."""
    opened = chosen(focus, dossier)
    found = [tie for tie in ties if tie.id in opened.ties]
    drawn = {id for tie in ties for id in (tie.from_, tie.to)}
    ends = {id for tie in found for id in (tie.from_, tie.to)}
    return Lit(frozenset(tie.id for tie in found), frozenset(ends | (opened.actors & drawn)))


def framed(parts: Iterable[str], size: tuple[float, float], title: str, kind: str, alight: Lit) -> Markup:
    """The SVG of a network. ``kind`` is ``ego`` or ``whole``, by which the style sheet knows it."""
    classes = f"net {kind}{' lit' if alight.ties or alight.actors else ''}"
    wide, high = size
    head = (
        f'<svg class="{classes}" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'role="group" aria-label="{escape(title)}">'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")


def tie_link(ties: Sequence[Relation], said: str, word: Word, inside: str, href: Href, alight: Lit) -> str:
    """A line with its words as a link to the first of its ties. ``inside`` is what is drawn."""
    tie, told = ties[0], escape(said)
    near = alight.near(each.id for each in ties)
    return (
        f'<a class="tie {_hand(word)}{near}" href="{escape(href(tie.id))}" data-focus="{escape(tie.id)}" '
        f'data-ends="{escape(tie.from_)} {escape(tie.to)}" aria-label="{told}"><title>{told}</title>{inside}</a>'
    )


def actor_link(actor: Actor, ties: int, inside: str, href: Href, alight: Lit) -> str:
    """An actor as a link to its record."""
    told = escape(f"{actor.name}, {actor.kind}. {actor.summary} {count(ties, 'tie')} shown.")
    return (
        f'<a class="actor{alight.near([actor.id])}" href="{escape(href(actor.id))}" data-focus="{escape(actor.id)}" '
        f'aria-label="{told}"><title>{told}</title>{inside}</a>'
    )


def _hand(word: Word) -> str:
    return f"s-{word.replace(' ', '-')}"


def stroke(way: str, word: Word) -> str:
    """A line in the dash of its standing, and unseen a wider one for finger and pointer."""
    return f'<path class="hit" d="{way}"/><path class="line" d="{way}" stroke-dasharray="{DASH_SVG[word]}"/>'


def arrow(x: float, y: float, turn: float) -> str:
    """The head of a line with its tip at a point, turned clockwise from straight up by degrees."""
    return f'<path class="head" transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})" d="{outline("arrow", 4.5)}"/>'


def mark_of(actor: Actor, x: float, y: float, radius: float) -> str:
    """The shape of an actor's kind, on a disc large enough for a finger."""
    shape = f'<path class="mark" d="{outline(SHAPE[actor.kind], radius)}"/>'
    return f'<g transform="translate({x:.1f} {y:.1f})"><circle class="hit" r="{max(radius, 13):.1f}"/>{shape}</g>'


def text(lines: Sequence[str], x: float, y: float, step: float, of: str, anchor: str = "middle") -> str:
    """Lines of words, the first with its middle at a height."""
    return "".join(
        f'<text class="{of}" x="{x:.1f}" y="{y + number * step + 4:.1f}" text-anchor="{anchor}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def said_of(tie: Relation, dossier: Dossier, standings: Mapping[str, Standing]) -> str:
    """A tie and how its claim stands, as a sentence."""
    one, other = labelled(dossier, tie.from_), labelled(dossier, tie.to)
    when = f", {tie.date.words}" if tie.date else ""
    return f"{one} – {tie.kind} → {other}{when}. {verdict(standings[tie.claim])}"
