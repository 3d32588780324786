"""One CSV file as rows of cells that know their line, or the issues that keep it from being read.

A file with semicolons or tabs is refused, not guessed at: Excel writes semicolons where it also writes 34,07 for 34.07,
so reading it would trade one plain message for a wrong number.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.issues import Issue, did_you_mean

AS_UTF8 = (
    "In Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'; "
    "in LibreOffice tick 'Edit filter settings' and choose {choice}."
)
SEPARATORS = {";": "semicolons", "\t": "tabs"}
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row that are not empty, by column, and the first physical line that it stands on.

    A row that is not ``whole`` has more or fewer cells than the header, so its cells may stand in the wrong column.
    """

    line: int
    cells: dict[str, str]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """What could be read of a file. ``rows`` is None where nothing could; ``columns`` are the known ones it has."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] | None
    issues: tuple[Issue, ...]


def text(path: Path) -> str | Issue:
    """The text of a UTF-8 file with plain line ends and without its byte order mark, or why it cannot be had."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Issue(path.name, 0, "", "missing-file", f"the file is missing; a file {path.name} is wanted")
    except OSError as fault:
        return Issue(path.name, 0, "", "unreadable-file", f"the file cannot be opened ({fault.strerror})")
    if raw.startswith(UTF16) or b"\x00" in raw[:1000]:
        return _encoding(path.name, 0, "the file is in UTF-16")
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(re.findall(rb"\r\n|\r|\n", raw[: fault.start])) + 1
        return _encoding(path.name, line, f"the byte 0x{raw[fault.start]:02X} is not UTF-8, as in a file in Windows-1251")
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(file: str, line: int, found: str) -> Issue:
    return Issue(file, line, "", "wrong-encoding", f"{found}; UTF-8 is wanted. {AS_UTF8.format(choice='Unicode (UTF-8)')}")


def sheet(path: Path, wanted: Collection[str]) -> Sheet:
    """Read a file whose header should hold exactly the wanted columns, in any order."""
    read = text(path)
    if isinstance(read, Issue):
        return Sheet((), None, (read,))
    records = _records(path.name, read)
    header_line, header = next(records, (0, []))
    if isinstance(header, Issue):
        return Sheet((), None, (header,))
    names = [name.strip() for name in header]
    if fault := _no_header(path.name, header_line, names, wanted):
        return Sheet((), None, (fault,))
    issues = list(_header_faults(path.name, header_line, names, wanted))
    rows = []
    for line, cells in records:
        if isinstance(cells, Issue):
            issues.append(cells)
            continue
        rows.append(_row(line, names, cells))
        if not rows[-1].whole:
            issues.append(_ragged(path.name, line, len(cells), len(names)))
    return Sheet(tuple(name for name in names if name in wanted), tuple(rows), tuple(issues))


def _records(file: str, read: str) -> Iterator[tuple[int, list[str] | Issue]]:
    """The records that are not blank, each with its first line; a stray quote is an issue in the place of its record."""
    reader = csv.reader(io.StringIO(read, newline="\n"), strict=True)
    while True:
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
        if any(cell.strip() for cell in cells):
            yield line, cells


def _stray(file: str, first: int, last: int, fault: str) -> Issue:
    where = f"the quotes of the row that begins here do not close before line {last}" if last > first else "a quote stands alone"
    if "limit" in fault:
        where = "a cell is longer than 131072 characters; a quote may not have been closed"
    return Issue(file, first, "", "stray-quote", f'{where}; put the cell in quotes and write a quote inside it twice: ""')


def _no_header(file: str, line: int, names: list[str], wanted: Collection[str]) -> Issue | None:
    if not any(names):
        return Issue(file, 0, "", "empty-file", f"the file is empty; a header line is wanted: {','.join(wanted)}")
    for mark, word in SEPARATORS.items():
        if len(names) == 1 and mark in names[0]:
            message = f"the cells are separated by {word}, found {names[0]!r}; commas are wanted."
            return Issue(file, line, "", "wrong-separator", f"{message} {AS_UTF8.format(choice='the comma')}")
    return None


def _header_faults(file: str, line: int, names: list[str], wanted: Collection[str]) -> Iterator[Issue]:
    for number, name in enumerate(names, 1):
        if not name:
            yield Issue(file, line, "", "unnamed-column", f"column {number} has no name; name it or delete it")
        elif name in names[: number - 1]:
            yield Issue(file, line, name, "duplicate-column", f"the column {name!r} is there twice; once is wanted")
        elif name not in wanted:
            missing = [each for each in wanted if each not in names]
            message = f"the column {name!r} is not known.{did_you_mean(name, missing or wanted)}"
            yield Issue(file, line, name, "unknown-column", f"{message} The columns are {', '.join(wanted)}.")
    for name in wanted:
        if name not in names:
            message = f"the column {name!r} is missing; add it to the header, its cells may be empty if the row allows it"
            yield Issue(file, line, name, "missing-column", message)


def _row(line: int, names: list[str], cells: list[str]) -> Row:
    filled = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
    return Row(line, filled, whole=len(cells) == len(names))


def _ragged(file: str, line: int, found: int, wanted: int) -> Issue:
    hint = "a cell with a comma in it needs quotes around it" if found > wanted else "an empty cell still needs its comma"
    return Issue(file, line, "", "cell-count", f"the row has {found} cells, the header {wanted}; {hint}")
