"""Measures the page of the map in Chromium that draws WebGL in software: python -m bench.map [RUNS].

Each run is a reader with an empty cache who opens the page from its address, follows an actor, and does so again on
the free map: when the words stand, when the map does, when nothing changes any more, and the processor time until then.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from bench import browser
from bench.browser import Sight, Wait
from bench.cost import spent
from tests.e2e.server import served

WORDS = Sight(".picture-title", "^Where ")
NARROWED, ALL = Sight(".state-line", "Khalimov"), Sight(".state-line", "all actors")
FREE = Sight('[data-testid="stDeckGlJsonChart"] canvas', "")
STOOD = """() => {
  const look = () => {
    if (document.querySelector('.slippy .ground path')) bench.stood = performance.now()
    else requestAnimationFrame(look)
  }
  look()
}"""


def main(runs: int) -> None:
    """Print the median and the extremes of every figure; a first run, which starts the server, is not counted."""
    with tempfile.TemporaryDirectory() as made, served(Path(made) / "log") as base, browser.opened() as opened:
        found = [run(opened, base) for _ in range(runs + 1)][1:]
    for name in found[0]:
        values = sorted(run[name] / 1000 for run in found)
        print(f"{name:<28} {statistics.median(values):8.2f} s   ({values[0]:.2f} to {values[-1]:.2f})")


def run(opened: Browser, base: str) -> dict[str, float]:
    """Every figure of a reader with an empty cache, in milliseconds."""
    with browser.reader(opened) as context:
        return dict(_run(context, base))


def _run(context: BrowserContext, base: str) -> Iterator[tuple[str, float]]:
    context.add_init_script(f"bench.wanted = {WORDS.script}; ({STOOD})()")
    page = context.new_page()
    before = spent()
    waited = browser.view(page, f"{base}/map")
    yield "words", waited.text
    yield "map", _stood(page, waited)
    yield "at rest", waited.whole
    opening = spent()
    yield from _difference("opening", before, opening)
    yield "an actor chosen", browser.choose(page, "Actor", "Gulmurod Khalimov", NARROWED).whole
    chosen = spent()
    yield from _difference("an actor chosen", opening, chosen)
    browser.take_off(page, "Actor", ALL)
    asked = spent()
    yield "free map: drawn", browser.press(page, "Free map", FREE).whole
    yield from _difference("free map: drawn", asked, spent())
    yield "free map: an actor chosen", browser.choose(page, "Actor", "Gulmurod Khalimov", NARROWED).whole


def _stood(page: Page, waited: Wait) -> float:
    """When the map that comes first stood; a page that has none has its map when it is at rest."""
    return float(page.evaluate("() => bench.stood || 0") or waited.whole)


def _difference(what: str, before: tuple[float, float], after: tuple[float, float]) -> Iterator[tuple[str, float]]:
    yield f"{what}, browser CPU", (after[0] - before[0]) * 1000
    yield f"{what}, server CPU", (after[1] - before[1]) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
