"""Files as the publisher of UCDP GED lays them out, made by chance from a seed, with the traps of real copies."""

import csv
import io
import random
from datetime import date, timedelta

from briefing.context.ged import HEADER

SPOTS = {"Iraq": (36.34, 43.13), "Afghanistan": (34.2, 70.4), "Syria": (35.3, 40.1), "Tajikistan": (38.7, 69.0)}
SIDES = ("IS", "Government of Iraq", "Civilians", "Government of Afghanistan")
START = date(2015, 1, 1)


def row(chance: random.Random, number: int) -> dict[str, str]:
    """A sound event."""
    country = chance.choice(sorted(SPOTS))
    north, east = SPOTS[country]
    day = START + timedelta(days=chance.randrange(1400))
    best = chance.randrange(40)
    return {
        "id": str(number),
        "year": str(day.year),
        "type_of_violence": str(chance.randrange(1, 4)),
        "conflict_name": f"{country}: Government",
        "side_a": chance.choice(SIDES),
        "side_b": chance.choice(SIDES),
        "source_article": 'A line,\nanother "quoted" one',
        "where_prec": str(chance.choice((1, 1, 1, 2, 4, 6))),
        "latitude": f"{north + chance.uniform(-1, 1):.6f}",
        "longitude": f"{east + chance.uniform(-1, 1):.6f}",
        "country": country,
        "date_prec": "1",
        "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day + timedelta(days=chance.choice((0, 0, 3)))} 00:00:00.000",
        "best": str(best),
        "high": str(best + chance.choice((0, 5, -1)) if best else best),
        "low": str(max(best - chance.choice((0, 3, -2)), 0)),
    }


def rows(seed: int, number: int) -> list[dict[str, str]]:
    """So many sound events."""
    chance = random.Random(seed)
    return [row(chance, 1000 + each) for each in range(number)]


def text(rows: list[dict[str, str]], header: tuple[str, ...] = HEADER, headed: bool = True) -> str:
    """The file of some rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, extrasaction="ignore")
    if headed:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
