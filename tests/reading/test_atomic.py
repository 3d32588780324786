"""Files are written whole, all of them or none, and what is said tells which."""

import os
import signal
from pathlib import Path

import pytest

from briefing.reading.atomic import Seen, UnwrittenError, put
from briefing.reading.lock import alone
from tests.full import full


def test_all_files_are_written_and_no_draft_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    put({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new", "b.csv": b"new"}


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    with full(100), pytest.raises(UnwrittenError) as told:
        put({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new" * 100})
    assert str(told.value) == f"{tmp_path / 'b.csv'}: it cannot be written (File too large); nothing was written"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_what_was_written_before_one_could_not_take_its_place_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fails(draft: Path, place: str) -> Path:
        if place.endswith("b.csv"):
            raise OSError(5, "Input/output error")
        return replace(draft, place)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(UnwrittenError, match=r"b\.csv: .*written are a\.csv, but not b\.csv and c\.csv"):
        put({tmp_path / f"{name}.csv": b"new" for name in "abc"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_what_is_no_plain_file_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(UnwrittenError, match=r"b\.csv: .*Is a directory.*nothing was written"):
        put({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"mine"), Path.unlink])
def test_a_file_that_is_not_any_more_what_was_seen_is_left(tmp_path: Path, change: object) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    seen = Seen.now([path])
    assert callable(change)
    change(path)
    left = [each.read_bytes() for each in tmp_path.iterdir()]
    with pytest.raises(UnwrittenError, match=r"a\.csv was changed meanwhile; nothing was written"):
        put({path: b"new", tmp_path / "b.csv": b"new"}, seen)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == left


def test_a_file_keeps_who_may_read_it_and_where_it_lies(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    put({link: b"new"})
    assert link.is_symlink() and real.read_bytes() == b"new"
    assert oct(real.stat().st_mode)[-3:] == "640"


def test_the_longest_name_has_a_draft_too(tmp_path: Path) -> None:
    path = tmp_path / ("д" * 127)
    put({path: b"new"})
    assert list(tmp_path.iterdir()) == [path]


def test_who_ends_the_command_as_files_take_their_places_ends_it_once_all_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def ended(draft: Path, place: str) -> Path:
        signal.raise_signal(signal.SIGINT)
        return replace(draft, place)

    monkeypatch.setattr(Path, "replace", ended)
    with pytest.raises(KeyboardInterrupt):
        put({tmp_path / f"{name}.csv": b"new" for name in "abc"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv", "c.csv"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_drafts_that_were_left_are_taken_away_once_nobody_can_be_at_them(tmp_path: Path) -> None:
    names = (".a.csv.0123abcd.part", ".b.csv.0123abcd.part", "a.csv.0123abcd.part", ".a.csv.part")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
        if name != names[1]:
            os.utime(tmp_path / name, (0, 0))
    with alone(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
