"""Gaps: everything that nobody has looked at, kind by kind, each with the record to open."""

from dataclasses import replace

import pytest

from briefing.analysis.gaps import Gap, gaps
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Judgement, Report
from tests.invented import MARK, dossier, row


def test_the_gaps_of_the_small_dossier(small: Dossier) -> None:
    alive = "Anton Varo was alive in Northmark after 10 April 2021."
    assert gaps(small) == (
        Gap("cells not assessed", f"r-lena-doubts against: {alive}", "r-lena-doubts"),
        Gap("sources not read", "Banner Channel, 15 April 2021 (Statement on the lies from Sarn)", "s-banner-denial"),
        Gap("sources read only in their opening", "Варо убит", "s-voice-killed"),
        Gap("events without a date", "Varo said to be alive in Northmark", "e-varo-seen"),
        Gap("events without a place", "Varo named in a wanted notice", "e-notice"),
    )


def test_sources_not_read_whole_are_told_extent_by_extent() -> None:
    built = dossier(["c"], [(f"2021-04-0{day}", "wire", "a", "supports c") for day in range(1, 6)])
    extents = ("not stated", "opening", "whole", "not read", "opening")
    changed = tuple(
        each.model_copy(update={"extent_read": extent}) for each, extent in zip(built.sources, extents, strict=True)
    )
    found = gaps(replace(built, sources=changed))
    assert [(gap.kind, gap.id) for gap in found if gap.kind.startswith("sources")] == [
        ("sources not read", "s4"),
        ("sources read only in their opening", "s2"),
        ("sources read only in their opening", "s5"),
        ("sources of which nobody says how much was read", "s1"),
    ]


def test_what_nobody_spoke_to_and_what_speaks_to_nothing() -> None:
    built = dossier(["c", "d"], [("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "wire", "a", "")])
    assert gaps(built) == (
        Gap("claims without a report", built.claims[1].statement, "d"),
        Gap("reports assessed against no claim", built.row(Report, "r2").statement, "r2"),
        Gap("questions without a judgement", built.questions[0].text, "q"),
    )


def test_a_question_that_is_judged_is_no_gap() -> None:
    built = dossier(["c"], [("2021-04-01", "wire", "a", "supports c")])
    judged = replace(built, judgements=(row(Judgement, "j", question="q", claim="c", made="2021-05-01"),))
    assert gaps(judged) == ()


def rivals(bearing: str, *, named_by: str) -> tuple[str, ...]:
    """What is said of the cells of one report where two claims are rivals."""
    built = dossier(["c", "d"], [("2021-04-01", "wire", "a", bearing)])
    other = {"c": "d", "d": "c"}[named_by]
    claims = tuple(
        each.model_copy(update={"rivals": (other,)}) if each.id == named_by else each for each in built.claims
    )
    found = gaps(replace(built, claims=claims))
    return tuple(f"{gap.id}: {gap.what}" for gap in found if gap.kind == "cells not assessed")


@pytest.mark.parametrize("named_by", ["c", "d"])
def test_a_report_on_one_claim_is_wanted_against_its_rivals_too(named_by: str) -> None:
    for stance in ("supports", "contradicts", "doubts", "neither"):
        assert rivals(f"{stance} c", named_by=named_by) == (f"r1: r1 against: Claim d, {MARK}",)
        assert rivals(f"{stance} c, neither d", named_by=named_by) == ()
