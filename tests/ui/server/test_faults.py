"""Which faults are of what a browser sent, and cost one line; every other is ours, and stays whole in the log."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.ui.server import faults
from briefing.ui.server.faults import shorten

LONG = "x" * 10_000


def filtered_state() -> None:
    """Named as Streamlit names what some controls ask for, which meets a value for a control of no page."""
    raise KeyError(LONG)


def another() -> None:
    """A fault of a line of ours."""
    raise KeyError(LONG)


@pytest.mark.parametrize(("fails", "is_whole"), [(filtered_state, False), (another, True)])
def test_a_value_for_a_control_of_no_page_is_a_line(
    fails: Callable[[], None], is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "OURS", (Path(__file__).parent,))
    try:
        fails()
    except KeyError:
        record = logging.LogRecord("streamlit", logging.ERROR, "", 0, "Uncaught", (), sys.exc_info())
    assert shorten(record)
    assert (LONG in logging.Formatter().format(record)) is is_whole
