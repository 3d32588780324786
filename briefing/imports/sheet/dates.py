"""A date as somebody wrote it, as EDTF: where it has one reading, and no finer than it was written.

6/12/2024 has two, and one column of a sheet has one style: the person who has the sheet is asked for the column.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.dossier.folding import fold
from briefing.dossier.misread import explain
from briefing.dossier.sentences import count
from briefing.dossier.when import parse
from briefing.imports.sheet.grid import Cell
from briefing.imports.sheet.words import MONTHS

TRIPLE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1'?\d{2}")
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
RUN_ON = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|Z|utc|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
BETWEEN = re.compile(r"(?:between|zwischen|entre|между|بين)\s+(.+?)\s+(?:and|und|et|и|و)\s+(.+)", re.IGNORECASE)
RANGE = re.compile(
    r"\d{1,2}\s*[-–—]\s*\d{1,2}\s+\w|\d\s+[-–—]\s+\d|\d\s*[–—]\s*\d|\b(?:to|until|bis|по|à)\b", re.IGNORECASE
)
ABOUT = re.compile(
    r"^(?:about|around|approx(?:imately)?\.?|circa|ca?\.|um|etwa|vers|около|примерно|حوالي|тахминан|~)\s*",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(early|mid|late|begin|beginning|end|anfang|mitte|ende|début|fin|начало|начале|середина|конец|конце)\b",
    re.IGNORECASE,
)
MIDDLE, LATE = (
    frozenset(map(fold, words.split())) for words in ("mid mitte середина", "late end ende fin конец конце")
)
YEARS = re.compile(r"\d{4}[-/](?:1[3-9]|[2-9]\d)")  # 2021-22, which EDTF reads as a summer
DECADE = re.compile(r"(\d{3})0s")
SEASON = re.compile(r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", re.IGNORECASE)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# Those that stand between the parts of a date: the 3rd of June, 3. Juni, le 3 juin, 3 июня 2024 г.
FILLING = re.compile(
    r"(?<=\d)(?:st|nd|rd|th|er|º|-?(?:го|е))\b|\b(?:of|de|the|le|den|am|года?|г|соли|с)\b\.?|[.,]", re.IGNORECASE
)
WEEKDAY = re.compile(r"^[^\W\d_]+,\s*(?=.*\d)")


@dataclass(frozen=True, slots=True)
class Style:
    """The orders of day and month in a column: an example of each that some date proves, and of those left open."""

    day_first: str = ""
    month_first: str = ""
    counted: tuple[int, int, int] = (0, 0, 0)

    @property
    def is_mixed(self) -> bool:
        """Whether one column has dates of both orders."""
        return bool(self.day_first and self.month_first)

    @property
    def sentence(self) -> str:
        """What is known of the order, for the one who is asked."""
        day, month, open = self.counted
        if self.is_mixed:
            return (
                f"two styles stand in the column: {self.day_first!r} has the day first, {self.month_first!r} the month "
                f"first; write those that are open as year-month-day, as {_example(self.day_first)} for the one"
            )
        proof = f"{day} more with the day first, such as {self.day_first!r}" if day else ""
        proof = proof or (f"{month} more with the month first, such as {self.month_first!r}" if month else "")
        hint = proof or "no other date of the column tells which"
        return f"{count(open, 'date')} may have the day or the month first; {hint}: say --dates dmy (day first) or mdy"


def style(cells: Iterable[Cell]) -> Style:
    """What the dates of a column tell of the order of day and month."""
    found: dict[str, list[str]] = {"d": [], "m": [], "o": []}
    for cell in cells:
        if (match := TRIPLE.fullmatch(_bare(cell.text))) and match[2] != ".":
            one, two = int(match[1]), int(match[3])
            if one != two and one and two:
                found["d" if one > 12 else "m" if two > 12 else "o"].append(cell.text)
    day, month, open = (found[order] for order in "dmo")
    return Style((day or [""])[0], (month or [""])[0], (len(day), len(month), len(open)))


def edtf(cell: Cell, order: str, column: Style, start: date | None = None) -> str:
    """The cell as EDTF, or nothing if it is empty. Raises ValueError with a sentence where it has no one reading.

    ``start`` is the day from which the workbook counts, where it says so.
    """
    text = cell.text
    if cell.kind == "number" and SERIAL.fullmatch(text) and start:
        return (start + timedelta(days=int(float(text)))).isoformat()
    if not text or cell.kind == "day":
        return text
    return _mark(text, order, column)


def _mark(text: str, order: str, column: Style) -> str:
    """A date with the marks of doubt that stand about it."""
    if found := BETWEEN.fullmatch(text):
        return _between(text, found[1], found[2], order, column)
    about = ABOUT.sub("", text)
    unsure = re.sub(r"\s*(?:\?|\(\?\))$", "", about)
    mark = ("~" if about != text else "") + ("?" if unsure != about else "")
    read = _one(unsure, order, column)
    return read + {"~?": "%"}.get(mark, mark)


def _between(text: str, first: str, last: str, order: str, column: Style) -> str:
    # "between 19 Feb and 14 March 2001": a year that stands once is of both.
    year = re.search(r"\d{4}$", last)
    begins = first if re.search(r"\d{4}", first) or not year else f"{first} {year[0]}"
    read = f"[{_one(begins, order, column)}..{_one(last, order, column)}]"
    parse(read)
    return read


def _one(text: str, order: str, column: Style) -> str:
    """A single date, or what is EDTF already."""
    bare = _bare(text)
    if found := TRIPLE.fullmatch(bare):
        return _real(text, found[4], *_ordered(text, found, order, column))
    if found := YEAR_FIRST.fullmatch(bare) or RUN_ON.fullmatch(bare):
        return _real(text, found[1], *((found[3], found[4]) if found.re is YEAR_FIRST else (found[2], found[3])))
    if (found := MONTH_YEAR.fullmatch(bare)) and int(found[1]) <= 12:
        return _real(text, found[2], found[1])
    if found := DECADE.fullmatch(bare):
        return f"{found[1]}X"
    if found := SEASON.fullmatch(bare):
        return f"{found[2]}-{SEASONS[found[1].lower()]}"
    return _worded(bare) or _edtf(text)


def _bare(text: str) -> str:
    """A date without its time of day, which a dossier does not compare."""
    return text if re.match(r"\d{4}-\d\d-\d\dT", text) else CLOCK.sub("", text).strip()


def _ordered(text: str, found: re.Match[str], order: str, column: Style) -> tuple[str, str]:
    """Month and day. Who parts a date by dots writes the day first, in every country."""
    one, two = int(found[1]), int(found[3])
    if one > 12 or one in (0, two) or (found[2] == "." and two <= 12):
        return found[3], found[1]
    if two > 12 or two == 0:
        return found[1], found[3]
    if not order or column.is_mixed:
        style = "two styles stand in the column; write year-month-day" if column.is_mixed else "--dates dmy or mdy says"
        raise ValueError(f"{text!r} may have the day or the month first; {style}")
    return (found[3], found[1]) if order == "dmy" else (found[1], found[3])


def _real(text: str, year: str, month: str, day: str = "") -> str:
    # A day 0, or a month 0, stands for one that is not known.
    known = (month, day) if int(day or 0) else (month,) if int(month) else ()
    read = "-".join(part.zfill(2) for part in (year, *known))
    try:
        parse(read)
    except ValueError as fault:
        raise ValueError(f"{text!r}: {fault}") from None
    return read


def _worded(text: str) -> str:
    """A date with its month as a word, where the year has four digits; nothing if it is none."""
    words = fold(FILLING.sub(" ", WEEKDAY.sub("", text))).replace("-", " ").split()
    months = [word for word in words if word in MONTHS]
    joined = " ".join(words)
    pair = next((name for name in MONTHS if " " in name and name in joined), "")
    name = pair or (months[0] if len(months) == 1 else "")
    numbers = joined.replace(name, " ").split() if name else []
    years = [each for each in numbers if len(each) == 4 and each.isdecimal()]
    days = [each for each in numbers if len(each) < 3 and each.isdecimal()]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers):
        return ""
    # Digits of other scripts are decimals too.
    return _real(text, str(int(years[0])), str(MONTHS[name]), str(int(days[0])) if days else "")


def _edtf(text: str) -> str:
    """A text that is EDTF as it stands. Raises ValueError with what fits what else it may be."""
    if SHORT_YEAR.fullmatch(text):
        raise ValueError(f"{text!r} has a year of two digits, which may stand for a day as well; four are wanted")
    if YEARS.fullmatch(text):
        first, last = text[:4], text[:2] + text[5:]
        raise ValueError(
            f"{text!r} may be the years {first} and {last}, or a season of EDTF; write {first}/{last} for the years, "
            f"spring {first} and the like for a season"
        )
    if SERIAL.fullmatch(text):
        raise ValueError(explain(text.partition(".")[0]))
    if any(word in MONTHS for word in fold(text).split()) and VAGUE.search(text):
        raise ValueError(f"{text!r} names a part of a month, whose days only you can tell; write such as {_part(text)}")
    try:
        return parse(text).edtf
    except ValueError as fault:
        if RANGE.search(text):
            first, last = _reach(text)
            raise ValueError(
                f"{text!r} may have lasted, or happened once between; write {first}/{last} for what lasted, "
                f"[{first}..{last}] for what happened once"
            ) from None
        if any(word.strip(".") in MONTHS for word in fold(text).split()):
            raise ValueError(_half(text)) from None
        raise ValueError(str(fault)) from None


def _half(text: str) -> str:
    month, number = _month(text).partition("-")[2], re.search(r"\d{1,2}", text)
    digits = (number[0] if number else "24").zfill(2)
    return (
        f"{text!r} has a month as a word and no year of four digits, so its number may be a day or a year; "
        f"write 20{digits}-{month} for the month, or the year and -{month}-{digits} for the day"
    )


def _month(text: str) -> str:
    """The year and the month that a text names, for an example of its own; one of ours for what it leaves out."""
    year, digits = re.search(r"\d{4}", text), re.search(r"\d{4}-(\d\d)", text)
    named = [MONTHS[word] for word in re.findall(r"[^\W\d_]+", fold(text)) if word in MONTHS]
    number = named[0] if named else int(digits[1]) if digits else 6
    return f"{year[0] if year else 2024}-{number:02d}"


def _part(text: str) -> str:
    """The third of a month that early, mid or late may mean."""
    month, word = _month(text), fold((VAGUE.search(text) or [""])[0])
    days = ("11", "20") if word in MIDDLE else ("01", "10")
    days = ("21", str(monthrange(*map(int, month.split("-")))[1])) if word in LATE else days
    return f"[{month}-{days[0]}..{month}-{days[1]}]"


def _reach(text: str) -> tuple[str, str]:
    """Two days of the month that a text names, its own where it has two numbers that are days."""
    month, days = _month(text), re.findall(r"\d{4}-\d\d-(\d\d)", text) or re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    first, last = days if len(days) == 2 and 0 < int(days[0]) < int(days[1]) < 32 else ("12", "14")
    return f"{month}-{first.zfill(2)}", f"{month}-{last.zfill(2)}"


def _example(text: str) -> str:
    """A date with the day first as year-month-day."""
    day, month, year = re.split(r"[./-]", text)[:3]
    return f"{year[:4]}-{month.zfill(2)}-{day.zfill(2)}"
