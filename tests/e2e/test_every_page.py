"""Every page as it first stands: whole, sound for WCAG 2.2 AA before dusk and after, and on paper."""

import re
import unicodedata
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from briefing.pictures.palette import PALETTES
from tests.e2e.test_dashboard import events_shown
from tests.e2e.walk import Traffic, open_page, settle, still
from tests.paper import texts

pytestmark = pytest.mark.slow

PAGES = (
    "/",
    "/story",
    "/map",
    "/timeline",
    "/network",
    "/claims?focus=c-khalimov-killed-mosul",
    "/actors",
    "/sources",
    "/method",
    "/notes",
)
SHEETS = {"/map": 8, "/timeline": 12}  # at most; other pages are as long as what they have to say
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
def test_a_page_opens_whole_suits_every_eye_and_fits_on_paper(
    page: Page, server: str, traffic: Traffic, path: str
) -> None:
    """One visit for all that is asked of a page as it stands. That it needs no other host, nor what its policy
    refuses, every test of a page asserts when it ends.
    """
    open_page(page, server, path)
    assert traffic.requests
    opens_whole(page)
    suits_every_eye(page)
    page.emulate_media(media="print", color_scheme="light")
    fits_on_paper(page, path)


@pytest.mark.parametrize("path", ["/story?step=3", "/?against=2017-04-18"])
def test_a_page_in_another_state_suits_every_eye(page: Page, server: str, path: str) -> None:
    open_page(page, server, path)
    suits_every_eye(page)


def opens_whole(page: Page) -> None:
    """Title, foot and all that is known are there, and no fault."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_text("Tajikistan's Islamic State contingent, April 2017")
    expect(page.locator(".foot")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    shown, known = events_shown(page)
    assert shown == known > 100


def suits_every_eye(page: Page) -> None:
    """Nothing is at odds with WCAG, in light and in dark."""
    still(page, FADED)
    assert found(page, RULES) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator(":root")).to_have_css("--ink", PALETTES["dark"].ink)
    settle(page)
    still(page, FADED)
    assert found(page, COLOURS) == []


def fits_on_paper(page: Page, path: str) -> None:
    """Every row is on the sheets, the first is not empty, and nothing is cut at an edge."""
    still(page, 500)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('.rows table')].filter((table) => table.checkVisibility())
        .flatMap((table) => [...table.tBodies[0].rows]).filter((row) => !row.checkVisibility()).length"""
    )
    assert hidden == 0
    rows = page.locator(".rows tbody th:visible").all_text_contents()
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.board table, .board svg')]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1).length"""
    )
    assert wide == 0
    for stray in (".st-key-ground", ".ways-of-story", ".st-key-w-follow", ".st-key-w-between-0"):
        assert page.locator(f"{stray}:visible").count() == 0
    pages = texts(page.pdf(prefer_css_page_size=True))
    assert len(pages) <= SHEETS.get(path, len(pages))
    assert len(pages[0]) > 300
    assert all(len(each) > 20 for each in pages)
    words = said("\n".join(pages))  # the lines of neighbouring cells come out mixed, their words do not
    assert {word for text in rows for word in said(text)} - words == set()


def said(text: str) -> set[str]:
    """The words of a text, ligatures and the marks between them aside."""
    return set(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))
