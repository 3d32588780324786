"""UCDP GED, ACLED and GTD: rows in are imported, refused or set aside, and nothing is made more precise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.__main__ import main
from briefing.dossier.records import Event, Place
from briefing.imports.tabular import whole
from tests.imports.layouts import ACLED, GTD, UCDP, UCDP_OLD, acled, book, gtd, loaded, sums, take, ucdp, written
from tests.invented import examples

Captured = pytest.CaptureFixture[str]


def dates(folder: Path) -> list[str]:
    return [event.date.edtf if event.date else "" for event in loaded(folder).events]


def test_ucdp_comes_in_with_its_sums_right(tmp_path: Path) -> None:
    rows = [ucdp(number) for number in range(1, 401)]
    bad = [ucdp(500, date_start="31/31/2010"), ucdp(501, side_b="B", latitude="north"), ucdp(0, id="")]
    content = written(UCDP, [*rows, UCDP, *bad, ucdp(1), [], ["1"] * 50])
    taken = take("ucdp", content, tmp_path / "new")
    assert sums(taken) == (400, 4, 2)  # set aside: the header once more, the first row once more
    dossier = loaded(tmp_path / "new")
    assert (len(UCDP), len(dossier.events), len(dossier.places), len(dossier.actors)) == (49, 400, 1, 2)
    assert {actor.kind for actor in dossier.actors} == {"state body", "armed group"}
    assert sums(take("ucdp", content, tmp_path / "new")) == (0, 4, 402)
    assert main(["check", str(tmp_path / "new")]) == 0


def test_an_older_ucdp_has_other_columns(tmp_path: Path) -> None:
    old = [ucdp(214797, best_est=7, low_est=1, high_est=9), ucdp(214798, side_b="Civilians")]
    assert sums(take("ucdp", written(UCDP_OLD, old), tmp_path / "new")) == (2, 0, 0)
    first, second = loaded(tmp_path / "new").events
    assert "best estimate: 7. Lowest: 1. Highest: 9." in first.summary
    assert "Against civilians." in second.summary
    assert [row.event for row in loaded(tmp_path / "new").involvement] == [first.id, first.id, second.id]


def test_a_summary_is_sentences_and_a_long_one_stands_whole_in_the_report(tmp_path: Path) -> None:
    words = "Villagers say that men came at night " * 20
    rows = [ucdp(1, source_headline="Five killed in a clash", best=5), ucdp(2, source_headline=words, best=5)]
    take("ucdp", written(UCDP, rows), tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    first, second = dossier.events
    assert first.summary.startswith("Five killed in a clash. Deaths as the data set has them, best estimate: 5. ")
    assert len(second.summary) <= 400
    assert second.summary.endswith((" men…", " came…", " at…", " night…", " say…", " that…", " Villagers…"))
    reports = {row.id: row.statement for row in dossier.reports}
    assert reports[f"{first.id}--report"] == first.title
    assert reports[f"{second.id}--report"].startswith(f"{words.strip()}. Deaths as the data set has them")


def test_an_id_that_a_sheet_took_for_a_number_is_the_same_id(tmp_path: Path) -> None:
    take("ucdp", written(UCDP, [ucdp(214797)]), tmp_path / "new")
    again = written(UCDP, [ucdp(0, id="214797.0", where_prec="1.0", type_of_violence="1.0", date_prec="1.0")])
    assert sums(take("ucdp", again, tmp_path / "new")) == (0, 0, 1)
    assert (whole("214797.0"), whole("214797.5"), whole("38.0x")) == ("214797", "214797.5", "38.0x")


@pytest.mark.parametrize(
    ("prec", "start", "end", "read"),
    [
        (1, "2010-09-19", "2010-09-19", "2010-09-19"),
        (1, "2010-09-19", "2010-09-21", "2010-09-19/2010-09-21"),
        (2, "2010-09-19", "2010-09-23", "[2010-09-19..2010-09-23]"),
        (5, "2010-01-01", "2010-12-31", "[2010-01-01..2010-12-31]"),
        (1, "40440", "40440", "2010-09-19"),  # as a sheet counts days
    ],
)
def test_a_date_of_ucdp_is_as_precise_as_its_code(prec: int, start: str, end: str, read: str, tmp_path: Path) -> None:
    take("ucdp", written(UCDP, [ucdp(1, date_prec=prec, date_start=start, date_end=end)]), tmp_path / "new")
    assert dates(tmp_path / "new") == [read]


@pytest.mark.parametrize(
    ("code", "precision"), [(1, "town"), (2, "district"), (4, "province"), (6, "country"), (7, None), ("", None)]
)
def test_a_place_is_as_precise_as_its_code(code: object, precision: str | None, tmp_path: Path) -> None:
    take("ucdp", written(UCDP, [ucdp(1, where_prec=code)]), tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    assert [place.precision for place in dossier.places] == ([precision] if precision else [])
    if not precision:
        assert "The file gives the point 38.559772, 68.773940" in dossier.events[0].summary


@pytest.mark.parametrize("given", ["38.5597720001", "-9", "-9.0", "0.1"])
def test_a_coordinate_comes_back_to_the_digit(given: str, tmp_path: Path) -> None:
    """Also where it is what other columns write for nothing."""
    take("ucdp", written(UCDP, [ucdp(1, latitude=given, country="Nowhere")]), tmp_path / "new")
    (place,) = loaded(tmp_path / "new").places
    assert repr(place.latitude) == repr(float(given))


def test_several_sources_in_a_cell_are_several_sources(tmp_path: Path) -> None:
    cell = '"Example Wire,2010-09-20,One";"Example Radio,2010-09-21,Two"; "Example Wire,2010-09-20,One"'
    take("ucdp", written(UCDP, [ucdp(1, source_article=cell), ucdp(2, source_article=cell)]), tmp_path / "new")
    named = [source for source in loaded(tmp_path / "new").sources if source.extent_read == "not read"]
    assert [source.title for source in named] == ["(Example Wire,2010-09-20,One)", "(Example Radio,2010-09-21,Two)"]
    assert named[0].known_via == ("import-field-notes",)


@pytest.mark.parametrize(("others", "read"), [("AO", "Namibia"), ("Angola", "not stated")])
def test_na_is_namibia_among_codes_and_else_nothing(others: str, read: str, tmp_path: Path) -> None:
    rows = [ucdp(1, country="NA", latitude="-22.5", longitude="17.1"), ucdp(2, country=others)]
    take("ucdp", written(UCDP, rows), tmp_path / "new")
    assert loaded(tmp_path / "new").places[0].country == read


def test_acled_comes_in_with_its_sums_right(tmp_path: Path) -> None:
    rows = [acled(number) for number in range(300)]
    odd = [acled(900, event_date="Jun 24"), acled(901, event_date="6/12/2024"), acled(902, event_date="2012-07-25")]
    taken = take("acled", written(ACLED, [*rows, *odd], mark=";"), tmp_path / "new")
    assert sums(taken) == (301, 2, 0)
    assert "the month as a word" in taken.refused[0].reason
    assert "may have the day or the month first" in taken.refused[1].reason
    named = {source.title for source in loaded(tmp_path / "new").sources if source.extent_read == "not read"}
    assert named == {"(Example Wire)", "(Example Radio)"}


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["6/12/2024", "7/13/2024"], ["2024-06-12", "2024-07-13"]),
        (["6/12/2024", "13/7/2024"], ["2024-12-06", "2024-07-13"]),
        (["13/7/2024", "7/14/2024"], ["2024-07-13", "2024-07-14"]),
    ],
)
def test_a_column_tells_its_own_order(cells: list[str], read: list[str], tmp_path: Path) -> None:
    rows = [acled(number, event_date=cell) for number, cell in enumerate(cells)]
    take("acled", written(ACLED, rows), tmp_path / "new")
    assert dates(tmp_path / "new") == read


def test_two_orders_in_a_column_leave_the_doubtful_out(tmp_path: Path) -> None:
    rows = [acled(n, event_date=cell) for n, cell in enumerate(["13/7/2024", "7/14/2024", "6/12/2024"])]
    assert sums(take("acled", written(ACLED, rows), tmp_path / "new")) == (2, 1, 0)


@pytest.mark.parametrize(("code", "read"), [(1, "2012-07-24"), (2, "2012-07-24~"), (3, "2012-07")])
def test_a_date_of_acled_is_as_precise_as_its_code(code: int, read: str, tmp_path: Path) -> None:
    take("acled", written(ACLED, [acled(1, time_precision=code)]), tmp_path / "new")
    assert dates(tmp_path / "new") == [read]


def test_crowds_are_no_actors(tmp_path: Path) -> None:
    row = acled(1, actor2="Protesters (Exampleland)", inter2=6, assoc_actor_1="Example Guard; Example Police")
    take("acled", written(ACLED, [row]), tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    assert [actor.name for actor in dossier.actors] == [
        "Military Forces of Exampleland",
        "Example Guard",
        "Example Police",
    ]
    assert "Also named: Protesters (Exampleland)." in dossier.events[0].summary


def test_gtd_comes_in_from_a_workbook_with_its_sums_right(tmp_path: Path) -> None:
    rows = [[gtd(number).get(name) for name in GTD] for number in range(300)]
    lost = [gtd(0, eventid="2.01009E+11").get(name) for name in GTD]
    content = book(Data=[["Global Terrorism Database"], GTD, *rows, GTD, lost])
    taken = take("gtd", content, tmp_path / "new")
    assert sums(taken) == (300, 1, 2)  # set aside: the title above, the header once more
    assert "has lost digits in a sheet" in taken.refused[0].reason
    dossier = loaded(tmp_path / "new")
    assert dossier.row(Place, dossier.events[0].place or "").latitude == 40.2833
    assert "Killed as the data set has it: 2." in dossier.events[0].summary
    assert "Wounded" not in dossier.events[0].summary


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"iday": 0}, "2010-09"),
        ({"imonth": 0, "iday": 0}, "2010"),
        ({"imonth": 0, "iday": 3}, "2010"),
        ({"iyear": 2001, "iday": 0, "approxdate": "between 19 Feb and 14 March 2001"}, "[2001-02-19..2001-03-14]"),
        ({"iyear": 2001, "iday": 0, "approxdate": "Between 3 and 14 March 2001."}, "[2001-03-03..2001-03-14]"),
        ({"iyear": 2001, "imonth": 0, "iday": 0, "approxdate": "early March 2001"}, "2001-03"),
        ({"iday": 0, "approxdate": "some time in autumn"}, "2010-09"),
        ({"approxdate": "September 3-5, 2010"}, "2010-09-03"),
    ],
)
def test_a_date_of_the_gtd_is_no_finer_than_it_says(said: dict[str, object], read: str, tmp_path: Path) -> None:
    take("gtd", written(GTD, [gtd(1, **said)]), tmp_path / "new")
    assert dates(tmp_path / "new") == [read]
    if words := said.get("approxdate"):
        assert f"The file says of the date: {words}" in loaded(tmp_path / "new").events[0].summary


def test_what_the_gtd_doubts_is_doubted(tmp_path: Path) -> None:
    take("gtd", written(GTD, [gtd(1, guncertain1=1, doubtterr=1), gtd(2, gname="Unknown")]), tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    assert [row.role for row in dossier.involvement] == ["suspected"]
    assert "doubts that it was terrorism" in dossier.row(Event, "gtd-201009030001").summary


@pytest.mark.parametrize(
    ("format", "content"), [("gtd", written(GTD, [gtd(1)])), ("acled", written(ACLED, [acled(1)]))]
)
def test_data_that_may_not_be_given_out_says_so(format: str, content: bytes, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    into = str(tmp_path / "new")
    assert main(["import", format, str(tmp_path / "file.csv"), "--into", into, "--asof", "2020-12-31"]) == 0
    assert "Terms of the data" in capsys.readouterr().out
    assert not loaded(tmp_path / "new").info.is_for_publication


@pytest.mark.parametrize("format", ["ucdp", "acled", "gtd"])
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"\xff\xfe", b"id;year\n1;2010\n"])
def test_another_file_is_said_to_be_one(format: str, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"a header with the columns|no Excel workbook|not in UTF-8"):
        take(format, content, Path("nowhere"))


@pytest.mark.parametrize(
    ("format", "header", "row"), [("ucdp", UCDP, ucdp(1)), ("acled", ACLED, acled(1)), ("gtd", GTD, gtd(1))]
)
@given(data=st.data())
@examples(60)
def test_no_odd_cell_breaks_a_reader(
    format: str,
    header: tuple[str, ...],
    row: dict[str, object],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    odd = st.text(max_size=8) | st.sampled_from(["-99", "1e400", "0/0/0000", "between 1 and 2", "99999", ";;", "NaN"])
    changed = {**row, data.draw(st.sampled_from(header)): data.draw(odd)}
    taken = take(format, written(header, [changed]), tmp_path_factory.mktemp("odd") / "new")
    assert taken.total == 1


@pytest.mark.parametrize("column", ["latitude", "longitude"])
@pytest.mark.parametrize(
    ("format", "header", "row"), [("ucdp", UCDP, ucdp(1)), ("acled", ACLED, acled(1)), ("gtd", GTD, gtd(1))]
)
def test_a_coordinate_of_hundreds_of_digits_is_none(
    format: str, header: tuple[str, ...], row: dict[str, object], column: str, tmp_path: Path
) -> None:
    taken = take(format, written(header, [{**row, column: "9" * 400}]), tmp_path / "new")
    assert (taken.total, len(taken.refused)) == (1, 1)


def test_ucdp_tells_publisher_and_day_of_its_articles_where_it_has_one_of_each(tmp_path: Path) -> None:
    two = {"source_article": '"Reuters,2016-01-09,Well hit";"AFP,2016-01-10,Hit"', "source_office": "Reuters;AFP"}
    rows = [ucdp(1, **two, source_date="2016-01-09;2016-01-10"), ucdp(2, **two, source_date="2016-01-09")]
    rows += [ucdp(3, source_article="Radio, Rain", source_office="Radio", source_date="soon")]
    take("ucdp", written(UCDP, [*rows[:1], rows[2]]), tmp_path / "new")
    found = {row.title: (row.author, row.published) for row in loaded(tmp_path / "new").sources if row.author}
    assert {title: (author, day and day.edtf) for title, (author, day) in found.items()} == {
        "(Reuters,2016-01-09,Well hit)": ("Reuters", "2016-01-09"),
        "(AFP,2016-01-10,Hit)": ("AFP", "2016-01-10"),
        "(Radio, Rain)": ("Radio", None),
    }
    take("ucdp", written(UCDP, rows[1:2]), tmp_path / "other")
    assert not any(row.author for row in loaded(tmp_path / "other").sources)


def test_a_country_is_called_as_the_base_map_has_it(tmp_path: Path) -> None:
    take(
        "ucdp",
        written(UCDP, [ucdp(1, country="Yemen (North Yemen)", latitude="15.35", longitude="44.2")]),
        tmp_path / "new",
    )
    assert [place.country for place in loaded(tmp_path / "new").places] == ["Yemen"]


def test_whoever_is_beside_a_party_has_the_kind_of_its_own_name(tmp_path: Path) -> None:
    """And the kind that another row states, wherever that row stands."""
    rows = [
        acled(1, assoc_actor_1="JEM: Example Movement; Example Militia; Example Rebels; Varo"),
        acled(2, actor1="Varo", inter1="State forces", assoc_actor_1="Example Militia"),
    ]
    taken = take("acled", written(ACLED, rows), tmp_path / "new")
    kinds = {actor.name: actor.kind for actor in loaded(tmp_path / "new").actors}
    assert kinds["JEM: Example Movement"] == "organisation"
    assert (kinds["Example Militia"], kinds["Varo"]) == ("armed group", "state body")
    assert [each["name"] for each in taken.assumed] == ["JEM: Example Movement", "Example Militia", "Example Rebels"]
    assert take("acled", written(ACLED, rows), tmp_path / "new").assumed == ()


def test_assumed_kinds_and_rows_without_a_date_are_told_once(tmp_path: Path, capsys: Captured) -> None:
    rows = [acled(number, event_date="", assoc_actor_1="Example Movement") for number in range(7)]
    (tmp_path / "file.csv").write_bytes(written(ACLED, rows))
    into = str(tmp_path / "new")
    assert main(["import", "acled", str(tmp_path / "file.csv"), "--into", into, "--asof", "2020-12-31"]) == 0
    said = capsys.readouterr().out
    assert said.count("comes in without one") == 1 and "line 2, line 3, line 4 and 4 more: the row has no date" in said
    assert "new actors are taken for: organisation (1: Example Movement)" in said


@pytest.mark.parametrize("format", ["ucdp", "acled"])
def test_a_point_that_cannot_be_in_its_country_is_refused(format: str, tmp_path: Path) -> None:
    turned = {"latitude": "68.773940", "longitude": "38.559772"}
    header, row = (UCDP, ucdp) if format == "ucdp" else (ACLED, acled)
    date = "date_start" if format == "ucdp" else "event_date"
    rows = [row(1), row(2, **turned), row(3, **{date: "31/31/2010"}), row(4, latitude="-38.56", longitude="68.7")]
    taken = take(format, written(header, rows), tmp_path / "new")
    assert sums(taken) == (1, 3, 0)
    assert [each.where for each in taken.refused] == ["line 3", "line 4", "line 5"]
    assert "outside Tajikistan, and inside it if latitude and longitude change places" in taken.refused[0].reason


def test_a_title_without_actors_has_no_gap(tmp_path: Path) -> None:
    take("acled", written(ACLED, [acled(1, actor1="", actor2="")]), tmp_path / "new")
    assert loaded(tmp_path / "new").events[0].title == "Said to be: Armed clash, Khorugh"
