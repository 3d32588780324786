"""What readers leave behind: when it is seen to, and what is called where the C library cannot."""

import asyncio
import ctypes
import gc
import weakref
from types import SimpleNamespace
from typing import cast
from unittest.mock import Mock

import pytest
from starlette.types import Message
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.session_state import SessionState
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from briefing.ui.server import memory
from briefing.ui.server.memory import Departures, forget, keep_one_arena, trim
from tests.ui.server.asgi import ask, connect


@pytest.fixture
def tidied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in a world where a session expires at once."""
    done: list[str] = []
    monkeypatch.setattr(memory, "MARGIN", 0.0)
    monkeypatch.setattr(memory, "forget", lambda: done.append("forget"))
    monkeypatch.setattr(memory, "trim", lambda: done.append("trim"))
    monkeypatch.setattr(config, "get_option", {"server.disconnectedSessionTTL": 0}.__getitem__)
    return done


async def _nothing(*_: object) -> None:
    pass


async def _silent() -> Message:
    return {}


def _leave(layer: Departures, times: int) -> None:
    async def spoken() -> None:
        for _ in range(times):
            await layer({"type": "websocket"}, _silent, _nothing)
        while layer.due:
            await asyncio.sleep(0)

    asyncio.run(spoken())


def test_the_last_of_many_who_leave_is_seen_to(tidied: list[str]) -> None:
    _leave(Departures(_nothing), 1)
    assert tidied == ["forget", "trim"]
    _leave(Departures(_nothing), 5)
    assert tidied == ["forget", "trim"] * 2


def test_with_those_who_left_goes_what_was_of_theirs_alone(tidied: list[str]) -> None:
    _leave(Departures(_nothing, let_go=lambda: tidied.append("let go")), 1)
    assert tidied == ["forget", "let go", "trim"]


def test_the_last_who_left_is_forgotten_as_soon_as_they_have_expired(
    tidied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    planned: list[float] = []

    def plan(when: float, _: object) -> object:
        planned.append(when)
        return layer

    loop = SimpleNamespace(time=lambda: now[0], call_at=plan)
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: loop)
    monkeypatch.setattr(config, "get_option", {"server.disconnectedSessionTTL": 120}.__getitem__)
    layer = Departures(_nothing)
    for now[0] in (0.0, 50.0, 100.0):
        layer.left()
    assert planned == [120.0]
    now[0] = 120.0
    layer.tidy()
    assert (planned, len(tidied)) == ([120.0, 220.0], 2)
    now[0] = 220.0
    layer.tidy()
    assert (planned, layer.due, len(tidied)) == ([120.0, 220.0], None, 4)


def test_a_request_is_no_departure(tidied: list[str]) -> None:
    assert ask(Departures).status == 200
    assert tidied == []


def test_a_connection_that_fails_is_a_departure() -> None:
    seen: list[Departures] = []

    def layer(_: object) -> Departures:
        async def fails(*_: object) -> None:
            raise OSError

        seen.append(Departures(fails))
        return seen[0]

    with pytest.raises(OSError):
        connect(layer)
    assert seen[0].due


@pytest.mark.parametrize("fault", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: object) -> None:
        raise fault

    monkeypatch.setattr(ctypes, "CDLL", none)
    keep_one_arena()
    trim()


def test_a_session_that_has_expired_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = MemorySessionStorage(ttl_seconds=0)
    manager = WebsocketSessionManager(storage, Mock(), Mock(), Mock())
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(_session_mgr=manager))
    gone = Mock()
    storage.save(SessionInfo(None, gone))
    left = weakref.ref(gone)
    del gone
    assert left()
    forget()
    gc.collect()  # a mock holds itself
    assert not left()


def test_of_the_last_who_left_nothing_stays_though_their_session_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = MemorySessionStorage(ttl_seconds=0)
    manager = WebsocketSessionManager(storage, Mock(), Mock(), Mock())
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(_session_mgr=manager))
    held = SimpleNamespace(id="a", shutdown=Mock(), _session_state=SessionState(), _fragment_storage=Mock())
    state = held._session_state
    storage.save(SessionInfo(None, cast(AppSession, held)))
    forget()
    assert held.shutdown.called
    assert held._fragment_storage.clear.called
    assert held._session_state is not state


def test_without_a_server_there_is_nobody_to_forget() -> None:
    forget()
