"""Rules for sentences: a claim says one thing, a judgement says what its claim says, the bottom line is short.

They read English word by word and are blind to sense, so each is a warning; another language is left alone.
"""

import re
from collections.abc import Iterator

from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.dossier.records import Claim
from briefing.dossier.sentences import count
from briefing.reading.checks.check import Finding, warning

# A second verb after "and" makes a second claim; nouns, names and numbers after it are a list and make none. Words in
# -ed that stand before a noun are told apart by hand.
VERBS = (
    *("was", "were", "is", "are", "had", "has", "have", "did", "does", "will", "would", "could", "never", "then"),
    *(
        "became",
        "began",
        "bought",
        "brought",
        "came",
        "drove",
        "fell",
        "fled",
        "flew",
        "fought",
        "found",
        "gave",
        "held",
    ),
    *("kept", "led", "left", "lost", "made", "met", "rose", "said", "sent", "shot", "sought", "spoke", "stood", "told"),
    *("took", "went", "wrote", "denies", "holds", "leads", "lives", "remains", "says", "calls for", "that", "not"),
    *("he", "she", "it", "they"),
)
ADJECTIVES = ("wounded", "injured", "armed", "masked", "allied", "hundred", "related", r"un\w+")
SECOND = re.compile(
    rf";|, (?:but|while|whereas) |\band (?:{'|'.join(VERBS)}|(?!(?:{'|'.join(ADJECTIVES)})\b)[a-z]+ed)\b"
)
CLAUSE = ", and "
LISTED = 4  # words in a part of a list such as "Ada, Ben, and Cora"

WORD = re.compile(r"[^\W_]+")
FRAME = frozenset(
    WORD.findall(
        """
        a all almost an and any as at be been being between by can cannot certain certainly chance did do does even
        for from had has have he her him his if in into is it its judgement judgment likely no not of on or reports
        roughly she so that the their them there these they this those to unlikely up very was were what when where
        whether which who whom whose why will with would allow
        """
    )
)
"""Words of grammar and of the scale, by which no two sentences are told apart."""
STEM = 5  # letters by which forms of a word are taken for one
# Set by hand on the shipped dossier, before and after it was read anew, as is the list of verbs above.
SHARED = 0.75  # of a judgement's words that its claim has

MOST_SENTENCES, MOST_WORDS = 2, 45
STOP = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)[.!?]+[\"'”’)]*(?=\s|$)")  # not that of an initial


@warning("claim-twofold", "A claim says one thing: what two people could dispute apart are two claims.")
def twofold(dossier: Dossier) -> Iterator[Finding]:
    for claim in dossier.claims if _is_english(dossier) else ():
        # What somebody said may well be two things in one sentence.
        if claim.kind != "statement" and (joint := _joint(claim.statement)):
            message = f"{joint!r} seems to join two claims in {claim.statement!r}; one for each is wanted"
            yield Finding(claim, "statement", message)


@warning("judgement-elsewhere", "The sentence of a judgement says what its claim says.")
def elsewhere(dossier: Dossier) -> Iterator[Finding]:
    for judgement in dossier.judgements if _is_english(dossier) else ():
        if judgement.claim:
            claim = dossier.row(Claim, judgement.claim)
            said, claimed = _content(judgement.statement), _content(claim.statement)
            strange = [word for stem, word in said.items() if stem not in claimed]
            if len(said) - len(strange) < SHARED * len(said):
                found = f"{', '.join(map(repr, strange))} in the judgement, not in {claim.id!r}"
                message = f"{found}; the very statement of its claim, or another claim, is wanted"
                yield Finding(judgement, "statement", message)


@warning("bottom-line-long", f"The bottom line has at most {MOST_SENTENCES} sentences and {MOST_WORDS} words.")
def long(dossier: Dossier) -> Iterator[Finding]:
    text = dossier.info.bottom_line.text if dossier.info.bottom_line else ""
    sentences, words = len(STOP.findall(text)), len(text.split())
    if sentences > MOST_SENTENCES or words > MOST_WORDS:
        found = f"{count(sentences, 'sentence')} and {count(words, 'word')} were found"
        message = f"{found}; at most {MOST_SENTENCES} sentences and {MOST_WORDS} words are wanted"
        yield Finding(None, "bottom_line.text", message)


def _is_english(dossier: Dossier) -> bool:
    return dossier.info.language.lower().startswith("en")


def _joint(statement: str) -> str:
    """The words by which a statement seems to say two things; empty if it says one."""
    if found := SECOND.search(statement):
        return found.group().strip()
    for start, end in _parts(statement):
        # A short part after an earlier comma belongs to a list; before the first comma there is no list yet.
        if not (start and len(statement[start:end].split()) <= LISTED):
            return ", and"
    return ""


def _parts(statement: str) -> Iterator[tuple[int, int]]:
    """From where to where each part reaches before an "and": from the comma or the "and" before it."""
    after = 0
    # An expression for it would begin anew at every letter, and a statement of 80,000 take half a minute.
    while (end := statement.find(CLAUSE, after)) >= 0:
        yield max(after, statement.rfind(",", after, end) + 1), end
        after = end + len(CLAUSE)


def _content(sentence: str) -> dict[str, str]:
    """The words of a sentence that are not grammar, by their stem."""
    # Else the s of "Ahmad's" would count as a word of its own.
    words = WORD.findall(fold(re.sub("['’]s\\b", "", sentence)))
    return {word[:STEM]: word for word in words if word not in FRAME}


CHECKS = (twofold, elsewhere, long)
