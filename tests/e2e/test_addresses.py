"""What the browser says of an address: its title, a page of ours where there is none, and its copy for others."""

import pytest
from playwright.sync_api import Page, expect

from briefing.exports import EXPORTS
from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.browser


def test_the_title_says_page_filter_and_day(page: Page, server: str) -> None:
    open_page(page, server, "/sources?actor=khalimov&asof=2017-04-18")
    expect(page).to_have_title("Sources: Gulmurod Khalimov, as of 18 Apr 2017")
    page.get_by_test_id("stPageLink-NavLink").get_by_text("Claims", exact=True).click()
    expect(page).to_have_title("Claims: Gulmurod Khalimov, as of 18 Apr 2017")


def test_an_unknown_address_gets_a_page_of_ours(page: Page, server: str) -> None:
    answer = page.goto(server + "/timelin?actor=khalimov")
    assert answer
    assert answer.status == 404
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Timeline").first.click()
    settle(page)
    expect(page.locator(".state-line")).to_be_visible()


def test_share_copies_the_address_and_says_so(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, server, "/sources?actor=khalimov")
    page.get_by_test_id("stPopover").get_by_role("button").first.click()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_text("Copied.", exact=True)).to_be_visible()
    assert "/sources?actor=khalimov&v=" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.slow
def test_every_file_of_the_share_box_arrives(page: Page, server: str) -> None:
    open_page(page, server, "/story")
    page.get_by_test_id("stPopover").get_by_role("button").first.click()
    settle(page)
    for export in EXPORTS:
        if export.name == "claimreview":  # refused where the dashboard has no public address
            continue
        with page.expect_download() as download:
            page.get_by_role("button", name=export.title, exact=True).click()
        assert download.value.failure() is None, export.title
        assert download.value.suggested_filename.endswith(f".{export.suffix}")
