"""Which format a file is in, by its header or first objects: whoever chose another importer is told of this one.

Only what a file cannot well be by chance is asked for. A sheet of a person's own has no form here.
"""

import io
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

from briefing.imports import ach, acled, edges, gtd, timelinejs, ucdp
from briefing.imports.csv import MODELS
from briefing.imports.entities import json_value, mapping, mappings
from briefing.imports.tabular import HEADS, Cells, sheets
from briefing.reading.unpacked import DAMAGED

BEGINNING = 1 << 16  # bytes of a CSV that are looked at
LAYOUTS = {
    "ucdp": ucdp.WANTED,
    "acled": acled.WANTED,
    "gtd": gtd.WANTED,
    "timelinejs": tuple((name.lower(),) for name in timelinejs.WANTED),
}
OWN = 2  # tables of a dossier in a file that make it one


def recognised(content: bytes) -> str:
    """The name of the importer for this file; empty where it has none, or may have several."""
    try:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
            return _of_json(content)
        if content.startswith(b"PK") and _is_export(content):
            return "csv"
        return _of_sheets(sheets(content if content.startswith(b"PK") else _beginning(content), HEADS))
    except ValueError:
        return ""  # what cannot be read is told of by the reader that was asked for


def _beginning(content: bytes) -> bytes:
    """The first lines: a file may have hundreds of thousands."""
    return content if len(content) <= BEGINNING else content[:BEGINNING].rpartition(b"\n")[0]


def _is_export(content: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(content)) as zipped:
            return len({f"{name}.csv" for name in MODELS} & set(zipped.namelist())) >= OWN
    except DAMAGED:
        return False


def _of_json(content: bytes) -> str:
    try:
        found = json_value(content)
    except ValueError:
        found = json_value(content.strip().partition(b"\n")[0])  # an object on each line
    whole = mapping(found)
    kind = str(whole.get("type"))
    events = mappings(found if isinstance(found, list) else whole.get("events"))
    named = {"bundle": "stix", "FeatureCollection": "geojson", "Feature": "geojson"}.get(kind, "")
    return named or ("ftm" if {"schema", "properties"} <= whole.keys() else _of_events(events))


def _of_events(events: list[Mapping[str, Any]]) -> str:
    if any("start_date" in each for each in events):
        return "timelinejs"
    return "timemap" if any({"description", "latitude"} <= each.keys() for each in events) else ""


def _of_sheets(found: Mapping[str, Cells]) -> str:
    headers = [[cell.lower() for cell in cells] for rows in found.values() for _, cells in rows[:HEADS]]
    for name, wanted in LAYOUTS.items():
        if any(all(set(names) & set(header) for names in wanted) for header in headers):
            return name
    if len(found.keys() & MODELS.keys()) >= OWN and any({"id", "claim"} <= set(header) for header in headers):
        return "xlsx"
    if {"events", "sources"} <= {name.lower().removeprefix("export_") for name in found}:
        return "timemap"
    if any(_marked(found)):
        return "ach"
    first = (next((cells for _, cells in rows if any(cells)), []) for rows in found.values())
    return "edges" if any(map(edges.is_header, first)) else ""


def is_bare_list(content: bytes) -> bool:
    """Whether a file may be a list of edges without a header, which has no name that would tell it."""
    try:
        found = sheets(content if content.startswith(b"PK") else _beginning(content), HEADS)
    except ValueError:
        return False
    return len(found) == 1 and edges.is_bare([cells for rows in found.values() for _, cells in rows])


def _marked(found: Mapping[str, Cells]) -> Iterator[bool]:
    """For each header that an ACH matrix may have, whether every cell of the next row under a hypothesis is a mark."""
    for rows in found.values():
        for (_, header), (_, cells) in pairwise(rows):
            yield ach.is_marked(header, cells)
