"""A layer that somebody changed by hand: none of it is taken for what it should be, and the fault is told in words."""

import os
import re
import socket
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from briefing.context import asking, ged, values
from briefing.context.adding import add
from briefing.context.description import KINDS, read, written
from briefing.context.diff import diff
from briefing.context.engine import Embedded, EngineError, answered
from briefing.context.layer import Absent, Layer, Scope
from briefing.context.opening import Opened, described, found
from briefing.context.queries import COUNTED, Query
from briefing.context.schema import put
from tests.context.official import rows, text
from tests.context.spoiling import dropped, said, swapped

FAR = -5_000_000  # days before 1970, beyond the years of Python
PART = r"part=\d{4}/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a sound layer."""
    file = tmp_path / "GEDEvent_v25_1.csv"
    file.write_text(text(rows(7, 60)), encoding="utf-8", newline="")
    add(file, ged.FORMAT, tmp_path / "layer", "", "2025-06", lambda number: None)
    return tmp_path / "layer"


def why(folder: Path) -> str:
    """Why there is no layer."""
    told = found(str(folder))
    assert isinstance(told, Absent)
    return told.reason


def layer_in(folder: Path) -> Opened:
    """The layer, opened."""
    told = found(str(folder))
    assert not isinstance(told, Absent), told
    return told


def test_every_field_of_a_layer_has_a_kind_and_a_description_is_read_as_it_was_written(folder: Path) -> None:
    assert {field.type for field in fields(Layer)} <= set(KINDS)
    layer = described(folder)
    assert read(written(layer)) == layer


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("name = 1", "name is 1; a text in quotes is wanted"),
        ("title = 5", "title is 5; a text in quotes is wanted"),
        ('release = ["25.1"]', "release is ['25.1']; a text in quotes is wanted"),
        ("published = 2025-06-01", "published is 2025-06-01; a text in quotes is wanted"),
        ("licence = 4", "licence is 4; a text in quotes is wanted"),
        ("citation = {}", "citation is {}; a text in quotes is wanted"),
        ('title = "U\\u0000"', "title: the character U+0000 cannot be seen or printed; text without it is wanted"),
        ('may_be_passed_on = "no"', "may_be_passed_on is 'no'; true or false is wanted"),
        ("provinces = 1", "provinces is 1; true or false is wanted"),
        ("fine = 0", "fine is 0; true or false is wanted"),
        ('imprecise = ""', "imprecise is ''; true or false is wanted"),
        ('rows = "60"', "rows is '60'; a whole number, 0 or more, is wanted"),
        ("rows = true", "rows is True; a whole number, 0 or more, is wanted"),
        (f"rows = 0x{'f' * 9000}", f"rows is 0x{'f' * 58} …; a whole number, 0 or more, is wanted"),
        ('coarse = "many"', "coarse is 'many'; a whole number, 0 or more, is wanted"),
        ("crossed = -5", "crossed is -5; a whole number, 0 or more, is wanted"),
        ("undated = nan", "undated is nan; a whole number, 0 or more, is wanted"),
        ("unstated = 1.0", "unstated is 1.0; a whole number, 0 or more, is wanted"),
        ("coarse = 61", "coarse is 61; no more than the 60 of rows is wanted"),
        (
            "first = 2015-01-01T00:00:00",
            'first is 2015-01-01T00:00:00; a day such as 2015-01-31, or "", is wanted',
        ),
        ("last = 5", 'last is 5; a day such as 2015-01-31, or "", is wanted'),
        ("first = 9999-12-31", "first, 9999-12-31, comes after last, "),
        ('digest = ["a"]', "digest is ['a']; a text in quotes is wanted"),
        ("digest = {a = 1}", "digest is {'a': 1}; a text in quotes is wanted"),
        ('digest = ""', "digest is empty; a word is wanted"),
        ('countries = "Iraq"', "countries is 'Iraq'; a list of texts is wanted"),
        ("countries = [1]", "countries is [1]; a list of texts is wanted"),
        ('countries = [["a"]]', "countries is [['a']]; a list of texts is wanted"),
        ('spans = "Iraq"', "spans is 'Iraq'; a list of a country and two days each"),
        ('spans = ["abc"]', "spans is ['abc']; a list of a country and two days each"),
        ('spans = [["Iraq", "2015-01-01"]]', "spans is [['Iraq', '2015-01-01']]; a list of a country and two days"),
        ('spans = [["Iraq", 1, 2]]', "spans is [['Iraq', 1, 2]]; a list of a country and two days each"),
        ('spans = [["Iraq", "soon", "later"]]', "spans is [['Iraq', 'soon', 'later']]; a list of a country and two"),
        (
            'spans = [[{a = 1}, "2015-01-01", "2016-01-01"]]',
            "spans is [[{'a': 1}, '2015-01-01', '2016-01-01']]; a list of a country and two days each",
        ),
        (
            'spans = [["Iraq", "2018-01-01", "2015-01-01"]]',
            "spans has 2018-01-01 before 2015-01-01 for 'Iraq'; the earlier day is wanted first",
        ),
        ('spans = [["Utopia", "2015-01-01", "2016-01-01"]]', "spans has 'Utopia', which countries has not"),
        ("covers = 1", "the key 'covers' is not known."),
        (f"{'a.' * 40}b = 1", "line 1 has a key of more than 32 parts"),
        ("digest", "the key 'digest' is missing; a text in quotes is wanted"),
    ],
)
def test_a_key_of_the_description_that_is_not_as_wanted_is_told(folder: Path, line: str, told: str) -> None:
    said(folder, line)
    assert why(folder).startswith(f"layer.toml cannot be read ({told}")


def linked(path: Path) -> None:
    """A link that leads nowhere."""
    path.symlink_to("nowhere")


def plugged(path: Path) -> None:
    """A socket."""
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(os.path.relpath(path))  # an address of a socket has no room for a long path


STRANGE: list[tuple[Callable[[Path], object], str]] = [
    (os.mkfifo, "a pipe"),
    (plugged, "a socket"),
    (lambda path: path.symlink_to("/dev/zero"), "a device"),
    (Path.mkdir, "a folder"),
    (linked, "a link that leads nowhere"),
]


@pytest.mark.parametrize(("make", "what"), STRANGE)
def test_what_is_no_plain_file_among_the_parts_is_told_and_never_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], what: str
) -> None:
    monkeypatch.chdir(folder)
    part = next(folder.glob("part=*"))
    make(part / "x.parquet")
    told = f"{part.name}/x.parquet is {what}; a Parquet file is wanted"
    assert why(folder) == told
    for ask in (lambda: diff(folder, folder), lambda: put(folder, "postgresql://127.0.0.1:1/none")):
        with pytest.raises(ValueError, match=re.escape(told)):
            ask()


def test_a_pipe_that_takes_the_place_of_a_part_later_is_not_waited_for(folder: Path) -> None:
    layer = layer_in(folder)
    part = next(folder.glob("*/*.parquet"))
    part.unlink()
    os.mkfifo(part)
    with pytest.raises(EngineError, match=r"^a part of it is missing or cannot be read$"):
        asking.total(layer, Scope())


def test_a_name_that_is_no_text_is_told_by_its_bytes(folder: Path) -> None:
    part = next(folder.glob("part=*"))
    Path(os.fsdecode(os.fsencode(part) + b"/x\xff.parquet")).write_bytes(b"PAR1")
    assert why(folder).startswith(rf"{part.name}/x\xff.parquet is no Parquet file; ")


@pytest.mark.parametrize(
    ("column", "value", "kind", "told"),
    [
        ("best", float("nan"), pa.float64(), "has a column best of double where int64 is wanted"),
        ("best", "x", pa.string(), "has a column best of string where int64 is wanted"),
        ("low", 1, pa.int32(), "has a column low of int32 where int64 is wanted"),
        ("first_day", 0, pa.timestamp("us"), "has a column first_day of timestamp[us] where date32[day] is wanted"),
        ("h3_3", "x", pa.string(), "has a column h3_3 of string where int64 is wanted"),
        ("side_a", b"\xff", pa.binary(), "has a column side_a of binary where string is wanted"),
        ("latitude", 1, pa.int64(), "has a column latitude of int64 where double is wanted"),
        ("year", [1], pa.list_(pa.int32()), "has a column year of list<element: int32> where int32 is wanted"),
    ],
)
def test_files_swapped_for_such_of_other_types_are_told(
    folder: Path, column: str, value: object, kind: pa.DataType, told: str
) -> None:
    swapped(folder, column, value, kind)
    assert re.match(rf"{PART}data_0\.parquet |{PART}rows_0\.parquet ", why(folder))
    assert told in why(folder)


def test_a_column_that_is_missing_is_told_but_provinces_of_an_older_version_are_not_wanted(folder: Path) -> None:
    dropped(folder, "adm_1")
    assert "has no column adm_1 where string is wanted" in why(folder)
    said(folder, "provinces = false")
    assert asking.coarse(layer_in(folder), Scope())
    dropped(folder, "best")
    said(folder, 'release = "25.2"')  # opened anew
    assert "has no column best where int64 is wanted" in why(folder)


def test_texts_of_more_than_two_gigabytes_are_texts_as_well(folder: Path) -> None:
    swapped(folder, "side_a", "IS", pa.large_string())
    assert set(asking.totals(layer_in(folder), Scope(), "side")) >= {"IS"}


def test_a_folder_has_no_table_of_counts_whatever_its_description_says(folder: Path) -> None:
    said(folder, "fine = true")
    assert asking.cells(layer_in(folder), Scope(), 6).cells


Asking = Callable[[Opened], Any]
ASKINGS: list[tuple[str, object, pa.DataType, Asking, str]] = [
    (
        "first_day",
        FAR,
        pa.date32(),
        lambda layer: asking.periods(layer, Scope(), "month"),
        r"its column first_day has '.* \(BC\)' where a day of the years 1 to 9999 is wanted",
    ),
    (
        "last_day",
        -FAR,
        pa.date32(),
        lambda layer: asking.listed_coarse(layer, Scope(), "Iraq", ()),
        "its column last_day has '.*' where a day of the years 1 to 9999 is wanted",
    ),
    (
        "h3_4",
        -1,
        pa.int64(),
        lambda layer: asking.cells(layer, Scope(), 4),
        "its column h3_4 has -1 where the index of a cell of H3 is wanted",
    ),
    (
        "side_a",
        None,
        pa.string(),
        lambda layer: asking.totals(layer, Scope(), "side"),
        "its column side has None where a text is wanted",
    ),
    (
        "low",
        None,
        pa.int64(),
        lambda layer: asking.listed_coarse(layer, Scope(), "Iraq", ()),
        "an event has some of low, best and high; all three are wanted, or none",
    ),
]


@pytest.mark.parametrize(("column", "value", "kind", "ask", "told"), ASKINGS)
def test_a_value_that_its_type_lets_pass_is_told_once_it_is_asked_for(
    folder: Path, column: str, value: object, kind: pa.DataType, ask: Asking, told: str
) -> None:
    swapped(folder, column, value, kind)
    with pytest.raises(EngineError, match=f"^{told}$"):
        ask(layer_in(folder))


@pytest.mark.parametrize("value", [-7, 2**63 - 1, None])
def test_absurd_figures_are_added_up_as_they_are(folder: Path, value: int | None) -> None:
    swapped(folder, "best", value, pa.int64())
    assert asking.total(layer_in(folder), Scope()).deaths.best == 60 * (value or 0)


class Giving(Embedded):
    """An engine that gives these rows whatever it is asked."""

    def __init__(self, given: list[tuple[Any, ...]]) -> None:
        self.given = given

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows."""
        return self.given


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((1, 2, float("nan"), 4), "its column best has nan where a whole number is wanted"),
        ((1, 2, Decimal("NaN"), 4), r"its column best has Decimal\('NaN'\) where a whole number is wanted"),
        ((1, 2, Decimal("Infinity"), 4), r"its column best has Decimal\('Infinity'\) where a whole number is wanted"),
        ((1, 2, Decimal("2.5"), 4), r"its column best has Decimal\('2\.5'\) where a whole number is wanted"),
        ((1, 2, Decimal("1E+9999"), 4), r"its column best has Decimal\('1E\+9999'\) where a whole number is wanted"),
        ((1, 2, 16**6000, 4), "its column best has 0x10+ … where a whole number is wanted"),
        ((1, 2, True, 4), "its column best has True where a whole number is wanted"),
        ((None, 2, 3, 4), "its column events has None where a whole number is wanted"),
        ((1, 2, 3), "its rows have 3 columns where 4 are wanted"),
    ],
)
def test_what_an_engine_gives_is_of_the_kind_that_was_asked_for(given: tuple[Any, ...], told: str) -> None:
    with pytest.raises(EngineError, match=f"^{told}$"):
        answered(Giving([(1, 2, 3, 4), given]), Query("SELECT", (), COUNTED))


def test_the_sums_of_a_server_are_whole_numbers() -> None:
    assert answered(Giving([(1, Decimal(2), None, 10**29)]), Query("SELECT", (), COUNTED)) == [(1, 2, 0, 10**29)]
    assert values.day(date.max) == date.max


def test_no_row_where_one_is_wanted_is_told(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"^0 rows came where one is wanted$"):
        asking.total((described(folder), Giving([])), Scope())
