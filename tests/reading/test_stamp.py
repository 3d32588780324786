"""The stamp of a dossier: another one for every change of a file that is read, without reading any."""

from pathlib import Path

from briefing.reading.stamp import stamp


def test_a_folder_has_the_stamps_of_what_is_read_of_it(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "claims.csv").write_text("id\n")
    (tmp_path / "actors.csv").symlink_to(tmp_path / "gone")
    gone, there = stamp(tmp_path)
    assert gone == ("actors.csv", -1, -1)
    assert there[:2] == ("claims.csv", 3)
    assert stamp(tmp_path / "gone") == ()


def test_a_workbook_has_its_own_and_that_of_its_list_of_releases(tmp_path: Path) -> None:
    book, releases = tmp_path / "made.xlsx", tmp_path / "made.releases.jsonl"
    book.write_bytes(b"PK")
    assert [each[:2] for each in stamp(book)] == [("made.xlsx", 2), ("made.releases.jsonl", -1)]
    releases.write_text("{}\n")
    assert [each[:2] for each in stamp(book)] == [("made.xlsx", 2), ("made.releases.jsonl", 3)]
