"""How far an OpenDocument sheet reaches: a file of 1 kB may say that a cell stands there ten thousand million times."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

TABLE, ROW = "table:table", "table:table-row"
CELLS = ("table:table-cell", "table:covered-table-cell")
WITHIN = {TABLE: (), ROW: (TABLE,), **dict.fromkeys(CELLS, (TABLE, ROW))}
DOWN, ACROSS, SPACES = "table:number-rows-repeated", "table:number-columns-repeated", "text:c"
TIMES = re.compile("[0-9]{1,12}")
PIECE = 1 << 16  # bytes after which is told what they come to
UNREADABLE = "this is no sheet that can be read"


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows and columns of a table as far as it was read; cells and letters are those of the file up to there."""

    name: str
    rows: int
    columns: int
    cells: int
    letters: int


def reach(content: bytes) -> Iterator[Reach]:
    """What the tables come to, told while they are read so that whoever asks can stop.

    Raises ExpatError where it is no XML, and ValueError with a sentence where it is no sheet.
    """
    gauge = _Gauge()
    parser = ParserCreate("utf-8")  # as programs write it, whatever it says: of other encodings Python may know none
    parser.StartElementHandler, parser.EndElementHandler = gauge.start, gauge.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = gauge.text, gauge.doctype
    for at in range(0, len(content), PIECE):
        parser.Parse(content[at : at + PIECE])
        yield gauge.reach()
    parser.Parse(b"", True)
    yield gauge.reach()


class _Gauge:
    """Counts what a program would make of the tables. Empty cells and rows count once another follows them."""

    def __init__(self) -> None:
        self.opened: tuple[str, ...] = ()  # table, row and cell around what comes
        self.name, self.rows, self.columns, self.cells, self.letters = "", 0, 0, 0, 0
        self.down = self.across = 1  # times of the row and of the cell
        self.width = self.empty_rows = self.empty_cells = 0
        self.of_row = self.of_cell = 0  # letters
        self.is_row_said = self.is_said = False

    def reach(self) -> Reach:
        return Reach(self.name, self.rows, self.columns, self.cells, self.letters)

    def doctype(self, *_: object) -> None:
        raise ValueError(f"{UNREADABLE}: it declares a document type, as no sheet does")

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "text:s":
            self.of_cell += _times(given, SPACES)
        if name not in WITHIN:
            return
        # Programs differ in what they make of a table within a cell.
        if self.opened != WITHIN[name]:
            raise ValueError(f"{UNREADABLE}: {name} stands within {' and '.join(self.opened) or 'no table'}")
        self.opened = (*self.opened, TABLE if name == TABLE else ROW if name == ROW else "a cell")
        if name == TABLE:
            self.name, self.rows, self.columns, self.empty_rows = given.get("table:name", ""), 0, 0, 0
        elif name == ROW:
            self.down, self.width, self.empty_cells, self.of_row = _times(given, DOWN), 0, 0, 0
            self.is_row_said = False
        else:
            self.across, self.of_cell = _times(given, ACROSS), sum(map(len, given.values()))
            self.is_said = any(key.startswith("office:") or key == "table:formula" for key in given)

    def text(self, text: str) -> None:
        self.of_cell += len(text)

    def end(self, name: str) -> None:
        if name not in WITHIN:
            return
        self.opened = self.opened[:-1]
        if name in CELLS:
            self._cell()
        elif name == ROW:
            self._row()

    def _cell(self) -> None:
        self.width += self.empty_cells
        self.cells += self.empty_cells
        self.empty_cells = 0 if self.is_said else self.across
        if self.is_said:
            self.is_row_said = True
            self.width += self.across
            self.of_row += self.of_cell * self.across

    def _row(self) -> None:
        if not self.is_row_said:
            self.empty_rows += self.down
            return
        before = self.rows * self.columns
        self.rows, self.empty_rows = self.rows + self.empty_rows + self.down, 0
        self.columns = max(self.columns, self.width)
        self.cells += self.rows * self.columns - before
        self.letters += self.of_row * self.down


def _times(given: Mapping[str, str], name: str) -> int:
    said = given.get(name, "1")
    if not TIMES.fullmatch(said):
        raise ValueError(f"{UNREADABLE}: {name} is {said[:20]!r}; a number is wanted")
    return int(said)
