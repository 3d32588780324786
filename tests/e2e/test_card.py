"""Whatever a click brings is in the window, and the card stays there while the page is read on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_clicks import POINT
from tests.e2e.walk import open_page, settle, still

pytestmark = pytest.mark.browser

MAIN = '[data-testid="stMain"]'
CARD = ".st-key-card"
SIZES = {"desk": (1440, 900), "projector": (1024, 768), "phone": (390, 844)}
LATE = 400  # milliseconds in which nothing moves any more; a late jump would be one all the same
SLACK = 40  # pixels that a row or a picture may move under the eyes of who clicked it
TABLES = {
    "/map": 1,
    "/timeline": 1,
    "/network": 1,
    "/sources": 4,
}
LINKS = (
    ("/", ".glance tbody td [data-focus]"),
    ("/", ".claim-line a"),
    ("/", ".changes [data-focus]"),
    ("/network", ".net a.tie text"),
    ("/network", ".net a.actor .mark"),
    ("/claims", "table.matrix td.cell a"),
    ("/claims", ".carried [data-focus]"),
    ("/actors", ".card .plain a[data-focus]"),
)


def in_window(page: Page, box: Locator) -> None:
    """Assert that the head of this stands in the window, with something of what it says below."""
    expect(box).to_be_visible()
    settle(page)
    still(page, LATE)
    seen = box.bounding_box()
    size = page.viewport_size
    assert seen
    assert size
    assert -1 <= seen["y"] <= size["height"] - 120
    assert seen["x"] < size["width"]


def scrolled(page: Page, to: int) -> None:
    """Scroll the page so far down, or to its end."""
    page.locator(MAIN).evaluate("(each, to) => each.scrollTo(0, to)", to)
    still(page)


def tick(page: Page, table: Locator) -> float:
    """Tick the second row of a table in the middle of the window; how far down the click was."""
    table.evaluate("each => each.scrollIntoView({ block: 'center' })")
    still(page)
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 88, delay=60)
    return box["y"]


# The map has its turn with the tables below: to scroll it in software takes longer than all the others together.
@pytest.mark.parametrize("path", ["/", "/timeline", "/network", "/claims", "/sources", "/method"])
def test_the_card_stays_in_the_window_while_the_page_scrolls(page: Page, server: str, path: str) -> None:
    open_page(page, server, f"{path}?focus=khalimov")
    for to in (1500, 100_000):
        scrolled(page, to)
        expect(page.locator(CARD)).to_be_in_viewport(ratio=0.5)
        expect(page.get_by_role("button", name="Close", exact=True)).to_be_in_viewport()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "many"), TABLES.items())
def test_a_row_ticked_far_down_opens_its_card_where_the_reader_is(
    page: Page, server: str, path: str, many: int
) -> None:
    open_page(page, server, path)
    for place in range(many):
        table = page.get_by_test_id("stDataFrame").nth(place)
        before = tick(page, table)
        in_window(page, page.locator(CARD))
        after = table.bounding_box()
        assert after
        assert abs(after["y"] - before) < SLACK
        page.get_by_role("button", name="Close", exact=True).click()
        settle(page)


@pytest.mark.parametrize("size", ["projector", "phone"])
def test_on_a_small_window_too(page: Page, server: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, server, "/sources")
    if size == "phone":  # rows are cards there
        page.locator(".rows a[data-focus]").locator("visible=true").last.click()
    else:
        tick(page, page.get_by_test_id("stDataFrame").nth(2))
    in_window(page, page.locator(CARD))


def test_an_actor_ticked_in_the_table_of_the_actors_page_is_brought(page: Page, server: str) -> None:
    open_page(page, server, "/actors")
    tick(page, page.get_by_test_id("stDataFrame").last)
    expect(page).to_have_url(re.compile("focus="))
    in_window(page, page.locator(".st-key-whole article.card"))


@pytest.mark.parametrize(("path", "links"), LINKS)
def test_a_link_of_every_kind_brings_its_card(page: Page, server: str, path: str, links: str) -> None:
    open_page(page, server, path)
    link = page.locator(links).locator("visible=true").last
    link.scroll_into_view_if_needed()
    link.click()
    expect(page).to_have_url(re.compile("focus="))
    in_window(page, page.locator(CARD))


@pytest.mark.parametrize(
    ("path", "id"),
    [("/timeline", "e-safarov-death-report"), ("/claims?question=q-price", "c-price-170k")],
)
def test_a_mark_of_every_picture_brings_its_card(page: Page, server: str, path: str, id: str) -> None:
    open_page(page, server, path)
    page.wait_for_function(f"id => ({POINT})(id) !== null", arg=id)
    _, top = page.evaluate(POINT, id)
    page.locator(MAIN).evaluate("(each, by) => each.scrollBy(0, by)", top - 500)
    still(page)
    page.mouse.click(*page.evaluate(POINT, id), delay=60)
    in_window(page, page.locator(CARD))


def test_a_page_that_is_walked_to_begins_at_its_head(page: Page, server: str) -> None:
    open_page(page, server, "/sources?focus=c-khalimov-killed-mosul")
    scrolled(page, 1500)
    page.locator(f"{CARD} .ways a", has_text="Claims").click()
    expect(page).to_have_url(re.compile("/claims"))
    in_window(page, page.locator(".head h1"))


def test_another_card_begins_at_its_head(page: Page, server: str) -> None:
    open_page(page, server, "/sources?focus=khalimov")
    link = page.locator(f"{CARD} .plain a[data-focus]").last
    link.click()
    expect(page).not_to_have_url(re.compile("focus=khalimov$"))
    in_window(page, page.locator(f"{CARD} article.card > .kicker").first)
