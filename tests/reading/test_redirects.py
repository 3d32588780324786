"""Redirects: where each old id leads, and what is said of one that leads nowhere, word for word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dossier.issues import Issue
from briefing.reading import redirects
from briefing.reading.load import read
from tests.reading.test_load import spoil


@pytest.mark.parametrize(
    ("rows", "line", "column", "code", "message"),
    [
        (
            "c-varo-alive,c-varo-killed",
            2,
            "old",
            "old-id-in-use",
            "the id 'c-varo-alive' still stands in claims.csv; an id that was given up is wanted",
        ),
        (
            "a,c-varo-killed\na,c-varo-alive",
            3,
            "old",
            "duplicate-id",
            "the id 'a' is redirected in line 2 already; one redirect is wanted",
        ),
        (
            "a,a",
            2,
            "new",
            "redirect-cycle",
            "the redirect of 'a' comes back to itself; one that ends at a row is wanted",
        ),
        (
            "a,c-varo-kiled\nb,a",
            2,
            "new",
            "unknown-id",
            "the id 'c-varo-kiled' is in no table; the id of a row is wanted. Did you mean 'c-varo-killed'?",
        ),
        (
            "a,c-varo-killed\nB,c-varo-killed",
            3,
            "old",
            "bad-value",
            "'B' is no id; lower-case letters and digits joined by hyphens are wanted, such as a-name-2",
        ),
    ],
)
def test_a_redirect_that_misleads(
    small_folder: Path, rows: str, line: int, column: str, code: str, message: str
) -> None:
    (small_folder / "redirects.csv").write_text(f"old,new\n{rows}\n", "utf-8")
    assert read(small_folder).issues == (Issue("redirects.csv", line, column, code, message),)


def test_every_redirect_of_a_circle_is_named(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na,b\nb,c\nc,b\n", "utf-8")
    found = read(small_folder).issues
    assert [(issue.line, issue.code) for issue in found] == [(line, "redirect-cycle") for line in (2, 3, 4)]


def test_the_first_of_two_redirects_is_followed(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na,nobody\na,c-varo-alive\n", "utf-8")
    found = [(issue.line, issue.code) for issue in read(small_folder).issues]
    assert found == [(2, "unknown-id"), (3, "duplicate-id")]


def test_rows_out_of_step_do_not_keep_the_others_from_being_read(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na\nb,\nC,c-varo-killed\n", "utf-8")
    assert [(issue.line, issue.code) for issue in read(small_folder).issues] == [
        (2, "cell-count"),
        (3, "empty-cell"),
        (4, "bad-value"),
    ]


def test_a_missing_column_is_said_once_at_the_header(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old\na\nb\n", "utf-8")
    assert [(issue.line, issue.code) for issue in read(small_folder).issues] == [(1, "missing-column")]


def test_nothing_is_said_of_a_new_id_while_a_table_cannot_be_read(small_folder: Path) -> None:
    (small_folder / "redirects.csv").write_text("old,new\na,nobody\n", "utf-8")
    found = spoil(small_folder, "events.csv", "Reported clash", '"Reported clash').issues
    assert [issue.code for issue in found] == ["stray-quote"]


def test_a_chain_of_very_many_redirects_is_followed_in_time(small_folder: Path) -> None:
    """Each link once: as many times as there are links before it took minutes, and kept all readers waiting."""
    links = [f"a-{number},a-{number + 1}" for number in range(20_000)]
    (small_folder / "redirects.csv").write_text("\n".join(["old,new", *links, "a-20000,c-varo-killed\n"]), "utf-8")
    begun = time.process_time()
    found = read(small_folder)
    assert time.process_time() - begun < 5
    assert found.dossier and set(found.dossier.redirects.values()) == {"c-varo-killed"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefxy"), max_size=6))
def test_a_chain_ends_where_following_it_step_by_step_does(moved: dict[str, str]) -> None:
    for old, end in redirects._ends(moved).items():
        at: str | None = old
        for _ in range(len(moved) + 1):
            at = moved.get(at or "", at)
        assert end == (None if at in moved else at)
    assert redirects._ends(moved).keys() == moved.keys()
