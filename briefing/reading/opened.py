"""A workbook opened for what its cells say, and for nothing else: a chart, a comment or a name may cost without end."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet


class RefusedError(ValueError):
    """Why a workbook is not read, in words for whoever made it."""


class _Cells(ExcelReader):
    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Pass it over: a sheet that is a chart has no cells."""


def opened(content: bytes) -> Workbook:
    """A workbook whose sheets are read as they are asked for, row by row.

    Left out of what openpyxl does are properties, theme and names: of 50,000 names it made 50,000 objects, twice.
    """
    reader = _Cells(io.BytesIO(content), read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    parts = [found.target for _, found in reader.parser.find_sheets()]
    if len(set(parts)) < len(parts):  # each would be read anew
        raise RefusedError("two of its sheets are one part; a part for each is wanted")
    apply_stylesheet(reader.archive, reader.wb)
    reader.read_worksheets()
    for sheet in reader.wb.worksheets:
        sheet.reset_dimensions()  # other programs write dimensions that are too small, and cells would be lost
    return reader.wb


def parts(book: Workbook) -> tuple[str, ...]:
    """In which part of the file each sheet stands, which openpyxl tells nobody."""
    return tuple(str(sheet._worksheet_path) for sheet in book.worksheets)  # type: ignore[attr-defined]  # see above
