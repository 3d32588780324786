"""A reader's browser that is fresh for each test and yet need not fetch, compile and start everything anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

KEPT = "cookies,local_storage,indexeddb,service_workers"  # what a page leaves behind, by its names in DevTools

FLAGS = (
    # All pages of a reader in one process, as V8 keeps there what it has compiled.
    "--process-per-site",
    # Pages that live for seconds are not worth the time that V8 takes to make their scripts faster, and to look for
    # garbage: a tenth of a page.
    "--js-flags=--no-maglev --no-turbofan --min-semi-space-size=64 --single-threaded-gc",
    # The last list is the one that counts. First the lists of an address bar that nobody sees: each new page starts a
    # process for them. Then what Playwright turns off, as far as it concerns a page of ours.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "AimEnabled,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,ThirdPartyStoragePartitioning",
)
"""What spares Chromium work without changing a page; for tests alone, since readers do not have it."""


SIZE = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)


@contextmanager
def reader(browser: Browser, base: str, size: ViewportSize = SIZE, **options: Any) -> Iterator[Callable[[], Page]]:
    """The tab of one reader, as on the first day each time it is asked for; what it has fetched and compiled stays.

    It is one tab for all, since a new one costs as much again as half of a page. What cannot be taken back, a script
    that is to run before the page's own, belongs into a tab of the test's own: ``page.context.new_page()``.
    """
    with browser.new_context(
        viewport=size,
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",  # what a page ends in is the same, and every fade is drawn by software frame by frame
        service_workers="block",
        **options,
    ) as opened:
        keeper = opened.new_page()  # of no test; the process lives as long as it does
        keeper.goto(empty := f"{base}/_stcore/health")
        tab = opened.new_page()
        storage, history = opened.new_cdp_session(keeper), opened.new_cdp_session(tab)

        def clean() -> Page:
            for page in opened.pages:
                if page not in (keeper, tab):
                    page.close()
            tab.unroute_all(behavior="ignoreErrors")
            tab.bring_to_front()  # where another was opened last, what is behind it draws late and takes no full screen
            tab.goto(empty)
            tab.evaluate("sessionStorage.clear()")
            tab.mouse.move(0, 0)
            tab.set_viewport_size(size)
            tab.emulate_media(media="null", color_scheme="null", reduced_motion="reduce")
            history.send("Page.resetNavigationHistory")
            storage.send("Storage.clearDataForOrigin", {"origin": base, "storageTypes": KEPT})
            opened.clear_cookies()
            opened.clear_permissions()
            return tab

        yield clean
