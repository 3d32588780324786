"""The numbers that rows and cells of a sheet say they have: whoever reads it, one that cannot be is told in words."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.xml.constants import ARC_STYLE

from briefing.__main__ import main
from briefing.imports import tabular, xlsx
from briefing.imports.sheet.grid import tabs
from briefing.imports.sheet.preview import preview
from briefing.reading import numbered
from briefing.reading.load import read_workbook
from briefing.reading.opened import read_cells
from tests.imports.sheet import made
from tests.imports.sheet.test_grid import excel
from tests.reading.test_unpacked import with_part

MOMENT = 2.0  # seconds of processor
FIRST, LATER = "its first row: a row of the number", "after row 1: a row of the number"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'


def rows(number: str) -> str:
    """A row of this number under a header."""
    return f'{HEADER}<row r="{number}"><c><v>1</v></c></row>'


def row(*cells: str) -> str:
    """The second row, of these cells."""
    return f'{HEADER}<row r="2">{"".join(cells)}</row>'


def cell(said: str, value: str = "1") -> str:
    """A cell that says these attributes."""
    return f"<c {said}><v>{value}</v></c>"


IMPOSSIBLE: dict[str, tuple[str, str]] = {
    "row beyond all": (rows("99999999999"), f"{LATER} '99999999999' was found; a number after 1, up to 1,048,576 is w"),
    "row beyond the last": (rows("1048577"), f"{LATER} '1048577'"),
    "row as a power": (rows("1e9"), f"{LATER} '1e9'"),
    "row as sixteens": (rows("0x10"), f"{LATER} '0x10'"),
    "row below zero": (rows("-1"), f"{LATER} '-1'"),
    "row zero": (rows("0"), f"{LATER} '0'"),
    "row of other digits": (rows("٣"), f"{LATER} '٣'"),
    "row of thousands of digits": (rows("9" * 5000), f"{LATER} '9999999999999999999…'"),
    "row and a half": (rows("2.5"), f"{LATER} '2.5'"),
    "row again": (rows("1"), f"{LATER} '1'"),
    "rows that go down": ('<row r="5"/><row r="2"/>', "after row 5: a row of the number '2'"),
    "row after the last": ('<row r="1048576"/><row/>', "after row 1048576: a row of the number '1048577'"),
    "first row zero": ('<row r="0"/>', f"{FIRST} '0' was found; a number after 0, up to 1,048,576 is wanted"),
    "empty row beyond all": ('<row r="99999999999"/>', f"{FIRST} '99999999999'"),
    "column beyond the last": (row(cell('r="XFE2"')), "row 2: the cell 'XFE2' was found; one up to XFD is wanted"),
    "column of four letters": (
        row(cell('r="AAAA2"')),
        "row 2: the cell 'AAAA2' was found; one of this row, such as A2",
    ),
    "cell of another row": (row(cell('r="A99999999999"')), "row 2: the cell 'A99999999999'"),
    "cell of row zero": (row(cell('r="A0"')), "row 2: the cell 'A0'"),
    "cell without a row": (row(cell('r="A"')), "row 2: the cell 'A'"),
    "cell without a column": (row(cell('r="2"')), "row 2: the cell '2'"),
    "cells that go back": (
        row(cell('r="C2"'), cell('r="B2"')),
        "row 2: the cell 'B2' was found; one beyond column C, up to XFD",
    ),
    "cell again": (row(cell('r="B2"'), cell('r="B2"')), "row 2: the cell 'B2'"),
    "cell after the last": (row(cell('r="XFD2"'), cell("")), "row 2: the cell 'after the last'"),
    "more cells than columns": (row("<c/>" * 16_385), "row 2: more than 16,384 cells or 1,000,000 marks"),
    "last word": (row(cell('r="A2" t="s"', "-1")), "cell A2: word '-1' was found; one of the 0 of the file is wanted"),
    "word beyond the last": (row(cell('r="A2" t="s"', "7")), "cell A2: word '7'"),
    "last style": (row(cell('r="A2" s="-1"')), "cell A2: style '-1' was found; one of the 1 of the file is wanted"),
    "style beyond the last": (row(cell('r="A2" s="9"')), "cell A2: style '9'"),
    "number beyond all": (
        row(cell('r="A2"', "1e999")),
        "cell A2: '1e999' was found; a number that Excel can hold is w",
    ),
    "number of many digits": (row(cell('r="A2"', "9" * 400)), "cell A2: '9999999999999999999…'"),
    "number of other digits": (row(cell('r="A2"', "٣")), "cell A2: '٣'"),
    "no number": (row(cell('r="A2"', "nan")), "cell A2: 'nan'"),
    "no truth": (row(cell('r="A2" t="b"', "x")), "cell A2: 'x', unreadable"),
    "no day": (row(cell('r="A2" t="d"', "x")), "cell A2: 'x', unreadable"),
}


def told(content: bytes) -> dict[str, str]:
    """What each reader says of a workbook."""
    said = {}
    for name, read in READERS.items():
        with pytest.raises(ValueError, match=r".+") as fault:
            read(content)
        said[name] = str(fault.value)
    return said | {"check": read_workbook(content, "a").issues[0].message}


READERS: dict[str, Any] = {
    "sheet": tabs,
    "tabular": tabular.sheets,
    "xlsx": lambda content: xlsx.read(content, "a"),
}


@pytest.mark.parametrize(("written", "said"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_a_number_that_cannot_be_is_told_where_it_stands_by_every_reader(written: str, said: str) -> None:
    begun = time.process_time()
    found = told(excel(written))
    assert time.process_time() - begun < MOMENT
    assert {name for name, sentence in found.items() if f"the sheet 'Sheet', {said}" not in sentence} == set()


@pytest.mark.parametrize("number", ["99999999999", "1e9"])
def test_the_command_ends_with_a_sentence(number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(excel(rows(number)))
    assert main(["import", "sheet", str(file), "--into", str(tmp_path / "new"), "--asof", "2024-07-31"]) == 2
    assert f"a row of the number '{number}' was found" in capsys.readouterr().err
    assert main(["check", str(file)]) == 2
    assert f"a row of the number '{number}' was found" in capsys.readouterr().out
    (issue,) = preview(file.read_bytes(), "a.xlsx", date(2024, 7, 31)).issues
    assert f"a row of the number '{number}' was found" in issue.message


@pytest.mark.parametrize("number", ["3", " 3 ", "003", "3.0"])
def test_a_row_keeps_the_number_that_programs_write_it_with(number: str) -> None:
    content = excel(f'{HEADER}<row r="{number}"><c r=" b3 "><v>1</v></c><c><v>2</v></c></row><row r="1048576" ht="9"/>')
    assert [[each.value for each in row] for row in read_cells(content, 99)["Sheet"]] == [["title"], [], [None, 1, 2]]
    assert [line.number for line in tabs(content)[0].lines] == [1, 2, 3]


def test_of_what_stands_beside_the_rows_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = "<cols><col min='x'/></cols><mergeCells><mergeCell ref='?'/></mergeCells><dimension ref='A1:?'/>"
    assert read_cells(excel(beside=beside), 99).keys() == {"Sheet"}
    monkeypatch.setattr(numbered, "MOST_MARKS", 99)
    with pytest.raises(
        ValueError, match="row 2: more than 16,384 cells or 99 marks was found; a shorter row is wanted"
    ):
        read_cells(excel(beside="<x/>" * 99), 99)


def test_a_format_without_end_is_refused_before_it_is_thought_over() -> None:
    plain = made.excel(["Title"], [1], formats={"A2": "0.0"})
    spoiled = with_part(plain, ARC_STYLE, lambda part: part.replace(b'"0.0"', b'"' + b"[" * 100_000 + b'"'))
    wanted = "a format of numbers has 100,000 letters; up to 255 are wanted"
    assert {name for name, said in told(spoiled).items() if wanted not in said} == set()
    shown = with_part(plain, ARC_STYLE, lambda part: part.replace(b'"0.0"', b'"0.' + b"0" * 200 + b'"'))
    assert tabs(shown)[0].lines[1].texts == ("1",)


def test_a_formula_that_cells_share_is_moved_for_so_many_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    first = row('<c r="A2"><f t="shared" si="0">B2+1</f></c>')
    others = "".join(f'<row r="{number}"><c><f t="shared" si="0"/></c></row>' for number in (3, 4))
    moved = others.replace("<c>", '<c r="A3">', 1).replace("<c>", '<c r="A4">', 1)
    monkeypatch.setattr(numbered, "MOST_SHARED", 5)
    assert [line.texts for line in tabs(excel(first + moved))[0].lines[1:]] == [("=B2+1",), ("=B3+1",), ("=B2+1",)]
    with pytest.raises(ValueError, match="row 2: a formula of 8,193 letters was found; one of up to 8,192 is wanted"):
        tabs(excel(row(f'<c r="A2"><f>{"A" * 8193}</f></c>')))


def test_of_the_first_rows_alone_one_far_below_is_none() -> None:
    assert len(read_cells(excel(rows("1048576")), 9_999_999, only=20)["Sheet"]) == 1
