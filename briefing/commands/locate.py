"""``locate``: where a place lies, offline, with a line ready for ``places.csv``; the choice stays with the curator."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from briefing import __version__
from briefing.dossier.folding import name_key
from briefing.dossier.records import Place
from briefing.dossier.sentences import listed
from briefing.places.gazetteer import Entry, covered, find, line, near

# 2 is left out: argparse exits with it for an option that is wrong.
FOUND, MISSING, SEVERAL, NO_NETWORK = 0, 1, 3, 4
USER_AGENT = f"briefing/{__version__} (curating a dossier by hand)"
COLUMNS = tuple(Place.model_fields)


def arguments(parser: ArgumentParser) -> None:
    """Declare the name, the country and whether to go out."""
    parser.add_argument("name", help="the place in any spelling or script, such as Vahdat or Варзоб")
    parser.add_argument("--country", default="", help="look in this country alone, such as Tajikistan")
    parser.add_argument("--online", action="store_true", help="ask OpenStreetMap's Nominatim instead, over the network")


def run(args: Namespace) -> int:
    """Print what was found; never choose among several."""
    if args.online:
        return _online(args.name, args.country)
    found = find(args.name, args.country)
    if not found:
        return _missing(args.name, args.country)
    if len(found) > 1:
        print(f"{len(found)} places are called {args.name!r}. Which one is meant is yours to say:\n")
    print("\n\n".join(_shown(entry) for entry in found))
    print(f"\n# {','.join(COLUMNS)}")
    return FOUND if len(found) == 1 else SEVERAL


def _shown(entry: Entry) -> str:
    people = f"{entry.population:,} inhabitants" if entry.population else entry.precision
    spot = f"{entry.latitude:.4f}, {entry.longitude:.4f}"
    return f"{entry.address}\n  {people}, {spot}\n  {line(entry, COLUMNS)}"


def _missing(name: str, country: str) -> int:
    inside = f" in {country}" if country else ""
    print(f"No place called {name!r}{inside} is in the gazetteer.")
    if not country or name_key(country) not in map(name_key, covered()):
        lacking = f"It has nothing of {country}" if country else "It has nothing of other countries than these"
        print(f"{lacking}; it covers {listed(covered())}. --online asks OpenStreetMap.")
    for entry in near(name, country):
        print(f"  near: {entry.address} ({entry.latitude:.4f}, {entry.longitude:.4f})")
    return MISSING


def _online(name: str, country: str) -> int:
    """Ask Nominatim, at most once a second as its rules want."""
    ask = RateLimiter(
        Nominatim(user_agent=USER_AGENT, timeout=10).geocode,
        min_delay_seconds=1,
        max_retries=0,
        # Swallowed, a refusal would read as "no such place".
        swallow_exceptions=False,
    )
    try:
        found = ask(f"{name}, {country}" if country else name, exactly_one=False, limit=10, language="en")
    except (GeopyError, OSError) as fault:
        reason = type(fault).__name__
        print(f"Nominatim could not be asked ({reason}). Without --online the gazetteer answers.", file=sys.stderr)
        return NO_NETWORK
    return _answers(name, found or ())


def _answers(name: str, found: Sequence[object]) -> int:
    for place in found:
        print(f"{place.address}\n  {place.latitude:.5f}, {place.longitude:.5f}  (OpenStreetMap, ODbL)")  # type: ignore[attr-defined]  # geopy is not typed
    if not found:
        print(f"Nominatim knows no place called {name!r}.")
    return MISSING if not found else FOUND if len(found) == 1 else SEVERAL
