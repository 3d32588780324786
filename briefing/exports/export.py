"""What an export is: a view made into the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.view import View


@dataclass(frozen=True, slots=True)
class Export:
    """A way to take a view out of the room. ``make`` is pure: the same view gives the same bytes."""

    name: str
    title: str
    purpose: str
    suffix: str
    media_type: str
    make: Callable[[View], bytes]
