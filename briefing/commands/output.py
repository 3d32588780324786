"""What the commands share: paths that they are given, the formats in which they answer, and their exit codes."""

from argparse import ArgumentTypeError
from pathlib import Path

FORMATS = ("text", "json")
SOUND, NOT_SOUND, UNREADABLE = 0, 1, 2


def given(word: str) -> Path:
    """The path of a file or folder as it was given. An empty word, as of a variable that is not set, is none.

    Python takes it for the folder that one is in, which nobody has named. Raises ArgumentTypeError with a sentence.
    """
    if not word.strip():
        raise ArgumentTypeError("nothing was given; the path of a file or folder is wanted")
    return Path(word)
