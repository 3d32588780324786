"""How a report bears on a claim, corner by corner on invented reports: by exclusion, from a day on, taken back."""

import time
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given

from briefing.analysis import bearing
from briefing.analysis.bearing import everything, excluded, spoken, taken_back, takes_back
from briefing.analysis.known import reported_on
from briefing.analysis.standing import Standing, standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Report
from briefing.reading.checks.reports import by_another
from tests.invented import DISPUTES, dossier, examples

Reports = Sequence[tuple[str, ...]]
BOTH: Mapping[str, tuple[str, ...]] = {"c": ("d",), "d": ("c",)}
"""The claims c and d cannot both be true."""


def stand(reports: Reports, excludes: Mapping[str, tuple[str, ...]] = BOTH, day: str = "") -> dict[str, Standing]:
    """How the claims c, d, e stand on these reports."""
    built = dossier(["c", "d", "e"], reports, excludes=excludes)
    until = date.fromisoformat(day) if day else None
    return {claim.id: standing(claim, built, until) for claim in built.claims}


def words(reports: Reports, excludes: Mapping[str, tuple[str, ...]] = BOTH, day: str = "") -> tuple[str, ...]:
    """The same in words; of e only where it has one."""
    found = (each.word for each in stand(reports, excludes, day).values())
    return tuple(found)[: 3 if any("e" in said[3] for said in reports) else 2]


def of(*said: str) -> Reports:
    """One report a day, each by an outlet of its own, from ``"origin: bearing"``."""
    parts = (each.split(": ") for each in said)
    return [(f"2021-04-{n:02}", f"paper-{n}", origin, bearing) for n, (origin, bearing) in enumerate(parts, 1)]


# --- by exclusion


def test_what_supports_one_claim_speaks_against_what_it_excludes() -> None:
    found = stand(of("a: supports c", "b: supports d"))
    assert (found["c"].word, found["d"].word) == ("contested", "contested")
    for here, against in (("c", "r2"), ("d", "r1")):
        side = found[here].contradicts
        assert [report.id for report in side.by_exclusion] == [against]
        assert side.directly == ()
    (bearing,) = found["c"].contradicts.bearings
    assert [claim.id for claim in bearing.through] == ["d"]
    assert bearing.why == "By exclusion: it supports “Claim d <i>”, and both cannot be true."
    (direct,) = found["c"].supports.bearings
    assert direct.why == ""


@pytest.mark.parametrize("excludes", [{"c": ("d",)}, {"d": ("c",)}, BOTH], ids=["c names d", "d names c", "both"])
def test_it_is_enough_that_one_of_the_two_names_the_other(excludes: Mapping[str, tuple[str, ...]]) -> None:
    assert words(of("a: supports c", "b: supports d"), excludes) == ("contested", "contested")


def test_exclusion_goes_no_further() -> None:
    """Killed in April excludes alive in May, which excludes killed in March: that settles nothing between those."""
    chain = {"c": ("d",), "d": ("e",)}
    assert words(of("a: supports c", "b: supports e"), chain) == ("single origin", "unknown as yet", "single origin")
    reports = of("a: supports c", "b: supports e", "g: doubts d")
    assert words(reports, chain) == ("single origin", "denied", "single origin")


def test_a_claim_that_names_itself_excludes_nothing() -> None:
    built = dossier(["c"], of("a: supports c"), excludes={"c": ("c",)})
    assert excluded(built.claims[0], built) == ()
    assert standing(built.claims[0], built).word == "single origin"


def test_a_doubt_of_one_claim_is_no_word_against_another() -> None:
    """Nor is a denial of it: that one is false makes no other true."""
    found = stand(of("a: supports c", "b: doubts d", "g: contradicts d"))
    assert (found["c"].word, found["c"].contradicts.reports) == ("single origin", ())
    assert [report.id for report in found["d"].contradicts.reports] == ["r3", "r1"]


def test_one_who_denies_it_and_supports_another_is_there_once_and_speaks_of_the_claim_itself() -> None:
    found = stand(of("a: supports c", "b: contradicts c, supports d"))["c"].contradicts
    assert [report.id for report in found.directly] == ["r2"]
    assert (found.by_exclusion, [report.id for report in found.reports]) == ((), ["r2"])


@pytest.mark.parametrize("stance", ["doubts", "neither"])
def test_a_milder_row_takes_nothing_from_an_exclusion(stance: str) -> None:
    """What is computed for every report cannot be typed away for one."""
    found = stand(of("a: supports c", f"b: {stance} c, supports d"))["c"]
    assert found.word == "contested"
    assert [report.id for report in found.contradicts.by_exclusion] == ["r2"]


def test_a_report_of_two_claims_that_exclude_each_other_is_on_both_sides_of_both() -> None:
    """As two reports of the same origin would be: how many reports a curator writes decides nothing."""
    for reports in (of("a: supports c, supports d"), of("a: supports c", "a: supports d")):
        found = stand(reports)
        for each in (found["c"], found["d"]):
            assert each.word == "contested"
            assert each.supports.origins == each.contradicts.origins == ("a",)


def test_what_speaks_against_very_much_is_told_with_each() -> None:
    claims, denial = ["c", "d", "e", "f", "g"], ", ".join(f"contradicts {id}" for id in "cdefg")
    built = dossier(claims, of("a: supports c", f"amaq: {denial}"))
    found = standing(built.row(Claim, "c"), built)
    (bearing,) = found.contradicts.bearings
    assert (bearing.also, bearing.is_sweeping) == (4, True)
    assert found.reason.endswith("(in one report that also speaks against four other claims)")
    few = dossier(claims[:4], of("a: supports c", f"amaq: {denial[: denial.rindex(',')]}"))
    assert "other claims" not in standing(few.row(Claim, "c"), few).reason


def test_a_sweep_beside_others_is_not_what_the_reason_tells() -> None:
    """Who speaks against the claim alone weighs enough; the sweep is still known of the report."""
    denial = ", ".join(f"contradicts {id}" for id in "cdefg")
    built = dossier("cdefg", of("a: supports c", f"amaq: {denial}", "b: contradicts c"))
    found = standing(built.row(Claim, "c"), built)
    assert [each.is_sweeping for each in found.contradicts.bearings] == [True, False]
    assert "other claims" not in found.reason


def test_a_sweep_counts_only_what_was_spoken_of_by_the_day() -> None:
    """A report may speak against claims that somebody makes months later; that is none of this day's figures."""
    claims = ["c", "d", "e", "f", "g", "h"]
    reports = of("a: supports d", "b: supports c", *(f"late: supports {id}" for id in "efgh"))
    built = dossier(claims, reports, excludes={"d": ("c", "e", "f", "g", "h")})
    claim = built.row(Claim, "c")
    assert standing(claim, built, date(2021, 4, 2)).contradicts.bearings[0].also == 0
    assert standing(claim, built).contradicts.bearings[0].also == 4
    assert "four other claims" in standing(claim, built).reason


def test_a_sweep_does_not_count_what_was_excluded_by_a_support_that_was_taken_back() -> None:
    reports = of("b: supports e", "a: contradicts c, supports d", "a: withdraws d")
    apart = {"d": ("e",)}
    (before,) = stand(reports, apart, day="2021-04-02")["c"].contradicts.bearings
    (after,) = stand(reports, apart)["c"].contradicts.bearings
    assert (before.also, after.also) == (1, 0)


# --- known from


def test_what_only_excludes_a_claim_does_not_speak_of_it() -> None:
    found = stand(of("a: supports d"))["c"]
    assert (found.word, found.sided, found.reason) == ("unknown as yet", (), "no report had spoken of it by this day")


def test_a_claim_is_known_from_its_denial_on() -> None:
    """On the day of the denial what it denies is denied, even where it is put forward only later."""
    reports = of("ministry: contradicts c", "a: supports c")
    assert words(reports, day="2021-03-31")[0] == "unknown as yet"
    assert words(reports, day="2021-04-01")[0] == "denied"
    assert words(reports, day="2021-04-02")[0] == "contested"


def test_a_doubt_makes_a_claim_known_and_then_what_excludes_it_counts() -> None:
    reports = of("a: supports d", "b: doubts c", "g: supports c")
    assert words(reports, day="2021-04-01")[0] == "unknown as yet"
    assert words(reports, day="2021-04-02")[0] == "denied"
    assert words(reports, day="2021-04-03")[0] == "contested"


def test_who_looked_and_took_no_side_has_not_spoken() -> None:
    assert words(of("a: neither c"))[0] == "unknown as yet"
    assert words(of("a: neither c", "b: supports d"))[0] == "unknown as yet"


# --- taken back


def test_a_support_that_was_taken_back_excludes_nothing() -> None:
    reports = of("a: supports c", "b: supports d", "b: withdraws d")
    assert words(reports, day="2021-04-02") == ("contested", "contested")
    assert words(reports) == ("single origin", "withdrawn")


def test_what_is_put_forward_again_later_supports_again_and_excludes_again() -> None:
    reports = of("a: supports c", "b: supports d", "b: withdraws d", "b: supports d")
    found = stand(reports)
    assert (found["c"].word, found["d"].word) == ("contested", "contested")
    assert [report.id for report in found["d"].supports.reports] == ["r4"]
    assert [report.id for report in found["d"].withdrawn] == ["r2"]


def test_put_forward_on_the_day_of_the_withdrawal_it_is_taken_back() -> None:
    reports = [("2021-04-01", "wire", "a", "withdraws c"), ("2021-04-01", "post", "a", "supports c")]
    assert words(reports)[0] == "withdrawn"


def test_the_last_withdrawal_counts() -> None:
    story = ["supports c", "withdraws c", "supports c", "withdraws c", "supports c"]
    said = of(*(f"a: {bearing}" for bearing in story))
    found = [words(said, day=f"2021-04-{day:02}")[0] for day in range(1, 6)]
    assert found == ["single origin", "withdrawn", "single origin", "withdrawn", "single origin"]


def test_where_all_stated_origins_took_it_back_what_is_left_without_one_does_not_hold_it() -> None:
    found = stand(of("a: supports c", "unknown: supports c", "a: withdraws c"))["c"]
    assert (found.word, found.supports.unstated, len(found.withdrawn)) == ("withdrawn", 1, 1)


def test_what_an_outlet_says_of_its_own_it_takes_back_itself_and_nobody_else_does() -> None:
    """Two papers that name no origin stand in the table under one origin that is not known: they are two voices."""
    reports = [
        ("2021-04-01", "herald", "unknown", "supports c"),
        ("2021-04-02", "post", "unknown", "supports c"),
        ("2021-04-09", "post", "unknown", "withdraws c"),
    ]
    found = stand(reports)["c"]
    assert [report.id for report in found.withdrawn] == ["r2"]
    assert (found.word, found.supports.unstated) == ("origin not stated", 1)
    assert words([reports[1], reports[2]])[0] == "withdrawn"


def test_what_comes_from_nobody_does_not_make_another_outlet_the_first() -> None:
    """The herald told of a before any other who names an origin, so it takes that back."""
    reports = [("2021-04-03", "herald", "a", "supports c"), ("2021-04-09", "herald", "editor", "withdraws c")]
    assert words(reports)[0] == "withdrawn"
    assert words([("2021-04-01", "post", "unknown", "supports c"), *reports])[0] == "withdrawn"


def test_what_comes_from_nobody_and_is_taken_back_leaves_a_denial_as_it_was() -> None:
    reports = [("2021-04-01", "post", "unknown", "supports c"), ("2021-04-02", "post", "unknown", "withdraws c")]
    assert words([*reports, ("2021-04-01", "wire", "ministry", "contradicts c")])[0] == "denied"


def test_another_claim_is_not_taken_back() -> None:
    assert words(of("a: supports c", "a: withdraws d")) == ("single origin", "unknown as yet")


# --- how long it takes

CLAIMS, REPORTS, SUPPORTED = 600, 150, 20
SECONDS = 3.0  # of one core; what a report speaks against, worked out anew for each of those claims, takes eight


def test_many_claims_that_exclude_their_neighbours_stand_in_time() -> None:
    """Each excludes the ten about it, and each report supports twenty, so that it speaks against some two hundred."""
    names = [f"c{number}" for number in range(CLAIMS)]
    beside = [step for step in range(-5, 6) if step]
    excludes = {id: tuple(names[(n + step) % CLAIMS] for step in beside) for n, id in enumerate(names)}
    apart = range(0, SUPPORTED * 101, 101)
    said = [", ".join(f"supports {names[(n * 37 + step) % CLAIMS]}" for step in apart) for n in range(REPORTS)]
    built = dossier(names, [("2021-04-01", "wire", f"o{n}", each) for n, each in enumerate(said)], excludes=excludes)
    begun = time.process_time()
    found = standings(built)
    assert time.process_time() - begun < SECONDS
    most = max(against.also for each in found.values() for against in each.contradicts.bearings)
    assert most > SUPPORTED


def test_many_withdrawals_ask_for_the_day_of_each_report_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was first to tell of a claim is the same for all who take it back."""
    number = 300
    said = [("2021-04-01", "wire", f"o{n}", "supports c") for n in range(number)]
    built = dossier(["c"], [*said, *(("2021-04-02", "wire", f"o{n}", "withdraws c") for n in range(number))])
    asked: list[str] = []

    def counted(report: Report, among: Dossier) -> date:
        asked.append(report.id)
        return reported_on(report, among)

    monkeypatch.setattr(bearing, "reported_on", counted)
    assert len(standings(built)["c"].withdrawn) == number
    assert not [*by_another.find(built)]
    assert len(asked) < 20 * number


@examples(150)
@given(DISPUTES)
def test_a_report_takes_back_what_it_would_if_it_were_alone(built: Dossier) -> None:
    for claim in built.claims:
        supports = spoken(claim, "supports", built, everything)
        for report in built.reports:
            assert takes_back(report, claim, built) == bool(taken_back(supports, [report], built))
