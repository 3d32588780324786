"""The matrix of the claims page as a window shows it: whole, with its head in sight and sentences that can be read."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.walk import open_page, settle, still

DESK, PHONE = (1440, 900), (390, 844)
CARD = "&focus=c-khalimov-killed-mosul"
HEAD = """box => {
  const head = box.querySelector('.named a').getBoundingClientRect()
  const under = document.elementFromPoint(head.left + 5, head.top + 5)
  return {
    inner: box.scrollHeight - box.clientHeight,
    seen: head.top >= 0 && head.bottom < window.innerHeight && !!under?.closest('.named'),
    sentence: box.querySelector('tr:has(td.cell)').cells[0].getBoundingClientRect().width,
    moved: document.querySelector('[data-testid=stMain]').scrollTop,
  }
}"""


@pytest.mark.parametrize(
    ("size", "path", "sentence"),
    [
        (DESK, "?question=q-mosul", 240),
        (DESK, f"?question=q-mosul{CARD}", 240),
        (DESK, f"?question=q-toll{CARD}", 240),  # twenty columns: it scrolls sideways
        (PHONE, "?question=q-mosul", 160),
    ],
)
def test_the_matrix_scrolls_with_the_page_and_its_head_stays(
    page: Page, server: str, size: tuple[int, int], path: str, sentence: int
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, server, f"/claims{path}")
    matrix = page.locator(".matrix-box").first
    matrix.locator("tr:has(td.cell)").last.evaluate("row => row.scrollIntoView({ block: 'end' })")
    still(page)
    found = matrix.evaluate(HEAD)
    assert found["moved"] > 0, "the matrix is too short to tell"
    assert found["inner"] <= 1
    assert found["seen"]
    assert found["sentence"] >= sentence


def test_if_this_falls_stands_above_the_matrix(page: Page, server: str) -> None:
    open_page(page, server, "/claims?question=q-mosul")
    field, matrix = page.locator(".st-key-w-without"), page.locator(".matrix-box").first
    above, below = field.bounding_box(), matrix.bounding_box()
    assert above and below
    assert above["y"] + above["height"] <= below["y"]


def test_of_the_sources_without_a_headline_the_one_that_is_chosen_falls_and_stays(page: Page, server: str) -> None:
    open_page(page, server, "/claims")
    page.locator(".st-key-w-without input").click()
    page.keyboard.type("not seen")
    page.get_by_role("option").filter(has_text="The Times (London), 15 April 2017").click()
    falls = re.compile(r"without=times-2017-04-15(?![\w-])")
    expect(page).to_have_url(falls)
    expect(page.locator(".what-if")).to_contain_text(
        "as if The Times (London), 15 April 2017 (title not seen) had never"
    )
    settle(page)
    page.get_by_label("Search names and words, in any script").fill("Mosul")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=Mosul"))
    expect(page).to_have_url(falls)
