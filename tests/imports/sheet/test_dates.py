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
        ("2024-05-22?", "2024-05-22?"),
        ("2024-05-7?", "2024-05-07?"),
        ("April 20th, 2024 (approx.)", "2024-04-20~"),
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
        ("in March 2016", "2016-03"),
        ("im März 2016", "2016-03"),
        ("en mars 2016", "2016-03"),
        ("au mois de mars 2016", "2016-03"),
        ("в марте 2016 г.", "2016-03"),
        ("во мае 2016", "2016-05"),
        ("дар моҳи марти 2016", "2016-03"),
        ("في مارس 2016", "2016-03"),
        ("In the month of March 2016", "2016-03"),
        ("on 3 March 2016", "2016-03-03"),
        ("am 3.3.2016", "2016-03-03"),
        ("on 13/6/2016", "2016-06-13"),
        ("in 2016", "2016"),
        ("im Jahr 2016", "2016"),
        ("in the spring of 2016", "2016-21"),
        ("in about March 2016", "2016-03~"),
        ("in March 2016?", "2016-03?"),
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
        ("12 de marzo de 2024", "2024-03-12"),
        ("el 3 de septiembre del 2024", "2024-09-03"),
        ("1º de março de 2024", "2024-03-01"),
        ("1.º de maio de 2024", "2024-05-01"),
        ("en enero de 2024", "2024-01"),
        ("em dezembro de 2023", "2023-12"),
        ("15 dic 2024", "2024-12-15"),
        ("10 out 2024", "2024-10-10"),
        ("3 juil. 2024", "2024-07-03"),
        ("5 нояб. 2024", "2024-11-05"),
        ("12 جويلية 2024", "2024-07-12"),
        ("تشرين أول 2024", "2024-10"),
        ("hacia junio de 2024", "2024-06~"),
        ("entre el 3 y el 5 de marzo de 2024", "[2024-03-03..2024-03-05]"),
        ("14/II/2024", "2024-02-14"),
        ("14.II.2024", "2024-02-14"),
        ("14 xii 2024", "2024-12-14"),
        ("IX.2024", "2024-09"),
        ("весной 2024 г.", "2024-21"),
        ("été 2024", "2024-22"),
        ("otoño de 2024", "2024-23"),
        ("2024 ?", "2024?"),
        ("14/03/2024?", "2024-03-14?"),
        ("between 19 Feb and 14 March 2001", "[2001-02-19..2001-03-14]"),
        ("between 22 and 24 June 2024", "[2024-06-22..2024-06-24]"),
        ("between 22 and 24.06.2024", "[2024-06-22..2024-06-24]"),
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
        ("2024-05-2?", "write [2024-05-20..2024-05-29] for the digit, 2024-05-02? for the day"),
        ("before 20 April 2024", "write [..2024-04-20] for what happened once by then, ../2024-04-20 for what lasted"),
        ("about 20 April", "a day and a month, and no year; write the year and -04-20"),
        ("20-Apr-24", "a year of two digits, where four are wanted; write such as 2024-04-20"),
        ("Jun 24", "a month as a word and no year of four digits"),
        ("March", "'March' has a month as a word and no year; write such as 2024-03"),
        (
            "since March 2016",
            "has words or numbers beside its month and its year that cannot be read; write such as 2016-03",
        ),
        (
            "March 2016 3 4",
            "has words or numbers beside its month and its year that cannot be read; write such as 2016-03",
        ),
        ("in March 16", "write 2016-03 for the month, or the year and -03-16 for the day"),
        ("in early March 2016", "[2016-03-01..2016-03-10]"),
        ("45455", "how a sheet counts days, 2024-06-12 unless it counts from 1904"),
        ("6/12/24", "a year of two digits"),
        (
            "mid-April 2023",
            "whose days only you can tell; write such as [2023-04-11..2023-04-20]",
        ),
        ("yesterday", "'yesterday' is told from the day on which it was written, which nothing here says; a day such"),
        ("Today", "is told from the day on which it was written"),
        ("ayer", "is told from the day on which it was written"),
        ("last Tuesday", "is told from the day on which it was written"),
        ("3 days ago", "is told from the day on which it was written"),
        ("вчера", "is told from the day on which it was written"),
        ("14-16 March 2024", "write 2024-03-14/2024-03-16 for what lasted, [2024-03-14..2024-03-16] for"),
        ("14/03/2024 - 16/03/2024", "write 2024-03-14/2024-03-16 for what lasted, [2024-03-14..2024-03-16] for"),
        ("14.-16.03.2024", "write 2024-03-14/2024-03-16"),
        ("14.03 - 16.04.2024", "write 2024-03-14/2024-04-16"),
        ("March 14-16, 2024", "write 2024-03-14/2024-03-16"),
        ("28 Feb – 2 March 2024", "write 2024-02-28/2024-03-02"),
        ("from 14 to 16 March 2024", "write 2024-03-14/2024-03-16"),
        ("du 14 au 16 mars 2024", "write 2024-03-14/2024-03-16"),
        ("vom 14. bis 16. März 2024", "write 2024-03-14/2024-03-16"),
        ("del 14 al 16 de marzo de 2024", "write 2024-03-14/2024-03-16"),
        ("с 14 по 16 марта 2024", "write 2024-03-14/2024-03-16"),
        ("March-April 2024", "write 2024-03/2024-04"),
        ("2023-2024", "write 2023/2024"),
        ("5/6/2024 - 7/6/2024", "'5/6/2024' may have the day or the month first; --dates dmy or mdy says"),
        ("16-14 March 2024", "write both ends as year-month-day, as FIRST/LAST for what lasted"),
        ("2019 - present", "goes on to the day on which it was written; write 2019/.. for what goes on"),
        ("II/2024", "may be a month or a quarter; write 2024-02 for the month, [2024-04..2024-06] for the quarter"),
        ("mediados de marzo de 2024", "[2024-03-11..2024-03-20]"),
        ("Ende 2024", "names a part of a year; write such as [2024-09..2024-12] for once"),
        ("12 de marso de 2024", "Did you mean 'mars"),
        ("mid-2024", "names a part of a year; write such as [2024-05..2024-08] for once, 2024-05/2024-08 for what"),
        ("Q1 2024", "write such as [2024-01..2024-03] for once"),
        ("12 Marhc 2023", "names no month that is known. Did you mean 'march'?"),
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
        ("2024-07-32", "'2024-07-32' is not in the calendar (July 2024 has 31 days)"),
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
    found = gather("Title,Date\nA,6/12/2020\nB,5/11/2020\nC,25/12/2020\n")
    assert found.asked == (
        "Column 'Date': 2 dates may have the day or the month first; 1 more with the day first, such as '25/12/2020': "
        "say --dates dmy (day first) or mdy",
    )
    assert [where for where, _ in left(found.parcel.refused)] == ["line 2", "line 3"]
    assert gather("Title,Date\nA,6/12/2020\n", dates="dmy").asked == ()


def test_two_styles_in_a_column_are_found_and_no_order_is_right_for_both() -> None:
    found = gather("Title,Date\nA,6/12/2024\nB,12/25/2024\nC,25/12/2024\n", dates="dmy")
    assert "two styles stand in the column: '25/12/2024' has the day first, '12/25/2024' the month" in found.asked[0]
    assert [cells["date"] for cells in rows(found, "events")] == ["2024-12-25", "2024-12-25"]
    assert "write year-month-day" in left(found.parcel.refused)[0][1]


def test_a_word_before_a_date_leaves_its_order_open() -> None:
    found = style([Cell("on 6/12/2024"), Cell("on 25/12/2024")])
    assert found.counted == (1, 0, 1)


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
    assert rows(one("Siege,2024-06-12,ongoing", "Event,Start,End"), "events")[0]["date"] == "2024-06-12/.."
    assert "ends before it begins" in left(one("X,2024,2023", "Event,Start,End").parcel.refused)[0][1]


def test_the_order_that_its_owner_says_holds_for_both_ends_of_a_reach() -> None:
    with pytest.raises(ValueError, match=re.escape("write 2024-06-05/2024-06-07 for what lasted")):
        read("5/6/2024 - 7/6/2024", "dmy")


@pytest.mark.parametrize("cell", ["?", "??", "(?)"])
def test_a_mark_of_question_alone_is_not_lost_silently(cell: str) -> None:
    found = gather(f"Title,Date,End,Place\nA,{cell},,Varzob\nB,2024?,{cell},{cell}\n")
    assert [each.get("date", "") for each in rows(found, "events")] == ["", "2024?"]
    told = "stands alone in column {!r}, and is taken for not known"
    assert left(found.remarks)[:3] == [
        ("line 2", f"{cell!r} {told.format('Date')}"),
        ("line 3", f"{cell!r} {told.format('End')}"),
        ("line 3", f"{cell!r} {told.format('Place')}"),
    ]


def test_a_long_text_in_a_column_of_dates_is_answered_at_once() -> None:
    with pytest.raises(ValueError, match="is not a date that can be read"):
        read("a-" * 50_000)


def test_rows_without_a_date_are_told_in_one_line() -> None:
    sheet = "Title,Date,URL\nA,2024,https://a.example/1\nB,,https://a.example/2\nC,n/a,https://a.example/3\n"
    (told,) = [said for said in gather(sheet).asked if "says nothing" in said]
    assert told.startswith("Column 'Date' says nothing in 2 lines (line 3, line 4): what they tell of comes in without")
    assert not [said for said in gather("\n".join(sheet.splitlines()[:2])).asked if "says nothing" in said]
