"""One command at a time writes to a folder; who comes second is told and waits."""

import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from briefing.reading.lock import alone


class Second:
    """Another writer, from the moment on at which it is told that it waits."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.waits, self.wrote = Event(), Event()
        self.thread = Thread(target=self._write, args=(folder,), daemon=True)
        self.thread.start()
        assert self.waits.wait(60)

    def _write(self, folder: Path) -> None:
        with alone(folder, self._told):
            (folder / "second.csv").write_text("second", "utf-8")
            self.wrote.set()

    def _told(self, said: str) -> None:
        self.said.append(said)
        self.waits.set()


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    with alone(tmp_path):
        second = Second(tmp_path)
        assert not second.wrote.is_set()
        assert list(tmp_path.iterdir()) == []
    assert second.wrote.wait(60)
    assert second.said == [f"{tmp_path}: another command is writing there; waiting until it is done"]


def test_a_folder_that_was_made_goes_if_it_stays_empty_and_is_made_again_for_the_second(tmp_path: Path) -> None:
    folder = tmp_path / "far" / "new"
    with alone(folder):
        second = Second(folder)
    assert second.wrote.wait(60)
    second.thread.join(60)
    assert [path.name for path in folder.iterdir()] == ["second.csv"]
    with alone(tmp_path / "none" / "new"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["far"]


def test_that_of_a_workbook_is_the_folder_it_lies_in(tmp_path: Path) -> None:
    with alone(tmp_path / "case.xlsx"):
        assert list(tmp_path.iterdir()) == []
        second = Second(tmp_path)
    assert second.wrote.wait(60)


@pytest.mark.parametrize("where", ["file", "file/below", "a\0b"])
def test_where_there_can_be_no_folder_nothing_is_held(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with alone(tmp_path / where):
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_system_that_has_no_locks_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with alone(tmp_path / "new"), alone(tmp_path / "new"):
        assert (tmp_path / "new").is_dir()
