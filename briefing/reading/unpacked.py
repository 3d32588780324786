"""What it would cost to read a workbook, told before it is opened: one of 30 kB may unpack to millions of cells.

openpyxl takes 3 to 12 µs and 300 bytes of memory for what makes a cell, up to 50 µs for a style, a rule or a name, and
counts none of it. A parser that keeps nothing counts first.
"""

import io
import lzma
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import BadZipFile, ZipFile

MOST_MARKS = 1_500_000  # 10,000 rows of 20 cells have a million
OF_PART = 200  # marks that the opening of a part costs as much as
OF_OTHER = 20  # and an element that makes no cell, wherever it stands
SHARED, OF_FORMULA = "shared", 3  # so many letters of a formula that cells share cost as much as a mark, in each
# What cells, words and what is kept of them consist of, in a workbook and in an OpenDocument sheet.
OF_CELLS = "row c v f is si r t rPr b i s n d m x e pt a p span table-cell covered-table-cell table-row"
CELLS = frozenset(OF_CELLS.split(" "))
LARGEST = 256 << 20  # bytes of all parts
MOST_WORDS = 64 << 20  # bytes of those that are XML
LONGEST = 1 << 20  # bytes of a mark; the parser reads an unfinished one anew with each piece that comes
PIECE = 1 << 16
BEFORE = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # what may stand before the first mark
EBCDIC = b"Lo\xa7\x94"  # <?xm, which libxml2 knows as well
ENCODINGS = ("utf-8", "utf-16")
# What zipfile lets through of a file that is damaged, locked by a password or packed in a way of its own,
SPOILED = (BadZipFile, RuntimeError, EOFError, OverflowError, zlib.error, lzma.LZMAError, struct.error)
# and where nothing else is done than to unpack it.
DAMAGED = (*SPOILED, ValueError, OSError)


class _TooMuchError(Exception):
    """Why it is not opened."""


def burden(content: bytes) -> str:
    """Why a workbook would take too long to be read while others wait; empty where nothing speaks against it."""
    try:
        _weighed(content)
    except _TooMuchError as why:
        return str(why)
    except DAMAGED:
        return ""  # it is told by whoever reads it
    return ""


def _weighed(content: bytes) -> None:
    scale = _Scale()
    with ZipFile(io.BytesIO(content)) as zipped:
        # zipfile unpacks no more of a part than it says that it holds.
        if sum(part.file_size for part in zipped.infolist()) > LARGEST:
            raise _TooMuchError(f"unpacked it is larger than {LARGEST >> 20} MB")
        for part in zipped.infolist():
            with zipped.open(part) as opened:
                scale.part(part.filename, iter(partial(opened.read, PIECE), b""))


class _Scale:
    """Counts what parsers make of the parts: tags that open and attributes, each of which costs about the same."""

    def __init__(self) -> None:
        self.left, self.words = MOST_MARKS, MOST_WORDS
        self.name, self.is_begun = "", False
        self.parser, self.longest, self.letters = self._parser(), 0, 0

    def part(self, name: str, pieces: Iterable[bytes]) -> None:
        """Weigh a part."""
        self.name, self.is_begun = name, False
        self._paid(OF_PART)
        self.parser, self.longest = self._parser(), 0
        fed = 0
        for piece in self._xml(pieces):
            fed += len(piece)
            if not self._parsed(piece):
                return
            if fed - self.parser.CurrentByteIndex > LONGEST:
                raise _TooMuchError(f"a mark of it is longer than {LONGEST >> 20} MB")

    def _parser(self) -> XMLParserType:
        parser = ParserCreate()
        parser.ordered_attributes = True
        parser.StartElementHandler, parser.XmlDeclHandler = self._start, self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def _parsed(self, piece: bytes) -> bool:
        """Whether it may go on; every parser ends at the same fault, unless it takes the bytes for other letters."""
        try:
            self.parser.Parse(piece, not piece)
        except ExpatError:
            if piece.strip(BEFORE) and not self.is_begun:
                raise _TooMuchError(f"its part {self.name!r} is no XML in UTF-8 or UTF-16") from None
            return False
        return True

    def _xml(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """A part in pieces, the last of them empty; nothing of a picture or a font, in which no parser gets far."""
        is_xml = False
        for piece in pieces:
            if not is_xml and piece.startswith(EBCDIC):
                raise _TooMuchError(f"its part {self.name!r} is written in EBCDIC, where UTF-8 is wanted")
            if not is_xml and piece.lstrip(BEFORE)[:1] not in (b"<", b""):
                return
            is_xml = is_xml or bool(piece.strip(BEFORE))
            self._spent(len(piece))
            yield piece
        if is_xml:
            yield b""

    def _start(self, name: str, given: Sequence[str]) -> None:
        self.is_begun = True
        is_shared = SHARED in given
        if is_shared:  # openpyxl writes the formula anew for each cell that shares it
            self._paid(self.longest // OF_FORMULA)
        self.letters = 0
        self.parser.CharacterDataHandler = self._formula if is_shared else None
        self._paid((1 if name.rpartition(":")[2] in CELLS else OF_OTHER) + len(given) // 2)

    def _formula(self, text: str) -> None:
        self.letters += len(text)
        self.longest = max(self.longest, self.letters)

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if (encoding or ENCODINGS[0]).lower() not in ENCODINGS:
            raise _TooMuchError(f"its part {self.name!r} is written in {encoding}, where UTF-8 is wanted")

    def _doctype(self, *_: object) -> None:
        raise _TooMuchError(f"its part {self.name!r} declares a document type, as no sheet does")

    def _paid(self, marks: int) -> None:
        self.left -= marks
        if self.left < 0:
            raise _TooMuchError(f"it holds more than {MOST_MARKS:,} marks")

    def _spent(self, words: int) -> None:
        self.words -= words
        if self.words < 0:
            raise _TooMuchError(f"its words come to more than {MOST_WORDS >> 20} MB")
