"""A sheet taken into a dossier: it passes check, running again is harmless, a changed sheet changes its own rows."""

import csv
import io
import json
import os
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.__main__ import main
from briefing.imports.imported import Item
from tests.imports.sheet.made import excel
from tests.imports.sheet.taking import SHEET, TWICE, edit, events, loaded, snapshot, take
from tests.invented import examples

Captured = pytest.CaptureFixture[str]


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
        "Ilya Marn) and state body (1: Ministry of Water); a person is whoever has "
        "no word of a body in the name; where that is wrong, write the right one into the column "
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
    assert f"changed with the sheet, from which they came before: {next(id for id in ids if 'clash' in id)}." in said
    assert set(events(folder)) == ids
    fresh = folder.parent / "fresh"
    main(["new", str(fresh), "--asof", "2024-07-31"])
    take(SHEET.replace(old, new), fresh)
    assert sorted(events(fresh).values()) == sorted(events(folder).values())
    # The source at an address that was put right is the one that it was.
    kept = () if new.startswith("https") else ("sources", "origins")
    for name in ("actors", "places", "outlets", *kept):
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
    capsys.readouterr()
    take(SHEET.replace("A clash is reported", "A fight is reported"), folder)
    assert "title 'A clash is said to have happened' ('A fight is reported' in the sheet)" in (
        said := capsys.readouterr().out
    )
    assert "kind 'clash'" not in said
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


def test_what_a_person_took_out_comes_back_whole_without_its_entry_in_the_ledger(folder: Path) -> None:
    take(SHEET, folder)
    (id,) = [id for id in events(folder) if "arrest" in id]
    for table in ("events", "claims", "reports", "evidence", "involvement"):
        path = folder / f"{table}.csv"
        path.write_text("".join(row for row in path.read_text("utf-8").splitlines(True) if id not in row), "utf-8")
    take(SHEET, folder)
    assert id not in events(folder)
    ledger = json.loads((folder / "sheets.json").read_text("utf-8"))
    del ledger["events"][id]
    (folder / "sheets.json").write_text(json.dumps(ledger), "utf-8")
    fresh = folder.parent / "fresh"
    main(["new", str(fresh), "--asof", "2024-07-31"])
    take(SHEET, fresh)
    take(SHEET, folder)
    for table in ("events", "claims", "reports", "evidence", "involvement", "sources", "actors"):
        rows = (sorted((place / f"{table}.csv").read_text("utf-8").splitlines()) for place in (folder, fresh))
        assert next(rows) == next(rows)


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


def test_an_id_of_an_event_that_a_person_wrote_is_refused(folder: Path, capsys: Captured) -> None:
    assert take("ID,Title,Date\nexample-fire,A blast is reported,2024\n", folder) == 1
    assert "the id 'e-example-fire' stands in events.csv for another event" in capsys.readouterr().out
    assert not events(folder)


def test_no_row_of_a_sheet_is_compared_with_all_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Item] = []

    def is_same(one: Item, other: object) -> bool:
        compared.append(one)
        return one is other

    monkeypatch.setattr(Item, "__eq__", is_same)
    assert take("Title,Date\n" + "".join(f"Clash {number},2024-06-12\n" for number in range(20)), folder) == 0
    assert len(events(folder)) == 20 and len(compared) <= 20


def test_a_look_writes_nothing(folder: Path, capsys: Captured) -> None:
    before = snapshot(folder)
    assert take(SHEET, folder, "--look", "--save-map") == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert snapshot(folder) == before and not (folder.parent / "rows.csv.map.toml").exists()


def test_how_a_sheet_is_read_is_saved_beside_it_and_used_the_next_time(folder: Path, capsys: Captured) -> None:
    text = "Name,Wann\nA clash is reported,6/12/2024\n"
    assert take(text, folder) == 2
    assert "'Name' may be it: --map title=Name" in capsys.readouterr().err
    assert take(text, folder, "--map", "title=Name", "--dates", "mdy", "--save-map") == 0
    assert 'dates = "mdy"' in (folder.parent / "rows.csv.map.toml").read_text("utf-8")
    assert take(text, folder) == 0
    assert "rows.csv.map.toml says." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["anew.csv", "anew.tsv"])
def test_a_sheet_under_another_name_is_read_as_it_was_saved(name: str, folder: Path, capsys: Captured) -> None:
    text = "Name,Wann\nA clash is reported,6/12/2024\n"
    assert take(text, folder, "--map", "title=Name", "--dates", "mdy", "--save-map") == 0
    assert take(text, folder, "--as", "rows", name=name) == 0
    assert "rows.csv.map.toml says." in capsys.readouterr().out
    assert take(text, folder, "--as", "row", name=name) == 2


@pytest.mark.parametrize("name", ["/etc/rows", "/etc/[!x]", "[r]ows", "row*", "../rows"])
def test_the_name_of_a_sheet_is_no_pattern_and_no_path(name: str, folder: Path, capsys: Captured) -> None:
    (folder.parent / "rows.tsv.map.toml").write_text('[columns]\ntitle = "Name"\n', "utf-8")
    take(SHEET, folder, "--as", name)
    assert "map.toml says." not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\3\4\0\0", "the map {} cannot be read: the file holds a byte of zero"), (b"[", "{}: the map cannot be read")],
)
def test_a_map_that_cannot_be_read_is_named(content: bytes, said: str, folder: Path, capsys: Captured) -> None:
    saved = folder.parent / "saved.xlsx"
    saved.write_bytes(content)
    assert take(SHEET, folder, "--use-map", str(saved)) == 2
    assert said.format(saved) in capsys.readouterr().err


def test_a_map_that_is_no_plain_file_is_not_waited_for(folder: Path, capsys: Captured) -> None:
    assert take(SHEET, folder, "--use-map", os.devnull) == 2
    assert f"the map {os.devnull} cannot be read: this is no plain file" in capsys.readouterr().err


def test_a_saved_map_says_how_it_is_used(folder: Path) -> None:
    take(SHEET, folder, "--save-map")
    saved = (folder.parent / "rows.csv.map.toml").read_text("utf-8")
    assert saved.startswith("# How this sheet is read: change it here, and import the sheet again from beside this")
    assert "--use-map" not in saved


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
        (["--use-map", "none.toml"], "the map none.toml cannot be read: the file is missing"),
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


@pytest.mark.parametrize(("old", "new"), [("2024-06-12", "2024-06-13"), ("Varzob", "Hisor"), ("A clash", "A fight")])
def test_an_event_of_two_rows_stays_one_when_both_change(old: str, new: str, folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    (id,) = events(folder)
    capsys.readouterr()
    assert take(TWICE.replace(old, new), folder) == 0
    assert "no longer in the sheet" not in capsys.readouterr().out
    assert set(events(folder)) == {id}
    assert sum(report.id.startswith(id) for report in loaded(folder).reports) == 2
    before = snapshot(folder)
    take(TWICE.replace(old, new), folder)
    assert snapshot(folder) == before


def test_the_order_of_days_may_be_put_right_afterwards(folder: Path) -> None:
    sheet = TWICE.replace("2024-06-12", "6/7/2024") + "A raid is reported,7/6/2024,Varzob,,,https://paper.example/3,\n"
    take(sheet, folder, "--dates", "mdy")
    ids = set(events(folder))
    take(sheet, folder, "--dates", "dmy")
    assert set(events(folder)) == ids
    assert {event.date.edtf for event in loaded(folder).events if event.id in ids and event.date} == {
        "2024-07-06",
        "2024-06-07",
    }


def test_an_id_that_the_sheet_gives_later_is_of_the_event_that_came_in_without(folder: Path) -> None:
    take(SHEET, folder)
    ids = set(events(folder))
    lines = SHEET.splitlines()
    numbered = "\n".join(["Nr," + lines[0], *(f"{n},{line}" for n, line in enumerate(lines[1:], 1))])
    take(numbered, folder)
    assert set(events(folder)) == ids
    take(numbered.replace("A clash is reported,2024-06-12,Varzob", "A raid is reported,2024-06-14,Hisor"), folder)
    assert set(events(folder)) == ids


@pytest.mark.parametrize("wrong", ["12 Jnue 2024", "6/13/24"])
def test_a_refused_row_is_not_gone_from_the_sheet(wrong: str, folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    capsys.readouterr()
    take(SHEET.replace("2024-06-12", wrong), folder)
    said = capsys.readouterr().out
    assert "no longer in the sheet" not in said
    assert "line 2: it is refused, and what it brought before stands in the dossier as it was" in said


def test_what_a_sheet_says_of_an_edited_claim_is_told(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    edit(folder, "claims", "--claim,q-sheet,A clash is reported", "--claim,q-example,A clash is said to be reported")
    capsys.readouterr()
    take(SHEET.replace("A clash is reported", "A clash at a bridge is reported"), folder)
    said = capsys.readouterr().out
    assert (
        "was edited in the dossier and keeps statement 'A clash is said to be reported' ('A clash at a bridge" in said
    )
    assert "question 'q-" not in said


def test_ids_that_come_later_part_no_event(folder: Path, capsys: Captured) -> None:
    sheet = TWICE + TWICE.splitlines()[1] + "\n"  # the first row stands twice
    take(sheet, folder)
    (id,) = events(folder)
    lines = sheet.splitlines()
    numbered = "\n".join(["ID," + lines[0], *(f"S{n},{line}" for n, line in enumerate(lines[1:], 1))])
    take(numbered, folder)
    assert set(events(folder)) == {id}
    assert sum(report.id.startswith(id) for report in loaded(folder).reports) == 2
    before = snapshot(folder)
    take(numbered, folder)
    assert snapshot(folder) == before


def test_a_row_that_leaves_its_event_is_told(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    (id,) = events(folder)
    capsys.readouterr()
    take(TWICE.replace("2024-06-12,Varzob,,,https://radio", "2024-06-14,Varzob,,,https://radio"), folder)
    assert f"line 3: it was a row of {id!r} before, and title, date or place differ" in capsys.readouterr().out
    assert len(events(folder)) == 2


def test_a_sheet_under_another_name_is_asked_about(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    before = snapshot(folder)
    changed = SHEET.replace("2024-06-12", "2024-06-13")
    assert take(changed, folder, name="rows_v2.csv") == 2
    said = capsys.readouterr().err
    assert "rows of it came in from the sheet 'rows' before. If this is that sheet under another name" in said
    assert '--as "rows"' in said
    assert snapshot(folder) == before
    ids = set(events(folder))
    assert take(changed, folder, "--as", "rows", name="rows_v2.csv") == 0
    assert set(events(folder)) == ids
    assert take(SHEET, folder, "--as", "rows_v2", name="rows_v2.csv") == 0


def test_a_claim_that_was_given_its_question_follows_the_sheet_and_keeps_it(folder: Path) -> None:
    take(SHEET, folder)
    edit(folder, "claims", "--claim,q-sheet,A clash is reported", "--claim,q-example,A clash is reported")
    for title in ("A clash at a bridge is reported", "A clash at a mill is reported"):
        take(SHEET.replace("A clash is reported", title), folder)
        (claim,) = [claim for claim in loaded(folder).claims if claim.statement == title]
        assert claim.question == "q-example"
    before = snapshot(folder)
    take(SHEET.replace("A clash is reported", title), folder)
    assert snapshot(folder) == before


CLAIM = "c-example-set"
RIGHT, WRONG = "https://radio.example/2-b", "https://radio.example/2"


def test_an_address_put_right_keeps_what_was_said_of_its_source(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    edit(folder, "origins", "Not stated in radio.example/2,unknown", "Residents,unnamed persons")
    (report,) = [each for each in loaded(folder).reports if each.source.startswith("s-radio")]
    with (folder / "evidence.csv").open("a", encoding="utf-8") as file:
        file.write(f"e-mine,{report.id},{CLAIM},contradicts,It was elsewhere.,\n")
    loaded(folder)
    capsys.readouterr()
    assert take(TWICE.replace(WRONG, RIGHT) + "A raid is reported,2024-06-14,,,,,\n", folder) == 0
    assert f"was {WRONG} and is {RIGHT} now; it is the same source" in capsys.readouterr().out
    assert {each.url for each in loaded(folder).sources if each.id == report.source} == {RIGHT}
    assert report.id in {each.id for each in loaded(folder).reports}
    before = snapshot(folder)
    take(TWICE.replace(WRONG, RIGHT) + "A raid is reported,2024-06-14,,,,,\n", folder)
    assert snapshot(folder) == before
    take(TWICE.replace(WRONG, RIGHT) + f"A raid is reported,2024-06-14,,,,{WRONG},\n", folder)  # another piece by now
    assert {each.url for each in loaded(folder).sources if each.id.startswith("s-radio")} == {RIGHT, WRONG}


@pytest.mark.parametrize("hand", ["origin", "evidence", "report", "source", ""])
def test_a_report_that_the_sheet_no_longer_has_goes_aloud_and_stays_where_a_person_wrote_of_it(
    folder: Path, hand: str, capsys: Captured
) -> None:
    take(TWICE, folder)
    (report,) = [each for each in loaded(folder).reports if each.source.startswith("s-radio")]
    if hand == "origin":
        edit(folder, "origins", "Not stated in radio.example/2,unknown", "Residents,unnamed persons")
    if hand == "source":
        edit(folder, "sources", "(radio.example/2)", "Two men said to be held")
    if hand == "report":
        edit(folder, "reports", "not noted in the sheet", "third paragraph")
    if hand == "evidence":
        with (folder / "evidence.csv").open("a", encoding="utf-8") as file:
            file.write(f"e-mine,{report.id},{CLAIM},contradicts,It was elsewhere.,\n")
    capsys.readouterr()
    assert take("\n".join(TWICE.splitlines()[:2]) + "\n", folder) == 0
    kept = {
        "origin": "in its origin, origins.csv ",
        "evidence": "in rows that name it",
        "report": "in the report itself",
    }
    told = (
        f"left in reports.csv for what you wrote: {report.id} ({kept[hand]}" if hand in kept else "taken out, since the"
    )
    assert told in (said := capsys.readouterr().out)
    assert report.id in said
    assert any(each.title == "Two men said to be held" for each in loaded(folder).sources) == (hand == "source")
    left = {each.id for each in loaded(folder).reports}
    assert (report.id in left) == (hand in kept)
    assert any(each.report == report.id for each in loaded(folder).evidence) == (hand in kept)


def test_two_sheets_leave_each_other_what_they_share(folder: Path, capsys: Captured) -> None:
    other = """Title,Date,Place,Lat,Lon,Country,URL,Actor
A raid is reported,2024-06-15,Varzob,,,Tajikistan,https://paper.example/7,Nadir Belari
A theft is reported,2024-06-16,The mill,38.5,68.78,Tajikistan,https://radio.example/8,Ilya Marn
"""
    take(SHEET, folder)
    take(other, folder, name="other.csv")
    before = snapshot(folder)
    for text, name in ((SHEET, "rows.csv"), (other, "other.csv")) * 2:
        capsys.readouterr()
        assert take(text, folder, name=name) == 0
        assert " 0 imported" in capsys.readouterr().out
        assert snapshot(folder) == before
    mills = {(each.latitude, each.longitude) for each in loaded(folder).places if each.name == "The mill"}
    assert mills == {(38.56, 68.787), (38.5, 68.78)}


def test_an_id_that_stands_for_two_events_is_refused_where_the_first_cannot_be_read(
    folder: Path, capsys: Captured
) -> None:
    sheet = "ID,Title,Date\n5,A pump is stolen,6/13/24x\n5,Another pump is stolen,2024-06-14\n"
    assert take(sheet, folder) == 1
    assert "line 3: refused: the id '5' stands in line 2 for another event" in capsys.readouterr().out
    take("ID,Title,Date\n5,Another pump is stolen,2024-06-14\n", folder)
    capsys.readouterr()
    take("ID,Title,Date\n5,A pump is stolen,2024-06-13\n5,Another pump is stolen,2024-06-14\n", folder)
    assert "line 3: it is refused, and what it brought before stands in the dossier" in capsys.readouterr().out
    assert events(folder)["e-5"] == "Another pump is stolen"


def test_ids_that_come_later_are_told_as_they_are_taken(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    lines = TWICE.splitlines()
    numbered = "\n".join(["ID," + lines[0], *(f"S{n},{line}" for n, line in enumerate(lines[1:], 1))])
    capsys.readouterr()
    take(numbered, folder)
    assert "by their ids they would be as many events; they came in as 1 before, and stay so" in capsys.readouterr().out


def test_where_all_rows_are_refused_the_events_of_before_are_not_denied(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    capsys.readouterr()
    assert take(SHEET.splitlines()[0] + "\nA clash is reported,2024-06-12x,Varzob,,,https://paper.example/1,\n", folder)
    assert "nothing was there before" not in capsys.readouterr().out


def test_two_sheets_that_tell_of_one_event_each_keep_their_report(folder: Path, capsys: Captured) -> None:
    other = TWICE.splitlines()[0] + "\nA clash is reported,2024-06-12,Varzob,,,https://court.example/3,Nadir Belari\n"
    take(TWICE, folder)
    (id,) = events(folder)
    take(other, folder, "--as", "other", name="other.csv")
    assert set(events(folder)) == {id}
    assert sum(each.id.startswith(id) for each in loaded(folder).reports) == 3
    before = snapshot(folder)
    for text, name in ((TWICE, "rows"), (other, "other")) * 2:
        capsys.readouterr()
        assert take(text, folder, "--as", name, name=f"{name}.csv") == 0
        assert "taken out" not in capsys.readouterr().out
        assert snapshot(folder) == before
    take(other.replace("/3", "/4").replace("court", "paper"), folder, "--as", "other", name="other.csv")
    assert sum(each.id.startswith(id) for each in loaded(folder).reports) == 3


def test_an_event_that_one_sheet_changed_is_that_which_another_brings_afterwards(
    folder: Path, capsys: Captured
) -> None:
    take(SHEET, folder)
    ids = set(events(folder))
    changed = SHEET.replace("A clash is reported,2024-06-12", "A clash is reported,2024-06-14")
    take(changed, folder)
    other = "\n".join(changed.splitlines()[:2]) + "\n"
    take(other, folder, "--as", "other", name="other.csv")
    assert set(events(folder)) == ids
    capsys.readouterr()
    take(changed, folder)
    assert "no longer in the sheet" not in capsys.readouterr().out
    assert set(events(folder)) == ids
