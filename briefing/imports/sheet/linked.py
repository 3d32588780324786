"""Where the words of cells lead in an Excel sheet, which is told after its rows, and read by no program row by row."""

from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils import get_column_letter, range_boundaries

from briefing.reading.numbered import RefusedError

MOST = 200_000  # cells that have a link
LINK = "hyperlink"
PIECE = 1 << 16


def links(zipped: ZipFile, part: str) -> dict[str, str]:
    """The address behind each cell of a sheet that leads somewhere. Raises RefusedError where they are too many."""
    rels: str = get_rels_path(part)  # type: ignore[no-untyped-call]  # its stubs say nothing of it
    if rels not in zipped.namelist():
        return {}  # addresses stand there, and beside the sheet only what leads to other cells
    leading = {each.Id: each.Target for each in get_dependents(zipped, rels)}
    found: dict[str, str] = {}
    with zipped.open(part) as opened:
        for area, name in _areas(opened):
            if name in leading:
                _mark(found, area, leading[name])
    return found


def _mark(found: dict[str, str], area: str, address: str) -> None:
    left, top, right, bottom = range_boundaries(area)
    if left is None or top is None or right is None or bottom is None:
        return  # a whole column, which no program writes
    count = (right - left + 1) * (bottom - top + 1)
    if len(found) + count > MOST:
        raise RefusedError(
            f"links stand on {len(found) + count:,} cells, with those of {area}; up to {MOST:,} are wanted"
        )
    for row in range(top, bottom + 1):
        found.update((f"{get_column_letter(column)}{row}", address) for column in range(left, right + 1))


def _areas(opened: IO[bytes]) -> Iterator[tuple[str, str]]:
    """The cells of each link, and the name under which its address stands."""
    met: list[tuple[str, str]] = []

    def start(name: str, given: Mapping[str, str]) -> None:
        if name.rpartition(" ")[2] == LINK:
            names = {key.rpartition(" ")[2]: value for key, value in given.items()}
            met.append((names.get("ref", ""), names.get("id", "")))

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    while piece := opened.read(PIECE):
        parser.Parse(piece)
        yield from met
        met.clear()
    parser.Parse(b"", True)
    yield from met
