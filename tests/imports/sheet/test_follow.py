"""A changed sheet and a person's hand in the same row: cells that the person changed stay, the others follow."""

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.imports.sheet.ledger import FILE
from tests.imports.sheet.taking import SHEET, TWICE, edit, events, loaded, snapshot, take

Captured = pytest.CaptureFixture[str]
LATER = SHEET.replace("2024-06-12", "2024-06-13")

HANDS = {
    "events": ("A clash is reported,event", "A clash is said to have happened,clash"),
    "claims": ("--claim,q-sheet,A clash is reported", "--claim,q-example,A clash is said to be reported"),
    "reports": ("not noted in the sheet,unknown", "third paragraph,told"),
}


def days(folder: Path) -> dict[str, str]:
    """The dates of all rows that the first row of the sheet made, by table."""
    found: dict[str, str] = {}
    for table in HANDS:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            (found[table],) = (row["date"] for row in csv.DictReader(file) if "a-clash" in row["id"])
    return found


@pytest.mark.parametrize("table", HANDS)
def test_a_row_edited_in_part_follows_the_sheet_in_the_rest(table: str, folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    old, new = HANDS[table]
    edit(folder, table, old, new)
    capsys.readouterr()
    assert take(LATER, folder) == 0
    assert "1 imported, 0 refused, 2 set aside" in (said := capsys.readouterr().out)
    assert "was edited in the dossier" not in said
    assert days(folder) == dict.fromkeys(HANDS, "2024-06-13")
    assert new in (folder / f"{table}.csv").read_text("utf-8")
    before = snapshot(folder)
    take(LATER, folder)
    assert snapshot(folder) == before


def test_a_place_edited_in_part_follows_the_sheet_in_the_rest(folder: Path) -> None:
    take(SHEET, folder)
    edit(folder, "places", ",town,5,coordinates of the sheet", ",town,9,coordinates of the sheet")
    take(SHEET.replace("68.7870", "68.7890"), folder)
    (mill,) = [place for place in loaded(folder).places if place.name == "The mill"]
    assert (mill.longitude, mill.radius_km) == (68.789, 9)


@pytest.mark.parametrize("times", [1, 2])
def test_a_cell_that_both_changed_stays_and_is_told_every_time(times: int, folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    (id,) = [id for id in events(folder) if "clash" in id]
    edit(folder, "events", "2024-06-12", "2024-06-11")
    for _ in range(times):
        capsys.readouterr()
        take(LATER, folder)
    said = capsys.readouterr().out
    assert f"line 2: events.csv {id!r} was edited in the dossier and keeps date '2024-06-11' ('2024-06-13' in" in said
    assert days(folder) == {"events": "2024-06-11", "claims": "2024-06-13", "reports": "2024-06-13"}
    aside = "line 2: set aside: what it says otherwise was edited or taken out in the dossier"
    assert (aside in said) == (times == 2)
    edit(folder, "events", "2024-06-11", "2024-06-13")  # as the sheet has it by now, which it follows again
    take(SHEET.replace("2024-06-12", "2024-06-14"), folder)
    assert set(days(folder).values()) == {"2024-06-14"}


def test_what_a_person_took_out_of_an_event_stays_out_and_is_told(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    (gone,) = [each.id for each in loaded(folder).reports if each.source.startswith("s-radio")]
    for table in ("reports", "evidence"):
        path = folder / f"{table}.csv"
        lines = path.read_text("utf-8").splitlines(True)
        path.write_text("".join(line for line in lines if gone not in line), "utf-8")
    capsys.readouterr()
    for day in ("2024-06-12", "2024-06-13"):
        assert take(TWICE.replace("2024-06-12", day), folder) == 0
        said = capsys.readouterr().out
        assert (
            f"taken out of the dossier by hand, and left out, though the sheet has them: of reports.csv {gone}" in said
        )
        assert gone not in {each.id for each in loaded(folder).reports}
    assert "2024-06-13" in days(folder).values()


def test_an_actor_that_a_person_merged_into_another_does_not_come_back_until_needed(folder: Path) -> None:
    take(SHEET, folder)
    for table in ("claims", "reports", "involvement"):
        edit(folder, table, "a-nadir-belari", "a-ilya-marn")
    path = folder / "actors.csv"
    path.write_text("".join(line for line in path.read_text("utf-8").splitlines(True) if "Nadir" not in line), "utf-8")
    take(LATER, folder)
    assert "Nadir" not in path.read_text("utf-8")
    take(LATER + "A raid is reported,2024-06-15,Varzob,,,https://paper.example/5,Nadir Belari\n", folder)
    assert "Nadir" in path.read_text("utf-8")


RIGHT, WRONG, MINE = "https://radio.example/2-b", "https://radio.example/2", "https://radio.example/2-mine"


def test_an_address_put_right_reaches_a_source_that_a_person_described(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    edit(folder, "sources", "(radio.example/2)", "Two men said to be held")
    capsys.readouterr()
    take(TWICE.replace(WRONG, RIGHT), folder)
    assert f"was {WRONG} and is {RIGHT} now; it is the same source" in (said := capsys.readouterr().out)
    assert "was edited in the dossier" not in said
    (source,) = [each for each in loaded(folder).sources if each.id.startswith("s-radio")]
    assert (source.url, source.title) == (RIGHT, "Two men said to be held")


def test_an_address_that_a_person_put_right_otherwise_stays_with_all_that_tells_of_it(
    folder: Path, capsys: Captured
) -> None:
    take(TWICE, folder)
    edit(folder, "sources", WRONG, MINE)
    before = {name: (folder / f"{name}.csv").read_bytes() for name in ("sources", "origins", "outlets")}
    for _ in range(2):
        capsys.readouterr()
        take(TWICE.replace(WRONG, RIGHT), folder)
        said = capsys.readouterr().out
        assert f"was edited in the dossier and keeps url {MINE!r} ({RIGHT!r} in the sheet)" in said
        assert "it is the same source" not in said
        assert {name: (folder / f"{name}.csv").read_bytes() for name in before} == before


def test_an_address_that_a_person_put_right_alike_is_no_dispute(folder: Path, capsys: Captured) -> None:
    take(TWICE, folder)
    edit(folder, "sources", f"{WRONG},", f"{RIGHT},")
    capsys.readouterr()
    take(TWICE.replace(WRONG, RIGHT), folder)
    assert "was edited in the dossier" not in capsys.readouterr().out
    (source,) = [each for each in loaded(folder).sources if each.id.startswith("s-radio")]
    assert (source.url, source.title) == (RIGHT, "(radio.example/2-b)")
    assert "Not stated in radio.example/2-b" in (folder / "origins.csv").read_text("utf-8")


def test_an_address_put_right_in_one_sheet_is_left_to_the_other_that_brought_its_source(
    folder: Path, capsys: Captured
) -> None:
    other = "Title,Date,URL\nA theft is reported,2024-06-16,https://radio.example/2\n"
    take(TWICE, folder)
    take(other, folder, name="other.csv")
    capsys.readouterr()
    take(other.replace(WRONG, RIGHT), folder, name="other.csv")
    assert "it is the same source" not in (said := capsys.readouterr().out)
    assert "of reports.csv e-a-theft" in said
    sources = {each.id: each.url for each in loaded(folder).sources}
    told = {sources[each.source] for each in loaded(folder).reports if each.id.startswith("e-a-theft")}
    assert told == {RIGHT}
    assert WRONG in sources.values()


def test_whatever_a_changed_sheet_takes_out_is_named(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    gone = [each.id for name in ("sources", "origins", "outlets") for each in getattr(loaded(folder), name)]
    gone = [id for id in gone if "radio" in id]
    capsys.readouterr()
    take(SHEET.replace("https://radio.example/2,Ilya Marn", "https://court.example/9,"), folder)
    said = capsys.readouterr().out
    told = next(line for line in said.splitlines() if line.startswith("taken out, since the sheet has them no more"))
    assert len(gone) == 3
    for id in (*gone, "a-ilya-marn"):
        assert id in told
    assert "of reports.csv e-an-arrest" in told


def test_a_ledger_of_whole_rows_is_followed_too(folder: Path, capsys: Captured) -> None:
    take(SHEET, folder)
    path = folder / FILE
    known = json.loads(path.read_text("utf-8"))
    assert all(":" in was for was in known["rows"].values())
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if "clash" in row["id"]]
    filled = sorted((name, value) for name, value in row.items() if value)
    older = sha256(json.dumps(filled, ensure_ascii=False).encode()).hexdigest()[:16]
    known["rows"] |= {f"events/{row['id']}": older, f"claims/{row['id']}--claim": "0" * 16}
    path.write_text(json.dumps(known), "utf-8")
    capsys.readouterr()
    take(LATER, folder)
    assert days(folder) == {"events": "2024-06-13", "claims": "2024-06-12", "reports": "2024-06-13"}
    assert "claims.csv" in capsys.readouterr().out


NUMBERED = """ID,Title,Date,Place,URL
1,A clash is reported,2024-06-12,Varzob,https://paper.example/1
2,An arrest is reported,2024-06-13,Varzob,https://paper.example/2
1,A raid is reported,2024-06-14,Varzob,https://paper.example/3
"""


@pytest.mark.parametrize("id", ["1", "1.0"])
def test_an_id_that_repeats_is_refused_where_the_column_comes_later(id: str, folder: Path, capsys: Captured) -> None:
    without = "\n".join(line.partition(",")[2] for line in NUMBERED.splitlines())
    take(without, folder)
    before = events(folder)
    capsys.readouterr()
    assert take(NUMBERED.replace("1,A raid", f"{id},A raid"), folder) == 1
    said = capsys.readouterr().out
    assert f"line 4: refused: the id {id!r} stands in line 2 for another event; an id is wanted once" in said
    assert events(folder) == before
    assert main(["check", str(folder)]) == 0


def test_another_source_of_the_first_event_with_an_id_comes_in_after_a_row_that_was_refused_for_it(
    folder: Path, capsys: Captured
) -> None:
    take(NUMBERED + "1,A clash is reported,2024-06-12,Varzob,https://radio.example/4\n", folder)
    said = capsys.readouterr().out
    assert "line 4: refused: the id '1'" in said
    assert "line 5: refused" not in said
    assert sum(report.id.startswith("e-1--") for report in loaded(folder).reports) == 2


@pytest.mark.parametrize("wrong", ["1,A raid is reported,2024-06-25", "2,A raid is reported,2024-06-25x"])
def test_the_event_of_a_row_that_is_refused_is_taken_by_no_other_row(
    wrong: str, folder: Path, capsys: Captured
) -> None:
    take("Title,Date,Place,URL\nA raid is reported,2024-06-25,Varzob,https://paper.example/2\n", folder)
    before = {name: (folder / f"{name}.csv").read_text("utf-8") for name in ("events", "reports", "sources")}
    capsys.readouterr()
    first = "1,A raid is reported,2024-06-03,Varzob,https://paper.example/1"
    take(f"ID,Title,Date,Place,URL\n{first}\n{wrong},Varzob,https://paper.example/2\n", folder)
    said = capsys.readouterr().out
    assert "line 3: it is refused, and what it brought before stands in the dossier as it was" in said
    assert "taken out" not in said
    assert all((folder / f"{name}.csv").read_text("utf-8").startswith(before[name]) for name in before)
