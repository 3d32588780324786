"""Records as labelled tables: what a page lists and a file exports. DataFrames are born here and go no further in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import pandas as pd

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Actor, Claim, Event, Involvement, Origin, Outlet, Place, Relation, Report, Source
from briefing.dossier.sentences import capital
from briefing.dossier.when import When
from briefing.view.view import View

D = TypeVar("D", Event, Relation)
# What a spreadsheet takes for the start of a formula, by OWASP's page on CSV injection.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _frame(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """A frame of text and numbers with these columns even where there is no row."""
    return pd.DataFrame([list(row.values()) for row in rows], columns=list(columns))


def _first(when: When | None) -> str:
    """A day to sort by, as text, so that rows without a date sort to an end and never to a made-up day.

    It says nothing of when: what happened up to a day has that day, and no other."""
    day = when and (when.first or when.last)
    return day.isoformat() if day else ""


def where(place: Place | None) -> str:
    """A place with its province and country."""
    if place is None:
        return ""
    names = dict.fromkeys(name for name in (place.name, place.admin1, place.country) if name)
    return ", ".join(names)


EVENTS = ("id", "Sorts as", "When", "Event", "Kind", "Where", "Within (km)", "Who", "Standing", "Why")


def events(view: View, rows: Iterable[Event] | None = None) -> pd.DataFrame:
    """The events shown, with who had what part and how their claim stands."""
    return _frame((_event(event, view) for event in (view.events if rows is None else rows)), EVENTS)


def in_order(rows: Iterable[D]) -> tuple[D, ...]:
    """What has a date, in order of it; what has none comes last."""
    return tuple(sorted(rows, key=lambda row: (row.date is None, _first(row.date))))


def _event(event: Event, view: View) -> dict[str, Any]:
    known, standing = view.known, view.standings[event.claim]
    place = known.row(Place, event.place) if event.place else None
    parts = known.referring(Involvement, "event", event.id)
    values = (
        event.id,
        _first(event.date),
        event.date.words if event.date else "not known",
        event.title,
        event.kind,
        where(place),
        place.radius_km if place else None,
        "; ".join(f"{labelled(known, part.actor)} ({part.role})" for part in parts),
        standing.word,
        standing.reason,
    )
    return dict(zip(EVENTS, values, strict=True))


RELATIONS = ("id", "From", "Tie", "To", "Sorts as", "When", "Standing", "Why")


def relations(view: View, rows: Iterable[Relation] | None = None) -> pd.DataFrame:
    """The ties shown, read from the first actor to the second."""
    return _frame((_relation(tie, view) for tie in (view.relations if rows is None else rows)), RELATIONS)


def _relation(tie: Relation, view: View) -> dict[str, Any]:
    standing = view.standings[tie.claim]
    values = (
        tie.id,
        labelled(view.known, tie.from_),
        tie.kind,
        labelled(view.known, tie.to),
        _first(tie.date),
        tie.date.words if tie.date else "not known",
        standing.word,
        standing.reason,
    )
    return dict(zip(RELATIONS, values, strict=True))


CLAIMS = (
    "id",
    "Question",
    "Claim",
    "Kind",
    "Standing",
    "Reports for",
    "Origins for",
    "Reports against",
    "Origins against",
    "In doubt",
    "Why",
)


def claims(view: View, rows: Iterable[Claim] | None = None) -> pd.DataFrame:
    """The claims shown with their standing; origins that are not stated are counted in no column."""
    return _frame((_claim(claim, view) for claim in (view.claims if rows is None else rows)), CLAIMS)


def _claim(claim: Claim, view: View) -> dict[str, Any]:
    standing = view.standings[claim.id]
    values = (
        claim.id,
        labelled(view.known, claim.question),
        claim.statement,
        claim.kind,
        standing.word,
        len(standing.supports.reports),
        len(standing.supports.origins),
        len(standing.contradicts.reports),
        len(standing.contradicts.origins),
        len(standing.doubts),
        standing.reason,
    )
    return dict(zip(CLAIMS, values, strict=True))


REPORTS = ("id", "Public", "Report", "Outlet", "Where in the source", "Via", "Origin", "Origin is", "Basis", "Grade")


def reports(view: View, rows: Iterable[Report] | None = None) -> pd.DataFrame:
    """The reports shown with their way from the origin."""
    return _frame((_report(report, view) for report in (view.reports if rows is None else rows)), REPORTS)


def _report(report: Report, view: View) -> dict[str, Any]:
    known = view.known
    outlet = known.row(Outlet, known.row(Source, report.source).outlet)
    origin = known.row(Origin, report.origin)
    values = (
        report.id,
        _public(report, known),
        report.statement,
        outlet.name,
        report.locator,
        " ‹ ".join(labelled(known, id) for id in report.via),
        origin.name,
        origin.kind,
        report.basis,
        # Two grades side by side and never one: they are judged apart.
        f"{outlet.reliability} {report.credibility}",
    )
    return dict(zip(REPORTS, values, strict=True))


def _public(report: Report, known: Dossier) -> str:
    """The first day on which it was certainly public, or that it has no date, and when one looked."""
    day = reported_on(report, known).isoformat()
    return day if known.row(Source, report.source).published else f"undated; counts from {day}"


SOURCES = (
    "id",
    "Sorts as",
    "Published",
    "Title",
    "Outlet",
    "Reliability",
    "Read",
    "Language",
    "Reports",
    "Rests on it alone",
    "Address",
    "Kept at",
    "SHA-256",
)
KEPT = ("Kept at", "SHA-256")  # columns that are left out where no source has anything in them


def sources(view: View, rows: Iterable[Source] | None = None) -> pd.DataFrame:
    """The sources shown with the grade of their outlet and what rests on each alone."""
    lone = carried_alone(view)
    found = _frame(
        (_source(row, view, lone[row.id]) for row in (sources_shown(view) if rows is None else rows)), SOURCES
    )
    return found.drop(columns=[name for name in KEPT if not found[name].any()])


def extents(view: View) -> str:
    """How much of the sources shown the compilers read, as a sentence; of those read whole nothing is said."""
    found = Counter[str](source.extent_read for source in sources_shown(view))
    words = {
        "opening": "read only in the opening part",
        "not read": "not read but known through others",
        "not stated": "not stated how much was read",
    }
    said = [f"{meant}: {found[extent]:,}" for extent, meant in words.items() if found[extent]]
    return f"{capital('; '.join(said))}." if said else ""


def sources_shown(view: View) -> tuple[Source, ...]:
    """The sources shown, in file order."""
    return tuple(view.known.row(Source, id) for id in view.shown.sources.ids)


def _source(source: Source, view: View, alone: int) -> dict[str, Any]:
    outlet = view.known.row(Outlet, source.outlet)
    values = (
        source.id,
        _first(source.published),
        source.published.words if source.published else "date not seen",
        source.title,
        outlet.name,
        outlet.reliability,
        source.extent_read,
        source.language,
        len(view.known.referring(Report, "source", source.id)),
        alone,
        source.url,
        source.archive_url,
        source.sha256 or "",
    )
    return dict(zip(SOURCES, values, strict=True))


def carried_alone(view: View) -> Counter[str]:
    """How many claims have all their support in one source, by that source."""
    # By source and not by origin: one source may carry a claim alone with what two origins told it.
    carriers = ({report.source for report in standing.supports.reports} for standing in view.standings.values())
    return Counter(source for found in carriers if len(found) == 1 for source in found)


ACTORS = ("id", "Actor", "Native name", "Kind", "Who", "Events", "Ties", "Claims")


def actors(view: View, rows: Iterable[Actor] | None = None) -> pd.DataFrame:
    """The actors shown, with how much of what is known concerns them."""
    return _frame((_actor(row, view) for row in (actors_shown(view) if rows is None else rows)), ACTORS)


def actors_shown(view: View) -> tuple[Actor, ...]:
    """The actors shown, in file order."""
    return tuple(view.known.row(Actor, id) for id in view.shown.actors.ids)


def _actor(actor: Actor, view: View) -> dict[str, Any]:
    known = view.known
    ties = (*known.referring(Relation, "from_", actor.id), *known.referring(Relation, "to", actor.id))
    about = known.referring(Claim, "actors", actor.id)
    values = (
        actor.id,
        actor.name,
        actor.native_name,
        actor.kind,
        actor.summary,
        len({row.event for row in known.referring(Involvement, "actor", actor.id)}),
        len(ties),
        sum(view.standings[claim.id].word != "unknown as yet" for claim in about),
    )
    return dict(zip(ACTORS, values, strict=True))


OUTLETS = ("id", "Outlet", "Kind", "Country", "Alignment", "Reliability", "Why this grade", "Sources")


def outlets(view: View, rows: Iterable[Outlet] | None = None) -> pd.DataFrame:
    """The outlets behind the sources shown, with their grade and its reason."""
    return _frame((_outlet(row, view) for row in (outlets_shown(view) if rows is None else rows)), OUTLETS)


def outlets_shown(view: View) -> tuple[Outlet, ...]:
    """The outlets behind the sources shown, in file order."""
    used = {view.known.row(Source, id).outlet for id in view.shown.sources.ids}
    return tuple(row for row in view.known.outlets if row.id in used)


def _outlet(outlet: Outlet, view: View) -> dict[str, Any]:
    published = len(view.known.referring(Source, "outlet", outlet.id))
    values = (
        outlet.id,
        outlet.name,
        outlet.kind,
        outlet.country,
        outlet.alignment,
        outlet.reliability,
        outlet.reliability_reason,
        published,
    )
    return dict(zip(OUTLETS, values, strict=True))


ORIGINS = ("id", "Origin", "Kind", "Interest", "Reports", "Carries alone", "Not independent of")


def origins(view: View, rows: Iterable[Origin] | None = None) -> pd.DataFrame:
    """The origins behind the reports shown, with what each carries alone."""
    lone = _lone(view)
    return _frame(
        (_origin(row, view, lone[row.id]) for row in (origins_shown(view) if rows is None else rows)), ORIGINS
    )


def origins_shown(view: View) -> tuple[Origin, ...]:
    """The origins behind the reports shown, those that carry most by themselves first."""
    used, lone = {report.origin for report in view.reports}, _lone(view)
    return tuple(sorted((row for row in view.known.origins if row.id in used), key=lambda row: -lone[row.id]))


def _lone(view: View) -> Counter[str]:
    """How many claims each origin carries by itself."""
    return Counter(standing.alone for standing in view.standings.values() if standing.alone)


def _origin(origin: Origin, view: View, alone: int) -> dict[str, Any]:
    values = (
        origin.id,
        origin.name,
        origin.kind,
        origin.interest,
        len(view.known.referring(Report, "origin", origin.id)),
        alone,
        "; ".join(labelled(view.known, id) for id in origin.depends_on),
    )
    return dict(zip(ORIGINS, values, strict=True))


def csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV for a spreadsheet: text that it would run as a formula has an apostrophe before it.

    It is made to be opened, not to be read back: for that there are the tables of the dossier themselves.
    """
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell)
    # With a byte order mark, without which Excel reads UTF-8 in the code page of the machine.
    return safe.to_csv(index=False).encode("utf-8-sig")
