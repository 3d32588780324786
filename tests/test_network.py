"""The network picture: what is drawn, what a click gives, and that words do not cover words."""

from itertools import combinations
from math import cos, hypot, radians, sin
from typing import Any

from briefing.dossier import Dossier
from briefing.graph import graph, layout
from briefing.records import Relation
from briefing.standing import standings
from briefing.views.network import figure
from briefing.views.palette import PALETTES, SHAPE
from briefing.views.picture import Picture, dash
from briefing.views.ties import Room, bar, bundles, labels

LIGHT = PALETTES["light"]


def drawn(dossier: Dossier, **more: Any) -> Picture:
    places = layout(graph(dossier.relations, dossier))
    return figure(dossier.relations, dossier, standings(dossier), LIGHT, places, **more)


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
    assert found[0].bow == found[1].bow != 0  # each seen from its own start: they bend to opposite sides


def test_the_labels_of_thirty_lines_from_one_actor_do_not_touch(small: Dossier) -> None:
    bundle = bundles(small.relations[:1], standings(small))[0]
    ends = [(500 * cos(radians(turn)), 400 * sin(radians(turn))) for turn in range(0, 360, 12)]
    found, missed = labels(((bundle, (0.0, 0.0), end, (20.0, 12.0)) for end in ends), Room())
    assert (len(found), missed) == (30, 0)
    boxes = [bar(each.x, each.y, each.width, 14 * len(each.text), radians(each.turn)) for each in found]
    for one, other in combinations(boxes, 2):
        assert all(hypot(x - u, y - v) >= r + s - 1 for x, y, r in one for u, v, s in other)


def test_followed_actors_are_coloured_and_what_is_cut_is_said(small: Dossier) -> None:
    picture = drawn(small, follow=("varo",), cut=7)
    actors = trace(picture, "actors")
    colours = dict(zip((row[0] for row in actors.customdata), actors.marker.color, strict=True))
    assert [id for id, colour in colours.items() if colour == LIGHT.accent] == ["varo"]
    assert "7 actors" in picture.caption


def test_without_ties_it_says_so(small: Dossier) -> None:
    empty = figure((), small, standings(small), LIGHT, {})
    assert empty.figure.layout.annotations[0].text.startswith("No ties")
    assert empty.rows == ()
