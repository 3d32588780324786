"""A reader's browser that is fresh for each test and yet need not fetch, compile and start everything anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext

KEPT = "cookies,local_storage,indexeddb,service_workers"  # what a page leaves behind, by its names in DevTools

FLAGS = (
    # All pages of a reader in one process, as V8 keeps there what it has compiled.
    "--process-per-site",
    # The last list is the one that counts. First the lists of an address bar that nobody sees: each new page starts a
    # process for them. Then what Playwright turns off, as far as it concerns a page of ours.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "AimEnabled,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,ThirdPartyStoragePartitioning",
)
"""What spares Chromium work without changing a page; for tests alone, since readers do not have it."""


@contextmanager
def cleaned(browser: Browser, base: str) -> Iterator[Callable[[], BrowserContext]]:
    """A reader's browser as on the first day each time it is asked for; what it has fetched and compiled stays."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", timezone_id="UTC", service_workers="block"
    ) as opened:
        keeper = opened.new_page()  # of no test; the process lives as long as it does
        keeper.goto(f"{base}/_stcore/health")
        storage = opened.new_cdp_session(keeper)

        def clean() -> BrowserContext:
            for page in opened.pages:
                if page is not keeper:
                    page.close()
            storage.send("Storage.clearDataForOrigin", {"origin": base, "storageTypes": KEPT})
            opened.clear_cookies()
            opened.clear_permissions()
            return opened

        yield clean
