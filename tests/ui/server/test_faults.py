"""Which faults are of what a browser sent, and cost one line; every other is ours, and stays whole in the log."""

import asyncio
import copy
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload
from streamlit.runtime.backend_operation_handler import BackendOperationDispatcher, DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from briefing.exports.export import ExportError
from briefing.ui.server import faults
from briefing.ui.server.faults import LONGEST, SIGNING_IN, shorten

LONG = "x" * 10_000


def filtered_state() -> None:
    """Named as Streamlit names what some controls ask for, which meets a value for a control of no page."""
    raise KeyError(LONG)


def another() -> None:
    """A fault of a line of ours."""
    raise KeyError(LONG)


def in_streamlit(text: str) -> Callable[[], None]:
    """What Streamlit calls, as if it stood in a file of its own."""
    named: dict[str, Callable[[], None]] = {}
    exec(compile(text, "/streamlit/elements/layouts.py", "exec"), named)
    return next(each for name, each in named.items() if name != "__builtins__")


READ = f"def register_widget():\n    def loads(): raise KeyError({LONG!r})\n    loads()"
HANDED = f"def popover(): raise KeyError({LONG!r})"
CALLED = f"def popover():\n    def checked(): raise KeyError({LONG!r})\n    checked()"
CASES = [
    (filtered_state, False),
    (another, True),
    (in_streamlit(READ), False),
    (in_streamlit(HANDED), False),
    (in_streamlit(CALLED), True),
]


@pytest.mark.parametrize(("fails", "is_whole"), CASES)
def test_a_value_that_no_control_holds_is_a_line(
    fails: Callable[[], None], is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "OURS", (Path(__file__).parent,))
    try:
        fails()
    except KeyError:
        record = logging.LogRecord("streamlit", logging.ERROR, "", 0, "Uncaught", (), sys.exc_info())
    assert shorten(record)
    assert (LONG in logging.Formatter().format(record)) is is_whole


def nested(*, ours: bool) -> logging.LogRecord:
    """The record of a fault that goes very deep, in lines of ours or in those that copy a value for us."""

    def deeper() -> None:
        deeper()

    value: list[object] = []
    for _ in range(sys.getrecursionlimit()):
        value = [value]
    try:
        if ours:
            deeper()
        copy.deepcopy(value)
    except RecursionError:
        return logging.LogRecord("streamlit", logging.ERROR, "", 0, "Uncaught", (), sys.exc_info())
    raise AssertionError("nothing is too deep")


def test_a_value_that_is_nested_too_deeply_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "OURS", (Path(__file__).parent,))
    assert told(nested(ours=False)).count("\n") == 0
    assert told(nested(ours=True)).count("\n") > 1


def test_the_midst_of_a_very_long_traceback_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "OURS", (Path(__file__).parent,))
    monkeypatch.setattr(faults, "MOST", 600)
    said = told(nested(ours=True))
    assert len(said) < 700
    assert "Traceback" in said
    assert "RecursionError" in said


FORGED = "x\n2026-11-27 22:00:00.000 a line that nobody wrote\n"


def told(record: logging.LogRecord) -> str:
    """What the log has of a record."""
    assert shorten(record)
    return logging.Formatter().format(record)


def pressed(name: str, make: Callable[[], bytes]) -> str:
    """What the log has when the button of a file is pressed, or one that no page offers is asked for."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    made = files.add_deferred(make, "text/plain", "0")
    handler = BackendOperationDispatcher()
    handler.register("deferred_file", DeferredFileHandler(lambda: files))
    asked = BackendOperationRequest(deferred_file=DeferredFileRequestPayload(file_id=name or made))
    log, heard = logging.getLogger("streamlit.runtime.backend_operation_handler"), Heard()
    log.addHandler(heard)
    faults.watch()
    try:
        asyncio.run(handler.dispatch(asked, ""))
    finally:
        log.removeHandler(heard)
    (line,) = heard.lines
    return line


class Heard(logging.Handler):
    """What a log has."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record down as it is written."""
        self.lines.append(self.format(record))


def refuse() -> bytes:
    """As Story does where there is none."""
    raise ExportError("This dossier has no story.")


def fail() -> bytes:
    """A fault of a line of ours."""
    raise KeyError("in our words")


def test_a_file_that_is_not_there_is_a_short_line() -> None:
    line = pressed(FORGED + LONG, fail)
    assert "nobody wrote" not in line
    assert line.count("\n") == 0
    assert len(line) <= LONGEST


def test_a_file_that_cannot_be_made_says_why_in_a_line_and_a_fault_of_ours_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(faults, "OURS", (Path(__file__).parent,))
    assert pressed("", refuse) == "A file was not made: This dossier has no story."
    assert "KeyError: 'in our words'" in pressed("", fail)


def test_no_line_has_more_than_a_few_words_of_a_reader_or_begins_another() -> None:
    record = logging.LogRecord("streamlit.runtime.app_session", logging.WARNING, "", 0, "No %s", (FORGED + LONG,), None)
    assert "\n" not in told(record)
    assert len(told(record)) <= LONGEST


@pytest.mark.parametrize(("error", "said"), [("access_denied", "access_denied"), (FORGED, "left out")])
def test_of_a_refused_sign_in_the_log_has_the_code_alone(error: str, said: str) -> None:
    words = "Error during authentication: %s. Error description: %s"
    line = told(logging.LogRecord(SIGNING_IN, logging.ERROR, "", 0, words, (error, LONG), None))
    assert said in line
    assert "xxx" not in line
    assert "nobody wrote" not in line


def test_a_token_that_is_refused_is_a_line() -> None:
    try:
        raise ValueError(FORGED)
    except ValueError:
        record = logging.LogRecord(SIGNING_IN, logging.WARNING, "", 0, "It failed for '%s'.", ("x",), sys.exc_info())
    assert told(record) == "It failed for 'x'. ValueError: x 2026-11-27 22:00:00.000 a line that nobody wrote"
