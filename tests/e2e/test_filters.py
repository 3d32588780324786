"""The box of actors, the search and the days, as a hand uses them that types and slips."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_page, settle

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("words", ["Khalim", "Халимов", "حليموف", "Kalimov", "Gulmurat"])
def test_enter_takes_whom_the_dossier_tells_most_of(page: Page, server: str, words: str) -> None:
    open_page(page, server, "/sources")
    box = page.get_by_role("combobox", name="Actor", exact=True)
    box.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"actor=khalimov\b"))
    expect(page.locator(".finder .taken")).to_contain_text("Gulmurod Khalimov")


def test_the_list_ranks_counts_and_says_that_it_is_near(page: Page, server: str) -> None:
    open_page(page, server, "/sources")
    box = page.get_by_role("combobox", name="Actor", exact=True)
    box.click()
    expect(page.get_by_role("option").first).to_contain_text(re.compile(r"Khalimov · Гулмурод Ҳалимов · \d+ events"))
    box.press_sequentially("khalimof")
    expect(page.locator(".finder [role=status]")).to_have_text("Nobody is written “khalimof”. The nearest:")
    expect(page.get_by_role("option").first).to_contain_text("Gulmurod Khalimov")
    box.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_class("at")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(r"actor=khalimov\b"))
    page.get_by_role("button", name="Take off Gulmurod Khalimov").click()
    expect(page).not_to_have_url(re.compile("actor="))


@pytest.mark.parametrize("leave", ["Enter", "Tab", "click"])
def test_a_typed_day_counts_however_the_field_is_left(page: Page, server: str, leave: str) -> None:
    open_page(page, server, "/sources")
    field = page.get_by_label("From", exact=True)
    field.click()
    page.keyboard.type("2017-04-18")
    if leave == "click":
        page.locator(".head h1").click()
    else:
        page.keyboard.press(leave)
    expect(page).to_have_url(re.compile("from=2017-04-18"))
    settle(page)
    expect(field).to_have_value("2017-04-18")


def test_a_slip_is_told_and_mended(page: Page, server: str) -> None:
    open_page(page, server, "/sources")
    field = page.get_by_label("To", exact=True)
    field.fill("2017-44")
    field.press("Enter")
    expect(page.locator(".day [role=alert]", has_text="is no date")).to_be_visible()
    field.fill("2017-04")
    field.press("Enter")
    expect(page).to_have_url(re.compile("to=2017-04-30"))
    expect(page.locator(".day [role=alert]", has_text="is no date")).to_have_count(0)
    field.fill("")
    field.press("Tab")
    expect(page).not_to_have_url(re.compile("to="))


def test_the_calendar_opens_on_the_weeks_of_the_dossier(page: Page, server: str) -> None:
    open_page(page, server, "/sources")
    page.evaluate("() => { HTMLInputElement.prototype.showPicker = function () { window.opened = this.value } }")
    page.get_by_role("button", name="Calendar: From").click()
    assert str(page.evaluate("window.opened")).startswith("2017-04")


def test_a_search_by_nearness_says_so(page: Page, server: str) -> None:
    open_page(page, server, "/sources?q=Kalimov")
    expect(page.locator(".state-line")).to_contain_text("“Kalimov”, read as “khalimov”, which comes nearest")
