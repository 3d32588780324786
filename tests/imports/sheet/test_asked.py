"""What is asked of a sheet as a whole, since only the one who has it can say."""

from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import gathered
from briefing.imports.sheet.ledger import Ledger
from tests.invented import info

LATE = info(as_of=date(2030, 1, 1))
HEAD = "Title,Date,Lat,Lon,Actor\n"


def asked(*rows: str, head: str = HEAD, by: str = ";") -> str:
    text = head + "\n".join(rows)
    return "\n".join(gathered(text.encode(), "rows.csv", Choices(actors=by), Dossier(LATE), Ledger()).asked)


def test_a_country_that_one_point_alone_has_is_told() -> None:
    said = asked(*(f"Event {n} is reported,2024,16.{n},0.2," for n in range(5)), "Another is reported,2024,16.2,14.2,")
    assert "by the points they are: Mali (5 lines); Niger (1 line: line 7)" in said
    assert "a sign may be lost" in said


def test_a_country_that_a_cell_names_is_not_asked_about() -> None:
    assert not asked("One is reported,2024,16.2,0.2,,Mali", head=HEAD.replace("Actor", "Actor,Country"))


def test_two_points_of_one_name_may_be_one_place() -> None:
    head = "Title,Date,Place,Lat,Lon\n"
    rows = ("One is reported,2024,Gao,16.27,-0.04", "Two is reported,2024,Gao,16.28,-0.08")
    assert "Place 'Gao' has 2 points, 4 km apart" in asked(*rows, head=head)
    assert "Gao" not in asked(rows[0], rows[1].replace("16.28,-0.08", "16.27,-0.04"), head=head).partition("points,")[2]
    assert "4 km apart" not in asked(rows[0], rows[1].replace("Gao", "Ansongo"), head=head)


def test_sources_without_a_day_are_told_of() -> None:
    head = "Title,Date,URL,Published\n"
    assert "No column says when a source was published" in asked(
        "One is reported,2024,https://a.example/1", head=head.replace(",Published", "")
    )
    assert "published" not in asked("One is reported,2024,https://a.example/1,2024-01-02", head=head)
    assert not asked("One is reported,2024,", head="Title,Date,Note\n")


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (['"Ali Sand, Amadou Kelo"', ""], '--actors-by ","'),
        (["Ali Sand and Kelo", "Kelo"], '--actors-by " and "'),
        (["Sand/Kelo", "Sand"], '--actors-by "/"'),
    ],
)
def test_names_that_may_be_several_are_asked_about(cells: list[str], mark: str) -> None:
    rows = [f"Event {n} is reported,2024,,,{cell}" for n, cell in enumerate(cells)]
    said = asked(*rows)
    assert mark in said
    assert "(line 2)" in said
    assert mark not in asked(*rows, by=mark.split('"')[1])


@pytest.mark.parametrize("cell", ["Ministry of Trade and Industry", '"Belari, Nadir"', "Ali Sand; Amadou Kelo"])
def test_one_name_is_not_asked_about(cell: str) -> None:
    assert not asked(f"One is reported,2024,,,{cell}")


def test_a_name_with_a_title_may_be_the_one_without() -> None:
    said = asked("One is reported,2024,,,Col. Ali Sand", "Two is reported,2024,,,Ali Sand")
    assert "'Col. Ali Sand' and 'Ali Sand' are taken for two actors" in said


def test_rows_with_ids_that_say_the_same_are_asked_about() -> None:
    head = "ID,Title,Date,Place,URL\n"
    rows = ("1,One is reported,2024,Gao,https://a.example/1", "2,One is reported,2024,Gao,https://b.example/2")
    said = "line 2 and line 3 have one title, date and place and ids of their own"
    assert said in asked(*rows, head=head)
    assert said not in asked(rows[0], rows[1].replace("2024", "2023"), head=head)


def test_points_of_one_name_far_apart_are_told_beside_those_that_are_near() -> None:
    rows = ("A,2024,Kutum,14.2,24.66", "B,2024,Kutum,12.2,24.66", "C,2024,Kutum,14.25,24.66")
    said = asked(*rows[:2], head="Title,Date,Place,Lat,Lon\n")
    assert "Place 'Kutum' has points 221 km apart, and is taken for 2 places: 14.2, 24.66; 12.2, 24.66" in said
    said = asked(*rows, head="Title,Date,Place,Lat,Lon\n")
    assert "Place 'Kutum' has points 227 km apart, and is taken for 3 places" in said
    assert "Place 'Kutum' has 2 points, 6 km apart, and is taken for as many places: 14.2, 24.66; 14.25, 24.66" in said


def test_a_point_outside_the_countries_of_the_base_map_is_called_so() -> None:
    said = asked("A,2024,New York,40.7128,-74.006", "B,2024,Kutum,14.2,24.66", head="Title,Date,Place,Lat,Lon\n")
    assert "outside the countries that the base map has, or at sea (1 line: line 2)" in said


def test_a_cell_that_may_name_several_sources_is_asked_about() -> None:
    said = asked("A,2024,AFP; Reuters", 'B,2024,"AFP, Reuters"', head="Title,Date,Source\n")
    assert "Column 'Source': taken for one source each: 'AFP, Reuters' (line 3); where a comma parts several" in said
    assert "one source each" not in asked("A,2024,AFP; Reuters", head="Title,Date,Source\n")


def test_a_date_after_the_last_day_that_is_looked_at_is_told() -> None:
    said = asked("A,2042-01-02,https://a.example/1", "B,2016,https://a.example/2", head="Title,Date,URL\n")
    assert "the last day that the dossier looks at: line 2: 2042-01-02; mend the date" in said
    assert "after" not in asked("B,2016,https://a.example/2", head="Title,Date,URL\n")
