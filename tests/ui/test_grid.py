"""How a table looks: dates in words that sort as dates, numbers written alike, and no word for what is not there."""

from typing import Any

import pandas as pd
import pytest
import streamlit.elements.arrow
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from briefing.dossier.dossier import Dossier
from briefing.ui.grid import order, remembering, styled
from briefing.view import tables
from tests.invented import seen


def column(styler: Any, name: str) -> list[str]:
    """What a column shows, in the order of its rows."""
    place = list(styler.data.columns).index(name)
    return [row[place]["display_value"] for row in map(cells, styler._translate(False, False)["body"])]


def cells(row: list[dict[str, str]]) -> list[dict[str, str]]:
    return [cell for cell in row if cell["type"] == "td"]


@pytest.mark.parametrize("name", ["When", "Published"])
def test_dates_sort_as_dates_and_read_as_words(name: str) -> None:
    frame = pd.DataFrame(
        [["2019-05-20", "20 May 2019"], ["1990-01-01", "1990s"], ["", "not known"]], columns=["Sorts as", name]
    )
    assert in_order(frame, name) == ["1990s", "20 May 2019", "not known"]


def in_order(frame: pd.DataFrame, name: str) -> list[str]:
    """What a column shows once a reader has sorted it."""
    made = styled(frame)
    return [words for _, words in sorted(zip(made.data[name], column(made, name), strict=True))]


def test_sources_sort_by_the_day_of_publication(small: Dossier) -> None:
    frame = tables.sources(seen(small))
    days = [day for day in sorted(frame["Sorts as"]) if day]
    shown = dict(zip(frame["Published"], frame["Sorts as"], strict=True))
    assert len(set(days)) > 2
    assert [shown[words] for words in in_order(frame, "Published") if shown[words]] == days


def test_numbers_are_written_alike_and_a_missing_one_is_not_a_word() -> None:
    made = styled(pd.DataFrame([[5000, 1300.5], [12, None]], columns=["Reports", "Within (km)"]))
    assert column(made, "Reports") == ["5,000", "12"]
    assert column(made, "Within (km)") == ["1,300.5", ""]


def test_who_and_why_stand_before_what_is_looked_up(small: Dossier) -> None:
    names = order(tables.events(seen(small)))
    assert names[:5] == ["When", "Event", "Who", "Standing", "Why"]
    assert "Sorts as" not in names
    assert "Sorts as" not in order(tables.sources(seen(small)))


def test_a_table_is_the_same_message_each_time_so_that_it_is_not_sent_again() -> None:
    frame = pd.DataFrame({"id": ["e-1"], "Dead": [3]})
    assert styled(frame).uuid == styled(frame).uuid


def test_a_table_is_written_into_a_message_once_and_each_time_alike() -> None:
    written: list[Any] = []

    def marshal(message: ArrowData, table: Any, name: str) -> None:
        written.append(table)
        marshall_styler(message, table, name)

    once, frame = (
        remembering(marshal),
        pd.DataFrame({"Dead": [5000], "When": ["20 May 2019"], "Sorts as": ["2019-05-20"]}),
    )
    tables = [styled(frame), styled(frame.assign(Dead=[3]))]
    messages = []
    for table in [*tables, *tables]:
        message = ArrowData(data=b"rows")
        once(message, table, "any")
        messages.append(message)
    assert written == tables
    assert messages[:2] == messages[2:]
    assert messages[0] != messages[1]
    plain = ArrowData(data=b"rows")
    marshall_styler(plain, styled(frame), "any")
    assert messages[0] == plain


def test_streamlit_writes_tables_by_it() -> None:
    assert vars(streamlit.elements.arrow)["marshall_styler"].__qualname__.startswith("remembering.")
