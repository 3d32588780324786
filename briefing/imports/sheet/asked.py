"""What only the one who has a sheet can say, asked of it as a whole: orders of days, countries, names in one cell."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from briefing.analysis.distance import km
from briefing.dossier.folding import name_key
from briefing.dossier.sentences import count, listed, some
from briefing.dossier.when import parse
from briefing.imports.imported import Cells
from briefing.imports.sheet.said import Reader, Said

CLOSE = 25  # km within which two points of one name may be one place
FEW_POINTS = 6
OUTSIDE = "outside the countries that the base map has, or at sea"
FEW = 3  # rows of a country up to which each is named, since one among many may be a point gone wrong
PARTING = (",", "/", " & ", " and ", " und ", " et ", " и ", " ва ", " و ")
"""What people write between two names where no semicolon is."""
TITLE = re.compile(
    r"^(?:(?:colonel|col|general|gen|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|commander|cmdr|doctor|dr|"
    r"professor|prof|mr|mrs|ms|sheikh|sheik|mullah|imam|emir|hajji|полковник|генерал|майор|капитан|доктор)\b\.?\s+)+",
    re.IGNORECASE,
)
FULL = (",", "/", " & ")  # of these any two full names are asked about; "Ministry of Trade and Industry" is one


def open_dates(how: Reader) -> Iterator[str]:
    """Of each column of dates which may have the day or the month first, what shows which."""
    for name, style in how.styles.items():
        if style.counted[2] and (style.is_mixed or not how.choices.dates):
            yield f"Column {how.told.names(name)}: {style.sentence}"


def countries(read: Mapping[int, Said], places: Mapping[int, Cells | None], unit: str) -> Iterator[str]:
    """The countries that no cell names and the points were found in: a point gone wrong lies in one of its own.

    ``places`` are those of rows that have a point, by line.
    """
    found: dict[str, list[str]] = {}
    for line, place in places.items():
        if place and not read[line].get("country"):
            country = place.get("country", "")
            found.setdefault(OUTSIDE if country == "not stated" else country, []).append(f"{unit} {line}")
    said = [
        f"{country} ({count(len(rows), unit)}{f': {listed(rows)}' if len(rows) <= FEW and len(found) > 1 else ''})"
        for country, rows in sorted(found.items(), key=lambda each: -len(each[1]))
    ]
    if said:
        wrong = "a sign may be lost, or latitude and longitude have changed places"
        yield f"No cell names a country; by the points they are: {'; '.join(said)}. Where one is wrong, {wrong}."


def undated(how: Reader, read: Collection[Said]) -> Iterator[str]:
    """That no source has a day of its own, so that the dossier cannot be looked at as of an earlier one."""
    if "published" not in how.told.fields and any(each.urls or each.outlets for each in read):
        yield (
            "No column says when a source was published, so each counts from the last day looked at, `as_of`, "
            "and no earlier day has anything; a column Published brings it."
        )


def dateless(how: Reader, read: Collection[Said], unit: str) -> Iterator[str]:
    """The rows that come in without a date, though a column has those of others."""
    rows = [f"{unit} {each.line}" for each in read if not each.get("date")]
    if rows and "date" in how.told.fields:
        yield (
            f"Column {how.told.names('date')} says nothing in {count(len(rows), unit)} ({some(rows, FEW)}): "
            "what they tell of comes in without a date, and stands on no timeline"
        )


def later(how: Reader, read: Collection[Said], as_of: date, unit: str) -> Iterator[str]:
    """The rows that happened after the last day that the dossier looks at, which may be a slip of the year."""
    dated = [(each.line, found) for each in read if (found := each.get("date"))]
    rows = [f"{unit} {line}: {found}" for line, found in dated if not parse(found).possibly_within(None, as_of)]
    if rows:
        yield (
            f"Column {how.told.names('date')} has dates after {as_of}, the last day that the dossier looks at: "
            f"{some(rows, FEW)}; mend the date where it is wrong, or `as_of` in dossier.toml"
        )


def same_events(
    read: Collection[Said], where: Callable[[int], str], about: Collection[str], events: Mapping[int, str]
) -> Iterator[str]:
    """Rows with ids of their own that say the same of what, when and where, and may be two sources of one event.

    ``events`` has the event of each row; rows that came in as one before ids did stay one.
    """
    alike: dict[tuple[str, ...], dict[str, Said]] = {}
    for each in read:
        if each.get("id") and each.get("date"):
            alike.setdefault(tuple(map(each.get, about)), {}).setdefault(each.get("id"), each)
    for rows in alike.values():
        if len(rows) > 1:
            found = len({events[each.line] for each in rows.values()})
            many = (
                "they are as many events; where they are one, give them one id"
                if found == len(rows)
                else f"by their ids they would be as many events; they came in as {found} before, and stay so"
            )
            shown = listed([where(each.line) for each in rows.values()])
            yield f"{shown} have one title, date and place and ids of their own: {many}"


def near_places(places: Collection[Cells]) -> Iterator[str]:
    """The names that stand for several points: those so near each other that they may be one place, and the others."""
    named: dict[tuple[str, str], list[Cells]] = {}
    for place in places:
        if place.get("latitude") and place.get("longitude"):
            named.setdefault((name_key(place["name"]), place.get("country", "")), []).append(place)
    for group in named.values():
        looked = group[:FEW_POINTS]
        pairs = [(_apart(*pair), pair) for pair in combinations(looked, 2)]
        near = {place["id"]: place for apart, pair in pairs if 0 < apart < CLOSE for place in pair}
        far = max((apart for apart, _ in pairs), default=0)
        if near:
            apart = max(apart for apart, _ in pairs if apart < CLOSE)
            yield (
                f"Place {group[0]['name']!r} has {len(near)} points, {apart:.0f} km apart, and is taken for as many "
                f"places: {_points(near.values())}; where it is one, give it the same digits in every row"
            )
        if far >= CLOSE:
            yield (
                f"Place {group[0]['name']!r} has points {far:,.0f} km apart, and is taken for {len(group)} places: "
                f"{_points(looked)}; where it is one, mend the point that is wrong"
            )


def _apart(one: Cells, other: Cells) -> float:
    return km(*(float(place[name]) for place in (one, other) for name in ("latitude", "longitude")))


def _points(places: Iterable[Cells]) -> str:
    return "; ".join(f"{place['latitude']}, {place['longitude']}" for place in places)


def joined_names(how: Reader, read: Collection[Said], held: Collection[str], unit: str) -> Iterator[str]:
    """The cells that may hold several actors and are taken for one, with how to have them parted.

    ``held`` are names that the dossier has. A part that stands elsewhere by itself shows that the mark parts names.
    """
    known = {name_key(name) for name in (*held, *(name for each in read for name in each.actors))}
    for mark in PARTING:
        cells = [(each.line, name) for each in read for name in each.actors if _is_several(name, mark, known)]
        if cells:
            names = some([f"{name!r} ({unit} {line})" for line, name in dict(cells[::-1]).items()][::-1], FEW)
            yield (
                f"Column {how.told.names('actor')}: taken for one name each: {names}; "
                f'if {mark.strip()!r} parts names there, say --actors-by "{mark}"'
            )


def joined_sources(how: Reader, read: Collection[Said], unit: str) -> Iterator[str]:
    """The cells that may name several sources and are taken for one: AFP, Reuters."""
    found = [(name, each.line) for each in reversed([*read]) for name in reversed(each.outlets) if _has_comma(name)]
    cells = [f"{name!r} ({unit} {line})" for name, line in [*dict(found).items()][::-1]]
    if cells:
        yield (
            f"Column {how.told.names('source')}: taken for one source each: {some(cells, FEW)}; "
            "where a comma parts several there, write a semicolon"
        )


def _has_comma(name: str) -> bool:
    return "," in name and all(part.strip() for part in name.split(","))


def titled(how: Reader, read: Collection[Said]) -> Iterator[str]:
    """Names that are another's with a title before it, and may be one actor."""
    names = {name: each.line for each in reversed([*read]) for name in reversed(each.actors)}
    plain = {name_key(name): name for name in names}
    for name in sorted(names, key=lambda name: names[name]):
        bare = TITLE.sub("", name)
        other = plain.get(name_key(bare))
        if bare != name and other:
            yield (
                f"Column {how.told.names('actor')}: {name!r} and {other!r} are taken for two actors; "
                "where they are one, write one of the names in both rows"
            )


def _is_several(name: str, mark: str, known: Collection[str]) -> bool:
    parts: Sequence[str] = [part.strip() for part in re.split(re.escape(mark), name)]
    if len(parts) < 2 or not all(parts):
        return False
    return any(name_key(part) in known for part in parts) or (
        mark in FULL and all(len(part.split()) > 1 for part in parts)
    )
