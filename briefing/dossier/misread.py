"""Why a cell is no date of EDTF: what sheets and people write instead, and what to do about each form."""

import re
from datetime import date, timedelta

WANTED = (
    "an EDTF date such as 2017-04-15, 2017-04, 2017, 2017-04~, 199X, "
    "2015-10/2016 for what lasted or [2015-10..2016] for what happened once between"
)
DAY = "a day such as 2017-04-18"
YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
BEFORE = re.compile(r"-\d{1,4}(?:-\d{1,2}){0,2}(?:/|$)|\d{1,4}\s*(?:BCE?|v\.\s?Chr\.|av\.\s?J\.-C\.|до н\. ?э\.)$")
SERIAL = re.compile(r"\d{5}")
MONTH_NAMED = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
# Days that are told from the day of whoever writes, in the languages in which sheets come.
RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|week|month|year)|last (?:night|week|month|year|[a-z]+day)|"
    r"(?:\d+|an?|two|three|some|few) (?:day|week|month|year)s? ago|"
    r"heute|gestern|vorgestern|aujourd['’]hui|hier|avant-hier|hoy|ayer|anteayer|hoje|ontem|anteontem|"
    r"hace \w+ (?:d[ií]as?|semanas?|mes(?:es)?|años?)|há \w+ (?:dias?|semanas?|m[eê]s(?:es)?|anos?)|"
    r"il y a \w+ (?:jours?|semaines?|mois|ans?)|vor \w+ (?:tag|woche|monat|jahr)\w*|"
    r"\w+ (?:день|дня|дней|недел\w+|месяц\w*|года?|лет) назад|"
    r"сегодня|вчера|позавчера|имрӯз|дирӯз|парерӯз|اليوم|أمس|امس|البارحة)\b",
    re.IGNORECASE,
)
# What the draft of 2012 had, such as unknown, open, u and y, and the standard of 2019 gave up.
OBSOLETE = re.compile(r"unknown|open|[uy*]", re.IGNORECASE)
# Day 1 is 1 January 1900; sheets count a 29 February 1900 that never was, which this start makes good from March 1900.
SERIALS_START = date(1899, 12, 30)


def explain(text: str) -> str:
    """A sentence for the writer of what is no date: what it seems to be, and what is wanted."""
    if seems := _seems(text, WANTED):
        return seems
    if RELATIVE.search(text):
        return f"{text!r} is told from the day on which it was written, which nothing here says; {DAY} is wanted"
    if OBSOLETE.search(text):
        return f"{text!r} is a form that EDTF gave up in 2019 (X is an open digit, .. an open end); {WANTED} is wanted"
    return f"{text!r} is not a date that can be read; {WANTED} is wanted"


def no_day(text: str) -> str:
    """The same where a single day is wanted, as of the dossier or in an address."""
    return _seems(text, DAY) or f"{text!r} is not a day; {DAY} is wanted"


def _seems(text: str, wanted: str) -> str:
    """What a sheet or a person has written instead, or nothing where it cannot be told."""
    if year_last := YEAR_LAST.fullmatch(text):
        return _year_last(text, int(year_last[1]), int(year_last[2]))
    if SERIAL.fullmatch(text):
        day = SERIALS_START + timedelta(days=int(text))
        return f"{text!r} is how a sheet counts days, {day} unless it counts from 1904; format the cell as {wanted}"
    if BEFORE.match(text):
        return f"{text!r} lies before the year 1, and no such date can be kept; leave it empty, and say it in words"
    # Before what EDTF gave up: Jun and July have its u and y.
    if MONTH_NAMED.search(text):
        return f"{text!r} has the month as a word, where digits are wanted, the year first: {wanted}"
    return ""


def _year_last(text: str, one: int, two: int) -> str:
    wanted, year = "write it as year-month-day", text[-4:]
    if one > 12 or ("." in text and two <= 12):  # who parts a date by dots writes the day first, in every country
        return f"{text!r} has the day first; {wanted}, {year}-{two:02d}-{one:02d}"
    if two > 12:
        return f"{text!r} has the month first; {wanted}, {year}-{one:02d}-{two:02d}"
    if one == two:
        return f"{text!r} has the year last; {wanted}, {year}-{one:02d}-{two:02d}"
    read = f"{year}-{two:02d}-{one:02d} or {year}-{one:02d}-{two:02d}"
    return f"{text!r} may have the day or the month first, which only its source can tell; {wanted}, {read}"
