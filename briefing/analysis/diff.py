"""What changed between two states of a dossier, in sentences: its claims and how they stand before all else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.analysis.bearing import excluded
from briefing.analysis.lineage import path
from briefing.analysis.standing import Standing, standings
from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Claim, Evidence, Origin, Record, Report, references
from briefing.dossier.sentences import plural

KINDS = (
    *("claim added", "claim removed", "claim reworded", "claim changed", "standing changed", "support changed"),
    *("judgement added", "judgement removed", "judgement changed", "id redirected"),
    *(f"{one} {what}" for one in ("origin", "source", "report") for what in ("added", "removed", "changed")),
    *("other row added", "other row removed", "other row changed", "front page changed", "order changed"),
)
"""The kinds of difference in the order in which they are told."""

TOLD = ("claims", "judgements", "origins", "sources", "reports")  # tables whose rows are told one by one as such


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: its kind, the id of the row, and a sentence."""

    kind: str
    id: str
    sentence: str


def diff(old: Dossier, new: Dossier) -> tuple[Difference, ...]:
    """Everything in which two states of a dossier differ, in the order of ``KINDS`` and then of the ids.

    Nothing that the rows mean is left out, their order included. A row with a redirected id is followed to its new one.
    """
    found = [*_rows(old, new), *_stands(old, new), *_redirected(old, new), *_front(old, new), *_order(old, new)]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), each.id)))


def summary(found: Iterable[Difference]) -> str:
    """How many differences there are of each kind, in a line."""
    counts = Counter(each.kind for each in found)
    said = [f"{counts[kind]} {_plural(kind, counts[kind])}" for kind in KINDS if counts[kind]]
    return ", ".join(said) or "no difference"


def _plural(kind: str, number: int) -> str:
    if number == 1 or kind in ("support changed", "front page changed", "order changed"):
        return kind
    noun, what = kind.rsplit(maxsplit=1)
    return f"{plural(noun, number)} {what}"


# --- rows


def _rows(old: Dossier, new: Dossier) -> Iterator[Difference]:
    after = dict(new.tables())
    for table, rows in old.tables():
        before = {row.id: row for row in rows}
        now = {row.id: row for row in after[table]}
        for id, row in now.items():
            was = before.get(earlier(id, old, new))
            yield from _changed(was, row, table, new.redirects) if was else [_added(row, table, new)]
        gone = (row for id, row in before.items() if id not in now and id not in new.redirects)
        yield from (_removed(row, table, old) for row in gone)


def earlier(id: str, old: Dossier, new: Dossier) -> str:
    """The id under which a row stood in the old state: its own, or one that was redirected to it since."""
    # Its own past goes before that of an id merged into it, which had a row of its own then.
    if old.find(id):
        return id
    return next((given_up for given_up, target in new.redirects.items() if target == id and old.find(given_up)), id)


def _noun(row: Record, table: str) -> str:
    return row.one if table in TOLD else "other row"


def _named(row: Record, dossier: Dossier) -> str:
    if isinstance(row, Evidence):
        return f": {row.report} {'takes no side on' if row.stance == 'neither' else row.stance} {row.claim}"
    words = labelled(dossier, row.id)
    return "" if words == row.id else f": “{words}”"


def _added(row: Record, table: str, dossier: Dossier) -> Difference:
    said = f"The {row.one} {row.id} is new{_named(row, dossier)}."
    return Difference(f"{_noun(row, table)} added", row.id, said)


def _removed(row: Record, table: str, dossier: Dossier) -> Difference:
    said = f"The {row.one} {row.id} is gone{_named(row, dossier)}."
    return Difference(f"{_noun(row, table)} removed", row.id, said)


def _changed(old: Record, new: Record, table: str, moved: Mapping[str, str]) -> Iterator[Difference]:
    """How a row reads now; an id that was merely merged into another is no change of those that refer to it."""
    fields = {column: name for column, name in columns(type(old)).items() if name != "id"}
    apart = [column for column, name in fields.items() if _value(old, name, moved) != _value(new, name, moved)]
    if table == "claims" and "statement" in apart:
        said = f"The claim {new.id} reads {_shown(new, 'statement')}; it read {_shown(old, 'statement')}."
        yield Difference("claim reworded", new.id, said)
        apart.remove("statement")
    if apart:
        turned = ((column, *_both(new, old, fields[column])) for column in apart)
        said = "; ".join(f"{column} is {now}, was {was}" for column, now, was in turned)
        yield Difference(f"{_noun(old, table)} changed", new.id, f"The {new.one} {new.id} changed: {said}.")


# References are compared by where they lead now, so that a merge is told once and not at each row that names it.
def _value(row: Record, name: str, moved: Mapping[str, str]) -> Any:
    value = getattr(row, name)
    if name not in references(type(row)) or not value:
        return value
    if isinstance(value, tuple):
        return tuple(moved.get(id, id) for id in value)
    return moved.get(value, value)


def _both(new: Record, old: Record, name: str) -> tuple[str, str]:
    """A cell as it is and as it was; of numbers that ten digits do not tell apart all digits."""
    now, was = _shown(new, name), _shown(old, name)
    if now == was and isinstance(getattr(new, name), float):
        return str(getattr(new, name)), str(getattr(old, name))
    return now, was


def _shown(row: Record, name: str) -> str:
    value = getattr(row, name)
    if value is None or value in ("", ()):
        return "empty"
    if isinstance(value, float):
        # Ten digits hold any coordinate, without the tail that binary fractions grow.
        return f"{value:.10g}"
    return f"“{', '.join(value)}”" if isinstance(value, tuple) else f"“{getattr(value, 'edtf', value)}”"


# --- standings


def _stands(old: Dossier, new: Dossier) -> Iterator[Difference]:
    before, after = standings(old), standings(new)
    for id, now in after.items():
        was = earlier(id, old, new)
        then = before.get(was)
        if then and then.word != now.word:
            said = f"{id} is {now.word}, was {then.word}: {because(id, old, new)}."
            yield Difference("standing changed", id, said)
        # The word may stay while other reports, or fewer independent origins, carry it: an analyst has to hear of that.
        elif then and _support(then, new.redirects) != _support(now, {}):
            yield Difference("support changed", id, f"{id} is {now.word} still: {because(id, old, new)}.")


def _support(found: Standing, moved: Mapping[str, str]) -> tuple[Any, ...]:
    """What a standing rests on: the reports of each side by their origins, and how many are independent."""

    def ids(reports: Iterable[Report]) -> list[str]:
        return sorted(moved.get(report.id, report.id) for report in reports)

    sides = [
        sorted((moved.get(each.origin.id, each.origin.id), ids(each.reports)) for each in side)
        for side in (found.supports, found.contradicts)
    ]
    independent = (found.supports.independent, found.contradicts.independent)
    return (*sides, *independent, *(ids(each) for each in (found.doubts, found.neither, found.withdrawn)))


def because(claim: str, old: Dossier, new: Dossier) -> str:
    """Why a claim stands otherwise: the reports on it that came, went or turned, and what changed of their origins."""
    before, after = _stances(earlier(claim, old, new), old, new.redirects), _stances(claim, new, {})
    both = sorted(before.keys() & after.keys())
    told = [f"{id} added ({stance})" for id, stance in sorted(after.items()) if id not in before]
    told += [f"{id} removed ({stance})" for id, stance in sorted(before.items()) if id not in after]
    told += [f"{id} turned from {before[id]} to {after[id]}" for id in both if before[id] != after[id]]
    told += [words for id in both for words in _moved(id, old, new)]
    origins = {new.row(Report, id).origin for id in after}
    told += [words for id in sorted(origins) for words in _regarded(id, old, new)]
    return "; ".join(told) or "by other dates"


def _stances(claim: str, dossier: Dossier, moved: Mapping[str, str]) -> dict[str, str]:
    """The reports that bear on a claim by their new ids, each with the side that it takes, by exclusion too."""
    found = {row.report: [str(row.stance)] for row in dossier.referring(Evidence, "claim", claim)}
    for other in excluded(dossier.row(Claim, claim), dossier):
        new = moved.get(other.id, other.id)
        for row in dossier.referring(Evidence, "claim", other.id):
            # As in `bearing`: who denies a claim directly counts by that and not by exclusion as well.
            if row.stance == "supports" and "contradicts" not in found.get(row.report, ()):
                found.setdefault(row.report, []).append(f"excludes it by {new}")
        for report in dossier.referring(Report, "withdraws", other.id):
            found.setdefault(report.id, []).append(f"takes back {new}")
    for report in dossier.referring(Report, "withdraws", claim):
        found.setdefault(report.id, ["no side"]).append("takes it back")
    return {moved.get(id, id): ", ".join(said) for id, said in found.items()}


def _moved(id: str, old: Dossier, new: Dossier) -> Iterator[str]:
    """What changed of the way on which a report came."""
    then, now = old.row(Report, earlier(id, old, new)), new.row(Report, id)
    if now.origin != new.redirects.get(then.origin, then.origin):
        yield f"the origin of {id} is {now.origin}, was {then.origin}"
    came, did = (path(report, dossier) for report, dossier in ((now, new), (then, old)))
    if came != tuple(new.redirects.get(outlet, outlet) for outlet in did):
        yield f"{id} came through {' < '.join(came)}, was {' < '.join(did)}"


def _regarded(id: str, old: Dossier, new: Dossier) -> Iterator[str]:
    """What changed of an origin that bears on its independence."""
    then, now = old.find(earlier(id, old, new)), new.find(id)
    if not isinstance(then, Origin) or not isinstance(now, Origin):
        return
    if then.kind != now.kind:
        yield f"the origin {id} is {now.kind}, was {then.kind}"
    if (
        _value(then, "depends_on", new.redirects) != now.depends_on
        or _value(then, "outlet", new.redirects) != now.outlet
    ):
        yield f"what the origin {id} leans on changed"


# --- the rest


def _redirected(old: Dossier, new: Dossier) -> Iterator[Difference]:
    for id, target in new.redirects.items():
        if old.redirects.get(id) != target:
            yield Difference("id redirected", id, f"The id {id} leads to {target}.")
    for id in old.redirects.keys() - new.redirects.keys():
        yield Difference("id redirected", id, f"The id {id} leads to {old.redirects[id]} no longer.")


def _front(old: Dossier, new: Dossier) -> Iterator[Difference]:
    then, now = old.info.model_dump(), new.info.model_dump()
    for name in sorted(name for name in now if then[name] != now[name]):
        yield Difference("front page changed", name, f"The front page has another {name}.")


def _order(old: Dossier, new: Dossier) -> Iterator[Difference]:
    after = dict(new.tables())
    for table, rows in old.tables():
        ids = [row.id for row in rows]
        now = [row.id for row in after[table]]
        # Only rows of both states, so that a row that came or went does not count as a move of the others. The order is
        # told because the release hashes rows in theirs: else a new release could seem to hold nothing new.
        both = set(ids) & set(now)
        if [id for id in ids if id in both] != [id for id in now if id in both]:
            yield Difference("order changed", table, f"The rows of {table}.csv stand in another order.")
