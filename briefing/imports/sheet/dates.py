"""A date as somebody wrote it, as EDTF: where it has one reading, and no finer than it was written.

6/12/2024 has two, and one column of a sheet has one style: the person who has the sheet is asked for the column.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from briefing.dossier.folding import fold
from briefing.dossier.misread import explain
from briefing.dossier.sentences import count
from briefing.dossier.when import parse
from briefing.imports.sheet.grid import Cell
from briefing.imports.sheet.misdated import DAY, LONGEST, OpenOrderError, quarter, why
from briefing.imports.sheet.words import MONTHS, SEASONS

TRIPLE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1'?\d{2}")
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
RUN_ON = re.compile(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m|Z|utc|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
# What stands before a date and says no more than that it is one: in March 2016, im Jahr 2016, в марте 2016.
IN = re.compile(
    r"^(?:in|on|im|am|en|au|em|el|в|во|дар|في)\s+"
    r"(?:(?:the\s+)?(?:month|year)\s+(?:of\s+)?|the\s+|monat\s+|jahre?\s+|mois\s+de\s+|l['’]année\s+|"
    r"m[eê]s\s+de\s+|a[nñ]o\s+(?:de\s+)?|d[ií]a\s+|году\s+|моҳи\s+|соли\s+|شهر\s+|عام\s+|سنة\s+)?",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"(?:between|zwischen|entre|между|байни|بين)\s+(.+?)\s+(?:and|und|et|y|e|и|ва|و)\s+(.+)", re.IGNORECASE
)
ABOUT = re.compile(
    r"^(?:about|around|approx(?:imately)?\.?|circa|ca?\.|um|etwa|vers|hacia|alrededor de|cerca de|por volta de|"
    r"aprox\.?|около|примерно|حوالي|тахминан|~)\s*",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN = {name: number for number, name in enumerate(_ROMAN, 1)}
ROMAN_DAY = re.compile(r"(\d{1,2})[./\s-]+([ivx]+)[./\s-]+(\d{4})", re.IGNORECASE)
ROMAN_MONTH = re.compile(r"([ivx]+)[./\s-]+(\d{4})", re.IGNORECASE)
ABOUT_AFTER = re.compile(
    r"\s*\((?:about|approx(?:imately)?\.?|circa|ca?\.|etwa|env(?:iron)?\.?|aprox\.?|прим\.?)\)$", re.IGNORECASE
)
OPEN_DIGIT = re.compile(r"([1-9]\d{3}-(?:0[1-9]|1[0-2]))-([0-3])\?")
QUARTERS = 4
YEARS = re.compile(r"\d{4}[-/](?:1[3-9]|[2-9]\d)")  # 2021-22, which EDTF reads as a summer
DECADE = re.compile(r"(\d{3})0s")
SEASON = re.compile(r"([^\W\d_]+)(?: of| de| del| des Jahres)? (\d{4})(?:\s*(?:г\.?|года?))?", re.IGNORECASE)
# Those that stand between the parts of a date: the 3rd of June, 3. Juni, le 3 juin, 3 июня 2024 г.
FILLING = re.compile(
    r"(?<=\d)(?:(?:st|nd|rd|th|er|-?(?:го|е))\b|\.?[ºª°])|\b(?:of|del?|the|le|den|am|года?|г|соли|с)\b\.?|[.,]",
    re.IGNORECASE,
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
        if len(cell.text) <= LONGEST and (match := TRIPLE.fullmatch(_bare(cell.text))) and match[2] != ".":
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
    if len(text) > LONGEST:  # a set of EDTF, or none: no form that people write is as long
        return parse(text).edtf
    return _mark(text, order, column)


def _mark(text: str, order: str, column: Style) -> str:
    """A date with the marks of doubt that stand about it."""
    if found := BETWEEN.fullmatch(text):
        return _between(text, IN.sub("", found[1]), IN.sub("", found[2]), order, column)
    text = IN.sub("", text)
    if found := OPEN_DIGIT.fullmatch(text):
        raise ValueError(_open_digit(text, found[1], int(found[2])))
    about = ABOUT_AFTER.sub("", ABOUT.sub("", text))
    unsure = re.sub(r"\s*(?:\?|\(\?\))$", "", about)
    mark = ("~" if about != text else "") + ("?" if unsure != about else "")
    read = _one(unsure, order, column)
    return read + {"~?": "%"}.get(mark, mark)


def _open_digit(text: str, month: str, digit: int) -> str:
    """That the last digit of a day may be open: 2024-05-2? is in the twenties, or the 2nd."""
    first, last = max(10 * digit, 1), min(10 * digit + 9, monthrange(int(month[:4]), int(month[5:]))[1])
    return (
        f"{text!r} may have a digit that is not known, or a day that is not sure; write "
        f"[{month}-{first:02d}..{month}-{last:02d}] for the digit, {month}-0{digit}? for the day"
    )


def _between(text: str, first: str, last: str, order: str, column: Style) -> str:
    # "between 19 Feb and 14 March 2001": a year that stands once is of both.
    year = re.search(r"\d{4}$", last)
    begins = first if re.search(r"\d{4}", first) or not year else f"{first} {year[0]}"
    if DAY.fullmatch(first):  # "between 22 and 24 June 2024": the month too
        begins = first + DAY.sub("", last, count=1)
    read = f"[{_one(begins, order, column)}..{_one(last, order, column)}]"
    parse(read)
    return read


def _one(text: str, order: str, column: Style) -> str:
    """A single date, or what is EDTF already. Raises ValueError with what fits what else it may be."""
    if found := _form(text, order, column):
        return found
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
    try:
        return parse(text).edtf
    except ValueError as fault:
        raise ValueError(why(text, partial(_end, order=order, column=column)) or str(fault)) from None


def _end(text: str, order: str, column: Style) -> str:
    """One end of a reach. Raises ValueError where it is none, with no word on what it may be."""
    return _form(text, order, column) or parse("" if YEARS.fullmatch(text) else text).edtf


def _form(text: str, order: str, column: Style) -> str:
    """A date in one of the forms that people write; nothing if it is in none of them."""
    bare = _bare(text)
    if found := TRIPLE.fullmatch(bare):
        return _real(text, found[4], *_ordered(text, found, order, column))
    if found := YEAR_FIRST.fullmatch(bare) or RUN_ON.fullmatch(bare):
        return _real(text, found[1], *((found[3], found[4]) if found.re is YEAR_FIRST else (found[2], found[3])))
    if (found := MONTH_YEAR.fullmatch(bare)) and int(found[1]) <= 12:
        return _real(text, found[2], found[1])
    if found := DECADE.fullmatch(bare):
        return f"{found[1]}X"
    if (found := SEASON.fullmatch(bare)) and fold(found[1]) in SEASONS:
        return f"{found[2]}-{SEASONS[fold(found[1])]}"
    return _roman(text, bare) or _worded(bare)


def _roman(text: str, bare: str) -> str:
    """A date with its month in Roman digits. Raises ValueError where these may be a quarter as well."""
    if (found := ROMAN_DAY.fullmatch(bare)) and found[2].lower() in ROMAN:
        return _real(text, found[3], str(ROMAN[found[2].lower()]), found[1])
    if not (found := ROMAN_MONTH.fullmatch(bare)) or found[1].lower() not in ROMAN:
        return ""
    number, year = ROMAN[found[1].lower()], found[2]
    if number > QUARTERS:
        return f"{year}-{number:02d}"
    first, last = quarter(number, year)
    raise ValueError(
        f"{text!r} may be a month or a quarter; write {year}-{number:02d} for the month, "
        f"[{first}..{last}] for the quarter"
    )


def _bare(text: str) -> str:
    """A date without its time of day, which a dossier does not compare."""
    return text if re.match(r"\d{4}-\d\d-\d\dT", text) else CLOCK.sub("", IN.sub("", text)).strip()


def _ordered(text: str, found: re.Match[str], order: str, column: Style) -> tuple[str, str]:
    """Month and day. Who parts a date by dots writes the day first, in every country."""
    one, two = int(found[1]), int(found[3])
    if one > 12 or one in (0, two) or (found[2] == "." and two <= 12):
        return found[3], found[1]
    if two > 12 or two == 0:
        return found[1], found[3]
    if not order or column.is_mixed:
        style = "two styles stand in the column; write year-month-day" if column.is_mixed else "--dates dmy or mdy says"
        raise OpenOrderError(f"{text!r} may have the day or the month first; {style}")
    return (found[3], found[1]) if order == "dmy" else (found[1], found[3])


def _real(text: str, year: str, month: str, day: str = "") -> str:
    # A day 0, or a month 0, stands for one that is not known.
    known = (month, day) if int(day or 0) else (month,) if int(month) else ()
    read = "-".join(part.zfill(2) for part in (year, *known))
    try:
        parse(read)
    except ValueError as fault:
        raise ValueError(str(fault) if read == text else f"{text!r}: {fault}") from None
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


def _example(text: str) -> str:
    """A date with the day first as year-month-day."""
    day, month, year = re.split(r"[./-]", text)[:3]
    return f"{year[:4]}-{month.zfill(2)}-{day.zfill(2)}"
