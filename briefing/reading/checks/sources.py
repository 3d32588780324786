"""Rules for sources, origins and everything that is listed but leads nowhere."""

from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Place, Record, Report, Source, ids, references
from briefing.dossier.when import day_words
from briefing.reading.checks.check import Finding, error, warning

USED = ("outlets", "origins", "places", "actors")


@warning("source-unused", "Every source has a report or tells how it is known.")
def unreported(dossier: Dossier) -> Iterator[Finding]:
    for source in dossier.sources:
        known = source.known_via or dossier.referring(Source, "known_via", source.id)
        if not known and not dossier.referring(Report, "source", source.id):
            yield Finding(source, "id", f"{source.id!r} has no report and no known_via; one of them is wanted")


@warning(
    "source-not-read",
    "What was not read has no report of its own; what another source says of it is that source's report.",
)
def unread(dossier: Dossier) -> Iterator[Finding]:
    for source in dossier.sources:
        reports = dossier.referring(Report, "source", source.id)
        if source.extent_read == "not read" and reports:
            found = f"{source.id!r} is 'not read' but has the report {reports[0].id!r}"
            message = f"{found}; a report of the source that it is known through is wanted"
            yield Finding(source, "extent_read", message)


@error("source-late", "No source was published after the last day that the dossier looks at.")
def late(dossier: Dossier) -> Iterator[Finding]:
    end = dossier.info.as_of
    for source in dossier.sources:
        if source.published and source.published.first and source.published.first > end:
            found = f"published {source.published.edtf!r} is after as_of, {day_words(end)}"
            message = f"{found}; an earlier date or a later as_of is wanted"
            yield Finding(source, "published", message)


@error("origin-itself", "No origin is said to depend on itself.")
def on_itself(dossier: Dossier) -> Iterator[Finding]:
    # A circle of several is no fault: "not independent of" holds both ways, and ``standing`` counts a circle once.
    for origin in dossier.origins:
        if origin.id in origin.depends_on:
            yield Finding(origin, "depends_on", f"{origin.id!r} depends on itself; another origin or none is wanted")


@warning("unused", "Every outlet, origin, place and actor is named by some other row.")
def unused(dossier: Dossier) -> Iterator[Finding]:
    named = _named(dossier)
    for table in USED:
        for row in getattr(dossier, table):
            if row.id not in named:
                yield Finding(row, "id", f"{row.id!r} is named by no other row; a use of it, or no row, is wanted")


def _named(dossier: Dossier) -> set[str]:
    """The ids that some other row refers to, with the countries and provinces that hold a place so named."""
    named = {id for row, field in _references(dossier) for id in ids(getattr(row, field))}
    used = [place for place in dossier.places if place.id in named]
    # A place names its country and province by word and not by id, and those rows are what its checks measure against.
    countries = {place.country for place in used}
    provinces = {(place.country, place.admin1) for place in used}
    return named | {place.id for place in dossier.places if _holds(place, countries, provinces)}


def _holds(place: Place, countries: set[str], provinces: set[tuple[str, str]]) -> bool:
    if place.precision == "country":
        return place.country in countries
    return place.precision == "province" and (place.country, place.admin1) in provinces


def _references(dossier: Dossier) -> Iterator[tuple[Record, str]]:
    for table, rows in dossier.tables():
        fields = references(TABLES[table])
        yield from ((row, field) for row in rows for field in fields)


CHECKS = (unreported, unread, late, on_itself, unused)
