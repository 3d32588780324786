"""The figures as pages: bench/results.md in full, and three lines between two comments of the README."""

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
SIZES = (1, 10, 100)
UNITS: Mapping[str, str] = {"messages": "messages", "bytes": "kB", "weight": "kB"}
"""What a figure of this kind is counted in; of every other kind in milliseconds."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How many times as long as something else may take what the figures of a kind tell whose names begin so."""

    kind: str
    size: int
    what: str
    begins: tuple[str, ...]
    most: float
    beside: str = "an empty Streamlit app"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many milliseconds something may take on one size of dossier, and the aim that this follows from."""

    kind: str
    size: int
    what: str
    most: float
    since: str


PICTURED = ("Map: ", "Timeline: ", "Network: ", "Claims: ")
AIMS = (
    Aim("filter", 1, "A filter change on Brief", ("Brief: ",), 2.0),
    Aim("filter", 1, "A filter change on Map, Timeline, Network and Claims", PICTURED, 3.0),
    Aim("filter", 100, "A filter change on any of them", ("Brief: ", *PICTURED), 4.0),
    Aim("first view", 1, "Brief from its address with a full cache", ("Brief, warm: read",), 1.7),
    Aim("walk", 1, "A walk to any page", ("to ",), 5.0),
    Aim("map", 1, "The plain map, from its address with an empty cache", ("plain map",), 1.5, "the words of its page"),
)

BY_SOFTWARE = "by a processor alone, on two cores"
LIMITS = (
    Limit("command", 10, "`check`, as a command", 2_500.0, "50,000 rows in 3 s"),  # of 42,000 rows
    Limit("map", 1, "free map: drawn", 4_000.0, BY_SOFTWARE),
    Limit("map", 1, "free map: an actor chosen", 1_000.0, BY_SOFTWARE),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of one thing on one size of dossier, in its unit, next to the same of the empty app.

    ``kind`` is filter, first view, walk, first walk, slow view, map, messages, bytes, cpu, weight or command. A command
    has no counterpart in the empty app. Without ``values`` it was not over when its time was up, which ``limit`` gives.
    """

    kind: str
    what: str
    size: int
    values: tuple[float, ...]
    empty: tuple[float, ...] = ()
    limit: float = 0.0

    @property
    def middle(self) -> float | None:
        """The median."""
        return median(self.values) if self.values else None

    @property
    def ratio(self) -> float | None:
        """How many times as long as the empty app it takes."""
        return median(self.values) / median(self.empty) if self.values and self.empty else None


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were measured on."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """In a sentence."""
        return ", ".join(self.lines)


def machine(chromium: Path) -> Machine:
    """This machine, and how busy it is before anything is measured."""
    asked = subprocess.run([str(chromium), "--version"], capture_output=True, text=True, timeout=30)
    load = " ".join(f"{each:.2f}" for each in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return Machine(
        (
            _processor(),
            f"{os.cpu_count()} cores",
            f"{memory:.0f} GiB memory",
            f"{platform.system()} {platform.release()}",
            f"Python {platform.python_version()}",
            f"Streamlit {version('streamlit')}",
            asked.stdout.strip(),
            f"load average at the start {load}",
        )
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    found = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def page(figures: Sequence[Figure], on: Machine, day: date, rows: Mapping[int, int]) -> str:
    """The page of results. ``rows`` is how many rows the dossier of each size has."""
    sizes = "; ".join(f"{size}×: {count:,} rows" for size, count in rows.items())
    return "\n".join(
        [
            "# Measured",
            "",
            f"By `make bench` on {day.isoformat()}: {on.text}.",
            "",
            "The server, the empty Streamlit app it is measured against and a headless Chromium that draws in software",
            "share this one machine. Each figure is a median in milliseconds; `(n)` is how often it was measured. The",
            "ratio is to the same action in the empty app, measured in turn with it. *Read* is when the first useful",
            "words can be read: the judgements of the Brief, the new choice in the state line, a page its heading.",
            "*Whole* is when the frame after the last change, every picture included, was painted.",
            "Messages and their bytes are counted as they reach the page, unpacked; they travel compressed, at a",
            "quarter or less. The weight is that of the files. A walk begins when the first page has been read for",
            "some six seconds, in which the browser fetches what draws tables and charts.",
            "",
            "The dossiers are the shipped one and its rows copied with new ids, names and years, its story once",
            f"({sizes}).",
            "A command or export gets five minutes. What all this was before, and what changed",
            "it, is in [before.md](before.md).",
            "",
            "## Aims",
            "",
            *aims(figures),
            "",
            *_sections(figures),
        ]
    )


def _sections(figures: Sequence[Figure]) -> list[str]:
    heads = {
        "first view": "First view, from the beginning of the navigation",
        "filter": "Filter change, until every picture is redrawn",
        "walk": "Walk from page to page, until every picture is drawn",
        "first walk": "The first walk of a visit to each page, which is among those above",
        "slow view": "First view over 10 Mbit/s with an empty cache",
        "weight": "Weight of a first view with an empty cache, in kB as they travel, messages aside",
        "cpu": "Processor time of the browser for a filter change",
        "messages": "Messages of a filter change",
        "bytes": "Bytes of those messages before they are compressed, in kB",
        "map": "The map where a processor draws WebGL; in the place of the empty app, the words of its page",
        "command": "Commands and exports",
    }
    lines: list[str] = []
    for kind, head in heads.items():
        found = [figure for figure in figures if figure.kind == kind]
        if found:
            lines += [f"## {head}", "", *table(found), ""]
    return lines


def table(figures: Sequence[Figure]) -> list[str]:
    """A line for every thing measured, a column for every size, and how it grows from the smallest to the largest."""
    sizes = sorted({figure.size for figure in figures})
    compared = any(figure.empty for figure in figures)
    head = ["what", *(["empty app"] if compared else []), *(f"{size}×" for size in sizes), "growth"]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for what in dict.fromkeys(figure.what for figure in figures):
        found = {figure.size: figure for figure in figures if figure.what == what}
        empty = [value for figure in found.values() for value in figure.empty]
        cells = [
            what,
            *([written(next(iter(found.values())).kind, median(empty)) if empty else "–"] if compared else []),
        ]
        cells += [cell(found[size]) if size in found else "–" for size in sizes]
        lines.append(f"| {' | '.join([*cells, growth(list(found.values()))])} |")
    return lines


def cell(figure: Figure) -> str:
    """A figure with its ratio to the empty app and how often it was measured."""
    if figure.middle is None:
        return f"over {figure.limit / 1000:.0f} s" if figure.limit else "failed"
    ratio = f", **{figure.ratio:.1f}×**" if figure.ratio is not None else ""
    return f"{written(figure.kind, figure.middle)}{ratio} ({len(figure.values)})"


def growth(figures: Sequence[Figure]) -> str:
    """How a figure grows with the dossier, each size against the smallest: 1 : 1.3 : 4."""
    middles = [figure.middle for figure in sorted(figures, key=lambda figure: figure.size)]
    if len(middles) < 2 or not middles[0]:
        return "–"
    return " : ".join("?" if middle is None else f"{middle / middles[0]:.2g}" for middle in middles)


def written(kind: str, value: float) -> str:
    """A value in the unit of its kind."""
    if kind in UNITS:
        return f"{value:,.0f}"
    return f"{value:,.0f} ms" if value < 10_000 else f"{value / 1000:,.1f} s"


def aims(figures: Sequence[Figure]) -> list[str]:
    """What was aimed at, what was measured, and whether it was met, in plain words."""
    lines = []
    for aim in AIMS:
        most, size = aim.most, aim.size
        for figure in _aimed(figures, aim):
            if figure.ratio is None:
                lines.append(f"- Not measured: {figure.what} at {size}×; the aim was {most:g} times {aim.beside}.")
                continue
            word = "Met" if figure.ratio <= most else "**Not met**"
            lines.append(
                f"- {word}: {figure.what} at {size}× takes {figure.ratio:.1f} times as long as {aim.beside}; "
                f"the aim was {most:g}."
            )
    lines += [_held(limit, figure) for limit in LIMITS for figure in _aimed(figures, limit)]
    return lines or ["- Nothing that an aim was set for was measured."]


def _held(limit: Limit, figure: Figure) -> str:
    words, most = f"{figure.what} at {limit.size}×", f"the aim was {written('', limit.most)} ({limit.since})"
    if figure.middle is None:
        return f"- Not measured: {words}; {most}."
    word = "Met" if figure.middle <= limit.most else "**Not met**"
    return f"- {word}: {words} takes {written('', figure.middle)}; {most}."


def _aimed(figures: Sequence[Figure], aim: Aim | Limit) -> list[Figure]:
    """The figures that an aim speaks of."""
    begins = aim.begins if isinstance(aim, Aim) else aim.what
    found = [figure for figure in figures if (figure.kind, figure.size) == (aim.kind, aim.size)]
    return [figure for figure in found if figure.what.startswith(begins)]


def summary(figures: Sequence[Figure], day: date) -> str:
    """The lines for the README: one an aim, met or not, and where all the rest stands."""
    lines = [_spanned(aim, _aimed(figures, aim)) for aim in AIMS]
    link = "[bench/results.md](bench/results.md) has every figure and every aim."
    return "\n".join([*lines, "", f"Measured by `make bench` on {day.isoformat()}; {link}"])


def _spanned(aim: Aim, found: Sequence[Figure]) -> str:
    dossier = "the shipped dossier" if aim.size == 1 else f"a dossier {aim.size} times its size"
    ratios = sorted(figure.ratio for figure in found if figure.ratio is not None)
    if not ratios:
        return f"- {aim.what}, {dossier}: not measured; the aim is {aim.most:g} times {aim.beside}."
    met = sum(ratio <= aim.most for ratio in ratios)
    span = " to ".join(dict.fromkeys(f"{ratio:.1f}" for ratio in (ratios[0], ratios[-1])))
    return (
        f"- {aim.what}, {dossier}: {span} times as long as {aim.beside}; "
        f"the aim of {aim.most:g} is met in {met} of {len(found)}."
    )


def placed(text: str, words: str) -> str:
    """The README with these words between its two comments; the same words again change nothing.

    Raises ValueError where the comments are missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the comments {BEGIN} and {END} are wanted in the README")
    return f"{before}{BEGIN}\n{words}\n{END}{after}"
