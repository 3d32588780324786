"""``import sheet``: events from a sheet of a person's own; what is understood of it is told first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue
from briefing.dossier.sentences import count, listed
from briefing.imports import geojson
from briefing.imports.merge import Taken, holds_dossier
from briefing.imports.renew import Renewed, begun, renewed, write
from briefing.imports.sheet import choices, ledger
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import Gathered, of_tabs
from briefing.imports.sheet.grid import Tab, tabs
from briefing.imports.sheet.kinds import assumed
from briefing.imports.sheet.ledger import Ledger
from briefing.reading.load import read_written
from briefing.reading.write import front_text
from briefing.reading.written import Written, in_folder, is_workbook

SHOWN = 3  # ids of events, or rows with one remark


def arguments(parser: ArgumentParser) -> None:
    """Declare what a person may say of a sheet."""
    more = parser.add_argument_group("of a sheet")
    add = more.add_argument
    add("--map", action="append", default=[], metavar="FIELD=COLUMN", help="which column is what: place=Location")
    add("--dates", default="", help="dmy or mdy: what 6/12/2024 means in this sheet")
    add("--place", action="append", default=[], metavar="NAME=PLACE", help="which of several places is meant")
    add("--country", default="", help="the country that is meant where a name fits places in several")
    add("--actors-by", default="", metavar="MARK", help="what parts actors in a cell; a semicolon if left out")
    add("--tab", default="", help="the tab of a workbook that holds the events")
    add("--separator", default="", help="comma, semicolon or tab, where a CSV file leaves it open")
    add("--encoding", default="", help="of a CSV file that is not UTF-8, such as windows-1251")
    add(
        "--use-map",
        type=Path,
        metavar="TOML",
        help="a saved map; if left out, the one beside the sheet if there is one",
    )
    add("--save-map", action="store_true", help="save how the sheet is read beside it, as FILE.map.toml")
    add("--look", action="store_true", help="say what would come of it, and write nothing")


def take(args: Namespace, content: bytes, begin: Info | None) -> Taken | tuple[Issue, ...]:
    """Take the sheet into the dossier, or say what keeps that from being read. Raises ValueError with a sentence."""
    base, known = _base(args.into, begin)
    reading = read_written(base)
    if reading.dossier is None:
        return reading.issues
    said = chosen(args)
    found = of_tabs(_tables(args.format, content, said), args.file.name, said, reading.dossier, known)
    print(*found.understood.sentences, *found.asked, sep="\n")
    result = renewed(found.parcel, found.told, base, known)
    if not isinstance(result, Renewed):
        return result
    for remark in _remarks(found, result):
        print(remark)
    return _written(args, found, result, begin)


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
        actors=args.actors_by or Choices().actors,
        country=args.country,
    )
    path = args.use_map or beside(args.file)
    saved = Choices()
    if args.use_map or path.exists():
        saved = choices.read(path.read_text("utf-8"))
        print(f"Read as {path} says.")
    return choices.checked(said.over(saved))


def beside(file: Path) -> Path:
    """Where the map of a sheet is kept."""
    return file.with_name(f"{file.name}.map.toml")


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


def _written(args: Namespace, found: Gathered, result: Renewed, begin: Info | None) -> Taken:
    """Write what came of it, unless somebody only wants to look."""
    if args.save_map:
        beside(args.file).write_text(choices.written(found.choices, found.open), encoding="utf-8")
        print(f"How it is read is saved in {beside(args.file)}: change it there and import again.")
    if args.look or not result.taken.imported:
        return replace(result.taken, files=())
    write(result, args.into, front_text(begin) if begin and not holds_dossier(args.into) else "")
    return result.taken


def _remarks(found: Gathered, result: Renewed) -> Iterator[str]:
    """What was chosen or left open in rows that come in, once for each thing said."""
    rows: dict[str, list[str]] = {}
    for each in (*found.remarks, *result.remarks):
        rows.setdefault(each.reason, []).append(each.where)
    for reason, where in rows.items():
        more = f" and {len(where) - SHOWN} more" if len(where) > SHOWN else ""
        yield f"{', '.join(where[:SHOWN])}{more}: {reason}"
    yield from _open(found.open)
    if said := assumed(result.actors):
        yield said
    if result.updated:
        yield f"{count(result.updated, 'event')} of those imported came from this sheet before and changed with it."
    if behind := result.left_behind:
        names = listed(behind[:SHOWN]) + (" and others" if len(behind) > SHOWN else "")
        yield f"no longer in the sheet, and left as they stand: {names}."


def _open(places: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each name that may mean several places, with these and with how to say which."""
    for name, fitting in places.items():
        yield f"Which {name!r} is meant is yours to say, with --country, or with --place and one of these:"
        yield from (f'  --place "{name}={each}"' for each in fitting)
