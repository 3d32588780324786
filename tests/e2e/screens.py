"""Pictures of every screen for docs/screens, by one command: python -m tests.e2e.screens (make screens)."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Page, sync_playwright

from tests import ROOT
from tests.e2e import browser
from tests.e2e.conftest import FLAGS
from tests.e2e.walk import open_page, settle

STILL = 1_500  # milliseconds without a change; a map drawn in software takes as long from one frame to the next
PATIENCE = 20
OUT = ROOT / "docs" / "screens"
PAGES = ("brief", "map", "timeline", "network", "claims", "actors", "sources", "method")
CARD = "/claims?actor=khalimov&asof=2017-04-18&focus=c-khalimov-killed-mosul"
SIZES: dict[str, tuple[tuple[int, int], Literal["light", "dark"]]] = {
    "light": ((1440, 900), "light"),
    "dark": ((1440, 900), "dark"),
    "projector": ((1024, 768), "light"),
    "narrow": ((390, 844), "light"),
}
EMPTY = "?q=no-such-words"
BROKEN = "/sources?actor=xyz&asof=2017-99-99"


def main() -> None:
    """Start the dashboard, take every picture, end it."""
    OUT.mkdir(parents=True, exist_ok=True)
    executable = browser.find()
    if executable is None:
        sys.exit("no browser was found: run python -m tests.e2e.setup_browser")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    with subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ
    ) as process:
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base)
            with sync_playwright() as playwright:
                opened = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
                for name, (size, theme) in SIZES.items():
                    context = opened.new_context(
                        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion="reduce"
                    )
                    _take(context.new_page(), base, name)
                    context.close()
                opened.close()
        finally:
            process.terminate()


def _take(page: Page, base: str, name: str) -> None:
    for each in PAGES:
        _shot(page, base, "/" if each == "brief" else f"/{each}", OUT / f"{each}-{name}.png")
    _shot(page, base, CARD, OUT / f"card-{name}.png")
    _shot(page, base, BROKEN, OUT / f"broken-{name}.png")
    for each in PAGES if name == "light" else PAGES[:1]:
        path = "/" if each == "brief" else f"/{each}"
        _shot(page, base, path + EMPTY, OUT / (f"{each}-empty.png" if name == "light" else f"{each}-empty-{name}.png"))
    _share(page, base, OUT / f"share-{name}.png")


def _shot(page: Page, base: str, path: str, file: Path) -> None:
    open_page(page, base, path)
    _take_still(page, file)


def _take_still(page: Page, file: Path) -> None:
    """The picture once it no longer changes."""
    before = b""
    for _ in range(PATIENCE):
        taken = page.screenshot()
        if taken == before:
            break
        before = taken
        page.wait_for_timeout(STILL)
    file.write_bytes(before)


def _share(page: Page, base: str, file: Path) -> None:
    open_page(page, base, "/")
    page.get_by_test_id("stPopover").get_by_role("button").click()
    settle(page)
    _take_still(page, file)


def _wait(base: str) -> None:
    opener = build_opener(ProxyHandler({}))
    for _ in range(120):
        try:
            with opener.open(f"{base}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("the dashboard did not start")


if __name__ == "__main__":
    main()
