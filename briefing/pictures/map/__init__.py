"""The map: areas, circles and marks on an offline base map, free to move or still."""
