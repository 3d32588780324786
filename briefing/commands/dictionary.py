"""``dictionary``: the data dictionary, for ``docs/data-dictionary.md``."""

from argparse import ArgumentParser, Namespace

from briefing.commands.output import SOUND
from briefing.reading.dictionary import dictionary


def arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(args: Namespace) -> int:
    """Print it."""
    print(dictionary(), end="")
    return SOUND
