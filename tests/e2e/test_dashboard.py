"""The dashboard as a reader uses it: deep links, filters, clicks, sharing, Back, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.browser

NARROW = "?actor=khalimov&region=iraq"


def state_line(page: Page) -> str:
    """What the state line says."""
    return page.locator(".state-line").inner_text()


def events_shown(page: Page) -> tuple[int, int]:
    """How many of how many events the state line counts."""
    found = re.search(r"(\d+) of (\d+) events", state_line(page))
    assert found
    return int(found[1]), int(found[2])


def test_deep_link_shows_what_it_says(page: Page, server: str) -> None:
    open_page(page, server, "/claims?actor=khalimov&region=iraq&asof=2017-04-18&focus=c-khalimov-killed-mosul")
    line = state_line(page)
    assert "Known as of 18 April 2017" in line
    assert "Gulmurod Khalimov" in line
    assert "Iraq" in line
    card = page.locator("article.card").first
    expect(card).to_contain_text("west of Mosul")
    expect(page.locator(".board")).not_to_contain_text(["Deir ez-Zor in September 2017 fatally"])


def test_pictures_and_tables_agree_on_the_number_shown(page: Page, server: str) -> None:
    open_page(page, server, "/map" + NARROW)
    shown, known = events_shown(page)
    assert 0 < shown < known
    counted = {}
    for path in ("/map", "/timeline"):
        open_page(page, server, path + NARROW)
        expect(page.get_by_text(f"{shown} of {known} events").first).to_be_visible()
        rows = page.locator('[data-testid="stDataFrame"] [role="grid"]').first
        counted[path] = int(rows.get_attribute("aria-rowcount") or 0) - 1
    assert counted == {"/map": shown, "/timeline": shown}
    open_page(page, server, "/map" + NARROW)
    placed = re.search(r"Where (\d+) of", page.locator(".picture-title").first.inner_text())
    unplaced = re.search(r"(\d+) of \d+ events shown cannot be placed", page.locator("body").inner_text())
    assert placed
    assert int(placed[1]) + (int(unplaced[1]) if unplaced else 0) == shown


def test_timeline_and_network_draw_what_is_counted(page: Page, server: str) -> None:
    open_page(page, server, "/timeline" + NARROW)
    shown, _ = events_shown(page)
    drawn = set(page.evaluate(IDS_DRAWN))
    assert len({id for id in drawn if id.startswith("e-")}) == shown
    open_page(page, server, "/network?actor=khalimov")
    ties = re.search(r"(\d+) of \d+ ties", page.locator('[data-testid="stSidebar"]').inner_text())
    named = re.search(r"(\d+) ties of", page.locator(".picture-title").first.inner_text())
    assert ties
    assert named
    assert named[1] == ties[1]


IDS_DRAWN = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) =>
  plot.data.flatMap((trace) => Array.from(trace.customdata || []).flat()).filter((id) => typeof id === 'string'))"""


def test_filter_in_the_sidebar_goes_into_the_address_and_back(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    whole, _ = events_shown(page)
    actor = page.get_by_label("Actor", exact=True)
    actor.click()
    actor.fill("Shermahmad")
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    settle(page)
    expect(page).to_have_url(re.compile("actor=safarov-s"))
    expect(page.locator(".state-line")).to_contain_text("Shermahmad Safarov")
    narrowed, _ = events_shown(page)
    assert narrowed < whole
    page.go_back()
    expect(page.locator(".state-line")).to_contain_text("all actors")
    settle(page)
    assert events_shown(page)[0] == whole
    page.go_forward()
    expect(page.locator(".state-line")).to_contain_text("Shermahmad Safarov")
    page.reload()
    settle(page)
    assert events_shown(page)[0] == narrowed


def test_walk_between_pages_keeps_the_state(page: Page, server: str) -> None:
    open_page(page, server, "/timeline?actor=khalimov&asof=2017-09-08&focus=c-khalimov-killed-mosul")
    for name in ("Network", "Claims", "Actors", "Sources", "Method", "Brief", "Map", "Timeline"):
        page.get_by_test_id("stPageLink-NavLink").get_by_text(name, exact=True).click()
        settle(page)
        address = page.url
        assert "actor=khalimov" in address
        assert "asof=2017-09-08" in address
        assert "focus=c-khalimov-killed-mosul" in address
        expect(page.locator(".state-line")).to_contain_text("Known as of 8 September 2017")


def test_click_in_the_matrix_opens_the_card(page: Page, server: str) -> None:
    open_page(page, server, "/claims")
    page.locator("table.matrix td.cell a").first.click()
    expect(page).to_have_url(re.compile("focus="))
    expect(page.locator("article.card").first).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    settle(page)
    assert "focus=" not in page.url
    expect(page.locator("article.card")).to_have_count(0)


def test_shared_link_shows_the_same_to_somebody_else(page: Page, server: str, browser: Browser) -> None:
    open_page(page, server, "/timeline" + NARROW + "&asof=2017-09-08")
    page.get_by_test_id("stPopover").get_by_role("button").first.click()
    address = page.locator('[data-testid="stPopoverBody"] code').inner_text()
    assert address.startswith(f"{server}/timeline?")
    assert "v=" in address
    elsewhere = browser.new_context()
    try:
        other = elsewhere.new_page()
        open_page(other, server, address.removeprefix(server))
        assert state_line(other) == state_line(page)
        assert other.locator(".picture-title").all_inner_texts() == page.locator(".picture-title").all_inner_texts()
    finally:
        elsewhere.close()


def test_broken_link_is_told_and_the_rest_is_shown(page: Page, server: str) -> None:
    open_page(page, server, "/sources?actor=xyz&actor=khalimov&asof=2017-99-99&focus=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.locator(".alert").first).to_contain_text("3 things in this link could not be used")
    assert "Gulmurod Khalimov" in state_line(page)


def test_security_headers_are_on_the_page(page: Page, server: str) -> None:
    answer = page.goto(server + "/")
    assert answer
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
