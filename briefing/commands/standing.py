"""``standing``: how every claim of a dossier stands, as of a day."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection
from datetime import date

from briefing.analysis.known import as_known
from briefing.analysis.standing import Standing, standings
from briefing.commands import check
from briefing.commands.days import day
from briefing.commands.output import FORMATS, SOUND, UNREADABLE, given
from briefing.dossier.sentences import capital
from briefing.dossier.when import day_words
from briefing.reading.load import read
from briefing.reading.markings import ceiling, is_declared


def arguments(parser: ArgumentParser) -> None:
    """Declare the folder, the knowledge date and the format."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--asof", metavar="DATE", help="the knowledge date, such as 2017-04-18; if left out, as_of")
    parser.add_argument("--format", choices=FORMATS, default="text")


def run(args: Namespace) -> int:
    """Print the standings, or say what keeps them from being computed."""
    try:
        asked = None if args.asof is None else day(args.asof)
    except ValueError as fault:
        print(f"--asof: {fault}", file=sys.stderr)
        return UNREADABLE
    reading = read(args.folder, ceiling(), is_declared())
    if reading.dossier is None:
        print(check.told(reading.issues), file=sys.stderr)
        print("No standing is computed from a dossier with errors.", file=sys.stderr)
        return check.exit_code(reading)
    end = reading.dossier.info.as_of
    # A later day would promise what nobody looked at.
    known = min(asked or end, end)
    if asked and asked > end:
        print(f"--asof: the dossier looks no further than {day_words(end)}, which is taken", file=sys.stderr)
    found = standings(as_known(reading.dossier, known)).values()
    print(_as_json(found) if args.format == "json" else _as_text(found, known))
    return SOUND


def _as_json(found: Collection[Standing]) -> str:
    return json.dumps([_entry(standing) for standing in found], ensure_ascii=False, indent=2)


def _entry(standing: Standing) -> dict[str, object]:
    return {
        "claim": standing.claim,
        "standing": standing.word,
        "reason": standing.reason,
        "reports": len(standing.sided),
        "origins_for": list(standing.supports.origins),
        "origins_against": list(standing.contradicts.origins),
        "directly": [report.id for report in (*standing.supports.directly, *standing.contradicts.directly)],
        "by_exclusion": [report.id for report in standing.contradicts.by_exclusion],
    }


def _as_text(found: Collection[Standing], known: date) -> str:
    lines = (f"{standing.claim}: {standing.word}. {capital(standing.reason)}." for standing in found)
    return "\n".join([*lines, f"Known as of {day_words(known)}; claims: {len(found)}"])
