"""The rule as computed, held against the rule as written: ``rule.py`` follows its text without a line of the product.

What the text promises of every dossier is asked here of hundreds, most of them far more tangled than a real one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.bearing import contradicting, excluded, supporting
from briefing.analysis.known import as_known, reported_on
from briefing.analysis.lineage import Side
from briefing.analysis.standing import Standing, Word, standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Claim, Evidence, Origin, Record, Report, Source
from briefing.reading.load import read
from tests import SHIPPED
from tests.analysis.rule import Bears, Rule, Told, Verdict, largest
from tests.invented import DAYS, DISPUTES, dispute, dossier, dossiers, examples, renamed, row, shuffled

SETTLED: tuple[Word, ...] = ("corroborated", "single origin", "contested", "denied")
LATER = st.dates(date(2021, 3, 31), date(2021, 5, 1))


def verdict(found: Standing) -> Verdict:
    """What a standing says, in the words of the naive rule."""
    aside = (frozenset(each.id for each in reports) for reports in (found.doubts, found.neither, found.withdrawn))
    return Verdict(found.word, told(found.supports), told(found.contradicts), *aside)


def told(side: Side) -> Told:
    bears = (Bears(each.report.id, frozenset(claim.id for claim in each.through), each.also) for each in side.bearings)
    return Told(frozenset(side.origins), side.independent, side.unstated, frozenset(bears))


def computed(built: Dossier, day: date | None = None) -> dict[str, Verdict]:
    return {claim.id: verdict(standing(claim, built, day)) for claim in built.claims}


def outline(found: Mapping[str, Standing]) -> dict[str, Verdict]:
    return {id: verdict(each) for id, each in found.items()}


# --- the rule as written


@examples(800)
@given(DISPUTES, st.none() | LATER)
def test_a_dispute_stands_as_the_rule_says(built: Dossier, day: date | None) -> None:
    assert computed(built, day) == Rule(built, day).verdicts()


@examples(60)
@given(dossiers(), DAYS)
def test_any_dossier_stands_as_the_rule_says(built: Dossier, day: date) -> None:
    assert computed(built, day) == Rule(built, day).verdicts()


def assert_stands_on_every_day(built: Dossier) -> None:
    for day in sorted({reported_on(report, built) for report in built.reports}):
        found, expected = computed(built, day), Rule(built, day).verdicts()
        assert {id: (day, found[id], expected[id]) for id in found if found[id] != expected[id]} == {}


def test_the_small_dossier_stands_as_the_rule_says(small: Dossier) -> None:
    assert_stands_on_every_day(small)
    apart = {"c-varo-killed": ("c-varo-alive",), "c-lowen-40": ("c-lowen-12",)}
    claims = tuple(each.model_copy(update={"excludes": apart.get(each.id, ())}) for each in small.claims)
    assert_stands_on_every_day(replace(small, claims=claims))


def test_the_shipped_dossier_stands_as_the_rule_says() -> None:
    """Every claim on every day on which anything became public."""
    shipped = read(SHIPPED).dossier
    assert shipped
    assert_stands_on_every_day(shipped)


def test_the_invented_disputes_meet_every_standing_and_every_corner() -> None:
    """Else they would prove little: drawn are reports that exclude, are taken back, lean, and do both at once."""
    words: dict[str, int] = {}
    corners = dict.fromkeys(("excluding", "both sides", "fallen", "asserted anew", "leaning", "against more"), 0)
    for seed in range(200):
        built = dispute(Random(seed), 9)
        for claim in built.claims:
            found = standing(claim, built)
            words[found.word] = words.get(found.word, 0) + 1
            back = {report.origin for report in built.referring(Report, "withdraws", claim.id)}
            corners["excluding"] += bool(found.contradicts.by_exclusion)
            corners["both sides"] += not set(found.supports.reports).isdisjoint(found.contradicts.reports)
            corners["fallen"] += bool(found.withdrawn and found.supports)
            corners["asserted anew"] += not back.isdisjoint(found.supports.origins)
            named = [each for each in found.supports if each.origin.is_named]
            corners["leaning"] += found.supports.independent < len(named)
            corners["against more"] += any(each.also > 1 for each in found.contradicts.bearings)
    assert len(words) == 8
    assert min(words.values()) >= 5 and min(corners.values()) >= 5, (words, corners)


# --- independence


GRAPHS = st.integers(0, 9).flatmap(
    lambda number: st.tuples(
        st.just(number), st.sets(st.sampled_from([*combinations(range(number), 2)] or [(0, 0)]), max_size=16)
    )
)


@examples(150)
@given(GRAPHS)
def test_the_independent_number_is_that_of_brute_force(graph: tuple[int, set[tuple[int, int]]]) -> None:
    """Origins that lean on each other in any tangle: hubs, rings, chains and cliques."""
    number, edges = graph
    leaning = {frozenset((f"o{one}", f"o{other}")) for one, other in edges if one != other}
    names = [f"o{each}" for each in range(number)]
    lean = {id: {"depends_on": tuple(b for a, b in map(sorted, leaning) if a == id)} for id in names}
    built = dossier(["c"], [("2021-04-01", "wire", id, "supports c") for id in names], lean)
    found = standing(built.claims[0], built).supports
    assert found.independent == largest(names, leaning)
    assert not any(pair <= found.apart for pair in leaning)


# --- exclusion


@examples(150)
@given(DISPUTES, LATER)
def test_what_excludes_a_claim_is_excluded_by_it(built: Dossier, day: date) -> None:
    def public(report: Report) -> bool:
        return reported_on(report, built) <= day

    for one, other in combinations(built.claims, 2):
        assert (one in excluded(other, built)) == (other in excluded(one, built))
        if other in excluded(one, built):
            for here, there in ((one, other), (other, one)):
                against = {each.report.id for each in contradicting(there, built, public)}
                assert {report.id for report in supporting(here, built, public)[0]} <= against


@examples(80)
@given(DISPUTES)
def test_it_does_not_matter_which_of_two_claims_names_the_other(built: Dossier) -> None:
    naming = {claim.id: tuple(each.id for each in built.claims if claim.id in each.excludes) for claim in built.claims}
    turned = tuple(claim.model_copy(update={"excludes": naming[claim.id]}) for claim in built.claims)
    assert outline(standings(replace(built, claims=turned))) == outline(standings(built))


# --- what changes nothing


@examples(250)
@given(DISPUTES, st.data())
def test_an_origin_not_stated_changes_nothing_that_stated_ones_settled(built: Dossier, data: st.DataObject) -> None:
    """Whatever it says, whenever and through whom: it is drawn and told, and the word stays."""
    day = data.draw(st.sampled_from(["2021-03-01", "2021-04-01", "2021-04-03", "2021-05-01"]))
    source = row(Source, "src99", outlet=data.draw(st.sampled_from(built.outlets)).id, published=day)
    origin = data.draw(st.sampled_from([each for each in built.origins if not each.is_stated] or [UNSTATED]))
    report = row(Report, "rep99", source="src99", origin=origin.id, via=data.draw(st.sampled_from(["", "out01"])))
    stances = st.sampled_from(["supports", "contradicts", "doubts", "neither"])
    bearing = data.draw(st.dictionaries(st.sampled_from([claim.id for claim in built.claims]), stances, min_size=1))
    more = _with(built, origin, source, report, *_rows(report, bearing))
    for id, before in standings(built).items():
        if before.word in SETTLED:
            assert standing(more.row(Claim, id), more).word == before.word


UNSTATED = row(Origin, "org99", kind="unknown")


def _rows(report: Report, bearing: dict[str, str]) -> list[Evidence]:
    return [
        row(Evidence, f"ev99-{claim}", report=report.id, claim=claim, stance=stance)
        for claim, stance in bearing.items()
    ]


def _with(built: Dossier, *rows: Record) -> Dossier:
    """The dossier with these rows added, each at the end of its table, unless it is there already."""
    tables: dict[str, Any] = dict(built.tables())
    for each in rows:
        for name, kind in TABLES.items():
            if isinstance(each, kind) and each not in tables[name]:
                tables[name] = (*tables[name], each)
    return replace(built, **tables)


@examples(150)
@given(DISPUTES, LATER)
def test_what_stands_for_a_day_is_not_touched_by_later_reports(built: Dossier, day: date) -> None:
    """Torn out by hand are the reports of later and their rows; the reason stays word for word."""
    early = {report.id for report in built.reports if reported_on(report, built) <= day}
    torn = replace(
        built,
        reports=tuple(each for each in built.reports if each.id in early),
        evidence=tuple(each for each in built.evidence if each.report in early),
    )
    for claim in built.claims:
        assert standing(claim, torn) == standing(claim, built, day)
        assert standing(claim, torn).reason == standing(claim, built, day).reason


@examples(150)
@given(DISPUTES, LATER)
def test_the_dossier_cut_at_a_day_stands_as_the_whole_does_for_that_day(built: Dossier, day: date) -> None:
    known = as_known(built, day)
    assert computed(known) == computed(built, day)
    assert {id: each.reason for id, each in standings(known).items()} == {
        claim.id: standing(claim, built, day).reason for claim in built.claims
    }


@examples(80)
@given(DISPUTES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_standing(built: Dossier, random: Random) -> None:
    assert outline(standings(shuffled(built, random))) == outline(standings(built))


@examples(80)
@given(DISPUTES, st.randoms(use_true_random=False))
def test_other_ids_change_no_standing(built: Dossier, random: Random) -> None:
    """Ids in another order, too, since nothing may go by the alphabet."""
    ids = [each.id for _, rows in built.tables() for each in rows]
    names = {id: f"z{number}" for number, id in enumerate(random.sample(ids, len(ids)))}
    after = standings(renamed(built, names))
    for id, before in standings(built).items():
        assert (after[names[id]].word, after[names[id]].reason) == (before.word, before.reason)
