"""What a person has said of a sheet, and the file in which that is kept beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from briefing.dossier.issues import did_you_mean
from briefing.imports.sheet.words import FIELDS
from briefing.reading.toml import parsed

DATES = ("dmy", "mdy")
TABLES = ("columns", "places")


@dataclass(frozen=True, slots=True)
class Choices:
    """``columns`` gives fields the names of their columns, ``places`` gives a name the one place that is meant.

    ``dates`` is the order of days and months in dates such as 6/12/2024, ``actors`` the mark that parts actors,
    ``country`` the one that is meant where a name fits places in several.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    tab: str = ""
    encoding: str = ""
    separator: str = ""
    actors: str = ";"
    country: str = ""

    def over(self, other: "Choices") -> "Choices":
        """These, and where they say nothing the others."""
        plain = Choices()
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in TABLES}
        said = {name: value for name, value in said.items() if value != getattr(plain, name)}
        return replace(other, columns={**other.columns, **self.columns}, places={**other.places, **self.places}, **said)


def pairs(given: list[str], option: str) -> dict[str, str]:
    """What was given as NAME=VALUE. Raises ValueError with a sentence."""
    found = {}
    for each in given:
        name, mark, value = each.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise ValueError(f"{option}: {each!r} was found; NAME=VALUE is wanted, such as place=Location")
        found[name.strip()] = value.strip()
    return found


def checked(choices: Choices) -> Choices:
    """The choices if they can be followed. Raises ValueError with a sentence."""
    for name in choices.columns:
        if name not in FIELDS:
            raise ValueError(
                f"--map: {name!r} is no field.{did_you_mean(name, FIELDS)} The fields are {', '.join(FIELDS)}"
            )
    if choices.dates not in ("", *DATES):
        raise ValueError(f"--dates: {choices.dates!r} was found; dmy (day first) or mdy (month first) is wanted")
    return choices


def read(text: str) -> Choices:
    """The choices in a file. Raises ValueError with a sentence."""
    try:
        found = parsed(text)
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"the map cannot be read as TOML ({fault})") from None
    known = [each.name for each in fields(Choices)]
    for name, value in found.items():
        if name not in known:
            raise ValueError(f"the map has a key {name!r} that is not known.{did_you_mean(name, known)}")
        words = value.values() if isinstance(value, dict) and name in TABLES else [value]
        if isinstance(value, dict) != (name in TABLES) or not all(isinstance(each, str) for each in words):
            raise ValueError(f"the map has {name} = {value!r}; texts in quotes are wanted")
    # A place with nothing behind it is still open.
    places = {name: value for name, value in found.pop("places", {}).items() if value}
    return checked(Choices(places=places, **found))


def written(choices: Choices, open_places: Mapping[str, tuple[str, ...]]) -> str:
    """The choices as such a file, with a line to fill for every place that is open and what it may be."""
    plain = Choices()
    single = [each.name for each in fields(Choices) if each.name not in TABLES]
    lines = ["# How this sheet is read: change it here, and import the sheet again from beside this file."]
    lines += [_line(name, getattr(choices, name)) for name in single if getattr(choices, name) != getattr(plain, name)]
    lines += ["", "[columns]", *(_line(name, value) for name, value in choices.columns.items())]
    lines += ["", "[places]", *(_line(name, value) for name, value in choices.places.items())]
    for name, fitting in open_places.items():
        lines += [*(f"# {each}" for each in fitting), _line(name, "")]
    return "\n".join([*lines, ""])


def _line(name: str, value: str) -> str:
    return f"{_key(name)} = {json.dumps(value, ensure_ascii=False)}"


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else json.dumps(name, ensure_ascii=False)
