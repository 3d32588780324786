"""Measures the page of the map in Chromium that draws WebGL in software: python -m bench.map [RUNS].

Each run is a fresh browser that opens the page from its address and then follows an actor: when the words stand, when
the map does, when nothing changes any more, and the processor time of browser and server until then.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from bench import browser
from bench.browser import Sight, Wait
from bench.cost import spent
from tests.e2e.server import served

WORDS = Sight(".picture-title", "^Where ")
NARROWED = Sight(".state-line", "Khalimov")
STOOD = """() => {
  const look = () => {
    if (document.querySelector('.slippy .ground path')) bench.stood = performance.now()
    else requestAnimationFrame(look)
  }
  look()
}"""


def main(runs: int) -> None:
    """Print the median and the extremes of every figure; a first run, which starts the server, is not counted."""
    with tempfile.TemporaryDirectory() as made, served(Path(made) / "log") as base:
        found = [dict(_run(base)) for _ in range(runs + 1)][1:]
    for name in found[0]:
        values = sorted(run[name] for run in found)
        print(f"{name:<28} {statistics.median(values):8.2f} s   ({values[0]:.2f} to {values[-1]:.2f})")


def _run(base: str) -> Iterator[tuple[str, float]]:
    """Every figure of one browser, in seconds."""
    with browser.opened() as opened, browser.reader(opened) as context:
        context.add_init_script(f"bench.wanted = {WORDS.script}; ({STOOD})()")
        page = context.new_page()
        before = spent()
        waited = browser.view(page, f"{base}/map")
        yield "words", waited.text / 1000
        yield "map", _stood(page, waited) / 1000
        yield "at rest", waited.whole / 1000
        opening = spent()
        yield from _difference("opening", before, opening)
        waited = browser.choose(page, "Actor", "Gulmurod Khalimov", NARROWED)
        yield "filter, words", waited.text / 1000
        yield "filter, at rest", waited.whole / 1000
        yield from _difference("filter", opening, spent())


def _stood(page: Page, waited: Wait) -> float:
    """When the map that comes first stood; a page that has none has its map when it is at rest."""
    return float(page.evaluate("() => bench.stood || 0") or waited.whole)


def _difference(what: str, before: tuple[float, float], after: tuple[float, float]) -> Iterator[tuple[str, float]]:
    yield f"{what}, browser CPU", after[0] - before[0]
    yield f"{what}, server CPU", after[1] - before[1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
