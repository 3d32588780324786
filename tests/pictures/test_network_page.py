"""The network on the page: every word readable, no line through a name, what is lit and what is left out."""

import re
import time
from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import numpy as np
import pytest

from briefing.analysis.graph import graph, layout
from briefing.analysis.layout import Points
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor
from briefing.pictures.network import ego, whole
from briefing.pictures.network.live import Drawing, Lit, lit
from briefing.pictures.network.network import Part
from briefing.pictures.network.nodes import Node, named, placed
from briefing.pictures.network.routing import Way, inside, routed
from briefing.pictures.network.ties import bundles
from briefing.pictures.typography import BOLD, text_width
from briefing.reading.load import read
from tests import ROOT
from tests.pictures.test_network import crowd

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (1040, 960)


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    found = read(ROOT / "data" / "tajikistan-2017").dossier
    assert found
    return found


def around(dossier: Dossier, actor: str, width: int = 1040, focus: str | None = None) -> Drawing:
    ties = [tie for tie in dossier.relations if actor in (tie.from_, tie.to)]
    return ego.drawing(actor, ties, dossier, standings(dossier), width, lambda id: f"?focus={id}", focus)


def all_of(dossier: Dossier, focus: str | None = None) -> Drawing:
    part = Part(dossier.relations, layout(graph(dossier.relations, dossier)))
    return whole.drawing(part, dossier, standings(dossier), SIZE, lambda id: f"?focus={id}", focus)


def links(drawing: Drawing, kind: str) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(str(drawing.svg).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))
    return [each for each in tree.iter(f"{SVG}a") if kind in each.get("class", "").split()]


def extent(line: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and foot of a line of text."""
    is_name = "name" in line.get("class", "")
    wide = text_width(line.text or "", 12.5 if is_name else 11, BOLD if "key" in line.get("class", "") else 400)
    x, y = float(line.get("x", "")), float(line.get("y", ""))
    left = {"start": x, "end": x - wide}.get(line.get("text-anchor", ""), x - wide / 2)
    return left, y - 9, left + wide, y + 2


# --- one actor


@pytest.mark.parametrize("width", [340, 590, 1040])
@pytest.mark.parametrize("actor", ["khalimov", "nazarzoda", "safarov-s", "is"])
def test_around_an_actor_every_word_is_there_and_none_meets_another(shipped: Dossier, actor: str, width: int) -> None:
    drawing = around(shipped, actor, width)
    ties = [tie for tie in shipped.relations if actor in (tie.from_, tie.to)]
    told = [" ".join(text.text or "" for text in link.iter(f"{SVG}text")) for link in links(drawing, "tie")]
    assert sorted(told) == sorted(tie.kind for tie in ties)
    texts = [text for kind in ("tie", "actor") for link in links(drawing, kind) for text in link.iter(f"{SVG}text")]
    for (left, top, right, foot), (a, b, c, d) in combinations(map(extent, texts), 2):
        assert right <= a or c <= left or foot <= b or d <= top
    assert all(left >= 0 and right <= width for left, _, right, _ in map(extent, texts))


@pytest.mark.parametrize("width", [340, 1040])
def test_around_an_actor_no_line_runs_through_a_name(shipped: Dossier, width: int) -> None:
    drawing = around(shipped, "khalimov", width)
    names = np.array([extent(text) for link in links(drawing, "actor") for text in link.iter(f"{SVG}text")])
    for link in links(drawing, "tie"):
        (line,) = [path for path in link.iter(f"{SVG}path") if path.get("class") == "line"]
        assert not inside(np.array(points(line.get("d", ""))), names).any()


def points(way: str) -> list[tuple[float, float]]:
    """Points along a path of the commands M, L, H, Q and C."""
    found: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLHQC])([^MLHQC]*)", way):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        pairs = [(values[0], found[-1][1])] if command == "H" else list(zip(values[::2], values[1::2], strict=True))
        knots = np.array([found[-1] if found else pairs[0], *pairs])
        found += [between(knots, part) for part in np.linspace(0, 1, 60)]
    return found


def between(knots: Points, part: float) -> tuple[float, float]:
    """The place at a part of a Bézier curve."""
    while len(knots) > 1:
        knots = knots[:-1] * (1 - part) + knots[1:] * part
    return float(knots[0][0]), float(knots[0][1])


def test_an_arrow_is_read_from_the_first_actor_and_what_is_left_out_is_said(small: Dossier) -> None:
    tie = small.relations[0]
    drawing = ego.drawing(tie.to, [tie], small, standings(small), 1040, lambda id: f"?focus={id}", left=3)
    (link,) = links(drawing, "tie")
    assert link.get("data-ends") == f"{tie.from_} {tie.to}"
    assert link.get("href") == f"?focus={tie.id}"
    assert "3 ties between others are left out" in drawing.caption
    assert drawing.title.startswith("1 tie of ")


def test_names_of_any_length_stay_in_their_room(small: Dossier) -> None:
    tie = small.relations[0]
    long = small.row(Actor, tie.from_).model_copy(update={"name": "Long<" * 1000})
    grown = replace(small, actors=tuple(long if row.id == long.id else row for row in small.actors))
    for width in (340, 1040):
        drawing = ego.drawing(tie.to, [tie], grown, standings(grown), width, lambda id: f"?focus={id}")
        texts = [text for link in links(drawing, "actor") for text in link.iter(f"{SVG}text")]
        assert all(left >= 0 and right <= width for left, _, right, _ in map(extent, texts))
        assert max(foot for *_, foot in map(extent, texts)) < 300


# --- the whole


def routes(dossier: Dossier) -> tuple[dict[str, Node], tuple[Way, ...]]:
    nodes, size = placed(dossier.relations, dossier, layout(graph(dossier.relations, dossier)), SIZE)
    names = named(nodes, dossier.relations, size)
    return names, routed(bundles(dossier.relations, standings(dossier)), names)


def test_in_the_whole_no_line_runs_through_a_name(shipped: Dossier) -> None:
    nodes, ways = routes(shipped)
    names = np.array([node.box for node in nodes.values()])
    for way in ways:
        assert way.stretches
        for stretch in way.stretches:
            knots = np.array(stretch)
            fine = np.concatenate(
                [one + (other - one) * np.linspace(0, 1, 8)[:, None] for one, other in pairwise(knots)]
            )
            assert not inside(fine, names, -0.5).any(), way.bundle.ties[0].id


def test_lines_bend_about_names_and_hardly_any_has_to_be_broken(shipped: Dossier) -> None:
    _, ways = routes(shipped)
    assert sum(way.bow != way.bundle.bow for way in ways) > 10
    assert sum(len(way.stretches) > 1 for way in ways) <= len(ways) * 0.08


def test_every_tie_has_its_words_and_those_read_together_do_not_meet(shipped: Dossier) -> None:
    nodes, ways = routes(shipped)
    spots = whole.spoken(ways, nodes)
    assert {id for spot in spots for id in (tie.id for tie in spot.label.bundle.ties)} == {
        tie.id for tie in shipped.relations
    }
    for one, other in combinations([spot.label for spot in spots if spot.clear], 2):
        ends = [{each.bundle.ties[0].from_, each.bundle.ties[0].to} for each in (one, other)]
        if ends[0] & ends[1]:
            assert all(hypot(x - u, y - v) >= r + s - 1 for x, y, r in one.discs() for u, v, s in other.discs())


def test_what_is_open_is_lit_with_what_it_is_tied_to(small: Dossier) -> None:
    tie = small.relations[0]
    assert lit(None, small.relations, small) == Lit()
    assert lit(tie.id, small.relations, small) == Lit(frozenset({tie.id}), frozenset({tie.from_, tie.to}))
    of = lit(tie.from_, small.relations, small)
    assert of.ties == {each.id for each in small.relations if tie.from_ in (each.from_, each.to)}
    drawing = all_of(small, tie.id)
    assert {link.get("data-focus") for link in links(drawing, "near")} == {tie.id, tie.from_, tie.to}
    assert 'class="net whole lit"' in drawing.svg
    assert "lit" not in all_of(small).svg.partition(">")[0]


def test_three_hundred_actors_are_drawn_soon(small: Dossier) -> None:
    dossier = crowd(small, 300)
    started = time.process_time()
    drawing = all_of(dossier)
    assert len(links(drawing, "actor")) == 300
    assert "for want of room" in drawing.caption
    assert time.process_time() - started < 6
