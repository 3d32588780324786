"""Pictures of every screen for docs/screens, by one command: python -m tests.e2e.screens (make screens)."""

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests import ROOT
from tests.e2e import browser
from tests.e2e.server import served
from tests.e2e.walk import drawn, open_page, settle

OUT = ROOT / "docs" / "screens"
PAGES = ("brief", "story", "map", "timeline", "network", "claims", "actors", "sources", "method")
NARROWED = tuple(page for page in PAGES if page != "story")  # its steps have filters of their own
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
    with (
        tempfile.TemporaryDirectory() as made,
        served(Path(made) / "log") as base,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=browser.FLAGS) as opened,
    ):
        for name, (size, theme) in SIZES.items():
            window = ViewportSize(width=size[0], height=size[1])
            with opened.new_context(viewport=window, color_scheme=theme, reduced_motion="reduce") as context:
                _take(context.new_page(), base, name)


def _take(page: Page, base: str, name: str) -> None:
    for each in PAGES:
        _shot(page, base, "/" if each == "brief" else f"/{each}", OUT / f"{each}-{name}.png")
    _shot(page, base, CARD, OUT / f"card-{name}.png")
    _shot(page, base, BROKEN, OUT / f"broken-{name}.png")
    for each in NARROWED if name == "light" else NARROWED[:1]:
        path = "/" if each == "brief" else f"/{each}"
        _shot(page, base, path + EMPTY, OUT / (f"{each}-empty.png" if name == "light" else f"{each}-empty-{name}.png"))
    _share(page, base, OUT / f"share-{name}.png")


def _shot(page: Page, base: str, path: str, file: Path) -> None:
    open_page(page, base, path)
    drawn(page)
    page.screenshot(path=file)


def _share(page: Page, base: str, file: Path) -> None:
    open_page(page, base, "/")
    page.get_by_test_id("stPopover").get_by_role("button").click()
    settle(page)
    drawn(page)
    page.screenshot(path=file)


if __name__ == "__main__":
    main()
