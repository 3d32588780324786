"""What is logged and shown when a run of the script ends in a fault.

A browser can send any value for any control. Streamlit reads them before a line of ours runs and raises where one is of
another kind than the control holds. No page of ours sends such values, so it is the sender alone who sees the fault; in
the log it is a line and no traceback, or whoever wishes could fill a disk with them.
"""

import logging
import traceback
from pathlib import Path

from briefing.ui import frame

LOGS = ("streamlit.error_util", "streamlit.components.v2.bidi_component.serialization")
"""By which Streamlit tells of every fault of a script, and of what a board is said to have sent."""

READS = frozenset({"deserialize", "get_serialized"})
LISTS = "filtered_state"  # what some controls ask for; a value for a control that no page has ends it
OURS = (Path(__file__).resolve().parents[2], Path(__file__).resolve().parents[3] / "pages")


def is_of_the_message(fault: BaseException) -> bool:
    """Whether Streamlit met a fault in what a browser sent: before a line of ours ran, or as it read the value."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = any(Path(each.filename).is_relative_to(folder) for each in frames for folder in OURS)
    return not ours or frames[-1].name in READS or LISTS in {frame.name for frame in frames}


def shorten(record: logging.LogRecord) -> bool:
    """A filter of the log: a fault of a message becomes one line, every other stays whole."""
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None and is_of_the_message(fault):
        record.msg = "A page was asked with a value that its control cannot hold: %s"
        record.args, record.exc_info = (type(fault).__name__,), None
    return True


def watch() -> None:
    """Shorten the log from now on; saying so twice is saying it once."""
    for name in LOGS:
        logging.getLogger(name).addFilter(shorten)


def show(_: Exception) -> bool:
    """Tell the reader in our words, in place of Streamlit's box."""
    frame.failed()
    return True
