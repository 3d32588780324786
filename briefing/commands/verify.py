"""``verify``: whether the local copies of sources are the ones that were read, and the quoted words stand in them."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from briefing.commands import check
from briefing.commands.output import FORMATS, NOT_SOUND, SOUND, UNREADABLE, given
from briefing.reading.copies import SAID, Finding, archive, beside, verify
from briefing.reading.load import read
from briefing.reading.textfile import is_folder

FIRST = 5


def arguments(parser: ArgumentParser) -> None:
    """Declare the dossier, the archive and the format."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--archive", type=given, metavar="FOLDER", help="where the copies are; if left out, archive/")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--all", action="store_true", help="list every source and quote, not the first of each kind")


def run(args: Namespace) -> int:
    """Print what was found; 1 where a copy or a quote is not what the tables say."""
    reading = read(args.folder)
    if reading.dossier is None:
        print(check.told(reading.issues), file=sys.stderr)
        return check.exit_code(reading)
    kept = args.archive or beside(args.folder)
    try:
        found = verify(reading.dossier, archive(kept))
    except OSError as fault:
        print(f"{fault.filename or kept}: a copy cannot be read ({fault.strerror})", file=sys.stderr)
        return UNREADABLE
    said = [asdict(each) for each in found]
    print(json.dumps(said, ensure_ascii=False, indent=2) if args.format == "json" else text(found, kept, args.all))
    return NOT_SOUND if any(each.is_bad for each in found) else SOUND


def text(found: Sequence[Finding], kept: Path, whole: bool) -> str:
    """A paragraph for each state with its count; what is wrong is always listed whole."""
    there = "" if is_folder(kept) else f"{kept}: there is no such folder; copies of sources are kept in it.\n"
    return there + "\n".join(
        line for state in SAID for line in _state([each for each in found if each.state == state], whole)
    )


def _state(found: Sequence[Finding], whole: bool) -> Iterator[str]:
    if found:
        yield f"{SAID[found[0].state]}: {len(found)}"
        shown = found if whole or found[0].is_bad else found[:FIRST]
        yield from _lines(shown)
        if len(found) > len(shown):
            yield f"  and {len(found) - len(shown)} more (--all lists them)"


def _lines(found: Iterable[Finding]) -> Iterator[str]:
    return (f"  {each.id}{f' ({each.detail})' if each.detail else ''}" for each in found)
