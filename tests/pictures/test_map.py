"""The map: one mark a place, areas never pins, standings by mark and line, and the base map by address."""

import json
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.standing import WORDS, standings
from briefing.context.layer import Deaths, Total
from briefing.context.patches import Patch
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.pictures.map import deck as maps
from briefing.pictures.map.key import key
from briefing.pictures.map.marks import Cluster, clusters, frame
from briefing.pictures.map.recorded import Behind
from briefing.pictures.map.scalebar import LONGEST, yardstick
from briefing.pictures.map.still import COARSE, Options, Sheet, static_svg
from briefing.pictures.map.tag import NUMBER, pill
from briefing.pictures.palette import MARK, PALETTES, rgba
from briefing.pictures.typography import SEMIBOLD, text_width
from briefing.places.geo import Leg, movement, project, unproject
from briefing.reading.load import read
from tests import SHIPPED

LIGHT = PALETTES["light"]
LIVE = maps.Options(LIGHT, base_url="/basemap")


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    return dossier


def drawn(
    dossier: Dossier, events: tuple[Event, ...] | None = None, legs: Sequence[Leg] = (), **more: Any
) -> dict[str, Any]:
    """The deck as the browser gets it, with its layers by id."""
    shown = dossier.events if events is None else events
    options = maps.Options(**{"palette": LIGHT, "base_url": "/basemap", **more})
    deck: dict[str, Any] = json.loads(maps.deck(shown, dossier, standings(dossier), options, legs).to_json())
    return deck | {"layers": {layer["id"]: layer for layer in deck["layers"]}}


def rows(deck: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    """What a layer draws; one that would draw nothing is not sent."""
    return list(deck["layers"].get(layer, {"data": ()})["data"])


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
    text = maps.deck(shipped.events, shipped, standings(shipped), LIVE).to_json()
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
    assert "louisiana" in outside(shipped)
    assert "louisiana" not in outside(shipped, far.id)
    tag = next(row for row in rows(drawn(shipped, focus=far.id), "events") if far.id in row["ids"])
    assert LIGHT.accent.removeprefix("#") in tag["icon"]["url"]


SIZE = (1100, 620)


def found_in(dossier: Dossier) -> tuple[maps.Mark, ...]:
    return maps.marks(dossier.events, dossier, standings(dossier))


def outside(dossier: Dossier, focus: str | None = None) -> set[str]:
    """The places that lie outside the frame that the map opens with."""
    found = found_in(dossier)
    return {mark.place.id for mark in maps.beyond(found, maps.opening(found, SIZE, focus=focus), SIZE)}


def test_the_theatre_holds_nearly_all_events(shipped: Dossier) -> None:
    far = outside(shipped)
    events = sum(event.place in far for event in shipped.events)
    assert 0 < events <= 0.1 * sum(event.place is not None for event in shipped.events)


def test_the_whole_leaves_nothing_outside(shipped: Dossier) -> None:
    found = found_in(shipped)
    whole = maps.whole(found, SIZE)
    assert whole is not None and maps.whole((), SIZE) is None
    assert maps.beyond(found, whole, SIZE) == ()


def test_the_whole_fits_on_a_phone(shipped: Dossier) -> None:
    found = found_in(shipped)
    whole = maps.whole(found, (350, 420))
    assert whole is not None
    assert maps.beyond(found, whole, (350, 420)) == ()


def test_a_frame_that_is_held_is_the_frame_that_is_drawn(shipped: Dossier) -> None:
    few, held = shipped.events[:5], maps.opening(found_in(shipped), SIZE)
    first, second = (drawn(shipped, events, view=held, size=SIZE) for events in (shipped.events, few))
    assert first["initialViewState"] == second["initialViewState"]
    assert first["initialViewState"] != drawn(shipped, few, size=SIZE)["initialViewState"]


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(1, 9))
def test_a_hair_aside_changes_every_number_that_is_sent(latitude: float, longitude: float, zoom: float) -> None:
    """The browser takes over only what changed, so that a frame can be gone back to."""
    frame = maps.Frame(latitude, longitude, zoom)
    other = maps.aside(frame, frame)
    assert round(other.latitude, 4) != round(frame.latitude, 4)
    assert round(other.longitude, 4) != round(frame.longitude, 4)
    assert round(other.zoom, 3) != round(frame.zoom, 3)
    assert maps.aside(frame, other) == frame


@given(st.floats(-75, 75), st.floats(3, 12))
def test_the_scale_bar_is_round_true_and_of_a_fair_length(latitude: float, zoom: float) -> None:
    stick = yardstick(latitude, zoom)
    assert str(f"{stick.km:e}")[0] in "125"
    assert LONGEST / 2.6 <= stick.pixels <= LONGEST + 1e-6
    start = project(latitude, 0, zoom)[0]
    degrees = unproject(start + stick.pixels, 0, zoom)[1]
    assert geodesic((latitude, 0), (latitude, degrees)).km == pytest.approx(stick.km, rel=0.02)


def test_the_scale_bar_lies_on_the_ground_and_on_the_still_map(shipped: Dossier) -> None:
    deck = drawn(shipped)
    (stick,) = rows(deck, "scale-bar")
    label = next(row["text"] for row in rows(deck, "places") if row["text"].endswith(" km"))
    (west, east), latitude = (corner[0] for corner in stick["path"][1:3]), stick["path"][1][1]
    assert geodesic((latitude, west), (latitude, east)).km == pytest.approx(
        float(label.removesuffix(" km").replace(",", "")), rel=0.02
    )
    assert " km</text>" in static_svg(shipped.events, shipped, standings(shipped), Options(LIGHT))


@pytest.mark.parametrize("size", [(350, 420), (700, 600), (1100, 620)])
def test_tags_and_the_names_of_their_places_do_not_meet(shipped: Dossier, size: tuple[int, int]) -> None:
    deck = drawn(shipped, legs=movement(shipped, "khalimov"), size=size)
    view = deck["initialViewState"]
    areas = [row for row in rows(deck, "events") if row["offset"] != [0, 0]]
    written = [*rows(deck, "places"), *rows(deck, "distances"), *areas]
    boxes = []
    for row in written:
        x, y = project(row["lat"], row["lon"], view["zoom"])
        boxes.append((x + row["offset"][0], y + row["offset"][1], row["wide"], 13))
    for (x, y, wide, high), (a, b, across, down) in combinations(boxes, 2):
        assert abs(x - a) >= (wide + across) / 2 - 1 or abs(y - b) >= (high + down) / 2 - 1


@pytest.mark.parametrize(("size", "share"), [((350, 420), 0.6), ((700, 600), 0.85)])
def test_most_tags_are_named_beside_them(shipped: Dossier, size: tuple[int, int], share: float) -> None:
    """The others are named by a click or when pointed at."""
    deck = drawn(shipped, size=size)
    frame = maps.opening(found_in(shipped), size)
    tags = [
        row for row in rows(deck, "events") if all(abs(x) < y / 2 for x, y in zip(spot(row, frame), size, strict=True))
    ]
    named = {row["text"] for row in rows(deck, "places")}
    assert sum(row["name"] in named for row in tags) >= share * len(tags)
    assert all(row["where"] for row in tags)


def spot(row: dict[str, Any], frame: maps.Frame) -> tuple[float, float]:
    return frame.at(row["lat"], row["lon"])


def test_a_tag_that_stands_aside_is_led_to_its_area(shipped: Dossier) -> None:
    deck = drawn(shipped, size=(350, 420))
    aside = [row for row in rows(deck, "events") if any(row["offset"])]
    leaders = [[2 * pixels for pixels in row["offset"]] for row in rows(deck, "leaders")]
    assert aside and leaders == [row["offset"] for row in aside]
    ends = [[row["lon"], row["lat"]] for row in rows(deck, "ends")]
    assert ends == [[row["lon"], row["lat"]] for row in aside]
    layers = list(deck["layers"])
    assert layers.index("leaders") < layers.index("ends") < layers.index("events")


def test_the_dots_of_a_still_map_hide_no_number_of_its_tags(shipped: Dossier) -> None:
    svg = static_svg(shipped.events, shipped, standings(shipped), Options(LIGHT))
    dots, lines = re.findall('<circle[^>]* r="3"', svg), re.findall(f'stroke="{LIGHT.ink}" stroke-width="1.2"/>', svg)
    assert dots and len(dots) == len(lines)
    assert svg.rindex(dots[-1]) < svg.index("<rect", svg.index(dots[0]))


def test_no_tag_of_an_area_covers_another_tag_even_on_a_map_of_the_world(shipped: Dossier) -> None:
    size = (700, 600)
    whole = maps.whole(found_in(shipped), size)
    assert whole is not None
    tags = rows(drawn(shipped, size=size, view=whole), "events")
    spots = [(spot(tag, whole), tag["offset"], tag["wide"]) for tag in tags]
    boxes = [(x + across, y + down, wide, bool(across or down)) for (x, y), (across, down), wide in spots]
    for (x, y, wide, aside), (a, b, across, other) in combinations(boxes, 2):
        if aside or other:
            assert abs(x - a) >= (wide + across) / 2 or abs(y - b) >= 22


def test_names_of_lands_give_way_to_all_that_is_written(shipped: Dossier) -> None:
    view = maps.Frame(36, 58, 4)
    deck = drawn(shipped, legs=movement(shipped, "khalimov"), view=view)
    written = [row for layer in ("events", "places", "distances") for row in rows(deck, layer)]
    taken = [(spot(row, view), row["offset"], row["wide"]) for row in written]
    others = [(x + across, y + down, wide) for (x, y), (across, down), wide in taken]
    lands = [(*spot(row, view), text_width(row["text"], 10)) for row in rows(deck, "labels")]
    assert len(lands) > 10
    for place, (x, y, wide) in enumerate(lands):
        for a, b, across in (*others, *lands[:place]):
            assert abs(x - a) >= (wide + across) / 2 or abs(y - b) >= 10


def test_the_names_of_lands_shrink_with_the_ground_so_that_none_ever_meet(shipped: Dossier) -> None:
    labels = drawn(shipped, view=maps.Frame(36, 58, 4))["layers"]["labels"]
    assert labels["sizeUnits"] == "meters"
    assert labels["sizeMaxPixels"] <= 13
    assert "extensions" not in labels


def test_a_land_is_named_once(shipped: Dossier) -> None:
    deck = drawn(shipped)
    named = {tuple(row["land"]) for row in rows(deck, "places") if row.get("land")}
    assert ("Turkey", "") in named
    assert not named & {tuple(row["land"]) for row in rows(deck, "labels")}


def test_lands_too_small_to_be_seen_are_named_only_from_near(shipped: Dossier) -> None:
    far, near = (
        {row["text"] for row in rows(drawn(shipped, view=maps.Frame(38, 60, zoom)), "labels")} for zoom in (1.5, 8)
    )
    assert "LUXEMBOURG" not in far and "LUXEMBOURG" in near
    assert "AUSTRALIA" in far


def test_near_marks_are_one_from_afar_and_apart_from_near(shipped: Dossier) -> None:
    found = maps.marks(shipped.events, shipped, standings(shipped))
    points = [mark for mark in found if not mark.is_area]
    assert len(clusters(found, 3, (58, 22))) < len(clusters(found, 8, (58, 22))) <= len(points)


def test_a_way_has_arrows_numbers_and_lengths(shipped: Dossier) -> None:
    legs = movement(shipped, "khalimov")
    deck = drawn(shipped, legs=legs)
    assert [row["text"].split(" · ")[0] for row in rows(deck, "arrows")] == [str(leg.number) for leg in legs]
    assert all(row["text"].endswith(" km") for row in rows(deck, "arrows"))
    assert [row["when"] for row in rows(deck, "arrows")] == [
        leg.to_event.date.words for leg in legs if leg.to_event.date
    ]
    assert len(rows(deck, "ways")) == len(legs)


def test_nothing_to_show_is_a_map_of_the_theatre(small: Dossier) -> None:
    deck = drawn(small, ())
    assert rows(deck, "events") == []
    assert frame((), SIZE) is None
    assert "<title>Map of 0 events at 0 places</title>" in static_svg((), small, standings(small), Options(LIGHT))


def test_without_a_base_map_nothing_is_fetched(small: Dossier) -> None:
    deck = drawn(small, base_url="")
    assert not any(isinstance(layer.get("data"), str) for layer in deck["layers"].values())


def test_the_key_says_what_the_shapes_mean_that_are_on_the_map(small: Dossier, shipped: Dossier) -> None:
    every = [words for _, words in key(found_in(shipped))]
    assert every == [
        "round tag: a place",
        "square tag: somewhere within",
        "shaded: known no finer",
        "number: events",
    ]
    towns = [mark for mark in found_in(shipped) if not mark.is_vague and len(mark.events) == 1]
    assert [words for _, words in key(towns)] == ["round tag: a place", "shaded: known no finer"]
    provinces = [mark for mark in found_in(shipped) if mark.area and len(mark.events) == 1]
    assert [words for _, words in key(provinces)] == every[1:3]
    assert [sum("<circle" in sign for sign, _ in key(marks)) for marks in (towns, provinces)] == [1, 0]
    assert key([]) == ()


def test_of_a_place_some_of_whose_events_are_faint_the_tag_tells_how_many(shipped: Dossier) -> None:
    (mark, *_) = sorted(found_in(shipped), key=lambda mark: -len(mark.events))
    group = Cluster((mark,))
    late = frozenset(mark.ids[1:])
    known, later = group.parted(late)
    assert (known, sum(number for _, number in later)) == (((mark.words[0], 1),), len(late))
    drawn = pill(known, LIGHT, later=later)
    assert drawn.svg.count('<g opacity="0.4">') == len(later)
    # A tag all of which is faint is veiled as a whole, and nothing in it twice.
    assert group.parted(frozenset(mark.ids)) == (mark.tally, ())
    assert group.parted(frozenset()) == (mark.tally, ())
    options = Options(LIGHT, (600, 400), faint=late)
    svg = static_svg(mark.events, shipped, standings(shipped), options)
    assert svg.count('<g opacity="0.4">') == len(later)


HOSTILE = '<img src=x onerror=alert(1)> "quoted" & {id}'


def hostile(small: Dossier) -> Dossier:
    places = tuple(place.model_copy(update={"name": HOSTILE}) for place in small.places)
    return replace(small, places=places, events=tuple(e.model_copy(update={"title": HOSTILE}) for e in small.events))


def test_words_of_the_dossier_stay_words(small: Dossier) -> None:
    """The template holds the markup and each value is plain: Streamlit escapes values as it fills them in."""
    deck = drawn(hostile(small))
    assert all(HOSTILE in row["said"] and "<b>" not in row["where"] for row in rows(deck, "events"))
    svg = static_svg(hostile(small).events, hostile(small), standings(small), Options(LIGHT))
    assert "<img" not in svg
    ET.fromstring(svg)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_still_map_is_an_image_with_a_title(shipped: Dossier, theme: Any) -> None:
    svg = static_svg(shipped.events, shipped, standings(shipped), Options(PALETTES[theme]))
    root = ET.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert (root.attrib["width"], root.attrib["height"]) == ("480", "300")
    assert root[0].text is not None and root[0].text.startswith("Map of ")
    assert len(svg) < 200_000
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_marks_of_a_still_map_may_be_links(shipped: Dossier) -> None:
    plain = static_svg(shipped.events, shipped, standings(shipped), Options(LIGHT))
    links_to = Options(LIGHT, href=lambda id: f'?focus={id}"&')
    linked = static_svg(shipped.events, shipped, standings(shipped), links_to)
    links = [each for each in ET.fromstring(linked).iter() if each.tag.endswith("}a")]
    known = {row.id for row in (*shipped.events, *shipped.places)}
    assert "<a " not in plain
    assert links and all(link.attrib["data-focus"] in known and link.attrib["aria-label"] for link in links)
    assert all(link.attrib["href"] == f'?focus={link.attrib["data-focus"]}"&' for link in links)
    assert ET.fromstring(linked).attrib["role"] == "group"


def test_equal_views_give_equal_bytes(shipped: Dossier) -> None:
    held = standings(shipped)
    stills = [static_svg(shipped.events, shipped, held, Options(LIGHT)) for _ in range(2)]
    decks = [maps.deck(shipped.events, shipped, held, LIVE).to_json() for _ in range(2)]
    assert stills[0] == stills[1]
    assert decks[0] == decks[1]


def test_a_tag_counts_all_and_names_three_standings() -> None:
    tally = tuple((word, number) for number, word in enumerate(WORDS, start=1))
    svg = pill(tally, LIGHT).svg
    assert svg.count("<g ") == 3
    assert f">+{sum(range(1, len(WORDS) - 2))}<" in svg
    assert all(MARK[word] for word in WORDS)


def test_a_tag_has_room_for_its_numbers() -> None:
    few, many = (pill((("contested", number), ("denied", 1)), LIGHT).width for number in (1, 1001))
    assert many - few == pytest.approx(text_width("001", NUMBER, SEMIBOLD))


def corners(path: str) -> list[tuple[float, float]]:
    """The corners of an outline that is written as a place and steps from each to the next."""
    first, _, steps = path.removeprefix("M").removesuffix("z").partition(" l")
    x, y = map(float, first.split(","))
    found = [(x, y)]
    for step in steps.split():
        across, down = map(float, step.split(","))
        x, y = x + across, y + down
        found.append((x, y))
    return found


def test_an_outline_on_the_still_map_ends_where_it_should_however_many_steps_it_has() -> None:
    sheet = Sheet(maps.Frame(0, 0, 3), Options(LIGHT))
    ring = [(math.cos(each / 100) * 15, math.sin(each / 100) * 9) for each in range(628)]
    found = corners(sheet.path([ring]))
    assert len(found) > 200
    astray = max(min(math.dist(sheet.at(lat, lon), each) for each in found) for lon, lat in ring)
    assert astray < COARSE + 0.1


def test_what_was_not_yet_known_is_faint_on_the_free_map_too(small: Dossier) -> None:
    late = frozenset(event.id for event in small.events if event.place == "sarn")
    plain, veiled = drawn(small), drawn(small, faint=late)
    for layer, look in (("events", "icon"), ("circles", "line")):
        pairs = zip(rows(plain, layer), rows(veiled, layer), strict=True)
        at_sarn = [(row, other) for row, other in pairs if row[look] != other[look]]
        assert len(at_sarn) == 1
    (icon,) = [row["icon"]["url"] for row in rows(veiled, "events") if set(row["ids"]) <= late]
    assert "opacity%3D%220.4%22" in icon
    assert min(row["line"][3] for row in rows(veiled, "circles")) < min(
        row["line"][3] for row in rows(plain, "circles")
    )


BEHIND = Behind(
    (Patch("Iraq/Anbar", "Anbar, Iraq", Total(3, Deaths(0, 9, 9)), ((((40.0, 33.0), (42.0, 33.0), (42.0, 34.0))),)),),
    "events",
    "./recorded/tile?by=events&z={z}&x={x}&y={y}",
    "UCDP GED 25.1, 1989 to 2024",
)


def test_recorded_violence_lies_under_every_mark_of_the_free_map_and_can_be_picked(small: Dossier) -> None:
    deck = drawn(small, behind=BEHIND)
    order = [layer["id"] for layer in deck["layers"].values()]
    assert order.index("recorded-areas") < order.index("recorded") < order.index("areas") < order.index("events")
    (area,), cells = rows(deck, "recorded-areas"), deck["layers"]["recorded"]
    assert area["recorded"] == "Iraq/Anbar"
    assert area["where"] == "UCDP GED 25.1, 1989 to 2024: evidence for no claim"
    assert area["said"].startswith("3 events, 9 deaths (low 0, high 9)\nsomewhere in Anbar, Iraq, known no finer")
    assert cells["pickable"]
    assert "ids" not in area  # no event of the dossier
    assert "recorded" not in drawn(small)["layers"]


def test_cells_of_the_free_map_come_by_address_as_one_moves(small: Dossier) -> None:
    cells, (area,) = (
        drawn(small, behind=BEHIND)["layers"]["recorded"],
        rows(drawn(small, behind=BEHIND), "recorded-areas"),
    )
    assert (cells["@@type"], cells["data"]) == ("TileLayer", BEHIND.tiles)
    red, green, blue, filled = area["fill"]
    assert filled == 0  # of an area no part has more than another
    assert cells["getFillColor"] == f"@@=[{red}, {green}, {blue}, properties.share]"


def test_on_the_free_map_no_spot_has_the_fill_of_a_claim_and_of_a_cell(small: Dossier) -> None:
    deck = drawn(small, behind=BEHIND)
    order = [layer["id"] for layer in deck["layers"].values()]
    assert order.index("recorded") < order.index("covers") < order.index("recorded-edges") < order.index("circles")
    circles, covers = rows(deck, "circles"), rows(deck, "covers")
    assert {(row["lon"], row["lat"], row["radius"]) for row in covers} == {
        (row["lon"], row["lat"], row["radius"]) for row in circles
    }
    assert deck["layers"]["covers"]["getFillColor"][3] > 0.9 * 255
    edges = deck["layers"]["recorded-edges"]
    assert (edges["filled"], edges["data"]) == (False, BEHIND.tiles)
    assert {row["fill"][3] for row in rows(deck, "areas")} == {0}
    assert {row["fill"][3] for row in rows(drawn(small), "areas")} != {0}
    assert "covers" not in [layer["id"] for layer in drawn(small)["layers"].values()]


def test_on_the_still_map_no_spot_has_the_fill_of_a_claim_and_of_a_cell(small: Dossier) -> None:
    cell = Patch("1", "", Total(9, Deaths(0, 9, 9)), (((66.0, 39.0), (70.0, 39.0), (70.0, 41.0), (66.0, 41.0)),))
    stand = standings(small)
    near = Options(PALETTES["light"], behind=replace(BEHIND, patches=(*BEHIND.patches, cell)))
    behind, alone = (
        static_svg(small.events, small, stand, options) for options in (near, replace(near, behind=Behind()))
    )
    ground, _, claims = behind.partition("</g>")
    circles = re.findall(r'<circle (cx="[\d.]+" cy="[\d.]+") r="[\d.]+" fill="rgba\([\d,]+,0\.12\)"', claims)
    assert re.findall(r'<circle class="cover" (cx="[\d.]+" cy="[\d.]+")', ground) == circles != []
    assert ground.index('class="cover"') < ground.index('class="edges"')
    assert 'stroke-dasharray="1 3"' in ground  # a rim without a fill
    assert ground.count(rgba(PALETTES["light"].recorded, 0).rpartition(",")[0]) == 2  # the cell and its edge
    assert 'class="cover"' not in alone
    assert 'class="edges"' not in alone
