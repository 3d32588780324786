"""Recorded violence in files: behind the map and under the timeline with its words, and left out where it must be."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pptx import Presentation

from briefing.context import ged
from briefing.context.adding import add
from briefing.context.description import FILE
from briefing.context.engine import Embedded, EngineError
from briefing.context.opening import VARIABLE
from briefing.context.queries import Query
from briefing.dossier.dossier import Dossier
from briefing.exports import html, pdf, pptx, story
from briefing.exports.imprint import imprint
from briefing.exports.paper import background, pictures
from briefing.exports.paper.manuscript import manuscript
from briefing.exports.paper.scenes import scenes
from briefing.exports.paper.shapes import ground as under_shapes
from briefing.pictures.palette import rgba
from briefing.pictures.timeline.recorded import STRIP
from briefing.reading.load import read
from briefing.view.address import State
from briefing.view.filters import Filters
from briefing.view.view import View, ground, view
from tests import SMALL
from tests.context.official import rows, text
from tests.context.theatre import MOVED, moved

YEARS = 4  # on, into those of the small dossier
ROWS = [
    {**row, **{name: str(int(row[name][:4]) + YEARS) + row[name][4:] for name in ("year", "date_start", "date_end")}}
    for row in rows(3, 900)
]
HUE = rgba(pictures.PAPER.recorded, 0).rpartition(",")[0]
NAMED = "In violet recorded violence by UCDP GED 25.1, evidence for no claim of this dossier"
CITED = "Sundberg and Melander 2013, Journal of Peace Research 50(4); CC BY 4.0."


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A layer that is there for whoever makes a file."""
    (tmp_path / "GEDEvent_v25_1.csv").write_text(text(ROWS), encoding="utf-8", newline="")
    add(tmp_path / "GEDEvent_v25_1.csv", ged.FORMAT, tmp_path / "layer", "", "2025-06", lambda number: None)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "layer"))
    yield tmp_path / "layer"


def small() -> Dossier:
    """The small dossier where it is, in countries that no layer has."""
    dossier = read(SMALL).dossier
    assert dossier is not None
    return dossier


def seen(context: str = "events", **filters: object) -> View:
    """The small dossier with the layer behind it."""
    return view(ground(moved()), State(Filters(**filters), context=context))  # type: ignore[arg-type]  # fields of Filters


def test_the_map_has_cells_and_areas_under_its_marks_and_says_what_they_are(layer: Path) -> None:
    plate, off = pictures.place_map(seen()), pictures.place_map(seen("off"))
    assert HUE in plate.svg
    assert HUE not in off.svg
    assert plate.rows == off.rows
    assert plate.title == off.title
    assert f"{NAMED}: events" in plate.caption
    assert CITED in plate.caption
    assert plate.svg.rindex(HUE) < plate.svg.index('<g transform="translate(')  # under every tag
    assert 'stroke-dasharray="1 3"' in plate.svg  # areas


def test_a_map_in_a_file_says_its_classes_its_total_and_what_its_data_are_not_sure_of(layer: Path) -> None:
    described = (layer / FILE).read_text("utf-8")
    (layer / FILE).write_text(described.replace("imprecise = false", "imprecise = true"), encoding="utf-8")
    here = [row for row in ROWS if row["country"] in MOVED.values()]
    best = sum(int(row["best"]) for row in here)
    for caption in (pictures.place_map(seen()).caption, pictures.weeks(seen()).caption):
        assert "The file does not say how finely each place is known." in caption
        assert re.search(r"\d+ rows with a bound beyond the best estimate are shown as published\.", caption)
    caption = pictures.place_map(seen()).caption
    assert "the stronger the more, by steps from 1, 4, 16, 64 and 256. In all " in caption
    assert f"In all {len(here):,} events, {best:,} deaths (low " in caption


def test_a_strip_in_a_file_says_that_the_chosen_period_cuts_a_week(layer: Path) -> None:
    said = "A week that the chosen period cuts counts its days within it alone."
    monday = date(2021, 3, 1)
    knots = ((monday.toordinal(), 0.0), (monday.toordinal() + 27, 1.0))
    assert said in background.under(seen(start=monday + timedelta(1)), knots)[1]
    assert said not in background.under(seen(start=monday), knots)[1]


def test_what_is_behind_goes_with_the_ground_of_a_slide(layer: Path) -> None:
    assert HUE in under_shapes(pictures.place_map(seen()))


def test_the_timeline_stands_over_a_strip_that_follows_the_filters(layer: Path) -> None:
    plate, off = pictures.weeks(seen("deaths")), pictures.weeks(seen("off"))
    bars = [float(high) for high in re.findall(r'height="([\d.]+)"><title>week of', plate.svg)]
    assert max(bars) == pytest.approx(STRIP)
    assert f"{NAMED}: deaths by week" in plate.caption
    assert "week of" not in off.svg
    assert f'viewBox="0 0 {plate.width:g} {plate.height:g}"' in plate.svg
    elsewhere = pictures.weeks(replace(seen("deaths"), ground=replace(seen().ground, known=small(), whole=small())))
    assert "week of" not in elsewhere.svg
    assert (
        "none is counted here. UCDP GED 25.1 as taken in here has no row of Arvenia, Dorrland, whatever happened there."
        in elsewhere.caption
    )


def test_an_actor_narrows_it_by_the_sides_that_are_mapped_to_it(layer: Path) -> None:
    one = seen(actor=("varo",))
    wide, narrow = pictures.place_map(one), pictures.place_map(replace(one, sides={"varo": ("IS",)}))
    assert "Not narrowed by actor, since no side of the data is mapped to" in wide.caption
    assert "Not narrowed by actor" not in narrow.caption
    assert wide.svg != narrow.svg


def test_files_with_pictures_say_that_the_layer_is_drawn_and_tables_that_it_is_not_there(layer: Path) -> None:
    said = "only drawn behind the maps and timelines of this file"
    assert said in imprint(seen(), draws=True).recorded
    assert "not in this file" in imprint(seen()).recorded
    assert said in html.EXPORT.make(seen()).decode()
    deck = Presentation(io.BytesIO(pptx.EXPORT.make(seen())))
    words = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert CITED in words
    assert manuscript(seen()).document.imprint.recorded == imprint(seen(), draws=True).recorded
    assert pdf.EXPORT.make(seen()).startswith(b"%PDF")
    assert "In violet" in story.EXPORT.make(seen()).decode()


def test_the_story_keeps_what_the_reader_has_behind_it(layer: Path) -> None:
    maps = [scene.plate for scene in scenes(seen()) if scene.plate and scene.told.page == "map"]
    assert maps
    assert all("In violet recorded violence by UCDP GED 25.1" in plate.caption for plate in maps)


def test_what_may_not_be_passed_on_is_in_no_picture_and_a_line_says_so(layer: Path) -> None:
    file = layer / FILE
    file.write_text(file.read_text("utf-8").replace("passed_on = true", "passed_on = false"), encoding="utf-8")
    for plate in (pictures.place_map(seen()), pictures.weeks(seen())):
        assert HUE not in plate.svg
        assert "is left out: its terms do not let it be passed on." in plate.caption
    assert "not in this file, since its terms do not let it be passed on" in imprint(seen(), draws=True).recorded


def test_a_layer_that_does_not_answer_takes_no_file_away(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(self: Embedded, query: Query) -> list[tuple[object, ...]]:
        raise EngineError("no answer came within 5 seconds")

    monkeypatch.setattr(Embedded, "ask", late)
    caption = pictures.place_map(seen(start=None, q="")).caption
    assert "is not drawn: no answer came within 5 seconds." in caption


def test_a_picture_of_an_earlier_day_says_that_the_release_came_later(layer: Path) -> None:
    early = replace(seen(), state=replace(seen().state, asof=date(2021, 6, 1)))
    assert "UCDP GED 25.1 was not known on the day looked at." in pictures.place_map(early).caption
    assert "was not known" not in pictures.place_map(seen()).caption
