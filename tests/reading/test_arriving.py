"""Tables that arrive file by file: whatever has come, nothing above the ceiling is told before its marking."""

import random
import shutil
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.reading import load
from briefing.reading.load import Reading, read
from briefing.reading.markings import cut
from briefing.reading.stamp import REST, has_rested, stamp
from briefing.reading.written import Written, in_folder
from tests import SMALL
from tests.planted import CABLE, PLANTED, add, plant, put

ARRIVING = (*(f"{name}.csv" for name in CABLE), "redirects.csv")
ORDERS = 25
SEED = 20170418


def written(folder: Path) -> Written:
    """What is written in a sound folder."""
    found = in_folder(folder)
    assert isinstance(found, Written)
    return found


def mixed(old: Written, new: Written, come: Collection[str]) -> Written:
    """The old files, but for those that have come already."""
    sheets = {name: (new if f"{name}.csv" in come else old).sheets[name] for name in old.sheets}
    return replace(old, sheets=sheets, redirects=(new if "redirects.csv" in come else old).redirects)


def arrivals() -> Iterator[Collection[str]]:
    """The files that have come after each step of many orders, and all that are one or two from either end."""
    chance = random.Random(SEED)
    for _ in range(ORDERS):
        order = chance.sample(ARRIVING, len(ARRIVING))
        yield from (order[:number] for number in range(1, len(order)))
    for number in (1, 2, len(ARRIVING) - 2, len(ARRIVING) - 1):
        yield from combinations(ARRIVING, number)


def told(reading: Reading) -> str:
    """All that a reader could be told of it."""
    return f"{reading.dossier} {reading.issues}".lower()


@pytest.fixture
def planted(small_folder: Path) -> Path:
    """The small dossier with what a restricted cable says."""
    plant(small_folder)
    return small_folder


def test_nothing_of_a_cable_is_told_whichever_of_its_files_have_come(planted: Path) -> None:
    old, new = written(SMALL), written(planted)
    assert PLANTED in told(load._up_to(new, "restricted", strict=True))
    amiss = {
        tuple(sorted(come))
        for come in arrivals()
        if PLANTED in told(load._up_to(mixed(old, new, come), "public", strict=True))
    }
    assert amiss == set()


def test_all_of_it_is_shown_where_all_of_it_traces(small: Dossier) -> None:
    assert read(SMALL, "public") == read(SMALL)
    assert cut(written(SMALL).sheets, "public", strict=True) is None


LOOSE = {
    "actors": CABLE["actors"],
    "outlets": CABLE["outlets"],
    "places": CABLE["places"],
    "questions": CABLE["questions"],
    "claims": CABLE["claims"] | {"question": "q-varo", "claimant": "", "actors": "", "place": ""},
    "origins": CABLE["origins"] | {"actor": ""},
}


@pytest.mark.parametrize("table", LOOSE)
def test_a_row_that_nothing_leads_to_is_held_back_below_a_ceiling_alone(small_folder: Path, table: str) -> None:
    add(small_folder, table, LOOSE[table])
    id = LOOSE[table]["id"]
    below, whole = read(small_folder, "public").dossier, read(small_folder).dossier
    assert below and whole
    assert below.find(id) is None
    assert (below.ceiling, below.release) == ("", whole.release)
    assert whole.find(id)
    undeclared = read(small_folder, "public", strict=False).dossier
    assert undeclared == whole


def test_what_holds_back_loose_rows_alone_keeps_bottom_line_and_story(small_folder: Path, small: Dossier) -> None:
    add(small_folder, "actors", CABLE["actors"])
    reading = read(small_folder, "public")
    assert reading.dossier
    assert (reading.dossier.info, reading.dossier.stories) == (small.info, small.stories)
    message = "1 row held back below the ceiling: no report leads there"
    assert reading.issues == (Issue("actors.csv", 0, "", "untraced", message, "warning"),)


def test_a_country_is_led_to_by_the_places_in_it(small_folder: Path) -> None:
    add(small_folder, "places", CABLE["places"] | {"precision": "province", "country": "Arvenia", "admin1": "Farmark"})
    held = read(small_folder, "public").dossier
    assert held
    assert held.find("arvenia") and held.find("dorrland")
    assert not held.find("p-zanzibar")


def test_faults_below_a_declared_ceiling_lose_their_words(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lena-doubts", source="s-zanzibar")
    assert PLANTED in told(read(small_folder, "public", strict=False))
    reading = read(small_folder, "public")
    assert reading.dossier is None
    assert [(each.file, each.column, each.code) for each in reading.issues] == [("reports.csv", "source", "unknown-id")]
    assert PLANTED not in told(reading)


def test_files_that_change_while_they_are_read_are_read_again(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, reads = [2], []

    def meanwhile(folder: Path) -> object:
        reads.append(folder)
        found = in_folder(folder)
        if left[0]:
            left[0] -= 1
            put(folder, "outlets", "free-courier", alignment=f"Owned by {left[0]}")
        return found

    monkeypatch.setattr(load, "in_folder", meanwhile)
    dossier = read(small_folder, "public").dossier
    assert dossier
    assert len(reads) == 3
    assert dossier == read(small_folder, "public").dossier


def test_files_that_never_rest_are_no_dossier(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(folder: Path) -> object:
        found = in_folder(folder)
        (folder / "outlets.csv").touch()
        return found

    monkeypatch.setattr(load, "in_folder", meanwhile)
    reading = read(small_folder)
    message = "the files changed while they were read, 5 times; files that rest are wanted"
    assert reading == Reading(None, (Issue("small", 0, "", "changing-files", message),))


def test_a_reading_tells_of_which_files_it_is_and_whether_rows_were_held_back(small_folder: Path) -> None:
    whole = read(small_folder, "public")
    assert (whole.lacks, whole.stamp) == (False, stamp(small_folder))
    add(small_folder, "actors", CABLE["actors"])
    loose = read(small_folder, "public")
    assert (loose.lacks, loose.stamp) == (True, stamp(small_folder))
    assert not read(small_folder, "public", strict=False).lacks
    put(small_folder, "reports", "r-lawyer-arrest", marking="internal")
    assert read(small_folder, "public", strict=False).lacks
    assert not read(small_folder, "restricted").lacks


def test_tables_have_rested_once_nothing_came_or_went_for_a_while(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not has_rested(small_folder)
    shutil.copystat(SMALL / "claims.csv", small_folder / "claims.csv")  # as rsync gives it the time that it had
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + REST + 1)
    assert has_rested(small_folder)
    monkeypatch.setattr(time, "time", lambda: now - 1)
    assert not has_rested(small_folder)


def test_a_clock_that_is_turned_back_holds_no_tables_up(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By it they change an hour from now; they rest once they were seen for a while as they are."""
    clock, passed = time.time() - 3600, time.monotonic()
    monkeypatch.setattr(time, "time", lambda: clock)
    monkeypatch.setattr(time, "monotonic", lambda: passed)
    assert not has_rested(small_folder)
    passed += REST - 1
    assert not has_rested(small_folder)
    passed += 1
    assert has_rested(small_folder)
    (small_folder / "claims.csv").touch()
    assert not has_rested(small_folder)
    passed += REST
    assert has_rested(small_folder)


def test_tables_rest_once_the_whole_of_a_while_is_over(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = max(path.stat().st_ctime_ns for path in (small_folder, *small_folder.iterdir())) / 1e9
    for passed, rested in ((REST - 1, False), (REST, True)):
        monkeypatch.setattr(time, "time", lambda passed=passed: changed + passed)
        assert has_rested(small_folder) == rested
