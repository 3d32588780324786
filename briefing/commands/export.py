"""``export``: a view of a dossier as a file, the view chosen with the same keys as in an address."""

import errno
import os
import stat
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from briefing.commands import check
from briefing.commands.output import SOUND, UNREADABLE, given
from briefing.context.sides import FILE as SIDES
from briefing.context.sides import sides
from briefing.dossier.cells import marred
from briefing.dossier.dossier import Dossier
from briefing.exports import EXPORTS
from briefing.exports.export import Export, ExportError
from briefing.exports.imprint import imprint
from briefing.imports.sheet.ledger import FILE as LEDGER
from briefing.reading import copies, releases
from briefing.reading.atomic import UnwrittenError, put
from briefing.reading.load import FILES, read
from briefing.reading.markings import ceiling, is_declared
from briefing.reading.releases import DamagedLogError, log, since_steps
from briefing.reading.textfile import is_workbook
from briefing.view.address import KEYS, Key, Notice, Pairs, State, decode, query
from briefing.view.view import View, ground, view

# What was moved or mended is still what was asked for; a value that is not known would widen the file in silence.
REFUSED = ("unknown",)  # kinds of notices that a file must not be made in spite of


def arguments(parser: ArgumentParser) -> None:
    """Declare the folder, the format, the file, and every key of an address."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--format", required=True, choices=[each.name for each in EXPORTS])
    parser.add_argument("--out", required=True, type=given, metavar="FILE", help="the file to write")
    parser.add_argument(
        "--address", default="", metavar="URL", help="where the dashboard is served, for links and codes"
    )
    parser.add_argument("--with-story", action="store_true", help="put the story behind it as an annex (pdf)")
    chosen = parser.add_argument_group("the view", "as in an address; an option with * may be repeated")
    # From the keys of the address, so that none can be missing here.
    for key in KEYS:
        many = " *" if key.many else ""
        chosen.add_argument(
            f"--{key.name}", action="append", dest=_name(key), metavar="VALUE", help=f"{key.field}{many}"
        )


def _name(key: Key) -> str:
    return f"key_{key.name}"  # `from` is no name of Python


def run(args: Namespace) -> int:
    """Write the file, or say what keeps it from being made."""
    if fault := _wrong(args):
        print(fault, file=sys.stderr)
        return UNREADABLE
    reading = read(args.folder, ceiling(), is_declared())
    if reading.dossier is None:
        print(check.told(reading.issues), file=sys.stderr)
        return check.exit_code(reading)
    state, notices = decode(_pairs(args), reading.dossier)
    notices = (*_empty(args), *notices)
    for notice in notices:
        print(f"--{notice.key}: {notice.message}", file=sys.stderr)
    if any(notice.kind in REFUSED for notice in notices):
        return UNREADABLE
    mapped, _ = sides(args.folder, frozenset(actor.id for actor in reading.dossier.actors))
    seen = replace(
        _view(reading.dossier, state, args.address), sides=mapped, since=_since(reading.dossier, args.folder)
    )
    return _write(seen, args)


def _wrong(args: Namespace) -> str:
    """What of the options no file can be made with, whatever is in the dossier."""
    if fault := next(marred(args.address, ()), None):
        return f"--address: {fault.message}"
    if _is_own(args.out, args.folder):
        return f"--out: {args.out} is a file of the dossier itself, which is not written over; give another name"
    return ""


def _is_own(out: Path, where: Path) -> bool:
    """Whether a file is one that the dossier is read from, be it there yet or not, or one of its copies of sources."""
    names = (*FILES, LEDGER, SIDES, releases.FILE)
    own = (where, releases.beside(where)) if is_workbook(where) else [where / name for name in names]
    real, kept = Path(os.path.realpath(out)), os.path.realpath(copies.beside(where))
    return real in {Path(os.path.realpath(path)) for path in own} or (real.is_relative_to(kept) and real.is_file())


def _since(dossier: Dossier, folder: Path) -> dict[str, str]:
    """What changed since the releases that steps of the story were made on.

    The log tells of every claim of the whole dossier, so where some may not be held it is not read.
    """
    try:
        return since_steps(dossier, () if dossier.ceiling else log(folder))
    except DamagedLogError:
        return since_steps(dossier, ())


def _pairs(args: Namespace) -> Pairs:
    return [(key.name, value) for key in KEYS for value in getattr(args, _name(key)) or ()]


def _empty(args: Namespace) -> tuple[Notice, ...]:
    """A notice of every option without a value, which an address would leave out."""
    return tuple(Notice("unknown", name, "", "a value is wanted") for name, value in _pairs(args) if not value.strip())


def _view(dossier: Dossier, state: State, served: str) -> View:
    link = f"{served.rstrip('/')}/?{query(replace(state, release=dossier.release))}" if served else ""
    return replace(view(ground(dossier, state.asof, state.without), state), link=link)


def _write(shown: View, args: Namespace) -> int:
    export, out = next(each for each in EXPORTS if each.name == args.format), args.out
    try:
        content = _made(export, shown, args.with_story)
        _put(out, content)
    except ExportError as fault:
        print(f"{out}: the file cannot be made. {fault}", file=sys.stderr)
        return UNREADABLE
    except UnwrittenError as fault:
        print(fault, file=sys.stderr)
        return UNREADABLE
    except OSError as fault:
        why = "nobody reads from this pipe" if fault.errno == errno.ENXIO else fault.strerror
        print(f"{out}: the file cannot be written ({why})", file=sys.stderr)
        return UNREADABLE
    own = imprint(shown)
    if not shown.whole.info.is_for_publication:
        print(f"{out}: this file is not to be given out. {own.licence}", file=sys.stderr)
    print(f"{out}: {export.title}, {len(content):,} bytes\n{own.state}\n{own.left_out}")
    return SOUND


def _put(out: Path, content: bytes) -> None:
    """Write a file whole or not at all; what is no plain file is written to as it is."""
    if _is_plain(out):
        put({out: content})
        return
    with open(out, "wb", opener=_opened) as file:
        file.write(content)


def _is_plain(out: Path) -> bool:
    """Whether it is a file or none yet. What standard output leads to may be a file too, but is not to be replaced."""
    led = str(out.absolute()).startswith(("/dev/", "/proc/"))
    return not led and (out.is_file() or not out.exists())


def _opened(path: str, flags: int) -> int:
    """A pipe that nobody reads from is not waited for."""
    if not stat.S_ISFIFO(Path(path).stat().st_mode):
        return os.open(path, flags)
    pipe = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(pipe, True)
    return pipe


def _made(export: Export, shown: View, with_story: bool) -> bytes:
    """The file, with the story behind it where that is asked for. Raises ExportError."""
    if not with_story:
        return export.make(shown)
    if export.annexed is None:
        able = ", ".join(each.name for each in EXPORTS if each.annexed)
        raise ExportError(f"--with-story: the format {export.name!r} has no annex; one of these is wanted: {able}")
    return export.annexed(shown)
