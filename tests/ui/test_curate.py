"""The curator's mode: off unless turned on; the checks beside the page, renewed on save; a dropped workbook seen."""

import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from briefing.__main__ import main
from briefing.imports.sheet import grid
from briefing.imports.sheet.grid import Cell
from briefing.reading.unpacked import MOST_MARKS
from briefing.ui import curate, serving
from briefing.ui.findings import SHOWN
from briefing.ui.server.routes import CURATE, Routes
from briefing.ui.serving import empty, published
from briefing.view.address import State
from tests.commands.test_cli import spoil
from tests.imports.sheet.test_grid import excel
from tests.ui.server.asgi import ask
from tests.ui.test_pages import opened, stands

UPLOAD = "/_stcore/upload_file/session/file"


@pytest.fixture
def curated(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    empty()
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    monkeypatch.setenv(CURATE, "1")
    return small_folder


def test_readers_see_no_checks_and_send_no_file(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty()
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    app = opened("brief", {})
    assert not [each for each in app.expander if each.label == "Checks"]
    assert ask(Routes, UPLOAD, method="PUT").status == 404


def test_a_curator_may_send_a_file_and_nothing_else(curated: Path) -> None:
    assert ask(Routes, UPLOAD, method="PUT").reached
    assert not ask(Routes, UPLOAD, method="POST").reached
    assert not ask(Routes, "/map", method="PUT").reached
    assert not ask(Routes, "/_stcore/metrics").reached


def test_the_checks_stand_beside_the_page_with_file_line_and_column(curated: Path) -> None:
    spoil(curated, "involvement.csv", "reported killed", "killed")
    app = opened("brief", {})
    assert stands(app)
    assert any("involvement.csv:6:role: warning: 'killed'" in code.value for code in app.code)
    assert any("0 errors, 1 warning" in each.value for each in app.caption)


def test_many_findings_of_one_kind_are_a_paragraph(curated: Path) -> None:
    path = curated / "actors.csv"
    rows = [f"nobody-{number},Nobody {number},,,person,,,Said to be." for number in range(9)]
    path.write_text(path.read_text("utf-8") + "\n".join([*rows, ""]), "utf-8")
    (told,) = {code.value for code in opened("brief", {}).code if "actors.csv" in code.value}
    assert told.startswith("9 findings of one kind, here the first 3; python -m briefing check --all lists every one:")
    assert len(told.splitlines()) == 4


def test_what_the_last_save_changed_is_told(curated: Path) -> None:
    opened("brief", {})
    spoil(curated, "evidence.csv", ",contradicts,", ",neither,")
    app = opened("brief", {})
    assert any("c-lowen-40 is single origin, was contested" in each.value for each in app.text)


def test_what_a_save_changed_is_worked_out_once(curated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened("brief", {})
    asked = []

    def diff(*both: object) -> list[Any]:
        asked.append(both)
        return [SimpleNamespace(sentence="It changed.")] * (SHOWN + 2)

    monkeypatch.setattr(serving, "diff", diff)
    spoil(curated, "evidence.csv", ",contradicts,", ",neither,")
    app = opened("brief", {}).run()
    assert len(asked) == 1
    assert [each.value for each in app.text][-2:] == ["It changed.", "and 2 more; python -m briefing diff has them all"]


def test_a_faulty_save_is_told_beside_the_last_good_page(curated: Path) -> None:
    opened("brief", {})
    spoil(curated, "evidence.csv", "neither", "nether")
    app = opened("brief", {})
    assert stands(app)
    assert any("evidence.csv:16:stance: 'nether'" in code.value for code in app.code)


def dropped(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, size: int = 0) -> Any:
    file = SimpleNamespace(name=name, size=size or len(content), getvalue=lambda: content)
    monkeypatch.setattr(st, "session_state", {"curate-file": file})
    curate._take()
    return curate.dropped()


def test_a_dropped_workbook_is_a_dossier_for_this_visit(
    curated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["new", "--workbook", str(tmp_path / "case.xlsx"), "--title", "The store"])
    held = dropped(monkeypatch, "case.xlsx", (tmp_path / "case.xlsx").read_bytes())
    assert held.dossier.info.title == "The store"
    assert published().dossier.info.title != "The store"  # type: ignore[union-attr]  # the served one is sound
    monkeypatch.delenv(CURATE)
    assert curate.dropped() is None


def test_what_was_made_of_a_file_goes_when_it_is_replaced_or_taken_away(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> int:
        return int(serving.kept("counted", view, lambda: next(times)))

    dossier, times = published().dossier, count()
    assert dossier
    view = serving.view_of(dossier, State())
    assert (made(), made()) == (0, 0)
    dropped(monkeypatch, "case.csv", b"nothing")
    assert made() == 0
    st.session_state["curate-file"] = None
    curate._take()
    assert (made(), made()) == (1, 1)
    assert curate.dropped() is None


@pytest.mark.parametrize(("size", "said"), [(0, "no line names columns"), (21 << 20, "larger than 20 MB")])
def test_what_cannot_be_seen_says_why(curated: Path, monkeypatch: pytest.MonkeyPatch, size: int, said: str) -> None:
    assert said in dropped(monkeypatch, "case.xlsx", b"nothing", size).reading.issues[0].message


SHEET = b"Title;Date;Place\nClash reported;2024-06-12;Varzob\nBlast reported;Jun 24;Varzob\n"


def test_a_dropped_sheet_is_a_dossier_for_this_visit(curated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(path.name for path in curated.iterdir())
    held = dropped(monkeypatch, "rows.csv", SHEET)
    assert [event.title for event in held.dossier.events] == ["Clash reported"]
    assert [": ".join(issue.parts) for issue in held.reading.issues[:2]] == [
        "rows.csv:0:: warning: 2 rows found: 1 shown, 1 refused, 0 set aside; to keep it, and to say what is open: "
        "python -m briefing import sheet",
        "rows.csv:3:: warning: refused: date in column 'Date': 'Jun 24' has a month as a word and no year of four "
        "digits, so its number may be a day or a year; write 2024-06 for the month, or the year and -06-24 for "
        "the day",
    ]
    assert sorted(path.name for path in curated.iterdir()) == before


@pytest.mark.parametrize("name", ["\ud800.csv", "\0\x1b[31m.csv", " .csv", "", "x" * 300, "\u0915\u094d" * 100])
def test_a_file_whose_name_cannot_be_shown_is_seen_without_it(
    curated: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert dropped(monkeypatch, name, SHEET).dossier.info.title == curate.NAMELESS
    assert dropped(monkeypatch, name, b"junk").reading.issues[0].file == curate.NAMELESS
    assert dropped(monkeypatch, name, SHEET, size=30 << 20).reading.issues[0].file == curate.NAMELESS


def test_a_file_that_did_not_arrive_is_told(curated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {"curate-file": DeletedFile("f")})
    curate._take()
    held = curate.dropped()
    assert held is not None
    assert held.reading.issues[0].message == "the file did not arrive; drop it again"


def test_a_sheet_that_would_keep_the_page_for_minutes_is_told_at_once(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.process_time()
    held = dropped(monkeypatch, "rows.csv", b"title,date\n" + b"Clash,2020-01-01\n" * 100_000)
    assert time.process_time() - started < 5
    said = "the sheet has 100,001 rows; up to 10,000 are seen here, and python -m briefing import sheet takes more"
    assert held.reading.issues[0].message == said


def test_a_workbook_of_more_rows_than_are_seen_is_read_no_further(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def cell(found: Any, led: Mapping[str, str]) -> Cell:
        read.append(found)
        return Cell("x")

    monkeypatch.setattr(grid, "_excel_cell", cell)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(1, 12_001))
    held = dropped(monkeypatch, "rows.xlsx", excel(rows))
    assert "up to 10,000 rows" in held.reading.issues[0].message
    assert len(read) == 10_000


def test_a_workbook_that_would_keep_everybody_waiting_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(*_: object) -> NoReturn:
        pytest.fail("it was read, which takes minutes and the memory of all")

    monkeypatch.setattr(curate, "read_workbook", read)
    content = excel(f"<row>{'<c/>' * MOST_MARKS}</row>")
    assert len(content) < 20_000
    (issue,) = curate._seen(content, "a.xlsx").issues
    assert (issue.file, issue.code) == ("a.xlsx", "large-file")
    assert issue.message.startswith("it holds more than 1,500,000 marks, so it is not opened: it could keep this page")
