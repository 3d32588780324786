"""``python -m briefing``: the commands for those who keep a dossier."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from briefing.commands import COMMANDS


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that the words name and return its exit code."""
    words = sys.argv[1:] if words is None else words
    asked = next((word for word in words if not word.startswith("-")), "")
    args = _parser(asked).parse_args(words)
    return int(args.run(args))


def _parser(asked: str) -> ArgumentParser:
    """A parser that knows all commands by name and help, and the arguments of the one that is asked for."""
    parser = ArgumentParser(prog="python -m briefing", description="Check a dossier and ask it questions.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help, description=command.help)
        if command.name == asked:
            module = command.load()
            module.arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
