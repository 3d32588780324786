"""The dashboard started as a user starts it, and a browser that reaches nothing else."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e import browser as chromium
from tests.e2e.reader import FLAGS, PHONE, reader
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
def fresh(browser: Browser, server: str) -> Iterator[Callable[[], Page]]:
    """The tab of one reader, as on the first day each time it is asked for."""
    with reader(browser, server) as clean:
        yield clean


@pytest.fixture
def page(fresh: Callable[[], Page], server: str, traffic: Traffic) -> Iterator[Page]:
    """A reader's page; whoever reads must not be seen by any other host, nor need what the policy refuses."""
    tab = fresh()
    with traffic.of(tab.context):
        yield tab
    assert traffic.foreign(server) == []
    assert traffic.refused() == []


@pytest.fixture
def own_page(page: Page) -> Page:
    """A tab of this test's own, for what cannot be taken back."""
    return page.context.new_page()


@pytest.fixture(scope="session")
def fresh_phone(browser: Browser, server: str) -> Iterator[Callable[[], Page]]:
    """The same of a reader on a phone."""
    with reader(browser, server, PHONE, has_touch=True, is_mobile=True) as clean:
        yield clean


@pytest.fixture
def phone(fresh_phone: Callable[[], Page]) -> Page:
    """A page in the hand of a reader."""
    return fresh_phone()


@pytest.hookimpl(tryfirst=True)  # before pytest takes out what was not asked for by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser. What is in this folder comes last: the quick tests speak first, and where a browser
    is driven a loop of Playwright's stays in the process.

    What a test asks of many pages, sizes or kinds is quick for the first of them alone; the others are slow.
    """
    asked = set[str]()
    for item in items:
        if HERE in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            test = item.nodeid.partition("[")[0]
            if test in asked:
                item.add_marker("slow")
            asked.add(test)
    items.sort(key=lambda item: HERE in item.path.parents)


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
