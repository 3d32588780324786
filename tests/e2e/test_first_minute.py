"""What meets a reader first: one screen that briefs, words that explain themselves, a phone, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_page, settle, still
from tests.paper import texts

pytestmark = pytest.mark.browser

PAGES = ("/", "/story", "/map", "/timeline", "/network", "/claims", "/actors", "/sources", "/method", "/notes")

FLOATING = """() => {
  const main = document.querySelector('[data-testid=stMain]'), header = document.querySelector('.stAppHeader')
  const top = header.getBoundingClientRect().bottom, found = []
  const opaque = getComputedStyle(header).backgroundColor
  if (/^rgba\\(.*, 0\\)$|transparent/.test(opaque)) found.push('the head lets words through')
  const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    if (!node.textContent.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue
    const range = document.createRange(); range.selectNodeContents(node)
    for (const { left, right, top: y, bottom } of range.getClientRects()) {
      const at = [(left + right) / 2, (y + bottom) / 2]
      if (right - left < 2 || at[0] < 0 || at[0] > innerWidth || at[1] < top || at[1] > innerHeight) continue
      for (let over = document.elementFromPoint(...at); over && !over.contains(node); over = over.parentElement) {
        if (!['fixed', 'sticky'].includes(getComputedStyle(over).position)) continue
        const table = over.closest('thead')?.parentElement
        if (table?.contains(node) && getComputedStyle(over).backgroundColor.startsWith('rgb(')) break
        found.push(node.textContent.slice(0, 40))
        break
      }
    }
  }
  return found
}"""
"""Words in the window that something fixed or sticky lies over, below the head, which is opaque and bears none."""


def test_bottom_line_and_six_answers_stand_on_the_first_screen(page: Page, server: str) -> None:
    open_page(page, server, "/")
    expect(page.locator(".bottom-line")).to_be_in_viewport(ratio=1)
    expect(page.locator(".glance tbody tr")).to_have_count(6)
    expect(page.locator(".glance table")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "height", "path"), [(1024, 768, "/"), (1440, 900, "/?focus=khalimov")])
def test_four_answers_are_whole_on_the_first_screen_where_it_is_narrow(
    page: Page, server: str, width: int, height: int, path: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, server, path)
    expect(page.locator(".glance tbody tr")).to_have_count(6)
    for row in page.locator(".glance tbody tr").all()[:4]:
        expect(row).to_be_in_viewport(ratio=1)
        expect(row.locator("td:visible")).to_have_count(5)


def test_the_first_screen_says_who_is_named_and_where_more_speak(page: Page, server: str) -> None:
    open_page(page, server, "/")
    expect(page.locator(".glance .who")).to_be_in_viewport(ratio=1)
    expect(page.locator(".glance .who")).to_contain_text("Shermahmad Safarov: Said to be")
    more = page.locator(".glance td a", has_text="and 7 more")
    expect(more).to_have_attribute("title", re.compile(r"^[^;]+(; [^;]+){6}$"))
    more.click()
    expect(page.locator("article.card .statement")).to_be_visible()


def test_a_phone_has_confidence_and_what_is_decisive_of_each_answer(phone: Page, server: str) -> None:
    open_page(phone, server, "/")
    first = phone.locator(".glance tbody tr").first
    for head in ("Confidence", "Decisive"):
        expect(first.locator(f'td[data-head="{head}"]')).to_be_visible()
    expect(first).to_contain_text("contested → denied")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_floats_over_words_on_a_phone(phone: Page, server: str, path: str) -> None:
    open_page(phone, server, path)
    assert phone.evaluate(FLOATING) == []
    phone.get_by_test_id("stMain").evaluate("each => each.scrollTo(0, each.scrollHeight / 2)")
    still(phone)
    assert phone.evaluate(FLOATING) == []


def test_a_field_for_a_day_keeps_its_calendar_in_its_box(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1160, "height": 900})
    open_page(page, server, "/?actor=khalimov&region=iraq")
    for box in page.locator(".day-box:visible").all():
        outer, inner = box.bounding_box(), box.locator("button").bounding_box()
        assert outer and inner
        assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]


def test_the_guide_is_dismissed_once_and_stays_on_the_method_page(page: Page, server: str) -> None:
    open_page(page, server, "/")
    page.get_by_role("button", name="Do not show again").click()
    expect(page.locator(".guide")).to_be_hidden()
    open_page(page, server, "/method")
    expect(page.locator(".guide")).to_be_hidden()
    expect(page.get_by_role("heading", name="In thirty seconds")).to_be_visible()


def test_a_word_says_what_it_means_as_the_method_page_does(page: Page, server: str) -> None:
    open_page(page, server, "/")
    word, meaning = page.locator(".legend button.term", has_text="contested"), page.locator(".meaning")
    said = "stated origins support it and stated origins speak against it"
    word.hover()
    expect(meaning).to_have_text(said)
    page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(meaning).to_have_text(said)
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    standing = page.locator(".glance .explained", has_text="contested").first
    standing.hover()
    expect(meaning).to_have_text(said)
    standing.click()
    expect(page.locator(".st-key-card article.card .kicker").first).to_contain_text("contested", ignore_case=True)
    open_page(page, server, "/method")
    expect(page.locator("table.ledger", has_text=said).first).to_be_visible()


def test_on_a_phone_filters_are_a_sheet_and_rows_are_cards(phone: Page, server: str) -> None:
    open_page(phone, server, "/sources?actor=khalimov")
    sheet = phone.locator('[data-testid="stSidebar"]')
    expect(sheet).not_to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").click()
    settle(phone)
    box = sheet.bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)
    shown = phone.get_by_role("button", name=re.compile(r"Show \d+ events?"))
    shown.click()
    expect(sheet).not_to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").click()
    settle(phone)
    open_page(phone, server, "/sources")
    expect(sheet).not_to_be_in_viewport()
    expect(phone.get_by_test_id("stDataFrame").first).to_be_hidden()
    phone.locator(".rows th a").first.tap()
    expect(phone.locator("article.card")).to_be_visible()
    open_page(phone, server, "/")
    phone.locator(".legend .term:visible").first.tap()
    expect(phone.locator(".meaning")).to_be_visible()


def test_paper_opens_folds_and_has_a_chain_only_with_its_answer(page: Page, server: str) -> None:
    open_page(page, server, "/claims")
    page.emulate_media(media="print")
    folds = page.locator(".stMain .board :not(.guide) > details")
    assert folds.count()
    for fold in folds.all():
        expect(fold.locator("> :not(summary)").first).to_be_visible()
    for path, is_asked in (("/network", False), ("/network?between=khalimov&between=behruz", True)):
        page.emulate_media(media="screen")
        open_page(page, server, path)
        page.emulate_media(media="print")
        expect(page.get_by_text("How are two actors tied?")).to_be_visible(visible=is_asked)


def test_the_head_of_the_answers_is_whole_on_every_sheet(page: Page, server: str) -> None:
    open_page(page, server, "/")
    sheets = [each.casefold() for each in texts(page.pdf(prefer_css_page_size=True))]
    assert all(word in sheet for sheet in sheets[:2] for word in ("question", "answer", "confidence", "decisive"))


@pytest.mark.parametrize("width", [1024, 1440])
def test_ten_pages_and_share_stand_in_one_line(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_page(page, server, "/")
    links = page.locator(".st-key-ways [data-testid='stPageLink-NavLink']").all()
    share = page.get_by_test_id("stPopover").bounding_box()
    boxes = [box for link in links if (box := link.bounding_box())]
    assert len(boxes) == len(PAGES)
    assert share
    assert all(abs(box["y"] + box["height"] / 2 - share["y"] - share["height"] / 2) < 12 for box in boxes)
