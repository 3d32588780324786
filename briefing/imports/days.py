"""Dates as other systems write them, as EDTF no more precise than they are; what has two readings is refused."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from briefing.dossier.misread import SERIAL, SERIALS_START, explain

ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T].*)?")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?")
WORDED = re.compile(r"(?:\d{1,2}[ -][A-Za-z]{3,9}[ -]|[A-Za-z]{3,9} \d{1,2},? )\d{4}")
BETWEEN = re.compile(r"between (?P<start>.+?) and (?P<end>.+)", re.IGNORECASE)
REACH = re.compile(r"(?P<start>.*\d.*?) ?(?:-|–|to|through) ?(?P<end>.*\d{4})", re.IGNORECASE)
MONTH = re.compile(r"(?:early|mid|late|in|circa)?[ -]*(?P<month>[A-Za-z]{3,9}),? (?P<year>\d{4})", re.IGNORECASE)
FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y %B %d")
LONGEST = 200  # letters of a note that may be a date; the forms of a reach take long over a longer one
US, OTHERS = "mdy", "dmy"


def order(cells: Iterable[str], usual: str = "") -> str:
    """Which comes first in a column of dates with slashes, as its own cells tell; empty where they tell both or none.

    ``usual`` is what the format itself says, and holds unless a cell contradicts it.
    """
    found = [match for cell in cells if (match := SLASHED.fullmatch(cell))]
    told = {OTHERS for match in found if int(match[1]) > 12} | {US for match in found if int(match[2]) > 12}
    said = told | ({usual} if usual else set())
    return said.pop() if len(said) == 1 else ""


def day(cell: str, first: str = "") -> str:
    """A cell of a column of dates as EDTF. Raises ValueError with a sentence where it cannot be read in one way."""
    if not cell:
        return ""
    if found := ISO.fullmatch(cell):
        return found[1]
    if found := SLASHED.fullmatch(cell):
        return _slashed(cell, int(found[1]), int(found[2]), int(found[3]), first)
    if SERIAL.fullmatch(cell):
        # In a column that holds dates alone, this is a sheet's count of days and no year.
        return (SERIALS_START + timedelta(days=int(cell))).isoformat()
    if WORDED.fullmatch(cell):
        return _worded(cell).isoformat()
    raise ValueError(explain(cell))


def _slashed(cell: str, one: int, two: int, year: int, first: str) -> str:
    known = OTHERS if one > 12 else US if two > 12 or one == two else first
    if not known:
        raise ValueError(explain(cell.split(maxsplit=1)[0]))
    number, month = (one, two) if known == OTHERS else (two, one)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        raise ValueError(f"{cell!r} is in no calendar; year-month-day is wanted, such as {year}-04-15") from None


def _worded(cell: str) -> date:
    """A day with its month as a word."""
    plain = re.sub(r"[ ,-]+", " ", cell).replace("Sept ", "Sep ")
    for form in FORMS:
        try:
            return datetime.strptime(plain, form).date()  # a day has no zone
        except ValueError:
            continue
    raise ValueError(explain(cell))


def units(year: str, month: str, day: str) -> str:
    """A date from its units; a month or a day that is 0, or a code for nothing, is not known."""
    known = [year.zfill(4)]
    for unit in (month, day):
        if not unit.isdigit() or int(unit) == 0:
            break
        known.append(unit.zfill(2))
    return "-".join(known) if year.isdigit() and int(year) else ""


def note(words: str) -> str:
    """The coarser date that a note gives, such as "between 19 Feb and 14 March 2001"; empty if it is none of these."""
    if len(words) > LONGEST:
        return ""
    for form in (BETWEEN, REACH):
        if found := form.fullmatch(words.strip(" .")):
            return _once(found["start"], found["end"])
    found = MONTH.fullmatch(words.strip(" ."))
    try:
        return f"{_worded('1 ' + found['month'] + ' ' + found['year']):%Y-%m}" if found else ""
    except ValueError:
        return ""


def _once(start: str, end: str) -> str:
    """A set from one day to another; the first may leave its month and year to the second."""
    try:
        last = _worded(end)
        rest = "" if re.search(r"\d{4}", start) else f" {last.year}"
        first = last.replace(day=int(start)) if start.isdigit() else _worded(start + rest)
    except ValueError:
        return ""
    return f"[{first}..{last}]" if first < last else ""
