"""``watch``: a dossier checked at every save, with what the save changed in how claims stand."""

import math
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

from briefing.analysis.diff import diff
from briefing.commands import check
from briefing.commands.output import SOUND, given
from briefing.dossier.dossier import Dossier
from briefing.reading.load import Reading, read
from briefing.reading.stamp import stamp

LEAST, MOST = 0.1, 86_400  # seconds between two looks


def arguments(parser: ArgumentParser) -> None:
    """Declare the dossier and how often it is looked at."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--every", type=seconds, default=1.0, metavar="SECONDS", help="how often it is looked at")
    parser.add_argument("--once", action="store_true", help="end after the first look")


def seconds(written: str) -> float:
    """How long to wait between two looks. Raises ArgumentTypeError where that is no number, or longer than a day."""
    try:
        found = float(written)
    except ValueError:
        found = math.nan
    if not LEAST <= found <= MOST:
        raise ArgumentTypeError(f"{written!r} was found; a number of seconds from {LEAST} to {MOST:,} is wanted")
    return found


def run(args: Namespace) -> int:
    """Print the findings now and after every save, until Ctrl-C."""
    last: Dossier | None = None
    try:
        for reading in readings(args.folder, args.every):
            print(said(reading, last), flush=True)
            last = reading.dossier or last
            if args.once:
                return check.exit_code(reading)
    except KeyboardInterrupt:
        print()
    return SOUND


def readings(where: Path, every: float) -> Iterator[Reading]:
    """The dossier now, and again each time that its files have changed and rest."""
    before = None
    while True:
        now = stamp(where)
        if now != before:
            yield read(where)
            before = now
        time.sleep(every)


def said(reading: Reading, last: Dossier | None) -> str:
    """The findings of a save, and what it changed since the last sound state."""
    found = check.as_text(reading)
    if reading.dossier is None or last is None or reading.dossier.release == last.release:
        return found
    changed = [each.sentence for each in diff(last, reading.dossier)]
    return "\n".join([found, f"Since the last sound save, {len(changed)} changed:", *(f"  {line}" for line in changed)])
