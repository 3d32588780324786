"""A file given to the wrong importer is told the right one, and nothing of tables that are ours and not its own."""

import json
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.exports import csv, ftm, geojson, stix, xlsx
from briefing.imports.recognised import recognised
from tests.imports.layouts import ACLED, GTD, UCDP, UCDP_OLD, book, sums, take, ucdp, written
from tests.invented import seen

Captured = pytest.CaptureFixture[str]

SLIDE = {"start_date": {"year": "2024"}, "text": {"headline": "A clash is reported"}}
FILES: dict[str, tuple[str, bytes]] = {
    "ucdp": ("ucdp", written(UCDP, [ucdp(1)])),
    "ucdp of before": ("ucdp", written(UCDP_OLD, [ucdp(1)], ";")),
    "ucdp workbook": ("ucdp", book(events=[["A note"], UCDP])),
    "acled": ("acled", written(ACLED, [])),
    "gtd": ("gtd", written(GTD, [])),
    "timelinejs": ("timelinejs", json.dumps({"events": [SLIDE]}).encode()),
    "timelinejs sheet": ("timelinejs", b"Year,Month,Day,Headline,Text,Media\n2024,6,,A clash is reported,,\n"),
    "timemap": ("timemap", b'[{"id": 1, "description": "A clash", "latitude": "38.5", "longitude": "68.7"}]'),
    "timemap workbook": ("timemap", book(EXPORT_EVENTS=[["id", "description"]], EXPORT_SOURCES=[["id", "title"]])),
    "edges": ("edges", b"from,to,weight\nA,B,3\n"),
    "edges with a word": ("edges", b"Source;Target;Kind\nA;B;pays\n"),
    "edges of Gephi": ("edges", b"Source,Target,Type,Weight,Label\n1,2,Directed,3,pays\n"),
    "edges workbook": ("edges", book(ties=[[], ["From", "To"], ["A", "B"]])),
    "ach": ("ach", b"Evidence,It was set,Old wiring\nA burnt can was found,++,-\n"),
}


@pytest.mark.parametrize("label", FILES)
def test_a_file_is_known_by_its_header(label: str) -> None:
    name, content = FILES[label]
    assert recognised(content) == name


@pytest.mark.parametrize("module", [csv, xlsx, geojson, stix, ftm], ids=lambda module: module.EXPORT.name)
def test_our_own_exports_are_known(module: object, small: Dossier) -> None:
    export = module.EXPORT  # type: ignore[attr-defined]  # a module of exports
    assert recognised(export.make(seen(small))) == export.name


@pytest.mark.parametrize(
    "content",
    [
        b"Title,Date,Place,URL\nA clash is reported,2024,Varzob,https://a.example/1\n",
        b"Title,Date,Description,Weight\nA clash,2024,Near the mill,+\n",
        b"id,latitude,longitude,country\n1,38,68,Tajikistan\n",
        b"a,b\na,c\n",
        b"Start,End,Label\n2024,2025,A clash is reported\n",
        b"Title,Date,Source,Target\nA clash is reported,2024,Radio,A mill\n",
        b"",
        b"{",
        b"PK",
    ],
)
def test_what_has_no_form_is_recognised_by_none(content: bytes) -> None:
    assert recognised(content) == ""


def test_of_a_long_file_the_beginning_is_enough() -> None:
    whole = written(UCDP, (ucdp(number) for number in range(3000)))
    assert recognised(whole) == "ucdp"


@pytest.mark.parametrize("format", ["sheet", "ucdp", "acled", "gtd", "timelinejs", "timemap", "ach", "edges", "csv"])
@pytest.mark.parametrize("label", ["ucdp", "timelinejs", "timemap", "ach"])
def test_another_importer_names_the_right_one(format: str, label: str, tmp_path: Path, capsys: Captured) -> None:
    name, content = FILES[label]
    if format == name:
        return
    (tmp_path / "file").write_bytes(content)
    main(["new", str(tmp_path / "case")])
    capsys.readouterr()
    assert main(["import", format, str(tmp_path / "file"), "--into", str(tmp_path / "case")]) == 2
    said = capsys.readouterr().err
    assert f"which comes in with: import {name}" in said
    assert ("--map title=COLUMN" in said) == (format == "sheet")
    assert "events.csv" not in said


def test_who_says_which_column_is_the_title_is_believed(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("Year,Headline,Date\n2024,A clash is reported,2024-06-12\n", "utf-8")
    main(["new", str(tmp_path / "case")])
    words = ["import", "sheet", str(tmp_path / "rows.csv"), "--into", str(tmp_path / "case")]
    assert (main(words), main([*words, "--map", "title=Headline"])) == (2, 0)


# Messages in the words of the file


def test_a_date_at_fault_is_told_at_the_line_of_the_file_alone(tmp_path: Path) -> None:
    taken = take("timelinejs", b"Year,Month,Day,Headline\n2024,13,,A\n2024,6,,B\n", tmp_path / "new")
    assert sums(taken) == (1, 1, 0)
    assert taken.refused[0].where == "line 2"
    assert taken.refused[0].reason.startswith("date: '2024-13'")
    assert ".csv" not in taken.refused[0].reason


def test_an_id_twice_in_one_file_is_told_as_such(tmp_path: Path) -> None:
    rows = [ucdp(1), {**ucdp(1), "where_coordinates": "Khujand town"}, ucdp(1)]
    taken = take("ucdp", written(UCDP, rows), tmp_path / "new")
    assert sums(taken) == (1, 1, 1)
    assert taken.refused[0].reason == (
        "the id 'ucdp-ged-1' stands in line 2 with another title, place; an id is wanted once"
    )
    assert taken.aside[0].reason == "it says the same as line 2"
    assert take("ucdp", written(UCDP, rows[:1]), tmp_path / "new").aside[0].reason.startswith("it is there already")


def test_a_workbook_of_events_in_own_words_is_not_taken_for_that_of_timemap(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(book(Events=[["Title", "Date", "Place"], ["A clash is reported", "2024-06-12", "Varzob"]]))
    assert main(["import", "timemap", str(path), "--into", str(tmp_path / "case"), "--asof", "2024-07-31"]) == 2
    said = capsys.readouterr().err
    assert "the sheet 'Events' has no column description, which every event of TimeMap has" in said
    assert said.strip().endswith("it looks like a sheet of events, which comes in with: import sheet")


@pytest.mark.parametrize("format", ["sheet", "ach", "timelinejs"])
@pytest.mark.parametrize("content", ["from,to,kind\nThe Board,Radio,owns\n", "The Board;Radio\nRadio;The mill\n"])
def test_a_list_of_edges_is_sent_to_its_reader(
    format: str, content: str, small_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "ties.csv").write_text(content, "utf-8")
    assert main(["import", format, str(tmp_path / "ties.csv"), "--into", str(small_folder)]) == 2
    assert "comes in with: import edges" in capsys.readouterr().err
