"""The words of a figure, with the few tags that they may have, as lines of an SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from briefing.pictures.typography import BOLD, REGULAR, text_width


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one hand."""

    text: str
    size: float
    bold: bool
    colour: str


class _Reader(HTMLParser):
    """Reads the few tags of a figure's text: ``<b>``, ``<br>`` and a span with its own size or colour."""

    def __init__(self, hand: Run) -> None:
        super().__init__()
        self.lines: list[list[Run]] = [[]]
        self._hands = [hand]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line ends, or a hand begins."""
        hand = self._hands[-1]
        if tag == "br":
            self.lines.append([])
        elif tag == "b":
            self._hands.append(replace(hand, bold=True))
        elif tag == "span":
            style = dict(part.split(":") for part in (dict(attrs)["style"] or "").split(";") if part)
            size = float(style.get("font-size", f"{hand.size}px").removesuffix("px"))
            self._hands.append(replace(hand, size=size, colour=style.get("color", hand.colour)))
        else:
            raise ValueError(f"text with the tag {tag!r} cannot be engraved")

    def handle_endtag(self, tag: str) -> None:
        """A hand ends."""
        if tag in ("b", "span"):
            self._hands.pop()

    def handle_data(self, data: str) -> None:
        """Words in the hand of the moment."""
        self.lines[-1].append(replace(self._hands[-1], text=data))


def written(words: str, hand: Run) -> list[list[Run]]:
    """The lines of a text, each in its runs. Raises ValueError for a tag that is not known."""
    reader = _Reader(hand)
    reader.feed(words)
    # The parser holds back what follows a last "&", as in AT&T, until it is told that no more comes.
    reader.close()
    return reader.lines


def wide(line: Iterable[Run]) -> float:
    """How many pixels a line takes."""
    return sum(_wide(run) for run in line)


def _wide(run: Run) -> float:
    return text_width(run.text, run.size, BOLD if run.bold else REGULAR)


def row(line: Sequence[Run], x: float, y: float, anchor: str) -> str:
    """A line as SVG, hung at a point by its start, middle or end."""
    spans = "".join(map(_span, line))
    # Else an SVG drops spaces at its ends and draws two in a row as one.
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" xml:space="preserve">{spans}</text>' if spans else ""


def _span(run: Run) -> str:
    looks = f'font-size="{run.size:g}" font-weight="{700 if run.bold else 400}" fill="{run.colour}"'
    return f"<tspan {looks}>{escape(run.text)}</tspan>"
