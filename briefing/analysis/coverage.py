"""How much of the evidence somebody looked at: the cells of reports against rival claims, filled and blank."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Question


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells of a question: each report that bears on any claim of a set of rivals, against every claim of the set.

    ``looked`` have a row of evidence, ``excluded`` follow from an exclusion; at ``blank`` nobody looked. It says
    nothing of how well somebody looked.
    """

    question: Question
    looked: int
    excluded: int
    blank: tuple[tuple[str, str], ...]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.looked + self.excluded + len(self.blank)

    @property
    def share(self) -> float | None:
        """The share of cells at which nobody looked; None where no claim has a rival."""
        return len(self.blank) / self.cells if self.cells else None


def coverage(dossier: Dossier) -> tuple[Coverage, ...]:
    """The coverage of every question, in the order of the briefing.

    A claim without a rival is left out: a report has no cell there unless somebody looked.
    """
    excluding = {id: {each.id for each in found.contradicts.by_exclusion} for id, found in standings(dossier).items()}
    ranked = sorted(dossier.questions, key=lambda question: question.rank)
    return tuple(_coverage(question, excluding, dossier) for question in ranked)


def _coverage(question: Question, excluding: Mapping[str, set[str]], dossier: Dossier) -> Coverage:
    looked, excluded, blank = 0, 0, list[tuple[str, str]]()
    for rivals in rival_sets(dossier.referring(Claim, "question", question.id)):
        if len(rivals) > 1:
            held = {claim.id: _held(claim, dossier) for claim in rivals}
            # A report that bears on one rival has a cell for every one, and is asked once, however many it bears on.
            for report in dict.fromkeys(_reports(rivals, held, excluding)):
                for claim in rivals:
                    # A row goes first: where somebody looked, it does not matter that exclusion says it too.
                    if report in held[claim.id]:
                        looked += 1
                    elif report in excluding[claim.id]:
                        excluded += 1
                    else:
                        blank.append((report, claim.id))
    return Coverage(question, looked, excluded, tuple(blank))


def _held(claim: Claim, dossier: Dossier) -> tuple[str, ...]:
    return tuple(row.report for row in dossier.referring(Evidence, "claim", claim.id))


def _reports(
    rivals: Iterable[Claim], held: Mapping[str, Iterable[str]], excluding: Mapping[str, Iterable[str]]
) -> Iterator[str]:
    for claim in rivals:
        yield from held[claim.id]
        # A set comes in another order in every process, and lists of gaps are to be compared from one run to the next.
        yield from sorted(excluding[claim.id])


def rival_sets(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Claims joined by rivalry or exclusion, in their order; a claim without a rival stands by itself."""
    among = {claim.id: claim for claim in claims}
    place = {id: number for number, id in enumerate(among)}
    against: dict[str, set[str]] = {id: set() for id in among}
    for claim in among.values():
        # Both ways: that only one of the two names the other is a warning for rivals, not an error.
        for rival in against.keys() & {*claim.rivals, *claim.excludes}:
            against[claim.id].add(rival)
            against[rival].add(claim.id)
    sets: list[tuple[Claim, ...]] = []
    taken: set[str] = set()
    for id in among:
        if id not in taken:
            joined = _joined(id, against)
            sets.append(tuple(among[other] for other in sorted(joined, key=place.__getitem__)))
            taken |= joined
    return tuple(sets)


def _joined(first: str, against: Mapping[str, set[str]]) -> set[str]:
    found, ahead = {first}, [first]
    while ahead:
        new = against[ahead.pop()] - found
        found |= new
        ahead += new
    return found
