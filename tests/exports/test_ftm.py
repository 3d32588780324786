"""The FollowTheMoney entities, as the library of FollowTheMoney judges them."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Event
from briefing.dossier.when import parse
from briefing.exports.ftm import dates, ftm
from briefing.reading.load import read
from tests import SHIPPED
from tests.exports.followthemoney_judge import faults
from tests.invented import dossiers, examples, seen

Entities = dict[str, dict[str, Any]]


def entities(dossier: Dossier, **state: Any) -> Entities:
    return {each["id"]: each for each in map(json.loads, ftm(seen(dossier, **state)).splitlines())}


@pytest.mark.parametrize("state", [{}, {"actor": ("tolm",)}, {"q": "no such word"}], ids=str)
def test_the_library_finds_no_fault(small: Dossier, state: dict[str, Any]) -> None:
    assert faults(entities(small, **state).values()) == []


def test_the_library_finds_no_fault_in_the_shipped_dossier() -> None:
    shipped = read(SHIPPED).dossier
    assert shipped is not None
    assert faults(entities(shipped).values()) == []


@given(dossier=dossiers())
@examples(10)
def test_the_library_finds_no_fault_in_any_dossier(dossier: Dossier) -> None:
    assert faults(entities(dossier).values()) == []
    assert faults(entities(dossier, actor=("act01",)).values()) == []


@pytest.mark.parametrize(
    ("schema", "said", "fault"),
    [
        ("Thing", {"name": ["x"]}, "a: there is no such thing as Thing"),
        ("Person", {"alias": ["x"]}, "a lacks name"),
        (
            "Person",
            {"name": ["x"], "birthDate": ["199X"]},
            "a: {'properties': {'birthDate': \"Invalid value: '199X'\"}}",
        ),
        ("Person", {"name": ["x"], "named": ["x"]}, "a named: of ['x'] is kept []"),
        ("Event", {"name": ["x"], "involved": ["b"]}, "a involved: 'b' is no LegalEntity of this file"),
    ],
)
def test_the_library_finds_faults(schema: str, said: dict[str, list[str]], fault: str) -> None:
    assert faults([{"id": "a", "schema": schema, "properties": said}]) == [fault]


def test_what_is_claimed_is_said_to_be(small: Dossier) -> None:
    found = entities(small)
    event = found["e-varo-killing"]["properties"]
    assert event["name"] == ["Said to have happened: Varo reported killed in Sarn"]
    assert event["notes"][0].startswith("Standing of the claim: contested (3 reports, 1 origin")
    assert found["i-killing-banner"]["properties"]["role"] == ["said to be: denied"]


def test_a_date_field_is_never_more_precise_than_the_date() -> None:
    assert dates(parse("2021-04")) == {"date": "2021-04"}
    assert dates(parse("2021-04-10~")) == dates(parse("2021-XX")) == {}
    assert dates(parse("2019~/2021-04")) == {"endDate": "2021-04"}
    assert dates(parse("2021-05/..")) == {"startDate": "2021-05"}


@pytest.mark.parametrize("when", ["[2021-04..2021-05]", "[..2021-05]", "[2021-04..]"])
def test_what_happened_once_has_no_start_and_no_end(small: Dossier, when: str) -> None:
    assert dates(parse("2021-04/2021-05")) == {"startDate": "2021-04", "endDate": "2021-05"}
    assert dates(parse(when)) == {}
    event = small.row(Event, "e-tolm-arrest").model_copy(update={"date": parse(when)})
    said = entities(replace(small, events=(event,), involvement=()))["e-tolm-arrest"]["properties"]
    assert f"(EDTF {when})" in said["notes"][1]


def tie(small: Dossier, kind: str, start: str = "tolm", end: str = "varo", when: str = "") -> dict[str, Any]:
    """The entity of a tie with these words between two actors of the small dossier."""
    row = small.relations[0].model_copy(
        update={"from_": start, "to": end, "kind": kind, "date": parse(when) if when else None}
    )
    whole = replace(small, relations=(row,))
    assert faults(entities(whole).values()) == []
    return entities(whole)[row.id]


@pytest.mark.parametrize(
    ("kind", "end", "schema"),
    [
        ("said to be a cousin of", "varo", "Family"),
        ("called brother of by one outlet", "varo", "Family"),
        ("said to be a brother of", "grey-banner", "UnknownLink"),
        ("denied being a brother of", "varo", "UnknownLink"),
        ("said to have joined", "grey-banner", "Membership"),
        ("named as council member of", "grey-banner", "Membership"),
        ("said to have joined", "varo", "UnknownLink"),
        ("said to have left the members of", "grey-banner", "UnknownLink"),
        ("named as deputy leader of", "grey-banner", "Directorship"),
        ("said to lead a cell of", "grey-banner", "Directorship"),
        ("said to be a former commander of", "grey-banner", "UnknownLink"),
        ("named in place of", "grey-banner", "UnknownLink"),
        ("called fellow villager of by one outlet", "varo", "Associate"),
        ("said to be an ally of", "varo", "Associate"),
        ("said to have killed", "varo", "UnknownLink"),
        ("said to be headed for", "grey-banner", "UnknownLink"),
    ],
)
def test_a_tie_is_of_the_kind_that_its_words_say(small: Dossier, kind: str, end: str, schema: str) -> None:
    assert tie(small, kind, end=end)["schema"] == schema


def test_a_relative_is_what_the_words_say_of_the_person(small: Dossier) -> None:
    """As the model has it: the relative is, say, the mother of the person."""
    said = tie(small, "said to be father of")["properties"]
    assert (said["relative"], said["person"], said["relationship"]) == (["tolm"], ["varo"], ["said to be father of"])


def test_a_tie_of_a_kind_has_its_date_and_its_standing(small: Dossier) -> None:
    said = tie(small, "said to be a member of", end="grey-banner", when="2019/2021-04")["properties"]
    assert (said["startDate"], said["endDate"], said["role"]) == (["2019"], ["2021-04"], ["said to be a member of"])
    assert said["status"] and said["summary"][0].startswith("Said to be so. Standing of the claim: ")
    assert tie(small, "said to be a cousin of", when="2019")["properties"]["date"] == ["2019"]


def test_countries_are_codes_of_the_model(small: Dossier) -> None:
    nations = {"varo": "Tajikistan", "grey-banner": "Iraq"}
    actors = tuple(each.model_copy(update={"nationality": nations.get(each.id, "")}) for each in small.actors)
    places = tuple(place.model_copy(update={"country": "Syria"}) for place in small.places)
    outlets = tuple(outlet.model_copy(update={"country": "UK"}) for outlet in small.outlets)
    found = entities(replace(small, actors=actors, places=places, outlets=outlets))
    assert faults(found.values()) == []
    assert found["varo"]["properties"]["nationality"] == ["tj"]
    assert found["grey-banner"]["properties"]["country"] == ["iq"]
    assert found["sarn"]["properties"]["country"] == found["e-varo-killing"]["properties"]["country"] == ["sy"]
    assert {
        said for each in found.values() if each["schema"] == "Article" for said in each["properties"]["country"]
    } == {"gb"}


def test_a_country_that_nobody_knows_has_no_code(small: Dossier) -> None:
    assert "country" not in entities(small)["sarn"]["properties"]


def test_only_what_is_shown_is_there(small: Dossier) -> None:
    view = seen(small, actor=("lena-varo",))
    people = [id for id, each in entities(small, actor=("lena-varo",)).items() if each["schema"] == "Person"]
    assert people == [id for id in view.shown.actors.ids if id != "grey-banner"]
