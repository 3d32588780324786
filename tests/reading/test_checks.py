"""Rules across rows: for each one example that breaks it, in the small dossier."""

import re
import time
from dataclasses import replace
from math import nextafter
from pathlib import Path
from typing import Any

import pytest

from briefing.analysis.distance import km
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event, Involvement, Place
from briefing.dossier.when import When, parse
from briefing.places.outlines import outside_km
from briefing.reading.checks import CHECKS, findings
from briefing.reading.checks.check import Check
from briefing.reading.load import read
from tests.invented import gathered, row

# code -> the file to spoil, what is replaced, by what, and the line and column of the finding
SPOILED: dict[str, tuple[str, str, str, int, str]] = {
    "rank-twice": ("questions.csv", "Lowen,2", "Lowen,1", 3, "rank"),
    "question-without-claims": ("questions.csv", "q-lowen,", "q-new,Why?,Why,4\nq-lowen,", 3, "id"),
    "question-without-judgement": ("questions.csv", "q-lowen,", "q-new,Why?,Why,4\nq-lowen,", 3, "id"),
    "claim-unassessed": ("claims.csv", "c-lowen-12,", "c-new,q-lowen,So.,So,motive,,,,,,,,,,\nc-lowen-12,", 5, "id"),
    "rival-other-question": ("claims.csv", "2019~/2021-04,,,,,", "2019~/2021-04,,,,,c-lowen-12", 4, "rivals"),
    "rival-itself": ("claims.csv", ",c-varo-alive,", ",c-varo-alive|c-varo-killed,", 2, "rivals"),
    "rival-not-mutual": ("claims.csv", ",c-varo-alive,", ",,", 3, "rivals"),
    "claimant-silent": ("claims.csv", "o-officers", "o-lena", 2, "claimant"),
    "claim-twofold": ("claims.csv", "2021 on the charge", "2021 and accused", 7, "statement"),
    "exclusion-one-sided": ("claims.csv", "c-varo-alive,c-varo-alive", "c-varo-alive,", 3, "excludes"),
    "exclusion-itself": ("claims.csv", "alive,c-varo-alive", "alive,c-varo-alive|c-varo-killed", 2, "excludes"),
    "exclusion-one-origin": ("evidence.csv", "c-varo-killed,contradicts", "c-varo-killed,supports", 3, "excludes"),
    "exclusion-typed": ("evidence.csv", "the death.,yes", "the death.,", 11, "stance"),
    "exclusion-softened": ("evidence.csv", "c-varo-killed,contradicts", "c-varo-killed,doubts", 11, "stance"),
    "directly-without-exclusion": (
        "evidence.csv",
        "a higher figure for the same day.,",
        "a higher figure.,yes",
        5,
        "directly",
    ),
    "quantity-incomplete": ("claims.csv", "12,12,people", "12,12,", 5, "unit"),
    "quantity-reversed": ("claims.csv", "40,45", "45,40", 6, "low"),
    "quantity-misplaced": ("claims.csv", "2021-04-10~,,,", "2021-04-10~,1,,", 2, "low"),
    "percent-outside-band": ("judgements.csv", "very likely,90", "very likely,96", 4, "percent"),
    "judgement-without-word": ("judgements.csv", "It is very likely that", "We think that", 4, "statement"),
    "judgement-other-word": ("judgements.csv", "It is very likely", "It is very likely or probable", 4, "statement"),
    "confidence-in-statement": ("judgements.csv", "There is a", "There is with confidence a", 2, "statement"),
    "likelihood-in-confidence": ("judgements.csv", "agree on it", "agree and an error is unlikely", 4, "confidence"),
    "confidence-without-level": ("judgements.csv", "Confidence is moderate", "Confidence is fair", 4, "confidence"),
    "judgement-other-claim": ("judgements.csv", "q-tolm,c-tolm-arrested", "q-tolm,c-varo-killed", 4, "claim"),
    "judgement-without-claim": ("judgements.csv", "q-varo,c-varo-killed", "q-varo,", 2, "claim"),
    "judgement-elsewhere": ("judgements.csv", "Anton Varo was killed", "Grey Banner lost a leader", 2, "statement"),
    "judgement-late": ("judgements.csv", "2021-06-01", "2021-07-01", 2, "made"),
    "bottom-line-late": ("dossier.toml", "made = 2021-06-01", "made = 2021-07-01", 0, "bottom_line.made"),
    "bottom-line-long": ("dossier.toml", "Whether Anton", "One. Two. Whether Anton", 0, "bottom_line.text"),
    "front-of-new": ("dossier.toml", "An invented dossier for tests", "Say here what is asked", 0, "subtitle"),
    "row-of-new": (
        "actors.csv",
        "varo,Anton",
        "example-owner,Example: whom it is about,,,organisation,,,"
        '"Who this is in these reports, in a neutral sentence."\nvaro,Anton',
        2,
        "id",
    ),
    "cut-untold": (
        "dossier.toml",
        "[bottom_line]",
        '[cut]\nrelease = "abc1234"\nstate = "Tolm"\nmissing = "claims (3 of 8)"\n\n[bottom_line]',
        0,
        "cut.standings",
    ),
    "evidence-twice": (
        "evidence.csv",
        "ev-16,",
        "ev-x,r-lawyer-arrest,c-tolm-arrested,doubts,So.,\nev-16,",
        16,
        "claim",
    ),
    "report-without-evidence": ("evidence.csv", "ev-16,r-lantern-correction,", "ev-16,r-lena-doubts,", 13, "id"),
    "credibility-unconfirmed": ("reports.csv", "told,3,2021-04-10~", "told,1,2021-04-10~", 6, "credibility"),
    "report-before-date": ("reports.csv", "witnessed,1,2021-05-21", "witnessed,1,2021-05-23", 12, "date"),
    "denial-early": ("claims.csv", "2021-04-10~", "2021-05-10~", 11, "claim"),
    "chain-circular": ("reports.csv", "o-officers,dorr-herald,", "o-officers,dorr-herald|north-wire,", 7, "via"),
    "withdrawal-by-another": ("reports.csv", "tolm|varo,c-tolm-cousin", "tolm|varo,c-varo-killed", 13, "withdraws"),
    "source-unused": ("sources.csv", "not read,s-courier-varo", "not read,", 7, "id"),
    "source-not-read": ("sources.csv", "en,whole,,\ns-wire", "en,not read,,\ns-wire", 4, "extent_read"),
    "source-late": ("sources.csv", "2021-05-22", "2021-07", 10, "published"),
    "origin-itself": ("origins.csv", "named person,lena-varo,,,", "named person,lena-varo,,o-lena,", 7, "depends_on"),
    "unused": ("actors.csv", "tolm,Milo", "nobody,Nobody,,,person,,,Nobody.\ntolm,Milo", 4, "id"),
    "event-before-birth": ("actors.csv", "199X", "2022", 9, "actor"),
    "event-late": ("events.csv", "arrest,2021-05,", "arrest,2021-07,", 6, "date"),
    "lasting-once": ("events.csv", "killing,2021-04-10~", "killing,2021-04/2021-05", 4, "date"),
    "event-as-fact": ("events.csv", "Varo reported killed in Sarn", "Varo killed in Sarn", 4, "title"),
    "part-as-fact": ("involvement.csv", "reported killed", "killed", 6, "role"),
    "tie-as-fact": ("relations.csv", "said to be a cousin of", "cousin of", 5, "kind"),
    "speaking-on-content": ("events.csv", "Tolm,arrest,", "Tolm,announcement,", 6, "claim"),
    "speaking-against": ("claims.csv", "12 dead at Lowen,quantity", "12 dead at Lowen,statement", 5, "rivals"),
    "tie-elsewhere": ("claims.csv", "o-lantern,tolm|varo", "o-lantern,tolm", 5, "claim"),
    "part-report-elsewhere": ("involvement.csv", "denied,r-banner-denies", "denied,r-ministry-arrest", 7, "reports"),
    "involvement-twice": (
        "involvement.csv",
        "i-arrest-tolm,",
        "i-x,e-tolm-arrest,tolm,arrested,\ni-arrest-tolm,",
        10,
        "actor",
    ),
    "tie-twice": (
        "relations.csv",
        "tie-ministry",
        "tie-x,tolm,grey-banner,accused of joining,2021-05/,c-tolm-arrested\ntie-ministry",
        4,
        "to",
    ),
    "tie-itself": ("relations.csv", "tolm,varo,said", "varo,varo,said", 5, "to"),
    "place-far-from-country": ("places.csv", "34.3,44.2", "44.3,44.2", 6, "latitude"),
    "place-far-from-province": ("places.csv", "40.2,66.3", "38.2,66.3", 4, "latitude"),
    "place-swapped": ("places.csv", "34.3,44.2", "44.2,34.3", 6, "latitude"),
    "story-step": ("stories.csv", "st-lowen,2", "st-lowen,1", 3, "step"),
    "story-length": (
        "stories.csv",
        "st-lowen,2",
        "".join(f"st-{n},{n},A title,A text.,claims,\n" for n in range(3, 102)) + "st-lowen,2",
        102,
        "step",
    ),
    "story-address": ("stories.csv", "question=q-lowen", "question=q-lowin", 3, "address"),
    "place-radius": ("places.csv", "town,8", "point,8", 6, "radius_km"),
}


# What a curator reads for each of them.
MESSAGES = dict(
    line.split(": ", 1) for line in Path(__file__).with_name("check_messages.txt").read_text("utf-8").splitlines()
)


def test_every_rule_has_a_spoiled_example() -> None:
    assert {check.code for check in CHECKS} == set(SPOILED)
    assert len(CHECKS) == len(SPOILED)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_rule_is_explained_in_a_sentence(check: Check) -> None:
    assert check.explanation[0].isupper()
    assert check.explanation.endswith(".")


@pytest.mark.parametrize("code", SPOILED)
def test_a_rule_finds_its_example(small_folder: Path, code: str) -> None:
    file, old, new, line, column = SPOILED[code]
    path = small_folder / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    reading = read(small_folder)
    (found,) = [issue for issue in reading.issues if issue.code == code]
    assert (found.line, found.column) == (line, column)
    assert "wanted" in found.message
    assert found.message == MESSAGES[code]
    (check,) = [check for check in CHECKS if check.code == code]
    assert found.severity == check.severity
    assert (reading.dossier is None) == any(issue.severity == "error" for issue in reading.issues)


def test_the_small_dossier_breaks_no_rule(small: Dossier) -> None:
    assert list(findings(small, {})) == []


def test_an_empty_dossier_breaks_no_rule(small: Dossier) -> None:
    assert list(findings(Dossier(small.info), {})) == []


def judged(small: Dossier, **cells: object) -> set[str]:
    """The codes found once the first judgement has these cells; whether it is about its claim is no matter."""
    first, *others = small.judgements
    spoiled = replace(small, judgements=(first.model_copy(update=cells), *others))
    return {issue.code for issue in findings(spoiled, {})} - {"judgement-elsewhere"}


BAND, MISSING, OTHER = "percent-outside-band", "judgement-without-word", "judgement-other-word"


@pytest.mark.parametrize(
    ("likelihood", "percent", "statement", "codes"),
    [
        ("roughly even chance", 45, "There is a roughly even chance of it.", set()),
        ("roughly even chance", 55, "There is a roughly even chance of it.", set()),
        ("roughly even chance", 44.9, "There is a roughly even chance of it.", {BAND}),
        (None, 50, "It cannot be said.", {BAND}),
        (None, None, "It cannot be said.", set()),
        (None, None, "Death is likely.", {OTHER}),
        ("likely", 60, "He was very likely killed.", {MISSING, OTHER}),
        ("unlikely", 30, "It is unlikely.", set()),
        ("almost certain", 99, "He almost certainly died.", set()),
        ("almost certain", 99, "It is almost certain in that remote valley.", set()),
        ("almost no chance", 1, "There is almost no chance, a remote chance.", {OTHER}),
        ("likely", 60, "It is likely, and probably so.", {OTHER}),
    ],
)
def test_likelihood_words(
    small: Dossier, likelihood: str | None, percent: float | None, statement: str, codes: set[str]
) -> None:
    assert judged(small, likelihood=likelihood, percent=percent, statement=statement) == codes


def told(dossier: Dossier, code: str) -> list[tuple[str, int, str, str]]:
    """What is said by this rule: the file, the line, the column and the message."""
    found = [issue for issue in findings(dossier, {"j-varo": 2}) if issue.code == code]
    return [(issue.file, issue.line, issue.column, issue.message) for issue in found]


def test_a_figure_without_a_word_is_told_and_the_next_judgement_still_looked_at(small: Dossier) -> None:
    bare = changed(small, "judgements", "j-varo", likelihood=None)
    assert told(changed(bare, "judgements", "j-tolm", percent=96), BAND) == [
        (
            "judgements.csv",
            2,
            "percent",
            "'50' stands without a likelihood; the word with it or an empty cell is wanted",
        ),
        ("judgements.csv", 0, "percent", "'96' is not 'very likely'; 80 to 95 is wanted"),
    ]


def test_a_word_without_a_likelihood_cell_is_wanted_nowhere(small: Dossier) -> None:
    bare = changed(small, "judgements", "j-varo", likelihood=None, percent=None, statement="Death is likely.")
    message = "the word 'likely' is not that of the likelihood cell; no likelihood word is wanted"
    assert told(bare, OTHER) == [("judgements.csv", 2, "statement", message)]


def test_the_level_of_confidence_may_begin_its_sentence(small: Dossier) -> None:
    assert judged(small, confidence="Low confidence, because every report goes back to one origin.") == set()


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"low": 40.0, "high": None}, []),
        ({"low": None, "high": 45.0}, []),
        ({"low": 0.0, "high": None}, []),
        ({"low": None, "high": None}, ["low"]),
        ({"unit": ""}, ["unit"]),
        ({"counts": ""}, ["counts"]),
    ],
)
def test_a_quantity_has_one_end_a_unit_and_what_is_counted(
    small: Dossier, cells: dict[str, object], columns: list[str]
) -> None:
    found = told(changed(small, "claims", "c-lowen-40", **cells), "quantity-incomplete")
    assert [(column, message) for _, _, column, message in found] == [
        (column, f"the quantity 'c-lowen-40' has an empty cell {column!r}; a value is wanted") for column in columns
    ]


def test_a_figure_out_of_place_is_told_at_its_own_column(small: Dossier) -> None:
    ((_, _, column, _),) = told(changed(small, "claims", "c-varo-killed", high=1.0), "quantity-misplaced")
    assert column == "high"


def test_origins_that_depend_on_each_other_are_no_fault(small: Dossier) -> None:
    tied = {"o-lena": ("o-lawyer",), "o-lawyer": ("o-lena",)}
    origins = tuple(each.model_copy(update={"depends_on": tied.get(each.id, ())}) for each in small.origins)
    assert list(findings(replace(small, origins=origins), {})) == []


def codes(dossier: Dossier) -> set[str]:
    return {issue.code for issue in findings(dossier, {})}


def changed(small: Dossier, table: str, id: str, **cells: object) -> Dossier:
    """The dossier with some cells of one row changed."""
    rows = tuple(row.model_copy(update=cells) if row.id == id else row for row in getattr(small, table))
    tables: dict[str, Any] = {table: rows}
    return replace(small, **tables)


@pytest.mark.parametrize(
    ("table", "id", "cells", "wanted"),
    [
        ("events", "e-varo-killing", {"date": parse("../2021-04")}, "'[..2021-04]'"),
        ("events", "e-tolm-arrest", {"date": parse("2021-04-30/2021-05")}, "'[2021-04-30..2021-05]'"),
        ("events", "e-notice", {"date": parse("2021/"), "kind": "Death report"}, "'[2021..]'"),
        ("sources", "s-courier-varo", {"published": parse("2021-04/2021-05")}, "'[2021-04..2021-05]'"),
        ("actors", "varo", {"born": parse("1975/1980")}, "'[1975..1980]'"),
    ],
)
def test_the_set_that_is_wanted_for_an_interval_is_named(
    small: Dossier, table: str, id: str, cells: dict[str, object], wanted: str
) -> None:
    (found,) = [each for each in findings(changed(small, table, id, **cells), {}) if each.code == "lasting-once"]
    (name,) = cells.keys() - {"kind"}
    once = {"born": "birth", "published": "publication"}.get(name) or cells.get("kind") or small.row(Event, id).kind
    assert found.column == name
    assert found.message.startswith(f"{once!r} happens once")
    assert wanted in found.message
    mended = {name: parse(wanted.strip("'")) if isinstance(cell, When) else cell for name, cell in cells.items()}
    assert "lasting-once" not in codes(changed(small, table, id, **mended))


def test_what_may_go_on_may_last(small: Dossier) -> None:
    assert codes(changed(small, "events", "e-lowen", date=parse("2020-03/2020-04"))) == set()


def test_swapped_coordinates_are_said_once(small: Dossier) -> None:
    assert codes(changed(small, "places", "sarn", latitude=44.2, longitude=34.3)) == {"place-swapped"}
    assert codes(changed(small, "places", "lowen", latitude=66.3, longitude=40.2)) == {"place-swapped"}


# The least and the most that each precision may have; below a point there is nothing, since a radius is more than 0.
ENDS = {"point": (None, 5), "town": (0.5, 40), "district": (2, 250), "province": (5, 1500), "country": (5, 6000)}


def radius_codes(small: Dossier, precision: str, radius_km: float) -> set[str]:
    """What is said of the radius of a place."""
    return codes(changed(small, "places", "sarn", precision=precision, radius_km=radius_km)) & {"place-radius"}


@pytest.mark.parametrize("precision", ENDS)
def test_a_radius_fits_its_precision_up_to_both_ends(small: Dossier, precision: str) -> None:
    low, high = ENDS[precision]
    assert radius_codes(small, precision, low or 0.001) == radius_codes(small, precision, high) == set()
    assert radius_codes(small, precision, high + 0.001) == {"place-radius"}
    if low:
        assert radius_codes(small, precision, low - 0.001) == {"place-radius"}


@pytest.mark.parametrize(
    ("area", "inside", "code"),
    [("dorrland", "sarn", "place-far-from-country"), ("northmark", "lowen", "place-far-from-province")],
)
def test_an_area_ends_at_its_radius(small: Dossier, area: str, inside: str, code: str) -> None:
    held, holder = small.row(Place, inside), small.row(Place, area)
    away = km(held.latitude, held.longitude, holder.latitude, holder.longitude)
    assert code not in codes(changed(small, "places", area, radius_km=away))
    assert code in codes(changed(small, "places", area, radius_km=nextafter(away, 0)))


def test_coordinates_are_swapped_where_the_area_would_hold_them_up_to_its_radius(small: Dossier) -> None:
    swapped = changed(small, "places", "sarn", latitude=44.2, longitude=34.3)
    away = km(34.3, 44.2, 34.0, 44.0)
    assert codes(changed(swapped, "places", "dorrland", radius_km=away)) == {"place-swapped"}
    assert codes(changed(swapped, "places", "dorrland", radius_km=nextafter(away, 0))) == {"place-far-from-country"}


@pytest.mark.parametrize(("longitude", "code"), [(90.0, "place-swapped"), (90.5, "place-far-from-country")])
def test_no_latitude_lies_beyond_the_pole(small: Dossier, longitude: float, code: str) -> None:
    at_the_pole = changed(small, "places", "dorrland", latitude=89.5)
    assert codes(changed(at_the_pole, "places", "sarn", latitude=10.0, longitude=longitude)) == {code}


def test_a_single_named_origin_confirms_nothing(small: Dossier) -> None:
    assert codes(changed(small, "reports", "r-lantern-commander", credibility="1")) == {"credibility-unconfirmed"}


def test_a_report_that_supports_nothing_is_confirmed_by_none(small: Dossier) -> None:
    ((_, _, _, message),) = told(changed(small, "reports", "r-lena-doubts", credibility="1"), "credibility-unconfirmed")
    assert "independent origins for what it supports: 0;" in message


def test_who_only_doubted_a_claim_cannot_take_it_back(small: Dossier) -> None:
    doubting = changed(small, "reports", "r-lena-doubts", withdraws=("c-varo-killed",))
    assert "withdrawal-by-another" in codes(doubting)


@pytest.mark.parametrize(("day", "found"), [("2020-03-05", False), ("2020-03-06", True)])
def test_an_event_may_be_on_the_day_of_a_birth(small: Dossier, day: str, found: bool) -> None:
    part = row(Involvement, "i", event="e-lowen", actor="lena-varo", role="born")
    born = changed(replace(small, involvement=(part,)), "actors", "lena-varo", born=parse(day))
    assert ("event-before-birth" in codes(born)) is found


def test_both_ends_of_a_tie_that_its_claim_is_not_about_are_named(small: Dossier) -> None:
    ((_, _, _, message),) = told(changed(small, "claims", "c-tolm-cousin", actors=()), "tie-elsewhere")
    assert message.startswith("'c-tolm-cousin' is not about 'tolm' or 'varo'; ")


@pytest.mark.parametrize("cells", [{"origin": "o-lawyer"}, {"source": "s-voice-arrest"}])
def test_the_first_outlet_and_the_origin_may_take_a_claim_back(small: Dossier, cells: dict[str, object]) -> None:
    assert codes(changed(small, "reports", "r-lantern-correction", **cells)) == set()


def test_a_country_and_a_province_are_used_by_the_places_in_them(small: Dossier) -> None:
    (clash,) = [event for event in small.events if event.place == "lowen"]
    alone = Dossier(small.info, places=small.places, events=(clash,))
    (check,) = [check for check in CHECKS if check.code == "unused"]
    assert [finding.row.id for finding in check.find(alone) if finding.row] == ["dorrland", "sarn"]
    moved = changed(alone, "places", "sarn", country="Arvenia", admin1="Northmark")
    assert [finding.row.id for finding in check.find(moved) if finding.row] == ["dorrland", "sarn"]


def test_an_origin_on_both_sides_of_an_exclusion_is_found(small: Dossier) -> None:
    code = "exclusion-one-origin"
    assert codes(changed(small, "reports", "r-voice-killed", origin="o-banner", via=())) == {code}
    unknown = changed(small, "origins", "o-banner", kind="unknown")
    assert codes(changed(unknown, "reports", "r-voice-killed", origin="o-banner", via=())) == set()  # two accounts
    back = changed(small, "reports", "r-voice-killed", origin="o-banner", via=())
    taken = changed(back, "reports", "r-lena-doubts", origin="o-banner", withdraws=("c-varo-killed",))
    assert code not in codes(taken)


def test_both_reports_of_an_origin_on_both_sides_are_named(small: Dossier) -> None:
    ((_, _, _, message),) = told(
        changed(small, "reports", "r-voice-killed", origin="o-banner", via=()), "exclusion-one-origin"
    )
    found = "'r-banner-denies' supports 'c-varo-alive' and 'r-voice-killed', of the same origin, 'c-varo-killed'"
    assert message.startswith(f"{found}; ")


def test_a_claim_that_excludes_itself_is_told_once(small: Dossier) -> None:
    own = changed(small, "claims", "c-varo-killed", excludes=("c-varo-alive", "c-varo-killed"))
    assert codes(own) == {"exclusion-itself"}


@pytest.mark.parametrize("stance", ["doubts", "neither"])
def test_what_follows_from_an_exclusion_is_not_softened(small: Dossier, stance: str) -> None:
    assert "exclusion-softened" in codes(changed(small, "evidence", "ev-10", stance=stance, directly=False))


@pytest.mark.parametrize(
    ("column", "statement", "found"),
    [
        ("excludes", "Anton Varo was alive in Northmark after 10 April 2021.", True),
        ("excludes", "Nobody announced the death of Anton Varo.", False),
        ("rivals", "Anton Varo was alive in Northmark after 10 April 2021.", True),
    ],
)
def test_that_it_was_said_stands_only_against_that_it_was_not(
    small: Dossier, column: str, statement: str, found: bool
) -> None:
    said = changed(
        small,
        "claims",
        "c-varo-killed",
        kind="statement",
        **{"rivals": (), "excludes": ()} | {column: ("c-varo-alive",)},
    )
    answered = changed(said, "claims", "c-varo-alive", statement=statement)
    assert ("speaking-against" in codes(answered)) is found


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2021-04-17", True),
        ("2021-04-16", False),  # the day of the denial
        ("2021-04-28~", False),  # about that day: any day of its month
        ("2021-05~", True),
        ("../2021-05", False),
        (None, False),
    ],
)
def test_a_denial_reaches_only_what_it_could_know(small: Dossier, date: str | None, found: bool) -> None:
    later = changed(small, "claims", "c-varo-killed", date=parse(date) if date else None)
    assert ("denial-early" in codes(later)) is found


ONE_THING = (
    "The four dead were two brothers and two nephews of Varo.",
    "The four dead were the brothers Ada and Ben, the nephew Cyr Abdurashid and a distant relative, Naim Rahm.",
    "The list has four of them on it, Ada, Ben, and Cora.",
    "The case is under articles 305, 187(2) and 401 of the penal code.",
    "A closed trial sentenced Komil, Nazir and Ali to between seven and 18 years.",
    "In the first video he threatens the United States and the leadership of his country.",
    "The raid left 40 dead and wounded, among soldiers and unnamed civilians.",
    "The town of Sarn and Mohammed Varo were named on the list.",
    "The courses were held partly at home and partly abroad.",
    "The list names Ada, Ben of the town, and Cora.",
)
TWO_THINGS = (
    "In July he was in Sarn and led some 600 fighters.",
    "The minister was Ben, and not Varo.",
    "He was wounded, badly by one account, and survived.",
    "He had not been arrested; the reports were unfounded.",
    "The ministry checked the report and that he was wanted.",
    "He threatens the state and calls for another law.",
    "He broke with one group and went over to another.",
    "He had been found ill and was about to be retired.",
    "The prison had 29 dead inmates, and three guards fled.",
    "He left in May, but his wife stayed.",
    "Varo died, and nobody saw it.",
)


@pytest.mark.parametrize("statement", [*ONE_THING, *TWO_THINGS])
def test_a_claim_says_one_thing(small: Dossier, statement: str) -> None:
    found = codes(changed(small, "claims", "c-varo-commander", statement=statement))
    assert found == ({"claim-twofold"} if statement in TWO_THINGS else set())


def test_the_joint_of_two_claims_is_quoted(small: Dossier) -> None:
    spoiled = changed(small, "claims", "c-varo-commander", statement="Varo died, and nobody saw it.")
    message = "', and' seems to join two claims in 'Varo died, and nobody saw it.'; one for each is wanted"
    assert told(spoiled, "claim-twofold") == [("claims.csv", 0, "statement", message)]


@pytest.mark.parametrize(
    ("statement", "seems"),
    [
        ("A, B, and C", False),
        (", and nobody saw it", True),
        ("One, two, and three, and four, five, and six", False),
        ("One, and two, and three", True),
        ("One,, and two", False),
        ("One, two, three of the four and five all together, and six", True),
    ],
)
def test_a_part_of_a_list_begins_at_the_comma_before_it(statement: str, seems: bool, small: Dossier) -> None:
    found = codes(changed(small, "claims", "c-varo-commander", statement=statement))
    assert ("claim-twofold" in found) == seems


def test_a_long_statement_is_read_in_a_time_that_grows_with_it(small: Dossier) -> None:
    long = changed(small, "claims", "c-varo-commander", statement="a word of many " * 3000)
    begun = time.process_time()
    assert "claim-twofold" not in codes(long)
    assert time.process_time() - begun < 2  # begun anew at every letter it would take nine


@pytest.mark.parametrize(
    ("statement", "strange"),
    [
        ("There is a roughly even chance that Anton Varo's cousin fled abroad.", "'cousin', 'fled', 'abroad'"),
        ("There is a roughly even chance that Anton Varo was poisoned in Sarn.", ""),  # three words of four
        ("There is a roughly even chance that Anton Varo was poisoned abroad.", "'poisoned', 'abroad'"),
    ],
)
def test_three_words_of_four_are_those_of_the_claim(small: Dossier, statement: str, strange: str) -> None:
    found = told(changed(small, "judgements", "j-varo", statement=statement), "judgement-elsewhere")
    message = f"{strange} in the judgement, not in 'c-varo-killed'; the very statement of its claim, or another claim"
    assert found == ([("judgements.csv", 2, "statement", f"{message}, is wanted")] if strange else [])


def test_what_somebody_said_may_be_several_things(small: Dossier) -> None:
    said = changed(small, "claims", "c-varo-commander", statement=TWO_THINGS[0], kind="statement")
    assert "claim-twofold" not in codes(said)


def test_sentences_of_another_language_are_left_alone(small: Dossier) -> None:
    foreign = replace(small, info=small.info.model_copy(update={"language": "fr"}))
    assert codes(changed(foreign, "claims", "c-varo-commander", statement=TWO_THINGS[0])) == set()
    other = changed(foreign, "judgements", "j-lowen", claim="c-lowen-12", statement="Grey Banner lost a leader.")
    assert codes(other) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Marn and N. Varo do not agree. Nobody does.", False),
        ("He said: “It was so.” Nobody else did.", False),
        ("One. Two. Three.", True),
        (" ".join(["word"] * 45), False),
        (" ".join(["word"] * 46), True),
    ],
)
def test_the_bottom_line_is_two_sentences(small: Dossier, text: str, found: bool) -> None:
    assert small.info.bottom_line is not None
    line = small.info.bottom_line.model_copy(update={"text": text})
    spoiled = replace(small, info=small.info.model_copy(update={"bottom_line": line}))
    assert ("bottom-line-long" in codes(spoiled)) is found


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        (38.56, 68.77, set()),
        (68.77, 38.56, {"place-swapped"}),
        (38.56, 44.2, {"place-far-from-country"}),
        (38.56, -171.0, {"place-far-from-country"}),
    ],
)
def test_a_lone_place_is_held_against_the_base_map(
    small: Dossier, latitude: float, longitude: float, found: set[str]
) -> None:
    place = small.row(Place, "sarn").model_copy(
        update={"country": "Tajikistan", "admin1": "", "latitude": latitude, "longitude": longitude}
    )
    assert of_a_lone_place(place).keys() == found


def of_a_lone_place(place: Place) -> dict[str, str]:
    """What is said of where the only place of a dossier lies, by code."""
    found = [each for each in findings(gathered([place]), {place.id: 7}) if each.code in AWAY]
    assert all((each.file, each.line, each.column) == ("places.csv", 7, "latitude") for each in found)
    return {each.code: each.message for each in found}


AWAY = ("place-swapped", "place-far-from-country")


@pytest.mark.parametrize(("longitude", "code"), [(90.0, "place-swapped"), (90.5, "place-far-from-country")])
def test_no_latitude_lies_beyond_the_pole_of_the_base_map(longitude: float, code: str) -> None:
    """Some 800 km from the north of Canada, which a radius of 1,000 km reaches."""
    place = row(Place, "p", country="Canada", latitude=-75.0, longitude=longitude, radius_km=1000)
    assert of_a_lone_place(place).keys() == {code}


def test_a_place_is_out_beyond_its_radius_and_what_an_outline_may_be_off() -> None:
    away = outside_km("Tajikistan", 38.56, 64.0)
    assert away is not None
    place = row(Place, "p", country="Tajikistan", latitude=38.56, longitude=64.0, radius_km=away - 50)
    assert of_a_lone_place(place) == {}
    nearer = place.model_copy(update={"radius_km": away - 50.001})
    assert of_a_lone_place(nearer).keys() == {"place-far-from-country"}


def test_a_place_outside_its_country_is_told_by_how_far() -> None:
    place = row(Place, "p", country="Tajikistan", latitude=-15.0, longitude=100.0, radius_km=5)
    (message,) = of_a_lone_place(place).values()
    said = re.sub(r"some \d,\d{3} km", "some N km", message)
    assert said == (
        "'-15, 100' is some N km outside 'Tajikistan'; a point in it, or the country that it lies in, is wanted"
    )
