"""A dossier that is one Excel workbook: a sheet for each table, one of keys for the front matter.

What is found is said as curators of a workbook need it: the sheet, the cell and the column.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from briefing.dossier.cells import columns, made, needed
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue, did_you_mean
from briefing.dossier.records import TABLES, Redirect
from briefing.reading import header, textfile
from briefing.reading.csvfile import Row, Sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.frontmatter import canonical
from briefing.reading.numbered import RefusedError
from briefing.reading.opened import MOST_CELLS, Cells, read_cells
from briefing.reading.redirects import FILE as REDIRECTS
from briefing.reading.textfile import WORKBOOK as SUFFIX
from briefing.reading.written import Written, damaged

INFO, MOMENTS, TURNS = "dossier", "moments", "redirects"
PARTED = ("bottom_line", "cut")  # parts of the front matter, whose names stand before a point
UNREAD = ("About", "Start here", "words")  # sheets of ours that hold no rows of a dossier
FORMULA = "formula"
# How a workbook writes what XML cannot hold (ECMA-376, ST_Xstring).
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ANOTHER = re.compile(rf"\b({'|'.join((*TABLES, TURNS))})\.csv\b")


def in_workbook(path: Path) -> Written | Issue:
    """What is written in a workbook, or why it cannot be read."""
    content = textfile.content(path)
    if isinstance(content, Issue):
        return replace(content, file=str(path))
    found = in_bytes(content, path.name)
    return found if isinstance(found, Issue) else replace(found, issues=(*found.issues, *damaged(path)))


def in_bytes(content: bytes, name: str) -> Written | Issue:
    """The same of a workbook that is in memory."""
    try:
        sheets = _sheets(content)
    except Exception as fault:  # openpyxl lets through whatever a broken part of a workbook leads to
        why = str(fault) if isinstance(fault, RefusedError) else "it is damaged or another format"
        message = f"this is no Excel workbook that can be read ({why}); an {SUFFIX} file is wanted"
        return Issue(name, 0, "", "no-workbook", message)
    if not {INFO, *TABLES} & sheets.keys():
        wanted = ", ".join((INFO, *TABLES))
        message = (
            f"none of its sheets is a table of a dossier; wanted are {wanted}; to begin one: python -m briefing new"
        )
        return Issue(name, 0, "", "no-dossier", message)
    tables = {
        table: _table(f"{table}.csv", sheets.get(table), columns(row), needed(row)) for table, row in TABLES.items()
    }
    turns = sheets.get(TURNS)
    # An export writes the sheet even where no id was moved.
    moved = _table(REDIRECTS, turns, columns(Redirect), columns(Redirect)) if turns else None
    info, said, faults = _front(sheets)
    return Written(tables, info, said, moved, (*faults, *_strangers(sheets)))


def _sheets(content: bytes) -> Cells:
    # With formulas as they stand, so that they can be refused: the value last computed may be of long ago.
    return read_cells(content, MOST_CELLS)


def _table(file: str, rows: list[tuple[Any, ...]] | None, wanted: Collection[str], must: Collection[str]) -> Sheet:
    if rows is None:
        return Sheet((Issue(file, 0, "", "missing-file", "the sheet is missing; a sheet of this name is wanted"),))
    names = [text(cell) for cell in rows[0]] if rows else []
    while names and not names[-1]:
        names.pop()  # a width or a colour beyond the last column is no column
    if not names:
        return Sheet(
            (Issue(file, 1, "", "empty-file", f"the sheet is empty; its first row is to name {', '.join(wanted)}"),)
        )
    found = [(line, row) for line, row in enumerate(rows[1:], 2) if any(text(cell) for cell in row)]
    issues = [*header.faults(file, 1, names, wanted, must, _unnamed, "first row")]
    issues += [fault for line, row in found for fault in _refused(file, line, names, row)]
    held = tuple(Row(line, _filled(names, row), len(names), whole=True) for line, row in found)
    return Sheet(
        tuple(issues),
        tuple(name for name in names if name in wanted),
        held,
        "id" in names or "id" not in wanted,
        tuple(names),
    )


def _unnamed(number: int) -> str:
    return f"the cell {get_column_letter(number)}1 is empty; name the column or delete it"


def _refused(file: str, line: int, names: list[str], row: tuple[Any, ...]) -> Iterator[Issue]:
    """The cells of a row whose text cannot be told, and those that stand under no name."""
    for number, cell in enumerate(row):
        name = names[number] if number < len(names) else ""
        if cell.value is not None and cell.data_type in ("f", "e"):
            what = "a formula" if cell.data_type == "f" else "an error"
            yield Issue(file, line, name, FORMULA, f"the cell holds {what}, {str(cell.value)!r}; its text is wanted")
        elif number >= len(names) and text(cell):
            message = (
                f"{text(cell)!r} stands in {cell.coordinate}, under no name of a column; name the column or clear it"
            )
            yield Issue(file, line, "", "cell-count", message)


def _filled(names: list[str], row: tuple[Any, ...]) -> dict[str, str]:
    return {name: said for name, cell in zip(names, row, strict=False) if name and (said := text(cell))}


def text(cell: Any) -> str:
    """The text of a cell: of a date its day, of a number its digits."""
    value = cell.value
    # Excel makes of what looks like a day a time at midnight.
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # 3.0 is the grade 3
    if value is None:
        return ""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)).strip()


def _front(sheets: Cells) -> tuple[Info | None, str, tuple[Issue, ...]]:
    if INFO not in sheets:
        return (
            None,
            "",
            (Issue(FRONT, 0, "", "missing-file", "the sheet is missing; its rows are to be key and value"),),
        )
    rows = [(line, [text(cell) for cell in row[:2]]) for line, row in enumerate(sheets[INFO], 1)]
    # Row 1 names the two columns; a key without a value says nothing.
    keys = {row[0]: (line, row[1]) for line, row in rows[1:] if len(row) == 2 and all(row)}
    given = _given(keys, sheets.get(MOMENTS, []))
    info = made(Info, given)
    if isinstance(info, Info):
        return info, canonical(info), ()
    where = {key: line for key, (line, _) in keys.items()}
    return (
        None,
        "",
        tuple(
            Issue(FRONT, where.get(".".join(map(str, fault.where)), 0), fault.column, fault.code, fault.message)
            for fault in info
        ),
    )


def _given(keys: Mapping[str, tuple[int, str]], moments: list[tuple[Any, ...]]) -> dict[str, Any]:
    """The front matter as TOML would give it, so that a workbook and its folder are one release."""
    given: dict[str, Any] = {}
    for key, (_, value) in keys.items():
        table, _, name = key.rpartition(".")
        inner = given.setdefault(table, {}) if table in PARTED else None
        # A name that stands alone as well, and one of a table that there is not, is told as it is written.
        if isinstance(inner, dict):
            inner[name] = value
        else:
            given[key] = value
    listed = [[text(cell) for cell in row[:2]] for row in moments[1:]]
    if found := [dict(zip(("day", "title"), row, strict=False)) for row in listed if any(row)]:
        given["moments"] = found
    return given


def _strangers(sheets: Cells) -> Iterator[Issue]:
    known = {*TABLES, INFO, MOMENTS, TURNS, *UNREAD}
    for name in sheets.keys() - known:
        message = f"this sheet is not read.{did_you_mean(name, sorted(known))}"
        yield Issue(f"{name}.csv", 0, "", "unknown-file", message, "warning")


def _placed(issue: Issue, name: str, letters: Mapping[str, Mapping[str, str]]) -> Issue:
    """A finding as it reads in a workbook of this name: the sheet in place of the file, the cell beside the column.

    ``letters`` are those of the columns of each sheet, by name.
    """
    if issue.file == name or not issue.file.endswith((".csv", ".toml")):
        return issue
    sheet = INFO if issue.file == FRONT else issue.file.removesuffix(".csv")
    cell = _cell(sheet, issue, letters)
    said = ANOTHER.sub(r"sheet \1", issue.message).replace(" line ", " row ")
    return replace(issue, file=f"{name}, sheet {sheet}", message=f"cell {cell}: {said}" if cell else said)


def in_words_of(name: str, written: Written, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """All findings so; of a formula only that it is one, for what it stands for cannot be right either."""
    found = tuple(issues)
    formulas = {(issue.file, issue.line, issue.column) for issue in found if issue.code == FORMULA}
    kept = (each for each in found if each.code == FORMULA or (each.file, each.line, each.column) not in formulas)
    headers = {table: sheet.names for table, sheet in written.sheets.items()}
    headers |= {TURNS: written.redirects.names} if written.redirects else {}
    letters = {sheet: _letters(names) for sheet, names in headers.items()}
    return tuple(_placed(issue, name, letters) for issue in kept)


def _letters(names: Sequence[str]) -> dict[str, str]:
    """The letters of the columns by name; of a name that is there twice those of the first."""
    return {name: get_column_letter(number) for number, name in reversed([*enumerate(names, 1)])}


def _cell(sheet: str, issue: Issue, letters: Mapping[str, Mapping[str, str]]) -> str:
    """The coordinate of the cell at fault, such as C7; nothing where a whole row or sheet is."""
    if sheet == INFO:
        return f"B{issue.line}" if issue.line else ""
    letter = letters.get(sheet, {}).get(issue.column, "")
    return f"{letter}{issue.line}" if letter and issue.line else ""
