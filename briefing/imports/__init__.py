"""The files that rows can be taken over from, one module for each format."""

from briefing.imports import ach, acled, csv, edges, ftm, geojson, gtd, stix, timelinejs, timemap, ucdp, xlsx
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
    timemap.IMPORT,
    ucdp.IMPORT,
    acled.IMPORT,
    gtd.IMPORT,
    ach.IMPORT,
    edges.IMPORT,
)
"""Every format to import from."""
