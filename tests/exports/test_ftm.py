"""The FollowTheMoney entities, held against the model of the library.

The library itself needs PyICU, which has no wheels; ``ftm_model.json`` is the part of its model that the export uses.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given

from briefing.dossier import Dossier
from briefing.exports.ftm import dates, ftm
from briefing.when import parse
from tests.invented import dossiers, examples, seen

MODEL: dict[str, Any] = json.loads((Path(__file__).parent / "ftm_model.json").read_text("utf-8"))["schemata"]
VALUES = {"date": r"\d{4}(-\d{2}(-\d{2})?)?", "url": r"https?://\S+", "number": r"-?\d+(\.\d+)?"}

Entities = dict[str, dict[str, Any]]


def entities(dossier: Dossier, **state: Any) -> Entities:
    return {each["id"]: each for each in map(json.loads, ftm(seen(dossier, **state)).splitlines())}


def lineage(schema: str) -> Iterator[str]:
    yield schema
    for parent in MODEL[schema]["extends"]:
        yield from lineage(parent)


def faults(found: Entities) -> list[str]:
    """What the model has against the entities."""
    said = []
    for each in found.values():
        schemata = list(lineage(each["schema"]))
        properties = {name: kind for schema in schemata for name, kind in MODEL[schema]["properties"].items()}
        required = {name for schema in schemata for name in MODEL[schema]["required"]}
        if MODEL[each["schema"]]["abstract"] or required - each["properties"].keys():
            said.append(f"{each['id']} lacks {required - each['properties'].keys()}")
        for name, values in each["properties"].items():
            said += [
                f"{each['id']} {name}: {value}" for value in values if not fits(value, properties.get(name), found)
            ]
    return said


def fits(value: Any, kind: str | None, found: Entities) -> bool:
    """Whether a value is of the kind that the model wants; an entity has to be there and of the right schema."""
    if kind is None or not isinstance(value, str) or not value:
        return False
    if kind.startswith("entity:"):
        return value in found and kind.removeprefix("entity:") in lineage(found[value]["schema"])
    return re.fullmatch(VALUES.get(kind, r"(?s).+"), value) is not None


def test_the_model_finds_no_fault(small: Dossier) -> None:
    assert faults(entities(small)) == []


@given(dossier=dossiers())
@examples(10)
def test_the_model_finds_no_fault_in_any_dossier(dossier: Dossier) -> None:
    assert faults(entities(dossier)) == []
    assert faults(entities(dossier, actor=("act01",))) == []


def test_the_model_finds_faults() -> None:
    odd = {"a": {"id": "a", "schema": "Person", "properties": {"birthDate": ["199X"], "named": ["x"]}}}
    assert faults(odd) == ["a lacks {'name'}", "a birthDate: 199X", "a named: x"]


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


def test_only_what_is_shown_is_there(small: Dossier) -> None:
    view = seen(small, actor=("lena-varo",))
    people = [id for id, each in entities(small, actor=("lena-varo",)).items() if each["schema"] == "Person"]
    assert people == [id for id in view.shown.actors.ids if id != "grey-banner"]
