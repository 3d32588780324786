"""A sheet taken into a dossier: it passes check, running again is harmless, a changed sheet changes its own rows."""

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from tests.imports.sheet.made import excel
from tests.invented import examples

Captured = pytest.CaptureFixture[str]

SHEET = """Title,Date,Place,Lat,Lon,URL,Actor
A clash is reported,2024-06-12,Varzob,,,https://paper.example/1,Nadir Belari
An arrest is reported,2024-06,The mill,38.560,68.7870,https://radio.example/2,Ilya Marn
A blast is reported,2024,Herat,,,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    main(["new", str(tmp_path / "case"), "--asof", "2024-07-31"])
    return tmp_path / "case"


def take(text: str | bytes, folder: Path, *more: str, name: str = "rows.csv") -> int:
    file = folder.parent / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return main(["import", "sheet", str(file), "--into", str(folder), *more])


def loaded(folder: Path) -> Dossier:
    reading = read(folder)
    assert reading.dossier, [str(issue) for issue in reading.issues]
    return reading.dossier


def events(folder: Path) -> dict[str, str]:
    """The events of the sheet: their titles by id."""
    return {event.id: event.title for event in loaded(folder).events if not event.id.startswith("e-example")}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_comes_in_passes_check_and_is_told(folder: Path, capsys: Captured) -> None:
    assert take(SHEET, folder) == 0
    said = capsys.readouterr().out
    assert "Understood from line 1:\n  title        'Title': what is said to have happened" in said
    assert "line 4: place 'Herat' is left open, since 3 places may be meant" in said
    assert '--place "Herat=Herāt, Herat, Afghanistan (town, 34.3482, 62.1997)"' in said
    assert "rows.csv: 3 found, 3 imported, 0 refused, 0 set aside" in said
    assert main(["check", str(folder)]) == 0
    assert len(events(folder)) == 3


def test_what_actors_are_taken_for_is_told_once_and_may_be_changed(folder: Path, capsys: Captured) -> None:
    text = SHEET.replace("Nadir Belari", "Nadir Belari; Ministry of Water; River Group")
    take(text, folder)
    said = capsys.readouterr().out
    assert (
        "By their names alone new actors are taken for: organisation (1: River Group), person (2: Nadir Belari; "
        "Ilya Marn) and state body (1: Ministry of Water); where that is wrong, write the right one into the column "
        "kind of actors.csv, where it stays." in said
    )
    edit(folder, "actors", "River Group,,,organisation", "River Group,,,armed group")
    take(text, folder)
    assert "By their names alone" not in capsys.readouterr().out
    assert {actor.kind for actor in loaded(folder).actors if actor.name == "River Group"} == {"armed group"}


def test_a_place_is_chosen_by_one_of_the_lines_told(folder: Path) -> None:
    take(SHEET, folder, "--place", "Herat=Herāt, Herat, Afghanistan (town, 34.3482, 62.1997)")
    assert {place.country for place in loaded(folder).places} == {"Uzbekistan", "Tajikistan", "Afghanistan"}


def test_running_again_changes_nothing(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    before = snapshot(folder)
    capsys.readouterr()
    assert take(SHEET, folder) == 0
    assert "3 found, 0 imported, 0 refused, 3 set aside" in capsys.readouterr().out
    assert snapshot(folder) == before


def test_what_stood_in_the_dossier_stands_there_still(folder: Path) -> None:
    before = (folder / "events.csv").read_bytes()
    take(SHEET, folder)
    assert (folder / "events.csv").read_bytes().startswith(before)


def test_coordinates_are_written_to_the_digit(folder: Path) -> None:
    take(SHEET, folder)
    assert ",38.560,68.7870," in (folder / "places.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A clash is reported", "A clash at the bridge is reported"),
        ("2024-06-12", "2024-06-13"),
        ("Varzob,,", "Varzob,38.78,68.82"),
        ("https://paper.example/1", "https://paper.example/9"),
        ("Nadir Belari", "Nadir Belary"),
    ],
)
def test_a_changed_row_is_the_event_that_it_was(folder: Path, old: str, new: str, capsys: Captured) -> None:
    take(SHEET, folder)
    ids, capsys_before = set(events(folder)), capsys.readouterr()
    assert capsys_before
    assert take(SHEET.replace(old, new), folder) == 0
    assert "1 imported, 0 refused, 2 set aside" in (said := capsys.readouterr().out)
    assert "1 event of those imported came from this sheet before and changed with it." in said
    assert set(events(folder)) == ids
    fresh = folder.parent / "fresh"
    main(["new", str(fresh), "--asof", "2024-07-31"])
    take(SHEET.replace(old, new), fresh)
    assert sorted(events(fresh).values()) == sorted(events(folder).values())
    for name in ("actors", "places", "sources", "origins", "outlets"):
        assert sorted(row.id for row in getattr(loaded(folder), name)) == sorted(
            row.id for row in getattr(loaded(fresh), name)
        )


def test_sorted_otherwise_and_saved_as_excel_it_is_the_same_sheet(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    header, *lines = csv.reader(io.StringIO(SHEET))
    before = snapshot(folder)
    capsys.readouterr()
    book = excel(header, *([cell or None for cell in line] for line in reversed(lines)))
    assert take(book, folder, name="rows.csv") == 0
    assert snapshot(folder) == before


def test_what_a_person_edited_stays(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    edit(folder, "events", "A clash is reported,event", "A clash is said to have happened,clash")
    edit(folder, "actors", "Named in rows; the kind is taken from the name alone.", "A watchman by these reports.")
    take(SHEET, folder)
    assert "A clash is said to have happened" in events(folder).values()
    take(SHEET.replace("2024-06-12", "2024-06-13"), folder)
    assert "the event was edited in the dossier since it came in" in capsys.readouterr().out
    assert "A clash is said to have happened" in events(folder).values()
    assert "A watchman" in (folder / "actors.csv").read_text("utf-8")


def test_what_a_person_took_out_stays_out(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    path = folder / "events.csv"
    path.write_text(
        "".join(line for line in path.read_text("utf-8").splitlines(True) if "A blast" not in line), "utf-8"
    )
    take(SHEET, folder)
    assert "the event was taken out of the dossier" in capsys.readouterr().out
    assert "A blast is reported" not in events(folder).values()


def test_what_is_no_longer_in_the_sheet_stays_and_is_named(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    take("\n".join(SHEET.splitlines()[:-1]), folder)
    assert "no longer in the sheet, and left as they stand: e-a-blast-is-reported-" in capsys.readouterr().out
    assert "A blast is reported" in events(folder).values()


def test_a_row_that_became_wrong_leaves_its_event_as_it_was(folder: Path) -> None:
    take(SHEET, folder)
    before = snapshot(folder)
    assert take(SHEET.replace("2024-06-12", "Jun 24"), folder) == 1
    assert snapshot(folder) == before


def test_a_row_that_breaks_a_rule_is_refused_and_the_others_come_in(folder: Path, capsys: Captured) -> None:
    late = (
        SHEET.replace("URL,", "URL,Published,")
        .replace("/1,", "/1,2030-01-01,")
        .replace("/2,", "/2,,")
        .replace(",,,,\n", ",,,,,\n")
    )
    assert take(late, folder) == 1
    said = capsys.readouterr().out
    assert "line 2: refused: published '2030-01-01' is after as_of" in said
    assert "3 found, 2 imported, 1 refused" in said
    assert main(["check", str(folder)]) == 0


def test_an_id_of_another_event_is_refused(folder: Path, capsys: Captured) -> None:
    take("ID,Title,Date\n7,A clash is reported,2024\n", folder)
    assert take("ID,Title,Date\n7,A blast is reported,2024\n", folder, name="other.csv") == 1
    assert take("ID,Title,Date\nexample-fire,A blast is reported,2024\n", folder, name="other.csv") == 1
    said = capsys.readouterr().out
    assert "the id 'e-7' is that of 'A clash is reported' from the sheet 'rows'; another id is wanted" in said
    assert "the id 'e-example-fire' stands in events.csv for another event" in said
    assert list(events(folder).values()) == ["A clash is reported"]


def test_a_look_writes_nothing(folder: Path, capsys: Captured) -> None:
    before = snapshot(folder)
    assert take(SHEET, folder, "--look") == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert snapshot(folder) == before


def test_how_a_sheet_is_read_is_saved_beside_it_and_used_the_next_time(folder: Path, capsys: Captured) -> None:
    text = "Name,Wann\nA clash is reported,6/12/2024\n"
    assert take(text, folder) == 2
    assert "'Name' may be it: --map title=Name" in capsys.readouterr().err
    assert take(text, folder, "--map", "title=Name", "--dates", "mdy", "--save-map") == 0
    assert 'dates = "mdy"' in (folder.parent / "rows.csv.map.toml").read_text("utf-8")
    assert take(text, folder) == 0
    assert "rows.csv.map.toml says." in capsys.readouterr().out


@pytest.mark.parametrize("format", ["csv", "xlsx", "timelinejs", "geojson", "stix", "ftm"])
def test_other_readers_name_this_one(format: str, folder: Path, capsys: Captured) -> None:
    (folder.parent / "rows.csv").write_text(SHEET, "utf-8")
    assert main(["import", format, str(folder.parent / "rows.csv"), "--into", str(folder)]) == 2
    assert "comes in with: import sheet" in capsys.readouterr().err


def test_a_dossier_can_begin_with_a_sheet(tmp_path: Path) -> None:
    assert take(SHEET, tmp_path / "new", "--asof", "2024-07-31") == 0
    assert main(["check", str(tmp_path / "new")]) == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--map", "place"], "--map: 'place' was found; NAME=VALUE is wanted"),
        (["--dates", "ymd"], "dmy (day first) or mdy"),
        (["--place", "Herat=Nowhere"], "line 4: refused: 'Nowhere' was chosen for the place 'Herat'"),
        (["--use-map", "none.toml"], "none.toml: the file cannot be read"),
    ],
)
def test_an_option_that_leads_nowhere_is_said(folder: Path, more: list[str], said: str, capsys: Captured) -> None:
    assert take(SHEET, folder, *more) in (1, 2)
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_a_damaged_ledger_is_said(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    (folder / "sheets.json").write_text("{", "utf-8")
    assert take(SHEET, folder) == 2
    assert "sheets.json cannot be read; restore it" in capsys.readouterr().err


def test_nothing_goes_into_a_dossier_with_errors_or_a_workbook(folder: Path, capsys: Captured) -> None:
    (folder / "actors.csv").unlink()
    assert take(SHEET, folder) == 2
    assert "actors.csv:0:: the file is missing" in capsys.readouterr().err
    assert take(SHEET, folder.parent / "case.xlsx") == 2
    assert "is a workbook; rows are taken into a folder" in capsys.readouterr().err


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [68.7870, 38.5]},
            "properties": {
                "title": title,
                "date": "2024-06-12",
                "place": name,
                "actor": "Nadir Belari",
                "url": url,
                "media": {},
            },
        }
        for title, name, url in (
            ("A clash", "Old mill", "https://a.example/1"),
            ("A blast", "The mill", "https://a.example/2"),
        )
    ],
}


def test_geojson_with_nothing_but_the_plain_comes_in_as_a_sheet_does(folder: Path, capsys: Captured) -> None:
    file = folder.parent / "notes.geojson"
    file.write_text(json.dumps(GEOJSON).replace("68.787", "68.7870"), "utf-8")
    assert main(["import", "geojson", str(file), "--into", str(folder)]) == 0
    assert "Ignored, since there are values within them: media." in capsys.readouterr().out
    assert ",38.5,68.7870," in (folder / "places.csv").read_text("utf-8")
    dossier, before = loaded(folder), snapshot(folder)
    assert [(place.name, place.aliases) for place in dossier.places[1:]] == [("Old mill", ("The mill",))]
    assert [source.url for source in dossier.sources[2:]] == ["https://a.example/1", "https://a.example/2"]
    assert main(["import", "geojson", str(file), "--into", str(folder)]) == 0
    assert snapshot(folder) == before


def test_a_feature_alone_and_a_shape_are_taken(folder: Path) -> None:
    lone = {**GEOJSON["features"][0], "geometry": {"type": "Polygon", "coordinates": []}}  # type: ignore[dict-item]  # it is a list of features
    file = folder.parent / "one.geojson"
    file.write_text(json.dumps(lone), "utf-8")
    assert main(["import", "geojson", str(file), "--into", str(folder)]) == 0
    assert "shape in the file, not taken over: Polygon" in (folder / "reports.csv").read_text("utf-8")


CELL = st.sampled_from(
    [
        "",
        "A",
        "B is reported",
        "2024-06",
        "Varzob",
        "Herat",
        "38.5",
        "68.7",
        "https://a.example/1",
        "X; Y",
        "\x07",
        "2030",
    ]
)


@given(lines=st.lists(st.lists(CELL, min_size=8, max_size=8), min_size=1, max_size=6))
@examples(25)
def test_the_sum_holds_in_a_dossier_and_a_second_run_is_harmless(
    lines: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any") / "case"
    header = ["Title", "Date", "Published", "Place", "Lat", "Lon", "URL", "Actor"]
    out = io.StringIO()
    csv.writer(out).writerows([header, *lines, ["Last", "2024", "", "", "", "", "", "Z"]])
    with redirect_stdout(io.StringIO()) as said:
        take(out.getvalue(), folder, "--asof", "2024-07-31")
    told = said.getvalue()
    found, imported, refused, aside = (
        int(word) for word in told.rpartition("rows.csv: ")[2].replace(",", "").split() if word.isdigit()
    )
    assert found == imported + refused + aside == len(lines) + 1
    assert main(["check", str(folder)]) == 0
    before = snapshot(folder)
    take(out.getvalue(), folder)
    assert snapshot(folder) == before
