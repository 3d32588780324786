"""The second clock: a view as of a day equals that of a dossier from which all that came later was torn out by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from briefing.analysis.coverage import rival_sets
from briefing.analysis.gaps import gaps
from briefing.analysis.history import changes, turns
from briefing.analysis.judgements import current
from briefing.analysis.known import as_known, public_from, reported_on, without
from briefing.analysis.standing import Standing, standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Origin, Source, references
from briefing.dossier.records import ids as listed
from briefing.dossier.when import parse
from briefing.html.card import card_html
from briefing.html.render import render
from briefing.html.state_line import plain
from briefing.pictures.evidence.matrix import matrix
from briefing.reading.load import read
from briefing.view import tables
from briefing.view.address import State
from briefing.view.brief import brief
from briefing.view.filters import roles
from briefing.view.view import View, ground, view
from tests.invented import AS_OF, DAYS, cells, dossier, dossiers, examples, gathered, info, seen, write
from tests.invented import row as new_row

FRAMES: tuple[Callable[[View], pd.DataFrame], ...] = (
    *(tables.events, tables.relations, tables.claims, tables.reports, tables.sources),
    *(tables.actors, tables.outlets, tables.origins),
)
Cells = dict[str, list[dict[str, str]]]


# --- a second way to cut, on cells of text


def cut(whole: Dossier, day: date) -> Dossier:
    """The dossier as a curator would have written it on a day: later rows deleted, and what hung only on them."""
    if day >= whole.info.as_of:
        return whole
    kept: Cells = {name: [cells(row) for row in rows] for name, rows in whole.tables()}
    public = {row["id"] for row in kept["sources"] if _last(row["published"], whole) <= day.isoformat()}
    kept["sources"] = [row for row in kept["sources"] if row["id"] in public]
    for row in kept["sources"]:
        row["known_via"] = "|".join(id for id in row["known_via"].split("|") if id in public)
    kept["judgements"] = [row for row in kept["judgements"] if row["made"] <= day.isoformat()]
    made_by = {row["id"]: row["source"] for row in kept["reports"]}
    for claim in kept["claims"]:
        spoken = [row for row in kept["evidence"] if row["claim"] == claim["id"] and row["stance"] != "neither"]
        if not any(made_by[row["report"]] in public for row in spoken):
            kept["evidence"] = [row for row in kept["evidence"] if row["claim"] != claim["id"]]
    for name in ("events", "relations"):
        kept[name] = [row for row in kept[name] if not row["date"] or (parse(row["date"]).first or day) <= day]
    torn(kept, {row["id"] for row in kept["reports"] if row["source"] not in public})
    line = whole.info.bottom_line
    front = whole.info.model_copy(update={"as_of": day, "bottom_line": line if line and line.made <= day else None})
    return made(kept, front, whole)


def _last(published: str, whole: Dossier) -> str:
    """The last day on which it may have appeared, at most that on which the compilers looked."""
    looked = whole.info.as_of.isoformat()
    ends = {"2021-02": "2021-02-28", "2021-03": "2021-03-31", "2021-04~": "2021-04-30", "2021-02/2021-05": "2021-05-31"}
    ends |= {"[2021-02..2021-03]": "2021-03-31", "[..2021-04]": "2021-04-30", "[2021-03..]": looked}
    return min(ends.get(published, published if published[8:10].isdigit() else looked), looked)


def torn(kept: Cells, reports: set[str]) -> None:
    """Delete these reports from the tables, and every row that leads to no report any more."""
    kept["reports"] = [row for row in kept["reports"] if row["id"] not in reports]
    kept["evidence"] = [row for row in kept["evidence"] if row["report"] not in reports]
    spoken = {row["claim"] for row in kept["evidence"]}
    for name in ("events", "relations"):
        kept[name] = [row for row in kept[name] if row["claim"] in spoken]
    events = {row["id"] for row in kept["events"]}
    kept["involvement"] = [row for row in kept["involvement"] if row["event"] in events]
    for row in list(kept["involvement"]):
        if row["reports"]:
            row["reports"] = "|".join(id for id in row["reports"].split("|") if id not in reports)
            if not row["reports"]:
                kept["involvement"].remove(row)
    for row in kept["roles"]:
        row["reports"] = "|".join(id for id in row["reports"].split("|") if id not in reports)
    kept["roles"] = [row for row in kept["roles"] if row["reports"]]
    heard = {row["origin"] for row in kept["reports"]}
    for row in kept["claims"]:
        row["claimant"] = row["claimant"] if row["claimant"] in heard else ""
    for row in kept["origins"]:
        row["depends_on"] = "|".join(id for id in row["depends_on"].split("|") if id in heard)


def made(kept: Cells, front: Any, like: Dossier) -> Dossier:
    """The dossier of these cells."""
    filled = {
        name: [{column: cell for column, cell in row.items() if cell} for row in rows] for name, rows in kept.items()
    }
    rows = [TABLES[name].model_validate(row) for name, rows in filled.items() for row in rows]
    return replace(gathered(rows, front), release=like.release, redirects=like.redirects)


# --- all that a view says


def html(view: View) -> dict[str, str]:
    """Every piece of prepared HTML."""
    known, written = view.known, brief(view)

    def piece(template: str, **values: Any) -> str:
        return render(template, known, view.state, "claims", view=view, **values)

    pieces = {name: piece(name, brief=written) for name in ("brief", "bottom_line", "not_known", "alone")}
    pieces["changes"] = piece("changes", turns=changes(known, date(2021, 1, 1)), limit=99, said="")
    pieces["claims_list"] = piece("claims_list", claims=view.claims)
    for question in known.questions:
        pieces[f"judgement {question.id}"] = piece("judgement", judgements=current(question.id, known))
    for claims in rival_sets(known.claims):
        found = matrix(claims, view)
        pieces[f"matrix {claims[0].id}"] = piece("matrix", matrix=found, title="Rival claims", key="m")
    cards = {f"card {row.id}": card_html(row, view, "claims") for _, rows in known.tables() for row in rows}
    return pieces | cards


def words(view: View) -> dict[str, Any]:
    """Everything else, as values to compare."""
    known = view.known
    return {
        "standings": view.standings,
        "reasons": {id: found.reason for id, found in view.standings.items()},
        "shown": view.shown,
        "brief": brief(view),
        "turns": {claim.id: turns(claim, known) for claim in known.claims},
        "changes": changes(known, view.state.since or date(2021, 1, 1)),
        "gaps": gaps(known),
        "matrices": [matrix(claims, view) for claims in rival_sets(known.claims)],
        "state line": plain(view),
    }


def assert_says_the_same(one: View, other: View) -> None:
    assert words(one) == words(other)
    assert html(one) == html(other)
    for frame in FRAMES:
        assert_frame_equal(frame(one), frame(other))


# --- as of a day


@examples(60)
@given(dossiers(), DAYS)
def test_all_that_a_view_says_is_what_the_cut_dossier_says(whole: Dossier, day: date) -> None:
    physical = cut(whole, day) if day < whole.info.as_of else whole
    state = State(asof=day, since=date(2021, 2, 15))
    assert_says_the_same(view(ground(whole, day), state), view(ground(physical), state))


@examples(40)
@given(dossiers(), DAYS, st.sampled_from([{"actor": ("act01",)}, {"region": ("arvenia",)}, {"q": "report"}]))
def test_a_filter_does_not_let_anything_later_through(whole: Dossier, day: date, chosen: dict[str, Any]) -> None:
    physical = cut(whole, day) if day < whole.info.as_of else whole
    state = State(asof=day).changed(start=date(2021, 2, 1), **chosen)
    assert_says_the_same(view(ground(whole, day), state), view(ground(physical), state))


@examples(60)
@given(dossiers(), DAYS)
def test_the_cut_is_table_for_table_the_cut_by_hand(whole: Dossier, day: date) -> None:
    known = as_known(whole, day)
    assert dict(known.tables()) == dict((cut(whole, day) if day < AS_OF else whole).tables())


@examples(60)
@given(dossiers(), DAYS)
def test_a_standing_by_a_day_is_that_of_the_cut_dossier(whole: Dossier, day: date) -> None:
    known = as_known(whole, day)
    for claim in whole.claims:
        assert told(standing(claim, whole, day)) == told(standing(claim, known))


def told(stands: Standing) -> tuple[Any, ...]:
    """All that a standing says; origins and claims by id, since the cut ones no longer name what was not heard of."""
    aside = (stands.doubts, stands.neither, stands.withdrawn)
    sides = [
        (
            side.origins,
            side.independent,
            [(each.report, [claim.id for claim in each.through], each.also) for each in side.bearings],
        )
        for side in (stands.supports, stands.contradicts)
    ]
    return stands.word, stands.reason, stands.rows, sides, aside


@examples(60)
@given(dossiers(), DAYS)
def test_no_text_of_later_is_in_any_html(whole: Dossier, day: date) -> None:
    """Every text of an invented row holds its id, and so does every link to it."""
    before = seen(whole, asof=day)
    kept = {row.id: row for _, rows in before.known.tables() for row in rows}
    later = [row for name, rows in whole.tables() for row in rows if row.id not in kept]
    # A link may ask for a record with the row of the last day; where that is the row of this day, it is in html.
    asked = [row for _, rows in whole.tables() for row in rows if kept.get(row.id) != row]
    pieces = html(before) | {f"card {row.id}": card_html(row, before, "") for row in asked}
    for row in later:
        assert [name for name, piece in pieces.items() if row.id in piece] == []
    line = whole.info.bottom_line
    if line and day < line.made:
        assert "bottomline" not in "".join(pieces.values())


def test_the_card_of_a_later_record_says_only_that_it_is_not_known(small: Dossier) -> None:
    """A link with a focus may ask for a record on a day before it."""
    early = seen(small, asof=date(2021, 4, 11))
    for row in (small.find("r-herald-killed"), small.find("e-varo-killing"), small.find("j-varo")):
        assert row is not None
        card = card_html(row, early, "")
        assert "was not yet known by 11 April 2021" in card
        assert "Sarn" not in card


def test_an_origin_not_heard_of_yet_is_not_named() -> None:
    reports = [("2021-04-01", "wire", "ministry", "contradicts c"), ("2021-04-09", "post", "rebels", "supports c")]
    built = dossier(["c"], reports, {"ministry": {"depends_on": ("rebels",)}})
    claim = built.claims[0].model_copy(update={"claimant": "rebels"})
    early = seen(replace(built, claims=(claim,)), asof=date(2021, 4, 5))
    cards = [
        card_html(row, early, "")
        for row in (early.known.claims[0], early.known.row(type(built.origins[0]), "ministry"))
    ]
    assert [card for card in cards if "rebels" in card] == []


@examples(40)
@given(dossiers(), DAYS, DAYS)
def test_to_cut_twice_is_to_cut_at_the_earlier_day(whole: Dossier, one: date, other: date) -> None:
    assert as_known(as_known(whole, one), other) == as_known(whole, min(one, other))


@examples(40)
@given(dossiers(), DAYS)
def test_what_was_known_stays_known(whole: Dossier, day: date) -> None:
    before, after = as_known(whole, day), as_known(whole, day + timedelta(days=20))
    for (name, rows), (_, more) in zip(before.tables(), after.tables(), strict=True):
        assert {row.id for row in rows} <= {row.id for row in more}, name


@examples(40)
@given(dossiers())
def test_from_the_last_day_on_everything_is_known(whole: Dossier) -> None:
    assert as_known(whole, whole.info.as_of) is whole
    assert all(reported_on(report, whole) <= AS_OF for report in whole.reports)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2021-04-12", "2021-04-12"),
        ("2021-04", "2021-04-30"),
        ("2021-04~", "2021-04-30"),
        ("2021-02/2021-05", "2021-05-31"),
        (None, "2021-06-30"),
        ("2021-03/..", "2021-06-30"),
        ("../2021-03", "2021-03-31"),
        ("2021", "2021-06-30"),
    ],
)
def test_the_day_on_which_a_publication_was_certainly_public(published: str | None, day: str) -> None:
    source = new_row(Source, "s", outlet="o", published=published)
    assert public_from(source, Dossier(info())).isoformat() == day


def test_the_small_dossier_on_the_day_of_the_first_report(small: Dossier) -> None:
    known = as_known(small, date(2021, 4, 12))
    assert {
        claim: found.word for claim, found in standings(known).items() if "killed" in claim or "arrest" in claim
    } == {
        "c-varo-killed": "single origin",
        "c-tolm-arrested": "unknown as yet",
    }
    assert [event.id for event in known.events] == ["e-lowen", "e-notice", "e-varo-killing"]
    assert [tie.id for tie in known.relations] == ["tie-varo-banner", "tie-tolm-varo"]
    assert (known.judgements, known.info.bottom_line) == ((), None)


def test_what_was_judged_or_begun_on_the_very_day_is_known_on_it(small: Dossier) -> None:
    made = max(judgement.made for judgement in small.judgements)
    line = small.info.bottom_line
    assert line is not None
    for day, known in ((made, True), (made - timedelta(days=1), False)):
        assert (small.judgements[-1] in as_known(small, day).judgements) == (small.judgements[-1].made <= day)
        assert any(judgement.made == made for judgement in as_known(small, day).judgements) == known
    for day, kept in ((line.made, line), (line.made - timedelta(days=1), None)):
        assert as_known(small, day).info.bottom_line == kept


def test_a_tie_that_cannot_have_begun_is_not_known_though_its_claim_is(small: Dossier) -> None:
    later = tuple(tie.model_copy(update={"date": parse("2021-06-20/")}) for tie in small.relations)
    assert as_known(replace(small, relations=later), date(2021, 6, 19)).relations == ()
    assert len(as_known(replace(small, relations=later), date(2021, 6, 20)).relations) == len(later)


def test_a_denial_is_named_nowhere_before_it_was_made(small: Dossier) -> None:
    """Grey Banner denied the killing in a report of 16 April."""
    parts = {"i-killing-banner", "i-seen-varo"}
    before, after = (seen(small, asof=date(2021, 4, day)) for day in (12, 16))
    assert parts.isdisjoint(row.id for row in before.known.involvement)
    assert parts <= {row.id for row in after.known.involvement}
    said = {f"row {row.id}": str(row) for _, rows in before.known.tables() for row in rows} | html(before)
    said |= {f"table {number}": frame(before).to_csv() for number, frame in enumerate(FRAMES)}
    said |= {f"word {name}": repr(value) for name, value in words(before).items()}
    for told in ("Grey Banner den", "Grey Banner sa", "denies", "r-banner-denies", "s-courier-varo", "role='denied'"):
        assert [name for name, text in said.items() if told in text] == []
    assert ("denied" in roles(before.known), "denied" in roles(after.known)) == (False, True)
    for day, named in ((before, False), (after, True)):
        assert ("grey-banner" in html(day)["card e-varo-killing"]) == named
        killing = tables.events(day).set_index("id").loc["e-varo-killing"]
        assert ("Grey Banner" in killing.to_string()) == named


@pytest.mark.parametrize(
    ("when", "is_shown"),
    [
        ("[2021-04-13..2021-06]", False),
        ("[2021-04-12..2021-06]", True),
        ("[..2021-06]", True),
        ("2021-04-13/2021-06", False),
        ("2021-03/2021-06", True),
        ("/2021-06", True),
    ],
)
def test_what_can_have_begun_by_a_day_is_shown_on_it(small: Dossier, when: str, is_shown: bool) -> None:
    """Early reports support the claim; a first possible day that lies ahead was written with later knowledge."""
    events = tuple(
        each.model_copy(update={"date": parse(when)}) for each in small.events if each.id == "e-varo-killing"
    )
    parts = tuple(each for each in small.involvement if each.event == "e-varo-killing")
    cut = as_known(replace(small, events=events, involvement=parts), date(2021, 4, 12))
    assert bool(cut.events) == is_shown


# --- without


@examples(40)
@given(dossiers(), st.data())
def test_a_what_if_is_to_tear_the_rows_out(whole: Dossier, data: st.DataObject) -> None:
    able = [row.id for row in (*whole.sources, *whole.outlets, *whole.origins)]
    fallen = set(data.draw(st.lists(st.sampled_from(able), min_size=1, max_size=3)))
    kept: Cells = {name: [cells(row) for row in rows] for name, rows in whole.tables()}
    outlet = {row["id"]: row["outlet"] for row in kept["sources"]}
    speaks = {row["id"]: row["outlet"] for row in kept["origins"]}
    torn(
        kept,
        {
            row["id"]
            for row in kept["reports"]
            if fallen & {row["source"], row["origin"], outlet[row["source"]], *row["via"].split("|")}
            or speaks[row["origin"]] in fallen
        },
    )
    assert without(whole, fallen) == made(kept, whole.info, whole)


@examples(40)
@given(dossiers(), st.data())
def test_nothing_of_a_fallen_origin_bears_on_anything(whole: Dossier, data: st.DataObject) -> None:
    origin = data.draw(st.sampled_from(whole.origins)).id
    left = seen(whole, without=(origin,))
    assert [report.id for report in left.reports if report.origin == origin] == []
    for found in left.standings.values():
        assert origin not in {each.origin.id for each in (*found.supports, *found.contradicts)}
        assert origin not in {report.origin for report in (*found.doubts, *found.neither, *found.withdrawn)}
    assert origin not in set(tables.origins(left)["id"])
    assert without(left.known, [origin]) == left.known


@examples(40)
@given(dossiers(), DAYS, st.data())
def test_nothing_that_is_left_refers_to_what_is_gone(whole: Dossier, day: date, data: st.DataObject) -> None:
    fallen = data.draw(st.sampled_from([row.id for row in (*whole.sources, *whole.outlets, *whole.origins)]))
    left = without(as_known(whole, day), [fallen])
    tables = {name: {row.id for row in rows} for name, rows in left.tables()}
    for name, rows in left.tables():
        for field, target in references(TABLES[name]).items():
            for row in rows:
                assert set(listed(getattr(row, field))) <= tables[target], (row.id, field)


# --- the invented dossiers themselves


@examples(40)
@given(dossiers())
def test_an_invented_dossier_is_written_and_read_again(whole: Dossier) -> None:
    with TemporaryDirectory() as folder:
        write(whole, Path(folder))
        reading = read(Path(folder))
    assert [str(issue) for issue in reading.issues if issue.severity == "error"] == []
    assert reading.dossier is not None
    assert replace(reading.dossier, release=whole.release) == whole


def test_a_written_dossier_has_the_same_release(small: Dossier, tmp_path: Path) -> None:
    write(small, tmp_path / "one")
    once = read(tmp_path / "one").dossier
    assert once is not None
    write(once, tmp_path / "two")
    assert read(tmp_path / "two").dossier == once
    assert replace(once, release=small.release) == small


def test_a_cut_copies_only_the_rows_that_it_changes() -> None:
    said = [("2021-04-01", "wire", id, "supports c") for id in ("a", "b", "d")]
    built = dossier(["c"], said, {"a": {"depends_on": ("b",)}, "b": {"depends_on": ("d",)}})
    left = without(built, ("d",))
    same = {row.id for row in (*left.origins, *left.claims) if row is built.row(type(row), row.id)}
    assert same == {"a", "d", "c"}
    assert left.row(Origin, "b").depends_on == ()
