"""The layer of recorded violence on every page: it changes nothing of the dossier, follows the filters and says so."""

import asyncio
import gzip
import io
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from zipfile import ZipFile

import h3
import httpx
import pyarrow as pa
import pytest
from anyio import to_thread
from streamlit.testing.v1 import AppTest

from briefing.context import asking, ged
from briefing.context.adding import add
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Scope
from briefing.context.meant import meant as meaning
from briefing.context.meant import span, years
from briefing.context.opening import VARIABLE, Opened, described, opened
from briefing.context.patches import fitting
from briefing.dossier.when import day_words
from briefing.exports import csv, geojson, html, xlsx
from briefing.exports.imprint import imprint
from briefing.pictures.map.marks import Frame
from briefing.pictures.map.recorded import bounds
from briefing.places.geo import TILE, project
from briefing.ui import recorded
from briefing.ui.server import recorded as server
from briefing.ui.serving import empty
from briefing.view.address import State
from briefing.view.filters import Filters
from briefing.view.view import View, ground, view
from tests import SMALL
from tests.context.official import START, rows, text
from tests.context.spoiling import said, swapped
from tests.context.theatre import moved
from tests.ui.test_pages import MAIN

EVENTS = rows(3, 300)
WINDOW = "window=32,35,38,43"


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A layer behind the small dossier."""
    file = tmp_path / "GEDEvent_v25_1.csv"
    file.write_text(text(EVENTS), encoding="utf-8", newline="")
    add(file, ged.FORMAT, tmp_path / "layer", "", "2025-06", lambda number: None)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "layer"))
    monkeypatch.setenv("BRIEFING_DOSSIER", str(SMALL))
    empty()
    yield tmp_path / "layer"
    empty()


def seen(state: State) -> View:
    """The small dossier, moved to the countries of the layer, in a state."""
    return view(ground(moved(), state.asof, state.without), state)


def found_for(one: View) -> Opened:
    """The layer that a reader has on."""
    found = recorded.shown(one)
    assert found is not None
    return found


def tables_of(state: State) -> dict[str, bytes]:
    """What is in the ZIP file of tables."""
    with ZipFile(io.BytesIO(csv.EXPORT.make(seen(state)))) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_it_changes_no_standing_and_no_table_and_is_named_where_the_view_is_described(layer: Path) -> None:
    off, on = State(), State(context="deaths")
    assert seen(on).standings == seen(off).standings
    without, with_it = tables_of(off), tables_of(on)
    note = "STATE.txt"
    assert {name: rows for name, rows in with_it.items() if name.endswith(".csv")} == {
        name: rows for name, rows in without.items() if name.endswith(".csv")
    }
    assert b"behind it deaths recorded by UCDP GED 25.1" in with_it[note]
    assert b"UCDP" not in without[note]


def test_what_is_taken_away_names_and_cites_it_and_says_that_none_of_it_came_along(layer: Path) -> None:
    on, off = seen(State(context="events")), seen(State())
    said = imprint(on).recorded
    assert said.startswith("UCDP GED 25.1 was shown behind this view.")
    assert "not in this file. " in said
    assert "Licence: CC BY 4.0." in said
    early = imprint(seen(State(asof=date(2017, 4, 18), context="events"))).recorded
    assert "This release, published 2025-06, was not known on the day looked at." in early
    for export in (geojson, html):
        assert "UCDP GED 25.1 was shown behind" in export.EXPORT.make(on).decode()
        assert "UCDP" not in export.EXPORT.make(off).decode()
    with ZipFile(io.BytesIO(xlsx.EXPORT.make(on))) as book:
        assert any(b"UCDP GED 25.1 was shown behind" in book.read(name) for name in book.namelist())


def test_what_may_not_be_passed_on_is_said_where_it_is_left_out(layer: Path) -> None:
    file = layer / "layer.toml"
    file.write_text(file.read_text("utf-8").replace("passed_on = true", "passed_on = false"), encoding="utf-8")
    empty()
    assert (
        "not in this file, since its terms do not let it be passed on."
        in imprint(seen(State(context="events"))).recorded
    )


def test_what_is_taken_away_says_why_it_is_not_there(layer: Path) -> None:
    (layer / "layer.toml").write_text("rows = ", encoding="utf-8")
    empty()
    assert imprint(seen(State(context="events"))).recorded.startswith("Asked for and not there: layer.toml cannot be")


def test_it_follows_region_and_period(layer: Path) -> None:
    narrowed = seen(State(Filters(start=date(2016, 1, 1), end=date(2016, 12, 31)), context="events"))
    found = recorded.shown(narrowed)
    assert found is not None
    meant = meaning(narrowed, found[0])
    assert (meant.scope.first, meant.scope.last) == (date(2016, 1, 1), date(2016, 12, 31))
    wanted = sum(row["date_end"][:10] >= "2016-01-01" and row["date_start"][:10] <= "2016-12-31" for row in EVENTS)
    said = recorded.sentence(narrowed)
    assert f"records {wanted:,} events in the countries of all places, since nothing shown has one (Afg" in said
    assert " between 1 January 2016 and 31 December 2016." in said


def test_an_actor_that_the_data_do_not_know_narrows_nothing_and_that_is_said(layer: Path) -> None:
    one = seen(State(Filters(actor=("varo",)), context="events"))
    found = recorded.shown(one)
    assert found is not None
    assert meaning(one, found[0]).scope.sides == ()
    said = recorded.notes(one, found[0], meaning(one, found[0]).remarks)
    assert "Not narrowed by actor, since no side of the data is mapped to Anton Varo." in said
    assert "Not narrowed by actor, since no side of the data is mapped to" in recorded.sentence(one)


def test_it_was_published_later_than_the_day_looked_at(layer: Path) -> None:
    early = seen(State(asof=date(2017, 4, 18), context="events"))
    found = recorded.shown(early)
    assert found is not None
    assert "UCDP GED 25.1, published 2025-06: not known on the day looked at." in recorded.notes(early, found[0], ())


def test_it_is_not_said_to_have_come_later_than_a_day_after_it(layer: Path) -> None:
    late = seen(State(asof=date(2025, 7, 1), context="events"))
    found = recorded.shown(late)
    assert found is not None
    assert "not known" not in " ".join((*recorded.notes(late, found[0], ()), recorded.sentence(late)))
    assert "not known" not in imprint(late).recorded
    early = seen(State(asof=date(2017, 4, 18), context="events"))
    assert "UCDP GED 25.1, published 2025-06: not known on the day looked at." in recorded.sentence(early)


@pytest.mark.parametrize(
    ("published", "last", "wanted"),
    [
        ("2025-06", "2024-12-31", "perhaps not known on the day looked at"),
        ("2025-05", "2024-12-31", ""),
        ("2025-07-01", "2024-12-31", "not known on the day looked at"),
        ("", "2024-12-31", "perhaps not known on the day looked at"),
        ("", "2025-12-31", "not known on the day looked at"),
        ("last summer", "2024-12-31", "perhaps not known on the day looked at"),
    ],
)
def test_whether_it_came_later_is_said_as_surely_as_it_is_known(
    layer: Path, published: str, last: str, wanted: str
) -> None:
    layer_of = replace(described(layer), published=published, last=date.fromisoformat(last))
    assert layer_of.later(date(2025, 6, 15)) == wanted
    assert layer_of.later(None) == ""


def test_a_country_that_the_layer_lacks_is_named_and_no_nought_is_told_of_it(layer: Path) -> None:
    one = seen(State(Filters(region=("arvenia",)), context="events"))
    assert recorded.sentence(one) == "UCDP GED 25.1 as taken in here has no row of Arvenia, whatever happened there."
    assert meaning(one, described(layer)).silent
    assert recorded.address(one, found_for(one), "cells") == ""
    both = seen(State(Filters(region=("iraq", "arvenia")), context="events"))
    assert not meaning(both, described(layer)).silent
    assert meaning(both, described(layer)).where == "in Iraq"
    (said,) = meaning(both, described(layer)).remarks
    assert said == "UCDP GED 25.1 as taken in here has no row of Arvenia, whatever happened there."


def test_without_a_region_it_counts_the_countries_of_the_places_shown_and_never_all_of_it(layer: Path) -> None:
    for filters, countries in (
        (Filters(), {"Afghanistan", "Iraq", "Syria", "Tajikistan"}),
        (Filters(start=date(2020, 1, 1), end=date(2020, 12, 31)), {"Iraq"}),
    ):
        one = seen(State(filters, context="events"))
        scope = meaning(one, found_for(one)[0]).scope
        assert set(scope.countries) == countries
        assert "Iraq" in scope.countries
        assert meaning(one, found_for(one)[0]).where.startswith(
            f"in the countries of the places shown ({scope.countries[0]}"
        )
    nothing = seen(State(Filters(q="zzzzzz"), context="events"))
    assert "in the countries of all places, since nothing shown has one (Afghanistan," in recorded.sentence(nothing)
    assert "Not narrowed by search." in recorded.sentence(nothing)
    placeless = replace(moved(), places=())
    bare = replace(nothing, ground=replace(nothing.ground, whole=placeless, known=placeless))
    assert meaning(bare, found_for(bare)[0]).silent
    assert recorded.sentence(bare).startswith("Not narrowed by search. The dossier has no place, so that no country")


def test_a_country_is_found_by_what_data_call_it(layer: Path) -> None:
    named = replace(described(layer), countries=("Russia (Soviet Union)", "Syrian Arab Republic"))
    one = seen(State(Filters(region=("syria",)), context="events"))
    assert meaning(one, named).scope.countries == ("Syrian Arab Republic",)


def test_every_filter_that_does_not_narrow_it_is_said(layer: Path) -> None:
    filters = Filters(
        actor=("grey-banner", "varo"), role=("target",), region=("afghanistan--northmark",), standing=("contested",),
        q="clash", certainly=True, start=date(2016, 1, 1), end=date(2016, 2, 1),
    )  # fmt: skip
    one = replace(seen(State(filters, context="events")), sides={"grey-banner": ("IS",)})
    asked = meaning(one, described(layer))
    assert asked.scope.sides == ("IS",)
    assert asked.remarks[0] == (
        "Not narrowed by province, but by its country; by actor, since no side of the data is mapped to Anton Varo; "
        "by role; by standing; by search; by whether a day is certain."
    )


@pytest.mark.parametrize(
    ("start", "end", "wanted", "silent"),
    [
        ("2030-01-01", "2030-02-01", "UCDP GED 25.1 ends on 31 December 2019: of this period it says nothing.", True),
        ("1980-01-01", "1980-02-01", "UCDP GED 25.1 begins on 1 January 2015: of this period it says nothing.", True),
        ("2019-12-01", "2020-02-01", "UCDP GED 25.1 ends on 31 December 2019: of later days it says nothing.", False),
        ("2014-12-01", "2015-02-01", "UCDP GED 25.1 begins on 1 January 2015: of earlier days it says", False),
    ],
)
def test_days_that_the_data_do_not_cover_are_no_nought(
    layer: Path, start: str, end: str, wanted: str, silent: bool
) -> None:
    filters = Filters(region=("iraq",), start=date.fromisoformat(start), end=date.fromisoformat(end))
    one = seen(State(filters, context="events"))
    covers = replace(described(layer), first=date(2015, 1, 1), last=date(2019, 12, 31), spans=())
    asked = meaning(one, covers)
    assert any(wanted in each for each in asked.remarks)
    assert asked.silent is silent
    far = seen(State(replace(filters, start=date(2050, 1, 1), end=date(2050, 2, 1)), context="events"))
    assert "0 events" not in recorded.sentence(far)
    assert "ends on" in recorded.sentence(far)


def test_a_day_looked_at_outside_the_data_is_said(layer: Path) -> None:
    covers = replace(described(layer), first=date(2015, 1, 1), last=date(2019, 12, 31), spans=())
    late, early = (seen(State(asof=day, context="events")) for day in (date(2021, 5, 1), date(2014, 5, 1)))
    assert "UCDP GED 25.1 ends on 31 December 2019, before the day looked at." in meaning(late, covers).remarks
    assert "UCDP GED 25.1 begins on 1 January 2015, after the day looked at." in meaning(early, covers).remarks


def test_a_number_says_of_which_days_it_is(layer: Path) -> None:
    covers = replace(described(layer), first=date(2015, 1, 1), last=date(2019, 12, 31), spans=())
    for filters, wanted in (
        (Filters(region=("iraq",)), "2015 to 2019"),
        (Filters(region=("iraq",), start=date(2018, 3, 1)), "1 March 2018 to 31 December 2019"),
        (Filters(region=("iraq",), start=date(2018, 3, 1), end=date(2018, 3, 1)), "1 March 2018"),
    ):
        scope = meaning(seen(State(filters)), covers).scope
        assert span(covers, scope) == wanted
    half = Scope(("Iraq",), date(2018, 3, 1))
    assert years(covers, half) == " until the data end on 31 December 2019"
    assert years(covers, Scope(("Iraq",), None, date(2018, 3, 1))) == " since the data begin on 1 January 2015"


SPANS = (
    ("Iraq", date(2015, 1, 9), date(2018, 11, 30)),
    ("Syria", date(2016, 5, 1), date(2019, 12, 30)),
    ("Tajikistan", date(2015, 2, 1), date(2016, 10, 14)),
)


@pytest.mark.parametrize(
    ("regions", "start", "end", "said", "silent"),
    [
        (("tajikistan",), "2017-01-01", "", "has no row of Tajikistan after 14 October 2016, whatever", True),
        (("tajikistan",), "", "2015-01-31", "has no row of Tajikistan before 1 February 2015, whatever", True),
        (("tajikistan",), "2016-01-01", "", "has no row of Tajikistan after 14 October 2016, whatever", False),
        (("tajikistan", "syria"), "2017-01-01", "", "has no row of Tajikistan after 14 October 2016, whatever", False),
        (("iraq", "tajikistan"), "2019-01-01", "2019-02-01", "Iraq after 30 November 2018; Tajikistan after 14", True),
        (("tajikistan", "syria"), "", "", "", False),
        (("iraq",), "2016-01-01", "2018-12-31", "", False),
    ],
)
def test_of_a_country_the_data_say_nothing_after_its_last_row_and_before_its_first(
    layer: Path, regions: tuple[str, ...], start: str, end: str, said: str, silent: bool
) -> None:
    covers = replace(described(layer), first=date(2015, 1, 1), last=date(2019, 12, 31), spans=SPANS)
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    found = meaning(seen(State(Filters(region=regions, start=first, end=last), context="events")), covers)
    told = [each for each in found.remarks if "has no row" in each]
    assert len(told) == bool(said)
    assert all(said in each for each in told)
    assert found.silent is silent


def test_all_the_years_are_those_of_which_the_data_have_a_row_of_the_countries_asked(layer: Path) -> None:
    covers = replace(described(layer), first=date(2015, 1, 1), last=date(2019, 12, 31), spans=SPANS)
    assert years(covers, Scope(("Tajikistan",))) == " in all the years of which it has a row of these, 2015 to 2016"
    assert span(covers, Scope(("Tajikistan", "Iraq"))) == "2015 to 2018"
    assert years(covers, Scope(("Iraq", "Syria"))) == " in all the years that it covers, 2015 to 2019"


def test_under_a_calendar_without_a_row_of_the_country_no_nought_is_told(
    layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (country, _, last), *_ = described(layer).spans
    found = meaning(seen(State(context="events")), described(layer))
    one = replace(found, scope=Scope((country,)), where=f"in {country}")
    told: list[str] = []
    monkeypatch.setattr(recorded, "meant", lambda *_: one)
    monkeypatch.setattr(recorded, "_say", lambda *given, **_: told.append(given[3]))
    monkeypatch.setattr(recorded, "opened", lambda: (replace(described(layer), last=date(2030, 1, 1)), None))
    after = last.toordinal() + 1
    recorded.strip(seen(State(context="events")), ((after, 0.0), (after + 20, 1.0)), 0, 0)
    assert told == [f"Nothing of it is counted here. {told[0].partition('. ')[2]}"]
    assert f"has no row of {country} after {day_words(last)}, whatever happened there." in told[0]


def told_by_server(address: str) -> httpx.Response:
    """What the application answers to an address."""

    async def get() -> httpx.Response:
        way = httpx.ASGITransport(server.RecordedViolence(), root_path="/recorded")  # where it is mounted
        async with httpx.AsyncClient(transport=way, base_url="http://here") as client:
            return await client.get(address)

    return asyncio.run(get())


class Silent(Event):
    """A server that stands still until this is set, and then says that it has no layer."""

    begun = False

    def opened(self) -> Absent:
        """What the one who asks it is told, at last."""
        self.begun = True
        return Absent("at last") if self.wait(60) else Absent("never")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Silent]:
    """The server of the layer, silent as yet."""
    silent = Silent()
    monkeypatch.setattr(server, "opened", silent.opened)
    yield silent
    silent.set()


def test_a_slow_layer_takes_no_thread_of_the_files_and_more_questions_than_may_wait_are_told(spoken: Silent) -> None:
    async def asked() -> None:
        there = server.RecordedViolence()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(there), base_url="http://here") as client:
            held = [asyncio.create_task(client.get("/cells")) for _ in range(server.AT_ONCE)]
            while there.asked < server.AT_ONCE or not spoken.begun:
                await asyncio.sleep(0.001)
            assert (await client.get("/cells")).text == f"{server.FULL}\n"
            assert to_thread.current_default_thread_limiter().borrowed_tokens == 0
            spoken.set()
            assert {each.text for each in await asyncio.gather(*held)} == {"at last\n"}

    asyncio.run(asked())


@pytest.mark.usefixtures("spoken")
def test_a_question_that_is_not_answered_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.05)
    given = told_by_server("/recorded/cells")
    assert (given.status_code, given.text) == (503, f"{server.LATE}\n")


@pytest.mark.parametrize(
    ("query", "status", "wanted"),
    [
        ("first=2017-05-01&last=2017-04-01", 400, "first, 2017-05-01, comes after last, 2017-04-01"),
        ("country=Irak", 400, "no row has the country 'Irak'; the layer has Afghanistan, Iraq"),
        ("country=", 400, "no row has the country ''"),
        ("side=%00", 400, "Wanted: zoom from 0 to 12, and window as south,west,north,east in degrees"),
        ("window=1,2,3", 400, "Wanted: zoom from 0 to 12, and window as south,west,north,east in degrees"),
        ("v=0123", 410, "another layer has taken the place of this one"),
        ("v={digest}", 200, "resolution"),
        ("", 200, "resolution"),
        ("first=9999-12-31&last=9999-12-31", 200, "resolution"),
    ],
)
def test_a_question_that_is_none_is_told_what_is_wanted(layer: Path, query: str, status: int, wanted: str) -> None:
    window = "" if "window" in query else "&window=32,35,38,43"
    given = query.format(digest=described(layer).digest)
    answer = told_by_server(f"/recorded/cells?zoom=5{window}&{given}")
    assert answer.status_code == status
    assert wanted in answer.text
    kept = {410: "no-store", 200: server.FOR_AN_HOUR if "v=" in given else "no-cache"}
    assert answer.headers.get("cache-control") == kept.get(status)


def test_a_layer_that_was_replaced_meanwhile_is_not_asked_for_the_one_before(tmp_path: Path, layer: Path) -> None:
    before = described(layer).digest
    file = tmp_path / "GEDEvent_v25_2.csv"
    file.write_text(text(EVENTS[:50]), encoding="utf-8", newline="")
    add(file, ged.FORMAT, layer, "", "", lambda number: None)
    asked_for = f"/recorded/cells?zoom=5&{WINDOW}&v="
    assert told_by_server(f"{asked_for}{before}").status_code == 410
    assert told_by_server(f"{asked_for}{described(layer).digest}").status_code == 200


def test_a_layer_that_is_to_be_there_and_is_not_answers_why_and_without_one_nothing_is_found(
    layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for = f"/recorded/cells?zoom=5&{WINDOW}"
    with socket.create_server(("127.0.0.1", 0)) as there:
        port = there.getsockname()[1]
    for address, why in (
        (f"postgresql://reader@127.0.0.1:{port}/briefing", "PostgreSQL does not answer"),
        (str(layer / "none"), "'none' is no folder of a layer"),
    ):
        monkeypatch.setenv(VARIABLE, address)
        answer = told_by_server(asked_for)
        assert answer.status_code == 503
        assert answer.text.startswith(why)
        assert answer.headers["cache-control"] == "no-store"
        assert told_by_server("/recorded/nothing").status_code == 404
        assert told_by_server(asked_for.replace("/cells", "/x/cells")).status_code == 404
    monkeypatch.delenv(VARIABLE)
    assert told_by_server(asked_for).status_code == 404


WORLD = "/recorded/cells?zoom=3&window=-90,-180,90,180"


@pytest.mark.parametrize(
    ("column", "value", "kind", "question", "told"),
    [
        ("best", float("nan"), pa.float64(), WORLD, "has a column best of double where int64 is wanted"),
        ("h3_3", -1, pa.int64(), WORLD, "its column h3_3 has -1 where the index of a cell of H3 is wanted"),
        ("first_day", -5_000_000, pa.date32(), "/recorded/events?area=Iraq", "(BC)' where a day of the years 1 to"),
        ("kind", None, pa.string(), "/recorded/events?area=Iraq", ""),
    ],
)
def test_a_fault_of_the_layer_is_none_of_the_question(
    layer: Path, column: str, value: object, kind: pa.DataType, question: str, told: str
) -> None:
    swapped(layer, column, value, kind)
    answer = told_by_server(question)
    assert answer.status_code == (503 if told else 200)
    assert told in answer.text


@pytest.mark.parametrize(
    "line",
    ['release = ["25.1"]', 'countries = [["a"]]', 'digest = ["a"]', 'coarse = "many"', "first = 2015-01-01T00:00"],
)
def test_a_description_that_somebody_broke_answers_503_and_is_told_on_the_brief(layer: Path, line: str) -> None:
    said(layer, line)
    answer = told_by_server(WORLD)
    assert answer.status_code == 503
    assert answer.text.startswith("layer.toml cannot be read (")
    sentence = recorded.sentence(seen(State(context="events")))
    assert sentence.startswith("Recorded violence is not shown: layer.toml cannot be read (")


def test_a_day_outside_the_calendar_is_told_under_the_timeline(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swapped(layer, "first_day", -5_000_000, pa.date32())
    words: list[str] = []
    monkeypatch.setattr(recorded, "caption", words.append)
    knots = [(date(2015, 1, 1).toordinal(), 0.0), (date(2018, 12, 31).toordinal(), 1.0)]
    recorded.strip(seen(State(context="events")), knots, 0, 1)
    assert re.fullmatch(
        r"UCDP GED 25\.1: its column first_day has '.*' where a day of the .* is wanted\.", " ".join(words)
    )


def test_where_none_is_recorded_that_is_not_told_as_none(layer: Path) -> None:
    day = next(d for d in map(START.__add__, map(timedelta, range(90, 1400))) if not any(on(row, d) for row in EVENTS))
    quiet = seen(State(Filters(region=("iraq",), start=day, end=day), context="events"))
    assert "records 0 events in Iraq between" in recorded.sentence(quiet)
    assert "That is not to say that there was none." in recorded.sentence(quiet)


def test_the_legend_of_the_map_has_it_only_where_it_is_on(layer: Path) -> None:
    (said,) = recorded.sign(seen(State(context="events")))
    assert said.endswith(" recorded by UCDP GED 25.1, evidence for no claim")
    assert said.startswith('<svg class="recorded-swatch"')
    assert recorded.sign(seen(State())) == ()


def test_a_layer_that_is_asked_for_and_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert recorded.missing(seen(State(context="deaths"))) == (
        "Recorded violence is not shown: this deployment has no layer of it."
    )
    assert recorded.missing(seen(State())) == ""


@pytest.mark.parametrize("page", ["brief", "map", "timeline", "claims"])
def test_pages_stand_with_it_and_with_one_that_is_broken(layer: Path, page: str) -> None:
    for spoil in (False, True):
        if spoil:
            (layer / "layer.toml").write_text("rows = ", encoding="utf-8")
            empty()
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        if page != "brief":
            app.switch_page(f"../../pages/{page}.py")
        app.query_params["context"] = ["events"]
        app.run()
        assert not app.exception
        said = " ".join(each.proto.body for each in app.get("html"))
        assert ("cannot be shown" in said) is spoil


@pytest.mark.parametrize("page", ["map", "timeline"])
def test_where_nothing_of_the_dossier_is_shown_the_layer_is_told_in_words(
    layer: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.switch_page(f"../../pages/{page}.py")
    app.query_params.update({"context": ["events"], "q": ["nothing that any row has"]})
    app.run()
    assert not app.exception
    said = " ".join(each.proto.body for each in app.get("html"))
    nothing = seen(State(Filters(q="nothing that any row has"), context="events"))
    words: list[str] = []
    monkeypatch.setattr(recorded, "caption", words.append)
    recorded.unseen(nothing)
    recorded.unseen(seen(State(Filters(q="nothing that any row has"))))
    assert recorded.UNSEEN in said
    assert words == [f"{recorded.UNSEEN} {recorded.sentence(nothing)}"]
    assert re.search(r"UCDP GED 25\.1 records \d+ events in the countries of all places", words[0])


def test_what_the_data_are_not_sure_of_is_in_the_open_text_of_a_picture(layer: Path) -> None:
    unsure = replace(described(layer), imprecise=True, crossed=1240)
    told = recorded.notes(seen(State(context="events")), unsure, ())
    assert "The file does not say how finely each place is known." in told
    assert "1,240 rows with a bound beyond the best estimate are shown as published." in told


def test_a_layer_that_does_not_answer_says_why_on_the_map_and_on_the_brief(
    layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Any:
        raise EngineError("no answer came within 5 seconds")

    monkeypatch.setattr(asking, "total", fails)
    said: list[str] = []
    monkeypatch.setattr(recorded, "caption", said.append)
    one = seen(State(context="events"))
    recorded.under(one)
    recorded.line(one)
    assert said == ["UCDP GED 25.1 cannot be shown: no answer came within 5 seconds."] * 2


def there() -> Opened:
    """The layer that BRIEFING_CONTEXT names."""
    found = opened()
    assert not isinstance(found, Absent)
    return found


def on(row: dict[str, str], day: date) -> bool:
    """Whether a row of Iraq is of a day."""
    return row["country"] == "Iraq" and row["date_start"][:10] <= day.isoformat() <= row["date_end"][:10]


def asked(address: str) -> dict[str, Any]:
    """What the map is answered."""
    what, _, query = address.removeprefix("./recorded/").partition("?")
    told: dict[str, Any] = json.loads(gzip.decompress(server._answered(there(), what, query)))
    return told


def test_the_map_is_given_areas_under_cells_and_their_lists(layer: Path) -> None:
    one = seen(State(context="events"))
    found = recorded.shown(one)
    assert found is not None
    told = asked(f"{recorded.address(one, found, 'cells')}&zoom=4&window=20,20,50,80")
    coarse = [row for row in EVENTS if row["where_prec"] not in ("1", "2")]
    assert sum(numbers[0] for _, _, numbers, _, _ in told["areas"]) == len(coarse)
    assert sum(numbers[0] for _, _, numbers, _, _ in told["cells"]) == len(EVENTS) - len(coarse)
    anbar = next(each for each in told["areas"] if each[0] == "Iraq/Anbar")
    wanted = [row for row in coarse if row["adm_1"] == "Al Anbar" and row["where_prec"] in ("3", "4")]
    assert anbar[2][0] == len(wanted) > 0
    listed = asked(f"{recorded.address(one, found, 'events')}&area=Iraq/Anbar")
    assert {each["id"] for each in listed["events"]} == {row["id"] for row in wanted}
    assert re.fullmatch(
        r"UCDP GED 25\.1, \d{4} to \d{4}, recorded violence, evidence for no claim: \d+ events somewhere in "
        "Anbar, Iraq, known no finer",
        listed["head"],
    )
    assert told["label"].startswith("UCDP GED 25.1, 20")
    cell = asked(f"{recorded.address(one, found, 'events')}&cell={told['cells'][0][0]}")
    assert "recorded violence, evidence for no claim: " in cell["head"]
    assert cell["head"].endswith(" in this cell, in Afghanistan, Iraq, Syria and 1 more")
    with pytest.raises(ValueError, match="Atlantis"):
        asked(f"{recorded.address(one, found, 'events')}&area=Atlantis")


def test_a_cell_says_what_narrowed_it_on_both_maps_and_over_its_list(
    layer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(seen(State(Filters(region=("iraq",), actor=("varo",)), context="events")), sides={"varo": ("IS",)})
    found, said = found_for(one), ", in Iraq, with IS on a side"
    told = asked(f"{recorded.address(one, found, 'cells')}&zoom=4&window=20,20,50,80")
    assert told["within"] == {"cell": said, "area": ", with IS on a side"}
    cell = told["cells"][0][0]
    assert asked(f"{recorded.address(one, found, 'events')}&cell={cell}")["head"].endswith(f"in this cell{said}")
    area = asked(f"{recorded.address(one, found, 'events')}&area={told['areas'][0][0]}")
    assert area["head"].endswith("known no finer, with IS on a side")
    tiles = asked(recorded.address(one, found, "tile") + "&z=0&x=0&y=0")
    words = [each["properties"]["said"] for each in tiles["features"] if each]
    assert words
    assert all(f"in this cell{said}; a click lists them below" in each for each in words)
    heads: list[str] = []
    monkeypatch.setattr(recorded, "title", heads.append)
    monkeypatch.setattr(recorded, "board", lambda *_, **__: None)
    recorded.clicked(one, cell)
    assert heads[0].endswith(f"in this cell{said}")
    assert recorded.behind(one, Frame(33.0, 44.0, 5.0), (900, 500)).scope == meaning(one, found[0]).scope


@pytest.mark.parametrize(("zoom", "resolution"), [(3, 3), (5, 4), (7, 5), (9, 6)])
def test_tiles_hold_each_cell_once_and_are_finer_the_nearer(layer: Path, zoom: int, resolution: int) -> None:
    one = seen(State(context="events"))
    found = recorded.shown(one)
    assert found is not None
    at = {
        tuple(int(each // TILE) for each in project(float(row["latitude"]), float(row["longitude"]), zoom))
        for row in EVENTS
        if row["where_prec"] in ("1", "2")
    }
    near = {(x + across, y + down) for x, y in at for across in (-1, 0, 1) for down in (-1, 0, 1)}
    cells: dict[str, int] = {}
    places: dict[tuple[int, int], set[int]] = {}
    for x, y in near:
        tile = asked(f"{recorded.address(one, found, 'tile')}&z={zoom}&x={x}&y={y}")
        drawn = [(place, each["properties"]) for place, each in enumerate(tile["features"]) if each]
        assert not {each["recorded"] for _, each in drawn} & set(cells)
        cells |= {each["recorded"]: int(each["said"].split()[0].replace(",", "")) for _, each in drawn}
        places[x, y] = {place for place, _ in drawn}
    assert sum(cells.values()) == sum(row["where_prec"] in ("1", "2") for row in EVENTS)
    assert {h3.get_resolution(h3.int_to_str(int(id))) for id in cells} == {resolution}
    beside = [(places[one], places[two]) for one in places for two in places if one < two and apart(one, two) < 4]
    assert beside
    assert not any(here & there for here, there in beside)  # else a click on one would be taken for the other again


def apart(one: tuple[int, int], two: tuple[int, int]) -> int:
    """How many tiles lie between two, across or down, whichever is more."""
    return max(abs(one[0] - two[0]), abs(one[1] - two[1]))


@pytest.mark.parametrize("tile", ["z=1&x=2&y=0", "z=10&x=0&y=0", "z=-1&x=0&y=0", "z=1&x=0", "z=1&x=a&y=0"])
def test_what_is_no_tile_is_no_question(layer: Path, tile: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        asked(f"./recorded/tile?{tile}")


@pytest.mark.parametrize(
    "cells",
    [
        *(f"zoom={zoom}&{WINDOW}" for zoom in ("nan", "inf", "-inf", "-0.1", "12.01", "1e300", "")),
        *(f"zoom=5&window={window}" for window in ("nan,35,38,43", "32,35,38,inf", "32,35,32.001,43", "1,2,3", "")),
        f"zoom=5&{WINDOW}&busting=1",
        f"zoom=5&{WINDOW}&cell=1",
        f"zoom=5&{WINDOW}&by=off",
        f"zoom=5&{WINDOW}&first=yesterday",
    ],
)
def test_what_no_map_asks_is_no_question(layer: Path, cells: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        asked(f"./recorded/cells?{cells}")


def test_a_map_goes_no_nearer_than_is_answered() -> None:
    (nearest,) = re.findall(r"CLOSEST = (\d+)", Path("briefing/ui/slippy.js").read_text("utf-8"))
    assert float(nearest) == server.NEAREST


def test_what_is_asked_alike_is_answered_once(layer: Path) -> None:
    server._made.cache_clear()
    for more in ("", "&v=1", "&v=2", "&by=events", "&zoom=5.001", "&window=32.001,35,38,43"):
        asked(f"./recorded/cells?{WINDOW}&zoom=5{more}")
    assert server._made.cache_info().misses == 1


@pytest.mark.parametrize(
    ("window", "resolution"), [("33.2,44,33.5,44.5", 6), ("32,35,38,43", 5), ("20,25,50,65", 4), ("-90,-180,90,180", 3)]
)
def test_a_window_is_drawn_no_finer_than_it_can_be_seen(layer: Path, window: str, resolution: int) -> None:
    assert asked(f"./recorded/cells?zoom=12&window={window}")["resolution"] == resolution
    assert len(server._answered(there(), "cells", f"zoom=12&window={window}")) < 300_000


@pytest.mark.parametrize("size", [(1400, 900), (1920, 1200), (2200, 1400)])
@pytest.mark.parametrize("zoom", [1.0, 4.99, 5.0, 6.6, 8.2, 12.0])
def test_what_a_screen_shows_is_drawn_as_finely_as_its_zoom_has_it(zoom: float, size: tuple[int, int]) -> None:
    seen_there = bounds(Frame(34.0, 40.0, zoom), (1.6 * size[0], 1.6 * size[1]))
    assert fitting(zoom, seen_there) == zoom


def test_what_the_base_map_lacks_is_counted_under_the_map(layer: Path) -> None:
    lost = sum(row["adm_1"] == "Nowhere province" and row["where_prec"] in ("3", "4") for row in EVENTS)
    one = seen(State(context="events"))
    found = recorded.shown(one)
    assert found is not None
    said = recorded._areas(found, meaning(one, found[0]))
    assert (
        f"{lost:,} recorded known to a province that the base map has not by this name: drawn in the country." in said
    )


def test_it_says_of_a_person_that_no_side_is_named_so_only_where_none_is(layer: Path) -> None:
    said = recorded.sentence(seen(State(Filters(actor=("varo",)), context="events")))
    assert "None of the sides that it names is Anton Varo; headlines and articles are not in it." in said
    assert "None of the sides" not in recorded.sentence(seen(State(Filters(actor=("grey-banner",)), context="events")))


def test_a_side_of_that_name_silences_it(tmp_path: Path, layer: Path) -> None:
    file = tmp_path / "GEDEvent_v25_2.csv"
    file.write_text(text([{**EVENTS[0], "side_b": "Forces of Anton Varo"}]), encoding="utf-8", newline="")
    add(file, ged.FORMAT, layer, "", "", lambda number: None)
    empty()
    assert "None of the sides" not in recorded.sentence(seen(State(Filters(actor=("varo",)), context="events")))
