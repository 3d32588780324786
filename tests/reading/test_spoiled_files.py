"""Spoiled folders: whatever lies in one, reading it ends with issues, never with a traceback and never waits."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.reading.load import FILES, read
from briefing.reading.releases import FILE as RELEASES

Spoil = Callable[[Path], object]


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("nobody@nowhere.1234")


def directory(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def endless(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def zeros(path: Path) -> None:
    before = path.read_bytes() if path.exists() else b""
    path.write_bytes(before + b"x\x00y\n")


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


SPOILED: tuple[Spoil, ...] = (pipe, loop, dangling, directory, endless, zeros, noise)


@pytest.mark.parametrize("file", [*FILES, RELEASES])
@pytest.mark.parametrize("spoil", SPOILED)
def test_a_file_that_is_none_is_an_issue_of_that_file(small_folder: Path, file: str, spoil: Spoil) -> None:
    spoil(small_folder / file)
    found = read(small_folder)
    assert file in {issue.file for issue in found.issues}
    assert (found.dossier is None) == (file != RELEASES)


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_an_editor_leaves_beside_a_table_takes_nothing_away(small_folder: Path, spoil: Spoil) -> None:
    spoil(small_folder / ".#claims.csv")
    assert read(small_folder).dossier


@pytest.mark.parametrize(
    "more",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 20_000,
        "x = " + "9" * 5000,
        "x = 0x" + "f" * 50_000,
        "x = 1e999",
        "a." * 20_000 + "b = 1",
        "[[moments]]\nday = 0001-01-01\ntitle = 'x'",
        "[[moments]]\nday = 9999-12-31\ntitle = 'x'",
        "[[moments]]\nday = 2021-01-01T10:00:00Z\ntitle = 'x'",
        '[[moments]]\nday = 2021-01-01\ntitle = "a\\u0000b"',
    ],
    ids=range(10),
)
def test_a_strange_front_matter_is_an_issue(small_folder: Path, more: str) -> None:
    path = small_folder / "dossier.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{more}\n", encoding="utf-8")
    found = read(small_folder)
    assert found.dossier is None
    assert {issue.file for issue in found.issues} == {"dossier.toml"}


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "9" * 5000,
        json.dumps({"release": "a", "day": "9" * 5000, "claims": {}}),
        json.dumps({"release": "a", "day": "2021-01-01", "claims": []}),
        '{"release": "a", "day": "2021-01-01", "claims": {"a": NaN}}',
        "null",
    ],
    ids=range(7),
)
def test_a_damaged_log_of_releases_is_told_and_takes_nothing_away(small_folder: Path, line: str) -> None:
    (small_folder / RELEASES).write_text(f"{line}\n", encoding="utf-8")
    found = read(small_folder)
    assert found.dossier
    assert [(issue.file, issue.line, issue.severity) for issue in found.issues] == [(RELEASES, 1, "warning")]


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x0c", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff"])
def test_a_character_that_nothing_can_carry_is_an_issue_of_its_cell(small_folder: Path, sign: str) -> None:
    path = small_folder / "actors.csv"
    path.write_text(path.read_text("utf-8").replace("Anton Varo", f"Anton{sign}Varo", 1), encoding="utf-8")
    found = read(small_folder)
    assert found.dossier is None
    assert [(issue.file, issue.column, issue.code) for issue in found.issues if issue.severity == "error"] == [
        ("actors.csv", "name", "control-character")
    ]


@pytest.mark.parametrize(("letter", "mark"), [("A", "\u0301"), ("ب", "\u064b"), ("я", "\u0483"), ("क", "\u093c")])
def test_marks_over_one_letter_that_no_file_can_carry_are_an_issue_of_their_cell(
    small_folder: Path, letter: str, mark: str
) -> None:
    path = small_folder / "actors.csv"
    text = path.read_text("utf-8")
    for marks, sound in ((30, True), (31, False), (20_000, False)):
        path.write_text(text.replace("Anton Varo", f"{letter}{mark * marks}{letter * 40} Varo", 1), encoding="utf-8")
        found = read(small_folder)
        told = f"{marks:,} marks over one letter, or letters joined to it, were found; at most 30 are wanted"
        assert [issue.message for issue in found.issues if issue.severity == "error"] == ([] if sound else [told])
        assert {issue.column for issue in found.issues if issue.code == "piled-marks"} == (set() if sound else {"name"})


@pytest.mark.parametrize("joined", ["क्", "ক্", "\u200d😀", "मि\u200d"])
def test_letters_that_are_joined_without_end_are_an_issue_of_their_cell(small_folder: Path, joined: str) -> None:
    path = small_folder / "actors.csv"
    text = path.read_text("utf-8")
    for times, sound in ((10, True), (150, False)):
        path.write_text(text.replace("Anton Varo", f"{joined * times}ा Varo", 1), encoding="utf-8")
        codes = {issue.code for issue in read(small_folder).issues if issue.severity == "error"}
        assert codes == (set() if sound else {"piled-marks"})


@pytest.mark.parametrize("value", ["1e300", "-1e13", "9" * 5000, "inf", "nan", "1e-9999x"])
def test_a_figure_beyond_measure_is_an_issue(small_folder: Path, value: str) -> None:
    path = small_folder / "claims.csv"
    text = path.read_text("utf-8")
    assert ",40," in text
    path.write_text(text.replace(",40,", f",{value},", 1), encoding="utf-8")
    found = read(small_folder)
    assert found.dossier is None
    assert {issue.file for issue in found.issues} == {"claims.csv"}


def test_a_folder_that_cannot_be_one_is_an_issue(tmp_path: Path) -> None:
    loop(tmp_path / "loop")
    for folder in (tmp_path / "loop", tmp_path / ("a" * 5000), tmp_path / "a\x00b", tmp_path / "none"):
        found = read(folder)
        assert (found.dossier, found.readable, len(found.issues)) == (None, False, 1)


def test_a_table_that_goes_away_while_it_is_read_is_an_issue(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.read_bytes

    def vanishing(path: Path) -> bytes:
        if path.name == "claims.csv":
            path.unlink()
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    found = read(small_folder)
    assert {issue.code for issue in found.issues} <= {"missing-file", "unknown-id"}
    assert found.dossier is None
