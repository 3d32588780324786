"""A single date of EDTF, levels 0 and 1: its first and last possible day, its words, and why it is refused.

The grammar is that of the Extended Date/Time Format (ISO 8601-2, Library of Congress, 2019-02-04).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from briefing.dossier.misread import WANTED, explain

# EDTF does not say on which side of the year's turn winter lies: that of 2016 is December 2016 to February 2017.
SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Others are slips of the hand (0217) or stand for an open end (9999), and no calendar has a day beyond them."""

POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?P<time>[0-9:]+)(?P<zone>Z|[+-]\d{2}(?::\d{2})?)?)?"
    r"(?P<mark>[?~%]?)"
)
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d")


@dataclass(frozen=True, slots=True)
class Point:
    """A single date as written, the days that bound it, and how sure its writer was."""

    edtf: str
    first: date
    last: date
    words: str
    approximate: bool = False
    uncertain: bool = False


def point(text: str) -> Point:
    """Read a single date. Raises ValueError with a sentence for the writer: what was found and what is wanted."""
    match = POINT.fullmatch(text)
    if match is None:
        raise ValueError(explain(text))
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"]
    # A time of day is held to its form and kept as written, but a dossier compares days: it moves no bound.
    if match["time"] and not _is_clock(match["time"], day, mark):
        raise ValueError(f"{text!r} is no date with a time of day; 2017-04-15T03:00:00Z is the form wanted")
    try:
        first, last, words = _bounds(year, month, day)
    except ValueError as impossible:
        raise ValueError(f"{text!r} is not in the calendar ({impossible}); {WANTED} is wanted") from None
    # `%` is both at once. An empty mark is in every string, hence the second half. Neither moves a bound: how far
    # "about" reaches is not known, and a number for it would be invented.
    approximate, uncertain = mark in "~%" and bool(mark), mark in "?%" and bool(mark)
    if approximate:
        words = f"about {words}"
    if uncertain:
        words = f"{words} (uncertain)"
    return Point(text, first, last, words, approximate, uncertain)


def _is_clock(time: str, day: str | None, mark: str) -> bool:
    return bool(day and day != "XX" and not mark and CLOCK.fullmatch(time))


def _bounds(year: str, month: str | None, day: str | None) -> tuple[date, date, str]:
    # Level 1 leaves digits open from the right alone: 199X-04 would be of level 2.
    if "X" in year:
        if month:
            raise ValueError("digits are left open only from the right")
        return _span_of_years(year)
    number = int(year)
    _check(number, number)
    if month is None or month == "XX":
        if day and day != "XX":
            raise ValueError("digits are left open only from the right")
        words = year if month is None else f"{year}, month not known"
        return date(number, 1, 1), date(number, 12, 31), words
    if int(month) in SEASONS:
        if day:
            raise ValueError("a season has no day")
        return _season(number, int(month))
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {month}")
    final = calendar.monthrange(number, int(month))[1]
    named = f"{calendar.month_name[int(month)]} {year}"
    if day is None or day == "XX":
        return (
            date(number, int(month), 1),
            date(number, int(month), final),
            named if not day else f"{named}, day not known",
        )
    if not 1 <= int(day) <= final:
        raise ValueError(f"{named} has {final} days")
    exact = date(number, int(month), int(day))
    return exact, exact, f"{int(day)} {named}"


def _check(first: int, last: int) -> None:
    if first < FIRST_YEAR or last > LAST_YEAR:
        raise ValueError(f"years from {FIRST_YEAR} to {LAST_YEAR} are known here; an open end is written ..")


def _span_of_years(year: str) -> tuple[date, date, str]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    _check(low, high)
    words = f"{low}s" if year.count("X") == 1 else f"between {low} and {high}"
    return date(low, 1, 1), date(high, 12, 31), words


def _season(year: int, code: int) -> tuple[date, date, str]:
    name, month = SEASONS[code]
    first = date(year, month, 1)
    # The third month of the season, which for winter is February of the next year.
    last = date(year + (month == 12), (month + 2) % 12 or 12, 1)
    last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first, last, f"{name} {year}"
