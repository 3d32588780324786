"""Dates as precise as they are known: an EDTF string with its first and last possible day and its own wording.

An interval ``a/b`` lasted from a to b; a set ``[a..b]`` (EDTF level 2) happened once, some time in between. An unknown
end stays unknown: no bound is invented for it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.dossier.caching import cached_texts
from briefing.dossier.edtf import Point, point
from briefing.dossier.misread import WANTED, YEAR_LAST

SET_WANTED = "a range such as [2017-04-08..2017-04-15], [..2017-03] or [2017-05..]"
OPEN_DIGITS = re.compile(r"\d+X+")
# A day and no None, which says that nothing is known: what goes on is later than the start of any period.
NEVER = date.max
"""The first day on which what goes on with an open end can have ended."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, the days that bound it, whether it lasted, and how sure its writer was.

    ``first`` and ``last`` are the first and last day that it may touch, None where an end is open (``..``) or unknown
    (empty). It has begun by ``begun`` at the latest, and is not over before ``over``: for what happened once these are
    the last and the first of its possible days, for what lasted the last possible day of its start and the first of
    its end. None where neither can be said.
    """

    edtf: str
    first: date | None
    last: date | None
    words: str
    approximate: bool = False
    uncertain: bool = False
    lasts: bool = False
    begun: date | None = None
    over: date | None = None

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
        """Whether any day that this may touch lies in the period; an end that is not known may lie anywhere."""
        after_end = end is not None and self.first is not None and self.first > end
        before_start = start is not None and self.last is not None and self.last < start
        return not (after_end or before_start)

    def certainly_within(self, start: date | None, end: date | None) -> bool:
        """Whether it touches the period wherever its unknown ends lie.

        What happened once does if all its possible days lie in the period; what lasted, if it has certainly begun
        before the period is over and is certainly not over before it begins: from 2003 to 2008 went on in 2005.
        """
        has_begun = end is None or (self.begun is not None and self.begun <= end)
        goes_on = start is None or (self.over is not None and self.over >= start)
        return has_begun and goes_on


# The cells of a dossier write the same dates again and again.
@cached_texts(65_536)
def parse(text: str) -> When:
    """Read an EDTF string of level 0 or 1, or a set ``[a..b]`` of level 2.

    Raises ValueError with a sentence for the writer: what was found and what is wanted.
    """
    if text.startswith(("[", "{")):
        return _set(text)
    # 15/04/2017 has slashes and is no interval: `point` tells its writer to put the year first.
    if "/" in text and not YEAR_LAST.fullmatch(text):
        return _interval(text)
    only = point(text)
    return _when(text, only, only, only.words)


def _when(text: str, first: Point | None, last: Point | None, words: str) -> When:
    """What happened once, between the first day of the one date and the last day of the other."""
    start, end = first.first if first else None, last.last if last else None
    points = [each for each in (first, last) if each]
    return When(
        edtf=text,
        first=start,
        last=end,
        words=words,
        approximate=any(each.approximate for each in points),
        uncertain=any(each.uncertain for each in points),
        begun=end,
        over=start,
    )


def _interval(text: str) -> When:
    start, _, end = text.partition("/")
    first, last = _end(start), _end(end)
    if first is None and last is None:
        raise ValueError(f"the interval {text!r} has no date at either end; {WANTED} is wanted")
    # Only what no reading puts in order is refused: 2017/2017-03 may well begin before it ends.
    if first and last and first.first > last.last:
        raise ValueError(f"the interval {text!r} ends before it begins; put the earlier date first")
    ends = _when(text, first, last, _interval_words(start, first, end, last))
    begun, over = _core(first, last, is_going_on=end == "..")
    return When(text, ends.first, ends.last, ends.words, ends.approximate, ends.uncertain, True, begun, over)


def _core(first: Point | None, last: Point | None, is_going_on: bool) -> tuple[date | None, date | None]:
    """By when what lasted has begun, and when it can first be over; an end open to the future never is."""
    # A start that is not known comes by the last day of the end at the latest, and the other way round: "until 2015" is
    # certain of 2015 alone, and makes nobody a guard in 1950.
    starts = [each.last for each in (first, last) if each]
    ends = [each.first for each in (first, last) if each]
    return min(starts), NEVER if is_going_on else max(ends)


def _end(text: str) -> Point | None:
    return None if text in ("", "..") else point(text)


def _interval_words(start: str, first: Point | None, end: str, last: Point | None) -> str:
    if first and last:
        return f"from {first.words} to {last.words}"
    if first:
        return f"from {first.words} on" if end == ".." else f"from {first.words}, end not known"
    assert last is not None  # _interval refuses one without any date
    return f"until {last.words}" if start == ".." else f"until {last.words}, start not known"


def _set(text: str) -> When:
    if text.startswith("{"):
        raise ValueError(f"{text!r} means all of several dates, for each of which a row is wanted; {SET_WANTED} is one")
    start, between, end = text.removeprefix("[").removesuffix("]").partition("..")
    # A list would be drawn as one reach, with days in it that it excludes, and no report has needed one so far.
    if "," in text:
        raise ValueError(f"{text!r} lists single dates; {SET_WANTED} is wanted")
    if not between or not text.endswith("]"):
        raise ValueError(f"{text!r} is no range of dates; {SET_WANTED} is wanted")
    first, last = _bound(text, start), _bound(text, end)
    if first is None and last is None:
        raise ValueError(f"the set {text!r} has no date at either end; {SET_WANTED} is wanted")
    if first and last and first.first > last.last:
        raise ValueError(f"the set {text!r} has its latest day before its earliest; put the earlier date first")
    return _when(text, first, last, _set_words(first, last))


def _bound(text: str, end: str) -> Point | None:
    try:
        return point(end) if end else None
    except ValueError as refusal:
        raise ValueError(f"in the set {text!r}: {refusal}") from None


def _set_words(first: Point | None, last: Point | None) -> str:
    start = _bound_words(first, first.first) if first else ""
    end = _bound_words(last, last.last) if last else ""
    if start == end:
        return start
    if start and end:
        return f"some time between {start} and {end}"
    return f"some time from {start} on" if start else f"some time up to {end}"


def _bound_words(end: Point, day: date) -> str:
    """An end of a set in words; digits left open in it say no more than the day that bounds them."""
    return point(OPEN_DIGITS.sub(f"{day.year:04}", end.edtf.replace("-XX", ""))).words


def day_words(day: date) -> str:
    """A day as a reader writes it: 8 September 2017."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
