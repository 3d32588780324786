"""A figure engraved as an SVG: the same points, words within the sheet, and nothing that is not known how to draw."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from briefing.analysis import graph
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.pictures.network import network
from briefing.pictures.palette import PALETTES
from briefing.pictures.picture import CLEAR, axis, blank, layout
from briefing.pictures.svg.from_plotly import AIR, BASE, LEADING, engraved
from briefing.pictures.timeline import timeline
from briefing.pictures.typography import BOLD, text_width
from tests.invented import dossier, row, seen

PAPER = PALETTES["light"]
SVG = "{http://www.w3.org/2000/svg}"
WIDE, HIGH, MARGIN = 400, 200, 20
MARKS = {"mode": "markers", "marker": {"color": PAPER.accent, "size": 10, "symbol": "square"}}
NOTE = {"font": {"size": 10, "color": PAPER.ink}}


def figure(*traces: dict[str, Any], **more: Any) -> go.Figure:
    """A figure 400 by 200 with a margin of 20, whose axes run from 0 to 10."""
    said = layout(PAPER, WIDE, HIGH, xaxis=axis(0, 10), yaxis=axis(0, 10), **more)
    said["margin"] = dict.fromkeys("lrtb", MARGIN)
    return go.Figure({"data": [{"type": "scatter", **trace} for trace in traces], "layout": said})


def drawn(made: go.Figure, title: str = "A picture", live: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(engraved(made, title, WIDE, live))


def places(tree: ElementTree.Element) -> list[tuple[float, float]]:
    """Where the marks of a picture are put."""
    moves = [re.match(r"translate\(([\d.-]+) ([\d.-]+)\)", each.get("transform", "")) for each in tree.iter(f"{SVG}g")]
    return [(float(move[1]), float(move[2])) for move in moves if move]


def paths(tree: ElementTree.Element) -> list[str]:
    return [each.get("d", "") for each in tree.iter(f"{SVG}path")]


# What a figure has


def test_marks_stand_where_the_figure_has_them() -> None:
    tree = drawn(figure({"x": [0, 5, 10], "y": [0, 5, 10], **MARKS}))
    assert places(tree) == [(20, 180), (200, 100), (380, 20)]
    assert set(paths(tree)) == {"M5.00,5.00H-5.00V-5.00H5.00Z"}


def test_a_mark_without_a_place_is_not_drawn() -> None:
    assert places(drawn(figure({"x": [0, None, 10], "y": [0, 5, None], **MARKS}))) == [(20, 180)]


def test_a_mark_without_a_colour_is_not_drawn() -> None:
    unseen = {**MARKS, "marker": {"color": [CLEAR, PAPER.accent], "size": 10}}
    assert places(drawn(figure({"x": [0, 10], "y": [0, 10], **unseen}))) == [(380, 20)]


def test_a_line_is_lifted_at_a_gap_and_keeps_its_dash() -> None:
    line = {"mode": "lines", "line": {"color": PAPER.ink, "width": 2, "dash": "4px,2px"}}
    tree = drawn(figure({"x": [0, 10, None, 0, 10], "y": [0, 0, None, 10, 10], **line}))
    assert paths(tree) == ["M20.0,180.0L380.0,180.0M20.0,20.0L380.0,20.0"]
    (path,) = tree.iter(f"{SVG}path")
    assert (path.get("stroke-dasharray"), path.get("stroke-width"), path.get("fill")) == ("4 2", "2", "none")


def test_an_area_is_filled() -> None:
    area = {"mode": "lines", "fill": "toself", "fillcolor": "#ABCDEF", "line": {"color": PAPER.ink}}
    (path,) = drawn(figure({"x": [0, 1, 1, 0], "y": [0, 0, 1, 0], **area})).iter(f"{SVG}path")
    assert path.get("fill") == "#ABCDEF"


def test_axes_that_share_the_paper_keep_to_their_part() -> None:
    upper, lower = axis(0, 10, domain=[0.5, 1]), axis(0, 10, domain=[0, 0.5])
    made = figure({"x": [5], "y": [0], **MARKS}, {"x": [5], "y": [10], "yaxis": "y2", **MARKS}, yaxis2=lower)
    made.layout.yaxis.update(upper)
    assert places(drawn(made)) == [(200, 100), (200, 100)]


def test_shapes_lie_on_axes_and_on_the_paper() -> None:
    rect = {"type": "rect", "x0": 10, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "xref": "x", "fillcolor": "#EEEEEE"}
    line = {"type": "line", "x0": 5, "x1": 5, "y0": 0, "y1": 1, "yref": "y domain", "xref": "x"}
    tree = drawn(figure(shapes=[rect, {**line, "line": {"color": PAPER.ink}}]))
    (box,) = tree.iter(f"{SVG}rect")
    assert [box.get(name) for name in ("x", "y", "width", "height")] == ["20.0", "20.0", "360.0", "160.0"]
    assert paths(tree) == ["M200.0,180.0L200.0,20.0"]


def test_the_calendar_is_written_along_its_axis() -> None:
    made = figure()
    font = {"size": 12, "color": PAPER.second}
    told = {"showticklabels": True, "tickvals": [0, 5], "ticktext": ["Apr", "May"], "tickfont": font}
    made.layout.xaxis.update(told, tickcolor=PAPER.hairline)
    assert ["".join(each.itertext()) for each in drawn(made).iter(f"{SVG}text")] == ["Apr", "May"]
    assert paths(drawn(made)) == ["M20.0,20.0v-5.0", "M200.0,20.0v-5.0"]


# Words


def words(text: str, **more: Any) -> ElementTree.Element:
    note = {"text": text, "x": 5, "y": 5, "xref": "x", "yref": "y", "showarrow": False, **NOTE, **more}
    return drawn(figure(annotations=[note]))


def test_lines_and_hands_are_kept() -> None:
    tree = words("<b>Bold</b> and plain<br><span style='color:#123456;font-size:8px'>small</span>")
    runs = [(each.text, each.get("font-weight"), each.get("font-size")) for each in tree.iter(f"{SVG}tspan")]
    assert runs == [("Bold", "700", "10"), (" and plain", "400", "10"), ("small", "400", "8")]
    assert list(tree.iter(f"{SVG}tspan"))[-1].get("fill") == "#123456"
    first, second = [float(each.get("y", "")) for each in tree.iter(f"{SVG}text")]
    assert second - first == pytest.approx(10 * LEADING)
    assert (first - 10 * BASE + second - 10 * BASE + 10 * LEADING) / 2 == pytest.approx(100)


@pytest.mark.parametrize(
    ("place", "where", "y"),
    [("middle right", "start", 103.5), ("middle left", "end", 103.5), ("top center", "middle", 92.5)],
)
def test_the_words_of_a_mark_stand_beside_or_over_it(place: str, where: str, y: float) -> None:
    named = {"mode": "text", "text": ["A word"], "textposition": place, "textfont": {"size": 10, "color": PAPER.ink}}
    (line,) = drawn(figure({"x": [5], "y": [5], **named})).iter(f"{SVG}text")
    assert (line.get("x"), line.get("text-anchor")) == ("200.0", where)
    assert float(line.get("y", "")) == pytest.approx(y)


def test_a_note_is_shifted_to_the_right_and_up() -> None:
    (line,) = words("A word", xshift=7, yshift=9, yanchor="top").iter(f"{SVG}text")
    assert (line.get("x"), line.get("y")) == ("207.0", "101.0")


@pytest.mark.parametrize(("anchor", "where"), [("left", "start"), ("center", "middle"), ("right", "end")])
def test_words_hang_on_their_anchor(anchor: str, where: str) -> None:
    (line,) = words("A word", xanchor=anchor).iter(f"{SVG}text")
    assert (line.get("x"), line.get("text-anchor")) == ("200.0", where)


def test_the_ground_of_words_is_as_wide_as_they_are_with_air() -> None:
    (ground,) = words("A word", bgcolor="#FFFFFF").iter(f"{SVG}rect")
    wide = float(ground.get("width", ""))
    assert wide == pytest.approx(text_width("A word", 10) + 2 * AIR, abs=0.1)
    assert float(ground.get("x", "")) == pytest.approx(200 - wide / 2, abs=0.1)


def test_the_ground_of_bold_words_is_that_of_bold_letters() -> None:
    (ground,) = words("<b>A word</b>", bgcolor="#FFFFFF").iter(f"{SVG}rect")
    assert float(ground.get("width", "")) == pytest.approx(text_width("A word", 10, BOLD) + 2 * AIR, abs=0.1)


def test_turned_words_turn_about_their_place() -> None:
    assert [each.get("transform") for each in words("A word", textangle=-30).iter(f"{SVG}g")] == [
        "rotate(-30.0 200.0 100.0)"
    ]


def test_what_is_escaped_stays_so() -> None:
    made = engraved(blank(PAPER, "A <script> & more", WIDE), "Title <b> & more", WIDE)
    assert "<title>Title &lt;b&gt; &amp; more</title>" in made
    assert "A &lt;script&gt; &amp; more" in made


# Pictures of a dossier


def extent(line: ElementTree.Element) -> tuple[float, float]:
    """Where a row of text begins and ends."""
    spans = [
        (each.text or "", float(each.get("font-size", "")), int(each.get("font-weight", "")))
        for each in line.iter(f"{SVG}tspan")
    ]
    wide = sum(text_width(*span) for span in spans)
    start = float(line.get("x", "")) - wide * {"start": 0, "middle": 0.5, "end": 1}[line.get("text-anchor", "")]
    return start, start + wide


def told(small: Dossier, width: int) -> list[go.Figure]:
    view = seen(small)
    made = graph.graph(view.relations, view.known)
    spots = graph.layout(made)
    return [
        timeline.figure(view.events, view.known, view.standings, timeline.Options(PAPER, width=width)).figure,
        network.figure(
            network.Part(view.relations, spots),
            view.known,
            view.standings,
            network.Options(PAPER, size=(width, 400)),
        ).figure,
    ]


@pytest.mark.parametrize("width", [600, 900])
def test_words_of_a_picture_lie_on_its_sheet(width: int, small: Dossier) -> None:
    for made in told(small, width):
        tree = ElementTree.fromstring(engraved(made, "A picture", width))
        *_, wide, high = map(float, tree.get("viewBox", "").split())
        lines = list(tree.iter(f"{SVG}text"))
        assert lines
        for line in lines:
            start, end = extent(line)
            assert start >= -1 and end <= wide + 1, "".join(line.itertext())
            assert 0 <= float(line.get("y", "")) <= high


@pytest.mark.parametrize("width", [600, 900])
def test_every_mark_of_a_picture_is_drawn(width: int, small: Dossier) -> None:
    for made in told(small, width):
        ids = [id for trace in made.data for id, *_ in trace.customdata or () if id]
        live = ElementTree.fromstring(engraved(made, "A picture", width, live=True))
        assert ids
        assert [each.get("data-focus") for each in live.iter() if each.get("data-focus")] == ids


def test_marks_of_standings_are_drawn_at_their_size(small: Dossier) -> None:
    for made in told(small, 900)[:1]:
        tree = ElementTree.fromstring(engraved(made, "A picture", 900))
        scaled = [each.get("transform", "") for each in tree.iter(f"{SVG}g") if "scale" in each.get("transform", "")]
        assert len(scaled) == len(made.layout.images) > 0


# On a live page


def test_a_live_picture_answers_with_what_it_says_escaped() -> None:
    point = {"x": [5], "y": [5], **MARKS, "customdata": [['e"1']], "hovertext": ["A &lt;b&gt;<br>and more"]}
    (spot,) = [each for each in drawn(figure(point), live=True).iter() if each.get("data-focus")]
    assert spot.get("data-focus") == 'e"1'
    assert spot.findtext(f"{SVG}title") == "A <b>\nand more"
    circle = spot.find(f"{SVG}circle")
    assert circle is not None
    assert [circle.get(name) for name in ("cx", "cy", "r", "fill")] == ["200.0", "100.0", "5", "transparent"]


def test_what_answers_lies_over_what_is_drawn() -> None:
    point = {"x": [5], "y": [5], **MARKS, "customdata": [["e1"]], "hovertext": ["A word"]}
    over = {"text": "Over", "x": 5, "y": 5, "xref": "x", "yref": "y", "showarrow": False, **NOTE}
    tree = drawn(figure(point, annotations=[over]), live=True)
    assert list(tree)[-1].get("data-focus") == "e1"


def test_a_picture_for_paper_has_nothing_to_answer_with() -> None:
    point = {"x": [5], "y": [5], **MARKS, "customdata": [["e1"]], "hovertext": ["A word"]}
    assert "data-focus" not in engraved(figure(point), "A picture", WIDE)


def test_a_dossier_cannot_put_markup_into_a_live_picture() -> None:
    plain = dossier(["c"], [("2021-04-01", "out", "org", "supports c")])
    event = row(Event, "e", claim="c", date="2021-04-01", title="<script>alert(1)</script>")
    view = seen(replace(plain, events=(event,)))
    made = timeline.figure(view.events, view.known, view.standings, timeline.Options(PAPER, width=WIDE)).figure
    text = engraved(made, "<script>", WIDE, live=True)
    assert "alert(1)" in text
    assert not [each for each in ElementTree.fromstring(text).iter() if each.tag.endswith("script")]


# What it does not know


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (figure({"x": [1], "y": [1], "mode": "markers", "marker": {"color": "#000000", "symbol": "star"}}), "'star'"),
        (figure(shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "xref": "x", "yref": "y"}]), "'circle'"),
        (figure(annotations=[{"text": "<i>x</i>", "x": 1, "y": 1, "showarrow": False, **NOTE}]), "the tag 'i'"),
    ],
)
def test_what_it_cannot_draw_is_refused(made: go.Figure, said: str) -> None:
    with pytest.raises(ValueError, match=f"{said} cannot be engraved"):
        engraved(made, "A picture", WIDE)


def test_a_sheet_of_a_fixed_scale_says_itself_how_wide_it_is() -> None:
    made = figure()
    made.layout.xaxis.update(range=[0, 700])
    made.layout.yaxis.update(scaleanchor="x")
    assert drawn(made).get("width") == "700"


def test_marks_turn_with_their_angle() -> None:
    turned = {"mode": "markers", "marker": {"color": PAPER.accent, "size": 8, "symbol": "arrow", "angle": [0, 90]}}
    tree = drawn(figure({"x": [1, 2], "y": [1, 2], **turned}))
    plain, second = [each.get("transform", "") for each in tree.iter(f"{SVG}g")]
    assert "rotate" not in plain
    assert second.endswith("rotate(90)")


def test_rows_of_words_go_down() -> None:
    rows = [float(each.get("y", "")) for each in words("one<br>two<br>three", yanchor="top").iter(f"{SVG}text")]
    assert rows[0] == pytest.approx(100 + 10 * BASE)
    assert all(after - before == pytest.approx(10 * LEADING, abs=0.11) for before, after in pairwise(rows))
