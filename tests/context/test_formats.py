"""What becomes of every line of a release, in each format: taken, refused or set aside, and never mended in silence."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from briefing.context import acled, asking, gtd
from briefing.context.adding import add
from briefing.context.formats import FORMATS
from briefing.context.layer import Absent, Layer, Scope
from briefing.context.opening import found
from briefing.context.rows import Account, Format, RefusedError
from tests.context.official import ACLED, GTD, LAYOUTS, acled_row, gtd_row, spoiled, text

BY_NAME = {form.name: form for form in FORMATS}


def taken(tmp_path: Path, form: Format, written: str, name: str = "release.csv") -> tuple[Layer, Account]:
    """The layer in ``layer`` that the text of a file makes."""
    (tmp_path / name).write_text(written, encoding="utf-8", newline="")
    return add(tmp_path / name, form, tmp_path / "layer", "", "", lambda number: None)


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_with_every_trap_is_accounted_for_to_the_row(tmp_path: Path, seed: int) -> None:
    copy = spoiled(seed, 600)
    layer, account = taken(tmp_path, BY_NAME["ucdp-ged"], copy.text)
    assert {reason: account.numbers[reason] for reason in account.refused} == copy.refused
    assert {reason: account.numbers[reason] for reason in account.aside} == copy.aside
    assert account.taken == layer.rows == len(copy.sound)
    assert account.total == len(copy.sound) + copy.refused.total() + copy.aside.total()
    opened = found(str(tmp_path / "layer"))
    assert not isinstance(opened, Absent)
    totals = asking.totals(opened, Scope(), "year")
    assert {year: each.events for year, each in totals.items()} == Counter(int(row["year"]) for row in copy.sound)
    assert sum(each.deaths.low for each in totals.values()) == sum(int(row["low"]) for row in copy.sound)


@pytest.mark.parametrize("odd", ["\a", "\x7f", "\ufdd0", "q" * 40_000], ids=["bell", "delete", "none", "long"])
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_line_with_a_text_that_no_description_can_carry_is_refused(tmp_path: Path, name: str, odd: str) -> None:
    header, made = LAYOUTS[name]
    rows = [made(random.Random(number), number) for number in range(4)]
    column = "country_txt" if "country_txt" in header else "country"
    rows[1] |= {column: f"Ir{odd}aq"}
    layer, account = taken(tmp_path, BY_NAME[name], text(rows, header))
    (reason,) = account.refused
    assert reason.startswith("country: ")
    assert layer.rows == 3
    assert not isinstance(found(str(tmp_path / "layer")), Absent)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_format_is_taken_in_whole(tmp_path: Path, name: str) -> None:
    header, made = LAYOUTS[name]
    rows = [made(random.Random(number), number) for number in range(300)]
    layer, account = taken(tmp_path, BY_NAME[name], text(rows, header))
    assert (layer.rows, account.refused, account.aside) == (300, {}, {})
    assert 0 < layer.coarse < 150
    assert layer.may_be_passed_on is (name == "ucdp-ged")


@pytest.mark.parametrize("name", ["acled", "gtd"])
def test_a_file_of_another_data_set_is_refused_by_name(tmp_path: Path, name: str) -> None:
    header, made = LAYOUTS["ucdp-ged"]
    with pytest.raises(ValueError, match=f"this is no file of {name.upper()}: the column"):
        taken(tmp_path, BY_NAME[name], text([made(random.Random(1), 1)], header))


def test_a_workbook_is_told_what_to_become(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="save its sheet as CSV"):
        taken(tmp_path, gtd.FORMAT, "PK", "globalterrorismdb_0221dist.xlsx")


def acled_of(**cells: str) -> Mapping[str, str]:
    """A sound row of ACLED that says something else."""
    return dict.fromkeys(ACLED, "") | acled_row(random.Random(5), 1) | cells


def gtd_of(**cells: str) -> Mapping[str, str]:
    """A sound row of GTD that says something else."""
    return dict.fromkeys(GTD, "") | gtd_row(random.Random(5), 1) | cells


@pytest.mark.parametrize(
    ("written", "precision", "first", "last"),
    [
        ("2017-04-13", "1", date(2017, 4, 13), date(2017, 4, 13)),
        ("13 April 2017", "1", date(2017, 4, 13), date(2017, 4, 13)),
        ("13-Apr-2017", "2", date(2017, 4, 10), date(2017, 4, 16)),
        ("2017-01-02", "2", date(2017, 1, 1), date(2017, 1, 5)),
        ("2017-02-13", "3", date(2017, 2, 1), date(2017, 2, 28)),
    ],
)
def test_acled_dates_reach_as_far_as_they_are_known(written: str, precision: str, first: date, last: date) -> None:
    row = acled.read(acled_of(event_date=written, year="2017", time_precision=precision))
    assert (row.first, row.last) == (first, last)


def test_acled_has_one_number_of_deaths_and_may_have_one_side() -> None:
    row = acled.read(acled_of(fatalities="7", actor2="", geo_precision="3"))
    assert (row.low, row.best, row.high, row.side_b) == (7, 7, 7, "")
    assert (row.kind, row.precision, row.is_placed) == ("battles: armed clash", 4, False)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_id_cnty": " "}, "the id is empty"),
        ({"event_date": "13/04/2017"}, "event_date is written neither 2017-04-13 nor 13 April 2017"),
        ({"event_date": "2017-04-31"}, "event_date is none of the calendar"),
        ({"year": "2016"}, "the year is not that of event_date"),
        ({"event_date": "3 Xyz 2017"}, "event_date is none of the calendar"),
        ({"time_precision": "4"}, "time_precision is none of 1, 2, 3"),
        ({"geo_precision": "0"}, "geo_precision is none of 1, 2, 3"),
        ({"fatalities": "-1"}, "fatalities is below nought"),
        ({"fatalities": ""}, "fatalities is no whole number"),
    ],
)
def test_an_acled_line_that_cannot_be_is_refused(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        acled.read(acled_of(**{"event_date": "2017-04-13", "year": "2017", **cells}))


@pytest.mark.parametrize(
    ("month", "day", "first", "last"),
    [
        ("4", "13", date(2017, 4, 13), date(2017, 4, 13)),
        ("2", "0", date(2017, 2, 1), date(2017, 2, 28)),
        ("0", "0", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_gtd_day_nought_is_all_of_its_month_or_year(month: str, day: str, first: date, last: date) -> None:
    row = gtd.read(gtd_of(iyear="2017", imonth=month, iday=day))
    assert (row.first, row.last) == (first, last)


@pytest.mark.parametrize("resolution", ["4/20/2017", "2017-04-20 00:00:00"])
def test_a_gtd_event_lasted_to_its_resolution(resolution: str) -> None:
    cells = {"iyear": "2017", "imonth": "4", "iday": "13", "resolution": resolution}
    assert gtd.read(gtd_of(extended="1", **cells)).last == date(2017, 4, 20)
    assert gtd.read(gtd_of(extended="0", **cells)).last == date(2017, 4, 13)


def test_gtd_deaths_that_are_not_stated_are_none_and_said(tmp_path: Path) -> None:
    assert gtd.read(gtd_of(nkill="")).best is None
    rows = [{**gtd_row(random.Random(n), n), "nkill": kill} for n, kill in enumerate(("", "", "3.0"))]
    layer, _ = taken(tmp_path, gtd.FORMAT, text(rows, GTD))
    assert layer.unstated == 2
    assert "2 rows without a number of deaths add none to any sum." in layer.lacks
    opened = found(str(tmp_path / "layer"))
    assert not isinstance(opened, Absent)
    assert asking.total(opened, Scope()).deaths.best == 3


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"eventid": "12"}, "the eventid is not twelve digits"),
        ({"longitude": "-86185896"}, "the longitude lies beyond 180 degrees"),  # as one line of real copies has it
        ({"imonth": "13"}, "iyear, imonth and iday are no date of the calendar"),
        ({"specificity": "7"}, "specificity is none of 1 to 5"),
        ({"nkill": "-2"}, "nkill is below nought"),
        ({"extended": "1", "resolution": "1/1/1999"}, "resolution lies before the first day"),
        ({"extended": "1", "resolution": "31/12/2017"}, "resolution is no date of the calendar"),
    ],
)
def test_a_gtd_line_that_cannot_be_is_refused(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        gtd.read(gtd_of(**cells))


@pytest.mark.parametrize(
    ("release", "file", "wanted"),
    [
        (acled.release, "2024-01-01-2025-05-19-Iraq.csv", "2025-05-19"),
        (acled.release, "acled.csv", ""),
        (gtd.release, "globalterrorismdb_0221dist.csv", "2021-02"),
        (gtd.release, "gtd.csv", ""),
    ],
)
def test_the_name_of_a_file_may_tell_its_release(release: Callable[[str], str], file: str, wanted: str) -> None:
    assert release(file) == wanted
