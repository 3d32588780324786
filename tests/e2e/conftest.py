"""The dashboard started as a user starts it, and a browser that reaches nothing else."""

import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import ROOT
from tests.e2e import browser as chromium
from tests.e2e.setup_browser import WANTED
from tests.e2e.walk import Traffic

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to any other host fails at once, and is seen.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)
STARTING = 60  # seconds
LOG = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real dashboard, running in a process of its own."""
    log = request.config.stash[LOG] = tmp_path_factory.mktemp("server") / "log"
    with served(log) as base:
        yield base


@contextmanager
def served(log: Path) -> Iterator[str]:
    """A dashboard started as a user starts it; nobody has visited it yet."""
    port = _free_port()
    options = {"server.port": port, "server.headless": "true", "browser.serverAddress": "localhost"}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += [word for name, value in options.items() for word in (f"--{name}", str(value))]
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base, process, log)
            yield base
        finally:
            _end(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Without one they fail, never skip: nothing else proves what a reader sees."""
    executable = chromium.find()
    if executable is None:
        pytest.fail(WANTED, pytrace=False)
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable, args=FLAGS) as opened:
        yield opened


@pytest.fixture
def traffic() -> Traffic:
    """What the pages of this test ask for and complain of."""
    return Traffic()


@pytest.fixture
def context(browser: Browser, server: str, traffic: Traffic) -> Iterator[BrowserContext]:
    """A reader's fresh browser; whoever reads must not be seen by any other host."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", timezone_id="UTC", service_workers="block"
    ) as opened:
        traffic.listen(opened)
        yield opened
    assert traffic.foreign(server) == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and leave it to the end: the quick tests speak first."""
    for item in items:
        if HERE in item.path.parents and "browser" in item.fixturenames:  # type: ignore[attr-defined]
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


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTING
    while not _healthy(base):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"The dashboard did not start:\n{log.read_text(errors='replace')}", pytrace=False)
        time.sleep(0.1)


def _healthy(base: str) -> bool:
    # A proxy set for the machine has no business between the test and its own server.
    try:
        with build_opener(ProxyHandler({})).open(f"{base}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError as refusal:
        refusal.close()
        return False
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
