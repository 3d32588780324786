"""``python -m briefing export``: the same view as an address, as a file."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.exports import EXPORTS
from briefing.exports.csv import tables
from briefing.exports.geojson import geojson
from briefing.exports.pdf import pages
from tests import SMALL
from tests.full import full
from tests.invented import seen

Captured = pytest.CaptureFixture[str]


def export(out: Path, *words: str) -> int:
    return main(["export", str(SMALL), "--out", str(out), *words])


def test_the_whole_is_written(tmp_path: Path, small: Dossier, capsys: Captured) -> None:
    assert export(tmp_path / "all.zip", "--format", "csv") == 0
    assert (tmp_path / "all.zip").read_bytes() == tables(seen(small))
    assert "5 of 5 events" in capsys.readouterr().out


def test_a_view_is_chosen_as_in_an_address(tmp_path: Path, small: Dossier) -> None:
    words = [
        "--actor",
        "varo",
        "--actor",
        "tolm",
        "--from",
        "2021-04-01",
        "--within",
        "certainly",
        "--standing",
        "contested",
    ]
    assert export(tmp_path / "some.geojson", "--format", "geojson", *words) == 0
    assert [each["id"] for each in json.loads((tmp_path / "some.geojson").read_bytes())["features"]] == [
        "e-varo-killing"
    ]


def test_a_merged_id_is_followed_and_said(tmp_path: Path, capsys: Captured) -> None:
    assert export(tmp_path / "x", "--format", "geojson", "--focus", "c-varo-dead") == 0
    assert "--focus: 'c-varo-dead' is now part of 'c-varo-killed'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--actor", "vara"], "--actor: the actor 'vara' is not in this dossier. Did you mean 'varo'?"),
        (["--asof", "18.4.2017"], "--asof: '18.4.2017' has the day first"),
        (["--region", " "], "--region: a value is wanted"),
    ],
)
def test_a_value_that_is_not_known_is_refused(tmp_path: Path, capsys: Captured, words: list[str], said: str) -> None:
    assert export(tmp_path / "none", "--format", "csv", *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_dossier_with_errors_is_not_exported(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (small_folder / "events.csv").unlink()
    assert main(["export", str(small_folder), "--format", "csv", "--out", str(tmp_path / "none")]) == 1
    assert "events.csv:0:: the file is missing" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert export(tmp_path / "no" / "folder", "--format", "csv") == 2
    assert "it cannot be written (No such file or directory)" in capsys.readouterr().err


def test_a_file_that_there_is_no_room_for_leaves_the_one_in_its_place(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "all.html"
    out.write_bytes(b"mine")
    with full(100):
        assert export(out, "--format", "html") == 2
    assert f"{out}: it cannot be written (File too large)" in capsys.readouterr().err
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(out, b"mine")]


def test_what_is_no_plain_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    out, file = tmp_path / "pipe", tmp_path / "stdout"
    os.mkfifo(out)
    read = subprocess.Popen(["cat", out], stdout=subprocess.PIPE)
    command = [sys.executable, "-m", "briefing", "export", str(SMALL), "--format", "geojson", "--out"]
    wrote = subprocess.run([*command, str(out)], check=False, stdout=subprocess.DEVNULL)
    assert (wrote.returncode, read.communicate()[0][:1]) == (0, b"{")
    with file.open("wb") as place:
        subprocess.run([*command, "/dev/stdout"], check=True, stdout=place)
        assert os.path.samestat(os.fstat(place.fileno()), file.stat())
    assert export(Path(os.devnull), "--format", "geojson") == 0


def test_a_pipe_that_nobody_reads_from_is_not_waited_for(tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert export(tmp_path / "pipe", "--format", "geojson") == 2
    assert "nobody reads from this pipe" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["claims.csv", "stories.csv", "context.toml", "releases.jsonl", "archive/s-one.html"])
def test_a_file_of_the_dossier_is_not_written_over(name: str, small_folder: Path, capsys: Captured) -> None:
    (small_folder / "archive").mkdir()
    (small_folder / "archive" / "s-one.html").write_bytes(b"mine")
    before = {path: path.read_bytes() for path in small_folder.rglob("*") if path.is_file()}
    (small_folder.parent / "link").symlink_to(small_folder / name)
    for out in (small_folder / name, small_folder.parent / "link"):
        assert main(["export", str(small_folder), "--format", "csv", "--out", str(out)]) == 2
        assert f"--out: {out} is a file of the dossier itself" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in small_folder.rglob("*") if path.is_file()} == before
    assert main(["export", str(small_folder), "--format", "csv", "--out", str(small_folder / "all.zip")]) == 0


def test_the_workbook_that_is_exported_is_not_written_over(tmp_path: Path, capsys: Captured) -> None:
    book = tmp_path / "case.xlsx"
    assert main(["new", "--workbook", str(book), "--asof", "2024-06-30"]) == 0
    assert main(["export", str(book), "--format", "xlsx", "--out", str(book)]) == 2
    assert "is a file of the dossier itself" in capsys.readouterr().err


@pytest.mark.parametrize("format", [each.name for each in EXPORTS])
def test_an_address_that_is_no_text_is_refused(format: str, tmp_path: Path, capsys: Captured) -> None:
    assert export(tmp_path / "none", "--format", format, "--address", "http://x.example/\udcff") == 2
    assert capsys.readouterr().err.startswith("--address: the character U+DCFF cannot be seen or printed")
    assert not (tmp_path / "none").exists()


def test_a_file_that_cannot_be_made_is_said_and_not_written(tmp_path: Path, capsys: Captured) -> None:
    wordy = Path(shutil.copytree(SMALL, tmp_path / "wordy"))
    front = (wordy / "dossier.toml").read_text(encoding="utf-8")
    (wordy / "dossier.toml").write_text(front.replace("Whether Anton Varo", "No word more. " * 2_300), encoding="utf-8")
    assert main(["export", str(wordy), "--out", str(tmp_path / "brief.pdf"), "--format", "pdf"]) == 2
    assert "brief.pdf: the file cannot be made. The brief takes" in capsys.readouterr().err
    assert not (tmp_path / "brief.pdf").exists()


def test_reviews_are_refused_without_a_public_address(tmp_path: Path, capsys: Captured) -> None:
    for address in ([], ["--address", "http://127.0.0.1:8501"]):
        assert export(tmp_path / "x.jsonld", "--format", "claimreview", *address) == 2
        assert "a public address of the dashboard is wanted" in capsys.readouterr().err
    assert not (tmp_path / "x.jsonld").exists()
    assert export(tmp_path / "x.jsonld", "--format", "claimreview", "--address", "https://briefing.example/tj") == 0
    found = json.loads((tmp_path / "x.jsonld").read_bytes())
    assert found[0]["url"].startswith("https://briefing.example/tj/claims?focus=")


def test_every_key_of_an_address_is_an_option(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    said = capsys.readouterr().out
    for word in ("actor", "role", "region", "from", "to", "within", "asof", "standing", "q", "without"):
        assert f"--{word} VALUE" in said


def test_an_export_without_what_fell_equals_that_view(tmp_path: Path, small: Dossier) -> None:
    export(tmp_path / "x", "--format", "geojson", "--without", "o-officers")
    assert (tmp_path / "x").read_bytes() == geojson(seen(small, without=("o-officers",)))


def test_what_is_not_for_publication_warns(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    words = ["export", str(small_folder), "--format", "csv", "--out", str(tmp_path / "all.zip")]
    assert main(words) == 0
    assert capsys.readouterr().err == ""
    front = small_folder / "dossier.toml"
    front.write_text(front.read_text("utf-8").replace('licence = "', 'licence = "Not for publication. ', 1), "utf-8")
    assert main(words) == 0
    assert "this file is not to be given out. Not for publication." in capsys.readouterr().err


def test_the_story_stands_behind_the_pdf_when_it_is_asked_for(tmp_path: Path) -> None:
    assert export(tmp_path / "plain.pdf", "--format", "pdf") == 0
    assert export(tmp_path / "told.pdf", "--format", "pdf", "--with-story") == 0
    assert pages((tmp_path / "told.pdf").read_bytes()) > pages((tmp_path / "plain.pdf").read_bytes())


def test_a_format_without_an_annex_says_which_has_one(tmp_path: Path, capsys: Captured) -> None:
    assert export(tmp_path / "x.zip", "--format", "csv", "--with-story") == 2
    assert "--with-story: the format 'csv' has no annex; one of these is wanted: pdf" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()
