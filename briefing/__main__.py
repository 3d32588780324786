"""``python -m briefing``: the commands for those who keep a dossier."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from io import TextIOWrapper

from briefing.commands import COMMANDS

PIPE_CLOSED = 128 + 13  # as a shell tells of a program that ended by SIGPIPE


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that the words name and return its exit code."""
    words = sys.argv[1:] if words is None else words
    asked = next((word for word in words if not word.startswith("-")), "")
    args = _parser(asked).parse_args(words)
    try:
        code = int(args.run(args))
        sys.stdout.flush()
    except BrokenPipeError:
        return _unheard()
    return code


def _unheard() -> int:
    """The exit code after whoever read the answer has closed the pipe, as ``head`` does: what it wanted it has."""
    # Python flushes once more on its way out, into a place that takes everything.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return PIPE_CLOSED


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
    # A name that the terminal has no letters for is told by its numbers, as in what goes wrong.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
