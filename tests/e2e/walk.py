"""Ways to walk the dashboard as a reader does, and a record of what the browser asked for on the way."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebSocket, expect

APP = '[data-testid="stApp"]'
PATIENCE = 30_000  # milliseconds; the first page of a fresh server imports pandas, plotly and pydeck
DEBOUNCE = 160  # milliseconds; how long Streamlit's widgets wait before they tell the server


@dataclass
class Traffic:
    """What the pages of one test asked for, and what they complained of."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Record every page, frame and worker of a context from now on."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", self._socket))

    def foreign(self, base: str) -> list[str]:
        """The addresses on any other host or port than that of ``base``."""
        home = urlsplit(base).netloc
        return [url for url in self.requests if _goes_out(url) and urlsplit(url).netloc != home]

    def _socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def open_page(page: Page, base: str, path: str = "/") -> None:
    """Go to a path of the dashboard, query and all, and wait until it stands."""
    page.goto(base + path, wait_until="domcontentloaded")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the server has answered the last thing done and nothing on the page is out of date."""
    page.wait_for_timeout(DEBOUNCE)
    app = page.locator(APP)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    expect(page.get_by_test_id("stAppSkeleton")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE)


def _goes_out(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss")
