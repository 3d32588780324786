"""The dashboard started as a user starts it, and a browser that reaches nothing else."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e import browser as chromium
from tests.e2e.reader import FLAGS, cleaned
from tests.e2e.server import served
from tests.e2e.setup_browser import WANTED
from tests.e2e.walk import PATIENCE, Traffic

expect.set_options(timeout=PATIENCE)  # a busy machine is no fault of the page

HERE = Path(__file__).parent
SERVED = "BRIEFING_SERVED"
LOG = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real dashboard, running in a process of its own; or that which BRIEFING_SERVED names."""
    if base := os.environ.get(SERVED):
        yield base
        return
    log = request.config.stash[LOG] = tmp_path_factory.mktemp("server") / "log"
    with served(log) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Without one they fail, never skip: nothing else proves what a reader sees."""
    executable = chromium.find()
    if executable is None:
        pytest.fail(WANTED, pytrace=False)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=[*chromium.FLAGS, *FLAGS]) as opened,
    ):
        yield opened


@pytest.fixture
def traffic() -> Traffic:
    """What the pages of this test ask for and complain of."""
    return Traffic()


@pytest.fixture(scope="session")
def fresh(browser: Browser, server: str) -> Iterator[Callable[[], BrowserContext]]:
    """The browser of one reader, as on the first day each time it is asked for."""
    with cleaned(browser, server) as clean:
        yield clean


@pytest.fixture
def context(fresh: Callable[[], BrowserContext], server: str, traffic: Traffic) -> Iterator[BrowserContext]:
    """A reader's browser; whoever reads must not be seen by any other host."""
    opened = fresh()
    traffic.listen(opened)
    yield opened
    traffic.leave(opened)
    assert traffic.foreign(server) == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and leave it to the end: the quick tests speak first."""
    for item in items:
        if HERE in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure what the server and the page said."""
    report = yield
    funcargs = getattr(item, "funcargs", {})
    if report.failed and LOG in item.config.stash:
        report.sections.append(("server log", item.config.stash[LOG].read_text(errors="replace")[-8000:]))
    if report.failed and "traffic" in funcargs:
        report.sections.append(("browser console", "\n".join(funcargs["traffic"].errors)))
    return report
