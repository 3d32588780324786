"""The network picture: what is drawn, what a click gives, and that words do not cover words."""

import re
import time
from dataclasses import replace
from itertools import combinations
from math import cos, hypot, inf, radians, sin
from typing import Any

from briefing.analysis.graph import around, ego, graph, layout
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Relation
from briefing.pictures.network.network import THIN, Options, Part, figure
from briefing.pictures.network.ties import Line, Room, bar, bundles, labels
from briefing.pictures.palette import PALETTES, SHAPE
from briefing.pictures.picture import Picture, dash
from briefing.pictures.typography import BOLD, REGULAR, text_width
from tests.invented import row

LIGHT = PALETTES["light"]


def drawn(dossier: Dossier, cut: int = 0, **more: Any) -> Picture:
    part = Part(dossier.relations, layout(graph(dossier.relations, dossier)), cut)
    return figure(part, dossier, standings(dossier), Options(LIGHT, **more))


def trace(picture: Picture, name: str) -> Any:
    return next(trace for trace in picture.figure.data if trace.name == name)


def test_every_actor_with_a_tie_stands_once_in_the_shape_of_its_kind(small: Dossier) -> None:
    actors = trace(drawn(small), "actors")
    assert sorted(row[0] for row in actors.customdata) == ["grey-banner", "interior-ministry", "tolm", "varo"]
    shapes = dict(zip((row[0] for row in actors.customdata), actors.marker.symbol, strict=True))
    assert shapes["grey-banner"] == SHAPE["armed group"]


def test_a_click_on_a_line_gives_its_tie(small: Dossier) -> None:
    assert {row[0] for row in trace(drawn(small), "ties").customdata} == {tie.id for tie in small.relations}


def test_standing_is_the_line(small: Dossier) -> None:
    assert trace(drawn(small), "single origin").line.dash == dash("single origin")


def test_hover_says_a_sentence(small: Dossier) -> None:
    said = " ".join(trace(drawn(small), "ties").hovertext).replace("<br>", " ")
    assert "Milo Tolm – said to be a cousin of → Anton Varo." in said


def test_ties_alike_are_one_line_and_others_bend_away(small: Dossier) -> None:
    tie = small.relations[0]
    twin = tie.model_copy(update={"id": "twin", "kind": "said to pay"})
    back = Relation.model_validate(
        {"id": "back", "from": tie.to, "to": tie.from_, "kind": "said to arm", "claim": tie.claim}
    )
    found = bundles((tie, twin, back), standings(small))
    assert [len(bundle.ties) for bundle in found] == [2, 1]
    assert found[0].words == (tie.kind, "said to pay")
    (many,) = bundles(
        (tie, twin, twin, tie.model_copy(update={"id": "third", "kind": "said to arm"})), standings(small)
    )
    assert many.words == (tie.kind, "and 2 more kinds")
    assert found[0].bow == found[1].bow != 0  # each seen from its own start: they bend to opposite sides


def test_the_labels_of_thirty_lines_from_one_actor_do_not_touch(small: Dossier) -> None:
    bundle = bundles(small.relations[:1], standings(small))[0]
    ends = [(500 * cos(radians(turn)), 400 * sin(radians(turn))) for turn in range(0, 360, 12)]
    found, missed = labels([Line(bundle, (0.0, 0.0), end, (20.0, 12.0)) for end in ends], Room())
    assert (len(found), missed) == (30, 0)
    boxes = [bar(each.x, each.y, each.width, 14 * len(each.text), radians(each.turn)) for each in found]
    for one, other in combinations(boxes, 2):
        assert all(hypot(x - u, y - v) >= r + s - 1 for x, y, r in one for u, v, s in other)


def test_labels_in_a_fan_too_narrow_for_all_touch_neither_one_another_nor_names(small: Dossier) -> None:
    bundle = bundles(small.relations[:1], standings(small))[0]
    ends = [(500 * cos(radians(turn)), 500 * sin(radians(turn))) for turn in range(-15, 16)]
    name = bar(250, 0, 120, 14)
    room = Room()
    room.take(name)
    found, missed = labels([Line(bundle, (0.0, 0.0), end) for end in ends], room)
    assert found and missed
    boxes = [name, *(bar(each.x, each.y, each.width, 14 * len(each.text), radians(each.turn)) for each in found)]
    for one, other in combinations(boxes, 2):
        assert all(hypot(x - u, y - v) >= r + s - 1 for x, y, r in one for u, v, s in other)


def test_words_out_of_focus_keep_clear_of_other_lines(small: Dossier) -> None:
    bundle, twin = (
        bundles((tie,), standings(small))[0]
        for tie in (small.relations[0], small.relations[0].model_copy(update={"id": "x"}))
    )
    level, steep = ((0.0, 0.0), (400.0, 0.0)), ((200.0, -60.0), (200.0, 60.0))
    for insists in (True, False):
        (label, *_), _ = labels([Line(bundle, *level, insists=insists), Line(twin, *steep, insists=False)], Room())
        assert abs(label.x - 200) > label.width / 2


def crowd(small: Dossier, number: int, star: bool = False) -> Dossier:
    """The small dossier with so many actors, each tied to one before it, or all to Varo."""
    names = [f"p-{each}" for each in range(number - 1)]
    people = [small.row(Actor, "tolm").model_copy(update={"id": id, "name": f"Person called {id}"}) for id in names]
    ends = ["varo" if star or not each else names[each * 7 // 11] for each in range(number - 1)]
    tie = small.relations[0]
    ties = [
        tie.model_copy(update={"id": f"t-{id}", "from_": id, "to": end, "kind": "said to have served under"})
        for id, end in zip(names, ends, strict=True)
    ]
    return replace(small, actors=(*small.actors, *people), relations=tuple(ties))


def corners(note: Any) -> list[tuple[float, float]]:
    """The corners of the words of a note as they stand in the picture."""
    lines = re.sub(r"<(?!br>)[^>]*>", "", note.text).split("<br>")
    weight = BOLD if "<b>" in note.text else REGULAR
    wide = max(text_width(line, note.font.size, weight) for line in lines)
    high = 1.3 * note.font.size * len(lines)
    across = {"left": (0, wide), "right": (-wide, 0)}.get(note.xanchor, (-wide / 2, wide / 2))
    down = {"top": (0, high), "bottom": (-high, 0)}.get(note.yanchor, (-high / 2, high / 2))
    turn = radians(note.textangle or 0)
    return [
        (note.x + x * cos(turn) - y * sin(turn), note.y + x * sin(turn) + y * cos(turn)) for x in across for y in down
    ]


def overlap(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> float:
    """By how many pixels two turned boxes overlap where they overlap least; not above nought if they are apart."""
    sides = [(box[place][0] - box[0][0], box[place][1] - box[0][1]) for box in (one, other) for place in (1, 2)]
    least = inf
    for x, y in sides:
        first, second = ([(u * x + v * y) / hypot(x, y) for u, v in box] for box in (one, other))
        least = min(least, max(first) - min(second), max(second) - min(first))
    return least


def test_around_an_actor_with_thirty_ties_no_words_overlap_and_all_are_there(small: Dossier) -> None:
    dossier = crowd(small, 30, star=True)
    made = graph(dossier.relations, dossier)
    near, _ = ego(made, "varo")
    places = around(made, "varo", near, layout(made))
    options = Options(LIGHT, focus="varo", size=(1040, 700))
    picture = figure(Part(dossier.relations, places), dossier, standings(dossier), options)
    notes = picture.figure.layout.annotations
    assert len(notes) == 30 + 29
    assert max(overlap(*pair) for pair in combinations(map(corners, notes), 2)) <= 1.5


def test_names_of_a_whole_network_do_not_overlap(small: Dossier) -> None:
    notes = drawn(crowd(small, 56), words="none", size=(1040, 960)).figure.layout.annotations
    assert len(notes) == 56
    assert max(overlap(*pair) for pair in combinations(map(corners, notes), 2)) <= 0


def test_in_a_small_picture_of_many_the_names_that_are_asked_for_are_there(small: Dossier) -> None:
    picture = drawn(crowd(small, 56), focus="p-3", size=(420, 500))
    names = [note.text for note in picture.figure.layout.annotations]
    assert "<b>Person called p-3</b>" in names
    assert "for want of room" in picture.caption


def test_three_hundred_actors_are_drawn_soon_and_a_click_sooner(small: Dossier) -> None:
    dossier = crowd(small, 300)
    started = time.process_time()
    made = graph(dossier.relations, dossier)
    places = layout(made)
    picture = figure(Part(dossier.relations, places), dossier, standings(dossier), Options(LIGHT))
    drawn_after = time.process_time() - started
    near, cut = ego(made, "p-3")
    ties = tuple(tie for tie in dossier.relations if {tie.from_, tie.to} <= set(near))
    figure(Part(ties, around(made, "p-3", near, places), cut), dossier, standings(dossier), Options(LIGHT, focus="p-3"))
    clicked_after = time.process_time() - started - drawn_after
    assert len(trace(picture, "actors").customdata) == 300
    assert "for want of room" in picture.caption
    assert drawn_after < 4
    assert clicked_after < 1


def rings(picture: Picture) -> set[str]:
    """The actors with a ring."""
    actors = trace(picture, "actors")
    return {row[0] for row, wide in zip(actors.customdata, actors.marker.line.width, strict=True) if wide > 2}


def test_what_is_open_is_marked_whatever_it_is(small: Dossier) -> None:
    claim = small.row(Relation, "tie-tolm-varo").claim
    assert rings(drawn(small, focus="varo")) == {"varo"}
    assert rings(drawn(small, focus=claim)) == set(small.row(Claim, claim).actors)
    assert rings(drawn(small, focus="tie-tolm-varo")) == rings(drawn(small)) == set()
    for focus in (claim, "tie-tolm-varo", "varo"):
        wide = {line.line.width for line in drawn(small, focus=focus).figure.data if line.mode == "lines"}
        assert max(wide) > THIN


def test_followed_actors_are_coloured_and_what_is_cut_is_said(small: Dossier) -> None:
    picture = drawn(small, follow=("varo",), cut=7)
    actors = trace(picture, "actors")
    colours = dict(zip((row[0] for row in actors.customdata), actors.marker.color, strict=True))
    assert [id for id, colour in colours.items() if colour == LIGHT.accent] == ["varo"]
    assert "7 actors" in picture.caption


def test_without_ties_it_says_so(small: Dossier) -> None:
    empty = figure(Part(), small, standings(small), Options(LIGHT))
    assert empty.figure.layout.annotations[0].text.startswith("No ties")
    assert empty.rows == ()


def test_a_few_lines_without_room_for_their_words_are_told_under_the_picture(small: Dossier) -> None:
    """So that a small picture says no less than a large one: the words, with the end that not all lines share."""
    ties = [
        row(Relation, f"t{n}", **{"from": "varo", "to": id}, kind=f"said to know number {n}", claim="c-varo-killed")
        for n, id in enumerate(("tolm", "lena-varo"))
    ]
    part = Part(tuple(ties), {"varo": (0.0, 0.0), "tolm": (0.01, 0.0), "lena-varo": (0.0, 0.01)})
    picture = figure(part, small, standings(small), Options(LIGHT, size=(90, 90)))
    assert "2 lines have no words for want of room: said to know number 0" in picture.caption
