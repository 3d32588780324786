"""Ids and references: what is said of one that stands twice or leads nowhere, word for word."""

from pathlib import Path

import pytest

from briefing.reading.load import read
from briefing.reading.references import HINTS, TOLD
from tests.reading.test_load import spoil

NOWHERE = "is in no row of"


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "message"),
    [
        (
            "reports.csv",
            "s-voice-arrest",
            "s-voice-arest",
            (11, "source"),
            f"the id 's-voice-arest' {NOWHERE} sources.csv; the id of one is wanted. Did you mean 's-voice-arrest'?",
        ),
        (
            "reports.csv",
            "s-voice-arrest",
            "zzz",
            (11, "source"),
            f"the id 'zzz' {NOWHERE} sources.csv; the id of one is wanted.",
        ),
        (
            "reports.csv",
            "o-lena",
            "lena-varo",
            (10, "origin"),
            f"the id 'lena-varo' {NOWHERE} origins.csv but in actors.csv; an id of origins.csv is wanted",
        ),
        (
            "evidence.csv",
            "r-ministry-12,c-lowen-12",
            "r-ministry-12,c-varo-dead",
            (2, "claim"),
            f"the id 'c-varo-dead' {NOWHERE} claims.csv; it was merged into 'c-varo-killed', which is wanted here",
        ),
    ],
)
def test_a_reference_that_leads_nowhere(
    small_folder: Path, file: str, old: str, new: str, at: tuple[int, str], message: str
) -> None:
    (issue,) = spoil(small_folder, file, old, new).issues
    assert (issue.file, issue.line, issue.column, issue.code, issue.message) == (file, *at, "unknown-id", message)


@pytest.mark.parametrize(("id", "where"), [("varo", "line 2"), ("sarn", "places.csv line 6")])
def test_an_id_that_stands_twice(small_folder: Path, id: str, where: str) -> None:
    found = spoil(small_folder, "actors.csv", "tolm,Milo Tolm,", f"{id},Milo Tolm,").issues
    (issue,) = (each for each in found if each.code == "duplicate-id")
    message = f"the id {id!r} already stands in {where}; an id is wanted once in the whole dossier"
    assert (issue.file, issue.line, issue.column, issue.message) == ("actors.csv", 4, "id", message)


def test_a_near_miss_is_looked_for_only_so_often(small_folder: Path) -> None:
    path = small_folder / "evidence.csv"
    rows = [f"e-{number},r-ministry-12,c-lowen-12x{number},supports,So." for number in range(HINTS + 2)]
    path.write_text("\n".join(["id,report,claim,stance,why", *rows, "e-last,r-ministry-12,c-lowen-12x0,supports,So."]))
    found = [issue.message for issue in read(small_folder).issues if issue.column == "claim"]
    assert ["Did you mean" in message for message in found] == [True] * HINTS + [False, False, True]
    assert found[HINTS].endswith("; the id of one is wanted.")


def test_of_a_cell_of_thousands_that_lead_nowhere_a_few_are_told_and_the_others_counted(small_folder: Path) -> None:
    ids = "|".join(f"zzz{number}" for number in range(3_000))
    found = [issue.message for issue in spoil(small_folder, "claims.csv", "varo|", f"{ids}|varo|").issues]
    assert len(found) == TOLD + 1
    assert "and 2,990 more ids of this cell are in no row of actors.csv; the ids of rows are wanted" in found
    just = "|".join(f"zzz{number}" for number in range(TOLD))
    assert len(spoil(small_folder, "claims.csv", ids, just).issues) == TOLD
