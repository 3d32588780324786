"""The files that rows can be taken over from, one module for each format."""

from briefing.imports import csv, ftm, geojson, stix, timelinejs, xlsx
from briefing.imports.imported import Import
from briefing.imports.sheet import form as sheet

IMPORTS: tuple[Import, ...] = (
    csv.IMPORT,
    xlsx.IMPORT,
    geojson.IMPORT,
    stix.IMPORT,
    ftm.IMPORT,
    timelinejs.IMPORT,
    sheet.IMPORT,
)
"""Every format to import from."""
