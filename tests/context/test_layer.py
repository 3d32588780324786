"""A layer from its file to its answers: sums to the row, nothing mended, faults in words."""

import math
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from briefing.context import asking, ged, queries
from briefing.context.adding import REPEATED, add
from briefing.context.diff import diff
from briefing.context.engine import EngineError
from briefing.context.ged import HEADER
from briefing.context.layer import Absent, Deaths, Layer, Scope
from briefing.context.opening import VARIABLE, Opened, described, found, opened
from briefing.context.rows import Account
from briefing.context.schema import put
from briefing.context.sides import sides
from briefing.reading.references import HINTS
from tests.context.official import SPOTS, rows, text

SOUND = rows(7, 400)
Taking = Callable[..., tuple[Layer, Account]]


@pytest.fixture
def taking(tmp_path: Path) -> Taking:
    """Takes the text of a file into a layer."""

    def take(written: str, name: str = "GEDEvent_v25_1.csv") -> tuple[Layer, Account]:
        file = tmp_path / name
        file.write_text(written, encoding="utf-8", newline="")
        return add(file, ged.FORMAT, tmp_path / "layer", "", "2025-06", lambda number: None)

    return take


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a layer of sound events lies: in a folder, or on the server that the fixture is asked for."""
    made = tmp_path_factory.mktemp("sound")
    (made / "GEDEvent_v25_1.csv").write_text(text(SOUND), encoding="utf-8", newline="")
    add(made / "GEDEvent_v25_1.csv", ged.FORMAT, made / "layer", "", "2025-06", lambda number: None)
    if request.param == "folder":
        return str(made / "layer")
    server = str(request.getfixturevalue(request.param))
    assert put(made / "layer", server) == len(SOUND)
    return server


@pytest.fixture
def layer(address: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A layer of sound events, opened, on each engine in turn."""
    monkeypatch.setenv(VARIABLE, address)
    found = opened()
    assert not isinstance(found, Absent), found
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of a layer meets every engine; the servers are started by one worker."""
    if "layer" in metafunc.fixturenames:
        marks = (pytest.mark.slow, pytest.mark.xdist_group("context-servers"))
        servers = [pytest.param(name, marks=marks) for name in ("postgresql", "clickhouse")]
        metafunc.parametrize("address", ["folder", *servers], indirect=True, scope="session")


def meant(row: dict[str, str], scope: Scope) -> bool:
    """Whether a row is in a scope."""
    begins, ends = scope.first or date.min, scope.last or date.max
    return (
        (not scope.countries or row["country"] in scope.countries)
        and date.fromisoformat(row["date_end"][:10]) >= begins
        and date.fromisoformat(row["date_start"][:10]) <= ends
        and (not scope.sides or bool({row["side_a"], row["side_b"]} & set(scope.sides)))
    )


def placed(row: dict[str, str]) -> bool:
    """Whether a row stands on a spot."""
    return row["where_prec"] in ("1", "2")


def test_the_description_says_what_was_taken_in(layer: Opened, taking: Taking, tmp_path: Path) -> None:
    found, _ = layer
    assert found.label == "UCDP GED 25.1"
    assert (found.rows, found.coarse) == (400, sum(not placed(row) for row in SOUND))
    crossed = [row for row in SOUND if not int(row["low"]) <= int(row["best"]) <= int(row["high"])]
    assert found.crossed == len(crossed) > 0
    days = {
        name: [(row["date_start"][:10], row["date_end"][:10]) for row in SOUND if row["country"] == name]
        for name in SPOTS
    }
    assert {name: (str(first), str(last)) for name, first, last in found.spans} == {
        name: (min(first for first, _ in each), max(last for _, last in each)) for name, each in days.items() if each
    }
    assert replace(found, fine=False) == taking(text(SOUND))[0] == described(tmp_path / "layer")


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ("country", lambda row: row["country"]),
        ("year", lambda row: int(row["year"])),
        ("month", lambda row: int(row["date_start"][5:7])),
    ],
)
def test_totals_are_those_of_the_file(layer: Opened, by: str, key: Callable[[dict[str, str]], object]) -> None:
    events, best = Counter(map(key, SOUND)), Counter[object]()
    for row in SOUND:
        best[key(row)] += int(row["best"])
    found = asking.totals(layer, Scope(), by)
    assert {what: total.events for what, total in found.items()} == events
    assert {what: total.deaths.best for what, total in found.items()} == best


def test_an_event_counts_for_each_of_its_sides(layer: Opened) -> None:
    wanted = Counter(row[side] for row in SOUND for side in ("side_a", "side_b"))
    assert {side: total.events for side, total in asking.totals(layer, Scope(), "side").items()} == wanted


@pytest.mark.parametrize("resolution", [3, 4, 5, 6])
def test_cells_hold_what_stands_on_a_spot_and_nothing_else(layer: Opened, resolution: int) -> None:
    found = asking.cells(layer, Scope(), resolution)
    assert found.resolution == resolution
    assert sum(cell.events for cell in found.cells) == sum(map(placed, SOUND))
    assert sum(cell.deaths.high for cell in found.cells) == sum(int(row["high"]) for row in SOUND if placed(row))


def where(row: dict[str, str]) -> tuple[str, str]:
    """The country of a row that stands on no spot, and its province where it is known to one."""
    return row["country"], row["adm_1"] if row["where_prec"] in ("3", "4") else ""


@pytest.mark.parametrize(
    "scope",
    [Scope(), Scope(("Iraq",), date(2016, 3, 1), date(2016, 12, 31)), Scope((), date(2016, 3, 2), None, ("IS",))],
)
def test_what_is_in_no_cell_is_told_by_country_and_province(layer: Opened, scope: Scope) -> None:
    found = asking.coarse(layer, scope)
    assert {(each.country, each.province): each.total.events for each in found} == Counter(
        where(row) for row in SOUND if not placed(row) and meant(row, scope)
    )


def test_a_province_lists_what_is_known_to_it_and_not_to_less(layer: Opened) -> None:
    wanted = {row["id"] for row in SOUND if not placed(row) and where(row) == ("Iraq", "Al Anbar")}
    found = asking.listed_coarse(layer, Scope(), "Iraq", ("Al Anbar",))
    assert {each.id for each in found} == wanted
    assert len(wanted) < sum(not placed(row) for row in SOUND if row["country"] == "Iraq")


def test_a_window_wider_than_half_of_the_globe_is_not_the_other_half(layer: Opened) -> None:
    narrow = asking.cells(layer, Scope(), 3, (33.0, -90.0, 36.0, 89.0))
    wide = asking.cells(layer, Scope(), 3, (33.0, -100.0, 36.0, 100.0))
    assert narrow.cells
    assert {each.index for each in narrow.cells} <= {each.index for each in wide.cells}


def test_a_window_leaves_out_what_is_far_from_it(layer: Opened) -> None:
    found = asking.cells(layer, Scope(), 4, (35.0, 42.0, 38.0, 45.0))
    assert sum(cell.events for cell in found.cells) == sum(placed(row) for row in SOUND if row["country"] == "Iraq")


@pytest.mark.parametrize(
    ("scope", "fine", "table"),
    [
        (Scope(), True, "monthly_fine"),
        (Scope(("Syria",), date(2016, 2, 1), date(2016, 2, 29)), True, "monthly_fine"),
        (Scope((), date(2016, 2, 2), None), True, "incidents"),
        (Scope(), False, "incidents"),
    ],
)
def test_fine_cells_of_whole_months_are_asked_of_what_was_counted(scope: Scope, fine: bool, table: str) -> None:
    for resolution in (5, 6):
        assert f"FROM {table} WHERE" in queries.cells(scope, resolution, (), 9, monthly=True, fine=fine).text


@pytest.mark.parametrize("resolution", [5, 6])
@pytest.mark.parametrize("scope", [Scope(("Syria",)), Scope((), date(2016, 1, 1), date(2016, 12, 31), ("IS",))])
def test_fine_cells_counted_by_month_are_those_of_the_rows(layer: Opened, resolution: int, scope: Scope) -> None:
    told = asking.cells(layer, scope, resolution).cells
    rows_of = asking.cells((replace(layer[0], fine=False, digest="other"), layer[1]), scope, resolution).cells
    assert sorted(told, key=lambda cell: cell.index) == sorted(rows_of, key=lambda cell: cell.index)
    assert told
    assert layer[0].fine is layer[1].monthly


def test_too_many_cells_are_drawn_coarser(layer: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    finest = len(asking.cells(layer, Scope(), 6).cells)
    monkeypatch.setattr(asking, "MOST_CELLS", finest - 1)
    assert asking.cells(layer, Scope(), 6).resolution < 6


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2016, 3, 1), date(2016, 12, 31)),  # whole months, which a server has counted already
        (date(2016, 3, 2), date(2016, 12, 31)),
        (date(2016, 3, 1), date(2016, 12, 30)),
    ],
)
def test_a_scope_narrows_by_country_day_and_side(layer: Opened, first: date, last: date) -> None:
    scope = Scope(("Iraq",), first, last, ("IS",))
    wanted = [
        row
        for row in SOUND
        if row["country"] == "Iraq"
        and row["date_end"][:10] >= str(first)
        and row["date_start"][:10] <= str(last)
        and "IS" in (row["side_a"], row["side_b"])
    ]
    assert asking.total(layer, scope).events == len(wanted) > 0
    assert sum(total.events for total in asking.totals(layer, scope, "year").values()) == len(wanted)
    cells = asking.cells(layer, scope, 4).cells
    assert sum(cell.deaths.best for cell in cells) == sum(int(row["best"]) for row in wanted if placed(row))


def test_numbers_are_whole_and_nought_where_nothing_is(layer: Opened) -> None:
    nowhere, somewhere = asking.total(layer, Scope(("Utopia",))), asking.total(layer, Scope())
    assert (nowhere.events, nowhere.deaths) == (0, Deaths(0, 0, 0))
    for total in (nowhere, somewhere, *asking.totals(layer, Scope(), "side").values()):
        assert {type(each) for each in (total.events, total.deaths.low, total.deaths.best, total.deaths.high)} == {int}


def test_near_a_spot_on_a_day_is_what_is_of_that_day_alone_and_in_a_circle(layer: Opened) -> None:
    north, east, km = 36.34, 43.13, 300.0
    spots = [row for row in SOUND if placed(row) and row["date_start"] == row["date_end"]]
    day = Counter(row["date_start"][:10] for row in spots).most_common(1)[0][0]

    def away(row: dict[str, str]) -> float:
        up = float(row["latitude"]) - north
        across = (float(row["longitude"]) - east) * math.cos(math.radians(north))
        return math.hypot(up, across) * 111.195

    of_the_day = [row for row in spots if row["date_start"][:10] == day]
    for reach in (km, 5_000.0):
        wanted = [row for row in of_the_day if away(row) <= reach]
        assert asking.near(layer, date.fromisoformat(day), north, east, reach).events == len(wanted)
    assert wanted


def test_an_event_over_new_year_counts_in_either_year(taking: Taking, tmp_path: Path) -> None:
    """The file gives it one year, which may be the later."""
    over = dict(SOUND[0], date_start="2016-12-30 00:00:00.000", date_end="2017-01-02 00:00:00.000", year="2017")
    taking(text([over]))
    layer = found(str(tmp_path / "layer"))
    assert not isinstance(layer, Absent)
    for first, last in ((date(2016, 12, 1), date(2016, 12, 31)), (date(2017, 1, 1), date(2017, 1, 31))):
        assert asking.total(layer, Scope((), first, last)).events == 1


def test_months_add_up(layer: Opened) -> None:
    found = asking.periods(layer, Scope(("Syria",)), "month")
    assert all(each.first.day == 1 for each in found)
    assert sum(each.events for each in found) == sum(row["country"] == "Syria" for row in SOUND)
    assert all(each.first.weekday() == 0 for each in asking.periods(layer, Scope(), "week"))


def test_a_cell_lists_its_events_with_the_number_in_all(layer: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    fullest = asking.cells(layer, Scope(), 3).cells[0]
    monkeypatch.setattr(asking, "IN_A_LIST", 5)
    found = asking.listed(layer, Scope(), fullest.index)
    assert (len(found.events), found.total) == (5, fullest.events)
    days = [each.first for each in found.events if each.first]
    assert days == sorted(days, reverse=True)
    assert {each.id for each in found.events} <= {row["id"] for row in SOUND}


def changed(**cells: str) -> str:
    """A file of sound rows, the first of which says something else."""
    return text([{**SOUND[0], **cells}, *SOUND[1:10]])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": "none"}, "the id is no whole number"),
        ({"latitude": "134.5"}, "the latitude lies beyond 90 degrees"),
        ({"longitude": "east"}, "the longitude is no number"),
        ({"best": ""}, "best is no whole number"),
        ({"high": "-9"}, "high is below nought"),
        ({"country": " "}, "country is empty"),
        ({"date_start": "03/04/2017"}, "a date is not written year-month-day"),
        ({"date_start": "2017-02-30"}, "a date is none of the calendar"),
        ({"date_start": "2018-05-01", "date_end": "2018-04-01", "year": "2018"}, "date_end lies before date_start"),
        ({"year": "1995"}, "the year is not that of its dates"),
    ],
)
def test_what_is_impossible_is_refused_with_its_line(taking: Taking, cells: dict[str, str], reason: str) -> None:
    _, account = taking(changed(**cells))
    assert account.refused == {reason: [3]}  # an article of two lines comes before
    assert (account.taken, account.total) == (9, 10)


def test_what_looks_like_no_event_is_set_aside(taking: Taking) -> None:
    header, *lines = text(SOUND[:3]).split("\n", 1)
    tags = ",".join(f"#{name}" for name in HEADER)
    _, account = taking("\n".join([header, tags, header, *lines]))
    assert sorted(account.aside) == ["the line holds tags of HXL", "the line is empty or the header again"]
    assert account.taken == 3


def test_ids_that_a_sheet_wrote_as_numbers_are_the_same(taking: Taking) -> None:
    taking(text([{**row, "id": f"{row['id']}.0"} for row in SOUND[:5]]))
    _, account = taking(text([*SOUND[:5], {**SOUND[0], "id": f"{SOUND[0]['id']}.0"}]))
    assert account.aside == {REPEATED: []}
    assert account.taken == 5


def test_a_day_nought_is_all_of_its_month(taking: Taking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taking(
        text([{**SOUND[0], "where_prec": "1", "date_start": "2017-04-00", "date_end": "2017-04-00", "year": "2017"}])
    )
    monkeypatch.setenv(VARIABLE, str(tmp_path / "layer"))
    found = opened()
    assert not isinstance(found, Absent)
    (event,) = asking.listed(found, Scope(), asking.cells(found, Scope(), 5).cells[0].index).events
    assert (event.first, event.last) == (date(2017, 4, 1), date(2017, 4, 30))


def test_a_candidate_release_has_no_header(taking: Taking) -> None:
    assert taking(text(SOUND[:4], headed=False))[1].taken == 4


def test_an_older_layout_is_read_by_its_names(taking: Taking) -> None:
    older = tuple(name for name in HEADER if name not in ("code_status", "gwnoa", "gwnob", "where_prec"))
    assert taking(text(SOUND[:4], older))[1].taken == 4


@pytest.mark.parametrize("written", ["", "a,b\n1,2\n", "%PDF-1.7"])
def test_a_file_of_something_else_is_refused_and_the_layer_stays(taking: Taking, tmp_path: Path, written: str) -> None:
    before, _ = taking(text(SOUND))
    with pytest.raises(ValueError, match="is no file of UCDP GED"):
        taking(written)
    assert described(tmp_path / "layer") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["GEDEvent_v25_1.csv", "layer"]


def test_a_file_that_is_no_text_is_told_so(taking: Taking) -> None:
    with pytest.raises(ValueError, match="this is no text in UTF-8; the CSV file of UCDP GED, or the ZIP file with it"):
        taking("PAR1\x15\x04\x15\0\0 id")


def test_that_a_file_does_not_say_how_finely_places_are_known_is_told(taking: Taking) -> None:
    whole = "The file does not say how finely each place is known"
    assert not any(whole in each for each in taking(text(SOUND))[0].lacks)
    header = tuple(name for name in HEADER if name != "where_prec")
    layer, account = taking(text(SOUND, header))
    assert (layer.imprecise, layer.coarse, account.taken) == (True, 0, len(SOUND))
    assert any(whole in each for each in layer.lacks)


def test_a_zip_file_is_read_as_the_file_in_it(taking: Taking, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "GEDEvent_v24_1.zip", "w") as zipped:
        zipped.writestr("GEDEvent_v24_1.csv", text(SOUND[:6]))
    layer, account = add(tmp_path / "GEDEvent_v24_1.zip", ged.FORMAT, tmp_path / "layer", "", "", lambda number: None)
    assert (layer.release, account.taken) == ("24.1", 6)


def test_twice_is_once_and_a_newer_release_takes_the_place(taking: Taking, tmp_path: Path) -> None:
    first, _ = taking(text(SOUND))
    assert taking(text(SOUND))[0] == first
    newer = [*SOUND[5:], {**SOUND[0], "id": "9", "country": "Iraq"}]
    newer[0] = {**newer[0], "best": "77"}
    file = tmp_path / "GEDEvent_v25_2.csv"
    file.write_text(text(newer), encoding="utf-8", newline="")
    add(file, ged.FORMAT, tmp_path / "newer", "", "", lambda number: None)
    found = diff(tmp_path / "layer", tmp_path / "newer")
    assert (sum(c.added for c in found), sum(c.gone for c in found), sum(c.changed for c in found)) == (1, 5, 1)


def test_without_a_layer_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert opened() == Absent("")


@pytest.mark.parametrize("spoil", ["missing", "no description", "broken description", "broken rows"])
def test_a_layer_that_cannot_be_read_says_why(
    taking: Taking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    taking(text(SOUND))
    folder = tmp_path / "layer"
    monkeypatch.setenv(VARIABLE, str(folder))
    if spoil == "missing":
        monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    elif spoil == "no description":
        (folder / "layer.toml").unlink()
    elif spoil == "broken description":
        (folder / "layer.toml").write_text("rows = ")
    else:
        monkeypatch.setenv(VARIABLE, str(folder.rename(tmp_path / "moved")))
        for path in (tmp_path / "moved").glob("*/*.parquet"):
            path.write_bytes(b"no parquet")
    found = opened()
    assert isinstance(found, Absent)
    assert found.reason


PIPE = "a pipe"


@pytest.mark.parametrize(
    "description", [PIPE, "a = " + "[" * 20_000, "a = " + "9" * 6000, "title = 5\ncountries = 5\n", "\0"]
)
def test_a_description_that_would_not_end_or_is_of_another_kind_says_why(
    taking: Taking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, description: str
) -> None:
    taking(text(SOUND))
    file = tmp_path / "layer" / "layer.toml"
    monkeypatch.setenv(VARIABLE, str(file.parent))
    file.unlink()
    if description == PIPE:
        os.mkfifo(file)
    else:
        file.write_text(description)
    found = opened()
    assert isinstance(found, Absent)
    assert found.reason.startswith("layer.toml cannot be read (")


def test_a_fault_does_not_tell_where_on_the_machine_the_layer_lies(
    taking: Taking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking(text(SOUND))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "layer"))
    found = opened()
    assert not isinstance(found, Absent)
    for path in (tmp_path / "layer").glob("*/*.parquet"):
        path.unlink()
    with pytest.raises(EngineError, match=r"^its files are not there any more$"):
        asking.total(found, Scope())


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"PAR1 no more")])
def test_a_year_that_goes_missing_later_is_told_in_plain_words_and_in_the_engine_s_in_the_log(
    taking: Taking,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[Path], object],
) -> None:
    taking(text(SOUND))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "layer"))
    found = opened()
    assert not isinstance(found, Absent)
    year = next((tmp_path / "layer").glob("*/*.parquet"))
    spoil(year)
    with pytest.raises(EngineError, match=r"^a part of it is missing or cannot be read$"):
        asking.total(found, Scope(first=date(2015, 1, 1)))
    assert year.name in caplog.text


def test_a_layer_of_which_a_part_is_lost_is_not_shown_as_less(taking: Taking, tmp_path: Path) -> None:
    taking(text(SOUND))
    part = next((tmp_path / "layer").glob("*/*.parquet"))
    lost = len(pq.read_table(part))
    shutil.rmtree(part.parent)
    told = found(str(tmp_path / "layer"))
    assert isinstance(told, Absent)
    assert told.reason.startswith(f"its files have {len(SOUND) - lost} rows where layer.toml says {len(SOUND)}; ")


def test_a_part_that_is_cut_off_is_named(taking: Taking, tmp_path: Path) -> None:
    taking(text(SOUND))
    part = next((tmp_path / "layer").glob("*/*.parquet"))
    part.write_bytes(part.read_bytes()[:300])
    assert found(str(tmp_path / "layer")) == Absent(
        f"{part.parent.name}/{part.name} is no Parquet file; `python -m briefing context add` makes the layer anew"
    )


def test_sides_lead_to_actors_of_the_dossier_alone(tmp_path: Path) -> None:
    assert sides(tmp_path, {"isil"}) == ({}, ())
    (tmp_path / "context.toml").mkdir()
    assert [issue.severity for issue in sides(tmp_path, {"isil"})[1]] == ["warning"]  # it blocks nothing
    (tmp_path / "context.toml").rmdir()
    (tmp_path / "context.toml").write_text('[sides]\nIS = "isil"\n"Daesh" = "isil"\nTaleban = "talban"\n')
    found, issues = sides(tmp_path, {"isil", "taliban"})
    assert found == {"isil": ("IS", "Daesh")}
    assert [(each.line, each.column) for each in issues] == [(4, "Taleban")]
    assert "'taliban'" in issues[0].message


@pytest.mark.parametrize("side", ["IS\\u0007", "IS\\uffff", "IS" * 20_000], ids=["bell", "none", "long"])
def test_a_side_whose_name_no_file_can_carry_is_told_and_leads_nowhere(tmp_path: Path, side: str) -> None:
    (tmp_path / "context.toml").write_text(f'[sides]\nDaesh = "isil"\n"{side}" = "isil"\n')
    found, (issue,) = sides(tmp_path, {"isil"})
    assert found == {}
    assert (issue.severity, issue.message.startswith("the name of a side: ")) == ("warning", True)


def test_of_many_sides_of_nobody_each_is_told_and_the_first_with_what_may_be_meant(tmp_path: Path) -> None:
    many = [f'"side {number}" = "talban"' for number in range(HINTS + 5)]
    (tmp_path / "context.toml").write_text("\n".join(["[sides]", *many]), encoding="utf-8")
    _, issues = sides(tmp_path, {"taliban"})
    assert [each.line for each in issues] == [*range(2, len(many) + 2)]
    assert sum("'taliban'" in each.message for each in issues) == HINTS


def test_nothing_heavy_is_imported_until_a_layer_is_asked_for() -> None:
    code = (
        "import sys; from briefing.context import asking, opening, sides; "
        "import briefing.commands.context; opening.opened(); "
        "print(sorted({'duckdb', 'h3', 'pyarrow', 'pandas'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
