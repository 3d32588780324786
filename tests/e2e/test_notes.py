"""Own notes: kept in the browser alone, in a view of their own, taken out as a file, and in nobody else's link."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.browser

CLAIM = "/claims?focus=c-khalimov-killed-mosul"
FIELD = "Your own note on this claim"
NOTE = "Ask who read <b>The Times</b>"
SHUT = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
SHUT_OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"


def test_a_note_stays_in_this_browser_and_leaves_it_only_as_a_file(
    own_page: Page, server: str, browser: Browser
) -> None:
    sent: list[str] = []
    own_page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    open_page(own_page, server, CLAIM)
    own_page.get_by_label(FIELD).fill(NOTE)
    settle(own_page)
    open_page(own_page, server, "/notes")
    expect(own_page.locator(".own-text")).to_have_text(NOTE)
    expect(own_page.get_by_text("Nobody else's link shows them.")).to_be_visible()
    with own_page.expect_download() as download:
        own_page.get_by_role("button", name="Take them out as a file").click()
    assert NOTE in download.value.path().read_text("utf-8")
    assert not any("The Times</b>" in each for each in sent)
    with browser.new_context() as other:
        stranger = other.new_page()
        open_page(stranger, server, own_page.url.removeprefix(server))
        expect(stranger.get_by_text("There is no note yet.")).to_be_visible()
    own_page.get_by_role("button", name="Delete the note").click()
    expect(own_page.get_by_text("There is no note yet.")).to_be_visible()


@pytest.mark.parametrize("fault", [SHUT, SHUT_OFF], ids=["full", "switched off"])
def test_a_browser_that_keeps_nothing_says_so_where_a_note_is_written_and_where_all_are(
    own_page: Page, server: str, fault: str
) -> None:
    own_page.add_init_script(fault)
    open_page(own_page, server, CLAIM)
    expect(own_page.get_by_role("alert").filter(has_text="This note is not kept")).to_be_hidden()
    own_page.get_by_label(FIELD).fill(NOTE)
    expect(own_page.get_by_text("This note is not kept")).to_be_visible()
    open_page(own_page, server, "/notes")
    expect(own_page.get_by_text("This browser keeps nothing for this page")).to_be_visible()
    expect(own_page.get_by_text("There is no note yet.")).to_be_hidden()


def test_a_long_note_is_kept_whole(page: Page, server: str) -> None:
    long = "Who told whom, and when? " * 4_000
    open_page(page, server, CLAIM)
    page.get_by_label(FIELD).fill(long)
    page.reload()
    expect(page.get_by_label(FIELD)).to_have_value(long)
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, server, "/notes")
    assert page.locator(".own-text").text_content() == long
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_note_on_a_claim_that_is_gone_is_still_there_and_its_link_says_what_is_missing(
    page: Page, server: str
) -> None:
    page.goto(f"{server}/_stcore/health")
    page.evaluate(
        """() => localStorage.setItem('briefing-notes', JSON.stringify({
          'c-gone': { label: 'A claim of before', text: 'Kept', written: '2026-01-02' }, bad: 5, worse: { text: {} },
          '\\ud800': { text: 'Half a sign' }
        }))"""
    )
    page.evaluate("localStorage.setItem('briefing-notes-tried', '{}')")  # of a dossier of this name
    open_page(page, server, "/notes")
    expect(page.locator(".own-text")).to_have_text(["Kept", "Half a sign"])
    assert page.evaluate("localStorage.getItem('briefing-notes-tried')") == "{}"
    page.get_by_role("link", name="A claim of before").click()
    expect(page.get_by_text("the record 'c-gone' is not in this dossier").first).to_be_visible()
    expect(page.locator(".own-text")).to_have_text(["Kept", "Half a sign"])


@pytest.mark.parametrize("broken", ["5", "[", '"text"', "null"])
def test_what_another_script_left_in_its_place_keeps_nobody_from_writing(page: Page, server: str, broken: str) -> None:
    page.goto(f"{server}/_stcore/health")
    page.evaluate("(value) => localStorage.setItem('briefing-notes', value)", broken)
    open_page(page, server, CLAIM)
    page.get_by_label(FIELD).fill(NOTE)
    open_page(page, server, "/notes")
    expect(page.locator(".own-text")).to_have_text(NOTE)


def test_a_search_for_the_word_that_stands_for_a_record_leaves_the_links_of_notes_whole(
    page: Page, server: str
) -> None:
    page.goto(f"{server}/_stcore/health")
    page.evaluate(
        """() => localStorage.setItem('briefing-notes', JSON.stringify({
          'c-gone': { label: 'A claim of before', text: 'Kept', written: '2026-01-02' }
        }))"""
    )
    open_page(page, server, "/notes?q=ANY")
    link = page.get_by_role("link", name="A claim of before")
    expect(link).to_have_attribute("href", re.compile(r"q=ANY&focus=c-gone"))


def test_a_note_that_is_open_in_two_tabs_is_one_note(own_page: Page, server: str) -> None:
    other = own_page.context.new_page()
    for each in (own_page, other):
        open_page(each, server, CLAIM)
    own_page.get_by_label(FIELD).fill("A long note. ")
    expect(other.get_by_label(FIELD)).to_have_value("A long note. ")
    other.get_by_label(FIELD).press_sequentially("x")  # at its end, where what came in has left the caret
    for each in (own_page, other):
        expect(each.get_by_label(FIELD)).to_have_value("A long note. x")
    open_page(other, server, "/notes")
    expect(other.locator(".own-text")).to_have_text("A long note. x")
    own_page.get_by_label(FIELD).fill("Shorter")
    expect(other.locator(".own-text")).to_have_text("Shorter")
    other.get_by_role("button", name="Delete the note").click()
    expect(own_page.get_by_label(FIELD)).to_have_value("")


def test_what_another_tab_writes_leaves_the_caret_and_a_text_that_is_not_kept(own_page: Page, server: str) -> None:
    other = own_page.context.new_page()
    for each in (own_page, other):
        open_page(each, server, CLAIM)
    mine, others = own_page.get_by_label(FIELD), other.get_by_label(FIELD)
    mine.fill("One, three")
    mine.press("Home")
    expect(others).to_have_value("One, three")
    others.press_sequentially(", four")
    expect(mine).to_have_value("One, three, four")
    mine.press_sequentially("No: ")
    expect(others).to_have_value("No: One, three, four")
    own_page.evaluate(f"() => {{ {SHUT} }}")
    mine.fill("Not kept")
    others.fill("Kept")
    expect(others).to_have_value("Kept")
    other.bring_to_front()
    own_page.bring_to_front()  # a tab that comes into sight looks again
    expect(mine).to_have_value("Not kept")
    expect(own_page.get_by_text("This note is not kept")).to_be_visible()


def test_a_note_that_is_deleted_beside_its_record_is_gone_from_there(page: Page, server: str) -> None:
    open_page(page, server, CLAIM)
    page.get_by_label(FIELD).fill(NOTE)
    open_page(page, server, CLAIM.replace("/claims", "/notes"))
    expect(page.get_by_label(FIELD)).to_have_value(NOTE)
    page.get_by_role("button", name="Delete the note").click()
    expect(page.get_by_label(FIELD)).to_have_value("")
    page.get_by_label(FIELD).fill("Another")
    expect(page.locator(".own-text")).to_have_text("Another")
