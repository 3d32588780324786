"""What it would cost to read a workbook is told from its bytes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefing.reading import unpacked
from briefing.reading.unpacked import LONGEST, burden


def zipped(*parts: bytes) -> bytes:
    """A ZIP file of these parts."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        for number, part in enumerate(parts):
            out.writestr(f"{number}.xml", part)
    return made.getvalue()


def test_tags_and_attributes_of_all_parts_count(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped(b"<a b='1' c=\"2\">x</a>", b"\xef\xbb\xbf <a/>", "<a/>".encode("utf-16"), b"\0<<<<", b"PNG<<<<<")
    monkeypatch.setattr(unpacked, "MOST_MARKS", 9)
    assert burden(content) == ""
    monkeypatch.setattr(unpacked, "MOST_MARKS", 8)
    assert burden(content) == "it holds more than 8 marks"


@pytest.mark.parametrize("before", [b"", b" " * LONGEST])
def test_a_mark_without_end_is_refused(before: bytes) -> None:
    assert burden(zipped(before + b"<a b='" + b"x" * 2 * LONGEST + b"'/>")) == "a mark of it is longer than 1 MB"
    assert burden(zipped(b"PNG" + bytes(2 * LONGEST))) == ""


def test_what_is_no_zip_file_is_told_by_whoever_reads_it() -> None:
    assert burden(b"PK") == ""
