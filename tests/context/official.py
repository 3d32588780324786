"""Files as the publishers of GED, ACLED and GTD lay them out, made from a seed, with the traps of real copies."""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefing.context.ged import HEADER

SPOTS = {"Iraq": (36.34, 43.13), "Afghanistan": (34.2, 70.4), "Syria": (35.3, 40.1), "Tajikistan": (38.7, 69.0)}
PROVINCES = {
    "Iraq": ("Nineveh province", "Al Anbar"),
    "Afghanistan": ("Nangarhar province", "Nowhere province"),
    "Syria": ("Aleppo governorate", ""),
    "Tajikistan": ("Sughd", "Sughd province"),
}
"""As the base map has them, by other spellings of these, and one that it lacks."""
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
        "where_prec": str(chance.choice((1, 1, 1, 2, 3, 4, 6))),
        "adm_1": chance.choice(PROVINCES[country]),
        "adm_2": "Some district",
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


ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
GTD = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt", "region",
    "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location", "summary",
    "attacktype1", "attacktype1_txt", "targtype1", "targtype1_txt", "gname", "nkill", "nwound", "dbsource",
)  # fmt: skip


def acled_row(chance: random.Random, number: int) -> dict[str, str]:
    """A sound event as ACLED has it."""
    country = chance.choice(sorted(SPOTS))
    north, east = SPOTS[country]
    day = START + timedelta(days=chance.randrange(1400))
    return {
        "event_id_cnty": f"{country[:3].upper()}{number}",
        "event_date": chance.choice((str(day), f"{day:%d %B %Y}")),
        "year": str(day.year),
        "time_precision": chance.choice("1123"),
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": chance.choice(SIDES),
        "actor2": chance.choice(("", *SIDES)),
        "country": country,
        "admin1": chance.choice(PROVINCES[country]),
        "admin2": "Some district",
        "latitude": f"{north + chance.uniform(-1, 1):.4f}",
        "longitude": f"{east + chance.uniform(-1, 1):.4f}",
        "geo_precision": chance.choice("1123"),
        "notes": 'On that day,\nthey "clashed"',
        "fatalities": str(chance.randrange(20)),
    }


def gtd_row(chance: random.Random, number: int) -> dict[str, str]:
    """A sound event as GTD has it."""
    country = chance.choice(sorted(SPOTS))
    north, east = SPOTS[country]
    day = START + timedelta(days=chance.randrange(1400))
    specificity = chance.choice("11135")
    return {
        "eventid": f"{day:%Y%m%d}{number % 10000:04}",
        "iyear": str(day.year),
        "imonth": str(day.month),
        "iday": chance.choice((str(day.day), str(day.day), "0")),
        "extended": "0",
        "country_txt": country,
        "provstate": chance.choice(PROVINCES[country]),
        "latitude": "" if specificity == "5" else f"{north + chance.uniform(-1, 1):.6f}",
        "longitude": "" if specificity == "5" else f"{east + chance.uniform(-1, 1):.6f}",
        "specificity": f"{specificity}.0",
        "summary": 'It was said,\nand "denied"',
        "attacktype1_txt": "Bombing/Explosion",
        "targtype1_txt": "Military",
        "gname": chance.choice(("Unknown", "Taliban")),
        "nkill": chance.choice(("", "0.0", "3.0", "11.0")),
    }


LAYOUTS: dict[str, tuple[tuple[str, ...], Callable[[random.Random, int], dict[str, str]]]] = {
    "ucdp-ged": (HEADER, row),
    "acled": (ACLED, acled_row),
    "gtd": (GTD, gtd_row),
}
"""The columns of each format, and who makes a row of it."""


@dataclass
class Copy:
    """A spoiled copy of a release: its text, the rows that are to be taken, and how many are not, by reason."""

    text: str = ""
    sound: list[dict[str, str]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)


FAULTS = (
    ({"longitude": "-86185896"}, "the longitude lies beyond 180 degrees"),
    ({"latitude": "n/a"}, "the latitude is no number"),
    ({"id": "IRQ-12"}, "the id is no whole number"),
    ({"best": "some"}, "best is no whole number"),
    ({"low": "-1"}, "low is below nought"),
    ({"side_b": ""}, "side_b is empty"),
    ({"date_start": "13.4.2017"}, "a date is not written year-month-day"),
    ({"date_end": "2017-02-31"}, "a date is none of the calendar"),
    ({"year": "1900"}, "the year is not that of its dates"),
    ({"country": "Ir\N{REPLACEMENT CHARACTER}q"}, "a letter is not in UTF-8; save the file in that encoding"),
)
MENDED = ({"id": "{}.0"}, {"year": "{}.0"}, {"country": "  {} "}, {"best": "{}.0"})
"""What a sheet does to a number or a word, and what means the same; {} is what was there."""


def spoiled(seed: int, number: int) -> Copy:
    """A copy of a GED release with every trap that real ones have: some rows spoiled, bent or there twice."""
    chance, copy, written = random.Random(seed), Copy(), list[dict[str, str]]()
    for sound in rows(seed, number):
        trap = chance.randrange(9)
        if trap == 0:
            cells, reason = chance.choice(FAULTS)
            copy.refused[reason] += 1
            written.append({**sound, **cells})
            continue
        copy.sound.append(sound)
        bent = {name: form.format(sound[name]) for name, form in chance.choice(MENDED).items()} if trap == 1 else {}
        written.append({**sound, **bent})
        if trap == 2:
            copy.aside["a line with this id came before; the first is kept"] += 1
            written.append(sound)
    copy.aside["the line is empty or the header again"] += 1
    copy.aside["the line holds tags of HXL"] += 1
    tags = {name: f"#{name}+code" for name in HEADER}
    copy.text = text([tags, {name: name for name in HEADER}, *written])
    return copy
