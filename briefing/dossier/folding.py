"""Text folded so that spellings meet: without case, without accents, without what nobody types."""

import re
import unicodedata

from briefing.dossier.caching import cached_texts


@cached_texts(200_000)
def fold(text: str) -> str:
    """Text as the search compares it: no case, no accents, no invisible joiners, in any script."""
    if text.isascii():  # as most is, which has nothing to come apart
        return text.lower()
    # Twice, since some capitals come apart only once their case is gone.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")


def name_key(name: str) -> str:
    """A place name as gazetteers compare it: folded, without apostrophes and hyphens, a dotless i as any other."""
    # The dotless i of Turkish has no form without its missing dot, so NFKD leaves it as it is.
    return " ".join(re.sub(r"['’‘ʻʼ`]", "", fold(name).replace("ı", "i")).replace("-", " ").split())


def latin(text: str) -> str:
    """What Latin letters without accents can tell of a text, in lower case; nothing of another script."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
