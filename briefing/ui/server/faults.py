"""What is logged and shown when a run of the script, or the making of a file, ends in a fault.

A browser can send any value for any control. Streamlit reads them before a line of ours runs and raises where one is of
another kind than the control holds. No page of ours sends such values, so it is the sender alone who sees the fault; in
the log it is a line and no traceback, or whoever wishes could fill a disk with them. Nor has a line more than a few of
a reader's words, or any that would begin another.
"""

import logging
import re
import traceback
from pathlib import Path

from streamlit.runtime.media_file_storage import MediaFileStorageError

from briefing.exports.export import ExportError
from briefing.ui import frame

PARTS = "briefing.ui.main"  # by its name, since Streamlit runs the script under that of any
SIGNING_IN = "streamlit.web.server.starlette.starlette_auth_routes"
LOGS = (
    PARTS,
    "streamlit.error_util",
    "streamlit.components.v2.bidi_component.serialization",
    "streamlit.runtime.app_session",
    "streamlit.runtime.backend_operation_handler",
    "streamlit.runtime.dataframe_chunk_handler",
    SIGNING_IN,
)
"""By which every fault of a script is told, what a board or a page is said to have sent, which file could not be made,
and who could not be signed in."""

LONGEST = 300  # letters of a line
MOST = 20_000  # letters of a traceback; one of a thousand frames has 140,000
CODE = re.compile("[a-z_]{1,40}")  # what a provider calls its refusals, such as access_denied
READS = frozenset({"deserialize", "get_serialized", "register_widget"})
TAKES = "popover"  # it hands on what it was sent as it comes
LISTS = "filtered_state"  # what some controls ask for; a value for a control that no page has ends it
OURS = (Path(__file__).resolve().parents[2], Path(__file__).resolve().parents[3] / "pages")


def is_of_the_message(fault: BaseException) -> bool:
    """Whether Streamlit met a fault in what a browser sent: before a line of ours ran, or as it read the value."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [place for place, each in enumerate(frames) if _is_ours(each)]
    after = [each.name for each in frames[ours[-1] + 1 :]] if ours else []
    # A value that is nested too deeply ends whoever walks through it, and Streamlit copies what it hands to us.
    deep = isinstance(fault, RecursionError) and bool(after)
    read = not READS.isdisjoint(after) or after[-1:] == [TAKES]
    return deep or not ours or read or LISTS in {frame.name for frame in frames}


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return any(Path(frame.filename).is_relative_to(folder) for folder in OURS)


def in_a_line(fault: BaseException) -> str:
    """What is to be said of a fault that is none of ours; empty for one that is, which is told whole."""
    cause = fault.__cause__
    if isinstance(cause, ExportError):
        return f"A file was not made: {cause}"
    # Streamlit wraps whatever a file ended in, and a fault of ours is then the cause of a fault that is not.
    if not all(is_of_the_message(each) for each in (fault, cause) if each):
        return ""
    if isinstance(fault, MediaFileStorageError):
        return "A file was asked for that no page offers any more"
    return f"A page was asked with a value that its control cannot hold: {type(fault).__name__}"


def shorten(record: logging.LogRecord) -> bool:
    """A filter of the log: a fault of a message becomes one line, every other stays under one, the midst of a very
    long one left out."""
    fault, told = record.exc_info[1] if record.exc_info else None, record.getMessage()
    if record.name == SIGNING_IN:
        told, record.exc_info = _of_signing_in(record, fault), None
    elif fault is not None and (line := in_a_line(fault)):
        told, record.exc_info = line, None
    elif fault is not None:
        record.exc_text = _ends("".join(traceback.format_exception(fault)).rstrip("\n"))
    record.msg, record.args = " ".join(told[:LONGEST].split()), ()
    return True


def _ends(told: str) -> str:
    """The beginning and the end of a traceback: where the run came from and where it ended."""
    return told if len(told) <= MOST else f"{told[: MOST // 2]}\n  ...\n{told[-MOST // 2 :]}"


def _of_signing_in(record: logging.LogRecord, fault: BaseException | None) -> str:
    """Why somebody could not be signed in, of which anybody can send any words: those of the provider alone."""
    if fault is not None:
        return f"{record.getMessage()} {type(fault).__name__}: {fault}"
    if record.levelno == logging.ERROR and isinstance(record.args, tuple):
        words = tuple(each if CODE.fullmatch(str(each)) else "(left out)" for each in record.args)
        return str(record.msg) % words
    return record.getMessage()


def watch() -> None:
    """Shorten the log from now on; saying so twice is saying it once."""
    for name in LOGS:
        logging.getLogger(name).addFilter(shorten)


def show(_: Exception) -> bool:
    """Tell the reader in our words, in place of Streamlit's box."""
    frame.failed()
    return True
