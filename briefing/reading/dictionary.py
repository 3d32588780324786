"""The data dictionary: every file and column of a dossier as Markdown, written from the record types themselves."""

from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Info
from briefing.dossier.records import LIST_MARK, MAY_BE_MISSING, TABLES, Record, Redirect, references
from briefing.dossier.when import When
from briefing.reading.frontmatter import FILE as FRONT

HEAD = f"""# Data dictionary

A dossier is a folder with these files. This page is written by `python -m briefing dictionary`; to change it, change
`briefing/dossier/records.py`.

The tables are CSV files in UTF-8 with one header line and exactly these columns, in any order. A list in a cell is
separated by `{LIST_MARK}`. An empty cell means not known or none. Dates are EDTF of levels 0 and 1, such as
`2017-04-15`, `2017-04`, `2017-04~`, `199X`, `2015-10/2016` or `2017-04/..`, and of level 2 the set with a range, such
as `[2015-10..2016]`, `[..2017-03]` or `[2017-05..]`. An interval `a/b` lasted from a to b; a set `[a..b]` happened
once, some time in between. An id stands once in the whole dossier."""
KINDS: dict[Any, str] = {str: "text", int: "whole number", float: "number", When: "EDTF date", date: "day"}


def dictionary() -> str:
    """The whole dictionary as one Markdown text."""
    return "\n\n".join([HEAD, _front(), *(_table(name, row) for name, row in TABLES.items()), _redirects()]) + "\n"


def _front() -> str:
    keys = (f"- `{key}`: {'required' if field.is_required() else 'may be left out'}" for key, field in _keys())
    return "\n".join([f"## {FRONT}", "", "What is said of the dossier as a whole.", "", *keys])


def _keys() -> Iterator[tuple[str, Any]]:
    for name, field in Info.model_fields.items():
        yield name, field
        # A table of TOML, such as [[moments]], is a model inside a tuple or an optional.
        for inner in get_args(field.annotation):
            for key, part in getattr(inner, "model_fields", {}).items():
                yield f"{name}.{key}", part


def _table(name: str, row: type[Record]) -> str:
    spared = " The file may be left out." if name in MAY_BE_MISSING else ""
    return f"## {name}.csv\n\n{row.__doc__}{spared}\n\n{_columns(row, references(row))}"


def _redirects() -> str:
    return f"## redirects.csv\n\n{Redirect.__doc__} The file may be left out.\n\n{_columns(Redirect, {})}"


def _columns(row: type[Record] | type[Redirect], refers: dict[str, str]) -> str:
    lines = ["| column | title | meaning | holds | empty |", "| --- | --- | --- | --- | --- |"]
    for column, name in columns(row).items():
        field = row.model_fields[name]
        empty = "no" if field.is_required() else "yes"
        holds = _holds(field.annotation, refers.get(name), field.metadata)
        lines.append(f"| `{column}` | {field.title} | {field.description} | {holds} | {empty} |")
    return "\n".join(lines)


def _holds(kind: Any, table: str | None, limits: list[Any]) -> str:
    """What a cell of this kind holds, in words."""
    if get_origin(kind) is Annotated:
        return _holds(get_args(kind)[0], table, [*get_args(kind)[1:], *limits])
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in get_args(kind))
    if get_origin(kind) is tuple:
        return f"list of ids of {table}.csv" if table else "list of texts"
    if inner := [each for each in get_args(kind) if each is not NoneType]:
        return _holds(inner[0], table, limits)
    if table:
        return f"id of {table}.csv"
    return ", ".join([_word(kind, limits), *_limits(limits)])


def _word(kind: Any, limits: list[Any]) -> str:
    return "id" if any(getattr(limit, "pattern", None) for limit in limits) else KINDS[kind]


def _limits(limits: list[Any]) -> Iterator[str]:
    words = {"ge": "{} or more", "le": "{:,} or less", "gt": "more than {}", "max_length": "at most {} characters"}
    for limit in limits:
        for name, phrase in words.items():
            if (bound := getattr(limit, name, None)) is not None:
                yield phrase.format(bound)
