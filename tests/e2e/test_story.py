"""The story as it is given: by keys and a swipe, large for a room, its step in the address, and without a server."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefing.exports import story
from briefing.reading.load import read
from tests import SHIPPED
from tests.e2e.walk import open_page, settle
from tests.invented import seen

pytestmark = pytest.mark.browser

STEP = ".story .steps summary"
SWIPE = """([from, to]) => {
  const main = document.querySelector('[data-testid=stMain]')
  const at = (x) => [new Touch({ identifier: 1, target: main, clientX: x, clientY: 300 })]
  main.dispatchEvent(new TouchEvent('touchstart', { touches: at(from), changedTouches: at(from), bubbles: true }))
  main.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: at(to), bubbles: true }))
}"""


def test_keys_and_a_swipe_walk_the_story_and_the_address_has_the_step(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story")
    expect(page.locator(STEP)).to_have_text("Step 1 of 9")
    for key, number in (("ArrowRight", 2), ("End", 9), ("ArrowLeft", 8), ("Home", 1)):
        page.keyboard.press(key)
        expect(page.locator(STEP)).to_have_text(f"Step {number} of 9")
    page.evaluate(SWIPE, [600, 300])
    expect(page.locator(STEP)).to_have_text("Step 2 of 9")
    settle(page)
    assert "step=2" in page.url


def test_full_screen_reads_at_six_metres_and_escape_leaves_it(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=7")
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".st-key-frame")).to_be_hidden()
    text = page.locator(".step-text")
    # 28 pixels of a picture two metres wide are capitals of 29 mm, a two-hundredth of six metres.
    assert text.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 28
    box = text.bounding_box()
    assert box and box["y"] + box["height"] <= 720
    page.keyboard.press("ArrowRight")
    expect(page.locator(STEP)).to_have_text("Step 8 of 9")
    expect(page.locator(".st-key-frame")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-frame")).to_be_visible()
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".st-key-frame")).to_be_hidden()


SEEN = """() => {
  const low = (each) => each.getBoundingClientRect().bottom
  const beside = document.querySelector('.st-key-story .stColumn:last-child > *')
  const words = [...beside.querySelectorAll('.named a, .glance th a, .judged a, .picture-title')]
    .filter((each) => each.checkVisibility())
  return {
    scrolls: document.querySelector('[data-testid=stMain]').scrollHeight > innerHeight,
    past: [...document.querySelectorAll('.step-text, .st-key-story .stElementContainer')]
      .filter((each) => low(each) > innerHeight).length,
    wide: beside.scrollWidth > beside.clientWidth + 1,
    least: Math.min(...words.map((each) => parseFloat(getComputedStyle(each).fontSize) * each.currentCSSZoom)),
  }
}"""


@pytest.mark.parametrize("step", range(1, 10))
def test_a_step_and_its_view_stand_on_a_projector_without_scrolling(page: Page, server: str, step: int) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, f"/story?step={step}")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".st-key-frame")).to_be_hidden()
    page.wait_for_function(f"!({SEEN})().scrolls")
    seen = page.evaluate(SEEN)
    assert (seen["past"], seen["wide"]) == (0, False)
    assert seen["least"] >= 17


def test_the_map_of_a_step_is_moved_by_as_much_as_the_hand_however_large_it_is(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=1")
    page.keyboard.press("Alt+Enter")
    page.wait_for_function("document.querySelector('.slippy')?.currentCSSZoom > 1.2")
    tag = page.locator(".slippy a.tag[data-name='Mosul and 1 more']")
    before = tag.bounding_box()
    assert before
    page.mouse.move(800, 420)
    page.mouse.down()
    page.mouse.move(860, 420, steps=4)
    page.mouse.up()
    after = tag.bounding_box()
    assert after and after["x"] - before["x"] == pytest.approx(60, abs=8)


def test_the_file_plays_without_a_server(browser: Browser, tmp_path: Path) -> None:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    file = tmp_path / "story.html"
    file.write_bytes(story.make(seen(dossier)))
    with browser.new_context(offline=True, viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{file.as_uri()}#step=2")
        for key, number in (("ArrowRight", 3), ("End", 9), ("ArrowLeft", 8), ("Home", 1)):
            page.keyboard.press(key)
            expect(page.locator("summary").first).to_have_text(f"Step {number} of 9")
        expect(page.locator("section.scene:visible")).to_have_count(1)
        assert page.locator("section.scene:visible img").evaluate("each => each.naturalWidth") > 0
        page.keyboard.press("Alt+Enter")
        expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
        for number in range(1, 10):
            expect(page.locator("summary").first).to_have_text(f"Step {number} of 9")
            page.wait_for_function("document.scrollingElement.scrollHeight <= innerHeight")
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Leave full screen")).to_be_hidden()
        assert said == []
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
