"""The questions that an import makes to hold its claims: nobody asked them, until somebody words them anew."""

from collections.abc import Mapping
from types import MappingProxyType

from briefing.dossier.records import Question

OF_SHEETS, OF_FILES = "q-sheet", "q-imported"
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        OF_SHEETS: "What do the rows of a sheet say that nobody has assessed?",
        OF_FILES: "What do imported files say that nobody has assessed?",
    }
)


def is_unasked(question: Question) -> bool:
    """Whether a question stands as an import made it."""
    return TEXTS.get(question.id) == question.text
