"""A workbook opened for what its cells say, and for nothing else: a chart, a comment or a name may cost without end."""

import io
import warnings
from typing import Any
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import ARC_STYLE

from briefing.reading.numbered import Numbered, RefusedError

LONGEST_FORMAT = 255  # letters
LARGEST = 256 << 20  # bytes once unpacked: a small workbook may unpack without end
MOST_CELLS = 10_000_000  # of all sheets, empty ones before the last of a row too: a small part may name a far one

# What openpyxl remarks of a workbook, as that it has no style, helps nobody who reads its cells. Said once for the
# process, since ``catch_warnings`` would turn the warnings of other threads off and on.
warnings.filterwarnings("ignore", module="openpyxl")

Cells = dict[str, list[tuple[Any, ...]]]
"""The rows of each sheet by its name, from the first; what is not written is an empty one."""


class _Cells(ExcelReader):
    def read_worksheets(self) -> None:
        """Take those that have cells: of a chart there are none."""
        sheets: list[Any] = self.wb._sheets  # type: ignore[attr-defined]  # its stubs say nothing of it
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                sheets.append(Numbered(self.wb, sheet.name, rel.target, self.shared_strings))


def opened(content: bytes, computed: bool = False) -> Workbook:
    """A workbook whose sheets are read as they are asked for, row by row; ``computed`` has values in place of formulas.

    Left out of what openpyxl does are properties, theme and names: of 50,000 names it made 50,000 objects, twice.
    """
    with ZipFile(io.BytesIO(content)) as zipped:
        if sum(part.file_size for part in zipped.infolist()) > LARGEST:
            raise RefusedError(f"unpacked it is larger than {LARGEST >> 20} MB")
    reader = _Cells(io.BytesIO(content), read_only=True, keep_links=False, data_only=computed)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    parts = [found.target for _, found in reader.parser.find_sheets()]
    if len(set(parts)) < len(parts):  # each would be read anew
        raise RefusedError("two of its sheets are one part; a part for each is wanted")
    _looked_at(reader.archive)
    apply_stylesheet(reader.archive, reader.wb)
    reader.read_worksheets()
    return reader.wb


def _looked_at(zipped: ZipFile) -> None:
    """Refuse a format of numbers over which openpyxl would think for hours; Excel writes none of more letters."""
    if ARC_STYLE not in zipped.namelist():
        return
    with zipped.open(ARC_STYLE) as styles:
        for _, element in iterparse(styles):
            if (found := len(element.get("formatCode", ""))) > LONGEST_FORMAT:
                raise RefusedError(f"a format of numbers has {found:,} letters; up to {LONGEST_FORMAT} are wanted")
            element.clear()


def read_cells(content: bytes, most: int, only: int | None = None, computed: bool = False) -> Cells:
    """The cells of every sheet, or of its first rows ``only``; ``computed`` gives values alone, as last computed.

    Raises RefusedError where there are more than ``most``, and whatever openpyxl lets through of a damaged part.
    """
    book = opened(content, computed)
    found: Cells = {}
    left = most
    for sheet in book.worksheets:
        rows = found.setdefault(sheet.title, [])
        for number, row in sheet.numbered(computed):  # type: ignore[attr-defined]  # see _Cells
            if only is not None and number > only:
                break
            if not row:
                continue  # a height or a colour of rows far below the last
            left -= len(row) + number - len(rows)
            if left < 0:
                raise RefusedError(f"its sheets reach over more than {most:,} cells")
            rows.extend([()] * (number - 1 - len(rows)))
            rows.append(row)
    book.close()
    return found


def parts(book: Workbook) -> tuple[str, ...]:
    """In which part of the file each sheet stands, which openpyxl tells nobody."""
    return tuple(str(sheet._worksheet_path) for sheet in book.worksheets)  # type: ignore[attr-defined]  # see above
