"""The map keeps the reader's view, goes back when asked, and is a still picture where there is no WebGL."""

import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.e2e.walk import drawn, open_page, settle

pytestmark = pytest.mark.browser

MIDDLE = (
    0.36,
    0.30,
    0.18,
    0.45,
)  # left, top, width and height as shares of the map: the Caspian, where nothing is said
NO_WEBGL = """
  const ask = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') ? null : ask.call(this, kind, ...rest)
  }
"""


def middle(page: Page) -> Image.Image:
    """What a reader sees in the middle of the map."""
    box = page.get_by_test_id("stDeckGlJsonChart").bounding_box()
    assert box
    left, top, wide, high = MIDDLE
    clip = FloatRect(
        x=box["x"] + left * box["width"],
        y=box["y"] + top * box["height"],
        width=wide * box["width"],
        height=high * box["height"],
    )
    return drawn(page, clip)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the points of one picture that differ from those of another."""
    changed = ImageChops.difference(one, other).point(lambda value: 255 if value > 12 else 0)
    return changed.histogram()[255] / (one.width * one.height)


def show_map(page: Page) -> None:
    """Bring the whole map into sight."""
    page.get_by_test_id("stDeckGlJsonChart").evaluate("each => each.scrollIntoView({block: 'end'})")


def zoom(page: Page) -> None:
    """Zoom in by keyboard."""
    page.get_by_test_id("stDeckGlJsonChart").locator(".deck-events-root").focus()
    page.keyboard.press("=")


def choose_actor(page: Page, name: str) -> None:
    """Follow an actor by the filter."""
    page.get_by_role("combobox", name="Actor", exact=True).click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    expect(page).to_have_url(re.compile("actor="))


def test_the_map_keeps_its_view_and_goes_back_when_asked(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    show_map(page)
    opened = middle(page)
    zoom(page)
    zoomed = middle(page)
    assert difference(opened, zoomed) > 0.03

    choose_actor(page, "Shermahmad Safarov")
    show_map(page)
    assert difference(zoomed, middle(page)) < 0.01

    page.get_by_role("button", name="Show everything").click()
    settle(page)
    page.get_by_role("button", name=re.compile("^Fit")).click()
    settle(page)
    show_map(page)
    assert difference(zoomed, middle(page)) > 0.03


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser without WebGL."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.add_init_script(NO_WEBGL)
        yield context.new_page()


def test_without_webgl_the_map_is_a_picture_of_links(plain: Page, server: str) -> None:
    open_page(plain, server, "/map")
    expect(plain.get_by_text("This browser has no WebGL")).to_be_visible()
    expect(plain.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
    expect(plain.get_by_test_id("stDataFrame")).to_be_visible()
    plain.locator("figure.still a[data-focus]").first.click()
    settle(plain)
    expect(plain).to_have_url(re.compile("focus="))
    expect(plain.locator("article.card").first).to_be_visible()
