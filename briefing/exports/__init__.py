"""The files that a view can be taken away in, one module for each format."""

from briefing.exports import claimreview, csv, ftm, geojson, graphml, html, pdf, pptx, qgis, slides, stix, story, xlsx
from briefing.exports.export import Export

EXPORTS: tuple[Export, ...] = (
    pdf.EXPORT,
    pptx.EXPORT,
    html.EXPORT,
    story.EXPORT,
    slides.EXPORT,
    csv.EXPORT,
    xlsx.EXPORT,
    geojson.EXPORT,
    qgis.EXPORT,
    graphml.EXPORT,
    stix.EXPORT,
    ftm.EXPORT,
    claimreview.EXPORT,
)
"""Every export, in the order of the buttons."""
