"""Cells as a typed value, or the fault of each in our own words: what was found and what is wanted."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.dossier.issues import cut, did_you_mean
from briefing.dossier.misread import no_day

M = TypeVar("M", bound=BaseModel)
LONGEST = 32_767  # letters that a cell of a workbook takes
PILE = 30  # marks over one letter at most, as in the Stream-Safe Text Format of UAX #15; 20,000 end the typesetter, and
# so do 150 letters that viramas join to one
VIRAMA, JOINER = 9, "\u200d"  # a canonical combining class, and a sign
LONG = re.compile(f"[^\\s\x00-\u02ff]{{{PILE + 1},}}")  # no words of Latin letters: where alone a pile can be
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$"  # of BCP 47 what people write: language, script, region
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell. ``where`` is its column, or the path of keys in a TOML file."""

    where: tuple[str | int, ...]
    code: str
    message: str

    @property
    def column(self) -> str:
        """The column, or the key, that the fault stands in."""
        return str(self.where[0]) if self.where else ""


def made(model: type[M], cells: Mapping[str, Any]) -> M | tuple[Fault, ...]:
    """The value that the cells make, or all their faults at once."""
    if not _is_clean(cells) and (faults := tuple(marred(cells, ()))):
        return faults
    try:
        return model.model_validate(cells)
    except ValidationError as wrong:
        return tuple(_fault(model, cells, found) for found in wrong.errors(include_url=False))


def _is_clean(cells: Mapping[str, Any]) -> bool:
    """Whether all are texts and no sign in them is marred; nearly every row is clean, and two searches tell it."""
    try:
        text = "\n".join(cells.values())
    except TypeError:
        return False
    return len(text) <= LONGEST and not UNSEEN.search(text) and not LONG.search(text)


def marred(found: Any, where: tuple[str | int, ...]) -> Iterator[Fault]:
    """The texts that no PDF, slide or table can carry, by a character or their length, wherever they stand."""
    if isinstance(found, str) and len(found) > LONGEST:
        message = f"a text of {len(found):,} letters was found; at most {LONGEST:,} are wanted, as a workbook takes"
        yield Fault(where, "long-text", message)
    if isinstance(found, str) and (bad := UNSEEN.search(found)):
        message = f"the character U+{ord(bad[0]):04X} cannot be seen or printed; text without it is wanted"
        yield Fault(where, "control-character", message)
    if isinstance(found, str) and (pile := max(map(_piled, LONG.findall(found)), default=0)) > PILE:
        message = f"{pile:,} marks over one letter, or letters joined to it, were found; at most {PILE} are wanted"
        yield Fault(where, "piled-marks", message)
    inside = found.items() if isinstance(found, Mapping) else enumerate(found) if isinstance(found, list) else ()
    for name, value in inside:
        yield from marred(value, (*where, name))


def _piled(text: str) -> int:
    """How many marks stand over the letter that has most of them, with the letters that they join to it."""
    most = here = 0
    is_joined = False
    for letter in text:
        is_mark = unicodedata.category(letter).startswith("M") or letter == JOINER
        here = here + 1 if is_mark or is_joined else 0
        is_joined = is_mark and (letter == JOINER or unicodedata.combining(letter) == VIRAMA)
        most = max(most, here)
    return most


@cache  # asked for each fault of a table, and a table may have hundreds of thousands
def columns(model: type[BaseModel]) -> Mapping[str, str]:
    """The columns of a table in the order of its record, each with the name of its field."""
    return MappingProxyType({field.alias or name: name for name, field in model.model_fields.items()})


def needed(model: type[BaseModel]) -> tuple[str, ...]:
    """The columns that every row fills; the others may be left out of a table."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if field.is_required())


def _fault(model: type[BaseModel], cells: Mapping[str, Any], found: Mapping[str, Any]) -> Fault:
    where = found["loc"]
    written = cells.get(str(where[0]), found["input"]) if len(where) == 1 else found["input"]
    words = _sentence(found["type"], written, found.get("ctx", {}))
    if found["type"] == "extra_forbidden":
        known = columns(model) if len(where) == 1 else ()
        words = f"the key {str(where[-1])!r} is not known.{did_you_mean(str(where[-1]), known)}"
    elif found["type"] == "missing":
        words = f"the cell is empty; {_wanted(model, where)}"
    words = words or f"{written!r} was found; {_wanted(model, where)}"
    return Fault(where, CODES.get(found["type"], "bad-value"), cut(words))


CODES = {"missing": "empty-cell", "extra_forbidden": "unknown-key", "literal_error": "unknown-word"}


def _wanted(model: type[BaseModel], where: tuple[str | int, ...]) -> str:
    """What is wanted: the title and the meaning of the field at fault."""
    field = model.model_fields.get(columns(model).get(str(where[0]), "")) if where else None
    title, meaning = f"key {where[-1]}" if where else "row", "see the data dictionary"
    # A number is a place in a list; a word is a key of a table within, for which the field has no title.
    if field is not None and all(isinstance(part, int) for part in where[1:]):
        title, meaning = field.title or f"key {where[0]}", field.description or meaning
    return f"wanted is the {title}: {meaning}"


def _sentence(kind: str, found: Any, more: Mapping[str, Any]) -> str:
    """Our words for a fault of this kind, or nothing where the meaning of the field has to do."""
    match kind:
        case "value_error":
            own = str(more["error"])
            # Some of our own validators quote what they found, such as those of dates; once is enough.
            return own if repr(found) in own else f"{found!r} was found; {own}"
        case "literal_error":
            # pydantic gives the words of a Literal only as one text: 'low', 'moderate' or 'high'.
            words = [word.strip("'") for word in more["expected"].replace(" or ", ", ").split(", ")]
            return f"{found!r} is not one of the words wanted: {', '.join(words)}.{did_you_mean(found, words)}"
        case "string_pattern_mismatch" if more["pattern"] == LANGUAGE:
            return f"{found!r} is no tag of a language; wanted is one such as en, tg or en-GB"
        case "string_pattern_mismatch":
            return f"{found!r} is no id; lower-case letters and digits joined by hyphens are wanted, such as a-name-2"
        case "string_too_long":
            return f"{found!r} has {len(found)} characters; at most {more['max_length']} are wanted"
        case "int_parsing" | "int_from_float":
            return f"{found!r} was found; a whole number is wanted"
        case "int_parsing_size":
            return f"a number of {len(str(found)):,} digits was found; a whole number that can be read is wanted"
        case "finite_number":
            return f"{found!r} was found; a number is wanted"
        case "greater_than_equal":
            return f"{found!r} was found; {more['ge']:g} or more is wanted"
        case "less_than_equal":
            return f"{found!r} was found; {more['le']:,.10g} or less is wanted"
        case "greater_than":
            return f"{found!r} was found; more than {more['gt']:g} is wanted"
        case "string_type":
            return f"{found!r} was found; text in quotes is wanted"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
            return no_day(str(found))
        case _:
            return ""
