"""A parcel taken into a folder: every row is held against the rules of a dossier before anything is written.

Nothing that stands in the folder is changed. A row that is there already is set aside, so that running twice does what
running once does; one that says something else under the same id is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.dossier.cells import columns, made
from briefing.dossier.dossier import Cut, Dossier, Info
from briefing.dossier.issues import Issue
from briefing.dossier.records import Record, Redirect
from briefing.imports.csv import MODELS
from briefing.imports.imported import Cells, Item, Left, Parcel, in_order
from briefing.imports.namesakes import settled
from briefing.imports.sheet.ledger import FILE as LEDGER
from briefing.reading.atomic import Seen, put
from briefing.reading.csvfile import sheet
from briefing.reading.frontmatter import FILE as FRONT
from briefing.reading.load import FILES, read
from briefing.reading.textfile import is_workbook
from briefing.reading.write import cells, files, table

THERE = "it is there already and says the same"
Row = tuple[str, Record | Redirect]  # a table and a row of it
Stand = dict[tuple[bool, str], Row]


@dataclass(frozen=True)
class Taken:
    """What came of an import: everything in the file is in exactly one of the three. ``files`` were written.

    ``cut`` is given where the file holds a part of a dossier only; ``began`` tells that a dossier begins with it, and
    ``was_there`` that an earlier state of the file is in it.
    """

    imported: tuple[Item, ...]
    refused: tuple[Left, ...]
    aside: tuple[Left, ...]
    files: tuple[str, ...] = ()
    cut: Cut | None = None
    began: bool = False
    was_there: bool = False
    remarks: tuple[Left, ...] = ()
    """What is odd about what was imported."""
    assumed: tuple[Cells, ...] = ()
    """The new actors whose kind the file does not state."""

    @property
    def total(self) -> int:
        """How many things the file offered."""
        return len(self.imported) + len(self.refused) + len(self.aside)

    @property
    def is_in_vain(self) -> bool:
        """Whether nothing of the file is in the folder, neither by this import nor from before."""
        return not (self.imported or self.was_there) and all(each.reason != THERE for each in self.aside)


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item with those of its rows that the folder does not have yet; other items may need the same row."""

    item: Item
    rows: tuple[Row, ...]


def merge(parcel: Parcel, folder: Path, begin: Info | None = None) -> Taken | tuple[Issue, ...]:
    """Take a parcel into a folder, or say what keeps the dossier in the folder from being read.

    A folder without a dossier begins one with the front matter of the parcel, or else with ``begin``. Raises ValueError
    with a sentence if there is neither, and UnwrittenError where nothing could be written.
    """
    before = seen(folder)
    began = not holds_dossier(folder)
    base = _base(folder, parcel.info or begin)
    if isinstance(base, tuple):
        return base
    fresh, left, aside = _fresh(settled(parcel.items, base.actors), base)
    sound, faulty = _tried(fresh, base)
    refused = in_order((*parcel.refused, *left, *faulty))
    kept = [Left(FRONT, "the folder has front matter of its own, which is kept")] * _differs(parcel.info, base.info)
    written = _written(sound, base, folder, before) if sound else ()
    cut = parcel.info.cut if parcel.info else None
    came = {each.item.where for each in sound}
    return Taken(
        tuple(each.item for each in sound),
        refused,
        (*parcel.aside, *kept, *aside),
        written,
        cut,
        began,
        remarks=tuple(each for each in parcel.remarks if each.where in came),
        assumed=tuple(
            cells(row) for name, row in _distinct(sound) if name == "actors" and _key(row)[1] in parcel.assumed
        ),
    )


def _differs(given: Info | None, own: Info) -> bool:
    return given is not None and given != own


def holds_dossier(folder: Path) -> bool:
    """Whether any file of a dossier is in the folder."""
    return any((folder / name).exists() for name in FILES)


def seen(folder: Path) -> Seen:
    """The state of all files that an import rests on."""
    return Seen.now(folder / name for name in (*FILES, LEDGER))


def _base(folder: Path, info: Info | None) -> Dossier | tuple[Issue, ...]:
    if is_workbook(folder):
        raise ValueError(f"{folder} is a workbook; rows are taken into a folder: give one with --into")
    if holds_dossier(folder):
        reading = read(folder)
        return reading.dossier or reading.issues
    if info is None:
        raise ValueError(
            f"{folder} holds no dossier; to begin one, give --asof and the last day that was looked at, "
            f"or make one first: python -m briefing new {folder}"
        )
    return Dossier(info)


def _fresh(items: Iterable[Item], base: Dossier) -> tuple[list[Fresh], list[Left], list[Left]]:
    """The items that bring something new, those refused for their own cells or id, and those that are there already."""
    stand: Stand = {_key(row): (name, row) for name, rows in base.tables() for row in rows}
    stand |= {(True, old): ("redirects", Redirect(old=old, new=new)) for old, new in base.redirects.items()}
    old = frozenset(stand)
    came: dict[tuple[bool, str], str] = {}  # where in this file a row first stood
    fresh: list[Fresh] = []
    refused: list[Left] = []
    aside: list[Left] = []
    for item in items:
        # A row that an item needs is refused with it: half an event would rest on a claim that is not there.
        rows = [(name, made(MODELS[name], dict(row))) for name, row in item.rows]
        if faults := [fault for _, row in rows if isinstance(row, tuple) for fault in row]:
            refused.append(Left(item.where, worded((fault.column, fault.message) for fault in faults)))
            continue
        typed = [(name, row) for name, row in rows if not isinstance(row, tuple)]
        there = stand.get(_key(typed[0][1]))
        if fault := _clash(typed, stand, item.carried, came):
            refused.append(Left(item.where, fault))
        elif there:
            earlier = came.get(_key(typed[0][1]))
            aside.append(Left(item.where, f"it says the same as {earlier}" if earlier else THERE))
        else:
            came |= {_key(row): item.where for _, row in typed if _key(row) not in stand}
            # Later items of the same file are held against these as against the folder, but bring what they share with
            # an earlier one themselves: that one may yet be refused.
            new = tuple((name, stand.setdefault(_key(row), (name, row))[1]) for name, row in typed)
            fresh.append(Fresh(item, tuple((name, row) for name, row in new if _key(row) not in old)))
    return fresh, refused, aside


def worded(faults: Iterable[tuple[str, str]]) -> str:
    """Faults by column and message, each once; in which of our tables they would stand is no help to who has the file.

    A date is wrong in all the rows that an item makes.
    """
    said = (message if message.startswith(column) else f"{column}: {message}" for column, message in faults)
    return "; ".join(dict.fromkeys(said))


def _key(row: Record | Redirect) -> tuple[bool, str]:
    """What tells a row from all others: its id, or the old id of a redirect."""
    return (True, row.old) if isinstance(row, Redirect) else (False, row.id)


def _clash(rows: list[Row], stand: Stand, carried: tuple[str, ...], came: Mapping[tuple[bool, str], str]) -> str:
    """Why the rows cannot stand beside what is there, or nothing. What an item merely needs may differ from it.

    ``came`` tells of rows that are not in the folder where in the same file they stand.
    """
    for name, row in rows:
        there, _ = stand.get(_key(row), (name, row))
        if there != name:
            where = came.get(_key(row), f"{there}.csv")
            return f"the id {_key(row)[1]!r} already stands in {where}; an id is wanted once in the whole dossier"
    first = rows[0][1]
    new, old = cells(first), cells(stand.get(_key(first), rows[0])[1])
    if other := [column for column in carried or new if new[column] != old[column]]:
        if earlier := came.get(_key(first)):
            return (
                f"the id {_key(first)[1]!r} stands in {earlier} with another {', '.join(other)}; an id is wanted once"
            )
        return f"{_key(first)[1]!r} is there already with another {', '.join(other)}; what stands there is not changed"
    return ""


def _tried(fresh: list[Fresh], base: Dossier) -> tuple[list[Fresh], list[Left]]:
    """The items with which the dossier loads without errors, and the others with the errors that they would bring.

    An item may need another, so this goes on until a round finds nothing more to refuse.
    """
    live, refused = list(fresh), []
    while live:
        faults = _faults(_with(live, base))
        if not faults:
            break
        blamed = {id(each): said for each in live if (said := _blame(each, faults))}
        # Errors that no item answers for: rather nothing at all than a folder that no longer loads.
        if not blamed:
            blamed = {id(each): f"the dossier would no longer load: {faults[0][1].message}" for each in live}
        refused += [Left(each.item.where, blamed[id(each)]) for each in live if id(each) in blamed]
        live = [each for each in live if id(each) not in blamed]
    return live, refused


def _with(live: list[Fresh], base: Dossier) -> Dossier:
    new: dict[str, list[Record]] = {name: [] for name, _ in base.tables()}
    turns = dict(base.redirects)
    for name, row in _distinct(live):
        if isinstance(row, Redirect):
            turns[row.old] = row.new
        else:
            new[name].append(row)
    return replace(base, redirects=turns, **{name: (*rows, *new[name]) for name, rows in base.tables()})  # type: ignore[arg-type]  # each table holds rows of its own kind


def _distinct(live: Iterable[Fresh]) -> list[Row]:
    """The rows of all items, each once."""
    return list({_key(row): (name, row) for each in live for name, row in each.rows}.values())


def _faults(dossier: Dossier) -> list[tuple[str, Issue]]:
    """The errors of a dossier as it would be read, each with the id of its row."""
    # Through files and back, so that the rules are those of reading and none is written a second time here.
    with TemporaryDirectory() as place:
        folder = Path(place)
        # Whether standings are to be computed on a cut is asked of whoever reads the dossier, and of no row.
        for name, text in files(replace(dossier, info=dossier.info.model_copy(update={"cut": None}))).items():
            (folder / name).write_text(text, "utf-8", newline="")
        errors = [issue for issue in read(folder).issues if issue.severity == "error"]
        lines = {name: dict(_lines(folder, name)) for name in {issue.file for issue in errors}}
    return [(lines[issue.file].get(issue.line, ""), issue) for issue in errors]


def _lines(folder: Path, file: str) -> Iterator[tuple[int, str]]:
    """The id of the row on each line of a table."""
    name = file.removesuffix(".csv")
    if name in MODELS:
        for row in sheet(folder / file, columns(MODELS[name])).rows:
            yield row.line, row.cells.get("id") or row.cells.get("old", "")


def _blame(fresh: Fresh, faults: Iterable[tuple[str, Issue]]) -> str:
    """The errors that an item would bring: those at its rows, and those elsewhere that name one of them."""
    own = {_key(row)[1] for _, row in fresh.rows}
    at = [(issue.column, issue.message) for row, issue in faults if row in own]
    named = [("", issue.message) for _, issue in faults if issue.file == "redirects.csv" and _names(issue, own)]
    return worded([*at, *named])


def _names(issue: Issue, ids: set[str]) -> bool:
    return any(f"{id!r}" in issue.message for id in ids)


def _written(sound: list[Fresh], base: Dossier, folder: Path, before: Seen) -> tuple[str, ...]:
    """Write what is new and return the names of the files: rows are added at the end of tables that are there."""
    begun = holds_dossier(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not begun:
        new = files(_with(sound, base))
        put({folder / name: text.encode() for name, text in new.items()}, before)
        return tuple(new)
    added: dict[str, list[Record | Redirect]] = {}
    for name, row in _distinct(sound):
        added.setdefault(f"{name}.csv", []).append(row)
    put({folder / name: _added(folder / name, rows) for name, rows in added.items()}, before)
    return tuple(added)


def _added(path: Path, rows: list[Record | Redirect]) -> bytes:
    """A table with more rows, with the columns and the line ends that it has."""
    raw = path.read_bytes() if path.exists() else b""
    known, new = tuple(columns(type(rows[0]))), list(map(cells, rows))
    found = sheet(path, known) if raw else None
    header = found.columns if found else known
    # Some column was left out of this table and is needed now: only then is the file written anew.
    if found and (wanting := [name for name in known if name not in header and any(row.get(name) for row in new)]):
        old = [row.cells for row in found.rows]
        return table((*header, *wanting), [*old, *new]).encode()
    # What stands in the file stays byte for byte, with the quotes and line ends of whoever wrote it.
    text = table(header, ({name: row.get(name, "") for name in header} for row in new))
    end = "\r\n" if b"\r\n" in raw else "\n"
    added = text.partition("\n")[2] if raw else text
    between = b"" if not raw or raw.endswith(b"\n") else end.encode()
    return raw + between + added.replace("\n", end).encode()
