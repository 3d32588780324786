"""Which messages reach Streamlit: those of a page. The others are dropped; what is no message costs one line."""

import asyncio
import logging
from types import SimpleNamespace
from uuid import uuid4

import pytest
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest as Operation
from streamlit.proto.BackMsg_pb2 import (
    BackMsg,
    DataframeChunkRequestPayload,
    DeferredFileRequestPayload,
    InstallSkillsRequestPayload,
)
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLsRequest, StringArray, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from briefing.ui.server import messages
from briefing.ui.server.frames import LARGEST
from briefing.ui.server.messages import APART, AT_ONCE, LONGEST_ID, MOST_CONTROLS, MOST_ENTRIES, Messages, entries
from briefing.ui.server.routes import CURATE
from tests.ui.server.asgi import connect

RERUN = BackMsg(rerun_script=ClientState(query_string="asof=2017-04-18")).SerializeToString()
ID = uuid4().hex  # as Streamlit makes them
ASKED = DeferredFileRequestPayload(file_id=ID)
LISTED = StringArray(data=[""] * (MOST_ENTRIES // 2 + 1))
FORGED = "x\n2026-11-27 13:00:00.000 a line of the log that nobody wrote"
OTHERS = {
    "clear_cache": BackMsg(clear_cache=True),
    "set_run_on_save": BackMsg(set_run_on_save=True),
    "load_git_info": BackMsg(load_git_info=True),
    "debug_shutdown_runtime": BackMsg(debug_shutdown_runtime=True),
    "file_urls_request": BackMsg(file_urls_request=FileURLsRequest(file_names=["a"])),
    "install_skills": BackMsg(backend_operation_request=Operation(install_skills=InstallSkillsRequestPayload())),
    "empty": BackMsg(),
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_no_page_sends_is_dropped(other: str) -> None:
    heard = connect(Messages, OTHERS[other].SerializeToString(), RERUN).received
    assert [message.get("bytes") for message in heard] == [None, RERUN, None]


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(rerun_script=ClientState()),
        BackMsg(stop_script=True),
        BackMsg(app_heartbeat=True),
        BackMsg(backend_operation_request=Operation(request_id="2-a", deferred_file=ASKED)),
        BackMsg(backend_operation_request=Operation(dataframe_chunk=DataframeChunkRequestPayload(source_id=ID))),
    ],
)
def test_what_a_page_sends_goes_through(message: BackMsg) -> None:
    frame = message.SerializeToString()
    assert [heard.get("bytes") for heard in connect(Messages, frame).received] == [None, frame, None]


def test_where_to_send_a_file_is_asked_by_a_curator_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = OTHERS["file_urls_request"].SerializeToString()
    monkeypatch.setenv(CURATE, "1")
    assert [heard.get("bytes") for heard in connect(Messages, frame).received] == [None, frame, None]


@pytest.mark.parametrize("frame", [b"\xff\xff\xff", b"GET / HTTP/1.1", "text", b"\x0a"])
def test_a_malformed_frame_ends_its_connection_and_costs_one_line(
    frame: bytes | str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        talk = connect(Messages, frame, RERUN)
    assert [message["type"] for message in talk.received] == ["websocket.connect", "websocket.disconnect"]
    assert [message["type"] for message in talk.sent] == ["websocket.close"]
    assert [(line.levelname, line.exc_info, "\n" in line.getMessage()) for line in caplog.records] == [
        ("WARNING", None, False)
    ]


def test_a_page_is_heard_at_once_and_a_flood_of_messages_at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    now, waited = [100.0], []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(messages, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(messages, "asyncio", SimpleNamespace(Event=asyncio.Event, sleep=sleep))
    assert len(connect(Messages, *[RERUN] * AT_ONCE).received) == AT_ONCE + 2
    assert waited == []
    for flood in (RERUN, OTHERS["clear_cache"].SerializeToString()):  # what is dropped takes time too, and fills a log
        connect(Messages, *[flood] * (AT_ONCE + 5))
        assert waited == pytest.approx([APART] * 5)
        waited.clear()


def test_a_message_longer_than_any_of_a_page_ends_its_connection() -> None:
    long = BackMsg(rerun_script=ClientState(cached_message_hashes=["x" * LARGEST])).SerializeToString()
    talk = connect(Messages, long, RERUN)
    assert [message["type"] for message in talk.received] == ["websocket.connect", "websocket.disconnect"]


@pytest.mark.parametrize(
    "state",
    [
        ClientState(widget_states=WidgetStates(widgets=[WidgetState()] * (MOST_CONTROLS + 1))),
        ClientState(cached_message_hashes=[""] * (MOST_ENTRIES + 1)),
        ClientState(widget_states=WidgetStates(widgets=[WidgetState(string_array_value=LISTED)] * 2)),
        ClientState(fragment_id="x" * (LONGEST_ID + 1)),
        ClientState(fragment_id=FORGED),
    ],
    ids=["controls", "entries", "entries of controls", "long", "lines"],
)
def test_more_controls_than_a_page_has_and_ids_that_spoil_the_log_end_the_connection(state: ClientState) -> None:
    heard = connect(Messages, BackMsg(rerun_script=state).SerializeToString(), RERUN).received
    assert [message.get("bytes") for message in heard] == [None, None]


def test_entries_are_counted_no_further_than_they_may_be_many() -> None:
    dropped = WidgetState(file_uploader_state_value=FileUploaderState(uploaded_file_info=[UploadedFileInfo()] * 255))
    state = ClientState(widget_states=WidgetStates(widgets=[dropped] * 1_000))
    assert MOST_ENTRIES < entries(BackMsg(rerun_script=state)) < 2 * MOST_ENTRIES


@pytest.mark.parametrize(
    "id", [FORGED, "x" * (LARGEST // 2), ID.upper(), f"{ID}\n"], ids=["lines", "long", "other", "end"]
)
def test_an_operation_that_names_what_streamlit_never_made_ends_the_connection(id: str) -> None:
    for operation in (
        Operation(deferred_file=DeferredFileRequestPayload(file_id=id)),
        Operation(dataframe_chunk=DataframeChunkRequestPayload(source_id=id)),
    ):
        frame = BackMsg(backend_operation_request=operation).SerializeToString()
        assert [heard.get("bytes") for heard in connect(Messages, frame, RERUN).received] == [None, None]


@pytest.mark.parametrize("name", ["request_id", "session_id"])
@pytest.mark.parametrize("id", [FORGED, "x" * (LONGEST_ID + 1)], ids=["lines", "long"])
def test_nor_does_one_pass_under_a_name_that_spoils_the_log(name: str, id: str) -> None:
    operation = Operation(deferred_file=ASKED, **{name: id})  # type: ignore[arg-type]  # both are texts
    frame = BackMsg(backend_operation_request=operation).SerializeToString()
    assert [heard.get("bytes") for heard in connect(Messages, frame, RERUN).received] == [None, None]


def test_who_left_while_streamlit_answered_leaves_nothing_in_the_log() -> None:
    async def behind(_: Scope, __: Receive, ___: Send) -> None:
        raise WebSocketDisconnected("Cannot call send once a close message has been sent.")

    assert connect(lambda _: Messages(behind)).received == []


ACTED = BackMsg(
    rerun_script=ClientState(widget_states=WidgetStates(widgets=[WidgetState(id="w-q")]))
).SerializeToString()


def held(*frames: bytes) -> list[bool]:
    """Of a page that sends these: whether the last comes through before any run has ended, where one goes on as
    another, and where one has ended."""
    found = list[bool]()

    async def behind(_: Scope, receive: Receive, send: Send) -> None:
        for _each in range(len(frames)):  # what the connection begins with, and all but the last
            await receive()
        last = asyncio.ensure_future(receive())
        for status in (None, ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY):
            if status is not None:
                told = ForwardMsg(script_finished=status).SerializeToString()
                await send({"type": "websocket.send", "bytes": told})
            for _each in range(10):
                await asyncio.sleep(0)
            found.append(last.done())
        await last

    connect(lambda _: Messages(behind), *frames)
    return found


def test_what_is_done_on_a_page_that_comes_back_waits_until_its_first_run_has_ended() -> None:
    assert held(ACTED, ACTED) == [False, False, True]


def test_on_a_page_that_is_opened_nothing_waits() -> None:
    assert held(RERUN, ACTED) == [True, True, True]


def test_nor_does_it_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "RETURNING", 0.0)
    assert [each.get("bytes") for each in connect(Messages, ACTED, ACTED).received] == [None, ACTED, ACTED, None]
