"""What the commands share: paths that they are given, how they answer, and their exit codes."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TextIO

FORMATS = ("text", "json")
SOUND, NOT_SOUND, UNREADABLE = 0, 1, 2


def given(word: str) -> Path:
    """The path of a file or folder as it was given. An empty word, as of a variable that is not set, is none.

    Python takes it for the folder that one is in, which nobody has named. Raises ArgumentTypeError with a sentence.
    """
    if not word.strip():
        raise ArgumentTypeError("nothing was given; the path of a file or folder is wanted")
    return Path(word)


def waiting(said: str) -> None:
    """Tell that something is waited for."""
    print(said, file=sys.stderr, flush=True)


class UnheardError(Exception):
    """What is said goes nowhere; it is no OSError, so that nobody takes it for the fault of a file."""

    def __init__(self, fault: OSError) -> None:
        super().__init__(f"the answer cannot be written ({fault.strerror})")
        self.is_left = isinstance(fault, BrokenPipeError)
        """Whether its reader has closed the pipe, as ``head`` does: what it wanted it has."""


class Heard:
    """Standard output or error, raising UnheardError where it cannot be written to."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        try:
            return self._stream.write(text)
        except OSError as fault:
            raise UnheardError(fault) from fault

    def flush(self) -> None:
        """Write what was held back."""
        try:
            self._stream.flush()
        except OSError as fault:
            raise UnheardError(fault) from fault

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
