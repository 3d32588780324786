"""The slippy map: what is never drawn as one, what unpacks, and what a mark says."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest

from briefing.analysis.bearing import excluded
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.pictures.map import deck as maps
from briefing.pictures.map.marks import Frame, Mark, clusters, frame, marks
from briefing.pictures.map.parting import parting
from briefing.pictures.map.slippy import CLOSEST, Options, ground, slippy
from briefing.pictures.palette import PALETTES
from briefing.pictures.picture import verdict
from briefing.places.geo import movement
from briefing.reading.load import read
from tests import SHIPPED

LIGHT = PALETTES["light"]
SIZE = (707, 600)
ZOOMS = [step / 2 for step in range(round(CLOSEST * 2))]


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    return dossier


def found_in(dossier: Dossier) -> tuple[Mark, ...]:
    return marks(dossier.events, dossier, standings(dossier))


def drawn(dossier: Dossier, actor: str = "") -> list[ET.Element]:
    """Every element of the map of a whole dossier."""
    found = found_in(dossier)
    opening = frame(found, SIZE) or Frame(0, 0, 1)
    options = Options(LIGHT, SIZE, opening)
    legs = movement(dossier, actor) if actor else ()
    return list(ET.fromstring(slippy(found, dossier, standings(dossier), options, legs)).iter())


def tags(elements: list[ET.Element]) -> list[dict[str, str]]:
    return [each.attrib for each in elements if each.get("class", "").split()[:1] == ["tag"]]


@pytest.mark.parametrize("zoom", [0, 2.3, 3.3, 5, 8])
def test_no_mark_is_of_two_countries_or_of_claims_that_exclude_each_other(shipped: Dossier, zoom: float) -> None:
    found = found_in(shipped)
    for group in clusters(found, zoom, (58, 22), parting(found, shipped).parts):
        assert len({mark.place.country for mark in group.marks}) == 1
        for one, other in combinations(group.marks, 2):
            claims = {event.claim for event in other.events}
            rivals = {rival.id for event in one.events for rival in excluded(shipped.row(Claim, event.claim), shipped)}
            assert not rivals & claims


def test_exclusion_alone_parts_two_marks(small: Dossier) -> None:
    small = replace(small, questions=())  # both places are named by one
    one, other = (mark for mark in found_in(small) if not mark.is_area)
    near = tuple(replace(mark, place=mark.place.model_copy(update={"country": "X"})) for mark in (one, other))
    assert not parting(near, small).parts(*near)
    rival = small.row(Claim, one.events[0].claim).model_copy(update={"excludes": (other.events[0].claim,)})
    claims = tuple(rival if claim.id == rival.id else claim for claim in small.claims)
    assert parting(near, replace(small, claims=claims)).parts(*near)


def test_the_places_that_the_first_key_questions_name_keep_a_mark_of_their_own(shipped: Dossier) -> None:
    found = found_in(shipped)
    kept = parting(found, shipped)
    named = {kept.called(group) for group in clusters(found, 2.3, (58, 22), kept.parts)}
    for name in ("Mosul", "Deir ez-Zor", "Varzob"):
        assert any(name in each for each in named)
    assert kept.key["nangarhar"] == "Nangarhar"
    renamed = tuple(question.model_copy(update={"text": "Who was he?"}) for question in shipped.questions)
    assert parting(found, replace(shipped, questions=renamed)).key == {}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_at_every_zoom_each_placed_event_is_under_exactly_one_tag(shipped: Dossier, zoom: float) -> None:
    there = [tag for tag in tags(drawn(shipped)) if within(zoom, tag["data-span"])]
    events = [id for tag in there for id in tag["data-events"].split()]
    assert sorted(events) == sorted(event.id for event in shipped.events if event.place)


def within(zoom: float, span: str) -> bool:
    near, far = map(float, span.split())
    return near <= zoom < far


def test_marks_unpack_as_one_zooms_in(shipped: Dossier) -> None:
    found = tags(drawn(shipped))
    far, near = ([tag for tag in found if within(zoom, tag["data-span"])] for zoom in (3, 9))
    assert len(far) < len(near)


def test_the_mark_of_a_place_known_to_a_district_does_not_look_like_a_point(shipped: Dossier) -> None:
    found = {mark.place.id: mark for mark in found_in(shipped)}
    assert found["darai-foni"].is_vague and found["nangarhar"].is_vague and not found["mosul"].is_vague
    vague = {tag["data-focus"] for tag in tags(drawn(shipped)) if "vague" in tag["class"].split()}
    assert "darai-foni" in vague and "mosul" not in vague


def test_a_way_is_drawn_leg_by_leg_and_each_opens_its_event(shipped: Dossier) -> None:
    legs = movement(shipped, "khalimov")
    links = [each.attrib for each in drawn(shipped, "khalimov") if each.get("class") == "leg"]
    assert [link["data-focus"] for link in links] == [leg.to_event.id for leg in legs]
    assert all(" km" in link["data-text"] and link["data-when"] for link in links)


def test_the_ground_is_the_same_whatever_is_shown_and_small_enough_to_send(shipped: Dossier) -> None:
    land = ground(frame(found_in(shipped), SIZE) or Frame(0, 0, 1), SIZE, LIGHT)
    layers = [each.get("data-layer") for each in ET.fromstring(land)]
    assert layers == ["countries", "lakes", "rivers", "divisions", "borders", "disputed"]
    assert len(land) < 320_000


def test_a_tooltip_has_five_lines_at_most(shipped: Dossier) -> None:
    deck = json.loads(maps.deck(shipped.events, shipped, standings(shipped), maps.Options(LIGHT)).to_json())
    told = [row for layer in deck["layers"] for row in layer["data"] if isinstance(row, dict) and "said" in row]
    assert told and all(1 + len(row["said"].splitlines()) <= 5 for row in told)


def test_several_origins_that_count_as_one_are_told_with_the_reason(shipped: Dossier) -> None:
    several = [
        held for held in standings(shipped).values() if held.word == "single origin" and len(held.supports.origins) > 1
    ]
    assert several
    assert all("not shown to be independent" in verdict(held) for held in several)


def test_a_mark_all_of_whose_events_are_faint_is_faint(small: Dossier) -> None:
    stand = standings(small)
    found = marks(small.events, small, stand)
    one = found[0]
    whole = frame(found, (600, 400))
    assert whole is not None
    drawn = slippy(found, small, stand, Options(PALETTES["light"], (600, 400), whole, faint=frozenset(one.ids)))
    assert drawn.count("faint") == 1
    some = Options(PALETTES["light"], (600, 400), whole)
    assert "faint" not in slippy(found, small, stand, some)
