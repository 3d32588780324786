"""The tables of a page: the rows shown, in words, with the standing of the whole."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event, Origin, Place
from briefing.view import tables
from briefing.view.view import View
from tests.invented import dossier, dossiers, examples, gathered, row, seen

FRAMES = {
    tables.events: tables.EVENTS,
    tables.relations: tables.RELATIONS,
    tables.claims: tables.CLAIMS,
    tables.reports: tables.REPORTS,
    tables.sources: tuple(name for name in tables.SOURCES if name not in tables.KEPT),
    tables.actors: tables.ACTORS,
    tables.outlets: tables.OUTLETS,
    tables.origins: tables.ORIGINS,
}
of_each = pytest.mark.parametrize(("frame", "columns"), FRAMES.items(), ids=lambda each: getattr(each, "__name__", ""))
Frame = Callable[[View], pd.DataFrame]


def line(found: pd.DataFrame, id: str) -> dict[Hashable, object]:
    (row,) = found[found["id"] == id].to_dict("records")
    return row


@of_each
def test_a_table_without_rows_still_has_its_columns(frame: Frame, columns: tuple[str, ...]) -> None:
    found = frame(seen(gathered([])))
    assert (tuple(found.columns), len(found)) == (columns, 0)


@of_each
@examples(20)
@given(built=dossiers())
def test_a_table_has_a_line_for_each_row_and_no_hole(frame: Frame, columns: tuple[str, ...], built: Dossier) -> None:
    view = seen(built, actor=("act01",))
    found = frame(view)
    assert tuple(found.columns) == columns
    assert list(found["id"]) == list(dict.fromkeys(found["id"]))
    part = getattr(view.shown, frame.__name__, None)
    assert part is None or tuple(found["id"]) == part.ids
    assert not found.drop(columns="Within (km)", errors="ignore").isna().to_numpy().any()


@of_each
@examples(20)
@given(built=dossiers())
def test_no_cell_says_none_whole_or_narrowed(frame: Frame, columns: tuple[str, ...], built: Dossier) -> None:
    for state in ({}, {"actor": ("act01",)}, {"region": ("arvenia",)}, {"asof": date(2021, 4, 1)}):
        cells = {str(cell) for cell in frame(seen(built, **state)).drop(columns="Within (km)", errors="ignore").stack()}
        assert cells.isdisjoint({"None", "nan", "NaT"})
        assert columns


@examples(40)
@given(dossiers())
def test_a_standing_in_a_table_is_that_of_the_whole(built: Dossier) -> None:
    whole = standings(built)
    view = seen(built, region=("arvenia",))
    for frame, claim in (
        (tables.events(view), "claim"),
        (tables.relations(view), "claim"),
        (tables.claims(view), "id"),
    ):
        for one in frame.to_dict("records"):
            standing = whole[getattr(built.find(str(one["id"])), claim)]
            assert (one["Standing"], one["Why"]) == (standing.word, standing.reason)


@examples(40)
@given(dossiers())
def test_every_report_is_counted_once_under_its_source_and_its_origin(built: Dossier) -> None:
    view = seen(built)
    assert tables.sources(view)["Reports"].sum() == tables.origins(view)["Reports"].sum() == len(built.reports)
    assert tables.outlets(view)["Sources"].sum() == len(built.sources)


def test_an_event(small: Dossier) -> None:
    found = tables.events(seen(small))
    assert line(found, "e-varo-killing") == {
        "id": "e-varo-killing",
        "Sorts as": "2021-04-10",
        "When": "about 10 April 2021",
        "Event": "Varo reported killed in Sarn",
        "Kind": "killing",
        "Where": "Sarn, Sarn Province, Dorrland",
        "Within (km)": 8.0,
        "Who": "Anton Varo (reported killed); Grey Banner (denied)",
        "Standing": "contested",
        "Why": "3 reports, 1 origin: unnamed officers in Dorrland; against it 1 report, 1 origin: Grey Banner; "
        "1 report in doubt",
    }
    unknown = line(found, "e-varo-seen")
    assert (unknown["Sorts as"], unknown["When"]) == ("", "not known")
    assert line(found, "e-notice")["Where"] == ""


def test_a_tie_reads_from_one_to_the_other(small: Dossier) -> None:
    view = seen(small)
    assert line(tables.relations(view), "tie-tolm-varo") == {
        "id": "tie-tolm-varo",
        "From": "Milo Tolm",
        "Tie": "said to be a cousin of",
        "To": "Anton Varo",
        "Sorts as": "",
        "When": "not known",
        "Standing": "withdrawn",
        "Why": view.standings["c-tolm-cousin"].reason,
    }
    assert line(tables.relations(view), "tie-tolm-banner")["When"] == "from May 2021, end not known"


def test_a_claim_counts_origins_apart_from_reports(small: Dossier) -> None:
    claim = line(tables.claims(seen(small)), "c-varo-killed")
    counts = [claim[each] for each in ("Reports for", "Origins for", "Reports against", "Origins against", "In doubt")]
    assert counts == [3, 1, 1, 1, 1]


def test_an_origin_not_stated_is_counted_in_no_column() -> None:
    view = seen(dossier("c", [("2021-04-01", "wire", "unknown", "supports c")]))
    claim = line(tables.claims(view), "c")
    assert (claim["Reports for"], claim["Origins for"]) == (1, 0)
    assert line(tables.origins(view), "unknown")["Carries alone"] == 0


def test_a_claim_in_words(small: Dossier) -> None:
    claim = line(tables.claims(seen(small)), "c-varo-killed")
    assert [claim[column] for column in ("Question", "Claim", "Kind", "Standing")] == [
        "Was Anton Varo killed in Sarn in April 2021?",
        "Anton Varo was killed in Sarn about 10 April 2021.",
        "occurrence",
        "contested",
    ]


def test_a_report_with_its_way(small: Dossier) -> None:
    assert line(tables.reports(seen(small)), "r-voice-killed") == {
        "id": "r-voice-killed",
        "Public": "2021-04-14",
        "Report": "Varo was killed in Dorrland, North Wire reports from the Dorr Herald.",
        "Outlet": "State Voice",
        "Where in the source": "opening",
        "Via": "North Wire ‹ Dorr Herald",
        "Origin": "unnamed officers in Dorrland",
        "Origin is": "unnamed persons",
        "Basis": "told",
        "Grade": "D 3",
    }
    assert line(tables.reports(seen(small)), "r-doctor-40")["Public"] == "2020-03-31"


def test_a_report_of_a_source_without_a_date_says_so_and_from_when_it_counts(small: Dossier) -> None:
    report = small.reports[0]
    sources = tuple(
        each.model_copy(update={"published": None}) if each.id == report.source else each for each in small.sources
    )
    found = tables.reports(seen(replace(small, sources=sources)))
    assert line(found, report.id)["Public"] == "undated; counts from 2021-06-30"


def test_a_source_with_its_grade(small: Dossier) -> None:
    assert line(tables.sources(seen(small)), "s-courier-2020") == {
        "id": "s-courier-2020",
        "Sorts as": "2020-03-01",
        "Published": "March 2020",
        "Title": "The dead of Lowen",
        "Outlet": "Free Courier",
        "Reliability": "C",
        "Read": "whole",
        "Language": "en",
        "Reports": 2,
        "Rests on it alone": 2,
        "Address": "https://courier.example/lowen",
    }
    undated = dossier(["c"], [("", "wire", "a", "supports c")])
    assert line(tables.sources(seen(undated)), "s1")["Published"] == "date not seen"


def test_an_outlet_with_its_grade(small: Dossier) -> None:
    assert line(tables.outlets(seen(small)), "state-voice") == {
        "id": "state-voice",
        "Outlet": "State Voice",
        "Kind": "state media",
        "Country": "Arvenia",
        "Alignment": "Government of Arvenia",
        "Reliability": "D",
        "Why this grade": "It speaks for one side of the matter.",
        "Sources": 2,
    }


def test_an_origin_with_those_that_it_leans_on() -> None:
    built = dossier(
        ["c"], [("2021-04-01", "wire", "a", "supports c")], {"a": {"depends_on": ("b", "d")}, "b": {}, "d": {}}
    )
    found = line(tables.origins(seen(built)), "a")
    names = {id: built.row(Origin, id).name for id in ("a", "b", "d")}
    assert found == {
        "id": "a",
        "Origin": names["a"],
        "Kind": "named person",
        "Interest": "Interest a",
        "Reports": 1,
        "Carries alone": 1,
        "Not independent of": f"{names['b']}; {names['d']}",
    }


def test_a_table_of_other_rows_than_those_shown(small: Dossier) -> None:
    view = seen(small, actor=("tolm",))
    of_all = {
        "events": tables.events(view, small.events),
        "relations": tables.relations(view, small.relations),
        "claims": tables.claims(view, small.claims),
        "reports": tables.reports(view, small.reports),
        "sources": tables.sources(view, small.sources),
        "actors": tables.actors(view, small.actors),
        "outlets": tables.outlets(view, small.outlets),
        "origins": tables.origins(view, small.origins),
    }
    rows = dict(small.tables())
    for name, found in of_all.items():
        assert list(found["id"]) == [each.id for each in rows[name]], name


@pytest.mark.parametrize(
    ("when", "day"), [("2021-04", "2021-04-01"), ("../2021-04-10", "2021-04-10"), ("2021/..", "2021-01-01")]
)
def test_an_event_is_sorted_by_its_first_day_or_else_its_last(when: str, day: str, small: Dossier) -> None:
    event = row(Event, "e", claim="c-varo-killed", date=when)
    assert line(tables.events(seen(small), [event]), "e")["Sorts as"] == day


def test_what_rests_on_a_source_or_an_origin_alone(small: Dossier) -> None:
    view = seen(small)
    alone = dict(zip(tables.sources(view)["id"], tables.sources(view)["Rests on it alone"], strict=True))
    assert {id: number for id, number in alone.items() if number} == {
        "s-courier-2020": 2,
        "s-lantern-profile": 1,
        "s-courier-varo": 1,
    }
    carried = dict(zip(tables.origins(view)["id"], tables.origins(view)["Carries alone"], strict=True))
    assert next(iter(carried.items())) == ("o-ministry", 2)  # those that carry most come first
    assert (carried["o-officers"], carried["o-lawyer"]) == (1, 0)


def test_an_actor_with_what_is_known_of_it(small: Dossier) -> None:
    assert line(tables.actors(seen(small)), "varo") == {
        "id": "varo",
        "Actor": "Anton Varo",
        "Native name": "Антон Варо",
        "Kind": "person",
        "Who": "Reported to be a commander of Grey Banner.",
        "Events": 3,
        "Ties": 2,
        "Claims": 4,
    }
    early = line(tables.actors(seen(small, asof=date(2021, 1, 1)), small.actors), "varo")
    assert early["Claims"] == 0  # a claim that nobody has spoken to yet is not counted


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "Lowen", "admin1": "Northmark"}, "Lowen, Northmark, Arvenia"),
        ({"name": "Northmark", "admin1": "Northmark"}, "Northmark, Arvenia"),
        ({"name": "Arvenia"}, "Arvenia"),
    ],
)
def test_a_place_is_named_with_what_holds_it(given: dict[str, str], words: str) -> None:
    assert tables.where(row(Place, "p", **given)) == words
    assert tables.where(None) == ""


def test_csv_of_a_table_runs_no_formula_and_keeps_every_script() -> None:
    frame = pd.DataFrame({"Name": ["=HYPERLINK(1)", "Халимов", "-1+1"], "Reports": [3, -1, 0]})
    text = tables.csv(frame).decode("utf-8-sig")
    assert text.splitlines() == ["Name,Reports", "'=HYPERLINK(1),3", "Халимов,-1", "'-1+1,0"]


@examples(40)
@given(dossiers())
def test_events_and_ties_can_be_put_in_order_of_date_the_undated_last(built: Dossier) -> None:
    view = seen(built)
    for frame in (
        tables.events(view, tables.in_order(view.events)),
        tables.relations(view, tables.in_order(view.relations)),
    ):
        days = list(frame["Sorts as"])
        dated = [day for day in days if day]
        assert days == sorted(dated) + [""] * (len(days) - len(dated))
        assert set(frame["When"][len(dated) :]) <= {"not known"}


def test_a_source_with_a_copy_shows_where_it_is_kept(small: Dossier) -> None:
    kept = {"archive_url": "https://web.example/1", "sha256": "0" * 64}
    sources = (small.sources[0].model_copy(update=kept), *small.sources[1:])
    found = tables.sources(seen(replace(small, sources=sources)))
    assert next(iter(found["Kept at"])) == "https://web.example/1"
    assert set(found["SHA-256"]) == {"0" * 64, ""}


def test_how_much_was_read_of_the_sources_is_counted(small: Dossier) -> None:
    assert tables.extents(seen(small)) == "Read only in the opening part: 1; not read but known through others: 1."
    changed = tuple(row.model_copy(update={"extent_read": "not stated"}) for row in small.sources)
    said = tables.extents(seen(replace(small, sources=changed)))
    assert said == f"Not stated how much was read: {len(changed)}."
    whole = tuple(row.model_copy(update={"extent_read": "whole"}) for row in small.sources)
    assert tables.extents(seen(replace(small, sources=whole))) == ""
