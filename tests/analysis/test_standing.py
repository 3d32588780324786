"""The published rule, case by case on invented reports, and what must hold of any dossier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.analysis.known import public_from
from briefing.analysis.lineage import Lineage
from briefing.analysis.standing import Standing, standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Report, Source
from tests.invented import AS_OF, DAYS, MARK, dossier, dossiers, examples, gathered, renamed, row, shuffled

Reports = Sequence[tuple[str, ...]]
DAY = "2021-04-{:02}"


def stands(reports: Reports, origins: Mapping[str, Mapping[str, Any]] | None = None, day: str = "") -> Standing:
    """How the claim c stands on these reports."""
    built = dossier(["c"], reports, origins)
    return standing(built.row(Claim, "c"), built, date.fromisoformat(day) if day else None)


def said(*origins: str, stance: str = "supports") -> Reports:
    """One report for each of these origins, day after day, each by an outlet of its own."""
    return [(DAY.format(day), f"paper-{day}", origin, f"{stance} c") for day, origin in enumerate(origins, 1)]


def test_standings_are_worked_out_once_for_a_dossier_and_anew_for_another() -> None:
    built = dossier(["c"], said("wire", "station"))
    assert standings(built) is standings(built)
    less = replace(built, evidence=built.evidence[:1])
    assert (standings(built)["c"].word, standings(less)["c"].word) == ("corroborated", "single origin")


# --- one origin, or none that is established


def test_a_chain_of_reprints_is_one_origin() -> None:
    chain = ["herald", "wire", "voice", "courier", "lantern", "post"]
    reports = [
        (DAY.format(day), outlet, "unnamed-officers", "supports c", "|".join(reversed(chain[: day - 1])))
        for day, outlet in enumerate(chain, 1)
    ]
    found = stands(reports)
    assert (found.word, len(found.sided), found.supports.origins, found.supports.independent) == (
        "single origin",
        6,
        ("unnamed-officers",),
        0,
    )
    assert found.reason.startswith("6 reports, 1 origin: Origin unnamed-officers")
    assert found.reason.endswith("; none against")


@pytest.mark.parametrize(
    ("origins", "word", "for_", "reason"),
    [
        (("a-person",), "single origin", 1, "1 report, 1 origin: "),
        (("unnamed-one", "unnamed-two"), "single origin", 2, "2 reports, 2 origins whose independence is not est"),
        (("a-person", "unnamed-one"), "single origin", 2, "2 reports, 2 origins whose independence is not established"),
        (("unknown",), "origin not stated", 0, "1 report, origin not stated"),
        (("unknown-a", "unknown-b"), "origin not stated", 0, "2 reports, origin not stated"),
        (("a-person", "unknown"), "single origin", 1, "2 reports, 1 origin: "),
        (("a-person", "b-person"), "corroborated", 2, "2 reports, 2 independent origins: "),
        (("a-person", "b-person", "unnamed-one"), "corroborated", 3, "3 reports, 3 origins, 2 of them independent: "),
        (("a-person", "b-person", "unknown"), "corroborated", 2, "3 reports, 2 independent origins: "),
    ],
)
def test_origins_that_support(origins: tuple[str, ...], word: str, for_: int, reason: str) -> None:
    found = stands(said(*origins))
    assert (found.word, len(found.supports.origins)) == (word, for_)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("for_", "against", "words"),
    [
        (("a-person", "unnamed-one", "unnamed-two"), (), "3 for, independence not established"),
        (("a-person", "unnamed-one", "unknown"), (), "2 for, independence not established"),
        (("a-person", "unknown"), (), ""),
        (("a-person", "b-person", "unnamed-one"), (), ""),
        (("unnamed-one", "unnamed-two"), ("d",), ""),
        ((), ("d", "e"), ""),
    ],
)
def test_where_several_origins_make_a_single_one_that_is_said_beside_their_number(
    for_: tuple[str, ...], against: tuple[str, ...], words: str
) -> None:
    assert stands([*said(*for_), *said(*against, stance="contradicts")]).several == words


@pytest.mark.parametrize(
    ("for_", "against", "how"),
    [
        (("unnamed-one", "unnamed-two"), (), "2 for, independence not established"),
        (("unnamed-one", "unnamed-two"), ("d",), "1 contradicts"),
        ((), ("d", "e"), "2 contradict"),
        (("a-person",), (), ""),
    ],
)
def test_beside_the_numbers_stands_how_those_against_speak_or_that_several_make_a_single_one(
    for_: tuple[str, ...], against: tuple[str, ...], how: str
) -> None:
    assert stands([*said(*for_), *said(*against, stance="contradicts")]).how == how


def test_an_origin_not_stated_is_named_as_such() -> None:
    assert ", an origin not stated;" in stands(said("a-person", "unknown")).reason
    assert "2 whose origin is not stated" in stands(said("a-person", "unknown-a", "unknown-b")).reason


def test_many_origins_are_named_up_to_three() -> None:
    assert stands(said("a", "b", "c2", "d", "e")).reason.endswith("2 more; none against")


# --- the table


@pytest.mark.parametrize(
    ("for_", "against", "word"),
    [
        (("a", "b"), (), "corroborated"),
        (("a", "b"), ("unknown",), "corroborated"),
        (("a",), (), "single origin"),
        (("a",), ("unknown", "unknown"), "single origin"),
        (("unnamed-one", "unnamed-two"), (), "single origin"),
        (("a", "b"), ("d",), "contested"),
        (("unnamed-one",), ("unnamed-two",), "contested"),
        ((), ("d",), "denied"),
        (("unknown",), ("d",), "denied"),
        (("unknown",), (), "origin not stated"),
        ((), ("unknown",), "origin not stated"),
        (("unknown",), ("unknown",), "origin not stated"),
    ],
)
def test_stated_origins_on_both_sides_make_the_word(for_: tuple[str, ...], against: tuple[str, ...], word: str) -> None:
    built = dossier(["c"], [*said(*for_), *said(*against, stance="contradicts")])
    assert standing(built.claims[0], built).word == word


@pytest.mark.parametrize(
    ("bearings", "word", "reason"),
    [
        (["supports c", "contradicts c"], "contested", "1 report, 1 origin: {a}; against it 1 report, 1 origin: {b}"),
        (["contradicts c"] * 2, "denied", "against it 2 reports, 2 independent origins: {a}, {b}"),
        (["supports c", "doubts c"], "single origin", "1 report, 1 origin: {a}; none against; 1 report in doubt"),
        (["doubts c"], "unsupported", "1 report in doubt"),
        (["doubts c", "neither c"], "unsupported", "1 report in doubt"),
        (["neither c", "neither c"], "unknown as yet", "no report had spoken of it by this day"),
        (["doubts c", "contradicts c"], "denied", "against it 1 report, 1 origin: {b}; 1 report in doubt"),
        ([], "unknown as yet", "no report had spoken of it by this day"),
        (["supports d"], "unknown as yet", "no report had spoken of it by this day"),
    ],
)
def test_sides(bearings: list[str], word: str, reason: str) -> None:
    reports = [(DAY.format(n), "wire", "ab"[n - 1], bearing) for n, bearing in enumerate(bearings, 1)]
    built = dossier(["c", "d"], reports)
    found = standing(built.row(Claim, "c"), built)
    names = {origin.id: origin.name for origin in built.origins}
    assert (found.word, found.reason) == (word, reason.format(**names))


# --- the reason


def test_the_reason_tells_dependence_on_both_sides() -> None:
    sides = [*said("a", "b"), *said("d", "e", "f", stance="contradicts")]
    found = stands(sides, {"b": {"depends_on": ("a",)}, "f": {"depends_on": ("d",)}})
    for_, against = found.reason.split("; against it ")
    assert for_.startswith("2 reports, 2 origins whose independence is not established: ")
    assert against.startswith("3 reports, 3 origins, 2 of them independent: ")
    assert (found.supports.independent, found.contradicts.independent) == (1, 2)


@pytest.mark.parametrize(
    ("against", "how"),
    [
        (["supports d"], " (by exclusion, since it has “{d}”)"),
        (["supports d", "supports d"], " (by exclusion, since they have “{d}”)"),
        (["supports d", "supports e"], " (by exclusion, since they have “{d}” and “{e}”)"),
        (["supports d", "contradicts c"], " (1 of them by exclusion, since it has “{d}”)"),
        (["supports d", "supports e", "contradicts c"], " (2 of them by exclusion, since they have “{d}” and “{e}”)"),
        (["contradicts c, supports d"], ""),
    ],
)
def test_the_reason_tells_what_is_by_exclusion_and_since_what(against: list[str], how: str) -> None:
    """A denial in so many words is one, though what it has in its place excludes the claim too."""
    reports = [("2021-04-01", "wire", "a", "supports c")]
    reports += [(DAY.format(n), f"paper-{n}", f"o{n}", bearing) for n, bearing in enumerate(against, 2)]
    built = dossier(["c", "d", "e"], reports, excludes={"c": ("d", "e")})
    short = {claim.id: claim.short for claim in built.claims}
    found = standing(built.row(Claim, "c"), built)
    assert found.reason.endswith(MARK + how.format(**short))


def test_of_many_exclusions_the_reason_names_three() -> None:
    others = ["d", "e", "f", "g", "h"]
    reports = [*said("a"), *((DAY.format(n), "wire", f"o{n}", f"supports {id}") for n, id in enumerate(others, 2))]
    built = dossier(["c", *others], reports, excludes={"c": tuple(others)})
    assert "“Claim f <i>” and 2 more)" in standing(built.row(Claim, "c"), built).reason
    three = dossier(["c", *others], reports[:4], excludes={"c": tuple(others[:3])})
    assert standing(three.row(Claim, "c"), three).reason.endswith("“Claim d <i>”, “Claim e <i>” and “Claim f <i>”)")


def test_one_sweeping_report_by_exclusion_is_told_as_both() -> None:
    others = ["e", "f", "g", "h"]
    reports = [
        *said("a"),
        (DAY.format(2), "wire", "b", "supports d, " + ", ".join(f"contradicts {id}" for id in others)),
    ]
    reports += [(DAY.format(n), f"paper-{n}", f"o{n}", f"supports {id}") for n, id in enumerate(others, 3)]
    built = dossier(["c", "d", *others], reports, excludes={"c": ("d",)})
    told = "(by exclusion, since it has “Claim d <i>”; in one report that also speaks against four other claims)"
    assert standing(built.row(Claim, "c"), built).reason.endswith(told)


def test_the_reason_is_true_of_its_day() -> None:
    reports = [*said("a"), ("2021-04-05", "wire", "b", "supports d"), ("2021-05-01", "post", "g", "supports e")]
    built = dossier(["c", "d", "e"], reports, excludes={"c": ("d", "e")})
    claim = built.row(Claim, "c")
    assert standing(claim, built, date(2021, 4, 4)).reason.endswith("; none against")
    assert standing(claim, built, date(2021, 4, 5)).reason.endswith("(by exclusion, since it has “Claim d <i>”)")
    assert "“Claim e <i>”" in standing(claim, built, date(2021, 5, 1)).reason


def test_doubts_alone_never_contest() -> None:
    found = stands([*said("a", "b"), *said("d", "e", "f", stance="doubts")])
    assert (found.word, len(found.doubts)) == ("corroborated", 3)


def test_an_origin_may_stand_on_both_sides() -> None:
    found = stands([("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "wire", "a", "contradicts c")])
    assert (found.word, found.supports.origins, found.contradicts.origins) == ("contested", ("a",), ("a",))


# --- taking back


@pytest.mark.parametrize("outlet", ["herald", "wire", "voice"])
def test_its_origin_takes_a_claim_back_wherever_it_speaks(outlet: str) -> None:
    reports = [("2021-04-01", "herald", "a", "supports c"), ("2021-04-02", "wire", "a", "supports c", "herald")]
    found = stands([*reports, ("2021-04-09", outlet, "a", "withdraws c, neither c")])
    assert (found.word, len(found.withdrawn), len(found.sided)) == ("withdrawn", 2, 0)
    assert found.reason == "2 reports taken back by its origin or first outlet"


def test_the_first_outlet_takes_a_claim_back_for_its_origin() -> None:
    found = stands([("2021-04-01", "herald", "a", "supports c"), ("2021-04-09", "herald", "editor", "withdraws c")])
    assert found.word == "withdrawn"


@pytest.mark.parametrize(("outlet", "origin"), [("wire", "editor"), ("voice", "b")])
def test_nobody_else_takes_a_claim_back(outlet: str, origin: str) -> None:
    reports = [("2021-04-01", "herald", "a", "supports c"), ("2021-04-02", "wire", "a", "supports c", "herald")]
    found = stands([*reports, ("2021-04-09", outlet, origin, "withdraws c")])
    assert (found.word, found.withdrawn) == ("single origin", ())


def test_another_origin_still_carries_what_one_took_back() -> None:
    found = stands([*said("a", "b"), ("2021-04-09", "wire", "a", "withdraws c")])
    assert (found.word, found.supports.origins, len(found.withdrawn)) == ("single origin", ("b",), 1)
    assert "1 report taken back" in found.reason


def test_what_was_taken_back_and_contradicted_is_withdrawn() -> None:
    reports = [*said("a"), ("2021-04-03", "wire", "b", "contradicts c"), ("2021-04-09", "wire", "a", "withdraws c")]
    assert stands(reports).word == "withdrawn"


def test_the_first_outlet_does_not_hang_on_the_order_of_the_rows() -> None:
    """Two outlets were first on the same day, and one of them takes the claim back."""
    reports = [("2021-04-01", "herald", "a", "supports c"), ("2021-04-01", "wire", "b", "supports c")]
    back = ("2021-04-09", "wire", "editor", "withdraws c")
    one, other = stands([*reports, back]), stands([*reversed(reports), back])
    assert one.supports.origins == other.supports.origins == ("a",)


# --- the knowledge date


@pytest.mark.parametrize(
    ("day", "word"),
    [
        ("2021-03-31", "unknown as yet"),
        ("2021-04-01", "single origin"),
        ("2021-04-29", "single origin"),  # the month of the second report is not over
        ("2021-04-30", "corroborated"),
        ("2021-05-04", "contested"),
        ("2021-05-06", "contested"),  # a has taken it back, b has not
        ("2021-06-29", "contested"),
        ("2021-06-30", "denied"),  # b took it back in a publication without a date, which counts from the last day
    ],
)
def test_only_what_was_public_by_the_day_counts(day: str, word: str) -> None:
    reports = [
        ("2021-04-01", "herald", "a", "supports c"),
        ("2021-04", "wire", "b", "supports c"),
        ("2021-05-04", "voice", "d", "contradicts c"),
        ("2021-05-06", "herald", "a", "withdraws c"),
        ("", "wire", "b", "withdraws c"),
    ]
    expected = "withdrawn" if word == "denied" else word
    assert stands(reports, day=day).word == expected


def test_a_publication_counts_at_the_latest_from_the_day_on_which_the_compilers_looked() -> None:
    """Published "in 2021" and read by 30 June: then it was public by 30 June, not only by 31 December."""
    found = stands([("2021", "herald", "a", "supports c")], day=AS_OF.isoformat())
    assert found.word == "single origin"


# --- any dossier


def outline(found: Standing) -> object:
    """What a standing says, whatever the order of the rows."""

    def side(lineages: Iterable[Lineage]) -> list[tuple[str, list[str]]]:
        return sorted((lineage.origin.id, sorted(report.id for report in lineage.reports)) for lineage in lineages)

    rest = [{report.id for report in reports} for reports in (found.doubts, found.neither, found.withdrawn)]
    return found.word, side(found.supports), side(found.contradicts), rest, found.supports.independent, set(found.rows)


@examples(60)
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(built: Dossier, random: Random) -> None:
    before, after = standings(built), standings(shuffled(built, random))
    assert {id: outline(found) for id, found in before.items()} == {id: outline(found) for id, found in after.items()}


@examples(40)
@given(dossiers())
def test_other_ids_change_nothing_but_ids(built: Dossier) -> None:
    names = {row.id: f"z-{row.id}" for _, rows in built.tables() for row in rows}
    after = standings(renamed(built, names))
    for id, before in standings(built).items():
        assert (after[names[id]].word, after[names[id]].reason) == (before.word, before.reason)


@examples(60)
@given(dossiers(), st.data())
def test_one_more_report_of_an_origin_already_there_adds_no_origin(built: Dossier, data: st.DataObject) -> None:
    sided = [row for row in built.evidence if row.stance in ("supports", "contradicts")]
    assume(sided)
    chosen = data.draw(st.sampled_from(sided))
    again = _added(built, chosen, chosen.stance)
    before, after = (standing(each.row(Claim, chosen.claim), each) for each in (built, again))
    assert after.word == before.word
    assert (after.supports.origins, after.contradicts.origins) == (before.supports.origins, before.contradicts.origins)
    assert after.supports.independent == before.supports.independent
    assert len(after.rows) == len(before.rows) + 1


@examples(60)
@given(dossiers(), st.data())
def test_one_more_doubt_changes_no_word_but_that_of_a_claim_nobody_spoke_to(
    built: Dossier, data: st.DataObject
) -> None:
    assume(built.reports)
    claim = data.draw(st.sampled_from(built.claims))
    extra = row(Evidence, "extra", report=built.reports[0].id, claim=claim.id, stance="doubts")
    before = standing(claim, built)
    after = standing(claim, replace(built, evidence=(*built.evidence, extra)))
    if before.word == "unknown as yet":  # now it is known, and what excludes it speaks against it
        assert after.word in ("unsupported", "denied", "origin not stated")
    else:
        assert after.word == before.word
    assert f"{len(before.doubts) + 1} report" in after.reason


def _added(built: Dossier, said: Evidence, stance: str) -> Dossier:
    """The dossier with a later reprint of a report, word for word and by the same chain."""
    report = built.row(Report, said.report)
    reprint = report.model_copy(update={"id": "reprint", "withdraws": ()})
    extra = row(Evidence, "extra", report="reprint", claim=said.claim, stance=stance)
    return replace(built, reports=(*built.reports, reprint), evidence=(*built.evidence, extra))


@examples(60)
@given(dossiers(), DAYS)
def test_the_rows_of_a_standing_are_the_evidence_known_by_the_day(built: Dossier, day: date) -> None:
    public = {source.id for source in built.sources if public_from(source, built) <= day}
    for claim in built.claims:
        known = [row for row in built.evidence if row.claim == claim.id and _source(row, built).id in public]
        spoken = any(row.stance != "neither" for row in known)
        assert list(standing(claim, built, day).rows) == [row.id for row in known if spoken]


def _source(said: Evidence, built: Dossier) -> Source:
    return built.row(Source, built.row(Report, said.report).source)


@examples(60)
@given(dossiers())
def test_every_row_is_on_one_side_and_the_reason_names_every_count(built: Dossier) -> None:
    for found in standings(built).values():
        for_, against = (len(side.reports) for side in (found.supports, found.contradicts))
        aside = (len(found.doubts), len(found.neither), len(found.withdrawn))
        assert for_ + len(found.contradicts.directly) + sum(aside) == len(found.rows)
        for side in (found.supports, found.contradicts):
            assert side.independent <= len(side.origins)
            assert sorted(side.reports, key=id) == sorted((*side.directly, *side.by_exclusion), key=id)
        assert found.supports.by_exclusion == ()
        told = found.reason.split("; ")
        assert not for_ or told[0].startswith(_reports(for_))
        assert not against or any(part.startswith(f"against it {_reports(against)}") for part in told)
        for number, words in ((aside[0], " in doubt"), (aside[2], " taken back")):
            assert not number or any(part.startswith(f"{_reports(number)}{words}") for part in told)
        for side, head in ((found.supports, ""), (found.contradicts, "against it ")):
            if side.origins:
                told_of = next(part for part in told if part.startswith(f"{head}{_reports(len(side.reports))}, "))
                assert f", {len(side.origins)} " in told_of or f", {side.independent} independent" in told_of


def _reports(number: int) -> str:
    return f"{number} report{'s' if number > 1 else ''}"


def test_evidence_of_a_claim_is_not_that_of_another() -> None:
    built = gathered([*dossier(["c", "d"], said("a")).claims])
    assert {found.word for found in standings(built).values()} == {"unknown as yet"}
