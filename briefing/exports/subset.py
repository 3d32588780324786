"""The part of a dossier that a view shows, as a dossier of its own that loads without errors.

It is closed under reference: what a shown row cannot do without comes along, and a list of ids loses those left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Cut, Dossier
from briefing.dossier.records import Evidence, Involvement, Record, Report, ids, references
from briefing.dossier.sentences import listed
from briefing.dossier.when import day_words
from briefing.exports.imprint import Imprint, imprint
from briefing.view.address import query
from briefing.view.filters import EVERYTHING
from briefing.view.view import View

R = TypeVar("R", bound=Record)

PARTS = ("claims", "events", "relations", "reports", "sources", "actors", "places")
UNCONFIRMED = "Graded 1 in the whole dossier, by reports that are not in this file."


def is_whole(view: View) -> bool:
    """Whether the view leaves nothing of the dossier out."""
    # By identity: any cut and any what-if make another dossier, and leaving both out makes none.
    return view.known is view.whole and view.state.filters == EVERYTHING and not view.whole.ceiling


def selection(view: View) -> Dossier:
    """The whole dossier where nothing is chosen; else what is shown of it as known, closed under reference.

    Its front matter then says that it is a cut, so that whoever reads it takes it for no whole.
    """
    return view.whole if is_whole(view) else _marked(_regraded(_closed(view)), view)


def _closed(view: View) -> Dossier:
    known = view.known
    held = {id for name in PARTS for id in getattr(view.shown, name).ids}
    shown = {name: [row for row in getattr(known, name) if row.id in held] for name in PARTS}
    # Step by step outwards: first what the shown rows must name, then what those must.
    held |= _named("question", shown["claims"]) | _named("claimant", shown["claims"])
    held |= _named("origin", shown["reports"]) | _named("via", shown["reports"])
    origins = [origin for origin in known.origins if origin.id in held]
    held |= _named("outlet", shown["sources"]) | _named("outlet", origins)
    kept = {
        **shown,
        "origins": origins,
        "outlets": [row for row in known.outlets if row.id in held],
        "questions": [row for row in known.questions if row.id in held],
        "evidence": [row for row in known.evidence if {row.report, row.claim} <= held],
        "involvement": [row for row in known.involvement if {row.event, row.actor} <= held and _is_given(row, held)],
        # A role that no report in the part gives would not load: that cell must not be empty.
        "roles": [row for row in known.roles if row.actor in held and not held.isdisjoint(row.reports)],
        "stories": [],  # its steps lead to views of the whole
        "judgements": [row for row in known.judgements if {row.question, *ids(row.claim)} <= held],
    }
    tables = {name: tuple(_cut(row, held) for row in rows) for name, rows in kept.items()}
    there = {row.id for rows in tables.values() for row in rows}
    # A redirect to a row that was left out would be an error.
    turns = {old: new for old, new in known.redirects.items() if new in there}
    return replace(known, redirects=turns, **tables)  # type: ignore[arg-type]  # each table holds rows of its own kind


def _named(field: str, rows: Iterable[Record]) -> set[str]:
    return {id for row in rows for id in ids(getattr(row, field))}


def _is_given(part: Involvement, held: set[str]) -> bool:
    """Whether a report that gives the part is held; a part that names none is given by all those of its event."""
    return not part.reports or not held.isdisjoint(part.reports)


def _cut(row: R, held: set[str]) -> R:
    """The row without its references to rows left out. What a row must name is always held."""
    cells = {field: getattr(row, field) for field in references(type(row))}
    left = {field: _still(value, held) for field, value in cells.items()}
    return row if left == cells else row.model_copy(update=left)


def _still(value: str | tuple[str, ...] | None, held: set[str]) -> str | tuple[str, ...] | None:
    if isinstance(value, tuple):
        return tuple(id for id in value if id in held)
    return value if value in held else None


def _marked(part: Dossier, view: View) -> Dossier:
    """The part with the front matter of a cut: its last day is the knowledge date, and no moment lies after it."""
    info, own = view.known.info, imprint(view)
    asked = query(replace(view.state, release=""))
    cut = Cut(release=own.release, view=asked, state=own.state, missing="; ".join(_missing(view, own)))
    moments = tuple(each for each in info.moments if each.day <= view.asof)
    marked = info.model_copy(update={"as_of": min(view.asof, info.as_of), "moments": moments, "cut": cut})
    return replace(part, info=marked)


def _missing(view: View, own: Imprint) -> Iterator[str]:
    """What the part lacks; of what became known after its day only that it is missing, since nobody knew how much."""
    yield from (f"{name} ({less} of {own.totals[name]})" for name, less in own.hidden.items() if less)
    if own.what_if:
        yield f"what rests on {listed(own.what_if)}"
    if view.ground.real is not view.whole:
        yield f"what became known after {day_words(view.asof)}"
    if view.whole.ceiling:
        yield f"what is marked above {view.whole.ceiling}"
    if view.whole.info.cut:
        yield f"and before that: {view.whole.info.cut.missing}"


def _regraded(part: Dossier) -> Dossier:
    """The part with credibility 6 where it is 1, confirmed, and what confirms it was left out; the note says so."""
    # By what is left and not by what is known: the rule that grade 1 is confirmed is checked on the part when it loads.
    stand = standings(part)

    def confirmed(report: Report) -> bool:
        rows = (row for row in part.referring(Evidence, "report", report.id) if row.stance == "supports")
        return any(stand[row.claim].supports.independent >= 2 for row in rows)

    def graded(report: Report) -> Report:
        if report.credibility != "1" or confirmed(report):
            return report
        note = f"{report.note} {UNCONFIRMED}".strip()
        return report.model_copy(update={"credibility": "6", "note": note})

    return replace(part, reports=tuple(map(graded, part.reports)))
