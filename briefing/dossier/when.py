"""Dates as precise as they are known: an EDTF string with its first and last possible day and its own wording.

The grammar is levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2, Library of Congress, 2019-02-04). An
unknown end stays unknown: no bound is invented for it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
WANTED = "an EDTF date such as 2017-04-15, 2017-04, 2017, 2017-04~, 199X, 2015-10/2016 or 2017-04/.."
DAY_FIRST = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
OBSOLETE = re.compile(r"unknown|open|[uy*]", re.IGNORECASE)
POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?P<time>[0-9:]+)(?P<zone>Z|[+-]\d{2}(?::\d{2})?)?)?"
    r"(?P<mark>[?~%]?)"
)
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d")


@dataclass(frozen=True, slots=True)
class When:
    """A date or an interval as written, the days that bound it, and how sure its writer was.

    ``first`` and ``last`` are None where an end is open (``..``) or unknown (empty).
    """

    edtf: str
    first: date | None
    last: date | None
    words: str
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.words

    @property
    def is_day(self) -> bool:
        """Whether this names a single day, without a mark of doubt."""
        return self.first == self.last and self.first is not None and not (self.approximate or self.uncertain)

    @property
    def is_open(self) -> bool:
        """Whether an end is open or unknown."""
        return self.first is None or self.last is None

    def possibly_within(self, start: date | None, end: date | None) -> bool:
        """Whether any day that this may name lies in the period; an end that is not known may lie anywhere."""
        after_end = end is not None and self.first is not None and self.first > end
        before_start = start is not None and self.last is not None and self.last < start
        return not (after_end or before_start)

    def certainly_within(self, start: date | None, end: date | None) -> bool:
        """Whether every day that this may name lies in the period."""
        begins = start is None or (self.first is not None and self.first >= start)
        ends = end is None or (self.last is not None and self.last <= end)
        return begins and ends


@lru_cache(maxsize=65_536)
def parse(text: str) -> When:
    """Read an EDTF level 0 or 1 string.

    Raises ValueError with a sentence for the writer: what was found and what is wanted.
    """
    if "/" not in text or DAY_FIRST.fullmatch(text):
        return _point(text)
    start, _, end = text.partition("/")
    first, last = _end(start), _end(end)
    if first is None and last is None:
        raise ValueError(f"the interval {text!r} has no date at either end; {WANTED} is wanted")
    if first and last and first.first and last.last and first.first > last.last:
        raise ValueError(f"the interval {text!r} ends before it begins; put the earlier date first")
    return When(
        edtf=text,
        first=first.first if first else None,
        last=last.last if last else None,
        words=_interval_words(start, first, end, last),
        approximate=any(point.approximate for point in (first, last) if point),
        uncertain=any(point.uncertain for point in (first, last) if point),
    )


def _end(text: str) -> When | None:
    return None if text in ("", "..") else _point(text)


def _interval_words(start: str, first: When | None, end: str, last: When | None) -> str:
    if first and last:
        return f"from {first.words} to {last.words}"
    if first:
        return f"from {first.words} on" if end == ".." else f"from {first.words}, end not known"
    assert last is not None  # parse refuses an interval without any date
    return f"until {last.words}" if start == ".." else f"until {last.words}, start not known"


def _point(text: str) -> When:
    match = POINT.fullmatch(text)
    if match is None:
        raise ValueError(_explain(text))
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"]
    if match["time"] and not _is_clock(match["time"], day, mark):
        raise ValueError(f"{text!r} is no date with a time of day; 2017-04-15T03:00:00Z is the form wanted")
    try:
        first, last, words = _bounds(year, month, day)
    except ValueError as impossible:
        raise ValueError(f"{text!r} is not in the calendar ({impossible}); {WANTED} is wanted") from None
    approximate, uncertain = mark in "~%" and bool(mark), mark in "?%" and bool(mark)
    if approximate:
        words = f"about {words}"
    if uncertain:
        words = f"{words} (uncertain)"
    return When(text, first, last, words, approximate, uncertain)


def _is_clock(time: str, day: str | None, mark: str) -> bool:
    return bool(day and day != "XX" and not mark and CLOCK.fullmatch(time))


def _bounds(year: str, month: str | None, day: str | None) -> tuple[date, date, str]:
    if "X" in year:
        if month:
            raise ValueError("digits are left open only from the right")
        return _span_of_years(year)
    number = int(year)
    if number == 0:
        raise ValueError("years before 0001 are outside this calendar")
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


def _span_of_years(year: str) -> tuple[date, date, str]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise ValueError("years before 0001 are outside this calendar")
    words = f"{low}s" if year.count("X") == 1 else f"between {low} and {high}"
    return date(low, 1, 1), date(high, 12, 31), words


def _season(year: int, code: int) -> tuple[date, date, str]:
    name, month = SEASONS[code]
    first = date(year, month, 1)
    last = date(year + (month == 12), (month + 2) % 12 or 12, 1)
    last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first, last, f"{name} {year}"


def _explain(text: str) -> str:
    if DAY_FIRST.fullmatch(text):
        return f"{text!r} has the day first; write it as year-month-day, such as 2017-04-15"
    if OBSOLETE.search(text):
        return f"{text!r} is a form that EDTF gave up in 2019 (X is an open digit, .. an open end); {WANTED} is wanted"
    return f"{text!r} is not a date that can be read; {WANTED} is wanted"


def day_words(day: date) -> str:
    """A day as a reader writes it: 8 September 2017."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
