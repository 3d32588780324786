"""Rules for what `new` wrote to be written over: it explains a dossier to its curator and says nothing of a case."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Record
from briefing.reading.checks.check import Finding, warning
from briefing.reading.starter import WORKING, starter

FRONT = ("subtitle", "summary", "disclaimer")


@warning("front-of-new", "The front page has words of its own, and none that `new` wrote to explain itself.")
def front(dossier: Dossier) -> Iterator[Finding]:
    if dossier.info.title.endswith(WORKING):
        message = f"'{dossier.info.title}' was made of the name of the file or folder; a title of your own is wanted"
        yield Finding(None, "title", message)
    for key in FRONT:
        said = getattr(dossier.info, key)
        if said == getattr(_new().info, key):
            yield Finding(None, key, f"'{said}' is what `new` wrote to explain itself; words of your own are wanted")


@warning("row-of-new", "No row is an invented one that `new` wrote as an example.")
def rows(dossier: Dossier) -> Iterator[Finding]:
    invented = {row.id: _words(row) for _, table in _new().tables() for row in table}
    for _, table in dossier.tables():
        for row in table:
            if row.id in invented and invented[row.id] == _words(row):
                message = f"'{row.id}' is a row that `new` invented as an example; one of your own, or none, is wanted"
                yield Finding(row, "id", message)


@lru_cache(maxsize=1)
def _new() -> Dossier:
    return starter("", date(2000, 1, 1))


def _words(row: Record) -> dict[str, str]:
    """The texts of a row: its dates are those of the day on which it was written."""
    return {name: value for name, value in row.model_dump().items() if isinstance(value, str)}


CHECKS = (front, rows)
