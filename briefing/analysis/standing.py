"""How a claim stands on its evidence: computed by the published rule from origins, never typed and never a probability.

The measure counts where information comes from. It knows nothing of deception: two origins that lie alike corroborate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from briefing.analysis.bearing import (
    Bearing,
    Public,
    contradicting,
    everything,
    excluded,
    opposing,
    spoken,
    supporting,
)
from briefing.analysis.known import known_from, reported_on
from briefing.analysis.lineage import NOBODY, Side, side
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import isolated
from briefing.dossier.records import Claim, Evidence, Origin, Report
from briefing.dossier.sentences import count, listed, many

Word = Literal[
    "corroborated",
    "single origin",
    "contested",
    "denied",
    "origin not stated",
    "unsupported",
    "withdrawn",
    "unknown as yet",
]
MEANING: Mapping[Word, str] = {
    "corroborated": "two or more independent origins support it; no stated origin speaks against it",
    "single origin": "one origin supports it, or several whose independence is not established; none speaks against it",
    "contested": "stated origins support it and stated origins speak against it",
    "denied": "stated origins speak against it and none supports it",
    "origin not stated": "reports take a side on it, but none of them says where it has that from",
    "unsupported": "reports doubt it and none takes a side",
    "withdrawn": "every origin that supported it took it back",
    "unknown as yet": "no report had spoken of it by this day",
}
WORDS: tuple[Word, ...] = tuple(MEANING)
NAMED_IN_REASON = 3
NOT_ESTABLISHED = "independence not established"
CUT = "; computed on a cut of the dossier, which lacks rows"
HELD = "; computed on what this deployment may hold, which is marked {} at most"


@dataclass(frozen=True)
class Standing:
    """A claim's standing with the reports that made it. ``rows`` are the rows of evidence on the claim itself.

    ``ceiling`` is the marking up to which reports were counted, where there are higher ones; ``part`` tells that the
    dossier is a cut of another.
    """

    claim: str
    word: Word
    supports: Side = NOBODY
    contradicts: Side = NOBODY
    doubts: tuple[Report, ...] = ()
    neither: tuple[Report, ...] = ()
    withdrawn: tuple[Report, ...] = ()
    rows: tuple[str, ...] = ()
    ceiling: str = ""
    part: bool = False

    @property
    def sided(self) -> tuple[Report, ...]:
        """The reports that support the claim or speak against it."""
        return (*self.supports.reports, *self.contradicts.reports)

    @property
    def alone(self) -> str | None:
        """The id of the origin that carries the claim by itself: no other lineage, stated or not, supports it."""
        return self.supports.origins[0] if self.supports.origins and len(self.supports) == 1 else None

    @property
    def several(self) -> str:
        """That origins stand for it whose independence nobody established, where a single origin is all that they make.

        Said beside a strip, where their number alone would speak against the word: 3 for, independence not established.
        """
        number = len(self.supports.origins)
        return f"{number} for, {NOT_ESTABLISHED}" if self.word == "single origin" and number > 1 else ""

    @property
    def how(self) -> str:
        """What is said beside the numbers of its stated origins: how those against it speak, or what ``several`` says.

        A single origin has none against it, so that there is never both.
        """
        return self.contradicts.how or self.several

    @cached_property
    def reason(self) -> str:
        """The standing's reason in a sentence, without its full stop."""
        return f"{_reason(self)}{HELD.format(self.ceiling) if self.ceiling else ''}{CUT if self.part else ''}"


def standing(claim: Claim, dossier: Dossier, day: date | None = None) -> Standing:
    """The standing of a claim on all its evidence, or on that which was public by a day."""
    part = dossier.info.cut is not None
    # What excludes a claim nobody has made cannot be held against it yet, so this comes before all else.
    if not _is_known(claim, dossier, day):
        return Standing(claim.id, "unknown as yet", ceiling=dossier.ceiling, part=part)
    public = _public(dossier, day)
    kept, fallen = supporting(claim, dossier, public)
    supports = side(map(Bearing, kept), dossier)
    contradicts = side(contradicting(claim, dossier, public), dossier)
    rows = dossier.referring(Evidence, "claim", claim.id)
    return Standing(
        claim=claim.id,
        word=_word(supports, contradicts, fallen, dossier),
        supports=supports,
        contradicts=contradicts,
        doubts=tuple(spoken(claim, "doubts", dossier, public)),
        neither=tuple(spoken(claim, "neither", dossier, public)),
        withdrawn=fallen,
        rows=tuple(row.id for row in rows if public(dossier.row(Report, row.report))),
        ceiling=dossier.ceiling,
        part=part,
    )


def word(claim: Claim, dossier: Dossier, day: date | None = None) -> Word:
    """The word of that standing alone, which takes less than all that is told beside it."""
    if not _is_known(claim, dossier, day):
        return "unknown as yet"
    public = _public(dossier, day)
    kept, fallen = supporting(claim, dossier, public)
    against = side(opposing(claim, dossier, public), dossier)
    return _word(side(map(Bearing, kept), dossier), against, fallen, dossier)


def _is_known(claim: Claim, dossier: Dossier, day: date | None) -> bool:
    """Whether any report had spoken of a claim by a day."""
    first = known_from(claim, dossier)
    return first is not None and (day is None or first <= day)


def _public(dossier: Dossier, day: date | None) -> Public:
    """What was public by a day, or everything."""
    return everything if day is None else lambda report: reported_on(report, dossier) <= day


def standings(dossier: Dossier) -> Mapping[str, Standing]:
    """The standing of every claim, by its id, in file order; worked out once for a dossier."""
    return dossier.once(_standings)


def _standings(dossier: Dossier) -> Mapping[str, Standing]:
    return {claim.id: standing(claim, dossier) for claim in dossier.claims}


def bearing_on(claim: Claim, dossier: Dossier) -> tuple[Report, ...]:
    """Every report without which a claim could stand otherwise: those with a row on it, those that exclude it, and
    those that take back it or what excludes it."""
    found = [dossier.row(Report, row.report) for row in dossier.referring(Evidence, "claim", claim.id)]
    found += dossier.referring(Report, "withdraws", claim.id)
    for other in excluded(claim, dossier):
        found += spoken(other, "supports", dossier, everything)
        found += dossier.referring(Report, "withdraws", other.id)
    return tuple({report.id: report for report in found}.values())


def _word(supports: Side, contradicts: Side, fallen: Sequence[Report], dossier: Dossier) -> Word:
    # From here on only stated origins decide; who gives none is drawn and told, but makes nobody contested or single.
    if supports.origins and contradicts.origins:
        return "contested"
    if supports.origins:
        return "corroborated" if supports.any_independent else "single origin"
    # What is left from origins not stated does not keep up a claim that every stated one took back.
    if any(dossier.row(Origin, report.origin).is_stated for report in fallen):
        return "withdrawn"
    if contradicts.origins:
        return "denied"
    # Here no stated origin speaks on either side: what the outlets said of their own, and took back, decides.
    if fallen and not supports:
        return "withdrawn"
    return "origin not stated" if supports or contradicts else "unsupported"


# --- the reason, in words


def _reason(standing: Standing) -> str:
    if standing.word == "unknown as yet":
        return MEANING[standing.word]
    parts = [_side_words(standing.supports)] if standing.supports else []
    if standing.withdrawn:
        parts.append(f"{count(len(standing.withdrawn), 'report')} taken back by its origin or first outlet")
    if standing.contradicts:
        parts.append(f"against it {_side_words(standing.contradicts)}{_how(standing.contradicts)}")
    elif standing.supports:
        parts.append("none against")
    if standing.doubts:
        parts.append(f"{count(len(standing.doubts), 'report')} in doubt")
    return "; ".join(parts)


def _side_words(side: Side) -> str:
    known, independent = side.origins, side.independent
    if not known:
        return f"{count(len(side.reports), 'report')}, origin not stated"
    if len(known) == 1:
        origins = "1 origin"
    elif independent == len(known):
        origins = f"{independent} independent origins"
    elif independent >= 2:
        origins = f"{len(known)} origins, {'' if side.is_counted else 'at least '}{independent} of them independent"
    else:
        origins = f"{len(known)} origins whose independence is not established"
    return f"{count(len(side.reports), 'report')}, {origins}: {_names(side)}"


def _names(side: Side) -> str:
    known, unstated = [lineage.origin.name for lineage in side if lineage.known], side.unstated
    names = known[:NAMED_IN_REASON]
    if len(known) > NAMED_IN_REASON:
        names.append(f"{len(known) - NAMED_IN_REASON} more")
    if unstated:
        names.append("an origin not stated" if unstated == 1 else f"{unstated} whose origin is not stated")
    return ", ".join(names)


def _how(side: Side) -> str:
    """How those against a claim speak: by exclusion, and since they support what; in one report against very much."""
    said, excluding = [], len(side.by_exclusion)
    if excluding:
        some = "" if excluding == len(side.reports) else f"{excluding} of them "
        said.append(f"{some}by exclusion, since {'it has' if excluding == 1 else 'they have'} {_through(side)}")
    if len(side) == len(side.bearings) == 1 and side.bearings[0].is_sweeping:
        said.append(f"in one report that also speaks against {many(side.bearings[0].also, 'other claim')}")
    return f" ({'; '.join(said)})" if said else ""


def _through(side: Side) -> str:
    """What those who bear on a claim by exclusion have in its place."""
    shorts = list(dict.fromkeys(claim.short for bearing in side.bearings for claim in bearing.through))
    more = [f"{len(shorts) - NAMED_IN_REASON} more"] if len(shorts) > NAMED_IN_REASON else []
    return listed([*(f"“{isolated(short)}”" for short in shorts[:NAMED_IN_REASON]), *more])
