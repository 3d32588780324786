"""Ids that were merged into others, ``redirects.csv``: where each leads now. The file may be left out."""

from collections.abc import Collection, Iterator, Mapping

from briefing.dossier.cells import made
from briefing.dossier.issues import Issue, did_you_mean
from briefing.dossier.records import Redirect
from briefing.reading.csvfile import Sheet
from briefing.reading.references import HINTS, Ids

FILE = "redirects.csv"
Turns = list[tuple[int, Redirect]]


def redirects(found: Sheet | None, known: Ids, gone: Collection[str] = ()) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """The id to which each old id leads, a chain followed to its end, and what is wrong with the redirects.

    A redirect to a row that is ``gone``, since it may not be held, is gone with it.
    """
    if found is None:
        return {}, ()
    turns, issues = _turns(found)
    # Reversed, so that of two redirects of one id the first counts; the second is told as a fault.
    moved = {turn.old: turn.new for _, turn in reversed(turns)}
    ends = _ends(moved)
    turns = [(line, turn) for line, turn in turns if ends[turn.old] not in gone]
    ends = _ends({turn.old: turn.new for _, turn in reversed(turns)})
    issues += [*_twice(turns), *_misled(turns, ends, known)]
    return {old: end for old, end in ends.items() if end}, (*found.issues, *issues)


def _turns(found: Sheet) -> tuple[Turns, list[Issue]]:
    turns: Turns = []
    issues: list[Issue] = []
    for row in found.rows:
        if not row.whole:
            continue
        turn = made(Redirect, row.cells)
        if isinstance(turn, Redirect):
            turns.append((row.line, turn))
        else:
            faults = (fault for fault in turn if fault.column in found.columns)
            issues += [Issue(FILE, row.line, fault.column, fault.code, fault.message) for fault in faults]
    return turns, issues


def _twice(turns: Turns) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for line, turn in turns:
        if first.setdefault(turn.old, line) != line:
            message = f"the id {turn.old!r} is redirected in line {first[turn.old]} already; one redirect is wanted"
            yield Issue(FILE, line, "old", "duplicate-id", message)


def _misled(turns: Turns, ends: Mapping[str, str | None], known: Ids) -> Iterator[Issue]:
    hints: dict[str, str] = {}
    for line, turn in turns:
        if turn.old in known.places:
            found = f"the id {turn.old!r} still stands in {known.places[turn.old][0]}.csv"
            message = f"{found}; an id that was given up is wanted"
            yield Issue(FILE, line, "old", "old-id-in-use", message)
        elif ends[turn.old] is None:
            message = f"the redirect of {turn.old!r} comes back to itself; one that ends at a row is wanted"
            yield Issue(FILE, line, "new", "redirect-cycle", message)
        # Of a chain that ends nowhere only the last link is at fault.
        elif known.is_whole and turn.new not in known.places and turn.new not in ends:
            if len(hints) < HINTS:
                hints.setdefault(turn.new, did_you_mean(turn.new, known.places))
            message = f"the id {turn.new!r} is in no table; the id of a row is wanted.{hints.get(turn.new, '')}"
            yield Issue(FILE, line, "new", "unknown-id", message)


def _ends(moved: Mapping[str, str]) -> dict[str, str | None]:
    """Where the chain of each old id ends; None where it goes round. No link is followed twice."""
    ends: dict[str, str | None] = {}
    for old in moved:
        chain: dict[str, None] = {}
        at = old
        while at in moved and at not in ends and at not in chain:
            chain[at] = None
            at = moved[at]
        ends |= dict.fromkeys(chain, ends.get(at, None if at in chain else at))
    return ends
