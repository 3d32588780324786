"""Matrices of competing hypotheses: claims, reports and the stance of each."""

from pathlib import Path

import pytest

from tests.imports.layouts import book, loaded, sums, take, written

HEADER = ["Evidence", "Credibility", "Relevance", "H1: An accident", "H2: An attack", "H3: A hoax"]


def test_every_mark_is_a_stance(tmp_path: Path) -> None:
    rows = [
        ["A crater is seen", "High", "High", "-", "++", "--"],
        ["A film is shown", "Low", "", "N/A", "+", "\u2014"],
        ["Nobody is missed", "", "", "", "", "0"],
    ]
    taken = take("ach", written(HEADER, rows), tmp_path / "new")
    assert sums(taken) == (6, 0, 0)
    dossier = loaded(tmp_path / "new")
    assert [claim.statement for claim in dossier.claims] == HEADER[3:]
    assert dossier.claims[0].rivals == (dossier.claims[1].id, dossier.claims[2].id)
    assert [row.stance for row in dossier.evidence] == [
        "doubts",
        "supports",
        "contradicts",
        "neither",
        "supports",
        "contradicts",
        "neither",
    ]
    assert dossier.evidence[1].why == "The imported matrix marks it ++, very consistent."
    assert "Credibility: High." in dossier.reports[0].note
    assert [question.text for question in dossier.questions] == ["Which of the hypotheses in field notes.csv holds?"]


def test_a_matrix_comes_in_with_its_sums_right(tmp_path: Path) -> None:
    """Rows and hypotheses; a title stands above, the header is repeated, an odd mark and a lost text are refused."""
    rows = [[f"Item {number}", "", "", "+", "-", "N/A"] for number in range(100)]
    odd = [["A letter", "", "", "+", "?", ""], ["", "", "", "+", "+", "+"]]
    content = book(Matrix=[["Who did it?"], HEADER, *rows, HEADER, *odd])
    taken = take("ach", content, tmp_path / "new")
    assert sums(taken) == (103, 2, 2)
    assert "under 'H2: An attack' holds '?'" in taken.refused[0].reason
    assert sums(take("ach", content, tmp_path / "new")) == (0, 2, 105)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (written(["Evidence", "H1"], []), "a column for each of two hypotheses"),
        (written(["Evidence", "H1", "H1"], []), "the hypothesis 'H1' has two columns"),
        (b"", "no ACH matrix"),
    ],
)
def test_what_is_no_matrix_is_said_to_be_none(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=said):
        take("ach", content, tmp_path / "new")


def test_a_column_without_marks_is_no_hypothesis(tmp_path: Path) -> None:
    header = ["Evidence", "Source", "Date", "Gist", "H1: An accident", "H2: An attack"]
    rows = [
        ["A crater is seen", "Radio; https://a.example/1", "2024-06-12", "a hole", "-", "++"],
        ["A film", "N/A", "", "", "+", ""],
    ]
    taken = take("ach", written(header, rows), tmp_path / "new")
    assert sums(taken) == (4, 0, 1)
    assert taken.aside[0].where == "column 'Gist'"
    assert "0 of 2 cells hold a mark, such as 'a hole' on line 2" in taken.aside[0].reason
    dossier = loaded(tmp_path / "new")
    assert [claim.statement for claim in dossier.claims] == header[4:]
    assert "Source: Radio; https://a.example/1. Date: 2024-06-12." in dossier.reports[0].note
    named = [source.title for source in dossier.sources if source.extent_read == "not read"]
    assert named == ["(Radio)", "https://a.example/1"]


def test_without_a_row_of_evidence_nothing_is_written(tmp_path: Path) -> None:
    rows = [["A crater", "", "", "+", "?", "+"], ["", "", "", "-", "+", "+"], ["", "", "", "-", "+", "+"]]
    taken = take("ach", written(HEADER, rows), tmp_path / "new")
    assert (sums(taken), taken.files, taken.is_in_vain) == ((0, 3, 3), (), True)
    assert not (tmp_path / "new" / "claims.csv").exists()


def test_of_two_columns_one_without_marks_leaves_no_matrix(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two hypotheses is wanted; the column 'Gist': 0 of 1 cell"):
        take("ach", written(["Evidence", "H1", "Gist"], [["A crater", "+", "a hole"]]), tmp_path / "new")
