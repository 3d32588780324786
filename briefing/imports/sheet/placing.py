"""The places of all rows of a sheet together: one for a location, whatever its spelling."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import name_key
from briefing.imports.imported import Cells
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.misplaced import misplaced
from briefing.imports.sheet.rows import name_slug, same_name, short_hash
from briefing.imports.sheet.said import Said
from briefing.imports.sheet.spots import HINTS, Pair, Spot, missing, spot

Point = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of each row by its line, and why a row cannot have one. ``held`` are places that the dossier has."""

    spots: Mapping[int, Spot] = field(default_factory=dict)
    refused: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[str, Cells] = field(default_factory=dict)

    def row(self, line: int) -> Cells | None:
        """The row of the place, or its mere id where it is the dossier's own; None without a place."""
        cells = self.spots[line].cells
        return self.rows.get(cells["id"], cells) if cells else None


def placed(
    read: Iterable[Said], chosen: Choices, base: Dossier, where: Callable[[int], str], there: Mapping[str, Pair]
) -> Placed:
    """Find the place of every row. Rows with coordinates go first: a name without them may be known by one of these.

    ``where`` calls a row by its line as the program of the sheet does. The sheet did not make the places ``there``.
    """
    found, refused = _found(read, chosen, base)
    refused |= misplaced(found, where)
    found = [pair for pair in found if pair[0].line not in refused]
    rows: dict[Point, dict[str, str]] = {}
    names: dict[str, set[str]] = defaultdict(set)
    spots: dict[int, Spot] = {}
    for said, each in sorted(found, key=lambda pair: not _has_point(pair[0])):
        name = name_key(said.get("place"))
        if not _has_point(said) and name and names[name]:
            spots[said.line] = _as_named(said.get("place"), names[name])
            continue
        spots[said.line] = each = _located(each, rows, there)
        if each.cells and _has_point(said) and name:
            names[name].add(each.cells["id"])
    points = [(float(latitude), float(longitude)) for latitude, longitude in rows]
    spots |= _told((said for said, _ in found), spots, points)
    return Placed(spots, refused, {row["id"]: row for row in rows.values()})


def _told(read: Iterable[Said], spots: Mapping[int, Spot], points: Sequence[Pair]) -> dict[int, Spot]:
    """The rows whose name leads to no place, by line, with what is near it, which only the places of all rows tell."""
    words: dict[tuple[str, str], str] = {}  # one name often stands in many rows
    found = {}
    for said in read:
        each, name = spots[said.line], (said.get("place"), said.get("country"))
        if each.is_missing:
            if name not in words:
                words[name] = missing(said.fields, points, hint=len(words) < HINTS)
            found[said.line] = replace(each, remark=" ".join(filter(None, (each.remark, words[name]))))
    return found


def _as_named(name: str, ids: Collection[str]) -> Spot:
    """The place that other rows give this name coordinates for; with several it is left open."""
    if len(ids) == 1:
        return Spot({"id": next(iter(ids))})
    return Spot(remark=f"place {name!r} is left open, since other rows give it {len(ids)} different coordinates")


def _found(read: Iterable[Said], chosen: Choices, base: Dossier) -> tuple[list[tuple[Said, Spot]], dict[int, str]]:
    found, refused = [], {}
    for said in read:
        try:
            found.append((said, _spot(said, chosen, base)))
        except ValueError as fault:
            refused[said.line] = str(fault)
    return found, refused


def _has_point(said: Said) -> bool:
    return any(said.get(name) for name in ("latitude", "coordinates"))


def _spot(said: Said, chosen: Choices, base: Dossier) -> Spot:
    """A place of the dossier that has this name goes before the gazetteer."""
    if not _has_point(said) and (name := said.get("place")):
        known = [row for row in base.places if same_name(name, (row.name, row.native_name, *row.aliases))]
        if len(known) == 1:
            return Spot({"id": known[0].id})
    return spot(said.fields, chosen.places, chosen.country)


def _located(found: Spot, rows: dict[Point, dict[str, str]], there: Mapping[str, Pair]) -> Spot:
    """The place with its id, in the table of locations; another spelling of a location is another name of it."""
    if not found.cells or "id" in found.cells:
        return found
    point = found.cells["latitude"], found.cells["longitude"]
    row = rows.get(point)
    if row is None:
        row = rows[point] = {"id": _id(found.cells["name"], point, rows, there), **found.cells}
    elif not same_name(found.cells["name"], (row["name"], *row.get("aliases", "").split("|"))):
        names = (row.get("aliases", ""), found.cells["name"].replace("|", "/"))
        row["aliases"] = "|".join(filter(None, names))
    return replace(found, cells={"id": row["id"]})


def _id(name: str, point: Point, rows: Mapping[Point, Cells], there: Mapping[str, Pair]) -> str:
    """An id by the name; where the name stands for a second location, by that as well."""
    own, at = f"p-{name_slug(name_key(name))}", (float(point[0]), float(point[1]))
    is_second = any(row["id"] == own for row in rows.values()) or there.get(own, at) != at
    return f"{own}-{short_hash(*point)[:4]}" if is_second else own
