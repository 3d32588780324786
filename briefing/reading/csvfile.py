"""One CSV file as rows of cells that know their line, or the issues that keep it from being read.

A file with semicolons or tabs is refused, not guessed at: Excel writes semicolons where it also writes 34,07 for 34.07,
so reading it would trade one plain message for a wrong number.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.dossier.issues import Issue
from briefing.reading.header import faults
from briefing.reading.textfile import AS_UTF8, text

SEPARATORS = {";": "semicolons", "\t": "tabs"}

LONGEST = 131_072
"""Letters of a cell. A longer one is a quote that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row that are not empty, by column, and the first physical line that it stands on.

    A row that is not ``whole`` has more or fewer cells than the header, so its cells may stand in the wrong column.
    """

    line: int
    cells: dict[str, str]
    width: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What could be read of a file: its known columns, its rows and its issues.

    A sheet that is not ``complete`` has rows, or ids, that could not be read: nothing follows from what is not in it.
    """

    issues: tuple[Issue, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    complete: bool = False
    names: tuple[str, ...] = ()
    """The header as it is written, for the place of a column."""


def sheet(path: Path, wanted: Collection[str], needed: Collection[str] | None = None) -> Sheet:
    """Read a file whose header should hold the wanted columns, in any order, or at least those that are needed."""
    read = text(path)
    if isinstance(read, Issue):
        return Sheet((read,))
    records = _records(path.name, read)
    header_line, header = next(records, (0, []))
    if isinstance(header, Issue):
        return Sheet((header,))
    names = [name.strip() for name in header]
    if fault := _no_header(path.name, header_line, names, wanted):
        return Sheet((fault,))
    found = list(records)
    strays = [cells for _, cells in found if isinstance(cells, Issue)]
    rows = tuple(_row(line, names, cells) for line, cells in found if not isinstance(cells, Issue))
    ragged = (_ragged(path.name, row, len(names)) for row in rows if not row.whole)
    return Sheet(
        issues=(
            *faults(path.name, header_line, names, wanted, wanted if needed is None else needed, _unnamed, "header"),
            *strays,
            *ragged,
        ),
        columns=tuple(name for name in names if name in wanted),
        rows=rows,
        # Where rows or ids are lost, a reference to what is not found may well be right: it is not called a fault.
        complete=not strays and ("id" in names or "id" not in wanted),
    )


def _records(file: str, read: str) -> Iterator[tuple[int, list[str] | Issue]]:
    """The records that are not blank, each with its first line; a stray quote is an issue in place of its record."""
    csv.field_size_limit(LONGEST)  # it holds for the whole process, and other libraries lift it
    # Without `strict` a stray quote takes in commas and lines up to the next one, and nobody is told.
    reader = csv.reader(io.StringIO(read), strict=True)
    while True:
        # A cell in quotes may run over several lines, so counting rows would not give the line.
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield line, _stray(file, line, reader.line_num, str(fault))
            if reader.line_num > line:  # what follows a runaway quote is not told from what stands inside it
                return
            continue
        # Spreadsheets leave rows of nothing but commas behind.
        if any(cell.strip() for cell in cells):
            yield line, cells


def _stray(file: str, first: int, last: int, fault: str) -> Issue:
    where = "a quote stands where it neither opens nor closes a cell"
    if last > first:
        where = f"a quote of the row that begins here is open or stray up to line {last}"
    if "limit" in fault:
        where = f"a cell is longer than {LONGEST} characters; a quote may not have been closed"
    wanted = 'the whole cell in quotes is wanted, with "" for each quote inside it'
    return Issue(file, first, "", "stray-quote", f"{where}; {wanted}")


def _no_header(file: str, line: int, names: list[str], wanted: Collection[str]) -> Issue | None:
    if not any(names):
        return Issue(file, 0, "", "empty-file", f"the file is empty; a header line is wanted: {','.join(wanted)}")
    for mark, word in SEPARATORS.items():
        if len(names) == 1 and mark in names[0]:
            message = f"the cells are separated by {word}, found {names[0]!r}; commas are wanted."
            return Issue(file, line, "", "wrong-separator", f"{message} {AS_UTF8.format(choice='the comma')}")
    return None


def _unnamed(number: int) -> str:
    return f"column {number} has no name; name it or delete it"


def _row(line: int, names: list[str], cells: list[str]) -> Row:
    # A ragged row is read as far as it goes, since its id is to count as known: one slip, one message.
    filled = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
    return Row(line, filled, len(cells), whole=len(cells) == len(names))


def _ragged(file: str, row: Row, wanted: int) -> Issue:
    hint = "an empty cell still needs its comma"
    if row.width > wanted:
        hint = "a cell with a comma in it needs quotes around it"
    message = f"the row has {row.width} cells, the header {wanted}; {hint}"
    return Issue(file, row.line, "", "cell-count", message)
