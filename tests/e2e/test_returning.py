"""A server that is started again under open pages: what a reader does first is taken, as if nothing had been."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.server import free_port, served
from tests.e2e.walk import APP, open_page, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("returning")]

Site = tuple[str, ExitStack, Callable[[], str]]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, whose pages are seen at once."""
    with browser.new_context(service_workers="block", reduced_motion="reduce") as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The address of a dashboard, what ends it, and what starts it anew there."""
    log, port = tmp_path / "log", str(free_port())
    with ExitStack() as running:

        def start() -> str:
            return running.enter_context(served(log, STREAMLIT_SERVER_PORT=port))

        yield start(), running, start


def search(page: Page) -> None:
    """Type another word, and send it."""
    page.get_by_label("Search names and words").fill("Idlib")
    page.keyboard.press("Enter")


def toggle(page: Page) -> None:
    """Press what is off."""
    page.get_by_test_id("stSidebar").get_by_text("Certainly within").click()


def click(page: Page) -> None:
    """Open a record."""
    page.locator("table.matrix td.cell a").first.click()


def step(page: Page) -> None:
    """Go on in the story."""
    page.keyboard.press("ArrowRight")


FIRST: tuple[tuple[str, Callable[[Page], None], str], ...] = (
    ("/claims?q=Mosul", search, "q=Idlib"),
    ("/claims", toggle, "within=certainly"),
    ("/claims", click, "focus="),
    ("/story?step=2", step, "step=3"),
)


def test_what_is_done_first_after_a_restart_is_taken(context: BrowserContext, site: Site) -> None:
    base, running, start = site
    pages = [context.new_page() for _ in FIRST]
    for page, (path, _, _) in zip(pages, FIRST, strict=True):
        open_page(page, base, path)
    running.close()
    expect(pages[-1].locator(APP)).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    step(pages[-1])  # which nobody hears
    start()
    for page, (_, act, wanted) in zip(pages, FIRST, strict=True):
        page.bring_to_front()
        expect(page.locator(APP)).to_have_attribute("data-test-connection-state", "CONNECTED")
        act(page)
        expect(page).to_have_url(re.compile(wanted))
        settle(page)
        assert wanted in page.url
