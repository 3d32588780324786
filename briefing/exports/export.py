"""What an export is: a view as the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.view.view import View


class ExportError(Exception):
    """A file that cannot be made of a view; its words are a sentence for whoever asked for it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file format. ``make`` is pure: the same view gives the same bytes. It may raise ExportError.

    ``name`` is the word of the command line, ``title`` that of the button, ``purpose`` a sentence under it, ``stem``
    the beginning of its file name. ``annexed`` makes the file with the story behind it; None where the format has no
    room for one.
    """

    name: str
    title: str
    purpose: str
    suffix: str
    media_type: str
    make: Callable[[View], bytes]
    annexed: Callable[[View], bytes] | None = None
    stem: str = "brief"
