"""A sheet as one of the formats to import from, read with no choices and for no dossier in particular."""

from datetime import date

from briefing.dossier.dossier import Dossier, Info
from briefing.imports.imported import Import, Parcel
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.columns import understood
from briefing.imports.sheet.gathered import gathered
from briefing.imports.sheet.grid import tabs
from briefing.imports.sheet.ledger import Ledger

NOBODY = Info(title="", subtitle="", summary="", as_of=date(2000, 1, 1), language="und", disclaimer="", licence="")
CANNOT = """It carries events with place, date, actors and sources; not who told a source, which reports contradict \
each other, ties or judgements."""


def read(content: bytes, name: str) -> Parcel:
    """Every row as an event."""
    return gathered(content, name, Choices(), Dossier(NOBODY), Ledger()).parcel


def hint(content: bytes) -> str:
    """Words for whoever gave a sheet to the reader of another format; nothing where it is none."""
    try:
        understood(tabs(content), Choices())
    except ValueError:
        return ""
    return "; it looks like a sheet of events, which comes in with: import sheet"


IMPORT = Import("sheet", "Sheet", CANNOT, read)
