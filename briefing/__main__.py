"""``python -m briefing``: the commands for those who keep a dossier."""

import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOWrapper

from briefing.commands import COMMANDS
from briefing.commands.output import UNREADABLE, Heard, UnheardError

STDOUT, STDERR = 1, 2
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + 13  # as a shell tells of a program that ended by SIGPIPE


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that the words name and return its exit code."""
    # Who closed it wants no answer, and the next file that is opened would be written as one.
    if sys.stdout is None:
        return _untold("standard output is closed; nothing was done")
    try:
        with redirect_stdout(Heard(sys.stdout)), redirect_stderr(sys.stderr and Heard(sys.stderr)):
            return _run(sys.argv[1:] if words is None else words)
    except KeyboardInterrupt:
        _untold("Ended before it was done. Files are written whole or not at all.")
        return INTERRUPTED
    except UnheardError as fault:
        _let_go(STDOUT)
        return PIPE_CLOSED if fault.is_left else _untold(str(fault))


def _run(words: Sequence[str]) -> int:
    asked = next((word for word in words if not word.startswith("-")), "")
    try:
        args = _parser(asked).parse_args(words)
        code = int(args.run(args))
    except SystemExit:  # after the help, which is an answer too
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return code


def _untold(said: str) -> int:
    """The exit code where there can be no answer, which is said if anything can be."""
    try:
        print(said, file=sys.stderr)
    except OSError:
        _let_go(STDERR)
    return UNREADABLE


def _let_go(stream: int) -> None:
    """Python flushes once more on its way out, into a place that takes everything."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


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
    # Ended from outside, as by the end of a shift, it takes its drafts away as with Ctrl-C.
    for each in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(each, lambda number, _: sys.exit(128 + number))
    sys.exit(main())
