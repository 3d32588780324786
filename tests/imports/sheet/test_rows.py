"""One row is an event with its claim, its reports, actors and place; what is odd in it is said or refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Place
from briefing.imports import IMPORTS
from tests.imports.sheet.made import HEADER, excel, gather, left, one, opendocument, rows
from tests.invented import examples, info


def refusal(row: str, header: str = HEADER) -> str:
    found = one(row, header)
    assert not found.parcel.items
    return left(found.parcel.refused)[0][1]


# What it is made of


def test_a_row_is_an_event_that_rests_on_its_sources() -> None:
    found = one(
        "A clash is reported,2024,Varzob,,,https://paper.example/1; https://radio.example/2,Nadir Belari;The Board"
    )
    (claim,) = rows(found, "claims")
    reports, evidence = rows(found, "reports"), rows(found, "evidence")
    assert (claim["statement"], claim["actors"], claim["place"]) == (
        "A clash is reported",
        "a-nadir-belari|a-the-board",
        "p-varzob",
    )
    assert [each["url"] for each in rows(found, "sources")] == ["https://paper.example/1", "https://radio.example/2"]
    assert [(each["report"], each["claim"], each["stance"]) for each in evidence] == [
        (each["id"], claim["id"], "supports") for each in reports
    ]
    assert {each["kind"] for each in rows(found, "origins")} == {"unknown"}
    assert [each["role"] for each in rows(found, "involvement")] == ["named in the row"] * 2


@pytest.mark.parametrize(
    ("cell", "urls", "names"),
    [
        ("https://a.example/x;jsessionid=1", ["https://a.example/x;jsessionid=1"], ["a.example"]),
        (
            "https://a.example/1;https://b.example/2",
            ["https://a.example/1", "https://b.example/2"],
            ["a.example", "b.example"],
        ),
        (
            "https://a.example/1 https://b.example/2",
            ["https://a.example/1", "https://b.example/2"],
            ["a.example", "b.example"],
        ),
        ("www.a.example/1", ["https://www.a.example/1"], ["a.example"]),
        ("River Post", [], ["River Post"]),
        ("NA", [], ["Imported files"]),
        # Whose the name is nobody can tell: it is a source of its own, and no publisher of both.
        (
            "Radio A; https://b.example/7; https://c.example/8",
            ["https://b.example/7", "https://c.example/8"],
            ["b.example", "c.example", "Radio A"],
        ),
    ],
)
def test_sources_in_a_cell(cell: str, urls: list[str], names: list[str]) -> None:
    found = one(f"A,2024,{cell}", "Title,Date,Source")
    assert [each["url"] for each in rows(found, "sources") if "url" in each] == urls
    assert [each["name"] for each in rows(found, "outlets")] == names


def test_a_name_beside_an_address_is_its_publisher() -> None:
    found = one("A,2024,https://a.example/1; https://b.example/2,Post; Radio", "Title,Date,URL,Source")
    assert [each["name"] for each in rows(found, "outlets")] == ["Post", "Radio"]


def test_a_link_behind_a_word_is_its_address() -> None:
    found = gather(excel(["Title", "Date", "URL"], ["A", "2024", "here"], links={"C2": "https://a.example/1"}))
    assert [each["url"] for each in rows(found, "sources")] == ["https://a.example/1"]
    linked = gather(excel(["Title", "Date", "URL"], ["A", "2024", '=HYPERLINK("https://a.example/2","here")']))
    assert [each["url"] for each in rows(linked, "sources")] == ["https://a.example/2"]


def test_commas_part_actors_only_where_that_is_said() -> None:
    assert [each["name"] for each in rows(one('A,2024,"Belari, Nadir"', "Title,Date,Actor"), "actors")] == [
        "Belari, Nadir"
    ]
    found = one('A,2024,"Belari,Sol"', "Title,Date,Actor", actors=",")
    assert [each["name"] for each in rows(found, "actors")] == ["Belari", "Sol"]


def test_actors_and_places_of_the_dossier_are_known_by_their_other_names() -> None:
    actor = Actor(id="belari", name="Nadir Belari", aliases=("N. Belary",), kind="person", summary="Who.")
    place = Place(
        id="mill",
        name="Mill",
        country="Arvenia",
        latitude=1,
        longitude=2,
        precision="point",
        radius_km=1,
        basis="Seen.",
    )
    found = one("A,2024,mill,,,,n. belary", base=Dossier(info(), actors=(actor,), places=(place,)))
    assert (rows(found, "actors"), rows(found, "places"), rows(found, "events")[0]["place"]) == ([], [], "mill")
    assert rows(found, "involvement")[0]["actor"] == "belari"


def test_na_is_nothing() -> None:
    (event,) = rows(one("A,2024,N/A,-,?,unknown,нет данных"), "events")
    assert "place" not in event


def test_na_among_codes_of_countries_is_left_open() -> None:
    found = gather("Title,Date,Place,Country\nA,2024,Varzob,TJ\nB,2024,Gobabis,NA\n")
    assert any("may be Namibia" in reason for _, reason in left(found.remarks))


# Where it was


def place(row: str, header: str = HEADER) -> dict[str, str]:
    return dict(rows(one(row, header), "places")[0])


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        ("38.560", "68.7870", ("38.560", "68.7870")),
        ('"38,56"', '"68,787"', ("38.56", "68.787")),
        ("38.5598000", "+68.787", ("38.5598000", "68.787")),
        ("38.56 N", "70.1° W", ("38.56", "-70.1")),
    ],
)
def test_coordinates_are_kept_to_the_digit(latitude: str, longitude: str, kept: tuple[str, str]) -> None:
    found = place(f"A,2024,,{latitude},{longitude},,")
    assert (found["latitude"], found["longitude"]) == kept


def test_a_number_has_the_zeros_that_its_cell_shows_and_no_digits_that_nobody_wrote() -> None:
    book = excel(
        ["Title", "Lat", "Lon"], ["A", 38.56, 68.7874], ["B", 0.1 + 0.2, 68.5], formats={"B2": "0.000", "C2": "0.00"}
    )
    found = [(each["latitude"], each["longitude"]) for each in rows(gather(book), "places")]
    assert found == [("38.560", "68.7874"), ("0.3", "68.5")]


@pytest.mark.parametrize(
    ("digits", "precision", "radius"), [("38", "district", "60"), ("38.5", "town", "12"), ("38.55", "town", "5")]
)
def test_few_digits_are_no_precise_place(digits: str, precision: str, radius: str) -> None:
    found = place(f"A,2024,,{digits},68.787,,")
    assert (found["precision"], found["radius_km"], found["country"]) == (precision, radius, "Tajikistan")


def test_one_cell_may_hold_both() -> None:
    for cell in ('"38.56, 68.787"', "38.56 68.787", "38.56N 68.787E", "(38.56;68.787)"):
        found = place(f"A,2024,{cell}", "Title,Date,Coordinates")
        assert (found["latitude"], found["longitude"]) == ("38.56", "68.787")
    assert place('A,2024,"38.56, 68.787"', "Title,Date,Place")["latitude"] == "38.56"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,2024,Dushanbe,68.77,38.53,,", "2 km if latitude and longitude change places"),
        ("A,2024,,123.4,38.5,,", "beyond 90 degrees; latitude and longitude may have changed places"),
        ("A,2024,,38.5,190,,", "beyond 180 degrees"),
        ("A,2024,,38.5,,,", "the longitude is empty beside '38.5'"),
        ("A,2024,,38°33'35,68.7,,", "a number in degrees with decimals such as 38.5598 is wanted"),
        ("A,2024,,north,68.7,,", "the latitude 'north' cannot be read"),
    ],
)
def test_coordinates_that_cannot_be_right_are_refused(row: str, said: str) -> None:
    assert said.removeprefix("2 ") in refusal(row)


def test_zero_zero_is_no_place() -> None:
    found = one("A,2024,Varzob,0,0.0,,")
    assert rows(found, "places")[0]["latitude"] == "38.77369"
    assert left(found.remarks) == [("line 2", "0, 0 lies in the sea off Africa and stands for a place not known.")]


@pytest.mark.parametrize(
    ("name", "country", "placed"),
    [
        ("Varzob", "", "Tajikistan"),
        ("Варзоб", "", "Tajikistan"),
        ("Mosul, Iraq", "", "Iraq"),
        ("Faizabad, Badakhshan", "", "Afghanistan"),
        ("Herat", "AF", ""),
        ("Herat", "Iran", "Iran"),
        ("Herat", "", ""),
        ("Nowhere at all", "", ""),
    ],
)
def test_a_name_is_looked_up_and_left_open_where_several_fit(name: str, country: str, placed: str) -> None:
    found = one(f'A,2024,"{name}",{country}', "Title,Date,Place,Country")
    known = rows(found, "places")
    if name == "Herat" and country == "AF":  # the town, beside its province
        placed = "Afghanistan"
    assert [each["country"] for each in known] == [placed] * bool(placed)
    assert bool(found.open) == (name == "Herat" and not country)
    if not placed:
        assert name in rows(found, "events")[0]["summary"] and name in left(found.remarks)[0][1]


def test_a_town_and_its_province_is_the_town_and_is_said() -> None:
    found = one("A,2024,Kabul,,,,")
    assert rows(found, "places")[0]["precision"] == "town"
    assert left(found.remarks)[0][1] == (
        "place 'Kabul' is a town and its province; the town is taken ('Kabul province' is the other)"
    )
    assert rows(one("A,2024,Kabul province,,,,"), "places")[0]["precision"] == "province"


def test_one_location_is_one_place_by_whatever_name() -> None:
    found = gather(
        f"{HEADER}\nA,2024,Old mill,38.5,68.7,,\nB,2024,The mill,38.5,68.7,,\n"
        "C,2024,old  MILL,,,,\nD,2024,Old mill,39.5,68.7,,\n"
    )
    first, second = rows(found, "places")
    assert (first["name"], first["aliases"], second["name"]) == ("Old mill", "The mill", "Old mill")
    assert first["id"] != second["id"]
    assert [each.get("place") for each in rows(found, "events")] == [first["id"], first["id"], None, second["id"]]
    assert left(found.remarks) == [
        ("line 4", "place 'old MILL' is left open, since other rows give it 2 different coordinates")
    ]


def test_a_name_without_coordinates_is_where_another_row_has_it() -> None:
    found = gather(f"{HEADER}\nA,2024,old MILL,,,,\nB,2024,Old mill,38.5,68.7,,\n")
    assert {each["place"] for each in rows(found, "events")} == {"p-old-mill"}


def test_swapped_coordinates_are_found_by_their_country_too() -> None:
    found = one("A,2024,68.77,38.53,TJ", "Title,Date,Lat,Lon,Country")
    assert left(found.parcel.refused)[0][1].startswith("68.77, 38.53 lies outside Tajikistan, and inside it if")


# What is odd


def test_names_that_differ_in_another_script_are_apart() -> None:
    found = one("A,2024,,,,,Группа 7; Отряд 7; группа  7")
    assert [each["name"] for each in rows(found, "actors")] == ["группа 7", "Отряд 7"]


def test_the_same_row_twice_is_one_event() -> None:
    found = gather(f"{HEADER}\nA,2024,,,,,\nA,2024,,,,,\n")
    assert (len(found.parcel.items), left(found.parcel.aside)) == (1, [("line 3", "it says the same as line 2")])


def test_another_source_of_an_event_is_one_more_report() -> None:
    found = gather(
        f"{HEADER}\nA,2024,,,,https://a.example/1,X\nA,2024,,,,https://b.example/2,Y\nA,2024,,,,https://b.example/2,Z\n"
    )
    assert (len(rows(found, "events")), len(rows(found, "reports"))) == (1, 2)
    assert {each["actors"] for each in rows(found, "claims")} == {"a-x|a-y"}
    assert left(found.parcel.refused) == [
        ("line 4", "it tells of the event of line 2 from the same source in other words; one is wanted for the two")
    ]


def test_an_id_that_stands_for_two_events_is_refused_the_second_time() -> None:
    found = gather("ID,Title,Date\n7.0,A,2024\n7,B,2024\n8,A,2023\n9,A,2024\n")
    assert [each["id"] for each in rows(found, "events")] == ["e-7", "e-8"]
    assert left(found.parcel.aside) == [("line 5", "it says the same as line 2")]
    assert left(found.parcel.refused) == [
        ("line 3", "the id '7' stands in line 2 for another event; an id is wanted once")
    ]


@pytest.mark.parametrize("cell", ["=A1&B1", "#REF!", "=SUM(1,2)"])
def test_formulas_and_errors_are_refused_in_csv_and_excel(cell: str) -> None:
    assert "its value is wanted" in refusal(f'"{cell}",2024,,,,,')
    found = gather(excel(["Title", "Date"], [cell, "2024"]))
    assert re.search(r"\(A2\) holds (a formula|an error)", left(found.parcel.refused)[0][1])


def test_formulas_of_opendocument_are_said_of_the_file() -> None:
    found = gather(opendocument(["Title", "Date"], ["A", "2024"], formula="of:=1+2"))
    assert found.understood.sentences[-1].startswith("Formulas in this file: 1;")


def test_cells_beyond_the_header_are_refused() -> None:
    assert "stands under no name" in refusal("A,2024,Mill, near the river,x", "Title,Date,Place,Note")


def test_a_row_without_a_title_is_refused() -> None:
    assert refusal(",2024,Varzob,,,,") == "the title in column 'Title' is empty; one is wanted"


# Properties

WORDS = st.sampled_from(
    [
        "",
        "A",
        "B",
        "2024",
        "6/12/2024",
        "Jun 24",
        "45455",
        "NA",
        "Varzob",
        "Herat",
        "38.5",
        "68.7",
        "0",
        "200",
        "=1+1",
        "#REF!",
        "https://a.example/1",
        "Title",
        "x; y",
        '"',
        "\x07",
    ]
)
LINES = st.lists(st.lists(WORDS, min_size=0, max_size=8), max_size=12)


def as_csv(lines: list[list[str]]) -> str:
    return "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in [HEADER.split(","), *lines]
    )


@given(lines=LINES)
@examples(150)
def test_every_row_is_imported_refused_or_set_aside(lines: list[list[str]]) -> None:
    parcel = gather(as_csv(lines)).parcel
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines = lines[:-1]
    assert len(parcel.items) + len(parcel.refused) + len(parcel.aside) == len(lines)
    where = [item.where for item in parcel.items] + [each.where for each in (*parcel.refused, *parcel.aside)]
    assert sorted(where) == sorted(f"line {number}" for number in range(2, len(lines) + 2))
    assert all(each.reason for each in (*parcel.refused, *parcel.aside))


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@examples(150)
def test_no_file_breaks_the_reader(content: bytes) -> None:
    try:
        next(each for each in IMPORTS if each.name == "sheet").read(content, "x")
    except ValueError as fault:
        assert str(fault)


TOTALS = ["Total,,,3", "Total,3", "Total,=SUM(D2:D2)", "Итого:,,,3", "SUMME,2024,Varzob,"]


@pytest.mark.parametrize("row", TOTALS)
def test_a_sum_of_other_rows_is_no_event(row: str) -> None:
    header, event = "Title,Date,Place,Killed", "A,2024,Varzob,3"
    sheet, book = f"{header}\n{event}\n{row}\n", excel(*(line.split(",") for line in (header, event, row)))
    said = "it is a row of totals, and no event"
    for found, unit in ((gather(sheet), "line"), (gather(book), "row")):
        assert left(found.parcel.aside) == [(f"{unit} 3", said)]
        assert not found.parcel.refused


def test_a_sum_may_stand_under_another_name_than_the_title() -> None:
    found = gather("Nr,Title,Date\n1,A,2024\nTotal,,30\n2,Total,\n")
    assert [where for where, _ in left(found.parcel.aside)] == ["line 3", "line 4"]


@pytest.mark.parametrize("cell", ["paper.example/a", "www.paper.example", "https://paper.example/a"])
def test_an_address_may_stand_without_its_scheme(cell: str) -> None:
    (source,) = rows(gather(f"Title,Date,Link\nA,2024,{cell}\n"), "sources")
    assert source["url"].startswith("https://")


def test_a_cell_is_parted_by_each_of_several_marks() -> None:
    found = gather('Title,Date,Actor\nA,2024,One / Two\nB,2024,"Three, Four; Five"\n', actors=" / |, ")
    assert {each["name"] for each in rows(found, "actors")} == {"One", "Two", "Three", "Four", "Five"}


# Cells that a separator without quotes has moved

WIDE = "Title;Date;Place;URL;Actor;Notes"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("A;2024;Varzob;https://a.example/1; https://b.example/2;The Board;", "actor"),
        ("A;2024;Varzob;https://a.example/1;https://b.example/2;The Board", "actor"),
        ("A;2024;Varzob;a.example/1;b.example/2;The Board", "actor"),
        ("A;2024;Varzob;https://a.example/1;Aid group https://b.example/2;", "actor"),
        ("A;2024;www.a.example/1;https://b.example/2;The Board;", "place"),
        ("https://a.example/1;2024;Varzob;;The Board;", "title"),
    ],
)
def test_an_address_is_no_name(row: str, field: str) -> None:
    said = refusal(row, WIDE)
    assert said.startswith(f"the {field} in column {field.title()!r} holds an address, ")
    assert "put that cell in quotes, or a | between its addresses" in said


@pytest.mark.parametrize(
    "cell", ['"https://a.example/1; https://b.example/2"', "https://a.example/1 | https://b.example/2"]
)
def test_what_the_refusal_of_a_moved_address_asks_for_is_read(cell: str) -> None:
    found = one(f"A;2024;Varzob;{cell};The Board;", WIDE)
    assert len(rows(found, "sources")) == 2
    assert [each["name"] for each in rows(found, "actors")] == ["The Board"]
    assert not found.remarks


def test_points_and_strokes_make_no_address_of_a_name() -> None:
    assert one("A;2024;St.Petersburg/Moscow;;Ltd.Rivers/Sons;", WIDE).parcel.items


def test_a_title_may_end_with_its_link() -> None:
    assert one("Shots in the valley https://a.example/1;2024;Varzob;;;", WIDE).parcel.items


def test_a_row_wider_than_the_others_is_told_of() -> None:
    found = gather(f"{WIDE}\nA;2024;Varzob;;Radio; the Board;\nB;2024;Varzob;;The Board;\nC;2024;Varzob;;The Board;\n")
    assert left(found.remarks) == [
        (
            "line 2",
            "the row has 7 cells where others have 6, and nothing in the last; where a separator in a cell has moved "
            "the cells after it, that cell needs quotes around it",
        )
    ]


def test_a_separator_at_the_end_of_every_row_is_a_habit_of_the_program() -> None:
    found = gather(f"{WIDE}\nA;2024;Varzob;;Radio;;\nB;2024;Varzob;;The Board;;\n")
    assert len(found.parcel.items) == 2
    assert not found.remarks
