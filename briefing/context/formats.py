"""The data sets that a layer can be made of, one module for each."""

from briefing.context import acled, ged, gtd
from briefing.context.rows import Format

FORMATS: tuple[Format, ...] = (ged.FORMAT, acled.FORMAT, gtd.FORMAT)
"""Every data set, as ``context add`` names it."""
