"""How a row is called before people: by its name, title or statement, never by its id where it has another."""

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Origin, Outlet, Question, Source


def labelled(dossier: Dossier, id: str) -> str:
    """The name of a row for people: its name, title, statement or id."""
    row = dossier.find(id)
    if isinstance(row, Actor | Outlet | Origin):
        return row.name
    if isinstance(row, Source):
        return row.title
    if isinstance(row, Question):
        return row.text
    for name in ("statement", "title", "name", "kind"):
        if value := getattr(row, name, ""):
            return str(value)
    return id
