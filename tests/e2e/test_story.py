"""The story as it is given: by keys and a swipe, large for a room, its step in the address, and without a server."""

from collections.abc import Callable, Iterable, Mapping
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


def test_in_full_screen_the_keys_step_though_the_map_was_clicked(page: Page, server: str) -> None:
    large(page, server, "/story?step=1")
    for key, number in (("PageDown", 2), ("ArrowLeft", 1), ("ArrowRight", 2), ("PageUp", 1), ("End", 9), ("Home", 1)):
        if number != 1 or key != "Home":  # step 9 has no map
            page.locator(".slippy").click(position={"x": 6, "y": 60})
            expect(page.locator(".slippy")).to_be_focused()
        page.keyboard.press(key)
        expect(page.locator(STEP)).to_have_text(f"Step {number} of 9")
        settle(page)
    page.locator(".slippy").click(position={"x": 6, "y": 60})
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-frame")).to_be_visible()
    page.locator(".slippy").focus()
    page.keyboard.press("ArrowRight")  # at a desk the map keeps its keys
    page.wait_for_timeout(500)
    expect(page.locator(STEP)).to_have_text("Step 1 of 9")


@pytest.mark.parametrize(
    ("step", "within"), ((2, ".slippy a.tag"), (7, "table.matrix :is(a, button)"), (8, ".stColumn:last-child a"))
)
def test_in_full_screen_the_keys_step_from_within_a_picture(page: Page, server: str, step: int, within: str) -> None:
    large(page, server, f"/story?step={step}")
    page.locator(within).locator("visible=true").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(STEP)).to_have_text(f"Step {step + 1} of 9")


WATCH = """() => {
  window.beside = []
  const look = () => {
    const views = [...document.querySelectorAll('.st-key-story .stColumn:last-child :is(.matrix, .net-box, .glance)')]
    const seen = views.filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .map((each) => each.classList[0])
    window.beside.push([document.querySelector('.story h2').textContent, seen.join(' ')])
    requestAnimationFrame(look)
  }
  look()
}"""
"""Notes in every frame which view stands beside which title."""


def test_the_view_of_a_step_never_stands_beside_the_words_of_the_next(page: Page, server: str) -> None:
    large(page, server, "/story?step=7")
    page.evaluate(WATCH)
    for number in (8, 9):  # from claims to a network, and to the answers at a glance
        page.keyboard.press("ArrowRight")
        expect(page.locator(STEP)).to_have_text(f"Step {number} of 9")
        settle(page)
    seen = {(title, view) for title, view in page.evaluate("() => window.beside") if view}
    assert sorted(view for _, view in seen) == ["glance", "matrix", "net-box"]
    assert len({title for title, _ in seen}) == 3


def test_in_full_screen_the_keys_are_left_to_who_types(page: Page, server: str) -> None:
    large(page, server, "/story?step=2")
    page.locator(".board.story").evaluate("each => each.append(document.createElement('input'))")
    page.locator(".board.story > input").focus()
    page.keyboard.press("End")
    page.wait_for_timeout(500)
    expect(page.locator(STEP)).to_have_text("Step 2 of 9")


@pytest.mark.parametrize("pause", (80, 250))
def test_each_press_counts_however_fast_they_follow(page: Page, server: str, pause: int) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=1")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause)  # the pace of a hand
    expect(page.locator(STEP)).to_have_text("Step 7 of 9")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(STEP)).to_have_text("Step 4 of 9")
    settle(page)
    assert "step=4" in page.url
    for _ in range(3):
        page.locator(".ways-of-story a.go").last.click()
    expect(page.locator(STEP)).to_have_text("Step 7 of 9")


@pytest.mark.parametrize(
    ("address", "words"),
    (
        *(
            (
                f"step={step}&without=o-times-iraqi-military",
                "What if, not the real state: standings are recomputed without",
            )
            for step in (1, 3, 5, 7, 9)
        ),
        ("step=7&asof=2017-04-18", "The text was written for a later day"),
        ("step=99", "This is step 1: the story of this dossier has no step"),
    ),
)
def test_in_full_screen_it_is_said_that_the_view_is_not_as_the_step_was_made(
    page: Page, server: str, address: str, words: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, f"/story?{address}")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".st-key-frame")).to_be_hidden()
    said = page.locator(".for-room p, .written-for").filter(has_text=words)
    expect(said).to_be_visible()
    assert said.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 24
    page.wait_for_function("() => document.querySelector('.board.story').getBoundingClientRect().bottom <= innerHeight")


CUT = """() => [...document.querySelectorAll('.slippy a.tag')].filter((each) => {
  if (!each.checkVisibility()) return false
  const frame = each.closest('.slippy').getBoundingClientRect(), box = each.getBoundingClientRect()
  return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom
}).map((each) => each.dataset.name)"""
"""The tags of a map that its frame cuts."""


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
    names: Math.min(99, ...[...beside.querySelectorAll('svg text')].filter((each) => each.checkVisibility())
      .map((each) => [parseFloat(getComputedStyle(each).fontSize), each.getScreenCTM()])
      .map(([size, { b, d }]) => size * Math.hypot(b, d))),
    covered: Boolean(beside.querySelector('.slippy')
      && low(beside.querySelector('.picture-title')) > beside.querySelector('.slippy').getBoundingClientRect().top),
    said: [...document.querySelectorAll('.for-room p, .written-for, .hides')]
      .every((each) => parseFloat(getComputedStyle(each).fontSize) >= 24),
  }
}"""


def test_the_story_names_its_places_whole_before_a_room_and_cuts_no_tag_on_a_phone(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=1")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".slippy .names text").filter(has_text="Mosul and 1 more")).to_be_visible()
    expect(
        page.locator(".slippy .names text").filter(has_text="Point of the GBU-43/B strike and 1 more")
    ).to_be_visible()
    page.keyboard.press("Escape")
    open_page(page, server, "/story?step=4")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".slippy .names text").filter(has_text="Point of the GBU-43")).to_be_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, server, "/story?step=1")
    expect(page.locator(".slippy a.tag[data-name='Mosul and 1 more']")).to_be_visible()
    page.wait_for_function(f"() => ({CUT})().length === 0")


def large(page: Page, server: str, path: str) -> None:
    """A step before a room, its view beside it."""
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, path)
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".st-key-frame")).to_be_hidden()
    settle(page)


READ = """(each) => {
  const box = each.getBoundingClientRect()
  return box.bottom <= innerHeight && parseFloat(getComputedStyle(each).fontSize) * each.currentCSSZoom >= 23.9
}"""
"""Whether words stand in the window, so large that a room reads them."""


ASTRAY = """() => {
  const shown = [...document.querySelectorAll('.slippy a.tag')].filter((each) => each.checkVisibility())
  const gap = (one, other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()]
    const across = Math.max(0, a.left - b.right, b.left - a.right)
    return Math.hypot(across, Math.max(0, a.top - b.bottom, b.top - a.bottom))
  }
  const names = [...document.querySelectorAll('.slippy .names text')]
  const own = (tag) => names.filter((name) => name.textContent.startsWith(tag.dataset.name.slice(0, 8)))
  const near = (tag) => Math.min(...own(tag).map((name) => gap(tag, name)))
  const figure = document.querySelector('.slippy'), wide = figure.getBoundingClientRect().width
  const led = [...document.querySelectorAll('.slippy .leaders path')].map((each) => each.getTotalLength())
  return {
    led: Math.max(0, ...led) * figure.currentCSSZoom,
    named: Math.max(0, ...shown.filter((tag) => own(tag).length).map(near)),
    widest: Math.max(0, ...names.map((each) => each.getBoundingClientRect().width)) / wide,
  }
}"""
"""How far the tags of a map are led from where they belong, how far names stand from their tags, and how wide names
are as a share of the map."""


SIGNS = {
    1: ("round tag: a place", "square tag: somewhere within", "shaded: known no finer", "not placed: 15 of 27"),
    3: ("left: origins against", "right: origins for", "number: stated origins", "by exclusion: half as high"),
    6: ("once, some time within", "~ about"),
    8: ("○ person", "△ armed group", "⬡ media"),
}
RANGES = {
    3: ["20 to 45 in 100"],
    5: ["5 to 20 in 100"],
    7: ["80 to 95 in 100", "20 to 45 in 100"],
    9: ["20 to 45 in 100", "80 to 95 in 100", "20 to 45 in 100"],
}


@pytest.mark.parametrize("step", range(1, 10))
def test_a_room_reads_a_step_and_its_view_without_scrolling(page: Page, server: str, step: int) -> None:
    large(page, server, f"/story?step={step}")
    fits_a_projector(page)
    signs_are_told(page, SIGNS.get(step, ()))
    likelihoods_have_their_ranges(page, RANGES.get(step, []))
    if page.locator(".slippy").count():
        tags_stand_by_their_places(page)
    if step in OF_A_STEP:
        OF_A_STEP[step](page)


def fits_a_projector(page: Page) -> None:
    """All of it is in the window, and large enough."""
    page.wait_for_function(f"() => !({SEEN})().scrolls")
    seen = page.evaluate(SEEN)
    assert (seen["past"], seen["wide"]) == (0, False)
    assert seen["least"] >= 23.9
    assert seen["names"] >= 19
    assert seen["said"]
    assert not seen["covered"]
    assert page.evaluate(CUT) == []
    expect(page.locator(".for-room")).to_contain_text("A claim is not a finding.")


def signs_are_told(page: Page, meant: Iterable[str]) -> None:
    """What the signs of the view mean stands beside it, for a room."""
    for words in meant:
        sign = page.locator(".legend li").filter(has_text=words)
        expect(sign).to_be_visible()
        assert sign.evaluate(READ), words


def likelihoods_have_their_ranges(page: Page, ranges: list[str]) -> None:
    """A word of likelihood has its range, for a room."""
    said = page.locator(".likelihood small:visible, .glance .range:visible").filter(has_text="in 100")
    expect(said).to_have_text(ranges)
    assert all(each.evaluate(READ) for each in said.all())


def tags_stand_by_their_places(page: Page) -> None:
    """A tag is by its place and a name by its tag."""
    astray = page.evaluate(ASTRAY)
    assert astray["led"] <= 85
    assert astray["named"] <= 12
    assert astray["widest"] <= 0.33


def the_men_are_told(page: Page) -> None:
    """Who they are whom the first step names; at a desk they are folded away."""
    expect(page.locator(".for-room .person:visible")).to_have_count(2)
    expect(page.locator(".for-room")).to_contain_text("Commander of the Tajik riot police (OMON) until 2015")
    expect(page.locator(".for-room")).to_contain_text("headed the Tajiks of Islamic State in Afghanistan")
    page.keyboard.press("Escape")
    expect(page.locator(".who-now")).to_be_visible()


def the_place_is_named(page: Page) -> None:
    """The place that a step is about has its name, and what lies around."""
    names = page.locator(".slippy .names text, .slippy .lands text")
    expect(names.filter(has_text="Mosul and 1 more")).to_be_visible()
    expect(names.filter(has_text="Nineveh")).to_be_visible()


def both_sides_have_their_number(page: Page) -> None:
    """How many origins stand on either side of a strip is read, in the colour of the side."""
    first = page.locator(".named th:has(.weighed)").first
    for side, number, colour in ((".against-by", "5", "--s-denied"), (".for-by", "1", "--s-corroborated")):
        expect(first.locator(side)).to_have_text(number, use_inner_text=True)
        assert first.locator(side).evaluate(READ)
        hue = """(each, name) => {
          each.style.outlineColor = `var(${name})`
          return getComputedStyle(each).outlineColor === getComputedStyle(each).color
        }"""
        assert first.locator(side).evaluate(hue, colour)


def the_days_are_on_the_calendar(page: Page) -> None:
    """The day that a step speaks of, and the next, are on its calendar."""
    for day in ("17 Apr", "18 Apr"):
        expect(page.locator(".for-large text").filter(has_text=day).first).to_be_visible()


def the_answers_stand_in_columns(page: Page) -> None:
    """Answers are under one another, and the persons are said whole."""
    for column in (".glance tbody th", ".glance .answer-word", ".glance tbody td:nth-child(3)"):
        lefts = [box["x"] for each in page.locator(column).all() if (box := each.bounding_box())]
        assert len(lefts) == 6
        assert max(lefts) - min(lefts) < 1
    expect(page.locator(".for-room .person:visible")).to_have_count(3)
    expect(page.locator(".for-room")).to_contain_text(
        "until 2015, who says in a video that he has joined Islamic State"
    )


OF_A_STEP: Mapping[int, Callable[[Page], None]] = {
    1: the_men_are_told,
    2: the_place_is_named,
    3: both_sides_have_their_number,
    6: the_days_are_on_the_calendar,
    9: the_answers_stand_in_columns,
}


def test_of_a_tag_some_of_whose_events_were_not_yet_known_those_are_faint(page: Page, server: str) -> None:
    large(page, server, "/story?step=1&against=2017-04-18")
    mosul = page.locator(".slippy a.tag:visible[data-name='Mosul and 1 more']")
    expect(mosul.locator('g[opacity="0.4"]')).to_have_count(1)
    expect(page.locator(".for-room")).to_contain_text("5 of 12 events, not yet known then, are drawn faint.")


@pytest.mark.parametrize("size", ((1280, 720), (390, 720)))
def test_every_button_of_the_share_box_can_be_reached(page: Page, server: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, server, "/story?step=1")
    page.locator(".st-key-share button").first.click()
    box = page.get_by_test_id("stPopoverBody")
    if size[0] > 640:
        expect(box.get_by_role("button", name="Brief as PDF")).to_be_in_viewport(ratio=0.95)
    frame = box.bounding_box()
    assert frame and frame["y"] + frame["height"] <= 720
    for each in box.locator(".stDownloadButton button").all():
        each.scroll_into_view_if_needed()
        expect(each).to_be_in_viewport(ratio=0.95)


def test_whoever_comes_from_the_brief_finds_no_empty_place_of_filters(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    page.get_by_role("link", name="Story", exact=True).first.click()
    expect(page.locator(STEP)).to_have_text("Step 1 of 9")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    settle(page)
    page.get_by_role("link", name="Map", exact=True).first.click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_step_whose_subject_a_filter_hides_says_so_in_the_place_of_its_picture(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=2&region=afghanistan")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".gone-why")).to_have_text("Hidden by your filter: region Afghanistan")
    expect(page.locator(".slippy")).to_have_count(0)
    expect(page.locator(".hides")).to_have_count(0)
    expect(page.locator(".gone")).to_contain_text("3 of the 3 events of this step.")
    page.get_by_role("button", name="Show the step as it was made").click()
    expect(page.locator(".slippy")).to_be_visible()
    expect(page.locator(".gone")).to_have_count(0)


def test_who_goes_on_by_a_button_stands_at_the_heading_of_the_step(page: Page, server: str) -> None:
    open_page(page, server, "/story?step=1")
    page.get_by_role("link", name="Next →").focus()
    page.keyboard.press("Enter")
    expect(page.locator(STEP)).to_have_text("Step 2 of 9")
    expect(page.locator(".story h2")).to_be_focused()


def test_two_days_are_near_by_keyboard_and_the_way_to_them_leads_to_their_heading(page: Page, server: str) -> None:
    open_page(page, server, "/")
    page.locator(".moments a").first.focus()
    first = "() => [...document.querySelectorAll('.moments a, .glance a')][0].closest('.moments') !== null"
    assert page.evaluate(first)
    page.keyboard.press("Enter")
    expect(page.locator(".against-head")).to_be_focused()


EDGES = """() => {
  const frame = document.querySelector('.slippy svg').getBoundingClientRect()
  const lands = document.querySelector('.slippy .ground path[data-layer=countries]').getBoundingClientRect()
  return [lands.left - frame.left, frame.right - lands.right]
}"""
"""How far the lands of a map end before its left and its right edge; below nothing where they go beyond."""


def test_the_lands_of_a_step_reach_the_edges_of_its_map_however_wide(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page, server, "/story?step=2")  # Anatolia to the left, Iran to the right
    for width in (1440, 2200, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"Math.max(...({EDGES})()) <= 0")


def test_the_map_of_a_step_is_moved_by_as_much_as_the_hand_however_large_it_is(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, "/story?step=1")
    page.keyboard.press("Alt+Enter")
    page.wait_for_function("() => document.querySelector('.slippy')?.currentCSSZoom > 1.2")
    tag = page.locator(".slippy a.tag[data-name='Mosul and 1 more']")
    before = tag.bounding_box()
    assert before
    page.mouse.move(800, 420)
    page.mouse.down()
    page.mouse.move(860, 420, steps=4)
    page.mouse.up()
    after = tag.bounding_box()
    assert after and after["x"] - before["x"] == pytest.approx(60, abs=8)


STEPS = ".player summary"
LEAST = """() => Math.min(...[...document.querySelectorAll('.scene:not([hidden]) :is(p, li, td, th, figcaption)')]
  .filter((each) => each.checkVisibility())
  .map((each) => parseFloat(getComputedStyle(each).fontSize) * each.currentCSSZoom))"""
"""The smallest words of a step of the file, in pixels of the screen."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of the shipped dossier as one file."""
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    made = tmp_path_factory.mktemp("story") / "story.html"
    made.write_bytes(story.make(seen(dossier)))
    return made


def test_the_file_plays_without_a_server(browser: Browser, file: Path) -> None:
    with browser.new_context(offline=True, viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{file.as_uri()}#step=2")
        for key, number in (("ArrowRight", 3), ("End", 9), ("ArrowLeft", 8), ("Home", 1)):
            page.keyboard.press(key)
            expect(page.locator(STEPS)).to_have_text(f"Step {number} of 9")
        expect(page.locator("section.scene:visible")).to_have_count(1)
        assert page.locator("section.scene img:visible").evaluate("each => each.naturalWidth") > 0
        page.keyboard.press("Alt+Enter")
        expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
        for number in range(1, 10):
            expect(page.locator(STEPS)).to_have_text(f"Step {number} of 9")
            assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight"), number
            assert page.evaluate(LEAST) >= 23.9, number
            expect(page.locator(".person:visible")).to_have_count({1: 2, 6: 1}.get(number, 0))
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Leave full screen")).to_be_hidden()
        assert said == []
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_at_a_desk_and_on_a_phone_the_file_begins_with_its_step(browser: Browser, file: Path) -> None:
    with browser.new_context(offline=True, viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        for step in (1, 2, 4, 6, 8):
            page.goto(f"{file.as_uri()}#step={step}")
            expect(page.locator("header .state")).to_be_visible()
            head, caption = page.locator("header").bounding_box(), page.locator("figcaption:visible").bounding_box()
            assert head and head["height"] <= 60
            assert caption and caption["y"] + caption["height"] <= 720
        page.set_viewport_size({"width": 390, "height": 844})
        page.reload()
        title = page.locator("section.scene:visible h2").bounding_box()
        assert title and title["y"] <= 160
        page.get_by_text("What this file shows").click()
        expect(page.locator("header .state")).to_contain_text("release")
