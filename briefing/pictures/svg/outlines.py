"""The marks of a figure as outlines of an SVG."""

from math import sqrt

# The corners of a regular pentagon with its point up, in parts of the radius: sines and cosines of 18 and 54 degrees.
PENTAGON = ((0.951, -0.309), (0.588, 0.809), (-0.588, 0.809), (-0.951, -0.309), (0.0, -1.0))


def outline(name: str, r: float) -> str:
    """The outline of a plotly symbol about the origin, with its own proportions. Raises ValueError for others."""
    tall, wide = r * sqrt(3) / 2, r * 2 / sqrt(3)
    outlines = {
        "circle": f"M{r:.2f},0A{r:.2f},{r:.2f} 0 1 1 0,{-r:.2f}A{r:.2f},{r:.2f} 0 0 1 {r:.2f},0Z",
        "square": f"M{r:.2f},{r:.2f}H{-r:.2f}V{-r:.2f}H{r:.2f}Z",
        "triangle-up": f"M{-wide:.2f},{r / 2:.2f}H{wide:.2f}L0,{-r:.2f}Z",
        "triangle-left": f"M{r / 2:.2f},{-wide:.2f}V{wide:.2f}L{-r:.2f},0Z",
        "triangle-right": f"M{-r / 2:.2f},{-wide:.2f}V{wide:.2f}L{r:.2f},0Z",
        "pentagon": "M" + "L".join(f"{r * x:.2f},{r * y:.2f}" for x, y in PENTAGON) + "Z",
        "hexagon2": f"M{-r / 2:.2f},{tall:.2f}H{r / 2:.2f}L{r:.2f},0L{r / 2:.2f},{-tall:.2f}H{-r / 2:.2f}L{-r:.2f},0Z",
        "arrow": f"M0,0L{-r:.2f},{2 * r:.2f}H{r:.2f}Z",
        "line-ns": f"M0,{1.4 * r:.2f}V{-1.4 * r:.2f}",
        "line-ew": f"M{1.4 * r:.2f},0H{-1.4 * r:.2f}",
    }
    if name not in outlines:
        raise ValueError(f"a mark of shape {name!r} cannot be engraved")
    return outlines[name]
