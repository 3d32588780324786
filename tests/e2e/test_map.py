"""The map is there at once, keeps the reader's view, answers beside a mark; the free map comes when asked for."""

import re

import pytest
from playwright.sync_api import CDPSession, FloatRect, Locator, Page, expect

from briefing.pictures.palette import PALETTES
from tests.e2e.walk import PATIENCE, open_page, settle, still

pytestmark = pytest.mark.browser

FREE = "stDeckGlJsonChart"
KEY = ("Mosul", "Deir ez-Zor", "Nangarhar", "Varzob")  # what the first key questions name
NO_WEBGL = """
  const ask = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') ? null : ask.call(this, kind, ...rest)
  }
"""


RENDERER = 0x9246  # UNMASKED_RENDERER_WEBGL
DRAWN_BY = """
  const asked = WebGL2RenderingContext.prototype.getParameter
  WebGL2RenderingContext.prototype.getParameter = function (what) {
    return what === RENDERER ? 'NAME' : asked.call(this, what)
  }
"""

LIES = """
  const look = () => {
    const at = document.querySelector('figure.slippy')?.getBoundingClientRect()
    if (at?.width) window.lies = [at.x, at.width, at.height]
    requestAnimationFrame(look)
  }
  look()
"""  # where the plain map is, or last was
EVENTS = """(of) => [...new Set([...document.querySelectorAll(`.slippy ${of}`)]
  .flatMap((tag) => tag.dataset.events.split(' ')))].sort()"""
ASIDE = """() => {
  const { map } = document.querySelector('.slippy').closest('.board'), svg = map.svg
  const written = (x, y) => `${Math.round(x)} ${Math.round(y)}`
  const off = (tag) => {
    const [x, y] = map.at(...tag.dataset.at.split(' ').map(Number)), { e, f } = tag.transform.baseVal[0].matrix
    return Math.hypot(e - x, f - y) > 1 ? [written(x, y)] : []
  }
  const under = (each) => svg.querySelector('.tags').compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING
  const dots = [...svg.querySelectorAll('circle')].filter((each) => under(each) && each.closest('.dots'))
  const aside = [...svg.querySelectorAll('a.tag')].filter((tag) => tag.style.display !== 'none').flatMap(off)
  return [aside.sort(), dots.map((each) => written(each.cx.baseVal.value, each.cy.baseVal.value)).sort()]
}"""  # the places of marks that stand aside, and those that have a dot
SAID = """
  window.said = []
  const look = () => {
    const map = document.querySelector('figure.slippy'), seen = (each) => each?.getBoundingClientRect().width > 0
    const button = [...document.querySelectorAll('.slippy button')].some((each) => each.textContent === 'Free map')
    const words = [...document.querySelectorAll('[role="status"]')].find((each) => seen(each)
      && /free map/.test(each.textContent))
    if (seen(map) && !button) said.push(words?.textContent ?? 'nothing')
    requestAnimationFrame(look)
  }
  look()
"""  # what stands there in each frame in which the plain map is seen without its button
OVER = """() => {
  const of = (selector) => [...document.querySelectorAll(selector)].map((each) => [each, each.getBoundingClientRect()])
  const tags = of('.slippy .tags > *').filter(([each, at]) => each.style.display !== 'none' && at.width)
  return of('.slippy .names .name').flatMap(([name, at]) => tags
    .filter(([, tag]) => Math.min(at.right, tag.right) - Math.max(at.left, tag.left) > 0.5
      && Math.abs((at.top + at.bottom - tag.top - tag.bottom) / 2) < (tag.height + 13) / 2 - 2)
    .map(([tag]) => `${name.textContent} over ${tag.dataset.name}`))
}"""  # names that lie on a tag, by a line of 13 pixels


def the_map(page: Page) -> Locator:
    """The map that comes first, once land is under it, all of it in sight."""
    figure = page.locator("figure.slippy")
    expect(figure.locator(".ground path").first).to_be_attached()
    figure.evaluate("each => each.scrollIntoView({block: 'end'})")
    return figure


def shown(page: Page) -> str:
    """Where the land lies under the map, which tells of its view."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.locator(".slippy .scale text").text_content() or ""


def box(found: Locator) -> FloatRect:
    """Where something lies, once it is seen: names come when the map has been laid out."""
    expect(found).to_be_visible()
    at = found.bounding_box()
    assert at
    return at


def boxes(found: Locator) -> list[FloatRect]:
    """Where several things lie, as they are now."""
    return [at for each in found.all() if (at := each.bounding_box())]


def is_inside(inner: FloatRect, outer: FloatRect) -> bool:
    return (
        inner["x"] >= outer["x"]
        and inner["y"] >= outer["y"]
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"]
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    )


def choose_actor(page: Page, name: str) -> None:
    """Follow an actor by the filter."""
    page.get_by_role("combobox", name="Actor", exact=True).click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    expect(page).to_have_url(re.compile("actor="))


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_key_places_are_named_at_first_sight(page: Page, server: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, server, "/map")
    figure = the_map(page)
    for name in KEY:
        label = figure.locator(".names text", has_text=name).first
        assert is_inside(box(label), box(figure))


def test_the_map_keeps_its_view_and_goes_back_when_asked(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    figure = the_map(page)
    opened = shown(page)
    figure.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    near = shown(page)
    assert near != opened

    choose_actor(page, "Shermahmad Safarov")
    assert shown(page) == near

    page.get_by_role("button", name="All", exact=True).click()
    assert shown(page) != near


def test_a_map_that_nobody_moved_fits_what_is_shown(page: Page, server: str) -> None:
    open_page(page, server, "/map?actor=khalimov")
    the_map(page)
    wanted = (shown(page), page.evaluate(EVENTS, "a.tag:not([style*='none'])"))
    open_page(page, server, "/map")
    the_map(page)
    choose_actor(page, "Gulmurod Khalimov")
    expect(page.locator(".slippy a.leg").first).to_be_attached()
    assert (shown(page), page.evaluate(EVENTS, "a.tag:not([style*='none'])")) == wanted


@pytest.mark.parametrize("wide", [1440, 390])
@pytest.mark.parametrize("way", ["key", "button"])
def test_nearer_keeps_a_mark_in_sight_where_there_was_one(page: Page, server: str, wide: int, way: str) -> None:
    page.set_viewport_size({"width": wide, "height": 844})
    open_page(page, server, "/map")
    figure = the_map(page)
    figure.focus()
    opened = shown(page)
    for _ in range(6):
        if way == "key":
            page.keyboard.press("+")
        else:
            page.get_by_role("button", name="Nearer").click()
        assert shown(page) != opened
        assert any(is_inside(at, box(figure)) for at in boxes(figure.locator("a.tag:visible")))


@pytest.mark.parametrize("wide", [1440, 1024, 390])
def test_all_has_the_place_of_every_mark_and_stands_it_whole_in_the_frame(page: Page, server: str, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 844})
    open_page(page, server, "/map")
    figure = the_map(page)
    page.get_by_role("button", name="All", exact=True).click()
    shown(page)
    every = page.evaluate(EVENTS, "a.tag")
    assert len(every) > 100
    assert page.evaluate(EVENTS, "a.tag:not([style*='none'])") == every
    assert [at for at in boxes(figure.locator("a.tag:visible")) if not is_inside(at, box(figure))] == []


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    figure = the_map(page)
    opened, before = shown(page), box(figure)
    page.mouse.move(before["x"] + 300, before["y"] + 300)
    page.mouse.wheel(0, -120)
    page.wait_for_function(
        "(top) => document.querySelector('.slippy').getBoundingClientRect().top > top", arg=before["y"]
    )
    assert shown(page) == opened
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator(".slippy .scale text")).not_to_have_text(opened)
    assert figure.evaluate("each => getComputedStyle(each).touchAction") == "pan-x pan-y"


@pytest.mark.parametrize("wide", [1440, 1024, 390])
def test_no_name_runs_into_a_tag(page: Page, server: str, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    open_page(page, server, "/map")
    the_map(page)
    assert page.locator(".slippy .names .name").count() > 3
    assert page.evaluate(OVER) == []


@pytest.mark.parametrize("wide", [1440, 390])
def test_each_mark_that_stands_aside_is_led_to_its_place_by_a_dot_that_hides_no_number(
    page: Page, server: str, wide: int
) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    open_page(page, server, "/map")
    the_map(page)
    shown(page)
    aside, dots = page.evaluate(ASIDE)
    assert aside and dots == aside


def touch(hand: CDPSession, *steps: list[tuple[float, float]]) -> None:
    """Put fingers on the page, one or two, move them from step to step, and lift them."""
    for number, fingers in enumerate(steps):
        points = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(fingers)]
        kind = "touchMove" if number else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_scrolls_past_the_map_and_two_zoom_it(phone: Page, server: str) -> None:
    open_page(phone, server, "/map")
    figure = the_map(phone)
    opened, at = shown(phone), box(figure)
    hand = phone.context.new_cdp_session(phone)
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    touch(hand, *([(x, y - up)] for up in range(0, 160, 20)))
    phone.wait_for_function(
        "(top) => document.querySelector('.slippy').getBoundingClientRect().top < top - 60", arg=at["y"]
    )
    still(phone)  # a page that a finger has moved goes on for a while
    assert shown(phone) == opened
    y = (at := box(figure))["y"] + at["height"] / 2
    scale = phone.locator(".slippy .scale text")
    for _ in range(3):  # a browser under load may take the first fingers for those that stop the page
        touch(hand, *([(x - apart, y), (x + apart, y)] for apart in (30, 60, 110)))
        still(phone)
        if scale.text_content() != opened:
            break
    expect(scale).not_to_have_text(opened)


def test_a_mark_of_several_events_lists_them_beside_it(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    figure = the_map(page)
    mark = figure.locator("a.tag.key[data-events*=' ']:visible").first
    mark.hover()
    tip = figure.locator(".tip")
    assert is_inside(box(tip), box(figure)) and 2 <= tip.locator("div").count() <= 5

    mark.click()
    answer = figure.locator(".events-here")
    expect(answer.locator("li")).to_have_count(len((mark.get_attribute("data-events") or "").split()))
    assert is_inside(box(answer), box(figure))
    page.keyboard.press("Escape")
    expect(answer).to_be_hidden()

    mark.click()
    answer.locator("a[data-focus]").first.click()
    settle(page)
    expect(page).to_have_url(re.compile("focus="))
    expect(page.locator("article.card").first).to_be_visible()


def test_what_was_opened_from_the_map_stays_on_it_beside_its_card(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    figure = the_map(page)
    mark, at = min(((each, box(each)) for each in figure.locator("a.tag:visible").all()), key=lambda each: each[1]["x"])
    events = str(mark.get_attribute("data-events"))
    assert " " not in events and at["x"] < box(figure)["x"] + 200
    mark.click()
    expect(page.locator("article.card").first).to_be_visible()
    settle(page)
    assert box(figure)["width"] < 700
    assert is_inside(box(figure.locator(f"a.tag[data-events='{events}']")), box(figure))


def test_from_near_there_are_towns_to_see_by_and_marks_that_unpack(page: Page, server: str) -> None:
    open_page(page, server, "/map?region=tajikistan")
    figure = the_map(page)
    before = figure.locator("a.tag:visible").count()
    figure.focus()
    page.keyboard.press("+")
    expect(figure.locator(".lands .town").first).to_be_visible()
    assert figure.locator("a.tag:visible").count() != before


def drawn_by(page: Page, name: str) -> None:
    """Have the page's browser say that this draws its WebGL."""
    page.add_init_script(DRAWN_BY.replace("RENDERER", str(RENDERER)).replace("NAME", name))


@pytest.mark.slow
def test_a_graphics_card_takes_the_place_of_the_plain_map_and_the_way_back_holds(own_page: Page, server: str) -> None:
    drawn_by(own_page, "ANGLE (NVIDIA, NVIDIA GeForce GTX 1660, OpenGL 4.5)")
    open_page(own_page, server, "/map")
    plain, free = own_page.locator("figure.slippy"), own_page.get_by_test_id(FREE)
    expect(free).to_be_visible(timeout=PATIENCE)
    expect(plain).to_be_hidden(timeout=PATIENCE)
    settle(own_page)
    assert plain.evaluate("each => each.closest('.board').hidden")
    own_page.get_by_role("button", name="Plain map").click()
    expect(plain).to_be_visible()
    settle(own_page)
    expect(free).to_have_count(0)
    own_page.get_by_role("link", name="Claims", exact=True).first.click()
    own_page.get_by_role("link", name="Map", exact=True).first.click()
    the_map(own_page)
    settle(own_page)
    expect(free).to_have_count(0)


@pytest.mark.slow
def test_the_free_map_is_said_to_come_and_stands_where_the_plain_one_stood(own_page: Page, server: str) -> None:
    own_page.add_init_script(LIES)
    own_page.add_init_script(SAID)
    open_page(own_page, server, "/map")
    the_map(own_page)
    own_page.evaluate("said = []")
    own_page.get_by_role("button", name="Free map").click()
    expect(own_page.get_by_test_id(FREE)).to_be_visible(timeout=PATIENCE)
    expect(own_page.locator("figure.slippy")).to_be_hidden(timeout=PATIENCE)
    assert set(own_page.evaluate("said")) == {"Drawing the free map …"}
    expect(own_page.get_by_text("Drawing the free map")).to_be_hidden()
    at = box(own_page.get_by_test_id(FREE))
    assert own_page.evaluate("lies") == pytest.approx([at["x"], at["width"], at["height"]], abs=1)


@pytest.mark.parametrize("name", ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))", "llvmpipe (LLVM 17.0.6)", ""])
def test_where_the_processor_draws_the_plain_map_waits_to_be_asked(own_page: Page, server: str, name: str) -> None:
    drawn_by(own_page, name)
    open_page(own_page, server, "/map")
    the_map(own_page)
    own_page.evaluate("() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))")
    settle(own_page)
    expect(own_page.get_by_role("button", name="Free map")).to_be_visible()
    expect(own_page.get_by_test_id(FREE)).to_have_count(0)


@pytest.fixture
def plain(own_page: Page) -> Page:
    """A page of a browser without WebGL."""
    own_page.add_init_script(NO_WEBGL)
    return own_page


def test_without_webgl_the_map_that_comes_first_stays(plain: Page, server: str) -> None:
    open_page(plain, server, "/map")
    the_map(plain)
    plain.get_by_role("button", name="Free map").click()
    expect(plain.get_by_text("This browser has no WebGL")).to_be_visible()
    expect(plain.get_by_test_id(FREE)).to_have_count(0)
    the_map(plain)
    expect(plain.get_by_role("button", name="Free map")).to_have_count(0)


def test_the_ground_turns_dark_with_the_page_and_stays_where_the_reader_has_gone(page: Page, server: str) -> None:
    open_page(page, server, "/map")
    figure = the_map(page)
    page.get_by_role("button", name="Nearer").click()
    settle(page)
    land, opened = figure.locator('.ground path[data-layer="countries"]'), shown(page)
    expect(land).to_have_attribute("fill", PALETTES["light"].land)
    before = land.get_attribute("d")
    page.emulate_media(color_scheme="dark")
    expect(land).to_have_attribute("fill", PALETTES["dark"].land)
    settle(page)
    assert shown(page) == opened
    expect(land).to_have_attribute("d", str(before))
