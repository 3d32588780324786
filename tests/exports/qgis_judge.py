"""Run by the Python that QGIS brings: opens a GeoJSON as QGIS does, with the style beside it, and says what it has."""

import json
import os
import sys
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerNotesUtils,
    QgsVectorLayer,
)


def categories(layer: Any) -> dict[str, Any]:
    """Each category by its value, with the kinds of its symbol's layers and the dashes of its line."""
    found = {}
    listed = layer.renderer().categories()  # held, for what they own goes with them
    for category in listed:
        fill, line = category.symbol().symbolLayers()
        dashes = list(line.customDashVector()) if line.useCustomDashPattern() else []
        found[category.value()] = [fill.layerType(), line.layerType(), line.color().name(), dashes]
    return found


def alphas(layer: Any) -> dict[str, int]:
    """How opaque the fill of each event comes out, by its id."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    listed = layer.renderer().categories()
    fills = {each.value(): each.symbol().symbolLayers()[0] for each in listed}
    found = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        fill = fills[feature["standing"]]
        properties = fill.dataDefinedProperties()
        expression = properties.property(fill.PropertyFillColor)
        colour, _ = expression.valueAsColor(context, fill.color())
        found[feature["id"]] = colour.alpha()
    return found


def main(path: str) -> None:
    """Print what QGIS makes of the file as JSON."""
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(path, "events", "ogr")
    features = list(layer.getFeatures())
    said = {
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "shapes": sum(not feature.geometry().isNull() for feature in features),
        "broken": [
            each["id"] for each in features if not each.geometry().isNull() and not each.geometry().isGeosValid()
        ],
        "ids": [feature["id"] for feature in features],
        "renderer": layer.renderer().type(),
        "categories": categories(layer),
        "alphas": alphas(layer),
        "notes": QgsLayerNotesUtils.layerNotes(layer),
        "order": layer.renderer().orderBy().list()[0].expression().expression(),
        "label": layer.labeling().settings().fieldName,
    }
    print(json.dumps(said), flush=True)
    os._exit(0)  # QGIS takes its own objects down in an order that ends in a fault


main(sys.argv[1])
