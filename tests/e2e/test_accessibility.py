"""What a reader can do with a keyboard alone, and that less motion is respected."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.slow


def test_a_keyboard_alone_opens_a_record_from_the_matrix(page: Page, server: str) -> None:
    open_page(page, server, "/claims")
    page.locator("table.matrix tbody td a").first.focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != before
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("focus="))
    expect(page.locator("article.card").first).to_be_visible()


def test_a_keyboard_alone_filters_and_shares(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    page.get_by_label("Search names and words, in any script").focus()
    page.keyboard.type("Халимов")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".state-line")).to_contain_text("Халимов")
    share = page.get_by_test_id("stPopover").get_by_role("button").first
    share.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator('[data-testid="stPopoverBody"] code')).to_contain_text("/timeline?q=")
    page.keyboard.press("Escape")


def test_a_keyboard_alone_opens_and_closes_the_card_and_comes_back(page: Page, server: str) -> None:
    open_page(page, server, "/")
    page.locator(".claim-line a").nth(2).focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".st-key-card")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.claim-line') !== null")
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator(".st-key-card")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.claim-line') !== null")


def test_escape_closes_what_is_nearest_first(page: Page, server: str) -> None:
    open_page(page, server, "/sources?focus=khalimov")
    page.get_by_test_id("stPopover").get_by_role("button").first.click()
    settle(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(page.locator(".st-key-card")).to_be_visible()
    page.get_by_label("Search names and words, in any script").press("Escape")
    settle(page)
    expect(page.locator(".st-key-card")).to_be_visible()


def test_less_motion_is_respected(page: Page, server: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, server, "/")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).transitionDuration") in ("0s", "")
