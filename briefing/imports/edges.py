"""Ties from a list of edges: two or three columns, with or without a header, or the table that Gephi writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from briefing.imports.entities import Document, Rows, relation
from briefing.imports.imported import Import, Item, Left, Parcel, parcel
from briefing.imports.slug import slug
from briefing.imports.tabular import EMPTY, Sheet, sheets, under

STARTS = ("source", "from", "start", "node1", "node 1", "actor1", "actor 1")
ENDS = ("target", "to", "end", "node2", "node 2", "actor2", "actor 2")
WORDS = ("label", "kind", "relation", "relationship", "tie", "role")
BESIDE = ("type", "id", "weight", "timeset", "interval", "directed", "value", "note", "notes")
"""Columns that may stand beside an edge, and are no event's."""

BARE = ("source", "target", "kind")
WANTED = "two columns, from and to, and a third with the tie, or a table with the columns Source and Target"
UNDIRECTED = "undirected"
DIRECTIONS = ("directed", UNDIRECTED, "mutual")


@dataclass
class Names:
    """The ids of nodes by name. Two names that Latin letters cannot tell apart have different ids."""

    ids: dict[str, str] = field(default_factory=dict)

    def id(self, name: str) -> str:
        """The id of the node of this name; its first spelling stays."""
        key = name.casefold()
        if key not in self.ids:
            own = slug(name)
            taken = own in self.ids.values()
            self.ids[key] = f"{own}--{sha256(key.encode()).hexdigest()[:8]}" if taken else own
        return self.ids[key]


@dataclass(frozen=True, slots=True)
class Edge:
    """A row as it stands: its two ends, the word for the tie, and whether it is read in one direction."""

    where: str
    start: str
    end: str
    kind: str
    directed: bool


def read(content: bytes, name: str) -> Parcel:
    """Every row as a tie with its two actors."""
    found = next(iter(sheets(content).values()), [])
    rows = [row for row in found if any(row[1])]
    if not rows:
        raise ValueError(f"the list has no row; {WANTED} are wanted")
    listed = _listed(rows)
    document, names, seen = Document(name, "edge list"), Names(), dict[tuple[str, str, str], str]()
    tried: list[Item | Left] = []
    refused = list(listed.refused)
    for edge in _edges(listed):
        match _tie(edge, document, names, seen):
            case Left() as left if _is_lacking(edge):
                refused.append(left)
            case other:
                tried.append(other)
    made = parcel(tried, refused)
    return Parcel(made.items, made.refused, (*listed.aside, *made.aside), remarks=tuple(_doubt(rows)))


def _doubt(rows: list[tuple[str, list[str]]]) -> Iterator[Left]:
    """That the first line was taken for a tie, where nothing of it stands on another and it may be a header as well."""
    (where, first), *rest = rows
    if _has_ends(first) or not rest:
        return
    cells = [cell for cell in first if cell]
    others = {cell.casefold() for _, line in rest for cell in line if cell}
    if not others & {cell.casefold() for cell in cells}:
        said = f"the first line, {', '.join(cells)}, is taken for a tie"
        yield Left(where, f"{said}; if it is a header, name its columns Source, Target and Kind, and import again")


def _has_ends(cells: Sequence[str]) -> bool:
    header = [cell.lower() for cell in cells]
    return bool(_column(header, STARTS) and _column(header, ENDS))


def is_header(cells: Sequence[str]) -> bool:
    """Whether this is the header of a list of edges and of nothing else: a sheet of events may have a source too."""
    names = [cell.lower() for cell in cells if cell]
    start, end = _column(names, STARTS), _column(names, ENDS)
    # What starts and ends may be an event.
    return bool(start and end and start != "start") and {*names} <= {*STARTS, *ENDS, *WORDS, *BESIDE}


def is_bare(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row has two or three cells that say something, and no more, as edges without a header have."""
    filled = [len([cell for cell in cells if cell]) for cells in rows if any(cells)]
    return len(filled) > 1 and all(2 <= number <= len(BARE) for number in filled)


def _listed(rows: list[tuple[str, list[str]]]) -> Sheet:
    """The rows under their header, or under one of ours where the first row is an edge already."""
    header = [cell.lower() for cell in rows[0][1]]
    if _has_ends(header):
        return under(header, rows[1:])
    widest = max(len([cell for cell in cells if cell]) for _, cells in rows)
    if not 2 <= widest <= len(BARE):
        raise ValueError(f"this is no list of edges; {WANTED} are wanted")
    return under(BARE[: max(widest, len(rows[0][1]))], rows)


def _column(header: Sequence[str], names: Sequence[str]) -> str:
    return next((name for name in names if name in header), "")


def _edges(listed: Sheet) -> Iterator[Edge]:
    for line in listed.lines:
        header = list(line.cells)
        start, end = (line.raw(_column(header, names)) for names in (STARTS, ENDS))
        kind = line["type"]
        directed = kind.lower() != UNDIRECTED
        # In the table of Gephi the type is the direction; what else stands there is the word for the tie.
        named = line.first(*WORDS) or ("" if kind.lower() in DIRECTIONS else kind)
        yield Edge(line.where, start, end, named or "tied to", directed)


def _is_lacking(edge: Edge) -> bool:
    return edge.start.lower() in EMPTY or edge.end.lower() in EMPTY


def _tie(edge: Edge, document: Document, names: Names, seen: dict[tuple[str, str, str], str]) -> Item | Left:
    if _is_lacking(edge):
        found = edge.start if edge.start.lower() in EMPTY else edge.end
        what = f"{found!r} may be a name or stand for nothing" if found else "an end of the tie is empty"
        return Left(edge.where, f"{what}; a name at both ends is wanted")
    start, end = names.id(edge.start), names.id(edge.end)
    if start == end:
        return Left(edge.where, f"it ties {edge.start!r} to itself, which says nothing")
    ends = (start, end) if edge.directed else (min(start, end), max(start, end))
    before = seen.setdefault((*ends, edge.kind.casefold()), edge.where)
    if before != edge.where:
        return Left(edge.where, f"the same tie stands on {before} already")
    own = f"{start} {edge.kind} {end}"
    tie = relation(document, edge.where, own, (start, end), {"kind": edge.kind})
    return Item(edge.where, (*tie.rows, *_actors(edge, start, end)), ("from", "to", "kind"))


def _actors(edge: Edge, start: str, end: str) -> Rows:
    said = "Imported; the file does not say whether this is a person or an organisation."
    ends = ((start, edge.start), (end, edge.end))
    return tuple(("actors", {"id": id, "name": name, "kind": "organisation", "summary": said}) for id, name in ends)


CANNOT = """It carries ties and the names at their ends; every node comes in as an organisation, for you to put right. \
Left out: weights, attributes, dates. One name is one node: two persons of one name have to be parted by hand."""
IMPORT = Import("edges", "Edge list", CANNOT, read)
