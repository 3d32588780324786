"""The timeline by keyboard alone: closer and back, in the address, and silent while somebody types."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.walk import Traffic, open_page, settle
from tests.paper import letters

pytestmark = pytest.mark.browser

SPAN = re.compile(r"span=\d{4}-\d\d-\d\d%2F\d{4}-\d\d-\d\d")
FETCHED = "() => performance.getEntriesByType('resource').some((each) => each.name.includes('PlotlyChart'))"


def step(page: Page, name: str) -> Locator:
    """The button of a step."""
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def heading(page: Page) -> Locator:
    """What the picture says that it shows."""
    return page.locator(".picture-title", has_text=" by question")


def test_buttons_and_keys_bring_the_timeline_closer_and_back(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    opened = heading(page).inner_text()
    expect(step(page, "Dense weeks")).to_be_disabled()
    step(page, "Closer").focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page).to_have_url(SPAN)
    expect(heading(page)).not_to_have_text(opened)
    expect(page.get_by_text("Outside this picture")).to_be_visible()
    near = heading(page).inner_text()
    page.keyboard.press("Shift+ArrowUp")
    settle(page)
    expect(heading(page)).not_to_have_text(near)
    page.keyboard.press("Shift+ArrowLeft")
    settle(page)
    expect(page).to_have_url(SPAN)
    page.keyboard.press("Shift+Home")
    settle(page)
    expect(heading(page)).to_contain_text(re.compile("19.. to 20.."))
    expect(step(page, "Wider")).to_be_disabled()
    step(page, "Dense weeks").click()
    expect(heading(page)).to_have_text(opened)
    expect(page).not_to_have_url(re.compile("span="))


def test_a_step_narrows_the_picture_and_no_filter(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    line = page.locator(".state-line").inner_text()
    step(page, "Closer").click()
    settle(page)
    expect(page.locator(".state-line")).to_have_text(line)
    expect(page.get_by_text(re.compile(r"(\d+) of \1 events")).first).to_be_visible()


def test_it_opens_with_both_clocks_in_view_and_the_strip_leads_elsewhere(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    box = page.locator(".stPlotlyChart").first.bounding_box()
    strip = page.locator("svg.overview").bounding_box()
    assert box and strip
    assert box["y"] + box["height"] <= 900
    assert strip["y"] < box["y"]
    opened = heading(page).inner_text()
    page.locator("svg.overview a").first.click()
    settle(page)
    expect(page).to_have_url(SPAN)
    expect(heading(page)).not_to_have_text(opened)


def test_closer_goes_to_the_event_that_is_open(page: Page, server: str) -> None:
    """The stretch is wide and its most crowded days are those of April 2017; the reader reads of September."""
    open_page(page, server, "/timeline?span=2017-01-01/2017-12-31&focus=e-rumod-announcement")
    step(page, "Closer").click()
    settle(page)
    found = re.search(r"span=([\d-]+)%2F([\d-]+)", page.url)
    assert found
    assert (found[1], found[2]) != ("2017-01-01", "2017-12-31")
    assert found[1] <= "2017-09-08" <= found[2]


def test_a_printed_timeline_is_not_cut_at_the_right(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1000})  # the picture is as wide as it comes
    open_page(page, server, "/timeline?span=2016-01-01/2018-12-31")
    settle(page)
    places = list(letters(page.pdf(prefer_css_page_size=True)))
    assert len(places) > 50
    assert all(0 <= left < right for left, right in places)


def test_a_link_to_a_stretch_shows_the_same(page: Page, server: str) -> None:
    open_page(page, server, "/timeline?span=2017-04-01/2017-05-31")
    expect(heading(page)).to_contain_text("1 April 2017 to 31 May 2017")
    open_page(page, server, "/timeline?span=2017-05-31/2017-04-01")
    expect(page.get_by_text("The stretch of days was reversed")).to_be_visible()
    expect(heading(page)).to_contain_text("1 April 2017 to 31 May 2017")


def test_keys_do_nothing_while_somebody_types(page: Page, server: str) -> None:
    open_page(page, server, "/timeline")
    before = page.url
    search = page.get_by_role("textbox", name="Search names and words, in any script")
    search.fill("Varzob")
    for keys in ("Shift+ArrowUp", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+Home"):
        search.press(keys)
    settle(page)
    assert "span=" not in page.url
    assert page.url == before


def test_what_draws_tables_and_the_timeline_is_fetched_while_the_first_page_is_read(
    page: Page, server: str, traffic: Traffic
) -> None:
    """It takes up to a second to fetch and take in, and a walk waits for it no more."""
    open_page(page, server, "/")
    page.wait_for_function(FETCHED)
    asked = heavy(traffic)
    assert [each.rpartition("/")[2].partition(".")[0] for each in asked] == ["DataFrame", "PlotlyChart"]
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    assert heavy(traffic) == asked
    assert traffic.errors == []


def heavy(traffic: Traffic) -> list[str]:
    """The addresses of the heavy scripts that were asked for."""
    return [url for url in traffic.requests if re.search(r"/(DataFrame|PlotlyChart)\.[^/]*\.js", url)]
