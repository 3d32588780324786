"""What it would cost to read a workbook, told from its bytes: one of 30 kB may unpack to millions of cells.

openpyxl takes 5 to 8 µs and 300 bytes of memory for whatever stands in angle brackets, and counts none of it.
"""

import io
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile

MOST_MARKS = 1_500_000  # 10,000 rows of 20 cells have a million
LONGEST = 1 << 20  # bytes of a mark; the parser reads an unfinished one anew with each piece that comes
BEFORE = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # what may stand before the first mark


def burden(content: bytes) -> str:
    """Why a workbook would take too long to be read while others wait; empty where nothing speaks against it."""
    left = MOST_MARKS
    try:
        for block in _blocks(content):
            left -= _marks(block)
            if left < 0:
                return f"it holds more than {MOST_MARKS:,} marks"
            if len(block) == LONGEST and b"<" not in block:
                return f"a mark of it is longer than {LONGEST >> 20} MB"
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error):
        return ""  # it is told by whoever reads it
    return ""


def _marks(block: bytes) -> int:
    """Tags that open, and attributes: each costs about the same."""
    return block.count(b"<") - block.count(b"</") + (block.count(b'"') + block.count(b"'")) // 2


def _blocks(content: bytes) -> Iterator[bytes]:
    with ZipFile(io.BytesIO(content)) as zipped:
        for part in zipped.infolist():
            with zipped.open(part) as opened:
                yield from _xml(opened)


def _xml(part: IO[bytes]) -> Iterator[bytes]:
    """A part in blocks; nothing of a picture or a font, in which no parser gets far."""
    begun = False
    while block := part.read(LONGEST):
        first = block.lstrip(BEFORE)[:1]
        if not begun and first not in (b"<", b""):
            return
        begun = begun or first == b"<"
        yield block
