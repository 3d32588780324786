"""A sheet as a dossier of its own, in memory alone: what a curator sees of one that is dropped on the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from briefing.dossier.dossier import Dossier, Info
from briefing.dossier.issues import Issue
from briefing.imports.imported import Left
from briefing.imports.renew import Renewed, begun, renewed
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import Gathered, of_tabs
from briefing.imports.sheet.grid import Tab, tabs
from briefing.imports.sheet.kinds import assumed
from briefing.imports.sheet.ledger import Ledger
from briefing.reading.load import Reading, read_written

MOST_ROWS = 10_000
MOST_CELLS = 500_000  # of all its sheets, empty ones before the last of a row too
ADVICE = "to keep it, and to say what is open: python -m briefing import sheet"


def preview(content: bytes, name: str, today: date) -> Reading:
    """The dossier that the sheet would begin, and as warnings all that is not in it as it stands in the sheet."""
    info = Info(
        title=PurePath(name).stem,
        subtitle="A sheet, seen for this visit",
        summary="What the rows of a sheet say; nobody has assessed it.",
        as_of=today,
        language="en",
        disclaimer="What is taken over from a file is what the file says, and no finding.",
        licence="Not stated.",
    )
    try:
        read = tabs(content, most=MOST_CELLS, deep=MOST_ROWS)
        _short(read)
        found = of_tabs(read, PurePath(name).stem, Choices(), Dossier(info), Ledger())
    except ValueError as fault:
        return Reading(None, (Issue(name, 0, "", "no-sheet", str(fault)),), readable=False)
    result = renewed(found, begun(info), Ledger())
    if not isinstance(result, Renewed):
        return Reading(None, result)
    reading = read_written(result.written)
    return Reading(reading.dossier, (*_told(name, found, result), *reading.issues), lines=reading.lines)


def _short(read: tuple[Tab, ...]) -> None:
    """Refuse a sheet that would keep the page for minutes. Raises ValueError with a sentence."""
    rows = max((len(tab.lines) for tab in read), default=0)
    if rows > MOST_ROWS:
        way = "python -m briefing import sheet takes more"
        raise ValueError(f"the sheet has {rows:,} rows; up to {MOST_ROWS:,} are seen here, and {way}")


def _told(name: str, found: Gathered, result: Renewed) -> Iterator[Issue]:
    """What came of the sheet, then what was asked, refused, set aside and remarked, each at its row."""
    taken = result.taken
    counts = f"{len(taken.imported)} shown, {len(taken.refused)} refused, {len(taken.aside)} set aside"
    yield _issue(name, 0, f"{taken.total} rows found: {counts}; {ADVICE}")
    yield from (_issue(name, 0, said) for said in (*found.asked, assumed(result.actors)) if said)
    for what, rows in (("refused: ", taken.refused), ("set aside: ", taken.aside), ("", found.remarks)):
        lines: dict[str, list[int]] = {}
        for each in rows:
            lines.setdefault(each.reason, []).append(_line(each))
        for reason, at in lines.items():
            yield _issue(name, at[0], f"{what}{reason}{f' (and {len(at) - 1} more rows)' if len(at) > 1 else ''}")


def _line(left: Left) -> int:
    return int(left.where.rpartition(" ")[2])


def _issue(name: str, line: int, message: str) -> Issue:
    return Issue(name, line, "", "sheet", message, "warning")
