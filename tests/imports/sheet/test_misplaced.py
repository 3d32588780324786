"""Coordinates that cannot be right are asked about, whichever other cell, or row, tells."""

from unittest.mock import Mock

import pytest

from briefing.analysis.distance import km
from briefing.imports.sheet import misplaced, placing
from tests.imports.sheet.made import gather, left, one, rows

COUNTRY = "Title,Date,Place,Country,Lat,Lon"
PLAIN = "Title,Date,Place,Lat,Lon"


def refused(content: str) -> dict[str, str]:
    return dict(left(gather(content).parcel.refused))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "A,2024,Sao Paulo,Brazil,-23.55,46.63",
            "-23.55, 46.63 lies outside Brazil, and inside it as -23.55, -46.63 (a minus sign lost or too many)",
        ),
        ("A,2024,Lima,Peru,12.05,77.04", "inside it as -12.05, -77.04"),
        ("A,2024,Lima,PE,-77.04,-12.05", "outside Peru, and inside it if latitude and longitude change places"),
        ("A,2024,Lima,Peru,77.04,12.05", "as -12.05, -77.04 (a minus sign lost or too many, latitude and longitude in"),
        (
            "A,2024,Khujand,Tajikistan,48.85,2.35",
            "outside Tajikistan, in France; a point in Tajikistan, or the country",
        ),
        ("A,2024,Khujand,Tajikistan,-30,80", "outside Tajikistan, in the sea;"),
    ],
)
def test_a_point_outside_the_country_of_its_row_is_asked_about(row: str, said: str) -> None:
    assert said in refused(f"{COUNTRY}\n{row}\n")["line 2"]


@pytest.mark.parametrize(
    "row",
    [
        "A,2024,A boat,Yemen,12.1,48.9",  # at sea, and near enough
        "A,2024,Zeila,Somalia,11.35,43.47",  # whose land it is, is disputed
        "A,2024,Sevastopol,Ukraine,44.6,33.5",
        "A,2024,Old mill,Arvenia,12.5,41.9",  # no country of the base map
        "A,2024,Khujand,TJ,40.28,69.62",
    ],
)
def test_a_point_that_may_be_right_is_taken(row: str) -> None:
    assert not refused(f"{COUNTRY}\n{row}\n")


def test_a_place_of_the_gazetteer_tells_of_a_sign_that_is_lost() -> None:
    said = refused(f"{PLAIN}\nA,2024,Khujand,-40.28,69.62\n")["line 2"]
    assert "km from 'Khujand', and " in said
    assert "as 40.28, 69.62 (a minus sign lost or too many); the point that is meant is wanted" in said


def test_one_name_at_points_far_apart_is_asked_about() -> None:
    found = refused(f"{PLAIN}\nA,2024,Old mill,12.50,41.90\nB,2024,old MILL,28.50,62.90\n")
    assert set(found) == {"line 2", "line 3"}
    assert found["line 2"].startswith("12.50, 41.90 lies 2,808")
    assert found["line 2"].endswith(
        "km from where line 3 has 'Old mill', 28.50, 62.90; mend the wrong one, or tell two places of this name apart "
        "in a column country or province"
    )


def test_where_most_rows_agree_the_odd_one_is_asked_about() -> None:
    found = refused(
        f"{PLAIN}\nA,2024,Old mill,-12.50,41.90\nB,2024,Old mill,12.50,41.90\nC,2024,Old mill,-12.51,41.91\n"
    )
    assert set(found) == {"line 3"}
    assert "(and near it as -12.5, 41.9 (a minus sign lost" in found["line 3"]


def test_two_places_of_one_name_come_in_where_country_or_province_tells_them_apart() -> None:
    assert not refused(f"{COUNTRY}\nA,2024,Santiago,Chile,-33.45,-70.66\nB,2024,Santiago,Spain,42.88,-8.54\n")
    assert not refused(
        "Title,Date,Place,Province,Lat,Lon\nA,2024,Kirov,North,58.60,49.65\nB,2024,Kirov,South,54.08,34.30\n"
    )


def test_the_name_of_a_country_is_no_one_place() -> None:
    assert not refused(f"{PLAIN}\nA,2024,Russia,55.75,37.61\nB,2024,Russia,56.01,92.89\n")


def test_a_point_alone_in_a_sheet_is_asked_about_where_a_slip_explains_it() -> None:
    sheet = f"{PLAIN}\nA,2024,Campinas,-22.91,-47.06\nB,2024,Santos,-23.96,-46.33\nC,2024,Rio,-22.91,-43.2\n"
    found = refused(f"{sheet}D,2024,Sorocaba,-23.50,47.45\nE,2024,Lisbon,38.72,-9.14\n")
    assert set(found) == {"line 5"}
    assert "lies in the sea, " in found["line 5"] or "lies in Madagascar, " in found["line 5"]
    assert "near 'Campinas' of line 2 as -23.5, -47.45" in found["line 5"]
    assert found["line 5"].endswith("name its country in a column country")
    country = sheet.replace("Place,", "Place,Country,").replace(",-2", ",,-2")
    assert not refused(f"{country}D,2024,Tsivory,Madagascar,-23.50,46.45\n")


def test_a_lost_sign_is_told_by_the_nearest_place_of_the_sheet() -> None:
    sheet = f"{PLAIN}\nA,2024,Sahar,-22.10,-46.00\nB,2024,Santos,-23.96,-46.33\nC,2024,Rio,-22.91,-43.2\n"
    found = refused(f"{sheet}D,2024,The mill,-23.60,46.60\nE,2024,Lisbon,38.72,-9.14\n")
    assert "near 'Santos' of line 3 as -23.6, -46.6" in found["line 5"]


def test_what_is_refused_gives_no_place_to_a_row_of_its_name() -> None:
    found = gather(f"{COUNTRY}\nA,2024,Old mill,Peru,12.05,77.04\nB,2024,Old mill,Peru,,\n")
    assert [each.get("place") for each in rows(found, "events")] == [None]


def test_near_spellings_are_those_of_the_sheet_s_region_and_the_remedy_is_named() -> None:
    (remark,) = [
        said
        for _, said in left(gather(f"{PLAIN}\nA,2024,Khujand,,\nB,2024,Isfara,,\nC,2024,Kujandh,,\n").remarks)
        if "Kujandh" in said
    ]
    assert 'give its latitude and longitude in columns of the sheet, or say --place "Kujandh=Khujand, ' in remark
    chosen = remark.partition('--place "Kujandh=')[2].partition('"')[0]
    found = one("A,2024,Kujandh,,", PLAIN, places={"Kujandh": chosen})
    assert [each["name"] for each in rows(found, "places")] == ["Khujand"]


@pytest.mark.parametrize(
    "row", ["{0},2024,Old mill,{1}.{0:05},62.7", "{0},2024,Ship {0},-40.{0:05},-100.1"], ids=["one name", "far away"]
)
def test_many_points_are_not_each_measured_against_all_others(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=km)
    monkeypatch.setattr(misplaced, "km", asked)
    ships = "".join(row.format(number, (38, 32)[number % 2]) + "\n" for number in range(60))
    towns = "".join(f"T{number},2024,,{number}.5,62.7\n" for number in range(-20, 60))
    refused(f"{PLAIN}\n{ships}{towns}")
    assert asked.call_count < 10 * 60


def test_near_spellings_are_looked_for_of_so_many_names_and_the_others_are_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(placing, "HINTS", 2)
    names = ["Kujandh", "Kujandh", "Isfarra", "Varzobb"]
    rows = "".join(f"{number},2024,{name},,\n" for number, name in enumerate(names))
    said = [remark for _, remark in left(gather(f"{PLAIN}\n{rows}").remarks) if "not in the gazetteer" in remark]
    assert ["Near in spelling: " in each for each in said] == [True, True, True, False]
    assert said[-1].endswith("Near spellings are looked for of the first 100 such names alone.")


def test_a_near_spelling_on_another_continent_is_not_told() -> None:
    sheet = f"{PLAIN}\nA,2024,Campinas,-22.91,-47.06\nB,2024,Kujandh,,\n"
    ((_, remark),) = left(gather(sheet).remarks)
    assert remark == (
        "place 'Kujandh' is not in the gazetteer and has no coordinates, so the event comes without a place; "
        "give its latitude and longitude in columns of the sheet"
    )


def test_of_two_points_the_one_in_the_country_that_both_name_is_right() -> None:
    rows = ("A,2024,Djibo,Burkina Faso,14.1022,1.6306", "B,2024,Djibo,Burkina Faso,14.1022,-1.6306")
    found = gather("Title,Date,Place,Country,Lat,Lon\n" + "\n".join(rows))
    assert [each.where for each in found.parcel.refused] == ["line 2"]


def test_of_few_points_one_in_the_sea_is_asked_about_where_a_slip_explains_it() -> None:
    found = refused(f"{PLAIN}\nA,2024,North well,13.58,44.02\nB,2024,South well,44.02,13.58\n")
    assert set(found) == {"line 3"}
    assert "lies in the sea, " in found["line 3"]
    assert "near 'North well' of line 2 if latitude and longitude change places" in found["line 3"]
    assert not refused(f"{PLAIN}\nA,2024,North well,13.58,44.02\nB,2024,Ship,30.02,-33.58\n")
    assert not refused(f"{PLAIN}\nA,2024,Ship,44.02,13.58\n")
