"""The library of FollowTheMoney, as the judge of what we write for it.

It asks for PyICU, which has no wheels, and uses it only to put names into Latin letters when entities are compared. A
stand-in lets the library be imported; asked for a letter it raises, so that no verdict can come to rest on it.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from types import ModuleType
from typing import Any

Entity = dict[str, Any]


class Transliterator:
    """Stands in for the one name that is taken from PyICU."""

    @staticmethod
    def createInstance(rule: str) -> "Transliterator":  # noqa: N802  # as PyICU names it
        """What the library makes when it is imported."""
        return Transliterator()

    def transliterate(self, text: str) -> str:
        """Raises: whoever needs a letter needs PyICU."""
        raise NotImplementedError(f"{text!r} cannot be put into Latin letters without PyICU")


if find_spec("icu") is None:
    stand_in = ModuleType("icu")
    stand_in.__dict__["Transliterator"] = Transliterator
    sys.modules["icu"] = stand_in

try:
    from followthemoney import ValueEntity, model, registry
    from followthemoney.exc import InvalidData
    from followthemoney.schema import ValidationData
except ImportError as missing:
    wanted = "pip install --no-deps -r requirements-ftm.txt, as make test does"
    raise ImportError(f"the library of FollowTheMoney is not here ({missing}): {wanted}") from None


def faults(entities: Iterable[Entity]) -> list[str]:
    """What the library has against the entities of a file: one by one, and where one leads to another."""
    listed = list(entities)
    schemata = {each["id"]: each["schema"] for each in listed}
    return [fault for each in listed for fault in _faults(each, schemata)]


def _faults(each: Entity, schemata: Mapping[str, str]) -> Iterator[str]:
    schema = model.get(each["schema"])
    if schema is None or schema.abstract:
        yield f"{each['id']}: there is no such thing as {each['schema']}"
        return
    if lacking := set(schema.required) - each["properties"].keys():
        yield f"{each['id']} lacks {', '.join(sorted(lacking))}"
    try:
        schema.validate(ValidationData(properties=each["properties"]))
        kept = ValueEntity.from_dict(each, cleaned=False).to_dict()["properties"]
    except InvalidData as fault:
        yield f"{each['id']}: {fault.errors or fault}"
        return
    for name, values in each["properties"].items():
        wanted = schema.get(name)
        if sorted(kept.get(name, [])) != sorted(set(values)):
            yield f"{each['id']} {name}: of {values} is kept {kept.get(name, [])}"
        elif wanted and wanted.type == registry.entity and wanted.range:
            for value in values:
                target = model.get(schemata.get(value, ""))
                if target is None or not target.is_a(wanted.range):
                    yield f"{each['id']} {name}: {value!r} is no {wanted.range.name} of this file"
