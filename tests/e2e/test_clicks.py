"""A click on a mark, a node, a tie, a bar or a row opens the same card; the very first visit may be a deep link."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import served
from tests.e2e.walk import open_page, settle, still

pytestmark = pytest.mark.browser

POINT = """(wanted) => {
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    for (const trace of plot.data) {
      const at = Array.from(trace.customdata || []).findIndex((id) => [id].flat()[0] === wanted)
      if (at < 0) continue
      const layout = plot._fullLayout, box = plot.getBoundingClientRect()
      const x = layout.xaxis.d2p(trace.x[at]) + layout.xaxis._offset
      const y = layout.yaxis.d2p(trace.y[at]) + layout.yaxis._offset
      return [box.left + x, box.top + y]
    }
  }
  return null
}"""


def click_mark(page: Page, id: str) -> None:
    """Click where plotly drew the mark of a record."""
    page.wait_for_function(f"id => ({POINT})(id) !== null", arg=id)
    left, top = page.evaluate(POINT, id)
    page.mouse.move(900, 500)  # over the page, not the sidebar, which scrolls by itself
    page.mouse.wheel(0, top - 500)
    still(page)
    left, top = page.evaluate(POINT, id)
    page.mouse.click(left, top, delay=60)
    settle(page)


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("/timeline?actor=safarov-s", "e-safarov-death-report"),
        ("/claims?question=q-price", "c-price-170k"),
    ],
)
def test_click_in_a_picture_opens_the_card(page: Page, server: str, path: str, id: str) -> None:
    open_page(page, server, path)
    click_mark(page, id)
    expect(page).to_have_url(re.compile(f"focus={id}"))
    expect(page.locator(".st-key-card article.card > .kicker").first).to_be_in_viewport()


def test_the_network_lights_what_is_pointed_at_or_reached_and_a_click_opens_it(page: Page, server: str) -> None:
    open_page(page, server, "/network?network=whole")
    actor = page.locator('.net a.actor[data-focus="safarov-s"]')
    near, far = (page.locator(f'.net a.actor[data-focus="{id}"]') for id in ("safarov-n", "kabiri"))
    words = page.locator('.net .said[data-of="r-safarov-headed-tajiks"]')
    expect(words).to_be_hidden()
    actor.locator(".mark").hover()
    expect(words).to_be_visible()
    expect(near).to_have_css("opacity", "1")
    expect(far).to_have_css("opacity", "0.22")
    page.mouse.move(5, 5)
    expect(far).to_have_css("opacity", "1")
    expect(words).to_be_hidden()
    for tie in page.locator(".net a.tie").all()[::20]:
        tie.focus()
        expect(page.locator(f'.net .said[data-of="{tie.get_attribute("data-focus")}"]')).to_be_visible()
        expect(page.locator(".net a.tie.near")).to_have_count(1)
    actor.locator(".mark").click()
    expect(page).to_have_url(re.compile("focus=safarov-s"))
    expect(page.locator(".st-key-card article.card > .kicker").first).to_be_in_viewport()


def test_click_on_the_map_opens_the_card(page: Page, server: str) -> None:
    """Only one event is left in this region, so its mark opens it."""
    open_page(page, server, "/map?region=iraq--saladin")
    page.locator(".slippy a.tag:visible").click()
    settle(page)
    expect(page).to_have_url(re.compile("focus="))
    expect(page.locator(".st-key-card article.card > .kicker").first).to_be_in_viewport()


def test_click_on_a_row_opens_the_card(page: Page, server: str) -> None:
    open_page(page, server, "/network")
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    still(page)
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 52)
    settle(page)
    expect(page).to_have_url(re.compile("focus=r-"))
    expect(page.locator(".st-key-card article.card > .kicker").first).to_be_in_viewport()


@pytest.mark.slow
def test_the_very_first_visit_after_a_start_may_be_a_deep_link(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "log") as base, browser.new_context() as context:
        page = context.new_page()
        open_page(page, base, "/claims?actor=khalimov&asof=2017-04-18")
        expect(page.locator(".state-line")).to_contain_text("Known as of 18 April 2017")
        expect(page.locator("table.matrix").first).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_stretch_of_the_timeline_becomes_the_period(page: Page, server: str) -> None:
    open_page(page, server, "/timeline?actor=safarov-s")
    page.get_by_text("Drag over the picture to choose a period").click()
    settle(page)
    box = page.locator(".js-plotly-plot").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 200, steps=8)
    page.mouse.up()
    settle(page)
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    expect(page.locator(".state-line")).to_contain_text("possibly between")
