"""Why a text in a column of dates is none, and what to write instead: reaches, parts of a year, words, slips."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable

from briefing.dossier.folding import fold
from briefing.dossier.issues import did_you_mean
from briefing.dossier.misread import RELATIVE, explain
from briefing.imports.sheet.words import MONTHS

Read = Callable[[str], str]
LONGEST = 80  # letters; a longer text is a sentence, and no slip of a date
DAY = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?(?!\d)", re.IGNORECASE)
FROM = re.compile(r"^(?:from|vom?|von|du|de|del|с|со|аз|من)\s+(?=.*\d)", re.IGNORECASE)
# What stands between the two ends of a reach; a hyphen without spaces may be part of a date as well.
TO = re.compile(
    r"\s+(?:[-–—]|to|until|till|through|bis|zum|au|à|al?|até|hasta|по|до|то|إلى|حتى)\s+|\s*[–—]\s*|(?<!\s)-(?!\s)",
    re.IGNORECASE,
)
NOW = re.compile(
    r"(?:now|present|today|ongoing|heute|aujourd['’]hui|hoy|hoje|сейчас|сегодня|настоящее время|имрӯз|الآن|اليوم)",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"^(?:before|until|till|by|not later than|no later than|vor(?: dem)?|bis(?: zum)?|avant(?: le)?|jusqu['’]au|"
    r"antes d[eo]l?|hasta(?: el)?|até|до|قبل|حتى)\s+(?=.*\d)",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"\d{1,2}\s*[-–—]\s*\d{1,2}\s+\w|\d\s+[-–—]\s+\d|\d\s*[–—]\s*\d|"
    r"\b(?:to|until|till|through|bis|по|до|à|até|hasta|إلى|حتى)\b",
    re.IGNORECASE,
)
DAY_MONTH_YEAR = re.compile(r"(?<!\d)\d{1,2}[\s./-]*[^\W\d_]{3,}[\s./-]*'?\d{2}(?!\d)")
EARLY, MIDDLE, LATE = (
    frozenset(map(fold, words.split()))
    for words in (
        "early begin beginning anfang début principios comienzos inicios início начало начале аввали أوائل",
        "mid middle mitte milieu mediados meados середина середине миёнаи منتصف",
        "late end ende fin fines finales fim final конец конце охири أواخر",
    )
)
VAGUE = EARLY | MIDDLE | LATE
QUARTER = re.compile(r"(?:Q([1-4])[ /-]*(\d{4})|(\d{4})[ /-]*Q([1-4]))", re.IGNORECASE)
THIRDS = {EARLY: ("01", "04"), MIDDLE: ("05", "08"), LATE: ("09", "12")}
LONG = [month for month in MONTHS if len(month) > 3]  # what is misspelt is no abbreviation
WORD = re.compile(r"[^\W\d_]+")


class OpenOrderError(ValueError):
    """A date that may have the day or the month first."""


def why(text: str, read: Read) -> str:
    """What a text seems to be that is no date, and what to write for that; nothing where it cannot be told.

    ``read`` gives one end of a reach as EDTF, and raises ValueError where it is none.
    """
    if len(text) > LONGEST:
        return ""
    words = WORD.findall(fold(text))
    has_month = any(word in MONTHS for word in words)
    if begun := _going_on(text, read):
        return f"{text!r} goes on to the day on which it was written; write {begun}/.. for what goes on"
    if RELATIVE.search(text):
        return explain(text)
    if reach := _reach(text, read):
        first, last = reach
        return (
            f"{text!r} may have lasted, or happened once between; write {first}/{last} for what lasted, "
            f"[{first}..{last}] for what happened once"
        )
    end = UNTIL.sub("", text)
    if end != text and (last := _tried(end, read)):
        return (
            f"{text!r} gives an end alone; write [..{last}] for what happened once by then, ../{last} for what lasted"
        )
    if part := _part_of_year(text):
        once, lasting = "..".join(part), "/".join(part)
        return f"{text!r} names a part of a year; write such as [{once}] for once, {lasting} for what lasted"
    if has_month and VAGUE & {*words}:
        return f"{text!r} names a part of a month, whose days only you can tell; write such as {_part(text, words)}"
    if RANGE.search(text):
        return (
            f"{text!r} may have lasted, or happened once between; write both ends as year-month-day, as FIRST/LAST for "
            "what lasted, as [FIRST..LAST] for what happened once"
        )
    if has_month:
        return _half(text)
    near = _misspelt(words)
    return f"{text!r} names no month that is known.{near}" if near else ""


def _going_on(text: str, read: Read) -> str:
    """The start of what goes on until now by its words, or nothing."""
    for found in TO.finditer(text):
        if NOW.fullmatch(text[found.end() :].strip()):
            return _tried(FROM.sub("", text[: found.start()]), read)
    return ""


def _reach(text: str, read: Read) -> tuple[str, str] | None:
    """The two ends of a reach, where both can be read. Raises ValueError where their days and months are open."""
    whole = FROM.sub("", text)
    for found in sorted(TO.finditer(whole), key=lambda found: found[0] == "-"):
        last = whole[found.end() :].strip()
        begins = whole[: found.start()].strip(" .")
        ends = [_tried(each, read) for each in (_begun(begins, last), _ended(begins, last))]
        if all(ends) and ends[0] < ends[1]:
            return ends[0], ends[1]
    return None


def _begun(first: str, last: str) -> str:
    """The first end with what it leaves to the last: its month, its year."""
    if re.search(r"\d{4}", first):
        return first
    if DAY.fullmatch(first):  # 14-16 March 2024, 14-16/03/2024
        return DAY.sub(first, last, count=1)
    year = re.search(r"\d{4}", last)
    mark = next((mark for mark in "./" if mark in first), " ")
    return f"{first}{mark}{year[0]}" if year else first


def _ended(first: str, last: str) -> str:
    """The last end with the month that only the first names: June 12-14, 2024."""
    named = [word for word in WORD.findall(first) if fold(word) in MONTHS]
    return f"{named[0]} {last}" if len(named) == 1 and not WORD.search(last) and DAY.match(last) else last


def _tried(text: str, read: Read) -> str:
    """One end of a reach as EDTF, or nothing where it is no date. Raises OpenOrderError where its order is open."""
    try:
        return read(text)
    except OpenOrderError:
        raise
    except ValueError:
        return ""


def _part_of_year(text: str) -> tuple[str, str] | None:
    """The first and last month that a quarter, or early, mid and late with a year alone, may mean."""
    if found := QUARTER.fullmatch(text):
        return quarter(int(found[1] or found[4]), found[2] or found[3])
    words, numbers = {*WORD.findall(fold(text))}, re.findall(r"\d+", text)
    if len(numbers) == 1 and len(numbers[0]) == len("2024") and not words & MONTHS.keys():
        part = next((part for names, part in THIRDS.items() if names & words), None)
        return (f"{numbers[0]}-{part[0]}", f"{numbers[0]}-{part[1]}") if part else None
    return None


def quarter(number: int, year: str) -> tuple[str, str]:
    """The first and last month of a quarter."""
    return f"{year}-{3 * number - 2:02d}", f"{year}-{3 * number:02d}"


def _misspelt(words: Iterable[str]) -> str:
    """The month that a word may be meant for, or nothing."""
    return next((near for word in words if len(word) > 3 and (near := did_you_mean(word, LONG))), "")


def _half(text: str) -> str:
    """What is wrong with a text that has a month as a word, by what else it has."""
    month, number = _month(text), re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    if re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return f"{text!r} has words or numbers beside its month and its year that cannot be read; write such as {month}"
    if not number:
        return f"{text!r} has a month as a word and no year; write such as {month}"
    return _no_year(text, number[0].zfill(2), month.partition("-")[2])


def _no_year(text: str, digits: str, month: str) -> str:
    """The same where no year has four digits: what stands before the month is a day, what stands after it may be."""
    if DAY_MONTH_YEAR.search(text):
        year = re.findall(r"\d{2}", text)[-1]
        return f"{text!r} has a year of two digits, where four are wanted; write such as 20{year}-{month}-{digits}"
    if re.search(r"(?<!\d)\d{1,2}\D*[^\W\d_]{3,}[^\d]*$", text):
        return f"{text!r} has a day and a month, and no year; write the year and -{month}-{digits}"
    return (
        f"{text!r} has a month as a word and no year of four digits, so its number may be a day or a year; "
        f"write 20{digits}-{month} for the month, or the year and -{month}-{digits} for the day"
    )


def _month(text: str) -> str:
    """The year and the month that a text names, for an example of its own; one of ours for what it leaves out."""
    year, digits = re.search(r"(?<!\d)\d{4}(?!\d)", text), re.search(r"\d{4}-(\d\d)", text)
    named = [MONTHS[word] for word in WORD.findall(fold(text)) if word in MONTHS]
    number = named[0] if named else int(digits[1]) if digits else 6
    return f"{year[0] if year else 2024}-{number:02d}"


def _part(text: str, words: Iterable[str]) -> str:
    """The third of a month that early, mid or late may mean."""
    month = _month(text)
    days = ("11", "20") if MIDDLE & {*words} else ("01", "10")
    days = ("21", str(monthrange(*map(int, month.split("-")))[1])) if LATE & {*words} else days
    return f"[{month}-{days[0]}..{month}-{days[1]}]"
