"""A workbook of several tabs: each is a sheet of its own, and what is not read of it is named."""

from pathlib import Path

import pytest

from briefing.__main__ import main
from tests.imports import layouts
from tests.imports.sheet.taking import events, loaded, snapshot, take

Captured = pytest.CaptureFixture[str]
NAMES = ("Nr", "Title", "Date", "Source")
FIRST = [
    NAMES,
    (1, "Fire of 2023", "2023-03-01", "https://a.example/0"),
    (2, "Raid of 2023", "2023-03-02", "https://a.example/1"),
]
SECOND = [
    NAMES,
    (1, "Fire of 2024", "2024-03-01", "https://b.example/0"),
    (2, "Raid of 2024", "2024-03-02", "https://b.example/1"),
]
NOTES = [("Amna keeps this",)]


@pytest.mark.parametrize("numbered", [True, False])
def test_a_second_tab_leaves_the_events_of_the_first_alone(numbered: bool, folder: Path, capsys: Captured) -> None:
    tabs = {"2023": FIRST, "2024": SECOND}
    book = layouts.book(**{name: [row[not numbered :] for row in rows] for name, rows in tabs.items()})
    assert take(book, folder, "--tab", "2023", name="book.xlsx") == 0
    first = events(folder)
    capsys.readouterr()
    assert take(book, folder, "--tab", "2024", name="book.xlsx") == 0
    said = capsys.readouterr().out
    assert "2 found, 2 imported" in said
    assert "no longer in the sheet" not in said
    assert "taken out" not in said
    assert first.items() <= events(folder).items()
    assert sorted(events(folder).values()) == ["Fire of 2023", "Fire of 2024", "Raid of 2023", "Raid of 2024"]
    assert (
        len([source for source in loaded(folder).sources if source.url.startswith(("https://a.", "https://b."))]) == 4
    )
    before = snapshot(folder)
    for name in ("2023", "2024"):
        take(book, folder, "--tab", name, name="book.xlsx")
        assert snapshot(folder) == before
    assert main(["check", str(folder)]) == 0


def test_a_tab_that_was_the_only_one_stays_the_sheet_that_it_was(folder: Path) -> None:
    take(layouts.book(**{"2023": FIRST}), folder, name="book.xlsx")
    before = snapshot(folder)
    both = layouts.book(**{"2023": FIRST, "2024": SECOND})
    take(both, folder, "--tab", "2023", name="book.xlsx")
    assert snapshot(folder) == before
    take(both, folder, "--tab", "2024", name="book.xlsx")
    assert len(events(folder)) == 4


def test_tabs_that_are_not_read_are_named(folder: Path, capsys: Captured) -> None:
    take(layouts.book(Notes=NOTES, Events=FIRST, Empty=[]), folder, name="book.xlsx")
    assert "Read is the tab 'Events' alone, and not 'Notes'; --tab names another one" in capsys.readouterr().out
    take(layouts.book(Events=FIRST), folder, name="book.xlsx")
    assert "Read is the tab" not in capsys.readouterr().out
