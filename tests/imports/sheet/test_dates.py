"""Dates of sheets: read where there is one reading, as coarse as written; else asked about as a column."""

import io
import re
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from briefing.imports.sheet.dates import Style, edtf, style
from briefing.imports.sheet.grid import Cell
from tests.imports.sheet.made import excel, gather, left, one, opendocument, rows


def read(text: str, order: str = "") -> str:
    return edtf(Cell(text), order, style([Cell(text)]))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-06-12", "2024-06-12"),
        ("2024/6/2", "2024-06-02"),
        ("20240612", "2024-06-12"),
        ("12.06.2024", "2024-06-12"),
        ("13/6/2024", "2024-06-13"),
        ("6/13/2024", "2024-06-13"),
        ("6/6/2024", "2024-06-06"),
        ("13-06-2024 14:30", "2024-06-13"),
        ("12 June 2024", "2024-06-12"),
        ("June 12, 2024", "2024-06-12"),
        ("Wednesday, 12 June 2024", "2024-06-12"),
        ("the 3rd of June 2024", "2024-06-03"),
        ("12-Jun-2024", "2024-06-12"),
        ("3. Juni 2024", "2024-06-03"),
        ("le 3 août 2024", "2024-08-03"),
        ("3 июня 2024 г.", "2024-06-03"),
        ("5 июни 2024", "2024-06-05"),
        ("12 حزيران 2024", "2024-06-12"),
        ("٣ يونيو ٢٠٢٤", "2024-06-03"),
        ("كانون الثاني 2024", "2024-01"),
        ("June 2024", "2024-06"),
        ("06/2024", "2024-06"),
        ("2024", "2024"),
        ("spring 2024", "2024-21"),
        ("1990s", "199X"),
        ("about June 2024", "2024-06~"),
        ("ca. 2017", "2017~"),
        ("June 2024?", "2024-06?"),
        ("~2017 (?)", "2017%"),
        ("2017?", "2017?"),
        ("2024-06-00", "2024-06"),
        ("0/6/2024", "2024-06"),
        ("00.00.2024", "2024"),
        ("between 19 Feb and 14 March 2001", "[2001-02-19..2001-03-14]"),
        ("2015-10/2016", "2015-10/2016"),
        ("[2015-10..2016]", "[2015-10..2016]"),
    ],
)
def test_what_has_one_reading_is_read_as_coarse_as_it_is_written(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("6/12/2024", "may have the day or the month first; --dates dmy or mdy says"),
        ("Jun 24", "a month as a word and no year of four digits"),
        ("45455", "how a sheet counts days, 2024-06-12 unless it counts from 1904"),
        ("6/12/24", "a year of two digits"),
        ("Mar 7", "write 2007-03 for the month, or the year and -03-07 for the day"),
        ("3-5 May 2019", "once between; write 2019-05-03/2019-05-05 for what lasted, [2019-05-03..2019-05-05] for"),
        ("2019-07-12 - 2019-07-14", "write 2019-07-12/2019-07-14 for what lasted"),
        (
            "early June 2019",
            "names a part of a month, whose days only you can tell; write such as [2019-06-01..2019-06-10]",
        ),
        ("mid June 2019", "[2019-06-11..2019-06-20]"),
        ("late Feb 2019", "[2019-02-21..2019-02-28]"),
        ("2021-22", "may be the years 2021 and 2022, or a season of EDTF; write 2021/2022"),
        ("2021/22", "may be the years 2021 and 2022"),
        ("31.02.2024", "February 2024 has 29 days"),
        ("13/13/2024", "there is no month 13"),
        ("soon", "is not a date that can be read"),
    ],
)
def test_what_has_several_readings_or_none_gets_the_message_that_fits(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read(written)


@pytest.mark.parametrize(("order", "meant"), [("dmy", "2024-12-06"), ("mdy", "2024-06-12")])
def test_the_order_of_a_column_is_what_its_owner_says(order: str, meant: str) -> None:
    assert read("6/12/2024", order) == meant


def test_a_column_is_asked_about_once_with_what_its_other_dates_tell() -> None:
    found = gather("Title,Date\nA,6/12/2024\nB,5/11/2024\nC,25/12/2024\n")
    assert found.asked == (
        "Column 'Date': 2 dates may have the day or the month first; 1 more with the day first, such as '25/12/2024': "
        "say --dates dmy (day first) or mdy",
    )
    assert [where for where, _ in left(found.parcel.refused)] == ["line 2", "line 3"]
    assert gather("Title,Date\nA,6/12/2024\n", dates="dmy").asked == ()


def test_two_styles_in_a_column_are_found_and_no_order_is_right_for_both() -> None:
    found = gather("Title,Date\nA,6/12/2024\nB,12/25/2024\nC,25/12/2024\n", dates="dmy")
    assert "two styles stand in the column: '25/12/2024' has the day first, '12/25/2024' the month" in found.asked[0]
    assert [cells["date"] for cells in rows(found, "events")] == ["2024-12-25", "2024-12-25"]
    assert "write year-month-day" in left(found.parcel.refused)[0][1]


def test_dots_and_equal_numbers_leave_nothing_open() -> None:
    assert style([Cell("6.12.2024"), Cell("6/6/2024"), Cell("June")]) == Style()


def test_a_date_cell_is_a_date_and_a_number_in_its_column_a_count_of_days() -> None:
    book = excel(["Title", "Date"], ["A", datetime(2024, 6, 12)], ["B", 45455], ["C", datetime(2024, 6, 12, 14, 30)])
    assert [cells["date"] for cells in rows(gather(book), "events")] == [
        "2024-06-12",
        "2024-06-12",
        "2024-06-12T14:30:00",
    ]


@pytest.mark.parametrize(
    ("shown", "meant"), [("mmm yyyy", "2024-06"), ("yyyy", "2024"), ("d mmmm yyyy", "2024-06-01"), ('yyyy "d"', "2024")]
)
def test_a_date_cell_is_as_coarse_as_it_is_shown(shown: str, meant: str) -> None:
    book = excel(["Title", "Date"], ["A", datetime(2024, 6, 1)], formats={"B2": shown})
    assert rows(gather(book), "events")[0]["date"] == meant


def test_a_workbook_that_counts_from_1904_says_so() -> None:
    book = load_workbook(io.BytesIO(excel(["Title", "Date"], ["A", 43993])))
    book.epoch = CALENDAR_MAC_1904
    out = io.BytesIO()
    book.save(out)
    assert rows(gather(out.getvalue()), "events")[0]["date"] == "2024-06-12"


def test_a_year_in_a_number_is_a_year() -> None:
    assert rows(gather(excel(["Title", "Date"], ["A", 2024])), "events")[0]["date"] == "2024"


def test_opendocument_has_dates_of_its_own_and_its_numbers_are_open() -> None:
    found = gather(opendocument(["Title", "Date"], ["A", date(2024, 6, 12)], ["B", 45455]))
    assert [cells["date"] for cells in rows(found, "events")] == ["2024-06-12"]
    assert "unless it counts from 1904" in left(found.parcel.refused)[0][1]


def test_a_start_and_an_end_lasted() -> None:
    found = one("Siege,2024-06-12,June 2025", "Event,Start date,End date")
    assert rows(found, "events")[0]["date"] == "2024-06-12/2025-06"
    assert rows(one("Raid,2024-06-12,2024-06-12", "Event,Start,End"), "events")[0]["date"] == "2024-06-12"
    assert "ends before it begins" in left(one("X,2024,2023", "Event,Start,End").parcel.refused)[0][1]
