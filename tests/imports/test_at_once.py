"""What else happens to a folder while an import runs, and a disk that fills: all of it comes in, or nothing."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from briefing.__main__ import main
from briefing.commands import importing, sheet
from briefing.imports import merge
from tests import SMALL
from tests.full import full
from tests.imports.sheet.taking import SHEET, edit, events, snapshot, take

Captured = pytest.CaptureFixture[str]
OTHER = SHEET.replace("reported", "denied").replace("example/", "example/other-")


def meanwhile(monkeypatch: pytest.MonkeyPatch, module: object, name: str, happens: Callable[[], object]) -> None:
    """Let something happen once, after an import has read the folder and before it writes."""
    tried = getattr(module, name)

    def first(*args: object) -> object:
        monkeypatch.setattr(module, name, tried)
        happens()
        return tried(*args)

    monkeypatch.setattr(module, name, first)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A dossier as the tables of an export."""
    file = tmp_path / "tables.zip"
    assert main(["new", str(tmp_path / "other"), "--asof", "2024-06-30"]) == 0
    assert main(["export", str(tmp_path / "other"), "--format", "csv", "--out", str(file)]) == 0
    return file


@pytest.mark.parametrize("is_new", [False, True])
def test_of_two_imports_at_once_both_come_in(
    small_folder: Path, tmp_path: Path, is_new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new" if is_new else small_folder
    more = ("--asof", "2024-06-30") if is_new else ()
    waits, codes = Event(), []

    def second() -> None:
        codes.append(take(OTHER, folder, *more, name="other.csv"))

    thread = Thread(target=second, daemon=True)

    def begins() -> None:
        thread.start()
        while thread.is_alive() and not waits.wait(0.05):
            pass

    monkeypatch.setattr(importing, "waiting", lambda _: waits.set(), raising=False)
    meanwhile(monkeypatch, sheet, "renewed", begins)
    codes.append(take(SHEET, folder, *more))
    thread.join(60)
    assert codes == [0, 0]
    assert {"A clash is reported", "A clash is denied"} <= {*events(folder).values()}


def test_what_is_saved_while_a_sheet_comes_in_stays(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    meanwhile(monkeypatch, sheet, "renewed", lambda: edit(small_folder, "actors", "Anton Varo", "Anton M. Varo"))
    assert take(SHEET, small_folder) == 2
    assert f"{small_folder / 'actors.csv'} was changed meanwhile; nothing was written" in capsys.readouterr().err
    assert "Anton M. Varo" in (small_folder / "actors.csv").read_text("utf-8")
    assert not (small_folder / "sheets.json").exists()
    assert take(SHEET, small_folder) == 0


def test_what_is_saved_while_tables_come_in_stays(
    small_folder: Path, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    meanwhile(monkeypatch, merge, "_tried", lambda: edit(small_folder, "actors", "Anton Varo", "Anton M. Varo"))
    assert main(["import", "csv", str(tables), "--into", str(small_folder)]) == 2
    assert "actors.csv was changed meanwhile; nothing was written" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in small_folder.iterdir() if path.name != "actors.csv"} == {
        path.name: path.read_bytes() for path in SMALL.iterdir() if path.name != "actors.csv"
    }


def test_a_sheet_that_there_is_no_room_for_leaves_all_as_it_was(small_folder: Path, capsys: Captured) -> None:
    before = snapshot(small_folder)
    with full(2500):  # enough for every table but the last ones
        assert take(SHEET, small_folder) == 2
    assert "reports.csv: it cannot be written (File too large); nothing was written" in capsys.readouterr().err
    assert snapshot(small_folder) == before


def test_tables_that_there_is_no_room_for_leave_all_as_it_was(
    small_folder: Path, tables: Path, capsys: Captured
) -> None:
    with (small_folder / "places.csv").open("a", encoding="utf-8") as file:
        file.write("\n" * 20_000)
    before = snapshot(small_folder)
    with full(15_000):
        assert main(["import", "csv", str(tables), "--into", str(small_folder)]) == 2
    assert "places.csv: it cannot be written (File too large); nothing was written" in capsys.readouterr().err
    assert snapshot(small_folder) == before


def test_rows_that_there_is_no_room_to_try_in_are_not_the_fault_of_their_file(
    small_folder: Path, tables: Path, capsys: Captured
) -> None:
    with full(1000):
        assert main(["import", "csv", str(tables), "--into", str(small_folder)]) == 2
    assert "TMPDIR): it cannot be read or written (File too large)" in capsys.readouterr().err


def test_a_folder_that_nothing_could_be_written_to_is_not_left(tmp_path: Path) -> None:
    file, folder = tmp_path / "rows.csv", tmp_path / "far" / "new"
    file.write_text(SHEET, "utf-8")
    with full(100):
        assert main(["import", "sheet", str(file), "--into", str(folder), "--asof", "2024-06-30"]) == 2
    assert list(tmp_path.iterdir()) == [file]
