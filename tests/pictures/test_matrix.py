"""The matrix: rival claims beside each other, every report on any of them, and no guess in an empty cell."""

from itertools import chain

from hypothesis import given

from briefing.analysis.coverage import rival_sets
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.pictures.evidence.matrix import Group, Matrix, matrix
from briefing.view.view import View
from tests.invented import dossier, dossiers, examples, seen


def of(view: View, *ids: str) -> Matrix:
    return matrix(tuple(view.known.row(Claim, id) for id in ids), view)


def origin(group: Group) -> str:
    """The id of its origin; nothing where none is stated."""
    return group.origin.id if group.origin else ""


def outline(found: Matrix) -> list[tuple[str, list[tuple[str, list[str | None]]]]]:
    return [
        (origin(group), [(row.report.id, [cell.stance for cell in row.cells]) for row in group.rows])
        for group in found.groups
    ]


def test_reports_stand_under_their_origin_beside_every_rival(small: Dossier) -> None:
    found = of(seen(small), "c-varo-killed", "c-varo-alive")
    assert outline(found) == [
        (
            "o-officers",
            [
                ("r-herald-killed", ["supports", "contradicts"]),
                ("r-wire-killed", ["supports", "contradicts"]),
                ("r-voice-killed", ["supports", "contradicts"]),
            ],
        ),
        ("o-banner", [("r-banner-denies", ["contradicts", "supports"])]),
        ("o-lena", [("r-lena-doubts", ["doubts", None])]),
    ]
    assert (found.assessed, found.cells, found.flat, found.hidden) == (9, 10, 0, 0)


def test_what_nobody_assessed_is_not_neither() -> None:
    found = of(seen(dossier("cd", [("2021-04-01", "wire", "o", "supports c")])), "c", "d")
    (row,) = found.rows
    assert [cell.stance for cell in row.cells] == ["supports", None]
    assert not row.is_flat
    assert not row.discriminates


def test_a_row_that_says_the_same_of_all_claims_is_flat() -> None:
    reports = [
        ("2021-04-01", "wire", "o", "supports c, supports d"),
        ("2021-04-02", "wire", "o", "supports c, doubts d"),
        ("2021-04-03", "wire", "o", "neither c, neither d"),
    ]
    found = of(seen(dossier("cd", reports)), "c", "d")
    assert [(row.is_flat, row.discriminates) for row in found.rows] == [(True, False), (False, True), (True, False)]
    assert found.flat == 2


def test_a_row_of_a_single_claim_is_never_flat() -> None:
    assert of(seen(dossier("c", [("2021-04-01", "wire", "o", "supports c")])), "c").flat == 0


def test_origins_that_are_not_stated_come_last() -> None:
    reports = [("2021-04-01", "wire", "unknown", "supports c"), ("2021-04-02", "wire", "unknown", "supports c")]
    found = of(seen(dossier("c", [*reports, ("2021-04-03", "wire", "o", "supports c")])), "c")
    assert [origin(group) for group in found.groups] == ["o", "unknown"]


def test_a_filter_marks_rows_and_drops_none(small: Dossier) -> None:
    whole, narrowed = (of(seen(small, **chosen), "c-varo-killed") for chosen in ({}, {"region": ("arvenia",)}))
    assert outline(narrowed) == outline(whole)
    assert [row.report.id for row in narrowed.rows if not row.hidden] == ["r-banner-denies"]
    assert narrowed.hidden == 4


def test_rivals_are_joined_from_either_side_and_over_others() -> None:
    rivals = {"a": ("c",), "d": ("c",)}
    built = dossier("abcd", [])
    claims = tuple(each.model_copy(update={"rivals": rivals.get(each.id, ())}) for each in built.claims)
    found = rival_sets(claims)
    assert [[claim.id for claim in group] for group in found] == [["a", "c", "d"], ["b"]]


@examples(60)
@given(dossiers())
def test_every_claim_stands_in_one_set_of_rivals(built: Dossier) -> None:
    sets = rival_sets(built.claims)
    ids = [claim.id for claim in chain(*sets)]
    assert sorted(ids) == [claim.id for claim in built.claims]
    at = {claim.id: place for place, group in enumerate(sets) for claim in group}
    assert all(at[rival] == at[claim.id] for claim in built.claims for rival in claim.rivals)


@examples(60)
@given(dossiers())
def test_every_row_of_evidence_is_one_cell_and_so_is_every_exclusion(built: Dossier) -> None:
    view = seen(built)
    found = matrix(built.claims, view)
    cells = {
        (row.report.id, claim.id): cell
        for row in found.rows
        for claim, cell in zip(found.claims, row.cells, strict=True)
        if cell.stance
    }
    typed = {(row.report, row.claim): (row.stance, row.why) for row in built.evidence}
    assert {place: (cells[place].stance, cells[place].why) for place in typed} == typed
    excluding = {
        (report.id, claim.id) for claim in built.claims for report in view.standings[claim.id].contradicts.by_exclusion
    }
    assert cells.keys() == typed.keys() | excluding
    assert {place for place, cell in cells.items() if cell.through} == excluding - typed.keys()
    assert {len(row.cells) for row in found.rows} <= {len(built.claims)}
    assert all(row.assessed for row in found.rows)
