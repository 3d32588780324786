"""A sheet as one of the formats to import from, read with no choices and for no dossier in particular."""

from datetime import date

from briefing.dossier.dossier import Dossier, Info
from briefing.imports.imported import Import, Parcel
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import gathered
from briefing.imports.sheet.ledger import Ledger

NOBODY = Info(title="", subtitle="", summary="", as_of=date(2000, 1, 1), language="", disclaimer="", licence="")
CANNOT = """It carries events with place, date, actors and sources; not who told a source, which reports contradict \
each other, ties or judgements."""


def read(content: bytes, name: str) -> Parcel:
    """Every row as an event."""
    return gathered(content, name, Choices(), Dossier(NOBODY), Ledger()).parcel


IMPORT = Import("sheet", "Sheet", CANNOT, read)
