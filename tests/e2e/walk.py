"""Ways to walk the dashboard as a reader does, and a record of what the browser asked for on the way."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, FloatRect, Page, Request, WebError, WebSocket, expect

APP = '[data-testid="stApp"]'
PATIENCE = 30_000  # milliseconds; the first page of a fresh server imports pandas, plotly and pydeck
QUIET = 200  # milliseconds; Streamlit's widgets wait up to 150 before they tell the server, and nothing shows it
DRAWN = 500  # milliseconds without a stroke after which a picture is taken to be whole

STILL = """(quiet) => {
  const finite = (each) => each.effect?.getComputedTiming().endTime !== Infinity
  const seen = window.changes ??= (() => {
    const seen = { last: performance.now() }
    const note = () => { seen.last = performance.now() }
    const all = { subtree: true, childList: true, characterData: true, attributes: true }
    new MutationObserver(note).observe(document, all)
    new PerformanceObserver(note).observe({ type: 'resource' })
    document.addEventListener('scroll', note, true)
    const drawing = [[window.CanvasRenderingContext2D, ['fillText', 'drawImage']]]
    for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
      drawing.push([kind, ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']])
    }
    for (const [kind, names] of drawing) {
      for (const name of names.filter((name) => kind && kind.prototype[name])) {
        const drawn = kind.prototype[name]
        kind.prototype[name] = function (...given) { note(); return drawn.apply(this, given) }
      }
    }
    return seen
  })()
  if (performance.now() - seen.last <= quiet) return false // what moves is looked for last: the page is laid out for it
  if (document.getAnimations().some((each) => each.playState === 'running' && finite(each))) {
    seen.last = performance.now()
  }
  return performance.now() - seen.last > quiet
}"""
"""Whether nothing was changed, scrolled, faded, fetched or drawn for some milliseconds before."""


@dataclass
class Traffic:
    """What the pages of one test asked for, and what they complained of."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @contextmanager
    def of(self, context: BrowserContext) -> Iterator[None]:
        """Record every page, frame and worker of a context within the block."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("page", self._page)
        for page in context.pages:
            self._page(page)
        yield
        context.remove_listener("request", self._request)
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._error)
        context.remove_listener("page", self._page)
        for page in context.pages:
            page.remove_listener("websocket", self._socket)

    def foreign(self, base: str) -> list[str]:
        """The addresses on any other host or port than that of ``base``."""
        home = urlsplit(base).netloc
        return [url for url in self.requests if _goes_out(url) and urlsplit(url).netloc != home]

    def refused(self) -> list[str]:
        """What the page's own policy refused it."""
        return [error for error in self.errors if "Policy" in error]

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _error(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def open_page(page: Page, base: str, path: str = "/") -> None:
    """Go to a path of the dashboard, query and all, and wait until it stands."""
    page.goto(base + path, wait_until="domcontentloaded")
    settle(page)


def still(page: Page, quiet: int = QUIET) -> None:
    """Wait until the page stays as it is: what was done is told and shown, and nothing moves, fades or is drawn."""
    page.evaluate("() => { if (window.changes) window.changes.last = performance.now() }")
    page.wait_for_function(STILL, arg=quiet, polling=40, timeout=PATIENCE)


def settle(page: Page) -> None:
    """Wait until the server has answered the last thing done and nothing on the page is out of date."""
    still(page)
    app = page.locator(APP)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.get_by_test_id("stAppSkeleton")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE)


def drawn(page: Page, clip: FloatRect | None = None) -> Image.Image:
    """A picture of the window or a part of it in grey, once it is more than one flat tone and no longer changes.

    Raises TimeoutError where that does not come; a map drawn in software is some seconds on its way.
    """
    before = b""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        still(page, DRAWN)
        taken = page.screenshot(clip=clip)
        picture = Image.open(io.BytesIO(taken)).convert("L")
        low, high = picture.getextrema()
        if taken == before and low != high:
            return picture
        before = taken
    raise TimeoutError("the page is not drawn, or goes on changing")


def _goes_out(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss")
