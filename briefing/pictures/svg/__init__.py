"""Plotly figures as SVG of their own, where no browser draws them."""
