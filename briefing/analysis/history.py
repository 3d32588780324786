"""How the standing of a claim came about: on which day it turned, and by which reports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.analysis.bearing import excluded
from briefing.analysis.known import reported_on
from briefing.analysis.standing import Word, bearing_on, word
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Report


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the standing of a claim changed, the word before and after, and the reports of that day."""

    claim: str
    day: date
    before: Word
    after: Word
    reports: tuple[str, ...]


def turns(claim: Claim, dossier: Dossier) -> tuple[Turn, ...]:
    """Every change of a claim's standing in the order of the days; the first is from "unknown as yet"."""
    return dossier.once_of(claim, _turns)


def _turns(claim: Claim, dossier: Dossier) -> tuple[Turn, ...]:
    found: list[Turn] = []
    before: Word = "unknown as yet"
    # A standing can change only on a day on which one of these became public, so no other day is computed.
    spoken = _spoken(claim, dossier)
    for (day, reports), now in zip(spoken.items(), _words(claim, dossier, tuple(spoken)), strict=True):
        if now != before:
            found.append(Turn(claim.id, day, before, now, reports))
            before = now
    return tuple(found)


def _words(claim: Claim, dossier: Dossier, days: Sequence[date]) -> list[Word]:
    """How a claim stands on each of some days that follow one another, in a word."""

    def on(place: int) -> Word:
        return word(claim, dossier, days[place])

    taken_back = any(dossier.referring(Report, "withdraws", each.id) for each in (claim, *excluded(claim, dossier)))
    if taken_back or not days:
        return [on(place) for place in range(len(days))]
    found = {place: on(place) for place in (0, len(days) - 1)}
    _between(0, len(days) - 1, found, on)
    return [found[place] for place in range(len(days))]


def _between(first: int, last: int, found: dict[int, Word], on: Callable[[int], Word]) -> None:
    """Fill in the words of the days between two, of which hundreds are alike."""
    # Where nothing is taken back, sides only grow and independence stays: a word that was left never comes again.
    if found[first] == found[last]:
        found.update(dict.fromkeys(range(first, last), found[first]))
    elif last - first > 1:
        middle = (first + last) // 2
        found[middle] = on(middle)
        _between(first, middle, found, on)
        _between(middle, last, found, on)


def _spoken(claim: Claim, dossier: Dossier) -> dict[date, tuple[str, ...]]:
    """The reports that bear on a claim, by exclusion too, by the day on which they became public."""
    by_day: dict[date, list[str]] = {}
    for report in bearing_on(claim, dossier):
        by_day.setdefault(reported_on(report, dossier), []).append(report.id)
    return {day: tuple(dict.fromkeys(by_day[day])) for day in sorted(by_day)}


def history(dossier: Dossier) -> tuple[Turn, ...]:
    """Every turn of every claim."""
    return tuple(turn for claim in dossier.claims for turn in turns(claim, dossier))


def changes(dossier: Dossier, since: date, claims: Iterable[Claim] | None = None) -> tuple[Turn, ...]:
    """The turns of these claims after a day, the latest first."""
    among = dossier.claims if claims is None else claims
    return after(since, (turn for claim in among for turn in turns(claim, dossier)))


def after(since: date, found: Iterable[Turn]) -> tuple[Turn, ...]:
    """Those of these turns that came after a day, the latest first."""
    later = (turn for turn in found if turn.day > since)
    return tuple(sorted(later, key=lambda turn: (turn.day, turn.claim), reverse=True))
