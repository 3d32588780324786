"""Pictures: frozen values in, a figure or an SVG out. A room for each, and beside the rooms what they share."""
