"""``context``: a layer of recorded violence to draw behind a dossier, from the release that its publisher gives out."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from briefing.commands.output import NOT_SOUND, SOUND, UNREADABLE, given
from briefing.context.formats import FORMATS
from briefing.context.layer import Absent, Layer
from briefing.context.rows import Account
from briefing.dossier.sentences import count

INTO = Path("data/context/layer")


def arguments(parser: ArgumentParser) -> None:
    """Declare what is asked of a layer."""
    asked = parser.add_subparsers(metavar="WHAT", required=True)
    adding = asked.add_parser("add", help="take in a file of a release; an older release in the folder gives way")
    adding.add_argument("format", choices=[each.name for each in FORMATS], help="the data set, as it is published")
    adding.add_argument("file", type=given, help="the CSV file, or the ZIP file with it")
    adding.add_argument("--into", type=given, default=INTO, metavar="FOLDER", help=f"the layer; if left out, {INTO}")
    adding.add_argument("--release", default="", help="such as 25.1; if left out, as the name of the file has it")
    adding.add_argument("--published", default="", metavar="DATE", help="when it was published, such as 2025-06")
    adding.set_defaults(what=_add)
    telling = asked.add_parser("status", help="say what a layer holds and lacks")
    telling.add_argument(
        "where", nargs="?", help=f"its folder, or a server's address; if left out, BRIEFING_CONTEXT or {INTO}"
    )
    telling.set_defaults(what=_status)
    putting = asked.add_parser("put", help="put a layer on a server, in the place of the one there")
    putting.add_argument("folder", type=given)
    putting.add_argument("address", help="postgresql://... or clickhouse://...")
    putting.set_defaults(what=_put)
    comparing = asked.add_parser("diff", help="say what differs between two layers, by country")
    comparing.add_argument("old", type=given)
    comparing.add_argument("new", type=given)
    comparing.set_defaults(what=_diff)


def run(args: Namespace) -> int:
    """Do what is asked for; a fault is a sentence."""
    try:
        return int(args.what(args))
    except OSError as fault:
        print(f"{fault.filename or ''}: it cannot be read or written ({fault.strerror})", file=sys.stderr)
    except (ValueError, ModuleNotFoundError) as fault:
        print(fault, file=sys.stderr)
    return UNREADABLE


def _add(args: Namespace) -> int:
    from briefing.context.adding import add

    form = next(each for each in FORMATS if each.name == args.format)
    layer, account = add(args.file, form, args.into, args.release, args.published, _progress)
    print(*told(layer, account, args.file.name), sep="\n")
    print(f"To show it: BRIEFING_CONTEXT={args.into} make run")
    return NOT_SOUND if account.refused else SOUND


def _progress(number: int) -> None:
    if sys.stderr and sys.stderr.isatty():
        print(f"\r{number:,} rows", end="", file=sys.stderr, flush=True)


def told(layer: Layer, account: Account, file: str) -> Iterator[str]:
    """What became of every line, and what the layer holds."""
    for kind, word in ((account.refused, "refused"), (account.aside, "set aside")):
        for reason, lines in kind.items():
            where = f" (lines {', '.join(map(str, lines))}{' ...' if account.numbers[reason] > len(lines) else ''})"
            yield f"{word}: {account.numbers[reason]:,}: {reason}{where if lines else ''}"
    parts = f"{account.taken:,} taken, {account.count(account.refused):,} refused"
    yield f"{file}: {count(account.total, 'line')}, {parts}, {account.count(account.aside):,} set aside"
    yield from held(layer)


def held(layer: Layer) -> Iterator[str]:
    """What a layer holds and lacks."""
    yield f"{layer.label or layer.title}: {count(layer.rows, 'event')} in {', '.join(layer.countries)}"
    yield from layer.lacks
    yield f"{layer.citation}. Licence: {layer.licence}."
    if not layer.may_be_passed_on:
        yield "It may not be passed on, so no export carries it."


def _status(args: Namespace) -> int:
    from briefing.context.opening import VARIABLE, found

    here = found(args.where or os.environ.get(VARIABLE, "").strip() or str(INTO))
    if isinstance(here, Absent):
        print(here.reason, file=sys.stderr)
        return UNREADABLE
    print(*held(here[0]), sep="\n")
    return SOUND


def _put(args: Namespace) -> int:
    from briefing.context.schema import put

    print(f"{count(put(args.folder, args.address), 'event')} on the server")
    print("To show them: BRIEFING_CONTEXT with that address, of a user who may only read")
    return SOUND


def _diff(args: Namespace) -> int:
    from briefing.context.diff import diff
    from briefing.context.opening import described

    old, new = described(args.old), described(args.new)
    found = diff(args.old, args.new)
    print(f"{old.label} and {new.label}: {'nothing differs' if not found else ''}".removesuffix(": ") + ".")
    for each in found:
        print(f"{each.country}: {each.added:,} added, {each.gone:,} gone, {each.changed:,} changed")
    return NOT_SOUND if found else SOUND
