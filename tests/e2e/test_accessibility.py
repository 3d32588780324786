"""Every page against WCAG 2.2 AA in both themes, and what a reader can do with a keyboard alone."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from briefing.pictures.palette import PALETTES
from tests.e2e.walk import open_page, settle, still

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/map",
    "/timeline",
    "/network",
    "/claims?focus=c-khalimov-killed-mosul",
    "/actors",
    "/sources",
    "/method",
    "/story?step=3",
    "/notes",
    "/?against=2017-04-18",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}  # all that a theme changes

FADED = 400  # milliseconds; what fades in has a lower contrast on its way

# Streamlit's own, checked anew on every run: the parts of its date inputs are smaller than 24 pixels.
STREAMLITS = {("target-size", 'role="spinbutton"')}


def found(page: Page, rules: dict[str, Any]) -> list[tuple[str, str]]:
    """The violations on a page as rule and element, without Streamlit's own."""
    answer: dict[str, Any] = Axe().run(page, options=rules).response
    nodes = [(broken["id"], node["html"]) for broken in answer["violations"] for node in broken["nodes"]]
    return [
        (rule, html[:200])
        for rule, html in nodes
        if not any(rule == known and part in html for known, part in STREAMLITS)
    ]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_violation_of_ours_before_dusk_and_after(page: Page, server: str, path: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    open_page(page, server, path)
    still(page, FADED)
    assert found(page, RULES) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator(":root")).to_have_css("--ink", PALETTES["dark"].ink)
    settle(page)
    still(page, FADED)
    assert found(page, COLOURS) == []


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
