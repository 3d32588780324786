"""What a reader waits for, in headless Chromium: from the key or click until the last picture is painted."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.e2e import browser as chromium
from tests.e2e.setup_browser import WANTED

PATIENCE = 240_000  # milliseconds
QUIET = 400  # milliseconds without a change after which nothing more is expected
SIZE = ViewportSize(width=1440, height=900)
SLOW = {"offline": False, "latency": 20, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000}
"""10 Mbit/s, in bytes a second, and 20 milliseconds there and back."""

RECORDER = """() => {
  const seen = (window.bench = { start: 0, text: 0, last: 0, painted: 0, wanted: () => false })
  let changes = 0, waiting = false, looking = false
  const paint = () => {
    const before = changes
    requestAnimationFrame(() => requestAnimationFrame(() => {
      seen.painted = performance.now()
      if (changes === before) waiting = false
      else paint()
    }))
  }
  const note = () => {
    changes += 1
    seen.last = performance.now()
    if (!waiting) { waiting = true; paint() }
  }
  const begin = (event) => { Object.assign(seen, { start: event.timeStamp, text: 0, last: 0, painted: 0 }) }
  addEventListener('keydown', (event) => { if (['Enter', 'Backspace'].includes(event.key)) begin(event) }, true)
  addEventListener('click', (event) => { if (event.target.closest('a')) begin(event) }, true)
  // A table is drawn on a canvas, and told within it for those who do not see; what is told is not painted.
  const seenOf = ({ target }) => !(target.closest ? target : target.parentElement)?.closest('canvas')
  new MutationObserver((changed) => {
    if (!changed.some(seenOf)) return
    note()
    if (seen.text || looking) return
    looking = true
    requestAnimationFrame(() => {  // once a frame: to look lays out the page
      looking = false
      if (seen.text || !seen.wanted()) return
      seen.text = -1
      requestAnimationFrame(() => { seen.text = performance.now() })
    })
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['data-stale', 'data-test-script-state'] })
  const drawing = [[CanvasRenderingContext2D, ['fillText']]]
  for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    if (kind) drawing.push([kind, ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']])
  }
  for (const [kind, names] of drawing) {
    for (const name of names.filter((name) => kind.prototype[name])) {
      const drawn = kind.prototype[name]
      kind.prototype[name] = function (...given) { note(); return drawn.apply(this, given) }
    }
  }
}"""
"""Notes when the page last changed, in the DOM or on a canvas, and when the frame after that was painted."""

SETTLED = """(quiet) => {
  const app = document.querySelector('[data-testid="stApp"]')
  return app && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-stale="true"], [data-testid="stAppSkeleton"], [data-testid="stSkeleton"]')
    && bench.text > 0 && bench.painted >= bench.last && performance.now() - bench.last > quiet
}"""


AHEAD = """(names) => {
  const fetched = performance.getEntriesByType('resource').map((each) => each.name.split('/').pop())
  return names.every((name) => fetched.includes(name))
}"""


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds until what was asked for could be read, and until nothing on the page changed any more."""

    text: float
    whole: float


@dataclass(frozen=True, slots=True)
class Sight:
    """How to tell that a page shows something: a CSS selector, and a pattern that its text should match."""

    selector: str
    pattern: str = "."

    @property
    def script(self) -> str:
        """The same as a function of the page."""
        return (
            f"() => [...document.querySelectorAll({self.selector!r})].some((each) => "
            f"each.checkVisibility() && new RegExp({self.pattern!r}, 'u').test(each.textContent))"
        )


def executable() -> Path:
    """The Chromium of this machine."""
    found = chromium.find()
    if found is None:
        sys.exit(WANTED)
    return found


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser that reaches nothing but this machine."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable(), args=chromium.FLAGS) as found,
    ):
        yield found


def reader(browser: Browser) -> BrowserContext:
    """A reader whose browser has nothing in its cache."""
    context = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="UTC", service_workers="block")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"({RECORDER})()")
    return context


def first_views(browser: Browser, address: str, sight: Sight) -> tuple[Wait, Wait]:
    """The wait for a page with an empty cache, and again once everything is in it."""
    with reader(browser) as context:
        context.add_init_script(f"bench.wanted = {sight.script}")
        page = context.new_page()
        return view(page, address), view(page, address)


def slow_view(browser: Browser, address: str, sight: Sight) -> tuple[Wait, float]:
    """The wait for a page with an empty cache over a slow line, and the kB of its files as they travelled."""
    with reader(browser) as context:
        context.add_init_script(f"bench.wanted = {sight.script}")
        page, sizes = context.new_page(), list[float]()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        return view(page, address), sum(sizes) / 1000


def view(page: Page, address: str) -> Wait:
    """The wait for a page from its address, counted from the beginning of the navigation."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    return _settled(page)


def visit(page: Page, address: str, sight: Sight) -> None:
    """Go to a page and wait until it stands."""
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function(sight.script)
    page.evaluate("() => { bench.text = performance.now() }")
    _settled(page)


def choose(page: Page, label: str, name: str, sight: Sight) -> Wait:
    """The wait after a value is chosen in a filter of the sidebar."""
    box = page.get_by_label(label, exact=True)
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(f"^{re.escape(name)}")).first.wait_for()
    _want(page, sight)
    page.keyboard.press("Enter")
    waited = _settled(page)
    page.keyboard.press("Escape")
    return waited


def take_off(page: Page, label: str, sight: Sight) -> Wait:
    """The wait after the last chosen value of a filter is taken off again."""
    page.get_by_label(label, exact=True).focus()
    _want(page, sight)
    page.keyboard.press("Backspace")
    waited = _settled(page)
    page.keyboard.press("Escape")
    return waited


def fetched_ahead(page: Page, names: Iterable[str]) -> None:
    """Wait until the page has fetched these scripts, and come to rest."""
    page.wait_for_function(AHEAD, arg=list(names))
    page.evaluate("() => { bench.text = performance.now() }")
    _settled(page)


def walk(page: Page, title: str, sight: Sight) -> Wait:
    """The wait after a click on the link to another page."""
    _want(page, sight)
    page.get_by_test_id("stPageLink-NavLink").get_by_text(title, exact=True).click()
    return _settled(page)


def press(page: Page, name: str, sight: Sight) -> Wait:
    """The wait after a press of a button."""
    _want(page, sight)
    page.get_by_role("button", name=name, exact=True).click()
    return _settled(page)


def _want(page: Page, sight: Sight) -> None:
    """Say what the next key or click should bring; it must not be on the page yet."""
    page.evaluate(f"() => {{ Object.assign(bench, {{ text: 0, wanted: {sight.script} }}) }}")


def _settled(page: Page) -> Wait:
    page.wait_for_function(SETTLED, arg=QUIET, polling=50)
    found: Mapping[str, float] = page.evaluate("() => ({ ...bench, wanted: null })")
    return Wait(found["text"] - found["start"], found["painted"] - found["start"])
