"""Reading a folder: every fault is an issue with its file, line and column, and none is mended in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dossier.issues import Issue
from briefing.dossier.records import Question
from briefing.reading.load import FILES, Reading, read, read_written
from briefing.reading.written import Written, in_folder
from tests.invented import gathered, row, write


def spoil(folder: Path, file: str, old: str, new: str) -> Reading:
    """Read the folder with one text in one file replaced by another."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return read(folder)


def errors(reading: Reading) -> list[Issue]:
    return [issue for issue in reading.issues if issue.severity == "error"]


def only(reading: Reading) -> Issue:
    assert reading.dossier is None
    (issue,) = errors(reading)
    return issue


def test_the_small_dossier_has_no_issue(small_folder: Path) -> None:
    reading = read(small_folder)
    assert reading.issues == ()
    assert reading.dossier is not None
    assert reading.dossier.redirects == {"c-varo-dead": "c-varo-killed"}
    assert reading.lines["c-varo-killed"] == 2


def test_what_is_written_in_memory_is_read_as_in_its_folder(small_folder: Path) -> None:
    written = in_folder(small_folder)
    assert isinstance(written, Written)
    assert read_written(written) == read(small_folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "said"),
    [
        ("evidence.csv", "neither", "Supports", 16, "stance", ["'Supports'", "Did you mean 'supports'?"]),
        ("outlets.csv", ",C,", ",G,", 2, "reliability", ["'G'", "A, B, C, D, E, F"]),
        ("reports.csv", "s-voice-arrest", "s-voice-arest", 11, "source", ["'s-voice-arest'", "'s-voice-arrest'?"]),
        ("reports.csv", "o-lena", "lena-varo", 10, "origin", ["actors.csv", "origins.csv"]),
        ("reports.csv", "north-wire|dorr-herald", "north-wire|dor-herald", 8, "via", ["'dorr-herald'?"]),
        (
            "evidence.csv",
            "r-ministry-12,c-lowen-12",
            "r-ministry-12,c-varo-dead",
            2,
            "claim",
            ["merged into 'c-varo-killed'"],
        ),
        ("relations.csv", "interior-ministry,tolm", "ministry,tolm", 4, "from", ["'ministry'", "actors.csv"]),
        ("places.csv", "34.3", '"34,3"', 6, "latitude", ["'34,3'", "plain number"]),
        ("places.csv", "34.3", "3_4.3", 6, "latitude", ["'3_4.3'", "plain number"]),
        ("places.csv", "34.3", "٣٤", 6, "latitude", ["'٣٤'", "plain number"]),
        ("questions.csv", "Lowen,2", "Lowen,1_0", 3, "rank", ["'1_0'", "whole number"]),
        ("places.csv", "34.3", "x" * 30_000, 6, "latitude", ["'xxx", " … ", "plain number"]),
        ("places.csv", "34.3", "134.3", 6, "latitude", ["'134.3'", "90 or less"]),
        ("places.csv", "34.3", "nan", 6, "latitude", ["'nan'"]),
        ("places.csv", "town,8", "town,0", 6, "radius_km", ["'0'", "more than 0"]),
        ("events.csv", "2020-03-05", "05.03.2020", 2, "date", ["'05.03.2020'", "day first"]),
        ("judgements.csv", "2021-06-01", "2021-06", 2, "made", ["'2021-06'", "single day"]),
        ("questions.csv", ",1", ",first", 2, "rank", ["'first'", "whole number"]),
        ("questions.csv", ",1", ",0", 2, "rank", ["1 or more"]),
        ("questions.csv", "Varo killed?,1", f"{'x' * 41},1", 2, "short", ["41 characters", "at most 40"]),
        ("actors.csv", "varo,Anton", "Varo_1,Anton", 2, "id", ["'Varo_1'", "lower-case"]),
        ("outlets.csv", "North Wire,wire", ",wire", 3, "name", ["empty", "Name of the publisher"]),
        ("actors.csv", "tolm,Milo Tolm,", "varo,Milo Tolm,", 4, "id", ["'varo'", "line 2"]),
        ("actors.csv", "tolm,Milo Tolm,", "sarn,Milo Tolm,", 4, "id", ["'sarn'", "places.csv line 6"]),
        ("questions.csv", "Deaths at Lowen,2", "Deaths at Lowen", 3, "", ["3 cells", "header 4"]),
        ("questions.csv", "Deaths at Lowen,2", "Deaths, at Lowen,2", 3, "", ["5 cells", "quotes around"]),
        ("questions.csv", "Deaths at Lowen", '"Deaths" at Lowen', 3, "", ["quote"]),
        ("redirects.csv", "c-varo-killed", "c-varo-kiled", 2, "new", ["'c-varo-kiled'", "'c-varo-killed'?"]),
        ("redirects.csv", "c-varo-dead", "c-varo-alive", 2, "old", ["'c-varo-alive'", "claims.csv"]),
        ("redirects.csv", "c-varo-killed", "c-varo-dead", 2, "new", ["comes back to itself"]),
        ("dossier.toml", 'title = "The reported death of Anton Varo"\n', "", 0, "title", ["'title' is missing"]),
        ("dossier.toml", "language =", "langage =", 5, "langage", ["'langage'", "'language'?"]),
        ("dossier.toml", "as_of = 2021-06-30", 'as_of = "soon"', 4, "as_of", ["'soon'", "a day such as"]),
        ("dossier.toml", "day = 2021-05-22", "dag = 2021-05-22", 14, "moments.1.dag", ["'dag'"]),
        ("dossier.toml", "day = 2021-05-22\n", "", 13, "moments.1.day", ["'day' is missing"]),
        ("dossier.toml", 'language = "en"', "language = en", 5, "", ["'language = en'", "TOML"]),
    ],
)
def test_a_fault_is_found(
    small_folder: Path, file: str, old: str, new: str, line: int, column: str, said: list[str]
) -> None:
    found = errors(spoil(small_folder, file, old, new))
    hits = [issue for issue in found if (issue.file, issue.line, issue.column) == (file, line, column)]
    assert hits, [str(issue) for issue in found]
    for words in said:
        assert words in hits[0].message
    for issue in found:
        assert "Input should" not in issue.message
        assert "pydantic" not in issue.message


def test_all_faults_of_a_row_and_of_all_rows_come_at_once(small_folder: Path) -> None:
    path = small_folder / "evidence.csv"
    path.write_text("id,report,claim,stance,why\ne 1,r-ministry-12,c-lowen-12,backs,\nev-2,,c-lowen-12,supports,so\n")
    assert [(issue.line, issue.column) for issue in errors(read(small_folder))] == [
        (2, "id"),
        (2, "stance"),
        (2, "why"),
        (3, "report"),
    ]


def test_quoted_newlines_blank_lines_and_crlf_do_not_shift_the_count(small_folder: Path) -> None:
    path = small_folder / "questions.csv"
    text = 'id,text,short,rank\r\n\r\nq-varo,"Was he\r\nkilled?",Killed?,1\r\n,,,\r\nq-lowen,How many?,Dead,two\r\n'
    path.write_bytes((text + "q-tolm,Arrested?,Arrest,3\r\n").encode())
    assert (only(read(small_folder)).line, only(read(small_folder)).column) == (6, "rank")


def test_a_byte_order_mark_and_line_ends_are_accepted_and_leave_the_release(small_folder: Path) -> None:
    before = read(small_folder).dossier
    for path in small_folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = read(small_folder)
    assert after.issues == ()
    assert before and after.dossier
    assert after.dossier.release == before.release


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("places.csv", "34.3,", "34.30,"), ("claims.csv", "varo|", "varo | "), ("claims.csv", "q-varo,", "q-varo ,")],
)
def test_another_way_of_writing_the_same_leaves_the_release(small_folder: Path, file: str, old: str, new: str) -> None:
    before = read(small_folder).dossier
    after = spoil(small_folder, file, old, new).dossier
    assert before and after
    assert after.release == before.release


@pytest.mark.parametrize("file", ["claims.csv", "dossier.toml", "redirects.csv", "evidence.csv"])
def test_the_release_hangs_on_every_file(small_folder: Path, file: str) -> None:
    before = read(small_folder).dossier
    change = {
        "claims.csv": ("Twelve people", "Just twelve people"),
        "dossier.toml": ("Who saw the body", "Who saw a body"),
        "redirects.csv": ("c-varo-dead,", "c-varo-gone,"),
        "evidence.csv": ("It gives the range.", "It gives a range."),
    }[file]
    after = spoil(small_folder, file, *change).dossier
    assert before and after
    assert after.release != before.release
    assert len(after.release) == 7


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251"])
def test_another_encoding_is_named(small_folder: Path, encoding: str) -> None:
    path = small_folder / "questions.csv"
    path.write_text("id,text,short,rank\nq-varo,Убит ли Варо?,Убит?,1\n", encoding)
    issue = only(read(small_folder))
    assert issue.code == "wrong-encoding"
    assert {"utf-16": "UTF-16", "cp1251": "Windows-1251"}[encoding] in issue.message
    assert issue.line == {"utf-16": 0, "cp1251": 2}[encoding]


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_refused_with_the_way_out(small_folder: Path, mark: str, word: str) -> None:
    path = small_folder / "redirects.csv"
    path.write_text(path.read_text().replace(",", mark))
    issue = only(read(small_folder))
    assert word in issue.message
    assert "Save As" in issue.message


@pytest.mark.parametrize(
    ("header", "column", "said"),
    [
        ("old,nw", "nw", "Did you mean 'new'?"),
        ("old,nw", "new", "missing"),
        ("old,new,new", "new", "twice"),
        ("old,new,", "", "column 3 has no name"),
        ("", "", "empty"),
        ("\n\n", "", "empty"),
    ],
)
def test_a_header_fault_is_found(small_folder: Path, header: str, column: str, said: str) -> None:
    (small_folder / "redirects.csv").write_text(header)
    found = errors(read(small_folder))
    assert any(issue.column == column and said in issue.message for issue in found), found


def test_a_quote_that_does_not_close_is_said_once_at_its_row(small_folder: Path) -> None:
    issue = only(spoil(small_folder, "events.csv", "Reported clash", '"Reported clash'))
    assert (issue.file, issue.line, issue.code) == ("events.csv", 2, "stray-quote")


def test_a_missing_column_is_said_once(small_folder: Path) -> None:
    found = errors(spoil(small_folder, "evidence.csv", ",why", ",wy"))
    assert [(issue.line, issue.column) for issue in found] == [(1, "why"), (1, "wy")]


def test_a_row_out_of_step_is_said_once(small_folder: Path) -> None:
    assert only(spoil(small_folder, "questions.csv", "Deaths at Lowen,2", "Deaths at Lowen")).code == "cell-count"


def test_spaces_around_a_cell_are_no_part_of_it(small_folder: Path) -> None:
    assert spoil(small_folder, "evidence.csv", ",supports,", ",  supports ,").issues == ()
    assert spoil(small_folder, "outlets.csv", "Daily Lantern", "  ").issues[0].code == "empty-cell"


def test_columns_may_stand_in_any_order(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("new,old\nc-varo-killed,c-varo-dead\n")
    assert read(small_folder).issues == ()


def test_a_chain_of_redirects_is_followed(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na,b\nb,c-varo-killed\n")
    dossier = read(small_folder).dossier
    assert dossier is not None
    assert dossier.redirects == {"a": "c-varo-killed", "b": "c-varo-killed"}


def test_a_redirect_given_twice_is_found(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na,c-varo-killed\na,c-varo-alive\n")
    assert "line 2" in only(read(small_folder)).message


def test_redirects_may_be_left_out(small_folder: Path) -> None:
    (small_folder / "redirects.csv").unlink()
    assert read(small_folder).dossier is not None


@pytest.mark.parametrize("file", ["events.csv", "claims.csv"])
def test_a_missing_table_is_said_once_and_not_at_every_row_that_refers_to_it(small_folder: Path, file: str) -> None:
    (small_folder / file).unlink()
    issue = only(read(small_folder))
    assert (issue.file, issue.code) == (file, "missing-file")


def test_a_missing_key_is_named(small_folder: Path) -> None:
    issue = only(spoil(small_folder, "dossier.toml", 'licence = "CC0-1.0"', ""))
    assert (issue.file, issue.column) == ("dossier.toml", "licence")
    assert "missing" in issue.message


def test_a_missing_front_is_an_issue(small_folder: Path) -> None:
    (small_folder / "dossier.toml").unlink()
    assert only(read(small_folder)).file == "dossier.toml"


def test_a_misnamed_table_is_pointed_out(small_folder: Path) -> None:
    (small_folder / "zzz.csv").write_text("id\n")
    (small_folder / "event.csv").write_text("id\n")
    tables = f"The tables are {', '.join(FILES)}."
    assert read(small_folder).issues == (
        Issue(
            "event.csv", 0, "", "unknown-file", f"this file is not read. Did you mean 'events.csv'? {tables}", "warning"
        ),
        Issue("zzz.csv", 0, "", "unknown-file", f"this file is not read. {tables}", "warning"),
    )


def test_a_folder_that_is_none_is_not_readable(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").touch()
    wanted = f"wanted are {', '.join(FILES)}; to begin one: python -m briefing new"
    for path, code, message in (
        (
            tmp_path / "no where",
            "missing-folder",
            "there is no such folder; the folder of a dossier is wanted; "
            f"to begin one: python -m briefing new '{tmp_path / 'no where'}'",
        ),
        (
            small_folder / "claims.csv",
            "no-folder",
            "this is a file; the folder of a dossier, or one as a workbook (.xlsx), is wanted",
        ),
        (tmp_path / "bare", "no-dossier", f"this folder is empty; {wanted} {tmp_path / 'bare'}"),
        (
            tmp_path / "other",
            "no-dossier",
            f"none of the files of a dossier is in this folder; {wanted} {tmp_path / 'other'}",
        ),
    ):
        assert read(path) == Reading(None, (Issue(str(path), 0, "", code, message),), readable=False)


def test_a_folder_that_cannot_be_opened_is_not_readable(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    message = "the folder cannot be opened (Permission denied)"
    issue = Issue(str(small_folder), 0, "", "unreadable-folder", message)
    assert read(small_folder) == Reading(None, (issue,), readable=False)


def test_a_release_is_the_same_for_ever(tmp_path: Path) -> None:
    """Links carry it: if this fails, every link that was sent says that the dossier is another."""
    write(gathered([row(Question, "q", text="Убит ли Варо?")], redirects={"p": "q"}), tmp_path / "made")
    made = read(tmp_path / "made").dossier
    assert made is not None
    assert made.release == "ea9822c"


def test_a_folder_with_faults_is_readable_all_the_same(small_folder: Path) -> None:
    assert spoil(small_folder, "evidence.csv", "neither", "no").readable
    assert read(small_folder).readable


def test_rules_across_rows_wait_for_sound_rows(small_folder: Path) -> None:
    spoil(small_folder, "questions.csv", "Deaths at Lowen,2", "Deaths at Lowen,1")
    assert {issue.code for issue in read(small_folder).issues} == {"rank-twice"}
    assert "rank-twice" not in {issue.code for issue in spoil(small_folder, "evidence.csv", "neither", "no").issues}


@pytest.mark.parametrize("written", ["9" * 400, "9007199254740993", "1000000000"])
@pytest.mark.parametrize(("file", "cells"), [("questions.csv", "Lowen,{}"), ("stories.csv", "st-lowen,{}")])
def test_a_place_in_an_order_is_a_number_that_a_workbook_keeps(
    small_folder: Path, file: str, cells: str, written: str
) -> None:
    (issue,) = spoil(small_folder, file, cells.format(2), cells.format(written)).issues
    assert issue.message == f"{written!r} was found; 999,999,999 or less is wanted"


def test_a_number_of_thousands_of_digits_is_told_by_their_number(small_folder: Path) -> None:
    (issue,) = spoil(small_folder, "questions.csv", "Lowen,2", f"Lowen,{'9' * 5000}").issues
    assert issue.message == "a number of 5,000 digits was found; a whole number that can be read is wanted"


def test_a_text_is_as_long_as_a_workbook_takes_and_no_longer(small_folder: Path) -> None:
    """Else the sheet would have a part of it, and load back as another release."""
    spoil(small_folder, "places.csv", "Invented.", "x" * 32_767)
    assert read(small_folder).dossier
    (issue,) = spoil(small_folder, "places.csv", "x" * 32_767, "x" * 32_768).issues
    assert (issue.column, issue.code) == ("basis", "long-text")
    assert issue.message == "a text of 32,768 letters was found; at most 32,767 are wanted, as a workbook takes"
