"""The stamp of a dossier: another one for every change of a file that is read, without reading any."""

import shutil
from pathlib import Path

from briefing.reading.stamp import stamp


def test_a_folder_has_the_stamps_of_what_is_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "claims.csv").write_text("id\n")
    (tmp_path / "actors.csv").symlink_to(tmp_path / "gone")
    gone, there = stamp(tmp_path)
    assert gone == ("actors.csv", -1, -1, -1, -1)
    assert there[:2] == ("claims.csv", 3)
    assert stamp(tmp_path / "gone") == ()


def test_a_workbook_has_its_own_and_that_of_its_list_of_releases(tmp_path: Path) -> None:
    book, releases = tmp_path / "made.xlsx", tmp_path / "made.releases.jsonl"
    book.write_bytes(b"PK")
    assert [each[:2] for each in stamp(book)] == [("made.xlsx", 2), ("made.releases.jsonl", -1)]
    releases.write_text("{}\n")
    assert [each[:2] for each in stamp(book)] == [("made.xlsx", 2), ("made.releases.jsonl", 3)]


def test_another_file_under_the_same_name_size_and_time_is_another_state(tmp_path: Path) -> None:
    path, other = tmp_path / "claims.csv", tmp_path / "other"
    path.write_text("id\n")
    before = stamp(tmp_path)
    other.write_text("no\n")
    shutil.copystat(path, other)
    other.replace(path)
    assert [each[:3] for each in stamp(tmp_path)] == [each[:3] for each in before]
    assert stamp(tmp_path) != before
