"""The words that have a meaning of their own here: a sentence each, the same on every page and on that of Method."""

from collections.abc import Mapping
from types import MappingProxyType

from briefing.analysis.standing import MEANING

GLOSSARY: Mapping[str, str] = MappingProxyType(
    {
        **{str(word): means for word, means in MEANING.items()},
        "by exclusion": "its reports support another claim that cannot be true together with this one; "
        "computed, never typed",
        "likelihood": "how likely a named person holds the answer to be, in one of seven fixed terms; never computed",
        "confidence": "how good the basis of a judgement is: low, moderate or high; it says nothing of how "
        "likely the answer is",
        "decisive": "the source, outlet or origin whose fall, all else kept, changes the standing most; "
        "none where no single one does",
        "origin": "where information first comes from: a person, body, document or recording, however "
        "many outlets repeat it",
        "lineage": "all reports that go back to one origin, counted once; of an origin not stated, what "
        "one publication says",
        "independent": "of origins that are named, and of which none leans on another or is heard only through it",
        "in doubt": "reports say that it is not confirmed or is being checked; they are counted and never "
        "change the standing",
        "not assessed": "nobody has yet held this report against this claim; that is not neutral",
        "known as of": "only what was public by that day counts, in every standing, picture and number",
        "certainly within": "only what must have happened or gone on in the period, however uncertain its date; "
        "without it, "
        "whatever may have. What lasted from 2003 to 2008 went on in 2005; what happened once "
        "between them only may have",
    }
)


def anchor(word: str) -> str:
    """The id of the element that holds the meaning of a word."""
    return f"means-{word.replace(' ', '-')}"
