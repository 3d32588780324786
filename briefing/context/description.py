"""``layer.toml``, read and written: what is known of a layer, each key of the kind that its field has.

Whoever keeps a layer may have changed it by hand, so that nothing in it is taken for what it should be.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from briefing.context.layer import Layer
from briefing.context.values import short
from briefing.dossier.cells import marred
from briefing.dossier.issues import did_you_mean
from briefing.reading.toml import parsed

FILE = "layer.toml"
MOST = 2**63  # rows; no engine counts as far
PARTS = ("coarse", "crossed", "undated", "unstated")
"""Keys that count some of the rows."""


def read(written: str) -> Layer:
    """The layer that a description describes. Raises ValueError with a sentence."""
    try:
        found = parsed(written)
        fault = next(_faults(found), "")
    except (ValueError, RecursionError) as wrong:
        raise ValueError(f"{FILE} cannot be read ({wrong})") from None
    if fault:
        raise ValueError(f"{FILE} cannot be read ({fault})")
    layer = Layer(**{field.name: KINDS[field.type][2](found[field.name]) for field in FIELDS if field.name in found})
    if fault := next(_senseless(layer), ""):
        raise ValueError(f"{FILE} cannot be read ({fault})")
    return layer


def written(layer: Layer) -> str:
    """The description of a layer as TOML, which ``read`` reads."""
    return "".join(f"{field.name} = {_toml(getattr(layer, field.name))}\n" for field in FIELDS)


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return '""'
    return json.dumps(value, ensure_ascii=False, default=str)  # a day in a list is text


def _faults(found: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the keys, each by itself."""
    names = [field.name for field in FIELDS]
    for name in found:
        if name not in names:
            yield f"the key {name!r} is not known.{did_you_mean(name, names)}"
    for each in marred(found, ()):
        yield f"{'.'.join(map(str, each.where))}: {each.message}"
    for field in FIELDS:
        wanted, is_one, _ = KINDS[field.type]
        if field.name in found and not is_one(found[field.name]):
            yield f"{field.name} is {short(found[field.name])}; {wanted} is wanted"
        if field.name not in found and field.default is MISSING:
            yield f"the key {field.name!r} is missing; {wanted} is wanted"


def _senseless(layer: Layer) -> Iterator[str]:
    """What is wrong with the keys, one beside the other."""
    for name in PARTS:
        if getattr(layer, name) > layer.rows:
            yield f"{name} is {getattr(layer, name):,}; no more than the {layer.rows:,} of rows is wanted"
    if not layer.digest:
        yield "digest is empty; a word is wanted, another for other rows"
    if layer.first and layer.last and layer.first > layer.last:
        yield f"first, {layer.first}, comes after last, {layer.last}; the earlier day is wanted first"
    for country, first, last in layer.spans:
        if country not in layer.countries:
            yield f"spans has {short(country)}, which countries has not; one of these is wanted"
        if first > last:
            yield f"spans has {first} before {last} for {short(country)}; the earlier day is wanted first"


def _is_count(found: Any) -> bool:
    return type(found) is int and 0 <= found < MOST


def _is_day(found: Any) -> bool:
    return type(found) is date or found == ""


def _are_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _are_spans(found: Any) -> bool:
    return isinstance(found, list) and all(
        _are_texts(each) and len(each) == 3 and all(map(_is_written_day, each[1:])) for each in found
    )


def _is_written_day(found: str) -> bool:
    try:
        date.fromisoformat(found)
    except ValueError:
        return False
    return True


def _span(found: list[str]) -> tuple[str, date, date]:
    country, first, last = found
    return country, date.fromisoformat(first), date.fromisoformat(last)


FIELDS = fields(Layer)
KINDS: Mapping[Any, tuple[str, Callable[[Any], bool], Callable[[Any], Any]]] = {
    str: ("a text in quotes", lambda found: isinstance(found, str), str),
    bool: ("true or false", lambda found: isinstance(found, bool), bool),
    int: ("a whole number, 0 or more,", _is_count, int),
    date | None: ('a day such as 2015-01-31, or "",', _is_day, lambda found: found or None),
    tuple[str, ...]: ("a list of texts", _are_texts, tuple),
    tuple[tuple[str, date, date], ...]: (
        'a list of a country and two days each, such as ["Iraq", "2015-01-31", "2018-12-31"],',
        _are_spans,
        lambda found: tuple(map(_span, found)),
    ),
}
"""Of the type of each field what is wanted, whether something is that, and the value that it makes."""
