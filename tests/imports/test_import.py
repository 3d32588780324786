"""Imports: everything in a file is taken over, refused or set aside, and nothing is invented or changed."""

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from briefing.__main__ import main
from briefing.analysis.standing import standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Event, Origin, Place, Relation
from briefing.dossier.when import parse
from briefing.exports import csv, ftm, geojson, stix, xlsx
from briefing.exports.subset import selection
from briefing.imports import IMPORTS
from briefing.imports import geojson as geojson_import
from briefing.imports.imported import Item, Parcel
from briefing.imports.merge import Taken, merge
from briefing.imports.stix import own
from briefing.reading.load import read
from briefing.view.address import query
from tests.invented import dossiers, examples, info, seen

Captured = pytest.CaptureFixture[str]
READERS = {each.name: each.read for each in IMPORTS}
OURS = {module.EXPORT.name: module.EXPORT.make for module in (csv, xlsx, geojson, stix, ftm)}
FOREIGN = ("geojson", "stix", "ftm")


def take(format: str, content: bytes | dict[str, Any], into: Path) -> Taken:
    raw = json.dumps(content).encode() if isinstance(content, dict) else content
    taken = merge(READERS[format](raw, "field notes.json"), into, info())
    assert isinstance(taken, Taken)
    return taken


def loaded(folder: Path) -> Dossier:
    reading = read(folder)
    assert reading.dossier, [str(issue) for issue in reading.issues]
    return reading.dossier


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def reasons(taken: Taken) -> list[str]:
    return [each.reason for each in taken.refused]


# What carries everything


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_export_import_export_gives_the_same_bytes(format: str, small: Dossier, tmp_path: Path) -> None:
    first = OURS[format](seen(small))
    taken = take(format, first, tmp_path / "new")
    assert (taken.refused, taken.aside, taken.total) == ((), (), 95)
    assert OURS[format](seen(loaded(tmp_path / "new"))) == first


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@given(dossier=dossiers())
@examples(8)
def test_any_dossier_comes_through(format: str, dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any") / "new"
    take(format, OURS[format](seen(dossier)), folder)
    assert replace(loaded(folder), release=dossier.release) == dossier


@pytest.mark.parametrize("format", OURS)
def test_a_dossier_does_not_change_by_its_own_export(format: str, small: Dossier, small_folder: Path) -> None:
    before = snapshot(small_folder)
    taken = take(format, OURS[format](seen(small)), small_folder)
    assert (taken.imported, taken.refused, taken.files) == ((), (), ())
    assert snapshot(small_folder) == before


@pytest.mark.parametrize("format", OURS)
def test_running_twice_changes_nothing(format: str, small: Dossier, tmp_path: Path) -> None:
    content = OURS[format](seen(small))
    first = take(format, content, tmp_path / "new")
    before = snapshot(tmp_path / "new")
    second = take(format, content, tmp_path / "new")
    assert first.imported and not first.refused
    assert (second.imported, second.refused, second.total) == ((), (), first.total)
    assert snapshot(tmp_path / "new") == before


def test_a_part_adds_to_a_table_and_leaves_the_rest(small: Dossier, small_folder: Path) -> None:
    events = (small_folder / "events.csv").read_text("utf-8").splitlines(keepends=True)
    parts = (small_folder / "involvement.csv").read_text("utf-8").splitlines(keepends=True)
    (small_folder / "events.csv").write_text("".join(events[:-1]), "utf-8")
    (small_folder / "involvement.csv").write_text("".join(parts[:-2]), "utf-8")
    taken = take("csv", csv.tables(seen(small)), small_folder)
    assert (len(taken.imported), taken.files) == (3, ("events.csv", "involvement.csv"))
    assert loaded(small_folder) == small


# What is wrong with a row


def zipped(**tables: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in tables.items():
            file.writestr(f"{name}.csv", text)
    return out.getvalue()


ACTORS = "id,name,native_name,aliases,kind,born,nationality,summary\n"


def test_a_bad_row_is_refused_with_its_line_and_the_others_come_in(small_folder: Path) -> None:
    rows = "new,New,,,person,,,Who.\nbad,Bad,,,persn,13.4.2021,,Who.\nlong,Long,,,person,,,Who.,more\n"
    taken = take("csv", zipped(actors=ACTORS + rows), small_folder)
    assert [item.rows[0][1]["id"] for item in taken.imported] == ["new"]
    assert [each.where for each in taken.refused] == ["actors.csv line 3", "actors.csv line 4"]
    assert "cell-count" not in reasons(taken)[1] and "has 9 cells" in reasons(taken)[1]
    assert "Did you mean 'person'?" in reasons(taken)[0] and "day first" in reasons(taken)[0]


def test_a_row_that_says_something_else_is_refused(small_folder: Path) -> None:
    before = snapshot(small_folder)
    taken = take("csv", zipped(actors=ACTORS + "varo,Another,,,person,,,Who.\n"), small_folder)
    assert reasons(taken)[0].startswith("'varo' is there already with another name, native_name,")
    assert snapshot(small_folder) == before


def test_a_row_that_leads_nowhere_is_refused_with_what_needs_it(small_folder: Path) -> None:
    events = "id,title,kind,date,place,claim,summary\ne-new,Said,clash,,,c-none,S.\n"
    parts = "id,event,actor,role\ni-new,e-new,varo,said to be there\n"
    taken = take("csv", zipped(events=events, involvement=parts), small_folder)
    assert (len(taken.imported), taken.files) == (0, ())
    assert [each.where for each in taken.refused] == ["events.csv line 2", "involvement.csv line 2"]
    assert "'c-none' is in no row of claims.csv" in reasons(taken)[0]
    assert "'e-new' is in no row of events.csv" in reasons(taken)[1]


def test_a_row_that_breaks_a_rule_is_refused(small_folder: Path) -> None:
    relations = "id,from,to,kind,date,claim\nt-new,varo,varo,said to be near,,c-varo-alive\n"
    assert "tied to itself" in reasons(take("csv", zipped(relations=relations), small_folder))[0]


def test_an_id_that_was_given_up_is_not_taken_again(small_folder: Path) -> None:
    taken = take("csv", zipped(actors=ACTORS + "c-varo-dead,New,,,person,,,Who.\n"), small_folder)
    assert "an id that was given up is wanted" in reasons(taken)[0]


def test_a_formula_is_refused(small: Dossier, small_folder: Path) -> None:
    book = load_workbook(io.BytesIO(xlsx.workbook(seen(small))))
    book["actors"]["A7"], book["actors"]["B7"] = "new", "=1+1"
    out = io.BytesIO()
    book.save(out)
    taken = take("xlsx", out.getvalue(), small_folder)
    assert [(each.where, each.reason) for each in taken.refused] == [
        ("actors row 7", "the cell B7 holds a formula, '=1+1'; its text is wanted")
    ]


# What other systems write


def feature(id: str | None, geometry: Any = None, **said: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": said}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


EXPORTED = dict.fromkeys(geojson_import.OURS, "as our own export says")
POINT = {"type": "Point", "coordinates": [43.1, 36.3]}


def test_a_foreign_event_rests_on_the_file_alone(small_folder: Path) -> None:
    take("geojson", collection(feature("A 1", POINT, title="Said to be a clash", date="2021-04~")), small_folder)
    dossier = loaded(small_folder)
    event = dossier.row(Event, "e-a-1")
    found = standing(dossier.row(Claim, event.claim), dossier)
    report = dossier.reports[-1]
    assert event.date and (event.date.edtf, event.place) == ("2021-04~", "p-36-3-43-1")
    assert (found.word, found.supports.origins, found.supports.independent) == ("origin not stated", (), 0)
    assert (report.credibility, dossier.row(Origin, report.origin).kind) == ("6", "unknown")


def test_a_point_without_precision_is_as_precise_as_its_digits(small_folder: Path) -> None:
    take("geojson", collection(feature("a", POINT, title="Said to be a clash")), small_folder)
    place = loaded(small_folder).places[-1]
    assert (place.name, place.country, place.precision, place.radius_km) == ("36.3, 43.1", "Iraq", "town", 12)
    assert "the radius is assumed" in place.basis


def test_a_point_with_precision_makes_a_place(small_folder: Path) -> None:
    known = {"precision": "town", "radius_km": 5, "place_name": "Somewhere", "country": "Arvenia"}
    take("geojson", collection(feature("a", POINT, title="Said to be a clash", **known)), small_folder)
    place = loaded(small_folder).row(Place, "p-somewhere")
    assert (place.latitude, place.longitude, place.radius_km) == (36.3, 43.1, 5)


def test_every_feature_is_accounted_for(small_folder: Path) -> None:
    same = feature("a", title="Said to be a clash")
    bad = [
        feature("b"),
        feature("c", title="T", date="13.4.21"),
        feature("d", title="T", date="2021-04-31"),
        feature("a", title="Another"),
    ]
    taken = take("geojson", collection(same, same, *bad), small_folder)
    assert (len(taken.imported), len(taken.refused), len(taken.aside), taken.total) == (1, 4, 1, 6)
    assert [each.where for each in taken.refused] == ["feature 3", "feature 4", "feature 5", "feature 6"]
    assert "the id 'a' stands in feature 1 for another event" in reasons(taken)[3]


def test_stix_brings_actors_ties_events_and_places(small: Dossier, tmp_path: Path) -> None:
    take("stix", stix.stix(seen(small)), tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    assert {actor.id: actor.kind for actor in dossier.actors} == {actor.id: actor.kind for actor in small.actors}
    assert {(tie.id, tie.from_, tie.to) for tie in dossier.relations} == {
        (tie.id, tie.from_, tie.to) for tie in small.relations
    }
    places = {event.id: event.place for event in dossier.events}
    assert places == {event.id: event.place for event in small.events}
    assert {event.id: event.date for event in dossier.events} == {event.id: event.date for event in small.events}
    assert {tie.id: tie.date for tie in dossier.relations} == {tie.id: tie.date for tie in small.relations}


def test_ftm_brings_plain_dates_as_they_are(small: Dossier, tmp_path: Path) -> None:
    take("ftm", ftm.ftm(seen(small)), tmp_path / "new")
    dates = {event.id: event.date and event.date.edtf for event in loaded(tmp_path / "new").events}
    assert dates["e-tolm-arrest"] == "2021-05"
    assert dates["e-varo-killing"] is None


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"start_time": "2021-01-01T00:00:00Z", "stop_time": "2021-03-01T00:00:00Z"}, "2021-01-01/2021-03-01"),
        ({"start_time": "2021-01-01T00:00:00Z"}, "2021-01-01/"),
        ({"stop_time": "2021-03-01T00:00:00Z"}, "/2021-03-01"),
    ],
)
def test_a_stix_relationship_lasted(small: Dossier, tmp_path: Path, given: dict[str, str], read: str) -> None:
    bundle = json.loads(stix.stix(seen(small)))
    (tie,) = [each for each in bundle["objects"] if own(each) == "tie-varo-banner"]
    # As another system writes it: with times alone.
    tie |= {"start_time": None, "stop_time": None, "labels": [], **given}
    take("stix", bundle, tmp_path / "new")
    when = loaded(tmp_path / "new").row(Relation, "tie-varo-banner").date
    assert when and (when.edtf, when.lasts) == (read, True)


def bundle(version: str, *objects: dict[str, Any]) -> dict[str, Any]:
    return {"type": "bundle", "id": "bundle--1", "spec_version": version, "objects": list(objects)}


def group(id: str, name: str, **said: Any) -> dict[str, Any]:
    return {"type": "intrusion-set", "id": f"intrusion-set--{id}", "name": name, **said}


def tied(start: str, end: str, **said: Any) -> dict[str, Any]:
    ends = {"source_ref": f"intrusion-set--{start}", "target_ref": f"intrusion-set--{end}"}
    return {
        "type": "relationship",
        "id": f"relationship--{start}{end}",
        "relationship_type": "related-to",
        **ends,
        **said,
    }


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_a_stix_bundle_with_every_trap_has_its_sums_right(version: str, tmp_path: Path) -> None:
    names = ["One", *(f"Alias {number}" for number in range(113))]
    objects = [
        group("a", "One", aliases=names, modified="2020-01-02T00:00:00Z"),
        group("a", "One of before", modified="2019-01-02T00:00:00Z"),
        group("b", "Two"),
        group("c", "Two", description="Another of the same name."),
        group("d", "Dead", revoked=True),
        group("e", "Given up", x_mitre_deprecated=True),
        tied("a", "b"),
        tied("b", "c", revoked=True),
        tied("a", "d"),
        tied("a", "nowhere"),
        {"type": "indicator", "id": "indicator--1"},
        {"type": "identity"},
        {**tied("a", "b"), "id": "relationship--of-none", "target_ref": ""},
    ]
    taken = take("stix", bundle(version, *objects), tmp_path / "new")
    assert (len(taken.imported), len(taken.refused), len(taken.aside), taken.total) == (4, 1, 8, len(objects))
    dossier = loaded(tmp_path / "new")
    assert [(actor.name, len(actor.aliases)) for actor in dossier.actors] == [("One", 113), ("Two", 0), ("Two", 0)]
    assert [tie.to for tie in dossier.relations] == ["intrusion-set--b"]
    said = " ".join(each.reason for each in taken.aside)
    assert "ties an object that was revoked" in said and "is not in the file" in said and "a newer version" in said


def test_an_entity_in_pieces_comes_in_whole(tmp_path: Path) -> None:
    """As Aleph streams it, and with an entity in the place of its id, as its interface answers."""
    first = {"id": "p1", "schema": "Person", "properties": {"name": ["A. Varo"]}}
    more = {"id": "p1", "schema": "Person", "properties": {"name": ["A. Varo", "Anton Varo"], "birthDate": ["1970"]}}
    other = {"id": "p2", "schema": "Person", "properties": {"name": ["A. Varo"]}}
    tie = {"id": "t", "schema": "Associate", "properties": {"person": [first], "associate": ["p2"]}}
    lost = {"id": "u", "schema": "Associate", "properties": {"person": ["p1"], "associate": ["nobody"]}}
    content = "\n".join(json.dumps(each) for each in (first, more, other, tie, lost)).encode()
    taken = take("ftm", content, tmp_path / "new")
    assert (len(taken.imported), len(taken.refused), len(taken.aside)) == (3, 0, 2)
    dossier = loaded(tmp_path / "new")
    assert [(actor.id, actor.name, actor.aliases) for actor in dossier.actors] == [
        ("p1", "A. Varo", ("Anton Varo",)),
        ("p2", "A. Varo", ()),
    ]
    assert (dossier.relations[0].from_, dossier.relations[0].to) == ("p2", "p1")  # the associate of the person


def test_a_start_and_an_end_of_followthemoney_lasted(small: Dossier, tmp_path: Path) -> None:
    lasting, once = (
        small.row(Event, id).model_copy(update={"date": parse(when)})
        for id, when in (("e-lowen", "2020-03/2020-04"), ("e-tolm-arrest", "[2021-04..2021-05]"))
    )
    take("ftm", ftm.ftm(seen(replace(small, events=(lasting, once), involvement=()))), tmp_path / "new")
    dates = {event.id: event.date and event.date.edtf for event in loaded(tmp_path / "new").events}
    assert dates == {"e-lowen": "2020-03/2020-04", "e-tolm-arrest": None}


def test_ftm_ties_and_countries_come_back_as_they_went_out(small: Dossier, tmp_path: Path) -> None:
    kinds = ("said to be father of", "said to be an ally of")
    ties = tuple(
        row.model_copy(update={"from_": "tolm", "to": "varo", "kind": kind})
        for row, kind in zip(small.relations, kinds, strict=False)
    )
    actors = tuple(actor.model_copy(update={"nationality": "Tajikistan"}) for actor in small.actors)
    take("ftm", ftm.ftm(seen(replace(small, relations=ties, actors=actors))), tmp_path / "new")
    found = loaded(tmp_path / "new")
    assert [(tie.from_, tie.kind, tie.to) for tie in found.relations] == [("tolm", kind, "varo") for kind in kinds]
    assert {actor.nationality for actor in found.actors if actor.kind == "person"} == {"Tajikistan"}


def test_a_set_comes_in_from_geojson_as_it_went_out(small: Dossier, tmp_path: Path) -> None:
    arrest = small.row(Event, "e-tolm-arrest").model_copy(update={"date": parse("[2021-04..2021-05]")})
    take("geojson", geojson.geojson(seen(replace(small, events=(arrest,), involvement=()))), tmp_path / "new")
    (event,) = loaded(tmp_path / "new").events
    assert event.date == arrest.date


SLIDES = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Type,Group
,,,,,,,,,The case,,,title,
2021,4,,,,,,,spring,A <b>clash</b> is reported,"<p>Two &amp; more.</p>",http://a.example,,clash
2021,4,10,03:00,2021,5,,,,A siege is reported,,,,
2021,13,,,,,,,,Never,,,,
"""


def test_timelinejs_from_a_spreadsheet(small_folder: Path) -> None:
    taken = take("timelinejs", SLIDES.encode(), small_folder)
    assert (len(taken.imported), len(taken.aside), [each.where for each in taken.refused]) == (2, 1, ["line 5"])
    assert reasons(taken)[0].count("there is no month 13") == 1
    new = loaded(small_folder).events[-2:]
    assert [event.date and event.date.edtf for event in new] == ["2021-04", "2021-04-10/2021-05"]
    assert [event.date and event.date.lasts for event in new] == [False, True]
    beside = "Shown beside it: http://a.example."
    assert (new[0].title, new[0].summary) == ("A clash is reported", f"Two & more. Shown there as: spring. {beside}")


def test_timelinejs_from_json(small_folder: Path) -> None:
    slide = {"unique_id": "s1", "start_date": {"year": 2021, "month": "4"}, "text": {"headline": "A clash is reported"}}
    story = {"title": {"text": {"headline": "The case"}}, "events": [slide, {"text": {}}], "eras": [slide]}
    taken = take("timelinejs", story, small_folder)
    assert (len(taken.imported), len(taken.refused), len(taken.aside)) == (1, 1, 2)
    assert str(loaded(small_folder).row(Event, "s1").date) == "April 2021"


@pytest.mark.parametrize(("year", "month"), [(-44, 3), ("-44", ""), ("-0044", "")])
def test_a_slide_before_the_year_1_is_refused_as_such(year: Any, month: Any, small_folder: Path) -> None:
    slide = {"start_date": {"year": year, "month": month}, "text": {"headline": "A murder is reported"}}
    assert "'-0044" in (said := reasons(take("timelinejs", {"events": [slide]}, small_folder))[0])
    assert "lies before the year 1, and no such date can be kept" in said


def test_features_without_a_point_are_counted(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    shapes = [("Polygon", [[[44, 13], [45, 13], [45, 14], [44, 13]]]), ("MultiPoint", [[44, 13]]), ("Point", [])]
    rows = [feature(None, {"type": kind, "coordinates": at}, title=kind, date="2016") for kind, at in shapes]
    rows.append(feature(None, {"type": "Polygon", "coordinates": shapes[0][1]}, title="Named", Location="Varzob"))
    (tmp_path / "wells.geojson").write_text(
        json.dumps(collection(*rows, feature(None, None, title="No shape"))), "utf-8"
    )
    assert run("geojson", tmp_path / "wells.geojson", small_folder) == 0
    said = capsys.readouterr().out
    assert "Without a place by their shape: 3 features (1 MultiPoint, 1 Point, 1 Polygon), since only a point" in said


def test_a_long_slide_of_timelinejs_is_cut_between_words_and_stands_whole_in_its_report(small_folder: Path) -> None:
    text = "The crowd went on to the square and stayed there for days " * 10
    slide = {"unique_id": "s1", "start_date": {"year": 2021}, "text": {"headline": "A march is reported", "text": text}}
    take("timelinejs", {"events": [slide]}, small_folder)
    dossier = loaded(small_folder)
    event = dossier.row(Event, "s1")
    assert len(event.summary) <= 400
    assert f"{text} ".startswith(f"{event.summary.removesuffix('…')} ")
    assert [row.statement for row in dossier.reports if row.id == "s1--report"] == [f"{text.strip()}."]


def test_media_of_timelinejs_are_sources_that_nobody_has_read(small_folder: Path) -> None:
    media = {"url": "https://a.example/film", "caption": "A <i>film</i>", "credit": "B. Tolm"}
    slide = {"start_date": {"year": "2021", "month": "0", "day": "0"}, "text": {"headline": "Shots"}, "media": media}
    bare = {"start_date": {"year": 2022}, "text": {"headline": "More"}, "media": {"url": "film.mp4"}}
    same = {"start_date": {"year": 2023}, "text": {"headline": "Most"}, "media": media}
    taken = take("timelinejs", {"events": [slide, bare, same]}, small_folder)
    assert (len(taken.imported), len(taken.refused)) == (3, 0)
    dossier = loaded(small_folder)
    *_, first, second = [source for source in dossier.sources if source.id.startswith("named--")]
    assert (first.title, first.url, first.author) == ("A film", "https://a.example/film", "B. Tolm")
    assert (second.title, second.url, second.extent_read) == ("film.mp4", "", "not read")
    assert [event.date and event.date.edtf for event in dossier.events[-3:]] == ["2021", "2022", "2023"]
    assert dossier.events[-1].summary == "Shown beside it: A film."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


STORIES: dict[str, Any] = {
    "timelinejs": {
        "events": [{"start_date": {"year": 2021}, "text": {"headline": "h"}, "media": {"url": "u", "credit": "c"}}],
        "eras": [],
    },
    "timemap": {
        "events": [
            {"id": "1", "description": "d", "date": "1/2/2021", "latitude": "1.5", "longitude": "2", "sources": ["s"]}
        ],
        "sources": {"s": {"id": "s", "title": "t", "paths": ["p"], "url": "u"}},
    },
}


@pytest.mark.parametrize("format", [*FOREIGN, *STORIES])
@given(data=st.data())
@examples(60)
def test_no_odd_value_breaks_a_reader(
    format: str, data: st.DataObject, small: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> None:
    story = STORIES.get(format)
    content = json.dumps(story).encode() if story else OURS[format](seen(small, actor=("tolm",)))
    lines = [json.loads(line) for line in content.splitlines()] if format == "ftm" else [json.loads(content)]
    spot = data.draw(st.sampled_from(list(spots(lines[0] if len(lines) == 1 else lines))))
    spot(data.draw(JSON))
    mended = b"\n".join(json.dumps(line).encode() for line in lines)
    try:
        parcel = READERS[format](mended, "x")
    except ValueError:
        return
    assert isinstance(merge(parcel, tmp_path_factory.mktemp("odd"), info()), Taken)


def spots(value: Any) -> list[Callable[[Any], None]]:
    """A setter for every value inside a value of JSON."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    here = [lambda new, key=key: value.__setitem__(key, new) for key in keys]
    return [*here, *(spot for key in keys for spot in spots(value[key]))]


# A cut of a dossier


CUTS = [
    {"actor": ("varo",), "asof": date(2021, 4, 18)},
    {"region": ("dorrland",)},
    {"standing": ("contested",)},
    {"without": ("o-officers",)},
]
each_cut = pytest.mark.parametrize("state", CUTS, ids=str)
of_ours = pytest.mark.parametrize("format", ["csv", "xlsx"])


@of_ours
@each_cut
def test_a_cut_is_never_called_whole(
    format: str, state: dict[str, Any], small: Dossier, tmp_path: Path, capsys: Captured
) -> None:
    view = seen(small, **state)
    (tmp_path / "some").write_bytes(OURS[format](view))
    assert run(format, tmp_path / "some", tmp_path / "new") == 0
    said = capsys.readouterr().out
    assert "everything" not in said
    assert f"no whole dossier but a cut of release {small.release}" in said
    lacking = selection(view).info.cut
    assert lacking and f"Missing: {lacking.missing}." in said
    assert "No standing is computed on it" in said


@of_ours
@each_cut
def test_the_day_of_a_cut_is_the_last_day_of_what_begins_with_it(
    format: str, state: dict[str, Any], small: Dossier, tmp_path: Path
) -> None:
    view = seen(small, **state)
    (tmp_path / "some").write_bytes(OURS[format](view))
    assert run(format, tmp_path / "some", tmp_path / "new", "--cut-standings") == 0
    found = loaded(tmp_path / "new").info
    assert found.as_of == view.asof
    assert found.cut and found.cut.view == query(replace(view.state, release=""))


@of_ours
def test_no_standing_is_computed_on_a_cut_untold(format: str, small: Dossier, tmp_path: Path, capsys: Captured) -> None:
    """Its rows alone would make of a contested claim one with a single origin that nobody contests."""
    view = seen(small, actor=("varo",), region=("dorrland",))
    (tmp_path / "some").write_bytes(OURS[format](view))
    run(format, tmp_path / "some", tmp_path / "new")
    assert main(["standing", str(tmp_path / "new")]) == 1
    said = capsys.readouterr()
    assert "single origin" not in said.out and "missing: " in said.err
    assert main(["check", str(tmp_path / "new")]) == 1
    assert run(format, tmp_path / "some", tmp_path / "told", "--cut-standings") == 0
    assert "they are not those of the whole" in capsys.readouterr().out
    assert main(["standing", str(tmp_path / "told")]) == 0
    assert "computed on a cut of the dossier" in capsys.readouterr().out


def test_the_rows_of_a_cut_come_beside_those_that_are_there(
    small: Dossier, small_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "some.zip").write_bytes(csv.tables(seen(small, region=("dorrland",))))
    before = snapshot(small_folder)
    run("csv", tmp_path / "some.zip", small_folder)
    said = capsys.readouterr().out
    assert snapshot(small_folder) == before
    assert "a cut of release" in said and "standings rest on all of them" in said


# The command


def run(format: str, file: Path, into: Path, *more: str) -> int:
    return main(["import", format, str(file), "--into", str(into), *more])


def test_the_command_accounts_for_everything(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "notes.geojson"
    file.write_text(json.dumps(collection(feature("a", title="Said to be a clash"), feature("b"))), "utf-8")
    assert run("geojson", file, small_folder) == 1
    said = capsys.readouterr().out
    assert "feature 2: refused: the title in column 'title' is empty" in said
    assert "notes.geojson: 2 found, 1 imported, 1 refused, 0 set aside" in said
    assert "GeoJSON: It carries events with their place and date, and " in said


def test_what_is_set_aside_is_told_by_its_reason(
    small: Dossier, small_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "all.stix").write_bytes(stix.stix(seen(small)))
    assert run("stix", tmp_path / "all.stix", small_folder) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if ": set aside: " in line]
    assert len(lines) == len({line.partition(": set aside: ")[2] for line in lines})
    assert "a dossier has no room for what an object of the type 'opinion' says" in "\n".join(lines)
    assert [line for line in lines if line.startswith("object 5, object 6, object 7 and ")]


def test_a_bundle_of_indicators_is_no_success(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    objects = [{"type": "indicator", "id": f"indicator--{number}"} for number in range(9)]
    (tmp_path / "feed.json").write_text(json.dumps({"type": "bundle", "objects": objects}), "utf-8")
    assert run("stix", tmp_path / "feed.json", small_folder) == 1
    said = capsys.readouterr().out
    assert "feed.json: 9 found, 0 imported, 0 refused, 9 set aside" in said
    assert "Nothing in feed.json can be looked at in a dossier" in said


def test_many_refusals_of_one_kind_are_a_paragraph(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "notes.geojson").write_text(
        json.dumps(collection(*(feature(f"x{n}", **EXPORTED) for n in range(40)))), "utf-8"
    )
    assert run("geojson", tmp_path / "notes.geojson", small_folder) == 1
    said = capsys.readouterr().out
    assert "40 findings of one kind, here the first 3; --all lists every one:" in said
    assert said.count(": refused: ") == 3
    run("geojson", tmp_path / "notes.geojson", small_folder, "--all")
    assert capsys.readouterr().out.count(": refused: ") == 40


def test_a_row_that_two_items_need_outlives_the_one_that_is_refused(tmp_path: Path) -> None:
    """The first event of a file leads to no actor; the second needs the outlet, source and place that it shares."""
    spot = {"type": "Point", "coordinates": [44.2, 34.3]}
    about = {"place": "sarn", "precision": "town", "radius_km": 5, "title": "Said to be a clash", **EXPORTED}
    bad = Item("feature 0", (("events", {"id": "bad"}),))
    parcel = READERS["geojson"](
        json.dumps(collection(feature("a", spot, **about), feature("b", spot, **about))).encode(), "x"
    )
    first, second = parcel.items
    lost = ("involvement", {"id": "a--who", "event": "a", "actor": "nobody", "role": "involved"})
    taken = merge(Parcel((bad, replace(first, rows=(*first.rows, lost)), second)), tmp_path / "new", info())
    assert isinstance(taken, Taken)
    assert ([each.where for each in taken.imported], len(taken.refused)) == (["feature 2"], 2)
    assert [place.id for place in loaded(tmp_path / "new").places] == ["sarn"]


def test_a_dossier_can_be_begun(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("Year,Headline\n2021,A clash is reported\n", "utf-8")
    assert run("timelinejs", file, tmp_path / "new", "--asof", "2021-06-30") == 0
    assert main(["check", str(tmp_path / "new")]) == 0


@pytest.mark.parametrize(
    ("format", "content", "said"),
    [
        ("csv", b"id,name\n", "this is no ZIP file"),
        ("csv", zipped(strange="x"), "none of the tables of a dossier"),
        ("xlsx", b"PK", "no Excel workbook"),
        ("geojson", b"{", "line 1: this cannot be read as JSON"),
        ("geojson", b"\xff", "not in UTF-8"),
        ("geojson", b"[" * 200_000, "nests too deeply"),
        ("geojson", rb'{"type": "Feature", "properties": {"title": "\ud800"}}', "the file has half a character"),
        ("geojson", b"1" * 5000, "the file has a number of thousands of digits"),
        ("stix", b"[]", "this is no STIX bundle"),
        ("ftm", b"\n", "no FollowTheMoney entity"),
        ("timelinejs", b"Yr,Title\n", "the column 'Year' is missing"),
    ],
    ids=count(),  # a ZIP file has the time in it, and every worker has to name the tests alike
)
def test_a_file_of_another_kind_is_said_to_be_one(
    format: str, content: bytes, said: str, tmp_path: Path, small_folder: Path, capsys: Captured
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert run(format, tmp_path / "file", small_folder) == 2
    assert said in capsys.readouterr().err


def test_without_a_dossier_the_day_is_asked_for(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "notes.csv").write_text("Year,Headline\n2021,A clash is reported\n", "utf-8")
    assert run("timelinejs", tmp_path / "notes.csv", tmp_path / "new") == 2
    assert "to begin one, give --asof" in capsys.readouterr().err
    assert run("timelinejs", tmp_path / "notes.csv", tmp_path / "new", "--asof", "2021") == 2
    assert "--asof: '2021' is not a single day" in capsys.readouterr().err


def test_nothing_goes_into_a_dossier_with_errors(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (small_folder / "actors.csv").unlink()
    (tmp_path / "notes.csv").write_text("Year,Headline\n2021,A clash is reported\n", "utf-8")
    assert run("timelinejs", tmp_path / "notes.csv", small_folder) == 2
    assert "actors.csv:0:: the file is missing" in capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, small_folder: Path, capsys: Captured) -> None:
    assert run("csv", tmp_path / "none.zip", small_folder) == 2
    assert "none.zip: the file is missing; a file none.zip is wanted" in capsys.readouterr().err


def test_what_is_no_plain_file_is_not_waited_for(small_folder: Path, capsys: Captured) -> None:
    assert run("csv", Path(os.devnull), small_folder) == 2
    assert "this is no plain file" in capsys.readouterr().err


def placed(*locations: dict[str, Any]) -> list[dict[str, Any]]:
    """An incident at each of these locations."""
    ids = [f"location--{number}" for number in range(len(locations))]
    there = [{"type": "location", "id": id, **said} for id, said in zip(ids, locations, strict=True)]
    tie = {"type": "relationship", "relationship_type": "located-at", "source_ref": "incident--1"}
    ties = [{**tie, "id": f"relationship--{id}", "target_ref": id} for id in ids]
    return [{"type": "incident", "id": "incident--1", "name": "A clash is reported"}, *there, *ties]


def test_a_stix_point_has_the_radius_that_its_digits_allow(tmp_path: Path) -> None:
    point = {"name": "Khorugh", "country": "TJ", "latitude": 37.5, "longitude": 71.6}
    taken = take("stix", bundle("2.1", *placed(point)), tmp_path / "new")
    assert (len(taken.imported), len(taken.refused), len(taken.aside)) == (2, 0, 1)
    dossier = loaded(tmp_path / "new")
    (place,) = dossier.places
    assert (place.latitude, place.precision, place.radius_km, place.country) == (37.5, "town", 12, "Tajikistan")
    assert "digits" in place.basis
    assert dossier.events[0].place == place.id


def test_a_stix_radius_without_a_word_stays(tmp_path: Path) -> None:
    point = {"name": "Khorugh", "latitude": 37.5, "longitude": 71.6, "precision": 90_000}
    take("stix", bundle("2.1", *placed(point)), tmp_path / "new")
    assert [(place.precision, place.radius_km) for place in loaded(tmp_path / "new").places] == [("district", 90)]


def test_a_stix_location_that_makes_no_place_is_not_told_as_taken(tmp_path: Path) -> None:
    point = {"name": "Khorugh", "latitude": 37.5, "longitude": 71.6}
    taken = take("stix", bundle("2.1", *placed({"country": "TJ"}, point, point)), tmp_path / "new")
    assert [each.reason for each in taken.aside] == [
        "it gives no latitude and longitude, so no place is made of it",
        "no place is made of the location 'TJ', whose name stands in the summary of the event alone",
        "it says what belongs to an event and comes in with that event",
        "the event has another place already; 'Khorugh' stands in its summary alone",
    ]
    assert loaded(tmp_path / "new").events[0].summary.endswith("The file places it at: TJ; Khorugh.")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"type": "identity", "id": "identity--1"}, "the object of the type 'identity' has no name; one is wanted"),
        (
            {"type": "location", "id": "location--1", "latitude": 97, "longitude": 30},
            "the latitude '97' is beyond 90 degrees",
        ),
    ],
)
def test_a_fault_of_a_stix_object_is_told_in_a_sentence(fault: dict[str, Any], said: str, tmp_path: Path) -> None:
    taken = take("stix", bundle("2.1", *placed(), fault), tmp_path / "new")
    assert (len(taken.imported), len(taken.refused), len(taken.aside)) == (1, 1, 0)
    assert taken.refused[0].reason.startswith(said)


def test_slides_without_a_year_are_told_of(tmp_path: Path) -> None:
    content = b"Year,Month,Headline\n,4,A clash is reported\n2024,4,A march is reported\n,,A film is shown\n"
    taken = take("timelinejs", content, tmp_path / "new")
    assert [each.where for each in taken.remarks] == ["line 2", "line 4"]
    assert len({each.reason for each in taken.remarks}) == 1
