"""The judgements of a question: which of them stand, and whether they still answer to what was known."""

from briefing.analysis.known import reported_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Evidence, Judgement, Report
from briefing.dossier.sentences import count


def current(question: str, dossier: Dossier) -> tuple[Judgement, ...]:
    """The judgements that stand on a question, in file order: of those about the same claim only the last one made.

    A question with parts has one for each.
    """
    made = dossier.referring(Judgement, "question", question)
    # Judgements that name no claim count as being about one thing, the question as a whole.
    last = {claim: max(each.made for each in made if each.claim == claim) for claim in {each.claim for each in made}}
    return tuple(each for each in made if each.made == last[each.claim])


def later(judgement: Judgement, dossier: Dossier) -> tuple[Report, ...]:
    """The reports on a judgement's claim or a rival of it that became public after its day, the earliest first.

    The dossier is one cut at the knowledge date. A report on the very day counts as seen; one whose day is not known
    counts from the last day on which it may have appeared. That a report is later does not say that it weighs.
    """
    if judgement.claim is None:
        return ()
    found = {report.id: report for id in _claims(judgement.claim, dossier) for report in _bearing(id, dossier)}
    days = {id: reported_on(report, dossier) for id, report in found.items()}
    return tuple(found[id] for id in sorted(found, key=lambda id: days[id]) if days[id] > judgement.made)


def sentence(judgement: Judgement, dossier: Dossier) -> str:
    """That reports came after a judgement was made, in a sentence without its full stop; empty where none did."""
    found = later(judgement, dossier)
    return f"{count(len(found), 'report')} on this came after it was made" if found else ""


def _claims(id: str, dossier: Dossier) -> tuple[str, ...]:
    """A claim and its rivals, listed on either side."""
    rivals = (*dossier.row(Claim, id).rivals, *(claim.id for claim in dossier.referring(Claim, "rivals", id)))
    return tuple(dict.fromkeys((id, *rivals)))


def _bearing(claim: str, dossier: Dossier) -> tuple[Report, ...]:
    rows = dossier.referring(Evidence, "claim", claim)
    assessed = tuple(dossier.row(Report, row.report) for row in rows)
    return (*assessed, *dossier.referring(Report, "withdraws", claim))
