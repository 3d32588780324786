"""How far an OpenDocument sheet reaches: what opening it would come to is refused before it is opened."""

import io
from datetime import date
from typing import NoReturn
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import pytest

from briefing.imports.sheet import grid
from briefing.imports.sheet.grid import tabs
from briefing.imports.sheet.preview import preview
from briefing.imports.sheet.reach import Reach, reach
from tests.imports.sheet.test_grid import open_document, row

VALUE = '<table:table-cell office:value="1"{}/>'
EMPTY = "<table:table-cell{}/>"
NEXT = '</table:table><table:table table:name="B">'


def across(times: int) -> str:
    """The attribute of a cell that is there so many times."""
    return f' table:number-columns-repeated="{times}"'


def cells(*cells: str, times: int = 1) -> str:
    """A row of these cells that is there so many times."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def last(rows: str) -> Reach:
    """How far the last table of a sheet reaches."""
    return [*reach(f'<o xmlns=""><table:table table:name="A">{rows}</table:table></o>'.encode())][-1]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (cells(VALUE.format(across(5)), times=3), (3, 5, 15)),
        (cells(VALUE.format(""), EMPTY.format(across(16_383)), times=2), (2, 1, 2)),
        (cells(EMPTY.format(across(9)), VALUE.format("")), (1, 10, 9 + 10)),
        (cells(EMPTY.format(across(9)), EMPTY.format("")), (0, 0, 9)),
        (cells(VALUE.format("")) + cells(EMPTY.format(""), times=1_000_000), (1, 1, 1)),
        (cells(EMPTY.format(""), times=70) + cells(VALUE.format("")), (71, 1, 71)),
        (cells(VALUE.format(""), times=9) + cells(VALUE.format(across(7))), (10, 7, 70)),
        (cells(VALUE.format(""), times=9) + NEXT + cells(VALUE.format(across(7))), (1, 7, 9 + 7)),
    ],
)
def test_a_table_reaches_to_its_last_cell_that_says_something(rows: str, found: tuple[int, int, int]) -> None:
    reached = last(rows)
    assert (reached.rows, reached.columns, reached.cells) == found


def test_letters_count_as_often_as_their_cell_is_there() -> None:
    spaced = '<text:p>ab<text:s text:c="40"/></text:p>'
    cell = f'<table:table-cell office:value-type="s"{across(3)}>{spaced}</table:table-cell>'
    assert last(cells(cell, times=5)).letters == (len("ab" + "s" + "3") + 40) * 3 * 5


WIDE = cells(VALUE.format(across(16_000)), times=200)
HUGE: dict[str, tuple[str, str]] = {
    "many columns in many rows": (cells(VALUE.format(across(16_000)), times=100_000), "has 100,001 rows and 16,000"),
    "a wide row": (cells(VALUE.format(""), times=9000) + cells(VALUE.format(across(9000))), "has 9,002 rows and 9,000"),
    "many tables": (NEXT.join([WIDE] * 60), "comes to 192,016,000 cells"),
    "empty cells": (cells(EMPTY.format(across(16_000)), EMPTY.format("")) * 300, "comes to 4,800,00. cells"),
    "long words many times": (row("x" * 10_000, 200, 200), "and 40[0-9],[0-9]{3},[0-9]{3} letters"),
    "spaces without end": (row('<text:s text:c="4000000000"/>'), "comes to 2 cells and 4,000,000,018 letters"),
}


@pytest.mark.parametrize(("rows", "said"), HUGE.values(), ids=HUGE.keys())
def test_a_small_file_that_comes_to_more_than_the_memory_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch, rows: str, said: str
) -> None:
    def opened(*_: object) -> NoReturn:
        pytest.fail("it was opened, which ends the process")

    monkeypatch.setattr(grid, "_calamine", opened)
    content = open_document(row("date") + rows)
    assert len(content) < 20_000
    with pytest.raises(ValueError, match=said):
        tabs(content)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (cells(f"<table:table-cell>{cells()}</table:table-cell>"), "table:table-row stands within table:table and"),
        ('<table:table table:name="B"/>', "table:table stands within table:table"),
        (cells(VALUE.format(' table:number-columns-repeated="+9"')), "repeated is '\\+9'; a number is wanted"),
    ],
)
def test_what_programs_read_differently_is_refused(rows: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        last(rows)


def test_what_is_no_sheet_is_refused() -> None:
    with pytest.raises(ExpatError):
        last("<table:table-row>")
    with pytest.raises(ValueError, match="it is damaged"):
        tabs(open_document("<table:table-row>"))
    with pytest.raises(ValueError, match="declares a document type"):
        [*reach(b"<!DOCTYPE o><o/>")]


def test_a_part_that_is_there_twice_is_refused_since_programs_read_another_of_them() -> None:
    content = io.BytesIO(open_document(row("date")))
    with ZipFile(content, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("content.xml", "<o/>")
    with pytest.raises(ValueError, match="the file is damaged"):
        tabs(content.getvalue())


def test_the_format_of_excel_before_2007_is_not_opened() -> None:
    told = "it is in the format of Excel before 2007 or locked by a password; an .xlsx without one is wanted"
    (issue,) = preview(grid.OLD_EXCEL, "a.xls", date(2017, 1, 1)).issues
    assert issue.message == told
    with pytest.raises(ValueError, match="Excel before 2007"):
        tabs(grid.OLD_EXCEL)


def test_an_encoding_that_nobody_knows_is_no_fault_of_ours() -> None:
    said = b'<?xml version="1.0" encoding="UTF-M"?><o>\xff</o>'
    with pytest.raises(ExpatError):
        [*reach(said)]
    assert [*reach(said.replace(b"\xff", b""))]
