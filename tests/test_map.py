"""The map: one mark a place, areas never pins, standings by mark and line, and the base map by address."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.dossier import Dossier
from briefing.geo import movement
from briefing.load import read
from briefing.records import Event
from briefing.standing import WORDS, standings
from briefing.views import map as maps
from briefing.views.marks import clusters, frame
from briefing.views.palette import MARK, PALETTES
from briefing.views.pill import pill

SHIPPED = Path(__file__).parents[1] / "data" / "tajikistan-2017"
LIGHT = PALETTES["light"]


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    return dossier


def drawn(dossier: Dossier, events: tuple[Event, ...] | None = None, **more: Any) -> dict[str, Any]:
    """The deck as the browser gets it, with its layers by id."""
    shown = dossier.events if events is None else events
    deck = json.loads(maps.deck(shown, dossier, standings(dossier), LIGHT, "/basemap", **more).to_json())
    return deck | {"layers": {layer["id"]: layer for layer in deck["layers"]}}


def rows(deck: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return list(deck["layers"][layer]["data"])


def test_a_place_has_one_mark_with_all_its_events(small: Dossier) -> None:
    found = {mark.place.id: mark for mark in maps.marks(small.events, small, standings(small))}
    assert set(found) == {"lowen", "sarn", "northmark"}
    assert found["northmark"].ids == ("e-varo-seen", "e-tolm-arrest")
    assert sum(count for _, count in found["northmark"].tally) == 2


def test_a_mark_takes_the_standing_that_calls_for_most_care(small: Dossier) -> None:
    words = {claim: held.word for claim, held in standings(small).items()}
    for mark in maps.marks(small.events, small, standings(small)):
        assert mark.word in {words[event.claim] for event in mark.events}
        if any(words[event.claim] == "contested" for event in mark.events):
            assert mark.word == "contested"


def test_placed_and_unplaced_are_all_there_is(shipped: Dossier) -> None:
    placed = [id for mark in maps.marks(shipped.events, shipped, standings(shipped)) for id in mark.ids]
    unplaced = [event.id for event in maps.unplaced(shipped.events, shipped)]
    assert sorted(placed + unplaced) == sorted(event.id for event in shipped.events)


def test_no_request_leaves_the_server(shipped: Dossier) -> None:
    deck = drawn(shipped)
    assert deck.get("mapProvider") is None
    addresses = [layer["data"] for layer in deck["layers"].values() if isinstance(layer.get("data"), str)]
    assert len(addresses) == 6
    assert all(address.startswith("/basemap/") for address in addresses)
    assert all(row["icon"]["url"].startswith("data:image/svg+xml,") for row in rows(deck, "events"))


def test_a_rerun_sends_little(shipped: Dossier) -> None:
    text = maps.deck(shipped.events, shipped, standings(shipped), LIGHT, "/basemap").to_json()
    assert len(text) < 260_000


def test_every_layer_has_an_id_and_no_area_can_be_picked(shipped: Dossier) -> None:
    deck = drawn(shipped, legs=movement(shipped, "khalimov"))
    pickable = {id for id, layer in deck["layers"].items() if layer.get("pickable")}
    assert pickable <= {"events", "dots", "arrows", "distances"}
    assert not any(layer.get("autoHighlight") for layer in deck["layers"].values())


def test_what_can_be_picked_knows_its_events(shipped: Dossier) -> None:
    deck = drawn(shipped, legs=movement(shipped, "khalimov"))
    known = {event.id for event in shipped.events}
    for layer in ("events", "dots", "arrows"):
        for row in rows(deck, layer):
            assert row["id"] == row["ids"][0]
            assert set(row["ids"]) <= known
            assert row["where"] and row["said"]


def test_every_placed_event_is_under_exactly_one_tag(shipped: Dossier) -> None:
    tagged = [id for row in rows(drawn(shipped), "events") for id in row["ids"]]
    assert sorted(tagged) == sorted(event.id for event in shipped.events if event.place)


def test_a_province_is_an_area_and_no_circle(shipped: Dossier) -> None:
    only = tuple(event for event in shipped.events if event.place == "nangarhar")
    deck = drawn(shipped, only)
    assert len(rows(deck, "areas")) == 1
    assert rows(deck, "circles") == []
    (tag,) = rows(deck, "events")
    assert set(tag["ids"]) == {event.id for event in only}


def test_an_area_that_the_base_map_lacks_is_its_radius(small: Dossier) -> None:
    (area,) = rows(drawn(small), "areas")
    latitudes = [corner[1] for corner in area["ring"]]
    assert (max(latitudes) - min(latitudes)) * 111.2 / 2 == pytest.approx(120, abs=2)


def test_a_circle_is_as_wide_as_the_place_is_uncertain(small: Dossier) -> None:
    assert sorted(row["radius"] for row in rows(drawn(small), "circles")) == [8_000, 25_000]


def test_lines_follow_the_standing(shipped: Dossier) -> None:
    dashes = {tuple(row["dash"]) for row in rows(drawn(shipped), "areas")}
    assert len(dashes) > 1


def test_the_chosen_event_is_ringed_and_framed(shipped: Dossier) -> None:
    far = next(event for event in shipped.events if event.place == "louisiana")
    plain, chosen = (frame_of(shipped, focus) for focus in (None, far.id))
    assert "louisiana" in {mark.place.id for mark in plain.outside}
    assert "louisiana" not in {mark.place.id for mark in chosen.outside}
    tag = next(row for row in rows(drawn(shipped, focus=far.id), "events") if far.id in row["ids"])
    assert LIGHT.accent.removeprefix("#") in tag["icon"]["url"]


def frame_of(dossier: Dossier, focus: str | None) -> maps.Frame:
    found = maps.framed(dossier.events, dossier, standings(dossier), focus=focus)
    assert found is not None
    return found


def test_the_theatre_holds_nearly_all_events(shipped: Dossier) -> None:
    outside = sum(len(mark.events) for mark in frame_of(shipped, None).outside)
    assert 0 < outside <= 0.1 * sum(event.place is not None for event in shipped.events)


def test_near_marks_are_one_from_afar_and_apart_from_near(shipped: Dossier) -> None:
    found = maps.marks(shipped.events, shipped, standings(shipped))
    points = [mark for mark in found if not mark.is_area]
    assert len(clusters(found, 3, (58, 22))) < len(clusters(found, 8, (58, 22))) <= len(points)


def test_a_way_has_arrows_numbers_and_lengths(shipped: Dossier) -> None:
    legs = movement(shipped, "khalimov")
    deck = drawn(shipped, legs=legs)
    assert [row["text"].split(" · ")[0] for row in rows(deck, "arrows")] == [str(leg.number) for leg in legs]
    assert all(row["text"].endswith(" km") for row in rows(deck, "arrows"))
    assert len(rows(deck, "ways")) == len(legs)


def test_nothing_to_show_is_a_map_of_the_theatre(small: Dossier) -> None:
    deck = drawn(small, ())
    assert rows(deck, "events") == []
    assert frame((), (1100, 620)) is None
    assert "<title>Map of 0 events at 0 places</title>" in maps.static_svg((), small, standings(small), LIGHT)


def test_without_a_base_map_nothing_is_fetched(small: Dossier) -> None:
    deck = drawn(small, basemap=False)
    assert not any(isinstance(layer.get("data"), str) for layer in deck["layers"].values())


def test_the_legend_holds_what_is_present(small: Dossier) -> None:
    found = maps.marks(small.events, small, standings(small))
    entries = maps.legend(found)
    assert [word for kind, word in entries if kind == "standing"] == [
        word for word in WORDS if any(word == held for mark in found for held, _ in mark.tally)
    ]
    assert [kind for kind, _ in entries if kind != "standing"] == ["place", "place"]
    assert maps.legend([]) == []


HOSTILE = '<img src=x onerror=alert(1)> "quoted" & {id}'


def hostile(small: Dossier) -> Dossier:
    places = tuple(place.model_copy(update={"name": HOSTILE}) for place in small.places)
    return replace(small, places=places, events=tuple(e.model_copy(update={"title": HOSTILE}) for e in small.events))


def test_words_of_the_dossier_stay_words(small: Dossier) -> None:
    """The template holds the markup and each value is plain: Streamlit escapes values as it fills them in."""
    deck = drawn(hostile(small))
    assert all(HOSTILE in row["said"] and "<b>" not in row["where"] for row in rows(deck, "events"))
    svg = maps.static_svg(hostile(small).events, hostile(small), standings(small), LIGHT)
    assert "<img" not in svg
    ET.fromstring(svg)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_still_map_is_an_image_with_a_title(shipped: Dossier, theme: Any) -> None:
    svg = maps.static_svg(shipped.events, shipped, standings(shipped), PALETTES[theme])
    root = ET.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert (root.attrib["width"], root.attrib["height"]) == ("480", "300")
    assert root[0].text is not None and root[0].text.startswith("Map of ")
    assert len(svg) < 200_000
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_equal_views_give_equal_bytes(shipped: Dossier) -> None:
    held = standings(shipped)
    for draw in (maps.static_svg, lambda *rest: maps.deck(*rest, "/basemap").to_json()):
        assert draw(shipped.events, shipped, held, LIGHT) == draw(shipped.events, shipped, held, LIGHT)


def test_a_tag_counts_all_and_names_three_standings() -> None:
    tally = tuple((word, number) for number, word in enumerate(WORDS, start=1))
    svg = pill(tally, LIGHT).svg
    assert svg.count("<g ") == 3
    assert f">+{1 + 2 + 3 + 4}<" in svg
    assert all(MARK[word] for word in WORDS)
