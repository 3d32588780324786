"""Days that an option names, apart from what all commands share: what reads them takes longer to load than they do."""

from datetime import date

from briefing.dossier.misread import no_day
from briefing.dossier.when import parse


def day(text: str) -> date:
    """The day that an option names, as every command reads it. Raises ValueError where it names none or several."""
    asked = text.strip()
    try:
        when = parse(asked)
    except ValueError:
        raise ValueError(no_day(asked)) from None
    if not asked.isascii():  # EDTF has no other digits, but Python's numbers do
        raise ValueError(no_day(asked))
    if not when.is_day or when.first is None:
        raise ValueError(f"{text!r} is not a single day; a day such as 2017-04-18 is wanted")
    return when.first


def or_today(option: str, asked: str | None) -> date:
    """The day that this option names; today where it was left out. Raises ValueError that names the option."""
    try:
        return date.today() if asked is None else day(asked)
    except ValueError as fault:
        raise ValueError(f"{option}: {fault}") from None
