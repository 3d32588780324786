"""The subcommands of ``python -m briefing``, one module each, which is imported when it is asked for."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast


class Module(Protocol):
    """What a module in this folder has to offer."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: Namespace) -> int:
        """Do what the command is for and return the exit code."""


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand as the help lists it, and the module in this folder that does it."""

    name: str
    module: str
    help: str

    def load(self) -> Module:
        """Import its module. Only one is: a check has no use for the libraries of the exports, which take a second."""
        return cast(Module, import_module(f"{__name__}.{self.module}"))


COMMANDS = (
    Command(
        "new",
        "new",
        "make a dossier to begin with, a folder or one workbook, with rows that explain themselves",
    ),
    Command(
        "check",
        "check",
        "list what is wrong with a dossier; exit 0 if it may be published, 1 if not, 2 if there is none to read",
    ),
    Command(
        "watch",
        "watch",
        "check a dossier at every save, and tell which claims stand otherwise since the last one; Ctrl-C ends it",
    ),
    Command(
        "verify",
        "verify",
        "hold the copies in archive/ against the recorded hashes and quotes; exit 0 if none differs, 1 if any does",
    ),
    Command("standing", "standing", "print how every claim stands, as of a day"),
    Command(
        "diff",
        "diff",
        "tell what changed between two states of a dossier; exit 0 if nothing, 1 if something, 2 if one cannot be read",
    ),
    Command(
        "release",
        "release",
        "record the present release of a dossier in its releases.jsonl, if it is not the last one there",
    ),
    Command(
        "export",
        "export",
        "write a view of a dossier to a file; exit 2 if an option has a value that the dossier does not know",
    ),
    Command(
        "import",
        "importing",
        "take rows over from a file; exit 0 if none is refused, 1 if some are, 2 if nothing could be done",
    ),
    Command(
        "context",
        "context",
        "take in a release of recorded violence to draw behind a dossier, say what one holds, or compare two",
    ),
    Command("dictionary", "dictionary", "print the data dictionary as Markdown"),
    Command(
        "locate",
        "locate",
        "find a place in the offline gazetteer; exit 0 for one answer, 1 for none, 3 for several, 4 without network",
    ),
)
"""Every subcommand, in the order of the help."""
