"""What the PDF sets: every word, number and drawing of a brief, in the shapes that its template reads.

The typesetter turns them into JSON. All of it is text to the template, never markup; a drawing is an SVG, and an empty
text is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.exports.paper.endnotes import Run


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: its word, and the mark of that word."""

    word: str
    mark: str


@dataclass(frozen=True, slots=True)
class Legend:
    """A standing with what its word means."""

    standing: Standing
    meaning: str


@dataclass(frozen=True, slots=True)
class Side:
    """The notes on one side of a claim: ``for``, ``against`` or ``doubt``."""

    side: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """The sides of a claim that have notes, and how many of its reports the filters hide."""

    sides: tuple[Side, ...]
    hidden: str


@dataclass(frozen=True, slots=True)
class Line:
    """A claim under its question, with the strip of its evidence."""

    standing: Standing
    short: str
    reason: str
    strip: str
    cites: Citations


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered in full. ``statement`` says so where nothing was ``judged``; ``more`` counts other claims.

    ``parts`` are the judgements on parts of the question, where there are others than the first.
    """

    question: str
    judged: bool
    statement: str
    likelihood: str
    band: str
    confidence: str
    indicators: str
    parts: tuple["Judged", ...]
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Other:
    """A question answered in a line, or in one for each of its parts."""

    question: str
    judged: tuple["Judged", ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim at the head of a column of the matrix."""

    standing: Standing
    short: str


@dataclass(frozen=True, slots=True)
class Report:
    """A row of the matrix: ``cells`` are its stances to the claims in their order.

    ``excludes`` where it bears on one by exclusion, empty where nobody looked.
    """

    outlet: str
    day: str
    runs: tuple[Run, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of the matrix that go back to one origin."""

    origin: str
    kind: str
    rows: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rival claims against the evidence. ``left`` says in a sentence what is not in it."""

    question: str
    claims: tuple[Rival, ...]
    groups: tuple[Group, ...]
    left: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event or a tie of a picture, in words."""

    standing: Standing
    said: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture with its words and, where its own do not tell enough, what is drawn; without SVG it is left out.

    ``more`` counts what is drawn and not among the rows.
    """

    svg: str
    title: str
    caption: str
    alt: str
    rows: tuple[Drawn, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a claim gives, drawn on the scale of its group."""

    standing: Standing
    words: str
    counts: str
    extent: str
    cites: Citations


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that disagree on one question."""

    question: str
    scale: str
    rows: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Endnote:
    """A source at the end. ``url`` is empty where the address is not one of the web."""

    number: int
    outlet: str
    author: str
    title: str
    published: str
    read: str
    locators: str
    url: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at a glance. ``standing`` is that of the claim that answers it, None where none does."""

    question: str
    answer: str
    confidence: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged, and the confidence in it: in a sentence of its own, or where there is no room in its word."""

    statement: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the story: what is said, the view beside it and the claims behind it.

    The note for the speaker is not among them: whoever is handed the paper is not the one who speaks.
    """

    number: int
    title: str
    text: str
    where: str
    warnings: str
    picture: Panel
    glance: tuple[Asked, ...]
    lines: tuple[Line, ...]
    judged: tuple[Judged, ...]
    not_known: str
    more: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The story behind the brief, with the sources that only it cites; their numbers go on from those of the brief."""

    steps: tuple[Step, ...]
    notes: tuple[Endnote, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself, and the colours that it is set in."""

    colours: Mapping[str, str]
    title: str
    subtitle: str
    language: str
    state: str
    warning: str
    hides: str
    asof: str
    release: str
    disclaimer: str
    foot: str
    licence: str
    link: str
    code: str


@dataclass(frozen=True, slots=True)
class BottomLine:
    """The bottom line, with whose it is and what is not known."""

    made: str
    text: str
    not_known: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that the template sets. ``cited`` are the claims that its notes are numbered by, in their order."""

    about: About
    line: BottomLine
    legend: tuple[Legend, ...]
    answers: tuple[Answer, ...]
    others: tuple[Other, ...]
    others_left: str
    alone: tuple[str, ...]
    matrix: Matrix | None
    figures: tuple[Figures, ...]
    figures_left: str
    map: Panel
    weeks: Panel
    ties: Panel
    undrawn: str
    names: tuple[str, ...]
    notes: tuple[Endnote, ...]
    annex: Annex | None = None
    cited: tuple[str, ...] = ()
