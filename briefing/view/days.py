"""The days that a step of a story speaks of, so that its calendar can show them, whether or not anything lies there."""

import calendar
import re
from datetime import date

from briefing.view.story import Told

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")


def days(told: Told) -> tuple[date, ...]:
    """The days that the words of a step name, rising: 18 April 2017, and 17 April with the year that stands nearest
    before it, or first after it. A text without any year, or in another language, names none."""
    found = [match.groups() for match in DAY.finditer(f"{told.row.title} {told.row.text}")]
    year = next((year for *_, year in found if year), None)
    named = set()
    for day, month, own in found:
        year = own or year
        if year and int(day) <= calendar.monthrange(int(year), MONTHS[month])[1] and int(day):
            named.add(date(int(year), MONTHS[month], int(day)))
    return tuple(sorted(named))
