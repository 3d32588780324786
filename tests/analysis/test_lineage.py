"""Who takes a side: one origin however often it is told, one publication however much it says, who leans on whom."""

import time
from collections.abc import Mapping
from typing import Any

import pytest

from briefing.analysis.lineage import Side
from briefing.analysis.standing import standing
from briefing.dossier.records import Claim, Evidence, Report
from tests.invented import dossier, gathered, row

Reports = list[tuple[str, ...]]
Origins = Mapping[str, Mapping[str, Any]]
SIDES = pytest.mark.parametrize("stance", ["supports", "contradicts"])


def side(stance: str, reports: Reports, origins: Origins | None = None) -> Side:
    """The side of the claim c that these reports take; each is (outlet, origin) or has its way as a third item."""
    said = [
        (f"2021-04-{n:02}", outlet, origin, f"{stance} c", *way) for n, (outlet, origin, *way) in enumerate(reports, 1)
    ]
    built = dossier(["c"], said, origins)
    found: Side = getattr(standing(built.claims[0], built), stance)
    return found


def test_a_side_without_anybody_has_no_best() -> None:
    assert Side().best is None


def each(*origins: str) -> Reports:
    """One report for each of these origins, by an outlet of its own."""
    return [(f"paper-{n}", origin) for n, origin in enumerate(origins, 1)]


# --- lineages


@SIDES
@pytest.mark.parametrize(
    ("origins", "stated", "independent", "unstated"),
    [
        (("a",), 1, 1, 0),
        (("a", "a", "a"), 1, 1, 0),
        (("a", "b"), 2, 2, 0),
        (("unnamed-one", "unnamed-two"), 2, 0, 0),
        (("a", "unnamed-one"), 2, 1, 0),
        (("unknown",), 0, 0, 1),
        (("unknown", "unknown"), 0, 0, 2),
        (("a", "unknown", "unknown"), 1, 1, 2),
    ],
)
def test_origins_on_either_side(
    origins: tuple[str, ...], stated: int, independent: int, unstated: int, stance: str
) -> None:
    found = side(stance, each(*origins))
    assert (len(found.origins), found.independent, found.unstated) == (stated, independent, unstated)


def test_a_publication_without_an_origin_speaks_once_however_many_statements_are_taken_from_it() -> None:
    built = dossier(["c"], [("2021-04-01", "wiki", "unknown", "supports c")])
    again = built.reports[0].model_copy(update={"id": "r2"})
    rows = [*built.outlets, *built.sources, *built.origins, *built.questions, *built.claims, *built.reports, again]
    both = gathered([*rows, *built.evidence, row(Evidence, "ev2", report="r2", claim="c", stance="supports")])
    found = standing(both.claims[0], both)
    assert (len(found.supports), found.supports.unstated, len(found.supports.reports)) == (1, 1, 2)
    assert found.reason == "2 reports, origin not stated; none against"


def test_one_publication_may_speak_on_both_sides() -> None:
    """An encyclopedia that names nobody says both: it contests nothing, and both are shown."""
    built = dossier(["c"], [("2021-04-01", "wiki", "unknown", "supports c")])
    other = row(Report, "r2", source="s1", origin="unknown")
    rows = [*built.outlets, *built.sources, *built.origins, *built.questions, *built.claims, *built.reports, other]
    both = gathered([*rows, *built.evidence, row(Evidence, "ev2", report="r2", claim="c", stance="contradicts")])
    found = standing(both.claims[0], both)
    assert (found.word, found.supports.unstated, found.contradicts.unstated) == ("origin not stated", 1, 1)
    assert found.reason == "1 report, origin not stated; against it 1 report, origin not stated"


# --- who leans on whom


@SIDES
@pytest.mark.parametrize("leaning", ["a", "b"])
def test_an_origin_that_depends_on_another_is_not_independent_of_it(leaning: str, stance: str) -> None:
    origins: Origins = {leaning: {"depends_on": ({"a": "b", "b": "a"}[leaning],)}}
    assert side(stance, each("a", "b"), origins).independent == 1
    assert side(stance, each("a", "b", "d"), origins).independent == 2


@SIDES
def test_an_origin_only_heard_through_the_outlet_that_is_the_other_is_not_independent_of_it(stance: str) -> None:
    origins: Origins = {"paper": {"outlet": "lantern"}}
    through = [("post", "doctor", "lantern"), ("wire", "paper")]
    assert side(stance, through, origins).independent == 1
    assert side(stance, [("lantern", "doctor"), ("wire", "paper")], origins).independent == 1


@SIDES
def test_an_origin_that_was_heard_another_way_too_does_not_lean(stance: str) -> None:
    """One report came through the other origin, one did not: the second would be there without it."""
    reports = [("post", "doctor", "lantern"), ("wire", "paper"), ("courier", "doctor")]
    assert side(stance, reports, {"paper": {"outlet": "lantern"}}).independent == 2


def test_what_came_another_way_on_the_other_side_does_not_help() -> None:
    said = [
        ("2021-04-01", "post", "doctor", "supports c", "lantern"),
        ("2021-04-02", "wire", "paper", "supports c"),
        ("2021-04-03", "courier", "doctor", "contradicts c"),
    ]
    built = dossier(["c"], said, {"paper": {"outlet": "lantern"}})
    assert standing(built.claims[0], built).supports.independent == 1


def test_the_largest_independent_set_counts() -> None:
    """The hub depends on three that know nothing of each other: leaving it out leaves three, keeping it leaves one."""
    found = side("supports", each("hub", "a", "b", "d"), {"hub": {"depends_on": ("a", "b", "d")}})
    assert (found.independent, found.apart) == (3, frozenset({"a", "b", "d"}))


def test_the_middle_of_three_gives_way_to_the_two_that_lean_on_it_alone() -> None:
    """Told of first, it would be kept by whoever took the first that comes."""
    found = side("supports", each("middle", "a", "b"), {"middle": {"depends_on": ("a", "b")}})
    assert (found.independent, found.apart) == (2, frozenset({"a", "b"}))


def test_a_ring_of_five_has_two_that_do_not_lean_on_each_other() -> None:
    ring: Origins = {f"o{n}": {"depends_on": (f"o{(n + 1) % 5}",)} for n in range(5)}
    assert side("supports", each(*ring), ring).independent == 2


def test_many_origins_in_dependent_pairs_are_counted_soon() -> None:
    pairs: Origins = {f"a{n}": {"depends_on": (f"b{n}",)} for n in range(14)}
    started = time.process_time()
    assert side("supports", each(*(f"{letter}{n}" for n in range(14) for letter in "ab")), pairs).independent == 14
    assert time.process_time() - started < 1


def test_a_long_chain_of_origins_is_counted_soon() -> None:
    chain: Origins = {f"o{n:02}": {"depends_on": (f"o{n + 1:02}",)} for n in range(29)}
    started = time.process_time()
    assert side("supports", each(*chain, "o29"), chain).independent == 15
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("reports", "how"),
    [
        ((), ""),
        (("named", "supports d"), "1 by exclusion"),
        (("named", "contradicts c"), "1 contradicts"),
        (("unknown", "contradicts c"), ""),
        (("named", "contradicts c", "other", "contradicts c"), "2 contradict"),
        (("named", "contradicts c", "other", "supports d"), "1 contradicts, 1 by exclusion"),
        (("named", "contradicts c", "named", "supports d"), "1 contradicts"),
    ],
)
def test_how_stated_origins_speak_against_a_claim_is_told_by_number(reports: tuple[str, ...], how: str) -> None:
    against = [("2021-04-01", "wire", origin, side) for origin, side in zip(reports[::2], reports[1::2], strict=True)]
    rows = [("2021-04-01", "wire", "for", "supports c"), *against]
    built = dossier("cd", rows, excludes={"c": ("d",), "d": ("c",)})
    assert standing(built.row(Claim, "c"), built).contradicts.how == how
