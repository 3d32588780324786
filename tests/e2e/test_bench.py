"""The bench walks every page of the shipped dossier, and a page that was seen before is not sent again."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench import browser as measuring
from bench.__main__ import ALL, FILTERED, LINE, PAGES, names
from bench.browser import Sight, choose, reader, take_off, visit, walk
from bench.cost import Meter

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bench")]


@pytest.fixture(scope="module")
def measured(browser: Browser) -> Iterator[BrowserContext]:
    """The browser that the bench measures in, one for all: what it has fetched is nothing that it counts here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measuring, "PATIENCE", 30_000)
        with reader(browser) as context:
            yield context


@pytest.fixture
def page(measured: BrowserContext) -> Iterator[Page]:
    """A page of it."""
    with closing(measured.new_page()) as opened:
        yield opened


def test_every_page_of_the_walk_comes_to_rest(page: Page, server: str) -> None:
    visit(page, server, Sight(".judged"))
    for title, sight in PAGES.items():
        found = walk(page, title, sight)
        assert found.whole >= found.text > 0, title


def test_what_was_seen_before_a_filter_is_not_sent_again_when_it_is_taken_off(page: Page, server: str) -> None:
    meter, name = Meter(page), names()[0]
    visit(page, server, ALL)
    for title in FILTERED:
        if title != FILTERED[0]:
            walk(page, title, PAGES[title])
        whole = meter.read().bytes
        choose(page, "Actor", name, Sight(LINE, name))
        meter.read()
        take_off(page, "Actor", ALL)
        assert meter.read().bytes < whole / 4, title
