"""The ties of one actor, each in a row of its own, so that words lie level and no line meets a name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from briefing.analysis.standing import Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Relation
from briefing.dossier.sentences import count
from briefing.pictures.network.live import (
    LINE,
    NAME,
    NAME_LINE,
    WORDS,
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
from briefing.pictures.typography import BOLD, shorten, text_width, wrapped

TWO = 820  # pixels from which on there is a column on either side
FAN, STEM = 96.0, 26.0  # pixels from the actor in the middle to its rows: aside in two columns, from a stem in one
MARK = 9.0
AIR = 7.0
LEAST = 34.0  # pixels of a row, so that a finger meets one alone
NAMED = 0.44  # of what is left beside the lines: for the names
LINES = 4  # of a name
BOLDER = 1.08  # how much wider than others the name of that actor is
HUB = 150.0  # pixels of the box of the actor in the middle, at most


@dataclass(frozen=True, slots=True)
class Row:
    """A tie: its words in lines above and below it, and the height that it takes."""

    tie: Relation
    words: tuple[str, ...]

    @property
    def above(self) -> int:
        """How many lines stand above it."""
        return ceil(len(self.words) / 2)

    @property
    def height(self) -> float:
        """Room for the words, level with those of the rows before and after."""
        return max(LEAST, 2 * self.above * LINE + AIR)


@dataclass(frozen=True, slots=True)
class Group:
    """The ties to one other actor, with the name of that one in lines."""

    actor: Actor
    name: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Room for the rows and for the name beside them."""
        return max(sum(row.height for row in self.rows), len(self.name) * NAME_LINE + AIR)


@dataclass(frozen=True, slots=True)
class Column:
    """Where things stand across: the beginning of the lines, their end at the marks, and the names.

    ``way`` is 1 where the column is read from the actor in the middle to the right, and -1 to the left.
    """

    start: float
    end: float
    names: float
    way: int = 1


Starts = Callable[[float, Column], str]
"""What leads from the actor in the middle to the line of a row, as the beginning of a path."""


def drawing(
    actor: str,
    ties: Sequence[Relation],
    dossier: Dossier,
    standings: Mapping[str, Standing],
    width: int,
    href: Href,
    focus: str | None = None,
    left: int = 0,
) -> Drawing:
    """All these ties of an actor. ``left`` is how many ties of others the page has besides."""
    alight = lit(focus if focus != actor else None, ties, dossier)
    picture = _Ego(dossier.row(Actor, actor), dossier, standings, href, alight)
    title = f"{count(len(ties), 'tie')} of {picture.actor.name}, as reports claim them"
    parts, high = picture.two(ties, width) if width >= TWO else picture.one(ties, width)
    caption = "An arrow runs from the actor that a tie is read from"
    caption += f"; {count(left, 'tie')} between others are left out: the whole network has them." if left else "."
    return Drawing(framed(parts, (width, high), title, "ego", alight), title, caption, tuple(tie.id for tie in ties))


@dataclass(frozen=True, slots=True)
class _Ego:
    """The picture of one actor, by its parts."""

    actor: Actor
    dossier: Dossier
    standings: Mapping[str, Standing]
    href: Href
    alight: Lit

    def two(self, ties: Sequence[Relation], width: int) -> tuple[list[str], float]:
        """The parts with a column on either side, those on the left read towards the actor first; and their height."""
        name = _set(self.actor.name, HUB - 2 * AIR)
        half = max(text_width(line, NAME, BOLD) for line in name) / 2 + 2 * AIR
        middle, reach = width / 2, width / 2 - half - FAN
        names = reach * NAMED
        end = half + FAN + reach - names
        sides = [
            Column(middle + way * (half + FAN), middle + way * end, middle + way * (end + MARK + AIR), way)
            for way in (-1, 1)
        ]
        halves = _halved(self.groups(ties, reach - names, names - MARK - AIR))
        high = max(*(sum(group.height for group in groups) for groups in halves), 90.0)

        def fan(y: float, column: Column) -> str:
            from_ = middle + column.way * half
            aside = high / 2 + (y - high / 2) * min(1.0, 40 / high)
            bend = column.way * FAN * 0.6
            return f"M{from_:.1f},{aside:.1f}C{from_ + bend:.1f},{aside:.1f} {column.start - bend:.1f},{y:.1f} "

        parts: list[str] = []
        for groups, column in zip(halves, sides, strict=True):
            top = (high - sum(group.height for group in groups)) / 2
            parts += self.column(groups, column, top, fan)
        return [*parts, self.middle(name, (middle, high / 2), half, len(ties))], high

    def one(self, ties: Sequence[Relation], width: int) -> tuple[list[str], float]:
        """The parts in one column, under the actor; and their height."""
        name = _set(self.actor.name, (width - 4 * AIR) / BOLDER)
        half = max(text_width(line, NAME, BOLD) for line in name) / 2 + 2 * AIR
        head = len(name) * NAME_LINE + MARK * 2 + 3 * AIR
        stem, names = 2 * AIR, (width - STEM) * NAMED
        column = Column(stem + STEM, width - names, width - names + MARK + AIR)
        groups = self.groups(ties, width - names - stem - STEM, names - MARK - AIR)
        high = head + AIR + sum(group.height for group in groups)

        def elbow(y: float, column: Column) -> str:
            return f"M{stem:.1f},{y - 12:.1f}Q{stem:.1f},{y:.1f} {stem + 12:.1f},{y:.1f}L"

        rows = list(self.column(groups, column, head + AIR, elbow))
        foot = high - (groups[-1].height / 2 if groups else 0)
        trunk = f'<path class="stem" d="M{stem:.1f},{head:.1f}V{foot:.1f}"/>'
        return [trunk, *rows, self.middle(name, (half, head / 2), half, len(ties))], high

    def groups(self, ties: Sequence[Relation], words: float, names: float) -> list[Group]:
        """The other actors in order of name, those first from whom ties are read."""
        others: dict[str, list[Relation]] = {}
        for tie in ties:
            others.setdefault(tie.to if tie.from_ == self.actor.id else tie.from_, []).append(tie)
        made = [self.group(self.dossier.row(Actor, id), found, words, names) for id, found in others.items()]
        return sorted(made, key=lambda group: (group.rows[0].tie.from_ == self.actor.id, group.actor.name.casefold()))

    def group(self, actor: Actor, ties: Sequence[Relation], words: float, names: float) -> Group:
        """An actor with its ties, words and name broken to their room."""
        rows = tuple(Row(tie, wrapped(tie.kind, words - 4 * AIR, WORDS)) for tie in ties)
        return Group(actor, _set(actor.name, names), rows)

    def column(self, groups: Sequence[Group], column: Column, top: float, starts: Starts) -> Iterator[str]:
        """The rows of a column under one another, each with its actor."""
        for group in groups:
            middle = top + group.height / 2
            y = middle - sum(row.height for row in group.rows) / 2
            for row in group.rows:
                y += row.height / 2
                yield self.row(row, y, middle, column, starts)
                y += row.height / 2
            anchor = "start" if column.way > 0 else "end"
            first = middle - (len(group.name) - 1) * NAME_LINE / 2
            words = text(group.name, column.names, first, NAME_LINE, "name", anchor)
            inside = mark_of(group.actor, column.end, middle, MARK) + words
            yield actor_link(group.actor, len(group.rows), inside, self.href, self.alight)
            top += group.height

    def row(self, row: Row, y: float, middle: float, column: Column, starts: Starts) -> str:
        """A line with its words above and below it, and its head at the end that it is read to."""
        word, way = self.standings[row.tie.claim].word, column.way
        is_out, last = row.tie.from_ == self.actor.id, column.end - way * (MARK + 3)
        bent = column.end - way * 3.4 * AIR
        end = f"H{last:.1f}" if y == middle else f"H{bent:.1f}L{last:.1f},{middle:.1f}"
        line = stroke(f"{starts(y, column)}{column.start:.1f},{y:.1f}{end}", word)
        tip = bent + way * 2 if y != middle else last
        head = arrow(tip if is_out else column.start - way * 2, y, 90 * way * (1 if is_out else -1))
        across = (column.start + bent) / 2
        above = text(row.words[: row.above], across, y - 8 - (row.above - 1) * LINE, LINE, "words")
        below = text(row.words[row.above :], across, y + 10, LINE, "words")
        said = said_of(row.tie, self.dossier, self.standings)
        return tie_link((row.tie,), said, word, line + head + above + below, self.href, self.alight)

    def middle(self, name: Sequence[str], at: tuple[float, float], half: float, ties: int) -> str:
        """The actor itself, its mark above its name in a box that the lines begin at."""
        high = len(name) * NAME_LINE + MARK * 2 + 2 * AIR
        x, y = at[0], at[1] - high / 2
        box = f'<rect class="hub" x="{x - half:.1f}" y="{y:.1f}" width="{2 * half:.1f}" height="{high:.1f}" rx="3"/>'
        mark = mark_of(self.actor, x, y + AIR + MARK, MARK)
        words = text(name, x, y + 2 * MARK + 1.5 * AIR + NAME_LINE / 2, NAME_LINE, "name key")
        near = Lit(actors=frozenset({self.actor.id}))
        return actor_link(self.actor, ties, box + mark + words, self.href, near)


def _set(name: str, width: float) -> tuple[str, ...]:
    """A name in so many lines as it may have, the last one shortened where it is longer."""
    lines = wrapped(name, width, NAME)
    return (
        lines if len(lines) <= LINES else (*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :][:2]), width, NAME))
    )


def _halved(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Groups in two columns of about the same height, in their order."""
    whole, high = sum(group.height for group in groups), 0.0
    left: list[Group] = []
    for group in groups:
        if left and high + group.height / 2 > whole / 2:
            break
        left.append(group)
        high += group.height
    return left, list(groups[len(left) :])
