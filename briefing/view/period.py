"""Days as readers type them into the ends of a period."""

from datetime import date, datetime

from briefing.dossier.when import parse

LONGEST = 100  # letters; a longer text is no day, and some forms of days take long to say so
SAID = {"%d %B %Y": "%Y-%m-%d", "%d %b %Y": "%Y-%m-%d", "%B %Y": "%Y-%m", "%b %Y": "%Y-%m"}
"""Days and months as they stand on the screen, which a reader copies, and as they are parsed."""


def typed(text: str, last: bool = False) -> date | None:
    """The day that was typed; of a month or year its first day, or its last. None for nothing at all.

    Raises ValueError with a sentence for a reader.
    """
    if not text.strip():
        return None
    try:
        when = parse(_parsable(text.strip())) if len(text) <= LONGEST else None
    except ValueError:
        when = None
    day = (when.last if last else when.first) if when else None
    if day is None:
        raise ValueError(f"“{text.strip()[:40]}” is no date. One such as 2017-04-18, 2017-04 or 2017 is wanted.")
    return day


def _parsable(text: str) -> str:
    for said, iso in SAID.items():
        try:
            return datetime.strptime(text, said).strftime(iso)
        except ValueError:
            continue
    return text
