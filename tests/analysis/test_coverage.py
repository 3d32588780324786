"""How many cells somebody looked at: counted by hand, and as the matrix of the Claims page has them."""

from dataclasses import replace

from briefing.analysis.coverage import Coverage, coverage, rival_sets
from briefing.analysis.gaps import gaps
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.pictures.evidence.matrix import matrix
from briefing.view.address import State
from briefing.view.view import ground, view
from tests.invented import row


def of(dossier: Dossier, question: str) -> Coverage:
    (found,) = [each for each in coverage(dossier) if each.question.id == question]
    return found


def test_a_row_looks_and_an_exclusion_fills(small: Dossier) -> None:
    found = of(small, "q-varo")
    # Five reports against two claims; c-varo-commander has no rival.
    assert (found.cells, found.looked, found.excluded) == (10, 6, 3)
    assert found.blank == (("r-lena-doubts", "c-varo-alive"),)
    assert found.share == 0.1


def test_a_claim_without_a_rival_has_no_cells(small: Dossier) -> None:
    assert (of(small, "q-tolm").cells, of(small, "q-tolm").share) == (0, None)


def test_without_the_exclusion_nobody_looked(small: Dossier) -> None:
    apart = replace(small, claims=tuple(claim.model_copy(update={"excludes": ()}) for claim in small.claims))
    assert len(of(apart, "q-varo").blank) == 4


def test_rivals_stand_together_in_the_order_of_the_file_and_each_claim_once() -> None:
    rivals = {"z": ("a",), "b": (), "a": ("z",), "y": ("c",), "c": ()}
    claims = [row(Claim, id, rivals=against) for id, against in rivals.items()]
    assert [[claim.id for claim in found] for found in rival_sets(claims)] == [["z", "a"], ["b"], ["y", "c"]]


def test_a_row_of_no_side_is_a_look(small: Dossier) -> None:
    looked = small.evidence[0].model_copy(
        update={"id": "ev-x", "report": "r-lena-doubts", "claim": "c-varo-alive", "stance": "neither"}
    )
    assert of(replace(small, evidence=(*small.evidence, looked)), "q-varo").blank == ()


def test_it_counts_what_the_matrix_shows(small: Dossier) -> None:
    seen = view(ground(small), State())
    for found in coverage(small):
        sets = [each for each in rival_sets(small.referring(Claim, "question", found.question.id)) if len(each) > 1]
        built = [matrix(each, seen) for each in sets]
        assert found.cells == sum(each.cells for each in built)
        assert found.looked + found.excluded == sum(each.assessed for each in built)


def test_blank_cells_are_the_work_list(small: Dossier) -> None:
    listed = [gap for gap in gaps(small) if gap.kind == "cells not assessed"]
    assert len(listed) == sum(len(each.blank) for each in coverage(small)) == 1
    assert listed[0].id == "r-lena-doubts"


def test_an_empty_dossier_has_none(small: Dossier) -> None:
    assert coverage(Dossier(small.info)) == ()
