"""The subcommands of ``python -m briefing``, one module each."""

from argparse import ArgumentParser, Namespace
from typing import Protocol

from briefing.commands import check, dictionary, diff, export, importing, locate, release, standing


class Command(Protocol):
    """What a module in this folder has to offer."""

    NAME: str
    HELP: str

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: Namespace) -> int:
        """Do what the command is for and return the exit code."""


COMMANDS: tuple[Command, ...] = (check, standing, diff, release, export, importing, dictionary, locate)
"""Every subcommand, in the order of the help."""
