"""What one row of a sheet says, field by field, before anything is made of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.dossier.folding import fold
from briefing.dossier.when import parse
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import Understood
from briefing.imports.sheet.dates import Style, edtf, style
from briefing.imports.sheet.grid import Cell, Line
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
        "?",
        ".",
    ),
    *("unbekannt", "k.a.", "inconnu", "inconnue", "нет", "н/д", "нет данных", "неизвестно", "غير معروف", "номаълум"),
}
"""What people write, folded, in a cell of which they know nothing."""

WEB = re.compile(r"https?://\S", re.IGNORECASE)
BARE = re.compile(r"www\.\S+\.\S+", re.IGNORECASE)
PARTS = re.compile(
    r";\s*(?=https?://|www\.)|;\s+|;$|\n|\s*\|\s*|,?\s+(?=https?://|www\.)|,(?=https?://)", re.IGNORECASE
)
DATES = ("date", "end", "published")


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

    def get(self, field: str) -> str:
        """What the row says in a field, or nothing."""
        return self.fields.get(field, "")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is to be known of a sheet to read a row of it."""

    told: Understood
    choices: Choices
    styles: Mapping[str, Style]

    def cells(self, line: Line, field: str) -> list[Cell]:
        """The cells of a field in a row."""
        return [line.cells[column] for column in self.told.fields.get(field, ()) if column < len(line.cells)]


def reader(told: Understood, choices: Choices) -> Reader:
    """A reader that has looked through the columns of dates once."""
    below = [line for line in told.tab.lines if line.number > told.header.number]
    bare = Reader(told, choices, {})
    styles = {name: style(cell for line in below for cell in bare.cells(line, name)) for name in DATES}
    return Reader(told, choices, styles)


def said(line: Line, how: Reader) -> Said:
    """What a row says. Raises ValueError with a sentence where a cell cannot be read."""
    _sound(line, how)
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
        (*remarks, *_namibia(line, how)),
    )


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


def _text(cell: Cell) -> str:
    """The text of a cell in one line, or nothing where it says that nothing is known."""
    text = " ".join(cell.text.split())
    return "" if fold(text) in NOTHING else text


def _texts(line: Line, field: str, how: Reader) -> list[str]:
    return [text for cell in how.cells(line, field) if (text := _text(cell))]


def _one(line: Line, field: str, how: Reader) -> str:
    found = _texts(line, field, how)
    return found[0] if found else ""


def _date(line: Line, field: str, how: Reader) -> str:
    for cell in how.cells(line, field):
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
        linked = cell.link if WEB.match(cell.link) and not WEB.search(cell.text) else ""
        urls += [linked] * bool(linked)
        for part in _parts(cell):
            if WEB.match(part) or BARE.fullmatch(part):
                urls.append(part if WEB.match(part) else f"https://{part}")
            elif not linked:
                names.append(part)
    urls += [cell.link for cell in how.cells(line, "title") if WEB.match(cell.link)]
    return urls, names


def _parts(cell: Cell) -> Iterator[str]:
    mark = PARTS if WEB.search(cell.text) or "www." in cell.text.lower() else re.compile(r"[;|\n]")
    for part in mark.split(cell.text):
        text = " ".join(part.split()).strip("<>").rstrip(",;")
        if text and fold(text) not in NOTHING:
            yield text


def _actors(line: Line, how: Reader) -> Iterator[str]:
    mark = re.compile(rf"[|\n]|{re.escape(how.choices.actors)}")
    for cell in how.cells(line, "actor"):
        for part in mark.split(cell.text):
            text = " ".join(part.split())
            if text and fold(text) not in NOTHING:
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
