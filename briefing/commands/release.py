"""``release``: record the present state of a dossier in its log, so that a link made on it can be told what changed."""

import sys
from argparse import ArgumentParser, Namespace

from briefing.commands import check
from briefing.commands.days import or_today
from briefing.commands.output import SOUND, UNREADABLE, given, waiting
from briefing.reading import releases
from briefing.reading.load import read


def arguments(parser: ArgumentParser) -> None:
    """Declare the folder and the day."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--day", metavar="DATE", help="the day of publication, such as 2017-04-18; if left out, today")


def run(args: Namespace) -> int:
    """Record it and say so."""
    reading = read(args.folder)
    if reading.dossier is None:
        print(check.told(reading.issues), file=sys.stderr)
        print("A dossier with errors is not released.", file=sys.stderr)
        return check.exit_code(reading)
    try:
        # The one place where the clock is asked: the day of publication is of the log and in no number of the dossier.
        day = or_today("--day", args.day)
        recorded = releases.append(reading.dossier, args.folder, day, waiting)
    except (ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return UNREADABLE
    said = "is recorded" if recorded else "is the last one recorded already"
    print(f"release {reading.dossier.release} {said} in {releases.beside(args.folder).name}")
    return SOUND
