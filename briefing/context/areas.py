"""Where the events lie that stand on no spot: in the province that they are known to, or somewhere in their country."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from briefing.context.layer import Coarse, Deaths, Total
from briefing.dossier.folding import name_key
from briefing.places import basemap

KINDS = frozenset((
    "governorate", "province", "provincial", "region", "state", "department", "district", "oblast",
    "county", "prefecture", "republic", "autonomous", "muhafazat", "wilayat", "velayat", "viloyati",
    "mukhtori", "e", "of",
))  # fmt: skip
"""Words that data put round the name of a province and the base map does not."""
ARTICLES = frozenset(["al", "ar", "as", "at", "an", "ad", "az", "ash", "el", "es"])
CALLED = {
    ("Syria", "rural damascus"): "Rif Dimashq",
    ("Tajikistan", "districts under direct republic jurisdiction"): "Districts of Republican Subordination",
}
"""What data sets call a province that no spelling of the base map is near to."""
VOWELS = frozenset("aeiouy")
LEAST = 2  # sounds by which a province is told from another


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the base map with its events. ``provinces`` are the names that the data have for what lies in it."""

    id: str
    title: str
    country: str
    provinces: tuple[str, ...]
    total: Total
    shape: basemap.Feature


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas, countries first. ``widened`` events are of a province that the base map does not have by its name and
    lie in their country; ``nowhere`` are of no country that it has."""

    found: tuple[Area, ...]
    widened: int
    nowhere: int


def areas(rows: Iterable[Coarse]) -> Areas:
    """The areas of events that stand on no spot."""
    parts: dict[str, list[tuple[Coarse, basemap.Feature]]] = {}
    widened = nowhere = 0
    for row in rows:
        country = _country(row.country)
        province = _province(row) if country else None
        if country is None:
            nowhere += row.total.events
            continue
        widened += row.total.events if row.province and province is None else 0
        parts.setdefault(_id(row.country, province), []).append((row, province or country))
    found = sorted((_area(id, part) for id, part in parts.items()), key=lambda area: (area.id.count("/"), area.id))
    return Areas(tuple(found), widened, nowhere)


def _id(country: str, province: basemap.Feature | None) -> str:
    return f"{country}/{province['properties']['name']}" if province else country


def _area(id: str, part: list[tuple[Coarse, basemap.Feature]]) -> Area:
    country, _, province = id.partition("/")
    totals = [row.total for row, _ in part]
    sums = (sum(getattr(total.deaths, name) for total in totals) for name in ("low", "best", "high"))
    total = Total(sum(each.events for each in totals), Deaths(*sums))
    title = f"{province}, {country}" if province else country
    return Area(id, title, country, tuple(row.province for row, _ in part), total, part[0][1])


def _country(name: str) -> basemap.Feature | None:
    """Some data add to a country what it was called before."""
    return basemap.country(name) or basemap.country(name.partition(" (")[0])


def _province(row: Coarse) -> basemap.Feature | None:
    if not row.province:
        return None
    country = str((_country(row.country) or {"properties": {"name": ""}})["properties"]["name"])
    return _found(country, row.province)


@lru_cache(maxsize=10_000)
def _found(country: str, name: str) -> basemap.Feature | None:
    """A province by its name as the base map spells it, else without what data add, else by what it sounds like."""
    words = _words(name)
    plain = " ".join(words)
    for spelling in (name, plain, CALLED.get((country, name_key(name)), "")):
        if spelling and (found := basemap.province(country, spelling)):
            return found
    sound = _sound(words)
    near = _sounding(country).get(sound, []) if len(sound) >= LEAST else []
    return near[0] if len(near) == 1 else None  # of two that sound alike neither is meant more than the other


@lru_cache(maxsize=300)
def _sounding(country: str) -> Mapping[str, list[basemap.Feature]]:
    """The provinces of a country by what their names and other spellings sound like."""
    found: dict[str, list[basemap.Feature]] = {}
    for each in basemap.features("provinces"):
        if each["properties"]["country"] == country:
            for sound in {_sound(_words(name)) for name in (each["properties"]["name"], *each["properties"]["also"])}:
                found.setdefault(sound, []).append(each)
    return found


def _words(name: str) -> list[str]:
    """The words of a name without its kind, articles and what stands in brackets."""
    words = name_key(name.partition("(")[0]).split()
    return [word for word in words if word not in KINDS and word not in ARTICLES]


def _sound(words: Iterable[str]) -> str:
    """What spellings of one name in Latin letters share: its consonants, of two alike one, and whether a vowel is
    first. Ninewa, Ninawa and Nineveh are one; Paktia and Paktika are not."""
    letters = "".join(letter for letter, _ in groupby("".join(words).replace("kh", "h").replace("v", "w")))
    head = "a" if letters[:1] in VOWELS else ""
    return head + "".join(letter for letter in letters.removesuffix("h") if letter not in VOWELS and letter.isalnum())
