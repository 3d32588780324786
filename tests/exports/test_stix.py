"""The STIX bundle, as the library and the validator of OASIS judge it."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import stix2
from hypothesis import given
from stix2validator import ValidationOptions, validate_string

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.when import parse
from briefing.exports.stix import stix
from tests.invented import dossiers, examples, seen


def objects(dossier: Dossier, **state: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(stix(seen(dossier, **state)))["objects"]
    return found


def own(each: dict[str, Any]) -> str:
    return str(each.get("external_references", [{}])[0].get("external_id", ""))


@pytest.mark.parametrize(
    "state", [{}, {"actor": ("tolm",)}, {"asof": date(2021, 4, 14)}, {"q": "no such word"}], ids=str
)
def test_the_validator_of_oasis_finds_no_fault(small: Dossier, state: dict[str, Any]) -> None:
    verdict = validate_string(stix(seen(small, **state)).decode(), ValidationOptions(version="2.1"))
    assert verdict.is_valid, verdict.errors


@given(dossier=dossiers())
@examples(10)
def test_the_library_of_oasis_reads_any_bundle(dossier: Dossier) -> None:
    assert stix2.parse(stix(seen(dossier)).decode(), allow_custom=False).type == "bundle"


def test_every_reference_leads_somewhere(small: Dossier) -> None:
    found = objects(small, actor=("tolm",))
    known = {each["id"] for each in found}
    named = {value for each in found for key, value in each.items() if key.endswith("_ref")}
    named |= {value for each in found for key, values in each.items() if key.endswith("_refs") for value in values}
    assert named <= known and len(known) == len(found)


def test_ids_stay_the_same_from_view_to_view(small: Dossier) -> None:
    everything = {own(each): each["id"] for each in objects(small) if own(each)}
    some = {own(each): each["id"] for each in objects(small, actor=("tolm",)) if own(each)}
    assert some and some.items() <= everything.items()


def test_confidence_stands_only_where_an_analyst_gave_one(small: Dossier) -> None:
    given = {own(each): each["confidence"] for each in objects(small) if "confidence" in each}
    assert given == {"j-varo": 15, "j-lowen": 15, "j-tolm": 50}


def test_a_doubt_is_no_disagreement(small: Dossier) -> None:
    opinions = {own(each): each["opinion"] for each in objects(small) if each["type"] == "opinion"}
    assert (opinions["ev-07"], opinions["ev-10"], opinions["ev-13"]) == ("agree", "disagree", "neutral")


def test_who_takes_no_side_has_no_opinion(small: Dossier) -> None:
    """A doubt and no side were the same neutral opinion once."""
    found = {own(each): each for each in objects(small)}
    assert {found[row.id]["opinion"] for row in small.evidence if row.stance == "doubts"} == {"neutral"}
    row = small.evidence[0].model_copy(update={"stance": "neither"})
    said = {own(each): each for each in objects(replace(small, evidence=(row, *small.evidence[1:])))}[row.id]
    assert (said["type"], said["abstract"], said["labels"][0]) == ("note", "Takes no side", "stance: neither")
    assert said["object_refs"] == [found[row.claim]["id"]]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2021-04-10", "2021-04-10T00:00:00.000Z", "2021-04-10T23:59:59.999Z"),
        ("2021-04", "2021-04-01T00:00:00.000Z", "2021-04-30T23:59:59.999Z"),
        ("2021-01/2021-03", "2021-01-01T00:00:00.000Z", "2021-03-31T23:59:59.999Z"),
        ("[..2021-03]", None, "2021-03-31T23:59:59.999Z"),
        ("2021-05/..", "2021-05-01T00:00:00.000Z", None),
        (None, None, None),
    ],
)
def test_incidents_and_relationships_have_the_bounds_of_their_date(
    small: Dossier, when: str | None, first: str | None, last: str | None
) -> None:
    date_ = parse(when) if when else None
    event = small.row(Event, "e-varo-killing").model_copy(update={"date": date_})
    tie = small.relations[0].model_copy(update={"date": date_})
    parts = tuple(row for row in small.involvement if row.event == event.id)
    changed = replace(small, events=(event,), involvement=parts, relations=(tie,))
    made = objects(changed)
    assert validate_string(stix(seen(changed)).decode(), ValidationOptions(version="2.1")).is_valid
    (incident,) = [each for each in made if each["type"] == "incident"]
    assert (incident.get("first_seen"), incident.get("last_seen")) == (first, last)
    assert ("extensions" in incident) == bool(first or last)
    links = [each for each in made if each["type"] == "relationship" and each["relationship_type"] != "asserts"]
    assert len(links) == 4
    assert {(each.get("start_time"), each.get("stop_time")) for each in links} == {(first, last)}
    assert [label for label in incident["labels"] if label.startswith("date: ")] == ([f"date: {when}"] if when else [])


def test_the_times_of_incidents_are_explained_in_the_bundle(small: Dossier) -> None:
    made = objects(small)
    (explained,) = [each for each in made if each["type"] == "extension-definition"]
    assert explained["extension_properties"] == ["first_seen", "last_seen"]
    used = {id for each in made for id in each.get("extensions", {})}
    assert used == {explained["id"]}


def test_a_location_is_as_precise_as_the_place(small: Dossier) -> None:
    found = {own(each): each["precision"] for each in objects(small) if each["type"] == "location"}
    assert found["sarn"] == 8000


def test_times_come_from_the_knowledge_date(small: Dossier) -> None:
    assert {each["created"] for each in objects(small)} == {"2021-06-30T00:00:00.000Z"}
