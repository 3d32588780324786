"""A field for a day: it may be typed, and counts as soon as it is left; its calendar opens on the dossier's weeks."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from briefing.ui.scripts import script
from briefing.ui.sync import component_value
from briefing.view.period import typed

_field = st.components.v2.component(
    "briefing_day",
    html='<div class="day"></div>',
    js=script("day.js"),
    isolate_styles=False,
)


def day(
    label: str,
    key: str,
    value: date | None,
    opens: date | None,
    taken: Callable[[date | None], None],
    bounds: tuple[date, date],
    last: bool = False,
) -> None:
    """The field. ``opens`` is where the calendar opens without a value; of a month typed, the ``last`` day counts."""
    _field(
        data={
            "label": label,
            "value": value.isoformat() if value else "",
            "opens": (value or opens or bounds[1]).isoformat(),
            "bounds": [each.isoformat() for each in bounds],
            "fault": st.session_state.get(_fault(key), ""),
        },
        key=key,
        on_day_change=lambda: _read(key, taken, bounds, last),
    )


def _fault(key: str) -> str:
    return f"fault-{key}"


def _read(key: str, taken: Callable[[date | None], None], bounds: tuple[date, date], last: bool) -> None:
    text = component_value(key, "day")
    if text is None:
        return
    try:
        found = typed(str(text), last)
    except ValueError as refusal:
        st.session_state[_fault(key)] = str(refusal)
        return
    st.session_state[_fault(key)] = ""
    taken(min(max(found, bounds[0]), bounds[1]) if found else None)
