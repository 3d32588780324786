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


def test_only_what_is_shown_is_there(small: Dossier) -> None:
    view = seen(small, actor=("lena-varo",))
    people = [id for id, each in entities(small, actor=("lena-varo",)).items() if each["schema"] == "Person"]
    assert people == [id for id in view.shown.actors.ids if id != "grey-banner"]
