"""What a list of dossiers tells of each, without keeping its rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.dossier.sentences import count
from briefing.reading.load import read
from briefing.reading.markings import TOP


@dataclass(frozen=True, slots=True)
class Overview:
    """The title, the question, the last day looked at and the release; or what keeps the dossier from being shown."""

    title: str
    question: str = ""
    as_of: date | None = None
    release: str = ""
    fault: str = ""


def overview(where: Path, ceiling: str = TOP, strict: bool = True) -> Overview:
    """What is told of a dossier, without what is marked above the ceiling or, if ``strict``, not traced to a marking.

    Whatever its files hold, there is an answer: one broken takes nobody down.
    """
    try:
        reading = read(where, ceiling, strict)
    except Exception:  # a fault of ours in one dossier must not take the list of the others
        return Overview(where.name, fault="reading it failed; the fault is ours")
    dossier = reading.dossier
    if dossier is None:
        errors = sum(issue.severity == "error" for issue in reading.issues)
        return Overview(where.name, fault=f"it cannot be shown: {count(errors, 'error')}, which check lists")
    first = min(dossier.questions, key=lambda question: question.rank, default=None)
    asked = first.text if first else dossier.info.subtitle
    return Overview(dossier.info.title, asked, dossier.info.as_of, dossier.release)
