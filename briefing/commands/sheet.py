"""``import sheet``: events from a sheet of a person's own; what is understood of it is told first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.commands.output import given
from briefing.dossier.dossier import Dossier, Info
from briefing.dossier.issues import Issue
from briefing.dossier.records import TABLES
from briefing.dossier.sentences import some
from briefing.imports import geojson
from briefing.imports.follow import Key
from briefing.imports.imported import in_order, told
from briefing.imports.merge import Taken, holds_dossier, seen
from briefing.imports.renew import Renewed, begun, renewed, write
from briefing.imports.sheet import choices, ledger
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import understood
from briefing.imports.sheet.gathered import Gathered, of_tabs
from briefing.imports.sheet.grid import Tab, tabs
from briefing.imports.sheet.kinds import assumed
from briefing.imports.sheet.ledger import Ledger
from briefing.reading.atomic import put
from briefing.reading.load import read_written
from briefing.reading.textfile import is_file, is_workbook, text
from briefing.reading.write import front_text
from briefing.reading.written import Written, in_folder

MAP = ".map.toml"
BEHIND = 20  # ids of events that the sheet no longer has


def arguments(parser: ArgumentParser) -> None:
    """Declare what a person may say of a sheet."""
    more = parser.add_argument_group("of a sheet")
    add = more.add_argument
    add("--map", action="append", default=[], metavar="FIELD=COLUMN", help="which column is what: place=Location")
    add("--dates", default="", help="dmy or mdy: what 6/12/2024 means in this sheet")
    add("--place", action="append", default=[], metavar="NAME=PLACE", help="which of several places is meant")
    add("--country", default="", help="the country that is meant where a name fits places in several")
    add(
        "--actors-by",
        action="append",
        default=[],
        metavar="MARK",
        help="what parts actors in a cell beside a semicolon",
    )
    add(
        "--as",
        dest="as_name",
        default="",
        metavar="NAME",
        help="the sheet that this is, where its file was called otherwise",
    )
    add("--tab", default="", help="the tab of a workbook that holds the events")
    add("--separator", default="", help="comma, semicolon or tab, where a CSV file leaves it open")
    add("--encoding", default="", help="of a CSV file that is not UTF-8, such as windows-1251")
    add(
        "--use-map",
        type=given,
        metavar="TOML",
        help="a saved map; if left out, the one beside the sheet, or beside that of --as, if there is one",
    )
    add("--save-map", action="store_true", help="save how the sheet is read beside it, as FILE.map.toml")
    add("--look", action="store_true", help="say what would come of it, and write nothing")


def take(args: Namespace, content: bytes, begin: Info | None) -> Taken | tuple[Issue, ...]:
    """Take the sheet into the dossier, or say what keeps that from being read. Raises ValueError with a sentence."""
    before = seen(args.into)
    base, known = _base(args.into, begin)
    reading = read_written(base)
    if reading.dossier is None:
        return reading.issues
    said = chosen(args)
    found = _gathered(_tables(args.format, content, said), args, said, reading.dossier, known)
    if other := "" if args.as_name else found.came_as(found.name, known):
        raise ValueError(_renamed(other, found.name))
    print(*found.understood.sentences, *found.asked, sep="\n")
    result = renewed(found, base, known)
    if not isinstance(result, Renewed):
        return result
    for remark in _remarks(found, result, args.all):
        print(remark)
    if args.save_map:
        _save_map(args, found)
    begin = begin if not holds_dossier(args.into) else None
    # A sheet that says the same may call its rows otherwise, as by ids of their own: that is kept for the next time.
    is_new = bool(result.taken.imported) or (begin is None and result.ledger != known)
    if args.look or not is_new:
        return replace(result.taken, files=())
    write(result, args.into, before, front_text(begin) if begin else "")
    return result.taken


def _gathered(tables: tuple[Tab, ...], args: Namespace, said: Choices, base: Dossier, known: Ledger) -> Gathered:
    """The sheet by its name; a tab of several is a sheet of its own, unless it came in when it was the only one."""
    name = args.as_name or args.file.stem
    told = understood(tables, said)
    sheets = {old.sheet for old in known.events.values()}
    own = f"{name}, tab {told.tab.name}" if told.is_one_of_several else name
    if own in sheets or name not in sheets:
        return of_tabs(tables, own, said, base, known)
    found = of_tabs(tables, name, said, base, known)
    is_same = own == name or bool(args.as_name) or found.is_mostly_of(name, known)
    return found if is_same else of_tabs(tables, own, said, base, known)


def _renamed(other: str, name: str) -> str:
    return (
        f"rows of it came in from the sheet {other!r} before. If this is that sheet under another name, say "
        f'--as "{other}"; if it is another one that tells of the same events, say --as "{name}"'
    )


def _tables(format: str, content: bytes, said: Choices) -> tuple[Tab, ...]:
    return geojson.tabs(content) if format == "geojson" else tabs(content, said.encoding, said.separator)


def chosen(args: Namespace) -> Choices:
    """What was said of the sheet, over what was saved of it. Raises ValueError with a sentence."""
    said = Choices(
        columns=choices.pairs(args.map, "--map"),
        places=choices.pairs(args.place, "--place"),
        dates=args.dates,
        tab=args.tab,
        encoding=args.encoding,
        separator=args.separator,
        actors="|".join(args.actors_by) or Choices().actors,
        country=args.country,
    )
    path = args.use_map or _kept(args.file, args.as_name)
    saved = Choices()
    if path:
        saved = _saved(path)
        print(f"Read as {path} says.")
    return choices.checked(said.over(saved))


def _saved(path: Path) -> Choices:
    """What a saved map says. Raises ValueError with a sentence that names it."""
    written = text(path)
    try:
        if isinstance(written, str):
            return choices.read(written)
    except ValueError as fault:
        raise ValueError(f"{path}: {fault}") from None
    raise ValueError(f"the map {path} cannot be read: {written.message}")


def beside(file: Path) -> Path:
    """Where the map of a sheet is kept."""
    return file.with_name(f"{file.name}{MAP}")


def _kept(file: Path, name: str) -> Path | None:
    """The map that was saved beside this sheet, or else beside the one that it is by ``--as``, in whatever format."""
    likely = [beside(file)]
    if name:
        # Compared and not looked for by a pattern, which a name may look like; nor is it a way to another folder.
        there = [path for path in file.parent.iterdir() if path.name.endswith(MAP) and _sheet_of(path).stem == name]
        likely += sorted(there, key=lambda path: (_sheet_of(path).suffix != file.suffix, path))
    return next((path for path in likely if is_file(path)), None)


def _sheet_of(saved: Path) -> Path:
    return saved.with_name(saved.name.removesuffix(MAP))


def _base(folder: Path, begin: Info | None) -> tuple[Written, Ledger]:
    """What is written in the folder, and what sheets made of it."""
    if is_workbook(folder):
        raise ValueError(f"{folder} is a workbook; rows are taken into a folder: give one with --into")
    if holds_dossier(folder):
        found = in_folder(folder)
        if isinstance(found, Written):
            return found, ledger.read(folder)
    if begin is None:
        raise ValueError(f"{folder} holds no dossier; make one with: python -m briefing new {folder}")
    return begun(begin), Ledger()


def _save_map(args: Namespace, found: Gathered) -> None:
    """Save how the sheet is read, unless somebody only wants to look."""
    if args.look:
        print("How it is read is not saved, since --look writes nothing.")
        return
    put({beside(args.file): choices.written(found.choices, found.open).encode()})
    print(f"How it is read is saved in {beside(args.file)}: change it there and import again.")


def _remarks(found: Gathered, result: Renewed, whole: bool) -> Iterator[str]:
    """What was chosen or left open in rows that come in, once for each thing said, in the order of the rows."""
    yield from told(in_order((*found.remarks, *result.remarks)), whole=whole)
    yield from _open(found.open)
    if said := assumed(result.actors):
        yield said
    if result.updated:
        yield f"changed with the sheet, from which they came before: {some(result.updated, BEHIND)}."
    if gone := result.taken_out:
        yield f"taken out, since the sheet has them no more or no row needs them: {_rows(gone)}."
    if left := result.reports_left:
        yield f"no longer in the sheet, and left in reports.csv for what you wrote: {some(left, BEHIND)}."
    if out := result.stay_out:
        yield f"taken out of the dossier by hand, and left out, though the sheet has them: {_rows(out)}."
    if behind := result.left_behind:
        yield f"no longer in the sheet, and left as they stand: {some(behind, BEHIND)}."


def _rows(keys: Iterable[Key]) -> str:
    """Rows by their tables."""
    ids: dict[str, list[str]] = {}
    for table, id in keys:
        ids.setdefault(table, []).append(id)
    return "; ".join(f"of {table}.csv {some(ids[table], BEHIND)}" for table in TABLES if table in ids)


def _open(places: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each name that may mean several places, with these and with how to say which."""
    for name, fitting in places.items():
        yield f"Which {name!r} is meant is yours to say, with --country, or with --place and one of these:"
        yield from (f'  --place "{name}={each}"' for each in fitting)
