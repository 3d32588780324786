"""``check``: everything that is wrong with a dossier, line by line."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from briefing.commands.output import FORMATS, NOT_SOUND, SOUND, UNREADABLE, given
from briefing.context.sides import sides
from briefing.dossier.issues import Issue, lines
from briefing.reading.load import Reading, read


def arguments(parser: ArgumentParser) -> None:
    """Declare the folder and the format."""
    parser.add_argument("folder", type=given, help="the folder or the workbook of the dossier")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--all", action="store_true", help="list every finding, also where many are of one kind")


def run(args: Namespace) -> int:
    """Print the issues and their count."""
    reading = with_sides(read(args.folder), args.folder)
    print(_as_json(reading) if args.format == "json" else as_text(reading, args.all))
    return exit_code(reading)


def with_sides(reading: Reading, folder: Path) -> Reading:
    """The same with what is wrong with ``context.toml``, which can be told only of a dossier whose actors are known."""
    if reading.dossier is None or not folder.is_dir():
        return reading
    _, found = sides(folder, frozenset(actor.id for actor in reading.dossier.actors))
    return replace(reading, issues=(*reading.issues, *found))


def exit_code(reading: Reading) -> int:
    """0 for a dossier that may be published, 1 for one with errors, 2 for none at all."""
    if not reading.readable:
        return UNREADABLE
    return SOUND if reading.dossier else NOT_SOUND


def line(issue: Issue) -> str:
    """An issue as editors and terminals know it: file, line, column, then a warning's mark and the message."""
    return ": ".join(issue.parts)


def summary(reading: Reading) -> dict[str, int | str | bool | None]:
    """How many errors and warnings there are, and the release if the dossier is sound."""
    errors = sum(issue.severity == "error" for issue in reading.issues)
    return {
        "sound": reading.dossier is not None,
        "errors": errors,
        "warnings": len(reading.issues) - errors,
        "release": reading.dossier.release if reading.dossier else None,
    }


def _as_json(reading: Reading) -> str:
    issues = [asdict(issue) for issue in reading.issues]
    return json.dumps({"issues": issues, "summary": summary(reading)}, ensure_ascii=False, indent=2)


def as_text(reading: Reading, whole: bool = False) -> str:
    """The issues, many of one kind as a paragraph unless they are wanted whole, then the counts."""
    counts = summary(reading)
    state = f"release {counts['release']} may be published" if counts["sound"] else "not to be published"
    last = f"{_number(counts['errors'], 'error')}, {_number(counts['warnings'], 'warning')}: {state}"
    found = "\n".join(map(line, reading.issues)) if whole else told(reading.issues)
    return f"{found}\n{last}".lstrip()


def told(issues: Iterable[Issue]) -> str:
    """Issues as lines, many of one kind as a paragraph."""
    return "\n".join(lines(issues))


def _number(found: object, noun: str) -> str:
    return f"{found} {noun}" if found == 1 else f"{found} {noun}s"
