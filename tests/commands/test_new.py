"""A dossier to begin with: it holds as it is, explains itself, and is never written over anything."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from openpyxl import load_workbook

from briefing.__main__ import main
from briefing.dossier.cells import columns
from briefing.dossier.records import TABLES, references
from briefing.reading.form import ROWS
from briefing.reading.load import read
from tests.full import full

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("new") / "case.xlsx"
    assert main(["new", "--workbook", str(path), "--title", "A case", "--asof", "2024-06-30"]) == 0
    return path


def test_a_new_folder_passes_check_and_is_told_to_be_written_over(tmp_path: Path, capsys: Captured) -> None:
    assert main(["new", str(tmp_path / "case")]) == 0
    said = capsys.readouterr().out
    assert f"BRIEFING_DOSSIER={tmp_path / 'case'} make run" in said
    assert f"python -m briefing check {tmp_path / 'case'}" in said
    reading = read(tmp_path / "case")
    assert reading.dossier is not None
    assert {issue.column for issue in reading.issues if issue.code == "front-of-new"} == {
        *("title", "subtitle", "summary", "disclaimer")
    }
    invented = {issue.code for issue in reading.issues if issue.file != "dossier.toml"}
    assert (invented, {issue.severity for issue in reading.issues}) == ({"row-of-new"}, {"warning"})
    assert len(reading.dossier.events) == 1


def test_what_was_written_over_is_told_no_more(tmp_path: Path) -> None:
    main(["new", str(tmp_path), "--title", "A case", "--asof", "2024-06-30"])
    for file, old, new in (
        ("dossier.toml", "Say here what is asked", "Was it set?"),
        ("claims.csv", "Somebody set the store on fire.", "A man set the mill on fire."),
    ):
        path = tmp_path / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = {(issue.file, issue.column, issue.line) for issue in read(tmp_path).issues}
    assert {each for each in found if each[0] == "dossier.toml"} == {
        ("dossier.toml", "summary", 0),
        ("dossier.toml", "disclaimer", 0),
    }
    assert {each for each in found if each[0] == "claims.csv"} == {("claims.csv", "id", 3)}


def test_a_new_workbook_is_the_same_dossier(book: Path, tmp_path: Path) -> None:
    main(["new", str(tmp_path / "case"), "--title", "A case", "--asof", "2024-06-30"])
    assert {issue.code for issue in read(book).issues} == {"front-of-new", "row-of-new"}
    assert read(book).dossier == read(tmp_path / "case").dossier


def test_nothing_is_written_over(book: Path, small_folder: Path, capsys: Captured) -> None:
    for words in (["new", str(small_folder)], ["new", "--workbook", str(book)]):
        assert main(words) == 2
        assert "nothing is written over" in capsys.readouterr().err
    assert read(small_folder).dossier is not None


def test_what_there_is_no_room_for_is_not_begun(tmp_path: Path, capsys: Captured) -> None:
    with full(400):
        assert main(["new", str(tmp_path / "far" / "case"), "--asof", "2024-06-30"]) == 2
    assert "it cannot be written (File too large); nothing was written" in capsys.readouterr().err
    assert main(["new", "--workbook", str(tmp_path / "near" / ("x" * 300 + ".xlsx"))]) == 2
    assert "it cannot be written (File name too long)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main(["new", str(tmp_path / "far" / "case")]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "a folder or --workbook FILE.xlsx is wanted"),
        (["new", "--workbook", "case.ods"], "the name of a workbook ends in .xlsx"),
        (["new", "case", "--title", "a\x01b"], "--title: the character U+0001 cannot be seen or printed"),
        (["new", "--workbook", "case.xlsx", "--title", "a\x01b"], "--title: the character U+0001"),
        (["new", "a\x01b"], "--title: the character U+0001"),
        (["new", "case", "--asof", "today"], "'today' is not a day; a day such as 2017-04-18 is wanted"),
        (["new", "case", "--asof", "20170418"], "--asof: '20170418' "),
        (["new", "case", "--asof="], "--asof: '' is not a day"),
    ],
)
def test_what_is_wanted_is_said(words: list[str], said: str, capsys: Captured) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_folder_may_have_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"case-\xff")
    command = [sys.executable, "-m", "briefing", "new", str(folder), "--asof", "2024-06-30"]
    ran = subprocess.run(
        command, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    dossier = read(folder).dossier
    assert dossier is not None
    assert dossier.info.title == "Case \\xff (working title)"


def words_of(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next((found for inner in get_args(kind) if (found := words_of(inner))), ())


@pytest.mark.parametrize("table", TABLES)
def test_every_vocabulary_and_every_reference_has_a_drop_down(book: Path, table: str) -> None:
    sheet = load_workbook(book)[table]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    targets = references(TABLES[table])
    for letter, (column, name) in zip("ABCDEFGHIJKLMNOPQRSTU", columns(TABLES[table]).items(), strict=False):
        words = words_of(TABLES[table].model_fields[name].annotation)
        if name in targets:
            assert offered[f"{letter}2:{letter}{ROWS}"] == f"'{targets[name]}'!$A$2:$A${ROWS}", column
        elif words:
            assert offered[f"{letter}2:{letter}{ROWS}"] == f'"{",".join(words)}"', column
            assert len(offered[f"{letter}2:{letter}{ROWS}"]) <= 255, "Excel takes no longer list"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_its_note_and_heads_stay_in_sight(book: Path, table: str) -> None:
    sheet = load_workbook(book)[table]
    assert sheet.freeze_panes == "B2"
    assert str(sheet.auto_filter.ref).startswith("A1:")
    fields = TABLES[table].model_fields
    for cell, name in zip(sheet[1], columns(TABLES[table]).values(), strict=True):
        assert cell.comment is not None
        assert str(fields[name].description) in cell.comment.text


def test_an_empty_folder_is_answered_with_new(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert f"python -m briefing new {tmp_path}" in capsys.readouterr().out


def test_what_is_there_and_no_folder_is_told(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "there").symlink_to(tmp_path / "nowhere")
    assert main(["new", str(tmp_path / "there")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'there'}: what is there is no folder; another name is wanted\n"
