"""What it would cost to read a workbook is told from its bytes."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefing.reading import unpacked
from briefing.reading.unpacked import LONGEST, MOST_MARKS, OF_FORMULA, OF_OTHER, OF_PART, burden
from briefing.ui.curate import _seen


def zipped(*parts: bytes, name: str = "{}.xml") -> bytes:
    """A ZIP file of these parts."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        for number, part in enumerate(parts):
            out.writestr(name.format(number), part)
    return made.getvalue()


def test_tags_and_attributes_of_all_parts_count(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped(b"<a b='1' c=\"2\">x</a>", b"\xef\xbb\xbf<a/>", "<a/>".encode("utf-16"), b"PNG<<<<<", bytes(9))
    monkeypatch.setattr(unpacked, "OF_PART", 2)
    monkeypatch.setattr(unpacked, "MOST_MARKS", 15)
    assert burden(content) == ""
    monkeypatch.setattr(unpacked, "MOST_MARKS", 14)
    assert burden(content) == "it holds more than 14 marks"


def test_a_mark_is_counted_up_to_the_fault_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MOST_MARKS", OF_PART + 2)
    assert burden(zipped(b"<a><b/><")) == ""
    assert burden(zipped(b"<a><b/><c/><")) == f"it holds more than {OF_PART + 2} marks"


def test_a_style_costs_more_than_a_cell() -> None:
    many = b"<a>" + b"<xf/>" * (MOST_MARKS // OF_OTHER) + b"</a>"
    assert burden(zipped(many.replace(b"xf", b"c"))) == ""
    assert burden(zipped(many)) == "it holds more than 1,500,000 marks"


def test_a_formula_that_cells_share_costs_in_each_of_them() -> None:
    letters = 6_000
    first = b"<a><f t='shared' si='0'>" + b"A1+" * (letters // 3) + b"</f>"
    one, number = b"<f t='shared' si='0'/>", MOST_MARKS // (letters // OF_FORMULA)
    assert burden(zipped(first + one * (number // 2) + b"</a>")) == ""
    assert burden(zipped(first + one * number + b"</a>")) == "it holds more than 1,500,000 marks"
    short = b"<a><f t='shared' si='0'>A1+B1</f>"
    assert burden(zipped(short + one * 200_000 + b"</a>")) == ""


UTF_7 = b"<?xml version='1.0' encoding='UTF-7'?><a>+ADw-b/+AD4-</a>"
HIDDEN: dict[str, tuple[bytes, str]] = {
    "UTF-7": (UTF_7, "its part '0.xml' is written in UTF-7, where UTF-8 is wanted"),
    "Latin": (b"<?xml version='1.0' encoding='latin-1'?><a/>", "written in latin-1"),
    "EBCDIC": ("<?xml version='1.0' encoding='IBM037'?><a/>".encode("cp037"), "written in EBCDIC"),
    "UTF-32": ("<a/>".encode("utf-32-be"), "is no XML in UTF-8 or UTF-16"),
    "UTF-16 that is UTF-8": (b"<?xml version='1.0' encoding='UTF-16'?><a/>", "is no XML in UTF-8 or UTF-16"),
    "entities": (b"<!DOCTYPE a [<!ENTITY b '<c/>'>]><a>&b;</a>", "declares a document type"),
}


@pytest.mark.parametrize(("part", "said"), HIDDEN.values(), ids=HIDDEN.keys())
def test_what_hides_marks_is_refused(part: bytes, said: str) -> None:
    assert said in burden(zipped(part))


def test_what_unpacks_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MOST_WORDS", 99)
    assert burden(zipped(b"<a>" + b" " * 99)) == "its words come to more than 0 MB"
    monkeypatch.setattr(unpacked, "LARGEST", 99)
    assert burden(zipped(b"PNG" + bytes(99))) == "unpacked it is larger than 0 MB"


@pytest.mark.parametrize("before", [b"", b" " * LONGEST])
def test_a_mark_without_end_is_refused(before: bytes) -> None:
    assert burden(zipped(before + b"<a b='" + b"x" * 2 * LONGEST + b"'/>")) == "a mark of it is longer than 1 MB"
    assert burden(zipped(b"PNG" + bytes(2 * LONGEST))) == ""


def test_what_is_no_zip_file_is_told_by_whoever_reads_it() -> None:
    assert burden(b"PK") == ""


def with_part(content: bytes, name: str, spoil: Callable[[bytes], bytes]) -> bytes:
    """A ZIP file with one part spoiled."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as whole, ZipFile(made, "w", ZIP_DEFLATED) as out:
        for part in whole.namelist():
            out.writestr(part, spoil(whole.read(part)) if part == name else whole.read(part))
    return made.getvalue()


def torn(content: bytes, name: str) -> bytes:
    """A ZIP file in which one part does not unpack."""
    with ZipFile(io.BytesIO(content)) as whole:
        at = whole.getinfo(name).header_offset + 30 + len(name)
    return content[:at] + b"\xff" * 4 + content[at + 4 :]


def damaged() -> dict[str, bytes]:
    """A workbook that lies of where a part stands, and those that are locked, or packed as zipfile cannot unpack."""
    whole = zipped(b"<a/>", name="xl/workbook.xml")
    at = whole.index(b"PK\1\2")
    return {
        "out of place": whole[: at + 42] + b"\xff\xff\xff\x7f" + whole[at + 46 :],
        "before its begin": whole[:-6] + b"\xff\xff\xff\x7f" + whole[-2:],
        "locked": whole[: at + 8] + b"\x01" + whole[at + 9 :],
        "packed otherwise": whole[: at + 10] + b"\x63" + whole[at + 11 :],
        "packed by LZMA that is none": whole[: at + 10] + b"\x0e" + whole[at + 11 :],
    }


@pytest.mark.parametrize("content", damaged().values(), ids=damaged().keys())
def test_a_damaged_file_is_told_as_one(content: bytes) -> None:
    (issue,) = _seen(content, "a.xlsx").issues
    assert "damaged" in issue.message
