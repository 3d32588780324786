"""The scale bar of a map: a round length that lies on the ground, so that it stays true at any zoom."""

import math
from dataclasses import dataclass

from briefing.pictures.map.background import Row
from briefing.pictures.map.marks import Frame
from briefing.pictures.palette import Palette, rgb
from briefing.places.geo import pixel_km, project, unproject

LONGEST = 120  # pixels
TICK = 5  # pixels


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A bar of so many kilometres, which are so many pixels at its latitude."""

    km: float
    pixels: float

    @property
    def words(self) -> str:
        """The length, as it is written at the bar."""
        return f"{self.km:,g} km"


def yardstick(latitude: float, zoom: float, longest: float = LONGEST) -> Yardstick:
    """The longest bar of 1, 2 or 5 times a power of ten kilometres that is no longer than so many pixels."""
    a_pixel = pixel_km(latitude, zoom)
    power = 10.0 ** math.floor(math.log10(a_pixel * longest))
    km = next(step * power for step in (5, 2, 1) if step * power <= a_pixel * longest)
    return Yardstick(km, km / a_pixel)


def bar(view: Frame, left: float, below: float, palette: Palette) -> tuple[Row, Row]:
    """The bar as a path and its label; it begins so many pixels to the left of the middle of a frame and below it."""
    x, y = project(view.latitude, view.longitude, view.zoom)
    latitude, _ = unproject(x, y + below, view.zoom)
    stick = yardstick(latitude, view.zoom)
    corners = ((0, -TICK), (0, 0), (stick.pixels, 0), (stick.pixels, -TICK))
    path = [list(unproject(x - left + dx, y + below + dy, view.zoom))[::-1] for dx, dy in corners]
    latitude, longitude = unproject(x - left + stick.pixels / 2, y + below, view.zoom)
    where = {"lon": longitude, "lat": latitude, "offset": [0, -TICK - 6], "wide": LONGEST}
    colour = rgb(palette.ink)
    return {"path": path, "colour": colour}, {**where, "text": stick.words, "size": 12, "colour": colour}
