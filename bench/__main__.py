"""Measures the dashboard against an empty Streamlit app, and writes what came out: python -m bench (make bench)."""

import argparse
import csv
import gc
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench import browser, report
from bench import map as drawn
from bench.browser import Sight, Wait
from bench.cost import Cost, Meter
from bench.dossiers import grow
from bench.report import Figure
from briefing.dossier.records import TABLES
from briefing.exports import EXPORTS
from briefing.reading.load import read
from briefing.ui.scripts import heavy
from briefing.view.address import State
from briefing.view.view import ground, view
from tests.e2e.server import served

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "tajikistan-2017"
RESULTS = ROOT / "bench" / "results.md"
README = ROOT / "README.md"
PUBLIC = "https://briefing.example.org/"  # reviews are published with an address

REPEATS: Mapping[int, int] = {1: 5, 10: 3, 100: 5}
STARTING = 240.0  # seconds, in which the largest dossier is read
LIMIT = 300.0  # seconds that a command may take
IN_ALL = 900.0  # seconds for what is seen in a browser
COMMANDS = 1200.0  # seconds for the commands and exports of one size
SHARES: Mapping[int, float] = {1: 0.3, 10: 0.52, 100: 0.78}  # of them by the end of each size

PAGES: Mapping[str, Sight] = {
    "Map": Sight(".picture-title", "^Where "),
    "Timeline": Sight(".picture-title", " by question"),
    "Network": Sight(".picture-title", "ties? (between|of) "),
    "Claims": Sight(".matrix-box, .ledger"),
    "Actors": Sight(".picture-title", "^Everyone"),
    "Sources": Sight(".picture-title", "^What was published"),
    "Method": Sight(".picture-title", "^Every check"),
    "Brief": Sight(".bottom-line"),
}
"""Every page but the first in the order of a walk, with what tells that it has come."""

FILTERED = ("Brief", "Map", "Timeline", "Network", "Claims")
JUDGED = Sight(".judged")
LINE, ALL = ".state-line", Sight(".state-line", "all actors")
CHOSEN, NONE = Sight('[data-testid="stMain"] p', "^Chosen: [A-Z]"), Sight('[data-testid="stMain"] p', "^Chosen: all")


def main() -> None:
    """Measure, then write the page of results and the lines of the README."""
    asked = _asked()
    begun = time.monotonic()
    on = report.machine(browser.executable())
    print(on.text)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as made, ExitStack() as stack:
        folders = {size: _folder(size, Path(made)) for size in asked.sizes}
        opened = stack.enter_context(browser.opened())
        empty = stack.enter_context(served(Path(made) / "empty.log", "bench/empty.py"))
        line = stack.enter_context(served(Path(made) / "line.log", "bench/empty.py", BENCH_EMPTY="line"))
        for size, folder in folders.items() if not asked.commands else ():
            until = begun + IN_ALL * SHARES.get(size, 0.95)
            repeats = asked.repeats or REPEATS.get(size, 3)
            with served(Path(made) / f"{size}.log", starting=STARTING, BRIEFING_DOSSIER=str(folder)) as base:
                bench = Bench(opened, base, empty, line, size, repeats, until)
                figures += _told(bench.measured())
        for size, folder in folders.items():
            figures += _told(_commands(size, folder, time.monotonic() + COMMANDS))
        rows = {size: _rows(folder) for size, folder in folders.items()}
    day = datetime.now(UTC).date()
    print(*report.aims(figures), sep="\n")
    if not (asked.dry or asked.commands):
        RESULTS.write_text(report.page(figures, on, day, rows), encoding="utf-8")
        words = report.summary(figures, day)
        README.write_text(report.placed(README.read_text(encoding="utf-8"), words), encoding="utf-8")
        print(f"Written: {RESULTS.relative_to(ROOT)} and {README.relative_to(ROOT)}")
    print(f"{time.monotonic() - begun:.0f} s in all")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(each) for each in text.split(",")], default=report.SIZES)
    parser.add_argument("--repeats", type=int, help="how often each thing is measured")
    parser.add_argument("--commands", action="store_true", help="nothing but commands and exports; writes nothing")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    found: argparse.Namespace = parser.parse_args()
    return found


def _told(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        print(f"{figure.size:>4}×  {figure.kind:<10} {figure.what:<32} {report.cell(figure)}", flush=True)
        yield figure


def _folder(size: int, made: Path) -> Path:
    return SHIPPED if size == 1 else grow(SHIPPED, made / f"{size}", size)


def _rows(folder: Path) -> int:
    total = 0
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            total += sum(1 for _ in csv.reader(file)) - 1
    return total


def names() -> list[str]:
    """The actors with most events in the shipped dossier: those that a reader is likely to choose."""
    with (SHIPPED / "actors.csv").open(encoding="utf-8", newline="") as file:
        named = {row["id"]: row["name"] for row in csv.DictReader(file)}
    with (SHIPPED / "involvement.csv").open(encoding="utf-8", newline="") as file:
        busy = Counter(row["actor"] for row in csv.DictReader(file))
    return [named[id] for id, _ in busy.most_common(12)]


class Bench:
    """What is measured of one dossier, each thing in turn with the same in the empty app."""

    def __init__(
        self, opened: Browser, base: str, empty: str, line: str, size: int, repeats: int, until: float
    ) -> None:
        self.browser, self.base, self.empty, self.line = opened, base, empty, line
        self.size, self.repeats, self.until = size, repeats, until

    def measured(self) -> Iterator[Figure]:
        """Every figure of the dossier, first views first: nothing but the reading of its tables went before."""
        yield from self.first_views()
        yield from self.slow_views()
        yield from self.maps()
        yield from self.filters()
        yield from self.walks()

    def turns(self) -> Iterator[int]:
        """As many turns as wanted, at least two, and no more once the time is up."""
        for turn in range(self.repeats):
            if turn < 2 or time.monotonic() < self.until:
                yield turn

    def first_views(self) -> Iterator[Figure]:
        """The Brief from its address, with an empty cache and with a full one."""
        here: list[tuple[Wait, Wait]] = []
        there: list[tuple[Wait, Wait]] = []
        browser.first_views(self.browser, self.line, Sight("p", "only line"))
        browser.first_views(self.browser, self.base, JUDGED)  # the first visitor of all, who is no reader's usual case
        for _ in self.turns():
            there.append(browser.first_views(self.browser, self.line, Sight("p", "only line")))
            here.append(browser.first_views(self.browser, self.base, JUDGED))
        for place, cache in enumerate(("cold", "warm")):
            yield self.figure(
                "first view", f"Brief, {cache}: read", [w[place].text for w in here], [w[place].text for w in there]
            )
            yield self.figure(
                "first view", f"Brief, {cache}: whole", [w[place].whole for w in here], [w[place].whole for w in there]
            )

    def slow_views(self) -> Iterator[Figure]:
        """Brief and Map over a slow line; of one size, since files and words are the same."""
        if self.size != 1:
            return
        empty = [browser.slow_view(self.browser, self.line, Sight("p", "only line")) for _ in self.turns()]
        for title, address, sight in (("Brief", self.base, JUDGED), ("Map", f"{self.base}/map", PAGES["Map"])):
            here = [browser.slow_view(self.browser, address, sight) for _ in self.turns()]
            for what, part in (("read", "text"), ("whole", "whole")):
                times = [[getattr(wait, part) for wait, _ in found] for found in (here, empty)]
                yield self.figure("slow view", f"{title}: {what}", *times)
            yield self.figure("weight", title, [kb for _, kb in here], [kb for _, kb in empty])

    def maps(self) -> Iterator[Figure]:
        """The map by a processor alone: the plain one beside the words of its page, the free one when asked for."""
        if self.size != 1:
            return
        runs = [drawn.run(self.browser, self.base) for _ in self.turns()]
        yield self.figure("map", "plain map: stands", [run["map"] for run in runs], [run["words"] for run in runs])
        for what in ("free map: drawn", "free map: an actor chosen"):
            yield self.figure("map", what, [run[what] for run in runs], [])

    def filters(self) -> Iterator[Figure]:
        """An actor chosen in the sidebar, another each time, and taken off again."""
        with browser.reader(self.browser) as one, browser.reader(self.browser) as other:
            empty, here = one.new_page(), other.new_page()
            meters = Meter(empty), Meter(here)
            browser.visit(empty, self.empty, NONE)
            for title in FILTERED:
                browser.visit(here, f"{self.base}/{'' if title == 'Brief' else title.lower()}", ALL)
                yield from self.filter(title, here, empty, *meters)

    def filter(self, title: str, here: Page, empty: Page, there: Meter, meter: Meter) -> Iterator[Figure]:
        """The same on one page."""
        waits: dict[str, list[Wait]] = {"set": [], "off": [], "empty set": [], "empty off": []}
        costs: dict[str, list[Cost]] = {way: [] for way in waits}

        def take(way: str, meter: Meter, act: Callable[[], Wait]) -> None:
            meter.read()
            waits[way].append(act())
            costs[way].append(meter.read())

        for _, name in zip(self.turns(), names(), strict=False):
            take("empty set", there, partial(browser.choose, empty, "Actor", "Alpha", CHOSEN))
            take("empty off", there, partial(browser.take_off, empty, "Actor", NONE))
            take("set", meter, partial(browser.choose, here, "Actor", name, Sight(LINE, _plain(name))))
            take("off", meter, partial(browser.take_off, here, "Actor", ALL))
        for way, words in (("set", "an actor chosen"), ("off", "taken off")):
            what, ours, bare = f"{title}: {words}", costs[way], costs[f"empty {way}"]
            yield self.figure("filter", what, _whole(waits[way]), _whole(waits[f"empty {way}"]))
            yield self.figure("cpu", what, [each.cpu for each in ours], [each.cpu for each in bare])
            yield self.figure("messages", what, [each.messages for each in ours], [each.messages for each in bare])
            yield self.figure("bytes", what, [each.bytes / 1000 for each in ours], [each.bytes / 1000 for each in bare])

    def walks(self) -> Iterator[Figure]:
        """Every page after the other by its link, from the Brief back to the Brief, once the Brief has been read for so
        long that the browser has what draws tables and charts. The first round is also told by itself."""
        waits: dict[str, list[Wait]] = {title: [] for title in PAGES}
        empty: list[Wait] = []
        with browser.reader(self.browser) as one, browser.reader(self.browser) as other:
            bare, here = one.new_page(), other.new_page()
            browser.visit(bare, self.empty, NONE)
            browser.visit(here, self.base, JUDGED)
            browser.fetched_ahead(here, [Path(address).name for address in heavy()])
            for _ in self.turns():
                empty.append(browser.walk(bare, "second", Sight("p", "^The second page")))
                empty.append(browser.walk(bare, "first", Sight("p", "^The first page")))
                for title, sight in PAGES.items():
                    waits[title].append(browser.walk(here, title, sight))
        for title, found in waits.items():
            yield self.figure("walk", f"to {title}", _whole(found), _whole(empty))
            yield self.figure("first walk", f"to {title}", _whole(found[:1]), _whole(empty[:2]))

    def figure(self, kind: str, what: str, values: Sequence[float], empty: Sequence[float]) -> Figure:
        """A figure of this dossier."""
        return Figure(kind, what, self.size, tuple(values), tuple(empty))


def _whole(waits: Sequence[Wait]) -> list[float]:
    return [wait.whole for wait in waits]


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter == " " else "." for letter in name)


def _commands(size: int, folder: Path, until: float) -> Iterator[Figure]:
    """``check`` as a curator runs it, and each export of all that the dossier holds."""
    command = [sys.executable, "-m", "briefing", "check", str(folder)]
    yield _limited(
        size, "`check`, as a command", lambda: subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL), until
    )
    dossier = read(folder).dossier
    assert dossier is not None
    whole = replace(view(ground(dossier), State()), link=PUBLIC)
    gc.freeze()  # as a dashboard does that has read its dossier
    for export in EXPORTS:
        yield _limited(size, f"export: {export.title}", partial(export.make, whole), until)


def _limited(size: int, what: str, run: Callable[[], object], until: float) -> Figure:
    """What one thing takes in a process of its own, which ends with its time."""
    limit = max(1.0, min(LIMIT, until - time.monotonic()))
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_clocked, args=(run, sender))
    process.start()
    sender.close()
    values: tuple[float, ...] = ()
    try:
        if receiver.poll(limit):
            values, limit = (receiver.recv(),), 0.0
    except EOFError:
        limit = 0.0  # it failed: its own words are above
    finally:
        process.kill()
        process.join()
    return Figure("command", what, size, values, limit=limit * 1000)


def _clocked(run: Callable[[], object], sender: Connection) -> None:
    begun = time.perf_counter()
    run()
    sender.send((time.perf_counter() - begun) * 1000)


if __name__ == "__main__":
    main()
