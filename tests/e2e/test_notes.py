"""Own notes: kept in the browser alone, in a view of their own, taken out as a file, and in nobody else's link."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.browser

CLAIM = "/claims?focus=c-khalimov-killed-mosul"
NOTE = "Ask who read <b>The Times</b>"


def test_a_note_stays_in_this_browser_and_leaves_it_only_as_a_file(page: Page, server: str, browser: Browser) -> None:
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    open_page(page, server, CLAIM)
    page.get_by_label("Your own note on this claim").fill(NOTE)
    settle(page)
    open_page(page, server, "/notes")
    expect(page.locator(".own-text")).to_have_text(NOTE)
    expect(page.get_by_text("Nobody else's link shows them.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take them out as a file").click()
    assert NOTE in download.value.path().read_text("utf-8")
    assert not any("The Times</b>" in each for each in sent)
    with browser.new_context() as other:
        stranger = other.new_page()
        open_page(stranger, server, page.url.removeprefix(server))
        expect(stranger.get_by_text("There is no note yet.")).to_be_visible()
    page.get_by_role("button", name="Delete the note").click()
    expect(page.get_by_text("There is no note yet.")).to_be_visible()
