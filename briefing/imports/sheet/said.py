"""What one row of a sheet says, field by field, before anything is made of it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.dossier.folding import fold
from briefing.dossier.records import is_web
from briefing.dossier.when import parse
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import Understood
from briefing.imports.sheet.dates import Style, edtf, style
from briefing.imports.sheet.grid import EMPTY, Cell, Line
from briefing.imports.sheet.misdated import NOW
from briefing.imports.sheet.words import MANY

NOTHING = {
    *(
        "na",
        "n/a",
        "n.a.",
        "n.a",
        "nan",
        "none",
        "null",
        "nil",
        "unknown",
        "not known",
        "-",
        "--",
        "–",
        "—",
        ".",
    ),
    *("unbekannt", "k.a.", "inconnu", "inconnue", "нет", "н/д", "нет данных", "неизвестно", "غير معروف", "номаълум"),
    *("desconocido", "desconocida", "desconhecido", "desconhecida", "s/d", "sin datos", "sem dados"),
}
"""What people write, folded, in a cell of which they know nothing."""
QUESTION = re.compile(r"\(?\?+\)?")
"""The same as a question, which may be one that somebody still has: it is told."""

WEB = re.compile(r"https?://\S", re.IGNORECASE)
BARE = re.compile(r"(?=www\.\S+\.\S)\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
IN_NAMES = re.compile(r"(?i:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*")  # St.Petersburg/Moscow is none
PARTS = re.compile(
    r";\s*(?=https?://|www\.)|;\s+|;$|\n|\||,?(?<!\s)\s+(?=https?://|www\.)|,(?=https?://)", re.IGNORECASE
)
DATES = ("date", "end", "published")
GOES_ON = ".."
NO_ADDRESS = ("title", "place", "country", "province", "actor", "kind")
"""Fields whose cell is one too far to the right where it holds an address and nothing else."""


@dataclass(frozen=True, slots=True)
class Said:
    """A row's fields that say something. ``urls`` and ``outlets`` are its sources; ``remarks`` tell what was odd."""

    line: int
    pairs: tuple[tuple[str, str], ...]
    urls: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    note: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, str]:
        """What the row says, by field."""
        return dict(self.pairs)

    @property
    def without_id(self) -> "Said":
        """The row as it is compared with others of the sheet."""
        return replace(self, line=0, remarks=(), pairs=tuple(pair for pair in self.pairs if pair[0] != "id"))

    def get(self, field: str) -> str:
        """What the row says in a field, or nothing."""
        return self.fields.get(field, "")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is to be known of a sheet to read a row of it."""

    told: Understood
    choices: Choices
    styles: Mapping[str, Style]
    wide: int = 0
    """How many cells a row has at most where none of them was parted by a separator of its own."""

    def cells(self, line: Line, field: str) -> list[Cell]:
        """The cells of a field in a row."""
        return [line.cells[column] for column in self.told.fields.get(field, ()) if column < len(line.cells)]


def reader(told: Understood, choices: Choices) -> Reader:
    """A reader that has looked through the columns of dates once."""
    below = [line for line in told.tab.lines if line.number > told.header.number]
    bare = Reader(told, choices, {})
    # Of the rows that have more cells than the header by habit of their program, every one has.
    widths = Counter(len(line.cells) for line in below if not line.is_empty)
    usual = max(widths, key=lambda wide: widths[wide], default=0)
    styles = {name: style(cell for line in below for cell in bare.cells(line, name)) for name in DATES}
    return Reader(told, choices, styles, max(usual, len(told.header.cells)))


def said(line: Line, how: Reader) -> Said:
    """What a row says. Raises ValueError with a sentence where a cell cannot be read."""
    _sound(line, how)
    _addressless(line, how)
    fields = {name: _one(line, name, how) for name in how.told.fields if name not in (*MANY, *DATES)}
    fields |= {name: _date(line, name, how) for name in DATES if name in how.told.fields}
    fields["summary"] = " ".join(_texts(line, "summary", how))
    fields["date"] = _lasting(fields.get("date", ""), fields.pop("end", ""))
    urls, outlets = _sources(line, how)
    note, remarks = _note(line, how)
    return Said(
        line.number,
        tuple((name, value) for name, value in fields.items() if value),
        tuple(dict.fromkeys(urls)),
        tuple(dict.fromkeys(outlets)),
        tuple(dict.fromkeys(_actors(line, how))),
        note,
        (*remarks, *_questioned(line, how), *_namibia(line, how), *_wider(line, how)),
    )


def partly(line: Line, how: Reader) -> Said:
    """What can be read of a row that cannot be read whole: enough to know an event again that it brought before."""
    fields = ((name, _one(line, name, how)) for name in ("id", "title"))
    return Said(line.number, tuple((name, value) for name, value in fields if value), tuple(_sources(line, how)[0]))


def _sound(line: Line, how: Reader) -> None:
    """Raise ValueError for a formula, an error of the sheet, or cells that stand under no name."""
    for field, columns in how.told.fields.items():
        for column, cell in ((column, line.cells[column]) for column in columns if column < len(line.cells)):
            if cell.kind in ("formula", "error"):
                what = "a formula" if cell.kind == "formula" else "an error"
                at = f" ({cell.where})" if cell.where else ""
                name = how.told.name(column)
                raise ValueError(f"the {field} in column {name!r}{at} holds {what}, {cell.text!r}; its value is wanted")
    wide = len(how.told.header.cells)
    if stray := [cell.text for cell in line.cells[wide:] if cell.text]:
        raise ValueError(
            f"the row has {len(line.cells)} cells, the header {wide}, and {stray[0]!r} stands under no name; "
            "a cell with a separator in it needs quotes around it"
        )


def _addressless(line: Line, how: Reader) -> None:
    """Raise ValueError for an address where a name is wanted: a separator without quotes has moved the cells."""
    for field in NO_ADDRESS:
        for column in how.told.fields.get(field, ()):
            cell = line.cells[column] if column < len(line.cells) else EMPTY
            if found := next(filter(IN_NAMES.fullmatch, cell.text.split()), ""):
                if field == "title" and found != cell.text:
                    continue  # a post that ends with its link
                raise ValueError(
                    f"the {field} in column {how.told.name(column)!r} holds an address, {found!r}; addresses are "
                    "wanted in a column of their own, such as URL: where a separator in a cell has moved the cells "
                    "after it, put that cell in quotes, or a | between its addresses"
                )


def _wider(line: Line, how: Reader) -> Iterator[str]:
    """That a row has more cells than the others, with nothing in the last: a separator too many, or one in a cell."""
    if how.told.tab.unit == "line" and len(line.cells) > how.wide:
        yield (
            f"the row has {len(line.cells)} cells where others have {how.wide}, and nothing in the last; where a "
            "separator in a cell has moved the cells after it, that cell needs quotes around it"
        )


def is_nothing(text: str) -> bool:
    """Whether a text says that nothing is known."""
    return fold(text) in NOTHING or bool(QUESTION.fullmatch(text))


def _questioned(line: Line, how: Reader) -> Iterator[str]:
    """The columns in which a mark of question stands and nothing else."""
    for column, cell in enumerate(line.cells[: len(how.told.header.cells)]):
        if QUESTION.fullmatch(cell.text) and how.told.name(column):
            yield f"{cell.text!r} stands alone in column {how.told.name(column)!r}, and is taken for not known"


def _text(cell: Cell) -> str:
    """The text of a cell in one line, or nothing where it says that nothing is known."""
    text = " ".join(cell.text.split())
    return "" if is_nothing(text) else text


def _texts(line: Line, field: str, how: Reader) -> list[str]:
    return [text for cell in how.cells(line, field) if (text := _text(cell))]


def _one(line: Line, field: str, how: Reader) -> str:
    found = _texts(line, field, how)
    return found[0] if found else ""


def _date(line: Line, field: str, how: Reader) -> str:
    for cell in how.cells(line, field):
        if field == "end" and NOW.fullmatch(cell.text):
            return GOES_ON
        if _text(cell):
            try:
                return edtf(Cell(_text(cell), cell.kind), how.choices.dates, how.styles[field], how.told.tab.start)
            except ValueError as fault:
                raise ValueError(f"{field} in column {how.told.names(field)}: {fault}") from None
    return ""


def _lasting(start: str, end: str) -> str:
    if not end or start == end:
        return start
    span = f"{start or '..'}/{end}" if start else f"/{end}"
    parse(span)
    return span


def _sources(line: Line, how: Reader) -> tuple[list[str], list[str]]:
    """The addresses and the names of sources, wherever they stand: a link behind a word, an address among names."""
    urls: list[str] = []
    names: list[str] = []
    for cell in (*how.cells(line, "url"), *how.cells(line, "source")):
        linked = cell.link if is_web(cell.link) and not WEB.search(cell.text) else ""
        urls += [linked] * bool(linked)
        for part in _parts(cell):
            address = part if WEB.match(part) else f"https://{part}" if BARE.fullmatch(part) else ""
            if is_web(address):
                urls.append(address)
            elif not linked:
                names.append(part)
    urls += [cell.link for cell in how.cells(line, "title") if is_web(cell.link)]
    return urls, names


def _parts(cell: Cell) -> Iterator[str]:
    mark = PARTS if WEB.search(cell.text) or "www." in cell.text.lower() else re.compile(r"[;|\n]")
    for part in mark.split(cell.text):
        text = " ".join(part.split()).strip("<>").rstrip(",;")
        if text and not is_nothing(text):
            yield text


def _actors(line: Line, how: Reader) -> Iterator[str]:
    mark = re.compile("|".join([r"[|\n;]", *map(re.escape, filter(None, how.choices.actors.split("|")))]))
    for cell in how.cells(line, "actor"):
        for part in mark.split(cell.text):
            text = " ".join(part.split())
            if text and not is_nothing(text):
                yield text


def _note(line: Line, how: Reader) -> tuple[str, list[str]]:
    """The notes, and every column that is no field under its own name, so that nothing of a row is lost."""
    kept, odd = list(_texts(line, "note", how)), []
    for column in how.told.others:
        cell = line.cells[column] if column < len(line.cells) else None
        if cell and cell.kind in ("formula", "error"):
            odd.append(f"column {how.told.name(column)!r} holds {cell.text!r}, which is left out")
        elif cell and _text(cell):
            kept.append(f"{how.told.name(column)}: {_text(cell)}")
    return "; ".join(kept), odd


def _namibia(line: Line, how: Reader) -> Iterator[str]:
    """NA among codes of countries is a country, or nothing."""
    for cell in how.cells(line, "country"):
        others = [each.text for row in how.told.tab.lines for each in how.cells(row, "country") if row is not line]
        if cell.text == "NA" and any(len(text) == 2 and text.isupper() and text != "NA" for text in others):
            yield "country 'NA' among codes may be Namibia, or nothing; it is left out: write Namibia if it is meant"
