"""Actors that a file makes by their names, where the dossier has them: one name is one actor, with the kind it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.dossier.folding import name_key
from briefing.dossier.records import LIST_MARK, Actor
from briefing.imports.imported import Cells, Item

ENDS = {"involvement": ("actor",), "relations": ("from", "to"), "claims": ("actors",), "reports": ("actors",)}
"""The columns that name actors."""


def settled(items: Iterable[Item], actors: Iterable[Actor]) -> Iterator[Item]:
    """The items with the actors of the dossier in the place of those that have their names.

    An actor that a file offers for itself has an id of its own there, and stays; only what an item needs beside it is
    made by name. Where several of the dossier have that name, nobody can tell which is meant.
    """
    ids, named = {each.id: each for each in actors}, defaultdict[str, set[str]](set)
    for each in ids.values():
        for name in filter(None, (each.name, each.native_name, *each.aliases)):
            named[name_key(name)].add(each.id)
    for item in items:
        made = [cells for table, cells in item.rows[1:] if table == "actors"]
        yield _renamed(item, {cells["id"]: id for cells in made if (id := _known(cells, ids, named))})


def _known(cells: Cells, ids: Mapping[str, Actor], named: Mapping[str, set[str]]) -> str:
    """The id of the one actor that is meant by a name, or nothing."""
    found = named.get(name_key(cells["name"]), set())
    if cells["id"] in found or len(found) != 1:
        return cells["id"] if cells["id"] in ids else ""
    return next(iter(found))


def _renamed(item: Item, ids: Mapping[str, str]) -> Item:
    rows = ((table, _ends(table, cells, ids)) for table, cells in item.rows if not _is_known(table, cells, ids))
    return replace(item, rows=tuple(rows)) if ids else item


def _is_known(table: str, cells: Cells, ids: Mapping[str, str]) -> bool:
    return table == "actors" and cells["id"] in ids


def _ends(table: str, cells: Cells, ids: Mapping[str, str]) -> Cells:
    """A row with the ids of the dossier; a list that has one twice by that has it once."""
    parts = {name: cells[name].split(LIST_MARK) for name in ENDS.get(table, ()) if cells.get(name)}
    return {
        **cells,
        **{name: LIST_MARK.join(dict.fromkeys(ids.get(each, each) for each in all)) for name, all in parts.items()},
    }
