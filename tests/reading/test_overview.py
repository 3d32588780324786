"""What a list of dossiers tells of each: of one that is broken, why, and never a traceback."""

from datetime import date
from pathlib import Path

import pytest

from briefing.dossier.dossier import Dossier
from briefing.reading import overview as module
from briefing.reading.overview import Overview, overview
from tests.planted import CABLE, PLANTED, add, plant, put

TITLE = "The reported death of Anton Varo"


def test_a_dossier_is_told_by_its_title_its_first_question_its_last_day_and_its_release(
    small: Dossier, small_folder: Path
) -> None:
    asked = "Was Anton Varo killed in Sarn in April 2021?"
    assert overview(small_folder) == Overview(TITLE, asked, date(2021, 6, 30), small.release)


def test_the_first_question_is_the_one_with_the_lowest_rank(small_folder: Path) -> None:
    put(small_folder, "questions", "q-varo", rank="4")
    assert overview(small_folder).question == "How many people died at Lowen in March 2020?"


def test_a_dossier_that_asks_nothing_yet_is_told_by_its_subtitle(small_folder: Path) -> None:
    for table in small_folder.glob("*.csv"):
        table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (small_folder / "redirects.csv").unlink()
    assert overview(small_folder).question == "An invented dossier for tests"


def test_a_dossier_that_cannot_be_shown_says_how_many_errors_check_lists(small_folder: Path) -> None:
    put(small_folder, "places", "sarn", precision="point")  # a warning, which is not counted
    put(small_folder, "questions", "q-varo", rank="first")
    assert overview(small_folder) == Overview("small", fault="it cannot be shown: 1 error, which check lists")
    put(small_folder, "questions", "q-lowen", rank="second")
    assert overview(small_folder).fault == "it cannot be shown: 2 errors, which check lists"


def test_a_fault_of_ours_in_one_dossier_leaves_the_list_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(where: Path) -> None:
        raise RuntimeError(where)

    monkeypatch.setattr(module, "read", broken)
    assert overview(Path("a/case")) == Overview("case", fault="reading it failed; the fault is ours")


def test_a_list_tells_nothing_of_what_is_marked_above_the_ceiling(small_folder: Path) -> None:
    plant(small_folder)
    put(small_folder, "questions", "q-zanzibar", rank="1")
    put(small_folder, "questions", "q-varo", rank="9")
    whole, public = overview(small_folder), overview(small_folder, "public")
    assert PLANTED in whole.question.lower()
    assert public.question and PLANTED not in repr(public).lower()
    assert public.release not in ("", whole.release)
    assert "1 error" in overview(small_folder, "secret").fault


def test_a_list_tells_what_nothing_leads_to_only_where_no_ceiling_was_declared(small_folder: Path) -> None:
    add(small_folder, "questions", CABLE["questions"] | {"rank": "1"})
    put(small_folder, "questions", "q-varo", rank="4")
    assert overview(small_folder, "public", strict=False).question == CABLE["questions"]["text"]
    assert overview(small_folder, "public").question == "How many people died at Lowen in March 2020?"
    assert overview(small_folder).question == CABLE["questions"]["text"]
