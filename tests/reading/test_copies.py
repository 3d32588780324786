"""The local copies: the hash proves them, the quoted words stand in them, and what is open is said to be open."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import Mock

import pytest

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.reading import copies
from briefing.reading.copies import Finding, archive, beside, text, verify
from briefing.reading.write import files

Captured = pytest.CaptureFixture[str]
PAGE = "<html><script>let a = 'He died twice';</script><p>“He  died\nof <b>his</b> wounds”, she said – quietly.</p>"
HASH = hashlib.sha256(PAGE.encode()).hexdigest()


def quoting(dossier: Dossier, quote: str, **source: Any) -> Dossier:
    """The dossier whose first report quotes, its source with these cells."""
    report = dossier.reports[0]
    cited = tuple(row.model_copy(update=source) if row.id == report.source else row for row in dossier.sources)
    reports = (report.model_copy(update={"quote": quote, "quote_lang": "en"}), *dossier.reports[1:])
    return replace(dossier, reports=reports, sources=cited)


def found(dossier: Dossier, folder: Path) -> dict[str, str]:
    return {each.id: each.state for each in verify(dossier, archive(folder))}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An archive as archiving programs write it: in folders of their own, under names of their own."""
    folder = tmp_path / "archive" / "0123abcd"
    folder.mkdir(parents=True)
    (folder / "page-final.html").write_text(PAGE, "utf-8")
    return tmp_path / "archive"


def test_a_copy_is_found_by_its_hash_under_any_name(small: Dossier, kept: Path) -> None:
    dossier = quoting(small, "He died of his wounds", sha256=HASH)
    states = found(dossier, kept)
    assert states[small.reports[0].source] == "proved"
    assert states[small.reports[0].id] == "stands"


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ('"He died of his wounds", she said - quietly.', "stands"),
        ("He died […] quietly", "stands"),
        ("He died twice", "absent"),
        ("He died of her wounds", "absent"),
    ],
)
def test_words_stand_in_a_copy_as_a_reader_sees_it(small: Dossier, kept: Path, quote: str, state: str) -> None:
    assert found(quoting(small, quote, sha256=HASH), kept)[small.reports[0].id] == state


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("a.html", "<style>p <script>x</script> y</style>He died", "He died"),
        ("a.html", "</script>He <b>died</b>", "He died"),
        ("a.html", "He <script>x</script><p>died</p> <script>y</script>there", "He died there"),
        ("a.html", "<script>x</script><noscript><style>y</style>z</noscript>He died", "He died"),
        ("a.html", "He died <![x[", "He died"),
        ("a.html", "He died <![ x", "He died"),
        ("a.html", "He died \x00 <a href='", "He died \ufffd"),
        ("a.html", "<div>" * copies.DEEPEST + "He died", None),
        ("a.txt", "He <b>died", "He <b>died"),
        ("a.pdf", "He died", None),
    ],
)
def test_of_a_copy_what_a_reader_sees_is_read(tmp_path: Path, name: str, written: str, read: str | None) -> None:
    (tmp_path / name).write_text(written, "utf-8")
    assert text(tmp_path / name) == read


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<a", "&#x", "<![CDATA[", "<p>", "<script>", "</p>", "<b><i>"])
def test_a_page_that_never_ends_what_it_began_takes_no_longer_than_its_length(tmp_path: Path, piece: str) -> None:
    (tmp_path / "a.html").write_text(piece * 300_000, "utf-8")
    began = process_time()
    text(tmp_path / "a.html")
    assert process_time() - began < 2


def test_a_copy_that_many_reports_quote_is_read_once(
    small: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def told(path: Path) -> str:
        read.append(path)
        return "He died"

    monkeypatch.setattr(copies, "text", told)
    source = small.reports[0].source
    (tmp_path / f"{source}.txt").write_text("He died", "utf-8")
    quoting = tuple(row.model_copy(update={"quote": "He died", "source": source}) for row in small.reports)
    verify(replace(small, reports=quoting), archive(tmp_path))
    assert len(quoting) > 1 == len(read)


def test_a_copy_that_is_another_is_told(small: Dossier, tmp_path: Path) -> None:
    source = small.reports[0].source
    (tmp_path / f"{source}.txt").write_text("other words", "utf-8")
    dossier = quoting(small, "He died", sha256=HASH)
    assert Finding(source, "changed", f"{source}.txt has {hashlib.sha256(b'other words').hexdigest()}") in verify(
        dossier, archive(tmp_path)
    )


def test_what_is_open_is_said_to_be_open(small: Dossier, tmp_path: Path) -> None:
    source, report = small.reports[0].source, small.reports[0].id
    assert found(quoting(small, "words", sha256=HASH), tmp_path) | {source: "missing", report: "unread"} == found(
        quoting(small, "words", sha256=HASH), tmp_path
    )
    (tmp_path / f"{source}.pdf").write_bytes(b"%PDF")
    states = found(quoting(small, "words"), tmp_path)
    assert (states[source], states[report]) == ("unproved", "unread")
    assert states[small.sources[-1].id] == "none"


def test_what_was_found_names_its_file(small: Dossier, kept: Path, tmp_path: Path) -> None:
    source, report = small.reports[0].source, small.reports[0].id
    assert Finding(source, "proved", "page-final.html") in verify(quoting(small, "He", sha256=HASH), archive(kept))
    empty = archive(tmp_path / "none")
    assert Finding(report, "unread", f"source {source}") in verify(quoting(small, "He"), empty)
    (tmp_path / f"{source}.of.pdf").write_bytes(b"%PDF")
    told = verify(quoting(small, "He"), archive(tmp_path))
    assert Finding(source, "unproved", f"{source}.of.pdf has {hashlib.sha256(b'%PDF').hexdigest()}") in told
    assert Finding(report, "unread", f"{source}.of.pdf") in told


def test_a_copy_is_searched_up_to_its_longest_and_past_a_byte_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(b"He \xff died")
    assert text(path) == "He \ufffd died"
    monkeypatch.setattr(copies, "LARGEST_TEXT", 9)
    assert text(path) == "He \ufffd died"
    monkeypatch.setattr(copies, "LARGEST_TEXT", 8)
    assert text(path) is None


def test_the_archive_stands_in_the_folder_or_beside_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "made.xlsx").touch()
    assert beside(tmp_path / "made.xlsx") == beside(tmp_path) == tmp_path / "archive"


def written(dossier: Dossier, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, said in files(dossier).items():
        (folder / name).write_text(said, "utf-8")
    return folder


def test_verify_ends_with_1_where_a_quote_does_not_stand(small: Dossier, kept: Path, capsys: Captured) -> None:
    folder = written(quoting(small, "He died of his wounds", sha256=f"SHA-256:{HASH.upper()}"), kept.parent)
    assert main(["verify", str(folder)]) == 0
    assert "the words stand in the copy: 1" in capsys.readouterr().out
    written(quoting(small, "He lived", sha256=HASH), kept.parent)
    assert main(["verify", str(folder), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert {"id": small.reports[0].id, "state": "absent", "detail": "page-final.html"} in said


def test_verify_without_an_archive_lists_what_has_none(small_folder: Path, capsys: Captured) -> None:
    assert main(["verify", str(small_folder)]) == 0
    said = capsys.readouterr().out
    assert "there is no such folder" in said
    assert "there is no copy and no hash: " in said


@pytest.fixture
def deepest(tmp_path: Path) -> Iterator[Path]:
    """A folder in more folders than Python's functions may be called in each other."""
    made = [tmp_path]
    for _ in range(1200):
        made.append(made[-1] / "a")
        made[-1].mkdir()
    yield made[-1]
    (made[-1] / "copy.txt").unlink()
    for folder in reversed(made[1:]):  # what pytest takes away itself must not lie so deep
        folder.rmdir()


def test_a_copy_is_found_however_deep_it_lies(deepest: Path, tmp_path: Path) -> None:
    (deepest / "copy.txt").write_bytes(b"He died of his wounds")
    assert list(archive(tmp_path).by_name) == ["copy"]


def test_a_folder_that_cannot_be_looked_into_is_told(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (small_folder / "archive").mkdir()
    monkeypatch.setattr("os.scandir", Mock(side_effect=PermissionError(13, "Permission denied", "archive/closed")))
    assert main(["verify", str(small_folder)]) == 2
    assert capsys.readouterr().err == "archive/closed: a copy cannot be read (Permission denied)\n"


def test_a_hash_that_is_none_is_refused(small_folder: Path, capsys: Captured) -> None:
    path = small_folder / "sources.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{head},sha256", f"{first},abc", *(f"{line}," for line in rest)]) + "\n", "utf-8")
    assert main(["check", str(small_folder)]) == 1
    assert "'abc' was found; 64 hexadecimal digits of a SHA-256 are wanted" in capsys.readouterr().out
