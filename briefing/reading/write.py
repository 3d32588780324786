"""The files of a dossier, written from its values: what ``reading.load.read`` reads, the other way round."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier, Info
from briefing.dossier.records import LIST_MARK, MAY_BE_MISSING, TABLES, Record, Redirect
from briefing.dossier.when import When
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.redirects import FILE as REDIRECTS

DEGREES = ("latitude", "longitude")


def files(dossier: Dossier) -> dict[str, str]:
    """The text of every file of a dossier by its name. Reading them gives the dossier again."""
    kept = ((name, rows) for name, rows in dossier.tables() if rows or name not in MAY_BE_MISSING)
    tables = {f"{name}.csv": table(columns(TABLES[name]), map(cells, rows)) for name, rows in kept}
    written = {FRONT: front_text(dossier.info), **tables}
    if dossier.redirects:
        turns = ({"old": old, "new": new} for old, new in dossier.redirects.items())
        written[REDIRECTS] = table(("old", "new"), turns)
    return written


def table(header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A CSV file with these columns, one header line and plain line ends."""
    text = io.StringIO(newline="")
    sheet = csv.DictWriter(text, list(header), lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return text.getvalue()


def cells(row: Record | Redirect) -> dict[str, str]:
    """A row as its cells by column, in the order of its table; an empty cell for what it does not say."""
    return {column: _cell(name, getattr(row, name)) for column, name in columns(type(row)).items()}


def _cell(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case tuple():
            # No part holds the mark itself: reading splits at it, and imports put another sign in its place.
            return LIST_MARK.join(value)
        case When():
            return value.edtf
        case float() if name not in DEGREES:  # 36.0 degrees, but 400 km
            return str(value).removesuffix(".0")
        case _:
            return str(value)


def front_text(info: Info) -> str:
    """The front matter as TOML, without what is at its default."""
    given = info.model_dump(exclude_defaults=True)
    moments, within = given.pop("moments", ()), {name: given.pop(name, None) for name in ("bottom_line", "cut")}
    parts = [_keys(given), *(f"\n[[moments]]\n{_keys(moment)}" for moment in moments)]
    parts += [f"\n[{name}]\n{_keys(values)}" for name, values in within.items() if values]
    return "".join(parts)


def _keys(values: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: Any) -> str:
    """A TOML value: a day stands as it is, and a JSON string is a TOML string once DEL is escaped too."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
