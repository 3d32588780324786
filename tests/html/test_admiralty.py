"""The two Admiralty axes: every report in one cell, F and 6 outside, pairs off the diagonal in words."""

import pytest
from hypothesis import given

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Outlet, Record, Report, Source
from briefing.html.admiralty import Cell, admiralty_html, cells, summary
from tests.html.test_card import Tags
from tests.invented import dossiers, examples, gathered, row, seen


def graded(*pairs: str) -> Dossier:
    """A dossier with a report for each pair of grades."""
    rows: list[Record] = []
    for number, pair in enumerate(pairs):
        reliability, credibility = pair[0], pair[1]
        rows += [
            row(Outlet, f"out{number}", reliability=reliability),
            row(Source, f"s{number}", outlet=f"out{number}"),
            row(Report, f"r{number}", source=f"s{number}", origin="o", credibility=credibility),
        ]
    return gathered(rows)


@examples(30)
@given(dossiers())
def test_every_report_lies_in_one_cell(built: Dossier) -> None:
    found = [report.id for cell in cells(built).values() for report in cell.reports]
    assert sorted(found) == sorted(report.id for report in built.reports)


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("A4", "completely reliable outlet, information that is doubtful: its past speaks for the outlet"),
        ("C5", "fairly reliable outlet, information that is improbable: its past speaks for the outlet"),
        ("E2", "unreliable outlet, information that is probably true: the piece fits what else is known"),
        ("B3", ""),
        ("C3", ""),
        ("F5", ""),
        ("A6", ""),
    ],
)
def test_what_lies_off_the_diagonal_is_explained(code: str, begins: str) -> None:
    explained = Cell(code[0], code[1], ()).explained
    assert explained.startswith(begins)
    assert bool(explained) == bool(begins)


def test_what_cannot_be_judged_is_counted_apart() -> None:
    found = cells(graded("C3", "B2", "C5", "F3", "B6", "F6"))
    assert (
        summary(found)
        == "3 reports graded on both axes, 2 of them on the diagonal; 3 with an F or a 6 stand outside the scale."
    )
    assert [found[pair].apart for pair in (("F", "3"), ("B", "6"), ("F", "6"))] == [0, 0, 0]


def test_the_grid_has_the_words_of_both_axes_and_sets_f_and_6_apart() -> None:
    html = admiralty_html(seen(graded("C5", "F6")))
    page = Tags(html)
    assert page.open == []
    for words in ("usually reliable", "possibly true", "fairly reliable outlet, information that is improbable"):
        assert words in page.text
    assert html.index('<tbody class="outside">') < html.index("<b>F</b>")
    assert html.index('class="gap"') < html.index("<b>6</b>")
    assert html.count('data-focus="r0"') == html.count('data-focus="r1"') == 1


def test_without_reports_the_grid_stands_empty() -> None:
    assert "0 reports graded on both axes" in admiralty_html(seen(graded()))


def test_a_report_that_a_filter_hides_still_counts(small: Dossier) -> None:
    one, other = (Tags(admiralty_html(seen(small, **chosen))).text for chosen in ({}, {"q": "no such word"}))
    assert one == other
