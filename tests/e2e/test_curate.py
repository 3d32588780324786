"""The curator's mode in a browser: a sheet that is dropped on the page is seen as a dossier for the visit."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import ROOT
from tests.e2e.server import served
from tests.e2e.walk import open_page

pytestmark = pytest.mark.slow


def test_a_dropped_sheet_is_seen_for_this_visit_alone(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "log", BRIEFING_CURATE="1") as server, browser.new_context() as visit:
        page = visit.new_page()
        open_page(page, server, "/map")
        box = page.get_by_test_id("stFileUploader").locator("input[type=file]")
        box.set_input_files(ROOT / "docs" / "thirty-rows.csv")
        expect(page.get_by_text("Where 23 of 28 known events are said to have happened")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("A sheet, seen for this visit")).to_be_visible()
        another = visit.new_page()  # of the same browser, with all that it keeps
        open_page(another, server, "/map")
        expect(another.get_by_text("A sheet, seen for this visit")).to_have_count(0)
