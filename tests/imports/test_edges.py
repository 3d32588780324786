"""Lists of edges: every row is a tie, a repetition, or refused."""

from pathlib import Path

import pytest

from briefing.dossier.dossier import Dossier
from tests.imports.layouts import loaded, sums, take, written


def ties(dossier: Dossier) -> list[tuple[str, str, str]]:
    return [(tie.from_, tie.kind, tie.to) for tie in dossier.relations]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"A. Varo,B. Tolm\nB. Tolm,C. Sarn\n", "tied to"),
        (b"A. Varo\tB. Tolm\nB. Tolm\tC. Sarn\n", "tied to"),
        (b"from;to\nA. Varo;B. Tolm\nB. Tolm;C. Sarn\n", "tied to"),
        (b"A. Varo,B. Tolm,brother of\nB. Tolm,C. Sarn,brother of\n", "brother of"),
        (b"Source,Target,Relation\nA. Varo,B. Tolm,brother of\nB. Tolm,C. Sarn,brother of\n", "brother of"),
        (
            b"Source,Target,Type,Id,Label,Weight\nA. Varo,B. Tolm,Directed,0,brother of,1.0\n"
            b"B. Tolm,C. Sarn,Directed,1,brother of,1.0\n",
            "brother of",
        ),
    ],
)
def test_every_form_gives_the_same_ties(content: bytes, kind: str, tmp_path: Path) -> None:
    assert sums(take("edges", content, tmp_path / "new")) == (2, 0, 0)
    dossier = loaded(tmp_path / "new")
    assert ties(dossier) == [("a-varo", kind, "b-tolm"), ("b-tolm", kind, "c-sarn")]
    assert [actor.name for actor in dossier.actors] == ["A. Varo", "B. Tolm", "C. Sarn"]


def test_a_list_comes_in_with_its_sums_right(tmp_path: Path) -> None:
    rows = [[f"Node {number}", f"Node {number + 1}"] for number in range(300)]
    odd = [["Node 1", "Node 2"], ["node 1", "NODE 2"], ["Node 5", "Node 5"], ["Node 1", ""], ["NA", "Node 1"]]
    content = written(["Source", "Target"], [*rows, *odd, ["Source", "Target"]])
    taken = take("edges", content, tmp_path / "new")
    assert sums(taken) == (300, 2, 4)
    assert [each.reason for each in taken.refused] == [
        "an end of the tie is empty; a name at both ends is wanted",
        "'NA' may be a name or stand for nothing; a name at both ends is wanted",
    ]
    assert "the same tie stands on line 3 already" in [each.reason for each in taken.aside]
    assert sums(take("edges", content, tmp_path / "new")) == (0, 2, 304)


def test_a_tie_without_direction_is_one_both_ways(tmp_path: Path) -> None:
    content = b"Source,Target,Type\nA,B,Undirected\nB,A,Undirected\nC,D,Directed\nD,C,Directed\n"
    assert sums(take("edges", content, tmp_path / "new")) == (3, 0, 1)


def test_two_names_that_letters_cannot_tell_apart_are_two_nodes(tmp_path: Path) -> None:
    take("edges", "A-B,C\nA B,C\nАлиев,C\n".encode(), tmp_path / "new")
    assert len({actor.id for actor in loaded(tmp_path / "new").actors}) == 4


@pytest.mark.parametrize("content", [b"", b"one\ntwo\n", b"a,b,c,d\n"])
def test_what_is_no_list_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two columns, from and to"):
        take("edges", content, tmp_path / "new")


def test_a_word_in_the_column_type_is_the_tie(tmp_path: Path) -> None:
    content = b"Source,Target,Type\nA. Varo,B. Tolm,pays\nB. Tolm,C. Sarn,Directed\n"
    take("edges", content, tmp_path / "new")
    assert [tie.kind for tie in loaded(tmp_path / "new").relations] == ["pays", "tied to"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"A;B;C\nVaro;Tolm;pays\nVaro;Sarn;pays\n", 1),
        (b"Varo;Tolm\nVaro;Sarn\n", 0),
        (b"Varo;Tolm;pays\nSarn;Lund;pays\n", 0),
        (b"from;to\nVaro;Tolm\n", 0),
    ],
)
def test_a_first_line_that_may_be_a_header_is_told_of(content: bytes, told: int, tmp_path: Path) -> None:
    taken = take("edges", content, tmp_path / "new")
    assert len(taken.remarks) == told
    if told:
        assert taken.remarks[0].reason.startswith("the first line, A, B, C, is taken for a tie")
