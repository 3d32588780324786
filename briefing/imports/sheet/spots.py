"""Where a row says that it happened: coordinates to the digit as written, or a name that the gazetteer knows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.distance import km, nearest
from briefing.dossier.folding import latin, name_key
from briefing.dossier.sentences import count
from briefing.places import basemap
from briefing.places.gazetteer import Entry, find, near
from briefing.places.outlines import country_at

DEGREES = re.compile(r"([NSEWСЮВЗ]?)\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWСЮВЗ]?)", re.IGNORECASE)
MINUTES = re.compile(r"\d{1,3}\s*°\s*\d{1,2}")
PAIR = re.compile(r"[(\[]?\s*([^;/]*?\d[^;/]*?)\s*(?:;|/|,\s+|\s+|,(?=[+-]?\d+\.))\s*([^;/]*?\d[^;/]*?)\s*[)\]]?")
LONGEST = 60  # letters of two coordinates; the forms take without end over a longer text
BACKWARD = "SWЮЗ"
PROVINCE = re.compile(
    r"\b(?:province|governorate|oblast|region|provinz|gouvernorat|область|провинция|محافظة|ولاية|вилояти?)\b",
    re.IGNORECASE,
)
FAR = 300  # km between a point and every place of its name, beyond which something is wrong
COARSE = ((0, "district", 60), (1, "town", 12), (2, "town", 5))
"""Decimals of a coordinate, and how finely a place may be said to be known by them where nothing else says it."""
FITTING = 8  # places of one name that are told of
NEAR, SUGGESTED = 12, 3  # places of a near spelling that are looked at, and that are told of
HINTS = 100  # names without a place whose near spellings are looked for: each costs a search of the whole gazetteer
REGION = 1500  # km from every other place of a sheet, beyond which a near spelling misleads

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as cells of its row; ``remark`` says what was chosen or left open, ``fitting`` among what."""

    cells: Mapping[str, str] | None = None
    remark: str = ""
    fitting: tuple[str, ...] = ()
    own: bool = False
    """Whether the coordinates are those of the row."""
    is_missing: bool = False
    """Whether it is a name that no place has."""


def spot(said: Mapping[str, str], chosen: Mapping[str, str], country: str = "") -> Spot:
    """The place of a row by its cells. Raises ValueError with a sentence if its coordinates cannot be right.

    ``chosen`` gives names the one place that a person has said is meant; ``country`` is meant where several fit.
    """
    name, point = said.get("place", ""), _point(said)
    if not point and name and (point := _pair(name)):
        name = ""  # a column of places may hold coordinates
    if point and [float(part) for part in point] == [0, 0]:
        return _named(name, said, chosen, country, "0, 0 lies in the sea off Africa and stands for a place not known. ")
    if point:
        return Spot(_pointed(name, said, point), own=True)
    return _named(name, said, chosen, country) if name else Spot()


def _point(said: Mapping[str, str]) -> tuple[str, str] | None:
    """Latitude and longitude as they are written, as digits with a point."""
    given = said.get("latitude", ""), said.get("longitude", "")
    if not any(given):
        both = said.get("coordinates", "")
        if both and not (found := _pair(both)):
            raise ValueError(f"coordinates {both!r} were found; two numbers such as 38.5598, 68.787 are wanted")
        return found if both else None
    if not all(given):
        missing = "longitude" if given[0] else "latitude"
        raise ValueError(f"the {missing} is empty beside {''.join(given)!r}; both are wanted, or neither")
    return _degrees("latitude", given[0]), _degrees("longitude", given[1])


def _pair(text: str) -> tuple[str, str] | None:
    found = PAIR.fullmatch(text) if len(text) <= LONGEST else None
    if not found or not all(DEGREES.fullmatch(part.strip()) for part in found.groups()):
        return None
    return _degrees("latitude", found[1].strip()), _degrees("longitude", found[2].strip())


def _degrees(name: str, text: str) -> str:
    """A coordinate as its digits. Raises ValueError if it is none, or none that is on the globe."""
    found = DEGREES.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        more = " in degrees with decimals" if MINUTES.search(text) else ""
        raise ValueError(f"the {name} {text!r} cannot be read; a number{more} such as 38.5598 is wanted")
    digits = found[2].replace(",", ".").removeprefix("+")
    if (found[1] or found[3]).upper() and (found[1] or found[3]).upper() in BACKWARD:
        digits = f"-{digits.removeprefix('-')}"
    most = 90 if name == "latitude" else 180
    if abs(float(digits)) > most:
        swapped = "; latitude and longitude may have changed places" if abs(float(digits)) <= 180 and most == 90 else ""
        raise ValueError(f"the {name} {text!r} is beyond {most} degrees{swapped}; a number up to {most} is wanted")
    return digits


def _pointed(name: str, said: Mapping[str, str], point: tuple[str, str]) -> dict[str, str]:
    latitude, longitude = map(float, point)
    digits = min(len(part.partition(".")[2]) for part in point)
    precision, radius = next((words, reach) for most, words, reach in reversed(COARSE) if digits >= most)
    known = [each for each in meant(name, said) if km(latitude, longitude, each.latitude, each.longitude) < FAR]
    drawn = "" if _drawn(said) or known else country_at(latitude, longitude)
    guessed = "; the country is the one in which the base map has the point" if drawn else ""
    return {
        "name": name or ", ".join(point),
        "country": _drawn(said) or (known[0].country if known else drawn) or stated_country(said) or "not stated",
        "admin1": said.get("province", "") or (known[0].admin1 if known else ""),
        "latitude": point[0],
        "longitude": point[1],
        "precision": said.get("precision", "") or precision,
        "radius_km": said.get("radius_km", "") or str(radius),
        "basis": said.get("basis", "")
        or f"coordinates of the sheet; the radius is assumed from how many digits they have{guessed}",
    }


def stated_country(said: Mapping[str, str]) -> str:
    """The country in English as the base map has it, by its name or its code; else as it is written."""
    name = said.get("country", "")
    if area := basemap.country(name):
        return str(area["properties"]["name"])
    return (basemap.coded(name) or name) if len(name) == 2 else name


def _drawn(said: Mapping[str, str]) -> str:
    """The country of a row, if the base map has it."""
    return stated_country(said) if basemap.country(stated_country(said)) else ""


def _named(name: str, said: Mapping[str, str], chosen: Mapping[str, str], country: str, before: str = "") -> Spot:
    """The one place of the gazetteer that a name can mean; with several it is left open."""
    if not name:
        return Spot(remark=before.strip())
    fitting = meant(name, said)
    if picked := next((wanted for key, wanted in chosen.items() if name_key(key) == name_key(name)), ""):
        return Spot(_entry_cells(_picked(name, picked, fitting), name))
    fitting = [entry for entry in fitting if _lies_in(entry, [country])] or fitting if country else fitting
    if not fitting:
        return Spot(remark=before.strip(), is_missing=True)
    if len(fitting) == 1:
        return Spot(_entry_cells(fitting[0], name), before.strip())
    if town := _town_of_province(fitting):
        remark = f"place {name!r} is a town and its province; the town is taken ({name + ' province'!r} is the other)"
        return Spot(_entry_cells(town, name), before + remark)
    remark = f"{before}place {name!r} is left open, since {count(len(fitting), 'place')} may be meant"
    return Spot(None, remark, tuple(map(_shown, fitting[:FITTING])))


def missing(said: Mapping[str, str], others: Sequence[Pair], hint: bool) -> str:
    """What is said of a name that leads to no place: what to do, and if a ``hint`` is wanted what is spelled alike.

    Of near spellings only those count that lie where the other places do.
    """
    name = said.get("place", "")
    found = f"place {name!r} is not in the gazetteer and has no coordinates, so the event comes without a place"
    wanted = "give its latitude and longitude in columns of the sheet"
    if not hint:
        return f"{found}; {wanted}. Near spellings are looked for of the first {HINTS} such names alone."
    close = near(name, _drawn(said), NEAR)
    away = {each: _nearest((each.latitude, each.longitude), others) for each in close}
    # Of those about as near, the one that is spelled most alike stays first: a town before the province around it.
    there = sorted((each for each in close if away[each] <= REGION), key=lambda each: away[each] // FAR)[:SUGGESTED]
    if not there:
        return f"{found}; {wanted}"
    alike = "; ".join(f"{_shown(each)}{_away(away[each])}" for each in there)
    return f'{found}; {wanted}, or say --place "{name}={there[0].address}" if that is meant. Near in spelling: {alike}.'


def _nearest(at: Pair, others: Sequence[Pair]) -> float:
    """How far the nearest of several points is, in km; 0 where there is none."""
    return km(*at, *nearest(at, others)) if others else 0.0


def _away(distance: float) -> str:
    return f", {distance:,.0f} km from another place of the sheet" if distance >= 1 else ""


def meant(name: str, said: Mapping[str, str]) -> list[Entry]:
    """The places that a name may mean, by the country and province beside it or after its comma."""
    country, province = _drawn(said), said.get("province", "")
    found = _of(name, country)
    if not found and "," in name:
        first, *rest = [part.strip() for part in name.split(",")]
        found = [entry for entry in _of(first, country) if _lies_in(entry, rest)]
    narrowed = [entry for entry in found if province and _lies_in(entry, [province])]
    return narrowed or found


def _of(name: str, country: str) -> list[Entry]:
    bare = PROVINCE.sub(" ", name).strip()
    if bare != name and bare:
        return [entry for entry in find(" ".join(bare.split()), country) if entry.precision == "province"]
    return list(find(name, country))


def _lies_in(entry: Entry, areas: Iterable[str]) -> bool:
    # The gazetteer has its areas in English: what it says nothing of in another script is no contradiction.
    return all(name_key(area) in map(name_key, (entry.country, entry.admin1)) for area in areas if latin(area).strip())


def _town_of_province(fitting: list[Entry]) -> Entry | None:
    """The town, where all else that fits is the province that it lies in: what is written means the town as a rule."""
    towns = [entry for entry in fitting if entry.precision == "town"]
    if len(towns) != 1 or len(fitting) != 2:
        return None
    other = next(entry for entry in fitting if entry is not towns[0])
    return towns[0] if (other.country, other.admin1) == (towns[0].country, towns[0].admin1) else None


def _picked(name: str, wanted: str, fitting: list[Entry]) -> Entry:
    """The place that a person chose, by its line or by the beginning of it."""
    found = [entry for entry in fitting or find(wanted.partition(",")[0]) if _shown(entry).startswith(wanted)]
    found = found or list(find(wanted))
    if len(found) != 1:
        choices = "; ".join(map(_shown, fitting)) or "none of this name"
        raise ValueError(f"{wanted!r} was chosen for the place {name!r}, and one of these is wanted: {choices}")
    return found[0]


def _shown(entry: Entry) -> str:
    return f"{entry.address} ({entry.precision}, {entry.latitude:.4f}, {entry.longitude:.4f})"


def _entry_cells(entry: Entry, name: str) -> dict[str, str]:
    also = name if name_key(name.partition(",")[0]) != name_key(entry.name) else ""
    return {
        "name": entry.name,
        "aliases": also.replace("|", "/"),
        "country": entry.country,
        "admin1": entry.admin1,
        "latitude": str(entry.latitude),
        "longitude": str(entry.longitude),
        "precision": entry.precision,
        "radius_km": f"{entry.radius_km:g}",
        "basis": entry.basis,
    }
