"""Ids that a sheet gives its rows: numbers of rows move to other events, and two sheets may count alike."""

from pathlib import Path

import pytest

from briefing.__main__ import main
from tests.imports.sheet.taking import edit, events, loaded, snapshot, take

Captured = pytest.CaptureFixture[str]
HEADER = "No,Title,Date,Source"
ROWS = (
    "Camp shelled,2024-03-10,https://a.example/1",
    "General killed,2024-06-14,https://b.example/2",
    "Hospital closes,2024-06-16,https://c.example/3",
)


def numbered(*rows: str) -> str:
    return "\n".join([HEADER, *(f"{number},{row}" for number, row in enumerate(rows, 1))]) + "\n"


def addresses(folder: Path) -> dict[str, set[str]]:
    """Where each event of the sheets is reported, by its title."""
    dossier = loaded(folder)
    urls = {source.id: source.url for source in dossier.sources}
    return {
        title: {urls[each.source] for each in dossier.reports if each.id.startswith(f"{id}--")}
        for id, title in events(folder).items()
    }


def apart(*rows: str) -> dict[str, set[str]]:
    """What each of these rows says by itself."""
    return {row.split(",")[0]: {row.rpartition(",")[2]} for row in rows}


NEW = "Bridge falls,2024-01-02,https://d.example/4"
SHELLED = "Camp shelled,2024-03-12,https://d.example/5"


@pytest.mark.parametrize(
    "later",
    [
        ROWS[1:],
        ROWS[:1] + ROWS[2:],
        (NEW, *ROWS),
        (ROWS[1], ROWS[0], ROWS[2]),
        (ROWS[2], ROWS[1]),
        (ROWS[0], ROWS[1], NEW),
        (ROWS[0].replace("03-10", "03-11"), ROWS[2]),
    ],
)
def test_numbers_that_moved_put_no_report_under_another_event(
    later: tuple[str, ...], folder: Path, capsys: Captured
) -> None:
    take(numbered(*ROWS), folder)
    before = events(folder)
    capsys.readouterr()
    assert take(numbered(*later), folder) == 0
    said = capsys.readouterr().out
    assert "Column 'No': its ids are no longer those of the events that came in with them" in said
    assert "--map note=No" in said
    assert addresses(folder) == apart(*ROWS, *later)
    assert before.items() <= events(folder).items()
    stands = snapshot(folder)
    take(numbered(*later), folder)
    assert snapshot(folder) == stands
    take(numbered(*ROWS), folder)
    assert before.items() <= events(folder).items()
    assert addresses(folder) == apart(*ROWS, *later, *ROWS)


def test_rows_of_one_title_are_told_apart_when_their_numbers_move(folder: Path) -> None:
    take(numbered(ROWS[0], SHELLED), folder)
    take(numbered(SHELLED), folder)
    assert events(folder) == {"e-1": "Camp shelled", "e-2": "Camp shelled"}
    assert {
        event.id: event.date.edtf for event in loaded(folder).events if event.id in ("e-1", "e-2") and event.date
    } == {
        "e-1": "2024-03-10",
        "e-2": "2024-03-12",
    }


def test_a_number_that_stays_keeps_its_event_however_it_is_reworded(folder: Path, capsys: Captured) -> None:
    take(numbered(*ROWS), folder)
    capsys.readouterr()
    take(numbered(ROWS[0].replace("Camp shelled,2024-03-10", "A camp is hit,2024-03-11"), *ROWS[1:]), folder)
    assert "no longer those" not in capsys.readouterr().out
    assert events(folder)["e-1"] == "A camp is hit"


def test_a_row_with_a_repeated_id_does_not_take_over_the_event_of_the_first(folder: Path) -> None:
    first, second = f"{HEADER}\n12,{ROWS[0]}\n", f"12,{ROWS[1]}\n"
    take(first + second, folder)
    edit(folder, "events", "Camp shelled,event", "Camp said to be shelled,event")
    take(f"{HEADER}\n{second}", folder)
    found = events(folder)
    assert found.pop("e-12") == "Camp said to be shelled"
    assert list(found.values()) == ["General killed"]


def test_two_sheets_that_count_alike_both_come_in(folder: Path, capsys: Captured) -> None:
    mine, theirs = numbered(*ROWS[:2]), numbered(ROWS[2], SHELLED)
    take(mine, folder, name="mine.csv")
    capsys.readouterr()
    assert take(theirs, folder, name="theirs.csv") == 0
    assert "2 found, 2 imported" in capsys.readouterr().out
    assert {*events(folder)} == {"e-1", "e-2", "e-theirs-1", "e-theirs-2"}
    before = snapshot(folder)
    for text, name in ((mine, "mine.csv"), (theirs, "theirs.csv")) * 2:
        take(text, folder, name=name)
        assert snapshot(folder) == before
    take(theirs.replace("Hospital closes", "A hospital closes"), folder, name="theirs.csv")
    assert events(folder)["e-theirs-1"] == "A hospital closes"
    assert events(folder)["e-1"] == "Camp shelled"
    assert main(["check", str(folder)]) == 0


ALIKE = "Camp shelled,2024-03-10,https://z.example/9"


@pytest.mark.parametrize("hand", [False, True])
def test_two_rows_that_are_given_one_id_leave_no_doublet_unless_a_person_wrote_of_it(
    hand: bool, folder: Path, capsys: Captured
) -> None:
    sheet = numbered(ROWS[0], ALIKE)
    take(sheet, folder)
    assert "where they are one, give them one id" in capsys.readouterr().out
    if hand:
        edit(folder, "events", "e-2,Camp shelled", "e-2,Camp said to be shelled")
    take(sheet.replace("2,Camp", "1,Camp"), folder)
    said = capsys.readouterr().out
    assert ("e-2" in events(folder)) == hand
    assert any(claim.id == "e-2--claim" for claim in loaded(folder).claims) == hand
    assert ("of claims.csv e-2--claim" in said) == (not hand)
    assert ("left as they stand: e-2" in said) == hand
    assert len([report for report in loaded(folder).reports if report.id.startswith("e-1--")]) == 2
    before = snapshot(folder)
    take(sheet.replace("2,Camp", "1,Camp"), folder)
    assert snapshot(folder) == before
    if not hand:
        take(sheet, folder)
        assert len(events(folder)) == 2
