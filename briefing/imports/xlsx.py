"""The tables of a dossier in an Excel workbook, as ``exports.xlsx`` writes it or as a curator has edited it."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from briefing.dossier.cells import columns, made
from briefing.dossier.dossier import Info
from briefing.dossier.issues import did_you_mean
from briefing.imports.csv import MODELS
from briefing.imports.imported import Import, Item, Left, Parcel
from briefing.reading.numbered import RefusedError
from briefing.reading.opened import MOST_CELLS, Cells, read_cells

FRONT, INFO, MOMENTS = "About", "dossier", "moments"
# How a workbook writes what XML cannot hold (ECMA-376, ST_Xstring), as our own export does.
WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(content: bytes, name: str) -> Parcel:
    """Every row of the sheets that are tables."""
    sheets = _sheets(content)
    tables = [table for table in MODELS if table in sheets]
    if not tables:
        raise ValueError(f"none of the sheets is a table of a dossier; wanted are {', '.join(MODELS)}")
    found = [each for table in tables for each in _table(table, sheets[table])]
    info, faults = _info(sheets)
    strangers = [sheet for sheet in sheets if sheet not in {*MODELS, FRONT, INFO, MOMENTS}]
    return Parcel(
        items=tuple(each for each in found if isinstance(each, Item)),
        refused=(*(each for each in found if isinstance(each, Left)), *faults),
        aside=tuple(Left(f"sheet {sheet}", "this sheet is no table of a dossier") for sheet in strangers),
        info=info,
    )


def _sheets(content: bytes) -> Cells:
    """The cells of every sheet."""
    try:
        # With formulas as they stand, so that they can be refused: the value last computed may be of long ago.
        return read_cells(content, MOST_CELLS)
    except RefusedError:
        raise
    except Exception:  # openpyxl lets through whatever a broken part of a workbook leads to
        raise ValueError("this is no Excel workbook that can be read; an .xlsx file is wanted") from None


def _table(table: str, rows: list[tuple[Any, ...]]) -> Iterator[Item | Left]:
    header = [_text(cell) for cell in rows[0]] if rows else []
    wanted = columns(MODELS[table])
    for name in header:
        if name and name not in wanted:
            yield Left(f"{table} row 1", f"the column {name!r} is not known.{did_you_mean(name, wanted)}")
    for number, row in enumerate(rows[1:], 2):
        cells = {name: _text(cell) for name, cell in zip(header, row, strict=False) if name in wanted}
        filled = {name: text for name, text in cells.items() if text}
        where = f"{table} row {number}"
        if fault := next((_fault(cell) for cell in row if _fault(cell)), ""):
            yield Left(where, fault)
        elif filled:
            yield Item(where, ((table, filled),))


def _fault(cell: Any) -> str:
    if cell.value is None or cell.data_type not in ("f", "e"):
        return ""
    what = "a formula" if cell.data_type == "f" else "an error"
    return f"the cell {cell.coordinate} holds {what}, {cell.value!r}; its text is wanted"


def _text(cell: Any) -> str:
    """The text of a cell. A date that Excel has made of one is taken as its day."""
    value = cell.value
    # Excel makes of what looks like a day a time at midnight.
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if value is None:
        return ""
    return WRITTEN.sub(lambda found: chr(int(found[1], 16)), str(value)).strip()


def _info(sheets: Cells) -> tuple[Info | None, list[Left]]:
    """The front matter, from the sheets of keys and of moments."""
    if INFO not in sheets:
        return None, []
    given: dict[str, Any] = {}
    for key, value in (map(_text, row[:2]) for row in sheets[INFO][1:] if len(row) > 1):
        table, _, name = key.rpartition(".")
        (given.setdefault(table, {}) if table else given)[name] = value
    if moments := [dict(zip(("day", "title"), map(_text, row), strict=False)) for row in sheets.get(MOMENTS, [])[1:]]:
        given["moments"] = moments
    info = made(Info, given)
    if isinstance(info, tuple):
        return None, [Left(f"{INFO} {fault.column}", fault.message) for fault in info]
    return info, []


IMPORT = Import("xlsx", "Excel", "The format carries everything.", read)
