"""What a reader sees of a choice: nothing jumps, what is chosen is said and marked, and paper has all of it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.walk import PATIENCE, open_page, settle, still

pytestmark = pytest.mark.browser

CLAIM = "c-khalimov-killed-mosul"
LATE = 400  # milliseconds in which nothing moves any more; a late jump would be one all the same
SLACK = 30  # pixels that a line may move under the eyes of who clicked it


def place(link: Locator) -> float:
    """How far from the top of the window a link stands."""
    return float(link.evaluate("each => each.getBoundingClientRect().top"))


@pytest.mark.parametrize(
    ("path", "links", "number"),
    [("/", ".claim-line a", 18), ("/claims", "table.matrix td.cell a", 14), ("/actors", ".card .plain a", 60)],
)
def test_a_click_low_on_the_page_leaves_it_where_it_is(
    page: Page, server: str, path: str, links: str, number: int
) -> None:
    open_page(page, server, path)
    link = page.locator(links).nth(number)
    link.scroll_into_view_if_needed()
    before = place(link)
    link.click()
    settle(page)
    expect(page.locator(".st-key-card article.card")).to_be_visible()
    still(page, LATE)
    assert abs(place(link) - before) < SLACK


def test_a_click_in_a_folded_matrix_leaves_it_folded(page: Page, server: str) -> None:
    open_page(page, server, "/claims")
    fold = page.locator("[data-fold]").first
    fold.click()
    page.locator("table.matrix td.cell a:visible").nth(3).click()
    settle(page)
    expect(page.locator(".st-key-card")).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("path", ["/", "/claims", "/sources", "/method"])
def test_what_is_chosen_is_said_in_the_state_line_and_taken_off_there(page: Page, server: str, path: str) -> None:
    open_page(page, server, f"{path}?focus={CLAIM}")
    chip = page.locator(".state-line .chip", has_text="Chosen:")
    expect(chip).to_contain_text("killed in west Mosul")
    chip.click()
    expect(page.locator(".st-key-card")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("focus="))


def test_the_chosen_claim_is_marked_wherever_it_stands(page: Page, server: str) -> None:
    open_page(page, server, f"/?focus={CLAIM}")
    expect(page.locator(".claim-line.chosen")).to_have_count(1)
    open_page(page, server, f"/claims?focus={CLAIM}")
    rows = page.locator("table.matrix").first.locator("tr:has(td.cell)").count()
    expect(page.locator("table.matrix").first.locator("td.cell.of-chosen")).to_have_count(rows)


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)])
def test_on_a_small_window_the_card_is_in_sight_at_once(page: Page, server: str, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, server, "/")
    link = page.locator(".claim-line a").nth(9)
    link.click()
    settle(page)
    still(page, LATE)
    box = page.locator(".st-key-card").bounding_box()
    assert box
    assert box["y"] + box["height"] <= height + 1
    assert 0 < place(link) < box["y"]
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()


def test_a_record_chosen_elsewhere_is_the_row_that_is_selected(page: Page, server: str) -> None:
    open_page(page, server, "/network?focus=r-safarov-fought-uto")  # the first by date
    page.get_by_test_id("stDataFrame").last.scroll_into_view_if_needed()
    expect(page.locator('[role="grid"] [role="row"][aria-selected="true"]')).to_have_count(1, timeout=PATIENCE)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_has_the_link_but_nothing_to_press(page: Page, server: str, theme: Any) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, server, f"/claims?focus={CLAIM}")
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_contain_text(f"/claims?focus={CLAIM}&v=")
    expect(page.locator("article.card")).to_be_visible()
    expect(page.locator(".foot")).to_be_visible()
    for pressed in (".stSidebar", ".st-key-ways", ".stButton"):
        expect(page.locator(pressed).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.locator(".head h1").evaluate("each => getComputedStyle(each).color")
    assert ink == "rgb(27, 36, 48)"


def test_the_brief_reads_well_as_plain_text(page: Page, server: str) -> None:
    open_page(page, server, "/")
    said = page.locator('[data-testid="stMain"]').inner_text()
    assert re.search(r"BOTTOM LINE[^\n]*\n+That Khalimov died", said, re.IGNORECASE)
    assert re.search(r"killed in west Mosul, April 2017\s+contested", said)
