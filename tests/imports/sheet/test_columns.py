"""Columns are known by their names in six languages, asked about where unsure, and can be named by hand."""

import re
from typing import Any

import pytest

from briefing.imports.sheet import choices
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import HEADING
from briefing.imports.sheet.words import FIELDS, KNOWN, UNSURE, plain
from tests.imports.sheet.made import excel, gather, left, one, opendocument, rows

ROW = "A clash is reported;2024-06-12;Varzob;38.7737;68.8178;https://paper.example/1;Nadir Belari;Radio;seen;7"


@pytest.mark.parametrize(
    "header",
    [
        "Title;Date;Place;Latitude;Longitude;URL;Actor;Source;Note;ID",
        "EVENT ;Event_Date;Location;lat;lng;Source URL;Who;Outlet;Comments;No.",
        "Ereignis;Datum;Ort;Breite;Länge;Link;Akteur;Quelle;Bemerkung;Nr.",
        "Titre;Date;Lieu;Latitude;Longitude;Lien;Acteur;Source;Remarque;Numéro",
        "Событие;Дата;Место;Широта;Долгота;Ссылка;Участник;Источник;Примечание;№ п/п",
        "العنوان;التاريخ;المكان;خط العرض;خط الطول;الرابط;الفاعل;المصدر;ملاحظات;الرقم",
        "Ҳодиса;Сана;Ҷой;Арз;Тӯл;Пайванд;Иштирокчӣ;Манбаъ;Эзоҳ;Рақам",
    ],
)
def test_columns_are_known_in_six_languages(header: str) -> None:
    found = gather(f"{header.replace('№ п/п', 'Номер')}\n{ROW}\n")
    (event,) = rows(found, "events")
    (place,) = rows(found, "places")
    (source,) = rows(found, "sources")
    (report,) = rows(found, "reports")
    assert (event["id"], event["title"], event["date"]) == ("e-7", "A clash is reported", "2024-06-12")
    assert (place["name"], place["latitude"], place["longitude"]) == ("Varzob", "38.7737", "68.8178")
    assert (source["url"], rows(found, "outlets")[0]["name"]) == ("https://paper.example/1", "Radio")
    assert (rows(found, "actors")[0]["name"], report["note"]) == ("Nadir Belari", "seen")


def test_no_name_of_a_column_means_two_fields() -> None:
    assert set(KNOWN.values()) == set(FIELDS)
    assert not set(KNOWN) & set(map(plain, UNSURE))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_each_style(mark: str, encoding: str) -> None:
    text = mark.join(["Title", "Date", "Place"]) + "\r\n" + mark.join(["Взрыв", "2024", '"Varzob"']) + "\r\n"
    assert rows(gather(text.encode(encoding)), "events")[0]["title"] == "Взрыв"


def test_another_encoding_is_named_by_what_it_would_read() -> None:
    raw = "Событие;Дата\nВзрыв;2024\n".encode("windows-1251")
    with pytest.raises(ValueError, match="line 1: this is not UTF-8") as refusal:
        gather(raw)
    assert "'Событие;Дата' with --encoding windows-1251" in str(refusal.value)
    assert rows(gather(raw, encoding="windows-1251"), "events")[0]["title"] == "Взрыв"
    with pytest.raises(ValueError, match="'klingon' is no encoding"):
        gather(raw, encoding="klingon")


def test_excel_and_opendocument_come_in_as_csv_does() -> None:
    lines: list[list[Any]] = [["Title", "Date", "Lat", "Lon"], ["A", "2024-06", 38.56, 68.787]]
    for content in (excel(*lines), opendocument(*lines)):
        (place,) = rows(gather(content), "places")
        assert (place["latitude"], place["longitude"]) == ("38.56", "68.787")


def test_a_header_may_stand_below_a_title_and_again_among_the_rows() -> None:
    found = gather("Our list,,\n,,\nTitle,Date,Place\nA,2024,\ntitle,DATE,place\nJune,,\nB,2024,\n")
    assert [cells["title"] for cells in rows(found, "events")] == ["A", "B"]
    assert left(found.parcel.aside) == [
        ("line 1", "the line stands above the header"),
        ("line 2", "it is empty"),
        ("line 5", "the header stands here again"),
        ("line 6", HEADING),
    ]


def test_two_columns_that_may_be_one_field_are_asked_about() -> None:
    with pytest.raises(
        ValueError, match=re.escape("'Place' and 'Location' may each be the place; say which: --map place=Place")
    ):
        one("A,2024,x,y", "Title,Date,Place,Location")
    (event,) = rows(one("A,2024,Varzob,shop", "Title,Date,Place,Location", columns={"place": "Place"}), "events")
    assert event["place"] == "p-varzob"


def test_a_name_that_may_be_the_title_is_asked_about() -> None:
    with pytest.raises(ValueError, match="'Name' may be it: --map title=Name"):
        one("A,2024", "Name,Date")
    assert rows(one("A,2024", "Name,Date", columns={"title": "Name"}), "events")[0]["title"] == "A"


def test_what_is_not_known_is_told_with_what_it_may_be_and_kept() -> None:
    found = one("A,2024,Varzob,3", "Title,Date,Locaton,Dead")
    assert found.understood.sentences[-1] == (
        "  not known    'Locaton' (--map place=Locaton if that is the place) and 'Dead': "
        "kept in the note of each report"
    )
    assert rows(found, "reports")[0]["note"] == "Locaton: Varzob; Dead: 3"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"place": "Locaton"}, "there is no column 'Locaton'. Did you mean 'Location'?"),
        ({"plce": "Location"}, "'plce' is no field. Did you mean 'place'?"),
    ],
)
def test_a_map_that_leads_nowhere_is_said(columns: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        one("A,2024,x", "Title,Date,Location", columns=choices.checked(Choices(columns=columns)).columns)


def test_a_sheet_without_a_header_says_what_is_wanted() -> None:
    with pytest.raises(ValueError, match="no line names columns that are known; line 1 has 'A', '2024'"):
        gather("A,2024\nB,2023\n")
    with pytest.raises(ValueError, match="the file is empty"):
        gather("")


def test_several_tabs_that_may_hold_the_events_are_asked_about() -> None:
    import io  # noqa: PLC0415  # only here

    from openpyxl import Workbook  # noqa: PLC0415  # only here

    book = Workbook()
    for name in ("First", "Second"):
        tab = book.create_sheet(name)
        tab.append(["Title", "Date"])
        tab.append([f"In {name}", "2024"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(
        ValueError, match="several tables may hold the events: 'First', 'Second'; say which: --tab First"
    ):
        gather(out.getvalue())
    assert rows(gather(out.getvalue(), tab="Second"), "events")[0]["title"] == "In Second"
    with pytest.raises(ValueError, match="there is no tab 'Third'"):
        gather(out.getvalue(), tab="Third")


def test_what_was_understood_is_saved_and_read_again() -> None:
    found = one("A,6/12/2024,Vahdat", "Name,When,Location", columns={"title": "Name"}, dates="dmy")
    text = choices.written(found.choices, found.open)
    assert "# Vahdat, Districts of Republican Subordination, Tajikistan (town, 38.5563, 69.0135)\n" in text
    assert choices.read(text) == found.choices
    assert found.choices.columns == {"title": "Name", "date": "When", "place": "Location"}
    picked = choices.read(
        text.replace('Vahdat = ""', 'Vahdat = "Vahdat, Districts of Republican Subordination, Tajikistan (town, 38"')
    )
    again = one(
        "A,6/12/2024,Vahdat", "Name,When,Location", columns=picked.columns, places=picked.places, dates=picked.dates
    )
    assert rows(again, "places")[0]["latitude"] == "38.55632"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dates = 'ymd'", "'ymd' was found"),
        ("x = 1", "a key 'x' that is not known"),
        ("[columns", "cannot be read as TOML"),
        ("a" + ".a" * 40 + " = 1", "a key of more than 32 parts"),
        ("a = " + "[" * 2_000, "cannot be read as TOML"),
        ("dates = 1", "texts in quotes"),
    ],
)
def test_a_map_that_is_none_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        choices.read(text)


def test_what_is_said_now_goes_before_what_was_saved() -> None:
    saved = Choices(columns={"place": "Ort", "date": "Tag"}, dates="dmy", country="Iraq")
    assert Choices(columns={"place": "Wo"}, dates="mdy").over(saved) == Choices(
        columns={"place": "Wo", "date": "Tag"}, dates="mdy", country="Iraq"
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"a\x00b"])
def test_a_file_that_is_no_sheet_says_so(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"damaged|before 2007|bytes of zero"):
        gather(content)
