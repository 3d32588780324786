"""``python -m briefing``: the commands for those who keep a dossier."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from briefing.commands import COMMANDS


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that the words name and return its exit code."""
    parser = ArgumentParser(prog="python -m briefing", description="Check a dossier and ask it questions.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    args = parser.parse_args(words)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
