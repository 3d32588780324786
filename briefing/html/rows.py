"""The rows of a table as cards for a phone, and as a table that paper has whole; a grid is cut at its edge."""

from collections.abc import Sequence

from briefing.html.render import render
from briefing.view.view import View

FIRST = 20
"""Cards that a phone shows at once; the others come with a button."""
LEADING = ("Event", "Claim", "Report", "Title", "Actor", "Outlet", "Origin", "Tie", "Check", "What", "Finding")
"""What a card is headed by: the first of these columns that a table has."""
LINKS = ("Address", "Kept at")
"""Columns of addresses, which lead there; an address anywhere else is words."""


def rows_html(
    columns: Sequence[str], rows: Sequence[tuple[str, Sequence[object]]], title: str, view: View, page: str
) -> str:
    """Rows of cells, each with the id of its record, or none where it has none."""
    lead = next((columns.index(name) for name in LEADING if name in columns), 0)
    told = [(id, [_told(value) for value in cells]) for id, cells in rows]
    links = {place for place, name in enumerate(columns) if name in LINKS}
    values = {"columns": columns, "rows": told, "links": links, "title": title, "lead": lead, "first": FIRST}
    return render("rows", view.known, view.state, page, **values)


def _told(value: object) -> str:
    if value is None or value != value:  # NaN: what pandas makes of nothing among numbers
        return ""
    return f"{value:,}" if isinstance(value, int | float) else str(value)
