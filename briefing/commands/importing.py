"""``import``: rows from a file of another system, or from an export, into the folder of a dossier."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.commands import check
from briefing.commands.output import NOT_SOUND, SOUND, UNREADABLE
from briefing.commands.standing import day
from briefing.dossier.dossier import Info
from briefing.imports import IMPORTS
from briefing.imports.imported import Import, Left
from briefing.imports.merge import Taken, merge

PLACES = 3
FRONT = {
    "summary": "Taken over from a file; nobody has assessed it.",
    "language": "en",
    "disclaimer": "What is taken over from a file is what the file says, and no finding.",
    "licence": "Not stated.",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the format, the file and the folder."""
    parser.add_argument("format", choices=[each.name for each in IMPORTS])
    parser.add_argument("file", type=Path)
    parser.add_argument("--into", required=True, type=Path, metavar="DIR", help="the folder of the dossier")
    parser.add_argument("--asof", metavar="DATE", help="the last day looked at, to begin a dossier in an empty folder")


def run(args: Namespace) -> int:
    """Take over what can be, and account for every row."""
    form = next(each for each in IMPORTS if each.name == args.format)
    try:
        # Only a new dossier needs it: `as_of` is when somebody looked, and no file of another system says so.
        begin = _front(args.file, form, args.asof) if args.asof is not None else None
        taken = merge(form.read(args.file.read_bytes(), args.file.name), args.into, begin)
    except OSError as fault:
        return _failed(f"{fault.filename or args.file}: the file cannot be read or written ({fault.strerror})")
    except ValueError as fault:
        return _failed(f"{args.file}: {fault}")
    if not isinstance(taken, Taken):
        print(check.told(taken), file=sys.stderr)
        return _failed(f"Nothing is taken into a dossier with errors: put {args.into} right first.")
    print(account(taken, form, args.file.name))
    return NOT_SOUND if taken.refused else SOUND


def _failed(said: str) -> int:
    print(said, file=sys.stderr)
    return UNREADABLE


def _front(file: Path, form: Import, asof: str) -> Info:
    """The front matter of a dossier that begins with this file. Raises ValueError if the day is none."""
    try:
        return Info(title=file.stem, subtitle=f"Imported from {form.title}", as_of=day(asof), **FRONT)
    except ValueError as fault:
        raise ValueError(f"--asof: {fault}") from None


def account(taken: Taken, form: Import, file: str) -> str:
    """How many things were taken over, and why not the others."""
    counts = f"{len(taken.imported)} imported, {len(taken.refused)} refused, {len(taken.aside)} set aside"
    written = f"Written: {', '.join(taken.files)}." if taken.files else "Nothing was written."
    refused = [f"{each.where}: refused: {each.reason}" for each in taken.refused]
    said = [f"{file}: {taken.total} found, {counts}", written, f"{form.title}: {form.cannot}"]
    return "\n".join([*refused, *_aside(taken.aside), *said])


def _aside(left: Iterable[Left]) -> Iterator[str]:
    """What is set aside, a line for each reason with the first places: a file may have thousands of such things."""
    places: dict[str, list[str]] = {}
    for each in left:
        places.setdefault(each.reason, []).append(each.where)
    for reason, where in places.items():
        more = f" and {len(where) - PLACES} more" if len(where) > PLACES else ""
        yield f"{', '.join(where[:PLACES])}{more}: set aside: {reason}"
