"""The whole dashboard under a path, as Streamlit's ``server.baseUrlPath`` names it, without a proxy."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from briefing.view.ways import WAYS
from tests.e2e.server import served
from tests.e2e.walk import Traffic, open_page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("under-path")]

PATH = "/office/brief"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the first page, without its last stroke."""
    with served(tmp_path_factory.mktemp("under") / "log", path=PATH) as base:
        yield base


@pytest.fixture
def reader(browser: Browser, site: str, traffic: Traffic) -> Iterator[tuple[Page, list[Response]]]:
    """A page of a fresh reader, and what it was answered that is no file."""
    refused: list[Response] = []
    with browser.new_context(service_workers="block") as context, traffic.of(context):
        context.on("response", lambda answer: refused.append(answer) if answer.status >= 400 else None)
        yield context.new_page(), refused
    assert traffic.foreign(site) == []
    assert traffic.refused() == []


def test_every_page_shows_with_all_that_it_asks_for(reader: tuple[Page, list[Response]], site: str) -> None:
    page, refused = reader
    for name in ("", *(name for name, _ in WAYS[1:])):
        open_page(page, site, f"/{name}")
    # From under a page the client looks for its base, and finds it.
    assert {urlsplit(each.url).path.rpartition("/_stcore/")[2] for each in refused} <= {"health", "host-config"}


def test_the_map_has_its_base_map_and_links_and_files_stay_under_the_path(
    reader: tuple[Page, list[Response]], site: str
) -> None:
    page, _ = reader
    with page.expect_response(lambda answer: f"{PATH}/basemap/" in answer.url) as drawn:
        open_page(page, site, "/map?actor=khalimov")
    assert drawn.value.ok
    page.get_by_role("button", name="Share").click()
    shared = page.get_by_text(f"{site}/map?").first
    expect(shared).to_contain_text("actor=khalimov")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").first.click()
    assert download.value.path().stat().st_size > 0
    assert urlsplit(download.value.url).path.startswith(f"{PATH}/media/")
    leading = "all => all.map(a => new URL(a.getAttribute('href'), a.baseURI)).filter(to => to.host === location.host)"
    links = page.locator("a[href]").evaluate_all(f"{leading}.map(String)")
    assert links
    assert [each for each in links if not each.startswith(site)] == []
    open_page(page, "", shared.inner_text())
    expect(page.get_by_text("khalimov", exact=False).first).to_be_visible()


def test_an_address_that_is_no_page_leads_back_under_the_path(reader: tuple[Page, list[Response]], site: str) -> None:
    page, _ = reader
    page.goto(f"{site}/below/timelin")
    page.get_by_role("link", name="Timeline").first.click()
    page.wait_for_url(f"{site}/timeline")
