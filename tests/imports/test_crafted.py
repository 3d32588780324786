"""Cells and files that were made to keep an importer busy: none takes more than a moment, however long it is."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from briefing.imports import days, gtd, timelinejs
from briefing.imports.sheet import dates, grid, said, spots, words
from briefing.imports.sheet.grid import Cell

LONG = 60_000  # letters; a cell may have twice as many
MOMENT = 2.0  # seconds of processor
ROW = b'<table:table-row table:number-rows-repeated="1">'
CRAFTED: dict[str, tuple[Callable[[Any], object], Any]] = {
    "a place of digits": (lambda text: spots.spot({"place": text}, {}), "1" * LONG),
    "coordinates of many numbers": (lambda text: spots.spot({"coordinates": text}, {}), "1 " * (LONG // 2)),
    "a latitude of spaces": (lambda text: spots.spot({"latitude": text, "longitude": "1"}, {}), "1" + " " * LONG),
    "a note of reaches": (days.note, "1-" * (LONG // 2)),
    "a date of words": (lambda text: dates.edtf(Cell(text), "", dates.Style()), "between a" + " and a" * (LONG // 6)),
    "a date of hours": (lambda text: dates.style([Cell(text)]), "T" * LONG),
    "sources of spaces": (lambda text: list(said._parts(Cell(text))), "www.a.b" + " " * LONG + "x"),
    "an address of points": (said.BARE.fullmatch, "www" + "." * LONG + " "),
    "markup that is not closed": (timelinejs.plain, "<" * 3 * LONG),
    "an id of digits": (gtd.ROUNDED.search, "1" * LONG),
    "a header of brackets": (words.plain, "(" * LONG),
    "rows that are not closed": (grid._reaching, ROW * (LONG // len(ROW))),
}


@pytest.mark.parametrize("name", CRAFTED)
def test_no_cell_keeps_an_importer_busy(name: str) -> None:
    read, text = CRAFTED[name]
    begun = time.process_time()
    with suppress(ValueError):
        read(text)
    assert time.process_time() - begun < MOMENT


def test_what_is_read_of_sources_dates_and_ids_stays() -> None:
    assert [*said._parts(Cell("AP | Reuters\nwww.a.org/x , https://b.org"))] == [
        "AP",
        "Reuters",
        "www.a.org/x",
        "https://b.org",
    ]
    assert all(said.BARE.fullmatch(each) for each in ("www.a.org", "a.b.org/x"))
    assert not any(said.BARE.fullmatch(each) for each in ("www.a", "www..", "a.b"))
    assert all(gtd.ROUNDED.fullmatch(each) for each in ("2.02E+11", "2E11", "2,0E+1"))
    assert timelinejs.plain("a <b>c</b> &lt;d&gt;") == "a c <d>"
