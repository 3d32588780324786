"""How a table looks on a page: dates in words that sort as dates, numbers with their thousands apart, no empty word."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit.elements.arrow
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from briefing.html.render import figure

DATED, SORTS = ("When", "Published"), "Sorts as"
"""The columns that have dates in words, and the one that has the days by which these sort."""
FIRST = (*DATED, "Event", "From", "Tie", "To", "Who", "Standing", "Why")
WIDE: Mapping[str, int] = MappingProxyType(
    {"When": 175, "Event": 225, "Who": 215, "Standing": 110, "Why": 300, "Report": 400, "Claim": 400, "Title": 400}
)
"""Pixels for what is read as words; two lines of a sentence have room in them."""

MARK = ": "  # between a day to sort by and the words of the date


def styled(frame: pd.DataFrame) -> Any:
    """The table with what it shows laid over what it sorts by."""
    words = _dates(frame)
    shown = _dated(frame, words) if words else frame
    form: dict[Any, Any] = {name: _number for name in shown.columns if pd.api.types.is_numeric_dtype(shown[name])}
    if words:
        form[words] = _words
    # By a name of its own, or pandas makes one at random, and the browser is sent again what it has.
    return shown.style.set_uuid("grid").format(form, na_rep="")


Marshal = Callable[[ArrowData, Any, str], None]


def remembering(marshal: Marshal) -> Marshal:
    """What writes a styled table into a message, so that each table is written once: of a run of the page of sources it
    takes two thirds, though the table is the one that was kept from the run before."""
    written: WeakKeyDictionary[Any, ArrowData] = WeakKeyDictionary()

    def marshalled(message: ArrowData, table: Any, name: str) -> None:
        if table not in written:
            made = ArrowData()
            marshal(made, table, name)
            written[table] = made
        message.MergeFrom(written[table])

    return marshalled


vars(streamlit.elements.arrow)["marshall_styler"] = remembering(marshall_styler)  # the name that it is called by


def order(frame: pd.DataFrame) -> list[str]:
    """Its columns, those first that say what happened, to whom and how well it stands."""
    names = [name for name in frame.columns if not (name == SORTS and _dates(frame))]
    return sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))


def _dates(frame: pd.DataFrame) -> str | None:
    """The column with dates in words, where there is another by which these sort."""
    return next((name for name in DATED if name in frame.columns and SORTS in frame.columns), None)


def _dated(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """The table with the day to sort by before every date in words: a grid sorts what lies under the words it shows.

    It is text, not a moment: who copies a cell or has it read out gets the words too, not a made-up first of January.
    """
    keys = [f"{day}{MARK}{told}" if day else told for day, told in zip(frame[SORTS], frame[words], strict=True)]
    return frame.assign(**{words: keys})


def _words(key: str) -> str:
    return key.rpartition(MARK)[2]


def _number(value: float) -> str:
    return "" if pd.isna(value) else figure(value)
