"""The layer of recorded violence as a reader meets it: off, on, clicked, sent on, narrowed, and not there."""

import re
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from briefing.context import ged
from briefing.context.adding import add
from tests.context.official import rows, text
from tests.e2e import reader as readers
from tests.e2e.server import served
from tests.e2e.walk import open_page, settle

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recorded")]

ROWS = rows(11, 600)
NOT_EVIDENCE = "Recorded violence, UCDP GED 25.1: evidence for no claim of this dossier."
OUR_PARTS = """() => ['.tags', '.areas', '.ways'].map((part) => document.querySelector(`.slippy ${part}`).innerHTML
  .replaceAll(/href="[^"]*"/g, ''))"""


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with a layer behind its dossier."""
    folder = tmp_path_factory.mktemp("recorded")
    file = folder / "GEDEvent_v25_1.csv"
    file.write_text(text(ROWS), encoding="utf-8", newline="")
    add(file, ged.FORMAT, folder / "layer", "", "2025-06", lambda number: None)
    with served(folder / "log", BRIEFING_CONTEXT=str(folder / "layer")) as base:
        yield base


@pytest.fixture(scope="module")
def fresh(browser: Browser, behind: str) -> Iterator[Callable[[], Page]]:
    """The tab of one reader of that dashboard, as on the first day each time it is asked for."""
    with readers.reader(browser, behind) as clean:
        yield clean


@pytest.fixture
def reader(fresh: Callable[[], Page]) -> Page:
    """A fresh reader."""
    page = fresh()
    page.set_viewport_size({"width": 1440, "height": 1000})
    return page


def cells(page: Page, number: int = 1) -> None:
    """Wait until the map has at least so many cells."""
    page.wait_for_function(
        "(number) => document.querySelectorAll('.slippy path[data-cell]').length >= number", arg=number
    )


@pytest.mark.browser
def test_the_layer_is_off_until_somebody_wants_it_and_goes_with_the_link(
    reader: Page, behind: str, browser: Browser
) -> None:
    open_page(reader, behind, "/map")
    assert reader.locator(".slippy path[data-cell]").count() == 0
    before = reader.evaluate(OUR_PARTS)
    reader.get_by_role("combobox", name="Recorded violence, UCDP GED 25.1").click()
    reader.get_by_role("option", name="deaths").click()
    cells(reader)
    settle(reader)
    assert "context=deaths" in reader.url
    expect(reader.get_by_text(NOT_EVIDENCE)).to_be_visible()
    assert reader.evaluate(OUR_PARTS) == before
    with browser.new_context(service_workers="block") as another:
        other = another.new_page()
        open_page(other, behind, reader.url.removeprefix(behind))
        cells(other)


@pytest.mark.browser
def test_a_cell_lists_its_events_beside_it(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    cells(reader)
    counted = reader.evaluate("[...document.querySelectorAll('path[data-cell]')].map((each) => each.dataset.numbers)")
    assert 0 < sum(int(each.split()[0]) for each in counted) <= sum(row["where_prec"] in ("1", "2") for row in ROWS)
    reader.locator("path[data-cell]").last.dispatch_event("click")
    shown = reader.locator(".events-here")
    expect(shown.locator("p")).to_have_text(
        re.compile(
            r"^UCDP GED 25\.1, \d{4} to \d{4}, recorded violence, evidence for no claim: \d+ events? in this cell, in ."
        )
    )
    listed = shown.locator("li").first.inner_text().split(" · ")
    assert listed[-1].removeprefix("id ") in {row["id"] for row in ROWS}
    assert re.fullmatch(r"deaths: best [\d,]+, low [\d,]+, high [\d,]+", listed[-2])
    expect(shown).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("status", "why"), [(503, "no answer came within 5 seconds"), (502, "the server does not answer")]
)
def test_cells_that_do_not_come_are_missed_aloud_and_asked_for_again(
    reader: Page, behind: str, status: int, why: str
) -> None:
    broken = "**/recorded/cells?*"
    reader.route(broken, lambda route: route.fulfill(status=status, body=f"{why}\n"))
    open_page(reader, behind, "/map?context=events")
    said = reader.locator(".recorded-fault")
    expect(said).to_have_text(
        f"Recorded violence of what is in sight could not be had: {why}. Move the map to ask again."
    )
    reader.unroute(broken)
    reader.get_by_role("button", name="Nearer").click()
    cells(reader)
    expect(said).to_be_hidden()


@pytest.mark.browser
def test_cells_that_are_on_their_way_are_said_to_be(reader: Page, behind: str) -> None:
    held: list[Route] = []
    reader.route("**/recorded/cells?*", lambda route: held.append(route))
    open_page(reader, behind, "/map?context=events")
    said = reader.locator(".recorded-fault")
    expect(said).to_contain_text("Fetching recorded violence of what is in sight.")
    for route in held:
        route.continue_()
    cells(reader)
    expect(said).to_be_hidden()


@pytest.mark.browser
def test_a_claim_s_circle_has_the_colour_of_its_standing_alone(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    cells(reader)
    order = reader.evaluate("[...document.querySelectorAll('.slippy svg > :is(g, path)')].map((e) => e.classList[0])")
    assert order.index("recorded") < order.index("covers") < order.index("edges") < order.index("areas")
    circles, covers = (reader.locator(f".slippy .{part} circle").count() for part in ("areas", "covers"))
    assert circles == covers > 0
    filled = ".slippy .areas path, .slippy .recorded path[data-area]"
    fills = reader.evaluate(f"[...document.querySelectorAll('{filled}')].map((each) => getComputedStyle(each).fill)")
    assert set(fills) == {"none"}


@pytest.mark.browser
def test_the_page_asks_anew_once_where_another_layer_has_taken_the_place(reader: Page, behind: str) -> None:
    asked: list[str] = []

    def gone(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=410, body="another layer has taken the place of this one; load the page anew\n")

    reader.route("**/recorded/cells?*", gone)
    open_page(reader, behind, "/map?context=events")
    expect(reader.locator(".recorded-fault")).to_contain_text("another layer has taken the place")
    settle(reader)
    reader.unroute("**/recorded/cells?*")
    reader.get_by_role("button", name="Nearer").click()
    cells(reader)
    assert len(set(asked)) == 1


@pytest.mark.browser
def test_a_list_that_does_not_come_says_so(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    cells(reader)
    reader.route("**/recorded/events?*", lambda route: route.abort())
    reader.locator("path[data-cell]").last.dispatch_event("click")
    expect(reader.locator(".events-here")).to_contain_text(
        "The recorded events could not be had: the server does not answer."
    )


@pytest.mark.browser
def test_the_events_of_a_cell_are_reached_by_keys_alone(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    cells(reader, 5)
    expect(reader.locator(".slippy .recorded [tabindex]")).to_have_count(1)  # one stop of Tab for all cells
    reader.locator("figure.slippy").focus()
    for _ in range(60):
        reader.keyboard.press("Tab")
        if reader.evaluate("document.activeElement.matches('path[data-cell]')"):
            break
    on = reader.locator("path[data-cell]:focus")
    expect(on).to_have_attribute("aria-label", re.compile("^UCDP GED 25.1, .*: evidence for no claim. .* in this cell"))
    first = on.get_attribute("data-cell")
    moved = {first}
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        reader.keyboard.press(key)
        moved.add(on.get_attribute("data-cell"))
    assert len(moved) > 1
    cell = on.get_attribute("data-cell")
    reader.keyboard.press("Enter")
    expect(reader.locator(".events-here .close")).to_be_focused()
    expect(reader.locator(".events-here")).to_contain_text("evidence for no claim: ")
    reader.keyboard.press("Escape")
    expect(reader.locator(".events-here")).to_be_hidden()
    expect(reader.locator(f'path[data-cell="{cell}"]')).to_be_focused()


@pytest.mark.browser
def test_cells_grow_finer_with_nearness(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    cells(reader)
    resolutions: list[int] = []

    def seen(answer: Response) -> None:
        if "/recorded/cells" in answer.url:
            resolutions.append(answer.json()["resolution"])

    reader.on("response", seen)
    for _ in range(3):
        reader.get_by_role("button", name="Nearer").click()
        settle(reader)
    assert resolutions == sorted(resolutions)
    assert resolutions[-1] > 3


@pytest.mark.browser
def test_cells_of_the_free_map_grow_finer_with_nearness(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/map?context=events")
    with reader.expect_response(lambda answer: tile_zoom(answer) >= 0, timeout=90_000) as opening:
        reader.get_by_role("button", name="Free map").click()
    first = tile_zoom(opening.value)
    expect(reader.locator(".slippy")).to_be_hidden(timeout=90_000)  # the free map has drawn
    box = reader.get_by_test_id("stDeckGlJsonChart").bounding_box()
    assert box is not None
    reader.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    reader.keyboard.down("Control")
    with reader.expect_response(lambda answer: tile_zoom(answer) > first, timeout=90_000) as nearer:
        for _ in range(4):
            reader.mouse.wheel(0, -600)
            reader.wait_for_timeout(300)  # a busy machine joins turns of a wheel that come at once to one
    reader.keyboard.up("Control")
    assert nearer.value.headers["content-encoding"] == "gzip"
    assert int(nearer.value.headers["content-length"]) < 300_000


def tile_zoom(answer: Response) -> int:
    """The zoom of a tile of the free map; -1 of anything else."""
    return int(parse_qs(urlsplit(answer.url).query)["z"][0]) if "/recorded/tile" in answer.url else -1


@pytest.mark.browser
def test_the_timeline_and_the_brief_have_their_line(reader: Page, behind: str) -> None:
    open_page(reader, behind, "/timeline?context=events&from=2017-01-01&to=2017-12-31")
    expect(reader.locator(".recorded-strip rect")).not_to_have_count(0)
    expect(reader.get_by_text(NOT_EVIDENCE)).to_be_visible()
    open_page(reader, behind, "/?context=events&region=iraq&from=2017-01-01&to=2017-12-31")
    wanted = sum(
        row["country"] == "Iraq" and row["date_end"][:10] >= "2017-01-01" and row["date_start"][:10] <= "2017-12-31"
        for row in ROWS
    )
    expect(reader.get_by_text(f"UCDP GED 25.1 records {wanted} events in Iraq between")).to_be_visible()


@pytest.mark.browser
def test_without_a_layer_there_is_no_switch_and_a_link_says_so(page: Page, server: str) -> None:
    open_page(page, server, "/map?context=events")
    expect(page.get_by_role("combobox", name="Recorded violence")).to_have_count(0)
    expect(page.get_by_text("this deployment has no layer of it")).to_be_visible()


@pytest.mark.parametrize(
    "asked", ["cells?zoom=x&window=1,2,3,4", "cells?zoom=4", "events?cell=none", "cells?zoom=4&window=9,9,1,1"]
)
def test_what_is_no_question_is_answered_as_one(behind: str, asked: str) -> None:
    with pytest.raises(HTTPError) as refused, build_opener(ProxyHandler({})).open(f"{behind}/recorded/{asked}"):
        pass
    assert refused.value.code == 400
    refused.value.close()
