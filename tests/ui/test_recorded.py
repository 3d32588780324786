"""The layer of recorded violence on every page: it changes nothing of the dossier, follows the filters and says so."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import h3
import pytest
from streamlit.testing.v1 import AppTest

from briefing.context import asking, ged
from briefing.context.adding import add
from briefing.context.engine import EngineError
from briefing.context.meant import meant as meaning
from briefing.context.opening import VARIABLE, described
from briefing.context.patches import fitting
from briefing.exports import csv, geojson, html, xlsx
from briefing.exports.imprint import imprint
from briefing.pictures.map.marks import Frame
from briefing.pictures.map.recorded import bounds
from briefing.places.geo import TILE, project
from briefing.reading.load import read
from briefing.ui import recorded
from briefing.ui.server import recorded as server
from briefing.ui.serving import empty
from briefing.view.address import State
from briefing.view.filters import Filters
from briefing.view.view import View, ground, view
from tests import SMALL
from tests.context.official import rows, text
from tests.ui.test_pages import MAIN

EVENTS = rows(3, 300)


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
    """The small dossier in a state."""
    dossier = read(SMALL).dossier
    assert dossier is not None
    return view(ground(dossier, state.asof, state.without), state)


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
    assert f"records {wanted:,} events between 1 January 2016 and 31 December 2016" in recorded.sentence(narrowed)


def test_an_actor_that_the_data_do_not_know_narrows_nothing_and_that_is_said(layer: Path) -> None:
    one = seen(State(Filters(actor=("varo",)), context="events"))
    found = recorded.shown(one)
    assert found is not None
    assert meaning(one, found[0]).scope.sides == ()
    said = recorded.notes(one, found[0], meaning(one, found[0]).remarks)
    assert any("Shown of every side, since none in the data is" in each for each in said)
    assert "Shown of every side, since none in the data is" in recorded.sentence(one)


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
    one = seen(State(Filters(region=("dorrland",)), context="events"))
    assert recorded.sentence(one) == "UCDP GED 25.1 as taken in here has no row of Dorrland, whatever happened there."
    assert meaning(one, described(layer)).nowhere
    both = seen(State(Filters(region=("dorrland", "arvenia")), context="events"))
    assert not meaning(both, replace(described(layer), countries=("Arvenia",))).nowhere
    assert meaning(both, replace(described(layer), countries=("Arvenia",))).where == "in Arvenia"
    (said,) = meaning(both, replace(described(layer), countries=("Arvenia",))).remarks
    assert said == "UCDP GED 25.1 as taken in here has no row of Dorrland, whatever happened there."


def test_where_none_is_recorded_that_is_not_told_as_none(layer: Path) -> None:
    before = seen(State(Filters(start=date(1990, 1, 1), end=date(1990, 12, 31)), context="events"))
    assert "records 0 events between 1 January 1990 and 31 December 1990. That is not to say that there was none." in (
        recorded.sentence(before)
    )


def test_the_legend_of_the_map_has_it_only_where_it_is_on(layer: Path) -> None:
    (said,) = recorded.sign(seen(State(context="events")))
    assert said.endswith(" recorded by UCDP GED 25.1, not evidence")
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


def asked(address: str) -> dict[str, Any]:
    """What the map is answered."""
    what, _, query = address.removeprefix("./recorded/").partition("?")
    told: dict[str, Any] = json.loads(gzip.decompress(server._answered(what, what, query)))
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
    with pytest.raises(ValueError, match="Atlantis"):
        asked(f"{recorded.address(one, found, 'events')}&area=Atlantis")


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
        cells |= {each["recorded"]: int(each["said"].split()[0]) for _, each in drawn}
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


WINDOW = "window=32,35,38,43"


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
    assert len(server._answered("", "cells", f"zoom=12&window={window}")) < 300_000


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
