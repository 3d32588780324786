"""What is served while tables arrive file by file: the last good ones until the new ones have rested."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.reading import stamp
from briefing.reading.markings import VARIABLE
from briefing.ui import serving, several
from briefing.ui.serving import UNRESTED, empty, published, view_of
from briefing.view.address import State
from tests import SMALL
from tests.planted import CABLE, PLANTED, add, plant, put
from tests.reading.test_arriving import ARRIVING, SEED

ORDERS = 8


@pytest.fixture
def folder(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the small dossier that is served, below a ceiling that nobody declared."""
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    monkeypatch.delenv(VARIABLE, raising=False)
    empty()
    yield small_folder
    empty()


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The same with what a restricted cable says, and another dossier around it."""
    made = Path(shutil.copytree(SMALL, tmp_path / "new"))
    plant(made)
    return made


def rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all tables have rested from now on."""
    monkeypatch.setattr(stamp, "REST", 0.0)


def told() -> str:
    """All that a reader could be told."""
    return repr(published()).lower()


def shown() -> str:
    """The rows behind every page."""
    dossier = published().dossier
    assert dossier
    return repr(view_of(dossier, State()).ground).lower()


@pytest.mark.parametrize("declared", ["", "public", "internal"])
def test_nothing_of_a_cable_is_told_while_it_arrives_or_goes(
    folder: Path, new: Path, declared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PATIENCE", 0.0)
    monkeypatch.setenv(VARIABLE, declared)
    assert PLANTED not in told()
    chance = random.Random(SEED)
    for number in range(ORDERS):
        rested = number % 2 and declared
        monkeypatch.setattr(stamp, "REST", 0.0 if rested else 60.0)
        for name in chance.sample(ARRIVING, len(ARRIVING)):
            source = (new if number % 4 < 2 else SMALL) / name
            if source.exists():
                shutil.copy(source, folder / name)
            assert PLANTED not in told(), (number, name)


def test_who_comes_first_sees_nothing_to_which_nothing_leads_yet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(folder, "actors", CABLE["actors"])
    assert PLANTED not in told()
    assert published().dossier
    rest(monkeypatch)
    assert PLANTED in told()


def test_of_what_was_held_back_at_first_nothing_stays_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = (folder / "claims.csv").read_text("utf-8")
    add(folder, "actors", CABLE["actors"])
    (folder / "claims.csv").write_text("id\n", "utf-8")
    assert published().dossier is None
    (folder / "claims.csv").write_text(good, "utf-8")
    assert PLANTED not in shown()
    rest(monkeypatch)
    assert PLANTED in shown()


def test_two_dossiers_of_one_release_are_two(folder: Path) -> None:
    one = published().dossier
    assert one
    other = replace(one, info=one.info.model_copy(update={"title": PLANTED}))
    assert view_of(one, State()).whole is one
    assert view_of(other, State()).whole is other


def test_files_that_are_touched_are_the_same_dossier(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rest(monkeypatch)
    before = published().dossier
    os.utime(folder / "claims.csv", (0, 0))
    assert before and published().dossier is before


def test_words_that_come_before_their_marking_wait_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "public")
    monkeypatch.setattr(stamp, "REST", 0.0)
    assert "r-doctor-40" in told()
    monkeypatch.setattr(stamp, "REST", 60.0)
    put(folder, "reports", "r-doctor-40", statement="Zanzibar, it says.")
    assert PLANTED not in told()
    put(folder, "sources", "s-courier-2020", marking="restricted")
    assert "r-doctor-40" in told()
    rest(monkeypatch)
    assert PLANTED not in told()
    assert "r-doctor-40" not in told()


def test_where_rows_were_marked_none_need_be_declared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "sources", "s-courier-2020", marking="restricted")
    rest(monkeypatch)
    before = published().dossier
    assert before and before.ceiling
    monkeypatch.setattr(stamp, "REST", 60.0)
    put(folder, "reports", "r-lena-doubts", statement="Another.")
    assert published().dossier is before
    rest(monkeypatch)
    assert published().dossier is not before


def test_where_nothing_is_marked_or_missing_a_save_is_seen_at_once(folder: Path) -> None:
    assert published().dossier
    put(folder, "outlets", "free-courier", alignment="Owned by itself")
    assert "owned by itself" in told()


def test_a_row_that_nothing_leads_to_is_seen_once_the_tables_have_rested(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert published().dossier
    add(folder, "actors", CABLE["actors"])
    assert PLANTED not in told()
    rest(monkeypatch)
    assert PLANTED in told()


def test_a_fault_is_told_at_once_and_its_words_once_the_tables_have_rested(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert published().dossier
    put(folder, "reports", "r-lena-doubts", source="s-zanzibar")
    faulty = published().faulty
    assert faulty and [each.code for each in faulty.issues] == ["unknown-id"]
    assert PLANTED not in told()
    rest(monkeypatch)
    assert PLANTED in told()


def test_who_starts_on_tables_that_are_being_written_waits_and_then_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "public")
    monkeypatch.setattr(serving, "PATIENCE", 0.0)
    served = published()
    assert served.dossier is None
    assert [each.message for each in served.reading.issues] == [UNRESTED]
    rest(monkeypatch)
    assert published().dossier


def test_a_list_of_dossiers_tells_nothing_of_it_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIERS", str(folder.parent))
    add(folder, "questions", CABLE["questions"] | {"rank": "1"})
    put(folder, "questions", "q-varo", rank="4")
    made = several._overview(str(folder), repr(stamp.stamp(folder)), True)
    assert made.question
    assert PLANTED not in made.question.lower()
