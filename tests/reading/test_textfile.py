"""The text of a file, or why it cannot be had, word for word."""

import errno
import os
from pathlib import Path

import pytest

from briefing.dossier.issues import Issue
from briefing.reading import textfile
from briefing.reading.textfile import legible, text

WAY_OUT = (
    "UTF-8 is wanted. In Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'; "
    "in LibreOffice tick 'Edit filter settings' and choose Unicode (UTF-8)."
)


@pytest.mark.parametrize(
    ("raw", "line", "found"),
    [
        (b"\xff\xfea", 0, "the file is in UTF-16"),
        (b"\xfe\xffa", 0, "the file is in UTF-16"),
        (b"i\x00d\x00", 0, "the file is in UTF-16"),
        (b"\xe9", 1, "the byte 0xE9 is not UTF-8, as in a file in Windows-1251"),
        (b"a\nb\r\nc\rd\xe1", 4, "the byte 0xE1 is not UTF-8, as in a file in Windows-1251"),
    ],
)
def test_another_encoding_is_named_with_its_line_and_the_way_out(
    tmp_path: Path, raw: bytes, line: int, found: str
) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(raw)
    assert text(path) == Issue("actors.csv", line, "", "wrong-encoding", f"{found}; {WAY_OUT}")


def test_line_ends_are_plain_and_the_byte_order_mark_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(b"\xef\xbb\xbfa\r\n\r\nb\rc\n")
    assert text(path) == "a\n\nb\nc\n"


def test_a_zero_byte_tells_of_utf_16_only_beside_the_first_letter(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    for raw, line in ((b"id\x00", 1), (b"id\nx\x00\n\x00", 2)):
        path.write_bytes(raw)
        message = "the file holds a byte of zero; plain text is wanted"
        assert text(path) == Issue("actors.csv", line, "", "control-character", message)


def test_a_file_that_is_missing_or_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    wanted = "the file is missing; a file actors.csv is wanted"
    assert text(path) == Issue("actors.csv", 0, "", "missing-file", wanted)
    path.mkdir()
    assert text(path) == Issue(
        "actors.csv", 0, "", "unreadable-file", "this is a folder; a plain file actors.csv is wanted"
    )


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    os.mkfifo(path)
    message = "this is no plain file; a plain file actors.csv is wanted"
    assert text(path) == Issue("actors.csv", 0, "", "unreadable-file", message)


def test_a_file_that_cannot_be_looked_at_says_why(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.symlink_to(path)
    message = f"the file cannot be opened ({os.strerror(errno.ELOOP)})"
    assert text(path) == Issue("actors.csv", 0, "", "unreadable-file", message)


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textfile, "LARGEST", 2 << 20)
    path = tmp_path / "actors.csv"
    path.write_bytes(b"a" * (2 << 20))
    assert text(path) == "a" * (2 << 20)
    path.write_bytes(b"a" * ((2 << 20) + 1))
    assert text(path) == Issue("actors.csv", 0, "", "large-file", "the file is larger than 2 MB")


def test_a_name_that_is_no_utf8_is_shown_by_the_numbers_of_its_bytes() -> None:
    assert legible(os.fsdecode(b"bad \xff.csv")) == "bad \\xff.csv"
    assert legible("Ловен.csv") == "Ловен.csv"
